//! Pages that arrive as pushes of strings (`self.__next_f.push([1,"…"])`): the strings joined, and the texts in them.

use super::{Text, data, escaped};
use memchr::memmem;
use std::ops::Range;

const PUSH: &str = "__next_f.push([1,\"";

/// What is likely the article's text among the pushes of a page; all candidates.
pub(super) fn texts(html: &str, scripts: &[Range<usize>], titles: &[String]) -> Vec<Text> {
    let pieces: Vec<Range<usize>> =
        scripts.iter().filter_map(|script| pushed(html, script.clone())).collect();
    if pieces.is_empty() {
        return Vec::new();
    }
    let whole = escaped::read(html, &pieces);
    let rows = rows(&whole.text);
    let mut found: Vec<Text> =
        rows.iter().map(|row| Text::part(&whole.text, row.clone()).over(&whole.origin)).collect();
    // Between the rows of text stand rows of JSON.
    let mut at = 0;
    for row in rows.iter().cloned().chain(std::iter::once(whole.text.len()..whole.text.len())) {
        if let Some(text) = data::text(&whole.text, at..row.start, titles) {
            found.push(text.over(&whole.origin));
        }
        at = row.end;
    }
    found
}

/// The string that a script pushes.
fn pushed(html: &str, script: Range<usize>) -> Option<Range<usize>> {
    let words = &html[script.clone()];
    let start = memmem::find(words.as_bytes(), PUSH.as_bytes())? + PUSH.len();
    let end = memmem::rfind(words.as_bytes(), b"\"])")?;
    (start <= end).then(|| script.start + start..script.start + end)
}

/// Rows of text: a number, `:T`, their length in bytes, a comma, and the text.
fn rows(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), b":T") {
        let digits = text[at + 2..].bytes().take_while(u8::is_ascii_hexdigit).take(8).count();
        let start = at + 2 + digits + 1;
        let known = found.last().map_or(0, |row| row.end);
        let row = text.as_bytes().get(start - 1) == Some(&b',') && at >= known;
        let Some(len) = usize::from_str_radix(&text[at + 2..at + 2 + digits], 16).ok().filter(|_| row) else {
            continue;
        };
        let mut end = start.saturating_add(len).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        if text.is_char_boundary(start) && start < end {
            found.push(start..end);
        }
    }
    found
}
