//! The character set of a page, in this order: the byte order mark; UTF-8 where the bytes plainly are; UTF-16 where
//! every second byte is zero; what the server said; what the page says; what the bytes look like (chardetng).

use crate::model::Page;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page its own word on its character set is looked for; browsers look at 1,024 bytes, pages with long
/// comments need more.
const HEAD: usize = 4_096;

/// How much of a page is looked at where nobody says its character set, bytes.
const GUESSED: usize = 1 << 16;

/// The character set of a page, and the length of its mark.
pub(super) fn encoding(page: &Page) -> (&'static Encoding, usize) {
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
    detector.feed(&bytes[..bytes.len().min(GUESSED)], true);
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
