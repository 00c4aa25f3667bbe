//! The names in a byline: what stands before, between and behind them stripped, roles and companies told from people.

use crate::lang::{BylineWords, OutletKind, Packs};
use std::ops::Range;

/// Longest byline read, bytes; longer ones are biographies.
const LONGEST: usize = 400;

/// Most words of one name.
const MOST_WORDS: usize = 6;

/// What a name in a byline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A person, as far as its form says; also an account's name.
    Person,
    /// A news agency.
    Agency,
    /// Another outlet, or the site itself.
    Outlet,
    /// A department or a role ("News Desk", "Editor").
    Role,
    /// A company.
    Company,
}

/// A name and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    /// Its bytes in the text read.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// The names of a byline, in order. `told`: something says that it is one, so that a single word or a name in small
/// letters is believed.
pub(crate) fn names(text: &str, told: bool, packs: &Packs) -> Vec<Named> {
    if text.len() > LONGEST || text.contains("://") {
        return Vec::new();
    }
    let words: Vec<&BylineWords> = packs.byline_words().collect();
    let lower = crate::lang::fold(text);
    let mut found: Vec<Named> = Vec::new();
    // Where something says that it is a byline, the name of a desk alone is one ("Redaksi").
    if told && words.iter().any(|words| words.teams.contains(lower.trim())) {
        let start = text.len() - text.trim_start().len();
        return vec![Named { range: start..start + text.trim().len(), kind: Kind::Role }];
    }
    let mut label = false;
    for piece in pieces(text, &lower, &words) {
        let (start, labelled) = behind_label(text, &lower, piece.clone(), &words);
        if begins_with_picture(&lower[piece.start..piece.end], &words) {
            label = false;
            if found.is_empty() {
                continue;
            }
            break;
        }
        label |= labelled;
        let Some(range) = trimmed(text, start..piece.end, &lower, &words) else { continue };
        let range = range.start..range.start + without_tail(&text[range.clone()], packs, &words).len();
        let name = &text[range.clone()];
        let degree = !found.is_empty() && degree(name, &text[..range.start]);
        // The account of somebody named is nobody else.
        let address = text[range.end..piece.end].starts_with('@') && !name.contains(' ') && !found.is_empty();
        if degree || address || name.contains('@') && !told {
            continue;
        }
        if nothing(&lower[range.clone()], packs, &words) {
            continue;
        }
        let kind = kind(name, packs, &words);
        let sure = told || label;
        if believed(name, kind, sure) && !found.iter().any(|known| same(&text[known.range.clone()], name)) {
            found.push(Named { range, kind });
        }
    }
    // A role beside a person is that person's.
    if found.iter().any(|name| name.kind == Kind::Person) {
        found.retain(|name| name.kind != Kind::Role);
    }
    // A single word beside whole names is a post, a town, or a button.
    let whole =
        |name: &Named| name.kind == Kind::Person && text[name.range.clone()].contains(char::is_whitespace);
    if found.iter().any(whole) {
        found.retain(|name| name.kind != Kind::Person || whole(name) || wide(&text[name.range.clone()]));
    }
    found
}

/// Whether two names have the same letters.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(a) == letters(b)
}

/// The pieces between commas, bars, joining words and the like.
fn pieces(text: &str, lower: &str, words: &[&BylineWords]) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for (at, mark) in text.char_indices() {
        let cut = matches!(
            mark,
            ',' | '|'
                | '&'
                | ';'
                | '•'
                | '●'
                | '·'
                | '⋅'
                | '\n'
                | '('
                | ')'
                | '['
                | ']'
                | '、'
                | '，'
                | '；'
                | '／'
                | '/'
                | '＝'
                | '\u{3000}'
                | '>'
                | '<'
                | '*'
                | '+'
        );
        if cut {
            cuts.push(at..at + mark.len_utf8());
        }
    }
    let joins = words.iter().flat_map(|words| &words.joins).map(String::as_str);
    let joins: Vec<&str> = joins.chain([" - ", " – ", " — ", " // "]).collect();
    for at in memchr::memchr_iter(b' ', lower.as_bytes()) {
        let here = joins.iter().filter(|word| lower[at..].starts_with(**word));
        cuts.extend(here.map(|word| at..at + word.len()));
    }
    cuts.sort_by_key(|cut| (cut.start, cut.end));
    let mut pieces = Vec::new();
    let mut at = 0;
    for cut in cuts {
        if cut.start > at {
            pieces.push(at..cut.start);
        }
        at = at.max(cut.end);
    }
    if at < text.len() {
        pieces.push(at..text.len());
    }
    pieces
}

/// Where the name begins behind "by" and labels, and whether there were any.
fn behind_label(text: &str, lower: &str, piece: Range<usize>, words: &[&BylineWords]) -> (usize, bool) {
    let mut start = piece.start;
    let mut labelled = false;
    for _ in 0..3 {
        let rest = &lower[start..piece.end];
        let head = start + (rest.len() - rest.trim_start_matches(|c: char| !c.is_alphanumeric()).len());
        let Some(len) = label(&text[head..piece.end], &lower[head..piece.end], words) else { break };
        start = head + len;
        labelled = true;
    }
    (start, labelled)
}

/// Length of the "by" or label that a text begins with.
pub(super) fn label(text: &str, lower: &str, words: &[&BylineWords]) -> Option<usize> {
    let known = words.iter().flat_map(|words| words.by.iter().chain(&words.labels));
    let first = lower.as_bytes().first();
    let lengths = known.filter(|word| word.as_bytes().first() == first).filter_map(|word| {
        let len = prefix(lower, word)?;
        let next = text[len..].chars().next();
        let ends = next.is_none_or(|c| c.is_whitespace() || matches!(c, ':' | '：' | '/' | '.' | '●' | '・'));
        // "ByAna Bell": the markup that stood between is gone.
        let glued = len > 1
            && word.len() > 1
            && text.starts_with(char::is_uppercase)
            && text[..len].ends_with(char::is_lowercase)
            && next.is_some_and(char::is_uppercase);
        (ends || glued || !word.is_ascii() && !word.chars().all(char::is_lowercase)).then_some(len)
    });
    lengths.max()
}

/// Length of the phrase at the head of the text, whatever its blanks are.
fn prefix(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    for wanted in phrase.chars() {
        let (_, found) = rest.next()?;
        if found != wanted && !(wanted == ' ' && found.is_whitespace()) {
            return None;
        }
    }
    Some(rest.offset())
}

fn begins_with_picture(piece: &str, words: &[&BylineWords]) -> bool {
    let bare = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
    words.iter().flat_map(|words| &words.pictures).any(|word| {
        bare.strip_prefix(word.as_str()).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, ':' | '/'))
        })
    })
}

/// The piece without marks at its ends, ended before a digit or a word that belongs to no name.
fn trimmed(text: &str, range: Range<usize>, lower: &str, words: &[&BylineWords]) -> Option<Range<usize>> {
    let mut end = range.end;
    let mut at = range.start;
    for word in lower[range.clone()].split_inclusive(char::is_whitespace) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let first = text[range.start..at].trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
        let date = bare.starts_with(|c: char| c.is_ascii_digit());
        let behind = words.iter().any(|words| words.behind.contains(bare) || words.pictures.contains(bare));
        if first && !bare.is_empty() && (date || behind && !text[at..].starts_with(char::is_uppercase)) {
            return None;
        }
        if !first && (date || behind) {
            end = at;
            break;
        }
        if let Some(glued) = glued(&text[at..at + word.len()], &lower[at..at + word.len()], words) {
            end = at + glued;
            break;
        }
        at += word.len();
    }
    if let Some(mark) = text[range.start..end].find('@').filter(|at| *at > 0) {
        end = range.start + mark;
    }
    let edge = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '–'
                    | '—'
                    | ':'
                    | '：'
                    | ','
                    | '"'
                    | '“'
                    | '”'
                    | '„'
                    | '»'
                    | '«'
                    | '●'
                    | '|'
                    | '/'
                    | '…'
            )
    };
    let piece = &text[range.start..end];
    let start = range.start
        + (piece.len()
            - piece.trim_start_matches(edge).trim_start_matches('.').trim_start_matches(edge).len());
    let piece = text[start..end].trim_end_matches(edge);
    // A full stop ends a sentence, unless an initial or an abbreviation stands before it ("Jr.", "e.V.").
    let last = piece.trim_end_matches('.').rsplit([' ', '.']).next().unwrap_or("");
    let piece = if last.chars().count() > 3 { piece.trim_end_matches('.') } else { piece };
    (!piece.is_empty()).then(|| start..start + piece.len())
}

/// Where in a word another begins that belongs to no name ("BellFollow"): the markup that stood between is gone.
fn glued(word: &str, lower: &str, words: &[&BylineWords]) -> Option<usize> {
    let mut before = None;
    for (at, letter) in word.char_indices() {
        let parts = letter.is_uppercase() && before.is_some_and(char::is_lowercase);
        let tail = || lower[at..].trim_matches(|c: char| !c.is_alphanumeric());
        if parts && words.iter().any(|words| words.behind.contains(tail()) || words.roles.contains(tail())) {
            return Some(at);
        }
        before = Some(letter);
    }
    None
}

/// The name without the outlet or the role that stands right behind it ("Ana Bell Muara Herald").
fn without_tail<'t>(name: &'t str, packs: &Packs, words: &[&BylineWords]) -> &'t str {
    let starts: Vec<usize> =
        name.split_whitespace().map(|word| word.as_ptr() as usize - name.as_ptr() as usize).collect();
    for &start in starts.iter().skip(2) {
        if packs.outlets.named(&name[start..]).is_some() {
            return name[..start].trim_end();
        }
    }
    let last = starts.last().map_or("", |&start| &name[start..]);
    let last_lower = last.to_lowercase();
    let team = words.iter().any(|words| words.teams.contains(&last_lower));
    let role = || !team && words.iter().any(|words| words.roles.contains(&last_lower));
    if starts.len() == 3 && role() { name[..starts[2]].trim_end() } else { name }
}

/// Whether a piece is a label or a date and names nobody.
fn nothing(lower: &str, packs: &Packs, words: &[&BylineWords]) -> bool {
    let label = words.iter().any(|words| {
        words.labels.iter().chain(&words.by).any(|word| word == lower)
            || words.pictures.contains(lower)
            || words.behind.contains(lower)
    });
    label
        || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
            word.bytes().all(|byte| byte.is_ascii_digit())
                || packs.date_words().any(|dates| {
                    dates.months.contains_key(word)
                        || dates.weekdays.contains_key(word)
                        || dates.beside.contains(word)
                })
        })
}

/// Whether a piece behind a comma is a degree or a post and no name.
fn degree(name: &str, before: &str) -> bool {
    let comma = before.trim_end().ends_with([',', '(']);
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    let single = name.split_whitespace().nth(1).is_none();
    let short = letters().count() <= 6 && capitals >= 2;
    comma && single && (short || before.split_whitespace().nth(1).is_some() && !before.contains('/'))
}

fn kind(name: &str, packs: &Packs, words: &[&BylineWords]) -> Kind {
    if let Some(known) = packs.outlets.named(name) {
        return if known.kind == OutletKind::Agency { Kind::Agency } else { Kind::Outlet };
    }
    let has = |set: fn(&BylineWords) -> &rustc_hash::FxHashSet<String>| {
        name.split_whitespace().any(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            words.iter().any(|words| set(words).contains(&bare))
        })
    };
    if has(|words| &words.companies) {
        Kind::Company
    } else if has(|words| &words.roles) {
        Kind::Role
    } else {
        Kind::Person
    }
}

/// Whether a text is of a script that puts no blanks between words, or few.
fn wide(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'))
}

/// Whether a piece can be a name at all.
fn believed(name: &str, kind: Kind, sure: bool) -> bool {
    let words = name.split_whitespace().count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let wide = wide(name);
    if letters < 2 || words > MOST_WORDS || wide && name.chars().count() > 20 {
        return false;
    }
    let capital = name.starts_with(|c: char| !c.is_lowercase());
    let several = words >= 2 || wide;
    match kind {
        Kind::Person => capital && several || sure && words <= 4 && (capital || words <= 2),
        _ => sure || several,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_and_nothing_else_is_taken_for_one() {
        let packs = Packs::bundled().expect("bundled packs load");
        for (text, told, expected) in [
            ("By Ana Bell", false, vec!["Ana Bell"]),
            (
                "By Ana Bell and Bo Cole, Muara Herald | 5 May 2021",
                false,
                vec!["Ana Bell", "Bo Cole", "Muara Herald"],
            ),
            ("Penulis: Sari Lestari, Bima Aji", false, vec!["Sari Lestari", "Bima Aji"]),
            ("Oleh Sari Lestari dan Bima Aji", false, vec!["Sari Lestari", "Bima Aji"]),
            ("Von Anna Bach und Jan Moll", false, vec!["Anna Bach", "Jan Moll"]),
            ("Text: Anna Bach, Fotos: Jan Moll", false, vec!["Anna Bach"]),
            ("Ana Bell, MD, PhD", true, vec!["Ana Bell"]),
            ("ByAna Bell", false, vec!["Ana Bell"]),
            ("Written\u{a0}by\u{a0}Ana Bell", false, vec!["Ana Bell"]),
            ("Ana Bell The Associated Press", true, vec!["Ana Bell"]),
            ("Ana Bell, in News, 0 Comments", true, vec!["Ana Bell"]),
            ("24. Januar", true, vec![]),
            ("Muara Staff", true, vec!["Muara Staff"]),
            ("Ana Bell@anabell", true, vec!["Ana Bell"]),
            ("Ana Bell Last Updated August 1", true, vec!["Ana Bell"]),
            ("AFP", true, vec!["AFP"]),
            ("Muara News Desk", true, vec!["Muara News Desk"]),
            ("Ana Bell Reporter", true, vec!["Ana Bell"]),
            ("Redaksi", true, vec!["Redaksi"]),
            ("Redaksi", false, vec![]),
            ("Ana Bell | abell@muara.test", true, vec!["Ana Bell"]),
            ("Ana BellFollow", true, vec!["Ana Bell"]),
            ("Ana Bell ● December", true, vec!["Ana Bell"]),
            ("Ana Bell | AA | Small | Medium", true, vec!["Ana Bell"]),
            ("Ana, Bo und Cem", true, vec!["Ana", "Bo", "Cem"]),
            ("Ana Bell, Staff Writer", true, vec!["Ana Bell"]),
            ("anabell", true, vec!["anabell"]),
            ("anabell", false, vec![]),
            ("News Desk", true, vec!["News Desk"]),
            ("https://a.test/ana", true, vec![]),
            ("Ana Bell Jr.", true, vec!["Ana Bell Jr."]),
            ("", true, vec![]),
        ] {
            let found: Vec<&str> =
                names(text, told, &packs).into_iter().map(|name| &text[name.range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
