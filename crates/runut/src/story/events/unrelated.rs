//! How alike unrelated reports of a language are: in some languages words are shorter and shared more often, and in
//! the first hours of a stream nothing is rare yet. The line above which reports are one event rises with it.

use crate::story::vector::{Spread, Term, UNIT};
use serde::{Deserialize, Serialize};

/// Reports before it that a report is compared with.
const RECENT: usize = 8;

/// Pairs more alike than this (ten-thousandths) may be related and do not count.
const RELATED: u64 = 1_500;

/// Pairs of likeness `USUAL` (ten-thousandths) that are taken to have been seen before the first.
const BEFORE: u64 = 100;
const USUAL: u64 = 200;

/// Pairs after which the older ones count half.
const OLD: u64 = 50_000;

/// The likeness of unrelated reports of one language, learned as they come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Unrelated {
    sum: u64,
    pairs: u64,
    recent: Vec<Vec<Term>>,
    next: usize,
}

impl Unrelated {
    /// Compares a report with those before it.
    pub fn learn(&mut self, terms: &[Term], spread: &Spread) {
        let alike = self.recent.iter().map(|other| spread.dot(other) * 10_000 / (UNIT * UNIT));
        for likeness in alike.filter(|likeness| *likeness <= RELATED) {
            self.sum += likeness;
            self.pairs += 1;
        }
        if self.pairs >= OLD {
            (self.sum, self.pairs) = (self.sum / 2, self.pairs / 2);
        }
        if self.recent.len() < RECENT {
            self.recent.push(terms.to_vec());
        } else {
            self.recent[self.next].clear();
            self.recent[self.next].extend_from_slice(terms);
        }
        self.next = (self.next + 1) % RECENT;
    }

    /// In ten-thousandths.
    pub fn likeness(&self) -> i64 {
        ((self.sum + BEFORE * USUAL) / (self.pairs + BEFORE)) as i64
    }
}
