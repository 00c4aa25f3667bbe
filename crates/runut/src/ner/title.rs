//! Titles: who leads up to a name, and what they belong to.

use super::candidate::{Cutter, Title, Votes};
use super::label::{Source, is_domain};
use crate::lang::Signs;
use crate::model::{MentionHow, MentionKind};

impl<'p> Cutter<'_, 'p> {
    /// A title with the affiliation inside it and the name it leads up to: "Menteri Pertahanan Rusia Andrei Belousov".
    /// Returns where to go on; without a title here, nothing.
    pub(super) fn title(&mut self, at: usize) -> Option<usize> {
        let head = self.label(at);
        let leads = head.signs.any(Signs::TITLE)
            || (self.capital(at) && (head.signs.any(Signs::OFFICE) || self.other_known(at)));
        if !leads {
            return None;
        }
        let mut here = at;
        let mut titled = false;
        let mut title = Title { first: at, ..Title::default() };
        let mut role = String::new();
        let mut bodies: Vec<(usize, usize, Option<Source<'p>>)> = Vec::new();
        let mut after_comma = false;
        let mut open_body = false;
        let mut local = false;
        while here < self.range.end && here < at + 24 {
            let label = self.label(here);
            if after_comma && !label.signs.any(Signs::TITLE) && !label.name {
                return None;
            }
            if label.signs.any(Signs::TITLE) {
                titled = true;
                local = label.signs.any(Signs::LOCAL);
                if label.signs.any(Signs::HE) {
                    title.gender = Some('m');
                } else if label.signs.any(Signs::SHE) {
                    title.gender = Some('f');
                }
                // A second title in capitals after an affiliation is a role of its own.
                if !role.is_empty() && title.of.is_some() && !role_runs_on(&role) {
                    title.roles.push(std::mem::take(&mut role));
                }
                self.words(&mut role, here, label.sign_length);
                here += label.sign_length;
            } else if let Some(end) = self.tail_end(here).filter(|end| label.known_length < end - here) {
                bodies.push((here, end, None));
                title.of = Some(here);
                here = end;
            } else if self.other_known(here) && !(titled && self.named_like_a_place(here, &bodies)) {
                bodies.push((here, here + label.known_length, label.known));
                title.of = Some(here);
                here += label.known_length;
                local = false;
            } else if titled
                && label.signs.any(Signs::SITE)
                && self.capital(here)
                && self.label(here + label.sign_length).name
            {
                let end = self.site_end(here);
                let name = self.person_tail(here + label.sign_length, end);
                self.push(here, name.unwrap_or(end), Votes { place: 8, ..Votes::default() }, None);
                title.of = Some(here);
                here = name.unwrap_or(end);
                if name.is_some() {
                    local = false;
                    break;
                }
            } else if titled && let Some(end) = self.seat_end(here) {
                self.push(here, end, Votes { state: 4, ..Votes::default() }, None);
                title.of.get_or_insert(here);
                here = end;
            } else if titled && self.next_title(here) > here {
                // "Kapolsek Sukamaju Kompol Budi": between two titles stands the place of the first.
                let end = self.next_title(here);
                self.push(here, end, Votes { place: 3, ..Votes::default() }, None);
                title.of = Some(here);
                here = end;
            } else if label.signs.any(Signs::OFFICE) && !self.given_behind_place(here, &bodies)
                || (titled
                    && self.capital(here)
                    && !label.signs.any(Signs::BODY)
                    && self.reader.names.office_shaped(self.reader.tokens.lower(here)))
            {
                let length = label.sign_length.max(1);
                self.words(&mut role, here, length);
                here += length;
            } else if titled && let Some(end) = self.role_end(here, &role) {
                self.words(&mut role, here, end - here);
                here = end;
            } else if label.signs.any(Signs::BODY) && self.capital(here) {
                let whole = self.body_end(here, true);
                let name = if titled { self.person_tail(here + label.sign_length, whole) } else { None };
                let goes_on = titled
                    && (self.capital(whole) && self.signs(whole).any(Signs::TITLE)
                        || self.is_mark(whole, "(")
                        || self.is_mark(whole, ",") && self.comma_before_name(whole));
                let end = match name {
                    Some(name) => name,
                    None if goes_on => whole,
                    None => self.body_end(here, false),
                };
                if end == here + label.sign_length {
                    open_body = true;
                    break;
                }
                bodies.push((here, end, None));
                title.of = Some(here);
                here = end;
                if name.is_some() {
                    local = false;
                    break;
                }
                open_body = !goes_on && self.label(here).name;
                if open_body {
                    break;
                }
            } else if titled
                && self.reader.is_acronym(here)
                && self.reader.tokens[here].span.len() >= 3
                && self.label(here).name
                && !self.reader.tokens[here + usize::from(here + 1 < self.range.end)].upper
            {
                bodies.push((here, here + 1, None));
                title.of = Some(here);
                here += 1;
            } else if titled && label.signs.any(Signs::SEAT) && self.seat_end(here + 1).is_some() {
                here += label.sign_length;
            } else if label.signs.any(Signs::LINK)
                && (self.signs(here + 1).any(Signs::OFFICE | Signs::TITLE | Signs::LINK | Signs::BODY)
                    || self.other_known(here + 1)
                    || self.capital(here + 1)
                        && (self.reader.names.office_shaped(self.reader.tokens.lower(here + 1))
                            || titled && self.role_word(here + 1)))
            {
                self.words(&mut role, here, 1);
                here += 1;
            } else if titled && self.bracket_end(here).is_some() {
                let end = self.bracket_end(here).unwrap_or(here + 1);
                let inside = end - here - 2;
                if let Some(known) = self.label(here + 1).known
                    && self.label(here + 1).known_length == inside
                {
                    bodies.push((here + 1, end - 1, Some(known)));
                } else if inside == 1 && self.reader.is_acronym(here + 1) {
                    bodies.push((here + 1, here + 2, None));
                }
                here = end;
            } else if titled && !role.is_empty() && self.signs(here).any(Signs::AT) && self.office_at(here) {
                self.words(&mut role, here, 1);
                here += 1;
            } else if titled && label.name && is_domain(self.reader.tokens.lower(here)) {
                bodies.push((here, here + 1, None));
                title.of = Some(here);
                here += 1;
            } else if titled
                && self.is_mark(here, ".")
                && here + 1 < self.range.end
                && !self.reader.tokens[here].spaced
            {
                // "Dr. Siti": the stop belongs to the title.
                here += 1;
            } else if titled && !after_comma && self.is_mark(here, ",") && self.comma_before_name(here) {
                after_comma = true;
                here += 1;
            } else {
                break;
            }
        }
        if !titled {
            return None;
        }
        let role = role.trim().to_owned();
        if !role.is_empty() {
            title.roles.push(role);
        }
        for (first, end, known) in &bodies {
            let votes = Votes { organisation: if known.is_none() { 8 } else { 0 }, ..Votes::default() };
            let clitic = known.map_or(0, |_| self.label(*first).clitic);
            let body = self.push(*first, *end, votes, *known);
            body.clitic = body.clitic.max(clitic);
        }
        if open_body {
            return Some(here);
        }
        let end = self.person_end(here);
        if local && end > here {
            let given = (here..end).find(|&word| self.signs(word).any(Signs::GIVEN));
            if given != Some(here) && self.known_kind(here).is_none() && !after_comma {
                let stop = given.unwrap_or(end);
                self.push(
                    here,
                    stop,
                    Votes { place: i32::from(given.is_some()) * 2, ..Votes::default() },
                    None,
                );
                title.of = Some(here);
                here = stop;
            }
        }
        if end > here && !self.capitals {
            let known = self.label(here).known.filter(|_| self.label(here).known_length == end - here);
            let known = known.filter(|_| self.known_kind(here) == Some(MentionKind::Person));
            let common =
                (here..end).all(|word| self.label(word).common) && !self.signs(here).any(Signs::GIVEN);
            let person = if common { 2 } else { 10 };
            let candidate = self.push(here, end, Votes { person, ..Votes::default() }, known);
            candidate.title = Some(title);
            candidate.how = MentionHow::Title;
            return Some(end);
        }
        self.title_behind(&title, at);
        // Titles alone: the affiliations are found, the words are read on.
        Some(here.max(at + 1))
    }

    /// Where a run of plain capitalised words from `at` ends in front of another title; `at` itself otherwise.
    pub(super) fn next_title(&self, at: usize) -> usize {
        let mut end = at;
        let plain = Signs::TITLE | Signs::BODY | Signs::SITE | Signs::OFFICE | Signs::CALENDAR | Signs::GIVEN;
        while end < self.range.end
            && end < at + 3
            && self.label(end).name
            && !self.signs(end).any(plain)
            && !self.other_known(end)
        {
            end += 1;
        }
        if end > at && self.capital(end) && self.signs(end).any(Signs::TITLE) && self.joined(end) {
            end
        } else {
            at
        }
    }

    /// "Joko Santoso, ketua panitia", "Joko Santoso, Nusabaru's minister": a title behind a comma belongs to the person
    /// before it.
    pub(super) fn title_behind(&mut self, title: &Title, at: usize) {
        let owner =
            at > self.range.start && self.reader.names.apostrophe(self.reader.tokens.lower(at - 1)) > 0;
        let at = at - usize::from(owner);
        if at < self.range.start + 2 || !self.is_mark(at - 1, ",") {
            return;
        }
        let sentence = self.sentence;
        let Some(before) =
            self.found.iter_mut().rev().take(8).find(|one| one.sentence == sentence && one.end == at - 1)
        else {
            return;
        };
        if before.known_kind().is_none_or(|kind| kind == MentionKind::Person) && before.title.is_none() {
            before.votes.person += 5;
            before.title = Some(Title { first: before.first, ..title.clone() });
        }
    }

    pub(super) fn words(&self, into: &mut String, at: usize, length: usize) {
        for word in at..(at + length.max(1)).min(self.range.end) {
            if !into.is_empty() {
                into.push(' ');
            }
            into.push_str(self.reader.tokens.lower(word));
        }
    }

    /// Whether behind the comma at `at` stands a name that ends with a comma, a bracket or a small word.
    pub(super) fn comma_before_name(&self, at: usize) -> bool {
        let end = self.person_end(at + 1);
        let length = end - (at + 1);
        (1..=5).contains(&length)
            && !self.label(at + 1).common
            && !self.other_known(end)
            && (self.is_mark(end, ",")
                || self.is_mark(end, "(")
                || self.is_mark(end, ".")
                || end < self.range.end && !self.capital(end))
            && (self.reader.tokens.is_mark(end, ",")
                || self.signs(end).any(Signs::AFTER_PERSON)
                || length >= 2
                || self.is_mark(end, "("))
    }
}

/// Whether a role collected so far plainly goes on with the next title ("wakil" before "ketua").
fn role_runs_on(role: &str) -> bool {
    role.len() < 2
}
