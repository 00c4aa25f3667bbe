//! What a number counts: its unit, the words for it, and what became of it.

use super::Reader;
use crate::lang::UnitKind;
use crate::model::Span;

/// What stands behind a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Counted {
    /// One past the last token that belongs to the figure.
    pub(super) end: usize,
    pub(super) unit: Option<String>,
    /// What the unit measures, where it is one of the pack's.
    pub(super) kind: Option<UnitKind>,
    /// Where the words for what is counted stand.
    pub(super) words: Option<Span>,
    /// What became of it ("tewas").
    pub(super) state: Option<Span>,
    /// Whether it is more of what was counted before.
    pub(super) rest: bool,
}

impl Reader<'_> {
    /// Reads what stands behind a number that ends before `at`.
    pub(super) fn counted(&self, at: usize, end: usize) -> Counted {
        let mut counted = Counted { end: at, ..Counted::default() };
        if at >= end {
            return counted;
        }
        let word = self.tokens.lower(at);
        // "31-year-old", "10-kilometer": the hyphen only joins.
        let hyphen = self.tokens.is_mark(at, "-")
            && !self.tokens[at].spaced
            && at + 1 < end
            && !self.tokens[at + 1].spaced;
        let from = at + usize::from(hyphen);
        // "percentage points" are no percentage.
        let measured = self.unit_at(from, end).map_or(0, |(length, _)| length);
        if let Some(length) = self.percent_at(at, end).filter(|length| *length >= measured) {
            counted.end = at + length;
            counted.unit = Some("%".to_owned());
            return counted;
        }
        if let Some((length, unit)) = self.unit_at(from, end) {
            let (name, kind) = self.numbers.unit(unit);
            counted.end = from + length;
            counted.unit = Some(name.to_owned());
            counted.kind = Some(kind);
            if kind == UnitKind::Measure {
                let (noun, words) = self.noun(counted.end, end);
                if noun > counted.end && self.numbers.head_first {
                    counted.words = words;
                }
            }
            return counted;
        }
        if self.numbers.is_rest(word) {
            counted.rest = true;
            counted.end = at + 1;
            counted.state = self.state(counted.end, end);
            return counted;
        }
        let (noun, words) = self.noun(from, end);
        if words.is_none() && !hyphen {
            // "five are missing", "lima luka-luka": of what was counted before.
            counted.state = self.state(at, end);
            if let Some(state) = counted.state {
                counted.rest = true;
                counted.end = self.tokens.within(state).end.max(at);
            }
            return counted;
        }
        if let Some(words) = words {
            counted.end = noun;
            let quoted = !self.tokens[from].is_word();
            counted.unit = match self.head(from, noun) {
                Some(_) if quoted => Some(
                    self.tokens[from + 1].span.cover(self.tokens[noun - 2].span).of(self.text).to_lowercase(),
                ),
                head => head.map(|head| self.tokens.lower(head).to_owned()),
            };
            counted.words = Some(words);
            counted.state = self.state(noun, end);
        }
        counted
    }

    /// How many tokens mean hundredths at `at`: "%", "per cent".
    pub(super) fn percent_at(&self, at: usize, end: usize) -> Option<usize> {
        let one = at < end && self.numbers.is_percent(self.tokens.lower(at));
        let two = || self.two(at, end).is_some_and(|two| self.numbers.is_percent(&two));
        if one { Some(1) } else { two().then_some(2) }
    }

    /// What a rate is reckoned by, where one stands at `at` ("per barrel", "a share"): one past its end, and its name.
    pub(super) fn rate(&self, at: usize, end: usize) -> Option<(usize, String)> {
        // "£24 a-year"
        let dash = at + 1 < end && self.tokens.is_mark(at + 1, "-") && !self.tokens[at + 1].spaced;
        let of = at + 1 + usize::from(dash);
        if of >= end || !self.tokens[of].is_word() && self.tokens.lower(of) != "%" {
            return None;
        }
        let word = self.tokens.lower(at);
        let (rate, article) = (self.numbers.is_rate(word), self.numbers.is_rate_article(word));
        if !rate && !article {
            return None;
        }
        if let Some((length, unit)) = self.numbers.units.longest(self.tokens, of, end)
            && (rate || self.numbers.unit(unit).1 == UnitKind::Measure)
        {
            return Some((of + length, self.numbers.unit(unit).0.to_owned()));
        }
        let priced = self.tokens.lower(of);
        let plain = !self.tokens[of].capital && !self.numbers.ends_noun(priced, true);
        (rate && plain || self.numbers.is_rated(priced)).then(|| (of + 1, priced.to_owned()))
    }

    fn two(&self, at: usize, end: usize) -> Option<String> {
        let words = at + 1 < end && self.tokens[at].is_word() && self.tokens[at + 1].is_word();
        words.then(|| format!("{} {}", self.tokens.lower(at), self.tokens.lower(at + 1)))
    }

    /// A unit that starts at `at`; one of a single letter only where it is written onto the number.
    pub(super) fn unit_at(&self, at: usize, end: usize) -> Option<(usize, usize)> {
        if at >= end {
            return None;
        }
        let (length, unit) = self.numbers.units.longest(self.tokens, at, end)?;
        let short = length == 1 && self.tokens[at].is_word() && self.tokens[at].span.len() <= 2;
        let stops = self.numbers.ends_noun(self.tokens.lower(at), true);
        // "5G" is no five grams.
        if self.tokens[at].capital && self.tokens[at].span.len() == 1 {
            return None;
        }
        (!(short && self.tokens[at].spaced && (stops || self.tokens[at].span.len() == 1)))
            .then_some((length, unit))
    }

    /// Where the noun phrase from `at` ends, and its words; at most six of them.
    pub(super) fn noun(&self, at: usize, end: usize) -> (usize, Option<Span>) {
        let mut here = at;
        // 'dua "republik rakyat"': the marks belong to the words.
        let quoted = here < end
            && !self.tokens[here].is_word()
            && matches!(self.tokens.lower(here), "\"" | "“" | "'" | "‘");
        here += usize::from(quoted);
        let first = here;
        while here < end && here < first + 6 {
            let token = &self.tokens[here];
            let word = self.tokens.lower(here);
            let known = token.capital && here > first;
            // "63,000 Model 3 sedans": the number belongs to the name.
            let in_name = here > first
                && token.is_number()
                && token.span.len() <= 3
                && self.tokens.lower(here).bytes().all(|byte| byte.is_ascii_digit())
                && self.tokens[here - 1].capital
                && self.numbers.units.longest(self.tokens, here - 1, here).is_none()
                && here + 1 < end
                && self.tokens[here + 1].is_word();
            if in_name {
                here += 1;
                continue;
            }
            if !token.is_word() || (here > first && !token.spaced && !self.tokens.is_mark(here - 1, "-")) {
                break;
            }
            let told_how = here > first && self.numbers.is_adverb(self.tokens.lower(here - 1));
            if !known && !told_how && self.numbers.ends_noun(word, here == first)
                || self.numbers.is_rest(word)
                || self.numbers.is_percent(word)
            {
                break;
            }
            if self.in_time(token.span) || self.numbers.numerals.longest(self.tokens, here, end).is_some() {
                break;
            }
            here += 1;
        }
        // "fewer than 300 stayed" counts nobody by name; "300 injured" does.
        let verb = here == first + 1
            && self.numbers.ends_noun(self.tokens.lower(first), false)
            && self.numbers.states.longest(self.tokens, first, here).is_none();
        if here == first || verb && !self.numbers.head_first {
            return (at, None);
        }
        let closes = quoted
            && here < end
            && !self.tokens[here].is_word()
            && matches!(self.tokens.lower(here), "\"" | "”" | "'" | "’");
        if quoted && !closes {
            return (at, None);
        }
        let last = if closes { here } else { here - 1 };
        (last + 1, Some(self.tokens[at].span.cover(self.tokens[last].span)))
    }

    /// The words of a whole from `at`, behind an article or pronoun: "the voters", "warga".
    pub(super) fn whole_words(&self, at: usize, end: usize) -> (usize, Option<Span>) {
        let here = at + usize::from(at < end && self.numbers.is_determiner(self.tokens.lower(at)));
        self.noun(here, end)
    }

    /// The head of a noun phrase.
    fn head(&self, at: usize, end: usize) -> Option<usize> {
        let mut words = (at..end).filter(|&word| self.tokens[word].is_word());
        if self.numbers.head_first { words.next() } else { words.next_back() }
    }

    /// What became of what is counted: a state within three helping words.
    fn state(&self, at: usize, end: usize) -> Option<Span> {
        for here in at..end.min(at + 4) {
            if let Some((length, ())) = self.numbers.states.longest(self.tokens, here, end) {
                return Some(self.tokens[here].span.cover(self.tokens[here + length - 1].span));
            }
            if !self.numbers.is_helper(self.tokens.lower(here)) {
                return None;
            }
        }
        None
    }
}
