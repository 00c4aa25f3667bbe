//! Where content begins and ends.

use super::super::view::View;
use crate::lang::Class;
use crate::model::Span;

pub(super) fn content_from(view: &View<'_>, from: usize) -> Option<Span> {
    content_until(view, from, view.end, true)
}

/// A thing that is spoken of, from a token to the end of its phrase: the next mark, the next word that begins a clause or
/// tells when and why, or the next verb.
pub(super) fn thing_until(view: &View<'_>, from: usize, limit: usize) -> Option<Span> {
    // "a plan that would …": a clause about the thing brings its own verb.
    let mut relative = false;
    let mut ends = |at: usize| {
        if view.quotation_at(at).is_some() || view.mention_at(at).is_some() || at == from {
            return false;
        }
        let about = view.is(at, Class::Relative) || view.is(at, Class::Complementizer);
        let lists = view.is_mark(at, ",") && view.mention_at(at + 1).is_some();
        let stops = view.is(at, Class::Adverbial)
            || view.is(at, Class::Auxiliary) && !relative
            || !lists && [",", ";", ":", "(", "—", "–", "-"].iter().any(|mark| view.is_mark(at, mark));
        relative |= about;
        stops
    };
    let end = (from..limit.min(view.end)).find(|&at| ends(at)).unwrap_or(limit);
    content_until(view, from, end, true)
}

/// Content from a token to the end of its clause: the sentence's end, a contrast after a comma, an attribution's
/// tail (`limit`), or, for content that is a bare object, the phrase of the occasion ("dalam sebuah pesan").
pub(super) fn content_until(view: &View<'_>, from: usize, limit: usize, clause: bool) -> Option<Span> {
    let mut end = limit.min(view.end);
    let mut words = 0;
    for at in from..end {
        if view.quotation_at(at).is_some() {
            words += 1;
            continue;
        }
        if view.is_mark(at, ",") && words >= 3 && view.is(at + 1, Class::Contrast) {
            end = at;
            break;
        }
        if view.is_mark(at, ";") && words >= 3 && view.cues.keeps_complementizer() {
            end = at;
            break;
        }
        let occasion = !clause
            && words >= 2
            && view.is(at, Class::SettingPreposition)
            && (at + 1..(at + 4).min(end)).any(|next| view.is(next, Class::Setting));
        if occasion {
            end = at;
            break;
        }
        words += usize::from(view.found.tokens[at].is_word());
    }
    let mut start = from;
    while start < end
        && !view.found.tokens[start].is_word()
        && !view.found.tokens[start].is_number()
        && view.quotation_at(start).is_none()
    {
        start += 1;
    }
    while end > start && view.quotation_at(end - 1).is_none() {
        let token = &view.found.tokens[end - 1];
        if token.is_word() || token.is_number() || view.is_mark(end - 1, ")") || view.is_mark(end - 1, "%") {
            break;
        }
        end -= 1;
    }
    if start >= end {
        return None;
    }
    let mut span = view.span_of(start..end);
    // Quotation marks at the ends are no content.
    if let Some(quotation) = view.quotation_at(start)
        && quotation.marks.start == span.start
    {
        span.start = quotation.inner.start;
    }
    if let Some(quotation) = view.quotation_at(end - 1)
        && quotation.marks.end <= span.end
    {
        span.end = quotation.inner.end;
    }
    (span.start < span.end).then_some(span)
}
