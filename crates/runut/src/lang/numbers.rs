//! `numbers.toml`: numerals, bounds, units, and the words around what is counted.

use super::Language;
use super::lexicon::Lexicon;
use super::pack::{PackError, line_of, parse};
use crate::model::Sense;
use rustc_hash::{FxHashMap, FxHashSet};
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
    lists: Sets,
    money_multipliers: BTreeMap<String, f64>,
    verb_starts: Vec<String>,
    verb_ends: Vec<String>,
    unit_names: Vec<(String, UnitKind)>,
    things: FxHashMap<String, String>,
    examples: Vec<(String, Vec<String>, usize)>,
    code: String,
}

/// Word lists that are only asked whether they hold a word.
#[derive(Debug)]
struct Sets {
    not_alone: FxHashSet<String>,
    links: FxHashSet<String>,
    articles: FxHashSet<String>,
    joins: FxHashSet<String>,
    between: FxHashSet<String>,
    and: FxHashSet<String>,
    percent: FxHashSet<String>,
    labels: FxHashSet<String>,
    ordinals: FxHashSet<String>,
    minus: FxHashSet<String>,
    steps: FxHashSet<String>,
    rest: FxHashSet<String>,
    helpers: FxHashSet<String>,
    stops: FxHashSet<String>,
    nouns: FxHashSet<String>,
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

/// The lists of `[lists]`.
const LISTS: [&str; 20] = [
    "teens",
    "halves",
    "not_alone",
    "links",
    "articles",
    "joins",
    "between",
    "and",
    "percent",
    "labels",
    "ordinals",
    "minus",
    "steps",
    "rest",
    "states",
    "helpers",
    "stops",
    "verb_starts",
    "verb_ends",
    "nouns",
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
        let (verb_starts, verb_ends) = (list("verb_starts"), list("verb_ends"));
        let mut set = |name: &str| list(name).into_iter().collect::<FxHashSet<_>>();
        let lists = Sets {
            not_alone: set("not_alone"),
            links: set("links"),
            articles: set("articles"),
            joins: set("joins"),
            between: set("between"),
            and: set("and"),
            percent: set("percent"),
            labels: set("labels"),
            ordinals: set("ordinals"),
            minus: set("minus"),
            steps: set("steps"),
            rest: set("rest"),
            helpers: set("helpers"),
            stops: set("stops"),
            nouns: set("nouns"),
        };
        let examples = file.examples.into_iter().chain(file.never).map(|example| {
            let line = line_of(text, &example.text);
            (example.text, example.figures, line)
        });
        let things = file.things.into_iter();
        let things = things.flat_map(|(key, words)| words.into_iter().map(move |word| (word, key.clone())));
        Ok(Self {
            things: things.collect(),
            numerals,
            bounds,
            bounds_behind,
            units,
            states,
            head_first,
            lists,
            money_multipliers: file.money_multipliers,
            verb_starts,
            verb_ends,
            unit_names,
            examples: examples.collect(),
            code: code.to_owned(),
        })
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

    /// Whether a number word alone is no count.
    pub fn is_no_count_alone(&self, word: &str) -> bool {
        self.lists.not_alone.contains(word)
    }

    /// Whether a word may stand inside a number.
    pub fn is_link(&self, word: &str) -> bool {
        self.lists.links.contains(word)
    }

    /// Whether a word makes one of the multiplier behind it.
    pub fn is_article(&self, word: &str) -> bool {
        self.lists.articles.contains(word)
    }

    /// Whether a word or mark stands between the ends of a range.
    pub fn is_join(&self, word: &str) -> bool {
        self.lists.joins.contains(word)
    }

    /// Whether a word opens a range whose ends `is_and` joins.
    pub fn is_between(&self, word: &str) -> bool {
        self.lists.between.contains(word)
    }

    /// Whether a word joins the ends of a range that `is_between` opened.
    pub fn is_and(&self, word: &str) -> bool {
        self.lists.and.contains(word)
    }

    /// Whether a word or mark means hundredths.
    pub fn is_percent(&self, word: &str) -> bool {
        self.lists.percent.contains(word)
    }

    /// Whether the number behind this word is a name ("page 7").
    pub fn is_label(&self, word: &str) -> bool {
        self.lists.labels.contains(word)
    }

    /// Whether letters behind digits make an ordinal.
    pub fn is_ordinal(&self, word: &str) -> bool {
        self.lists.ordinals.contains(word)
    }

    /// Whether a word or mark makes the number behind it a negative one.
    pub fn is_minus(&self, word: &str) -> bool {
        self.lists.minus.contains(word)
    }

    /// Whether the number behind this word is a step and no end of a range ("by 5 to 12").
    pub fn is_step(&self, word: &str) -> bool {
        self.lists.steps.contains(word)
    }

    /// What a letter behind an amount of money multiplies it by ("$5m", "Rp 3 T").
    pub fn money_multiplier(&self, word: &str) -> Option<f64> {
        self.money_multipliers.get(word).copied()
    }

    /// Whether a word means more of the things counted before.
    pub fn is_rest(&self, word: &str) -> bool {
        self.lists.rest.contains(word)
    }

    /// Whether a word may stand between what is counted and what became of it.
    pub fn is_helper(&self, word: &str) -> bool {
        self.lists.helpers.contains(word)
    }

    /// Whether what is counted ends before this word; `first` when nothing is counted yet.
    pub fn ends_noun(&self, word: &str, first: bool) -> bool {
        if self.lists.stops.contains(word) {
            return true;
        }
        if self.lists.nouns.contains(word) {
            return false;
        }
        let starts = |start: &String| word.len() > start.len() + 3 && word.starts_with(&**start);
        let ends = |end: &String| word.len() > end.len() + 1 && word.ends_with(&**end);
        self.verb_starts.iter().any(starts) || !first && self.verb_ends.iter().any(ends)
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
