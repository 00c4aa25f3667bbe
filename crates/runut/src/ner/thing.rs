//! Works, products and peoples: what a word before the name, quotation marks or the shape of the name tell.

use super::candidate::{Candidate, Votes};
use super::label::{Label, Reader};
use crate::lang::{Head, Signs};
use crate::model::{MentionHow, MentionKind};
use std::ops::Range;

/// Most words between a word for a work and the quotation marks around its title ("film terbarunya berjudul “…”").
const BEFORE_TITLE: usize = 3;

/// Longest title of a work, in tokens.
const LONGEST_TITLE: usize = 12;

/// Most words of a maker's name before a model ("Lockheed Martin F-16"), and of what follows one ("737 MAX 8").
const MAKER: usize = 2;

/// Puts works, products and peoples of one sentence in place of what was cut out there; `from` is where its candidates
/// begin in `found`.
pub(super) fn things<'p>(
    reader: &Reader<'p>,
    range: Range<usize>,
    sentence: usize,
    labels: &[Label<'p>],
    found: &mut Vec<Candidate<'p>>,
    from: usize,
) {
    let names = Things { reader, range: range.clone(), labels };
    let mut at = range.start;
    while at < range.end {
        let Some((kind, name)) = names.thing(at) else {
            at += 1;
            continue;
        };
        at = name.end;
        let overlaps = |one: &Candidate<'_>| one.first < name.end && name.start < one.end;
        // A person with a title, or whom a list knows, is no thing.
        let firm = |one: &Candidate<'_>| {
            one.title.is_some() || one.known_kind() == Some(MentionKind::Person) && kind != MentionKind::Work
        };
        if found[from..].iter().any(|one| overlaps(one) && firm(one)) {
            continue;
        }
        let rest = found.split_off(from);
        found.extend(rest.into_iter().filter(|one| !overlaps(one)));
        found.push(Candidate {
            first: name.start,
            end: name.end,
            sentence,
            votes: Votes::default(),
            known: None,
            thing: Some(kind),
            tagged: None,
            title: None,
            relays: false,
            unproved: false,
            opens: false,
            given: false,
            clitic: reader.names.apostrophe(reader.tokens.lower(name.end - 1)),
            skip: 0,
            how: MentionHow::WordInIt,
        });
    }
}

struct Things<'c, 'p> {
    reader: &'c Reader<'p>,
    range: Range<usize>,
    labels: &'c [Label<'p>],
}

impl Things<'_, '_> {
    fn label(&self, at: usize) -> Option<&Label<'_>> {
        self.labels.get(at.checked_sub(self.range.start)?)
    }

    fn capital(&self, at: usize) -> bool {
        at < self.range.end && self.reader.tokens[at].capital
    }

    fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        at < self.range.end && marks.iter().any(|mark| self.reader.tokens.is_mark(at, mark))
    }

    /// A name that begins at a token, or behind the word there that tells what it is.
    fn thing(&self, at: usize) -> Option<(MentionKind, Range<usize>)> {
        let token = &self.reader.tokens[at];
        if !token.is_word() {
            return None;
        }
        match self.reader.names.head(self.reader.tokens.word(at)) {
            Some(Head::Work) => self.title(at + 1).map(|name| (MentionKind::Work, name)),
            Some(Head::Product) => self.model(at + 1, true).map(|name| (MentionKind::Product, name)),
            Some(Head::People) if !token.capital || at == self.range.start => {
                self.people(at + 1).map(|name| (MentionKind::Group, name))
            }
            _ if !token.capital => None,
            _ => {
                let digits = self.reader.tokens.lower(at).bytes().any(|byte| byte.is_ascii_digit());
                let may = digits || self.label(at).is_some_and(|label| label.known.is_some());
                let name = may.then(|| self.model(at, false)).flatten();
                name.map(|name| (MentionKind::Product, name))
            }
        }
    }

    /// The words in quotation marks behind a word for a work.
    fn title(&self, from: usize) -> Option<Range<usize>> {
        const MARKS: [&str; 7] = ["“", "”", "\"", "‘", "’", "'", "„"];
        let near = from..self.range.end.min(from + BEFORE_TITLE + 1);
        let open = near.clone().find(|&at| self.is_mark(at, &MARKS))?;
        let between = (from..open).all(|at| self.reader.tokens[at].is_word());
        let first = open + 1;
        let close =
            (first..self.range.end.min(first + LONGEST_TITLE)).find(|&at| self.is_mark(at, &MARKS))?;
        // A comma before the closing mark ends speech, not a title.
        let plain = !self.is_mark(close - 1, &[",", "."]);
        (between && close > first && plain && self.starts(first)).then_some(first..close)
    }

    fn starts(&self, at: usize) -> bool {
        self.capital(at) || self.reader.tokens[at].is_number()
    }

    /// A people behind a word for one ("orang Rusia").
    fn people(&self, at: usize) -> Option<Range<usize>> {
        let label = self.label(at)?;
        let place = super::candidate::kind_of(label.known) == Some(MentionKind::Place);
        let one =
            self.capital(at) && label.known_length <= 2 && !self.capital(at + label.known_length.max(1));
        (one && (place || label.name && label.known.is_none())).then(|| at..at + label.known_length.max(1))
    }

    /// A model: letters and digits in one word, or a number behind a name; `led` by a word for a product or not.
    fn model(&self, from: usize, led: bool) -> Option<Range<usize>> {
        let maker = |at: usize| {
            super::candidate::kind_of(self.label(at).and_then(|label| label.known))
                == Some(MentionKind::Organisation)
        };
        if !(self.capital(from) || led && self.is_model(from)) {
            return None;
        }
        let reach = if led || maker(from) { MAKER } else { 0 };
        let at = (from..self.range.end.min(from + reach + 1))
            .take_while(|&at| self.capital(at) || self.reader.tokens[at].is_number())
            .find(|&at| self.is_model(at) || at > from && self.reader.tokens[at].is_number())?;
        let number = self.reader.tokens[at].is_number();
        let hyphen = self.reader.tokens.lower(at).contains('-');
        if !(led || at > from || hyphen && self.may_stand_alone(at)) {
            return None;
        }
        // A number behind a name may be anything's, unless a word for a product leads it: "Boeing 737".
        let kind = super::candidate::kind_of(self.label(from).and_then(|label| label.known));
        let named = matches!(kind, Some(MentionKind::Place | MentionKind::Person));
        if number && (!led || named || self.reader.tokens[at].span.len() < 2) {
            return None;
        }
        let more = |at: &usize| {
            let word = self.reader.tokens[*at];
            word.upper && word.is_word() && self.label(*at).is_some_and(|label| label.known.is_none())
        };
        let end = (at + 1..self.range.end.min(at + 1 + MAKER)).take_while(more).count() + at + 1;
        Some(from..end)
    }

    /// Whether a word has a capital, and letters and digits.
    fn is_model(&self, at: usize) -> bool {
        let Some(label) = self.label(at).filter(|_| at < self.range.end) else { return false };
        let word = self.reader.tokens.lower(at);
        let token = &self.reader.tokens[at];
        let known = label.known.is_some()
            || label.signs.any(Signs::THING | Signs::COMMON | Signs::BODY | Signs::SITE);
        // "JT-610", "MH370": a flight.
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        let flight = letters == 2 && word.bytes().filter(u8::is_ascii_digit).count() > 2;
        token.is_word()
            && token.capital
            && !known
            && !flight
            && word.len() <= 12
            && word.bytes().any(|byte| byte.is_ascii_digit())
            && !word.contains('.')
    }

    /// Whether a model is one without a word before it: letters, a hyphen, digits, and no other thing of that shape.
    fn may_stand_alone(&self, at: usize) -> bool {
        let word = self.reader.tokens.lower(at);
        let Some((letters, digits)) = word.split_once('-') else { return false };
        let shape = !letters.is_empty()
            && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
            && digits.bytes().take(2).filter(u8::is_ascii_digit).count() == 2;
        shape && !self.reader.names.no_model(letters)
    }
}
