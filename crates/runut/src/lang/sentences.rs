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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    abbreviations: Vec<String>,
    #[serde(default)]
    subordinators: Vec<String>,
    #[serde(default)]
    date_prepositions: Vec<String>,
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

    /// Whether a full stop after this word (lower case, without the stop) belongs to the word.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// Whether the pack says nothing.
    pub fn is_empty(&self) -> bool {
        self.abbreviations.is_empty()
    }
}
