//! Why a part of a page has its role: data like any other, for `runut extract --explain` and whoever mends a rule.

use super::PartRole;
use serde::Serialize;

/// A part of a page, in page order, with what decided its role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explained {
    /// First and one past the last byte on the page, where that is known.
    pub page: Option<(u32, u32)>,
    /// Its words.
    pub text: String,
    /// What it was taken for.
    pub role: PartRole,
    /// Whether it is part of the article's text.
    pub kept: bool,
    /// How much speaks for running text, in thousandths of log-odds; `None` where a rule decided alone.
    pub score: Option<i32>,
    /// What decided, weightiest first.
    pub why: Vec<Reason>,
}

/// A rule or a feature, and what it did to the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The rule's words, or the feature's name and value: `words = 31`.
    pub feature: String,
    /// Thousandths of log-odds towards running text; 0 for a rule that decided alone.
    pub contribution: i32,
}

impl Reason {
    /// A rule that decided alone.
    pub fn rule(words: impl Into<String>) -> Self {
        Self { feature: words.into(), contribution: 0 }
    }
}
