//! `numbers.toml`: numerals, bounds, units, and the words around what is counted.

use super::Language;
use super::dictionary::Dictionary;
use super::lexicon::Lexicon;
use super::number_lists::{LISTS, Sets};
use super::pack::{PackError, line_of, parse};
use crate::model::{Sense, Word};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a word adds to a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Numeral {
    /// Its own value.
    Value(f64),
    /// Multiplies what stands before.
    Times(f64),
    /// Adds ten to what stands before.
    Teen,
    /// Half of what stands behind.
    Half,
    /// A round word without a number: from, to.
    Indefinite(f64, f64),
}

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// Money.
    Currency,
    /// Length, weight, time and their like.
    Measure,
}

/// Compiled from `numbers.toml`.
#[derive(Debug)]
pub struct Numbers {
    /// Number words.
    pub numerals: Lexicon<Numeral>,
    /// The words that a number in words, or a part of a whole, may begin with.
    starts: Dictionary<()>,
    /// Words before a number that say how it is meant.
    pub bounds: Lexicon<Sense>,
    /// The same behind it.
    pub bounds_behind: Lexicon<Sense>,
    /// Units; the value is for `unit`.
    pub units: Lexicon<usize>,
    /// What becomes of what is counted.
    pub states: Lexicon<()>,
    /// Whether the head of what is counted stands first.
    pub head_first: bool,
    pub(super) lists: Sets,
    pub(super) money_multipliers: BTreeMap<String, f64>,
    pub(super) verb_starts: Vec<String>,
    pub(super) verb_ends: Vec<String>,
    pub(super) adverb_ends: Vec<String>,
    /// The word that makes a rate of two units ("per").
    pub per: String,
    /// Between a number and that of which it is so many: "seven in ten".
    pub ratio_links: Lexicon<()>,
    /// The name of the unit that stands before its number ("magnitude").
    pub unit_before: String,
    /// Parts of a whole in words ("two-thirds"): how many, of how many.
    pub fractions: Lexicon<(u8, u8)>,
    unit_names: Vec<(String, UnitKind)>,
    things: FxHashMap<String, String>,
    examples: Vec<(String, Vec<String>, usize)>,
    code: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    head: String,
    #[serde(default)]
    words: BTreeMap<String, f64>,
    #[serde(default)]
    multipliers: BTreeMap<String, f64>,
    #[serde(default)]
    money_multipliers: BTreeMap<String, f64>,
    #[serde(default)]
    indefinite: BTreeMap<String, (f64, f64)>,
    #[serde(default)]
    fractions: BTreeMap<String, (u8, u8)>,
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    bounds: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    currencies: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    measures: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    things: BTreeMap<String, Vec<String>>,
    #[serde(default, rename = "example")]
    examples: Vec<Example>,
    #[serde(default)]
    never: Vec<Example>,
}

/// A sentence and its figures as `figures` of the check writes them: "1250 warga (about)".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    #[serde(default)]
    figures: Vec<String>,
}

/// The senses by the names the file gives them.
const BOUNDS: [(&str, Sense); 5] = [
    ("about", Sense::About),
    ("at_least", Sense::AtLeast),
    ("at_most", Sense::AtMost),
    ("more_than", Sense::MoreThan),
    ("less_than", Sense::LessThan),
];

impl Numbers {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`.
    pub fn read(code: &str, text: &str) -> Result<Self, PackError> {
        let mut file: File = parse(code, "numbers.toml", text)?;
        let wrong = |entry: &str, right: String| PackError::BadEntry {
            code: code.to_owned(),
            file: "numbers.toml".to_owned(),
            line: line_of(text, entry),
            entry: entry.to_owned(),
            found: "is not known".to_owned(),
            right,
        };
        let head_first = match file.head.as_str() {
            "first" => true,
            "last" => false,
            other => return Err(wrong(other, "write head = \"first\" or \"last\"".to_owned())),
        };
        if let Some(list) = file.lists.keys().find(|list| !LISTS.contains(&list.as_str())) {
            return Err(wrong(list, format!("lists are {}", LISTS.join(", "))));
        }
        let mut fractions = Lexicon::default();
        for (words, (part, whole)) in &file.fractions {
            if *whole == 0 {
                return Err(wrong(
                    words,
                    "a part of nothing is none: write how many, of how many".to_owned(),
                ));
            }
            fractions.add(words, false, (*part, *whole));
        }
        let file_rates = file.lists.get("rates").cloned().unwrap_or_default();
        let unit_before =
            file.lists.get("units_before").and_then(|words| words.first()).cloned().unwrap_or_default();
        let mut list = |name: &str| file.lists.remove(name).unwrap_or_default();
        let mut numerals = Lexicon::default();
        let all = file.words.iter().map(|(word, value)| (word, Numeral::Value(*value)));
        let all = all.chain(file.multipliers.iter().map(|(word, value)| (word, Numeral::Times(*value))));
        let all =
            all.chain(file.indefinite.iter().map(|(word, ends)| (word, Numeral::Indefinite(ends.0, ends.1))));
        all.for_each(|(word, numeral)| numerals.add(word, false, numeral));
        list("teens").iter().for_each(|word| numerals.add(word, false, Numeral::Teen));
        list("halves").iter().for_each(|word| numerals.add(word, false, Numeral::Half));
        let (mut bounds, mut bounds_behind) = (Lexicon::default(), Lexicon::default());
        for (name, phrases) in &file.bounds {
            let (into, plain) = match name.strip_prefix("behind_") {
                Some(plain) => (&mut bounds_behind, plain),
                None => (&mut bounds, name.as_str()),
            };
            let Some((_, sense)) = BOUNDS.iter().find(|(known, _)| *known == plain) else {
                return Err(wrong(name, format!("bounds are {}", BOUNDS.map(|(known, _)| known).join(", "))));
            };
            phrases.iter().for_each(|phrase| into.add(phrase, false, *sense));
        }
        let mut units = Lexicon::default();
        let mut unit_names = Vec::new();
        for (table, kind) in [(&file.currencies, UnitKind::Currency), (&file.measures, UnitKind::Measure)] {
            for (name, forms) in table {
                forms.iter().for_each(|form| units.add(form, false, unit_names.len()));
                unit_names.push((name.clone(), kind));
            }
        }
        let mut states = Lexicon::default();
        list("states").iter().for_each(|state| states.add(state, false, ()));
        let mut ratio_links = Lexicon::default();
        list("ratio_links").iter().for_each(|words| ratio_links.add(words, false, ()));
        let (verb_starts, verb_ends) = (list("verb_starts"), list("verb_ends"));
        let adverb_ends = list("adverb_ends");
        let per = file_rates.first().cloned().unwrap_or_default();
        let lists = Sets::read(&mut list);
        let starts = numerals.firsts().chain(fractions.firsts());
        let starts = starts.chain(lists.articles.iter().map(String::as_str));
        let starts = starts.map(|word| (word.to_owned(), ())).collect();
        let examples = file.examples.into_iter().chain(file.never).map(|example| {
            let line = line_of(text, &example.text);
            (example.text, example.figures, line)
        });
        let things = file.things.into_iter();
        let things = things.flat_map(|(key, words)| words.into_iter().map(move |word| (word, key.clone())));
        Ok(Self {
            things: things.collect(),
            numerals,
            starts,
            bounds,
            bounds_behind,
            units,
            states,
            head_first,
            lists,
            money_multipliers: file.money_multipliers,
            verb_starts,
            verb_ends,
            adverb_ends,
            fractions,
            ratio_links,
            per,
            unit_before,
            unit_names,
            examples: examples.collect(),
            code: code.to_owned(),
        })
    }

    /// Whether a number, or a part of a whole, may begin with a word: with one of its words, with two of them in one
    /// ("twenty-five"), or with letters before digits ("Rp900").
    pub fn may_start(&self, word: Word<'_>) -> bool {
        let bytes = word.text.as_bytes();
        bytes.last().is_some_and(u8::is_ascii_digit)
            || bytes.contains(&b'-')
            || self.starts.get(word).is_some()
    }

    /// A unit's name and kind.
    pub fn unit(&self, at: usize) -> (&str, UnitKind) {
        let (name, kind) = &self.unit_names[at];
        (name, *kind)
    }

    /// The name, the same in every language, of what a word (lower case) counts.
    pub fn thing(&self, word: &str) -> Option<&str> {
        self.things.get(word).map(String::as_str)
    }

    /// Runs every example and counter-example; returns how many there were.
    ///
    /// # Errors
    /// The first that does not come out as it says.
    pub fn check(&self, language: &Language) -> Result<usize, PackError> {
        for (text, expected, line) in &self.examples {
            let found = crate::quantity::in_sentence(text, language);
            if found != *expected {
                return Err(PackError::ExampleFails {
                    code: self.code.clone(),
                    file: "numbers.toml".to_owned(),
                    line: *line,
                    rule: "example".to_owned(),
                    text: text.clone(),
                    found: format!("{found:?}"),
                    expected: format!("{expected:?}"),
                });
            }
        }
        Ok(self.examples.len())
    }
}
