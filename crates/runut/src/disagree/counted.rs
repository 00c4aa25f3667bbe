//! A figure with its surroundings, and when two of them count the same thing and exclude each other.

use super::outlet;
use crate::lang::Packs;
use crate::model::{ArticleIx, BlockKind, DateRange, Figure, Reading, Sense, Sentence, Span, TimeKind};
use crate::story::Register;
use crate::timeline::{Content, same_stem, speaker_key, width};

/// How far "about" reaches to both sides, as a share of the value.
const ABOUT: f64 = 0.2;

/// Values farther apart than this count different things, not one thing differently.
const FARTHEST: f64 = 4.0;

/// Sentences between two amounts of one text that may be of one thing.
const BESIDE: usize = 1;

/// Telling words up to which a sentence gives an amount and little else.
const AMOUNT_WORDS: usize = 10;

/// One figure with its surroundings.
pub(super) struct Counted<'r> {
    pub article: ArticleIx,
    pub figure: &'r Figure,
    pub reading: &'r Reading,
    pub block: Option<BlockKind>,
    /// The printed number, so that "exact 12" against "at least 12" is told apart from a real difference.
    pub value: f64,
    language: &'r str,
    /// Which sentence it stands in.
    sentence: usize,
    /// Whether its sentence names a day, month or year.
    dated: bool,
    /// The days its sentence names; for a headline, those of the first sentence under it.
    days: Option<DateRange>,
    /// What it counts, in telling words.
    counts: Content,
    /// The same under names that all languages share, in order.
    things: Vec<&'r str>,
    /// Its sentence.
    context: Content,
    claimant: Option<String>,
    low: f64,
    high: f64,
}

/// The figures of one article that may be compared: none of captions, none that is part of a date.
pub(super) fn counted<'r>(
    at: ArticleIx,
    reading: &'r Reading,
    register: &Register,
    packs: &'r Packs,
) -> Vec<Counted<'r>> {
    let text = &reading.article.text;
    let annotations = &reading.annotations;
    let one = |figure: &'r Figure| {
        let block = reading.article.block_at(figure.span.start).map(|block| block.kind);
        let of_time = annotations.times.iter().any(|time| time.span.overlaps(figure.number));
        if block == Some(BlockKind::Caption) || of_time {
            return None;
        }
        let (low, high) = bounds(figure)?;
        let holds = |sentence: &crate::model::Sentence| sentence.span.contains(figure.span);
        let at_sentence = annotations.sentences.iter().position(holds)?;
        let sentence = &annotations.sentences[at_sentence];
        let counts = figure.counts.as_deref().or(figure.unit.as_deref())?;
        // "Orang" is too common to tell a story, yet it is what is counted.
        let counts = Content::of(counts, &[Span::new(0, counts.len())], "", packs);
        let numbers = packs.languages.get(&sentence.language).and_then(|language| language.numbers.as_ref());
        let thing = |word: &String| numbers.and_then(|numbers| numbers.thing(word));
        let mut things: Vec<&str> = counts.words.iter().filter_map(thing).collect();
        things.sort_unstable();
        things.dedup();
        let statement = figure.statement.and_then(|ix| annotations.statements.get(ix));
        let claimant = statement.and_then(|statement| statement.speaker);
        let dates = |time: &crate::model::TimeExpression| {
            time.kind == TimeKind::Date && sentence.span.contains(time.span)
        };
        let told = match block {
            Some(BlockKind::Title) => annotations.sentences.get(at_sentence + 1).unwrap_or(sentence),
            _ => sentence,
        };
        Some(Counted {
            article: at,
            figure,
            reading,
            block,
            value: figure.value.or(figure.low)?,
            language: &sentence.language,
            sentence: at_sentence,
            dated: annotations.times.iter().any(dates),
            days: days(told, reading),
            counts,
            things,
            context: Content::of(text, &[sentence.span], &sentence.language, packs),
            claimant: speaker_key(claimant, figure.claimed_by.as_deref(), reading, register),
            low,
            high,
        })
    };
    annotations.figures.iter().filter_map(one).collect()
}

/// The narrowest days that a sentence names.
fn days(sentence: &Sentence, reading: &Reading) -> Option<DateRange> {
    let times = reading.annotations.times.iter();
    let named = times.filter(|time| {
        matches!(time.kind, TimeKind::Date | TimeKind::Time) && sentence.span.contains(time.span)
    });
    named.filter_map(|time| time.days()).min_by_key(width)
}

/// The least and the most that a figure may mean.
fn bounds(figure: &Figure) -> Option<(f64, f64)> {
    if let (Some(low), Some(high)) = (figure.low, figure.high) {
        return Some((low, high));
    }
    let value = figure.value.or(figure.low)?;
    Some(match figure.sense {
        Sense::Exact => (value, value),
        Sense::About => (value * (1.0 - ABOUT), value * (1.0 + ABOUT)),
        Sense::AtLeast | Sense::MoreThan | Sense::Indefinite => (value, f64::INFINITY),
        Sense::AtMost | Sense::LessThan => (0.0, value),
    })
}

/// Amounts from which a report may give a round number for an exact one.
const LARGE: f64 = 1e6;

/// Whether one amount is the other, rounded: 84 billion for 83.9 billion, 6 for 6.1; heads are counted exactly.
fn rounded(round: f64, exact: f64) -> bool {
    let fraction = exact.fract() != 0.0;
    if round <= 0.0 || (!fraction && round < LARGE) {
        return false;
    }
    // The value of the last digit that is not nought.
    let mut step = if round.fract() == 0.0 { 1.0 } else { 0.1 };
    while round.fract() == 0.0 && round % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    (fraction || step * 10.0 <= round) && (round - exact).abs() <= step / 2.0
}

impl Counted<'_> {
    /// Whether both count one thing and cannot both hold. Reports of different events count one thing only where the
    /// packs have a name for it.
    pub fn contradicts(&self, other: &Counted<'_>, one_event: bool) -> bool {
        let excluded = self.high < other.low || other.high < self.low;
        let other_day = matches!((self.days, other.days), (Some(one), Some(two)) if !one.overlaps(&two));
        if !excluded
            || other_day
            || rounded(self.value, other.value)
            || rounded(other.value, self.value)
            || self.low.max(other.low) > FARTHEST * self.low.min(other.low)
            || self.develops(other)
        {
            return false;
        }
        if self.article == other.article {
            let two_claim = self.claimant.is_some() && other.claimant.is_some();
            return self.claimant != other.claimant
                && ((two_claim && self.same_thing(other)) || self.one_amount(other));
        }
        outlet(self.reading) != outlet(other.reading)
            && if one_event { self.same_thing(other) } else { self.named_alike(other) }
    }

    /// A figure that is greater in a later day's report has grown.
    fn develops(&self, other: &Counted<'_>) -> bool {
        let (one, two) = (self.reading.article.day(), other.reading.article.day());
        match (one, two) {
            (Some(one), Some(two)) if one < two => self.value < other.value,
            (Some(one), Some(two)) if one > two => self.value > other.value,
            _ => false,
        }
    }

    /// The same unit, the same words for what is counted, and sentences about the same; or one name in all languages.
    pub fn same_thing(&self, other: &Counted<'_>) -> bool {
        if self.named_alike(other) {
            return true;
        }
        if self.language != other.language {
            return false;
        }
        let (few, many) = if self.counts.words.len() <= other.counts.words.len() {
            (&self.counts, &other.counts)
        } else {
            (&other.counts, &self.counts)
        };
        let shared = few.shared(many);
        let around = self.context.shared(&other.context);
        let fewest = self.context.words.len().min(other.context.words.len());
        // "Three ships" twice is no evidence; what they did must be the same too.
        let detail = if few.words.len() >= 2 { 4 } else { 2 };
        self.one_unit(other)
            && !few.words.is_empty()
            && shared == few.words.len()
            && around * detail >= fewest
    }

    /// Whether it gives the same value for a thing of the same unit.
    pub fn is_value_of(&self, other: &Counted<'_>) -> bool {
        self.value == other.value && (self.one_unit(other) || self.named_alike(other))
    }

    fn one_unit(&self, other: &Counted<'_>) -> bool {
        match (&self.figure.unit, &other.figure.unit) {
            (Some(one), Some(two)) => same_stem(&one.to_lowercase(), &two.to_lowercase()),
            _ => false,
        }
    }

    /// Whether the packs call both by the same names, one perhaps by more ("families" and "displaced families").
    fn named_alike(&self, other: &Counted<'_>) -> bool {
        let (few, many) = if self.things.len() <= other.things.len() {
            (&self.things, &other.things)
        } else {
            (&other.things, &self.things)
        };
        !few.is_empty() && few.iter().all(|thing| many.contains(thing))
    }

    /// Two amounts side by side, one claimed and the other not or by somebody else, of a thing that both sentences
    /// name; sentences with dates compare times, not claims.
    fn one_amount(&self, other: &Counted<'_>) -> bool {
        let bare = self.figure.counts.is_none() && other.figure.counts.is_none();
        let longest = self.context.words.len().max(other.context.words.len());
        let short = longest <= AMOUNT_WORDS;
        let beside = self.sentence.abs_diff(other.sentence) == BESIDE;
        let tells =
            |word: &&String| !word.starts_with(|c: char| c.is_ascii_digit()) && other.context.has(word);
        let number = |word: &&String| !self.number_word(word) && !other.number_word(word);
        bare && beside
            && short
            && !self.dated
            && !other.dated
            && self.one_unit(other)
            && self.context.words.iter().filter(tells).filter(number).count() > 0
    }

    /// Whether a word belongs to the figure itself ("million").
    fn number_word(&self, word: &str) -> bool {
        self.figure.span.of(&self.reading.article.text).to_lowercase().contains(word)
    }
}
