//! Between bytes, in which the engine counts, and code points, in which everybody else does.

use crate::model::Span;
use serde::Serialize;

/// Bytes between two marks of the table: small enough to count through, large enough to keep the table small.
const STEP: usize = 64;

/// A half-open range of Unicode code points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// The code points of one text: made in one pass, asked as often as needed.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before each `STEP`th byte; empty for a text of ASCII, where both counts are one.
    marks: Vec<u32>,
    total: usize,
}

impl<'t> CodePoints<'t> {
    /// Counts through the text once.
    pub fn of(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, marks: Vec::new(), total: text.len() };
        }
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut total = 0;
        for part in text.as_bytes().chunks(STEP) {
            marks.push(total as u32);
            total += starts(part);
        }
        Self { text, marks, total }
    }

    /// How many code points stand before this byte.
    pub fn before(&self, byte: u32) -> usize {
        let byte = (byte as usize).min(self.text.len());
        if self.marks.is_empty() {
            return byte;
        }
        match self.marks.get(byte / STEP) {
            Some(mark) => *mark as usize + starts(&self.text.as_bytes()[byte / STEP * STEP..byte]),
            None => self.total,
        }
    }

    /// The span in code points.
    pub fn place(&self, span: Span) -> Place {
        Place { start: self.before(span.start), end: self.before(span.end) }
    }

    /// The byte at which this code point begins; the text's length for the end; `None` beyond it.
    pub fn byte(&self, point: usize) -> Option<u32> {
        if point >= self.total {
            return (point == self.total).then_some(self.text.len() as u32);
        }
        if self.marks.is_empty() {
            return Some(point as u32);
        }
        let part = self.marks.partition_point(|mark| *mark as usize <= point) - 1;
        let mut left = point - self.marks[part] as usize;
        let from = part * STEP;
        for (at, byte) in self.text.as_bytes()[from..].iter().enumerate() {
            if is_start(*byte) {
                if left == 0 {
                    return Some((from + at) as u32);
                }
                left -= 1;
            }
        }
        None
    }

    /// The bytes of a range of code points; `None` where the text has no such range.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        let span = Span { start: self.byte(start)?, end: self.byte(end)? };
        (span.start <= span.end).then_some(span)
    }
}

/// Whether the byte begins a code point: it is no continuation byte of UTF-8.
fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_start(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_is_counted_as_the_characters_before_it() {
        let long = "“Kami siap,” kata Menteri Ñoño 👍🏽 é — ".repeat(9);
        for text in ["", "abc", "“a”", "é", long.as_str()] {
            let points = CodePoints::of(text);
            let ends = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
            for (expected, byte) in ends.enumerate() {
                assert_eq!(points.before(byte as u32), expected, "{text:?} byte {byte}");
                assert_eq!(points.byte(expected), Some(byte as u32), "{text:?} point {expected}");
            }
            assert_eq!(points.byte(text.chars().count() + 1), None, "{text:?}");
        }
    }

    #[test]
    fn a_range_that_the_text_has_not_is_none() {
        let points = CodePoints::of("“a”");
        assert_eq!(points.span(1, 2), Some(Span { start: 3, end: 4 }));
        assert_eq!(points.span(2, 1), None);
        assert_eq!(points.span(0, 4), None);
    }
}
