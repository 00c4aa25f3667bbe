//! What gold says of each block: body or not, and how much that counts.
//!
//! Gold bodies are text, not blocks; a block is body when at least half of its words stand in shingles of three that
//! the gold has too. All pages count alike, whatever their length.

use runut::extract::training::BlockRow;
use runut_eval::extract::pages::Labelled;
use std::collections::HashSet;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// Whether it is body.
    pub body: bool,
    /// How much it counts.
    pub weight: f64,
}

/// Weight of a page with a gold body, and of one with pieces only.
const PAGE: f64 = 300.0;
const PIECES: f64 = 60.0;

/// The words of a text, in small letters.
fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The labels of a page's blocks; `None` where gold says nothing.
pub fn labels(rows: &[BlockRow], gold: &Labelled) -> Vec<Option<Label>> {
    let mut labels: Vec<Option<Label>> = match &gold.body {
        Some(body) => by_body(rows, body),
        None => rows.iter().map(|row| by_pieces(row, gold)).collect(),
    };
    // The headline and captions have roles of their own, whatever a gold counts as body.
    for (row, label) in rows.iter().zip(&mut labels) {
        if row.title || row.values.is_empty() {
            *label = None;
        }
    }
    let total: f64 = labels.iter().flatten().map(|label| label.weight).sum();
    let (page, least) = if gold.body.is_some() { (PAGE, 60.0) } else { (PIECES, 10.0) };
    for label in labels.iter_mut().flatten() {
        label.weight *= page / total.max(least);
    }
    labels
}

fn by_body(rows: &[BlockRow], body: &str) -> Vec<Option<Label>> {
    let gold = tokens(body);
    let shingles: HashSet<&[String]> = gold.windows(3).collect();
    let lines: HashSet<String> = body.lines().map(|line| tokens(line).join(" ")).collect();
    let whole = format!(" {} ", gold.join(" "));
    let words: Vec<Vec<String>> = rows.iter().map(|row| tokens(&row.text)).collect();
    let mut shares: Vec<Option<f64>> = words
        .iter()
        .map(|words| match words.len() {
            0 => Some(0.0),
            1 | 2 => lines.contains(&words.join(" ")).then_some(1.0),
            _ => Some(covered(words, &shingles)),
        })
        .collect();
    // One or two words inside a line of gold: body where the blocks around it are.
    for at in 0..shares.len() {
        if shares[at].is_none() {
            let most = |range: std::ops::Range<usize>, shares: &[Option<f64>]| {
                shares[range].iter().flatten().copied().fold(0.0, f64::max)
            };
            let before = most(at.saturating_sub(2)..at, &shares);
            let behind = most(at + 1..shares.len().min(at + 3), &shares);
            let inside = whole.contains(&format!(" {} ", words[at].join(" ")));
            shares[at] = Some(if inside && before > 0.6 && behind > 0.6 { 1.0 } else { 0.0 });
        }
    }
    let label = |(share, words): (&Option<f64>, &Vec<String>)| {
        let share = share.unwrap_or(0.0);
        // Half in, half out: the block is parted otherwise than the gold, and teaches little.
        let sure = ((share - 0.5).abs() * 2.0).max(0.1);
        let weight = (words.len().clamp(1, 40) as f64).powf(0.7) * sure;
        Some(Label { body: share >= 0.5, weight })
    };
    shares.iter().zip(&words).map(label).collect()
}

/// The share of the words that stand in a shingle which the gold has.
fn covered(words: &[String], shingles: &HashSet<&[String]>) -> f64 {
    let mut inside = vec![false; words.len()];
    for (at, shingle) in words.windows(3).enumerate() {
        if shingles.contains(shingle) {
            inside[at..at + 3].fill(true);
        }
    }
    inside.iter().filter(|inside| **inside).count() as f64 / words.len() as f64
}

/// A page of which gold knows only some pieces that must be there, and some that must not.
fn by_pieces(row: &BlockRow, gold: &Labelled) -> Option<Label> {
    let there = |pieces: &[String]| pieces.iter().any(|piece| row.text.contains(piece.as_str()));
    let weight = 10.0;
    match (there(&gold.with), there(&gold.without)) {
        (true, false) => Some(Label { body: true, weight }),
        (false, true) => Some(Label { body: false, weight }),
        _ => None,
    }
}
