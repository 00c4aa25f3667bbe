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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Holder {
    event: u32,
    outlet: u32,
    /// How many shingles of its report are known.
    size: u32,
}

/// The passages of live events. Of several reports with one passage the last is known, which is enough to find them.
#[derive(Clone, Debug, Default)]
pub(super) struct Passages {
    last: FxHashMap<u32, Holder>,
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
        for holder in own.iter().filter_map(|passage| self.last.get(passage)) {
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
        self.last.extend(report.print.passages.iter().map(|passage| (*passage, holder)));
    }

    /// Hands the passages of a merged event to the one that goes on.
    pub fn hand_over(&mut self, from: EventIx, live: &Live, into: EventIx) {
        for passage in &live.passages {
            if let Some(holder) = self.last.get_mut(passage).filter(|holder| holder.event == from as u32) {
                holder.event = into as u32;
            }
        }
    }

    /// Forgets the passages of an event.
    pub fn release(&mut self, event: EventIx, live: &Live) {
        for passage in &live.passages {
            if self.last.get(passage).is_some_and(|holder| holder.event == event as u32) {
                self.last.remove(passage);
            }
        }
    }

    pub fn held(&self) -> Held {
        Held(self.last.iter().map(|(passage, holder)| (*passage, *holder)).collect())
    }

    pub fn with_held(held: Held) -> Self {
        Self { last: held.0.into_iter().collect() }
    }
}
