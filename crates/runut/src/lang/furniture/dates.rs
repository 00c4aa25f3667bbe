//! How a language prints dates on pages.

use crate::lang::pack::{PackError, line_of};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lang) struct RawDates {
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
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
    /// Weekdays and their short forms: Monday is 1.
    pub weekdays: FxHashMap<String, i8>,
    /// Time zones as written: their offset.
    pub zones: FxHashMap<String, String>,
    /// Words that may stand beside a date on its line ("pukul", "diterbitkan").
    pub beside: FxHashSet<String>,
    /// Small words inside a date ("4 de mayo de 2022").
    pub inside: FxHashSet<String>,
    /// Whether 5/6/2024 is the fifth of June.
    pub day_first: bool,
}

/// Compiles the words; there must be twelve months, and seven weekdays or none.
pub(in crate::lang) fn dates(code: &str, text: &str, raw: RawDates) -> Result<DateWords, PackError> {
    let bad = |entry: &str, found: usize, right: &str| PackError::BadEntry {
        code: code.to_owned(),
        file: "furniture.toml".to_owned(),
        line: line_of(text, entry),
        entry: entry.to_owned(),
        found: format!("has {found} entries"),
        right: right.to_owned(),
    };
    if raw.months.len() != 12 {
        let right = "write twelve, each with the month's name and its short forms";
        return Err(bad("months", raw.months.len(), right));
    }
    if !matches!(raw.weekdays.len(), 0 | 7) {
        let right = "write seven, from Monday to Sunday, each with the day's name and its short forms";
        return Err(bad("weekdays", raw.weekdays.len(), right));
    }
    let lower = |words: Vec<String>| words.into_iter().map(|word| word.to_lowercase()).collect();
    let numbered = |names: Vec<Vec<String>>| {
        let named = |(number, names): (i8, Vec<String>)| {
            names.into_iter().map(move |name| (name.to_lowercase(), number))
        };
        (1i8..).zip(names).flat_map(named).collect()
    };
    Ok(DateWords {
        months: numbered(raw.months),
        weekdays: numbered(raw.weekdays),
        zones: raw.zones.into_iter().map(|(name, offset)| (name.to_lowercase(), offset)).collect(),
        beside: lower(raw.beside),
        inside: lower(raw.inside),
        day_first: raw.day_first,
    })
}
