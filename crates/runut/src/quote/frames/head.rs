//! The attribution before its content: `X mengatakan (kepada Y) (bahwa) …`.

use super::super::attribution::{Attribution, Source};
use super::super::source::{self, Place};
use super::super::view::View;
use super::content::content_until;
use super::tail::closes;
use super::*;
use crate::lang::{Class, Frame};
use crate::model::{Act, Mention, MentionKind, Span};
use std::ops::Range;

/// `X mengatakan (kepada Y) (bahwa) …`. Also gives the token where the content begins.
pub(super) fn head<'a>(
    view: &View<'a>,
    hit: &Hit<'a>,
    low: usize,
    used: &[Range<usize>],
    previous: Option<&Attribution<'a>>,
) -> Option<(Attribution<'a>, usize)> {
    // "Rina smiled and said", "Rina welcomed the plan but demanded": the subject stands before the first verb.
    let joined = |at: usize| view.is(at, Class::Together) || view.is(at, Class::Contrast);
    let coordinated = hit.start > low && joined(hit.start - 1) && !view.is_mark(hit.start - 1, ",");
    let place = if hit.start > low && view.is(hit.start - 1, Class::Relative) {
        relative_subject(view, low, hit.start)?
    } else if coordinated {
        let source = coordinated_source(view, low, previous)?;
        Place { source, tokens: hit.start..hit.start, doubtful: true, negated: false }
    } else if hit.start > view.start
        && view.is(hit.start - 1, Class::Blocker)
        && !view.is(hit.start - 1, Class::Adverb)
    {
        return None;
    } else {
        source::before(view, low, hit.start)?
    };
    if matches!(place.source, Source::Writer) {
        return None;
    }
    let mut opened = opening(view, hit.end);
    // "told Rina the road was closed": the object is whom, what follows it is what.
    if hit.cue.object
        && !opened.addressed
        && let Some(mention) = view.mention_at(opened.content)
    {
        let after = view.token_from(mention.whole.end);
        if after < view.end && !closes(view, after) {
            opened = Opening { content: after, addressee: Some(mention.span), clause: true, addressed: true };
        }
    }
    // "told the state broadcaster Radio Istrel that …".
    if hit.cue.object
        && !opened.addressed
        && !opened.clause
        && let Some(complementizer) = find_complementizer(view, opened.content)
    {
        let whom = view.mentions_in(opened.content..complementizer).last().map(|mention| mention.span);
        opened = Opening { content: complementizer + 1, addressee: whom, clause: true, addressed: true };
    }
    let limit = used
        .iter()
        .map(|range| range.start)
        .filter(|&start| start >= opened.content)
        .min()
        .unwrap_or(view.end);
    let content =
        content_until(view, opened.content, limit, opened.clause || hit.cue.frames.contains(&Frame::As))?;
    let quoted = view.quotations.iter().any(|q| content.overlaps(q.inner));
    if hit.cue.weak && !opened.clause && !quoted || hit.cue.object && !opened.clause && !opened.addressed {
        return None;
    }
    if !hit.cue.frames.iter().any(|frame| matches!(frame, Frame::Head | Frame::As)) {
        let starts = view.quotations.iter().any(|q| q.inner.start.abs_diff(content.start) <= 3);
        if !starts {
            return None;
        }
    }
    // "She said at the meeting.", "Ia menyampaikan di hadapan warga.": an adjunct is no content.
    let speech = matches!(hit.cue.act, Act::Say | Act::Believe | Act::Ask);
    if speech
        && !opened.clause
        && !quoted
        && view.is(opened.content, Class::Preposition)
        && view.mention_at(opened.content).is_none()
    {
        return None;
    }
    if let Some(word) = &hit.cue.as_word {
        let range = view.found.tokens.within(content);
        if !range.clone().any(|at| view.lower(at) == word) {
            return None;
        }
    }
    // A carried subject is too weak for content that is not speech by itself.
    if coordinated && matches!(place.source, Source::Carried) && matches!(hit.cue.act, Act::Believe) {
        return None;
    }
    let doubtful_source = matches!(place.source, Source::Described { .. });
    let words = view.found.tokens.within(content).filter(|&at| view.found.tokens[at].is_word()).count();
    if words < 2 && !quoted || (words < 3 && doubtful_source && !quoted) {
        return None;
    }
    let subject = place.tokens.clone();
    let mut attribution = new(view, hit, vec![content], place);
    attribution.kind = kind_of(view, &attribution.content);
    attribution.addressee = opened.addressee;
    let content_tokens = view.found.tokens.within(content);
    let contrast = view.is_mark(content_tokens.end, ",") && view.is(content_tokens.end + 1, Class::Contrast);
    let before = low.min(subject.start)..content_tokens.start;
    attribution.around =
        if contrast { vec![before] } else { vec![before, content_tokens.end.min(view.end)..view.end] };
    Some((attribution, content_tokens.start))
}

/// The subject of a second verb: the source of the first ("Rina said … and said …"), the name the sentence begins
/// with, or, in a sentence without a subject, whoever was the subject before.
fn coordinated_source(view: &View<'_>, low: usize, previous: Option<&Attribution<'_>>) -> Option<Source> {
    if low > view.start {
        return previous.map(|previous| previous.source.clone());
    }
    let named = |mention: &Mention| Some(Source::Named { whole: mention.whole, name: mention.span });
    if let Some(mention) = view.mention_at(view.start) {
        if mention.kind == MentionKind::Person || mention.kind == MentionKind::Organisation {
            return named(mention);
        }
        // "Valmora's prime minister, Dorin Halvek, offered … but rejected …": the name follows its title.
        let limit = view.end.min(view.start + 8);
        let person = view.mentions_in(view.start..limit).find(|m| m.kind == MentionKind::Person)?;
        let after = view.token_from(person.whole.end);
        return view.is_mark(after, ",").then(|| named(person)).flatten();
    }
    view.is(view.start, Class::Fronting).then_some(Source::Carried)
}

/// `X, yang mengatakan …`: the name before the relative word.
pub(super) fn relative_subject(view: &View<'_>, low: usize, cue: usize) -> Option<Place> {
    let mut at = cue - 1;
    if at > low && view.is_mark(at - 1, ",") {
        at -= 1;
    }
    let mention = view.mention_at(at.checked_sub(1)?)?;
    if mention.kind != MentionKind::Person {
        return None;
    }
    let start = view.token_from(mention.whole.start).max(low);
    let source = Source::Named { whole: mention.whole, name: mention.span };
    Some(Place { source, tokens: start..at, doubtful: true, negated: false })
}

/// What stands between a cue and its content.
pub(super) struct Opening {
    content: usize,
    addressee: Option<Span>,
    /// A complementizer, comma or colon opened the content, so it is a clause.
    clause: bool,
    /// The one spoken to, named or not, stands between.
    addressed: bool,
}

pub(super) fn opening(view: &View<'_>, from: usize) -> Opening {
    let mut at = from;
    let mut addressee = None;
    // "kepada X", "told X that", "to reporters".
    let object = if view.is(at, Class::Addressing) { at + 1 } else { at };
    if object < view.end {
        if let Some(mention) = view.mention_at(object) {
            let after = view.token_from(mention.whole.end);
            let addressed = object > at && after < view.end || view.is(after, Class::Complementizer);
            if addressed {
                addressee = Some(mention.span);
                at = after;
            }
        } else if view.is(object, Class::Audience)
            || (object > at && find_complementizer(view, object).is_some())
        {
            at = if view.is(object, Class::Audience) {
                addressee = Some(view.span(object));
                object + 1
            } else {
                object
            };
        }
    }
    let addressed = at > from;
    while at < view.end && view.time_at(at).is_some() {
        at += 1;
    }
    // "in a statement on Tuesday that …", "dalam pidatonya bahwa …".
    if (view.is(at, Class::SettingPreposition) || at > from)
        && let Some(complementizer) = find_complementizer(view, at)
    {
        return Opening { content: complementizer + 1, addressee, clause: true, addressed };
    }
    let mut clause = false;
    if view.is(at, Class::Complementizer) {
        at += 1;
        clause = true;
    }
    while at < view.end && (view.is_mark(at, ",") || view.is_mark(at, ":")) {
        at += 1;
        clause = true;
    }
    Opening { content: at, addressee, clause, addressed }
}

/// A complementizer within the next dozen tokens of the same clause.
pub(super) fn find_complementizer(view: &View<'_>, from: usize) -> Option<usize> {
    (from..view.end.min(from + 14))
        .take_while(|&at| view.quotation_at(at).is_none())
        .find(|&at| view.is(at, Class::Complementizer))
}
