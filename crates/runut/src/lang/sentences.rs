//! `sentences.toml`: what ends no sentence.

use super::pack::{PackError, parse};
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// What a language's pack says about the ends of sentences.
#[derive(Debug, Default)]
pub struct SentenceRules {
    abbreviations: FxHashSet<String>,
    subordinators: FxHashSet<String>,
    date_prepositions: FxHashSet<String>,
    date_determiners: FxHashSet<String>,
    date_comparators: FxHashSet<String>,
    nouns_before_day: FxHashSet<String>,
    nouns_behind_day: FxHashSet<String>,
    openers: FxHashSet<String>,
    back_pointers: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    abbreviations: Vec<String>,
    #[serde(default)]
    subordinators: Vec<String>,
    #[serde(default)]
    date_prepositions: Vec<String>,
    #[serde(default)]
    date_determiners: Vec<String>,
    #[serde(default)]
    date_comparators: Vec<String>,
    #[serde(default)]
    nouns_before_day: Vec<String>,
    #[serde(default)]
    nouns_behind_day: Vec<String>,
    #[serde(default)]
    openers: Vec<String>,
    #[serde(default)]
    back_pointers: Vec<String>,
}

impl SentenceRules {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`.
    pub fn read(code: &str, text: &str) -> Result<Self, PackError> {
        let file: File = parse(code, "sentences.toml", text)?;
        let lower = |words: Vec<String>| words.into_iter().map(|word| word.to_lowercase()).collect();
        Ok(Self {
            abbreviations: lower(file.abbreviations),
            subordinators: lower(file.subordinators),
            date_prepositions: lower(file.date_prepositions),
            date_determiners: lower(file.date_determiners),
            date_comparators: lower(file.date_comparators),
            nouns_before_day: lower(file.nouns_before_day),
            nouns_behind_day: lower(file.nouns_behind_day),
            openers: lower(file.openers),
            back_pointers: lower(file.back_pointers),
        })
    }

    /// Whether a date behind this word (lower case) belongs to a clause or phrase of its own, and not to what the
    /// sentence tells ("since", "that", "which").
    pub fn subordinates(&self, word: &str) -> bool {
        self.subordinators.contains(word)
    }

    /// Whether a month or year right behind this word (lower case) tells when, and not which ("in 1974").
    pub fn dates(&self, word: &str) -> bool {
        self.date_prepositions.is_empty() || self.date_prepositions.contains(word)
    }

    /// Whether a date right behind this word (lower case) tells which, where a noun follows ("the 4 June hearing").
    pub fn determines(&self, word: &str) -> bool {
        self.date_determiners.contains(word)
    }

    /// Whether a month or year right behind this word (lower case) is what something is compared with ("than last year").
    pub fn compares(&self, word: &str) -> bool {
        self.date_comparators.contains(word)
    }

    /// Whether a bare day right behind this noun (lower case) tells which ("serangan 4 Juni").
    pub fn is_before_day(&self, noun: &str) -> bool {
        self.nouns_before_day.contains(noun)
    }

    /// Whether a day right before this noun (lower case) tells which ("4 June attacks").
    pub fn is_behind_day(&self, noun: &str) -> bool {
        self.nouns_behind_day.contains(noun)
    }

    /// Whether this word (lower case) may open a sentence before its subject ("but", "namun").
    pub fn opens(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// Whether one or two words (lower case) mean what stands before the sentence ("he", "hal itu").
    pub fn points_back(&self, words: &str) -> bool {
        self.back_pointers.contains(words)
    }

    /// Whether a full stop after this word (lower case, without the stop) belongs to the word.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// Whether the pack says nothing.
    pub fn is_empty(&self) -> bool {
        self.abbreviations.is_empty()
    }
}
