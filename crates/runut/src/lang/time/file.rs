//! Reads `time.toml`: words get their values, patterns are compiled, mistakes are told by line.

use super::index::Second;
use super::pattern::{self, Lexicon, PatternError, SLOTS, WordIx};
use super::words::{Shift, Unit, WordValue};
use super::{Entry, Example, Holiday, Means, Rule, TimeGrammar};
use crate::lang::pack::{PackError, line_of, parse};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

const FILE: &str = "time.toml";

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
    past: Vec<String>,
    #[serde(default)]
    feasts: BTreeMap<String, Vec<String>>,
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
    only_before: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    never: Vec<String>,
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
        let mut holidays = Vec::new();
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
                let read = if matches!(class.as_str(), "holiday" | "feast") {
                    Holiday::read(&value, &file.feasts).map(|holiday| {
                        holidays.push(holiday);
                        WordValue::Holiday(holidays.len() as u16 - 1)
                    })
                } else {
                    WordValue::read(class, &value)
                };
                let value = read.ok_or_else(|| {
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
                second: Second::default(),
                shapes: 0,
                line,
                means: raw.means,
                value: raw.value,
                shift: raw.shift.map(|s| Shift::read(&s).ok_or_else(|| wrong("shift", &s))).transpose()?,
                unit: raw.unit.map(|u| Unit::read(&u).ok_or_else(|| wrong("unit", &u))).transpose()?,
                anywhere: raw.anywhere,
                examples: raw.examples,
                never: raw.never,
                only_after: list(&raw.only_after),
                only_before: list(&raw.only_before),
                not_after: list(&raw.not_after),
                not_before: list(&raw.not_before),
                name: raw.name,
            });
        }
        let ambiguous = file.ambiguous.iter().map(|word| lexicon.word(word)).collect();
        let future = file.future.iter().map(|word| lexicon.word(word)).collect();
        let past = file.past.iter().map(|word| lexicon.word(word)).collect();
        let mut grammar = Self {
            starts: vec![Vec::new(); words.len() + 1],
            number_rules: Vec::new(),
            number_then: vec![Vec::new(); words.len() + 1],
            number_then_number: Vec::new(),
            number_class: names.get("number").copied(),
            month_class: names.get("month").copied(),
            decimal: file.decimal.and_then(|mark| mark.chars().next()).unwrap_or('.'),
            rules,
            words: words.into_iter().collect(),
            classes,
            ambiguous,
            future,
            past,
            holidays,
            hyphen,
            slash,
        };
        grammar.index();
        Ok(grammar)
    }
}
