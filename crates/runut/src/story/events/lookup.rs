//! Live events by their heaviest terms.

use super::EventIx;
use super::live::Live;
use crate::story::vector::Term;
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// Events under one term after which the term is too common to look up by.
const CROWDED: usize = 200;

/// Terms by which one event is found, at most: the first reports' ones.
const TERMS_OF_EVENT: usize = 128;

/// Marks an entry that is the number of a list. Most terms find one event only, whose number then is the entry.
const LIST: u32 = 1 << 31;

/// Which live events were found by which term.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup {
    holders: FxHashMap<u32, u32>,
    lists: Vec<Vec<u32>>,
    /// Lists that no term has now.
    free: Vec<u32>,
    /// Shared weight of each live event, all 0 between two searches.
    shared: Vec<u32>,
}

impl Lookup {
    /// The `count` events that share the most weight of these terms.
    pub fn likely(&mut self, probes: &[Term], first: EventIx, live: usize, count: usize) -> Vec<EventIx> {
        self.shared.resize(live, 0);
        let mut touched: Vec<u32> = Vec::new();
        for (term, weight) in probes {
            let Some(entry) = self.holders.get(term) else { continue };
            let holders = match entry & LIST {
                0 => std::slice::from_ref(entry),
                _ => self.lists[(entry & !LIST) as usize].as_slice(),
            };
            if holders.len() > CROWDED {
                continue;
            }
            for &event in holders {
                let shared = &mut self.shared[event as usize - first];
                if *shared == 0 {
                    touched.push(event);
                }
                *shared += (weight * weight).max(1);
            }
        }
        let mut found: Vec<(u32, u32)> = touched
            .into_iter()
            .map(|event| (std::mem::take(&mut self.shared[event as usize - first]), event))
            .collect();
        let likest = |one: &(u32, u32), two: &(u32, u32)| two.0.cmp(&one.0).then(one.1.cmp(&two.1));
        if found.len() > count {
            found.select_nth_unstable_by(count, likest);
            found.truncate(count);
        }
        found.sort_unstable_by(likest);
        found.into_iter().map(|(_, event)| event as EventIx).collect()
    }

    /// Makes the event found by these terms.
    pub fn hold(&mut self, event: EventIx, live: &mut Live, probes: &[Term]) {
        for (term, _) in probes {
            if live.found_by.len() < TERMS_OF_EVENT && !live.found_by.contains(term) {
                live.found_by.push(*term);
                self.insert(*term, event);
            }
        }
    }

    /// The same for all terms that an event has, after it was merged or restored.
    pub fn hold_all(&mut self, event: EventIx, live: &Live) {
        live.found_by.iter().for_each(|term| self.insert(*term, event));
    }

    fn insert(&mut self, term: u32, event: EventIx) {
        let entry = match self.holders.entry(term) {
            Entry::Vacant(vacant) => {
                vacant.insert(event as u32);
                return;
            }
            Entry::Occupied(entry) => entry.into_mut(),
        };
        if *entry & LIST == 0 {
            if *entry == event as u32 {
                return;
            }
            let list = self.free.pop().unwrap_or_else(|| {
                self.lists.push(Vec::new());
                self.lists.len() as u32 - 1
            });
            self.lists[list as usize].push(*entry);
            *entry = list | LIST;
        }
        let holders = &mut self.lists[(*entry & !LIST) as usize];
        if let Err(place) = holders.binary_search(&(event as u32)) {
            holders.insert(place, event as u32);
        }
    }

    /// Takes the event out.
    pub fn release(&mut self, event: EventIx, live: &Live) {
        for term in &live.found_by {
            let Some(&entry) = self.holders.get(term) else { continue };
            if entry & LIST == 0 {
                if entry == event as u32 {
                    self.holders.remove(term);
                }
                continue;
            }
            let list = (entry & !LIST) as usize;
            let holders = &mut self.lists[list];
            if let Ok(place) = holders.binary_search(&(event as u32)) {
                holders.remove(place);
            }
            if holders.is_empty() {
                self.lists[list] = Vec::new();
                self.free.push(list as u32);
                self.holders.remove(term);
            }
        }
    }
}
