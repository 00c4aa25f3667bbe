//! Corrections sent by a form: read, held against the token, and written by the store's own function.

use crate::answer::Fault;
use runut::lang::Packs;
use runut_store::{Said, Writer};
use std::io;
use std::path::Path;

/// Bytes of a token: nobody guesses 128 bits.
const TOKEN: usize = 16;
/// Characters a field may have.
const FIELD: usize = 2_000;

/// Fields of a form, in order.
pub type Fields = Vec<(String, String)>;

/// A token for the life of one server.
pub fn new_token() -> io::Result<String> {
    let mut bytes = [0; TOKEN];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The fields of `application/x-www-form-urlencoded`.
pub fn fields(body: &[u8]) -> Fields {
    let word = |bytes: &[u8]| {
        let mut plain = Vec::with_capacity(bytes.len());
        let mut at = 0;
        while at < bytes.len() {
            let hex = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
            match (bytes[at], hex(at + 1), hex(at + 2)) {
                (b'%', Some(high), Some(low)) => {
                    plain.push((high * 16 + low) as u8);
                    at += 2;
                }
                (b'+', ..) => plain.push(b' '),
                (byte, ..) => plain.push(byte),
            }
            at += 1;
        }
        String::from_utf8_lossy(&plain).into_owned()
    };
    let pair = |pair: &[u8]| {
        let middle = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
        (word(&pair[..middle]), word(pair.get(middle + 1..).unwrap_or_default()))
    };
    body.split(|byte| *byte == b'&').filter(|piece| !piece.is_empty()).map(pair).collect()
}

/// A field's value.
pub fn value<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

/// Where to go afterwards: a page of ours and nothing else.
pub fn back(fields: &Fields) -> String {
    let back = value(fields, "back");
    let own = back.starts_with('/') && !back.starts_with("//") && !back.contains('\\');
    let plain = back.bytes().all(|byte| byte.is_ascii_graphic());
    if own && plain { back.to_owned() } else { "/corrections".to_owned() }
}

/// Whether two texts are equal, in the same time wherever they differ.
fn same(one: &str, two: &str) -> bool {
    one.len() == two.len() && one.bytes().zip(two.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// Writes what the form says.
pub fn apply(database: &Path, packs: &Packs, token: &str, fields: &Fields) -> Result<(), Fault> {
    if !same(value(fields, "token"), token) {
        return Err(Fault::Refused("token"));
    }
    if let Some((name, _)) = fields.iter().find(|(_, value)| value.chars().count() > FIELD) {
        return Err(Fault::Question(name.clone()));
    }
    let said = said(fields)?;
    let who = match (value(fields, "who"), &said) {
        // Whoever takes a correction back is not asked for a name again.
        ("", Said::Undo(_)) => "runut serve",
        (who, _) => who,
    };
    let note = Some(value(fields, "note")).filter(|note| !note.is_empty());
    let mut writer = Writer::open(database, "correct", &now())?;
    writer.correct(&said, who, &now(), note)?;
    if matches!(said, Said::Merge(..) | Said::Split(..) | Said::Undo(_)) {
        writer.trace(packs)?;
    }
    writer.finish(&now())?;
    Ok(())
}

/// The correction that a form means.
fn said(fields: &Fields) -> Result<Said, Fault> {
    let target = value(fields, "target").to_owned();
    let needed = |name: &'static str| match value(fields, name) {
        "" => Err(Fault::Needed(name)),
        found => Ok(found.to_owned()),
    };
    if let Ok(number) = needed("undo") {
        return number.parse().map(Said::Undo).map_err(|_| Fault::Question(number));
    }
    let action = value(fields, "action");
    if let Some(field) = action.strip_prefix("fix:") {
        return Ok(Said::Fix(target, field.to_owned(), value(fields, "value").to_owned()));
    }
    Ok(match action {
        "hide" => Said::Hide(target),
        "confirm" => Said::Confirm(target),
        "note" => Said::Note(target, needed("note")?),
        "merge" => Said::Merge(target, needed("value")?),
        "split" => Said::Split(target, chosen(fields, "article")?),
        "rename" => Said::Rename(target, needed("value")?),
        other => return Err(Fault::Question(other.to_owned())),
    })
}

/// Every value of a field that may be chosen more than once.
fn chosen(fields: &Fields, name: &'static str) -> Result<Vec<String>, Fault> {
    let all: Vec<String> =
        fields.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect();
    if all.is_empty() { Err(Fault::Needed(name)) } else { Ok(all) }
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_whatever_bytes_it_has() {
        for (body, expected) in [
            (&b"a=1&b=dua+kata"[..], vec![("a", "1"), ("b", "dua kata")]),
            (b"a=%C3%A9%3D&a=2", vec![("a", "\u{e9}="), ("a", "2")]),
            (b"a", vec![("a", "")]),
            (b"=&&a=%zz%", vec![("", ""), ("a", "%zz%")]),
            (b"a=%FF", vec![("a", "\u{FFFD}")]),
            (b"", vec![]),
        ] {
            let expected: Fields = expected.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
            assert_eq!(fields(body), expected);
        }
    }

    #[test]
    fn the_way_back_leads_nowhere_else() {
        for (back, expected) in [
            ("/story/s-1#e2", "/story/s-1#e2"),
            ("//evil.example", "/corrections"),
            ("https://evil.example", "/corrections"),
            ("/\\evil.example", "/corrections"),
            ("/a\r\nSet-Cookie: x", "/corrections"),
            ("", "/corrections"),
        ] {
            assert_eq!(super::back(&vec![("back".to_owned(), back.to_owned())]), expected, "{back:?}");
        }
    }

    #[test]
    fn two_tokens_are_never_the_same_and_only_the_own_one_fits() {
        let (one, two) = (new_token().unwrap(), new_token().unwrap());
        assert_eq!(one.len(), 2 * TOKEN);
        assert_ne!(one, two);
        assert!(same(&one, &one) && !same(&one, &two) && !same(&one, "") && !same("", &one));
    }
}
