//! Events and running stories: topic detection and tracking, online.
//!
//! A pair of steps: `fingerprint` looks at one article, `Events::add` takes them one by one; in order of day and id,
//! where all are at hand, so that the order of the input makes no difference. An event is tight and has a clock; a
//! running story joins events by their actors and has none.

pub mod across;
mod actors;
mod called;
mod events;
mod features;
mod grouped;
mod prepared;
mod profile;
mod profile_file;
mod rarity;
mod roundup;
mod running;
mod stream;
mod threads;
mod vector;
mod when;
mod words_of;

pub use events::{Events, Merge, Options, Report, Snapshot};
pub use features::{Fingerprint, fingerprint};
pub use prepared::Prepared;
pub use profile::{Offer, Profile, reports_of};
pub use stream::{Placed, Stream, StreamSnapshot};

use crate::lang::Packs;
use crate::model::{Article, ArticleIx, DateRange, Reading, Story};
pub use actors::Register;
pub(crate) use roundup::is_roundup;
pub(crate) use when::apart;

use actors::Actor;
use grouped::Grouped;

/// The order in which articles are added: by day, then id.
fn in_order(articles: &[&Article]) -> Vec<ArticleIx> {
    let mut order: Vec<ArticleIx> = (0..articles.len()).collect();
    order.sort_by_key(|&at| (articles[at].day(), &articles[at].id, at));
    order
}

/// Groups articles into events and events into running stories; without timelines yet.
pub fn stories(readings: &[Reading], packs: &Packs) -> Vec<Story> {
    let happened: Vec<DateRange> = readings.iter().map(when::happened).collect();
    Grouped::of(readings, &happened, &Options::default(), packs).stories(readings, &happened, packs)
}

/// The event's and the story's id of every reading, without timelines: for `group`, over thousands of articles.
pub fn groups(readings: &[Reading], packs: &Packs) -> Vec<(String, String)> {
    groups_with(readings, &Options::default(), packs)
}

/// The same with settings of one's own.
pub fn groups_with(readings: &[Reading], options: &Options, packs: &Packs) -> Vec<(String, String)> {
    let happened: Vec<DateRange> = readings.iter().map(when::happened).collect();
    let grouped = Grouped::of(readings, &happened, options, packs);
    let mut ids = vec![(String::new(), String::new()); readings.len()];
    for members in &grouped.running {
        let story = story_id(&readings[grouped.events[members[0]][0]].article);
        for &event in members {
            for &article in &grouped.events[event] {
                ids[article] = (event_id(&readings[grouped.events[event][0]].article), story.clone());
            }
        }
    }
    ids
}

/// Letters of an article's id in the ids made from it.
const ID_LETTERS: usize = 12;

/// The id of the story whose first article this is.
pub fn story_id(first: &Article) -> String {
    story_of(&first.id)
}

/// The id of the story whose first article has this id.
pub fn story_of(first: &str) -> String {
    format!("s-{}", short(first))
}

/// The id of the event whose first article this is.
pub fn event_id(first: &Article) -> String {
    event_of(&first.id)
}

/// The id of the event whose first article has this id.
pub fn event_of(first: &str) -> String {
    format!("e-{}", short(first))
}

/// The head of a hash; any other id whole, because `page-1` and `page-2` differ at the end.
fn short(id: &str) -> &str {
    let hash = id.len() >= 32 && id.bytes().take(32).all(|byte| byte.is_ascii_hexdigit());
    if hash && id.len() == 32 { &id[..ID_LETTERS] } else { id }
}

/// The actors of one article: by its entities, or, where names were not read, by its capitalised words.
fn actors_of(reading: &Reading) -> Vec<Actor> {
    if reading.annotations.entities.is_empty() {
        actors::unread(&reading.article)
    } else {
        actors::actors(reading)
    }
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
