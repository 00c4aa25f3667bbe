//! Names cut out of a sentence, each with what speaks for its kind.

use super::label::{Label, Reader, Source, is_domain};
use crate::lang::{OutletKind, Signs};
use crate::model::MentionKind;
use std::ops::Range;

/// What speaks for each kind, in points; nothing above zero means nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Votes {
    pub(super) person: i32,
    pub(super) organisation: i32,
    pub(super) place: i32,
    pub(super) thing: i32,
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
    pub(super) title: Option<Title>,
    /// Whether it says of itself that others speak through it.
    pub(super) relays: bool,
    /// Whether nothing but its opening a sentence gave it its capital.
    pub(super) unproved: bool,
    /// Whether the last word carries a clitic, and how many bytes.
    pub(super) clitic: usize,
}

impl Candidate<'_> {
    /// The kind the gazetteer gives.
    pub(super) fn known_kind(&self) -> Option<MentionKind> {
        self.known.map(|source| match source {
            Source::Pack(known) => known.kind,
            Source::Outlet(_) => MentionKind::Organisation,
        })
    }
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

struct Cutter<'c, 'p> {
    reader: &'c Reader<'p>,
    range: Range<usize>,
    sentence: usize,
    labels: &'c [Label<'p>],
    capitals: bool,
    found: &'c mut Vec<Candidate<'p>>,
}

impl<'p> Cutter<'_, 'p> {
    fn label(&self, at: usize) -> Label<'p> {
        if at < self.range.end { self.labels[at - self.range.start] } else { Label::default() }
    }

    fn signs(&self, at: usize) -> Signs {
        self.label(at).signs
    }

    fn capital(&self, at: usize) -> bool {
        at < self.range.end && self.reader.tokens[at].capital
    }

    fn is_mark(&self, at: usize, mark: &str) -> bool {
        at < self.range.end && self.reader.tokens.is_mark(at, mark)
    }

    fn known_kind(&self, at: usize) -> Option<MentionKind> {
        self.label(at).known.map(|source| match source {
            Source::Pack(known) => known.kind,
            Source::Outlet(_) => MentionKind::Organisation,
        })
    }

    /// Whether a gazetteer entry that is no person starts here.
    fn other_known(&self, at: usize) -> bool {
        self.known_kind(at).is_some_and(|kind| kind != MentionKind::Person)
    }

    fn push(
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
            title: None,
            relays,
            unproved,
            clitic: 0,
        });
        self.found.last_mut().expect("just pushed")
    }

    /// A title with the affiliation inside it and the name it leads up to: "Menteri Pertahanan Rusia Andrei Belousov".
    /// Returns where to go on; without a title here, nothing.
    fn title(&mut self, at: usize) -> Option<usize> {
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
            } else if self.other_known(here) {
                bodies.push((here, here + label.known_length, label.known));
                title.of = Some(here);
                here += label.known_length;
                if self.is_mark(here, "'") || self.reader_clitic(here) {
                    here += 1;
                }
            } else if titled
                && label.signs.any(Signs::SITE)
                && self.capital(here)
                && self.label(here + label.sign_length).name
            {
                let end = self.site_end(here);
                self.push(here, end, Votes { place: 8, ..Votes::default() }, None);
                title.of = Some(here);
                here = end;
            } else if titled && self.next_title(here) > here {
                // "Kapolsek Sukamaju Kompol Budi": between two titles stands the place of the first.
                let end = self.next_title(here);
                self.push(here, end, Votes { place: 3, ..Votes::default() }, None);
                title.of = Some(here);
                here = end;
            } else if label.signs.any(Signs::OFFICE)
                || (titled
                    && self.capital(here)
                    && self.reader.names.office_shaped(self.reader.tokens.lower(here)))
            {
                let length = label.sign_length.max(1);
                self.words(&mut role, here, length);
                here += length;
            } else if label.signs.any(Signs::BODY) && self.capital(here) {
                let end = self.body_end(here, false);
                if end == here + label.sign_length {
                    open_body = true;
                    break;
                }
                bodies.push((here, end, None));
                title.of = Some(here);
                here = end;
                open_body = self.label(here).name;
                if open_body {
                    break;
                }
            } else if titled
                && self.reader.is_acronym(here)
                && self.label(here).name
                && !self.reader.tokens[here + usize::from(here + 1 < self.range.end)].upper
            {
                bodies.push((here, here + 1, None));
                title.of = Some(here);
                here += 1;
            } else if label.signs.any(Signs::LINK)
                && (self.signs(here + 1).any(Signs::OFFICE | Signs::TITLE | Signs::LINK | Signs::BODY)
                    || self.other_known(here + 1)
                    || self.capital(here + 1)
                        && self.reader.names.office_shaped(self.reader.tokens.lower(here + 1)))
            {
                self.words(&mut role, here, 1);
                here += 1;
            } else if titled
                && self.is_mark(here, "(")
                && self.is_mark(here + 2, ")")
                && here + 2 < self.range.end
            {
                if let Some(known) = self.label(here + 1).known {
                    bodies.push((here + 1, here + 2, Some(known)));
                } else if self.reader.is_acronym(here + 1) {
                    bodies.push((here + 1, here + 2, None));
                }
                here += 3;
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
            self.push(*first, *end, votes, *known);
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
            return Some(end);
        }
        self.title_behind(&title, at);
        // Titles alone: the affiliations are found, the words are read on.
        Some(here.max(at + 1))
    }

    /// Where a run of plain capitalised words from `at` ends in front of another title; `at` itself otherwise.
    fn next_title(&self, at: usize) -> usize {
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

    /// "Joko Santoso, ketua panitia": a title behind a comma belongs to the person before it.
    fn title_behind(&mut self, title: &Title, at: usize) {
        if at < self.range.start + 2 || !self.is_mark(at - 1, ",") {
            return;
        }
        let sentence = self.sentence;
        let Some(before) =
            self.found.iter_mut().rev().find(|one| one.sentence == sentence && one.end == at - 1)
        else {
            return;
        };
        if before.known_kind().is_none_or(|kind| kind == MentionKind::Person) && before.title.is_none() {
            before.votes.person += 5;
            before.title = Some(Title { first: before.first, ..title.clone() });
        }
    }

    fn reader_clitic(&self, at: usize) -> bool {
        at < self.range.end
            && self.reader.tokens[at].is_word()
            && self.reader.tokens.lower(at) == "s"
            && self.is_mark(at.wrapping_sub(1), "'")
    }

    fn words(&self, into: &mut String, at: usize, length: usize) {
        for word in at..(at + length.max(1)).min(self.range.end) {
            if !into.is_empty() {
                into.push(' ');
            }
            into.push_str(self.reader.tokens.lower(word));
        }
    }

    /// Whether behind the comma at `at` stands a name that ends with a comma, a bracket or a small word.
    fn comma_before_name(&self, at: usize) -> bool {
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

    /// Where the name of a person that starts at `at` ends; `at` itself when none starts there.
    fn person_end(&self, at: usize) -> usize {
        if self.known_kind(at) == Some(MentionKind::Person)
            && !self.label(at + self.label(at).known_length).name
        {
            return at + self.label(at).known_length;
        }
        let mut end = at;
        while end < self.range.end && end < at + 6 {
            let label = self.label(end);
            let token = &self.reader.tokens[end];
            let place = self.other_known(end) && !(label.signs.any(Signs::GIVEN) && label.known_length == 1);
            if label.name
                && !place
                && !label.signs.any(Signs::CALENDAR)
                && !(label.signs.any(Signs::TITLE | Signs::BODY | Signs::SITE | Signs::OFFICE | Signs::THING)
                    && !label.signs.any(Signs::GIVEN))
                && !(end > at && !self.joined(end))
                && !(self.reader.is_acronym(end)
                    && token.span.len() > 2
                    && end > at
                    && !self.reader.tokens[end - 1].upper)
            {
                end += 1;
            } else if end > at
                && self.is_mark(end, ".")
                && self.reader.tokens[end - 1].span.len() <= 3
                && self.initial(end - 1)
                && self.label(end + 1).name
            {
                end += 1;
            } else if end > at
                && label.signs.any(Signs::PARTICLE)
                && !token.capital
                && self.label(end + 1).name
                && !self.other_known(end + 1)
            {
                end += 1;
            } else if end == at
                && label.signs.any(Signs::PARTICLE)
                && self.capital(at)
                && self.label(end + 1).name
            {
                end += 1;
            } else {
                break;
            }
        }
        end
    }

    /// Whether a token is one letter, or two without a vowel between stops: an initial.
    fn initial(&self, at: usize) -> bool {
        let word = self.reader.tokens.lower(at);
        word.chars().filter(|letter| *letter != '.').count() <= 2 && self.capital(at)
    }

    /// Whether only white space (or a stop of an initial) stands before this token.
    fn joined(&self, at: usize) -> bool {
        self.reader.tokens[at].spaced || self.is_mark(at - 1, ".") || self.is_mark(at - 1, "-")
    }

    /// Where the organisation's name whose head stands at `at` ends. With `free`, any capitalised word may belong to it.
    fn body_end(&self, at: usize, free: bool) -> usize {
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
            } else if free && self.capital(end) {
                end += 1;
            } else if label.signs.any(Signs::LINK)
                && self.capital(end + 1)
                && (self.signs(end + 1).any(Signs::OFFICE)
                    || self.reader.names.office_shaped(self.reader.tokens.lower(end + 1))
                    || (free && label.signs.any(Signs::PARTICLE)))
            {
                end += 1;
            } else if label.signs.any(Signs::LINK)
                && label.signs.any(Signs::AT)
                && self.signs(end + 1).any(Signs::LINK)
                && self.capital(end + 2)
            {
                end += 2;
            } else if self.is_mark(end, "&") && self.capital(end + 1) {
                end += 1;
            } else {
                break;
            }
        }
        end
    }

    /// Where the organisation's name that starts at `at` ends, when a word of its kind closes it ("Supreme Court").
    fn tail_end(&self, at: usize) -> Option<usize> {
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
        Some((last + self.label(last).sign_length.max(1)).min(self.range.end))
    }

    /// A name without a title before it. Returns where to go on.
    fn name(&mut self, at: usize) -> Option<usize> {
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
                if end > at + label.sign_length {
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
            if label.signs.any(Signs::THING)
                && token.capital
                && run > at + 1
                && label.known_length <= label.sign_length
            {
                self.push(at, run, Votes { thing: 8, ..Votes::default() }, None);
                return Some(run);
            }
        }
        if let Some(known) = label.known {
            let person = self.known_kind(at) == Some(MentionKind::Person);
            let given = label.signs.any(Signs::GIVEN) && label.known_length == 1;
            if !(person || given) || self.capitals || !self.label(at + label.known_length).name {
                let end = at + label.known_length;
                self.push(at, end, Votes::default(), Some(known));
                return Some(end);
            }
        }
        if label.known.is_none()
            && let Some(end) = self.with_clitic(at)
        {
            return Some(end);
        }
        if !label.name {
            return None;
        }
        if is_domain(self.reader.tokens.lower(at)) && !token.capital {
            self.push(at, at + 1, Votes { organisation: 8, ..Votes::default() }, None);
            return Some(at + 1);
        }
        Some(self.free_run(at, run))
    }

    /// "Baratnya": a name of the gazetteer with a clitic written onto it.
    fn with_clitic(&mut self, at: usize) -> Option<usize> {
        let token = &self.reader.tokens[at];
        if !token.capital {
            return None;
        }
        let stem = self.reader.names.without_clitic(self.reader.tokens.lower(at))?;
        let known = self.reader.names.named(stem).filter(|known| !known.name.contains(' '))?;
        let clitic = self.reader.tokens.lower(at).len() - stem.len();
        self.push(at, at + 1, Votes::default(), Some(Source::Pack(known))).clitic = clitic;
        Some(at + 1)
    }

    /// One past the last of the capitalised words that stand together from `at`.
    fn run_end(&self, at: usize) -> usize {
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

    fn site_end(&self, at: usize) -> usize {
        let mut end = at + self.label(at).sign_length.max(1);
        while end < self.range.end && end < at + 6 && self.capital(end) && self.reader.tokens[end].is_word() {
            if self.signs(end).any(Signs::CALENDAR | Signs::TITLE | Signs::BODY) {
                break;
            }
            end += if self.other_known(end) { self.label(end).known_length } else { 1 };
        }
        end
    }

    /// A run of capitalised words that no list explains: what speaks for its kind.
    fn free_run(&mut self, at: usize, run: usize) -> usize {
        let mut end = self.person_end(at).max(at + 1);
        // Capital words that lead on into an organisation keep what they are; a run of names ends at the first known.
        while end < run
            && self.label(end).name
            && !self.other_known(end)
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
        let before = if at > self.range.start { self.signs(at - 1) } else { Signs::default() };
        let after = self.signs(end);
        if given > 0 {
            votes.person += if words > 1 { 4 } else { 2 };
        }
        if before.any(Signs::AT) {
            votes.place += 3;
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
        } else if acronyms > 0 {
            votes.organisation += 2;
        }
        if common == words {
            votes.person -= 2;
            votes.place -= 2;
        }
        let known = self.label(at).known.filter(|_| self.label(at).known_length == end - at);
        self.push(at, end, votes, known);
        end
    }
}

/// Whether a role collected so far plainly goes on with the next title ("wakil" before "ketua").
fn role_runs_on(role: &str) -> bool {
    role.len() < 2
}
