//! Finds the longest match of any rule from each place of a sentence.

use super::TimeGrammar;
use super::index::shapes;
use super::pattern::{Step, WordIx};
use super::words::{Deictic, Edge, NumberWord, Part, Quantity, Shift, Unit, WordValue};
use crate::model::{Span, TokenKind, Tokens, UtcOffset, Word};

/// One word, number or mark of a sentence; words with hyphens are taken apart.
#[derive(Clone, Copy, Debug)]
pub struct Atom {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether white space stands before it.
    pub spaced: bool,
    pub(super) word: WordIx,
}

/// What a match captured.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Parts {
    /// ISO weekday, Monday is 1.
    pub weekday: Option<i8>,
    /// The first day of a range.
    pub first_day: Option<i8>,
    /// Day of the month.
    pub day: Option<i8>,
    /// Month of the year.
    pub month: Option<i8>,
    /// Year, four digits.
    pub year: Option<i16>,
    /// Whether the year was printed with two digits.
    pub short_year: bool,
    /// Hour of the clock, as printed.
    pub hour: Option<i8>,
    /// Minute.
    pub minute: Option<i8>,
    /// Second.
    pub second: Option<i8>,
    /// Hours to add before noon: 0 for a.m., 12 for p.m.
    pub meridiem: Option<i8>,
    /// Part of the day.
    pub part: Option<Part>,
    /// How many.
    pub quantity: Option<Quantity>,
    /// How many of a larger unit stand before it: "two years and three months".
    pub larger: Option<(Quantity, Unit)>,
    /// Which one.
    pub ordinal: Option<i16>,
    /// Of what.
    pub unit: Option<Unit>,
    /// How many units away, and from what.
    pub shift: Option<Shift>,
    /// A day by pointing.
    pub deictic: Option<Deictic>,
    /// A holiday: which of the grammar's.
    pub holiday: Option<u16>,
    /// A season, as TIMEX3 writes it.
    pub season: Option<&'static str>,
    /// Early, mid or late.
    pub edge: Option<Edge>,
    /// How far the clock is ahead of universal time.
    pub zone: Option<UtcOffset>,
}

/// A match: which rule, which atoms, what it captured.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// Index of the rule.
    pub rule: usize,
    /// First atom.
    pub from: usize,
    /// One past the last atom.
    pub to: usize,
    /// What it captured.
    pub parts: Parts,
}

/// Most atoms a match may take; real ones stay below half of it.
pub(super) const LONGEST: usize = 24;

impl TimeGrammar {
    /// Takes a sentence apart into `atoms`; false when nothing in it can begin a rule.
    ///
    /// Nothing is kept in `atoms` for such a sentence beyond what was there to see that.
    pub fn atoms(
        &self,
        text: &str,
        tokens: &Tokens,
        within: std::ops::Range<usize>,
        atoms: &mut Vec<Atom>,
    ) -> bool {
        atoms.clear();
        let mut any = false;
        for at in within {
            let token = tokens[at];
            let lower = tokens.lower(at);
            if token.kind == TokenKind::Word && lower.bytes().any(|b| b == b'-' || b == b'\'') {
                any |= self.compound(text, token.span, token.spaced, atoms);
                continue;
            }
            let word = if token.kind == TokenKind::Number { 0 } else { self.word(tokens.word(at)) };
            any |= match token.kind {
                TokenKind::Number => !self.number_rules.is_empty(),
                _ => word != 0 && !self.starts[word as usize].is_empty(),
            };
            atoms.push(Atom {
                span: token.span,
                kind: token.kind,
                capital: token.capital,
                spaced: token.spaced,
                word,
            });
        }
        any
    }

    /// The parts of a word with hyphens or apostrophes, and these between them: "bertahun-tahun", "Tuesday's".
    fn compound(&self, text: &str, span: Span, spaced: bool, atoms: &mut Vec<Atom>) -> bool {
        let base = span.start as usize;
        let mut any = false;
        for (at, piece, is_spaced) in parts_of(span.of(text)) {
            let digits = piece.bytes().all(|b| b.is_ascii_digit());
            let mark = !piece.starts_with(char::is_alphanumeric);
            let word = match piece {
                "-" => self.hyphen,
                "\u{2019}" => self.word(Word::of("'")),
                _ if digits => 0,
                _ => self.word(Word::of(&piece.to_lowercase())),
            };
            any |= digits || word != 0 && !self.starts[word as usize].is_empty();
            atoms.push(Atom {
                span: Span::new(base + at, base + at + piece.len()),
                kind: match (mark, digits) {
                    (true, _) => TokenKind::Mark,
                    (_, true) => TokenKind::Number,
                    _ => TokenKind::Word,
                },
                capital: piece.starts_with(char::is_uppercase),
                spaced: is_spaced && spaced,
                word,
            });
        }
        any
    }

    /// All matches of a sentence: from each place the longest, the earlier rule where two are as long, none overlapping.
    pub fn matches(&self, text: &str, atoms: &[Atom], anywhere_only: bool, found: &mut Vec<Match>) {
        found.clear();
        let mut at = 0;
        while at < atoms.len() {
            match self.longest(text, atoms, at, anywhere_only) {
                Some(best) => {
                    at = best.to;
                    found.push(best);
                }
                None => at += 1,
            }
        }
    }

    fn longest(&self, text: &str, atoms: &[Atom], from: usize, anywhere_only: bool) -> Option<Match> {
        let (atom, next) = (&atoms[from], atoms.get(from + 1));
        let digits = atom.kind == TokenKind::Number;
        let rules = match atom.kind {
            TokenKind::Number => match next {
                Some(next) if next.kind == TokenKind::Number => &self.number_then_number,
                next => &self.number_then[next.map_or(0, |next| next.word) as usize],
            },
            _ => &self.starts[atom.word as usize],
        };
        if rules.is_empty() || !begins_well(atoms, from, self.hyphen, self.slash) {
            return None;
        }
        let colon = digits && next.is_some_and(|next| next.span.of(text) == ":");
        let shapes = if digits { shapes(atom.span.of(text), colon) } else { 0 };
        let second = match next {
            Some(next) if next.kind == TokenKind::Number => None,
            next => Some(next.map_or(0, |next| next.word)),
        };
        let mut best: Option<Match> = None;
        let mut leading = None;
        for &rule in rules {
            let entry = &self.rules[rule as usize];
            if anywhere_only && !entry.anywhere {
                continue;
            }
            let may_begin = if digits { entry.shapes & shapes != 0 } else { entry.second.allows(second) };
            if !may_begin {
                continue;
            }
            if from > 0 && !entry.not_after.is_empty() && entry.not_after.contains(&atoms[from - 1].word) {
                continue;
            }
            let before = from.checked_sub(1).map_or(0, |before| atoms[before].word);
            if !entry.only_after.is_empty() && !entry.only_after.contains(&before) {
                continue;
            }
            let mut run = Run {
                grammar: self,
                text,
                atoms,
                steps: &entry.steps,
                from,
                leading,
                longest: best.map_or(from, |b| b.to),
                found: None,
            };
            let mut parts = Parts::default();
            run.step(0, from, &mut parts);
            leading = run.leading;
            if let Some((to, parts)) = run.found {
                let next = atoms.get(to).map_or(0, |next| next.word);
                let banned = !entry.not_before.is_empty() && next != 0 && entry.not_before.contains(&next);
                let missing = !entry.only_before.is_empty() && !entry.only_before.contains(&next);
                if !banned && !missing {
                    best = Some(Match { rule: rule as usize, from, to, parts });
                }
            }
        }
        best
    }

    fn is_ambiguous(&self, word: WordIx) -> bool {
        self.ambiguous.contains(&word)
    }
}

/// The pieces of a compound word and the marks between them: where each starts, its text, whether it is the first.
fn parts_of(whole: &str) -> impl Iterator<Item = (usize, &str, bool)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &whole[at..];
        let first = rest.chars().next()?;
        let is_mark = |c: char| matches!(c, '-' | '\'' | '\u{2019}');
        let len = if is_mark(first) { first.len_utf8() } else { rest.find(is_mark).unwrap_or(rest.len()) };
        let start = at;
        at += len;
        Some((start, &rest[..len], start == 0))
    })
}

/// Whether an expression may begin here: not in the middle of a number, a model name or a compound.
fn begins_well(atoms: &[Atom], from: usize, hyphen: WordIx, slash: WordIx) -> bool {
    if atoms[from].spaced || from == 0 {
        return true;
    }
    let before = &atoms[from - 1];
    match before.kind {
        TokenKind::Word | TokenKind::Number => false,
        // "Sabtu-Minggu", "2014-2015", but not "S-400" nor "pro-Sunday" glued to an unknown word.
        TokenKind::Mark if before.word == hyphen => {
            before.spaced
                || from >= 2
                    && (atoms[from - 2].word != 0 && atoms[from - 2].span.len() > 1
                        || atoms[from - 2].kind == TokenKind::Number)
        }
        // "90/PUU-XXI/2023" is the number of a case.
        TokenKind::Mark if before.word == slash && !before.spaced => false,
        TokenKind::Mark => true,
    }
}

/// Whether an expression may end before `to`.
fn ends_well(text: &str, atoms: &[Atom], to: usize, hyphen: WordIx) -> bool {
    let Some(next) = atoms.get(to).filter(|next| !next.spaced) else { return true };
    let last = &atoms[to - 1];
    match next.kind {
        TokenKind::Word | TokenKind::Number => last.kind == TokenKind::Mark,
        TokenKind::Mark => {
            let after = atoms.get(to + 1).filter(|after| !after.spaced);
            if next.word == hyphen {
                return after.is_none_or(|after| after.word != 0 || after.kind == TokenKind::Number);
            }
            let mark = next.span.of(text);
            match mark {
                "%" => false,
                // A part of a longer number, date or address.
                "/" | ":" | "_" | "@" => {
                    last.kind != TokenKind::Number
                        || after.is_none_or(|after| after.kind != TokenKind::Number)
                }
                _ => true,
            }
        }
    }
}

/// One run of one pattern from one place.
pub(super) struct Run<'a> {
    pub(super) grammar: &'a TimeGrammar,
    pub(super) text: &'a str,
    pub(super) atoms: &'a [Atom],
    steps: &'a [Step],
    pub(super) from: usize,
    /// The number in words at `from`, once it is read: all rules begin with the same one.
    pub(super) leading: Option<Option<(usize, Quantity)>>,
    /// Only longer matches than this count.
    longest: usize,
    found: Option<(usize, Parts)>,
}

impl Run<'_> {
    pub(super) fn step(&mut self, step: usize, at: usize, parts: &mut Parts) {
        match self.steps[step] {
            Step::Done => {
                if at > self.longest && ends_well(self.text, self.atoms, at, self.grammar.hyphen) {
                    self.longest = at;
                    self.found = Some((at, *parts));
                }
            }
            Step::Jump(to) => self.step(to as usize, at, parts),
            Step::Split { first, second } => {
                let mut other = *parts;
                self.step(first as usize, at, parts);
                self.step(second as usize, at, &mut other);
            }
            _ if at >= self.atoms.len() || at - self.from >= LONGEST => {}
            Step::Word { word, glued } => {
                if self.atoms[at].word == word
                    && self.atoms[at].kind != TokenKind::Number
                    && !(glued && self.atoms[at].spaced)
                {
                    self.step(step + 1, at + 1, parts);
                }
            }
            Step::Class { class, glued } => {
                if !(glued && self.atoms[at].spaced) {
                    self.class(step, class, at, parts);
                }
            }
            Step::Numeral { numeral, glued } => {
                if !(glued && self.atoms[at].spaced) {
                    self.numeral(step, numeral, at, parts);
                }
            }
            Step::Name => {
                let mut to = at;
                while to < self.atoms.len() && to < at + 4 && self.atoms[to].capital {
                    to += 1;
                }
                if to > at {
                    self.step(step + 1, to, parts);
                }
            }
        }
    }

    /// What stands behind "UTC" where another zone is told by it: "+7", "-03:30". One past it, and the offset.
    fn ahead_of_universal(&self, at: usize) -> Option<(usize, Option<UtcOffset>)> {
        let atom = |at: usize| self.atoms.get(at).filter(|atom| !atom.spaced);
        let ahead = match atom(at)?.span.of(self.text) {
            "+" => true,
            "-" | "\u{2212}" | "\u{2013}" => false,
            _ => return None,
        };
        let digits = |at: usize| atom(at).map(|atom| atom.span.of(self.text)).filter(|text| text.len() <= 2);
        let hours = digits(at + 1)?.parse().ok()?;
        let colon = atom(at + 2).is_some_and(|atom| atom.span.of(self.text) == ":");
        let minutes = digits(at + 3).filter(|_| colon).and_then(|text| text.parse().ok());
        let past = at + if minutes.is_some() { 4 } else { 2 };
        Some((past, UtcOffset::new(ahead, hours, minutes.unwrap_or(0))))
    }

    /// Whether one or two digits stand before a word: "14 nov".
    fn beside_day(&self, at: usize) -> bool {
        let before =
            at.checked_sub(1).filter(|before| *before >= self.from).map(|before| &self.atoms[before]);
        before.is_some_and(|atom| atom.kind == TokenKind::Number && atom.span.len() <= 2)
    }

    fn class(&mut self, step: usize, class: u16, at: usize, parts: &mut Parts) {
        let grammar = self.grammar;
        let Some(entries) = grammar.classes[class as usize].get(&self.atoms[at].word) else { return };
        for entry in entries {
            let to = at + 1 + entry.rest.len();
            let rest = self.atoms.get(at + 1..to);
            if !rest.is_some_and(|rest| rest.iter().zip(&entry.rest).all(|(atom, word)| atom.word == *word)) {
                continue;
            }
            let named = matches!(entry.value, WordValue::Weekday(_) | WordValue::Month(_));
            if named
                && !self.atoms[at].capital
                && grammar.is_ambiguous(self.atoms[at].word)
                && !self.beside_day(at)
            {
                continue;
            }
            let mut filled = *parts;
            fill(&mut filled, entry.value);
            if entry.value == WordValue::Zone(Some(UtcOffset::ZERO))
                && let Some((past, offset)) = self.ahead_of_universal(to)
            {
                filled.zone = offset;
                self.step(step + 1, past, &mut filled);
                continue;
            }
            // "18 months, half a year" are two lengths, "two years, three months" is one.
            let grows =
                |(_, larger): (Quantity, Unit)| filled.unit.is_some_and(|unit| larger.code <= unit.code);
            if filled.larger.is_some_and(grows) {
                continue;
            }
            self.step(step + 1, to, &mut filled);
        }
    }
}

/// A number, and a half on top of it.
pub(super) fn with_half(quantity: Quantity) -> Option<Quantity> {
    match quantity {
        Quantity::Exact(thousandths) if thousandths % 1000 == 0 => {
            Some(Quantity::AndHalf(thousandths / 1000))
        }
        _ => None,
    }
}

/// Puts a word's value into its place.
fn fill(parts: &mut Parts, value: WordValue) {
    match value {
        WordValue::Weekday(day) => parts.weekday = Some(day),
        WordValue::Month(month) => parts.month = Some(month),
        WordValue::Unit(unit) => parts.unit = Some(unit),
        WordValue::Decade(year) => parts.year = Some(year),
        WordValue::Single(unit) => {
            parts.unit = Some(unit);
            parts.quantity = Some(Quantity::Exact(1000));
        }
        WordValue::Many(unit) => {
            parts.unit = Some(unit);
            parts.quantity = Some(Quantity::Indefinite);
        }
        WordValue::Part(part) => parts.part = Some(part),
        WordValue::Shift(shift) => parts.shift = Some(shift),
        WordValue::Deictic(deictic) => parts.deictic = Some(deictic),
        WordValue::Holiday(holiday) => parts.holiday = Some(holiday),
        WordValue::Season(season) => parts.season = Some(season),
        WordValue::Ordinal(nth) => parts.ordinal = Some(nth),
        WordValue::Number(NumberWord::Plain(n)) => parts.quantity = Some(Quantity::Exact(n * 1000)),
        WordValue::Number(NumberWord::Half) => parts.quantity = parts.quantity.and_then(with_half),
        WordValue::Number(NumberWord::Indefinite) => parts.quantity = Some(Quantity::Indefinite),
        WordValue::Number(_) | WordValue::Nothing => {}
        WordValue::Edge(edge) => parts.edge = Some(edge),
        WordValue::Meridiem(hours) => parts.meridiem = Some(hours),
        WordValue::Zone(offset) => parts.zone = offset,
    }
}
