//! Events: reports of one happening. Online clustering: every report joins the live event it is surely of or opens
//! one, and at the close of a day events that belong together are merged, the likest first.
//!
//! Text and day decide together. Text alone cannot separate the events of one running story: two reports of one day
//! are no more alike than reports of the same actors a year apart. Likeness is always that of whole events, the mean
//! over all pairs of their reports, so that no single report can chain two happenings.

mod close;
mod live;
mod lookup;
mod options;
mod passages;
mod snapshot;
#[cfg(test)]
mod tests;
mod unrelated;

pub use options::Options;
pub use snapshot::Snapshot;

use super::features::{DAY, Fingerprint};
use super::rarity::Rarity;
use super::vector::{Spread, Term, heaviest};
use crate::lang::Languages;
use live::Live;
use lookup::Lookup;
use passages::Passages;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use unrelated::Unrelated;

/// Terms of a report that are compared.
const TERMS: usize = 128;
/// Heaviest terms by which events are looked up, and how many of them are then compared in full.
const PROBES: usize = 24;
const COMPARED: usize = 12;
/// A copy of one of an event's reports need be like the whole event only one in so many parts as others must.
const COPIED: i64 = 2;
/// Reports after which events are merged even before the day is over.
const LONG_DAY: usize = 5_000;

/// Which event: numbered in order of their first reports.
pub(crate) type EventIx = usize;

/// One article, as the fold takes it.
#[derive(Clone, Copy, Debug)]
pub struct Report<'r> {
    /// The id of its article.
    pub id: &'r str,
    /// What `fingerprint` found.
    pub print: &'r Fingerprint,
    /// The day its text says its news happened, in days from 1970.
    pub happened: Option<i64>,
    /// Its language's code.
    pub language: &'r str,
    /// Its outlet's name, or nothing.
    pub outlet: &'r str,
}

/// That two events are one: the younger one's reports belong to the older one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// The event that is no more.
    pub from: EventIx,
    /// The event that goes on, under its own id.
    pub into: EventIx,
    /// The first articles of both.
    pub from_article: String,
    /// See `from_article`.
    pub into_article: String,
}

/// The fold over a stream of reports. Same reports in the same order, same events; a value that can be stored at any
/// report and taken up again.
#[derive(Clone, Debug, Default)]
pub struct Events {
    options: Options,
    rarity: Rarity,
    /// Live events by number, from `first` on; gaps are events that were merged or closed.
    live: VecDeque<Option<Box<Live>>>,
    first: EventIx,
    lookup: Lookup,
    passages: Passages,
    unrelated: BTreeMap<String, Unrelated>,
    /// Pairs that were nearly joined; looked at again at the close of the day.
    pending: BTreeSet<(EventIx, EventIx)>,
    /// The latest day of publication so far.
    today: Option<i64>,
    /// Reports since the last close, and how often a day was closed.
    since: usize,
    closes: i64,
    merges: Vec<Merge>,
}

impl Events {
    /// Nothing seen yet.
    pub fn new(options: Options, languages: &Languages) -> Self {
        Self { options, rarity: Rarity::new(languages), ..Self::default() }
    }

    /// Adds one report and tells its event. A report of a later day closes the days before it; one of an earlier day
    /// joins the events of its own.
    pub fn add(&mut self, report: &Report<'_>) -> EventIx {
        self.turn(report);
        let terms = self.rarity.count_and_weigh(&report.print.all, TERMS);
        let spread = Spread::of(&terms);
        let unrelated = self.unrelated.entry(report.language.to_owned()).or_default();
        unrelated.learn(&terms, &spread);
        let line = self.options.line(unrelated.likeness());
        let alone = Live::of(report, terms, self.now());
        let probes = heaviest(alone.terms.clone(), PROBES);
        let near = if report.print.roundup { Vec::new() } else { self.near(&alone, &spread, &probes) };
        let copied =
            || self.passages.copied(report).filter(|&event| self.may_join(&alone, event, line / COPIED));
        let surely = near.first().filter(|(likeness, _)| *likeness >= line + self.options.sure);
        let joined = if report.print.roundup { None } else { copied().or(surely.map(|(_, event)| *event)) };
        let event = match joined {
            Some(event) => {
                self.event_mut(event).take(alone);
                event
            }
            None => {
                self.live.push_back(Some(Box::new(alone)));
                self.first + self.live.len() - 1
            }
        };
        let worth = near.iter().filter(|(likeness, other)| *other != event && *likeness >= line / 2);
        self.pending.extend(worth.map(|&(_, other)| (event.min(other), event.max(other))));
        if !report.print.roundup {
            let live =
                self.live[event - self.first].as_mut().expect("an event just joined or opened is live");
            self.lookup.hold(event, live, &probes);
            self.passages.hold(event, report);
        }
        event
    }

    /// What the day brings: a later one closes those before it.
    fn turn(&mut self, report: &Report<'_>) {
        let day = report.print.published.map(|minutes| minutes.div_euclid(DAY));
        if day.is_some_and(|day| self.today.is_some_and(|today| day > today)) || self.since >= LONG_DAY {
            self.close();
        }
        self.today = self.today.max(day);
        self.since += 1;
    }

    /// Live events that the report may join, the likest first.
    fn near(&mut self, alone: &Live, spread: &Spread, probes: &[Term]) -> Vec<(i64, EventIx)> {
        let found = self.lookup.likely(probes, self.first, self.live.len(), COMPARED);
        let likely = found.into_iter().filter_map(|event| Some((self.event(event)?, event)));
        let fit = likely.filter(|(live, _)| live.fits(alone, &self.options));
        let mut near: Vec<_> = fit
            .map(|(live, event)| (live.likeness_of(alone, spread.dot(&live.terms), &self.options), event))
            .collect();
        near.sort_unstable_by_key(|&(likeness, event)| (-likeness, event));
        near
    }

    /// Whether a report may join an event with which it shares passages: who copies one report among many
    /// that tell other things makes no chain.
    fn may_join(&self, alone: &Live, event: EventIx, least: i64) -> bool {
        let joins =
            |live: &Live| live.fits(alone, &self.options) && live.likeness(alone, &self.options) >= least;
        self.event(event).is_some_and(joins)
    }

    /// Merges what belongs together and lets go of events that take no more reports. The fold does it by itself when a
    /// new day begins; at the end of all reports it is asked to.
    pub fn close(&mut self) {
        self.merge_pending();
        self.since = 0;
        self.closes += 1;
        self.leave();
    }

    /// Lets go of events whose last report is too old, and of the oldest where there are too many.
    fn leave(&mut self) {
        let Some(kept) = self.options.kept else { return };
        let today = self.now();
        let too_many = self.live.iter().flatten().count().saturating_sub(self.options.most);
        let old = |live: &Live| live.seen < today - i64::from(kept);
        let events = self.live.iter().enumerate().filter_map(|(at, live)| Some((at, live.as_deref()?)));
        let leaving: Vec<usize> = events
            .enumerate()
            .filter(|(nth, (_, live))| *nth < too_many || old(live))
            .map(|(_, (at, _))| at)
            .collect();
        for at in leaving {
            if let Some(live) = self.live[at].take() {
                self.lookup.release(self.first + at, &live);
                self.passages.release(self.first + at, &live);
            }
        }
        while self.live.front().is_some_and(Option::is_none) {
            self.live.pop_front();
            self.first += 1;
        }
    }

    /// Merges since they were last asked for, in order.
    pub fn merges(&mut self) -> Vec<Merge> {
        std::mem::take(&mut self.merges)
    }

    /// The day of the stream; where no report is dated, how many days' worth of reports were closed.
    pub(crate) fn now(&self) -> i64 {
        self.today.unwrap_or(self.closes)
    }

    /// How often a day was closed.
    pub(crate) fn closes(&self) -> i64 {
        self.closes
    }

    /// The language and the terms of a live event.
    pub(crate) fn told(&self, event: EventIx) -> Option<(&str, &[Term])> {
        self.event(event).map(|live| (live.language.as_str(), live.terms.as_slice()))
    }

    /// How many events may still take a report.
    pub fn live(&self) -> usize {
        self.live.iter().flatten().count()
    }

    /// The id of the event's first article, while it is live.
    pub fn first_article(&self, event: EventIx) -> Option<&str> {
        self.event(event).map(|live| live.id.as_str())
    }

    /// The likeness of two live events' texts in thousandths.
    pub(crate) fn likeness(&self, one: EventIx, two: EventIx) -> u64 {
        match (self.event(one), self.event(two)) {
            (Some(one), Some(two)) => super::vector::cosine(&one.terms, &two.terms),
            _ => 0,
        }
    }

    /// Whether two events are told in one language.
    pub(crate) fn one_language(&self, one: EventIx, two: EventIx) -> bool {
        let language = |event| self.event(event).map(|live| &live.language);
        language(one) == language(two)
    }

    fn event(&self, event: EventIx) -> Option<&Live> {
        self.live.get(event.checked_sub(self.first)?)?.as_deref()
    }

    fn event_mut(&mut self, event: EventIx) -> &mut Live {
        self.live[event - self.first].as_mut().expect("only live events are looked up")
    }
}
