//! Figures: how many, of what, who says so.

mod counted;
mod excluded;
mod fraction;
mod number;
mod range;

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
    claim(&mut found, statements, entities);
    found
}

/// Tells who claims each figure: the speaker of the innermost statement that holds it.
fn claim(found: &mut [Figure], statements: &[Statement], entities: &[Entity]) {
    let voiced = statements.iter().enumerate().filter(|(_, statement)| statement.voiced);
    let mut parts: Vec<(Span, usize)> =
        voiced.flat_map(|(at, statement)| statement.content.iter().map(move |part| (*part, at))).collect();
    parts.sort_unstable_by_key(|(part, at)| (part.start, *at));
    let mut next = parts.into_iter().peekable();
    // Figures stand in reading order: those parts of contents that began and have not ended yet.
    let mut open: Vec<(Span, usize)> = Vec::new();
    for figure in found {
        while let Some(part) = next.next_if(|(part, _)| part.start <= figure.number.start) {
            open.push(part);
        }
        open.retain(|(part, _)| part.end > figure.number.start);
        let holding = open.iter().filter(|(part, _)| part.contains(figure.number));
        let innermost = holding.map(|(_, at)| *at).min_by_key(|&at| (statements[at].extent().len(), at));
        if let Some(at) = innermost {
            let statement = &statements[at];
            figure.statement = Some(at);
            figure.claimed_by = statement.speaker_name.clone().or_else(|| {
                statement.speaker.and_then(|speaker| entities.get(speaker)).map(|entity| entity.name.clone())
            });
        }
    }
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
        let range = self.tokens.of_sentence(span);
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
        let starts = token.is_number() || token.is_word() && self.numbers.may_start(self.tokens.word(at));
        if !starts {
            return None;
        }
        if token.is_word()
            && let Some((figure, next)) = self.fraction(at, range.start, range.end)
            && !self.in_time(figure.number)
        {
            found.push(figure);
            return Some(next);
        }
        let mut number = self.number(at, range.end)?;
        if self.in_time(number.span)
            || self.named(at, range.clone(), &number)
            || self.apart(at, &number, range.end)
        {
            return Some(number.end);
        }
        let mut start = at;
        // ".5 percent"
        if at > range.start
            && self.tokens.is_mark(at - 1, ".")
            && self.tokens[at - 1].spaced
            && !self.tokens[at].spaced
            && token.span.len() <= 4
            && number.span == token.span
        {
            number.value /= [10.0, 100.0, 1000.0, 10_000.0][token.span.len().clamp(1, 4) - 1];
            number.span = number.span.cover(self.tokens[at - 1].span);
            start = at - 1;
        }
        let mut unit = number.unit;
        if at > range.start
            && start == at
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
        if (unit.is_some_and(|unit| self.numbers.unit(unit).1 == UnitKind::Currency)
            || self.million_of(&number, range.end))
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
        // "145 ribu lebih pengikut"
        let behind = |at: usize| {
            (at < range.end).then(|| self.numbers.bounds_behind.longest(self.tokens, at, range.end))
        };
        let more = behind(number.end).flatten().filter(|(length, _)| {
            let noun = number.end + length;
            unit.is_none() && noun < range.end && !self.numbers.ends_noun(self.tokens.lower(noun), true)
        });
        let skipped = more.map_or(usize::from(link), |(length, _)| length);
        let counted = self.counted(number.end + skipped, range.end);
        if let Some((figure, next)) = self.ratio(at, &number, range.clone()) {
            found.push(figure);
            return Some(next);
        }
        let mut unit_name = unit.map(|unit| self.numbers.unit(unit).0.to_owned());
        // "magnitudo 6,4"
        if unit_name.is_none() && at > range.start && self.numbers.is_unit_before(self.tokens.lower(at - 1)) {
            unit_name = Some(self.numbers.unit_before.clone());
            start = at - 1;
        }
        let counts_things = |figure: &&Figure| figure.counts.is_some() && figure.rule != "measure";
        let before = found[first..].iter().rev().find(counts_things);
        let (mut counts, mut named_unit) =
            (counted.words.map(|words| words.of(self.text).to_owned()), counted.unit);
        if counted.rest {
            match (before, counted.state) {
                (Some(before), _) => {
                    named_unit = before.unit.clone();
                    counts = before.counts.clone().map(|counts| self.without_state(&counts));
                }
                // "At least 27 were killed": of whom, is not said.
                (None, Some(state)) => named_unit = Some(self.text_of(state)),
                (None, None) => return Some(number.end),
            }
        }
        let level = number.plain && number.digits && at > range.start && {
            let text = self.tokens.lower(at);
            let precise = text.contains([',', '.']) && text.len() >= 5;
            // In groups of three digits a number this large is nothing but a number.
            precise && (number.value >= 1e6 || self.numbers.is_level(self.tokens.lower(at - 1)))
        };
        if unit_name.is_none()
            && named_unit.is_none()
            && !level
            && !(number.plain && number.digits && number.scale > 1.0)
        {
            return Some(number.end);
        }
        // A score or a pair of numbers with nothing behind it is no range.
        let negative = number.digits && start == at && self.is_negative(at, range.start);
        let (sense, start) = self.bound(start - usize::from(negative), range.start);
        let mut end = if unit_name.is_some() { number.end } else { counted.end };
        if let Some((past, by)) = self.rate(end, range.end)
            && let Some(unit) = unit_name.as_mut().or(named_unit.as_mut())
        {
            *unit = format!("{unit} {} {by}", self.numbers.per);
            end = past;
        }
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

    /// Whether a letter written onto a number with decimals multiplies it: "1.2m tons", but not "a 1.2m fence".
    fn million_of(&self, number: &Number, end: usize) -> bool {
        let letter = number.end;
        if letter + 1 >= end
            || self.tokens[letter].spaced
            || !number.digits
            || !number.plain
            || number.scale > 1.0
        {
            return false;
        }
        let behind = letter + 1;
        let word = self.tokens.lower(behind);
        self.tokens[behind].spaced
            && self.tokens[behind].is_word()
            && !self.numbers.ends_noun(word, true)
            && (word.ends_with('s') || self.numbers.units.longest(self.tokens, behind, end).is_some())
    }

    /// Whether a minus stands before the digits at `at`, and is no hyphen.
    fn is_negative(&self, at: usize, start: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= start) else { return false };
        let mark = !self.tokens[before].is_word();
        self.numbers.is_minus(self.tokens.lower(before))
            && (!mark || self.tokens[before].spaced && !self.tokens[at].spaced)
    }

    fn text_of(&self, span: Span) -> String {
        span.of(self.text).to_lowercase()
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
