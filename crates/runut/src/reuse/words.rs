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

/// FNV-1a over the lower-case form of one word.
pub(crate) fn word_hash(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    for letter in word.chars() {
        if letter.is_ascii() {
            eat(letter.to_ascii_lowercase() as u8);
        } else {
            let mut bytes = [0; 4];
            for lower in letter.to_lowercase() {
                lower.encode_utf8(&mut bytes).bytes().for_each(&mut eat);
            }
        }
    }
    mix(hash)
}

/// Adds the words of `within`, at most until `found` holds `limit` of them.
///
/// A word is letters and digits, with single hyphens, apostrophes, and in numbers dots and commas, between them.
pub(crate) fn words(text: &str, within: Span, limit: usize, found: &mut Vec<Word>) {
    let stretch = within.of(text);
    let base = within.start as usize;
    let (mut first, mut gap) = (true, 2);
    let mut letters = stretch.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if !letter.is_alphanumeric() {
            gap += if letter == ' ' || letter == '\u{a0}' { 1 } else { 2 };
            first |= matches!(letter, '.' | '!' | '?' | ':' | '"' | '“' | '”' | '\n');
            continue;
        }
        if found.len() >= limit {
            return;
        }
        let number = letter.is_ascii_digit();
        let mut end = start + letter.len_utf8();
        while let Some(&(at, next)) = letters.peek() {
            let inner = matches!(next, '-' | '\'' | '\u{2019}') || (number && matches!(next, '.' | ','));
            let after = at + next.len_utf8();
            let goes_on = next.is_alphanumeric()
                || (inner && stretch[after..].chars().next().is_some_and(char::is_alphanumeric));
            if !goes_on {
                break;
            }
            end = after;
            letters.next();
        }
        let hash = word_hash(&stretch[start..end]);
        let span = Span::new(base + start, base + end);
        found.push(Word { hash, span, capital: letter.is_uppercase(), number, joined: gap == 1, first });
        (first, gap) = (false, 0);
    }
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
            ("", vec![]),
        ] {
            let mut found = Vec::new();
            words(text, Span::new(0, text.len()), usize::MAX, &mut found);
            let seen: Vec<&str> = found.iter().map(|word| word.span.of(text)).collect();
            assert_eq!(seen, expected, "{text}");
        }
    }

    #[test]
    fn a_word_is_the_same_in_capitals() {
        assert_eq!(word_hash("ÉCOLE"), word_hash("école"));
        assert_ne!(word_hash("batu"), word_hash("bata"));
    }
}
