//! The fold as a value to store: taken up again, it goes on as if it had never stopped.

use super::live::Live;
use super::passages::{Held, Passages};
use super::unrelated::Unrelated;
use super::{EventIx, Events, Merge, Options};
use crate::lang::Languages;
use crate::story::rarity::{Counts, Rarity};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// All that the fold knows. What follows from it (the look-up) and what the packs know is made anew.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Snapshot {
    options: Options,
    counts: Counts,
    /// Live events by number.
    live: BTreeMap<EventIx, Live>,
    /// The number of the first event that may be live, and of the next.
    first: EventIx,
    next: EventIx,
    passages: Held,
    unrelated: BTreeMap<String, Unrelated>,
    pending: BTreeSet<(EventIx, EventIx)>,
    today: Option<i64>,
    since: usize,
    #[serde(default)]
    closes: i64,
    merges: Vec<Merge>,
}

impl Events {
    /// The fold as it is now.
    pub fn snapshot(&self) -> Snapshot {
        let live = self.live.iter().enumerate();
        Snapshot {
            options: self.options.clone(),
            counts: self.rarity.counts(),
            live: live.filter_map(|(at, live)| Some((self.first + at, live.as_deref()?.clone()))).collect(),
            first: self.first,
            next: self.first + self.live.len(),
            passages: self.passages.held(),
            unrelated: self.unrelated.clone(),
            pending: self.pending.clone(),
            today: self.today,
            since: self.since,
            closes: self.closes,
            merges: self.merges.clone(),
        }
    }

    /// The fold as it was when the snapshot was taken.
    pub fn restore(mut snapshot: Snapshot, languages: &Languages) -> Self {
        let mut events = Self {
            options: snapshot.options,
            rarity: Rarity::with_counts(languages, snapshot.counts),
            first: snapshot.first,
            passages: Passages::with_held(snapshot.passages),
            unrelated: snapshot.unrelated,
            pending: snapshot.pending,
            today: snapshot.today,
            since: snapshot.since,
            closes: snapshot.closes,
            merges: snapshot.merges,
            ..Self::default()
        };
        for event in snapshot.first..snapshot.next {
            let live = snapshot.live.remove(&event);
            if let Some(live) = &live {
                events.lookup.hold_all(event, live);
            }
            events.live.push_back(live.map(Box::new));
        }
        events
    }
}
