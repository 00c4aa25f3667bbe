//! Events: reports of one happening. Online clustering; every report joins the best live event or opens one.
//!
//! Text and day decide together. Text alone cannot separate the events of one running story: two reports of one day
//! are no more alike than reports of the same actors a year apart.

use super::actors::{ActorIx, Register};
use super::features::{Fingerprint, Term, add, dot, norm};
use super::rarity::Rarity;
use crate::lang::Languages;
use rustc_hash::FxHashMap;

/// What grouping into events can choose. Chosen together on five labelled sets, see `runut-eval stories`.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Days from an event's last report after which it takes no more.
    pub window: f64,
    /// Score from which a report joins an event: lower is coarser.
    pub threshold: f32,
    /// The same for a report in another language, which shares little but names; it must be of the same day and
    /// about the same actors.
    pub foreign: f32,
    /// Weights of the likenesses: to the whole event its words and its names, to its nearest report words and title.
    pub weights: [f32; 4],
    /// What every natural logarithm of days apart costs.
    pub gap: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self { window: 3.0, threshold: 0.26, foreign: 0.1, weights: [1.07, 0.06, 0.13, 0.03], gap: 0.03 }
    }
}

/// Terms of an article that are compared, by kind.
const ALL: usize = 128;
const TITLE: usize = 16;
const NAMES: usize = 48;
/// Terms an event keeps, by kind.
const EVENT_ALL: usize = 512;
const EVENT_NAMES: usize = 128;
/// Heaviest terms by which events are looked up, and how many of them are then compared in full.
const PROBES: usize = 16;
const COMPARED: usize = 24;
/// Events under one term after which the term is too common to look up by.
const CROWDED: usize = 400;
/// Reports of an event that a new one is compared with, one by one.
const RECENT: usize = 8;

/// Which event: in order of their first reports.
pub(crate) type EventIx = usize;

#[derive(Clone, Debug, Default)]
struct Vectors {
    all: Vec<Term>,
    title: Vec<Term>,
    names: Vec<Term>,
}

#[derive(Clone, Debug, Default)]
struct Live {
    all: Vec<Term>,
    names: Vec<Term>,
    recent: Vec<Vectors>,
    languages: Vec<String>,
    /// Main actors of all reports.
    actors: Vec<ActorIx>,
    size: usize,
    last: Option<f64>,
    /// The day the first report that tells one says it happened.
    happened: Option<f64>,
}

/// One article, as the fold takes it.
pub(crate) struct Report<'r> {
    pub print: &'r Fingerprint,
    /// Events it must be in, because it shares whole passages with a report of theirs.
    pub bound: &'r [EventIx],
    /// The day its text says its news happened.
    pub happened: Option<f64>,
    pub language: &'r str,
    /// The actors it is mainly about.
    pub actors: &'r [ActorIx],
}

/// The fold: articles are added in order of day and id.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    options: Options,
    rarity: Rarity,
    live: Vec<Live>,
    /// Events by the terms they were looked up with.
    holders: FxHashMap<u32, Vec<u32>>,
}

impl Stories {
    /// Nothing seen yet.
    pub fn new(options: Options, languages: &Languages) -> Self {
        Self { options, rarity: Rarity::new(languages), ..Self::default() }
    }

    /// Adds one report and tells its event.
    pub(crate) fn add(&mut self, report: &Report<'_>, register: &Register) -> EventIx {
        let Report { print, bound, happened, .. } = *report;
        self.rarity.count(&print.all);
        let vectors = Vectors {
            all: self.rarity.weigh(&print.all, ALL),
            title: self.rarity.weigh(&print.title, TITLE),
            names: self.rarity.weigh(&print.names, NAMES),
        };
        let probes = super::features::heaviest(vectors.all.clone(), PROBES);
        let fits = |event: &Live| fits(event, print.day, happened, self.options.window);
        let must = bound.iter().copied().filter(|&event| fits(&self.live[event])).min();
        let joined = must.or_else(|| {
            let scored = self.candidates(&probes).into_iter().filter(|&event| fits(&self.live[event]));
            let scored = scored.map(|event| (self.score(&vectors, print.day, &self.live[event]), event));
            let enough = |(score, event): &(f32, EventIx)| {
                let live = &self.live[*event];
                let foreign = !live.languages.iter().any(|language| language == report.language);
                *score >= self.options.threshold
                    || (foreign
                        && *score >= self.options.foreign
                        && live.one_day(print.day, happened)
                        && live.shared(report.actors, register) >= FOREIGN_ACTORS)
            };
            let best =
                scored.filter(enough).max_by(|one, two| one.0.total_cmp(&two.0).then(two.1.cmp(&one.1)));
            best.map(|(_, event)| event)
        });
        let event = joined.unwrap_or_else(|| {
            self.live.push(Live::default());
            self.live.len() - 1
        });
        for (term, _) in &probes {
            let holders = self.holders.entry(*term).or_default();
            if !holders.contains(&(event as u32)) {
                holders.push(event as u32);
            }
        }
        self.live[event].take(vectors, report);
        event
    }

    /// The events that share the most weight of the heaviest terms.
    fn candidates(&self, probes: &[Term]) -> Vec<EventIx> {
        let mut shared: FxHashMap<u32, f32> = FxHashMap::default();
        for (term, weight) in probes {
            let holders = self.holders.get(term).filter(|holders| holders.len() <= CROWDED);
            for &event in holders.into_iter().flatten() {
                *shared.entry(event).or_default() += weight * weight;
            }
        }
        let mut found: Vec<(u32, f32)> = shared.into_iter().collect();
        found.sort_unstable_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
        found.truncate(COMPARED);
        found.into_iter().map(|(event, _)| event as EventIx).collect()
    }

    fn score(&self, report: &Vectors, day: Option<f64>, event: &Live) -> f32 {
        let cosine = |one: &[Term], sum: &[Term]| dot(one, sum) / norm(sum);
        let best = |part: fn(&Vectors) -> &Vec<Term>| {
            event.recent.iter().map(|other| dot(part(report), part(other))).fold(0.0, f32::max)
        };
        let likeness = [
            cosine(&report.all, &event.all),
            cosine(&report.names, &event.names),
            best(|vectors| &vectors.all),
            best(|vectors| &vectors.title),
        ];
        let apart = match (day, event.last) {
            (Some(day), Some(last)) => (day - last).abs(),
            _ => 0.0,
        };
        let total: f32 = likeness.iter().zip(&self.options.weights).map(|(part, weight)| part * weight).sum();
        total - self.options.gap * (1.0 + apart).ln() as f32
    }

    /// Whether two events were told in one language at least once.
    pub(crate) fn one_language(&self, one: EventIx, two: EventIx) -> bool {
        self.live[one].languages.iter().any(|language| self.live[two].languages.contains(language))
    }

    /// The likeness of two events' texts, 0 to 1.
    pub(crate) fn likeness(&self, one: EventIx, two: EventIx) -> f32 {
        let (one, two) = (&self.live[one].all, &self.live[two].all);
        dot(one, two) / (norm(one) * norm(two))
    }
}

/// Actors that a report shares with an event of another language.
const FOREIGN_ACTORS: usize = 2;

/// Days of publication between two languages' reports of one event, where the texts tell no day.
const FOREIGN_DAYS: f64 = 1.5;

/// Days apart from which two reports that both tell the day of their news tell of different happenings.
const CLASH: f64 = 2.0;

/// Whether a report of this day may belong to the event at all.
fn fits(event: &Live, day: Option<f64>, happened: Option<f64>, window: f64) -> bool {
    let clash = matches!((happened, event.happened), (Some(one), Some(two)) if (one - two).abs() > CLASH);
    let late = matches!((day, event.last), (Some(day), Some(last)) if (day - last).abs() > window);
    !clash && !late
}

impl Live {
    /// Whether a report of another language is of the very same day; without a day there is no telling.
    fn one_day(&self, day: Option<f64>, happened: Option<f64>) -> bool {
        match ((happened, self.happened), (day, self.last)) {
            ((Some(one), Some(two)), _) => (one - two).abs() <= 1.0,
            (_, (Some(one), Some(two))) => (one - two).abs() <= FOREIGN_DAYS,
            _ => false,
        }
    }

    /// How many of some actors the event is about.
    fn shared(&self, actors: &[ActorIx], register: &Register) -> usize {
        let own: Vec<ActorIx> = self.actors.iter().map(|&actor| register.root(actor)).collect();
        actors.iter().filter(|&&actor| own.contains(&register.root(actor))).count()
    }

    fn take(&mut self, vectors: Vectors, report: &Report<'_>) {
        let (day, happened) = (report.print.day, report.happened);
        add(&mut self.all, &vectors.all, EVENT_ALL);
        add(&mut self.names, &vectors.names, EVENT_NAMES);
        if !self.languages.iter().any(|language| language == report.language) {
            self.languages.push(report.language.to_owned());
        }
        let fresh: Vec<ActorIx> =
            report.actors.iter().filter(|at| !self.actors.contains(at)).copied().collect();
        self.actors.extend(fresh);
        self.happened = self.happened.or(happened);
        self.last = match (self.last, day) {
            (Some(last), Some(day)) => Some(last.max(day)),
            (last, day) => last.or(day),
        };
        if self.recent.len() < RECENT {
            self.recent.push(vectors);
        } else {
            self.recent[self.size % RECENT] = vectors;
        }
        self.size += 1;
    }
}
