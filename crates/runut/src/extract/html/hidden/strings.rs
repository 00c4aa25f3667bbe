//! The strings of a JSON text, or of a script that holds some: one pass without recursion that keeps keys and nesting
//! and trips over nothing.

use memchr::memchr2;
use std::ops::Range;

/// Deepest nesting that is kept; what lies deeper counts to the holder at that depth.
const DEEPEST: usize = 200;

/// Most strings and holders that are kept.
const MOST: usize = 100_000;

/// Least bytes of a string whose key does not say that it is text.
const LONG: usize = 60;

/// Keys under which editors and frameworks keep running text, often in pieces.
const TEXT: [&str; 13] = [
    "text",
    "content",
    "html",
    "value",
    "body",
    "paragraph",
    "p",
    "insert",
    "children",
    "data",
    "rendered",
    "articleBody",
    "description",
];

/// Keys of headlines.
const TITLE: [&str; 4] = ["title", "headline", "name", "ogTitle"];

/// An object or array.
#[derive(Debug)]
pub(super) struct Holder {
    /// The one around it; the first is its own.
    pub parent: usize,
    /// Whether it is an array.
    pub array: bool,
    /// Its key, or that of the array it is in.
    pub key: Range<usize>,
    /// Whether the next string names an element and is no text (`["$","p",null,{…}]`).
    naming: bool,
}

/// A string.
#[derive(Debug)]
pub(super) struct Written {
    /// Its bytes between the quotation marks.
    pub range: Range<usize>,
    /// Its key, or that of the array it is in; may be empty.
    pub key: Range<usize>,
    /// What it stands in.
    pub holder: usize,
}

/// The strings of a text that may be part of an article.
#[derive(Debug, Default)]
pub(super) struct Strings {
    /// Long ones, and those whose key says that they are text.
    pub texts: Vec<Written>,
    /// Those whose key says that they are a headline.
    pub titles: Vec<Written>,
    /// All objects and arrays.
    pub holders: Vec<Holder>,
}

/// Finds them.
pub(super) fn strings(source: &str, range: Range<usize>) -> Strings {
    let bytes = source.as_bytes();
    let mut found = Strings::default();
    found.holders.push(Holder { parent: 0, array: false, key: 0..0, naming: false });
    let (mut stack, mut beyond) = (vec![0usize], 0usize);
    let mut pending = None;
    let mut at = range.start;
    while at < range.end && found.texts.len() + found.holders.len() < MOST {
        let top = stack.last().copied().unwrap_or(0);
        match bytes[at] {
            b'{' | b'[' if stack.len() >= DEEPEST => beyond += 1,
            mark @ (b'{' | b'[') => {
                let key = pending.take().unwrap_or_else(|| found.holders[top].key.clone());
                stack.push(found.holders.len());
                found.holders.push(Holder { parent: top, array: mark == b'[', key, naming: false });
            }
            b'}' | b']' => {
                pending = None;
                if beyond > 0 {
                    beyond -= 1;
                } else if stack.len() > 1 {
                    stack.pop();
                }
            }
            b',' => pending = None,
            b'"' => {
                let end = closing(bytes, at + 1, range.end);
                let next = end + 1;
                let blanks = bytes[next.min(range.end)..range.end]
                    .iter()
                    .take_while(|byte| byte.is_ascii_whitespace())
                    .count();
                if bytes[..range.end].get(next + blanks) == Some(&b':') {
                    pending = Some(at + 1..end);
                } else {
                    let array = found.holders[top].array;
                    let key = pending.take().unwrap_or_else(|| match array {
                        true => found.holders[top].key.clone(),
                        false => 0..0,
                    });
                    let name = &source[key.clone()];
                    let written = Written { range: at + 1..end, key, holder: top };
                    if array && &source[written.range.clone()] == "$" {
                        found.holders[top].naming = true;
                    } else if std::mem::take(&mut found.holders[top].naming) {
                        // The element's name.
                    } else if TITLE.contains(&name) {
                        found.titles.push(written);
                    } else if written.range.len() >= LONG || TEXT.contains(&name) {
                        found.texts.push(written);
                    }
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Where the closing mark of a string stands, or the end.
pub(super) fn closing(bytes: &[u8], from: usize, end: usize) -> usize {
    let mut at = from;
    while let Some(step) = bytes.get(at..end).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += step;
        if bytes[at] == b'"' {
            return at;
        }
        at = (at + 2).min(end);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::strings;

    #[test]
    fn strings_keep_their_keys_and_what_they_stand_in() {
        let source = r#"window.x={"a":{"title":"Pasar","body":"Satu \"dua\""},"children":["tiga",["$","p",{"text":"empat"}]]};f("#;
        let found = strings(source, 0..source.len());
        let texts: Vec<_> =
            found.texts.iter().map(|text| (&source[text.key.clone()], &source[text.range.clone()])).collect();
        assert_eq!(texts, [("body", "Satu \\\"dua\\\""), ("children", "tiga"), ("text", "empat")]);
        assert_eq!(&source[found.titles[0].range.clone()], "Pasar");
        assert_eq!(found.titles[0].holder, found.texts[0].holder);
    }

    #[test]
    fn nothing_odd_is_too_much() {
        for odd in [
            "[".repeat(100_000),
            "{\"a\":".repeat(50_000),
            "]".repeat(1_000),
            "\"".to_owned(),
            "\"\\".to_owned(),
            format!("\"{}", "a".repeat(1_000_000)),
            "\"é\\".to_owned(),
            "{\"text\":\"a\"},".repeat(100_000),
        ] {
            let found = strings(&odd, 0..odd.len());
            assert!(found.texts.len() <= 100_000 && found.holders.len() <= 100_000);
            assert!(found.texts.iter().all(|text| odd.get(text.range.clone()).is_some()));
        }
    }
}
