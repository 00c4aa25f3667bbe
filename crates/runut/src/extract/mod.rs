//! Pages to articles: main text, roles of its parts, and what the page states of itself.

mod bylines;
mod charset;
mod credit_line;
mod credits;
mod date_order;
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
mod measure;
mod memory;
mod no_article;
mod shape;
mod sniff;
#[cfg(test)]
mod tests;
pub mod training;

pub use memory::{Repeats, SiteMemory};

use crate::lang::Packs;
use crate::model::{Article, BlockKind, Explained, Origin, Page, PageKind, Stated};
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
    articles_with(page, packs, None)
}

/// The same, with what is known to repeat on the pages of each site.
pub fn articles_with(
    page: &Page,
    packs: &Packs,
    repeats: Option<&Repeats>,
) -> Vec<Result<Article, ReadError>> {
    let (decoded, kind) = match text(page) {
        Ok(text) => text,
        Err(error) => return vec![Err(error)],
    };
    let place = || page.source.clone();
    let url = page.url.as_deref();
    let found = match kind {
        PageKind::Jsonl => {
            let mut found = lines::articles(page, &decoded.text, packs);
            found.iter_mut().flatten().for_each(|one| memory::forget(one, &packs.languages, repeats));
            return found;
        }
        PageKind::Html => html::article(&decoded, url, packs, repeats, &html::MODEL),
        PageKind::Text => dump::article(&decoded, url, packs, repeats),
    };
    vec![found.map_err(|why| ReadError::NoArticle { place: place(), why }).and_then(|article| {
        match article.text.len() {
            bytes if bytes > LONGEST => Err(ReadError::TooLong { place: place(), bytes }),
            _ => Ok(finished(article, page, packs)),
        }
    })]
}

/// The articles of a page, and why each part of it has its role.
pub fn explained(
    page: &Page,
    packs: &Packs,
    repeats: Option<&Repeats>,
) -> Vec<Result<(Article, Vec<Explained>), ReadError>> {
    let judged = match text(page) {
        Ok((decoded, PageKind::Text)) => dump::judged(&decoded, packs),
        Ok((decoded, PageKind::Html)) => html::judged(&decoded, packs),
        _ => Vec::new(),
    };
    let parts = |article: Article| {
        let parts = explain::parts(&article, &judged);
        (article, parts)
    };
    articles_with(page, packs, repeats).into_iter().map(|article| article.map(parts)).collect()
}

/// A page's text, and what kind of page it is.
fn text(page: &Page) -> Result<(decode::Decoded<'_>, PageKind), ReadError> {
    let place = || page.source.clone();
    if page.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty { place: place() });
    }
    let decoded = decode::decode(page);
    if let Some(found) = sniff::binary(&page.bytes, &decoded.text) {
        return Err(ReadError::Binary { place: place(), found });
    }
    let kind = page.kind.unwrap_or_else(|| sniff::kind(&decoded.text));
    Ok((decoded, kind))
}

/// All text that an HTML page shows, block by block, a line each, with the way to its bytes: what there is before
/// anything is judged.
pub fn visible(page: &Page) -> (String, Origin) {
    html::visible(&decode::decode(page))
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

/// Bytes of a text by which its language is told.
const TELLING: usize = 16_000;

/// The words the language is told by: everything kept but captions, which may be an agency's in another language.
fn body_text(article: &Article) -> String {
    let mut words = String::new();
    for block in article.blocks.iter().filter(|block| block.kind != BlockKind::Caption) {
        if words.len() > TELLING {
            break;
        }
        words.push_str(block.span.of(&article.text));
        words.push('\n');
    }
    words
}
