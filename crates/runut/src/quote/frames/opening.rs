//! What stands between a cue and its content: whom it was said to, when, where, and the word that opens the content.

use super::super::view::View;
use crate::lang::Class;
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

/// `deed`: the cue takes a deed ("declined to say whether …").
pub(super) fn opening(view: &View<'_>, from: usize, deed: bool) -> Opening {
    if deed && view.is(from, Class::Infinitive) {
        return Opening { content: from, addressee: None, clause: true, addressed: false };
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
    (from..view.end.min(from + COMPLEMENTIZER_REACH))
        .take_while(|&at| view.quotation_at(at).is_none())
        .find(|&at| view.is(at, Class::Complementizer))
}
