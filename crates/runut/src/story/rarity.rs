//! How much a term tells: rare ones much, common ones nothing.

use super::features::word_key;
use super::vector::{Term, heaviest, ln, log2, unit};
use crate::lang::Languages;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Documents that are taken to have been read before the first one, none of them with any of its terms. Without them
/// a stream of five reports would find the names they share worthless, because all share them.
const BEFORE: u64 = 200;

/// A term in more than one of so many documents tells nothing.
const COMMON: u64 = 4;

/// Documents after which counts are halved, so that what was common last year does not weigh for ever; terms held
/// once are forgotten, which bounds the memory.
const OLD: u64 = 500_000;

/// Held by every document, whatever is counted.
const EVERYWHERE: u32 = u32::MAX;

/// Logarithms of how many documents hold a term, for all that few hold: `log2(2 n + 1)`.
const HELD: [u16; 256] = {
    let mut held = [0; 256];
    let mut count = 0;
    while count < held.len() {
        held[count] = log2(2 * count as u64 + 1) as u16;
        count += 1;
    }
    held
};

/// How many documents hold each term, counted as they come, so that later ones change nothing of earlier ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rarity {
    documents: u64,
    /// The commonest words of the languages at hand are `EVERYWHERE`: they tell the language, not the story.
    holding: FxHashMap<u32, u32>,
}

/// What a snapshot keeps: the counts; the common words come from the packs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Counts {
    documents: u64,
    holding: BTreeMap<u32, u32>,
}

impl Rarity {
    pub fn new(languages: &Languages) -> Self {
        let words = languages.iter().flat_map(|language| &language.common);
        Self { holding: words.map(|word| (word_key(word), EVERYWHERE)).collect(), ..Self::default() }
    }

    pub fn counts(&self) -> Counts {
        let counted = self.holding.iter().filter(|(_, count)| **count != EVERYWHERE);
        let holding = counted.map(|(term, count)| (*term, *count)).collect();
        Counts { documents: self.documents, holding }
    }

    pub fn with_counts(languages: &Languages, counts: Counts) -> Self {
        let mut rarity = Self { documents: counts.documents, ..Self::new(languages) };
        for (term, count) in counts.holding {
            rarity.holding.entry(term).or_insert(count);
        }
        rarity
    }

    /// Counts one document and weighs it, as `count` and `weigh` do, asking for each term once.
    pub fn count_and_weigh(&mut self, terms: &[Term], count: usize) -> Vec<Term> {
        if self.documents + 1 >= OLD {
            self.count(terms);
            return self.weigh(terms, count);
        }
        self.documents += 1;
        let documents = self.documents + BEFORE;
        let most = log2(2 * (documents + 1));
        let mut weighed = Vec::with_capacity(terms.len());
        for &(term, halves) in terms {
            let holding = self.holding.entry(term).or_default();
            *holding = holding.saturating_add(1);
            let weight = (often(halves) * telling(*holding, documents, most)) >> 8;
            if weight > 0 {
                weighed.push((term, weight));
            }
        }
        unit(heaviest(weighed, count))
    }

    /// Counts one document.
    pub fn count(&mut self, terms: &[Term]) {
        self.documents += 1;
        for (term, _) in terms {
            let holding = self.holding.entry(*term).or_default();
            *holding = holding.saturating_add(1);
        }
        if self.documents >= OLD {
            self.documents /= 2;
            self.holding.retain(|_, count| {
                *count = if *count == EVERYWHERE { EVERYWHERE } else { *count / 2 };
                *count > 0
            });
        }
    }

    /// What one term tells, 0 or more, in 1/256 of a binary digit; `most` is what one tells that nobody holds.
    fn of(&self, term: u32, most: u32) -> u32 {
        telling(self.holding.get(&term).copied().unwrap_or(0), self.documents + BEFORE, most)
    }

    /// The `count` most telling terms as a vector of length `UNIT`.
    pub fn weigh(&self, counts: &[Term], count: usize) -> Vec<Term> {
        let most = log2(2 * (self.documents + BEFORE + 1));
        let weight = |&(term, halves): &Term| (term, (often(halves) * self.of(term, most)) >> 8);
        let terms = counts.iter().map(weight).filter(|term| term.1 > 0).collect();
        unit(heaviest(terms, count))
    }
}

/// What a term tells that so many of the documents hold.
fn telling(holding: u32, documents: u64, most: u32) -> u32 {
    if u64::from(holding) * COMMON > documents {
        return 0;
    }
    let held = match HELD.get(holding as usize) {
        Some(known) => u32::from(*known),
        None => log2(2 * u64::from(holding) + 1),
    };
    most.saturating_sub(held)
}

/// How much it tells that a term is met so many half times, in 1/256: the second time less than the first.
fn often(halves: u32) -> u32 {
    match OFTEN.get(halves as usize) {
        Some(known) => u32::from(*known),
        None => counted(halves),
    }
}

/// The same for all that is met seldom.
const OFTEN: [u16; 64] = {
    let mut often = [0; 64];
    let mut halves = 0;
    while halves < often.len() {
        often[halves] = counted(halves as u32) as u16;
        halves += 1;
    }
    often
};

const fn counted(halves: u32) -> u32 {
    if halves < 2 { halves * 128 } else { 256 + ln(halves as u64) - ln(2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_terms_weigh_more_and_terms_of_every_document_nothing() {
        let mut rarity = Rarity::default();
        for at in 0..400 {
            rarity.count(&[(1, 2), (1000 + at, 2)]);
        }
        let weighed = rarity.weigh(&[(1, 2), (1000, 2), (5000, 2)], 8);
        assert_eq!(weighed.iter().map(|term| term.0).collect::<Vec<_>>(), vec![1000, 5000]);
        assert!(weighed[1].1 > weighed[0].1, "never met before: {weighed:?}");
    }

    #[test]
    fn counting_and_weighing_at_once_is_the_same_as_one_after_the_other() {
        let (mut one, mut two) = (Rarity::default(), Rarity::default());
        for at in 0..500u32 {
            let terms = [(1, 2), (7 + at % 3, 1 + at % 90), (100 + at, 4)];
            one.count(&terms);
            assert_eq!(two.count_and_weigh(&terms, 2), one.weigh(&terms, 2), "{at}");
        }
        assert_eq!(one, two);
    }

    #[test]
    fn counts_survive_a_snapshot() {
        let mut rarity = Rarity::default();
        rarity.count(&[(7, 2), (9, 4)]);
        assert_eq!(Rarity::with_counts(&Languages::default(), rarity.counts()), rarity);
    }
}
