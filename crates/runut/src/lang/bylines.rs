//! Words of bylines: what stands before, between and behind the names of writers, and what is no name at all.
//!
//! A part of `furniture.toml`, and of `abroad.toml` for languages that have no pack.

use super::DateWords;
use super::furniture::{RawDates, dates};
use super::pack::{PackError, parse};
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// The words as a pack has them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawBylines {
    by: Vec<String>,
    labels: Vec<String>,
    pictures: Vec<String>,
    joins: Vec<String>,
    behind: Vec<String>,
    roles: Vec<String>,
    teams: Vec<String>,
    companies: Vec<String>,
}

/// Words of bylines, in small letters.
#[derive(Debug, Default)]
pub struct BylineWords {
    /// Before a name ("written by"), the longest first.
    pub by: Vec<String>,
    /// Before a name, with a colon or alone on a line ("author"), the longest first.
    pub labels: Vec<String>,
    /// Before the name of somebody who did not write ("photo").
    pub pictures: FxHashSet<String>,
    /// Between two names, a blank on both sides (" and ").
    pub joins: Vec<String>,
    /// Behind a name ("updated"): what follows is none of it.
    pub behind: FxHashSet<String>,
    /// Words that make it a role or a department and nobody's name.
    pub roles: FxHashSet<String>,
    /// Those of them that stand for several people, and belong to the name ("Muara News Desk").
    pub teams: FxHashSet<String>,
    /// Words that make it a company.
    pub companies: FxHashSet<String>,
}

impl BylineWords {
    pub(super) fn new(raw: RawBylines) -> Self {
        let lower = |words: Vec<String>| words.into_iter().map(|word| word.to_lowercase());
        let longest_first = |words: Vec<String>| {
            let mut words: Vec<String> = lower(words).collect();
            words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            words
        };
        Self {
            by: longest_first(raw.by),
            labels: longest_first(raw.labels),
            pictures: lower(raw.pictures).collect(),
            joins: lower(raw.joins).map(|word| format!(" {word} ")).collect(),
            behind: lower(raw.behind).collect(),
            roles: lower(raw.roles.clone()).chain(lower(raw.teams.clone())).collect(),
            teams: lower(raw.teams).collect(),
            companies: lower(raw.companies).collect(),
        }
    }
}

/// What is known of languages that have no pack.
#[derive(Debug, Default)]
pub struct Abroad {
    /// How they print dates.
    pub dates: DateWords,
    /// How they print bylines.
    pub bylines: BylineWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    dates: RawDates,
    bylines: RawBylines,
}

impl Abroad {
    /// Reads `abroad.toml`.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`.
    pub fn read(text: &str) -> Result<Self, PackError> {
        let file: File = parse("abroad", "abroad.toml", text)?;
        Ok(Self { dates: dates("abroad", text, file.dates)?, bylines: BylineWords::new(file.bylines) })
    }
}
