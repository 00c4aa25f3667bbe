//! The words of a text: what every text stage reads.

use super::Span;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Most tokens of one sentence that are read for names, times and figures. The longest of 5,790 sentences of news has
/// some hundred; what has a thousand is a list that lost its lines, or made to be slow.
const LONGEST_SENTENCE: usize = 1_000;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and dots ("bertahun-tahun", "People's", "iNews.id", "U.S").
    Word,
    /// Digits, with inner dots and commas ("10.000", "2,6", "19").
    Number,
    /// Any other single character.
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// Whether all its letters are capitals, and there are at least two.
    pub upper: bool,
    /// Whether white space (or the start of a block) stands before it.
    pub spaced: bool,
    lower: (u32, u32),
    hash: u64,
}

/// A word in lower case with its hash, made once for all that look it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word.
    pub text: &'t str,
    pub(crate) hash: u64,
}

impl<'t> Word<'t> {
    /// A word that is no token.
    pub fn of(text: &'t str) -> Self {
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        Self { text, hash: hasher.finish() }
    }
}

impl Hash for Word<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

impl Token {
    /// Whether it is a word.
    #[inline]
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is a number.
    #[inline]
    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }
}

/// All tokens of an article's blocks, in order, with their lower-case forms.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    all: Vec<Token>,
    lower: String,
}

impl Tokens {
    /// Adds a token whose words are `text`.
    pub fn push(&mut self, span: Span, kind: TokenKind, text: &str, spaced: bool) {
        let start = self.lower.len() as u32;
        if text.is_ascii() {
            return self.push_ascii(span, kind, text, spaced);
        }
        let (mut capital, mut letters, mut all_upper) = (false, 0u32, true);
        for (at, letter) in text.chars().enumerate() {
            if letter.is_uppercase() {
                capital |= at == 0;
            } else if letter.is_alphabetic() {
                all_upper = false;
            }
            letters += u32::from(letter.is_alphabetic());
            // U+2019 is how most pages print an apostrophe; packs are written with the plain one.
            if letter == '\u{2019}' {
                self.lower.push('\'');
            } else if letter.is_ascii() {
                self.lower.push(letter.to_ascii_lowercase());
            } else {
                self.lower.extend(letter.to_lowercase());
            }
        }
        self.end(Token {
            span,
            kind,
            capital,
            upper: all_upper && letters >= 2,
            spaced,
            lower: (start, 0),
            hash: 0,
        });
    }

    /// The same for words without letters beyond ASCII.
    fn push_ascii(&mut self, span: Span, kind: TokenKind, text: &str, spaced: bool) {
        let start = self.lower.len() as u32;
        self.lower.push_str(text);
        self.lower[start as usize..].make_ascii_lowercase();
        let (mut upper, mut small) = (0u32, 0u32);
        for byte in text.bytes() {
            upper += u32::from(byte.is_ascii_uppercase());
            small += u32::from(byte.is_ascii_lowercase());
        }
        let capital = text.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        let upper = small == 0 && upper >= 2;
        self.end(Token { span, kind, capital, upper, spaced, lower: (start, 0), hash: 0 });
    }

    /// Adds a token whose lower-case form has just been written.
    fn end(&mut self, mut token: Token) {
        let start = token.lower.0;
        token.lower.1 = self.lower.len() as u32;
        token.hash = Word::of(&self.lower[start as usize..]).hash;
        self.all.push(token);
    }

    /// The lower-case form of a token, apostrophes made plain.
    #[inline]
    pub fn lower(&self, at: usize) -> &str {
        let (start, end) = self.all[at].lower;
        &self.lower[start as usize..end as usize]
    }

    /// The lower-case form of a token with its hash.
    #[inline]
    pub fn word(&self, at: usize) -> Word<'_> {
        Word { text: self.lower(at), hash: self.all[at].hash }
    }

    /// The indices of the tokens that start inside `span`.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.all.partition_point(|token| token.span.start < span.start);
        let end = self.all.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// The tokens of a sentence, as far as the stages read it.
    pub fn of_sentence(&self, sentence: Span) -> std::ops::Range<usize> {
        let all = self.within(sentence);
        all.start..all.end.min(all.start + LONGEST_SENTENCE)
    }

    /// Whether the token is this mark.
    #[inline]
    pub fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.all.get(at).is_some_and(|token| token.kind == TokenKind::Mark) && self.lower(at) == mark
    }
}

impl std::ops::Deref for Tokens {
    type Target = [Token];
    #[inline]
    fn deref(&self) -> &[Token] {
        &self.all
    }
}
