//! The article's memory of names: what each is, and which of them are the same.

mod kinds;
mod memory;

use super::candidate::{Candidate, Votes};
use crate::lang::Names;
use crate::model::{Entity, EntityIx, Mention, MentionHow, MentionKind, Tokens};
use kinds::kinds;
use memory::Memory;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Decides kinds, links short names to full ones, and writes mentions and entities down in reading order.
pub(in crate::ner) fn entities(
    text: &str,
    tokens: &Tokens,
    mut found: Vec<Candidate<'_>>,
    headlines: &[(Range<usize>, usize)],
    own: Option<&Names>,
) -> (Vec<Mention>, Vec<Entity>) {
    found.sort_by_key(|one| (one.first, one.end));
    let mut keys: Vec<String> = found.iter().map(|one| key(tokens, one)).collect();
    without_opening_words(tokens, &mut found, &mut keys);
    let mut memory = Memory::new(own);
    let kinds = kinds(tokens, &found, &keys);
    let named = found.iter().zip(&keys).zip(&kinds);
    let full: Vec<Option<EntityIx>> =
        named.map(|((one, key), kind)| memory.full(tokens, one, key, kind.as_ref()?.0)).collect();
    memory.same_acronyms(tokens, &found, &full);
    memory.note_shared(tokens, &found);
    let mut mentions = Vec::new();
    let mut at_token = FxHashMap::<usize, EntityIx>::default();
    for (((one, key), kind), full) in found.iter().zip(&keys).zip(&kinds).zip(&full) {
        let (entity, how) = match (full, kind) {
            (Some(entity), Some((_, true))) => (memory.same(*entity), MentionHow::Model),
            (Some(entity), _) => (memory.same(*entity), one.how),
            (None, Some((kind, true))) => (memory.short(tokens, one, key, *kind), MentionHow::Model),
            (None, Some((kind, false))) => (memory.short(tokens, one, key, *kind), one.how),
            (None, None) => match memory.remembered(tokens, one) {
                Some(entity) => (entity, MentionHow::Article),
                None => continue,
            },
        };
        memory.note(one, entity);
        at_token.insert(one.first, entity);
        mentions.push(written(text, tokens, one, memory.entities[entity].kind, entity, how));
    }
    for (range, _) in headlines {
        memory.headline(tokens, range.clone(), &mut mentions);
    }
    mentions.sort_by_key(|mention| mention.span);
    mentions.dedup_by(|later, earlier| later.span.overlaps(earlier.span));
    known_everywhere(&mut mentions, memory.entities.len());
    for one in &found {
        memory.belongs(one, &at_token);
    }
    memory.capitals();
    memory.forms(text, &mentions);
    in_order(mentions, memory.entities)
}

/// Whom the rules know anywhere in the article, the article knows everywhere; whom only the tagger names is its find
/// everywhere.
fn known_everywhere(mentions: &mut [Mention], entities: usize) {
    let mut firm = vec![false; entities];
    for mention in mentions.iter() {
        firm[mention.entity] |= !matches!(mention.how, MentionHow::Model | MentionHow::Article);
    }
    for mention in mentions.iter_mut() {
        if matches!(mention.how, MentionHow::Model | MentionHow::Article) {
            mention.how = if firm[mention.entity] { MentionHow::Article } else { MentionHow::Model };
        }
    }
}

fn written(
    text: &str,
    tokens: &Tokens,
    one: &Candidate<'_>,
    kind: MentionKind,
    entity: EntityIx,
    how: MentionHow,
) -> Mention {
    let mut span = tokens[one.first].span.cover(tokens[one.end - 1].span);
    if one.skip > 0 {
        let first = tokens[one.first].span;
        let letters = tokens.lower(one.first)[..one.skip].chars().count();
        let letters = first.of(text).char_indices().nth(letters);
        span.start = letters.map_or(span.start, |(at, _)| first.start + at as u32);
    }
    if one.clitic > 0 {
        // The lower-case form has plain apostrophes; the text's own may be longer.
        let last = tokens[one.end - 1].span;
        let stem = &tokens.lower(one.end - 1)[..tokens.lower(one.end - 1).len() - one.clitic];
        let letters = last.of(text).char_indices().nth(stem.chars().count());
        span.end = letters.map_or(span.end, |(at, _)| last.start + at as u32);
    }
    let whole = match &one.title {
        Some(title) => tokens[title.first].span.cover(span),
        None => span,
    };
    Mention { span, whole, kind, entity, how }
}

/// The words of a name, lower case, one space between: what two equal names have in common.
fn key(tokens: &Tokens, one: &Candidate<'_>) -> String {
    let mut key = String::new();
    for at in one.first..one.end {
        if !key.is_empty() && tokens[at].spaced {
            key.push(' ');
        }
        key.push_str(tokens.lower(at));
    }
    key.truncate(key.len().saturating_sub(one.clitic));
    key.drain(..one.skip.min(key.len()));
    key
}

/// "Lawatan Otieno": the first word of a run that opens a sentence is cut off when what follows is a name by itself
/// elsewhere in the article, or the last word of one.
fn without_opening_words(tokens: &Tokens, found: &mut [Candidate<'_>], keys: &mut [String]) {
    let mut names = FxHashSet::<&str>::default();
    for (one, key) in found.iter().zip(&*keys).filter(|(one, _)| !one.opens || one.title.is_some()) {
        names.insert(key);
        if one.end > one.first + 1 {
            names.insert(tokens.lower(one.end - 1));
        }
    }
    let mut cut = Vec::new();
    for (at, one) in found.iter_mut().enumerate() {
        if one.opens && one.known.is_none() && one.title.is_none() && one.end > one.first + 1 && !one.given {
            let rest = key(tokens, &Candidate { first: one.first + 1, ..one.clone() });
            if names.contains(rest.as_str()) && !names.contains(keys[at].as_str()) {
                one.first += 1;
                one.votes = Votes::default();
                cut.push((at, rest));
            }
        }
    }
    cut.into_iter().for_each(|(at, rest)| keys[at] = rest);
}

/// Renumbers the entities by their first mention and drops those without one.
fn in_order(mut mentions: Vec<Mention>, mut all: Vec<Entity>) -> (Vec<Mention>, Vec<Entity>) {
    let mut order: Vec<Option<EntityIx>> = vec![None; all.len()];
    let mut kept = Vec::new();
    for mention in &mut mentions {
        let ix = *order[mention.entity].get_or_insert_with(|| {
            kept.push(mention.entity);
            kept.len() - 1
        });
        mention.entity = ix;
    }
    let entities = kept
        .into_iter()
        .map(|entity| {
            let mut entity = std::mem::replace(
                &mut all[entity],
                Entity {
                    kind: MentionKind::Place,
                    name: String::new(),
                    aliases: Vec::new(),
                    roles: Vec::new(),
                    of: None,
                    gender: None,
                    relays: false,
                },
            );
            entity.of = entity.of.and_then(|of| order[of]);
            entity
        })
        .collect();
    (mentions, entities)
}
