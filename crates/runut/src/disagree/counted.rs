//! A figure with its surroundings, and when two of them count the same thing and exclude each other, or one grew to be
//! the other.

use super::outlet;
use crate::lang::{Numbers, Packs};
use crate::model::{
    ArticleIx, BlockKind, DateRange, Figure, MentionKind, Reading, Sense, Sentence, Span, TimeKind,
};
use crate::story::{Register, apart};
use crate::timeline::{Content, same_stem, speaker_key, width};

/// How far "about" reaches to both sides, as a share of the value.
const ABOUT: f64 = 0.2;

/// Values farther apart than this count different things, not one thing differently.
const FARTHEST: f64 = 4.0;

/// Sentences between two amounts of one text that may be of one thing.
const BESIDE: usize = 1;

/// Days before its report from which what a sentence dates is background.
const BACKGROUND: i64 = 14;

/// Telling words before a figure that say what it measures, where its own say little.
const BEFORE: usize = 3;

/// Letters between a figure and the place it is counted in ("12 people in the port of Sarwa").
const TO_PLACE: u32 = 24;

/// Telling words up to which a sentence gives an amount and little else.
const AMOUNT_WORDS: usize = 10;

/// How two figures of one thing stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// They count different things, or both may hold.
    None,
    /// They cannot both hold.
    Against,
    /// The later report has more.
    Grown,
}

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
    /// The telling words right before it.
    before: Content,
    /// The place right behind it, by its name.
    place: Option<String>,
    /// Whether its sentence tells that the figure grew.
    growing: bool,
    /// Whether it is one of several parts, or less than what its article gives for the whole.
    pub part: bool,
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
        // "Thousands" is an impression, no count.
        if figure.sense == Sense::Indefinite {
            return None;
        }
        let (low, high) = bounds(figure)?;
        let holds = |sentence: &crate::model::Sentence| sentence.span.contains(figure.span);
        let at_sentence = annotations.sentences.iter().position(holds)?;
        let sentence = &annotations.sentences[at_sentence];
        let language = packs.languages.get(&sentence.language);
        let numbers = language.and_then(|language| language.numbers.as_ref());
        let own = figure.span.of(text);
        // "Four others" takes over what was counted before, not what became of it.
        let others =
            |numbers: &Numbers| own.split_whitespace().any(|word| numbers.is_rest(&word.to_lowercase()));
        let counts = match numbers.is_some_and(others) {
            true => own,
            false => figure.counts.as_deref().or(figure.unit.as_deref())?,
        };
        if numbers.is_some_and(|numbers| is_sum(&text[figure.span.end as usize..], numbers)) {
            return None;
        }
        // "Orang" is too common to tell a story, yet it is what is counted.
        let counts = Content::of(counts, &[Span::new(0, counts.len())], "", packs);
        let thing = |word: &String| numbers.and_then(|numbers| numbers.thing(word));
        let context = Content::of(text, &[sentence.span], &sentence.language, packs);
        let head = Span { start: sentence.span.start, end: figure.span.start };
        let mut before = Content::of(text, &[head], &sentence.language, packs);
        before.words.drain(..before.words.len().saturating_sub(BEFORE));
        let mut things: Vec<&str> = counts.words.iter().filter_map(thing).collect();
        // "The blast killed 3 people": what became of them stands before the number.
        if things.is_empty() {
            things.extend(before.words.iter().rev().find_map(thing));
        }
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
        let wordings = language.and_then(|language| language.wordings.as_ref());
        Some(Counted {
            before,
            place: place_behind(figure.span, reading),
            growing: wordings.is_some_and(|wordings| wordings.tells_growth(&context.plain)),
            part: false,
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
            context,
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

/// Whether a figure counts two things together ("242 passengers and crew"), by the words behind it.
fn is_sum(behind: &str, numbers: &Numbers) -> bool {
    let mut words = behind.split_whitespace();
    let and = words.next().is_some_and(|word| numbers.is_and(&word.to_lowercase()));
    let number =
        |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || numbers.numerals.exact(word).is_some();
    let small = |word: &str| word.starts_with(char::is_lowercase);
    and && words.next().is_some_and(|word| small(word) && !number(word))
}

/// The place that a figure is counted in: named right behind it, in the same clause.
fn place_behind(figure: Span, reading: &Reading) -> Option<String> {
    let text = &reading.article.text;
    let near = |place: &Span| place.start >= figure.end && place.start - figure.end <= TO_PLACE;
    let places = reading.annotations.mentions.iter().filter(|mention| mention.kind == MentionKind::Place);
    let place = places.map(|mention| mention.whole).find(near)?;
    let between = Span { start: figure.end, end: place.start }.of(text);
    let one_clause = !between.contains([',', ';', '.', ':', '(']) && between.split_whitespace().count() <= 2;
    one_clause.then(|| place.of(text).to_lowercase())
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
    /// Whether their numbers cannot both hold: the cheap test, before it is asked whether they count one thing.
    pub fn excludes(&self, other: &Counted<'_>) -> bool {
        (self.high < other.low || other.high < self.low)
            && !rounded(self.value, other.value)
            && !rounded(other.value, self.value)
            && self.low.max(other.low) <= FARTHEST * self.low.min(other.low)
    }

    /// How two figures that exclude each other stand. Reports of different events count one thing only where the packs
    /// have a name for it.
    pub fn relation(&self, other: &Counted<'_>, one_event: bool) -> Relation {
        if self.article == other.article {
            return match self.rivals(other) {
                true => Relation::Against,
                false => Relation::None,
            };
        }
        let one_thing = || if one_event { self.same_thing(other) } else { self.named_alike(other) };
        if self.part || other.part || self.elsewhere(other) || !one_thing() {
            return Relation::None;
        }
        let other_day = matches!((self.days, other.days), (Some(one), Some(two)) if !one.overlaps(&two));
        match self.later(other) {
            Some(later) if later.value > self.value.min(other.value) => match other_day && !later.growing {
                false if later.growing || (self.one_unit(other) && self.told_alike(other)) => Relation::Grown,
                _ => Relation::None,
            },
            _ if other_day || outlet(self.reading) == outlet(other.reading) => Relation::None,
            _ => Relation::Against,
        }
    }

    /// Whether their sentences share a third of the words of the shorter one.
    fn told_alike(&self, other: &Counted<'_>) -> bool {
        let fewest = self.context.words.len().min(other.context.words.len());
        self.language != other.language || self.context.shared(&other.context) * 3 >= fewest
    }

    /// The figure whose report is of the later day.
    fn later<'a>(&'a self, other: &'a Self) -> Option<&'a Self> {
        let (one, two) = (self.reading.article.day()?, other.reading.article.day()?);
        match one.cmp(&two) {
            std::cmp::Ordering::Less => Some(other),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(self),
        }
    }

    /// Whether they count in two places, or one tells of the past as background.
    fn elsewhere(&self, other: &Counted<'_>) -> bool {
        let places = matches!((&self.place, &other.place), (Some(one), Some(two)) if !one.contains(two.as_str()) && !two.contains(one.as_str()));
        let meet = matches!((self.days, other.days), (Some(one), Some(two)) if one.overlaps(&two));
        places || ((self.is_background() || other.is_background()) && !meet)
    }

    fn is_background(&self) -> bool {
        let ends = self.days.and_then(|days| days.to);
        ends.zip(self.reading.article.day()).is_some_and(|(end, day)| apart(end, day) > BACKGROUND)
    }

    /// Whether two people claim the two figures of one article.
    pub fn claimed_by_another(&self, other: &Counted<'_>) -> bool {
        self.claimant.is_some() && other.claimant.is_some() && self.claimant != other.claimant
    }

    /// Whether two figures of one article are two claims about one thing.
    fn rivals(&self, other: &Counted<'_>) -> bool {
        let day = matches!((self.days, other.days), (Some(one), Some(two)) if !one.overlaps(&two));
        let claims = self.claimed_by_another(other) && !self.elsewhere(other) && self.same_thing(other);
        !day && self.claimant != other.claimant && (claims || self.one_amount(other))
    }

    /// Whether one sentence lists both as parts of something: one unit, other numbers, one source.
    pub fn listed_with(&self, other: &Counted<'_>) -> bool {
        self.sentence == other.sentence
            && self.figure.span != other.figure.span
            && self.value != other.value
            && self.claimant == other.claimant
            && !self.growing
            && self.one_unit(other)
            && !self.counts.words.is_empty()
            && self.things == other.things
    }

    /// The same unit, the same words for what is counted, and sentences about the same; or one name in all languages.
    pub fn same_thing(&self, other: &Counted<'_>) -> bool {
        if self.named_alike(other) {
            return true;
        }
        // The packs name what became of one and of the other, and they are not alike: dead and injured.
        if self.language != other.language || (!self.things.is_empty() && !other.things.is_empty()) {
            return false;
        }
        let (few, many) = if self.counts.words.len() <= other.counts.words.len() {
            (&self.counts, &other.counts)
        } else {
            (&other.counts, &self.counts)
        };
        if !self.one_unit(other) || few.words.is_empty() || few.shared(many) < few.words.len() {
            return false;
        }
        // "Three ships" twice is no evidence; what they did must be the same too.
        let own = few.words.len();
        let around = self.context.shared(&other.context);
        let fewest = self.context.words.len().min(other.context.words.len());
        let enough = match own {
            1 => around * 2 >= fewest,
            _ => around.saturating_sub(own) * 3 >= fewest.saturating_sub(own),
        };
        // A price and a loss are both money: what stands before the number tells which.
        let told = self.before.words.len().min(other.before.words.len()) == BEFORE;
        let other_measure = own < 2 && told && self.before.shared(&other.before) == 0;
        enough && !other_measure
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
