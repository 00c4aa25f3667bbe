//! The occasion of a statement: when, where and to whom it was said, apart from when it was reported.

use super::Found;
use super::attribution::{Attribution, Source};
use super::view::View;
use crate::lang::Class;
use crate::model::{DateRange, MentionKind, SaidOn, Span, Statement, TimeExpression, TimeKind};

/// Coarsest date that still tells the day of a statement, in days.
const COARSEST_DAYS: i32 = 31;

/// How many tokens of a stretch around an attribution still tell about it.
pub(super) const REACH: usize = 80;

/// What an attribution says of its own occasion.
#[derive(Default)]
pub(super) struct Occasion {
    pub(super) said: Option<SaidOn>,
    pub(super) reported: Option<SaidOn>,
    pub(super) addressee: Option<Span>,
    pub(super) place: Option<String>,
    /// Whether the addressee was met or written to, so that it holds for the speaker's other words of that occasion.
    pub(super) met: bool,
}

/// The person, body or audience after a word of addressing.
fn addressed(view: &View<'_>, at: usize) -> Option<Span> {
    if view.is(at, Class::Audience) {
        return Some(view.span(at));
    }
    let mention = view.mention_at(at)?;
    let speaks = matches!(mention.kind, MentionKind::Person | MentionKind::Organisation);
    (speaks && view.token_from(mention.whole.start) <= at).then_some(mention.span)
}

/// Reads the words around the content.
pub(super) fn occasion(view: &View<'_>, attribution: &Attribution<'_>) -> Occasion {
    let mut occasion = Occasion { addressee: attribution.addressee, ..Occasion::default() };
    let speaker = match &attribution.source {
        Source::Named { name, .. } => Some(*name),
        _ => None,
    };
    for range in &attribution.around {
        for at in range.clone().take(REACH) {
            // What stands in quotation marks is said, and tells nothing about the saying.
            if view.quotation_at(at).is_some() {
                continue;
            }
            // "According to the Courier": the words of a cue tell of no one spoken to.
            if attribution.cue.iter().any(|cue| cue.contains(view.span(at))) {
                continue;
            }
            // What stands before a second verb dates the first one.
            let first_verb = attribution.source == Source::Carried && !attribution.cue.is_empty();
            if let Some(time) = view.time_at(at).filter(|_| !first_verb)
                && view.span(at).start == time.span.start
                && !view.is(at.saturating_sub(1), Class::SpansFrom)
                && let Some(days) = precise_days(time)
            {
                let said = SaidOn {
                    days,
                    why: format!("\"{}\" stands with the attribution", time.span.of(view.text())),
                };
                if reports(view, attribution, at) {
                    occasion.reported.get_or_insert(said);
                } else {
                    occasion.said.get_or_insert(said);
                }
            }
            if occasion.addressee.is_none()
                && let Some(met) = met_at(view, at, range.end)
                && Some(met) != speaker
            {
                occasion.addressee = Some(met);
                occasion.met = true;
            }
            // The "to" of "according to" is the cue's.
            let in_cue = |at: usize| {
                at > view.start
                    && view.cues.at(view.found.tokens, at - 1, view.end).any(|(_, end)| end == at + 1)
            };
            // Whom a meeting was with is told above.
            let met = at > view.start && view.is(at - 1, Class::Meeting);
            let addressing = view.is(at, Class::Addressing) && at + 1 < range.end && !met;
            if occasion.addressee.is_none() && addressing && !in_cue(at) {
                occasion.addressee = addressed(view, at + 1).filter(|whom| Some(*whom) != speaker);
            }
            if occasion.place.is_none()
                && view.is(at, Class::SettingPreposition)
                && let Some(mention) = view.mention_at(at + 1)
                && mention.kind == MentionKind::Place
                && at + 1 < range.end
            {
                occasion.place = Some(view.found.entities[mention.entity].name.clone());
            }
        }
    }
    occasion
}

/// The days of a time that tells a day closely enough.
pub(super) fn precise_days(time: &TimeExpression) -> Option<DateRange> {
    if matches!(time.kind, TimeKind::Duration | TimeKind::Set) {
        return None;
    }
    let days = time.days()?;
    match (days.from, days.to) {
        (Some(from), Some(to)) if from.until(to).ok()?.get_days() > COARSEST_DAYS => None,
        _ => Some(days),
    }
}

/// Whether a time dates the report rather than the saying: what stands before it is an agency or outlet that the words
/// came through ("menurut KCNA, pada Sabtu"), with no occasion and no person between.
fn reports(view: &View<'_>, attribution: &Attribution<'_>, time: usize) -> bool {
    let through =
        attribution.outer.iter().filter(|outer| !outer.farther || outer.relay).map(|outer| &outer.source);
    let own = Some(&attribution.source).filter(|source| {
        attribution.relay
            || matches!(source, Source::Named { name, .. } if view.mention(*name).is_some_and(|m| {
                view.found.entities[m.entity].relays
            }))
    });
    let position = view.span(time).start;
    let spans = through.chain(own).filter_map(Source::span);
    let Some(nearest) = spans.filter(|span| span.end <= position).max_by_key(|span| span.end) else {
        return false;
    };
    let between = view.token_from(nearest.end)..time;
    !between.clone().any(|at| {
        let person = view.mention_at(at).is_some_and(|m| m.kind == MentionKind::Person);
        person || view.is(at, Class::Meeting) || view.is(at, Class::Setting)
    })
}

/// How many words before a meeting show that it is still to come.
const AHEAD: usize = 4;

/// The person met or written to, where `at` is a word of meeting or of a document to somebody.
fn met_at(view: &View<'_>, at: usize, limit: usize) -> Option<Span> {
    let person = |from: usize| {
        let mention = view.mention_at(from)?;
        (mention.kind == MentionKind::Person && view.token_from(mention.whole.start) <= from)
            .then_some(mention.span)
    };
    let ahead = || (at.saturating_sub(AHEAD)..at).any(|before| view.is(before, Class::Ahead));
    if view.is(at, Class::Meeting) && !ahead() {
        let next = at + 1;
        let object = if view.is(next, Class::MeetingWith) { next + 1 } else { next };
        if object < limit {
            return person(object).or_else(|| {
                // "bertemu dengan pejabat keamanan tinggi Aru Rina Lestari": the title may be long.
                let end = (object..limit.min(object + 9))
                    .find(|&to| !view.found.tokens[to].is_word())
                    .unwrap_or(limit.min(object + 9));
                view.mentions_in(object..end).find(|m| m.kind == MentionKind::Person).map(|m| m.span)
            });
        }
    }
    if view.is(at, Class::Setting) && !ahead() {
        let next = at + 1;
        if next + 1 < limit && view.is(next, Class::Addressing) {
            return person(next + 1);
        }
    }
    None
}

/// What an agency's report says of the occasion belongs to the words it reports ("Bertemu Rina Rabu, Kantor Berita Aru
/// menulis Budi mengatakan …": it was Budi who met Rina, on Wednesday).
pub(super) fn hand_down(statements: &mut [Statement], met: &mut [bool], found: Found<'_>) {
    for index in 0..statements.len() {
        let Some(outer) = statements[index].inside else { continue };
        if !statements[outer].speaker.is_some_and(|speaker| found.entities[speaker].relays) {
            continue;
        }
        let (said, addressee, name) = (
            statements[outer].said_on.take(),
            statements[outer].addressee.take(),
            statements[outer].addressee_name.take(),
        );
        let links = statements[outer].chain.clone();
        let inner = &mut statements[index];
        inner.said_on = inner.said_on.take().or(said);
        if inner.addressee.is_none() {
            (inner.addressee, inner.addressee_name) = (addressee, name);
            met[index] = met[outer];
        }
        if inner.chain.is_empty() {
            inner.chain = links;
        }
    }
}
