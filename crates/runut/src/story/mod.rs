//! Events and running stories: topic detection and tracking, online.
//!
//! A pair of steps: `fingerprint` looks at one article, `Stories::add` takes them in order of day and id, so the order
//! of the input makes no difference. An event is tight and has a clock; a running story joins events by their actors
//! and has none.

mod actors;
mod events;
mod features;
mod rarity;
mod running;
mod when;
mod words_of;

pub use events::{Options, Stories};
pub use features::{Fingerprint, fingerprint};

use crate::lang::Packs;
use crate::model::{Article, ArticleIx, CopyLink, DateRange, Event, Reading, Story};
pub use actors::Register;
pub(crate) use when::apart;

use actors::{Actor, ActorIx, PROMINENT};
use events::{EventIx, Report};

/// Share of a copy from which both articles must be reports of one event. Measured: the same story in 47 of 47 pairs
/// of two outlets.
const SAME_EVENT: f64 = 0.2;

/// The order in which articles are added: by day, then id.
fn in_order(articles: &[&Article]) -> Vec<ArticleIx> {
    let mut order: Vec<ArticleIx> = (0..articles.len()).collect();
    order.sort_by_key(|&at| (articles[at].day(), &articles[at].id, at));
    order
}

/// Groups articles into events and events into running stories; without timelines yet.
pub fn stories(readings: &[Reading], copies: &[CopyLink], packs: &Packs) -> Vec<Story> {
    let articles: Vec<&Article> = readings.iter().map(|reading| &reading.article).collect();
    let happened: Vec<DateRange> = readings.iter().map(when::happened).collect();
    let grouped = Grouped::of(&articles, copies, &happened, readings, &Options::default(), packs);
    grouped.stories(readings, &happened, packs)
}

/// The event's and the story's id of every reading, without timelines: for `group`, over thousands of articles.
pub fn groups(readings: &[Reading], packs: &Packs) -> Vec<(String, String)> {
    let articles: Vec<&Article> = readings.iter().map(|reading| &reading.article).collect();
    let copies = crate::reuse::copies_of(&articles);
    groups_with(readings, &copies, &Options::default(), packs)
}

/// The same with copies at hand and settings of one's own.
pub fn groups_with(
    readings: &[Reading],
    copies: &[CopyLink],
    options: &Options,
    packs: &Packs,
) -> Vec<(String, String)> {
    let articles: Vec<&Article> = readings.iter().map(|reading| &reading.article).collect();
    let happened: Vec<DateRange> = readings.iter().map(when::happened).collect();
    let grouped = Grouped::of(&articles, copies, &happened, readings, options, packs);
    let mut ids = vec![(String::new(), String::new()); readings.len()];
    for members in &grouped.running {
        let story = story_id(articles[grouped.events[members[0]][0]]);
        for &event in members {
            for &article in &grouped.events[event] {
                ids[article] = (event_id(articles[grouped.events[event][0]]), story.clone());
            }
        }
    }
    ids
}

/// Letters of an article's id in the ids made from it.
const ID_LETTERS: usize = 12;

/// The id of the story whose first article this is.
pub fn story_id(first: &Article) -> String {
    format!("s-{}", short(&first.id))
}

/// The id of the event whose first article this is.
pub fn event_id(first: &Article) -> String {
    format!("e-{}", short(&first.id))
}

/// The head of a hash; any other id whole, because `page-1` and `page-2` differ at the end.
fn short(id: &str) -> &str {
    let hash = id.len() >= 32 && id.bytes().take(32).all(|byte| byte.is_ascii_hexdigit());
    if hash && id.len() == 32 { &id[..ID_LETTERS] } else { id }
}

/// Articles in events, and events in running stories.
struct Grouped {
    /// Articles of each event, in order of day and id.
    events: Vec<Vec<ArticleIx>>,
    /// Events of each story, in order.
    running: Vec<Vec<EventIx>>,
    /// Why the events of each story belong together.
    why: Vec<String>,
}

impl Grouped {
    fn of(
        articles: &[&Article],
        copies: &[CopyLink],
        happened: &[DateRange],
        readings: &[Reading],
        options: &Options,
        packs: &Packs,
    ) -> Self {
        let mut bound: Vec<Vec<ArticleIx>> = vec![Vec::new(); articles.len()];
        for link in copies.iter().filter(|link| link.share >= SAME_EVENT) {
            let outlet = |at: ArticleIx| articles[at].outlet_name();
            if outlet(link.earlier).is_empty() || outlet(link.earlier) != outlet(link.later) {
                bound[link.earlier].push(link.later);
                bound[link.later].push(link.earlier);
            }
        }
        let mut fold = Stories::new(options.clone(), &packs.languages);
        let mut register = Register::default();
        let mut event_of: Vec<Option<EventIx>> = vec![None; articles.len()];
        let mut events: Vec<Vec<ArticleIx>> = Vec::new();
        let mut cast: Vec<running::Cast> = Vec::new();
        for at in in_order(articles) {
            let mut print = fingerprint(articles[at]);
            let mut met: Vec<(ActorIx, f32)> = actors_of(&readings[at], &print)
                .iter()
                .map(|actor| (register.add(actor), actor.weight))
                .collect();
            met.extend(register.known(&readings[at], &met));
            if !readings[at].annotations.entities.is_empty() {
                print.call_actors(met.iter().map(|(actor, weight)| (register.name(*actor), *weight)));
            }
            let main = met.iter().filter(|(_, weight)| *weight >= PROMINENT);
            let main: Vec<ActorIx> = main.map(|(actor, _)| register.root(*actor)).collect();
            let must: Vec<EventIx> = bound[at].iter().filter_map(|&other| event_of[other]).collect();
            let report = Report {
                print: &print,
                bound: &must,
                happened: when::number(&happened[at]),
                language: &articles[at].language,
                actors: &main,
            };
            let event = fold.add(&report, &register);
            if event == events.len() {
                events.push(Vec::new());
                cast.push(running::Cast::default());
            }
            events[event].push(at);
            event_of[at] = Some(event);
            cast[event].report(&met);
        }
        let (running, why) = running::stories(&fold, &register, &cast);
        Self { events, running, why }
    }

    fn stories(self, readings: &[Reading], happened: &[DateRange], packs: &Packs) -> Vec<Story> {
        let Self { events, running, why } = self;
        let stories = running.into_iter().zip(why).map(|(members, why)| {
            let first = &readings[events[members[0]][0]].article;
            let reports: Vec<Vec<ArticleIx>> = members.iter().map(|&event| events[event].clone()).collect();
            let mut articles: Vec<ArticleIx> = reports.iter().flatten().copied().collect();
            articles.sort_by_key(|&at| (readings[at].article.day(), &readings[at].article.id, at));
            let mut events: Vec<Event> = reports
                .into_iter()
                .map(|reports| Event {
                    id: event_id(&readings[reports[0]].article),
                    title: words_of::central_headline(&reports, readings, packs),
                    when: when::of_event(&reports, happened, readings),
                    why: words_of::why_one_event(&reports, readings),
                    articles: reports,
                })
                .collect();
            events.sort_by(|one, two| {
                let day = |event: &Event| (event.when.from.or(event.when.to), event.when.to);
                day(one).cmp(&day(two)).then_with(|| one.id.cmp(&two.id))
            });
            Story {
                id: story_id(first),
                title: words_of::central_headline(&articles, readings, packs),
                articles,
                events,
                timeline: Vec::new(),
                top: Vec::new(),
                disagreements: Vec::new(),
                terms: Vec::new(),
                copies: Vec::new(),
                agencies: Vec::new(),
                why,
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

/// The actors of one article: by its entities, or, where names were not read, by its capitalised words.
fn actors_of(reading: &Reading, print: &Fingerprint) -> Vec<Actor> {
    if !reading.annotations.entities.is_empty() {
        return actors::actors(reading);
    }
    let plain = |(name, weight): &(String, f32)| Actor {
        name: name.clone(),
        keys: vec![name.clone()],
        acts: true,
        weight: *weight,
    };
    print.actors.iter().map(plain).collect()
}

/// Who is who over all articles, numbered in order of day and id.
pub fn register(readings: &[Reading]) -> Register {
    let articles: Vec<&Article> = readings.iter().map(|reading| &reading.article).collect();
    let mut register = Register::default();
    for at in in_order(&articles) {
        for actor in actors::all(&readings[at]) {
            register.add(&actor);
        }
    }
    register
}
