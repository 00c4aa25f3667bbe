//! Same thing, different date, figure or wording; and figures that grew.

use super::Evidence;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// About what the reports disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DisagreementKind {
    /// A date and its weekday, or two dates of one happening.
    Date,
    /// Two figures that count the same thing.
    Figure,
    /// Two wordings of one quotation.
    Wording,
    /// Told as a fact by one, left open by the other.
    Status,
    /// Two words for one thing, of which each takes a side.
    Term,
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

/// A figure that grew: reports of one thing, each of a later day and with more. No contradiction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Development {
    /// What is counted, in the words of a report.
    pub about: String,
    /// Two figures or more, by day.
    pub steps: Vec<Step>,
    /// How it shows.
    pub why: String,
}

/// One figure of a development.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The day of the report.
    pub on: Date,
    /// The number.
    pub value: f64,
    /// Who says it, in which words.
    pub says: String,
    /// The proof.
    pub evidence: Evidence,
}

/// A thing that a story's reports call by two words or more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// The thing, as the packs call it in every language.
    pub thing: String,
    /// Who uses which word, by language, word and outlet.
    pub uses: Vec<TermUse>,
}

/// One outlet's use of one word, in its own voice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermUse {
    /// The word, in its first form.
    pub word: String,
    /// Its language.
    pub language: String,
    /// Who uses it: the outlet, or the id of an article without one.
    pub outlet: String,
    /// How often.
    pub count: u32,
    /// The first sentence that has it.
    pub evidence: Evidence,
}
