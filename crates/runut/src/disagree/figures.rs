//! Figures that count the same thing: those that cannot both hold, and those that grew from day to day.
//!
//! Bounds that allow each other are no contradiction ("at least 12" and 17), nor is a figure that is greater in a later
//! day's report: that is a development. Either is shown once for each thing, with every figure of the reports.

use super::counted::{Counted, Relation, counted};
use super::{outlet, sentence};
use crate::lang::Packs;
use crate::model::{
    ArticleIx, BlockKind, Development, Disagreement, DisagreementKind, Reading, Side, Step, Story,
};
use crate::story::{Register, apart};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days between two reports of different events of one story up to which they may still count one thing.
const NEAR: i64 = 1;

/// Figures of reports of one time that count the same and exclude each other; figures that grew.
pub(super) fn figures(
    story: &Story,
    readings: &[Reading],
    register: &Register,
    packs: &Packs,
) -> (Vec<Disagreement>, Vec<Development>) {
    let mut articles = story.articles.clone();
    articles.sort_by_key(|&at| (readings[at].article.day(), &readings[at].article.id, at));
    let mut all: Vec<Counted<'_>> = Vec::new();
    let mut by_article: BTreeMap<ArticleIx, std::ops::Range<usize>> = BTreeMap::new();
    for &at in &articles {
        let from = all.len();
        all.extend(counted(at, &readings[at], register, packs));
        mark_parts(&mut all[from..]);
        by_article.insert(at, from..all.len());
    }
    // "From 32 to 97" in both: each has the other's figure, and they agree.
    let known = |by: &Counted<'_>, figure: &Counted<'_>| {
        let own = by_article.get(&by.article).map_or(&[][..], |range| &all[range.clone()]);
        by.article != figure.article && own.iter().any(|own| own.is_value_of(figure))
    };
    let (mut against, mut grown) = (Groups::of(all.len()), Groups::of(all.len()));
    for (at, one) in all.iter().enumerate() {
        for (other, two) in all.iter().enumerate().skip(at + 1) {
            let time = || one_time(one.article, two.article, story, readings);
            let relation = one.excludes(two).then(time).flatten().map(|event| one.relation(two, event));
            match relation {
                Some(Relation::Against) if !known(one, two) && !known(two, one) => against.join(at, other),
                Some(Relation::Grown) => grown.join(at, other),
                _ => {}
            }
        }
    }
    let against = one_of_each(against.groups(), &all);
    let against = against.into_iter().map(|group| disagreement(whole(group, &all), &all));
    let grown = grown.groups().into_iter().filter_map(|group| development(&group, &all));
    (against.collect(), grown.collect())
}

/// Tells the parts from the wholes of one article: of several figures of one thing only the greatest can be all of it,
/// and none where one sentence lists them ("169 from the north, 53 from the south").
fn mark_parts(own: &mut [Counted<'_>]) {
    for at in 0..own.len() {
        let one = &own[at];
        let rival = |two: &Counted<'_>| one.claimed_by_another(two);
        let listed = |two: &Counted<'_>| one.listed_with(two);
        let less = |two: &Counted<'_>| two.value > one.value && !rival(two) && one.same_thing(two);
        let part = own.iter().any(|two| listed(two) || less(two));
        own[at].part = part;
    }
}

/// Whether two articles report one event, or at least may tell of one time; `None` is neither.
fn one_time(one: ArticleIx, two: ArticleIx, story: &Story, readings: &[Reading]) -> Option<bool> {
    if story.events.iter().any(|event| event.articles.contains(&one) && event.articles.contains(&two)) {
        return Some(true);
    }
    let days = (readings[one].article.day()?, readings[two].article.day()?);
    (apart(days.0, days.1).abs() <= NEAR).then_some(false)
}

/// Which figures belong together: each leads to an earlier one of its group, or to itself.
struct Groups(Vec<usize>);

impl Groups {
    fn of(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.root(one), self.root(two));
        self.0[one.max(two)] = one.min(two);
    }

    /// Groups of two and more, in order.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        (0..self.0.len()).for_each(|at| groups.entry(self.root(at)).or_default().push(at));
        groups.into_values().filter(|group| group.len() > 1).collect()
    }
}

/// Groups of one unit that two values or more have in common are one dispute: headlines found their like, bodies theirs.
fn one_of_each(groups: Vec<Vec<usize>>, all: &[Counted<'_>]) -> Vec<Vec<usize>> {
    let mut kept: Vec<Vec<usize>> = Vec::new();
    for group in groups {
        let same = |other: &&mut Vec<usize>| {
            let of_value = |at: usize| other.iter().any(|&known| all[known].is_value_of(&all[at]));
            let mut values: Vec<f64> =
                group.iter().filter(|at| of_value(**at)).map(|&at| all[at].value).collect();
            values.sort_by(f64::total_cmp);
            values.dedup();
            values.len() > 1
        };
        match kept.iter_mut().find(same) {
            Some(other) => other.extend(group),
            None => kept.push(group),
        }
    }
    kept
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

/// Who says a figure, in which words.
fn says(counted: &Counted<'_>) -> String {
    let words = counted.figure.span.of(&counted.reading.article.text);
    match &counted.figure.claimed_by {
        Some(name) => format!("{}, according to {name}: {words}", outlet(counted.reading)),
        None => format!("{}: {words}", outlet(counted.reading)),
    }
}

/// What a group counts, in the words of its first figure that says it.
fn about(group: &[usize], all: &[Counted<'_>]) -> String {
    let named = group.iter().find_map(|&at| all[at].figure.counts.clone());
    let unit = || group.iter().find_map(|&at| all[at].figure.unit.clone());
    named.or_else(unit).unwrap_or_default()
}

fn disagreement(group: Vec<usize>, all: &[Counted<'_>]) -> Disagreement {
    // One outlet that says a thing ten times is one side.
    let mut told: Vec<(&str, Option<&str>, String)> = Vec::new();
    let mut sides: Vec<Side> = Vec::new();
    for counted in group.iter().map(|&at| &all[at]) {
        let claimant = counted.figure.claimed_by.as_deref();
        let side = (outlet(counted.reading), claimant, counted.value.to_string());
        if !told.contains(&side) {
            let evidence = sentence(counted.reading, counted.figure.span);
            sides.push(Side { says: says(counted), evidence });
            told.push(side);
        }
    }
    Disagreement {
        kind: DisagreementKind::Figure,
        about: about(&group, all),
        sides,
        likely: None,
        why: "both count the same thing, and no bound allows both".to_owned(),
    }
}

/// What most reports of each day give, where that grows from day to day; of equally many the greater figure.
fn development(group: &[usize], all: &[Counted<'_>]) -> Option<Development> {
    let mut days: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
    for &at in group {
        days.entry(all[at].reading.article.day()?).or_default().push(at);
    }
    let mut steps: Vec<Step> = Vec::new();
    for (day, of_day) in days {
        let given = |at: usize| of_day.iter().filter(|&&other| all[other].value == all[at].value).count();
        let usual = |one: usize, two: usize| {
            given(one).cmp(&given(two)).then(all[one].value.total_cmp(&all[two].value)).then(two.cmp(&one))
        };
        let counted = &all[of_day.iter().copied().max_by(|&one, &two| usual(one, two))?];
        match steps.last() {
            Some(last) if counted.value < last.value => return None,
            Some(last) if counted.value == last.value => {}
            _ => steps.push(Step {
                on: day,
                value: counted.value,
                says: says(counted),
                evidence: sentence(counted.reading, counted.figure.span),
            }),
        }
    }
    (steps.len() > 1).then(|| Development {
        about: about(group, all),
        steps,
        why: "reports of later days give more of the same".to_owned(),
    })
}
