//! Numbers that count nothing: names, labels, addresses, laws, scores, codes, years.

use super::Reader;
use super::number::Number;

impl Reader<'_> {
    /// Whether the number belongs to a name or a list: "Pasal 28", "Boeing 737", "(37)", "1." at the head of a line.
    pub(super) fn named(&self, at: usize, range: std::ops::Range<usize>, number: &Number) -> bool {
        let (start, end) = (range.start, range.end);
        let after = number.end;
        if at == start {
            return number.digits && (self.tokens.is_mark(after, ".") || self.tokens.is_mark(after, ")"));
        }
        let before = self.tokens.lower(at - 1);
        if number.digits && !number.plain && (self.is_address(after, end) || self.is_law(after, end)) {
            return true;
        }
        // "No. 2"
        let short = at >= start + 2 && self.tokens.is_mark(at - 1, ".") && !self.tokens[at - 1].spaced;
        if short && !number.plain && self.numbers.is_label(self.tokens.lower(at - 2)) {
            return true;
        }
        if self.tokens.is_mark(at - 1, "(") && self.tokens.is_mark(after, ")") {
            return true;
        }
        if self.tokens.is_mark(at - 1, "#") {
            return true;
        }
        if !self.tokens[at - 1].is_word() {
            return false;
        }
        if self.numbers.is_label(before) && !number.plain {
            return self.unit_at(after, self.tokens.len()).is_none()
                && !(after < self.tokens.len() && self.numbers.is_percent(self.tokens.lower(after)));
        }
        let name = self.tokens[at - 1].capital
            && at - 1 > start
            && number.digits
            && !number.plain
            && !self.currency(at - 1, at)
            && self.numbers.bounds.longest(self.tokens, at - 1, at).is_none();
        // In a headline of capitals the word before is no name, unless the word behind is one too.
        let small = |word: usize| {
            let token = &self.tokens[word];
            token.is_word() && !token.capital && token.span.len() >= 4
        };
        let near = start.max(at.saturating_sub(40))..end.min(at + 40);
        let all_capitals = after < end && self.tokens[after].capital && !near.into_iter().any(small);
        name && !all_capitals
            && self.unit_at(after, self.tokens.len()).is_none()
            && !(after < self.tokens.len() && self.numbers.is_percent(self.tokens.lower(after)))
    }

    /// Whether a unit and a year stand at `at`: "Nomor 12 Tahun 1995" is a law.
    fn is_law(&self, at: usize, end: usize) -> bool {
        self.unit_at(at, end).is_some_and(|(length, _)| {
            let year = at + length;
            let digits = if year < end { self.tokens.lower(year) } else { "" };
            digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
        })
    }

    /// Whether the words with capitals from `at` name a street.
    fn is_address(&self, at: usize, end: usize) -> bool {
        let mut here = at;
        // "16-18 Industrial Avenue"
        if here + 1 < end && self.tokens.is_mark(here, "-") && self.tokens[here + 1].is_number() {
            here += 2;
        }
        let first = here;
        while here < end && here < first + 4 && self.tokens[here].is_word() && self.tokens[here].capital {
            if here > first && self.numbers.is_street(self.tokens.lower(here)) {
                return true;
            }
            here += 1;
        }
        false
    }

    /// Whether what touches the number makes it a date, a clock, a score, an ordinal or part of a code.
    pub(super) fn apart(&self, at: usize, number: &Number, end: usize) -> bool {
        if !number.digits {
            return false;
        }
        let touches = |mark: &str| {
            let before = at > 0 && self.tokens.is_mark(at - 1, mark) && !self.tokens[at].spaced;
            before
                || self.tokens.is_mark(number.end, mark)
                    && !self.tokens[number.end].spaced
                    && number.end + 1 < end
                    && self.tokens[number.end + 1].is_number()
        };
        if [":", "/"].iter().any(|mark| touches(mark)) {
            return true;
        }
        let glued = number.end < end && self.tokens[number.end].is_word() && !self.tokens[number.end].spaced;
        if glued {
            let word = self.tokens.lower(number.end);
            return self.numbers.is_ordinal(word)
                || (self.unit_at(number.end, end).is_none() && !self.numbers.is_percent(word));
        }
        // A bare year: four digits without a mark, and nothing that could be counted behind them.
        let digits = self.tokens.lower(at);
        if digits.len() >= 3 && digits.starts_with('0') && !digits.contains(['.', ',']) {
            return true;
        }
        let year = digits.len() == 4
            && (digits.starts_with("19") || digits.starts_with("20"))
            && number.scale == 1.0;
        // "2000 - 2500 calories": what is counted stands behind the other end.
        let join = number.end;
        let ranged = join + 1 < end
            && self.numbers.is_join(self.tokens.lower(join))
            && self.tokens[join + 1].is_number()
            && self.counted(join + 2, end).unit.is_some();
        let told = at > 0 && self.numbers.is_before_year(self.tokens.lower(at - 1));
        year && !ranged && (told || self.counted(number.end, end).unit.is_none())
    }
}
