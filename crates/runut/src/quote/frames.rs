//! The frames of attribution, tried in order over one sentence.
//!
//! Tail ("…," kata X), according (menurut X, …), head (X mengatakan bahwa …), headline (X: …), relay (Dilansir X, …),
//! and quotations that no frame claims. Cues inside quotation marks are somebody's words, never cues.

use super::attribution::{Attribution, Outer, Source};
use super::source::{self, Place};
use super::view::View;
use crate::lang::{Class, Cue, Frame};
use crate::model::{Act, Mention, MentionKind, Polarity, Quotation, Span, StatementKind};
use std::ops::Range;

/// Fewest words of a quotation that nobody is named for; shorter ones are scare quotes or titles of works.
const SPEECH_WORDS: usize = 5;

/// Longest subject, in words, set before an attribution in the middle of its clause.
const WAITING_WORDS: usize = 8;

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
        return headline(view, &hits);
    }
    let mut found: Vec<Attribution<'a>> = Vec::new();
    let mut outers: Vec<Attribution<'a>> = Vec::new();
    let mut used: Vec<Range<usize>> = Vec::new();
    let free = |used: &[Range<usize>], at: usize| !used.iter().any(|range| range.contains(&at));

    for hit in hits.iter().filter(|hit| hit.cue.frames.contains(&Frame::Tail)) {
        if free(&used, hit.start)
            && let Some((attribution, tokens)) = tail(view, hit)
        {
            used.push(tokens);
            if attribution.kind == StatementKind::Indirect {
                outers.push(attribution)
            } else {
                found.push(attribution)
            }
        }
    }
    for hit in hits.iter().filter(|hit| hit.cue.frames.contains(&Frame::According)) {
        if free(&used, hit.start)
            && let Some((attribution, tokens)) = according(view, hit)
        {
            used.push(tokens);
            outers.push(attribution);
        }
    }
    for hit in hits.iter().filter(|hit| hit.cue.frames.contains(&Frame::Relay)) {
        if free(&used, hit.start)
            && let Some((attribution, tokens)) = relay(view, hit)
        {
            used.push(tokens);
            outers.push(attribution);
        }
    }
    let mut low = view.start;
    for hit in hits.iter().filter(|hit| is_head(hit.cue)) {
        if hit.start < low || !free(&used, hit.start) {
            continue;
        }
        if let Some((attribution, content_start)) = head(view, hit, low, &used) {
            low = content_start;
            // "Kim said he thinks …": the inner cue reads on inside the content.
            found.push(attribution);
        }
    }
    settle_outers(view, &mut found, outers);
    loose_quotations(view, &mut found);
    found
        .sort_by_key(|attribution| (attribution.extent().start, std::cmp::Reverse(attribution.extent().end)));
    found
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
        if !token.is_word() || view.quotation_at(at).is_some() {
            continue;
        }
        let before = found.len();
        let mut longest = at;
        for (cue, end) in view.cues.at(view.found.tokens, at, view.end) {
            // A form inside a longer one already found is that one's ("dikutip" in "dikutip dari").
            if end < longest || (at < covered && end <= covered) {
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
        covered = covered.max(longest);
    }
    // A word inside a name is no cue.
    found.retain(|hit| {
        view.mention_at(hit.start).is_none_or(|m| {
            m.whole.end <= view.span(hit.start).start || !m.span.contains(view.span(hit.start))
        })
    });
    found
}

/// The quotation that ends right before a token, only marks and white space between.
fn quotation_before<'a>(view: &View<'a>, at: usize) -> Option<&'a Quotation> {
    let start = view.span(at).start;
    let quotation = view.quotations.iter().rev().find(|q| q.marks.end <= start)?;
    let between = &view.text()[quotation.marks.end as usize..start as usize];
    between
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, ',' | '.' | '!' | '?' | '–' | '—' | '-'))
        .then_some(quotation)
}

/// `"…," kata X`; `…, kata X`; `"…," X said`. Gives the tokens it uses up.
fn tail<'a>(view: &View<'a>, hit: &Hit<'a>) -> Option<(Attribution<'a>, Range<usize>)> {
    if hit.start == view.start {
        return None;
    }
    let previous = hit.start - 1;
    let quotation = quotation_before(view, hit.start);
    let after_comma = view.is_mark(previous, ",");
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
    } else if (quotation.is_some() || after_comma) && hit.clitic == 0 {
        match source::after(view, hit.end, view.end) {
            // Without quotation marks the cue and its source must close the clause: "…, said Rina." but not
            // "Rina, a teacher, said Budi had left".
            Some(place)
                if quotation.is_none() && is_head(hit.cue) && !ends_clause(view, place.tokens.end) =>
            {
                return None;
            }
            Some(place) => {
                let tokens = hit.start..place.tokens.end;
                (place, tokens, clause_start)
            }
            None if quotation.is_some() => {
                let place = Place {
                    source: Source::Unknown,
                    tokens: hit.start..hit.end,
                    doubtful: true,
                    negated: false,
                };
                (place, hit.start..hit.end, clause_start)
            }
            None => return None,
        }
    } else if is_head(hit.cue) && hit.clitic == 0 {
        // `"…," X said` and `…, X said.`: nothing that could be content follows the cue.
        let place = source::before(view, view.start, hit.start)?;
        if !closes(view, hit.end) {
            addressee = Some(told(view, place.tokens.start, hit.end)?);
        }
        let followed = view.quotations.iter().any(|q| q.marks.start >= view.span(hit.start).end);
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
        let tokens = from..hit.end;
        (place, tokens, from)
    } else {
        return None;
    };
    let quotation = quotation.or_else(|| quotation_before(view, content_end));
    let content = match quotation {
        Some(last) => quoted_content(view, last),
        None => {
            let span = clause_before(view, content_end)?;
            vec![span]
        }
    };
    let mut attribution = new(view, hit, content, place);
    if quotation.is_some() {
        attribution.kind = kind_of(view, &attribution.content);
        if attribution.kind == StatementKind::Indirect {
            attribution.kind = StatementKind::Direct;
        }
        // "…," kata X, "…": the quotation goes on after its attribution.
        let resumed = view.quotations.iter().find(|q| q.marks.start >= view.span(tokens.end - 1).end);
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

/// Whom a sentence that begins with a quotation was told: `"…," she told the Courier.`, `"…," she told survivors.`
///
/// The outer option says whether the words after the cue read so, the inner one whether they are a name.
fn told(view: &View<'_>, source: usize, from: usize) -> Option<Option<Span>> {
    let quotation = quotation_before(view, source)?;
    if quotation.marks.start > view.span(view.start).start {
        return None;
    }
    let object = if view.is(from, Class::Addressing) { from + 1 } else { from };
    let first = (object..view.end.min(object + 3)).find(|&at| view.mention_at(at).is_some());
    if let Some(mention) = first.and_then(|at| view.mention_at(at)) {
        let after = view.token_from(mention.whole.end);
        return closes(view, after).then_some(Some(mention.span));
    }
    let ends = |at: &usize| !view.found.tokens[*at].is_word() || closes(view, *at);
    let end = (object..view.end).find(ends)?;
    let short = (1..=3).contains(&(end - object)) && closes(view, end);
    short.then_some(None)
}

/// `Jembatan itu, kata Rina, aman`: takes in what follows the attribution. Gives the tokens around the content.
fn resume(
    view: &View<'_>,
    attribution: &mut Attribution<'_>,
    from: usize,
    after: usize,
) -> Vec<Range<usize>> {
    // A whole clause before the attribution is complete; only a subject waits for its verb.
    let waits = view.found.tokens.within(attribution.extent()).len() <= WAITING_WORDS;
    let goes_on = waits
        && view.is_mark(after, ",")
        && after + 1 < view.end
        && view.found.tokens[after + 1].is_word()
        && !view.found.tokens[after + 1].capital
        && !view.is(after + 1, Class::Preposition)
        && !view.cues.at(view.found.tokens, after + 1, view.end).any(|(cue, _)| !is_head(cue));
    if goes_on && let Some(rest) = content_from(view, after + 1) {
        attribution.content.push(rest);
        return vec![from..after];
    }
    vec![from..view.end]
}

/// Whoever a passive names as its agent, though nothing that was said stands with it.
pub(super) fn agent(view: &View<'_>) -> Option<Source> {
    let hits = hits(view);
    let hit = hits.iter().find(|hit| hit.cue.frames.contains(&Frame::Agent))?;
    Some(source::after(view, hit.end, view.end)?.source)
}

/// Whether a clause ends at a token: a mark, or the end of the sentence.
fn ends_clause(view: &View<'_>, mut at: usize) -> bool {
    while at < view.end && view.time_at(at).is_some() {
        at += 1;
    }
    at >= view.end || !view.found.tokens[at].is_word() && view.quotation_at(at).is_none()
}

/// Whether nothing that could be content follows a cue: the sentence ends, or goes on with a phrase of its own.
fn closes(view: &View<'_>, mut at: usize) -> bool {
    while at < view.end
        && (view.time_at(at).is_some() || view.is(at, Class::Audience) || view.is(at, Class::Adverb))
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
fn quoted_content(view: &View<'_>, last: &Quotation) -> Vec<Span> {
    let sentence = view.found.sentences[view.sentence].span;
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
    let start = if attributed || lead_words > 12 { first.inner.start } else { sentence.start };
    if start == sentence.start && lead_words > 0 || first.marks != last.marks {
        let start = if lead_words == 0 || attributed || lead_words > 12 { first.inner.start } else { start };
        return vec![Span { start, end: last.inner.end }];
    }
    vec![last.inner]
}

/// The clause before a tail without quotation marks: from the start of the sentence to the comma before the cue.
fn clause_before(view: &View<'_>, end: usize) -> Option<Span> {
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
    let words = (view.start..last).filter(|&at| view.found.tokens[at].is_word()).count();
    // "Dalam sidang itu, kata Rina, …": a fronted phrase is no content.
    if words < 3 || (view.is(view.start, Class::Fronting) && words < 6) {
        return None;
    }
    Some(view.span_of(view.start..last))
}

/// `Menurut X, …` and `…, menurut X`.
fn according<'a>(view: &View<'a>, hit: &Hit<'a>) -> Option<(Attribution<'a>, Range<usize>)> {
    let place = source::after(view, hit.end, view.end)?;
    let end = place.tokens.end;
    let heads = hit.start == view.start || (hit.start - view.start <= 3 && !view.is_mark(hit.start - 1, ","));
    let content = if heads {
        let comma = (end..view.end.min(end + 30)).find(|&at| view.is_mark(at, ","))?;
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

/// `Dilansir X, …`; `…, dikutip dari X`.
fn relay<'a>(view: &View<'a>, hit: &Hit<'a>) -> Option<(Attribution<'a>, Range<usize>)> {
    if hit.start > view.start
        && view.is(hit.start - 1, Class::Blocker)
        && !view.is(hit.start - 1, Class::Preposition)
    {
        return None;
    }
    // "mengutip percakapan Kim": the relay cites somebody's words.
    let cites = view.is(hit.end, Class::SpeechNoun) && view.mention_at(hit.end + 1).is_some();
    let from = if cites { hit.end + 1 } else { hit.end };
    let place = source::after(view, from, view.end)?;
    let named = matches!(place.source, Source::Named { .. } | Source::Described { .. });
    if !named {
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

/// `X mengatakan (kepada Y) (bahwa) …`. Also gives the token where the content begins.
fn head<'a>(
    view: &View<'a>,
    hit: &Hit<'a>,
    low: usize,
    used: &[Range<usize>],
) -> Option<(Attribution<'a>, usize)> {
    // "Rina smiled and said", "Rina welcomed the plan but demanded": the subject stands before the first verb.
    let joined = |at: usize| view.is(at, Class::Together) || view.is(at, Class::Contrast);
    let coordinated = hit.start > low && joined(hit.start - 1) && !view.is_mark(hit.start - 1, ",");
    let place = if hit.start > low && view.is(hit.start - 1, Class::Relative) {
        relative_subject(view, low, hit.start)?
    } else if coordinated && (low == view.start || view.is(hit.start - 1, Class::Contrast)) {
        let person = |mention: &&Mention| mention.kind == MentionKind::Person;
        let source = match view.mention_at(view.start).filter(person) {
            Some(mention) => Source::Named { whole: mention.whole, name: mention.span },
            None if low == view.start => Source::Carried,
            None => return None,
        };
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
    attribution.around =
        vec![low.min(subject.start)..content_tokens.start, content_tokens.end.min(view.end)..view.end];
    Some((attribution, content_tokens.start))
}

/// `X, yang mengatakan …`: the name before the relative word.
fn relative_subject(view: &View<'_>, low: usize, cue: usize) -> Option<Place> {
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
struct Opening {
    content: usize,
    addressee: Option<Span>,
    /// A complementizer, comma or colon opened the content, so it is a clause.
    clause: bool,
    /// The one spoken to, named or not, stands between.
    addressed: bool,
}

fn opening(view: &View<'_>, from: usize) -> Opening {
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
            at = if view.is(object, Class::Audience) { object + 1 } else { object };
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
fn find_complementizer(view: &View<'_>, from: usize) -> Option<usize> {
    (from..view.end.min(from + 14))
        .take_while(|&at| view.quotation_at(at).is_none())
        .find(|&at| view.is(at, Class::Complementizer))
}

/// Steps over relay phrases set between commas ("Menurut X, mengutip Y, …").
fn past_relays(view: &View<'_>, from: usize) -> usize {
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

fn content_from(view: &View<'_>, from: usize) -> Option<Span> {
    content_until(view, from, view.end, true)
}

/// Content from a token to the end of its clause: the sentence's end, a contrast after a comma, an attribution's
/// tail (`limit`), or, for content that is a bare object, the phrase of the occasion ("dalam sebuah pesan").
fn content_until(view: &View<'_>, from: usize, limit: usize, clause: bool) -> Option<Span> {
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

/// How much of the content stands in quotation marks.
fn kind_of(view: &View<'_>, content: &[Span]) -> StatementKind {
    let mut quoted = false;
    let mut plain = false;
    for part in content {
        let mut at = part.start;
        for quotation in view.quotations.iter().filter(|q| q.inner.overlaps(*part)) {
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

/// `X: …` and bare verbs in headlines, one for each clause between commas.
fn headline<'a>(view: &View<'a>, hits: &[Hit<'a>]) -> Vec<Attribution<'a>> {
    let mut found: Vec<Attribution<'a>> = Vec::new();
    let mut low = view.start;
    for hit in
        hits.iter().filter(|hit| hit.cue.frames.iter().any(|f| matches!(f, Frame::Title | Frame::Head)))
    {
        if hit.start <= low {
            continue;
        }
        let Some(place) = source::before(view, low, hit.start) else { continue };
        if !matches!(place.source, Source::Named { .. } | Source::Joint(_)) {
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
fn colon<'a>(view: &View<'a>) -> Option<Attribution<'a>> {
    let colon = (view.start..view.end)
        .find(|&at| view.is_mark(at, ":") && view.found.tokens[at].spaced.eq(&false))?;
    let first = view.mention_at(view.start).or_else(|| view.mentions_in(view.start..colon).next())?;
    let whole_subject =
        view.token_from(first.whole.start) == view.start && view.token_from(first.whole.end) >= colon;
    // "X Beri Dukungan pada Y: Keadilan Menang": the claim is X's when X heads the clause before the colon.
    let heads_clause = first.kind == MentionKind::Person
        && view.mentions_in(view.start..colon).filter(|m| m.kind == MentionKind::Person).count() == 1;
    if !whole_subject && !heads_clause || first.kind == MentionKind::Place && !whole_subject {
        return None;
    }
    let content = content_from(view, colon + 1)?;
    Some(Attribution {
        sentence: view.sentence,
        kind: StatementKind::Indirect,
        polarity: Polarity::Affirmed,
        act: Act::Say,
        content: vec![content],
        cue: vec![view.span(colon)],
        source: Source::Named { whole: first.whole, name: first.span },
        around: vec![view.start..colon],
        addressee: None,
        rule: "headline colon".to_owned(),
        title: true,
        doubtful: !whole_subject,
        relay: false,
        cited: None,
        entry: None,
        outer: Vec::new(),
    })
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
            if covered && passes_on {
                inside = true;
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
        if !inside
            && !(outer.relay
                && extent.start == sentence.start
                && own.iter().any(|o| o.extent().overlaps(extent)))
        {
            own.push(outer);
        }
    }
    found.extend(own);
}

/// Whether a source is one through whom others speak.
fn relays(view: &View<'_>, source: &Source) -> bool {
    match source {
        Source::Named { name, .. } => view
            .mentions
            .iter()
            .any(|m| m.span == *name && view.found.entities.get(m.entity).is_some_and(|e| e.relays)),
        Source::Described { span, .. } => {
            view.found.tokens.within(*span).any(|at| view.is(at, Class::DescribesAgency))
        }
        _ => false,
    }
}

/// `Kim "menyatakan harapan …"`: the marks hold a reporter's words about the source, cue and all.
fn cue_inside<'a>(
    view: &View<'a>,
    quotation: &Quotation,
    found: &[Attribution<'a>],
) -> Option<Attribution<'a>> {
    if found.iter().any(|a| a.content.iter().any(|part| part.overlaps(quotation.inner))) {
        return None;
    }
    let first = view.token_from(quotation.inner.start);
    let (cue, end) = view.cues.at(view.found.tokens, first, view.end).find(|(cue, _)| is_head(cue))?;
    let opening = view.token_from(quotation.marks.start);
    let place = source::before(view, view.start, opening)?;
    if !matches!(place.source, Source::Named { .. } | Source::Pronoun { .. }) {
        return None;
    }
    let hit = Hit { cue, start: first, end, clitic: 0 };
    let subject = place.tokens.clone();
    let mut attribution = new(view, &hit, vec![quotation.inner], place);
    attribution.kind = StatementKind::Mixed;
    attribution.around = vec![view.start..subject.end, view.token_from(quotation.marks.end)..view.end];
    Some(attribution)
}

/// `Rina menulis:` at the end of the sentence before, and the quotation in a paragraph of its own.
fn introduced<'a>(view: &View<'a>, quotation: &Quotation) -> Option<Attribution<'a>> {
    let before = View::new(view.article, view.found, view.cues, view.packs, view.sentence.checked_sub(1)?);
    if before.start >= before.end || !before.is_mark(before.end - 1, ":") {
        return None;
    }
    let found = hits(&before);
    let hit = found.iter().rev().find(|hit| is_head(hit.cue))?;
    let place = source::before(&before, before.start, hit.start)?;
    let mut attribution = new(view, hit, vec![quotation.inner], place);
    attribution.cue = vec![hit.span(&before)];
    attribution.kind = StatementKind::Direct;
    attribution.around = vec![before.start..before.end];
    Some(attribution)
}

/// Quotations that no frame claimed: carried over from the statement before, or nobody's.
fn loose_quotations<'a>(view: &View<'a>, found: &mut Vec<Attribution<'a>>) {
    let sentence = view.found.sentences[view.sentence].span;
    for quotation in view.quotations {
        if let Some(attribution) = cue_inside(view, quotation, found) {
            found.push(attribution);
            continue;
        }
        let claimed = found.iter().any(|a| a.content.iter().any(|part| part.overlaps(quotation.inner)));
        if claimed || quotation.single && !quotation.continues {
            continue;
        }
        let words = quotation.inner.of(view.text()).split_whitespace().count();
        let alone = quotation.marks.start <= sentence.start + 1 && quotation.marks.end + 2 >= sentence.end;
        let ends = quotation.inner.of(view.text()).trim_end().ends_with(['.', '!', '?', ',', '…']);
        if words < SPEECH_WORDS || !(alone || ends || quotation.continues) {
            continue;
        }
        let carried = alone || quotation.continues;
        if alone && let Some(attribution) = introduced(view, quotation) {
            found.push(attribution);
            continue;
        }
        found.push(Attribution {
            sentence: view.sentence,
            kind: StatementKind::Direct,
            polarity: Polarity::Affirmed,
            act: Act::Say,
            content: vec![quotation.inner],
            cue: Vec::new(),
            // A quotation that runs on into the next paragraph is told there whose it is.
            source: if carried && (quotation.continues || !quotation.unclosed) {
                Source::Carried
            } else {
                Source::Unknown
            },
            around: vec![view.token_from(quotation.marks.end)..view.end],
            addressee: None,
            rule: if quotation.continues {
                "quotation runs on".to_owned()
            } else {
                "quotation alone".to_owned()
            },
            title: false,
            doubtful: !quotation.continues,
            relay: false,
            cited: None,
            entry: None,
            outer: Vec::new(),
        });
    }
}
