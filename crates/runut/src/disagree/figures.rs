//! Figures that count the same thing and cannot both hold.

use super::{outlet, sentence};
use crate::lang::Packs;
use crate::model::{
    ArticleIx, BlockKind, Disagreement, DisagreementKind, Figure, Reading, Sense, Side, Story,
};
use crate::story::Register;
use crate::timeline::{Content, same_stem, speaker_key};

/// How far "about" reaches to both sides, as a share of the value.
const ABOUT: f64 = 0.2;

/// Values farther apart than this count different things, not one thing differently.
const FARTHEST: f64 = 4.0;

/// One figure with its surroundings.
struct Counted<'r> {
    article: ArticleIx,
    figure: &'r Figure,
    reading: &'r Reading,
    language: String,
    /// What it counts, in telling words.
    counts: Content,
    /// Its sentence.
    context: Content,
    claimant: Option<String>,
    low: f64,
    high: f64,
    /// The printed number, so that "exact 12" against "at least 12" is told apart from a real difference.
    value: f64,
}

/// Pairs of figures within one event that count the same and exclude each other.
pub(super) fn figures(
    story: &Story,
    readings: &[Reading],
    register: &Register,
    packs: &Packs,
) -> Vec<Disagreement> {
    let mut found: Vec<Disagreement> = Vec::new();
    for event in &story.events {
        let mut articles = event.articles.clone();
        articles.sort_by_key(|&at| (readings[at].article.day(), &readings[at].article.id, at));
        let all: Vec<Counted<'_>> =
            articles.iter().flat_map(|&at| counted(at, &readings[at], register, packs)).collect();
        for (at, one) in all.iter().enumerate() {
            for two in &all[at + 1..] {
                if one.contradicts(two) {
                    let next = disagreement(one, two);
                    let same = |known: &Disagreement| {
                        let says =
                            |d: &Disagreement| d.sides.iter().map(|s| s.says.clone()).collect::<Vec<_>>();
                        says(known) == says(&next)
                    };
                    if !found.iter().any(same) {
                        found.push(next);
                    }
                }
            }
        }
    }
    found
}

fn counted<'r>(at: ArticleIx, reading: &'r Reading, register: &Register, packs: &Packs) -> Vec<Counted<'r>> {
    let text = &reading.article.text;
    let annotations = &reading.annotations;
    let figures = annotations.figures.iter().filter(|figure| {
        let block = reading.article.block_at(figure.span.start).map(|block| block.kind);
        let dated = annotations.times.iter().any(|time| time.span.overlaps(figure.number));
        block != Some(BlockKind::Caption) && !dated
    });
    figures
        .filter_map(|figure| {
            let (low, high) = bounds(figure)?;
            let sentence =
                annotations.sentences.iter().find(|sentence| sentence.span.contains(figure.span))?;
            let counts = figure.counts.as_deref().or(figure.unit.as_deref())?;
            let whole = crate::model::Span::new(0, counts.len());
            let statement = figure.statement.and_then(|ix| annotations.statements.get(ix));
            Some(Counted {
                article: at,
                figure,
                reading,
                language: sentence.language.clone(),
                // "Orang" is too common to tell a story, yet it is what is counted.
                counts: Content::of(counts, &[whole], "", packs),
                context: Content::of(text, &[sentence.span], &sentence.language, packs),
                claimant: speaker_key(
                    statement.and_then(|statement| statement.speaker),
                    figure.claimed_by.as_deref(),
                    reading,
                    register,
                ),
                low,
                high,
                value: figure.value.or(figure.low)?,
            })
        })
        .collect()
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

impl Counted<'_> {
    fn contradicts(&self, other: &Counted<'_>) -> bool {
        let excluded = self.high < other.low || other.high < self.low;
        excluded
            && self.low.max(other.low) <= FARTHEST * self.low.min(other.low)
            && self.same_voice_differs(other)
            && !self.develops(other)
            && self.same_thing(other)
    }

    /// Two outlets, or two claimants in one text. One voice that gives two figures counts two things.
    fn same_voice_differs(&self, other: &Counted<'_>) -> bool {
        if self.article != other.article {
            return outlet(self.reading) != outlet(other.reading);
        }
        self.claimant.is_some() && other.claimant.is_some() && self.claimant != other.claimant
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

    /// The same unit, the same words for what is counted, and sentences about the same.
    fn same_thing(&self, other: &Counted<'_>) -> bool {
        if self.language != other.language {
            return false;
        }
        let unit = match (&self.figure.unit, &other.figure.unit) {
            (Some(one), Some(two)) => same_stem(&one.to_lowercase(), &two.to_lowercase()),
            _ => false,
        };
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
        unit && !few.words.is_empty() && shared == few.words.len() && around * detail >= fewest
    }
}

fn disagreement(one: &Counted<'_>, two: &Counted<'_>) -> Disagreement {
    let says = |counted: &Counted<'_>| {
        let words = counted.figure.span.of(&counted.reading.article.text);
        match &counted.figure.claimed_by {
            Some(name) => format!("{}, according to {name}: {words}", outlet(counted.reading)),
            None => format!("{}: {words}", outlet(counted.reading)),
        }
    };
    let side = |counted: &Counted<'_>| Side {
        says: says(counted),
        evidence: sentence(counted.reading, counted.figure.span),
    };
    let about = one.figure.counts.clone().or_else(|| one.figure.unit.clone()).unwrap_or_default();
    Disagreement {
        kind: DisagreementKind::Figure,
        about,
        sides: vec![side(one), side(two)],
        likely: None,
        why: "both count the same thing, and no bound allows both".to_owned(),
    }
}
