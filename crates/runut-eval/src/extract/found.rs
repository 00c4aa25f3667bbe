//! What an extractor found on a page, ours or a peer's, in the form that the scorers read.

use runut::model::{Article, BlockKind};

/// Text and facts of one page.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The main text, one paragraph a line.
    pub body: String,
    /// Headline.
    pub title: String,
    /// Writers.
    pub writers: Vec<String>,
    /// Who published it.
    pub outlet: String,
    /// Publication, ISO 8601; empty where unknown.
    pub date: String,
    /// Where title, writers and dates were read, for people.
    pub how: String,
}

/// The running text that was kept.
pub fn body(article: &Article) -> String {
    let text = |kind: BlockKind| !matches!(kind, BlockKind::Title | BlockKind::Caption);
    let blocks = article.blocks.iter().filter(|block| text(block.kind));
    blocks.map(|block| block.span.of(&article.text)).collect::<Vec<_>>().join("\n\n")
}

impl From<&Article> for Found {
    fn from(article: &Article) -> Self {
        Self {
            body: body(article),
            title: article.headline().to_owned(),
            writers: article.byline.iter().map(|name| name.value.clone()).collect(),
            outlet: article.outlet_name().to_owned(),
            date: article.published.as_ref().map(|date| date.value.clone()).unwrap_or_default(),
            how: how(article),
        }
    }
}

/// The page's facts, each with how it was found.
fn how(article: &Article) -> String {
    let fields = [
        ("title", article.title.as_slice()),
        ("byline", article.byline.as_slice()),
        ("others", &article.other_bylines),
        ("editor", article.editor.as_slice()),
        ("published", article.published.as_slice()),
        ("other dates", article.other_dates.as_slice()),
        ("outlet", article.outlet.as_slice()),
    ];
    let told = fields.into_iter().filter(|(_, all)| !all.is_empty()).map(|(field, all)| {
        let all: Vec<String> = all.iter().map(|one| format!("{} ({})", one.value, one.how)).collect();
        format!("{field}: {}", all.join(", "))
    });
    told.collect::<Vec<_>>().join("; ")
}
