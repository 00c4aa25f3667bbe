//! Names cut out of a sentence, each with what speaks for its kind.

use super::label::{Label, Reader, Source, is_domain, opens};
use crate::lang::{OutletKind, Signs};
use crate::model::{MentionHow, MentionKind};
use std::ops::Range;

/// What speaks for each kind, in points; nothing above zero means nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Votes {
    pub(super) person: i32,
    pub(super) organisation: i32,
    pub(super) place: i32,
    pub(super) thing: i32,
    /// For a state, where nothing shows a person of that name.
    pub(super) state: i32,
}

/// The title that leads up to a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Title {
    /// First token of the title.
    pub(super) first: usize,
    /// The roles in it, lower case.
    pub(super) roles: Vec<String>,
    /// Token at which its last affiliation starts.
    pub(super) of: Option<usize>,
    pub(super) gender: Option<char>,
}

/// A stretch of words that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'p> {
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
    pub(super) sentence: usize,
    pub(super) votes: Votes,
    pub(super) known: Option<Source<'p>>,
    /// What a word before it or its shape tells: a work, a product, a people.
    pub(super) thing: Option<MentionKind>,
    /// What the trained tagger takes it for.
    pub(super) tagged: Option<MentionKind>,
    pub(super) title: Option<Title>,
    /// Whether it says of itself that others speak through it.
    pub(super) relays: bool,
    /// Whether nothing but its opening a sentence gave it its capital.
    pub(super) unproved: bool,
    /// Whether it opens a sentence.
    pub(super) opens: bool,
    /// Whether its first word is a given or family name.
    pub(super) given: bool,
    /// Length of the clitic on the last word, in its lower-case form.
    pub(super) clitic: usize,
    /// Bytes of its first word that are none of it, in the lower-case form.
    pub(super) skip: usize,
    pub(super) how: MentionHow,
}

impl Candidate<'_> {
    /// The kind that the gazetteer gives, or a word before it.
    pub(super) fn known_kind(&self) -> Option<MentionKind> {
        self.thing.or_else(|| kind_of(self.known))
    }
}

/// The kind that a list gives.
pub(super) fn kind_of(known: Option<Source<'_>>) -> Option<MentionKind> {
    known.map(|source| match source {
        Source::Pack(known) => known.kind,
        Source::Outlet(_) => MentionKind::Organisation,
    })
}

/// Cuts the names out of one labelled sentence.
pub(super) fn candidates<'p>(
    reader: &Reader<'p>,
    range: Range<usize>,
    sentence: usize,
    labels: &[Label<'p>],
    capitals: bool,
    found: &mut Vec<Candidate<'p>>,
) {
    let mut cutter = Cutter { reader, range: range.clone(), sentence, labels, capitals, found };
    let mut at = range.start;
    while at < range.end {
        at = cutter.title(at).or_else(|| cutter.name(at)).unwrap_or(at + 1).max(at + 1);
    }
}

pub(super) struct Cutter<'c, 'p> {
    pub(super) reader: &'c Reader<'p>,
    pub(super) range: Range<usize>,
    pub(super) sentence: usize,
    pub(super) labels: &'c [Label<'p>],
    pub(super) capitals: bool,
    pub(super) found: &'c mut Vec<Candidate<'p>>,
}

impl<'p> Cutter<'_, 'p> {
    pub(super) fn label(&self, at: usize) -> Label<'p> {
        if at < self.range.end { self.labels[at - self.range.start] } else { Label::default() }
    }

    pub(super) fn signs(&self, at: usize) -> Signs {
        self.label(at).signs
    }

    /// Whether behind a name stands what only states have: "…'s government", "…'s energy minister".
    fn state_behind(&self, at: usize) -> bool {
        let signs = self.signs(at);
        let field = signs.any(Signs::OFFICE) && !self.capital(at);
        signs.any(Signs::AFTER_STATE) || field && self.signs(at + 1).any(Signs::AFTER_STATE)
    }

    /// What the word or phrase says that ends right before `at`.
    pub(super) fn signs_before(&self, at: usize) -> Signs {
        let ends = |length: usize| {
            at >= self.range.start + length && self.label(at - length).sign_length.max(1) == length
        };
        (1..=3).rev().find(|&length| ends(length)).map_or(Signs::default(), |length| self.signs(at - length))
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        at < self.range.end && self.reader.tokens[at].capital
    }

    pub(super) fn is_mark(&self, at: usize, mark: &str) -> bool {
        at < self.range.end && self.reader.tokens.is_mark(at, mark)
    }

    pub(super) fn known_kind(&self, at: usize) -> Option<MentionKind> {
        kind_of(self.label(at).known)
    }

    /// Whether a word is a number in Roman letters from two on.
    fn numeral(&self, at: usize) -> bool {
        at < self.range.end
            && self.reader.tokens[at].upper
            && matches!(
                self.reader.tokens.lower(at),
                "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii" | "xiii"
            )
    }

    /// Whether a gazetteer entry that is no person starts here.
    pub(super) fn other_known(&self, at: usize) -> bool {
        self.known_kind(at).is_some_and(|kind| kind != MentionKind::Person)
    }

    pub(super) fn push(
        &mut self,
        first: usize,
        end: usize,
        votes: Votes,
        known: Option<Source<'p>>,
    ) -> &mut Candidate<'p> {
        let relays = match known {
            Some(Source::Outlet(outlet)) => matches!(outlet.kind, OutletKind::Agency | OutletKind::Outlet),
            _ => is_domain(self.reader.tokens.lower(first)) && end == first + 1,
        };
        let unproved = end == first + 1 && self.reader.opens_unproved(first, self.range.start);
        self.found.push(Candidate {
            first,
            end,
            sentence: self.sentence,
            votes,
            known,
            thing: None,
            tagged: None,
            title: None,
            relays,
            unproved,
            opens: opens(self.reader.tokens, first, self.range.start),
            given: self.signs(first).any(Signs::GIVEN),
            clitic: self.reader.names.apostrophe(self.reader.tokens.lower(end - 1)),
            skip: 0,
            how: match known {
                Some(_) => MentionHow::List,
                None if votes.organisation.max(votes.place).max(votes.thing) >= 8 => MentionHow::WordInIt,
                None => MentionHow::Surroundings,
            },
        });
        self.found.last_mut().expect("just pushed")
    }

    /// A name without a title before it. Returns where to go on.
    pub(super) fn name(&mut self, at: usize) -> Option<usize> {
        let label = self.label(at);
        let token = &self.reader.tokens[at];
        if !token.capital && label.known.is_none() && !label.name {
            return None;
        }
        if label.signs.any(Signs::CALENDAR) && label.known_length <= label.sign_length {
            return Some(at + label.sign_length.max(1));
        }
        let run = self.run_end(at);
        if !self.capitals {
            // "Mahkamah Agung", "Ministry of Defence": the head says what it is.
            if label.signs.any(Signs::BODY) && token.capital && label.known_length <= label.sign_length {
                let end = self.body_end(at, true);
                let rest = at + label.sign_length;
                // "Pasukan Kenya" at the start of a sentence: a word and a name.
                let opens = label.common && opens(self.reader.tokens, at, self.range.start);
                let known = self.label(rest).known.is_some() && rest + self.label(rest).known_length == end;
                if opens && known {
                    return Some(rest);
                }
                if end > rest {
                    let relays = label.signs.any(Signs::RELAY);
                    let candidate = self.push(at, end, Votes { organisation: 8, ..Votes::default() }, None);
                    candidate.relays |= relays;
                    return Some(end);
                }
            }
            // "Partai X", "Supreme Court": or the tail does.
            if let Some(end) = self.tail_end(at)
                && label.known_length < end - at
            {
                self.push(at, end, Votes { organisation: 8, ..Votes::default() }, None);
                return Some(end);
            }
            if let Some(last) = (at + 1..run).rev().find(|&last| self.signs(last).any(Signs::SITE_END))
                && label.known_length < last + 1 - at
                && (label.name || label.known.is_some())
            {
                self.push(at, last + 1, Votes { place: 8, ..Votes::default() }, None);
                return Some(last + 1);
            }
            if label.signs.any(Signs::SITE)
                && token.capital
                && run > at + label.sign_length
                && label.known_length <= label.sign_length
            {
                let end = self.site_end(at);
                self.push(at, end, Votes { place: 8, ..Votes::default() }, None);
                return Some(end);
            }
            let thing =
                |word: usize| self.signs(word).any(Signs::THING) && !self.signs(word).any(Signs::GIVEN);
            if (at..run).any(thing)
                && (label.name || label.signs.any(Signs::THING))
                && token.capital
                && run > at + 1
                && label.known_length <= label.sign_length
            {
                let end = self.past_numbers(run);
                self.push(at, end, Votes { thing: 8, ..Votes::default() }, None);
                return Some(end);
            }
        }
        if let Some(known) = label.known {
            let person = self.known_kind(at) == Some(MentionKind::Person);
            let given = label.signs.any(Signs::GIVEN) && label.known_length == 1;
            if !(person || given) || self.capitals || !self.label(at + label.known_length).name {
                let end = at + label.known_length;
                if self.known_kind(at) == Some(MentionKind::Organisation) && self.numeral(end) {
                    // "Pelabuhan Jaya II" is another body than "Pelabuhan Jaya III".
                    self.push(at, end + 1, Votes { organisation: 8, ..Votes::default() }, None);
                    return Some(end + 1);
                }
                self.push(at, end, Votes::default(), Some(known)).clitic = label.clitic;
                return Some(end);
            }
        }
        if !label.name {
            return None;
        }
        if self.pair(at) || self.headline_word(at) {
            return Some(at + 1);
        }
        if is_domain(self.reader.tokens.lower(at)) && !token.capital {
            self.push(at, at + 1, Votes { organisation: 8, ..Votes::default() }, None);
            return Some(at + 1);
        }
        Some(self.free_run(at, run))
    }

    /// "Undang-Undang Nomor 3 Tahun 2020", "Piala Dunia 2026": the numbers behind a name belong to it, and a word with a
    /// capital between two of them.
    fn past_numbers(&self, mut end: usize) -> usize {
        let number = |at: usize| at < self.range.end && self.reader.tokens[at].is_number();
        let dated = |at: usize| self.signs(at + 1).any(Signs::CALENDAR);
        while number(end) && !dated(end) {
            end += 1;
            if self.capital(end) && number(end + 1) && !dated(end + 1) {
                end += 1;
            }
        }
        end
    }

    /// "Rusia-Ukraina": one word, two places. Each is a name of its own.
    fn pair(&mut self, at: usize) -> bool {
        let (reader, word) = (self.reader, self.reader.tokens.lower(at));
        let Some((one, other)) = word.split_once('-') else { return false };
        let place = |part: &str| {
            let known = reader.names.named(part).filter(|known| known.kind == MentionKind::Place);
            known.filter(|_| part.len() > 2).map(Source::Pack)
        };
        let (Some(before), Some(behind)) = (place(one), place(other)) else { return false };
        let end = word.len() - one.len();
        let skip = one.len() + 1;
        self.push(at, at + 1, Votes::default(), Some(before)).clitic = end;
        self.push(at, at + 1, Votes::default(), Some(behind)).skip = skip;
        true
    }

    /// A run of capitalised words that no list explains: what speaks for its kind.
    pub(super) fn free_run(&mut self, at: usize, run: usize) -> usize {
        let mut end = self.person_end(at).max(at + 1);
        // Capital words that lead on into an organisation keep what they are; a run of names ends at the first known.
        while end < run
            && self.label(end).name
            && !self.other_known(end)
            && !self.headline_word(end)
            && !self.signs(end).any(Signs::TITLE | Signs::BODY | Signs::SITE | Signs::CALENDAR | Signs::THING)
        {
            end += 1;
        }
        let mut votes = Votes::default();
        let words = (at..end).filter(|&word| self.reader.tokens[word].is_word()).count();
        let given = (at..end).filter(|&word| self.signs(word).any(Signs::GIVEN)).count() as i32;
        let common =
            (at..end).filter(|&word| self.label(word).common && !self.signs(word).any(Signs::GIVEN)).count();
        let acronyms = (at..end)
            .filter(|&word| self.reader.is_acronym(word) && self.reader.tokens[word].span.len() > 1)
            .count();
        let before = self.signs_before(at);
        let after = self.signs(end);
        if given > 0 {
            votes.person += if words > 1 { 4 } else { 2 };
        }
        if before.any(Signs::AT) {
            votes.place += 3;
        }
        if words <= 2 && acronyms == 0 && (before.any(Signs::BEFORE_STATE) || self.state_behind(end)) {
            votes.state += 5;
        }
        if before.any(Signs::BEFORE_PERSON) {
            votes.person += 3;
        }
        if after.any(Signs::AFTER_PERSON) {
            votes.person += 2;
        }
        let aged = self.is_mark(end, "(")
            && end + 2 < self.range.end
            && self.reader.tokens[end + 1].is_number()
            && self.is_mark(end + 2, ")")
            || self.is_mark(end, ",")
                && end + 2 < self.range.end
                && self.reader.tokens[end + 1].is_number()
                && self.is_mark(end + 2, ",");
        if aged && words <= 5 {
            votes.person += 4;
        }
        if acronyms > 0 && words == acronyms {
            votes.organisation += if common > 0 { 0 } else { 3 };
        } else if (2..=4).contains(&words) && acronyms == 0 && common == 0 {
            votes.person += 1;
        } else if words > 1 && (at..end).all(|word| self.reader.tokens[word].upper) {
            // "AYU LESTARINI": a name set in capitals.
            votes.person += 1;
        } else if acronyms > 0 {
            votes.organisation += 2;
        }
        let digits = |word: usize| self.reader.tokens.lower(word).bytes().any(|byte| byte.is_ascii_digit());
        if (at..end).any(digits) {
            // Nobody's name has digits.
            votes.person = 0;
        }
        if words > 1 && self.signs(at).any(Signs::BEFORE_BODY) && given == 0 {
            // "The Mirror": with its article it is a body's name.
            votes.person -= 4;
            votes.organisation += 3;
        }
        if before.any(Signs::BEFORE_BODY) && given == 0 {
            votes.person -= 4;
            votes.organisation += 1;
        }
        let quote = |at: usize| {
            at < self.range.end
                && !self.reader.tokens[at].is_word()
                && matches!(self.reader.tokens.lower(at), "\"" | "'" | "“" | "”" | "‘" | "’")
        };
        if at > self.range.start && quote(at - 1) && quote(end) && given == 0 {
            votes = Votes { thing: 3, ..Votes::default() };
        }
        let letter = words == 1 && self.reader.tokens[at].span.len() == 1;
        if common == words || letter {
            // A word of the language; only the rest of the article can make a name of it.
            votes = Votes::default();
        }
        let known = self.label(at).known.filter(|_| self.label(at).known_length == end - at);
        self.push(at, end, votes, known);
        end
    }
}
