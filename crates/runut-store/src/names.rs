//! The engine's words for kinds and ways, as the tables have them: those of the JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// A kind by its name.
pub(crate) fn name<T: Serialize>(kind: T) -> String {
    match serde_json::to_value(kind) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The kind of this name; the one given where the file has a name that we do not know.
pub(crate) fn kind<T: DeserializeOwned>(name: String, otherwise: T) -> T {
    serde_json::from_value(Value::String(name)).unwrap_or(otherwise)
}

/// Names of rules are part of the program where they are found; from a file they are learned, each once.
pub(crate) fn rule(name: &str) -> &'static str {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    /// More names than any version has; a file that brings more is not ours to keep in memory.
    const MOST: usize = 1_000;
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = known.get(name) {
        return known;
    }
    if known.len() >= MOST || name.len() > 200 {
        return "";
    }
    let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
    known.insert(name);
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use runut::model::{Sense, SpeakerHow};

    #[test]
    fn a_kind_has_the_name_of_the_json_and_comes_back_from_it() {
        assert_eq!(name(Sense::AtLeast), "at least");
        assert_eq!(kind(name(Sense::AtLeast), Sense::Exact), Sense::AtLeast);
        assert_eq!(kind("unheard of".to_owned(), SpeakerHow::Named), SpeakerHow::Named);
    }
}
