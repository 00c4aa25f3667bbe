//! Numbers in digits and in words.

use super::Reader;
use crate::lang::{Numeral, UnitKind};
use crate::model::{Span, TokenKind};

/// Most words a number is read over.
const MOST_WORDS: usize = 24;

/// A number as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// One past its last token.
    pub(super) end: usize,
    /// Where the digits or words stand, without a currency written onto them.
    pub(super) span: Span,
    /// Its value; for a round word the lower end.
    pub(super) value: f64,
    /// The upper end of a round word ("ribuan").
    pub(super) upper: Option<f64>,
    /// The largest word that multiplied it, 1 without one.
    pub(super) scale: f64,
    /// Whether digits make it.
    pub(super) digits: bool,
    /// Whether it says how many by itself: more than one digit, a mark, a multiplier.
    pub(super) plain: bool,
    /// A unit written onto its front ("Rp900").
    pub(super) unit: Option<usize>,
}

impl Reader<'_> {
    /// The number that starts at token `at`.
    pub(super) fn number(&self, at: usize, end: usize) -> Option<Number> {
        match self.tokens[at].kind {
            TokenKind::Number => self.after_digits(at, end, self.digits(self.tokens.lower(at))?, None, at),
            TokenKind::Word if self.tokens.lower(at).ends_with(|last: char| last.is_ascii_digit()) => {
                self.glued(at, end)
            }
            TokenKind::Word => self.joined(at).or_else(|| self.in_words(at, end)),
            TokenKind::Mark => None,
        }
    }

    /// "Rp900": a currency written onto its number.
    fn glued(&self, at: usize, end: usize) -> Option<Number> {
        let word = self.tokens.lower(at);
        let (front, rest) = word.split_at(word.find(|letter: char| letter.is_ascii_digit())?);
        let unit = self.numbers.units.exact(front.trim_end_matches('.'))?;
        if self.numbers.unit(unit).1 != UnitKind::Currency {
            return None;
        }
        // A word's letters are not joined by commas: "RM120,000" and "Rp1,5" go on in the next tokens.
        let mut digits = rest.to_owned();
        let mut last = at;
        while last + 2 < end
            && self.tokens.is_mark(last + 1, ",")
            && self.tokens[last + 2].is_number()
            && !self.tokens[last + 1].spaced
            && !self.tokens[last + 2].spaced
        {
            digits.push(',');
            digits.push_str(self.tokens.lower(last + 2));
            last += 2;
        }
        let mut number = self.after_digits(last, end, self.digits(&digits)?, Some(unit), at)?;
        number.span.start = (self.tokens[at].span.end as usize - rest.len()) as u32;
        number.plain = true;
        Some(number)
    }

    /// Digits and the multipliers behind them.
    fn after_digits(
        &self,
        at: usize,
        end: usize,
        value: f64,
        unit: Option<usize>,
        from: usize,
    ) -> Option<Number> {
        let text = self.tokens.lower(at);
        let marks = text.bytes().any(|byte| byte == b'.' || byte == b',');
        let mut number = Number {
            end: at + 1,
            span: self.tokens[from].span.cover(self.tokens[at].span),
            value,
            upper: None,
            scale: 1.0,
            digits: true,
            plain: marks,
            unit,
        };
        // "$132-million"
        if number.end + 1 < end
            && self.tokens.is_mark(number.end, "-")
            && !self.tokens[number.end].spaced
            && !self.tokens[number.end + 1].spaced
            && let Some((1, Numeral::Times(_))) =
                self.numbers.numerals.longest(self.tokens, number.end + 1, number.end + 2)
        {
            number.end += 1;
        }
        if !marks && unit.is_none() {
            self.with_fraction(&mut number, end);
        }
        while number.end < end
            && let Some((length, Numeral::Times(times))) =
                self.numbers.numerals.longest(self.tokens, number.end, end)
        {
            // "5 k" is no thousand; "$5k" and "5 ribu" are.
            if self.tokens.lower(number.end).len() == 1 && self.tokens[number.end].spaced {
                break;
            }
            number.value *= times;
            number.scale *= times;
            number.plain = true;
            number.span = number.span.cover(self.tokens[number.end + length - 1].span);
            number.end += length;
        }
        // "1.8 billion-mile": the last multiplier and the unit are one word.
        if number.end < end
            && number.unit.is_none()
            && self.tokens[number.end].spaced
            && let Some((Numeral::Times(times), unit)) = self.numeral_and_unit(number.end)
        {
            number.value *= times;
            number.scale *= times;
            number.plain = true;
            number.unit = Some(unit);
            number.end += 1;
        }
        Some(number)
    }

    /// "five-year": a number word and a unit in one word.
    fn joined(&self, at: usize) -> Option<Number> {
        let (Numeral::Value(value), unit) = self.numeral_and_unit(at)? else { return None };
        let length = self.tokens.lower(at).find('-')? as u32;
        let mut span = self.tokens[at].span;
        span.end = span.start + length;
        Some(Number {
            end: at + 1,
            span,
            value,
            upper: None,
            scale: 1.0,
            digits: false,
            plain: false,
            unit: Some(unit),
        })
    }

    /// The numeral and the measure that a word with a hyphen is made of.
    fn numeral_and_unit(&self, at: usize) -> Option<(Numeral, usize)> {
        if !self.tokens[at].is_word() {
            return None;
        }
        let (numeral, unit) = self.tokens.lower(at).split_once('-')?;
        let unit = self.numbers.units.exact(unit).filter(|_| unit.len() > 2)?;
        Some((self.numbers.numerals.exact(numeral)?, unit))
    }

    /// The value of digits with the language's marks; a mark that cannot part thousands is taken for the decimal one.
    fn digits(&self, text: &str) -> Option<f64> {
        let (thousands, decimal) = (self.language.thousands, self.language.decimal);
        let groups = |mark: char, text: &str| {
            let mut parts = text.split(mark);
            let first = parts.next().is_some_and(|part| !part.is_empty() && part.len() <= 3 && part != "0");
            first && parts.all(|part| part.len() == 3)
        };
        let marks: Vec<char> = text.chars().filter(|letter| matches!(letter, '.' | ',')).collect();
        let plain = match marks.as_slice() {
            [] => text.to_owned(),
            [one] if *one == thousands && groups(thousands, text) => text.replace(thousands, ""),
            [_] => text.replace(',', "."),
            all if all.iter().all(|mark| *mark == all[0]) => {
                if !groups(all[0], text) {
                    return None;
                }
                text.replace(all[0], "")
            }
            all => {
                let last = *all.last()?;
                if last != decimal && last != thousands {
                    return None;
                }
                let other = if last == '.' { ',' } else { '.' };
                let (whole, part) = text.rsplit_once(last)?;
                if whole.contains(last) || !groups(other, whole) {
                    return None;
                }
                format!("{}.{part}", whole.replace(other, ""))
            }
        };
        plain.parse().ok()
    }

    /// Number words: units, tens, hundreds and what multiplies them.
    fn in_words(&self, at: usize, end: usize) -> Option<Number> {
        let mut here = at;
        let mut half = false;
        let mut total = 0.0;
        let mut group: Option<f64> = None;
        let mut round: Option<(f64, f64)> = None;
        let mut scale = 1.0;
        let mut stop = at;
        let mut words = 0;
        // "a hundred": the article is one only before a multiplier.
        if self.numbers.is_article(self.tokens.lower(at)) {
            let times = at + 1 < end
                && matches!(
                    self.numbers.numerals.longest(self.tokens, at + 1, end),
                    Some((_, Numeral::Times(_)))
                );
            if !times {
                return None;
            }
            group = Some(1.0);
            here += 1;
        }
        // No number takes more words; hostile text is cut here.
        let last = end.min(at + MOST_WORDS);
        while here < last {
            let word = self.tokens.lower(here);
            let Some((length, numeral)) =
                self.hyphenated(here).or_else(|| self.numbers.numerals.longest(self.tokens, here, end))
            else {
                let links = self.numbers.is_link(word)
                    && stop > at
                    && here + 1 < end
                    && match self.numbers.numerals.longest(self.tokens, here + 1, end) {
                        Some((_, Numeral::Indefinite(..))) => round.is_some(),
                        Some((_, Numeral::Value(value))) => {
                            scale >= 100.0 && round.is_none() && value < scale && self.numbers.is_and(word)
                        }
                        Some((_, Numeral::Times(_))) => half,
                        _ => false,
                    };
                if links || half && stop > at && self.numbers.is_article(word) {
                    here += 1;
                    continue;
                }
                break;
            };
            match numeral {
                Numeral::Value(value) => {
                    if round.is_some() {
                        break;
                    }
                    match group {
                        Some(before) if before % 10.0 == 0.0 && value < 10.0 && before >= 20.0 => {
                            group = Some(before + value)
                        }
                        Some(before) if before % 100.0 == 0.0 && value < 100.0 && before >= 100.0 => {
                            group = Some(before + value)
                        }
                        Some(_) => break,
                        None => group = Some(value),
                    }
                }
                Numeral::Teen => group = Some(group? + 10.0),
                Numeral::Half => half = true,
                Numeral::Times(times) => {
                    if let Some((low, high)) = &mut round {
                        *low *= times;
                        *high *= times;
                    } else if half && group.is_none() {
                        group = Some(0.5 * times);
                    } else if times >= 1000.0 {
                        total += group? * times;
                        group = None;
                    } else {
                        // "dua puluh lima": ten times only the last word; "lima ratus dua puluh" adds up.
                        let last = group?;
                        let (kept, part) = if last >= 100.0 && times < 100.0 {
                            ((last / 100.0).floor() * 100.0, last % 100.0)
                        } else {
                            (0.0, last)
                        };
                        group = Some(kept + part * times);
                    }
                    scale = f64::max(scale, times);
                }
                Numeral::Indefinite(low, high) => match &mut round {
                    None if group.is_none() && total == 0.0 => round = Some((low, high)),
                    Some(round) => *round = (round.0 * low, round.1 * low),
                    None => break,
                },
            }
            here += length;
            stop = here;
            words += 1;
        }
        if stop == at || (group.is_none() && total == 0.0 && round.is_none()) {
            return None;
        }
        if words == 1
            && round.is_none()
            && self.numbers.is_no_count_alone(self.tokens.lower(stop - 1))
            && scale == 1.0
        {
            return None;
        }
        let (value, upper) = match round {
            Some((low, high)) => (low, Some(high)),
            None => (total + group.unwrap_or(0.0), None),
        };
        Some(Number {
            end: stop,
            span: self.tokens[at].span.cover(self.tokens[stop - 1].span),
            value,
            upper,
            scale,
            digits: false,
            plain: scale > 1.0,
            unit: None,
        })
    }

    /// "twenty-five": one token of two number words.
    fn hyphenated(&self, at: usize) -> Option<(usize, Numeral)> {
        let (tens, ones) = self.tokens.lower(at).split_once('-')?;
        match (self.numbers.numerals.exact(tens)?, self.numbers.numerals.exact(ones)?) {
            (Numeral::Value(tens), Numeral::Value(ones)) if tens >= 20.0 && ones < 10.0 => {
                Some((1, Numeral::Value(tens + ones)))
            }
            _ => None,
        }
    }
}
