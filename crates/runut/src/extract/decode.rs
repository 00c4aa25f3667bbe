//! Page bytes to text, with the way back to the bytes.
//!
//! The character set is, in this order: the byte order mark; UTF-8 where the bytes plainly are; UTF-16 where every
//! second byte is zero; what the server said; what the page says; what the bytes look like (chardetng).

use crate::model::{Origin, Page, Span, Stretch};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Text, and where each piece of it stands on the page.
pub(crate) struct Decoded<'p> {
    /// The text.
    pub text: Cow<'p, str>,
    /// From the text to the page's bytes.
    pub origin: Origin,
}

/// How far into a page its own word on its character set is looked for; browsers look at 1,024 bytes, pages with long
/// comments need more.
const HEAD: usize = 4_096;

/// Decodes a page. Broken sequences become U+FFFD and reading goes on.
pub(crate) fn decode(page: &Page) -> Decoded<'_> {
    if let Some(text) = plain_utf8(&page.bytes) {
        let mut origin = Origin::default();
        origin.push(stretch(0, text.len(), 0, text.len()));
        return Decoded { text: Cow::Borrowed(text), origin };
    }
    let (encoding, mark) = encoding(page);
    let body = &page.bytes[mark..];
    if encoding == UTF_8 {
        return utf8(body, mark);
    }
    stepwise(encoding, body, mark)
}

/// The bytes as they stand, where they are UTF-8 beyond doubt: nearly all pages.
fn plain_utf8(bytes: &[u8]) -> Option<&str> {
    // Zeros may be UTF-16 without a mark, escapes ISO-2022-JP.
    let doubtful = bytes.starts_with(&[0xEF, 0xBB, 0xBF]) || memchr::memchr2(0, 0x1B, bytes).is_some();
    if doubtful { None } else { std::str::from_utf8(bytes).ok() }
}

fn encoding(page: &Page) -> (&'static Encoding, usize) {
    let bytes = page.bytes.as_slice();
    if let Some(found) = Encoding::for_bom(bytes) {
        return found;
    }
    if let Some(wide) = utf16_without_mark(bytes) {
        return (wide, 0);
    }
    let said = page.content_type.as_deref().and_then(|value| charset_in(value.as_bytes()));
    let said = said.or_else(|| charset_in(&bytes[..bytes.len().min(HEAD)])).filter(|said| {
        // Such a claim in a page of single bytes contradicts itself.
        *said != UTF_16LE && *said != UTF_16BE
    });
    if said == Some(ISO_2022_JP) {
        return (ISO_2022_JP, 0);
    }
    let (good, bad) = utf8_sequences(bytes);
    if bad == 0 || good > bad || (said == Some(UTF_8) && good >= bad) {
        return (UTF_8, 0);
    }
    if let Some(said) = said.filter(|said| *said != UTF_8) {
        return (said, 0);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    (detector.guess(None, chardetng::Utf8Detection::Deny), 0)
}

/// UTF-16 that begins without a mark: most bytes on one side of the pairs are zero, few on the other.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 > half * 6 && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 6 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The character set named after `charset` (or `encoding`, as XML has it).
fn charset_in(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    for key in [&b"charset"[..], b"encoding"] {
        for at in memchr::memmem::find_iter(&lower, key) {
            let rest = &lower[at + key.len()..];
            let space = |byte: &u8| byte.is_ascii_whitespace();
            let rest = &rest[rest.iter().take_while(|byte| space(byte)).count()..];
            let Some(rest) = rest.strip_prefix(b"=") else { continue };
            let quote = |byte: &u8| space(byte) || matches!(byte, b'"' | b'\'');
            let rest = &rest[rest.iter().take_while(|byte| quote(byte)).count()..];
            let name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
            let label = &rest[..rest.iter().take_while(|byte| name(byte)).count()];
            if let Some(encoding) = Encoding::for_label(label) {
                return Some(encoding);
            }
        }
    }
    None
}

/// How many sequences of several bytes are right, and how many bytes are wrong.
fn utf8_sequences(bytes: &[u8]) -> (usize, usize) {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    (good, bad)
}

fn stretch(text: usize, text_len: usize, page: usize, page_len: usize) -> Stretch {
    Stretch { text: text as u32, text_len: text_len as u32, page: page as u32, page_len: page_len as u32 }
}

fn utf8(body: &[u8], mark: usize) -> Decoded<'_> {
    let mut origin = Origin::default();
    if let Ok(text) = std::str::from_utf8(body) {
        origin.push(stretch(0, text.len(), mark, text.len()));
        return Decoded { text: Cow::Borrowed(text), origin };
    }
    let mut text = String::with_capacity(body.len());
    let mut at = mark;
    for chunk in body.utf8_chunks() {
        origin.push(stretch(text.len(), chunk.valid().len(), at, chunk.valid().len()));
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            push_apart(&mut origin, stretch(text.len(), 3, at, chunk.invalid().len()));
            text.push('\u{FFFD}');
            at += chunk.invalid().len();
        }
    }
    Decoded { text: Cow::Owned(text), origin }
}

/// Adds a stretch that must not be cut, even where its lengths happen to agree.
fn push_apart(origin: &mut Origin, stretch: Stretch) {
    if stretch.text_len > 0 {
        origin.stretches.push(stretch);
    }
}

/// Decodes byte by byte wherever text and bytes differ, so that each character is led back to its own bytes.
fn stepwise(encoding: &'static Encoding, body: &[u8], mark: usize) -> Decoded<'static> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(body.len());
    let mut origin = Origin::default();
    let plain = encoding.is_ascii_compatible();
    let mut buffer = [0u8; 64];
    let (mut at, mut pending) = (0, 0);
    loop {
        if plain && pending == at {
            let run = body[at..].iter().take_while(|byte| byte.is_ascii()).count();
            // The bytes are ASCII, so they are text.
            text.push_str(std::str::from_utf8(&body[at..at + run]).unwrap_or_default());
            origin.push(stretch(text.len() - run, run, mark + at, run));
            at += run;
            pending = at;
        }
        let last = at >= body.len();
        let input = if last { &[][..] } else { &body[at..at + 1] };
        let (_, _, written, _) = decoder.decode_to_utf8(input, &mut buffer, last);
        if written > 0 {
            let piece = std::str::from_utf8(&buffer[..written]).unwrap_or("\u{FFFD}");
            let end = (at + 1).min(body.len());
            push_apart(&mut origin, stretch(text.len(), piece.len(), mark + pending, end - pending));
            text.push_str(piece);
            pending = end;
        }
        if last {
            return Decoded { text: Cow::Owned(text), origin };
        }
        at += 1;
    }
}

/// The way from a text over an inner text to the page: `inner` leads from the outermost text to the decoded one,
/// `outer` from there to the bytes.
pub(crate) fn compose(inner: &Origin, outer: &Origin) -> Origin {
    if let [only] = outer.stretches[..]
        && only.text_len == only.page_len
    {
        // The page is its own text, behind a mark at most.
        let shifted = |step: &Stretch| Stretch { page: step.page - only.text + only.page, ..*step };
        return Origin { stretches: inner.stretches.iter().map(shifted).collect() };
    }
    let mut composed = Origin::default();
    for step in &inner.stretches {
        let there = Span { start: step.page, end: step.page + step.page_len };
        if step.text_len == step.page_len {
            part(outer, there, step.text, &mut composed);
        } else if let Some((start, end)) = outer.page_range(there) {
            composed.stretches.push(Stretch { page: start, page_len: end - start, ..*step });
        }
    }
    composed
}

/// Adds to `out`, from position `at` on, the way to the page that `origin` has for `span`.
pub(crate) fn part(origin: &Origin, span: Span, at: u32, out: &mut Origin) {
    let first = origin.stretches.partition_point(|s| s.text + s.text_len <= span.start);
    for step in origin.stretches[first..].iter().take_while(|s| s.text < span.end) {
        let start = step.text.max(span.start);
        let end = (step.text + step.text_len).min(span.end);
        let text = at + (start - span.start);
        if step.text_len == step.page_len {
            out.push(Stretch {
                text,
                text_len: end - start,
                page: step.page + (start - step.text),
                page_len: end - start,
            });
        } else {
            push_apart(out, Stretch { text, text_len: end - start, ..*step });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(bytes: &[u8], content_type: Option<&str>) -> Page {
        Page { content_type: content_type.map(str::to_owned), ..Page::new("test", bytes.to_vec()) }
    }

    fn bytes_of(decoded: &Decoded<'_>, word: &str) -> (u32, u32) {
        let at = decoded.text.find(word).expect("the word is there");
        decoded.origin.page_range(Span::new(at, at + word.len())).expect("printed on the page")
    }

    #[test]
    fn every_character_set_leads_back_to_its_bytes() {
        let wide: Vec<u8> = "Pâté kota – 5 €".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut marked = vec![0xFF, 0xFE];
        marked.extend(&wide);
        let mut utf8_marked = vec![0xEF, 0xBB, 0xBF];
        utf8_marked.extend("Pâté kota – 5 €".as_bytes());
        for (bytes, content_type, word, expected) in [
            ("Pâté kota – 5 €".as_bytes(), None, "kota", (7, 11)),
            (&utf8_marked, None, "kota", (10, 14)),
            (&wide, None, "kota", (10, 18)),
            (&marked, None, "kota", (12, 20)),
            (b"P\xE2t\xE9 kota \x96 5 \x80", Some("text/plain; charset=windows-1252"), "kota", (5, 9)),
            (b"P\xE2t\xE9 kota \x96 5 \x80", Some("text/plain; charset=windows-1252"), "€", (14, 15)),
            (b"<meta charset='iso-8859-1'>P\xE2t\xE9 kota", None, "kota", (32, 36)),
            (b"\x93\xFA\x96{ kota", Some("text/html; charset=shift_jis"), "本", (2, 4)),
        ] {
            let page = page(bytes, content_type);
            let decoded = decode(&page);
            assert_eq!(bytes_of(&decoded, word), expected, "{:?}", decoded.text);
        }
    }

    #[test]
    fn broken_utf8_is_replaced_and_the_rest_is_read() {
        let page = page("Pâté – kota \u{20ac} “a”\n".as_bytes(), None);
        let mut bytes = page.bytes.clone();
        bytes.extend(b"\xE2\x80 rusak \xFF ujung");
        let page = Page::new("test", bytes);
        let decoded = decode(&page);
        assert!(decoded.text.ends_with("\u{FFFD} rusak \u{FFFD} ujung"), "{:?}", decoded.text);
        let (start, end) = bytes_of(&decoded, "ujung");
        assert_eq!(&page.bytes[start as usize..end as usize], b"ujung");
    }
}
