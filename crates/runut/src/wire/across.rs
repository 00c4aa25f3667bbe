//! What `copies` and `checks` write: copies among articles with the agencies behind them, and contradictions by story.

use super::door::{TraceDoor, facts};
use super::trace::{AgencyLine, ArticleFacts, CopyLine, DevelopmentLine, DisagreementLine, Skipped};
use crate::model::{AgencySource, CopyLink, Reading, Trace};
use serde::Serialize;
use std::collections::BTreeSet;

/// Copies as one JSON value.
#[derive(Serialize)]
pub struct CopiesLine<'a> {
    copies: Vec<CopyLine<'a>>,
    agencies: Vec<AgencyLine<'a>>,
    articles: Vec<ArticleFacts<'a>>,
    skipped: &'a [Skipped],
}

/// Copies, the agencies that articles name, and the articles that either is about.
pub fn copies_value<'a>(
    door: &TraceDoor<'a>,
    copies: &'a [CopyLink],
    agencies: &'a [AgencySource],
    readings: &'a [Reading],
    skipped: &'a [Skipped],
) -> CopiesLine<'a> {
    let mut named: BTreeSet<usize> = copies.iter().flat_map(|copy| [copy.earlier, copy.later]).collect();
    named.extend(agencies.iter().flat_map(|agency| agency.carriers.iter().map(|carrier| carrier.article)));
    CopiesLine {
        copies: copies.iter().map(|copy| door.copy(copy)).collect(),
        agencies: agencies.iter().map(|agency| door.agency(agency)).collect(),
        articles: named.into_iter().map(|article| facts(&readings[article])).collect(),
        skipped,
    }
}

/// A contradiction with the story it is in.
#[derive(Serialize)]
pub struct CheckLine<'a> {
    story: &'a str,
    title: &'a str,
    #[serde(flatten)]
    found: DisagreementLine<'a>,
}

/// A figure that grew, with the story it is in.
#[derive(Serialize)]
pub struct GrowthLine<'a> {
    story: &'a str,
    title: &'a str,
    #[serde(flatten)]
    found: DevelopmentLine<'a>,
}

/// All contradictions and all figures that grew as one JSON value.
#[derive(Serialize)]
pub struct ChecksLine<'a> {
    checks: Vec<CheckLine<'a>>,
    developments: Vec<GrowthLine<'a>>,
    skipped: &'a [Skipped],
}

/// Every contradiction of every story, in their order.
pub fn check_lines<'a>(door: &TraceDoor<'a>, trace: &'a Trace) -> Vec<CheckLine<'a>> {
    let of_story = |story: &'a crate::model::Story| {
        let line =
            |found| CheckLine { story: &story.id, title: &story.title, found: door.disagreement(found) };
        story.disagreements.iter().map(line).collect::<Vec<_>>()
    };
    trace.stories.iter().flat_map(of_story).collect()
}

/// Every figure that grew, story by story.
pub fn growth_lines<'a>(door: &TraceDoor<'a>, trace: &'a Trace) -> Vec<GrowthLine<'a>> {
    let of_story = |story: &'a crate::model::Story| {
        let line =
            |found| GrowthLine { story: &story.id, title: &story.title, found: door.development(found) };
        story.developments.iter().map(line).collect::<Vec<_>>()
    };
    trace.stories.iter().flat_map(of_story).collect()
}

/// The same with the inputs that gave no article.
pub fn checks_value<'a>(door: &TraceDoor<'a>, trace: &'a Trace, skipped: &'a [Skipped]) -> ChecksLine<'a> {
    ChecksLine { checks: check_lines(door, trace), developments: growth_lines(door, trace), skipped }
}
