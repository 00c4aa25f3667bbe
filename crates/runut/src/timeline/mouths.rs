//! One mouth under a short and a long name: within one event "Rani" is Rani Mahesa where no other Rani speaks.

use super::items::Item;
use crate::model::{ArticleIx, MentionKind, Reading};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Whether all words of one name stand in the other, in order ("Rani Mahesa", "Rani Putri Mahesa").
pub(crate) fn names_in_order(name: &str, whole: &str) -> bool {
    let mut words = whole.split_whitespace();
    !name.is_empty() && name.split_whitespace().all(|part| words.any(|word| word == part))
}

/// Whether the item's speaker is a person: "Israel" is no short name of the army of Israel.
fn is_person(item: &Item, readings: &[Reading]) -> bool {
    let all = &readings[item.article].annotations;
    let speaker = item.statement.and_then(|ix| all.statements.get(ix)?.speaker);
    let entity = speaker.and_then(|speaker| all.entities.get(speaker));
    entity.is_some_and(|entity| entity.kind == MentionKind::Person)
}

/// Gives every item of a person with a short name the key of the one person of its event whose longer name holds it.
/// The name that is shown stays as it is printed.
pub(super) fn mouths(items: &mut [Item], readings: &[Reading], event_of: &FxHashMap<ArticleIx, usize>) {
    let mut people: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let (Some(speaker), Some(&event)) = (&item.speaker, event_of.get(&item.article)) else { continue };
        if is_person(item, readings) {
            people.entry(event).or_default().insert(speaker.clone());
            found.push((at, event));
        }
    }
    for (at, event) in found {
        let Some(name) = items[at].speaker.clone() else { continue };
        let longer = people[&event].iter().filter(|other| **other != name && names_in_order(&name, other));
        let longer: Vec<&String> = longer.collect();
        // "Rani", "Rani Mahesa" and "Rani Putri Mahesa" are one; "Rani Mahesa" and "Rani Wulan" leave it open.
        let whole = longer.iter().max_by_key(|other| other.split_whitespace().count());
        if let Some(whole) = whole.filter(|whole| longer.iter().all(|other| names_in_order(other, whole))) {
            items[at].speaker = Some((*whole).clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::names_in_order;

    #[test]
    fn a_short_name_is_held_by_words_in_order() {
        for (name, whole, held) in [
            ("rani", "rani mahesa", true),
            ("rani mahesa", "rani putri mahesa", true),
            ("mahesa rani", "rani mahesa", false),
            ("ran", "rani mahesa", false),
            ("", "rani mahesa", false),
        ] {
            assert_eq!(names_in_order(name, whole), held, "{name} / {whole}");
        }
    }
}
