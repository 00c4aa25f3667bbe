//! The attribution after its content: `"…," kata X`, `…, kata X`, `"…," X said`.

use super::super::attribution::{Attribution, Source};
use super::super::source::{self, Place};
use super::super::view::View;
use super::around::fronted_before;
use super::content::content_from;
use super::*;
use crate::lang::{Class, Frame};
use crate::model::{Mention, MentionKind, Quotation, Span, StatementKind};
use std::ops::Range;

/// Longest subject, in words, set before an attribution in the middle of its clause.
pub(super) const WAITING_WORDS: usize = 8;

/// How many tokens behind a cue a complementizer shows that the content follows.
const CONTENT_REACH: usize = 12;

/// `"…," kata X`; `…, kata X`; `"…," X said`. Gives the tokens it uses up.
pub(super) fn tail<'a>(view: &View<'a>, hit: &Hit<'a>) -> Option<(Attribution<'a>, Range<usize>)> {
    if hit.start == view.start {
        return None;
    }
    let previous = hit.start - 1;
    let after_comma = view.is_mark(previous, ",");
    let quotation = quotation_before(view, hit.start)
        .filter(|quotation| after_comma || hit.clitic > 0 || !is_title(view, quotation));
    let clause_start = hit.start;
    let mut addressee = None;
    // The source stands after the cue, or is cut from it, or stands between content and cue.
    let (place, tokens, content_end) = if hit.clitic > 0 && (quotation.is_some() || after_comma) {
        let span = view.span_of(hit.start..hit.end);
        let clitic = Span { start: span.end - hit.clitic as u32, end: span.end };
        let place = Place {
            source: Source::Clitic(clitic),
            tokens: hit.start..hit.end,
            doubtful: false,
            negated: false,
        };
        (place, hit.start..hit.end, clause_start)
    } else if hit.clitic > 0 {
        return None;
    } else if let Some(place) = inverted(view, hit, quotation.is_some(), after_comma) {
        let tokens = hit.start..place.tokens.end.max(hit.end);
        (place, tokens, clause_start)
    } else if is_head(hit.cue) {
        // `"…," X said` and `…, X said.`: nothing that could be content follows the cue.
        let place = source::before(view, view.start, hit.start)?;
        if !closes(view, hit.end) {
            addressee = Some(told(view, place.tokens.start, hit.end)?);
        }
        let followed = view.quotation_from(view.span(hit.start).end).is_some();
        if followed && quotation_before(view, place.tokens.start.max(view.start)).is_none() {
            return None;
        }
        let from = place.tokens.start;
        if from == view.start || place.negated {
            return None;
        }
        let quoted = quotation_before(view, from).is_some();
        if !quoted && !view.is_mark(from - 1, ",") {
            return None;
        }
        // "Asked about the talks, Rina said in an interview that …": what is said follows.
        let mut behind = hit.end..view.end.min(hit.end + CONTENT_REACH);
        if !quoted && !view.is_mark(hit.end, ",") && behind.any(|at| view.is(at, Class::Complementizer)) {
            return None;
        }
        let tokens = from..hit.end;
        (place, tokens, from)
    } else {
        return None;
    };
    let quotation = quotation.or_else(|| quotation_before(view, content_end));
    let content = match quotation {
        Some(last) => quoted_content(view, last),
        None => match clause_before(view, content_end) {
            Some(span) => vec![span],
            // "Bahkan, kata Rina, jalan ditutup", "Polisi, kata Rina, berjanji datang".
            None if view.is_mark(tokens.end, ",") => {
                let rest = content_from(view, tokens.end + 1)?;
                let subject = (!fronted_before(view, content_end)).then(|| short_subject(view, content_end));
                let words = |span: Span| view.found.tokens.within(span).len();
                let waits = subject.flatten();
                if waits.is_none() && !fronted_before(view, content_end) || words(rest) < 2 {
                    return None;
                }
                let mut attribution = new(view, hit, waits.into_iter().chain([rest]).collect(), place);
                attribution.kind = kind_of(view, &attribution.content);
                attribution.around = vec![content_end..tokens.end];
                return Some((attribution, tokens));
            }
            None => return None,
        },
    };
    let mut attribution = new(view, hit, content, place);
    if quotation.is_some() {
        attribution.kind = kind_of(view, &attribution.content);
        if attribution.kind == StatementKind::Indirect {
            attribution.kind = StatementKind::Direct;
        }
        // "…," kata X, "…": the quotation goes on after its attribution.
        let resumed = view.quotation_from(view.span(tokens.end - 1).end);
        if let Some(next) = resumed {
            let between = &view.text()[view.span(tokens.end - 1).end as usize..next.marks.start as usize];
            let resumes = between.trim_matches([' ', '\u{a0}']) == ",";
            if resumes
                || (between.trim_start().starts_with(',')
                    && between.trim_end().ends_with(',')
                    && between.len() < 60)
            {
                attribution.content.push(next.inner);
            }
        }
        attribution.around = vec![content_end..view.end];
    } else {
        // Indirect content before its cue is settled against other attributions inside it.
        attribution.kind = StatementKind::Indirect;
        attribution.around = resume(view, &mut attribution, content_end, tokens.end);
    }
    attribution.addressee = addressee.flatten();
    Some((attribution, tokens))
}

/// Fewest words of speech whose marks hold no stop at its end.
const SPEECH_WORDS: usize = 4;

/// Whether marks hold a name or a word and no speech: `the “Today” show`.
fn is_title(view: &View<'_>, quotation: &Quotation) -> bool {
    let words = quotation.inner.of(view.text());
    let ends = words.trim_end().ends_with([',', '.', '!', '?', '…', '—', '–', '-', ';', ':']);
    !ends
        && words.split_whitespace().take(SPEECH_WORDS).count() < SPEECH_WORDS
        && view.cues.keeps_complementizer()
}

/// The source after the cue: `"…," kata X`, `…, said X.`
///
/// Without quotation marks a cue that may also stand before content, and its source, must close the clause: "…, said
/// Rina." but not "Rina, a teacher, said Budi had left".
fn inverted(view: &View<'_>, hit: &Hit<'_>, quoted: bool, after_comma: bool) -> Option<Place> {
    if !quoted && (!after_comma || hit.cue.object) {
        return None;
    }
    let place = source::after(view, hit.end, view.end);
    let described = matches!(place.as_ref().map(|p| &p.source), Some(Source::Described { .. }));
    match place {
        Some(place) if !quoted && is_head(hit.cue) => {
            (ends_clause(view, place.tokens.end) && !described).then_some(place)
        }
        Some(place) => Some(place),
        None if quoted => Some(Place {
            source: Source::Unknown,
            tokens: hit.start..hit.end,
            doubtful: true,
            negated: false,
        }),
        None => None,
    }
}

/// Whom a sentence that begins with a quotation was told: `"…," she told the Courier.`, `"…," she told survivors.`
///
/// The outer option says whether the words after the cue read so, the inner one whether they are a name.
pub(super) fn told(view: &View<'_>, source: usize, from: usize) -> Option<Option<Span>> {
    let quotation = quotation_before(view, source)?;
    if quotation.marks.start > view.span(view.start).start {
        return None;
    }
    let object = if view.is(from, Class::Addressing) { from + 1 } else { from };
    let first = (object..view.end.min(object + 3)).find(|&at| view.mention_at(at).is_some());
    if let Some(mention) = first.and_then(|at| view.mention_at(at)) {
        let after = view.token_from(mention.whole.end);
        if closes(view, after) {
            return Some(Some(mention.span));
        }
    }
    let ends = |at: &usize| !view.found.tokens[*at].is_word() || closes(view, *at);
    let end = (object..view.end).find(ends)?;
    if (1..=3).contains(&(end - object)) && closes(view, end) {
        return Some(Some(view.span_of(object..end)));
    }
    // A quotation that ends in a comma waits for its attribution, whatever else follows that.
    let waits = quotation.inner.of(view.text()).trim_end().ends_with([',', '—', '–']);
    let person = |mention: &&Mention| mention.kind == MentionKind::Person;
    waits.then(|| view.mentions_in(object..end.max(object)).filter(person).last().map(|mention| mention.span))
}

/// `Jembatan itu, kata Rina, aman`: takes in what follows the attribution. Gives the tokens around the content.
pub(super) fn resume(
    view: &View<'_>,
    attribution: &mut Attribution<'_>,
    from: usize,
    after: usize,
) -> Vec<Range<usize>> {
    let next = after + 1;
    let follows = view.is_mark(after, ",")
        && next < view.end
        && view.found.tokens[next].is_word()
        && !view.cues.at(view.found.tokens, next, view.end).any(|(cue, _)| !is_head(cue));
    let goes_on = if view.cues.keeps_complementizer() {
        let apart = [Class::Adverbial, Class::Relative, Class::SettingPreposition];
        let setting = (next..view.end.min(next + 4)).any(|at| view.is(at, Class::Setting));
        follows
            && !setting
            && !apart.into_iter().any(|class| view.is(next, class))
            && !view.cues.opens_aside(view.lower(next))
            || view.is(next, Class::Contrast) && follows
    } else {
        // A whole clause before the attribution is complete; only a subject waits for its verb.
        let waits = view.found.tokens.within(attribution.extent()).len() <= WAITING_WORDS;
        follows && waits && !view.found.tokens[next].capital && !view.is(next, Class::Preposition)
    };
    if goes_on && let Some(rest) = content_from(view, after + 1) {
        attribution.content.push(rest);
        return vec![from..after];
    }
    vec![from..view.end]
}

/// Whoever a passive names as its agent, though nothing that was said stands with it.
pub(in crate::quote) fn agent(view: &View<'_>) -> Option<Source> {
    let hits = hits(view);
    let hit = hits.iter().find(|hit| hit.cue.frames.contains(&Frame::Agent))?;
    if hit.clitic > 0 {
        // "Hal itu disampaikannya usai rapat, Selasa".
        let end = view.span(hit.start).end;
        return Some(Source::Clitic(Span { start: end - hit.clitic as u32, end }));
    }
    Some(source::after(view, hit.end, view.end)?.source)
}

/// Whether a clause ends at a token: a mark, or the end of the sentence.
pub(super) fn ends_clause(view: &View<'_>, mut at: usize) -> bool {
    while at < view.end && view.time_at(at).is_some() {
        at += 1;
    }
    at >= view.end || !view.found.tokens[at].is_word() && view.quotation_at(at).is_none()
}

/// Whether a sentence is nothing but the attribution of the question before it: `“…?” Rina Lestari asked.`
pub(in crate::quote) fn is_bare(view: &View<'_>) -> bool {
    let limit = view.end.min(view.start + BARE_WORDS);
    let cue = (view.start..limit).find_map(|at| {
        view.cues
            .at(view.found.tokens, at, view.end)
            .find(|(cue, _)| cue.stands(Frame::Tail) && is_head(cue))
            .map(|(_, end)| (at, end))
    });
    let Some((cue, end)) = cue else { return false };
    let subject = source::before(view, view.start, cue);
    closes(view, end) && subject.is_some_and(|place| place.tokens.start == view.start && !place.negated)
}

/// Longest subject, in words, of an attribution that is a sentence of its own.
const BARE_WORDS: usize = 16;

/// Whether nothing that could be content follows a cue: the sentence ends, or goes on with a phrase of its own.
pub(super) fn closes(view: &View<'_>, mut at: usize) -> bool {
    while at < view.end
        && (view.time_at(at).is_some()
            || view.is(at, Class::Audience)
            || view.is(at, Class::Adverb)
            || view.cues.reads_as_adverb(view.lower(at)))
    {
        at += 1;
    }
    at >= view.end
        || view.quotation_at(at).is_some()
        || !view.found.tokens[at].is_word() && !view.found.tokens[at].is_number() && !view.is_mark(at, ":")
        || view.is(at, Class::Preposition) && !view.is(at, Class::Complementizer)
}

/// The content of a tail: from the first quotation of the sentence that belongs to it to the end of the last one.
///
/// Unquoted words between or before the parts belong to it when they are no attribution of their own
/// (`Kunjungan itu "berjalan baik," kata laporan KCNA`).
pub(super) fn quoted_content(view: &View<'_>, last: &Quotation) -> Vec<Span> {
    let mut sentence = view.found.sentences[view.sentence].span;
    // A dateline is no part of what was said.
    sentence.start = view.span(view.start).start;
    let first = view.quotations.first().map_or(last, |first| first);
    let lead = &view.text()[sentence.start as usize..first.marks.start.max(sentence.start) as usize];
    let lead_words = lead.split_whitespace().count();
    if first.marks == last.marks && lead_words == 0 {
        return vec![last.inner];
    }
    // Words before the first quotation: part of the clause unless a cue or a full stop stands among them.
    let lead_tokens =
        view.found.tokens.within(Span { start: sentence.start, end: first.marks.start.max(sentence.start) });
    let attributed = lead_tokens
        .clone()
        .any(|at| view.cues.at(view.found.tokens, at, view.end).any(|(cue, _)| is_head(cue)));
    // "Baca juga: …": a headline that a scraper joined to the paragraph.
    let attributed = attributed || lead.contains(':');
    let start = if attributed || lead_words > 12 { first.inner.start } else { sentence.start };
    if start == sentence.start && lead_words > 0 || first.marks != last.marks {
        let start = if lead_words == 0 || attributed || lead_words > 12 { first.inner.start } else { start };
        return vec![Span { start, end: last.inner.end }];
    }
    vec![last.inner]
}

/// A subject of one or two words that waits for its verb behind an attribution.
fn short_subject(view: &View<'_>, end: usize) -> Option<Span> {
    let last = end.checked_sub(1).filter(|&comma| comma > view.start && view.is_mark(comma, ","))?;
    let plain = (view.start..last).all(|at| view.found.tokens[at].is_word());
    (plain && last - view.start < 3).then(|| view.span_of(view.start..last))
}

/// The clause before a tail without quotation marks: from the start of the sentence to the comma before the cue.
pub(super) fn clause_before(view: &View<'_>, end: usize) -> Option<Span> {
    let mut last = end;
    while last > view.start
        && !view.found.tokens[last - 1].is_word()
        && !view.found.tokens[last - 1].is_number()
    {
        let mark = last - 1;
        if view.is_mark(mark, ")") || view.is_mark(mark, "%") || view.quotation_at(mark).is_some() {
            break;
        }
        last -= 1;
    }
    let words = (view.start..last).filter(|&at| view.found.tokens[at].is_word()).take(6).count();
    // "Dalam sidang itu, kata Rina, …": a fronted phrase is no content.
    if words < 3 || (view.is(view.start, Class::Fronting) && words < 6) {
        return None;
    }
    Some(view.span_of(view.start..last))
}
