//! What stands between a cue and its content: whom it was said to, when, where, and the word that opens the content.

use super::super::view::View;
use crate::lang::{Class, Frame};
use crate::model::Span;

/// What stands between a cue and its content.
pub(super) struct Opening {
    /// The first token of the content.
    pub(super) content: usize,
    pub(super) addressee: Option<Span>,
    /// A complementizer, comma or colon opened the content, so it is a clause.
    pub(super) clause: bool,
    /// The one spoken to, named or not, stands between.
    pub(super) addressed: bool,
}

/// Farthest that a complementizer may stand from its cue, in tokens.
const COMPLEMENTIZER_REACH: usize = 14;

/// Longest title, in bytes, of a programme or book that may stand in quotation marks before a complementizer.
const LONGEST_TITLE: usize = 45;

/// `deed`: the cue takes a deed ("declined to say whether …").
pub(super) fn opening(view: &View<'_>, from: usize, deed: bool) -> Opening {
    if deed && view.is(from, Class::Infinitive) {
        return Opening { content: from, addressee: None, clause: true, addressed: false };
    }
    if let Some(content) = led_quotation(view, from) {
        let whom = view.is(from, Class::Addressing).then(|| view.mention_at(from + 1)).flatten();
        let addressee = whom.map(|mention| mention.span);
        return Opening { content, addressee, clause: true, addressed: content > from + 2 };
    }
    let mut at = from;
    let mut addressee = None;
    // "kepada X", "told X that", "to reporters", "told the crowd".
    let object = if view.is(at, Class::Addressing) { at + 1 } else { at };
    if object < view.end {
        if let Some(mention) = view.mention_at(object) {
            let after = view.token_from(mention.whole.end);
            let addressed = object > at && after < view.end || view.is(after, Class::Complementizer);
            if addressed {
                addressee = Some(mention.span);
                at = after;
            }
        } else if let Some(after) = audience(view, object) {
            addressee = Some(view.span_of(object..after));
            at = after;
        } else if object > at && find_complementizer(view, object).is_some() {
            at = object;
        }
    }
    // "kepada stasiun televisi pemerintah, …": a described audience up to its comma.
    if at == from
        && view.is(at, Class::Addressing)
        && let Some(comma) = (at + 2..view.end.min(at + 8)).find(|&comma| view.is_mark(comma, ","))
        && (at + 1..comma).all(|word| view.found.tokens[word].is_word())
    {
        at = comma;
    }
    let addressed = at > from;
    while at < view.end && view.time_at(at).is_some() {
        at += 1;
    }
    // "in a statement on Tuesday that …", "dalam pidatonya bahwa …".
    if (view.is(at, Class::SettingPreposition) || at > from)
        && let Some(complementizer) = find_complementizer(view, at)
    {
        return Opening {
            content: past_complementizer(view, complementizer),
            addressee,
            clause: true,
            addressed,
        };
    }
    let mut clause = false;
    while view.is_mark(at, ",") || view.is_mark(at, ":") {
        at += 1;
        clause = true;
    }
    if view.is(at, Class::Complementizer) {
        at = past_complementizer(view, at);
        clause = true;
    }
    while view.is_mark(at, ",") || view.is_mark(at, ":") {
        at += 1;
        clause = true;
    }
    Opening { content: at, addressee, clause, addressed }
}

/// Longest phrase, in tokens, between a cue and the comma or colon before its quotation.
const LEAD: usize = 14;

/// `said in a statement on Tuesday: “…”`, `answered quietly, “…”`: a quotation behind a phrase of its cue.
fn led_quotation(view: &View<'_>, from: usize) -> Option<usize> {
    if !view.cues.keeps_complementizer() {
        return None;
    }
    let mark = (from..view.end.min(from + LEAD)).find(|&at| {
        view.is_mark(at, ":")
            || view.is_mark(at, ",")
            || view.is(at, Class::Complementizer)
            || view.quotation_at(at).is_some()
    })?;
    let quotation = view.quotation_at(mark + 1)?;
    let opens = quotation.marks.start == view.span(mark + 1).start;
    let phrase = mark > from && view.quotation_at(mark).is_none_or(|q| q.marks.start > view.span(from).start);
    let another = (from..mark)
        .any(|at| view.cues.at(view.found.tokens, at, mark).any(|(cue, _)| cue.stands(Frame::Head)));
    let adjunct = view.is(from, Class::Preposition)
        || view.is(from, Class::Adverb)
        || view.time_at(from).is_some()
        || view.is_mark(mark, ":");
    (opens && phrase && adjunct && !another && (view.is_mark(mark, ":") || view.is_mark(mark, ",")))
        .then_some(mark + 1)
}

/// The words for an audience that begin at a token ("reporters", "the crowd", "a group of supporters"): where they end.
fn audience(view: &View<'_>, at: usize) -> Option<usize> {
    if view.is(at, Class::Audience) {
        return Some(at + 1);
    }
    let leads = view.is(at, Class::PointingBefore) || view.is(at, Class::Possessive);
    let head = (at + 1..(at + 4).min(view.end)).find(|&at| view.is(at, Class::Audience))?;
    leads.then_some(head + 1)
}

/// Where content begins that a complementizer opens: at it or behind it, as the language has it.
pub(super) fn past_complementizer(view: &View<'_>, at: usize) -> usize {
    if view.cues.keeps_complementizer() { at } else { at + 1 }
}

/// A complementizer within the next dozen tokens of the same clause.
pub(super) fn find_complementizer(view: &View<'_>, from: usize) -> Option<usize> {
    // Dates and clocks have many tokens, and say little.
    let dated =
        (from..view.end.min(from + COMPLEMENTIZER_REACH)).filter(|&at| view.time_at(at).is_some()).count();
    (from..view.end.min(from + COMPLEMENTIZER_REACH + dated))
        .take_while(|&at| {
            view.quotation_at(at).is_none_or(|quotation| quotation.inner.len() <= LONGEST_TITLE)
        })
        .find(|&at| view.is(at, Class::Complementizer) && view.quotation_at(at).is_none())
}
