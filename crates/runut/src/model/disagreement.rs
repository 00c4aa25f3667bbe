//! Same thing, different date, figure or wording.

use super::Evidence;
use serde::{Deserialize, Serialize};

/// About what the reports disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DisagreementKind {
    /// A date and its weekday, or two dates of one happening.
    Date,
    /// Two figures that count the same thing.
    Figure,
    /// Two wordings of one quotation, or of one thing.
    Wording,
    /// Two speakers of one statement.
    Speaker,
    /// Two addressees.
    Addressee,
    /// The headline says what the body does not.
    Headline,
}

/// One side: what it says, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The value, in words.
    pub says: String,
    /// The proof.
    pub evidence: Evidence,
}

/// A contradiction between reports, or within one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// What kind.
    pub kind: DisagreementKind,
    /// About what, in words.
    pub about: String,
    /// Two or more sides.
    pub sides: Vec<Side>,
    /// The likely value, only with its reason.
    pub likely: Option<String>,
    /// The reason, or how the contradiction shows.
    pub why: String,
}
