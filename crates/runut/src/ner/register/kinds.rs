//! What each name of an article names: by the lists, by what speaks for it anywhere in the article, or by the tagger.

use crate::model::{MentionKind, Tokens};
use crate::ner::blend::{EVIDENCE, Told};
use crate::ner::candidate::{Candidate, Votes};
use rustc_hash::{FxHashMap, FxHashSet};

/// Words of full names from which an article is taken to introduce its people: two names of two words.
const INTRODUCED: usize = 4;

/// The words of the names of people and bodies.
struct Named<'t> {
    people: FxHashSet<&'t str>,
    /// The last words of the names of people who have a title.
    surnames: FxHashSet<&'t str>,
    /// Those of people only the tagger sees.
    told: FxHashSet<&'t str>,
    bodies: FxHashSet<&'t str>,
    /// The last words of what the rules know of several words that is no person.
    lasts: FxHashSet<&'t str>,
}

impl<'t> Named<'t> {
    fn of(tokens: &'t Tokens, found: &[Candidate<'_>]) -> Self {
        let (mut people, mut bodies) = (FxHashSet::default(), FxHashSet::default());
        let mut surnames = FxHashSet::default();
        let (mut told, mut lasts) = (FxHashSet::default(), FxHashSet::default());
        for one in found {
            let long = one.end > one.first + 1;
            let kind = one.known_kind();
            if long && one.votes.organisation.max(one.votes.place) >= EVIDENCE {
                lasts.insert(tokens.lower(one.end - 1));
            }
            let person = kind == Some(MentionKind::Person) || one.votes.person > one.votes.organisation;
            if long && one.title.is_some() && one.clitic == 0 {
                surnames.insert(tokens.lower(one.end - 1));
            }
            if person && long || one.title.is_some() {
                people.extend((one.first..one.end).map(|at| tokens.lower(at)));
            } else if long && (kind == Some(MentionKind::Organisation) || one.votes.organisation >= 8) {
                bodies.extend([tokens.lower(one.first), tokens.lower(one.end - 1)]);
            } else if long && one.tagged == Some(MentionKind::Person) {
                told.extend([tokens.lower(one.first), tokens.lower(one.end - 1)]);
            }
        }
        Self { people, surnames, told, bodies, lasts }
    }

    /// Whether a word is but the end of a longer name of the article: "Hilir" of "Tamban Hilir".
    fn part(&self, tokens: &Tokens, one: &Candidate<'_>) -> bool {
        one.end == one.first + 1 && self.lasts.contains(tokens.lower(one.first))
    }

    /// Whether somebody may be called so whom only the tagger sees: where the article gives names in full, a word alone
    /// must be a given name or part of one of those, and where it gives few, at least not open a sentence.
    fn person(&self, tokens: &Tokens, one: &Candidate<'_>) -> bool {
        let word = tokens.lower(one.first);
        let alone = one.end == one.first + 1 && !self.bodies.contains(word);
        one.end > one.first + 1
            || one.given
            || !one.opens && self.people.len() + self.told.len() < INTRODUCED
            || self.people.contains(word)
            || self.told.contains(word)
            || alone && self.people.is_empty() && self.told.is_empty()
    }

    /// Whether a word alone ends the name of a person that a title or more than its shape shows.
    fn surname(&self, tokens: &Tokens, one: &Candidate<'_>) -> bool {
        let word = tokens.lower(one.first);
        one.end == one.first + 1 && self.surnames.contains(&word[..word.len() - one.clitic.min(word.len())])
    }

    /// What speaks for a name's being a state's: signs of one, and bodies named after it, unless somebody has that name.
    fn state(&self, tokens: &Tokens, one: &Candidate<'_>, sum: Votes) -> i32 {
        let word = tokens.lower(one.first);
        let stem = &word[..word.len() - one.clitic.min(word.len())];
        if self.people.contains(stem) {
            return 0;
        }
        // "The Courier" is the "Istrel Courier" itself.
        let after =
            one.end == one.first + 1 && sum.person > 0 && sum.organisation <= 0 && self.bodies.contains(stem);
        sum.state + if after { 6 } else { 0 }
    }
}

/// The kind of every candidate, and whether only the tagger tells it: the gazetteer's, or what speaks for it anywhere
/// in the article.
pub(super) fn kinds(
    tokens: &Tokens,
    found: &[Candidate<'_>],
    keys: &[String],
) -> Vec<Option<(MentionKind, bool)>> {
    let mut sums = FxHashMap::<&str, (Votes, Told)>::default();
    for (one, key) in found.iter().zip(keys).filter(|(one, _)| one.known.is_none()) {
        let (sum, told) = sums.entry(key).or_default();
        sum.person += one.votes.person;
        sum.organisation += one.votes.organisation;
        sum.place += one.votes.place;
        sum.thing += one.votes.thing;
        sum.state += one.votes.state;
        one.tagged.into_iter().for_each(|kind| told.note(kind));
    }
    let named = Named::of(tokens, found);
    for (one, key) in found.iter().zip(keys).filter(|(one, _)| one.known.is_none() && !one.given) {
        if let Some((sum, _)) = sums.get_mut(key.as_str()) {
            sum.place += named.state(tokens, one, *sum);
            sum.state = 0;
            if named.surname(tokens, one) && sum.place < 8 {
                // "the case against Durbin", where a Senator Dick Durbin speaks.
                sum.place = 0;
                sum.person = sum.person.max(EVIDENCE);
            }
        }
    }
    let kind = |(one, key): (&Candidate<'_>, &String)| {
        if let Some(kind) = one.known_kind() {
            return Some((kind, false));
        }
        let (sum, told) = sums.get(key.as_str()).copied().unwrap_or_default();
        let best = sum.person.max(sum.organisation).max(sum.place).max(sum.thing);
        let rules = match best {
            ..=0 => None,
            _ if sum.organisation == best => Some(MentionKind::Organisation),
            // In doubt no person: a place is nobody's mouth.
            _ if sum.place == best => Some(MentionKind::Place),
            _ if sum.person == best => Some(MentionKind::Person),
            _ => Some(MentionKind::Work),
        };
        if best >= EVIDENCE {
            return rules.map(|kind| (kind, false));
        }
        match (rules, told.kind()) {
            (Some(kind), Some(MentionKind::Person)) => {
                Some((kind, kind == MentionKind::Person && one.unproved))
            }
            (None, Some(MentionKind::Person)) if !named.person(tokens, one) => None,
            (None, Some(MentionKind::Organisation)) if named.part(tokens, one) => None,
            (_, Some(kind)) => Some((kind, true)),
            (rules, None) => rules.filter(|_| !one.unproved).map(|kind| (kind, false)),
        }
    };
    found.iter().zip(keys).map(kind).collect()
}
