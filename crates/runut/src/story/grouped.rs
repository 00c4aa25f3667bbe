//! Many articles at once: the fold over all of them, and the running stories of its events.

use super::across::{self, Anchors, Rare, Shared};
use super::actors::{ActorIx, PROMINENT, Register};
use super::events::{EventIx, Events, Options, Report};
use super::running::{self, Cast};
use super::{actors_of, event_id, features, in_order, story_id, when, words_of};
use crate::lang::Packs;
use crate::model::{Article, ArticleIx, DateRange, Event, Reading, Story};
use std::collections::{BTreeMap, BTreeSet};

/// Articles in events, and events in running stories.
pub(super) struct Grouped {
    /// Articles of each event, in order of day and id.
    pub events: Vec<Vec<ArticleIx>>,
    /// Events of each story, in order.
    pub running: Vec<Vec<usize>>,
    /// Why the events of each story belong together.
    pub why: Vec<String>,
    /// For events told in several languages: why they are probably one.
    pub probably: Vec<Option<String>>,
}

/// Two events of two languages that are probably one.
struct Link {
    older: usize,
    younger: usize,
    why: String,
}

/// Days between two languages' reports of one event.
const DAYS: i64 = 1;

/// Each event with the one of another language that it shares most with, where that is enough; a younger one with one
/// older at most, ordered by the younger.
fn links(
    events: &[Vec<ArticleIx>],
    readings: &[Reading],
    happened: &[DateRange],
    met: &[Vec<(ActorIx, f32)>],
    register: &Register,
    packs: &Packs,
) -> Vec<Link> {
    let language = |event: usize| readings[events[event][0]].article.language.as_str();
    if (1..events.len()).all(|event| language(event) == language(0)) {
        return Vec::new();
    }
    let mut rare = Rare::new(&packs.languages);
    let pooled: Vec<Anchors> = events
        .iter()
        .map(|reports| {
            let mut pooled = Anchors::default();
            for &at in reports.iter().take(REPORTS) {
                let mut own = across::anchors(&readings[at].article);
                let main = met[at].iter().filter(|(_, weight)| *weight >= PROMINENT);
                own.add_known(main.map(|(actor, _)| register.name(*actor)));
                pooled.add(&own);
            }
            rare.count(&pooled);
            pooled
        })
        .collect();
    let days: Vec<DateRange> =
        events.iter().map(|reports| when::of_event(reports, happened, readings)).collect();
    let mut of_day: BTreeMap<Option<i64>, Vec<usize>> = BTreeMap::new();
    for (event, days) in days.iter().enumerate() {
        of_day.entry(days.from.map(when::number)).or_default().push(event);
    }
    let mut links: Vec<(u64, usize, usize, Shared)> = Vec::new();
    for younger in 0..events.len() {
        let day = days[younger].from.map(when::number);
        let near = match day {
            Some(day) => (day - DAYS..=day + DAYS).map(Some).collect(),
            None => vec![None],
        };
        let others = near.iter().filter_map(|day| of_day.get(day)).flatten().copied();
        for older in others.filter(|&older| older < younger && language(older) != language(younger)) {
            let shared = rare.compare(&pooled[older], &pooled[younger]);
            if shared.is_enough(day.is_some()) {
                links.push((shared.likeness, older, younger, shared));
            }
        }
    }
    links.sort_by(|one, two| two.0.cmp(&one.0).then((one.1, one.2).cmp(&(two.1, two.2))));
    // An event has one counterpart in each other language.
    let mut taken: BTreeSet<(usize, &str)> = BTreeSet::new();
    let mut bound: BTreeSet<usize> = BTreeSet::new();
    let mut kept: Vec<Link> = Vec::new();
    for (_, older, younger, shared) in links {
        let free =
            !taken.contains(&(older, language(younger))) && !taken.contains(&(younger, language(older)));
        if free && !bound.contains(&younger) {
            taken.extend([(older, language(younger)), (younger, language(older))]);
            bound.insert(younger);
            let why = across::why(
                [language(older), language(younger)],
                &shared,
                [&events[older], &events[younger]],
                readings,
            );
            kept.push(Link { older, younger, why });
        }
    }
    kept.sort_by_key(|link| link.younger);
    kept
}

/// Reports of an event whose names are pooled.
const REPORTS: usize = 8;

impl Grouped {
    pub fn of(readings: &[Reading], happened: &[DateRange], options: &Options, packs: &Packs) -> Self {
        let articles: Vec<&Article> = readings.iter().map(|reading| &reading.article).collect();
        let order = in_order(&articles);
        let mut fold = Events::new(options.clone(), &packs.languages);
        let mut register = Register::default();
        let mut event_of: Vec<(ArticleIx, EventIx)> = Vec::with_capacity(order.len());
        let mut roundups: BTreeSet<ArticleIx> = BTreeSet::new();
        let mut met: Vec<Vec<(ActorIx, f32)>> = vec![Vec::new(); articles.len()];
        for &at in &order {
            let print = features::fingerprint(articles[at], &packs.languages);
            if print.roundup {
                roundups.insert(at);
            }
            let own = actors_of(&readings[at]);
            met[at] = own.iter().map(|actor| (register.add(actor), actor.weight)).collect();
            let known = register.known(&readings[at], &met[at]);
            met[at].extend(known);
            let report = Report {
                id: &articles[at].id,
                print: &print,
                happened: happened[at].from.map(when::number),
                language: &articles[at].language,
                outlet: articles[at].outlet_name(),
            };
            event_of.push((at, fold.add(&report)));
        }
        fold.close();
        let into: BTreeMap<EventIx, EventIx> =
            fold.merges().into_iter().map(|merge| (merge.from, merge.into)).collect();
        let mut members: BTreeMap<EventIx, (Vec<ArticleIx>, Cast)> = BTreeMap::new();
        for (at, mut event) in event_of {
            while let Some(older) = into.get(&event) {
                event = *older;
            }
            let (reports, cast) = members.entry(event).or_default();
            reports.push(at);
            cast.report(&met[at]);
        }
        let mut numbers: Vec<EventIx> = members.keys().copied().collect();
        let (mut events, mut casts): (Vec<_>, Vec<_>) = members.into_values().unzip();
        let links = links(&events, readings, happened, &met, &register, packs);
        let mut probably = vec![None; events.len()];
        for link in links.into_iter().rev() {
            // The younger of two linked events has the larger number, so that what stands before it stays in place.
            let reports = events.remove(link.younger);
            events[link.older].extend(reports);
            events[link.older].sort_by_key(|&at| (articles[at].day(), &articles[at].id, at));
            let cast = casts.remove(link.younger);
            casts[link.older].add(cast);
            numbers.remove(link.younger);
            let own: Option<String> = probably.remove(link.younger);
            let why = [Some(link.why), own, probably[link.older].take()];
            probably[link.older] = Some(why.into_iter().flatten().collect::<Vec<_>>().join("; "));
        }
        let alone = |reports: &Vec<ArticleIx>| reports.iter().all(|at| roundups.contains(at));
        let alone: Vec<bool> = events.iter().map(alone).collect();
        let (running, why) = running::stories(&fold, &numbers, &register, &casts, &alone);
        Self { events, running, why, probably }
    }

    pub fn stories(self, readings: &[Reading], happened: &[DateRange], packs: &Packs) -> Vec<Story> {
        let Self { events, running, why, probably } = self;
        let stories = running.into_iter().zip(why).map(|(members, why)| {
            let first = &readings[events[members[0]][0]].article;
            let mut articles: Vec<ArticleIx> =
                members.iter().flat_map(|&event| &events[event]).copied().collect();
            articles.sort_by_key(|&at| (readings[at].article.day(), &readings[at].article.id, at));
            let event = |&event: &usize| {
                let reports = &events[event];
                let usual = || words_of::why_one_event(reports, readings, packs);
                Event {
                    id: event_id(&readings[reports[0]].article),
                    title: words_of::central_headline(reports, readings, packs),
                    when: when::of_event(reports, happened, readings),
                    why: probably[event].clone().unwrap_or_else(usual),
                    articles: reports.clone(),
                }
            };
            let mut events: Vec<Event> = members.iter().map(event).collect();
            events.sort_by(|one, two| {
                let day = |event: &Event| (event.when.from.or(event.when.to), event.when.to);
                day(one).cmp(&day(two)).then_with(|| one.id.cmp(&two.id))
            });
            Story {
                id: story_id(first),
                title: words_of::central_headline(&articles, readings, packs),
                articles,
                events,
                why,
                ..Story::default()
            }
        });
        let mut stories: Vec<Story> = stories.collect();
        stories.sort_by(|one, two| {
            let day = |story: &Story| story.articles.first().and_then(|&at| readings[at].article.day());
            let size = two.articles.len().cmp(&one.articles.len());
            size.then_with(|| day(one).cmp(&day(two))).then_with(|| one.id.cmp(&two.id))
        });
        stories
    }
}
