//! Cues that are no active verb: `Rina's claim that …`, `Rina is expected to …`.

use super::super::attribution::{Attribution, Source};
use super::super::source::{self, Place};
use super::super::view::View;
use super::content::{content_until, thing_until};
use super::*;
use crate::lang::{Class, Frame};

/// A noun with its owner, or a passive with its subject. Also gives the token where the content begins.
pub(super) fn noun_or_passive<'a>(
    view: &View<'a>,
    hit: &Hit<'a>,
    low: usize,
    limits: &[usize],
) -> Option<(Attribution<'a>, usize)> {
    let limit = limits.iter().copied().filter(|&at| at > hit.end).min().unwrap_or(view.end);
    let deed = hit.cue.infinitive && view.is(hit.end, Class::Infinitive);
    let clause = view.is(hit.end, Class::Complementizer) || deed;
    if hit.cue.stands(Frame::Hearsay) {
        return hearsay(view, hit, low, limit);
    }
    if hit.cue.stands(Frame::Passive) {
        return passive(view, hit, low, limit, clause);
    }
    if !view.cues.keeps_complementizer() {
        // As a subject it has a verb of its own behind the content, and nothing tells where that begins.
        if hit.start == view.start {
            return None;
        }
        return possessed(view, hit, low, limit);
    }
    // "Rina's claim that …", "her support for …": without an owner nobody's.
    let place = owner(view, low, hit.start)?;
    let content = if clause {
        content_until(view, hit.end, limit, true)?
    } else if hit.cue.thing {
        thing_until(view, hit.end, limit)?
    } else {
        return None;
    };
    let mut attribution = new(view, hit, vec![content], place);
    attribution.kind = kind_of(view, &attribution.content);
    attribution.around = vec![low..hit.end];
    Some((attribution, view.token_from(content.start)))
}

/// `pernyataan Rina bahwa …`, `klaimnya bahwa …`: the owner stands behind the noun, or is cut from it.
fn possessed<'a>(
    view: &View<'a>,
    hit: &Hit<'a>,
    low: usize,
    limit: usize,
) -> Option<(Attribution<'a>, usize)> {
    let place = if hit.clitic > 0 {
        let end = view.span(hit.start).end;
        let clitic = Span { start: end - hit.clitic as u32, end };
        Place { source: Source::Clitic(clitic), tokens: hit.start..hit.end, doubtful: true, negated: false }
    } else {
        let place = source::after(view, hit.end, view.end)?;
        let named = matches!(place.source, Source::Named { .. } | Source::Pronoun { .. });
        Some(place).filter(|_| named)?
    };
    let complementizer = place.tokens.end.max(hit.end);
    if !view.is(complementizer, Class::Complementizer) {
        return None;
    }
    let content = content_until(view, complementizer + 1, limit, true)?;
    let mut attribution = new(view, hit, vec![content], place);
    attribution.kind = kind_of(view, &attribution.content);
    attribution.doubtful = true;
    attribution.around = vec![low..hit.end];
    Some((attribution, view.token_from(content.start)))
}

/// Whose the noun at a token is: a name or a possessive before it, adjectives between.
fn owner(view: &View<'_>, low: usize, noun: usize) -> Option<Place> {
    let nearest = low.max(noun.saturating_sub(3));
    for at in (nearest..noun).rev() {
        let place =
            |source, start| Some(Place { source, tokens: start..noun, doubtful: false, negated: false });
        if let Some(mention) = view.mention_at(at) {
            let owns = view.cues.owns(view.lower(at));
            let start = view.token_from(mention.whole.start).max(low);
            return place(Source::Named { whole: mention.whole, name: mention.span }, start).filter(|_| owns);
        }
        if view.is(at, Class::Possessive) {
            let singular = view.is(at, Class::Male) || view.is(at, Class::Female);
            return place(Source::Pronoun { span: view.span(at), singular }, at);
        }
        if !view.found.tokens[at].is_word() {
            return None;
        }
    }
    None
}

/// `Rina is expected to come`: what is expected is that Rina comes; by whom is not told.
fn passive<'a>(
    view: &View<'a>,
    hit: &Hit<'a>,
    low: usize,
    limit: usize,
    clause: bool,
) -> Option<(Attribution<'a>, usize)> {
    if !view.cues.keeps_complementizer() {
        return agentless(view, hit, limit);
    }
    let (verb, copula) = subject::verb(view, low, hit.start);
    if !copula || !clause {
        return None;
    }
    let subject = source::before(view, low, verb)?;
    let rest = content_until(view, hit.end, limit, true)?;
    let whole = view.span_of(subject.tokens.clone());
    // "It is said that …": the clause is all of it.
    let stands_for_it =
        view.is(hit.end, Class::Complementizer) && view.is(subject.tokens.start, Class::Expletive);
    let content = if stands_for_it { vec![rest] } else { vec![whole, rest] };
    let place =
        Place { source: Source::Unknown, tokens: verb..hit.end, doubtful: true, negated: subject.negated };
    let mut attribution = new(view, hit, content, place);
    attribution.kind = kind_of(view, &attribution.content);
    Some((attribution, hit.end))
}

/// `Dikatakan (pula) bahwa …`, `Disebutkan, …`: one word is the passive, and nobody is named who said it.
fn agentless<'a>(view: &View<'a>, hit: &Hit<'a>, limit: usize) -> Option<(Attribution<'a>, usize)> {
    let after = (hit.end..view.end.min(hit.end + 3)).find(|&at| !view.is(at, Class::Adverb))?;
    let opens = hit.start == view.start && view.is_mark(after, ",");
    if hit.clitic > 0 || !(view.is(after, Class::Complementizer) || opens) {
        return None;
    }
    let negated = hit.start > view.start && view.is(hit.start - 1, Class::Negator);
    let content = content_until(view, after + 1, limit, true)?;
    let place = Place { source: Source::Unknown, tokens: hit.start..hit.end, doubtful: true, negated };
    let mut attribution = new(view, hit, vec![content], place);
    attribution.kind = kind_of(view, &attribution.content);
    attribution.around = vec![view.start..after];
    Some((attribution, view.token_from(content.start)))
}

/// `The mayor reportedly left town`, `Tiga orang dikabarkan tewas`: the clause without the word.
fn hearsay<'a>(view: &View<'a>, hit: &Hit<'a>, low: usize, limit: usize) -> Option<(Attribution<'a>, usize)> {
    let (next, end) = (hit.end, view.end.min(hit.end + 3));
    let another = |at: usize| view.cues.at(view.found.tokens, at, view.end).any(|(cue, _)| is_head(cue));
    let closed = next >= view.end
        || !view.found.tokens[next].is_word()
        || view.found.tokens[next].capital
        || [Class::Preposition, Class::Addressing, Class::Complementizer]
            .iter()
            .any(|&class| view.is(next, class));
    if hit.clitic > 0 || closed || (next..end).any(another) {
        return None;
    }
    let subject = source::before(view, low, hit.start)?;
    let rest = content_until(view, next, limit, true)?;
    let whole = view.span_of(subject.tokens.clone());
    let place = Place { source: Source::Unknown, tokens: hit.start..hit.end, doubtful: true, negated: false };
    let mut attribution = new(view, hit, vec![whole, rest], place);
    attribution.kind = kind_of(view, &attribution.content);
    Some((attribution, hit.end))
}
