//! What is one already: entities that share a name, an alias or an abbreviation that the story explains.

use super::Beside;
use super::named::{Named, folded, is_abbreviation};
use crate::model::{ArticleIx, MentionKind, SameBy};
use std::collections::{BTreeMap, BTreeSet};

/// What binds an entity to its group.
#[derive(Clone, Debug)]
pub(super) struct Bond {
    pub why: SameBy,
    pub beside: Option<Beside>,
}

/// Entities that are one, joined step by step.
#[derive(Debug)]
pub(super) struct Groups {
    parent: Vec<usize>,
    /// Of each root, its entities and their articles; of others nothing.
    members: Vec<Vec<usize>>,
    articles: Vec<BTreeSet<ArticleIx>>,
    bonds: Vec<Bond>,
}

impl Groups {
    pub fn new(named: &[Named<'_>]) -> Self {
        Self {
            parent: (0..named.len()).collect(),
            members: (0..named.len()).map(|at| vec![at]).collect(),
            articles: named.iter().map(|one| BTreeSet::from([one.article])).collect(),
            bonds: vec![Bond { why: SameBy::Name, beside: None }; named.len()],
        }
    }

    pub fn root(&self, mut at: usize) -> usize {
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    /// Joins two groups; the first that was met stays the root, so that the order decides nothing else.
    pub fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.root(one), self.root(two));
        if one == two {
            return;
        }
        let (kept, gone) = (one.min(two), one.max(two));
        self.parent[gone] = kept;
        let members = std::mem::take(&mut self.members[gone]);
        self.members[kept].extend(members);
        let articles = std::mem::take(&mut self.articles[gone]);
        self.articles[kept].extend(articles);
    }

    /// Joins the group of a form to the one it is a form of, for a reason.
    pub fn bind(&mut self, form: usize, whole: usize, why: SameBy, beside: Option<Beside>) {
        for at in self.of(form).to_vec() {
            self.bonds[at] = Bond { why, beside: beside.clone() };
        }
        self.join(form, whole);
    }

    pub fn bond(&self, at: usize) -> &Bond {
        &self.bonds[at]
    }

    /// Everything that is one with this.
    pub fn of(&self, at: usize) -> &[usize] {
        &self.members[self.root(at)]
    }

    /// Whether some article names both, and so tells them apart.
    pub fn met_together(&self, one: usize, two: usize) -> bool {
        !self.articles[self.root(one)].is_disjoint(&self.articles[self.root(two)])
    }

    /// The groups, each in order, in order of their first members.
    pub fn members(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> =
            self.members.iter().filter(|group| !group.is_empty()).cloned().collect();
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups
    }
}

/// Joins what has the same full name, or a form that an article or a pack gives.
///
/// People by names of two words or more. Bodies and places also by one word, by other names that are no part of the
/// full one, and by abbreviations that stand for one thing only in the story.
pub(super) fn same_names(named: &[Named<'_>], groups: &mut Groups) {
    let doubtful = doubtful_abbreviations(named);
    let mut by_key: BTreeMap<(u8, String), usize> = BTreeMap::new();
    for (at, one) in named.iter().enumerate() {
        for key in keys(one, &doubtful) {
            match by_key.get(&(class(one.kind), key.clone())) {
                Some(&other) => groups.join(at, other),
                None => {
                    by_key.insert((class(one.kind), key), at);
                }
            }
        }
    }
}

/// People are no bodies; one report's body is another's place, and a state is both.
fn class(kind: MentionKind) -> u8 {
    match kind {
        MentionKind::Person => 0,
        MentionKind::Organisation | MentionKind::Place => 1,
        MentionKind::Group => 2,
        MentionKind::Work => 3,
        MentionKind::Product => 4,
    }
}

fn keys(one: &Named<'_>, doubtful: &BTreeSet<String>) -> Vec<String> {
    let joined = one.words.join(" ");
    let padded = format!(" {joined} ");
    let alias = |alias: &&&str| {
        let words = folded(alias);
        let part = padded.contains(&format!(" {} ", words.join(" ")));
        !(part || one.is_person() && words.len() < 2)
    };
    let certain = |key: &String| !doubtful.contains(key);
    let mut keys: Vec<String> = one.aliases.iter().filter(alias).map(|form| folded(form).join(" ")).collect();
    if one.words.len() > 1 || !one.is_person() {
        keys.push(joined);
    }
    keys.retain(|key| key.chars().count() > 1);
    keys.retain(certain);
    keys
}

/// Abbreviations that the story uses for two names of several words.
fn doubtful_abbreviations(named: &[Named<'_>]) -> BTreeSet<String> {
    let mut long: BTreeMap<String, BTreeSet<&[String]>> = BTreeMap::new();
    for one in named.iter().filter(|one| !one.is_person() && one.words.len() > 1) {
        for alias in one.aliases.iter().filter(|alias| is_abbreviation(alias)) {
            long.entry(folded(alias).join(" ")).or_default().insert(&one.words);
        }
    }
    long.into_iter().filter(|(_, names)| names.len() > 1).map(|(short, _)| short).collect()
}
