//! Running stories of a stream: every event joins the story it fits when its first report comes, and again at the close
//! of the day. What is kept of a story has a bound, and a story that nothing was heard of for long is let go.
//!
//! The same line as over an archive (`running`): shared main actors, and texts that are alike; but names are compared as
//! they are printed, for who is who over years is not kept.

use super::events::{EventIx, Events};
use super::prepared::Prepared;
use super::running::{FOREIGN_LIKENESS, LIKENESS, MANY, NAMED, PLACES, QUORUM, SHARED};
use super::vector::{Term, cosine, heaviest};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Events of a story that others are compared with, and terms of each.
const LAST: usize = 4;
const TERMS: usize = 64;

/// Actors that a story keeps.
const ACTORS: usize = 200;

/// Days without a report after which a story of one event, and one of several, is let go.
const SHORT: i64 = 60;
const LONG: i64 = 500;

/// Stories kept at most; those heard of longest ago leave first.
const MOST: usize = 50_000;

/// Actors counted; beyond it all counts are halved and the rare ones forgotten.
const COUNTED: usize = 100_000;

/// Which story: numbered in order of their first reports.
type ThreadIx = u64;

/// Who an event or a story is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Cast {
    /// Reports of the event, or events of the story.
    count: u32,
    /// In how many of them an actor is main, and whether it acts.
    main: BTreeMap<u32, (u32, bool)>,
    named: BTreeSet<u32>,
}

impl Cast {
    fn add(&mut self, prepared: &Prepared) {
        self.count += 1;
        for actor in &prepared.actors {
            self.named.insert(actor.key);
            if actor.main {
                self.main.entry(actor.key).or_insert((0, actor.acts)).0 += 1;
            }
        }
    }

    /// Adds another's events, its core as main.
    fn take(&mut self, other: &Cast) {
        self.count += 1;
        for (key, (_, acts)) in other.core() {
            self.main.entry(*key).or_insert((0, *acts)).0 += 1;
        }
        self.named.extend(&other.named);
        while self.named.len() > ACTORS {
            let Some(&first) = self.named.iter().find(|key| !self.main.contains_key(key)) else { break };
            self.named.remove(&first);
        }
        if self.main.len() > ACTORS {
            self.main.retain(|_, (count, _)| *count > 1);
        }
    }

    /// The actors that are main in a third of it.
    fn core(&self) -> impl Iterator<Item = (&u32, &(u32, bool))> {
        self.main.iter().filter(|(_, (count, _))| count * 3 >= self.count)
    }

    fn is_core(&self, key: &u32) -> bool {
        self.main.get(key).is_some_and(|(count, _)| count * 3 >= self.count)
    }
}

/// One running story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Thread {
    /// The id of its first article.
    first: String,
    cast: Cast,
    /// The texts of its last events, with their languages.
    last: Vec<(String, Vec<Term>)>,
    seen: i64,
    /// Its event, as long as it is the only one and may still be told to be part of an older story.
    only: Option<EventIx>,
}

/// All running stories of a stream.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Threads {
    threads: BTreeMap<ThreadIx, Thread>,
    next: ThreadIx,
    /// Stories by who has been main in one of their events.
    about: BTreeMap<u32, BTreeSet<ThreadIx>>,
    /// Live events: their story and who they are about.
    events: BTreeMap<EventIx, (ThreadIx, Cast)>,
    /// In how many events an actor was main, of how many.
    met: BTreeMap<u32, u32>,
    opened: u32,
}

/// That two stories are one, by the ids of their first articles: the younger, the older.
pub(super) type Joined = (String, String);

impl Threads {
    /// Takes one report of an event; the id of the first article of its story.
    pub fn take(&mut self, event: EventIx, prepared: &Prepared, fold: &Events) -> String {
        if let Some((thread, cast)) = self.events.get_mut(&event) {
            cast.add(prepared);
            if let Some(thread) = self.threads.get_mut(thread) {
                thread.seen = fold.now();
                return thread.first.clone();
            }
        }
        let mut cast = Cast::default();
        cast.add(prepared);
        self.count(&cast);
        let best = if prepared.is_roundup() { None } else { self.best(event, &cast, self.next, fold) };
        let at = best.unwrap_or(self.next);
        if best.is_none() {
            self.next += 1;
            let only = (!prepared.is_roundup()).then_some(event);
            let first = prepared.id.clone();
            self.threads.insert(at, Thread { first, cast: Cast::default(), last: Vec::new(), seen: 0, only });
        }
        self.hold(at, event, &cast, fold);
        self.events.insert(event, (at, cast));
        self.threads[&at].first.clone()
    }

    /// The story of a merged event joins that of the event that goes on.
    pub fn merge(&mut self, from: EventIx, into: EventIx) -> Option<Joined> {
        let (gone, cast) = self.events.remove(&from)?;
        let (thread, kept) = self.events.get_mut(&into)?;
        kept.count += cast.count;
        for (key, (count, acts)) in cast.main {
            kept.main.entry(key).or_insert((0, acts)).0 += count;
        }
        kept.named.extend(cast.named);
        let thread = *thread;
        let alone = self.threads.get(&gone).is_some_and(|thread| thread.only == Some(from));
        if gone == thread || !alone {
            return None;
        }
        self.threads
            .remove(&gone)
            .zip(self.threads.get(&thread))
            .map(|(gone, kept)| (gone.first, kept.first.clone()))
    }

    /// At the close of a day: stories of one event whose reports by now fit an older story join it; what is old leaves.
    pub fn settle(&mut self, fold: &Events) -> Vec<Joined> {
        let mut joined = Vec::new();
        let alone: Vec<(ThreadIx, EventIx)> =
            self.threads.iter().filter_map(|(at, thread)| Some((*at, thread.only?))).collect();
        for (at, event) in alone {
            let Some((_, cast)) = self.events.get(&event).cloned() else { continue };
            if cast.count < 2 {
                continue;
            }
            let Some(older) = self.best(event, &cast, at, fold) else { continue };
            let Some(gone) = self.threads.remove(&at) else { continue };
            self.hold(older, event, &cast, fold);
            self.events.insert(event, (older, cast));
            joined.push((gone.first, self.threads[&older].first.clone()));
        }
        self.leave(fold);
        joined
    }

    /// Lets go of events that take no more reports, and of stories heard of too long ago.
    fn leave(&mut self, fold: &Events) {
        self.events.retain(|event, _| fold.first_article(*event).is_some());
        let now = fold.now();
        let live: BTreeSet<ThreadIx> = self.events.values().map(|(thread, _)| *thread).collect();
        self.threads.retain(|at, thread| {
            if thread.only.is_some() && !live.contains(at) {
                thread.only = None;
            }
            let kept = if thread.cast.count > 1 { LONG } else { SHORT };
            live.contains(at) || thread.seen >= now - kept
        });
        let too_many = self.threads.len().saturating_sub(MOST);
        if too_many > 0 {
            let mut oldest: Vec<(i64, ThreadIx)> =
                self.threads.iter().map(|(at, thread)| (thread.seen, *at)).collect();
            oldest.sort_unstable();
            for (_, at) in oldest.into_iter().filter(|(_, at)| !live.contains(at)).take(too_many) {
                self.threads.remove(&at);
            }
        }
        let threads = &self.threads;
        self.about.retain(|_, stories| {
            stories.retain(|at| threads.contains_key(at));
            !stories.is_empty()
        });
        if self.met.len() > COUNTED {
            self.opened /= 2;
            self.met.values_mut().for_each(|count| *count /= 2);
            self.met.retain(|_, count| *count > 0);
        }
    }

    fn count(&mut self, cast: &Cast) {
        self.opened += 1;
        cast.core().for_each(|(key, _)| *self.met.entry(*key).or_default() += 1);
    }

    /// Adds an event to a story.
    fn hold(&mut self, at: ThreadIx, event: EventIx, cast: &Cast, fold: &Events) {
        let Some(thread) = self.threads.get_mut(&at) else { return };
        thread.cast.take(cast);
        cast.core().for_each(|(key, _)| {
            self.about.entry(*key).or_default().insert(at);
        });
        thread.seen = fold.now();
        if thread.only.is_some_and(|only| only != event) {
            thread.only = None;
        }
        if let Some((language, terms)) = fold.told(event) {
            thread.last.push((language.to_owned(), heaviest(terms.to_vec(), TERMS)));
            let old = thread.last.len().saturating_sub(LAST);
            thread.last.drain(..old);
        }
    }

    /// The story before `before` that an event fits best; of equal ones the older.
    fn best(&self, event: EventIx, cast: &Cast, before: ThreadIx, fold: &Events) -> Option<ThreadIx> {
        let (language, terms) = fold.told(event)?;
        let terms = heaviest(terms.to_vec(), TERMS);
        let everywhere = |key: &u32| {
            self.opened >= MANY as u32 && self.met.get(key).is_some_and(|met| met * 5 > self.opened)
        };
        let own: Vec<(&u32, bool)> =
            cast.core().filter(|(key, _)| !everywhere(key)).map(|(key, (_, acts))| (key, *acts)).collect();
        let fits = |(at, thread): (&ThreadIx, &Thread)| {
            let both = || own.iter().filter(|(key, _)| thread.cast.is_core(key));
            let shared = both().count();
            if shared == 0 {
                return None;
            }
            let theirs = thread.cast.core().filter(|(key, _)| !everywhere(key) && cast.named.contains(key));
            let named = own.iter().filter(|(key, _)| thread.cast.named.contains(key)).count();
            if shared < SHARED && named.max(theirs.count()) < NAMED {
                return None;
            }
            let likeness = |(other, text): &(String, Vec<Term>)| {
                let needed = if other == language { LIKENESS } else { FOREIGN_LIKENESS };
                let likeness = cosine(&terms, text);
                (likeness, likeness >= needed)
            };
            let all: Vec<(u64, bool)> = thread.last.iter().map(likeness).collect();
            let alike = all.iter().filter(|(_, alike)| *alike).count();
            let most = all.iter().map(|(likeness, _)| *likeness).max()?;
            let acts = both().any(|(_, acts)| *acts);
            (alike > 0 && alike * QUORUM >= all.len() && (acts || most >= PLACES))
                .then_some((most, Reverse(*at)))
        };
        let near: BTreeSet<ThreadIx> = own
            .iter()
            .filter_map(|(key, _)| self.about.get(key))
            .flat_map(|all| all.range(..before))
            .copied()
            .collect();
        near.iter()
            .filter_map(|at| self.threads.get_key_value(at))
            .filter_map(fits)
            .max()
            .map(|(_, Reverse(at))| at)
    }
}
