//! One quotation in two wordings, or in two mouths.

use super::outlet;
use crate::model::{Disagreement, DisagreementKind, Reading, Side, Story};
use crate::story::Register;
use crate::timeline::{Item, Told, names_in_order};

/// Words of a quotation from which a difference says something.
const WORDS: usize = 4;

/// Quotations of one utterance whose words differ between outlets, both in one language.
///
/// Not shown: a shorter quotation that stands in the longer one word for word.
pub(super) fn wordings(told: &[Told], readings: &[Reading]) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for told in told {
        let quoted: Vec<&Item> = told.items.iter().filter(|item| item.direct && !item.title).collect();
        let fresh = |item: &Item, other: &Item| {
            other.language == item.language
                && outlet(&readings[other.article]) != outlet(&readings[item.article])
                && differ(other, item)
        };
        // A translation differs from every other wording, so only those of one language are held side by side.
        let mut shown: Vec<&Item> = Vec::new();
        for (at, first) in quoted.iter().enumerate() {
            shown = vec![first];
            for item in &quoted[at + 1..] {
                if shown.iter().all(|other| fresh(other, item)) {
                    shown.push(item);
                }
            }
            if shown.len() >= 2 {
                break;
            }
        }
        if shown.len() < 2 {
            continue;
        }
        let speaker = shown[0].speaker_name.as_deref().unwrap_or("an unnamed speaker");
        let (left, right) = differences(&shown[0].content.plain, &shown[1].content.plain);
        found.push(Disagreement {
            kind: DisagreementKind::Wording,
            about: format!("words of {speaker}"),
            sides: shown.iter().map(|item| side(item, readings)).collect(),
            likely: None,
            why: format!("the same quotation differs: \"{left}\" / \"{right}\""),
        });
    }
    found
}

fn side(item: &Item, readings: &[Reading]) -> Side {
    Side {
        says: format!("{}: “{}”", outlet(&readings[item.article]), item.text),
        evidence: item.evidence.clone(),
    }
}

/// Whether two are wordings of one quotation and neither holds the other, letter for letter: blanks, marks and what a
/// newsroom puts into brackets are no other wording. Two halves of one speech are alike only through a third report.
fn differ(one: &Item, two: &Item) -> bool {
    let (a, b) = (letters(&one.text), letters(&two.text));
    let fewest = one.content.words.len().min(two.content.words.len());
    let alike = one.same_length(two) || one.content.shared(&two.content) * 2 >= fewest;
    fewest >= WORDS && alike && !a.contains(&b) && !b.contains(&a)
}

/// The letters of a text in small ones, without what stands in brackets.
fn letters(text: &str) -> String {
    let mut depth = 0u32;
    let mut found = String::new();
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && letter.is_alphanumeric() => found.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    found
}

/// The words by which two wordings differ: what is left between their common heads and common tails.
fn differences(one: &str, two: &str) -> (String, String) {
    let (one, two): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), two.split(' ').collect());
    let head = one.iter().zip(&two).take_while(|(a, b)| a == b).count();
    let rest = one.len().min(two.len()) - head;
    let tail = one.iter().rev().zip(two.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    (one[head..one.len() - tail].join(" "), two[head..two.len() - tail].join(" "))
}

/// Words of a quotation from which it is told by its words alone.
const LONG: usize = 6;

/// Share of its telling words that must be the same.
const SAME: f64 = 0.8;

/// One quotation that two outlets put into two mouths, within one event.
pub(super) fn speakers(story: &Story, told: &[Told], readings: &[Reading]) -> Vec<Disagreement> {
    let quoted = |item: &&Item| {
        item.direct && !item.title && item.speaker.is_some() && item.content.words.len() >= LONG
    };
    let mut found = Vec::new();
    for event in &story.events {
        let items: Vec<&Item> = told
            .iter()
            .flat_map(|told| &told.items)
            .filter(|item| event.articles.contains(&item.article))
            .filter(quoted)
            .collect();
        for (at, one) in items.iter().enumerate() {
            for two in &items[at + 1..] {
                if two_mouths(one, two, readings) {
                    let speaker = |item: &Item| item.speaker_name.clone().unwrap_or_default();
                    found.push(Disagreement {
                        kind: DisagreementKind::Speaker,
                        about: super::dates::shortened(&one.text),
                        sides: [one, two]
                            .map(|item| Side {
                                says: format!("{}: {}", outlet(&readings[item.article]), speaker(item)),
                                evidence: item.evidence.clone(),
                            })
                            .to_vec(),
                        likely: None,
                        why: "the same quotation has two speakers".to_owned(),
                    });
                }
            }
        }
    }
    found
}

fn two_mouths(one: &Item, two: &Item, readings: &[Reading]) -> bool {
    let relayed = |item: &Item, other: &Item| {
        item.chain.iter().any(|link| other.speaker_name.as_deref().is_some_and(|name| link.name == name))
    };
    // "Kim" and "Kim Jong Un" unresolved, or a state and its president, are one mouth for a reader.
    let related = |item: &Item, other: &Item| {
        let (name, whole) = (item.speaker.as_deref().unwrap_or(""), other.speaker.as_deref().unwrap_or(""));
        names_in_order(name, whole) || cut_short(name, whole) || belongs(item, name, whole, readings)
    };
    let most = one.content.words.len().max(two.content.words.len()) as f64;
    outlet(&readings[one.article]) != outlet(&readings[two.article])
        && one.speaker != two.speaker
        && one.content.shared(&two.content) as f64 >= SAME * most
        && !related(one, two)
        && !related(two, one)
        && !relayed(one, two)
        && !relayed(two, one)
}

/// Letters from which a name may be another one cut short ("Pras" for Prasetyo), or with a word glued on.
const HEAD: usize = 4;

/// Whether a word of one name is the head of a word of the other: they may be one person, which is doubt enough.
fn cut_short(name: &str, whole: &str) -> bool {
    let head = |short: &str, long: &str| short.chars().count() >= HEAD && long.starts_with(short);
    let pairs = name.split_whitespace().flat_map(|one| whole.split_whitespace().map(move |two| (one, two)));
    pairs.into_iter().any(|(one, two)| head(one, two) || head(two, one))
}

/// Whether the item's article says that its speaker belongs to the other ("Presiden Rusia …").
fn belongs(item: &Item, name: &str, whole: &str, readings: &[Reading]) -> bool {
    let entities = &readings[item.article].annotations.entities;
    let named = |entity: &crate::model::Entity, key: &str| {
        entity.name.to_lowercase() == key || entity.aliases.iter().any(|alias| alias.to_lowercase() == key)
    };
    entities
        .iter()
        .filter(|entity| named(entity, name))
        .any(|entity| entity.of.and_then(|of| entities.get(of)).is_some_and(|body| named(body, whole)))
}

/// Whether two speakers' keys are one mouth in this article, by name or by office.
pub(super) fn one_mouth(reading: &Reading, one: &str, two: &str, register: &Register) -> bool {
    let key = |entity: usize| register.key(reading, entity).unwrap_or_default();
    if names_in_order(one, two) || names_in_order(two, one) {
        return true;
    }
    let entities = &reading.annotations.entities;
    let office = |person: &str, body: &str| {
        let mut people = entities.iter().enumerate().filter(|(at, _)| key(*at) == person);
        people.any(|(_, entity)| entity.of.is_some_and(|of| key(of) == body))
    };
    office(one, two) || office(two, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_differing_words_of_two_wordings_are_named() {
        assert_eq!(
            differences("kami akan datang besok", "kami tidak akan datang besok"),
            (String::new(), "tidak".into())
        );
        assert_eq!(differences("a b c", "a x c"), ("b".into(), "x".into()));
    }
}
