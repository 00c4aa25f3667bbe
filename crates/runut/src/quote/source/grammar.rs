//! Whether words that stand where a source would stand are a noun phrase at all.
//!
//! Where nouns are counted with articles, a phrase tells by its determiner, its number and its last word whether it can
//! name anybody: "warned the consulate", "his recent" and "relying on" cannot. Where what points stands behind the noun,
//! it closes the phrase: "perempuan tersebut berteriak" goes on with a verb.

use super::super::view::View;
use crate::lang::{Class, Cue, Frame};
use std::ops::Range;

/// Whether a phrase without a known name may describe somebody.
pub(super) fn names_somebody(view: &View<'_>, phrase: Range<usize>) -> bool {
    if view.is(phrase.start, Class::NoOpening) && view.mention_at(phrase.start).is_none() {
        return false;
    }
    if !view.cues.has_articles() {
        return !goes_on(view, phrase);
    }
    let last = phrase.end - 1;
    !begins_another(view, phrase.clone())
        && !ends_open(view, last)
        && (is_determined(view, phrase.start)
            || is_many(view, phrase.clone())
            || is_known(view, phrase.start))
}

/// Whether a phrase goes on behind the word that closes it, or ends with one that opens what is missing.
fn goes_on(view: &View<'_>, phrase: Range<usize>) -> bool {
    let last = phrase.end - 1;
    let closed = |at: usize| {
        let behind = view.is(at + 1, Class::Relative) || view.is(at + 1, Class::Preposition);
        view.is(at, Class::PointingAfter) && !behind && view.mention_at(at).is_none()
    };
    let open = view.is(last, Class::Relative) && view.mention_at(last).is_none();
    open || (phrase.start..last).any(closed)
}

/// Whether what a phrase is about are several, who need no determiner: "officials", "mainstream Republicans", "polls
/// published by …". It stands last, or last but one, before what a preposition or relative word tells more of it.
fn is_many(view: &View<'_>, phrase: Range<usize>) -> bool {
    let more = |at: usize| {
        let classes = view.classes(at);
        classes.has(Class::Preposition) || classes.has(Class::Relative) || !view.found.tokens[at].is_word()
    };
    let end = (phrase.start + 1..phrase.end).find(|&at| more(at)).unwrap_or(phrase.end);
    (phrase.start.max(end.saturating_sub(2))..end).any(|at| view.cues.is_plural(view.lower(at)))
}

/// Whether a determiner begins a second noun that nothing joins to the first: "warned the consulate". What a relative
/// word or a verb in "-ing" behind a noun tells of it may have one: "a judge handling the case".
fn begins_another(view: &View<'_>, phrase: Range<usize>) -> bool {
    const JOINS: [Class; 5] =
        [Class::Preposition, Class::Relative, Class::Together, Class::Crowd, Class::Agent];
    for at in phrase.start + 1..phrase.end {
        if view.is(at, Class::Relative) {
            return false;
        }
        let before = at - 1;
        let joined = JOINS.iter().any(|class| view.is(before, *class))
            || !view.found.tokens[before].is_word()
            || view.found.tokens[before].capital && before > view.start
            || before > phrase.start + 1 && view.cues.opens_aside(view.lower(before));
        if view.mention_at(at).is_none() && is_determiner(view, at) && !joined {
            return true;
        }
    }
    false
}

/// Whether the last word asks for another behind it: "relying on", "his", "the state's".
fn ends_open(view: &View<'_>, last: usize) -> bool {
    let asks =
        (is_determiner(view, last) || view.is(last, Class::Preposition)) && !view.is(last, Class::Relative);
    // "Rina tells (say)": a verb, and no noun.
    let verb = |cue: &Cue| cue.stands(Frame::Head) && cue.voiced() && !cue.also_noun;
    let mut cues = view.cues.at(view.found.tokens, last, last + 1);
    let told = last > view.start && view.mention_at(last - 1).is_some() && cues.any(|(cue, _)| verb(cue));
    view.cues.owns(view.lower(last)) || view.mention_at(last).is_none() && (asks || told)
}

/// Whether a phrase has its determiner and not yet the noun for several that it asks for: "the current (and former …)".
pub(super) fn waits_for_noun(view: &View<'_>, phrase: Range<usize>) -> bool {
    const CALLED: [Class; 4] =
        [Class::DescribesPerson, Class::DescribesAgency, Class::DescribesPlace, Class::Thing];
    let called = |at: usize| CALLED.iter().any(|class| view.is(at, *class));
    !phrase.is_empty()
        && view.cues.has_articles()
        && phrase.len() <= 2
        && is_determined(view, phrase.start)
        && !is_many(view, phrase.clone())
        && !called(phrase.end - 1)
}

/// Whether a word stands before a noun and so begins its phrase.
fn is_determiner(view: &View<'_>, at: usize) -> bool {
    [Class::Article, Class::Possessive, Class::PointingBefore].iter().any(|class| view.is(at, *class))
}

fn is_determined(view: &View<'_>, first: usize) -> bool {
    view.found.tokens[first].is_number() || view.is(first, Class::Crowd) || is_determiner(view, first)
}

/// Whether a phrase begins with a name, a capital, or a word by which somebody is called without a determiner.
fn is_known(view: &View<'_>, first: usize) -> bool {
    const CALLED: [Class; 3] = [Class::DescribesPerson, Class::DescribesAgency, Class::Thing];
    let capital = view.found.tokens[first].capital && !view.cues.opens_aside(view.lower(first));
    capital || view.mention_at(first).is_some() || CALLED.iter().any(|class| view.is(first, *class))
}
