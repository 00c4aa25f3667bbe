//! Page bytes to text, with the way back to the bytes.

use super::charset;
use crate::model::{Origin, Page, Span, Stretch};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Text, and where each piece of it stands on the page.
pub(crate) struct Decoded<'p> {
    /// The text.
    pub text: Cow<'p, str>,
    /// From the text to the page's bytes.
    pub origin: Origin,
}

/// Decodes a page. Broken sequences become U+FFFD and reading goes on.
pub(crate) fn decode(page: &Page) -> Decoded<'_> {
    if let Some(text) = plain_utf8(&page.bytes) {
        let mut origin = Origin::default();
        origin.push(stretch(0, text.len(), 0, text.len()));
        return Decoded { text: Cow::Borrowed(text), origin };
    }
    let (encoding, mark) = charset::encoding(page);
    let body = &page.bytes[mark..];
    match encoding {
        encoding if encoding == UTF_8 => utf8(body, mark),
        encoding if encoding == UTF_16LE => utf16(body, mark, u16::from_le_bytes),
        encoding if encoding == UTF_16BE => utf16(body, mark, u16::from_be_bytes),
        encoding if encoding.is_single_byte() => single_bytes(encoding, body, mark),
        encoding => stepwise(encoding, body, mark),
    }
}

/// The bytes as they stand, where they are UTF-8 beyond doubt: nearly all pages.
fn plain_utf8(bytes: &[u8]) -> Option<&str> {
    // Zeros may be UTF-16 without a mark, escapes ISO-2022-JP.
    let doubtful = bytes.starts_with(&[0xEF, 0xBB, 0xBF]) || memchr::memchr2(0, 0x1B, bytes).is_some();
    if doubtful { None } else { std::str::from_utf8(bytes).ok() }
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

/// Two bytes a unit. Letters of one word and one length make one stretch: a stretch for each would be many times the
/// page, and nothing is ever quoted from within a word.
fn utf16(body: &[u8], mark: usize, unit: fn([u8; 2]) -> u16) -> Decoded<'static> {
    let units = body.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(body.len() / 2);
    let mut origin = Origin::default();
    let mut at = mark;
    let mut word: Option<Stretch> = None;
    for letter in char::decode_utf16(units) {
        // Half a pair is one unit.
        let letter = letter.unwrap_or('\u{FFFD}');
        let (len, bytes) = (letter.len_utf8(), 2 * letter.len_utf16());
        let here = stretch(text.len(), len, at, bytes);
        text.push(letter);
        at += bytes;
        match &mut word {
            Some(word) if letter.is_alphanumeric() && word.text_len * 2 == word.page_len * len as u32 => {
                word.text_len += here.text_len;
                word.page_len += here.page_len;
            }
            _ => {
                origin.stretches.extend(word.take());
                if letter.is_alphanumeric() && bytes == 2 {
                    word = Some(here);
                } else {
                    origin.stretches.push(here);
                }
            }
        }
    }
    origin.stretches.extend(word);
    if body.len() % 2 == 1 {
        origin.stretches.push(stretch(text.len(), 3, mark + body.len() - 1, 1));
        text.push('\u{FFFD}');
    }
    Decoded { text: Cow::Owned(text), origin }
}

/// One byte a letter.
fn single_bytes(encoding: &'static Encoding, body: &[u8], mark: usize) -> Decoded<'static> {
    let letter_of =
        |byte: u8| encoding.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or('\u{FFFD}');
    // Each byte's character, and its length where it is a letter.
    let letters: Vec<(char, usize)> = (0..=255u8)
        .map(letter_of)
        .map(|letter| (letter, if letter.is_alphabetic() { letter.len_utf8() } else { 0 }))
        .collect();
    let mut text = String::with_capacity(body.len() + body.len() / 8);
    let mut origin = Origin::default();
    let mut at = 0;
    while at < body.len() {
        let run = body[at..].iter().take_while(|byte| byte.is_ascii()).count();
        // The bytes are ASCII, so they are text.
        text.push_str(std::str::from_utf8(&body[at..at + run]).unwrap_or_default());
        origin.push(stretch(text.len() - run, run, mark + at, run));
        at += run;
        // Letters of one word and one length make one stretch, as in UTF-16.
        let (from, first) = (text.len(), at);
        let mut len = 0;
        while let Some(&byte) = body.get(at).filter(|byte| !byte.is_ascii()) {
            let (letter, own) = letters[usize::from(byte)];
            if at > first && (own == 0 || own != len) {
                break;
            }
            len = own;
            text.push(letter);
            at += 1;
        }
        push_apart(&mut origin, stretch(from, text.len() - from, mark + first, at - first));
    }
    Decoded { text: Cow::Owned(text), origin }
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
            (b"<meta charset=windows-1251>\xCF\xE0\xF0\xEA \x96 kota", None, "Парк", (27, 31)),
            (b"<meta charset=windows-1251>\xCF\xE0\xF0\xEA \x96 kota", None, "–", (32, 33)),
            (b"\x93\xFA\x96{ kota", Some("text/html; charset=shift_jis"), "本", (2, 4)),
        ] {
            let page = page(bytes, content_type);
            let decoded = decode(&page);
            assert_eq!(bytes_of(&decoded, word), expected, "{:?}", decoded.text);
        }
    }

    #[test]
    fn the_character_set_is_found_in_the_header_the_page_and_the_bytes() {
        let wide = |text: &str, unit: fn(u16) -> [u8; 2], mark: &[u8]| -> Vec<u8> {
            mark.iter().copied().chain(text.encode_utf16().flat_map(unit)).collect()
        };
        let html = |label: &str, text: &[u8]| -> Vec<u8> {
            [format!("<html><meta charset='{label}'><p>").as_bytes(), text].concat()
        };
        let said = |label: &str, text: &str| -> Vec<u8> {
            let encoding = Encoding::for_label(label.as_bytes()).expect("a known label");
            html(label, &encoding.encode(text).0)
        };
        let only = |label: &str, text: &str| -> Vec<u8> {
            let encoding = Encoding::for_label(label.as_bytes()).expect("a known label");
            encoding.encode(text).0.into_owned()
        };
        let old =
            "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'><p>\u{B1}\u{E6}\u{EA}";
        let old: Vec<u8> = old.chars().map(|c| c as u8).collect();
        let plain = "<p>Pasar itu dibuka – 5 € – oleh wali kota, kata pedagang “lama” itu.";
        for (name, bytes, content_type, expected) in [
            ("meta windows-1252", said("windows-1252", "café – 5 €"), None, "café – 5 €"),
            ("meta iso-8859-1 is windows-1252", said("iso-8859-1", "café “x”"), None, "café “x”"),
            ("old meta", old, None, "ąćę"),
            ("meta windows-1251", said("windows-1251", "Київ"), None, "Київ"),
            ("meta koi8-r", said("koi8-r", "Москва"), None, "Москва"),
            ("meta shift_jis", said("shift_jis", "日本のニュース"), None, "日本のニュース"),
            ("meta euc-jp", said("euc-jp", "日本のニュース"), None, "日本のニュース"),
            ("meta iso-2022-jp", said("iso-2022-jp", "日本のニュース"), None, "日本のニュース"),
            ("meta euc-kr", said("euc-kr", "한국의 소식"), None, "한국의 소식"),
            ("meta gb18030", said("gb18030", "北京新闻"), None, "北京新闻"),
            ("meta gb2312", said("gb2312", "北京新闻"), None, "北京新闻"),
            ("meta big5", said("big5", "台北新聞"), None, "台北新聞"),
            (
                "header before meta",
                html("utf-8", b"caf\xE9 kecil itu"),
                Some("text/html; charset=windows-1252"),
                "café kecil",
            ),
            (
                "meta says windows-1252, bytes are UTF-8",
                html("windows-1252", "café – 5 €".as_bytes()),
                None,
                "café – 5 €",
            ),
            (
                "meta says utf-8, bytes are not",
                html("utf-8", b"caf\xE9 itu dibuka kembali oleh wali kota"),
                None,
                "café itu",
            ),
            ("meta says utf-16, bytes are single", html("utf-16", "café".as_bytes()), None, "café"),
            (
                "header says an unknown set",
                html("windows-1252", b"caf\xE9"),
                Some("text/html; charset=x-none"),
                "café",
            ),
            ("UTF-16 LE with mark", wide(plain, u16::to_le_bytes, &[0xFF, 0xFE]), None, "5 € – oleh"),
            ("UTF-16 BE with mark", wide(plain, u16::to_be_bytes, &[0xFE, 0xFF]), None, "5 € – oleh"),
            ("UTF-16 LE without mark", wide(plain, u16::to_le_bytes, &[]), None, "5 € – oleh"),
            ("UTF-16 BE without mark", wide(plain, u16::to_be_bytes, &[]), None, "5 € – oleh"),
            ("UTF-8 with mark", [&[0xEF, 0xBB, 0xBF], plain.as_bytes()].concat(), None, "5 € – oleh"),
            (
                "nobody says, windows-1251",
                only("windows-1251", "Президент приехал в город и открыл новый мост."),
                None,
                "Президент приехал",
            ),
            (
                "nobody says, shift_jis",
                only("shift_jis", "東京の市長は、新しい橋を開いたと発表しました。"),
                None,
                "新しい橋",
            ),
            (
                "nobody says, euc-kr",
                only("euc-kr", "서울 시장은 새로운 다리를 열었다고 발표했습니다."),
                None,
                "새로운 다리",
            ),
            (
                "nobody says, gb18030",
                only("gb18030", "北京市长宣布新的大桥已经开通，市民们非常高兴。"),
                None,
                "新的大桥",
            ),
        ] {
            let page = page(&bytes, content_type);
            let decoded = decode(&page);
            assert!(decoded.text.contains(expected), "{name}: {:?}", decoded.text);
            // It leads back to bytes that decode to the same.
            let at = decoded.text.find(expected).unwrap_or_default();
            assert!(decoded.origin.page_range(Span::new(at, at + expected.len())).is_some(), "{name}");
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
