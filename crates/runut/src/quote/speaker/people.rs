//! The people met in an article, by the words of their roles.

use super::super::Found;
use crate::model::{EntityIx, MentionKind};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// People in order of first meeting.
#[derive(Default)]
pub(super) struct People {
    met: BTreeSet<EntityIx>,
    first: Option<EntityIx>,
    pub(super) by_role: BTreeMap<String, Vec<EntityIx>>,
}

impl People {
    pub(super) fn meet(&mut self, found: Found<'_>, person: EntityIx) {
        if !self.met.insert(person) {
            return;
        }
        self.first.get_or_insert(person);
        for word in found.entities[person].roles.iter().flat_map(|role| role.split(' ')) {
            let known = self.by_role.entry(word.to_owned()).or_default();
            if known.last() != Some(&person) {
                known.push(person);
            }
        }
    }

    /// The only one, where there is one.
    pub(super) fn only(&self) -> Option<EntityIx> {
        self.first.filter(|_| self.met.len() == 1)
    }
}

/// The people called by one word that stands in the longer names of others: had it been clear whom the word means, the
/// article's memory would have told.
pub(super) fn shared(found: Found<'_>) -> BTreeSet<EntityIx> {
    let people = || {
        let all = found.entities.iter().enumerate();
        all.filter(|(_, entity)| entity.kind == MentionKind::Person)
    };
    let mut singles = people().filter(|(_, entity)| !entity.name.contains(' ')).peekable();
    if singles.peek().is_none() {
        return BTreeSet::new();
    }
    let full = people().filter(|(_, entity)| entity.name.contains(' '));
    let words: FxHashSet<String> =
        full.flat_map(|(_, one)| one.name.split(' ').map(str::to_lowercase)).collect();
    singles.filter(|(_, one)| words.contains(&one.name.to_lowercase())).map(|(at, _)| at).collect()
}
