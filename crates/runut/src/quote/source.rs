//! Where the words stand that name a source: before a cue, or after one.

use super::attribution::Source;
use super::view::View;
use crate::lang::{Class, Cue, Frame};
use crate::model::{MentionKind, Span};
use std::ops::Range;

/// A source with its place: first token, one past its last, and whether another reading is possible.
pub(super) struct Place {
    pub(super) source: Source,
    pub(super) tokens: Range<usize>,
    pub(super) doubtful: bool,
    pub(super) negated: bool,
}

/// Longest description, in words, that still reads as somebody who speaks.
const LONGEST_DESCRIPTION: usize = 14;
/// Longest stretch between a name and its cue ("Rina, yang baru saja …, mengatakan").
const LONGEST_RELATIVE: usize = 28;

/// The subject of a cue: what stands before it, back to the start of its clause.
///
/// `low` is the first token that may belong to it. Appositions and relative clauses between commas, brackets,
/// adverbs and times before the cue are stepped over.
pub(super) fn before(view: &View<'_>, low: usize, cue: usize) -> Option<Place> {
    let mut end = cue;
    let mut negated = false;
    // Adverbs, negators, times and brackets between source and cue.
    while end > low {
        let last = end - 1;
        // A mention's own words are never adverbs ("Lagi" may be a name).
        if view.is(last, Class::HeOrShe) || view.is(last, Class::They) || view.mention_at(last).is_some() {
            break;
        }
        if view.is(last, Class::Negator) {
            negated = true;
        } else if let Some(open) = opening_bracket(view, low, last) {
            end = open;
            continue;
        } else if !view.is(last, Class::Adverb)
            && !view.is(last, Class::Auxiliary)
            && view.time_at(last).is_none()
        {
            break;
        }
        end = last;
    }
    if end == low {
        return None;
    }
    let with = |source, tokens, doubtful| Some(Place { source, tokens, doubtful, negated });
    // "Rina Lestari, yang baru kembali dari Aru, mengatakan": the clause between the commas is stepped over.
    if view.is_mark(end - 1, ",") {
        let mut inner_end = end - 1;
        // "Pedagang pakaian, Warni (51), mengaku": the bracket tells of the name before it.
        if let Some(open) = inner_end.checked_sub(1).and_then(|last| opening_bracket(view, low, last)) {
            inner_end = open;
        }
        if inner_end <= low {
            return None;
        }
        if let Some(place) = before_appositions(view, low, inner_end) {
            return with(place.source, place.tokens, place.doubtful);
        }
        let comma = (low..inner_end).rev().find(|&at| {
            view.is_mark(at, ",") && view.mention_at(at).is_none_or(|m| m.whole.end <= view.span(at).end)
        });
        let inner = comma.map_or(low, |comma| comma + 1);
        if inner_end - inner > LONGEST_RELATIVE {
            return None;
        }
        // "Menteri Aru, Rina Lestari, mengatakan": a title before the comma, the name after it. A name before the
        // comma is the subject itself, and what follows tells more of it ("Rina, istri Budi, mengatakan").
        let ends_here = |at: usize| view.mention_at(at).filter(|m| m.whole.end >= view.span(at).end);
        // "Kuasa hukum Rina, Budi Santoso, mengatakan": a name alone between the commas, behind somebody's somebody, is
        // the one who speaks.
        let name_alone = ends_here(inner_end - 1).is_some_and(|m| view.token_from(m.whole.start) <= inner);
        let name_before = comma.and_then(|comma| noun_phrase(view, low, comma)).is_some_and(|head| {
            let Source::Named { name, .. } = head.source else { return false };
            let behind_a_role = view.token_from(name.start) > head.tokens.start
                && view.is(head.tokens.start, Class::DescribesPerson);
            view.mentions.iter().any(|m| m.span == name && m.kind == MentionKind::Person)
                && !(name_alone && behind_a_role)
        });
        if !name_before
            && inner_end > inner
            && ends_here(inner_end - 1).is_some_and(|m| m.kind == MentionKind::Person)
            && let Some(place) = noun_phrase(view, low, inner_end)
        {
            return with(place.source, place.tokens, place.doubtful);
        }
        // Without a comma before it a bare name is the subject: "Rina Lestari, mengatakan", but not "Rina turun ke
        // lapangan, memastikan …".
        if comma.is_none() && ends_here(inner_end - 1).is_none_or(|m| view.token_from(m.whole.start) > low) {
            return None;
        }
        let head_end = comma.unwrap_or(inner_end);
        let place = noun_phrase(view, low, head_end)?;
        return with(place.source, place.tokens, place.doubtful);
    }
    let place = noun_phrase(view, low, end)?;
    with(place.source, place.tokens, place.doubtful)
}

/// `Rina Lestari, 22, of Kota Aru, a nurse, said`: a name at the start of its clause, and several pieces between commas.
fn before_appositions(view: &View<'_>, low: usize, end: usize) -> Option<Place> {
    let hard = |at: usize| is_boundary(view, at) && !view.is_mark(at, ",") && !view.is(at, Class::Together);
    let nearest = low.max(end.saturating_sub(LONGEST_RELATIVE));
    let start = (nearest..end).rev().find(|&at| hard(at)).map_or(nearest, |at| at + 1);
    let mention = view.mention_at(start).filter(|m| m.kind == MentionKind::Person)?;
    let after = view.token_from(mention.whole.end);
    let pieces = (after..end).filter(|&at| view.is_mark(at, ",")).count();
    let verb = |at: usize| view.cues.at(view.found.tokens, at, end).any(|(cue, _)| cue.stands(Frame::Head));
    let plain = view.token_from(mention.whole.start) == start && view.is_mark(after, ",") && pieces >= 2;
    if !plain || !view.cues.keeps_complementizer() || (after..end).any(verb) {
        return None;
    }
    let source = Source::Named { whole: mention.whole, name: mention.span };
    Some(Place { source, tokens: start..after, doubtful: false, negated: false })
}

/// The start of the bracket that closes at `last`.
fn opening_bracket(view: &View<'_>, low: usize, last: usize) -> Option<usize> {
    if !view.is_mark(last, ")") {
        return None;
    }
    (low..last).rev().take(12).find(|&at| view.is_mark(at, "("))
}

/// Whether a token ends a clause to the left of a subject.
fn is_boundary(view: &View<'_>, at: usize) -> bool {
    const MARKS: [&str; 12] = [",", ";", ":", "—", "–", "-", "“", "”", "\"", "…", ".", "•"];
    let token = &view.found.tokens[at];
    !token.is_word()
        && !token.is_number()
        && MARKS.iter().any(|mark| view.is_mark(at, mark))
        && view.mention_at(at).is_none()
        && !shortens(view, at)
        || view.is(at, Class::Opener) && view.mention_at(at).is_none() && !joins_names(view, at)
        || view.quotation_at(at).is_some_and(|quotation| !quotation.inner.contains(token.span))
        || opens_about(view, at)
}

/// Whether a relative word stands before a subject of its own: "the year in which voters said", "hackers who the
/// police say".
fn opens_about(view: &View<'_>, at: usize) -> bool {
    let subject = view.mention_at(at + 1).is_some()
        || [Class::PointingBefore, Class::Possessive, Class::HeOrShe, Class::They]
            .into_iter()
            .any(|class| view.is(at + 1, class));
    let preposition = at > view.start && view.is(at - 1, Class::Preposition);
    view.is(at, Class::Relative) && view.cues.keeps_complementizer() && (subject || preposition)
}

/// Whether a full stop inside a sentence shortens a title ("Ms. Lestari").
fn shortens(view: &View<'_>, at: usize) -> bool {
    let short = |before: usize| view.found.tokens[before].capital && view.span(before).len() <= 4;
    let next = view.found.tokens.get(at + 1).is_some_and(|next| next.is_word() && next.capital);
    view.is_mark(at, ".") && next && at > view.start && short(at - 1)
}

/// Whether a word stands between two names that speak together.
fn joins_names(view: &View<'_>, at: usize) -> bool {
    view.is(at, Class::Together)
        && at.checked_sub(1).is_some_and(|before| view.mention_at(before).is_some())
        && view.mention_at(at + 1).is_some()
}

/// The noun phrase that ends at `end`, read as a source.
pub(super) fn noun_phrase(view: &View<'_>, low: usize, end: usize) -> Option<Place> {
    let mut start = end;
    while start > low && !is_boundary(view, start - 1) {
        match opening_bracket(view, low, start - 1) {
            Some(open) => start = open,
            None => start -= 1,
        }
    }
    // "Namun Rina", "Then Rina": a word that joins sentences is no part of the subject.
    while start + 1 < end && (view.is(start, Class::Contrast) || view.is(start, Class::Relative)) {
        start += 1;
    }
    if start >= end {
        return None;
    }
    let place = |source, tokens, doubtful| Some(Place { source, tokens, doubtful, negated: false });
    let last = end - 1;
    let pronoun_at = |at: usize| {
        let classes = view.classes(at);
        if classes.has(Class::HeOrShe) || classes.has(Class::They) {
            Some(Source::Pronoun { span: view.span(at), singular: classes.has(Class::HeOrShe) })
        } else if classes.has(Class::FirstPerson) {
            Some(Source::Writer)
        } else {
            None
        }
    };
    if let Some(pronoun) = pronoun_at(last) {
        return place(pronoun, last..end, false);
    }
    if end - start <= 4
        && let Some(pronoun) = pronoun_at(start)
    {
        return place(pronoun, start..start + 1, false);
    }
    let fronted = view.is(start, Class::Fronting) || view.time_at(start).is_some();
    if let Some(mention) = view.mention_at(last).filter(|m| m.whole.end >= view.span(last).end) {
        let first = view.token_from(mention.whole.start);
        let named = |from: usize| Source::Named { whole: view.span_of(from..end), name: mention.span };
        if first <= start {
            return place(named(first.max(low)), first.max(low)..end, false);
        }
        let lead = start..first;
        if is_state_medium(view, lead.clone(), mention.kind) {
            return place(
                Source::Described { span: view.span_of(start..end), pointing: false },
                start..end,
                false,
            );
        }
        if view.is(first - 1, Class::Together)
            && let Some(other) = first.checked_sub(2).and_then(|at| view.mention_at(at))
        {
            let from = view.token_from(other.whole.start).max(low);
            return place(Source::Joint(view.span_of(from..end)), from..end, false);
        }
        if lead.clone().all(|at| view.is(at, Class::Transparent) || !view.found.tokens[at].is_word()) {
            return place(named(start), start..end, false);
        }
        if fronted {
            // "Dalam pidatonya Rina mengatakan": the phrase before has no comma of its own.
            let joins = view.is(first - 1, Class::Preposition) || view.is(first - 1, Class::MeetingWith);
            return if joins {
                None
            } else {
                place(named(first), first..end, mention.kind != MentionKind::Person)
            };
        }
        let relative = lead.clone().any(|at| view.is(at, Class::Relative));
        let embedded = lead.clone().any(|at| view.is(at, Class::Preposition) || view.is(at, Class::Fronting));
        let other_person = view.mentions_in(lead.clone()).any(|m| m.kind == MentionKind::Person);
        // "Trump campaign spokeswoman Hope Hicks": the other name is part of the office.
        let office = view.is(first - 1, Class::DescribesPerson);
        if mention.kind == MentionKind::Person
            && !relative
            && !embedded
            && (!other_person || office)
            && lead.len() <= 8
        {
            // Common nouns before a name are a title nobody listed: "pengamat militer Budi Santoso".
            return place(named(start), start..end, false);
        }
    }
    // The phrase begins with a name: "Rina yang …", "Rina di Aru".
    if let Some(mention) = view.mention_at(start)
        && view.token_from(mention.whole.start) >= start
    {
        let after = view.token_from(mention.whole.end);
        let goes_on = after < end
            && (view.is(after, Class::Relative) || view.is(after, Class::Preposition))
            && view.span(after).start >= mention.whole.end;
        if goes_on && end - after <= LONGEST_RELATIVE {
            return place(Source::Named { whole: mention.whole, name: mention.span }, start..after, true);
        }
    }
    if fronted {
        return None;
    }
    described(view, start, end)
}

/// Whether words before the name of a place make it a medium of that place ("media pemerintah Aru").
fn is_state_medium(view: &View<'_>, mut lead: Range<usize>, kind: MentionKind) -> bool {
    kind == MentionKind::Place && lead.any(|at| view.is(at, Class::DescribesAgency))
}

/// A description as a source: "seorang pejabat", "negara-negara Barat", "the minister".
fn described(view: &View<'_>, start: usize, end: usize) -> Option<Place> {
    if view.is(start, Class::NoSource) {
        return None;
    }
    let counted = |&at: &usize| view.found.tokens[at].is_word() || view.found.tokens[at].is_number();
    let words = (start..end).filter(counted).count();
    if words == 0
        || words > LONGEST_DESCRIPTION
        || view.is(start, Class::Blocker) && !view.is(start, Class::PointingBefore) && words < 2
    {
        return None;
    }
    let pointing = view.is(end - 1, Class::PointingAfter) || view.is(start, Class::PointingBefore);
    // A bare pointing word ("hal itu", "ini") or a single small function word is nobody.
    let bare =
        words == 1 && (pointing || view.is(start, Class::Preposition) || view.is(start, Class::Blocker));
    let opens_wrong =
        [Class::Complementizer, Class::Adverb, Class::Together, Class::Contrast, Class::Preposition]
            .iter()
            .any(|class| view.is(start, *class));
    // Words of another clause, with its own verb of saying or its own comma, are nobody's description.
    let clause = (start..end).any(|at| {
        let verb = |cue: &Cue| cue.stands(Frame::Head) && !cue.stands(Frame::Tail) && !cue.also_noun;
        view.is_mark(at, ",")
            || view.mention_at(at).is_none()
                && view.cues.at(view.found.tokens, at, end).any(|(cue, _)| verb(cue))
    });
    if bare || opens_wrong || clause || view.is(end - 1, Class::Together) {
        return None;
    }
    let source = Source::Described { span: view.span_of(start..end), pointing };
    Some(Place { source, tokens: start..end, doubtful: true, negated: false })
}

/// The source after a cue: "kata Kepala Dusun Aru, Rina Lestari, di …", "said the minister".
///
/// `high` is one past the last token that may belong to it.
pub(super) fn after(view: &View<'_>, from: usize, high: usize) -> Option<Place> {
    let mut start = from;
    while start < high
        && view.is(start, Class::Adverb)
        && view.mention_at(start).is_none()
        && !view.is(start, Class::Preposition)
    {
        start += 1;
    }
    if start >= high || view.is(start, Class::Preposition) && view.mention_at(start).is_none() {
        return None;
    }
    let place = |source, tokens, doubtful| Some(Place { source, tokens, doubtful, negated: false });
    let classes = view.classes(start);
    if classes.has(Class::HeOrShe) || classes.has(Class::They) {
        let singular = classes.has(Class::HeOrShe);
        return place(Source::Pronoun { span: view.span(start), singular }, start..start + 1, false);
    }
    if classes.has(Class::FirstPerson) {
        return place(Source::Writer, start..start + 1, false);
    }
    let end = inverted_end(view, start, high);
    if end <= start {
        return None;
    }
    let people: Vec<_> = view.mentions_in(start..end).filter(|m| m.kind == MentionKind::Person).collect();
    let first_piece = (start..end).find(|&at| is_boundary(view, at)).unwrap_or(end);
    let chosen = match people.as_slice() {
        [] => view.mentions_in(start..first_piece).last(),
        [only] => Some(*only),
        [first, ..] if view.token_from(first.whole.start) <= start => Some(*first),
        [.., last] => Some(*last),
    };
    // "kata Duta Besar Aru untuk Lirih, Rina Lestari": the office runs on over its preposition to the name.
    if view.is(start, Class::DescribesPerson)
        && view.is(end, Class::Preposition)
        && !view.is(end, Class::SettingPreposition)
        && let Some(person) = view.mentions_in(end..high.min(end + 8)).find(|m| m.kind == MentionKind::Person)
        && view.is_mark(view.token_from(person.whole.start).saturating_sub(1), ",")
        && !view.found.tokens.get(view.token_from(person.whole.end)).is_some_and(|after| after.is_word())
    {
        let whole = Span { start: view.span(start).start, end: person.whole.end };
        let after = view.token_from(person.whole.end);
        return place(Source::Named { whole, name: person.span }, start..after, false);
    }
    let several = people.len() > 1;
    // "Kepala Dinas Aru, Rina Lestari": a role before the comma, the name after it.
    let chosen = match (chosen, people.last()) {
        (Some(first), Some(last))
            if view.is(start, Class::DescribesPerson)
                && view.token_from(first.whole.start) <= start
                && view.token_from(first.whole.end) <= first_piece
                && view.token_from(last.whole.start) > first_piece =>
        {
            Some(*last)
        }
        // "media pemerintah Aru, Kantor Berita Aru": the agency's name follows.
        (Some(place), _) if is_state_medium(view, start..view.token_from(place.whole.start), place.kind) => {
            view.mentions_in(first_piece..end).find(|m| view.found.entities[m.entity].relays)
        }
        (chosen, _) => chosen,
    };
    if let Some(mention) = chosen {
        let first = view.token_from(mention.whole.start).max(start);
        let last = view.token_from(mention.whole.end);
        let lead = start..first;
        let person = mention.kind == MentionKind::Person;
        // A name that stops amid a run of capitals was cut short: the run as a whole is what the text says.
        let runs_on = last < first_piece
            && view.found.tokens[last].is_word()
            && view.found.tokens[last].capital
            && !view.is(last, Class::Together);
        if runs_on {
            let source = Source::Described { span: view.span_of(start..first_piece), pointing: false };
            return place(source, start..first_piece, false);
        }
        let transparent =
            lead.clone().all(|at| view.is(at, Class::Transparent) || !view.found.tokens[at].is_word());
        if person || transparent {
            // Two who speak together: "kata Rina dan Budi".
            if view.is(last, Class::Together)
                && last + 1 < end
                && view.mention_at(last + 1).is_some_and(|m| m.kind == mention.kind)
            {
                return place(Source::Joint(view.span_of(start..end)), start..end, false);
            }
            let whole = Span { start: view.span(start).start, end: mention.whole.end };
            return place(
                Source::Named { whole, name: mention.span },
                start..last.max(start + 1),
                several && !lead.is_empty(),
            );
        }
    }
    let mut stop = first_piece;
    while stop > start + 1 && !view.found.tokens[stop - 1].is_word() && !view.is_mark(stop - 1, ")") {
        stop -= 1;
    }
    let mut described = described(view, start, stop)?;
    // A capitalised run that no gazetteer knows is still a name to the reader.
    described.doubtful = !(start..stop).all(|at| view.found.tokens[at].capital);
    Some(described)
}

/// Where an inverted source ends: at a stop, a preposition, a time, a quotation, or a comma that starts no name.
fn inverted_end(view: &View<'_>, start: usize, high: usize) -> usize {
    let mut at = start;
    let mut pieces = 0;
    while at < high {
        if let Some(mention) = view.mention_at(at) {
            at = view.token_from(mention.whole.end).max(at + 1);
            continue;
        }
        let token = &view.found.tokens[at];
        if view.quotation_at(at).is_some() || view.time_at(at).is_some() {
            break;
        }
        if token.is_word() {
            if view.is(at, Class::Preposition) && !view.is(at, Class::Agent) && at > start {
                break;
            }
        } else if view.is_mark(at, ",") {
            let next = at + 1;
            let goes_on = next < high
                && view.found.tokens[next].capital
                && view.time_at(next).is_none()
                && !view.is(next, Class::Preposition)
                && pieces < 3;
            if !goes_on {
                break;
            }
            pieces += 1;
        } else if view.is_mark(at, "(") {
            match (at..high).take(12).find(|&close| view.is_mark(close, ")")) {
                Some(close) => at = close,
                None => break,
            }
        } else {
            // A full stop inside a source ends an abbreviation; at the end it ends the sentence.
            let inner_stop = view.is_mark(at, ".") && at + 1 < high;
            if !token.is_number() && !view.is_mark(at, "/") && !view.is_mark(at, "&") && !inner_stop {
                break;
            }
        }
        at += 1;
    }
    at
}
