//! What can be counted of a line in one pass over its bytes: its shape, and what its words can mean to a pack.
//!
//! Whoever needs to know something of a line asks here first, so that no line is read twice.

use super::shape::{self, Shape};
use crate::lang::{Languages, Piece, hash_of, pair, piece, tells};

/// Counts over one line.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Measure {
    /// As white space parts it.
    pub shape: Shape,
    /// What its words can mean to a pack: bits of `tells`.
    pub told: u8,
    /// Words of the longest line that a pack can know by its first word, and by any.
    first: u8,
    anywhere: u8,
    /// Runs of letters and digits.
    pub pieces: usize,
    /// Those of up to three bytes: in most languages the commonest words.
    pub short: usize,
    /// Those among the commonest words of a language.
    pub common: usize,
    /// Those with a capital of ASCII.
    pub capitals: usize,
    pub commas: usize,
    /// Marks that end sentences.
    pub stops: usize,
    /// Digits.
    pub digits: usize,
}

/// What is known of the word being read, between white space.
#[derive(Default)]
struct Word {
    pieces: usize,
    capital: bool,
    common: bool,
}

/// Longest common word, bytes.
const LONGEST: usize = 16;

/// Measures a line; `each` is told hash and length of each run of letters and digits.
#[inline]
pub(crate) fn measure(text: &str, languages: &Languages, mut each: impl FnMut(u64, usize)) -> Measure {
    let bytes = text.as_bytes();
    let words = languages.telling();
    let always = words.always();
    let mut found = Measure { told: always.bits, anywhere: always.anywhere, ..Measure::default() };
    let (mut word, mut at, mut wide) = (Word::default(), 0, false);
    let (mut brackets, mut bracketed) = (false, always.bracketed);
    // Hash and place of the word before.
    let mut before = (0, 0);
    while let Some(piece) = piece(text, at) {
        match piece {
            Piece::Word { end, ascii, digits } => {
                let run = &text[at..end];
                let hash = hash_of(run, ascii);
                let tells = words.get(hash);
                let len = end - at;
                let digits = if digits { run.bytes().filter(u8::is_ascii_digit).count() } else { 0 };
                found.digits += digits;
                let behind = |at: usize| if at > 0 { !0 } else { !tells::GLUED };
                found.told |= tells.bits & behind(at);
                found.anywhere = found.anywhere.max(tells.anywhere);
                bracketed = bracketed.max(tells.bracketed);
                if found.pieces == 0 {
                    found.first = tells.first;
                } else {
                    let both = words.get(pair(before.0, hash));
                    found.told |= both.bits & behind(before.1);
                    if found.pieces == 1 {
                        found.first = found.first.max(both.first);
                    }
                }
                before = (hash, at);
                // A number may stand right before a word ("16h").
                if digits > 0 && digits < len {
                    found.told |= tells::PAGE | tells::CREDIT;
                    found.anywhere = u8::MAX;
                }
                let common = tells.common > 0 && len <= LONGEST;
                found.pieces += 1;
                found.short += usize::from(len <= 3);
                found.common += usize::from(common);
                let small = bytes[at].is_ascii_uppercase();
                found.capitals += usize::from(small);
                if word.pieces == 0 {
                    word.capital = small || !ascii && run.starts_with(char::is_uppercase);
                    word.common = common;
                }
                word.pieces += 1;
                wide |= !ascii && matches!(bytes[at], 0xE0 | 0xE3..=0xE9);
                each(hash, len);
            }
            Piece::Blank(_) => word.end(&mut found.shape),
            Piece::Comma => found.commas += 1,
            Piece::Stop => found.stops += 1,
            Piece::Mark(len) => {
                let tells = words.get(hash_of(&text[at..at + len], true));
                found.anywhere = found.anywhere.max(tells.anywhere);
                brackets |= matches!(bytes[at], b'(' | b'[');
            }
        }
        at = piece.end(at);
    }
    word.end(&mut found.shape);
    found.anywhere = found.anywhere.max(if brackets { bracketed } else { 0 });
    found.shape.ends = shape::ends_sentence(text);
    if wide {
        found.part(shape::unparted(text));
    }
    found
}

/// The shape of a line alone.
pub(crate) fn shape(text: &str, languages: &Languages) -> Shape {
    measure(text, languages, |_, _| ()).shape
}

impl Word {
    fn end(&mut self, shape: &mut Shape) {
        shape.words += usize::from(self.pieces > 0);
        shape.capital += usize::from(self.capital);
        shape.common += usize::from(self.common && self.pieces == 1);
        *self = Self::default();
    }
}

impl Measure {
    /// Letters of scripts that do not part words: about two of them are one.
    fn part(&mut self, letters: usize) {
        if letters > 8 {
            let most = |count: &mut usize, part: usize| *count = (*count).max(letters / part);
            most(&mut self.shape.words, 2);
            most(&mut self.shape.common, 8);
            most(&mut self.pieces, 2);
            most(&mut self.short, 6);
            most(&mut self.common, 8);
        }
    }

    /// Whether a pack may know the line.
    pub fn may_be_known(&self) -> bool {
        self.within(self.first) || self.within(self.anywhere)
    }

    /// Whether a pack may know the line by a word that is not its first.
    pub fn may_be_known_anywhere(&self) -> bool {
        self.within(self.anywhere)
    }

    fn within(&self, most: u8) -> bool {
        most == u8::MAX || self.shape.words > 0 && self.shape.words <= usize::from(most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Packs;

    #[test]
    fn a_line_is_counted_by_white_space_and_by_runs_of_letters() {
        let packs = Packs::bundled().expect("bundled packs load");
        for (text, words, common, capital, pieces, digits) in [
            ("Wali kota datang, dan warga-warga pulang pada pukul 10.30.", 9, 2, 1, 11, 4),
            ("“The end” – of it", 4, 3, 1, 4, 0),
            ("Été\u{a0}Äpfel 3×4 ...", 3, 0, 2, 4, 2),
            ("日本語の長い文がここにあります。", 7, 1, 0, 7, 0),
            (" \n", 0, 0, 0, 0, 0),
        ] {
            let found = measure(text, &packs.languages, |_, _| ());
            let shape = found.shape;
            assert_eq!(
                (shape.words, shape.common, shape.capital, found.pieces, found.digits),
                (words, common, capital, pieces, digits),
                "{text}"
            );
        }
    }

    #[test]
    fn whatever_a_pack_knows_has_a_telling_word() {
        let packs = Packs::bundled().expect("bundled packs load");
        for language in packs.languages.iter() {
            let furniture = language.furniture.as_ref().expect("bundled packs know furniture");
            for line in furniture.lines() {
                let may = measure(line, &packs.languages, |_, _| ()).may_be_known();
                assert!(may || furniture.hit(line, &crate::lang::fold(line)).is_none(), "{line}");
            }
        }
    }
}
