//! Figures that count the same thing and cannot both hold.
//!
//! Bounds that allow each other are no contradiction ("at least 12" and 17), nor is a figure that is greater in a later
//! day's report. What contradicts is shown once for each thing, with every figure of the reports that says either.

use super::counted::{Counted, counted};
use super::{outlet, sentence};
use crate::lang::Packs;
use crate::model::{ArticleIx, BlockKind, Disagreement, DisagreementKind, Reading, Side, Story};
use crate::story::{Register, apart};

/// Days between two reports of different events of one story up to which they may still count one thing.
const NEAR: i64 = 1;

/// Figures of reports of one time that count the same and exclude each other.
pub(super) fn figures(
    story: &Story,
    readings: &[Reading],
    register: &Register,
    packs: &Packs,
) -> Vec<Disagreement> {
    let mut articles = story.articles.clone();
    articles.sort_by_key(|&at| (readings[at].article.day(), &readings[at].article.id, at));
    let all: Vec<Counted<'_>> =
        articles.iter().flat_map(|&at| counted(at, &readings[at], register, packs)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, one) in all.iter().enumerate() {
        for (other, two) in all.iter().enumerate().skip(at + 1) {
            let time = one_time(one.article, two.article, story, readings);
            // "From 32 to 97" in both: each has the other's figure, and they agree.
            let known = |by: &Counted<'_>, figure: &Counted<'_>| {
                by.article != figure.article
                    && all.iter().any(|own| own.article == by.article && own.is_value_of(figure))
            };
            if known(one, two) || known(two, one) {
                continue;
            }
            if time.is_some_and(|one_event| one.contradicts(two, one_event)) {
                match groups.iter_mut().find(|group| group.contains(&at) || group.contains(&other)) {
                    Some(group) => group.extend([at, other]),
                    None => groups.push(vec![at, other]),
                }
            }
        }
    }
    groups.into_iter().map(|group| disagreement(whole(group, &all), &all)).collect()
}

/// Whether two articles report one event, or at least may tell of one time; `None` is neither.
fn one_time(one: ArticleIx, two: ArticleIx, story: &Story, readings: &[Reading]) -> Option<bool> {
    if story.events.iter().any(|event| event.articles.contains(&one) && event.articles.contains(&two)) {
        return Some(true);
    }
    let days = (readings[one].article.day()?, readings[two].article.day()?);
    (apart(days.0, days.1).abs() <= NEAR).then_some(false)
}

/// A group with the other figures of its reports that say the same, and without headlines that the body repeats.
fn whole(mut group: Vec<usize>, all: &[Counted<'_>]) -> Vec<usize> {
    let says = |one: &Counted<'_>, two: &Counted<'_>| {
        one.article == two.article && one.value == two.value && one.same_thing(two)
    };
    let more = (0..all.len()).filter(|&at| group.iter().any(|&member| says(&all[member], &all[at])));
    let more: Vec<usize> = more.collect();
    group.extend(more);
    group.sort_unstable();
    group.dedup();
    let title = |at: usize| all[at].block == Some(BlockKind::Title);
    let repeated = |at: usize| group.iter().any(|&other| !title(other) && says(&all[at], &all[other]));
    group.iter().copied().filter(|&at| !(title(at) && repeated(at))).collect()
}

fn disagreement(group: Vec<usize>, all: &[Counted<'_>]) -> Disagreement {
    let side = |counted: &Counted<'_>| {
        let words = counted.figure.span.of(&counted.reading.article.text);
        let says = match &counted.figure.claimed_by {
            Some(name) => format!("{}, according to {name}: {words}", outlet(counted.reading)),
            None => format!("{}: {words}", outlet(counted.reading)),
        };
        Side { says, evidence: sentence(counted.reading, counted.figure.span) }
    };
    let named = group.iter().find_map(|&at| all[at].figure.counts.clone());
    let unit = || group.iter().find_map(|&at| all[at].figure.unit.clone());
    Disagreement {
        kind: DisagreementKind::Figure,
        about: named.or_else(unit).unwrap_or_default(),
        sides: group.iter().map(|&at| side(&all[at])).collect(),
        likely: None,
        why: "both count the same thing, and no bound allows both".to_owned(),
    }
}
