//! Figures: how many, of what, who says so.

use super::{Span, StatementIx};
use serde::{Deserialize, Serialize};

/// How the number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sense {
    /// Just so many.
    #[serde(rename = "exact")]
    Exact,
    /// About so many ("sekitar").
    #[serde(rename = "about")]
    About,
    /// So many or more ("sedikitnya").
    #[serde(rename = "at least")]
    AtLeast,
    /// So many or fewer ("paling banyak").
    #[serde(rename = "at most")]
    AtMost,
    /// More ("lebih dari").
    #[serde(rename = "more than")]
    MoreThan,
    /// Fewer ("kurang dari").
    #[serde(rename = "less than")]
    LessThan,
    /// A round number word without a number ("ribuan", "dozens").
    #[serde(rename = "indefinite")]
    Indefinite,
}

/// A number in the text that counts or measures something. Never a date, a clock, a list number or a model name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// From the first word of the bound to the last word of what is counted.
    pub span: Span,
    /// The number itself.
    pub number: Span,
    /// Its value; for a range, the middle is not taken: see `low` and `high`.
    pub value: Option<f64>,
    /// Lower end of a range, or of an indefinite number ("ribuan": 1000).
    pub low: Option<f64>,
    /// Upper end of a range.
    pub high: Option<f64>,
    /// Exact, about, at least…
    pub sense: Sense,
    /// The unit: a currency, `%`, a measure, or the head noun of what is counted.
    pub unit: Option<String>,
    /// What is counted, in the text's words.
    pub counts: Option<String>,
    /// The statement whose source claims it; `None` is the newsroom's own voice.
    pub statement: Option<StatementIx>,
    /// The claimant's name.
    pub claimed_by: Option<String>,
    /// How it was found: `percentage`, `money`, `measure`, `count`, `range`, `round-word`, `fraction`, `more-of-the-same`, `amount`.
    pub rule: &'static str,
}
