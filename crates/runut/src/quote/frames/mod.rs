//! The frames of attribution, tried in order over one sentence.
//!
//! Tail ("…," kata X), according (menurut X, …), head (X mengatakan bahwa …), headline (X: …), relay (Dilansir X, …),
//! and quotations that no frame claims. Cues inside quotation marks are somebody's words, never cues.
#![allow(clippy::single_range_in_vec_init, reason = "stretches of tokens around content: one or several")]

mod around;
mod cited;
mod content;
mod head;
mod headline;
mod loose;
mod noun;
mod opening;
mod subject;
pub(super) mod tail;

use super::attribution::{Attribution, Outer, Source};
use super::source::Place;
use super::view::View;
use crate::lang::{Class, Cue, Frame};
use crate::model::{Act, Mention, Polarity, Quotation, Span, StatementKind};
use std::ops::Range;

/// Shortest claim, in bytes, behind a name and a colon in running text; what is shorter is a label.
const SHORTEST_CLAIM: usize = 25;

/// Most cues that are read in one sentence; no sentence that somebody wrote has as many.
const MOST_CUES: usize = 24;

/// Most attributions around one statement; nobody's words come through as many.
const MOST_OUTERS: usize = 6;

/// A cue outside quotation marks.
#[derive(Clone, Copy)]
struct Hit<'a> {
    cue: &'a Cue,
    start: usize,
    end: usize,
    /// Bytes of the clitic at the end of the cue.
    clitic: usize,
}

impl Hit<'_> {
    fn span(&self, view: &View<'_>) -> Span {
        let mut span = view.span_of(self.start..self.end);
        span.end -= self.clitic as u32;
        span
    }
}

/// The attributions of one sentence, in reading order of their cues.
pub(super) fn attributions<'a>(view: &View<'a>) -> Vec<Attribution<'a>> {
    let hits = hits(view);
    if hits.is_empty() && view.quotations.is_empty() && !view.is_title() {
        return Vec::new();
    }
    if view.is_title() {
        return headline::headline(view, &hits);
    }
    let mut found: Vec<Attribution<'a>> = Vec::new();
    let mut outers: Vec<Attribution<'a>> = Vec::new();
    let mut used: Vec<Range<usize>> = Vec::new();
    let free = |used: &[Range<usize>], at: usize| !used.iter().any(|range| range.contains(&at));

    for hit in hits.iter().filter(|hit| hit.cue.stands(Frame::Cited)) {
        if let Some((attribution, tokens)) = cited::cited(view, hit, &hits) {
            used.push(tokens);
            found.push(attribution);
        }
    }
    for hit in hits.iter().filter(|hit| hit.cue.frames.contains(&Frame::Tail)) {
        if free(&used, hit.start)
            && let Some((attribution, tokens)) = tail::tail(view, hit)
        {
            used.push(tokens);
            if attribution.kind == StatementKind::Indirect {
                outers.push(attribution)
            } else {
                found.push(attribution)
            }
        }
    }
    let opening = |cue: &Cue| cue.frames.iter().any(|frame| matches!(frame, Frame::Tail | Frame::Agent));
    for hit in hits.iter().filter(|hit| opening(hit.cue)) {
        if free(&used, hit.start)
            && let Some((attribution, tokens)) = around::opens(view, hit)
        {
            used.push(tokens);
            outers.push(attribution);
        }
    }
    for hit in hits.iter().filter(|hit| hit.cue.frames.contains(&Frame::According)) {
        if free(&used, hit.start)
            && let Some((attribution, tokens)) = around::according(view, hit)
        {
            used.push(tokens);
            outers.push(attribution);
        }
    }
    for hit in hits.iter().filter(|hit| hit.cue.frames.contains(&Frame::Relay)) {
        if free(&used, hit.start)
            && let Some((attribution, tokens)) = around::relay(view, hit)
        {
            used.push(tokens);
            outers.push(attribution);
        }
    }
    let mut low = view.start;
    let mut limits: Vec<usize> = used.iter().map(|range| range.start).collect();
    limits.extend(hits.iter().filter_map(|hit| second_verb(view, hit)));
    for hit in hits.iter().filter(|hit| !hit.cue.frames.iter().all(|frame| is_around(*frame))) {
        if hit.start < low || !free(&used, hit.start) {
            continue;
        }
        let start = hit.span(view).start;
        let earlier =
            found.iter().chain(&outers).filter(|a| a.cue.first().is_some_and(|cue| cue.start < start));
        let previous = earlier.max_by_key(|attribution| attribution.cue[0].start);
        let next = if [Frame::Noun, Frame::Passive, Frame::Hearsay].iter().any(|&frame| hit.cue.stands(frame))
        {
            noun::noun_or_passive(view, hit, low, &limits)
        } else {
            head::head(view, hit, low, &limits, previous)
        };
        if let Some((attribution, content_start)) = next {
            low = content_start;
            // "Kim said he thinks …": the inner cue reads on inside the content.
            found.push(attribution);
        }
    }
    settle_outers(view, &mut found, outers);
    leave_to_the_speaker(&mut found);
    if found.is_empty() && view.cues.keeps_complementizer() {
        found.extend(
            headline::colon(view)
                .filter(|claim| claim.content.iter().map(|part| part.len()).sum::<usize>() > SHORTEST_CLAIM),
        );
    }
    loose::loose_quotations(view, &mut found);
    claim_once(&mut found);
    found.retain(|attribution| !tells_nothing(view, attribution));
    found
        .sort_by_key(|attribution| (attribution.extent().start, std::cmp::Reverse(attribution.extent().end)));
    found
}

/// Whether what is said would be a day alone ("Dikutip dari Antara, Senin."), or something told before ("menyampaikan
/// hal itu kepada presiden").
fn tells_nothing(view: &View<'_>, attribution: &Attribution<'_>) -> bool {
    if attribution.kind != StatementKind::Indirect || attribution.title {
        return false;
    }
    let mut tokens = attribution.content.iter().flat_map(|part| view.found.tokens.within(*part));
    let dated = |at: usize| !view.found.tokens[at].is_word() || view.time_at(at).is_some();
    if attribution.content.iter().all(|part| view.found.tokens.within(*part).all(dated)) {
        return true;
    }
    let (Some(first), Some(second)) = (tokens.next(), tokens.next()) else { return false };
    // "hal itu kepada", and not "hal itu tidak benar".
    let pointed = view.is(first, Class::Referred) && view.is(second, Class::PointingAfter);
    pointed
        && tokens
            .next()
            .is_none_or(|third| view.is(third, Class::Preposition) || view.is(third, Class::Addressing))
}

/// Leaves attitudes, and sayings about a thing, that are told inside somebody's words to whoever told them: "Rina said
/// Budi wants to leave" is one statement, "Rina said Budi said he would leave" are two. What is promised or denied is
/// another's only where a name is.
fn leave_to_the_speaker(found: &mut Vec<Attribution<'_>>) {
    let contents: Vec<Span> =
        found.iter().flat_map(|attribution| attribution.content.iter().copied()).collect();
    found.retain(|attribution| {
        let named = matches!(attribution.source, Source::Named { .. } | Source::Joint(_));
        let tells =
            attribution.entry.is_none_or(|cue| (cue.act == Act::Say || named && cue.voiced()) && !cue.thing);
        let cue = attribution.cue.first();
        tells || cue.is_none_or(|cue| !contents.iter().any(|content| content.contains(*cue)))
    });
}

/// Leaves a quotation that two frames claim to the one that names its speaker: `Rina told the Courier: “…,” she said.`
fn claim_once(found: &mut Vec<Attribution<'_>>) {
    let named =
        found.iter().filter(|a| a.kind == StatementKind::Direct && matches!(a.source, Source::Named { .. }));
    let claimed: Vec<Span> = named.flat_map(|attribution| attribution.content.iter().copied()).collect();
    found.retain(|attribution| {
        let pronoun = matches!(attribution.source, Source::Pronoun { .. } | Source::Clitic(_));
        let again = |part: &Span| claimed.iter().any(|other| other.overlaps(*part));
        let direct = attribution.kind == StatementKind::Direct;
        !(pronoun && direct && attribution.content.iter().all(again))
    });
}

/// Whether a frame is tried before those whose content follows the cue.
fn is_around(frame: Frame) -> bool {
    matches!(
        frame,
        Frame::Tail | Frame::According | Frame::Relay | Frame::Cited | Frame::Agent | Frame::Title
    )
}

/// Where the second verb of a subject begins, with the comma or conjunction before it ("…, saying …", "… and said …"):
/// content of the first verb ends there.
fn second_verb(view: &View<'_>, hit: &Hit<'_>) -> Option<usize> {
    // "they are worried that … and want …": one subject's attitudes are often one thing said.
    let apart = hit.cue.stands(Frame::Participle) || hit.cue.voiced() && hit.cue.stands(Frame::Head);
    if !apart || !subject::is_coordinated(view, view.start, hit) {
        return None;
    }
    // Where the verb shows no number, only a clause of its own shows that it is the speaker's: "… dan menambahkan bahwa".
    if !view.cues.keeps_complementizer() && !view.is(hit.end, Class::Complementizer) {
        return None;
    }
    let (verb, copula) = subject::verb(view, view.start, hit.start);
    // "and had been read": a passive tells of something else.
    if copula && !hit.cue.stands(Frame::Participle) {
        return None;
    }
    let joint = verb.checked_sub(1)?;
    let comma = joint.checked_sub(1).filter(|&at| at > view.start && view.is_mark(at, ","));
    Some(comma.unwrap_or(joint))
}

fn is_head(cue: &Cue) -> bool {
    cue.frames.iter().any(|frame| matches!(frame, Frame::Head | Frame::Quote | Frame::As))
}

/// The cues of a sentence, outside quotation marks, longest form first where several stand at one token.
fn hits<'a>(view: &View<'a>) -> Vec<Hit<'a>> {
    let mut found: Vec<Hit<'a>> = Vec::new();
    let mut covered = view.start;
    for at in view.start..view.end {
        let token = &view.found.tokens[at];
        if !token.is_word() {
            continue;
        }
        let before = found.len();
        let mut longest = at;
        for (cue, end) in view.cues.at(view.found.tokens, at, view.end) {
            // A form inside a longer one already found is that one's ("dikutip" in "dikutip dari").
            if end < longest || (at < covered && end <= covered) {
                continue;
            }
            // "reported on Saturday" is no "reported on".
            if end > at + 1 && view.time_at(end).is_some() && view.is(end - 1, Class::SettingPreposition) {
                continue;
            }
            longest = end;
            found.push(Hit { cue, start: at, end, clitic: 0 });
        }
        if found.len() == before
            && let Some((cue, clitic)) = view.cues.with_clitic(view.lower(at))
        {
            found.push(Hit { cue, start: at, end: at + 1, clitic });
        }
        if found.len() > before && view.quotation_at(at).is_some() {
            found.truncate(before);
            continue;
        }
        covered = covered.max(longest);
    }
    found.truncate(MOST_CUES);
    // A word inside a name is no cue, unless a clitic shows it is none of a name.
    found.retain(|hit| {
        hit.clitic > 0 || view.mention_at(hit.start).is_none_or(|m| !m.span.contains(view.span(hit.start)))
    });
    found
}

/// The quotation that ends right before a token, only marks and white space between.
fn quotation_before<'a>(view: &View<'a>, at: usize) -> Option<&'a Quotation> {
    let start = view.span(at).start;
    let quotation = view.quotation_until(start)?;
    let between = &view.text()[quotation.marks.end as usize..start as usize];
    between
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, ',' | '.' | '!' | '?' | '–' | '—' | '-'))
        .then_some(quotation)
}

fn new<'a>(view: &View<'a>, hit: &Hit<'a>, content: Vec<Span>, place: Place) -> Attribution<'a> {
    Attribution {
        sentence: view.sentence,
        kind: StatementKind::Indirect,
        polarity: if place.negated { Polarity::Negated } else { Polarity::Affirmed },
        act: hit.cue.act,
        content,
        cue: vec![hit.span(view)],
        source: place.source,
        around: Vec::new(),
        addressee: None,
        rule: hit.cue.name.clone(),
        title: false,
        doubtful: place.doubtful,
        relay: false,
        cited: None,
        entry: Some(hit.cue),
        outer: Vec::new(),
    }
}

/// How much of the content stands in quotation marks.
fn kind_of(view: &View<'_>, content: &[Span]) -> StatementKind {
    let mut quoted = false;
    let mut plain = false;
    for part in content {
        let mut at = part.start;
        for quotation in view.quotations_over(*part) {
            quoted = true;
            plain |= has_words(view.text(), at, quotation.marks.start);
            at = quotation.marks.end;
        }
        plain |= has_words(view.text(), at, part.end);
    }
    match (quoted, plain) {
        (true, false) => StatementKind::Direct,
        (true, true) => StatementKind::Mixed,
        _ => StatementKind::Indirect,
    }
}

fn has_words(text: &str, start: u32, end: u32) -> bool {
    start < end && text[start as usize..end as usize].chars().any(char::is_alphanumeric)
}

/// Attributions around whole clauses: a relay over somebody's statement is a link of its chain, otherwise it is a
/// statement of its own.
fn settle_outers<'a>(view: &View<'a>, found: &mut Vec<Attribution<'a>>, outers: Vec<Attribution<'a>>) {
    let mut own: Vec<Attribution<'a>> = Vec::new();
    let sentence = view.found.sentences[view.sentence].span;
    for outer in outers {
        let extent = outer.extent();
        let passes_on = outer.relay || relays(view, &outer.source);
        let mut inside = false;
        for inner in found.iter_mut().chain(own.iter_mut()) {
            let covered =
                outer.relay || extent.overlaps(inner.extent()) || inner.kind != StatementKind::Indirect;
            // `"…," kata Rina, menurut polisi`: the quotation is Rina's; the police is how it is known.
            let known_through = inner.kind == StatementKind::Direct
                && !inner.cue.is_empty()
                && extent.contains(inner.extent());
            if covered && (passes_on || known_through) {
                inside = true;
                if inner.outer.len() >= MOST_OUTERS {
                    continue;
                }
                let farther = outer.entry.is_some_and(|cue| cue.farther);
                if let Some(cited) = &outer.cited
                    && relays(view, &inner.source)
                {
                    let relay = std::mem::replace(&mut inner.source, cited.clone());
                    inner.outer.push(Outer { source: relay, relay: false, farther: false });
                } else {
                    inner.outer.push(Outer { source: outer.source.clone(), relay: outer.relay, farther });
                }
                inner.cue.extend(outer.cue.iter().copied());
                inner.around.extend(outer.around.iter().cloned());
            }
        }
        // One source named twice ("kata media pemerintah, kata KCNA").
        let told = outer.relay
            && extent.start == sentence.start
            && own.iter().any(|other| other.extent().overlaps(extent));
        if !(inside || told) {
            let mut outer = outer;
            leave_banners(view, &mut outer);
            own.push(outer);
        }
    }
    found.extend(own);
}

/// `“…,” demikian sebuah spanduk di jalan, menurut Rina`: what stands in marks at the head of a clause that somebody
/// tells is the words of another.
fn leave_banners(view: &View<'_>, outer: &mut Attribution<'_>) {
    let Some(content) =
        outer.content.first_mut().filter(|_| outer.kind == StatementKind::Mixed || !outer.relay)
    else {
        return;
    };
    let cue = outer.cue.first().map_or(0, |cue| cue.start);
    let speech = view.quotations_over(*content).find(|quotation| {
        let ends = quotation.inner.of(view.text()).trim_end().ends_with([',', '.', '!', '?']);
        ends && quotation.marks.start <= content.start && quotation.marks.end < content.end
    });
    let Some(speech) = speech.filter(|_| content.end < cue) else { return };
    let from = view.token_from(speech.marks.end);
    content.start = view.span(from).start.min(content.end);
    outer.kind = kind_of(view, &outer.content);
}

/// Whether a source is one through whom others speak.
fn relays(view: &View<'_>, source: &Source) -> bool {
    match source {
        Source::Named { name, .. } => view
            .mention(*name)
            .is_some_and(|m| view.found.entities.get(m.entity).is_some_and(|entity| entity.relays)),
        Source::Described { span, .. } => {
            view.found.tokens.within(*span).any(|at| view.is(at, Class::DescribesAgency))
        }
        _ => false,
    }
}
