//! Numbers in digits and in words, and clock times, as the slots of patterns take them.

use super::matcher::{LONGEST, Parts, Run};
use super::pattern::Numeral;
use super::words::{NumberWord, Quantity, WordValue};
use crate::model::TokenKind;

impl Run<'_> {
    pub(super) fn numeral(&mut self, step: usize, numeral: Numeral, at: usize, parts: &mut Parts) {
        let atom = &self.atoms[at];
        if atom.kind != TokenKind::Number {
            if matches!(numeral, Numeral::Year | Numeral::RecentYear)
                && let Some((to, year)) = self.spelled_year(at)
            {
                let mut filled = *parts;
                filled.year = Some(year);
                self.step(step + 1, to, &mut filled);
            }
            let Some((to, quantity)) = self.spelled(at) else { return };
            let mut filled = *parts;
            match (numeral, quantity) {
                (Numeral::Number, _) => count(&mut filled, quantity),
                (Numeral::SaidYear, Quantity::Exact(year)) if (2_000_000..2_100_000).contains(&year) => {
                    filled.year = Some((year / 1000) as i16);
                }
                (Numeral::Hour, Quantity::Exact(hour)) if (1000..=12_000).contains(&hour) => {
                    filled.hour = Some((hour / 1000) as i8);
                }
                _ => return,
            }
            self.step(step + 1, to, &mut filled);
            return;
        }
        let digits = atom.span.of(self.text);
        let plain = digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit());
        let value: i64 = if plain { digits.parse().unwrap_or(-1) } else { -1 };
        let mut filled = *parts;
        let mut to = at + 1;
        let fits = match numeral {
            Numeral::Day => set(&mut filled.day, value, 1, 31) && digits.len() <= 2,
            Numeral::FirstDay => set(&mut filled.first_day, value, 1, 31) && digits.len() <= 2,
            Numeral::Month => set(&mut filled.month, value, 1, 12) && digits.len() <= 2,
            Numeral::Year => {
                filled.year = Some(value as i16);
                digits.len() == 4 && (1000..10_000).contains(&value)
            }
            Numeral::RecentYear => {
                filled.year = Some(value as i16);
                digits.len() == 4 && (1900..2100).contains(&value)
            }
            Numeral::ShortYear => {
                // Two digits: the century in which people now living were alive.
                let century = if value < 50 { 2000 } else { 1900 };
                filled.year = Some((century + value) as i16);
                filled.short_year = true;
                digits.len() == 2 && value >= 0
            }
            Numeral::Hour => set(&mut filled.hour, value, 0, 24) && digits.len() <= 2,
            Numeral::Clock | Numeral::ColonClock => match self.clock(at, &mut filled) {
                // "3.50" is more often a price than a time where no word says otherwise.
                Some(end) if numeral == Numeral::Clock || end > at + 1 => {
                    to = end;
                    true
                }
                _ => false,
            },
            Numeral::Count | Numeral::Number => match self.grammar.count(digits) {
                Some(thousandths) => {
                    let mut total = thousandths;
                    // "2 million years": a multiplier in words behind the digits.
                    if let Some(WordValue::Number(NumberWord::Times(times))) =
                        self.number_word(to).map(|w| w.0)
                    {
                        total = total.saturating_mul(times);
                        to += 1;
                    }
                    let half = self.half(to).filter(|_| total % 1000 == 0);
                    to = half.unwrap_or(to);
                    count(
                        &mut filled,
                        match half {
                            Some(_) => Quantity::AndHalf(total / 1000),
                            None => Quantity::Exact(total),
                        },
                    );
                    true
                }
                None => false,
            },
            Numeral::DottedDate => dotted(digits, &mut filled),
            Numeral::MilitaryClock => {
                filled.hour = i8::try_from(value / 100).ok();
                filled.minute = Some((value % 100) as i8);
                digits.len() == 4 && (0..2400).contains(&value) && value % 100 < 60
            }
            // Only in words.
            Numeral::SaidYear => false,
            Numeral::Ordinal => {
                filled.ordinal = Some(value as i16);
                (1..=99).contains(&value)
            }
        };
        if fits {
            self.step(step + 1, to, &mut filled);
        }
    }

    /// A clock time in digits: one past its last atom.
    fn clock(&self, at: usize, parts: &mut Parts) -> Option<usize> {
        let digits = self.atoms[at].span.of(self.text);
        let mut fields = digits.split('.');
        let two = |text: &str, most: i8| {
            text.parse::<i8>().ok().filter(|n| (0..=most).contains(n) && (1..=2).contains(&text.len()))
        };
        parts.hour = Some(two(fields.next()?, 24)?);
        if let Some(minute) = fields.next() {
            parts.minute = Some(two(minute, 59).filter(|_| minute.len() == 2)?);
            if let Some(second) = fields.next() {
                parts.second = Some(two(second, 59).filter(|_| second.len() == 2)?);
            }
            return if fields.next().is_none() { Some(at + 1) } else { None };
        }
        let colon = |at: usize| {
            let (mark, number) = (self.atoms.get(at)?, self.atoms.get(at + 1)?);
            let text = number.span.of(self.text);
            (mark.span.of(self.text) == ":" && !mark.spaced && !number.spaced && text.len() == 2)
                .then(|| two(text, 59))
                .flatten()
        };
        parts.minute = Some(colon(at + 1)?);
        match colon(at + 3) {
            Some(second) => {
                parts.second = Some(second);
                Some(at + 5)
            }
            None => Some(at + 3),
        }
    }

    fn number_word(&self, at: usize) -> Option<(WordValue, usize)> {
        let atom = self.atoms.get(at)?;
        let entries = self.grammar.classes[self.grammar.number_class? as usize].get(&atom.word)?;
        entries.iter().find_map(|entry| {
            let rest = self.atoms.get(at + 1..at + 1 + entry.rest.len())?;
            rest.iter()
                .zip(&entry.rest)
                .all(|(atom, word)| atom.word == *word)
                .then_some((entry.value, at + 1 + entry.rest.len()))
        })
    }

    /// One past a half that stands at `at`: "2 1/2", "dua setengah".
    fn half(&self, at: usize) -> Option<usize> {
        if let Some((WordValue::Number(NumberWord::Half), end)) = self.number_word(at) {
            return Some(end);
        }
        let is =
            |at: usize, text: &str| self.atoms.get(at).is_some_and(|atom| atom.span.of(self.text) == text);
        (is(at, "1") && self.atoms[at].spaced && is(at + 1, "/") && is(at + 2, "2")).then_some(at + 3)
    }

    /// "nineteen ninety-seven": one past its last atom, and the year.
    fn spelled_year(&mut self, at: usize) -> Option<(usize, i16)> {
        let (middle, Quantity::Exact(century)) = self.spelled(at)? else { return None };
        let (end, Quantity::Exact(year)) = self.spelled(middle)? else { return None };
        let (century, year) = (century / 1000, year / 1000);
        let fits = (17..=20).contains(&century) && (10..100).contains(&year);
        fits.then_some((end, (century * 100 + year) as i16))
    }

    /// A number in words: one past its last atom, and its worth.
    fn spelled(&mut self, at: usize) -> Option<(usize, Quantity)> {
        if at != self.from {
            return self.read_spelled(at);
        }
        if self.leading.is_none() {
            self.leading = Some(self.read_spelled(at));
        }
        self.leading.flatten()
    }

    fn read_spelled(&self, at: usize) -> Option<(usize, Quantity)> {
        let (mut total, mut current, mut open, mut to) = (0i64, 0i64, 0i64, at);
        let mut next = at;
        while let Some((WordValue::Number(word), end)) =
            self.number_word(next).filter(|_| next < at + LONGEST)
        {
            match word {
                NumberWord::Indefinite if to == at => return Some((end, Quantity::Indefinite)),
                NumberWord::Alone(n) if to == at => return Some((end, Quantity::Exact(n * 1000))),
                NumberWord::Half => {
                    let whole = total.saturating_add(current);
                    return Some((end, Quantity::AndHalf(whole)));
                }
                NumberWord::Plain(n) if to == at || n < open => {
                    current = current.saturating_add(n);
                    // How much room is left below: "twenty" leaves room for units, "two" for nothing.
                    open = if n >= 1000 {
                        1000
                    } else if n >= 100 {
                        100
                    } else if n % 10 == 0 && n >= 20 {
                        10
                    } else {
                        0
                    };
                }
                NumberWord::Times(times) => {
                    current = current.max(1).saturating_mul(times);
                    open = times;
                    if times >= 1000 {
                        total = total.saturating_add(current);
                        current = 0;
                    }
                }
                NumberWord::Plus(plus) if to > at => {
                    current = current.saturating_add(plus);
                    open = 0;
                }
                _ => break,
            }
            to = end;
            next = end;
            // "twenty-six": the hyphen stands alone here.
            let hyphen =
                self.atoms.get(next).is_some_and(|atom| atom.word == self.grammar.hyphen && !atom.spaced);
            if hyphen && open > 0 && self.number_word(next + 1).is_some() {
                next += 1;
            }
        }
        (to > at).then(|| (to, Quantity::Exact(total.saturating_add(current).saturating_mul(1000))))
    }
}

/// "23.04.2022".
fn dotted(digits: &str, parts: &mut Parts) -> bool {
    let mut fields = digits.split('.').map(|field| (field.len(), field.parse::<i16>().ok()));
    let (Some((1..=2, Some(day))), Some((1..=2, Some(month))), Some((4, Some(year))), None) =
        (fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return false;
    };
    (parts.day, parts.month, parts.year) = (i8::try_from(day).ok(), i8::try_from(month).ok(), Some(year));
    (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2100).contains(&year)
}

/// Notes how many; what was counted before, and of what, is the larger part of the same length.
fn count(parts: &mut Parts, quantity: Quantity) {
    if let (Some(before), Some(unit)) = (parts.quantity, parts.unit) {
        parts.larger = Some((before, unit));
        parts.unit = None;
    }
    parts.quantity = Some(quantity);
}

fn set(slot: &mut Option<i8>, value: i64, least: i64, most: i64) -> bool {
    *slot = i8::try_from(value).ok();
    (least..=most).contains(&value)
}
