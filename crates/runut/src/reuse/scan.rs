//! The words of a text as hashes, read byte by byte: all that the copy search compares.
//!
//! A word is a run of letters and digits; every mark parts words, so that "don't" is the same words whatever apostrophe
//! an outlet prints. In scripts that put no blanks between words every letter is one.

use super::words::{FOLD, SEED, eaten};
use crate::model::{Article, Span};

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Hash of its lower-case letters.
    pub hash: u64,
    /// First byte.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// What stands before it, since the word before.
    pub before: Before,
}

/// What parts a word from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Before {
    /// Blanks and marks inside a sentence.
    Inside,
    /// The end of a sentence or of a line.
    End,
    /// A quotation mark.
    Mark,
}

/// Adds every word of a stretch, in order.
pub(crate) fn scan(text: &str, within: Span, found: &mut Vec<Token>) {
    let end = (within.end as usize).min(text.len());
    let bytes = &text.as_bytes()[..end];
    let (mut at, mut before) = (within.start as usize, Before::End);
    while at < end {
        let byte = bytes[at];
        if FOLD[byte as usize] == 0 && byte < 0x80 {
            match byte {
                b'"' => before = Before::Mark,
                // The dot of "10.000" and of "kompas.com" ends nothing.
                b'.' | b'!' | b'?' if bytes.get(at + 1).is_none_or(|next| FOLD[*next as usize] == 0) => {
                    before = before.max(Before::End);
                }
                b'\n' => before = before.max(Before::End),
                _ => {}
            }
            at += 1;
            continue;
        }
        let start = at;
        let mut hash = SEED;
        while at < end {
            let folded = FOLD[bytes[at] as usize];
            if folded != 0 {
                hash = eaten(hash, folded);
                at += 1;
                continue;
            }
            let Some(letter) = (bytes[at] >= 0x80).then(|| letter_at(text, at)).flatten() else { break };
            if !letter.is_alphanumeric() || (is_word_alone(letter) && at > start) {
                break;
            }
            for lower in letter.to_lowercase() {
                hash = eaten(hash, lower);
            }
            at += letter.len_utf8();
            if is_word_alone(letter) {
                break;
            }
        }
        if at > start {
            found.push(Token { hash: hash ^ (hash >> 31), start: start as u32, end: at as u32, before });
            before = Before::Inside;
            continue;
        }
        let mark = letter_at(text, at);
        match mark {
            Some('“' | '”' | '«' | '»' | '„') => before = Before::Mark,
            Some('。' | '！' | '？' | '…' | '؟' | '।') => before = before.max(Before::End),
            _ => {}
        }
        at += mark.map_or(1, char::len_utf8);
    }
}

fn letter_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Whether a letter is of a script that puts no blanks between words: Thai, Lao, Burmese, Khmer, kana, Han.
fn is_word_alone(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// The words of the article's own prose: no headlines, no captions. An article without blocks is all prose.
pub(crate) fn prose(article: &Article) -> Vec<Token> {
    // Six bytes to a word with its blank, in most languages; more grow it once.
    let mut found = Vec::with_capacity(article.text.len() / 6);
    if article.blocks.is_empty() {
        scan(&article.text, Span::new(0, article.text.len()), &mut found);
    }
    for block in article.blocks.iter().filter(|block| super::words::is_prose(block.kind)) {
        scan(&article.text, block.span, &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Token> {
        let mut found = Vec::new();
        scan(text, Span::new(0, text.len()), &mut found);
        found
    }

    #[test]
    fn every_mark_parts_words_and_no_word_is_lost() {
        for (text, expected) in [
            ("Rumah-rumah di Kota Lama.", vec!["Rumah", "rumah", "di", "Kota", "Lama"]),
            ("10.000 orang, 2,5 km", vec!["10", "000", "orang", "2", "5", "km"]),
            ("“Ya,” katanya – lalu…", vec!["Ya", "katanya", "lalu"]),
            ("Élan naïf\u{a0}straße", vec!["Élan", "naïf", "straße"]),
            ("他说ok", vec!["他", "说", "ok"]),
            ("", vec![]),
            ("…", vec![]),
        ] {
            let seen: Vec<&str> =
                words(text).iter().map(|word| &text[word.start as usize..word.end as usize]).collect();
            assert_eq!(seen, expected, "{text}");
        }
    }

    #[test]
    fn a_word_is_the_same_in_capitals_and_under_any_apostrophe() {
        let hashes = |text: &str| -> Vec<u64> { words(text).iter().map(|word| word.hash).collect() };
        assert_eq!(hashes("ÉCOLE Don't"), hashes("école don’t"));
        assert_ne!(hashes("batu"), hashes("bata"));
    }

    #[test]
    fn sentences_and_quotations_are_told_apart_and_numbers_are_whole() {
        let before = |text: &str| -> Vec<Before> { words(text).iter().map(|word| word.before).collect() };
        use Before::{End, Inside, Mark};
        for (text, expected) in [
            ("Satu dua. Tiga", vec![End, Inside, End]),
            ("Kata dia, \"Satu dua.\" Tiga", vec![End, Inside, Mark, Inside, Mark]),
            ("di kompas.com pada 10.000", vec![End, Inside, Inside, Inside, Inside, Inside]),
            ("baris\nlain", vec![End, End]),
        ] {
            assert_eq!(before(text), expected, "{text}");
        }
    }
}
