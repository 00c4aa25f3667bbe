//! Where the words stand that name a source: before a cue, or after one.

mod after;
mod grammar;
mod phrase;

pub(super) use after::after;
pub(super) use phrase::noun_phrase;

use super::attribution::Source;
use super::view::View;
use crate::lang::{Class, Frame};
use crate::model::MentionKind;
use phrase::is_boundary;
use std::ops::Range;

/// A source with its place: first token, one past its last, and whether another reading is possible.
pub(in crate::quote) struct Place {
    pub(in crate::quote) source: Source,
    pub(in crate::quote) tokens: Range<usize>,
    pub(in crate::quote) doubtful: bool,
    pub(in crate::quote) negated: bool,
}

/// Longest stretch between a name and its cue ("Rina, yang baru saja …, mengatakan").
const LONGEST_RELATIVE: usize = 28;

/// The subject of a cue: what stands before it, back to the start of its clause.
///
/// `low` is the first token that may belong to it. Appositions and relative clauses between commas, brackets,
/// adverbs and times before the cue are stepped over.
pub(in crate::quote) fn before(view: &View<'_>, low: usize, cue: usize) -> Option<Place> {
    let mut end = cue;
    let mut negated = false;
    let mut timed = false;
    // Adverbs, negators, times and brackets between source and cue.
    while end > low {
        let last = end - 1;
        // A mention's own words are never adverbs ("Lagi" may be a name).
        if view.is(last, Class::HeOrShe) || view.is(last, Class::They) || view.mention_at(last).is_some() {
            break;
        }
        if view.is(last, Class::Negator) {
            negated = true;
        } else if let Some(open) = opening_bracket(view, low, last) {
            end = open;
            continue;
        } else if timed && view.is(last, Class::SettingPreposition) {
            // "Rina Lestari on Thursday said".
            timed = false;
        } else if view.time_at(last).is_some() {
            timed = true;
        } else if !view.is(last, Class::Adverb) && !view.is(last, Class::Auxiliary) {
            break;
        }
        end = last;
    }
    if end == low {
        return None;
    }
    let with = |source, tokens, doubtful| Some(Place { source, tokens, doubtful, negated });
    // "Rina Lestari, yang baru kembali dari Aru, mengatakan": the clause between the commas is stepped over.
    if view.is_mark(end - 1, ",") {
        let mut inner_end = end - 1;
        // "Pedagang pakaian, Warni (51), mengaku": the bracket tells of the name before it.
        if let Some(open) = inner_end.checked_sub(1).and_then(|last| opening_bracket(view, low, last)) {
            inner_end = open;
        }
        if inner_end <= low {
            return None;
        }
        if let Some(place) = before_insertions(view, low, end - 1) {
            return with(place.source, place.tokens, place.doubtful);
        }
        if let Some(place) = before_appositions(view, low, inner_end) {
            return with(place.source, place.tokens, place.doubtful);
        }
        let comma = (low..inner_end).rev().find(|&at| {
            view.is_mark(at, ",") && view.mention_at(at).is_none_or(|m| m.whole.end <= view.span(at).end)
        });
        let inner = comma.map_or(low, |comma| comma + 1);
        if inner_end - inner > LONGEST_RELATIVE {
            return None;
        }
        // "Menteri Aru, Rina Lestari, mengatakan": a title before the comma, the name after it. A name before the
        // comma is the subject itself, and what follows tells more of it ("Rina, istri Budi, mengatakan").
        let ends_here = |at: usize| view.mention_at(at).filter(|m| m.whole.end >= view.span(at).end);
        // "Kuasa hukum Rina, Budi Santoso, mengatakan": a name alone between the commas, behind somebody's somebody, is
        // the one who speaks.
        let name_alone = ends_here(inner_end - 1).is_some_and(|m| view.token_from(m.whole.start) <= inner);
        let name_before = comma.and_then(|comma| noun_phrase(view, low, comma)).is_some_and(|head| {
            let Source::Named { name, .. } = head.source else { return false };
            let behind_a_role = view.token_from(name.start) > head.tokens.start
                && view.is(head.tokens.start, Class::DescribesPerson);
            view.mention(name).is_some_and(|m| m.kind == MentionKind::Person)
                && !(name_alone && behind_a_role)
        });
        if !name_before
            && inner_end > inner
            && ends_here(inner_end - 1).is_some_and(|m| m.kind == MentionKind::Person)
            && let Some(place) = noun_phrase(view, low, inner_end)
        {
            return with(place.source, place.tokens, place.doubtful);
        }
        // Without a comma before it a bare name is the subject: "Rina Lestari, mengatakan", but not "Rina turun ke
        // lapangan, memastikan …".
        if comma.is_none() && ends_here(inner_end - 1).is_none_or(|m| view.token_from(m.whole.start) > low) {
            return None;
        }
        let head_end = comma.unwrap_or(inner_end);
        let place = noun_phrase(view, low, head_end)?;
        return with(place.source, place.tokens, place.doubtful);
    }
    // "Rina Lestari, Jumat (5/6), dalam rapat di Aru meminta": no comma closes the last of what is set between.
    let place = noun_phrase(view, low, end).or_else(|| before_insertions(view, low, end))?;
    with(place.source, place.tokens, place.doubtful)
}

/// Longest stretch of insertions, in tokens, between a name and its cue.
const LONGEST_INSERTIONS: usize = 60;

/// `Rina Lestari, dalam jumpa pers di Aru, Kamis (20/8), menegaskan`: steps over what is set between a name and its cue,
/// piece by piece. `end` is one past the last piece.
fn before_insertions(view: &View<'_>, low: usize, end: usize) -> Option<Place> {
    let nearest = low.max(end.saturating_sub(LONGEST_INSERTIONS));
    let mut close = end;
    while close > nearest {
        let divides = |&at: &usize| {
            let inside = view.mention_at(at).is_some_and(|mention| mention.whole.end > view.span(at).end);
            view.is_mark(at, ",") && !inside && view.time_at(at).is_none()
        };
        let comma = (nearest..close).rev().find(divides);
        let start = comma.map_or(low, |comma| comma + 1);
        if start >= close {
            return None;
        }
        if is_insertion(view, start..close) {
            close = comma?;
            continue;
        }
        let last = opening_bracket(view, low, close - 1).unwrap_or(close);
        let name = last.checked_sub(1).and_then(|at| view.mention_at(at))?;
        let person = name.kind == MentionKind::Person && name.whole.end >= view.span(last - 1).end;
        if !person || close == end {
            return None;
        }
        return noun_phrase(view, low, last).filter(|place| matches!(place.source, Source::Named { .. }));
    }
    None
}

/// Whether a piece between commas tells when, where, on what occasion or in what office something is said.
fn is_insertion(view: &View<'_>, piece: Range<usize>) -> bool {
    let first = piece.start;
    let opens = [
        Class::Preposition,
        Class::SettingPreposition,
        Class::Fronting,
        Class::Relative,
        Class::DescribesPerson,
    ];
    let place = view.mention_at(first).is_some_and(|mention| {
        mention.kind == MentionKind::Place && mention.whole.end >= view.span(piece.end - 1).end
    });
    let named = view.mentions_in(piece.clone()).any(|mention| mention.kind == MentionKind::Person);
    let office = view.is(first, Class::DescribesPerson);
    view.time_at(first).is_some()
        || place
        || opens.iter().any(|class| view.is(first, *class))
            && view.mention_at(first).is_none()
            && !(office && named)
}

/// `Rina Lestari, 22, of Kota Aru, a nurse, said`: a name at the start of its clause, and several pieces between commas.
fn before_appositions(view: &View<'_>, low: usize, end: usize) -> Option<Place> {
    let hard = |at: usize| is_boundary(view, at) && !view.is_mark(at, ",") && !view.is(at, Class::Together);
    let nearest = low.max(end.saturating_sub(LONGEST_RELATIVE));
    let start = (nearest..end).rev().find(|&at| hard(at)).map_or(nearest, |at| at + 1);
    let mention = view.mention_at(start).filter(|m| m.kind == MentionKind::Person)?;
    let after = view.token_from(mention.whole.end);
    let pieces = (after..end).filter(|&at| view.is_mark(at, ",")).count();
    let verb = |at: usize| view.cues.at(view.found.tokens, at, end).any(|(cue, _)| cue.stands(Frame::Head));
    let plain = view.token_from(mention.whole.start) == start && view.is_mark(after, ",") && pieces >= 2;
    if !plain || !view.cues.keeps_complementizer() || (after..end).any(verb) {
        return None;
    }
    let source = Source::Named { whole: mention.whole, name: mention.span };
    Some(Place { source, tokens: start..after, doubtful: false, negated: false })
}

/// The start of the bracket that closes at `last`.
fn opening_bracket(view: &View<'_>, low: usize, last: usize) -> Option<usize> {
    if !view.is_mark(last, ")") {
        return None;
    }
    (low..last).rev().take(12).find(|&at| view.is_mark(at, "("))
}
