//! Words as numbers: what copies and stories compare. Faster than `segment::tokens`, and without its strings.

use crate::model::{Article, BlockKind, Span};

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Hash of its lower-case letters.
    pub hash: u64,
    /// Where it stands.
    pub span: Span,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it begins with a digit.
    pub number: bool,
    /// Whether a single blank parts it from the word before, so that both may be one name.
    pub joined: bool,
    /// Whether it begins a sentence, as far as marks tell.
    pub first: bool,
}

/// Spreads the bits of a hash; the finaliser of MurmurHash3 (Appleby 2011).
pub(crate) fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

pub(super) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of FNV-1a; a unit is a byte or a letter.
pub(super) fn eaten(hash: u64, unit: impl Into<u64>) -> u64 {
    (hash ^ unit.into()).wrapping_mul(0x0100_0000_01b3)
}

/// A letter's lower-case bytes.
fn with_letter(hash: u64, letter: char) -> u64 {
    if letter.is_ascii() {
        return eaten(hash, letter.to_ascii_lowercase() as u8);
    }
    let mut bytes = [0; 4];
    letter.to_lowercase().fold(hash, |hash, lower| lower.encode_utf8(&mut bytes).bytes().fold(hash, eaten))
}

/// FNV-1a over the lower-case form of one word.
pub(crate) fn word_hash(word: &str) -> u64 {
    mix(word.chars().fold(SEED, with_letter))
}

/// The lower-case byte of an ASCII letter or digit; 0 for all others.
pub(super) const FOLD: [u8; 256] = {
    let mut table = [0u8; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// The letter at a byte of a text; ASCII without decoding.
fn letter_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if *byte < 0x80 => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Adds the words of `within`, at most until `found` holds `limit` of them.
///
/// A word is letters and digits, with single hyphens, apostrophes, and in numbers dots and commas, between them. Read
/// byte by byte: most text is ASCII, and its letters need no decoding.
pub(crate) fn words(text: &str, within: Span, limit: usize, found: &mut Vec<Word>) {
    let stretch = within.of(text);
    let bytes = stretch.as_bytes();
    let base = within.start as usize;
    let (mut first, mut gap) = (true, 2u32);
    let mut at = 0;
    while let Some(letter) = letter_at(stretch, at) {
        if FOLD[bytes[at] as usize] == 0 && !letter.is_alphanumeric() {
            gap = gap.saturating_add(if letter == ' ' || letter == '\u{a0}' { 1 } else { 2 });
            first |= matches!(letter, '.' | '!' | '?' | ':' | '"' | '“' | '”' | '\n');
            at += letter.len_utf8();
            continue;
        }
        if found.len() >= limit {
            return;
        }
        let start = at;
        let hash;
        (at, hash) = word_at(stretch, start);
        let span = Span::new(base + start, base + at);
        let number = letter.is_ascii_digit();
        found.push(Word { hash, span, capital: letter.is_uppercase(), number, joined: gap == 1, first });
        (first, gap) = (false, 0);
    }
}

/// One past the word that begins at `at`, and its hash.
fn word_at(text: &str, mut at: usize) -> (usize, u64) {
    let bytes = text.as_bytes();
    let number = bytes[at].is_ascii_digit();
    let goes_on = |at: usize| letter_at(text, at).is_some_and(char::is_alphanumeric);
    let mut hash = SEED;
    while at < bytes.len() {
        let folded = FOLD[bytes[at] as usize];
        if folded != 0 {
            hash = eaten(hash, folded);
            at += 1;
            continue;
        }
        let Some(letter) = letter_at(text, at) else { break };
        let inner = matches!(letter, '-' | '\'' | '\u{2019}') || (number && matches!(letter, '.' | ','));
        let after = at + letter.len_utf8();
        if !(letter.is_alphanumeric() || inner && goes_on(after)) {
            break;
        }
        hash = with_letter(hash, letter);
        at = after;
    }
    (at, mix(hash))
}

/// The words of the article's own prose: paragraphs, standfirst, quotations and lists; no headlines, no captions.
/// An article without blocks is all prose.
pub(crate) fn prose(article: &Article, limit: usize) -> Vec<Word> {
    let mut found = Vec::new();
    if article.blocks.is_empty() {
        words(&article.text, Span::new(0, article.text.len()), limit, &mut found);
    }
    for block in article.blocks.iter().filter(|block| is_prose(block.kind)) {
        words(&article.text, block.span, limit, &mut found);
    }
    found
}

/// Whether a block's words are the article's own prose.
pub(crate) fn is_prose(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Lead | BlockKind::Quote | BlockKind::List)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits_with_marks_between_them() {
        for (text, expected) in [
            ("Rumah-rumah di Kota Lama.", vec!["Rumah-rumah", "di", "Kota", "Lama"]),
            ("10.000 orang, 2,5 km", vec!["10.000", "orang", "2,5", "km"]),
            ("“Ya,” katanya – lalu…", vec!["Ya", "katanya", "lalu"]),
            ("Élan naïf\u{a0}straße don’t -x- 5.", vec!["Élan", "naïf", "straße", "don’t", "x", "5"]),
            ("", vec![]),
        ] {
            let mut found = Vec::new();
            words(text, Span::new(0, text.len()), usize::MAX, &mut found);
            let seen: Vec<&str> = found.iter().map(|word| word.span.of(text)).collect();
            assert_eq!(seen, expected, "{text}");
            assert!(found.iter().all(|word| word.hash == word_hash(word.span.of(text))), "{text}");
        }
    }

    #[test]
    fn a_word_is_the_same_in_capitals() {
        assert_eq!(word_hash("ÉCOLE"), word_hash("école"));
        assert_ne!(word_hash("batu"), word_hash("bata"));
    }
}
