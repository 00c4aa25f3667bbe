//! The shapes of the trace: stories with events, timeline, disagreements and copies; and the group line.

use super::Place;
use super::annotation::{LinkLine, number};
use super::door::TraceDoor;
use crate::model::{Confidence, CopyKind, DateRange, EntryKind, Guess, MentionKind, SameBy, Story, Wording};
use jiff::civil::Date;
use serde::Serialize;

/// What one run found.
#[derive(Serialize)]
pub struct TraceLine<'a> {
    pub(super) stories: StoryLines<'a>,
    pub(super) alone: Vec<ArticleFacts<'a>>,
    pub(super) skipped: &'a [Skipped],
}

/// The stories, each made when its turn to be written comes: all lines at once would be larger than the trace.
pub(super) struct StoryLines<'a> {
    pub(super) door: TraceDoor<'a>,
    pub(super) stories: &'a [Story],
}

impl Serialize for StoryLines<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.stories.iter().map(|story| self.door.story(story)))
    }
}

/// An input that gave no article, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Skipped {
    /// The input, as it was given.
    pub source: String,
    /// What was found and what would be right.
    pub why: String,
}

/// A running story as one line of JSON.
#[derive(Serialize)]
pub struct StoryLine<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    pub(super) why: &'a str,
    pub(super) articles: Vec<ArticleFacts<'a>>,
    pub(super) events: Vec<EventLine<'a>>,
    pub(super) timeline: Vec<EntryLine<'a>>,
    pub(super) top: &'a [usize],
    pub(super) disagreements: Vec<DisagreementLine<'a>>,
    pub(super) developments: Vec<DevelopmentLine<'a>>,
    pub(super) terms: Vec<TermsLine<'a>>,
    pub(super) copies: Vec<CopyLine<'a>>,
    pub(super) agencies: Vec<AgencyLine<'a>>,
    pub(super) names: Vec<NameLine<'a>>,
}

/// What a reader wants to know of an article without its text.
#[derive(Serialize)]
pub(super) struct ArticleFacts<'a> {
    pub(super) id: &'a str,
    pub(super) source: &'a str,
    pub(super) url: Option<&'a str>,
    pub(super) outlet: Option<&'a str>,
    pub(super) title: Option<&'a str>,
    pub(super) published: Option<&'a str>,
    pub(super) published_guess: Option<&'a Guess>,
    pub(super) language: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct EventLine<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) when: DateRange,
    pub(super) articles: Vec<&'a str>,
    pub(super) why: &'a str,
}

#[derive(Serialize)]
pub(super) struct EntryLine<'a> {
    pub(super) when: DateRange,
    pub(super) kind: EntryKind,
    pub(super) title: &'a str,
    pub(super) text: &'a str,
    pub(super) speaker: Option<&'a str>,
    pub(super) addressee: Option<&'a str>,
    pub(super) reports: Vec<ReportLine<'a>>,
    pub(super) independent: u32,
}

#[derive(Serialize)]
pub(super) struct ReportLine<'a> {
    pub(super) article: &'a str,
    pub(super) outlet: Option<&'a str>,
    pub(super) statement: Option<String>,
    pub(super) others: Vec<String>,
    pub(super) evidence: EvidenceLine<'a>,
    pub(super) chain: Vec<LinkLine<'a>>,
    pub(super) wording: Wording,
}

#[derive(Serialize)]
pub(super) struct EvidenceLine<'a> {
    pub(super) article: &'a str,
    #[serde(flatten)]
    pub(super) place: Place,
    pub(super) quote: &'a str,
}

#[derive(Serialize)]
pub(super) struct DisagreementLine<'a> {
    /// One of the kinds of the contract.
    pub(super) kind: &'static str,
    /// Of what, where the kind is wider than what was found: `status` or `term` of a `wording`.
    pub(super) of: Option<&'static str>,
    pub(super) about: &'a str,
    pub(super) sides: Vec<SideLine<'a>>,
    pub(super) likely: Option<&'a str>,
    pub(super) why: &'a str,
}

/// A figure that grew.
#[derive(Serialize)]
pub(super) struct DevelopmentLine<'a> {
    /// `development`, so that a line of it is told from one of a contradiction.
    pub(super) kind: &'static str,
    pub(super) about: &'a str,
    pub(super) steps: Vec<StepLine<'a>>,
    pub(super) why: &'a str,
}

#[derive(Serialize)]
pub(super) struct StepLine<'a> {
    pub(super) on: Date,
    #[serde(serialize_with = "number")]
    pub(super) value: Option<f64>,
    pub(super) says: &'a str,
    pub(super) evidence: EvidenceLine<'a>,
}

#[derive(Serialize)]
pub(super) struct TermsLine<'a> {
    pub(super) thing: &'a str,
    pub(super) uses: Vec<TermUseLine<'a>>,
}

#[derive(Serialize)]
pub(super) struct TermUseLine<'a> {
    pub(super) word: &'a str,
    pub(super) language: &'a str,
    pub(super) outlet: &'a str,
    pub(super) count: u32,
    pub(super) evidence: EvidenceLine<'a>,
}

#[derive(Serialize)]
pub(super) struct SideLine<'a> {
    pub(super) says: &'a str,
    pub(super) evidence: EvidenceLine<'a>,
}

/// Who copied whom, as one line of JSON.
#[derive(Serialize)]
pub struct CopyLine<'a> {
    pub(super) earlier: &'a str,
    pub(super) later: &'a str,
    pub(super) kind: CopyKind,
    /// `likely` for a translation, which no shared words prove.
    pub(super) confidence: Confidence,
    pub(super) share: f64,
    pub(super) of_earlier: f64,
    pub(super) of_later: f64,
    pub(super) why: &'a str,
    pub(super) order: &'static str,
    pub(super) passages: Vec<PassageLine>,
}

#[derive(Serialize)]
pub(super) struct PassageLine {
    pub(super) earlier: Place,
    pub(super) later: Place,
}

/// An agency behind reports: a node of the graph of copies that may have no page.
#[derive(Serialize)]
pub(super) struct AgencyLine<'a> {
    pub(super) name: &'a str,
    pub(super) page: Option<&'a str>,
    pub(super) carriers: Vec<CarrierLine<'a>>,
}

#[derive(Serialize)]
pub(super) struct CarrierLine<'a> {
    pub(super) article: &'a str,
    pub(super) why: &'a str,
}

/// Somebody or something that goes by several names in a story, or shares a name with another.
#[derive(Serialize)]
pub(super) struct NameLine<'a> {
    pub(super) name: &'a str,
    pub(super) kind: MentionKind,
    pub(super) forms: Vec<FormLine<'a>>,
}

#[derive(Serialize)]
pub(super) struct FormLine<'a> {
    pub(super) form: &'a str,
    pub(super) article: &'a str,
    pub(super) why: SameBy,
    /// Where the article names it so, where that is another form than the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) evidence: Option<EvidenceLine<'a>>,
    /// Where another article has what binds the two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) beside: Option<EvidenceLine<'a>>,
}

/// A group line: the event and the story of one article.
#[derive(Serialize)]
pub struct GroupLine<'a> {
    /// Of the article.
    pub id: &'a str,
    /// The happening it reports.
    pub event: &'a str,
    /// The running story it belongs to.
    pub story: &'a str,
}

/// That two events of a stream are one: what was told of the first holds of the second.
#[derive(Serialize)]
pub struct MergeLine<'a> {
    /// The event that is no more.
    pub merged: &'a str,
    /// The event that goes on.
    pub into: &'a str,
}
