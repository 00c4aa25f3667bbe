//! Which words of a line can mean anything to a pack: one look-up for each word says whether its patterns need asking at
//! all. Most lines of most pages have no such word.
//!
//! Words are runs of letters and digits, known by a hash that takes capitals for small letters.

use super::small::{fold, folded};
use rustc_hash::FxHashMap;

/// What a word can begin, or be part of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tells {
    /// Bits of `tells`.
    pub bits: u8,
    /// Words of the longest line that a pattern can know which begins with it, or has it anywhere; 0 for none.
    pub first: u8,
    pub anywhere: u8,
    /// The same as the last for patterns that need a bracket in the line too.
    pub bracketed: u8,
    /// Its number among the commonest words of all languages, from 1; 0 for none.
    pub common: u16,
}

/// Bits of [`Tells`].
pub(crate) mod tells {
    /// A pattern that may be glued behind a sentence begins with it.
    pub const GLUED: u8 = 1;
    /// A line of a page without an article needs it.
    pub const PAGE: u8 = 1 << 1;
    /// A line that names somebody who had a part in the article, or its date, needs it.
    pub const CREDIT: u8 = 1 << 2;
}

impl Tells {
    /// Nothing but these bits.
    pub fn bits(bits: u8) -> Self {
        Self { bits, ..Self::default() }
    }

    /// Adds what else a word can be.
    pub fn add(&mut self, other: Self) {
        self.bits |= other.bits;
        self.first = self.first.max(other.first);
        self.anywhere = self.anywhere.max(other.anywhere);
        self.bracketed = self.bracketed.max(other.bracketed);
        self.common = self.common.max(other.common);
    }
}

/// Hashes, and what each stands for; most others are told apart by one bit.
#[derive(Debug)]
pub(crate) struct Sieve<T> {
    bits: Vec<u64>,
    values: FxHashMap<u64, T>,
}

impl<T> Default for Sieve<T> {
    fn default() -> Self {
        Self { bits: Vec::new(), values: FxHashMap::default() }
    }
}

/// Words of 64 bits in front of a sieve: enough that of a few thousand hashes few others pass.
const BITS: usize = 1024;

impl<T: Copy + Default> Sieve<T> {
    /// What a hash stands for, to be changed.
    pub fn entry(&mut self, hash: u64) -> &mut T {
        self.bits.resize(BITS, 0);
        let (at, bit) = Self::place(hash);
        self.bits[at] |= bit;
        self.values.entry(hash).or_default()
    }

    /// What a hash stands for; nothing where it was never added.
    #[inline]
    pub fn get(&self, hash: u64) -> T {
        let (at, bit) = Self::place(hash);
        match self.bits.get(at) {
            Some(bits) if bits & bit != 0 => self.values.get(&hash).copied().unwrap_or_default(),
            _ => T::default(),
        }
    }

    /// What all of them stand for, in no order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &T> {
        self.values.values()
    }

    #[inline]
    fn place(hash: u64) -> (usize, u64) {
        ((hash >> 54) as usize % BITS, 1 << (hash >> 48 & 63))
    }
}

/// The words of all packs, and the marks that stand for a word where a pattern has none.
#[derive(Debug, Default)]
pub(crate) struct TellingWords {
    words: Sieve<Tells>,
    /// Of each of the commonest words, the languages that have it, by their places.
    common: Vec<Vec<usize>>,
    /// What every line can be, for patterns without word or mark.
    always: Tells,
}

impl TellingWords {
    /// Adds a word or mark; none where a pattern has none.
    pub fn add(&mut self, word: Option<&str>, tells: Tells) {
        match word {
            Some(word) => self.words.entry(hash(fold(word).as_bytes())).add(tells),
            None => self.always.add(tells),
        }
    }

    /// Adds what a line can be that begins with a word, or with two.
    pub fn add_opening(&mut self, first: &str, second: Option<&str>, tells: Tells) {
        let hash = |word: &str| hash(fold(word).as_bytes());
        match second {
            Some(second) => self.words.entry(pair(hash(first), hash(second))).add(tells),
            None => self.words.entry(hash(first)).add(tells),
        }
    }

    /// Adds one of the commonest words of a language, which is known by its place.
    pub fn add_common(&mut self, word: &str, language: usize) {
        let tells = self.words.entry(hash(fold(word).as_bytes()));
        if tells.common == 0 {
            let Ok(number) = u16::try_from(self.common.len() + 1) else { return };
            tells.common = number;
            self.common.push(Vec::new());
        }
        self.common[usize::from(tells.common) - 1].push(language);
    }

    /// The languages that have each of the commonest words, in the order of [`Tells::common`] from 1.
    pub fn common(&self) -> &[Vec<usize>] {
        &self.common
    }

    /// What a word or mark can be.
    #[inline]
    pub fn get(&self, hash: u64) -> Tells {
        self.words.get(hash)
    }

    /// What every line can be.
    pub fn always(&self) -> Tells {
        self.always
    }
}

const SEED: u64 = 0x51;

/// Makes small letters of eight capitals of ASCII; digits have the bit already.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// The hash of a word of letters and digits; capitals beyond ASCII must have been made small.
#[inline]
pub(crate) fn hash(word: &[u8]) -> u64 {
    let mix = |hash: u64, part: u64| (hash.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95);
    let (eights, rest) = word.as_chunks::<8>();
    let mut hash = eights.iter().fold(SEED, |hash, eight| mix(hash, u64::from_le_bytes(*eight) | SMALL));
    if let (Some(head), Some(tail)) = (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
        let (head, tail) = (u32::from_le_bytes(*head), u32::from_le_bytes(*tail));
        hash = mix(hash, (u64::from(head) | u64::from(tail) << 32) | SMALL);
    } else if let [first, .., last] | [first @ last] = rest {
        let middle = rest[rest.len() / 2];
        hash = mix(hash, (u64::from(*first) | u64::from(middle) << 8 | u64::from(*last) << 16) | SMALL);
    }
    mix(hash, word.len() as u64)
}

/// The hash of two words, one behind the other.
#[inline]
pub(crate) fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(23) ^ second).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The hash of a word as it is written, whatever its capitals. Those of Latin-1 differ from the small letters in the
/// same bit as those of ASCII.
#[inline]
pub(crate) fn hash_of(word: &str, ascii: bool) -> u64 {
    if ascii || !word.chars().any(|letter| letter > '\u{ff}' && letter.is_uppercase()) {
        return hash(word.as_bytes());
    }
    // Nearly all words are short enough to be made small in place.
    let mut small = [0; 64];
    let Some(room) = small.get_mut(..word.len()) else { return hash(fold(word).as_bytes()) };
    let mut at = 0;
    for letter in word.chars() {
        let end = at + letter.len_utf8();
        folded(letter).encode_utf8(&mut room[at..end]);
        at = end;
    }
    hash(room)
}

const MARK: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 3;
const BLANK: u8 = 4;
const COMMA: u8 = 6;
const STOP: u8 = 8;
const HIGH: u8 = 10;

/// What a byte is: letter, digit (both odd numbers), white space, marks, or the beginning of a character beyond ASCII.
const KINDS: [u8; 256] = {
    let mut kinds = [MARK; 256];
    let mut at = 0;
    while at < 256 {
        kinds[at] = match at as u8 {
            b'A'..=b'Z' | b'a'..=b'z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b' ' | 9..=13 => BLANK,
            b',' | b';' => COMMA,
            b'.' | b'!' | b'?' => STOP,
            0x80.. => HIGH,
            _ => MARK,
        };
        at += 1;
    }
    kinds
};

/// What stands at a place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A word: where it ends, whether it is all of ASCII, and whether it has digits of ASCII.
    Word { end: usize, ascii: bool, digits: bool },
    /// White space, of so many bytes.
    Blank(usize),
    /// A comma or semicolon.
    Comma,
    /// The end of a sentence.
    Stop,
    /// Another mark, of so many bytes.
    Mark(usize),
}

impl Piece {
    /// Where it ends, which begins at `at`.
    #[inline]
    pub fn end(self, at: usize) -> usize {
        match self {
            Self::Word { end, .. } => end,
            Self::Blank(len) | Self::Mark(len) => at + len,
            Self::Comma | Self::Stop => at + 1,
        }
    }
}

/// What stands at a place of a text, which is a boundary of characters; none at its end.
#[inline]
pub(crate) fn piece(text: &str, at: usize) -> Option<Piece> {
    let bytes = text.as_bytes();
    Some(match KINDS[usize::from(*bytes.get(at)?)] {
        LETTER | DIGIT => word(text, at, true),
        BLANK => Piece::Blank(1),
        COMMA => Piece::Comma,
        STOP => Piece::Stop,
        HIGH => match high(text, at) {
            (len, true) => word(text, at + len, false),
            (len, false) if text[at..at + len].starts_with(char::is_whitespace) => Piece::Blank(len),
            (len, false) => Piece::Mark(len),
        },
        _ => Piece::Mark(1),
    })
}

#[inline]
fn word(text: &str, mut at: usize, mut ascii: bool) -> Piece {
    let bytes = text.as_bytes();
    let mut kinds = LETTER;
    loop {
        while let Some(&byte) = bytes.get(at)
            && KINDS[usize::from(byte)] & LETTER != 0
        {
            kinds |= KINDS[usize::from(byte)];
            at += 1;
        }
        let digits = kinds == DIGIT;
        if bytes.get(at).is_none_or(u8::is_ascii) {
            return Piece::Word { end: at, ascii, digits };
        }
        let (len, letter) = high(text, at);
        if !letter {
            return Piece::Word { end: at, ascii, digits };
        }
        at += len;
        ascii = false;
    }
}

/// Length of a character beyond ASCII, and whether it is a letter or digit.
fn high(text: &str, at: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    match (bytes[at], bytes.get(at + 1)) {
        // Latin letters with marks, but for the signs of multiplication and division.
        (0xC3, Some(second)) => (2, !matches!(second, 0x97 | 0xB7)),
        (0xC4..=0xC9, _) => (2, true),
        // Letters of Cyrillic.
        (0xD0 | 0xD1, _) => (2, true),
        // General punctuation.
        (0xE2, Some(0x80)) => (3, false),
        // Ideographs, but for the signs at the end of each of their parts, and Hangul.
        (0xE4, Some(0x80..=0xB6)) | (0xE9, Some(0x80..=0xBE)) | (0xE5..=0xE8 | 0xEB | 0xEC, _) => (3, true),
        _ => {
            let letter = text[at..].chars().next().unwrap_or(' ');
            (letter.len_utf8(), letter.is_alphanumeric())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(piece) = piece(text, at) {
            if let Piece::Word { end, ascii, digits } = piece {
                assert_eq!(ascii, text[at..end].is_ascii(), "{text}");
                assert_eq!(digits, text[at..end].bytes().any(|byte| byte.is_ascii_digit()), "{text}");
                found.push(&text[at..end]);
            }
            at = piece.end(at);
        }
        found
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        for text in [
            "",
            "Wali kota, 5 Juni; “datang”.",
            "été 3×4 ä÷b Ǻ日本語 ʿain\u{a0}x \u{2003}y e\u{301}",
            "Привет, Ёж мир! ١٢٣ \u{3000}ไทย \u{4db5}\u{4dc0}\u{4e00}\u{9fff} 서울 시장",
        ] {
            let split: Vec<&str> =
                text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            assert_eq!(words(text), split, "{text}");
        }
    }

    #[test]
    fn a_word_has_one_hash_whatever_its_capitals_and_others_have_another() {
        let all = [
            "a",
            "b",
            "ab",
            "ba",
            "baca",
            "bacaa",
            "terjadi",
            "terjadinya",
            "pertanggungjawaban",
            "été",
            "мир",
        ];
        for word in all {
            let (upper, hash) = (word.to_uppercase(), hash_of(word, word.is_ascii()));
            assert_eq!(hash_of(&upper, upper.is_ascii()), hash, "{word}");
            let others = all.iter().filter(|other| hash_of(other, other.is_ascii()) == hash);
            assert_eq!(others.count(), 1, "{word}");
        }
    }

    #[test]
    fn a_sieve_lets_through_what_was_put_in() {
        let mut sieve: Sieve<u8> = Sieve::default();
        assert_eq!(sieve.get(hash(b"baca")), 0);
        *sieve.entry(hash(b"baca")) |= tells::PAGE;
        *sieve.entry(hash(b"baca")) |= tells::GLUED;
        assert_eq!((sieve.get(hash(b"Baca")), sieve.get(hash(b"juga"))), (tells::PAGE | tells::GLUED, 0));
        assert_eq!(sieve.values().len(), 1);
    }
}
