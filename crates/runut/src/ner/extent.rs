//! Where names end.

use super::candidate::Cutter;
use crate::lang::Signs;
use crate::model::MentionKind;

/// How far to either side a headline is looked for, in words.
const HEADLINE: usize = 6;

impl Cutter<'_, '_> {
    /// Where the name of a person that starts at `at` ends; `at` itself when none starts there.
    pub(super) fn person_end(&self, at: usize) -> usize {
        if self.known_kind(at) == Some(MentionKind::Person)
            && !self.label(at + self.label(at).known_length).name
        {
            return at + self.label(at).known_length;
        }
        let mut end = at;
        while end < self.range.end
            && end < at + 6
            && (self.person_word(end, end == at) || self.person_joint(end, end == at))
        {
            end += 1;
        }
        end
    }

    /// Whether a word may be one of a person's name.
    fn person_word(&self, at: usize, first: bool) -> bool {
        let label = self.label(at);
        let given = label.signs.any(Signs::GIVEN);
        let other = Signs::TITLE | Signs::BODY | Signs::SITE | Signs::OFFICE | Signs::THING;
        if !label.name
            || label.signs.any(Signs::CALENDAR)
            || (label.signs.any(other) && !given)
            || self.numbers_body(at)
        {
            return false;
        }
        if self.other_known(at) && !(given && label.known_length == 1) || !first && self.headline_word(at) {
            return false;
        }
        // An abbreviation behind a name is the body the person speaks for.
        let acronym = self.reader.is_acronym(at) && self.reader.tokens[at].span.len() > 2;
        first || self.joined(at) && (!acronym || self.reader.tokens[at - 1].upper)
    }

    /// Whether a plain word of the language stands with others of its kind in one run of capitals, as it does where a
    /// headline was set into the text: "Rina Lestari Ganti Nama Jadi Maya Putri".
    pub(super) fn headline_word(&self, at: usize) -> bool {
        let plain = |at: usize| {
            let label = self.label(at);
            label.common && label.known.is_none() && !label.signs.any(Signs::GIVEN | Signs::PARTICLE)
        };
        if !plain(at) {
            return false;
        }
        let inside =
            |at: usize| at >= self.range.start && self.capital(at) && self.reader.tokens[at].is_word();
        let first = (self.range.start..at).rev().take_while(|&before| inside(before)).take(HEADLINE).last();
        let run =
            first.unwrap_or(at)..at + 1 + (at + 1..at + HEADLINE).take_while(|&next| inside(next)).count();
        // "di Posko Utama Tamban Hilir" is where something is.
        let place = self.signs_before(run.start).any(Signs::AT);
        run.len() >= 4 && !place && run.filter(|&word| plain(word)).count() >= 2
    }

    /// Whether a token joins the words of a person's name: the stop of an initial, or a particle.
    fn person_joint(&self, at: usize, first: bool) -> bool {
        if !self.label(at + 1).name {
            return false;
        }
        let particle = self.signs(at).any(Signs::PARTICLE);
        if first {
            return particle && self.capital(at);
        }
        let stop =
            self.is_mark(at, ".") && self.reader.tokens[at - 1].span.len() <= 3 && self.initial(at - 1);
        stop || particle && !self.capital(at) && !self.other_known(at + 1)
    }

    /// Whether a token is one letter, or two without a vowel between stops: an initial.
    pub(super) fn initial(&self, at: usize) -> bool {
        let word = self.reader.tokens.lower(at);
        word.chars().filter(|letter| *letter != '.').count() <= 2 && self.capital(at)
    }

    /// Whether only white space (or a stop of an initial) stands before this token.
    pub(super) fn joined(&self, at: usize) -> bool {
        let ended = self.reader.names.apostrophe(self.reader.tokens.lower(at - 1)) > 0;
        !ended && (self.reader.tokens[at].spaced || self.is_mark(at - 1, ".") || self.is_mark(at - 1, "-"))
    }

    /// Whether an organisation's name goes on behind the word at `at`.
    fn links_on(&self, at: usize) -> bool {
        let label = self.label(at);
        label.signs.any(Signs::BODY_LINK) && !self.capital(at) && self.capital(at + label.sign_length)
    }

    /// Where the organisation's name whose head stands at `at` ends. With `free`, any capitalised word may belong to it.
    pub(super) fn body_end(&self, at: usize, free: bool) -> usize {
        let mut end = at + self.label(at).sign_length.max(1);
        while end < self.range.end && end < at + 12 {
            let label = self.label(end);
            if label.signs.any(Signs::CALENDAR)
                || (label.signs.any(Signs::TITLE)
                    && !label.signs.any(Signs::OFFICE | Signs::BODY_END)
                    && end > at + 1)
            {
                break;
            }
            if self.capital(end) && self.known_kind(end).is_some_and(|kind| kind != MentionKind::Person) {
                end += label.known_length;
            } else if self.capital(end)
                && (label.signs.any(Signs::OFFICE | Signs::BODY | Signs::BODY_END)
                    || self.reader.names.office_shaped(self.reader.tokens.lower(end)))
            {
                end += label.sign_length.max(1);
            } else if free && self.capital(end)
                || self.body_joint(end, free)
                || (self.numbered(end) || self.numbers_body(end)) && end == at + self.label(at).sign_length
            {
                end += 1;
            } else if free && self.links_on(end) {
                end += label.sign_length;
            } else {
                break;
            }
        }
        end
    }

    /// Whether a letter is the Roman number of the body before it: "Komisi V DPR".
    pub(super) fn numbers_body(&self, at: usize) -> bool {
        at > self.range.start
            && self.capital(at)
            && matches!(self.reader.tokens.lower(at), "i" | "v" | "x")
            && self.signs_before(at).any(Signs::BODY)
    }

    /// Whether a number belongs to the body whose head stands before it: "SMP 3 Bogor".
    fn numbered(&self, at: usize) -> bool {
        self.reader.tokens[at].is_number() && (self.capital(at + 1) || self.is_mark(at + 1, "("))
    }

    /// Whether a token joins the words of an organisation's name: "dan" before a field of office, "&", a particle.
    fn body_joint(&self, at: usize, free: bool) -> bool {
        if !self.capital(at + 1) {
            return false;
        }
        let office = || {
            self.signs(at + 1).any(Signs::OFFICE)
                || self.reader.names.office_shaped(self.reader.tokens.lower(at + 1))
        };
        let signs = self.signs(at);
        self.is_mark(at, "&") || signs.any(Signs::LINK) && (office() || free && signs.any(Signs::PARTICLE))
    }

    /// Where the organisation's name that starts at `at` ends, when a word of its kind closes it ("Supreme Court").
    pub(super) fn tail_end(&self, at: usize) -> Option<usize> {
        let label = self.label(at);
        if self.capitals
            || !self.capital(at)
            || !(label.name || label.known.is_some() || label.signs.any(Signs::OFFICE))
        {
            return None;
        }
        let run = self.run_end(at);
        let stop = (at + 1..run)
            .find(|&word| self.signs(word).any(Signs::TITLE) && !self.signs(word).any(Signs::BODY_END));
        let last = (at + 1..stop.unwrap_or(run)).rev().find(|&last| self.signs(last).any(Signs::BODY_END))?;
        let end = (last + self.label(last).sign_length.max(1)).min(self.range.end);
        // "Supreme Court of Appeal" goes on.
        Some(if self.links_on(end) { self.body_end(end, true) } else { end })
    }

    /// One past the last of the capitalised words that stand together from `at`.
    pub(super) fn run_end(&self, at: usize) -> usize {
        let mut end = at;
        while end < self.range.end && end < at + 10 {
            let label = self.label(end);
            let token = &self.reader.tokens[end];
            if label.signs.any(Signs::CALENDAR) {
                break;
            }
            if token.capital && token.is_word() && (end == at || self.joined(end))
                || self.is_mark(end, "&") && end > at && self.capital(end + 1)
            {
                end += 1;
            } else {
                break;
            }
        }
        end
    }

    pub(super) fn site_end(&self, at: usize) -> usize {
        let mut end = at + self.label(at).sign_length.max(1);
        while end < self.range.end && end < at + 6 && self.capital(end) && self.reader.tokens[end].is_word() {
            if self.signs(end).any(Signs::CALENDAR | Signs::TITLE | Signs::BODY) {
                break;
            }
            end += if self.other_known(end) { self.label(end).known_length } else { 1 };
        }
        end
    }
}
