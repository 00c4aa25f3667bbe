//! Running stories: events that share their main actors and their subject, over any length of time.

use super::actors::{ActorIx, Register};
use super::events::{EventIx, Stories};
use std::collections::BTreeMap;

/// Main actors that two events of one story share.
const SHARED: usize = 2;

/// How alike the texts of two events of one story are at least, 0 to 1. Events of one story a year apart have .2 to
/// .4, events that share only their actors less. Two thirds of a story's events must pass, so that no chain forms.
const LIKENESS: f32 = 0.12;

/// A name prominent in more than this share of all events tells nothing of the story, once there are many.
const EVERYWHERE: f32 = 0.2;

/// Events from which a share of them says something.
const MANY: usize = 20;

/// Who an event is about: for each actor, how prominent it is in how many reports.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cast {
    reports: usize,
    prominent: BTreeMap<ActorIx, usize>,
}

impl Cast {
    /// Adds one report's main actors.
    pub fn report(&mut self, main: &[ActorIx]) {
        self.reports += 1;
        main.iter().for_each(|actor| *self.prominent.entry(*actor).or_default() += 1);
    }

    /// The actors that at least a third of the reports are about.
    fn core(&self, register: &Register) -> Vec<ActorIx> {
        let usual = self.prominent.iter().filter(|(_, count)| **count * 3 >= self.reports);
        let mut core: Vec<ActorIx> = usual.map(|(actor, _)| register.root(*actor)).collect();
        core.sort_unstable();
        core.dedup();
        core
    }
}

/// The events of each story, in order, and why they are one; a story is named by its first event.
pub(crate) fn stories(
    fold: &Stories,
    register: &Register,
    casts: &[Cast],
) -> (Vec<Vec<EventIx>>, Vec<String>) {
    let mut cores: Vec<Vec<ActorIx>> = casts.iter().map(|cast| cast.core(register)).collect();
    let mut met: BTreeMap<ActorIx, usize> = BTreeMap::new();
    cores.iter().flatten().for_each(|actor| *met.entry(*actor).or_default() += 1);
    if casts.len() >= MANY {
        let everywhere = |actor: &ActorIx| met[actor] as f32 > EVERYWHERE * casts.len() as f32;
        cores.iter_mut().for_each(|core| core.retain(|actor| !everywhere(actor)));
    }
    let mut stories: Vec<Vec<EventIx>> = Vec::new();
    let mut by_actor: BTreeMap<ActorIx, Vec<usize>> = BTreeMap::new();
    for event in 0..casts.len() {
        let mut near: Vec<usize> =
            cores[event].iter().filter_map(|actor| by_actor.get(actor)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        let related = |other: &EventIx| {
            shared(&cores[event], &cores[*other], register).is_some()
                && fold.likeness(event, *other) >= LIKENESS
        };
        let scored = near.into_iter().filter_map(|story| {
            let events: &Vec<EventIx> = &stories[story];
            let passed = events.iter().filter(|other| related(other)).count();
            (passed * 3 >= events.len() * 2).then(|| {
                let likeness: f32 = events.iter().map(|&other| fold.likeness(event, other)).sum();
                (likeness / events.len() as f32, story)
            })
        });
        let best = scored.max_by(|one, two| one.0.total_cmp(&two.0).then(two.1.cmp(&one.1)));
        let story = best.map_or(stories.len(), |(_, story)| story);
        if story == stories.len() {
            stories.push(Vec::new());
        }
        stories[story].push(event);
        for actor in &cores[event] {
            let known = by_actor.entry(*actor).or_default();
            if known.last() != Some(&story) {
                known.push(story);
            }
        }
    }
    let why = stories.iter().map(|events| why(events, &cores, casts, register)).collect();
    (stories, why)
}

/// The main actors that two events share, when they are enough and not only places.
fn shared(one: &[ActorIx], two: &[ActorIx], register: &Register) -> Option<Vec<ActorIx>> {
    let both: Vec<ActorIx> = one.iter().copied().filter(|actor| two.contains(actor)).collect();
    (both.len() >= SHARED && both.iter().any(|&actor| register.acts(actor))).then_some(both)
}

/// The reason, for people: the actors that most events are about.
fn why(events: &[EventIx], cores: &[Vec<ActorIx>], casts: &[Cast], register: &Register) -> String {
    let reports: usize = events.iter().map(|&event| casts[event].reports).sum();
    if events.len() == 1 {
        return if reports == 1 { "a single report".to_owned() } else { "one event".to_owned() };
    }
    let mut counts: BTreeMap<ActorIx, usize> = BTreeMap::new();
    events.iter().flat_map(|&event| &cores[event]).for_each(|actor| *counts.entry(*actor).or_default() += 1);
    let mut names: Vec<(usize, ActorIx)> = counts.into_iter().map(|(actor, count)| (count, actor)).collect();
    names.sort_by_key(|&(count, actor)| (std::cmp::Reverse(count), actor));
    let usual = names.iter().filter(|(count, _)| count * 2 >= events.len()).take(5);
    let usual: Vec<&str> = usual.map(|&(_, actor)| register.name(actor)).collect();
    format!("{} events about {}", events.len(), usual.join(", "))
}
