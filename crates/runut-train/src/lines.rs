//! The line model of text dumps: `runut-train lines [--folds-only]`.
//!
//! Learns from the labelled visible lines of `../shared/data/extraction`, each page as a window around its body and as
//! a whole. Cross-validated by registrable domain: no page is read by a model that saw its publisher.

use crate::boost::{Growth, Rows, grow};
use anyhow::Context;
use runut::extract::training;
use runut::lang::Packs;
use runut::model::{Page, PageKind};
use runut::trees::Forest;
use runut_eval::dumps::{Gold, Sums, joined, labelled};
use runut_eval::extract::found::body;
use runut_eval::sets;
use std::path::Path;

/// Into how many parts the domains fall.
const FOLDS: u64 = 5;

const GROWTH: Growth = Growth { trees: 120, leaves: 24, rate: 0.09, least: 8.0, shrink: 5.0, columns: 128 };

/// Measured lines of one page.
struct Measured {
    fold: u64,
    rows: Vec<(Vec<i32>, bool, f64)>,
}

/// Prints out-of-fold scores, then trains on all pages and writes the model.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let Some(folder) = sets::shared("data/extraction") else { return Ok(()) };
    let packs = Packs::bundled()?;
    let pages = labelled(&folder)?;
    let mut measured = Vec::new();
    for gold in &pages {
        for (lines, share) in [(gold.window(), 1.0), (&gold.lines[..], 0.5)] {
            measured.push(Measured { fold: fold(gold), rows: rows(lines, share, &packs) });
        }
    }
    let names = training::line_features();
    let count: usize = measured.iter().map(|page| page.rows.len()).sum();
    println!("{} pages, {count} lines, {} features", pages.len(), names.len());
    let (mut windowed, mut whole) = (Sums::default(), Sums::default());
    for fold_out in 0..FOLDS {
        let forest = train(&measured, names.len(), |fold| fold != fold_out);
        for gold in pages.iter().filter(|gold| fold(gold) == fold_out) {
            windowed.add(gold, &read(gold, gold.window(), &packs, &forest));
            whole.add(gold, &read(gold, &gold.lines, &packs, &forest));
        }
    }
    println!("{:14} {:>6} {:>22} {:>22}", "out of fold", "pages", "windowed", "whole page");
    for (name, score) in &windowed.0 {
        println!("{name:14} {:>6} {score} {}", score.pages, whole.0[name]);
    }
    if arguments.iter().any(|argument| argument == "--folds-only") {
        return Ok(());
    }
    let forest = train(&measured, names.len(), |_| true);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runut/models/lines.trees");
    let bytes = forest.bytes();
    std::fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
    println!("{}: {} bytes", path.display(), bytes.len());
    Ok(())
}

/// The part a page falls into, by its publisher (FNV-1a).
fn fold(gold: &Gold) -> u64 {
    let hash = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    (gold.domain.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, hash) >> 7) % FOLDS
}

/// The rows of a dump: what the model sees, what gold says, and how much the line counts.
fn rows(lines: &[(bool, String)], share: f64, packs: &Packs) -> Vec<(Vec<i32>, bool, f64)> {
    let text = joined(lines);
    let mut ends = Vec::with_capacity(lines.len());
    let mut end = 0;
    for (_, line) in lines {
        end += line.len() + 1;
        ends.push(end);
    }
    let mut rows = Vec::new();
    for (range, values) in training::lines(&text, packs) {
        let line = ends.partition_point(|end| *end <= range.start);
        let words = text[range].split_whitespace().count().clamp(1, 40) as f64;
        rows.push((values, lines[line].0, words.powf(0.7)));
    }
    // A page counts as a page, however long it is.
    let all: f64 = rows.iter().map(|row| row.2).sum();
    rows.iter_mut().for_each(|row| row.2 *= share * 300.0 / all.max(60.0));
    rows
}

fn train(pages: &[Measured], width: usize, wanted: impl Fn(u64) -> bool) -> Forest {
    let mut all = Rows::new(width);
    for page in pages.iter().filter(|page| wanted(page.fold)) {
        page.rows.iter().for_each(|(values, yes, weight)| all.add(values, *yes, *weight));
    }
    grow(&all, GROWTH)
}

fn read(gold: &Gold, lines: &[(bool, String)], packs: &Packs, forest: &Forest) -> String {
    let mut page = Page::new(gold.name.clone(), joined(lines).into_bytes());
    page.kind = Some(PageKind::Text);
    training::dump(&page, packs, forest).as_ref().map(body).unwrap_or_default()
}
