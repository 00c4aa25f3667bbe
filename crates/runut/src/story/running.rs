//! Running stories: events that share their main actors and their subject, over any length of time.

use super::actors::{ActorIx, PROMINENT, Register};
use super::events::{EventIx, Stories};
use std::collections::{BTreeMap, BTreeSet};

/// Main actors that an event shares with a story's profile.
const SHARED: usize = 2;

/// Of the profile's actors so many must at least be named in an event that shares only one main actor.
const NAMED: usize = 3;

/// How alike the texts of two events of one story are at least, 0 to 1. Events of one story years apart reach .2 to
/// .4, events that share nothing stay under .1.
const LIKENESS: f32 = 0.17;

/// The same for events that were told in different languages.
const FOREIGN_LIKENESS: f32 = 0.1;

/// Likeness from which places alone may bind, without a person or body: two wars of one country are two stories.
const PLACES: f32 = 0.2;

/// Share of a story's events that an event must be like, so that no chain forms.
const QUORUM: f32 = 0.25;

/// A name that is main in more than this share of all events tells nothing of the story, once there are many.
const EVERYWHERE: f32 = 0.2;

/// How often the joining of stories is tried again, because a joined story fits more.
const PASSES: usize = 3;

/// Events from which a share of them says something.
const MANY: usize = 20;

/// Who an event or a story is about: for each actor, in how many reports (or events) it is main, and who is named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cast {
    reports: usize,
    main: BTreeMap<ActorIx, usize>,
    named: BTreeSet<ActorIx>,
}

impl Cast {
    /// Adds one report's actors, with how prominent they are.
    pub fn report(&mut self, actors: &[(ActorIx, f32)]) {
        self.reports += 1;
        for (actor, weight) in actors {
            self.named.insert(*actor);
            if *weight >= PROMINENT {
                *self.main.entry(*actor).or_default() += 1;
            }
        }
    }

    /// The same with every actor under the number that stands for it now; main is who is so in a third of the reports.
    fn settled(&self, register: &Register) -> Profile {
        let usual = self.main.iter().filter(|(_, count)| **count * 3 >= self.reports);
        Profile {
            events: 1,
            main: usual.map(|(actor, _)| (register.root(*actor), 1)).collect(),
            named: self.named.iter().map(|actor| register.root(*actor)).collect(),
        }
    }
}

/// The actors of one event, or of all events of a story.
#[derive(Clone, Debug, Default)]
struct Profile {
    events: usize,
    /// In how many events each is main.
    main: BTreeMap<ActorIx, usize>,
    named: BTreeSet<ActorIx>,
}

impl Profile {
    /// The actors that are main in a third of the events.
    fn core(&self) -> impl Iterator<Item = ActorIx> + '_ {
        self.main.iter().filter(|(_, count)| **count * 3 >= self.events).map(|(actor, _)| *actor)
    }

    fn is_core(&self, actor: ActorIx) -> bool {
        self.main.get(&actor).is_some_and(|count| count * 3 >= self.events)
    }

    fn add(&mut self, other: &Profile) {
        self.events += other.events;
        other.main.iter().for_each(|(actor, count)| *self.main.entry(*actor).or_default() += count);
        self.named.extend(&other.named);
    }

    /// Whether two casts are one story's: enough main actors in common, or one and several more by name. Places alone
    /// need more likeness.
    fn shares(&self, other: &Profile, likeness: f32, register: &Register) -> bool {
        let both: Vec<ActorIx> = self.core().filter(|actor| other.is_core(*actor)).collect();
        let named = self.core().filter(|actor| other.named.contains(actor)).count();
        let named = named.max(other.core().filter(|actor| self.named.contains(actor)).count());
        let enough = both.len() >= SHARED || (!both.is_empty() && named >= NAMED);
        enough && (likeness >= PLACES || both.iter().any(|actor| register.acts(*actor)))
    }
}

/// The events of each story, in order, and why they are one; a story is named by its first event.
///
/// First every event joins the story it fits best or opens one, then stories that fit are joined.
pub(crate) fn stories(
    fold: &Stories,
    register: &Register,
    casts: &[Cast],
) -> (Vec<Vec<EventIx>>, Vec<String>) {
    let mut profiles: Vec<Profile> = casts.iter().map(|cast| cast.settled(register)).collect();
    leave_out_everywhere(&mut profiles);
    let mut running: Vec<(Profile, Vec<EventIx>)> = Vec::new();
    for (event, profile) in profiles.iter().enumerate() {
        match best(&running, profile, &[event], fold, register) {
            Some(at) => {
                running[at].0.add(profile);
                running[at].1.push(event);
            }
            None => running.push((profile.clone(), vec![event])),
        }
    }
    for _ in 0..PASSES {
        let before = running.len();
        for at in (1..before).rev() {
            let (profile, events) = &running[at];
            if let Some(older) = best(&running[..at], profile, events, fold, register) {
                let (profile, events) = running.remove(at);
                running[older].0.add(&profile);
                running[older].1.extend(events);
                running[older].1.sort_unstable();
            }
        }
        if running.len() == before {
            break;
        }
    }
    let why = running.iter().map(|(profile, events)| why(profile, events, casts, register)).collect();
    (running.into_iter().map(|(_, events)| events).collect(), why)
}

/// Takes away the actors that are main nearly everywhere, once there are many events.
fn leave_out_everywhere(profiles: &mut [Profile]) {
    if profiles.len() < MANY {
        return;
    }
    let mut met: BTreeMap<ActorIx, usize> = BTreeMap::new();
    profiles.iter().flat_map(|one| one.main.keys()).for_each(|actor| *met.entry(*actor).or_default() += 1);
    let most = EVERYWHERE * profiles.len() as f32;
    profiles.iter_mut().for_each(|one| one.main.retain(|actor, _| met[actor] as f32 <= most));
}

/// The story that some events fit best; of equal ones the older.
fn best(
    running: &[(Profile, Vec<EventIx>)],
    profile: &Profile,
    events: &[EventIx],
    fold: &Stories,
    register: &Register,
) -> Option<usize> {
    let fits = |(at, (other, theirs)): (usize, &(Profile, Vec<EventIx>))| {
        // The cheap test first: without actors in common there is nothing to compare.
        if !profile.shares(other, 1.0, register) {
            return None;
        }
        let pairs = events.iter().flat_map(|&one| theirs.iter().map(move |&two| (one, two)));
        let pairs: Vec<(f32, bool)> =
            pairs.map(|(one, two)| (fold.likeness(one, two), fold.one_language(one, two))).collect();
        let needed = |one_language: bool| if one_language { LIKENESS } else { FOREIGN_LIKENESS };
        let alike = pairs.iter().filter(|(likeness, own)| *likeness >= needed(*own)).count();
        let most = pairs.iter().map(|pair| pair.0).fold(0.0, f32::max);
        let quorum = alike as f32 >= QUORUM * pairs.len() as f32 && alike > 0;
        (quorum && profile.shares(other, most, register)).then_some((most, at))
    };
    let found = running.iter().enumerate().filter_map(fits);
    found.max_by(|one, two| one.0.total_cmp(&two.0).then(two.1.cmp(&one.1))).map(|(_, at)| at)
}

/// The reason, for people: the actors that most events are about.
fn why(profile: &Profile, events: &[EventIx], casts: &[Cast], register: &Register) -> String {
    let reports: usize = events.iter().map(|&event| casts[event].reports).sum();
    if events.len() == 1 {
        return if reports == 1 { "a single report".to_owned() } else { "one event".to_owned() };
    }
    let mut names: Vec<(usize, ActorIx)> =
        profile.main.iter().map(|(actor, count)| (*count, *actor)).collect();
    names.sort_by_key(|&(count, actor)| (std::cmp::Reverse(count), actor));
    let usual: Vec<&str> = names.iter().take(5).map(|&(_, actor)| register.name(actor)).collect();
    format!("{} events about {}", events.len(), usual.join(", "))
}
