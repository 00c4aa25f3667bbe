//! `time.toml`: the words of time and the rules that put them together, read and compiled.

mod matcher;
mod numerals;
mod pattern;
mod words;

pub use matcher::{Atom, Match, Parts};
pub use words::{Deictic, Edge, Holiday, Part, Quantity, Shift, Unit, UnitCode};

use super::Language;
use super::pack::{PackError, line_of, parse};
use pattern::{Lexicon, PatternError, SLOTS, Step, WordIx};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use words::WordValue;

const FILE: &str = "time.toml";

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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    classes: BTreeMap<String, BTreeMap<String, toml::Value>>,
    #[serde(default)]
    words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    fragments: BTreeMap<String, String>,
    #[serde(default)]
    ambiguous: Vec<String>,
    #[serde(default)]
    future: Vec<String>,
    #[serde(default)]
    decimal: Option<String>,
    #[serde(default)]
    rule: Vec<RawRule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    name: String,
    pattern: String,
    means: Means,
    /// Of an expression whose words alone do not say: `PAST_REF`.
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    shift: Option<String>,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    anywhere: bool,
    #[serde(default)]
    only_after: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    never: Vec<String>,
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
    only_after: FxHashSet<WordIx>,
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
    words: FxHashMap<String, WordIx>,
    classes: Vec<FxHashMap<WordIx, Vec<Entry>>>,
    number_class: Option<u16>,
    month_class: Option<u16>,
    ambiguous: FxHashSet<WordIx>,
    future: FxHashSet<WordIx>,
    hyphen: WordIx,
    slash: WordIx,
    decimal: char,
    /// By word: the rules that may begin with it.
    starts: Vec<Vec<u16>>,
    number_rules: Vec<u16>,
}

impl TimeGrammar {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`.
    pub fn read(code: &str, text: &str) -> Result<Self, PackError> {
        let file: File = parse(code, FILE, text)?;
        let bad = |entry: &str, found: &str, right: &str| PackError::BadEntry {
            code: code.to_owned(),
            file: FILE.to_owned(),
            line: line_of(text, entry),
            entry: entry.to_owned(),
            found: found.to_owned(),
            right: right.to_owned(),
        };
        let mut words = FxHashMap::default();
        let mut names: FxHashMap<String, u16> = FxHashMap::default();
        let mut classes: Vec<FxHashMap<WordIx, Vec<Entry>>> = Vec::new();
        let none = (FxHashMap::default(), BTreeMap::new());
        let mut lexicon = Lexicon { words: &mut words, classes: &none.0, fragments: &none.1 };
        let (hyphen, slash) = (lexicon.word("-"), lexicon.word("/"));
        let mut add = |class: &mut FxHashMap<WordIx, Vec<Entry>>, phrase: &str, value: WordValue| {
            let mut phrase = pattern::pieces(phrase).into_iter().map(|(piece, _)| lexicon.word(piece));
            if let Some(first) = phrase.next() {
                class.entry(first).or_default().push(Entry { rest: phrase.collect(), value });
            }
        };
        for (class, entries) in &file.classes {
            if !WordValue::CLASSES.contains(&class.as_str()) {
                let right = format!("classes are {}", WordValue::CLASSES.join(", "));
                return Err(bad(class, "is no class of words with values", &right));
            }
            let mut compiled = FxHashMap::default();
            for (phrase, value) in entries {
                let value = match value {
                    toml::Value::String(text) => text.clone(),
                    toml::Value::Integer(number) => number.to_string(),
                    _ => String::new(),
                };
                let value = WordValue::read(class, &value).ok_or_else(|| {
                    bad(
                        phrase,
                        &format!("= {value:?} means nothing in [classes.{class}]"),
                        "see docs/packs.md for its values",
                    )
                })?;
                add(&mut compiled, phrase, value);
            }
            names.insert(class.clone(), classes.len() as u16);
            classes.push(compiled);
        }
        for (class, phrases) in &file.words {
            let mut compiled = FxHashMap::default();
            phrases.iter().for_each(|phrase| add(&mut compiled, phrase, WordValue::Nothing));
            names.insert(class.clone(), classes.len() as u16);
            classes.push(compiled);
        }
        // The longest phrase first, then as in the file's order of keys.
        for entries in classes.iter_mut().flat_map(FxHashMap::values_mut) {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        let mut lexicon = Lexicon { words: &mut words, classes: &names, fragments: &file.fragments };
        let mut rules = Vec::with_capacity(file.rule.len());
        for raw in file.rule {
            let line = line_of(text, &format!("name = {:?}", raw.name));
            let steps = pattern::compile(&raw.pattern, &mut lexicon).map_err(|error| match error {
                PatternError::UnknownSlot(slot) => {
                    let mut slots: Vec<&str> = SLOTS.iter().map(|(slot, _)| *slot).collect();
                    slots.extend(names.keys().map(String::as_str));
                    slots.extend(file.fragments.keys().map(String::as_str));
                    slots.sort_unstable();
                    PackError::UnknownSlot {
                        code: code.to_owned(),
                        file: FILE.to_owned(),
                        line,
                        rule: raw.name.clone(),
                        slot,
                        slots: slots.iter().map(|slot| format!("{{{slot}}}")).collect::<Vec<_>>().join(" "),
                    }
                }
                PatternError::Brackets => PackError::BadEntry {
                    code: code.to_owned(),
                    file: FILE.to_owned(),
                    line,
                    entry: raw.name.clone(),
                    found: "has a bracket without its partner, or fragments that hold each other".to_owned(),
                    right: "close every [ < { that is opened".to_owned(),
                },
            })?;
            let wrong = |field: &str, value: &str| {
                bad(&raw.name, &format!("has {field} = {value:?}"), "see docs/packs.md")
            };
            let mut list = |words: &[String]| words.iter().map(|word| lexicon.word(word)).collect();
            rules.push(Rule {
                steps,
                line,
                means: raw.means,
                value: raw.value,
                shift: raw.shift.map(|s| Shift::read(&s).ok_or_else(|| wrong("shift", &s))).transpose()?,
                unit: raw.unit.map(|u| Unit::read(&u).ok_or_else(|| wrong("unit", &u))).transpose()?,
                anywhere: raw.anywhere,
                examples: raw.examples,
                never: raw.never,
                only_after: list(&raw.only_after),
                not_after: list(&raw.not_after),
                not_before: list(&raw.not_before),
                name: raw.name,
            });
        }
        let ambiguous = file.ambiguous.iter().map(|word| lexicon.word(word)).collect();
        let future = file.future.iter().map(|word| lexicon.word(word)).collect();
        let mut grammar = Self {
            starts: vec![Vec::new(); words.len() + 1],
            number_rules: Vec::new(),
            number_class: names.get("number").copied(),
            month_class: names.get("month").copied(),
            decimal: file.decimal.and_then(|mark| mark.chars().next()).unwrap_or('.'),
            rules,
            words,
            classes,
            ambiguous,
            future,
            hyphen,
            slash,
        };
        grammar.index();
        Ok(grammar)
    }

    /// Notes for each word which rules may begin with it.
    fn index(&mut self) {
        for (index, rule) in self.rules.iter().enumerate() {
            let index = index as u16;
            let firsts = pattern::firsts(&rule.steps);
            let mut words = firsts.words;
            for class in firsts.classes {
                words.extend(self.classes[class as usize].keys().copied());
            }
            // "{number}" may be spelled out.
            if firsts.number
                && let Some(class) = self.number_class
            {
                words.extend(self.classes[class as usize].keys().copied());
            }
            words.iter().for_each(|&word| self.starts[word as usize].push(index));
            if firsts.number {
                self.number_rules.push(index);
            }
        }
    }

    /// The index of a word in lower case; 0 when no rule knows it.
    fn word(&self, lower: &str) -> WordIx {
        self.words.get(lower).copied().unwrap_or(0)
    }

    /// Whether a word in lower case names a month; for gating.
    pub fn is_month(&self, lower: &str) -> bool {
        let word = self.word(lower);
        word != 0 && self.month_class.is_some_and(|class| self.classes[class as usize].contains_key(&word))
    }

    /// Whether the atom says that what follows lies ahead ("akan", "will").
    pub fn is_future(&self, atom: &Atom) -> bool {
        self.future.contains(&atom.word)
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
