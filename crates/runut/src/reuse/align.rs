//! The passages two texts share, word for word.

use super::shingle::{Fingerprint, WORDS};
use crate::model::Span;
use rustc_hash::FxHashMap;

/// A shared run of words: where it begins in each text, in words, and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub left: usize,
    pub right: usize,
    pub words: usize,
}

impl Run {
    /// The run's place in a text, from its first word to its last.
    pub fn span(&self, print: &Fingerprint, right: bool) -> Span {
        let from = if right { self.right } else { self.left };
        print.words[from].span.cover(print.words[from + self.words - 1].span)
    }
}

/// Shared runs of at least `WORDS` words, in the order of the right text, not overlapping there: at every place the
/// longest run that begins there (greedy string tiling, Wise 1993, without its second pass).
pub(crate) fn runs(left: &Fingerprint, right: &Fingerprint) -> Vec<Run> {
    let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (at, shingle) in left.shingles.iter().enumerate() {
        let known = places.entry(*shingle).or_default();
        // A phrase that comes back this often in one text is no evidence for where a passage is from.
        if known.len() < 8 {
            known.push(at as u32);
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < right.shingles.len() {
        let longest = places.get(&right.shingles[at]).into_iter().flatten().map(|&from| {
            let from = from as usize;
            let pairs = left.words[from..].iter().zip(&right.words[at..]);
            (pairs.take_while(|(one, two)| one.hash == two.hash).count(), from)
        });
        match longest.max_by_key(|&(words, from)| (words, std::cmp::Reverse(from))) {
            Some((words, from)) if words >= WORDS => {
                found.push(Run { left: from, right: at, words });
                at += words;
            }
            _ => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;
    use crate::reuse::fingerprint;

    #[test]
    fn a_shared_passage_is_found_in_both_texts() {
        let left = "Menteri itu datang terlambat. Harga beras naik dua kali lipat sejak Maret lalu, katanya.";
        let right = "Di pasar kota, harga beras naik dua kali lipat sejak Maret tahun ini.";
        let print = |text: &str| fingerprint(&Article { text: text.to_owned(), ..Article::default() });
        let (one, two) = (print(left), print(right));
        let found = runs(&one, &two);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span(&one, false).of(left), "Harga beras naik dua kali lipat sejak Maret");
        assert_eq!(found[0].span(&two, true).of(right), "harga beras naik dua kali lipat sejak Maret");
    }
}
