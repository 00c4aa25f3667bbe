//! Somebody's words through whoever quotes them: `the agency quoted X as saying …`, `X was quoted by the agency as
//! saying …`, `“…,” the paper quoted X as saying`, `Harian itu mengutip X yang mengatakan …`.

use super::super::attribution::{Attribution, Outer, Source};
use super::super::source::{self, Place};
use super::super::view::View;
use super::content::content_from;
use super::opening::opening;
use super::tail::quoted_content;
use super::*;
use crate::lang::{Class, Frame};
use crate::model::{MentionKind, Span, StatementKind};
use std::ops::Range;

/// Farthest that the verb of saying may stand from the cue, in tokens.
const REACH: usize = 24;

/// A cue that takes whoever is quoted as its object, with a verb of saying behind them. Gives the tokens it uses up.
pub(super) fn cited<'a>(
    view: &View<'a>,
    hit: &Hit<'a>,
    hits: &[Hit<'a>],
) -> Option<(Attribution<'a>, Range<usize>)> {
    let behind = |said: &&Hit<'_>| said.start > hit.end && said.start <= hit.end + REACH;
    let said = hits.iter().filter(behind).find(|said| says(view, hit, said))?;
    let joint = hit.cue.as_word.is_some() || view.is(said.start - 1, Class::Relative);
    let close = said.start - usize::from(joint);
    if (hit.end..close)
        .any(|at| view.is_mark(at, ";") || view.is_mark(at, ":") || view.quotation_at(at).is_some())
    {
        return None;
    }
    let (verb, copula) = match view.cues.keeps_complementizer() {
        true => subject::verb(view, view.start, hit.start),
        false => (hit.start, false),
    };
    let subject = source::before(view, view.start, verb).filter(|place| !place.negated)?;
    let from = subject.tokens.start;
    let (speaker, relay) = if copula {
        let by = view.is(hit.end - 1, Class::Agent).then(|| source::after(view, hit.end, close)).flatten();
        (subject, by.map(|place| place.source))
    } else {
        (quoted(view, hit.end..close)?, Some(subject.source))
    };
    let opened = opening(view, said.end, false);
    let before = quotation_before(view, from);
    let content = match before {
        Some(last) => quoted_content(view, last),
        None => vec![content_from(view, opened.content)?],
    };
    let mut attribution = new(view, hit, content, speaker);
    attribution.cue.push(said.span(view));
    attribution.kind = match kind_of(view, &attribution.content) {
        StatementKind::Indirect if before.is_some() => StatementKind::Direct,
        kind => kind,
    };
    attribution.addressee = opened.addressee;
    attribution.around = vec![from..said.end];
    attribution.outer.extend(relay.map(|source| Outer { source, relay: false, farther: false }));
    Some((attribution, from..said.end))
}

/// Whether a cue is the verb of saying that belongs to another that quotes: "as saying"; where no word stands before it,
/// any verb of saying.
fn says(view: &View<'_>, hit: &Hit<'_>, said: &Hit<'_>) -> bool {
    match &hit.cue.as_word {
        Some(word) => said.cue.stands(Frame::Participle) && view.lower(said.start - 1) == word,
        None => said.clitic == 0 && said.cue.stands(Frame::Head) && said.cue.voiced(),
    }
}

/// Whoever is quoted, named between the two verbs: "Ani Rahma", "an engineer at the site, Josip Arlen,", "him".
fn quoted(view: &View<'_>, between: Range<usize>) -> Option<Place> {
    let Range { start, mut end } = between;
    while end > start && view.is_mark(end - 1, ",") {
        end -= 1;
    }
    let classes = view.classes(start);
    if end == start + 1 && (classes.has(Class::Male) || classes.has(Class::Female)) {
        let source = Source::Pronoun { span: view.span(start), singular: true };
        return Some(Place { source, tokens: start..end, doubtful: false, negated: false });
    }
    let first = |mention: &Mention| view.token_from(mention.whole.start);
    let people = || view.mentions_in(start..end).filter(|mention| mention.kind == MentionKind::Person);
    // A name behind a comma is that of whom the words before describe, unless those are a name themselves.
    let mut behind = people().filter(|person| first(person) > start && view.is_mark(first(person) - 1, ","));
    if let (Some(person), None) = (behind.next(), behind.next())
        && people().all(|other| other.span == person.span)
    {
        let whole = Span { start: view.span(start).start, end: person.whole.end };
        let tokens = start..view.token_from(person.whole.end);
        return Some(Place {
            source: Source::Named { whole, name: person.span },
            tokens,
            doubtful: false,
            negated: false,
        });
    }
    let place = source::after(view, start, end)?;
    // "a friend of Ani Rahma": all words between the verbs describe whoever is quoted.
    let source = match place.source {
        Source::Described { pointing, .. } => Source::Described { span: view.span_of(start..end), pointing },
        source => source,
    };
    Some(Place { source, tokens: start..end, ..place })
}
