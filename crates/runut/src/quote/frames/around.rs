//! Sources set around a whole clause: `Menurut X, …`, `Dilansir X, …`, `…, dikutip dari X`.

use super::super::attribution::{Attribution, Source};
use super::super::source::{self};
use super::super::view::View;
use super::content::content_from;
use super::tail::{clause_before, resume};
use super::*;
use crate::lang::{Class, Frame};
use crate::model::MentionKind;
use std::ops::Range;

/// `Menurut X, …` and `…, menurut X`.
pub(super) fn according<'a>(view: &View<'a>, hit: &Hit<'a>) -> Option<(Attribution<'a>, Range<usize>)> {
    let place = if hit.clitic > 0 {
        // "Menurutnya, …".
        let span = view.span(hit.start);
        let clitic = Span { start: span.end - hit.clitic as u32, end: span.end };
        Place { source: Source::Clitic(clitic), tokens: hit.start..hit.end, doubtful: false, negated: false }
    } else {
        source::after(view, hit.end, view.end)?
    };
    let end = place.tokens.end;
    let heads = hit.start == view.start || (hit.start - view.start <= 3 && !view.is_mark(hit.start - 1, ","));
    let content = if !heads && fronted_before(view, hit.start) && view.is_mark(end, ",") {
        content_from(view, end + 1)?
    } else if heads && runs_on(view, &place.source, end) {
        content_from(view, end)?
    } else if heads {
        let comma = (end..view.end.min(end + 30)).find(|&at| view.is_mark(at, ","))?;
        let comma = past_apposition(view, &place.source, comma);
        content_from(view, past_relays(view, comma + 1))?
    } else {
        clause_before(view, hit.start)?
    };
    let mut attribution = new(view, hit, vec![content], place);
    attribution.kind = kind_of(view, &attribution.content);
    attribution.around = if heads {
        vec![view.start..view.token_from(content.start)]
    } else {
        resume(view, &mut attribution, hit.start, end)
    };
    Some((attribution, hit.start..end))
}

/// `Kata Rina, …`, `Katanya, …`, `Dikatakannya, …`, `Disampaikan Rina, …`: a cue that otherwise follows its content, or
/// names who spoke, at the head of the sentence, with a source that closes at a comma.
pub(super) fn opens<'a>(view: &View<'a>, hit: &Hit<'a>) -> Option<(Attribution<'a>, Range<usize>)> {
    if hit.start != view.start {
        return None;
    }
    let end = if hit.clitic > 0 {
        hit.end
    } else {
        let place = source::after(view, hit.end, view.end)?;
        let named = matches!(place.source, Source::Named { .. } | Source::Pronoun { .. });
        if !named {
            return None;
        }
        place.tokens.end
    };
    if !view.is_mark(end, ",") {
        return None;
    }
    according(view, hit)
}

/// `Menurut Rina harga naik`: no comma parts a person's name or a pronoun from what they say.
fn runs_on(view: &View<'_>, source: &Source, end: usize) -> bool {
    let named = |name: &Span| {
        view.mention(*name).is_some_and(|m| m.kind == MentionKind::Person && m.whole.end == name.end)
    };
    let close = match source {
        Source::Named { name, .. } => named(name) && view.span(end).start <= name.end + 2,
        Source::Clitic(_) | Source::Pronoun { .. } => true,
        _ => false,
    };
    let word = view.found.tokens.get(end).is_some_and(|token| end < view.end && token.is_word());
    close
        && !view.cues.keeps_complementizer()
        && word
        && (!view.found.tokens[end].capital || matches!(source, Source::Clitic(_)))
        && view.time_at(end).is_none()
        && !view.is_mark(end + 1, ",")
        && !view.is(end, Class::Relative)
        && !view.is(end, Class::Together)
        && !(view.is(end, Class::Preposition) && !view.is(end, Class::PointingAfter) && near_comma(view, end))
}

/// Whether a phrase ends at a comma within a few words.
fn near_comma(view: &View<'_>, from: usize) -> bool {
    (from..view.end.min(from + 6)).any(|at| view.is_mark(at, ","))
}

/// Whether nothing stands before a token but a phrase set in front ("Bahkan, kata Rina, …").
pub(super) fn fronted_before(view: &View<'_>, end: usize) -> bool {
    let words = (view.start..end).filter(|&at| view.found.tokens[at].is_word()).take(6).count();
    words > 0
        && end > view.start
        && view.is_mark(end - 1, ",")
        && view.mention_at(view.start).is_none()
        && (view.is(view.start, Class::Fronting) && words < 6
            || words < 3 && (view.is(view.start, Class::Adverb) || view.is(view.start, Class::Contrast)))
}

/// `Dilansir X, …`; `…, dikutip dari X`.
pub(super) fn relay<'a>(view: &View<'a>, hit: &Hit<'a>) -> Option<(Attribution<'a>, Range<usize>)> {
    if hit.start > view.start
        && view.is(hit.start - 1, Class::Blocker)
        && !view.is(hit.start - 1, Class::Preposition)
    {
        return None;
    }
    if hit.cue.farther && has_subject(view, hit) {
        return None;
    }
    // "mengutip percakapan Kim": the relay cites somebody's words.
    let cites = view.is(hit.end, Class::SpeechNoun) && view.mention_at(hit.end + 1).is_some();
    let from = if cites { hit.end + 1 } else { hit.end };
    let place = source::after(view, from, view.end)?;
    if !may_relay(view, hit, &place.source, cites) {
        return None;
    }
    let end = place.tokens.end;
    let heads = hit.start == view.start || hit.start - view.start <= 1;
    let content = if heads {
        let comma = (end..view.end.min(end + 20)).find(|&at| view.is_mark(at, ","))?;
        content_from(view, comma + 1)?
    } else {
        clause_before(view, hit.start)?
    };
    let mut attribution = new(view, hit, vec![content], place);
    attribution.kind = kind_of(view, &attribution.content);
    attribution.relay = true;
    attribution.doubtful = true;
    if cites {
        attribution.cited = Some(attribution.source.clone());
    }
    attribution.around =
        if heads { vec![view.start..view.token_from(content.start)] } else { vec![hit.start..view.end] };
    Some((attribution, hit.start..end))
}

/// Whether a person does what the cue says: "Rina mengutip data badan itu" names nobody through whom a report came.
fn has_subject(view: &View<'_>, hit: &Hit<'_>) -> bool {
    let Some(before) = hit.start.checked_sub(1).filter(|&before| before >= view.start) else { return false };
    let person = view.mention_at(before).is_some_and(|mention| mention.kind == MentionKind::Person);
    person || view.is(before, Class::HeOrShe) || view.is(before, Class::They)
}

/// The comma behind the words that tell who a person is ("Menurut Rina, pengamat dari Universitas Aru, harga naik"), where
/// such words stand behind the comma at `comma`.
fn past_apposition(view: &View<'_>, source: &Source, comma: usize) -> usize {
    let person = matches!(source, Source::Named { name, .. }
        if view.mention(*name).is_some_and(|mention| mention.kind == MentionKind::Person));
    let from = comma + 1;
    let limit = view.end.min(from + LONGEST_APPOSITION);
    let Some(close) = (from + 1..limit).find(|&at| view.is_mark(at, ",")) else { return comma };
    let office = view.is(from, Class::DescribesPerson) && view.found.tokens[from].capital;
    let role = (from..close.min(from + 3)).any(|at| view.is(at, Class::DescribesPerson));
    let last = close - 1;
    let named = view.found.tokens[last].capital || view.is_mark(last, ")");
    let verb = |at: usize| {
        [Class::Negator, Class::Adverb, Class::Blocker, Class::Copula].iter().any(|class| view.is(at, *class))
            || view.cues.at(view.found.tokens, at, close).any(|(cue, _)| cue.stands(Frame::Head))
    };
    let phrase = role && named && !(from..close).any(verb);
    if person && (office || phrase) { close } else { comma }
}

/// Longest apposition, in tokens, between a source and its content.
const LONGEST_APPOSITION: usize = 30;

/// Steps over relay phrases set between commas ("Menurut X, mengutip Y, …").
pub(super) fn past_relays(view: &View<'_>, from: usize) -> usize {
    let relay = view
        .cues
        .at(view.found.tokens, from.min(view.end - 1), view.end)
        .any(|(cue, _)| cue.frames.contains(&Frame::Relay));
    let comma = (from..view.end.min(from + 14)).find(|&at| view.is_mark(at, ","));
    match comma {
        Some(comma) if relay && from < view.end => comma + 1,
        _ => from,
    }
}

/// Whether a source is one that reports come through: an agency, an outlet, a body; for a citation also a person.
///
/// "dilaporkan ke polisi", "dilaporkan hilang" and "kasus yang dilaporkan Rina" name nobody of the sort.
fn may_relay(view: &View<'_>, hit: &Hit<'_>, source: &Source, cites: bool) -> bool {
    match source {
        Source::Named { name, .. } => {
            let kind = view.mention(*name).map(|m| m.kind);
            let person = kind == Some(MentionKind::Person) && (cites || hit.cue.farther);
            relays(view, source) || kind == Some(MentionKind::Organisation) || person
        }
        Source::Described { span, .. } => {
            let mut tokens = view.found.tokens.within(*span);
            let agency = tokens.clone().any(|at| view.is(at, Class::DescribesAgency));
            let opens = !view.is(tokens.start, Class::Preposition) && !view.is(tokens.start, Class::Adverb);
            let place = view.mention_at(tokens.start).is_some_and(|m| m.kind == MentionKind::Place);
            opens && !place && (agency || hit.cue.farther || tokens.all(|at| view.found.tokens[at].capital))
        }
        _ => false,
    }
}
