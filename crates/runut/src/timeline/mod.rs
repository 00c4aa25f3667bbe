//! Dated statements and events in order, each with evidence; equal statements of several reports merged.
//!
//! Two reports of one utterance are one entry; two utterances that look alike, a year apart, never are: the day
//! decides before the words do.

mod back;
mod candidates;
mod glued;
mod happenings;
mod independent;
mod items;
mod likeness;
mod mouths;
mod repeats;
#[cfg(test)]
pub(crate) mod testing;
mod top;

pub(crate) use items::{Item, frame, speaker_key, width};
pub use top::top;

pub(crate) use likeness::{Content, Telling, same_stem};
pub(crate) use mouths::names_in_order;

use crate::lang::Packs;
use crate::model::{
    ArticleIx, ChainLink, CopyLink, DateRange, Entry, EntryKind, Reading, Report, Story, Wording,
};
use crate::story::Register;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Share of the telling words from which two wordings of one speaker on one day are one statement. Measured on 396
/// pairs of quotations: above it within a story and speaker nearly all are, 84 % of them not word for word.
const SAME_STATEMENT: f64 = 0.5;

/// The same for two sentences of one event that give one day to what happened.
const SAME_DAY: f64 = 0.4;

/// The same between reports of different events, where only the stated day binds them.
const SAME_LATER: f64 = 0.65;

/// The same for two quotations of one day that name one length of time in whatever words ("48 hours", "two days").
const SAME_MEASURE: f64 = 0.25;

/// Telling words below which a wording is too short to compare across articles.
const WORDS: usize = 4;

/// The same against the headline of the same article, which is short by nature.
const TITLE_WORDS: usize = 2;

/// Where nobody knows who spoke, only the same words are the same statement.
const SAME_WORDS: f64 = 0.9;

/// Days wide up to which a stated day binds reports of different events.
const NARROW: i64 = 31;

/// One utterance or one happening, as its reports tell it; at least one, in order of day and id.
#[derive(Clone, Debug)]
pub struct Told {
    pub(crate) items: Vec<Item>,
}

/// The statements of one story by utterance, and its dated sentences by happening.
pub fn told(story: &Story, readings: &[Reading], register: &Register, packs: &Packs) -> Vec<Told> {
    let event_of: FxHashMap<ArticleIx, usize> = (story.events.iter().enumerate())
        .flat_map(|(at, event)| event.articles.iter().map(move |&article| (article, at)))
        .collect();
    let mut items: Vec<Item> =
        story.articles.iter().flat_map(|&at| items::items(at, readings, register, packs)).collect();
    repeats::repeats(&mut items);
    mouths::mouths(&mut items, readings, &event_of);
    let mut telling = Telling::default();
    items.iter().for_each(|item| telling.count(&item.content));
    let mut by_speaker: BTreeMap<(EntryKind, Option<String>), Vec<Item>> = BTreeMap::new();
    for item in items {
        by_speaker.entry((item.kind, item.speaker.clone())).or_default().push(item);
    }
    let mut groups: Vec<Vec<Item>> = Vec::new();
    for items in by_speaker.into_values() {
        let first = groups.len();
        let mut candidates = candidates::Candidates::default();
        let (items, blank) = items.into_iter().partition::<Vec<Item>, _>(|item| !is_blank(item));
        for item in items {
            let likeness = |group: &Vec<Item>| {
                let same = |other: &Item| same(&item, other, &event_of, &telling);
                group
                    .iter()
                    .filter_map(same)
                    .fold(None, |best: Option<f64>, one| Some(best.map_or(one, |b| b.max(one))))
            };
            let near = candidates.of(&item, groups.len() - first, &telling);
            let alike: Vec<(f64, usize)> =
                near.into_iter().filter_map(|at| Some((likeness(&groups[first + at])?, at))).collect();
            let best = alike.iter().max_by(|one, two| one.0.total_cmp(&two.0).then(two.1.cmp(&one.1)));
            let Some(&(_, best)) = best else {
                candidates.add(&item, groups.len() - first);
                groups.push(vec![item]);
                continue;
            };
            candidates.add(&item, best);
            groups[first + best].push(item);
            // A headline that waited for its own body's words comes with them, whatever they joined.
            for &(_, at) in &alike {
                if at != best && groups[first + at].iter().all(|other| other.title) {
                    let titles = std::mem::take(&mut groups[first + at]);
                    titles.iter().for_each(|title| candidates.add(title, best));
                    groups[first + best].extend(titles);
                }
            }
        }
        // "Ini" in a headline stands for the first thing that its speaker says in the body.
        for item in blank {
            let said = |group: &&mut Vec<Item>| group.iter().any(|other| other.article == item.article);
            match groups[first..].iter_mut().find(said) {
                Some(group) => group.push(item),
                None => groups.push(vec![item]),
            }
        }
    }
    groups.retain(|items| !items.is_empty());
    groups.into_iter().map(|items| Told { items }).collect()
}

/// Whether a headline's statement only points at what comes ("Kim Proklamasikan Ini").
fn is_blank(item: &Item) -> bool {
    item.title && item.speaker.is_some() && item.content.words.len() < TITLE_WORDS
}

/// How alike two items of one speaker are, when they are the same utterance or happening.
fn same(one: &Item, two: &Item, event_of: &FxHashMap<ArticleIx, usize>, telling: &Telling) -> Option<f64> {
    if one.negated != two.negated {
        return None;
    }
    if word_for_word(one, two) {
        return Some(1.0);
    }
    if !one.when.overlaps(&two.when) {
        return None;
    }
    let one_article = one.article == two.article;
    let one_event = event_of.get(&one.article) == event_of.get(&two.article);
    let narrow = |item: &Item| item.dated && width(&item.when) <= NARROW;
    let bound = one_article || one_event || (narrow(one) && narrow(two));
    if !bound {
        return None;
    }
    let fewest = one.content.words.len().min(two.content.words.len());
    let alike = telling.containment(&one.content, &two.content);
    if one.kind == EntryKind::Event {
        if one.language != two.language && one_event && !one_article {
            let day = one.when == two.when && width(&one.when) == 0;
            return translated(one, two, EVENT_ANCHORS).filter(|_| day);
        }
        let shared = one.content.shared(&two.content);
        let needed = match (width(&one.when) == width(&two.when), one_event || one_article) {
            (true, true) => SAME_DAY,
            (true, false) => SAME_STATEMENT,
            // "In March" and "on 8 March" are one day only when they tell one thing.
            (false, _) => SAME_LATER,
        };
        return (shared >= 3 && alike >= needed).then_some(alike);
    }
    if one.speaker.is_none() {
        return (alike >= SAME_WORDS && fewest >= WORDS).then_some(alike);
    }
    if one.language != two.language && one_event && !one_article {
        return translated(one, two, ANCHORS);
    }
    // A headline may claim what its body does not say, so it is the same only as its own body's words.
    let headline = one.title || two.title;
    if headline && !one_article {
        return None;
    }
    let words = if headline { TITLE_WORDS } else { WORDS };
    let spoken = one.direct && two.direct && !headline && one_event;
    let measured = spoken && narrow(one) && one.when == two.when && one.same_length(two);
    let needed = match one_event || one_article {
        true if measured => SAME_MEASURE,
        true => SAME_STATEMENT,
        false => SAME_LATER,
    };
    let equal = !one.content.plain.is_empty() && one.content.plain == two.content.plain;
    (equal || (fewest >= words && alike >= needed)).then_some(alike)
}

/// Telling words of a quotation that nobody says twice within days.
const LONG: usize = 8;

/// Days between two reports of one quotation, however differently they date it.
const DAYS: i64 = 2;

/// Whether one long quotation of a speaker stands in both, word for word, within days: one utterance, in whatever event
/// its reports were put and whatever day each gives it. Two days for one quotation are shown as a contradiction.
fn word_for_word(one: &Item, two: &Item) -> bool {
    let quoted = |item: &Item| item.direct && !item.title && item.speaker.is_some();
    let fewest = one.content.words.len().min(two.content.words.len());
    if fewest < LONG || !quoted(one) || !quoted(two) {
        return false;
    }
    let last = |item: &Item| item.when.to.or(item.when.from);
    let near =
        matches!((last(one), last(two)), (Some(a), Some(b)) if crate::story::apart(a, b).abs() <= DAYS);
    let (short, whole) =
        if one.content.plain.len() <= two.content.plain.len() { (one, two) } else { (two, one) };
    near && format!(" {} ", whole.content.plain).contains(&format!(" {} ", short.content.plain))
}

/// Names and numbers from which two wordings in two languages may be one.
const ANCHORS: usize = 2;

/// The same for two happenings, which no speaker binds.
const EVENT_ANCHORS: usize = 3;

/// Two languages share names and numbers only: most of them must be in both, and neither may be much the longer.
fn translated(one: &Item, two: &Item, needed: usize) -> Option<f64> {
    let shared = one.anchors.iter().filter(|anchor| two.anchors.contains(anchor)).count();
    let fewest = one.anchors.len().min(two.anchors.len());
    let (short, long) = (one.text.len().min(two.text.len()), one.text.len().max(two.text.len()));
    let share = shared as f64 / fewest.max(1) as f64;
    (shared >= needed && share >= 0.6 && long <= short * 2).then_some(share)
}

/// The timeline of one story: its utterances and happenings in order of time.
pub fn timeline(story: &Story, told: &[Told], copies: &[CopyLink], readings: &[Reading]) -> Vec<Entry> {
    let place: FxHashMap<ArticleIx, usize> =
        story.articles.iter().enumerate().map(|(place, &at)| (at, place)).collect();
    let mut entries: Vec<Entry> =
        told.iter().map(|told| entry(&told.items, copies, readings, &place)).collect();
    entries.sort_by_key(|entry| {
        let first = &entry.reports[0];
        let day = entry.when.from.or(entry.when.to);
        (
            day.is_none(),
            day,
            // What is only known not to be later comes behind what is known to be of the day.
            entry.when.from.is_none(),
            entry.when.to,
            entry.kind,
            place[&first.article],
            first.evidence.span,
            first.statement,
        )
    });
    entries
}

/// One entry from the reports of one utterance or happening.
fn entry(
    group: &[Item],
    copies: &[CopyLink],
    readings: &[Reading],
    place: &FxHashMap<ArticleIx, usize>,
) -> Entry {
    let fullest =
        group.iter().max_by_key(|item| fullness(item, place)).expect("a group holds at least one item");
    let mut best: BTreeMap<usize, &Item> = BTreeMap::new();
    for item in group {
        let known = best.entry(place[&item.article]).or_insert(item);
        if fullness(item, place) > fullness(known, place) {
            *known = item;
        }
    }
    let chains: Vec<(ArticleIx, Vec<ChainLink>)> = best
        .values()
        .map(|item| {
            let same = group.iter().filter(|other| other.article == item.article);
            let longest = same.map(|other| &other.chain).max_by_key(|chain| chain.len());
            let own = if item.chain.is_empty() { longest.unwrap_or(&item.chain) } else { &item.chain };
            (item.article, own.clone())
        })
        .collect();
    let links: Vec<(ArticleIx, &[ChainLink])> =
        chains.iter().map(|(at, chain)| (*at, chain.as_slice())).collect();
    let independent = independent::independent(&links, copies, readings);
    let reports = best.values().zip(&chains).map(|(item, (_, chain))| Report {
        article: item.article,
        statement: item.statement,
        others: group
            .iter()
            .filter(|other| other.article == item.article && other.statement != item.statement)
            .filter_map(|other| other.statement)
            .collect(),
        evidence: item.evidence.clone(),
        chain: chain.clone(),
        wording: wording(item, fullest),
    });
    // A headline's addressee is not the body's ("… ke Putin", where the body met his envoy).
    let to = || group.iter().filter(|item| !item.title).find_map(|item| item.addressee_name.clone());
    Entry {
        when: day(group),
        kind: fullest.kind,
        text: fullest.text.clone(),
        speaker: fullest.speaker_name.clone(),
        addressee: fullest.addressee_name.clone().or_else(to),
        reports: reports.collect(),
        independent,
    }
}

/// What makes one wording fuller than another: the body before the headline, more words, quotation marks, the earlier.
fn fullness(
    item: &Item,
    place: &FxHashMap<ArticleIx, usize>,
) -> (bool, usize, bool, std::cmp::Reverse<(usize, crate::model::Span)>) {
    let first = std::cmp::Reverse((place[&item.article], item.evidence.span));
    (!item.title, item.content.words.len(), item.direct, first)
}

/// The narrowest days any report tells; of equal ones the earliest.
fn day(group: &[Item]) -> DateRange {
    group.iter().map(|item| item.when).min_by_key(|days| (width(days), *days)).unwrap_or_default()
}

fn wording(item: &Item, fullest: &Item) -> Wording {
    if item.language != fullest.language {
        Wording::Translated
    } else if format!(" {} ", fullest.content.plain).contains(&format!(" {} ", item.content.plain)) {
        Wording::Same
    } else {
        Wording::Close
    }
}

#[cfg(test)]
mod tests;
