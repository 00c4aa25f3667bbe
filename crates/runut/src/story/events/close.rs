//! The close of a day: best-first average-link merging of the events that were nearly joined.

use super::{EventIx, Events, Merge};
use crate::story::vector::Spread;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// A pair that may be merged: how far its likeness lies above the line; of equally good ones the older. With how often
/// each had been merged when it was compared.
type Candidate = (i64, Reverse<(EventIx, EventIx)>, (u32, u32));

/// The pairs of one close.
#[derive(Default)]
struct Merging {
    neighbours: BTreeMap<EventIx, BTreeSet<EventIx>>,
    /// How often each event has grown by now; what was compared before is compared again.
    grown: BTreeMap<EventIx, u32>,
    candidates: BinaryHeap<Candidate>,
}

impl Events {
    /// Merges pending pairs as long as the mean likeness of all pairs of their reports reaches the line.
    pub(super) fn merge_pending(&mut self) {
        let mut merging = Merging::default();
        // Pairs stand in the order of their first events, each of which is laid out once.
        let mut laid: Option<(EventIx, Spread)> = None;
        for (one, two) in std::mem::take(&mut self.pending) {
            if let (Some(first), Some(_)) = (self.event(one), self.event(two)) {
                if laid.as_ref().is_none_or(|(event, _)| *event != one) {
                    laid = Some((one, Spread::of(&first.terms)));
                }
                merging.neighbours.entry(one).or_default().insert(two);
                merging.neighbours.entry(two).or_default().insert(one);
                if let Some((_, spread)) = &laid {
                    self.consider(one, two, spread, &mut merging);
                }
            }
        }
        while let Some((_, Reverse((one, two)), grown)) = merging.candidates.pop() {
            if grown == (merging.times(one), merging.times(two)) && self.event(two).is_some() {
                self.merge(one, two, &mut merging);
            }
        }
    }

    /// Compares two events as they are now; the first one's terms laid out.
    fn consider(&self, one: EventIx, two: EventIx, spread: &Spread, merging: &mut Merging) {
        let (older, younger) = (one.min(two), one.max(two));
        let (Some(one), Some(two)) = (self.event(one), self.event(two)) else { return };
        if !one.fits(two, &self.options) {
            return;
        }
        let product = spread.dot(&two.terms);
        let line = |language: &String| {
            self.options.line(self.unrelated.get(language).map_or(0, super::unrelated::Unrelated::likeness))
        };
        let above =
            one.likeness_of(two, product, &self.options) - line(&one.language).max(line(&two.language));
        if above >= 0 {
            let grown = (merging.times(older), merging.times(younger));
            merging.candidates.push((above, Reverse((older, younger)), grown));
        }
    }

    /// The older event takes the reports and the neighbours of the younger one.
    fn merge(&mut self, older: EventIx, younger: EventIx, merging: &mut Merging) {
        let Some(gone) = self.live[younger - self.first].take() else { return };
        self.lookup.release(younger, &gone);
        self.passages.hand_over(younger, &gone, older);
        let probes: Vec<_> = gone.found_by.iter().map(|term| (*term, 1)).collect();
        let Some(live) = self.live[older - self.first].as_mut() else { return };
        let (from_article, into_article) = (gone.id.clone(), live.id.clone());
        live.take(*gone);
        self.lookup.hold(older, live, &probes);
        self.merges.push(Merge { from: younger, into: older, from_article, into_article });
        *merging.grown.entry(older).or_default() += 1;
        *merging.grown.entry(younger).or_default() += 1;
        let theirs = merging.neighbours.remove(&younger).unwrap_or_default();
        let own = merging.neighbours.entry(older).or_default();
        own.extend(theirs);
        own.remove(&older);
        own.remove(&younger);
        let own = own.clone();
        let spread = Spread::of(self.event(older).map_or(&[], |live| &live.terms));
        for &other in &own {
            if let Some(neighbours) = merging.neighbours.get_mut(&other) {
                neighbours.remove(&younger);
                neighbours.insert(older);
            }
            self.consider(older, other, &spread, merging);
        }
    }
}

impl Merging {
    fn times(&self, event: EventIx) -> u32 {
        self.grown.get(&event).copied().unwrap_or(0)
    }
}
