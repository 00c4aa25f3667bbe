//! Strings as JSON and scripts write them: their letters, each with the way back to the bytes it was written in.

use super::Text;
use crate::model::{Origin, Stretch};
use std::ops::Range;

/// Reads the pieces of a text between quotation marks, one behind the other.
pub(super) fn read(source: &str, pieces: &[Range<usize>]) -> Text {
    let mut out = Text { text: String::new(), origin: Origin::default() };
    pieces.iter().for_each(|piece| append(source, piece.clone(), &mut out));
    out
}

/// Adds one piece.
fn append(source: &str, range: Range<usize>, out: &mut Text) {
    let mut at = range.start;
    while at < range.end {
        let run = memchr::memchr(b'\\', &source.as_bytes()[at..range.end]).unwrap_or(range.end - at);
        push(out, &source[at..at + run], at..at + run);
        at += run;
        if at < range.end {
            let (letter, len) = escape(&source[at..range.end]);
            push(out, letter.encode_utf8(&mut [0; 4]), at..at + len);
            at += len;
        }
    }
}

fn push(out: &mut Text, text: &str, place: Range<usize>) {
    let start = out.text.len() as u32;
    out.text.push_str(text);
    out.origin.push(Stretch {
        text: start,
        text_len: text.len() as u32,
        page: place.start as u32,
        page_len: place.len() as u32,
    });
}

/// The letter that a text beginning with a backslash writes, and its bytes.
fn escape(text: &str) -> (char, usize) {
    let hex = |at: usize, len: usize| u32::from_str_radix(text.get(at..at + len)?, 16).ok();
    let Some(mark) = text[1..].chars().next() else { return (' ', text.len()) };
    match mark {
        'n' => ('\n', 2),
        't' | 'r' | 'b' | 'f' => (' ', 2),
        'x' => hex(2, 2).and_then(char::from_u32).map_or((mark, 2), |letter| (printed(letter), 4)),
        'u' => match (hex(2, 4), text.get(6..8) == Some("\\u")) {
            (Some(first @ 0xd800..=0xdbff), true) => match hex(8, 4) {
                Some(second @ 0xdc00..=0xdfff) => {
                    let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                    (char::from_u32(code).unwrap_or('\u{fffd}'), 12)
                }
                _ => ('\u{fffd}', 6),
            },
            (Some(code), _) => (char::from_u32(code).map_or('\u{fffd}', printed), 6),
            (None, _) => (mark, 2),
        },
        other => (other, 1 + other.len_utf8()),
    }
}

/// A control character, which prints nothing, as a blank.
fn printed(letter: char) -> char {
    if letter.is_control() && letter != '\n' { ' ' } else { letter }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::Span;

    #[test]
    fn every_letter_leads_back_to_what_wrote_it() {
        let source = r#""Pasar \u00e9 \"lama\"\n\ud83d\ude00 \x3cb\x3e \u0007\uzz \ud800""#;
        let found = read(source, std::slice::from_ref(&(1..source.len() - 1)));
        assert_eq!(found.text, "Pasar é \"lama\"\n😀 <b>  uzz \u{fffd}");
        for (text, bytes) in [("é", "\\u00e9"), ("lama", "lama"), ("😀", "\\ud83d\\ude00"), ("<", "\\x3c")]
        {
            let at = found.text.find(text).expect("it is there");
            let (from, to) = found.origin.page_range(Span::new(at, at + text.len())).expect("it was written");
            assert_eq!(&source[from as usize..to as usize], bytes, "{text}");
        }
        for odd in ["\\", "\\u", "\\u12", "\\x", "a\\ud800\\u", "\\é"] {
            assert!(read(odd, std::slice::from_ref(&(0..odd.len()))).text.len() <= odd.len() + 2, "{odd}");
        }
    }
}
