//! The words of a dump, counted: which are frequent here, and which lines share their rarer words with the body and
//! the headline. No language is needed for it.

use super::line::share;
use crate::extract::look::Look;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Words of one line that are looked at: more change no share.
const MOST: usize = 400;

/// Fewest letters of a word that tells what a text is about.
const TELLING: usize = 4;

/// How often a word stands in the dump, and in how many lines of the core.
#[derive(Clone, Copy, Default)]
struct Count {
    all: u32,
    core: u32,
    /// The last line of the core counted, one more than its number.
    last: u32,
}

/// The words of all lines.
pub(crate) struct Words {
    /// Hash of each word, and whether it has the letters to tell something.
    words: Vec<(u64, bool)>,
    /// Where the words of each line begin; one more at the end.
    starts: Vec<u32>,
    counts: FxHashMap<u64, Count>,
    copies: Vec<u32>,
    core: Range<usize>,
}

impl Words {
    /// Counts the words of the lines.
    pub fn of(text: &str, looks: &[Look], core: &Range<usize>) -> Self {
        let mut words = Vec::new();
        let mut starts = vec![0];
        let mut counts: FxHashMap<u64, Count> = FxHashMap::default();
        let mut lines: FxHashMap<u64, u32> = FxHashMap::default();
        let mut whole = Vec::with_capacity(looks.len());
        for (at, look) in looks.iter().enumerate() {
            let line = &text[look.range.clone()];
            for word in line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(MOST)
            {
                let (hash, letters) = hash(word);
                let count = counts.entry(hash).or_default();
                count.all += 1;
                if core.contains(&at) && count.last != at as u32 + 1 {
                    count.core += 1;
                    count.last = at as u32 + 1;
                }
                words.push((hash, letters >= TELLING));
            }
            starts.push(words.len() as u32);
            let (hash, _) = hash(line);
            *lines.entry(hash).or_default() += 1;
            whole.push(hash);
        }
        let copies = whole.iter().map(|hash| lines[hash]).collect();
        Self { words, starts, counts, copies, core: core.clone() }
    }

    fn line(&self, at: usize) -> &[(u64, bool)] {
        &self.words[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// How often the whole line stands in the dump.
    pub fn copies(&self, at: usize) -> usize {
        self.copies[at] as usize
    }

    fn is_frequent(&self, hash: u64) -> bool {
        let count = self.counts[&hash].all as usize;
        count >= 3 && count * 100 >= self.words.len()
    }

    /// Share of the line's words that are frequent in the dump.
    pub fn frequent(&self, at: usize) -> u16 {
        let line = self.line(at);
        share(line.iter().filter(|(hash, _)| self.is_frequent(*hash)).count(), line.len())
    }

    /// How many of the line's telling words other lines of the core have, and how many there are.
    fn in_core(&self, at: usize) -> (usize, usize) {
        let own = u32::from(self.core.contains(&at));
        let telling = self.line(at).iter().filter(|(_, telling)| *telling);
        telling.fold((0, 0), |(found, all), (hash, _)| {
            (found + usize::from(self.counts[hash].core > own), all + 1)
        })
    }

    /// Share of the line's telling words that other lines of the core have.
    pub fn shared(&self, at: usize) -> u16 {
        let (found, all) = self.in_core(at);
        share(found, all)
    }

    /// Share of the line's telling words that the headline has.
    pub fn titled(&self, at: usize, title: usize) -> u16 {
        let own: Vec<u64> = self.line(title).iter().filter(|word| word.1).map(|word| word.0).collect();
        let telling = self.line(at).iter().filter(|word| word.1);
        let (found, all) = telling
            .take(60)
            .fold((0, 0), |(found, all), word| (found + usize::from(own.contains(&word.0)), all + 1));
        share(found, all)
    }

    /// The headline: of the lines right above the core the one whose words the core takes up most.
    pub fn title(&self, looks: &[Look], core: &Range<usize>) -> Option<usize> {
        let fits = |at: &usize| {
            let shape = &looks[*at].shape;
            looks[*at].body_like() && (2..=32).contains(&shape.words) && !(shape.ends && shape.words > 16)
        };
        let rated = |at: usize| {
            let (found, all) = self.in_core(at);
            (3 * found as i64 - (all - found) as i64, std::cmp::Reverse(at))
        };
        (core.start.saturating_sub(14)..core.start).filter(fits).max_by_key(|at| rated(*at))
    }
}

/// A word in small letters as a number (FNV-1a over code points), and how many letters it has.
fn hash(word: &str) -> (u64, usize) {
    let step = |hash: u64, letter: u32| (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
    let start = 0xcbf2_9ce4_8422_2325u64;
    if word.is_ascii() {
        let letters = word.bytes().map(|byte| u32::from(byte.to_ascii_lowercase()));
        return (letters.fold(start, step), word.len());
    }
    let letters = word.chars().flat_map(char::to_lowercase);
    letters.fold((start, 0), |(hash, count), c| (step(hash, u32::from(c)), count + 1))
}
