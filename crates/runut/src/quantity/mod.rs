//! Figures: how many, of what, who says so.

mod counted;
mod number;

use crate::lang::{Language, Numbers, Packs, UnitKind};
use crate::model::{
    Article, Entity, Figure, Sense, Sentence, Span, Statement, TimeExpression, TimeKind, Tokens,
};
use number::Number;

/// Finds figures. Times and names are known by now and are never figures; statements tell the claimant.
///
/// A figure is a number with what it counts: a unit, a percentage, or a noun. Numbers that count nothing (names of
/// models, pages, scores, ages in brackets, ordinals) are none; lengths of time are. Of nested statements the
/// innermost claims it.
pub fn figures(
    article: &Article,
    tokens: &Tokens,
    sentences: &[Sentence],
    entities: &[Entity],
    times: &[TimeExpression],
    statements: &[Statement],
    packs: &Packs,
) -> Vec<Figure> {
    let own = packs.languages.get(&article.language);
    let mut found = Vec::new();
    for sentence in sentences {
        let Some(language) = packs.languages.get(&sentence.language).or(own) else { continue };
        let Some(numbers) = &language.numbers else { continue };
        let from = times.partition_point(|time| time.span.end <= sentence.span.start);
        let to = times.partition_point(|time| time.span.start < sentence.span.end);
        let times = times.get(from..to).unwrap_or(&[]);
        Reader { text: &article.text, tokens, language, numbers, times }.sentence(sentence.span, &mut found);
    }
    for figure in &mut found {
        let inside = |(_, statement): &(usize, &Statement)| {
            statement.voiced && statement.content.iter().any(|part| part.contains(figure.number))
        };
        let innermost = statements
            .iter()
            .enumerate()
            .filter(inside)
            .min_by_key(|(at, statement)| (statement.extent().len(), *at));
        if let Some((at, statement)) = innermost {
            figure.statement = Some(at);
            figure.claimed_by = statement.speaker_name.clone().or_else(|| {
                statement.speaker.and_then(|speaker| entities.get(speaker)).map(|entity| entity.name.clone())
            });
        }
    }
    found
}

/// What the figures of one sentence are read with.
struct Reader<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    language: &'a Language,
    numbers: &'a Numbers,
    times: &'a [TimeExpression],
}

impl Reader<'_> {
    fn sentence(&self, span: Span, found: &mut Vec<Figure>) {
        let range = self.tokens.within(span);
        let first = found.len();
        let mut at = range.start;
        while at < range.end {
            let next = self.figure(at, range.clone(), first, found);
            at = next.unwrap_or(at + 1).max(at + 1);
        }
    }

    /// The figure whose number starts at `at`, added to `found`; where to go on, when there is a number.
    fn figure(
        &self,
        at: usize,
        range: std::ops::Range<usize>,
        first: usize,
        found: &mut Vec<Figure>,
    ) -> Option<usize> {
        let token = &self.tokens[at];
        if !token.is_number() && !token.is_word() {
            return None;
        }
        let mut number = self.number(at, range.end)?;
        if self.in_time(number.span)
            || self.named(at, range.clone(), &number)
            || self.apart(at, &number, range.end)
        {
            return Some(number.end);
        }
        let mut start = at;
        let mut unit = number.unit;
        if at > range.start
            && unit.is_none()
            && let Some(length) =
                (1..=2).rev().find(|&length| at >= range.start + length && self.currency(at - length, at))
        {
            unit = self.numbers.units.longest(self.tokens, at - length, at).map(|(_, unit)| unit);
            start = at - length;
        }
        // "Rp. 900": the stop is the abbreviation's.
        let stop = at >= range.start + 2 && self.tokens.is_mark(at - 1, ".") && !self.tokens[at - 1].spaced;
        if stop && unit.is_none() && self.currency(at - 2, at - 1) {
            unit = self.numbers.units.longest(self.tokens, at - 2, at - 1).map(|(_, unit)| unit);
            start = at - 2;
        }
        if let Some(unit) = unit
            && self.numbers.unit(unit).1 == UnitKind::Currency
            && number.end < range.end
            && let Some(times) = self.numbers.money_multiplier(self.tokens.lower(number.end))
        {
            number.value *= times;
            number.scale *= times;
            number.span = number.span.cover(self.tokens[number.end].span);
            number.end += 1;
        }
        let upper = self.range_end(start, &mut number, unit, range.clone());
        // "dozens of houses": what is counted stands behind the link.
        let link = number.upper.is_some()
            && number.end < range.end
            && self.numbers.is_link(self.tokens.lower(number.end));
        let counted = self.counted(number.end + usize::from(link), range.end);
        let unit_name = unit.map(|unit| self.numbers.unit(unit).0.to_owned());
        let before = found[first..].iter().rev().find(|figure| figure.unit.is_some());
        let (mut counts, mut named_unit) =
            (counted.words.map(|words| words.of(self.text).to_owned()), counted.unit);
        if counted.rest {
            let Some(before) = before else { return Some(number.end) };
            named_unit = before.unit.clone();
            counts = before.counts.clone().map(|counts| self.without_state(&counts));
        }
        if unit_name.is_none()
            && named_unit.is_none()
            && !(number.plain && number.digits && number.scale > 1.0)
        {
            return Some(number.end);
        }
        // A score or a pair of numbers with nothing behind it is no range.
        let negative = number.digits && start == at && self.is_negative(at, range.start);
        let (sense, start) = self.bound(start - usize::from(negative), range.start);
        let mut end = if unit_name.is_some() { number.end } else { counted.end };
        let mut sense =
            sense.unwrap_or(if number.upper.is_some() { Sense::Indefinite } else { Sense::Exact });
        for behind in [number.end, end] {
            if sense == Sense::Exact
                && behind < range.end
                && let Some((length, behind_sense)) =
                    self.numbers.bounds_behind.longest(self.tokens, behind, range.end)
            {
                sense = behind_sense;
                end = end.max(behind + length);
            }
        }
        if let (Some(counts), Some(state)) = (&mut counts, counted.state) {
            counts.push(' ');
            counts.push_str(state.of(self.text));
        }
        let (value, low, high) = match (upper, number.upper) {
            (Some(upper), _) => (None, Some(number.value), Some(upper)),
            (None, Some(upper)) => (None, Some(number.value), Some(upper)),
            (None, None) if negative => (Some(-number.value), None, None),
            (None, None) => (Some(number.value), None, None),
        };
        let of_unit = unit.map(|unit| self.numbers.unit(unit).1);
        let rule = match of_unit.or(counted.kind) {
            _ if upper.is_some() => "range",
            _ if counted.rest => "more-of-the-same",
            _ if number.upper.is_some() => "round-word",
            Some(UnitKind::Currency) => "money",
            Some(UnitKind::Measure) => "measure",
            None if named_unit.as_deref() == Some("%") => "percentage",
            None if named_unit.is_some() => "count",
            None => "amount",
        };
        found.push(Figure {
            span: self.tokens[start].span.cover(self.tokens[end - 1].span),
            number: number.span,
            value,
            low,
            high,
            sense,
            unit: unit_name.or(named_unit),
            counts,
            statement: None,
            claimed_by: None,
            rule,
        });
        Some(end)
    }

    /// Whether a minus stands before the digits at `at`, and is no hyphen.
    fn is_negative(&self, at: usize, start: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= start) else { return false };
        let mark = !self.tokens[before].is_word();
        self.numbers.is_minus(self.tokens.lower(before))
            && (!mark || self.tokens[before].spaced && !self.tokens[at].spaced)
    }

    /// What was counted before, without what became of it.
    fn without_state(&self, counts: &str) -> String {
        match counts.rsplit_once(' ') {
            Some((noun, last)) if self.numbers.states.exact(last).is_some() => noun.to_owned(),
            _ => counts.to_owned(),
        }
    }

    /// Whether a stretch lies in a temporal expression that is no length of time.
    fn in_time(&self, span: Span) -> bool {
        let from = self.times.partition_point(|time| time.span.end <= span.start);
        let near = self.times[from..].iter().take_while(|time| time.span.start < span.end);
        near.into_iter().any(|time| time.kind != TimeKind::Duration && time.span.overlaps(span))
    }

    /// Whether exactly the tokens `from..to` are a currency.
    fn currency(&self, from: usize, to: usize) -> bool {
        // "Rp", "$", "USD" stand before their number, "won" and "dollars" behind it.
        let word = self.tokens[from].is_word();
        if word && (!self.tokens[from].capital || to == from + 1 && self.tokens[from].span.len() == 1) {
            return false;
        }
        self.numbers.units.longest(self.tokens, from, to).is_some_and(|(length, unit)| {
            length == to - from && self.numbers.unit(unit).1 == UnitKind::Currency
        })
    }

    /// Whether the number belongs to a name or a list: "Pasal 28", "Boeing 737", "(37)", "1." at the head of a line.
    fn named(&self, at: usize, range: std::ops::Range<usize>, number: &Number) -> bool {
        let (start, end) = (range.start, range.end);
        let after = number.end;
        if at == start {
            return number.digits && (self.tokens.is_mark(after, ".") || self.tokens.is_mark(after, ")"));
        }
        let before = self.tokens.lower(at - 1);
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

    /// Whether what touches the number makes it a date, a clock, a score, an ordinal or part of a code.
    fn apart(&self, at: usize, number: &Number, end: usize) -> bool {
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
        year && self.counted(number.end, end).unit.is_none()
    }

    /// The bound before a figure that starts at `start`, and where the figure starts with it.
    fn bound(&self, start: usize, sentence: usize) -> (Option<Sense>, usize) {
        for length in (1..=4).rev() {
            let Some(from) = start.checked_sub(length).filter(|from| *from >= sentence) else { continue };
            if let Some((found, sense)) = self.numbers.bounds.longest(self.tokens, from, start)
                && found == length
            {
                return (Some(sense), from);
            }
        }
        (None, start)
    }

    /// The upper end of a range that starts with `number`; moves `number`'s end behind it.
    fn range_end(
        &self,
        start: usize,
        number: &mut Number,
        unit: Option<usize>,
        range: std::ops::Range<usize>,
    ) -> Option<f64> {
        let mut join = number.end;
        // "$5 million to $6 million", "5 persen hingga 6 persen": the unit may stand at both ends.
        let counted = self.unit_at(join, range.end).map(|(length, _)| length);
        let percent = join < range.end && self.numbers.is_percent(self.tokens.lower(join));
        let mut own_unit = false;
        if let Some(length) = counted.or(percent.then_some(1)) {
            own_unit = true;
            join += length;
        }
        if join + 1 >= range.end || number.upper.is_some() {
            return None;
        }
        let word = self.tokens.lower(join);
        let between = start > range.start && self.numbers.is_between(self.tokens.lower(start - 1));
        if !(between && self.numbers.is_and(word) || !between && self.numbers.is_join(word)) {
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
        let percents = upper.end < range.end && self.numbers.is_percent(self.tokens.lower(upper.end));
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

/// The figures of one sentence as pack examples write them: `1250 warga (about)`.
pub(crate) fn in_sentence(text: &str, language: &Language) -> Vec<String> {
    let span = Span::new(0, text.len());
    let mut tokens = Tokens::default();
    crate::segment::words(text, span, &mut tokens);
    let mut found = Vec::new();
    if let Some(numbers) = &language.numbers {
        Reader { text, tokens: &tokens, language, numbers, times: &[] }.sentence(span, &mut found);
    }
    let shown = |figure: &Figure| {
        let number = match (figure.value, figure.low, figure.high) {
            (Some(value), ..) => value.to_string(),
            (None, Some(low), Some(high)) => format!("{low}..{high}"),
            _ => String::new(),
        };
        let sense = serde_json::to_value(figure.sense).ok();
        let sense = sense.as_ref().and_then(|sense| sense.as_str()).unwrap_or_default().to_owned();
        format!("{number} {} ({sense})", figure.unit.as_deref().unwrap_or("-"))
    };
    found.iter().map(shown).collect()
}

#[cfg(test)]
mod tests;
