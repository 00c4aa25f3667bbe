//! The attribution before its content: `X mengatakan (kepada Y) (bahwa) …`.

use super::super::attribution::{Attribution, Source};
use super::super::source::{self, Place};
use super::super::view::View;
use super::content::{content_until, thing_until};
use super::opening::{Opening, find_complementizer, opening, past_complementizer};
use super::tail::closes;
use super::*;
use crate::lang::{Class, Frame};
use crate::model::{Act, MentionKind};

/// Fewest tokens of content that begins with a preposition and is still a clause.
const LONG: usize = 9;

/// Fewest tokens of what a body notes or reports without a complementizer.
const FEWEST_NOTED: usize = 6;

/// `X mengatakan (kepada Y) (bahwa) …`. Also gives the token where the content begins.
///
/// `limits` are tokens at which another attribution begins, `previous` the attribution whose cue stands before.
pub(super) fn head<'a>(
    view: &View<'a>,
    hit: &Hit<'a>,
    low: usize,
    limits: &[usize],
    previous: Option<&Attribution<'a>>,
) -> Option<(Attribution<'a>, usize)> {
    // "ferry advocates said": the verb behind it makes a noun of it.
    let verb = |cue: &Cue| cue.stands(Frame::Head) && cue.stands(Frame::Tail) && !cue.also_noun;
    let noun = view.cues.has_articles()
        && view.cues.is_plural(view.lower(hit.end - 1))
        && view.cues.at(view.found.tokens, hit.end, view.end).any(|(cue, _)| verb(cue));
    if noun {
        return None;
    }
    let place = subject(view, hit, low, previous)?;
    if matches!(place.source, Source::Writer) {
        return None;
    }
    let coordinated = place.tokens.is_empty();
    let mut opened = opening(view, hit.end, hit.cue.infinitive);
    // "told Rina the road was closed": the object is whom, what follows it is what.
    if hit.cue.object
        && !opened.addressed
        && let Some(mention) = view.mention_at(opened.content)
    {
        let after = past_whom(view, view.token_from(mention.whole.end));
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
        // "told Rina at a meeting in Aru that …": whoever stands first, else the name behind its description.
        let first = view.mention_at(opened.content);
        let whom = first.or_else(|| view.mentions_in(opened.content..complementizer).last());
        let whom = whom.map(|mention| mention.span);
        let content = past_complementizer(view, complementizer);
        opened = Opening { content, addressee: whom, clause: true, addressed: true };
    }
    let deed = view.is(opened.content, Class::Infinitive);
    if deed && !(hit.cue.infinitive || hit.cue.object && opened.addressed) {
        return None;
    }
    let clause = opened.clause || deed;
    let limit = limits.iter().copied().filter(|&at| at > opened.content).min().unwrap_or(view.end);
    let whole = clause || hit.cue.frames.contains(&Frame::As);
    let content = if hit.cue.thing && !clause {
        thing_until(view, opened.content, limit)?
    } else {
        content_until(view, opened.content, limit, whole)?
    };
    let quoted = view.quotations_over(content).next().is_some();
    // "BPS mencatat inflasi naik …": a body notes things; people "mencatat waktu terbaik".
    let noted = matches!(&place.source, Source::Named { name, .. } if view.mention(*name).is_some_and(|m| {
        m.kind == MentionKind::Organisation
    })) && view.found.tokens.within(content).len() >= FEWEST_NOTED;
    // "Rina mengakui jalan itu adalah …": a verb of its own makes the content a clause.
    let has_verb = || {
        let words = view.found.tokens.within(content);
        let near = words.start + 1..words.end.min(words.start + VERB_REACH);
        !view.cues.keeps_complementizer()
            && near.into_iter().any(|at| view.is(at, Class::Copula) || view.is(at, Class::Negator))
    };
    let documents = || match &place.source {
        Source::Described { span, .. } => view.found.tokens.within(*span).any(|at| view.is(at, Class::Thing)),
        _ => false,
    };
    if hit.cue.documents && !clause && !quoted && !documents() {
        return None;
    }
    if hit.cue.weak && !clause && !quoted && !noted && !has_verb()
        || hit.cue.object && !clause && !opened.addressed
    {
        return None;
    }
    // "Rina's claim that …": an owner stands before a noun.
    let owned = |last: usize| view.cues.owns(view.lower(last));
    if hit.cue.also_noun && place.tokens.end.checked_sub(1).is_some_and(owned) {
        return None;
    }
    // "the city plans": a noun may look like the verb.
    if hit.cue.also_noun && !clause && !is_verb(view, hit, &place) {
        return None;
    }
    // "… denying reports that …": behind another verb it is its object.
    let object = |before: usize| {
        let verb = |cue: &Cue| cue.stands(Frame::Participle);
        view.cues.at(view.found.tokens, before, view.end).any(|(cue, _)| verb(cue))
    };
    if hit.cue.also_noun && hit.start.checked_sub(1).is_some_and(object) {
        return None;
    }
    if !hit.cue.frames.iter().any(|frame| !matches!(frame, Frame::Quote | Frame::Tail)) {
        let starts = view.quotations_over(content).any(|q| q.inner.start.abs_diff(content.start) <= 3);
        if !starts {
            return None;
        }
    }
    // "She said at the meeting.", "Ia menyampaikan di hadapan warga.": an adjunct is no content.
    let speech = matches!(hit.cue.act, Act::Say | Act::Believe | Act::Ask);
    // A long one is a clause with its own phrase in front: "Ia mengatakan saat tiba di lokasi, api sudah padam".
    let comma = || view.found.tokens.within(content).any(|at| view.is_mark(at, ","));
    let long =
        !view.cues.keeps_complementizer() && view.found.tokens.within(content).len() >= LONG && comma();
    if speech
        && !clause
        && !quoted
        && !long
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
    if coordinated
        && matches!(place.source, Source::Carried)
        && matches!(hit.cue.act, Act::Believe | Act::Want)
    {
        return None;
    }
    let doubtful_source = matches!(place.source, Source::Described { .. });
    let words = view.found.tokens.within(content).filter(|&at| view.found.tokens[at].is_word()).count();
    let fewest = if hit.cue.thing && !hit.cue.voiced() { 1 } else { 2 + usize::from(doubtful_source) };
    if words < fewest && !quoted {
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

/// Behind the one told, what still belongs to the name or tells of it: "told Aru News, a daily paper, she was glad",
/// "told Radio 13 that".
fn past_whom(view: &View<'_>, after: usize) -> usize {
    let complementizer = (after..view.end.min(after + 3)).find(|&at| view.is(at, Class::Complementizer));
    let rest = |to: usize| {
        (after..to).all(|at| view.found.tokens[at].is_word() || view.found.tokens[at].is_number())
    };
    if let Some(complementizer) = complementizer.filter(|&to| rest(to)) {
        return complementizer;
    }
    let comma = (after..view.end.min(after + 2)).find(|&at| view.is_mark(at, ","));
    let opens =
        |comma: &usize| view.is(comma + 1, Class::PointingBefore) || view.is(comma + 1, Class::Article);
    let Some(comma) = comma.filter(opens) else { return after };
    let close = (comma + 2..view.end.min(comma + 12)).find(|&at| view.is_mark(at, ","));
    close.map_or(after, |close| close + 1)
}

/// How far behind the cue a verb still makes its content a clause, in tokens.
const VERB_REACH: usize = 14;

/// Whether a form that is a noun as well is a verb here: a name or pronoun speaks, or number agrees ("voters support").
fn is_verb(view: &View<'_>, hit: &Hit<'_>, place: &Place) -> bool {
    let Source::Described { span, .. } = &place.source else { return true };
    let last = view.token_from(span.end).saturating_sub(1);
    view.is(last, Class::Relative) || view.cues.agree(view.lower(last), view.lower(hit.start))
}

/// Who does what the cue says: the words before its verb, or the subject of the verb before.
fn subject<'a>(
    view: &View<'a>,
    hit: &Hit<'a>,
    low: usize,
    previous: Option<&Attribution<'a>>,
) -> Option<Place> {
    let keeps = view.cues.keeps_complementizer();
    let (verb, copula) = if keeps { subject::verb(view, low, hit.start) } else { (hit.start, false) };
    // "who was ordered to pay": told, and not telling.
    let goes_on = || view.cues.opens_aside(view.lower(hit.start));
    let passive = [Frame::Participle, Frame::Copula, Frame::As].iter().all(|frame| !hit.cue.stands(*frame));
    if copula && passive && (hit.cue.object || hit.cue.infinitive) && !goes_on() {
        return None;
    }
    if verb > low && view.is(verb - 1, Class::Relative) {
        return subject::relative(view, low, verb - 1);
    }
    if subject::is_coordinated(view, low, hit) && !copula {
        let comma = hit.start > low && view.is_mark(hit.start - 1, ",");
        if comma && !hit.cue.stands(Frame::Participle) {
            return None;
        }
        let source = subject::coordinated(view, hit.start, previous)?;
        return Some(Place { source, tokens: hit.start..hit.start, doubtful: true, negated: false });
    }
    let needs_copula = hit.cue.stands(Frame::Participle) || hit.cue.stands(Frame::Copula);
    if needs_copula {
        return if copula { source::before(view, low, verb) } else { None };
    }
    if hit.start > view.start
        && view.is(hit.start - 1, Class::Blocker)
        && !view.is(hit.start - 1, Class::Adverb)
    {
        return None;
    }
    source::before(view, low, hit.start)
}
