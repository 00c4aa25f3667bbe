//! The door a trace leaves by: indices become ids, bytes become code points.

use super::CodePoints;
use super::annotation::{chain_lines, statement_id};
use super::trace::{
    AgencyLine, ArticleFacts, CarrierLine, CopyLine, DevelopmentLine, DisagreementLine, EntryLine, EventLine,
    EvidenceLine, FormLine, GroupLine, NameLine, PassageLine, ReportLine, SideLine, Skipped, StepLine,
    StoryLine, StoryLines, TermUseLine, TermsLine, TraceLine,
};
use crate::model::{
    AgencySource, ArticleIx, Carrier, Confidence, CopyKind, CopyLink, Development, Disagreement,
    DisagreementKind, Entry, Event, Evidence, Identity, NameForm, Passage, Reading, Report, Side, Step,
    Story, TermUse, Terms, Trace,
};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

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
            title: entry.title(),
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
