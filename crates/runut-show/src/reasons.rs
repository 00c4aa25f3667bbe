//! The engine's reasons, which are English, in the language of the page: a phrase book of patterns with slots.
//!
//! A reason that no phrase fits is shown as the engine gave it and marked as English; nothing is half translated.

use crate::locale::Words;
use serde::Deserialize;

/// Reasons inside reasons; deeper ones are shown in English.
const DEPTH: usize = 4;

/// The phrases of one language, in the order in which they are tried.
#[derive(Debug, Default)]
pub struct Reasons {
    phrases: Vec<Phrase>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    en: String,
    id: String,
}

#[derive(Debug)]
struct Phrase {
    english: Vec<Piece>,
    own: Vec<Piece>,
}

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Slot { name: String, kind: Kind },
}

/// What may stand in a slot, and what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Anything; stays as it is.
    Any,
    /// "17 June 2025".
    Day,
    /// "Tuesday".
    Weekday,
    /// A reason that some other phrase fits.
    Reason,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Reasons {
    /// Reads a phrase book; a test reads the one we carry.
    pub fn read(text: &str) -> Self {
        #[derive(Deserialize)]
        struct Book {
            reason: Vec<Entry>,
        }
        let book: Book = toml::from_str(text).expect("a test reads the phrase book");
        let phrase = |entry: Entry| Phrase { english: pieces(&entry.en), own: pieces(&entry.id) };
        Self { phrases: book.reason.into_iter().map(phrase).collect() }
    }

    /// The reason in the language of `words`; `None` where no phrase fits.
    pub fn render(&self, reason: &str, words: &Words) -> Option<String> {
        self.render_within(reason, words, DEPTH)
    }

    fn render_within(&self, reason: &str, words: &Words, depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        self.phrases.iter().find_map(|phrase| {
            let mut slots = Vec::new();
            let inner = |kind, text: &str| match kind {
                Kind::Any => Some(text.to_owned()),
                Kind::Day => day(text, words),
                Kind::Weekday => {
                    let at = WEEKDAYS.iter().position(|name| *name == text)?;
                    words.weekdays.get(at).cloned()
                }
                Kind::Reason => self.render_within(text, words, depth),
            };
            fits(&phrase.english, reason, &inner, &mut slots).then(|| {
                let piece = |piece: &Piece| match piece {
                    Piece::Words(own) => own.clone(),
                    Piece::Slot { name, .. } => {
                        let slot = slots.iter().find(|(slot, _)| slot == name);
                        slot.map(|(_, text)| text.clone()).unwrap_or_default()
                    }
                };
                phrase.own.iter().map(piece).collect()
            })
        })
    }
}

/// Whether the pieces make up the whole text; what stands in the slots, from the last to the first.
fn fits<'p>(
    pieces: &'p [Piece],
    text: &str,
    inner: &impl Fn(Kind, &str) -> Option<String>,
    slots: &mut Vec<(&'p str, String)>,
) -> bool {
    match pieces {
        [] => text.is_empty(),
        [Piece::Words(words), rest @ ..] => {
            text.strip_prefix(words.as_str()).is_some_and(|text| fits(rest, text, inner, slots))
        }
        [Piece::Slot { name, kind }, rest @ ..] => {
            let ends: Vec<usize> = match rest {
                [] => vec![text.len()],
                [Piece::Words(next), ..] => text.match_indices(next.as_str()).map(|(at, _)| at).collect(),
                // Two slots side by side could be told apart in no way.
                [Piece::Slot { .. }, ..] => Vec::new(),
            };
            ends.into_iter().filter(|end| *end > 0).any(|end| {
                let Some(own) = inner(*kind, &text[..end]) else { return false };
                let fits = fits(rest, &text[end..], inner, slots);
                if fits {
                    slots.push((name, own));
                }
                fits
            })
        }
    }
}

/// "17 June 2025" in the language of `words`.
fn day(text: &str, words: &Words) -> Option<String> {
    let mut parts = text.split(' ');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let month = MONTHS.iter().position(|name| *name == month)?;
    let whole = number(day) && number(year) && parts.next().is_none();
    whole.then(|| format!("{day} {} {year}", words.months[month]))
}

/// "{a:day} was a {b}" as pieces; a brace that is none of ours stays a brace.
fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((slot, after)) = after.split_once('}') else { break };
        let (name, kind) = slot.split_once(':').unwrap_or((slot, ""));
        let kind = match kind {
            "day" => Kind::Day,
            "weekday" => Kind::Weekday,
            "reason" => Kind::Reason,
            _ => Kind::Any,
        };
        if !before.is_empty() {
            found.push(Piece::Words(before.to_owned()));
        }
        found.push(Piece::Slot { name: name.to_owned(), kind });
        rest = after;
    }
    if !rest.is_empty() {
        found.push(Piece::Words(rest.to_owned()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use std::collections::BTreeSet;

    #[test]
    fn a_reason_is_shown_in_the_language_of_the_page() {
        let words = Words::of(Some(Locale::Id), &[]);
        for (english, expected) in [
            ("order unknown", Some("urutannya tidak diketahui")),
            (
                "4 March 2030 was a Monday; 4 March 2031, near the day of publication (2031-03-05), was a Tuesday",
                Some(
                    "4 Maret 2030 adalah hari Senin; 4 Maret 2031, dekat hari terbit (2031-03-05), adalah hari Selasa",
                ),
            ),
            (
                "the article dates Rani's other words here: \"Selasa\" stands with the attribution",
                Some("dari kata-kata Rani yang lain dalam artikel ini: “Selasa” tertulis bersama sumbernya"),
            ),
            ("headline: Rani", Some("judul: Rani")),
            ("headline: Rani says so", Some("judul: Rani berkata demikian")),
            ("4 Smarch 2030 was a Monday, not a Tuesday; more than one slip would explain it", None),
            ("a reason that nobody foresaw", None),
            ("", None),
        ] {
            assert_eq!(words.reason(english).as_deref(), expected, "{english:?}");
        }
    }

    #[test]
    fn an_english_page_keeps_the_engines_words() {
        assert_eq!(Words::of(Some(Locale::En), &[]).reason("order unknown"), None);
    }

    #[test]
    fn every_phrase_fills_only_slots_that_it_has() {
        let reasons = Reasons::read(crate::locale::INDONESIAN_REASONS);
        let names = |pieces: &[Piece]| -> BTreeSet<String> {
            let name = |piece: &Piece| match piece {
                Piece::Slot { name, .. } => Some(name.clone()),
                Piece::Words(_) => None,
            };
            pieces.iter().filter_map(name).collect()
        };
        let mut seen = BTreeSet::new();
        for phrase in &reasons.phrases {
            let (given, used) = (names(&phrase.english), names(&phrase.own));
            assert!(used.is_subset(&given), "{phrase:?} uses a slot that it does not read");
            assert!(seen.insert(format!("{:?}", phrase.english)), "{phrase:?} stands twice");
        }
        assert!(seen.len() > 50, "only {} phrases were read", seen.len());
    }
}
