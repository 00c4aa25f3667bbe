//! What kind of page some bytes are: HTML, text, JSON Lines of articles, or nothing we read.

use crate::model::PageKind;
use std::cell::LazyCell;

/// What the first bytes of other kinds of files look like.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xD0\xCF\x11\xE0", "an office document"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
    (b"RIFF", "a sound or film"),
];

/// What the bytes are when they are no text, judged by their first ones and by control characters.
pub(crate) fn binary(bytes: &[u8], text: &str) -> Option<String> {
    if let Some((_, name)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Some((*name).to_owned());
    }
    let head = || text.chars().take(4_096);
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r');
    if text.bytes().take(4 * 4_096).all(|byte| plain(&byte)) {
        return None;
    }
    // Words of another script that went through the wrong character set are full of these, and are text all the same;
    // bytes that are no UTF-8 and give them are noise.
    let garbled = LazyCell::new(|| std::str::from_utf8(bytes).is_ok());
    let odd = |c: &char| match *c {
        '\t' | '\n' | '\r' | '\u{c}' | '\u{1b}' => false,
        '\u{80}'..='\u{9f}' => !*garbled,
        '\u{FFFD}' => true,
        c => c.is_control(),
    };
    let strange = head().filter(odd).count();
    // One in ten: broken text has a few, noise has a third or more.
    let size = head().count();
    (strange * 10 > size).then(|| format!("{strange} of the first {size} characters are no text"))
}

/// The kind of a page, from its text.
pub(crate) fn kind(text: &str) -> PageKind {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if start.starts_with('{') {
        let line = start.lines().next().unwrap_or("");
        if serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line).is_ok() {
            return PageKind::Jsonl;
        }
        // A broken first line of articles is still a line of articles.
        if ["\"id\"", "\"text\"", "\"content\"", "\"title\""].iter().any(|key| line.contains(key)) {
            return PageKind::Jsonl;
        }
    }
    let begins = |mark: &str| {
        start.as_bytes().get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark.as_bytes()))
    };
    if ["<!doctype", "<html", "<?xml"].into_iter().any(begins) {
        return PageKind::Html;
    }
    let mut end = start.len().min(1 << 16);
    while !start.is_char_boundary(end) {
        end -= 1;
    }
    let head = start[..end].to_ascii_lowercase();
    const TAGS: &[&str] = &[
        "<html", "<body", "<p>", "<p ", "<div", "<br", "<a href", "<span", "<meta", "<title", "<h1",
        "<article", "<script", "</p>",
    ];
    let found = TAGS.iter().filter(|tag| head.contains(*tag)).count();
    if found >= 2 || (found == 1 && head.starts_with('<')) { PageKind::Html } else { PageKind::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_told_from_the_content() {
        for (text, expected) in [
            ("<!DOCTYPE html><p>Pasar", PageKind::Html),
            ("\n<p>Pasar lama", PageKind::Html),
            ("Pasar lama\n\nDibuka lagi.", PageKind::Text),
            ("Harga < 5 dan > 3", PageKind::Text),
            ("{\"id\":\"a\",\"text\":\"Pasar\"}\n", PageKind::Jsonl),
            ("{\"id\":\"a\",\"text\":\"Pas\n{\"id\":\"b\",\"text\":\"Pasar\"}", PageKind::Jsonl),
            ("{kurung} kurawal", PageKind::Text),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }

    #[test]
    fn noise_is_told_from_text() {
        assert!(binary(b"%PDF-1.4", "%PDF-1.4").is_some());
        assert!(binary(b"", "\u{1}\u{2}\u{3}abc").is_some());
        assert!(binary(b"", "Pasar lama dibuka \u{FFFD} lagi.").is_none());
    }
}
