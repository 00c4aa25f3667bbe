//! Running stories: events that share their main actors and their subject, over any length of time.

use super::actors::{ActorIx, PROMINENT, Register};
use super::events::{EventIx, Events};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Main actors that an event shares with a story's profile.
pub(super) const SHARED: usize = 2;

/// Of the profile's actors so many must at least be named in an event that shares only one main actor.
pub(super) const NAMED: usize = 3;

/// How alike the texts of two events of one story are at least, in thousandths. Events of one story years apart reach
/// 200 to 400, events that share nothing stay under 100.
pub(super) const LIKENESS: u64 = 200;

/// The same for events that were told in different languages.
pub(super) const FOREIGN_LIKENESS: u64 = 100;

/// Likeness from which places alone may bind, without a person or body: two wars of one country are two stories.
pub(super) const PLACES: u64 = 250;

/// One in so many of a story's events must be like an event that joins it, so that no chain forms.
pub(super) const QUORUM: usize = 4;

/// A name that is main in more than this share of all events tells nothing of the story, once there are many.
const EVERYWHERE: f32 = 0.2;

/// How often the joining of stories is tried again, because a joined story fits more.
const PASSES: usize = 3;

/// Events of each of two stories that are compared.
const COMPARED: usize = 48;

/// Events from which a share of them says something.
pub(super) const MANY: usize = 20;

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

    /// Adds another event's.
    pub fn add(&mut self, other: Cast) {
        self.reports += other.reports;
        other.main.into_iter().for_each(|(actor, count)| *self.main.entry(actor).or_default() += count);
        self.named.extend(other.named);
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
    fn shares(&self, other: &Profile, likeness: u64, register: &Register) -> bool {
        let both: Vec<ActorIx> = self.core().filter(|actor| other.is_core(*actor)).collect();
        let named = self.core().filter(|actor| other.named.contains(actor)).count();
        let named = named.max(other.core().filter(|actor| self.named.contains(actor)).count());
        let enough = both.len() >= SHARED || (!both.is_empty() && named >= NAMED);
        enough && (likeness >= PLACES || both.iter().any(|actor| register.acts(*actor)))
    }
}

/// The stories made so far; those that were joined to an older one leave a gap.
#[derive(Default)]
struct Running {
    stories: Vec<Option<(Profile, Vec<usize>)>>,
    /// Stories by who has been main in one of their events.
    about: BTreeMap<ActorIx, BTreeSet<usize>>,
}

impl Running {
    fn add(&mut self, at: usize, profile: &Profile, events: &[usize]) {
        profile.main.keys().for_each(|actor| {
            self.about.entry(*actor).or_default().insert(at);
        });
        let (own, members) = self.stories[at].get_or_insert_default();
        own.add(profile);
        members.extend(events);
        members.sort_unstable();
    }

    /// Stories older than `before` that share a main actor with the profile.
    fn near(&self, profile: &Profile, before: usize) -> BTreeSet<usize> {
        let about = profile.main.keys().filter_map(|actor| self.about.get(actor));
        about.flatten().copied().filter(|&at| at < before && self.stories[at].is_some()).collect()
    }
}

/// The events of each story, in order, and why they are one; a story is named by its first event.
///
/// First every event joins the story it fits best or opens one, then stories that fit are joined. `numbers` are the
/// events' numbers in the fold; `alone` are round-ups, which tell of many stories and belong to none.
pub(crate) fn stories(
    fold: &Events,
    numbers: &[EventIx],
    register: &Register,
    casts: &[Cast],
    alone: &[bool],
) -> (Vec<Vec<usize>>, Vec<String>) {
    let settled = |(cast, alone): (&Cast, &bool)| match alone {
        true => Profile::default(),
        false => cast.settled(register),
    };
    let mut profiles: Vec<Profile> = casts.iter().zip(alone).map(settled).collect();
    leave_out_everywhere(&mut profiles);
    let mut running = Running::default();
    for (event, profile) in profiles.iter().enumerate() {
        let last = running.stories.len();
        let at = best(&running, last, profile, &[event], fold, numbers, register).unwrap_or(last);
        if at == last {
            running.stories.push(None);
        }
        running.add(at, profile, &[event]);
    }
    for _ in 0..PASSES {
        let mut joined = false;
        for at in (1..running.stories.len()).rev() {
            let Some((profile, events)) = running.stories[at].clone() else { continue };
            if let Some(older) = best(&running, at, &profile, &events, fold, numbers, register) {
                running.stories[at] = None;
                running.add(older, &profile, &events);
                joined = true;
            }
        }
        if !joined {
            break;
        }
    }
    let stories: Vec<(Profile, Vec<usize>)> = running.stories.into_iter().flatten().collect();
    let why = stories.iter().map(|(profile, events)| why(profile, events, casts, register)).collect();
    (stories.into_iter().map(|(_, events)| events).collect(), why)
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

/// The story before `before` that some events fit best; of equal ones the older.
fn best(
    running: &Running,
    before: usize,
    profile: &Profile,
    events: &[usize],
    fold: &Events,
    numbers: &[EventIx],
    register: &Register,
) -> Option<usize> {
    let fits = |at: usize| {
        let (other, theirs) = running.stories[at].as_ref()?;
        // The cheap test first: without actors in common there is nothing to compare.
        if !profile.shares(other, u64::MAX, register) {
            return None;
        }
        let pairs = last(events).iter().flat_map(|&one| last(theirs).iter().map(move |&two| (one, two)));
        let (mut alike, mut most, mut count) = (0, 0, 0);
        for (one, two) in pairs.map(|(one, two)| (numbers[one], numbers[two])) {
            let likeness = fold.likeness(one, two);
            let needed = if fold.one_language(one, two) { LIKENESS } else { FOREIGN_LIKENESS };
            alike += usize::from(likeness >= needed);
            most = most.max(likeness);
            count += 1;
        }
        let quorum = alike > 0 && alike * QUORUM >= count;
        (quorum && profile.shares(other, most, register)).then_some((most, Reverse(at)))
    };
    running.near(profile, before).into_iter().filter_map(fits).max().map(|(_, Reverse(at))| at)
}

/// Events of a story that others are compared with: the last ones, so that long stories stay cheap.
fn last(events: &[usize]) -> &[usize] {
    &events[events.len().saturating_sub(COMPARED)..]
}

/// The reason, for people: the actors that most events are about.
fn why(profile: &Profile, events: &[usize], casts: &[Cast], register: &Register) -> String {
    let reports: usize = events.iter().map(|&event| casts[event].reports).sum();
    if events.len() == 1 {
        return if reports == 1 { "a single report".to_owned() } else { "one event".to_owned() };
    }
    let mut names: Vec<(usize, ActorIx)> =
        profile.main.iter().map(|(actor, count)| (*count, *actor)).collect();
    names.sort_by_key(|&(count, actor)| (Reverse(count), actor));
    let usual: Vec<&str> = names.iter().take(5).map(|&(_, actor)| register.name(actor)).collect();
    format!("{} events about {}", events.len(), usual.join(", "))
}
