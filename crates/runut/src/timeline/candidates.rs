//! Which groups an item may belong to, without comparing it with all of them: a speaker who fills a page of a
//! megabyte has thousands, and comparing each with each would take seconds.

use super::items::Item;
use super::likeness::Telling;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Groups of one speaker up to which every one is compared.
const FEW: usize = 64;
/// Words of an item by which groups are looked up, the most telling first.
const KEYS: usize = 12;
/// Groups looked up by one word, the last ones read.
const EACH: usize = 16;

/// The groups of one speaker by the words and the anchors of their items.
#[derive(Default)]
pub(super) struct Candidates {
    by_word: FxHashMap<String, Vec<usize>>,
}

impl Candidates {
    /// Takes note of an item's group.
    pub(super) fn add(&mut self, item: &Item, group: usize) {
        for word in item.content.words.iter().chain(&item.anchors) {
            let groups = self.by_word.entry(word.clone()).or_default();
            if groups.last() != Some(&group) {
                groups.push(group);
            }
        }
    }

    /// The groups, of `count`, that an item may belong to, in their order.
    pub(super) fn of(&self, item: &Item, count: usize, telling: &Telling) -> Vec<usize> {
        if count <= FEW {
            return (0..count).collect();
        }
        let mut keys: Vec<&String> = item.content.words.iter().chain(&item.anchors).collect();
        keys.sort_by_key(|word| (telling.holding(word), *word));
        let groups = keys.iter().take(KEYS).filter_map(|word| self.by_word.get(*word));
        let found: BTreeSet<usize> =
            groups.flat_map(|groups| groups.iter().rev().take(EACH).copied()).collect();
        found.into_iter().collect()
    }
}
