//! The rules' names and the tagger's, brought together: what the rules have evidence for stays; the tagger adds names
//! where they saw none, and tells the kind where they had no more than a guess (`register`).

use super::candidate::{Candidate, Votes};
use super::label::{Label, Source, opens};
use super::tagger::Tagged;
use crate::lang::Signs;
use crate::model::{MentionHow, MentionKind, Tokens};

/// Points from which the rules know, and do not only guess.
pub(super) const EVIDENCE: i32 = 3;

/// Points from which the tagger is not asked.
const SETTLED: i32 = 4;

/// Points below which the rules' taking a name for a person counts only if the tagger sees a name, too.
const GUESS: i32 = 2;

impl Votes {
    fn best(&self) -> i32 {
        self.person.max(self.organisation).max(self.place).max(self.thing).max(self.state)
    }
}

/// What the article's tagged names say of one word or run, as often as they say it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    person: u32,
    organisation: u32,
    place: u32,
}

impl Told {
    pub(super) fn note(&mut self, kind: MentionKind) {
        match kind {
            MentionKind::Person => self.person += 1,
            MentionKind::Organisation => self.organisation += 1,
            _ => self.place += 1,
        }
    }

    /// The kind told most often; in doubt no person, since a place is nobody's mouth.
    pub(super) fn kind(self) -> Option<MentionKind> {
        let best = self.person.max(self.organisation).max(self.place);
        match best {
            0 => None,
            _ if best == self.place => Some(MentionKind::Place),
            _ if best == self.organisation => Some(MentionKind::Organisation),
            _ => Some(MentionKind::Person),
        }
    }
}

/// Which words of a sentence the rules leave open: those with a capital that neither a list nor a title explains, but
/// for a plain word that owes its capital to the sentence it opens. Where there are none the tagger is not asked.
pub(super) fn open(
    tokens: &Tokens,
    start: usize,
    labels: &[Label<'_>],
    rules: &[Candidate<'_>],
    open: &mut Vec<bool>,
) {
    open.clear();
    open.extend(labels.iter().enumerate().map(|(at, label)| {
        let plain = label.common && !label.name && opens(tokens, start + at, start);
        tokens[start + at].capital && !plain && !label.signs.any(Signs::CALENDAR)
    }));
    let settled = |one: &&Candidate<'_>| {
        one.known.is_some()
            || one.title.is_some()
            || one.how == MentionHow::WordInIt
            || one.votes.best() >= SETTLED
    };
    for one in rules.iter().filter(settled) {
        let first = one.title.as_ref().map_or(one.first, |title| title.first);
        open[first.max(start) - start..one.end - start].fill(false);
    }
}

fn overlap(one: &Candidate<'_>, name: &Tagged) -> bool {
    name.first < one.end && one.first < name.end
}

fn same(one: &Candidate<'_>, name: &Tagged) -> bool {
    (name.first, name.end) == (one.first, one.end)
}

/// One sentence's names of the rules, and what the tagger adds to them.
pub(super) fn blend<'p>(
    tokens: &Tokens,
    start: usize,
    labels: &[Label<'p>],
    sentence: usize,
    rules: &[Candidate<'p>],
    tagged: &[Tagged],
    found: &mut Vec<Candidate<'p>>,
) {
    let wins = |name: &&Tagged| !rules.iter().any(|one| overlap(one, name) && stands(one, name));
    // "(R-Mo.)", "(D-Iowa)": a side and a seat, and nobody's name.
    let seat = |name: &&Tagged| {
        let word = tokens.lower(name.first).as_bytes();
        name.first > start && tokens.is_mark(name.first - 1, "(") && word.get(1) == Some(&b'-')
    };
    let tagged = tagged.iter().filter(wins).filter(|name| !side_by_side(rules, name) && !seat(name));
    let tagged: Vec<&Tagged> = tagged.collect();
    for one in rules {
        let mut one = one.clone();
        if let Some(name) = tagged.iter().find(|name| same(&one, name)) {
            one.tagged = Some(name.kind);
        } else if tagged.iter().any(|name| overlap(&one, name)) {
            continue;
        } else if one.known.is_none()
            && one.title.is_none()
            && one.votes.best() < GUESS
            && !(one.first > start && tokens.is_mark(one.first - 1, "/"))
        {
            // Two capitals alone make nobody a person, but for a credit: "(Outlet/Somebody)".
            one.votes.person = one.votes.person.min(0);
        }
        found.push(one);
    }
    for name in tagged {
        if rules.iter().any(|one| same(one, name)) {
            continue;
        }
        let first = &labels[name.first - start];
        let opens = opens(tokens, name.first, start);
        // "GDP", "LRT": a word of the language is no name for its capitals.
        let capitals = opens || tokens[name.first].upper;
        if capitals && first.common && name.end == name.first + 1 {
            continue;
        }
        found.push(Candidate {
            first: name.first,
            end: name.end,
            sentence,
            votes: Votes::default(),
            known: None,
            thing: None,
            tagged: Some(name.kind),
            title: None,
            relays: first.signs.any(Signs::RELAY) && name.kind == MentionKind::Organisation,
            unproved: false,
            opens,
            given: first.signs.any(Signs::GIVEN),
            clitic: 0,
            skip: 0,
            how: MentionHow::Model,
        });
    }
}

/// "Kursk Rusia", "Paris, France": places side by side, none of them a part of a longer name.
fn side_by_side(rules: &[Candidate<'_>], name: &Tagged) -> bool {
    let inside =
        rules.iter().filter(|one| name.first <= one.first && one.end <= name.end && !same(one, name));
    let known = inside.filter(|one| one.known_kind() == Some(MentionKind::Place) && one.skip == 0);
    known.map(|one| one.end - one.first).sum::<usize>() == name.end - name.first
}

/// Whether a name of the rules stands against one of the tagger's that overlaps it and has other ends.
fn stands(one: &Candidate<'_>, name: &Tagged) -> bool {
    if same(one, name) {
        return false;
    }
    let within = name.first <= one.first && one.end <= name.end;
    let around = one.first <= name.first && name.end <= one.end;
    if matches!(one.known, Some(Source::Outlet(_))) || one.title.is_some() || one.how == MentionHow::WordInIt
    {
        return true;
    }
    if one.known.is_some() {
        // "Universitas Indonesia" is more than "Indonesia"; "Rusia Vladimir Putin" is nobody.
        let long = one.end - one.first > 1;
        return !within || long || name.kind == MentionKind::Person;
    }
    // A person's name is never cut to what a place is called.
    let cut = around && name.kind != MentionKind::Person && one.votes.person > 0;
    cut || around && one.votes.best() >= EVIDENCE || within && one.votes.state > 0
}
