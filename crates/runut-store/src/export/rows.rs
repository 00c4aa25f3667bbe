//! Timelines as a table: one report a row, each with its evidence.

use crate::error::Result;
use crate::open::Store;
use runut_show::table::row;

/// The columns.
const COLUMNS: [&str; 21] = [
    "story",
    "story_title",
    "entry",
    "from",
    "to",
    "kind",
    "speaker",
    "addressee",
    "text",
    "independent",
    "article",
    "outlet",
    "published",
    "url",
    "statement",
    "chain",
    "wording",
    "start",
    "end",
    "quote",
    "corrections",
];

/// The timelines of one story or all as CSV.
///
/// # Errors
/// When the story is unknown.
pub fn table(store: &Store, story: Option<&str>) -> Result<String> {
    let mut text = row(&COLUMNS);
    for story in super::stories(store, story)? {
        for entry in &story.timeline {
            for report in &entry.reports {
                let article = story.articles.iter().find(|article| article.id == report.article);
                let of_article = |value: fn(&crate::query::ArticleRow) -> &Option<String>| {
                    article.and_then(|article| value(article).clone()).unwrap_or_default()
                };
                let chain: Vec<&str> = report.chain.iter().map(|link| link.name.as_str()).collect();
                let corrections: Vec<String> =
                    entry.corrections.iter().map(|one| format!("{} by {}", one.action, one.who)).collect();
                let days = |day: &Option<String>| day.clone().unwrap_or_default();
                text.push_str(&row(&[
                    story.id.clone(),
                    story.title.clone(),
                    entry.id.clone(),
                    days(&entry.when.from),
                    days(&entry.when.to),
                    entry.kind.clone(),
                    days(&entry.speaker),
                    days(&entry.addressee),
                    entry.text.clone(),
                    entry.independent.to_string(),
                    report.article.clone(),
                    days(&report.outlet),
                    of_article(|article| &article.published),
                    of_article(|article| &article.url),
                    days(&report.statement),
                    chain.join(" > "),
                    report.wording.clone(),
                    report.evidence.start.to_string(),
                    report.evidence.end.to_string(),
                    report.evidence.quote.clone(),
                    corrections.join("; "),
                ]));
            }
        }
    }
    Ok(text)
}
