//! How much a term tells: rare ones much, common ones nothing.

use super::features::{Term, heaviest, norm, word_key};
use crate::lang::Languages;
use rustc_hash::{FxHashMap, FxHashSet};

/// Documents that are taken to have been read before the first one, none of them with any of its terms. Without them
/// a stream of five reports would find the names they share worthless, because all share them.
const BEFORE: f32 = 200.0;

/// A term in more than this share of all documents tells nothing.
const COMMON_SHARE: f32 = 0.25;

/// How many documents hold each term, counted as they come, so that later ones change nothing of earlier ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rarity {
    documents: f32,
    holding: FxHashMap<u32, u32>,
    /// The commonest words of the languages at hand: they tell the language, not the story.
    common: FxHashSet<u32>,
}

impl Rarity {
    pub fn new(languages: &Languages) -> Self {
        let words = languages.iter().flat_map(|language| &language.common);
        Self { common: words.map(|word| word_key(word)).collect(), ..Self::default() }
    }

    /// Counts one document.
    pub fn count(&mut self, terms: &[Term]) {
        self.documents += 1.0;
        terms.iter().for_each(|term| *self.holding.entry(term.0).or_default() += 1);
    }

    /// What one term tells, 0 or more.
    fn of(&self, term: u32) -> f32 {
        let holding = self.holding.get(&term).copied().unwrap_or(0) as f32;
        let all = self.documents + BEFORE;
        if self.common.contains(&term) || holding > COMMON_SHARE * all {
            return 0.0;
        }
        ((all + 1.0) / (holding + 0.5)).ln()
    }

    /// The `count` most telling terms as a vector of length 1.
    pub fn weigh(&self, counts: &[Term], count: usize) -> Vec<Term> {
        let weight = |&(term, times): &Term| {
            (term, (if times >= 1.0 { 1.0 + times.ln() } else { times }) * self.of(term))
        };
        let mut terms = heaviest(counts.iter().map(weight).filter(|term| term.1 > 0.0).collect(), count);
        let length = norm(&terms);
        terms.iter_mut().for_each(|term| term.1 /= length);
        terms
    }
}
