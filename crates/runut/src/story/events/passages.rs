//! Whole passages in the reports of two outlets: whoever copied a report tells of the same event.

use super::live::{Live, name_key};
use super::{EventIx, Report};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One in so many of the shorter head's shingles must be the other's too. Measured: the same story in 47 of 47 pairs of
/// two outlets.
const SHARE: usize = 5;

/// Shared shingles below which there is no passage.
const FEWEST: usize = 3;

/// Who held a passage last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Holder {
    event: u32,
    outlet: u32,
    /// How many shingles of its report are known.
    size: u32,
}

/// The passages of live events. Of several reports with one passage the last is known, which is enough to find them.
#[derive(Clone, Debug, Default)]
pub(super) struct Passages {
    /// The place of each passage's holder.
    last: FxHashMap<u32, u32>,
    /// Each holder once, with how many passages it holds; 0 where the place is free.
    holders: Vec<(Holder, u32)>,
    free: Vec<u32>,
}

/// What a snapshot keeps of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Held(BTreeMap<u32, Holder>);

impl Passages {
    /// The event of another outlet's report with which the report shares passages; of several the one it shares most
    /// with, then the oldest. One outlet's reports share house text, which says nothing.
    pub fn copied(&self, report: &Report<'_>) -> Option<EventIx> {
        let (own, outlet) = (&report.print.passages, name_key(report.outlet));
        let mut shared: BTreeMap<(u32, u32, u32), usize> = BTreeMap::new();
        for at in own.iter().filter_map(|passage| self.last.get(passage)) {
            let holder = &self.holders[*at as usize].0;
            if holder.outlet == 0 || holder.outlet != outlet {
                *shared.entry((holder.event, holder.outlet, holder.size)).or_default() += 1;
            }
        }
        let enough = |&(&(_, _, size), &count): &(&(u32, u32, u32), &usize)| {
            count >= FEWEST && count * SHARE >= own.len().min(size as usize)
        };
        let most = shared
            .iter()
            .filter(enough)
            .max_by_key(|&(&(event, ..), &count)| (count, std::cmp::Reverse(event)));
        most.map(|(&(event, ..), _)| event as EventIx)
    }

    /// Remembers a report's passages.
    pub fn hold(&mut self, event: EventIx, report: &Report<'_>) {
        let size = report.print.passages.len() as u32;
        let holder = Holder { event: event as u32, outlet: name_key(report.outlet), size };
        if size == 0 {
            return;
        }
        let at = self.place(holder);
        self.holders[at as usize].1 = size;
        for passage in &report.print.passages {
            if let Some(before) = self.last.insert(*passage, at) {
                self.let_go(before);
            }
        }
    }

    /// A place for a holder of nothing yet.
    fn place(&mut self, holder: Holder) -> u32 {
        match self.free.pop() {
            Some(at) => {
                self.holders[at as usize] = (holder, 0);
                at
            }
            None => {
                self.holders.push((holder, 0));
                self.holders.len() as u32 - 1
            }
        }
    }

    /// A passage is no more this holder's.
    fn let_go(&mut self, at: u32) {
        let count = &mut self.holders[at as usize].1;
        *count -= 1;
        if *count == 0 {
            self.free.push(at);
        }
    }

    /// Hands the passages of a merged event to the one that goes on.
    pub fn hand_over(&mut self, from: EventIx, live: &Live, into: EventIx) {
        for passage in &live.passages {
            let Some(at) = self.last.get(passage) else { continue };
            let holder = &mut self.holders[*at as usize].0;
            if holder.event == from as u32 {
                holder.event = into as u32;
            }
        }
    }

    /// Forgets the passages of an event.
    pub fn release(&mut self, event: EventIx, live: &Live) {
        for passage in &live.passages {
            let Some(&at) = self.last.get(passage) else { continue };
            if self.holders[at as usize].0.event == event as u32 {
                self.last.remove(passage);
                self.let_go(at);
            }
        }
    }

    pub fn held(&self) -> Held {
        Held(self.last.iter().map(|(passage, at)| (*passage, self.holders[*at as usize].0)).collect())
    }

    pub fn with_held(held: Held) -> Self {
        let mut passages = Self::default();
        let mut places: BTreeMap<Holder, u32> = BTreeMap::new();
        for (passage, holder) in held.0 {
            let at = *places.entry(holder).or_insert_with(|| passages.place(holder));
            passages.last.insert(passage, at);
            passages.holders[at as usize].1 += 1;
        }
        passages
    }
}
