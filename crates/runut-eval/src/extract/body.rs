//! How near a found body is to the gold one, by the measures of four public benchmarks.
//!
//! Shingles: scrapinghub's, precision and recall averaged over pages. Words: WCXB's, F1 of bags of words averaged.
//! Segments: trafilatura's, pieces of text that must and must not be there, counted over all pages. Paragraphs:
//! Fundus', F1 of paragraphs that are exactly right, averaged.

use super::Scores;
use super::found::Found;
use super::pages::Labelled;
use crate::sets::Ratio;
use std::collections::BTreeMap;
use std::hash::Hash;

/// A sum and how many are in it.
#[derive(Clone, Copy, Debug, Default)]
struct Mean(f64, f64);

impl Mean {
    fn add(&mut self, value: f64) {
        *self = Self(self.0 + value, self.1 + 1.0);
    }

    fn value(self) -> f64 {
        self.0 / self.1.max(1.0)
    }
}

/// The sums of one set.
#[derive(Debug, Default)]
struct Sums {
    precision: Mean,
    recall: Mean,
    words: Mean,
    paragraphs: Mean,
}

/// The sums of one extractor over many pages.
#[derive(Debug, Default)]
pub struct Bodies {
    sets: BTreeMap<String, Sums>,
    segments: Ratio,
}

impl Bodies {
    /// Adds a page; the F1 of its shingles, where it has a gold body.
    pub fn add(&mut self, gold: &Labelled, found: Option<&Found>) -> Option<(f64, f64)> {
        let text = found.map_or("", |found| found.body.as_str());
        if gold.set == "trafilatura_eval" {
            self.segments = self.segments + segments(gold, text);
        }
        let body = gold.body.as_deref()?;
        let sums = self.sets.entry(gold.set.clone()).or_default();
        let (precision, recall) = by_shingles(body, text);
        sums.precision.add(precision.unwrap_or(0.0));
        if let Some(recall) = recall {
            sums.recall.add(recall);
        }
        sums.words.add(f1(by_words(body, text)));
        sums.paragraphs.add(f1(by_paragraphs(body, text)));
        Some((precision.unwrap_or(0.0), recall.unwrap_or(0.0)))
    }

    /// Prints the scores of each set and adds them to the others.
    pub fn score(&self, scores: &mut Scores) {
        for (set, sums) in &self.sets {
            let (precision, recall) = (sums.precision.value(), sums.recall.value());
            let f1 = f1((Some(precision), Some(recall)));
            let (words, exact) = (sums.words.value(), sums.paragraphs.value());
            println!(
                "body {set:16} P {precision:.4} R {recall:.4} F1 {f1:.4} words {words:.4} paragraphs {exact:.4} ({} pages)",
                sums.recall.1
            );
            scores.insert(format!("body_{set}"), f1);
            if set == "wcxb_dev" {
                scores.insert("words_wcxb_dev".into(), words);
            }
            if set == "fundus_tests" {
                scores.insert("paragraphs_fundus_tests".into(), exact);
            }
        }
        if self.segments.gold > 0 {
            println!("segments {}", self.segments);
            scores.insert("segments".into(), self.segments.f1());
        }
    }
}

/// The pieces that are there, of those that must be.
fn segments(gold: &Labelled, text: &str) -> Ratio {
    let there = |pieces: &[String]| pieces.iter().filter(|piece| text.contains(piece.as_str())).count();
    let right = there(&gold.with);
    Ratio { gold: gold.with.len(), found: right + there(&gold.without), right }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    tokens(text).map(str::to_lowercase)
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    text.lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
}

fn counts<T: Ord + Hash>(all: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_insert(0) += 1);
    counts
}

/// The 4-token shingles of a text, with how often each stands in it.
fn shingles(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let tokens: Vec<&str> = tokens(text).collect();
    let size = 4.min(tokens.len()).max(1);
    counts(tokens.windows(size).map(<[&str]>::to_vec))
}

/// Precision and recall, `None` where there is nothing to measure it on.
pub type Measured = (Option<f64>, Option<f64>);

/// Precision and recall of shingles, as scrapinghub's evaluation has them.
pub fn by_shingles(gold: &str, found: &str) -> Measured {
    ratios(&shingles(gold), &shingles(found))
}

/// Precision and recall of the words in small letters, as WCXB's evaluation has them.
pub fn by_words(gold: &str, found: &str) -> Measured {
    ratios(&counts(words(gold)), &counts(words(found)))
}

/// Precision and recall of whole paragraphs, as Fundus' evaluation has them.
pub fn by_paragraphs(gold: &str, found: &str) -> Measured {
    ratios(&counts(paragraphs(gold)), &counts(paragraphs(found)))
}

/// Precision and recall of bags.
fn ratios<T: Ord>(gold: &BTreeMap<T, usize>, found: &BTreeMap<T, usize>) -> Measured {
    let shared: usize =
        found.iter().map(|(key, count)| (*count).min(gold.get(key).copied().unwrap_or(0))).sum();
    let share = |counts: &BTreeMap<T, usize>| {
        let all = counts.values().sum::<usize>();
        (all > 0).then(|| shared as f64 / all as f64)
    };
    (share(found), share(gold))
}

fn f1((precision, recall): Measured) -> f64 {
    let (p, r) = (precision.unwrap_or(0.0), recall.unwrap_or(0.0));
    2.0 * p * r / (p + r).max(1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_compared_by_shingles_words_and_paragraphs() {
        let gold = "Air naik lagi.\n\nWarga mengungsi ke masjid.";
        for (found, shingles_f1, words_f1, paragraphs_f1) in [
            (gold, 1.0, 1.0, 1.0),
            ("", 0.0, 0.0, 0.0),
            ("Air naik lagi.", 0.0, 0.6, 2.0 / 3.0),
            ("air naik lagi. Warga mengungsi ke masjid.", 0.75, 1.0, 0.0),
        ] {
            let exact = |a: f64, b: f64| assert!((a - b).abs() < 1e-6, "{found}: {a} for {b}");
            exact(f1(by_shingles(gold, found)), shingles_f1);
            exact(f1(by_words(gold, found)), words_f1);
            exact(f1(by_paragraphs(gold, found)), paragraphs_f1);
        }
    }
}
