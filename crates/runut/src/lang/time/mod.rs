//! `time.toml`: the words of time and the rules that put them together, read and compiled.

mod file;
mod holidays;
mod index;
mod matcher;
mod numerals;
mod pattern;
mod words;

pub use holidays::Holiday;
pub use matcher::{Atom, Match, Parts};
pub use words::{Deictic, Edge, Part, Quantity, Shift, Unit, UnitCode};

use super::Language;
use super::dictionary::Dictionary;
use super::pack::PackError;
use crate::model::Word;
use pattern::{Step, WordIx};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use words::WordValue;

/// What a rule's match means: the closed set of operations that `timex` knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Means {
    /// A day, month, year or weekday of the calendar, with as much of it as the pattern captured.
    Date,
    /// A unit near publication: "last month", "bulan ini".
    Period,
    /// So many units before or after: "two years ago", "tiga hari sebelumnya".
    Offset,
    /// A length of time.
    Duration,
    /// Something that comes again.
    Set,
    /// A clock time or part of a day, of the day that was last spoken of.
    Time,
    /// A pointing word: "today", "saat ini".
    Deictic,
    /// A holiday with a fixed date.
    Holiday,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A quarter of a year.
    Quarter,
    /// Half a year.
    Half,
    /// Spring, summer, autumn, winter.
    Season,
    /// Until the day of an event spoken of just before: "menjelang kunjungannya".
    BeforeEvent,
    /// Hours or days before or after such an event.
    AroundEvent,
    /// Nothing: the words look like a time and are none.
    Nothing,
}

/// What a rule must find, and what it must make of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The words; all of them are the expression, unless `span` says which.
    pub text: String,
    /// The expression in the text.
    #[serde(default)]
    pub span: Option<String>,
    /// Its value.
    pub value: String,
    /// The day of publication it is reckoned from.
    #[serde(default)]
    pub published: Option<String>,
    /// How far its clock is ahead of universal time, or `none`.
    #[serde(default)]
    pub zone: Option<String>,
    /// `agrees` or `differs`.
    #[serde(default)]
    pub check: Option<String>,
    /// What was meant, where the weekday differs.
    #[serde(default)]
    pub likely: Option<String>,
}

/// A compiled rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// What it means.
    pub means: Means,
    /// A value it sets itself.
    pub value: Option<String>,
    /// A shift it sets itself.
    pub shift: Option<Shift>,
    /// A unit it sets itself.
    pub unit: Option<Unit>,
    /// Whether it holds on pages of other languages too: full written dates.
    pub anywhere: bool,
    /// What it must find.
    pub examples: Vec<Example>,
    /// What it must leave alone.
    pub never: Vec<String>,
    /// Its line in the file.
    pub line: usize,
    steps: Vec<Step>,
    /// What must stand right behind a word that it begins with.
    second: index::Second,
    /// The shapes of digits that it may begin with, as bits of `Numeral`.
    shapes: u32,
    only_after: FxHashSet<WordIx>,
    only_before: FxHashSet<WordIx>,
    not_after: FxHashSet<WordIx>,
    not_before: FxHashSet<WordIx>,
}

#[derive(Debug)]
struct Entry {
    rest: Vec<WordIx>,
    value: WordValue,
}

/// Compiled from `time.toml`.
#[derive(Debug)]
pub struct TimeGrammar {
    /// The rules, in the file's order.
    pub rules: Vec<Rule>,
    words: Dictionary<WordIx>,
    classes: Vec<FxHashMap<WordIx, Vec<Entry>>>,
    number_class: Option<u16>,
    month_class: Option<u16>,
    ambiguous: FxHashSet<WordIx>,
    future: FxHashSet<WordIx>,
    past: FxHashSet<WordIx>,
    /// When its holidays are kept.
    pub holidays: Vec<Holiday>,
    hyphen: WordIx,
    slash: WordIx,
    decimal: char,
    /// By word: the rules that may begin with it.
    starts: Vec<Vec<u16>>,
    number_rules: Vec<u16>,
    /// By the word behind a number: the rules that may begin with that number; under 0 those that may end with it.
    number_then: Vec<Vec<u16>>,
    number_then_number: Vec<u16>,
}

impl TimeGrammar {
    /// The index of a word in lower case; 0 when no rule knows it.
    fn word(&self, lower: Word<'_>) -> WordIx {
        self.words.get(lower).copied().unwrap_or(0)
    }

    /// Whether a word in lower case names a month; for gating.
    pub fn is_month(&self, lower: Word<'_>) -> bool {
        let word = self.word(lower);
        word != 0 && self.month_class.is_some_and(|class| self.classes[class as usize].contains_key(&word))
    }

    /// Whether the atom says that what follows lies ahead ("akan", "will").
    pub fn is_future(&self, atom: &Atom) -> bool {
        self.future.contains(&atom.word)
    }

    /// Whether the atom says that what follows at once lies behind ("since", "ended").
    pub fn is_past(&self, atom: &Atom) -> bool {
        self.past.contains(&atom.word)
    }

    /// Whether the atom is a word that means something else without a capital or at the start of a sentence ("May").
    pub fn is_ambiguous_word(&self, atom: &Atom) -> bool {
        self.ambiguous.contains(&atom.word)
    }

    /// A count in digits, in thousandths.
    fn count(&self, digits: &str) -> Option<i64> {
        // A year is not counted with: "2018 day five".
        if digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")) {
            return None;
        }
        let (whole, fraction) = match digits.rsplit_once(self.decimal) {
            // "5,5" but not "10.000".
            Some((whole, fraction)) if fraction.len() < 3 => (whole, fraction),
            _ => (digits, ""),
        };
        let mut value: i64 = 0;
        for digit in whole.bytes().filter(u8::is_ascii_digit) {
            value = value.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
        }
        let mut value = value.checked_mul(1000)?;
        let mut place = 100;
        for digit in fraction.bytes().filter(u8::is_ascii_digit) {
            value = value.saturating_add(i64::from(digit - b'0') * place);
            place /= 10;
        }
        Some(value)
    }

    /// Runs every example and counter-example; returns how many there were.
    ///
    /// # Errors
    /// The first that does not come out as its rule says.
    pub fn check(&self, language: &Language) -> Result<usize, PackError> {
        crate::timex::check_examples(self, language)
    }
}
