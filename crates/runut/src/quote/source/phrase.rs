//! The noun phrase that ends at a place, read as a source.

use super::super::attribution::Source;
use super::super::view::View;
use super::{LONGEST_RELATIVE, Place, grammar, opening_bracket};
use crate::lang::{Class, Cue, Frame};
use crate::model::MentionKind;
use std::ops::Range;

/// Longest description, in words, that still reads as somebody who speaks.
const LONGEST_DESCRIPTION: usize = 14;

/// Whether a token ends a clause to the left of a subject.
pub(super) fn is_boundary(view: &View<'_>, at: usize) -> bool {
    const MARKS: [&str; 12] = [",", ";", ":", "—", "–", "-", "“", "”", "\"", "…", ".", "•"];
    let token = &view.found.tokens[at];
    // "The 17-year-old": a hyphen between words parts no clauses.
    let joins = view.is_mark(at, "-")
        && !token.spaced
        && view.found.tokens.get(at + 1).is_some_and(|next| !next.spaced);
    !token.is_word()
        && !token.is_number()
        && !joins
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
pub(in crate::quote) fn noun_phrase(view: &View<'_>, low: usize, end: usize) -> Option<Place> {
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
            // "data Rina dan Budi": what the two are named for is the source.
            if from > start && !fronted {
                let opens = view.is(start, Class::Preposition);
                return if opens { None } else { described(view, start, end) };
            }
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
pub(super) fn is_state_medium(view: &View<'_>, mut lead: Range<usize>, kind: MentionKind) -> bool {
    kind == MentionKind::Place && lead.any(|at| view.is(at, Class::DescribesAgency))
}

/// A description as a source: "seorang pejabat", "negara-negara Barat", "the minister".
pub(super) fn described(view: &View<'_>, start: usize, end: usize) -> Option<Place> {
    if view.is(start, Class::NoSource) {
        return None;
    }
    let counted = |&at: &usize| view.found.tokens[at].is_word() || view.found.tokens[at].is_number();
    let words = (start..end).filter(counted).count();
    // "18,1%" is nobody, and neither is a clause: "it should be", "keberatan yang diajukan para gubernur itu".
    let worded = (start..end).any(|at| view.found.tokens[at].is_word());
    let verb = (start..end).any(|at| view.is(at, Class::Copula) || view.is(at, Class::Auxiliary));
    let relative = (start..end).any(|at| view.is(at, Class::Relative));
    let heads =
        [Class::DescribesPerson, Class::DescribesPlace, Class::DescribesAgency, Class::Crowd, Class::Thing];
    let nobody = !view.cues.keeps_complementizer()
        && relative
        && !view.found.tokens[start].capital
        && view.found.tokens[start].is_word()
        && !(start..end.min(start + 3))
            .any(|at| heads.iter().any(|class| view.is(at, *class)) || view.mention_at(at).is_some());
    // "Rina sendiri tak", "… tak seharusnya disahkan karena": what denies or gives a reason is no end of a subject.
    let last = end - 1;
    let denies =
        (start..end).any(|at| view.is(at, Class::Negator)) && !relative && !view.cues.keeps_complementizer();
    let reason = view.is(last, Class::Fronting)
        && view.mention_at(last).is_none()
        && !view.cues.keeps_complementizer();
    if !worded || verb && !relative || nobody || denies || reason {
        return None;
    }
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
        // "ferry advocates": at the end it is the noun.
        let noun = at == last && view.cues.has_articles() && view.cues.is_plural(view.lower(at));
        view.is_mark(at, ",")
            || !noun
                && view.mention_at(at).is_none()
                && view.cues.at(view.found.tokens, at, end).any(|(cue, _)| verb(cue))
    });
    if bare
        || opens_wrong
        || clause
        || view.is(end - 1, Class::Together)
        || !grammar::names_somebody(view, start..end)
    {
        return None;
    }
    let source = Source::Described { span: view.span_of(start..end), pointing };
    Some(Place { source, tokens: start..end, doubtful: true, negated: false })
}
