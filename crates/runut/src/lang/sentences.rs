//! `sentences.toml`: what ends no sentence.

use super::pack::{PackError, parse};
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// What a language's pack says about the ends of sentences.
#[derive(Debug, Default)]
pub struct SentenceRules {
    abbreviations: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    abbreviations: Vec<String>,
}

impl SentenceRules {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`.
    pub fn read(code: &str, text: &str) -> Result<Self, PackError> {
        let file: File = parse(code, "sentences.toml", text)?;
        let abbreviations = file.abbreviations.into_iter().map(|word| word.to_lowercase()).collect();
        Ok(Self { abbreviations })
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
