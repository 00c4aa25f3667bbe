//! Headlines: `X: claim`, and bare verbs.

use super::super::attribution::{Attribution, Source};
use super::super::source::{self};
use super::super::view::View;
use super::content::content_from;
use super::content::content_until;
use super::*;
use crate::lang::{Class, Frame};
use crate::model::{Act, MentionKind, Polarity, StatementKind};
use std::ops::Range;

/// `X: …` and bare verbs in headlines, one for each clause between commas.
pub(super) fn headline<'a>(view: &View<'a>, hits: &[Hit<'a>]) -> Vec<Attribution<'a>> {
    let mut found: Vec<Attribution<'a>> = Vec::new();
    let mut low = view.start;
    for hit in
        hits.iter().filter(|hit| hit.cue.frames.iter().any(|f| matches!(f, Frame::Title | Frame::Head)))
    {
        if hit.start <= low {
            continue;
        }
        let Some(place) = source::before(view, low, hit.start) else { continue };
        let role = matches!(place.source, Source::Described { .. })
            && is_role(view, place.tokens.clone())
            && hit.cue.frames.contains(&Frame::Title);
        if !role && !matches!(place.source, Source::Named { .. } | Source::Joint(_)) {
            continue;
        }
        // A clause of another subject after a comma is no part of this one's content.
        let limit = (hit.end..view.end)
            .find(|&at| view.is_mark(at, ",") && at + 1 < view.end && view.mention_at(at + 1).is_some())
            .unwrap_or(view.end);
        let is_person =
            |at: usize| view.mention_at(at).is_some_and(|mention| mention.kind == MentionKind::Person);
        let addressing = (hit.end..limit.saturating_sub(1))
            .find(|&at| view.is(at, Class::Addressing) && is_person(at + 1));
        let content =
            content_until(view, hit.end, addressing.unwrap_or(limit), true).unwrap_or_else(|| hit.span(view));
        let mut attribution = new(view, hit, vec![content], place);
        attribution.kind = kind_of(view, &attribution.content);
        attribution.title = true;
        attribution.around = vec![low..view.token_from(content.start)];
        attribution.addressee = addressing.and_then(|at| view.mention_at(at + 1)).map(|mention| mention.span);
        found.push(attribution);
        low = limit;
    }
    found.extend(colon(view));
    found
}

/// `X: claim`, where X is a person or body and nothing else stands before the colon.
pub(super) fn colon<'a>(view: &View<'a>) -> Option<Attribution<'a>> {
    let colon = (view.start..view.end)
        .find(|&at| view.is_mark(at, ":") && view.found.tokens[at].spaced.eq(&false))?;
    // "Gempa Guncang Aru, BPBD: 37 Rumah Rusak": who claims stands behind the last comma.
    let start = (view.start..colon).rev().find(|&at| view.is_mark(at, ",")).map_or(view.start, |at| at + 1);
    if is_role(view, start..colon) && view.mentions_in(start..colon).next().is_none() {
        let span = view.span_of(start..colon);
        let source = Source::Described { span, pointing: false };
        return claim(view, start, colon, source, true);
    }
    let named = view.mention_at(start).filter(|m| view.token_from(m.whole.end) >= colon);
    let start = if named.is_some() { start } else { view.start };
    let first = view.mention_at(start).or_else(|| view.mentions_in(start..colon).next())?;
    let whole_subject =
        view.token_from(first.whole.start) == start && view.token_from(first.whole.end) >= colon;
    // "X Beri Dukungan pada Y: Keadilan Menang": the claim is X's when X heads the clause before the colon.
    let heads_clause = first.kind == MentionKind::Person
        && view.mentions_in(start..colon).filter(|m| m.kind == MentionKind::Person).count() == 1;
    if !(whole_subject || heads_clause) {
        return None;
    }
    claim(view, start, colon, Source::Named { whole: first.whole, name: first.span }, !whole_subject)
}

/// Whether some words are a role and nothing more ("Kuasa Hukum", "Ketua Baleg").
fn is_role(view: &View<'_>, tokens: Range<usize>) -> bool {
    !tokens.is_empty()
        && tokens.len() <= 4
        && view.is(tokens.start, Class::DescribesPerson)
        && tokens.clone().all(|at| view.found.tokens[at].is_word())
}

/// What stands behind the colon, as a claim.
fn claim<'a>(
    view: &View<'a>,
    start: usize,
    colon: usize,
    source: Source,
    doubtful: bool,
) -> Option<Attribution<'a>> {
    let content = content_from(view, colon + 1)?;
    Some(Attribution {
        sentence: view.sentence,
        kind: StatementKind::Indirect,
        polarity: Polarity::Affirmed,
        act: Act::Say,
        content: vec![content],
        cue: vec![view.span(colon)],
        source,
        around: vec![start..colon],
        addressee: None,
        rule: "headline colon".to_owned(),
        title: true,
        doubtful,
        relay: false,
        cited: None,
        entry: None,
        outer: Vec::new(),
    })
}
