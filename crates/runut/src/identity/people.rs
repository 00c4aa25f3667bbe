//! People whose names differ from article to article: initials, longer names, and one word of a name.

use super::groups::Groups;
use super::named::Named;
use super::proof::{Proof, Story as Told};
use crate::model::{Reading, SameBy, Story};
use std::collections::{BTreeMap, BTreeSet};

/// Joins people by parts of their names, each with its evidence.
pub(super) fn same_people(story: &Story, readings: &[Reading], named: &[Named<'_>], groups: &mut Groups) {
    full_names(named, groups);
    let told = Told::of(story, readings, named);
    by_one_word(&told, named, groups);
    same_words(&told, named, groups);
}

/// The people with names of several words, by group, and whom each word may mean: a name begins or ends with it.
fn bearers(named: &[Named<'_>], groups: &Groups) -> BTreeMap<String, BTreeSet<usize>> {
    let mut bearers: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, one) in named.iter().enumerate().filter(|(_, one)| one.is_person() && one.words.len() > 1) {
        let ends = [one.words.first(), one.words.last()].into_iter().flatten();
        for word in ends.filter(|word| word.chars().count() > 1) {
            bearers.entry(word.clone()).or_default().insert(groups.root(at));
        }
    }
    bearers
}

/// Most people of one first or last name that are compared with one another.
const MOST_BEARERS: usize = 40;

/// Initials and longer names: "J. Marsh", "John R. Marsh"; "Rina Dewi" of "Rina Dewi Lestari".
fn full_names(named: &[Named<'_>], groups: &mut Groups) {
    let mut found = Vec::new();
    for people in bearers(named, groups).into_values().filter(|people| people.len() <= MOST_BEARERS) {
        for &short in &people {
            let longer = people.iter().filter(|&&long| long != short && !groups.met_together(short, long));
            let mut fits =
                longer.filter_map(|&long| Some((long, likeness(&named[short].words, &named[long].words)?)));
            // Two that it may be are none.
            if let (Some((long, why)), None) = (fits.next(), fits.next()) {
                found.push((short, long, why));
            }
        }
    }
    found.sort();
    found.dedup_by_key(|(short, ..)| *short);
    for (short, long, why) in found {
        if !groups.met_together(short, long) {
            groups.bind(short, long, why, None);
        }
    }
}

/// How the shorter of two names of several words may be the longer one.
fn likeness(short: &[String], long: &[String]) -> Option<SameBy> {
    let initial = |word: &String| word.chars().count() == 1;
    let written = |words: &[String]| words.iter().filter(|word| !initial(word)).cloned().collect::<Vec<_>>();
    let (plain_short, plain_long) = (written(short), written(long));
    // "John R. Marsh", "John Marsh".
    if plain_short.len() > 1 && plain_short == plain_long && short.len() <= long.len() {
        return (short != long).then_some(SameBy::Initials);
    }
    // "J. Marsh", "John Marsh": the last word in full, the others begin alike.
    let begins = |(one, two): (&String, &String)| one == two || initial(one) && two.starts_with(one.as_str());
    if short.len() == long.len()
        && plain_short.len() < short.len()
        && short.last().is_some_and(|last| !initial(last))
        && short.iter().zip(long).all(begins)
    {
        return Some(SameBy::Initials);
    }
    let two = short.len() > 1 && short.len() < long.len() && plain_short.len() == short.len();
    // A longer name that ends otherwise may be the son's: "Marsh Jr".
    let part =
        two && long.starts_with(short) && long[short.len()..].iter().all(|word| word.chars().count() > 3);
    part.then_some(SameBy::Part)
}

/// One word of a name: the person of the story whose name it begins or ends, where something shows it.
fn by_one_word(told: &Told<'_>, named: &[Named<'_>], groups: &mut Groups) {
    let bearers = bearers(named, groups);
    let mut found: Vec<(usize, usize, Proof)> = Vec::new();
    for (at, one) in named.iter().enumerate().filter(|(_, one)| one.is_person() && one.words.len() == 1) {
        let Some(people) = bearers.get(&one.words[0]).filter(|people| people.len() <= MOST_BEARERS) else {
            continue;
        };
        // The article itself knows somebody of that name, and did not mean them.
        if people.iter().any(|&person| groups.met_together(at, person)) {
            continue;
        }
        let alone = people.len() == 1;
        let proof = |&person: &usize| Some((person, told.proof(at, groups.of(person), alone, groups)?));
        let mut proofs = people.iter().filter_map(proof);
        if let (Some((person, proof)), None) = (proofs.next(), proofs.next()) {
            found.push((at, person, proof));
        }
    }
    for (form, person, proof) in found {
        groups.bind(form, person, proof.why, proof.beside);
    }
}

/// The same single word in several articles: one person, unless the story has several of that name, or their offices
/// are others.
fn same_words(told: &Told<'_>, named: &[Named<'_>], groups: &mut Groups) {
    let bearers = bearers(named, groups);
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, one) in named.iter().enumerate().filter(|(_, one)| one.is_person() && one.words.len() == 1) {
        by_word.entry(&one.words[0]).or_default().push(at);
    }
    for (word, all) in by_word {
        let several = bearers.get(word).is_some_and(|people| people.len() > 1);
        for (nth, &later) in all.iter().enumerate().skip(1).take(MOST_BEARERS) {
            let alone = |at: usize| groups.bond(at).why == SameBy::Name;
            let before = all[..nth].iter().copied().filter(|&at| alone(at) && alone(later));
            let same = before.into_iter().find(|&earlier| match several {
                true => told.office(later, &[earlier]).is_some(),
                false => !told.conflict(earlier, later),
            });
            if let Some(earlier) = same {
                groups.join(earlier, later);
            }
        }
    }
}
