//! Two numbers that are the ends of one range.

use super::Reader;
use super::number::Number;

impl Reader<'_> {
    /// The upper end of a range that starts with `number`; moves `number`'s end behind it.
    pub(super) fn range_end(
        &self,
        start: usize,
        number: &mut Number,
        unit: Option<usize>,
        range: std::ops::Range<usize>,
    ) -> Option<f64> {
        let mut join = number.end;
        // "$5 million to $6 million", "5 persen hingga 6 persen": the unit may stand at both ends.
        let counted = self.unit_at(join, range.end).map(|(length, _)| length);
        // "percentage points" are a unit of their own.
        let percent_length =
            self.percent_at(join, range.end).filter(|length| counted.is_none_or(|counted| counted < *length));
        let percent = percent_length.is_some();
        let mut own_unit = false;
        if let Some(length) = counted.or(percent_length) {
            own_unit = true;
            join += length;
        }
        if join + 1 >= range.end || number.upper.is_some() {
            return None;
        }
        let word = self.tokens.lower(join);
        let between = start > range.start && self.numbers.is_between(self.tokens.lower(start - 1));
        if !(between && self.numbers.is_and(word) || self.numbers.is_join(word)) {
            return None;
        }
        let mut at = join + 1;
        let mark = !self.tokens[join].is_word();
        if mark && self.tokens[join].spaced != self.tokens[at].spaced {
            return None;
        }
        let front = (1..=2).rev().find(|&length| at + length < range.end && self.currency(at, at + length));
        at += front.unwrap_or(0);
        let upper = self.number(at, range.end)?;
        // Two amounts with units of their own are a range only in the same unit, and no step ("by $2 to $9").
        let unit_of = |from: usize, length: usize| {
            self.numbers.units.longest(self.tokens, from, from + length).map(|(_, unit)| unit)
        };
        let own = unit.or_else(|| counted.and_then(|length| unit_of(number.end, length)));
        let front = front.and_then(|length| unit_of(at - length, length)).or(upper.unit);
        let behind = self.unit_at(upper.end, range.end).map(|(_, unit)| unit);
        let other = front.or(behind);
        let stepped = start > range.start && self.numbers.is_step(self.tokens.lower(start - 1));
        let percents = self.percent_at(upper.end, range.end).is_some();
        let differ = own.is_some() && other.is_some() && own != other || percent && !percents;
        if !mark && (stepped && (own_unit || unit.is_some()) || differ) {
            return None;
        }
        if upper.upper.is_some() || self.in_time(upper.span) {
            return None;
        }
        let scale = if number.scale == 1.0 && upper.scale > 1.0 && number.value < upper.value / upper.scale {
            upper.scale
        } else {
            1.0
        };
        let low = number.value * scale;
        let unit_behind = self.counted(upper.end, range.end).unit.is_some();
        if low >= upper.value || !(unit_behind || unit.is_some() || upper.unit.is_some()) {
            return None;
        }
        // A hyphen between bare small numbers may be a score; what is counted behind it decides above.
        number.value = low;
        number.span = number.span.cover(upper.span);
        number.end = upper.end;
        number.plain |= upper.plain;
        Some(upper.value)
    }
}
