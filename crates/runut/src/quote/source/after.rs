//! The source that stands after its cue.

use super::super::attribution::Source;
use super::super::view::View;
use super::phrase::{described, is_boundary, is_state_medium};
use super::{Place, grammar};
use crate::lang::Class;
use crate::model::{MentionKind, Span};

/// The source after a cue: "kata Kepala Dusun Aru, Rina Lestari, di …", "said the minister".
///
/// `high` is one past the last token that may belong to it.
pub(in crate::quote) fn after(view: &View<'_>, from: usize, high: usize) -> Option<Place> {
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
    // "kata seorang pedagang di Pasar Aru, Rina Lestari.": somebody described by a place, and then named.
    if people.is_empty()
        && (view.is(start, Class::DescribesPerson) || view.is(start + 1, Class::DescribesPerson))
        && view.is(end, Class::SettingPreposition)
        && let Some(person) = view.mentions_in(end..high.min(end + 8)).find(|m| m.kind == MentionKind::Person)
        && view.is_mark(view.token_from(person.whole.start).saturating_sub(1), ",")
    {
        let after = view.token_from(person.whole.end);
        let between = end..view.token_from(person.whole.start).saturating_sub(1);
        let one = between.clone().all(|at| view.found.tokens[at].is_word());
        if one && (after >= high || view.is_mark(after, ",") || view.is_mark(after, ".")) {
            let whole = Span { start: view.span(start).start, end: person.whole.end };
            return place(Source::Named { whole, name: person.span }, start..after, true);
        }
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
        // "Iraqi officials": what the name belongs to stands behind it.
        let noun = mention.kind != MentionKind::Person
            && view.cues.has_articles()
            && last < first_piece
            && view.found.tokens[last].is_word()
            && view.found.tokens[last].spaced
            && view.cues.is_plural(view.lower(last));
        if runs_on || noun {
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
    // "the current and former officials": what stands before the "and" waits for its noun.
    let joins = view.is(first_piece, Class::Together) && grammar::waits_for_noun(view, start..first_piece);
    let beyond = || inverted_end(view, first_piece + 1, high);
    let mut stop = if joins { beyond() } else { first_piece };
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
