//! Which rules may begin at a place, told by its first two words or the shape of its digits, before any is tried.

use super::pattern::{self, Firsts, Numeral, Step, WordIx};
use super::{Rule, TimeGrammar};

/// What may stand behind the word that a rule begins with.
#[derive(Debug, Default)]
pub(super) struct Second {
    /// Anything, or nothing.
    anything: bool,
    number: bool,
    /// A bit for each word of the vocabulary.
    words: Vec<u64>,
}

impl Second {
    /// Whether it may be this word, or with `None` a number.
    pub(super) fn allows(&self, word: Option<WordIx>) -> bool {
        let bit = |word: WordIx| {
            self.words.get(word as usize / 64).is_some_and(|bits| bits >> (word % 64) & 1 == 1)
        };
        self.anything || word.map_or(self.number, |word| word != 0 && bit(word))
    }

    fn add(&mut self, word: WordIx) {
        let at = word as usize / 64;
        if self.words.len() <= at {
            self.words.resize(at + 1, 0);
        }
        self.words[at] |= 1 << (word % 64);
    }
}

/// The bit of a slot for digits.
fn bit(numeral: Numeral) -> u32 {
    1 << numeral as u32
}

/// The slots that digits of this shape may fill. `colon`: a colon stands behind them.
pub(super) fn shapes(digits: &str, colon: bool) -> u32 {
    let mut all = bit(Numeral::Count) | bit(Numeral::Number) | bit(Numeral::Ordinal);
    let mut may = |numerals: &[Numeral]| numerals.iter().for_each(|numeral| all |= bit(*numeral));
    match digits.len() {
        1 => may(&[Numeral::Day, Numeral::FirstDay, Numeral::Month, Numeral::Hour]),
        2 => {
            may(&[Numeral::Day, Numeral::FirstDay, Numeral::Month, Numeral::Hour, Numeral::ShortYear]);
        }
        4 => may(&[Numeral::Year, Numeral::RecentYear, Numeral::MilitaryClock]),
        _ => {}
    }
    if colon || digits.contains('.') {
        may(&[Numeral::Clock, Numeral::ColonClock, Numeral::DottedDate]);
    }
    all
}

impl TimeGrammar {
    /// Notes for each word which rules may begin with it, and for each rule what its first two words may be.
    pub(super) fn index(&mut self) {
        for at in 0..self.rules.len() {
            let (second, shapes) = (self.second(&self.rules[at]), self.rules[at].first_shapes());
            let rule = &mut self.rules[at];
            (rule.second, rule.shapes) = (second, shapes);
            self.index_rule(at);
        }
    }

    fn index_rule(&mut self, at: usize) {
        let (rule, index) = (&self.rules[at], at as u16);
        let firsts = pattern::firsts(&rule.steps);
        // "{number}" may be spelled out.
        let mut words = self.words_of(&firsts, firsts.number);
        words.sort_unstable();
        words.dedup();
        words.iter().for_each(|&word| self.starts[word as usize].push(index));
        if !firsts.number {
            return;
        }
        self.number_rules.push(index);
        let behind = pattern::behind_number(&rule.steps);
        if behind.anything {
            self.number_then.iter_mut().for_each(|rules| rules.push(index));
            self.number_then_number.push(index);
            return;
        }
        let mut words = self.words_of(&behind, behind.spelled);
        words.sort_unstable();
        words.dedup();
        words.iter().for_each(|&word| self.number_then[word as usize].push(index));
        if behind.number || behind.spelled {
            self.number_then_number.push(index);
        }
    }

    /// The words among what may stand at a place; `spelled`: number words too.
    fn words_of(&self, firsts: &Firsts, spelled: bool) -> Vec<WordIx> {
        let mut words: Vec<WordIx> = firsts.words.iter().copied().collect();
        for class in firsts.classes.iter().copied().chain(self.number_class.filter(|_| spelled)) {
            words.extend(self.classes[class as usize].keys().copied());
        }
        words
    }

    /// What may stand behind the word that a rule begins with.
    fn second(&self, rule: &Rule) -> Second {
        let mut second = Second::default();
        let mut behind = |firsts: &Firsts| {
            second.anything |= firsts.anything;
            second.number |= firsts.number;
            self.words_of(firsts, firsts.number).into_iter().for_each(|word| second.add(word));
        };
        let mut rest = Vec::new();
        for at in pattern::first_steps(&rule.steps) {
            let class = match rule.steps[at] {
                Step::Class { class, .. } => Some(class),
                // A number in words goes on with others, or with a hyphen.
                Step::Numeral { .. } => self.number_class,
                _ => None,
            };
            let entries = class.into_iter().flat_map(|class| self.classes[class as usize].values().flatten());
            rest.extend(entries.filter_map(|entry| entry.rest.first().copied()));
            if matches!(rule.steps[at], Step::Numeral { .. }) {
                rest.push(self.hyphen);
                rest.extend(class.iter().flat_map(|class| self.classes[*class as usize].keys().copied()));
            }
            behind(&pattern::firsts_from(&rule.steps, at + 1));
        }
        rest.into_iter().for_each(|word| second.add(word));
        second
    }
}

impl Rule {
    /// The shapes of digits that it may begin with.
    fn first_shapes(&self) -> u32 {
        let slots = pattern::first_steps(&self.steps).into_iter().filter_map(|at| match self.steps[at] {
            Step::Numeral { numeral, .. } => Some(bit(numeral)),
            _ => None,
        });
        slots.fold(0, |all, slot| all | slot)
    }
}
