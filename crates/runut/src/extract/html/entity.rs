//! Character references: `&amp;`, `&#8211;`, `&#x201C;`.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The named references of HTML 4 and the commonest of HTML 5; others stay as they are printed.
static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let text = include_str!("entities.txt");
    let (old, others) = text.split_once("---").unwrap_or((text, ""));
    Names { old: pairs(old).collect(), all: pairs(old).chain(pairs(others)).collect() }
});

struct Names {
    /// Names that old pages write without a semicolon, and browsers read all the same.
    old: FxHashMap<&'static str, char>,
    all: FxHashMap<&'static str, char>,
}

fn pairs(text: &'static str) -> impl Iterator<Item = (&'static str, char)> {
    let mut words = text.lines().filter(|line| !line.starts_with("# ")).flat_map(str::split_whitespace);
    std::iter::from_fn(move || Some((words.next()?, words.next()?))).filter_map(|(name, letter)| {
        let code = letter.strip_prefix("U+").and_then(|hex| u32::from_str_radix(hex, 16).ok());
        Some((name, code.and_then(char::from_u32).or_else(|| letter.chars().next())?))
    })
}

/// The character that a reference at the start of `text` stands for, and the reference's length in bytes.
pub(crate) fn entity(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        return numeric(number).map(|(letter, len)| (letter, len + 2));
    }
    let name = rest.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    if rest.as_bytes().get(name) == Some(&b';')
        && let Some(letter) = NAMES.all.get(&rest[..name])
    {
        return Some((*letter, name + 2));
    }
    // The longest of them that stands here: "&copy2021", but also "&notit".
    (2..=name.min(6)).rev().find_map(|len| Some((*NAMES.old.get(&rest[..len])?, len + 1)))
}

/// Most bytes of a name.
const LONGEST: usize = 24;

/// A number behind "&#": its character, and its length with the semicolon, which may be missing.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (digits, base) = match text.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (text, 10),
    };
    let len = digits.bytes().take(12).take_while(|byte| char::from(*byte).is_digit(base)).count();
    let letter = numbered(u32::from_str_radix(digits.get(..len)?, base).ok()?)?;
    let end = usize::from(digits.as_bytes().get(len) == Some(&b';'));
    Some((letter, text.len() - digits.len() + len + end))
}

/// Numbers 128 to 159 mean windows-1252, as browsers have it.
fn numbered(code: u32) -> Option<char> {
    match code {
        0 => Some('\u{fffd}'),
        0x80..=0x9f => {
            let byte = [code as u8];
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next()
        }
        _ => char::from_u32(code),
    }
}

/// A text with its references resolved and its white space collapsed.
pub(crate) fn unescape(text: &str) -> String {
    // Nearly all are as they are meant.
    let plain = |pair: &[u8]| {
        pair[0] > b' ' && pair[0] < 0x7F && pair[0] != b'&' || pair[0] == b' ' && pair[1] > b' '
    };
    let ends = |byte: Option<&u8>| byte.is_some_and(|byte| (b'!'..0x7F).contains(byte) && *byte != b'&');
    let bytes = text.as_bytes();
    if ends(bytes.first()) && ends(bytes.last()) && bytes.windows(2).all(plain) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((letter, len)) => {
                out.push(letter);
                rest = &rest[len..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_and_others_stay() {
        for (text, expected) in [
            ("A &amp; B", "A & B"),
            ("&#8220;A&#8221; &#x2013; B", "“A” – B"),
            ("&#146;", "’"),
            ("AT&T & Co", "AT&T & Co"),
            ("&unknown; &", "&unknown; &"),
            ("&#99999999;", "&#99999999;"),
            ("&#280&#262;x &#x41g", "ĘĆx Ag"),
            ("&copy 2021 &copy2021 &notit; &eacutes", "© 2021 ©2021 ¬it; és"),
            ("a?b=1&ampc=2 &ndash &apos", "a?b=1&c=2 &ndash &apos"),
            ("&AMP; &Omega; &rlm;x &#", "& Ω \u{200f}x &#"),
            (" a\n\n b&nbsp;c ", "a b c"),
        ] {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }
}
