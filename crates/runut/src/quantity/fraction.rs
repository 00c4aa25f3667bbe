//! Parts of a whole: "3/4 point", "2 1/2 tons", "two-thirds of the voters", "sepertiga warga".

use super::Reader;
use super::number::Number;
use crate::model::{Figure, Sense, Span};
use std::ops::Range;

/// What quotations and recipes divide by; "7/9" is a score or a date.
const WHOLES: [f64; 7] = [2.0, 3.0, 4.0, 8.0, 16.0, 32.0, 64.0];

impl Reader<'_> {
    /// Takes the fraction behind or around plain digits into `number`: "2 1/2", "3/4".
    pub(super) fn with_fraction(&self, number: &mut Number, end: usize) {
        let first = number.end;
        if self.part(first - 1, end).is_some_and(|part| part == number.value) {
            let whole = self.whole(first - 1);
            number.value /= whole;
            number.end += 2;
        } else if let Some(part) = self.part(first, end).filter(|_| self.tokens[first].spaced) {
            number.value += part / self.whole(first);
            number.end += 3;
        } else {
            return;
        }
        number.span = number.span.cover(self.tokens[number.end - 1].span);
    }

    /// The number of parts in "3/4" at `at`, where that is a fraction.
    fn part(&self, at: usize, end: usize) -> Option<f64> {
        let fraction = at + 2 < end
            && self.tokens[at].is_number()
            && self.tokens.is_mark(at + 1, "/")
            && self.tokens[at + 2].is_number()
            && !self.tokens[at + 1].spaced
            && !self.tokens[at + 2].spaced
            && (!self.tokens.is_mark(at + 3, "/") || self.tokens[at + 3].spaced);
        if !fraction {
            return None;
        }
        let part: f64 = self.tokens.lower(at).parse().ok()?;
        (WHOLES.contains(&self.whole(at)) && part >= 1.0 && part < self.whole(at)).then_some(part)
    }

    fn whole(&self, at: usize) -> f64 {
        self.tokens.lower(at + 2).parse().unwrap_or(1.0)
    }

    /// "seven in 10 women", "7 dari 10 rumah": `number` of so many.
    pub(super) fn ratio(&self, at: usize, number: &Number, within: Range<usize>) -> Option<(Figure, usize)> {
        let end = within.end;
        if number.end >= end {
            return None;
        }
        let (length, ()) = self.numbers.ratio_links.longest(self.tokens, number.end, end)?;
        let of = number.end + length;
        let whole = if of < end { self.number(of, end)? } else { return None };
        let small =
            |number: &Number| number.value.fract() == 0.0 && number.scale == 1.0 && number.unit.is_none();
        let fits = small(number) && small(&whole) && number.value < whole.value && whole.value <= 1000.0;
        let timed =
            self.unit_at(whole.end, end).is_some() || self.in_time(whole.span) || number.upper.is_some();
        let (past, words) = self.noun(whole.end, end);
        let words = words.filter(|_| fits && !timed)?;
        let (sense, from) = self.bound(at, within.start);
        let span = self.tokens[from].span.cover(self.tokens[past - 1].span);
        let number_span = number.span.cover(whole.span);
        Some((self.share(span, number_span, number.value / whole.value, sense, words), past))
    }

    /// A part of a whole in words that starts at `at`, and where to go on; only with what it is a part of.
    pub(super) fn fraction(&self, at: usize, start: usize, end: usize) -> Option<(Figure, usize)> {
        let (length, (part, whole)) = self.numbers.fractions.longest(self.tokens, at, end)?;
        let mut of = at + length;
        let linked = of < end && self.numbers.is_fraction_link(self.tokens.lower(of));
        of += usize::from(linked);
        let (past, words) = self.whole_words(of, end);
        let words = words.filter(|_| linked || self.numbers.head_first)?;
        let number = self.tokens[at].span.cover(self.tokens[at + length - 1].span);
        let (sense, from) = self.bound(at, start);
        let span = self.tokens[from].span.cover(self.tokens[past - 1].span);
        Some((self.share(span, number, f64::from(part) / f64::from(whole), sense, words), past))
    }

    /// A figure that is a share of what `words` name.
    fn share(&self, span: Span, number: Span, value: f64, sense: Option<Sense>, words: Span) -> Figure {
        Figure {
            span,
            number,
            value: Some(value),
            low: None,
            high: None,
            sense: sense.unwrap_or(Sense::Exact),
            unit: None,
            counts: Some(words.of(self.text).to_owned()),
            statement: None,
            claimed_by: None,
            rule: "fraction",
        }
    }
}
