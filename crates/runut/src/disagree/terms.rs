//! Words for one thing by outlet: what one calls an invasion, another calls a special operation.
//!
//! Only the newsrooms' own words count; a word in a quotation is its speaker's.

use super::outlet;
use super::own_words::OwnWords;
use crate::lang::Packs;
use crate::model::{
    ArticleIx, Disagreement, DisagreementKind, Evidence, MentionKind, Reading, Sentence, Side, Story,
    TermUse, Terms,
};
use crate::story::Register;
use crate::timeline::speaker_key;
use std::collections::{BTreeMap, BTreeSet};

/// One use of a word for a thing.
struct Use {
    thing: String,
    word: String,
    neutral: bool,
    language: String,
    article: ArticleIx,
    /// Names in its sentence: what happened, and to whom.
    names: BTreeSet<String>,
    evidence: Evidence,
}

/// Which outlet calls a thing by which words, for every thing that is called by two words or more.
pub(super) fn terms(
    story: &Story,
    readings: &[Reading],
    register: &Register,
    packs: &Packs,
) -> (Vec<Terms>, Vec<Disagreement>) {
    let uses: Vec<Use> =
        story.articles.iter().flat_map(|&at| uses(at, &readings[at], register, packs)).collect();
    let mut things: BTreeMap<&str, Vec<&Use>> = BTreeMap::new();
    uses.iter().for_each(|one| things.entry(&one.thing).or_default().push(one));
    let (mut table, mut found) = (Vec::new(), Vec::new());
    for (thing, uses) in things {
        let words: BTreeSet<(&str, &str)> = uses.iter().map(|one| (&*one.language, &*one.word)).collect();
        if words.len() < 2 {
            continue;
        }
        table.push(row(thing, &uses, readings));
        found.extend(against(thing, &uses, readings));
    }
    (table, found)
}

fn uses(at: ArticleIx, reading: &Reading, register: &Register, packs: &Packs) -> Vec<Use> {
    let words = OwnWords::of(reading);
    let mut found = Vec::new();
    for sentence in words.sentences() {
        let language = packs.languages.get(&sentence.language);
        let Some(wordings) = language.and_then(|language| language.wordings.as_ref()) else { continue };
        let range = words.tokens.within(sentence.span);
        let mut token = range.start;
        while token < range.end {
            let Some((length, term)) = wordings.term(&words.tokens, token, range.end) else {
                token += 1;
                continue;
            };
            let span = words.tokens[token].span.cover(words.tokens[token + length - 1].span);
            if words.own(span) {
                let (thing, word, neutral) = wordings.named(term);
                found.push(Use {
                    thing: thing.to_owned(),
                    word: word.to_owned(),
                    neutral,
                    language: sentence.language.clone(),
                    article: at,
                    names: names(sentence, reading, register),
                    evidence: Evidence::new(&reading.article, sentence.span),
                });
            }
            token += length;
        }
    }
    found
}

/// The places, bodies and people that a sentence names.
fn names(sentence: &Sentence, reading: &Reading, register: &Register) -> BTreeSet<String> {
    let mentions = reading.annotations.mentions.iter();
    let inside = mentions.filter(|mention| {
        sentence.span.contains(mention.span)
            && !matches!(mention.kind, MentionKind::Work | MentionKind::Product)
    });
    inside.filter_map(|mention| speaker_key(Some(mention.entity), None, reading, register)).collect()
}

/// A thing with its words, each with the outlets that use it, the first use as proof.
fn row(thing: &str, uses: &[&Use], readings: &[Reading]) -> Terms {
    let mut by_word: BTreeMap<(&str, &str, &str), (u32, &Use)> = BTreeMap::new();
    for one in uses {
        let key = (&*one.language, &*one.word, outlet(&readings[one.article]));
        by_word.entry(key).or_insert((0, one)).0 += 1;
    }
    let word = |((language, word, outlet), (count, first)): ((&str, &str, &str), (u32, &Use))| TermUse {
        word: word.to_owned(),
        language: language.to_owned(),
        outlet: outlet.to_owned(),
        count,
        evidence: first.evidence.clone(),
    };
    Terms { thing: thing.to_owned(), uses: by_word.into_iter().map(word).collect() }
}

/// Two outlets of one language of which neither uses the other's word, of what both tell about by name. Words that take
/// no side contradict none.
fn against(thing: &str, uses: &[&Use], readings: &[Reading]) -> Option<Disagreement> {
    let of = |one: &Use| (one.language.clone(), outlet(&readings[one.article]).to_owned());
    let mut by_outlet: BTreeMap<(String, String), Vec<&Use>> = BTreeMap::new();
    let telling = uses.iter().filter(|one| !one.neutral);
    telling.for_each(|one| by_outlet.entry(of(one)).or_default().push(one));
    let words = |uses: &[&Use]| uses.iter().map(|one| one.word.clone()).collect::<BTreeSet<String>>();
    let parties: Vec<(&(String, String), &Vec<&Use>)> = by_outlet.iter().collect();
    for (at, (one, first)) in parties.iter().enumerate() {
        for (two, second) in &parties[at + 1..] {
            let apart = words(first).is_disjoint(&words(second));
            if one.0 != two.0 || !apart {
                continue;
            }
            let named = first.iter().find_map(|a| {
                let b = second.iter().find(|b| !a.names.is_disjoint(&b.names))?;
                Some((*a, *b))
            });
            let Some((a, b)) = named else { continue };
            let side = |one: &Use| Side {
                says: format!("{}: {}", outlet(&readings[one.article]), one.word),
                evidence: one.evidence.clone(),
            };
            return Some(Disagreement {
                kind: DisagreementKind::Term,
                about: thing.to_owned(),
                sides: vec![side(a), side(b)],
                likely: None,
                why: "two outlets use different words for one thing".to_owned(),
            });
        }
    }
    None
}
