//! The people met in an article, by the words of their roles.

use super::super::Found;
use crate::model::EntityIx;
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
