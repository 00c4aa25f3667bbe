//! How a language prints dates on pages.

use crate::lang::pack::{PackError, line_of};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lang) struct RawDates {
    months: Vec<Vec<String>>,
    weekdays: Vec<String>,
    #[serde(default)]
    zones: Vec<(String, String)>,
    #[serde(default)]
    beside: Vec<String>,
    #[serde(default)]
    inside: Vec<String>,
    #[serde(default)]
    day_first: bool,
}

/// How a language prints dates on pages.
#[derive(Debug, Default)]
pub struct DateWords {
    /// Month names and their short forms: the month's number.
    pub months: FxHashMap<String, i8>,
    /// Weekdays.
    pub weekdays: FxHashSet<String>,
    /// Time zones as written: their offset.
    pub zones: FxHashMap<String, String>,
    /// Words that may stand beside a date on its line ("pukul", "diterbitkan").
    pub beside: FxHashSet<String>,
    /// Small words inside a date ("4 de mayo de 2022").
    pub inside: FxHashSet<String>,
    /// Whether 5/6/2024 is the fifth of June.
    pub day_first: bool,
}

/// Compiles the words; there must be twelve months.
pub(in crate::lang) fn dates(code: &str, text: &str, raw: RawDates) -> Result<DateWords, PackError> {
    if raw.months.len() != 12 {
        return Err(PackError::BadEntry {
            code: code.to_owned(),
            file: "furniture.toml".to_owned(),
            line: line_of(text, "months"),
            entry: "months".to_owned(),
            found: format!("has {} entries", raw.months.len()),
            right: "write twelve, each with the month's name and its short forms".to_owned(),
        });
    }
    let lower = |words: Vec<String>| words.into_iter().map(|word| word.to_lowercase()).collect();
    let months = (1i8..)
        .zip(raw.months)
        .flat_map(|(number, names)| names.into_iter().map(move |name| (name.to_lowercase(), number)));
    Ok(DateWords {
        months: months.collect(),
        weekdays: lower(raw.weekdays),
        zones: raw.zones.into_iter().map(|(name, offset)| (name.to_lowercase(), offset)).collect(),
        beside: lower(raw.beside),
        inside: lower(raw.inside),
        day_first: raw.day_first,
    })
}
