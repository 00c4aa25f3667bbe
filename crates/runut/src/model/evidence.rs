//! The proof: a place in a stored text, readable alone and checkable.

use super::{Article, Span};
use serde::{Deserialize, Serialize};

/// A quotation of one article's text: `span.of(&article.text) == quote`, always.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// `Article::id`.
    pub article: String,
    /// Bytes in the article's text.
    pub span: Span,
    /// The text at the span.
    pub quote: String,
}

impl Evidence {
    /// The text of `article` at `span`, as evidence.
    pub fn new(article: &Article, span: Span) -> Self {
        Self { article: article.id.clone(), span, quote: span.of(&article.text).to_owned() }
    }

    /// Where the evidence stands, as the W3C Web Annotation selectors have it.
    pub fn selector(&self, article: &Article) -> Selector {
        let text = &article.text;
        let chars = |end: u32| text[..end as usize].chars().count();
        let around = 32;
        let before = &text[..self.span.start as usize];
        let after = &text[self.span.end as usize..];
        let prefix = before.chars().rev().take(around).collect::<Vec<_>>().into_iter().rev().collect();
        Selector {
            start: chars(self.span.start),
            end: chars(self.span.end),
            exact: self.quote.clone(),
            prefix,
            suffix: after.chars().take(around).collect(),
            page: article.origin.page_range(self.span),
        }
    }
}

/// The three ways to find a quotation again (W3C Web Annotation Data Model, 2017, section 4.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Selector {
    /// `TextPositionSelector`: first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// `TextQuoteSelector`: the quotation.
    pub exact: String,
    /// Up to 32 characters before it.
    pub prefix: String,
    /// Up to 32 characters after it.
    pub suffix: String,
    /// `DataPositionSelector`: bytes of the page, when there was one.
    pub page: Option<(u32, u32)>,
}
