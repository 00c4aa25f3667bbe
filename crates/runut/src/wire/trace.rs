//! The trace: stories with events, timeline, disagreements and copies; and the group line.

use super::annotation::{LinkLine, chain_lines, number, statement_id};
use super::{CodePoints, Place};
use crate::model::{
    AgencySource, ArticleIx, Carrier, Confidence, CopyKind, CopyLink, DateRange, Development, Disagreement,
    DisagreementKind, Entry, EntryKind, Event, Evidence, Guess, Identity, MentionKind, NameForm, Passage,
    Reading, Report, SameBy, Side, Step, Story, TermUse, Terms, Trace, Wording,
};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Serialize;

/// What one run found.
#[derive(Serialize)]
pub struct TraceLine<'a> {
    stories: StoryLines<'a>,
    alone: Vec<ArticleFacts<'a>>,
    skipped: &'a [Skipped],
}

/// The stories, each made when its turn to be written comes: all lines at once would be larger than the trace.
struct StoryLines<'a> {
    door: TraceDoor<'a>,
    stories: &'a [Story],
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
    id: &'a str,
    title: &'a str,
    from: Option<Date>,
    to: Option<Date>,
    why: &'a str,
    articles: Vec<ArticleFacts<'a>>,
    events: Vec<EventLine<'a>>,
    timeline: Vec<EntryLine<'a>>,
    top: &'a [usize],
    disagreements: Vec<DisagreementLine<'a>>,
    developments: Vec<DevelopmentLine<'a>>,
    terms: Vec<TermsLine<'a>>,
    copies: Vec<CopyLine<'a>>,
    agencies: Vec<AgencyLine<'a>>,
    names: Vec<NameLine<'a>>,
}

/// What a reader wants to know of an article without its text.
#[derive(Serialize)]
pub(super) struct ArticleFacts<'a> {
    id: &'a str,
    source: &'a str,
    url: Option<&'a str>,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    published: Option<&'a str>,
    published_guess: Option<&'a Guess>,
    language: Option<&'a str>,
}

#[derive(Serialize)]
struct EventLine<'a> {
    id: &'a str,
    title: &'a str,
    when: DateRange,
    articles: Vec<&'a str>,
    why: &'a str,
}

#[derive(Serialize)]
struct EntryLine<'a> {
    when: DateRange,
    kind: EntryKind,
    text: &'a str,
    speaker: Option<&'a str>,
    addressee: Option<&'a str>,
    reports: Vec<ReportLine<'a>>,
    independent: u32,
}

#[derive(Serialize)]
struct ReportLine<'a> {
    article: &'a str,
    outlet: Option<&'a str>,
    statement: Option<String>,
    others: Vec<String>,
    evidence: EvidenceLine<'a>,
    chain: Vec<LinkLine<'a>>,
    wording: Wording,
}

#[derive(Serialize)]
struct EvidenceLine<'a> {
    article: &'a str,
    #[serde(flatten)]
    place: Place,
    quote: &'a str,
}

#[derive(Serialize)]
pub(super) struct DisagreementLine<'a> {
    /// One of the kinds of the contract.
    kind: &'static str,
    /// Of what, where the kind is wider than what was found: `status` or `term` of a `wording`.
    of: Option<&'static str>,
    about: &'a str,
    sides: Vec<SideLine<'a>>,
    likely: Option<&'a str>,
    why: &'a str,
}

/// A figure that grew.
#[derive(Serialize)]
pub(super) struct DevelopmentLine<'a> {
    /// `development`, so that a line of it is told from one of a contradiction.
    kind: &'static str,
    about: &'a str,
    steps: Vec<StepLine<'a>>,
    why: &'a str,
}

#[derive(Serialize)]
struct StepLine<'a> {
    on: Date,
    #[serde(serialize_with = "number")]
    value: Option<f64>,
    says: &'a str,
    evidence: EvidenceLine<'a>,
}

#[derive(Serialize)]
struct TermsLine<'a> {
    thing: &'a str,
    uses: Vec<TermUseLine<'a>>,
}

#[derive(Serialize)]
struct TermUseLine<'a> {
    word: &'a str,
    language: &'a str,
    outlet: &'a str,
    count: u32,
    evidence: EvidenceLine<'a>,
}

#[derive(Serialize)]
struct SideLine<'a> {
    says: &'a str,
    evidence: EvidenceLine<'a>,
}

/// Who copied whom, as one line of JSON.
#[derive(Serialize)]
pub struct CopyLine<'a> {
    earlier: &'a str,
    later: &'a str,
    kind: CopyKind,
    /// `likely` for a translation, which no shared words prove.
    confidence: Confidence,
    share: f64,
    of_earlier: f64,
    of_later: f64,
    why: &'a str,
    order: &'static str,
    passages: Vec<PassageLine>,
}

#[derive(Serialize)]
struct PassageLine {
    earlier: Place,
    later: Place,
}

/// An agency behind reports: a node of the graph of copies that may have no page.
#[derive(Serialize)]
pub(super) struct AgencyLine<'a> {
    name: &'a str,
    page: Option<&'a str>,
    carriers: Vec<CarrierLine<'a>>,
}

#[derive(Serialize)]
struct CarrierLine<'a> {
    article: &'a str,
    why: &'a str,
}

/// Somebody or something that goes by several names in a story, or shares a name with another.
#[derive(Serialize)]
struct NameLine<'a> {
    name: &'a str,
    kind: MentionKind,
    forms: Vec<FormLine<'a>>,
}

#[derive(Serialize)]
struct FormLine<'a> {
    form: &'a str,
    article: &'a str,
    why: SameBy,
    /// Where the article names it so, where that is another form than the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<EvidenceLine<'a>>,
    /// Where another article has what binds the two.
    #[serde(skip_serializing_if = "Option::is_none")]
    beside: Option<EvidenceLine<'a>>,
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

/// The event and the story of an article; one that belongs nowhere is a story of its own.
pub fn group_line<'a>(trace: &'a Trace, readings: &'a [Reading], article: ArticleIx) -> GroupLine<'a> {
    let id = readings[article].article.id.as_str();
    let event = trace.event_of.get(article).map(String::as_str).filter(|event| !event.is_empty());
    let story = trace.story_of.get(article).copied().flatten().and_then(|story| trace.stories.get(story));
    GroupLine { id, event: event.unwrap_or(id), story: story.map_or(id, |story| story.id.as_str()) }
}

/// The whole trace as one JSON value.
pub fn trace_value<'a>(trace: &'a Trace, readings: &'a [Reading], skipped: &'a [Skipped]) -> TraceLine<'a> {
    let alone =
        (0..readings.len()).filter(|article| trace.story_of.get(*article).copied().flatten().is_none());
    TraceLine {
        stories: StoryLines { door: TraceDoor::of(readings), stories: &trace.stories },
        alone: alone.map(|article| facts(&readings[article])).collect(),
        skipped,
    }
}

/// First and last day of a story: of its events where they are dated, else of its reports.
pub fn story_days(story: &Story, readings: &[Reading]) -> (Option<Date>, Option<Date>) {
    let starts = story.events.iter().filter_map(|event| event.when.from.or(event.when.to));
    let ends = story.events.iter().filter_map(|event| event.when.to.or(event.when.from));
    let days = || story.articles.iter().filter_map(|article| readings[*article].article.day());
    let from = starts.min().or_else(|| days().min());
    let to = ends.max().or_else(|| days().max());
    (from, to)
}

pub(super) fn facts(reading: &Reading) -> ArticleFacts<'_> {
    let article = &reading.article;
    ArticleFacts {
        id: &article.id,
        source: &article.source,
        url: article.url.as_deref(),
        outlet: article.outlet.as_ref().map(|outlet| outlet.value.as_str()),
        title: article.title.as_ref().map(|title| title.value.as_str()),
        published: article.published.as_ref().map(|published| published.value.as_str()),
        published_guess: article.published_guess.as_ref(),
        language: Some(article.language.as_str()).filter(|language| !language.is_empty()),
    }
}

/// What turns indices into ids and bytes into code points: made once for all stories of a run.
pub struct TraceDoor<'a> {
    readings: &'a [Reading],
    points: Vec<CodePoints<'a>>,
    by_id: FxHashMap<&'a str, ArticleIx>,
}

impl<'a> TraceDoor<'a> {
    /// Counts through every text once.
    pub fn of(readings: &'a [Reading]) -> Self {
        let ids = readings.iter().enumerate().map(|(index, reading)| (reading.article.id.as_str(), index));
        Self {
            readings,
            points: readings.iter().map(|reading| CodePoints::of(&reading.article.text)).collect(),
            by_id: ids.collect(),
        }
    }

    /// One story as one JSON value.
    pub fn story(&self, story: &'a Story) -> StoryLine<'a> {
        let (from, to) = story_days(story, self.readings);
        StoryLine {
            id: &story.id,
            title: &story.title,
            from,
            to,
            why: &story.why,
            articles: story.articles.iter().map(|article| facts(&self.readings[*article])).collect(),
            events: story.events.iter().map(|event| self.event(event)).collect(),
            timeline: story.timeline.iter().map(|entry| self.entry(entry)).collect(),
            top: &story.top,
            disagreements: story.disagreements.iter().map(|found| self.disagreement(found)).collect(),
            developments: story.developments.iter().map(|found| self.development(found)).collect(),
            terms: story.terms.iter().map(|terms| self.terms(terms)).collect(),
            copies: story.copies.iter().map(|copy| self.copy(copy)).collect(),
            agencies: story.agencies.iter().map(|agency| self.agency(agency)).collect(),
            names: story.names.iter().map(|identity| self.identity(identity)).collect(),
        }
    }

    fn identity(&self, identity: &'a Identity) -> NameLine<'a> {
        let form = |form: &'a NameForm| FormLine {
            form: &form.name,
            article: self.id(form.article),
            why: form.why,
            evidence: form.evidence.as_ref().map(|evidence| self.evidence(evidence)),
            beside: form.beside.as_ref().map(|evidence| self.evidence(evidence)),
        };
        NameLine {
            name: &identity.name,
            kind: identity.kind,
            forms: identity.forms.iter().map(form).collect(),
        }
    }

    fn entry(&self, entry: &'a Entry) -> EntryLine<'a> {
        EntryLine {
            when: entry.when,
            kind: entry.kind,
            text: &entry.text,
            speaker: entry.speaker.as_deref(),
            addressee: entry.addressee.as_deref(),
            reports: entry.reports.iter().map(|report| self.report(report)).collect(),
            independent: entry.independent,
        }
    }

    fn event(&self, event: &'a Event) -> EventLine<'a> {
        EventLine {
            id: &event.id,
            title: &event.title,
            when: event.when,
            articles: event.articles.iter().map(|article| self.id(*article)).collect(),
            why: &event.why,
        }
    }

    fn report(&self, report: &'a Report) -> ReportLine<'a> {
        let outlet = &self.readings[report.article].article.outlet;
        ReportLine {
            article: self.id(report.article),
            outlet: outlet.as_ref().map(|outlet| outlet.value.as_str()),
            statement: report.statement.map(statement_id),
            others: report.others.iter().copied().map(statement_id).collect(),
            evidence: self.evidence(&report.evidence),
            chain: chain_lines(&report.chain, &self.points[report.article]),
            wording: report.wording,
        }
    }

    fn evidence(&self, evidence: &'a Evidence) -> EvidenceLine<'a> {
        let article = self.by_id.get(evidence.article.as_str());
        let place = article.map(|article| self.points[*article].place(evidence.span)).unwrap_or_default();
        EvidenceLine { article: &evidence.article, place, quote: &evidence.quote }
    }

    pub(super) fn disagreement(&self, found: &'a Disagreement) -> DisagreementLine<'a> {
        let side = |side: &'a Side| SideLine { says: &side.says, evidence: self.evidence(&side.evidence) };
        let (kind, of) = kind(found.kind);
        DisagreementLine {
            kind,
            of,
            about: &found.about,
            sides: found.sides.iter().map(side).collect(),
            likely: found.likely.as_deref(),
            why: &found.why,
        }
    }

    pub(super) fn development(&self, found: &'a Development) -> DevelopmentLine<'a> {
        let step = |step: &'a Step| StepLine {
            on: step.on,
            value: Some(step.value),
            says: &step.says,
            evidence: self.evidence(&step.evidence),
        };
        DevelopmentLine {
            kind: "development",
            about: &found.about,
            steps: found.steps.iter().map(step).collect(),
            why: &found.why,
        }
    }

    fn terms(&self, terms: &'a Terms) -> TermsLine<'a> {
        let line = |one: &'a TermUse| TermUseLine {
            word: &one.word,
            language: &one.language,
            outlet: &one.outlet,
            count: one.count,
            evidence: self.evidence(&one.evidence),
        };
        TermsLine { thing: &terms.thing, uses: terms.uses.iter().map(line).collect() }
    }

    /// One copy as one JSON value.
    pub fn copy(&self, copy: &'a CopyLink) -> CopyLine<'a> {
        let passage = |passage: &Passage| PassageLine {
            earlier: self.points[copy.earlier].place(passage.earlier),
            later: self.points[copy.later].place(passage.later),
        };
        CopyLine {
            earlier: self.id(copy.earlier),
            later: self.id(copy.later),
            kind: copy.kind,
            confidence: if copy.kind == CopyKind::Translated { Confidence::Likely } else { Confidence::Sure },
            share: copy.share,
            of_earlier: copy.of_earlier,
            of_later: copy.of_later,
            why: &copy.why,
            order: if copy.order_known { "known" } else { "unknown" },
            passages: copy.passages.iter().map(passage).collect(),
        }
    }

    pub(super) fn agency(&self, agency: &'a AgencySource) -> AgencyLine<'a> {
        let carrier = |one: &'a Carrier| CarrierLine { article: self.id(one.article), why: &one.why };
        AgencyLine {
            name: &agency.name,
            page: agency.page.map(|page| self.id(page)),
            carriers: agency.carriers.iter().map(carrier).collect(),
        }
    }

    fn id(&self, article: ArticleIx) -> &'a str {
        &self.readings[article].article.id
    }
}

/// A kind by its name in the contract, and what it is of.
fn kind(kind: DisagreementKind) -> (&'static str, Option<&'static str>) {
    match kind {
        DisagreementKind::Date => ("date", None),
        DisagreementKind::Figure => ("figure", None),
        DisagreementKind::Wording => ("wording", None),
        DisagreementKind::Status => ("wording", Some("status")),
        DisagreementKind::Term => ("wording", Some("term")),
        DisagreementKind::Speaker => ("speaker", None),
        DisagreementKind::Addressee => ("addressee", None),
        DisagreementKind::Headline => ("headline", None),
    }
}
