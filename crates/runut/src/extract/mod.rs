//! Pages to articles: main text, roles of its parts, and what the page states of itself.

use crate::lang::Packs;
use crate::model::{Article, Page};

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
    #[error("{place}: no article found ({why})")]
    NoArticle {
        /// The page's source.
        place: String,
        /// Index page, gallery, error page, too little text…
        why: String,
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
pub fn articles(page: &Page, _packs: &Packs) -> Vec<Result<Article, ReadError>> {
    vec![Err(ReadError::Empty { place: page.source.clone() })]
}
