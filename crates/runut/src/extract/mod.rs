//! Pages to articles: main text, roles of its parts, and what the page states of itself.

mod credit_line;
mod credits;
mod dateline;
mod dates;
mod decode;
mod draft;
mod dump;
mod explain;
mod head;
mod html;
mod lines;
mod look;
mod no_article;
mod shape;
mod sniff;
#[cfg(test)]
mod tests;
pub mod training;

pub use explain::{Explained, Reason};

use crate::lang::Packs;
use crate::model::{Article, BlockKind, Page, PageKind, Stated};
use crate::segment;

/// Bytes of the longest text that is read as one article: some 150,000 words, a thick book. Live blogs of a whole year
/// stay under it; what lies beyond is a mistake or an attack, and would hold up everything else.
const LONGEST: usize = 1_000_000;

/// Why a page gave no article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No bytes, or nothing but white space.
    #[error("{place}: empty; a page of HTML or text was expected")]
    Empty {
        /// The page's source.
        place: String,
    },
    /// The bytes are no text in any character set.
    #[error("{place}: binary data ({found}); a page of HTML or text was expected")]
    Binary {
        /// The page's source.
        place: String,
        /// What the first bytes look like.
        found: String,
    },
    /// A page, but not of an article.
    #[error("{place}: no article found ({why}); a page with the running text of one was expected")]
    NoArticle {
        /// The page's source.
        place: String,
        /// Index page, gallery, error page, too little text…
        why: String,
    },
    /// A text far beyond what anybody prints as one article.
    #[error(
        "{place}: {} MB of running text; an article of at most {} MB was expected",
        bytes / 1_000_000,
        LONGEST / 1_000_000
    )]
    TooLong {
        /// The page's source.
        place: String,
        /// Length of what would be the article.
        bytes: usize,
    },
    /// One line of a JSON Lines page.
    #[error("{place}:{line}: {found}; a JSON object with \"id\" and \"text\" was expected")]
    BadLine {
        /// The page's source.
        place: String,
        /// Line, from 1.
        line: usize,
        /// What the JSON reader says.
        found: String,
    },
}

/// The articles of a page: one for HTML and text, one a line for JSON Lines. Errors stand beside what was read.
pub fn articles(page: &Page, packs: &Packs) -> Vec<Result<Article, ReadError>> {
    let place = || page.source.clone();
    if page.bytes.iter().all(u8::is_ascii_whitespace) {
        return vec![Err(ReadError::Empty { place: place() })];
    }
    let decoded = decode::decode(page);
    if let Some(found) = sniff::binary(&page.bytes, &decoded.text) {
        return vec![Err(ReadError::Binary { place: place(), found })];
    }
    let kind = page.kind.unwrap_or_else(|| sniff::kind(&decoded.text));
    let found = match kind {
        PageKind::Jsonl => return lines::articles(page, &decoded.text, packs),
        PageKind::Html => html::article(&decoded, page.url.as_deref(), packs),
        PageKind::Text => dump::article(&decoded, packs),
    };
    vec![found.map_err(|why| ReadError::NoArticle { place: place(), why }).and_then(|article| {
        match article.text.len() {
            bytes if bytes > LONGEST => Err(ReadError::TooLong { place: place(), bytes }),
            _ => Ok(finished(article, page, packs)),
        }
    })]
}

/// What every article of a page has, however it was found.
fn finished(mut article: Article, page: &Page, packs: &Packs) -> Article {
    article.id = page.id.to_string();
    article.source.clone_from(&page.source);
    article.page = Some(page.id);
    if article.url.is_none() {
        article.url.clone_from(&page.url);
    }
    let address =
        article.url.as_deref().or(Some(page.source.as_str()).filter(|source| source.contains("://")));
    if article.outlet.is_none()
        && let Some(outlet) = address.and_then(|address| packs.outlets.at_address(address))
    {
        article.outlet = Some(Stated::given(outlet.name.clone(), "address"));
    }
    article.language = segment::language(&body_text(&article), &packs.languages);
    article
}

/// The words the language is told by: everything kept but captions, which may be an agency's in another language.
fn body_text(article: &Article) -> String {
    let mut words = String::new();
    for block in article.blocks.iter().filter(|block| block.kind != BlockKind::Caption) {
        words.push_str(block.span.of(&article.text));
        words.push('\n');
    }
    words
}
