//! The passages two texts share, word for word, and how much of each text they are.

use super::fingerprint::{WORDS, shingles};
use super::scan::{Before, Token, prose};
use crate::model::{Article, Span};

/// Places of one shingle in one text that are tried: a phrase that comes back more often is no evidence for where a
/// passage is from.
const PLACES: usize = 8;

/// No place.
const NONE: u32 = u32::MAX;

/// An article's prose, ready to be compared with others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prose {
    pub words: Vec<Token>,
    /// `shingles[i]` begins at `words[i]`.
    pub shingles: Vec<u64>,
    /// Open table: half of a shingle's hash, and its first place.
    table: Vec<(u32, u32)>,
    /// The next place of the same shingle.
    next: Vec<u32>,
    /// How many different shingles there are.
    pub distinct: usize,
}

/// A shared run of words: where it begins in each text, in words, and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub left: usize,
    pub right: usize,
    pub words: usize,
}

impl Run {
    /// The run's place in a text, from its first word to its last.
    pub fn span(&self, prose: &Prose, right: bool) -> Span {
        let from = if right { self.right } else { self.left };
        let (first, last) = (&prose.words[from], &prose.words[from + self.words - 1]);
        Span { start: first.start, end: last.end }
    }
}

impl Prose {
    /// Reads an article.
    pub fn of(article: &Article) -> Self {
        let words = prose(article);
        let shingles: Vec<u64> = shingles::<WORDS>(&words).collect();
        let count = shingles.len();
        let table = vec![(0, NONE); (count * 2).next_power_of_two().max(2)];
        let mut found = Self { words, shingles, table, next: vec![NONE; count], distinct: 0 };
        // From the last to the first, so that the places of one shingle stand in order.
        for at in (0..count).rev() {
            let slot = found.slot(found.shingles[at]);
            let (_, known) = found.table[slot];
            found.distinct += usize::from(known == NONE);
            found.next[at] = known;
            found.table[slot] = (tag(found.shingles[at]), at as u32);
        }
        found
    }

    fn slot(&self, shingle: u64) -> usize {
        let mask = self.table.len() - 1;
        let mut slot = shingle as usize & mask;
        while self.table[slot].1 != NONE && self.table[slot].0 != tag(shingle) {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// For each shingle of another text its first place here, or `NONE`.
    fn places_of(&self, other: &Prose) -> Vec<u32> {
        if self.table.is_empty() {
            return vec![NONE; other.shingles.len()];
        }
        other.shingles.iter().map(|shingle| self.table[self.slot(*shingle)].1).collect()
    }

    /// The sentences and quotations that lie whole within some words, as ranges of words, and whether each is quoted.
    pub fn sentences(&self, from: usize, to: usize) -> Vec<(usize, usize, bool)> {
        let parts = |at: &usize| self.words.get(*at).is_none_or(|word| word.before != Before::Inside);
        let mark = |at: usize| self.words.get(at).is_some_and(|word| word.before == Before::Mark);
        let edges: Vec<usize> = (from..=to).filter(parts).collect();
        edges.windows(2).map(|edge| (edge[0], edge[1], mark(edge[0]) || mark(edge[1]))).collect()
    }
}

/// The half of a shingle's hash by which it is told from others in one slot: two of one article with the same half are
/// one in a million articles, and a run is compared word for word.
fn tag(shingle: u64) -> u32 {
    (shingle >> 32) as u32
}

/// Two texts laid side by side.
pub(crate) struct Aligned<'p> {
    left: &'p Prose,
    right: &'p Prose,
    /// For each shingle of the right text its first place in the left one.
    places: Vec<u32>,
}

impl<'p> Aligned<'p> {
    /// Looks up every shingle of the right text in the left one.
    pub fn of(left: &'p Prose, right: &'p Prose) -> Self {
        Self { left, right, places: left.places_of(right) }
    }

    /// Shared runs of at least `WORDS` words, in the order of the right text, not overlapping there: at every place the
    /// longest run that begins there (greedy string tiling, Wise 1993, without its second pass).
    pub fn runs(&self) -> Vec<Run> {
        let Self { left, right, places } = self;
        let mut found = Vec::new();
        let mut at = 0;
        while at < places.len() {
            let mut best = Run { left: 0, right: at, words: 0 };
            let mut from = places[at];
            for _ in 0..PLACES {
                if from == NONE {
                    break;
                }
                let pairs = left.words[from as usize..].iter().zip(&right.words[at..]);
                let words = pairs.take_while(|(one, two)| one.hash == two.hash).count();
                if words > best.words {
                    best = Run { left: from as usize, right: at, words };
                }
                from = left.next[from as usize];
            }
            if best.words >= WORDS {
                found.push(best);
                at += best.words;
            } else {
                at += 1;
            }
        }
        found
    }

    /// How many different shingles both texts have, outside the right one's places in `without`.
    pub fn shared(&self, without: &[Run]) -> usize {
        let mut seen = vec![false; self.left.shingles.len()];
        let mut without = without.iter().peekable();
        let mut count = 0;
        for (at, &place) in self.places.iter().enumerate() {
            while without.next_if(|run| run.right + run.words < at + WORDS).is_some() {}
            if place == NONE || without.peek().is_some_and(|run| run.right <= at) {
                continue;
            }
            let seen = &mut seen[place as usize];
            count += usize::from(!*seen);
            *seen = true;
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Prose {
        Prose::of(&Article { text: text.to_owned(), ..Article::default() })
    }

    #[test]
    fn a_shared_passage_is_found_in_both_texts() {
        let left = "Menteri itu datang terlambat. Harga beras naik dua kali lipat sejak Maret lalu, katanya.";
        let right = "Di pasar kota, harga beras naik dua kali lipat sejak Maret tahun ini.";
        let (one, two) = (read(left), read(right));
        let aligned = Aligned::of(&one, &two);
        let found = aligned.runs();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span(&one, false).of(left), "Harga beras naik dua kali lipat sejak Maret");
        assert_eq!(found[0].span(&two, true).of(right), "harga beras naik dua kali lipat sejak Maret");
        assert_eq!(aligned.shared(&[]), 4);
        assert_eq!(aligned.shared(&found), 0);
    }

    #[test]
    fn texts_without_words_share_nothing() {
        for (left, right) in [("", ""), ("satu dua", "satu dua"), ("", "satu dua tiga empat lima enam")] {
            assert_eq!(Aligned::of(&read(left), &read(right)).runs(), [], "{left} / {right}");
        }
    }
}
