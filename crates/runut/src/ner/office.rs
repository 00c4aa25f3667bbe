//! Where an office ends and the name of who holds it begins: "Kepala Dinas Kesehatan Kota Bekasi Siti Aminah".

use super::candidate::{Cutter, kind_of};
use super::label::Source;
use crate::lang::Signs;
use crate::model::MentionKind;

impl<'p> Cutter<'_, 'p> {
    /// Where, in the capitalised words `from..end` behind a title and the head of a body or place, the name of a
    /// person starts that closes them.
    ///
    /// What no list knows at the end is the name; where it follows the head at once, the first of its words may be
    /// the body's own ("Kota Konawe Siti Aminah"): then a given name, or a word that speaks elsewhere in the article,
    /// must show where the person begins. In doubt there is none.
    pub(super) fn person_tail(&self, from: usize, end: usize) -> Option<usize> {
        if self.is_mark(end, ",") && self.comma_before_name(end) {
            return None;
        }
        if self.capital(end) && self.signs(end).any(Signs::TITLE) {
            return None;
        }
        let (mut from, mut start, mut at) = (from, from, from);
        while at < end {
            if self.may_close_name(at) {
                at += 1;
                continue;
            }
            let label = self.label(at);
            let head = label.signs.any(Signs::BODY | Signs::SITE) && !label.signs.any(Signs::OFFICE);
            at += label.sign_length.max(label.known_length).max(1);
            start = at;
            if head && label.known_length <= label.sign_length {
                from = at;
            }
        }
        if start >= end {
            return None;
        }
        let given = |at: &usize| self.signs(*at).any(Signs::GIVEN);
        let speaks = |at: &usize| self.reader.speaks(*at);
        if start > from {
            // Five words are rarely one name; what the lists or the article know begins it.
            if end - start >= 5 && !given(&start) {
                let first = (start..end - 1).find(|at| given(at) || speaks(at));
                return first.or(Some(start));
            }
            let shown = end - start >= 2 || (start..end).any(|at| given(&at) || speaks(&at));
            return shown.then_some(start);
        }
        if given(&start) || speaks(&start) {
            return None;
        }
        (start + 1..end).find(speaks).or_else(|| (start + 1..end).find(given))
    }

    /// Whether a word may stand in a person's name behind an office: no list knows it as anything else.
    fn may_close_name(&self, at: usize) -> bool {
        if at >= self.reader.tokens.len() {
            return false;
        }
        let label = self.label(at);
        let given = label.signs.any(Signs::GIVEN);
        let token = &self.reader.tokens[at];
        let other = Signs::TITLE
            | Signs::BODY
            | Signs::BODY_END
            | Signs::SITE
            | Signs::SITE_END
            | Signs::OFFICE
            | Signs::THING
            | Signs::CALENDAR;
        let own = !label.common && !label.signs.any(other) && !self.other_known(at);
        label.name
            && token.capital
            && !self.numbers_body(at)
            && (given && label.known_length <= 1
                || own
                    && !self.reader.names.office_shaped(self.reader.tokens.lower(at))
                    && !(self.reader.is_acronym(at) && token.span.len() > 1))
    }

    /// Whether a capitalised word or a number inside a title is a word of the role and none of the name.
    pub(super) fn role_word(&self, at: usize) -> bool {
        let label = self.label(at);
        let token = &self.reader.tokens[at];
        let behind = self.capital(at + 1) || self.is_mark(at + 1, "(");
        if token.is_number() {
            return behind;
        }
        let listed = label.known.is_some() || label.signs.any(Signs::BODY | Signs::SITE | Signs::GIVEN);
        token.capital
            && token.is_word()
            && token.span.len() > 3
            && label.common
            && !listed
            && self.joined(at)
            && (behind
                || self.signs(at + 1).any(Signs::LINK)
                || self.signs(at + 1).any(Signs::AT) && self.office_at(at + 1)
                || self.is_mark(at + 1, ","))
            && !self.reader.speaks(at)
    }

    /// Where the words of a role that start at `at` end: words of the language, and words that no list knows in front
    /// of an office or a body, since no name of a person stands there ("Bidang Bina Marga Dinas …").
    pub(super) fn role_end(&self, at: usize, role: &str) -> Option<usize> {
        if self.role_word(at) {
            return Some(at + 1);
        }
        let mut end = at;
        while end < at + 3 && end < self.range.end && self.unknown(end) && self.joined(end) {
            end += 1;
        }
        if role.is_empty() || end == at || (at..end).any(|at| self.reader.speaks(at)) {
            return None;
        }
        let office = |at: usize| {
            let signs = self.signs(at);
            self.capital(at)
                && !signs.any(Signs::TITLE | Signs::GIVEN)
                && (signs.any(Signs::OFFICE | Signs::BODY) || self.role_word(at))
        };
        // "Pembangunan Manusia dan Kebudayaan": a field in a row of fields.
        let linked = end == at + 1
            && self.signs(end).any(Signs::LINK)
            && !self.capital(end)
            && office(at - 1)
            && !self.signs(end + 1).any(Signs::BODY)
            && (office(end + 1) || self.shaped(end + 1));
        (office(end) && self.joined(end) || linked).then_some(end)
    }

    /// Whether a capitalised word is on no list.
    fn unknown(&self, at: usize) -> bool {
        let label = self.label(at);
        let listed =
            Signs::TITLE | Signs::BODY | Signs::SITE | Signs::OFFICE | Signs::GIVEN | Signs::CALENDAR;
        label.name
            && self.capital(at)
            && !self.numbers_body(at)
            && self.reader.tokens[at].is_word()
            && label.known.is_none()
            && !label.signs.any(listed)
    }

    /// Where the unknown state at `at` ends that a title belongs to: "Duta Besar Lentara untuk Marwa", "ambassador of
    /// Marwa".
    pub(super) fn seat_end(&self, at: usize) -> Option<usize> {
        let mut end = at;
        while end < at + 2 && end < self.range.end && self.unknown(end) && (end == at || self.joined(end)) {
            end += 1;
        }
        let seat = |at: usize| self.signs(at).any(Signs::SEAT) && !self.capital(at);
        let leads = seat(at - 1) || seat(end) && self.capital(end + 1);
        (end > at && leads && !self.capital(end)).then_some(end)
    }

    /// Whether a capitalised word has the shape of a field of office.
    fn shaped(&self, at: usize) -> bool {
        self.capital(at) && self.reader.names.office_shaped(self.reader.tokens.lower(at))
    }

    /// Whether "di" or "dari" inside a title leads on to the body that the person behind it serves.
    pub(super) fn office_at(&self, at: usize) -> bool {
        let body = at + 1;
        if self.capital(at) || !self.capital(body) || !self.signs(body).any(Signs::BODY) {
            return false;
        }
        let end = self.body_end(body, true);
        self.person_tail(body + self.label(body).sign_length, end).is_some()
            || self.is_mark(end, ",") && self.comma_before_name(end)
    }

    /// Whether a place's name right behind another place begins a person's: "Wali Kota Bogor Bima Santoso".
    pub(super) fn named_like_a_place(
        &self,
        at: usize,
        bodies: &[(usize, usize, Option<Source<'p>>)],
    ) -> bool {
        bodies.last().is_some_and(|(_, end, _)| *end == at)
            && self.label(at).known_length == 1
            && self.joined(at)
            && self.may_close_name(at + 1)
    }

    /// "Wali Kota Pekanbaru Agung Nugroho": behind a city a word of offices that is a given name, too, begins the name.
    pub(super) fn given_behind_place(
        &self,
        at: usize,
        bodies: &[(usize, usize, Option<Source<'p>>)],
    ) -> bool {
        let place = |known: Option<Source<'_>>| kind_of(known) == Some(MentionKind::Place);
        let behind = bodies.last().is_some_and(|(_, end, known)| *end == at && place(*known));
        behind && self.signs(at).any(Signs::GIVEN) && self.may_follow_name(at + 1)
    }

    /// Whether a capitalised word goes on with a name.
    fn may_follow_name(&self, at: usize) -> bool {
        self.capital(at) && self.joined(at) && self.may_close_name(at)
    }

    /// One past the bracket that opens at `at` and closes within a few words.
    pub(super) fn bracket_end(&self, at: usize) -> Option<usize> {
        if !self.is_mark(at, "(") {
            return None;
        }
        (at + 2..at + 10).find(|&end| self.is_mark(end, ")")).map(|end| end + 1)
    }
}
