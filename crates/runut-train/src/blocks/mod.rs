//! Trains `blocks.trees`: is a block of an HTML page body or not? Scored on sites that the forest has not seen.
//!
//! `runut-train blocks [--dry] [--trees N] [--leaves N] [--keep N] [--without FEATURES] [--unseen SETS]`: `--dry` scores
//! and writes nothing; `--without` leaves out features whose names begin so, `--unseen` sets that are not to be learned
//! from.

mod label;

use crate::boost::{Growth, Rows, grow};
use anyhow::Context;
use runut::extract::training::{self, BlockRow};
use runut::lang::Packs;
use runut::model::Page;
use runut::trees::{Forest, ONE};
use runut_eval::extract::body::Bodies;
use runut_eval::extract::found::Found;
use runut_eval::extract::pages::{self, Labelled};
use runut_eval::extract::{Scores, option};
use std::path::Path;

/// Parts of the sites, each judged by a forest grown on the others.
const FOLDS: usize = 5;

/// A block is kept at this log-odds, in thousandths: about a chance of 0.6, where shingles and words score best.
const LEAST: usize = 400;

/// A page with what is to be learned from it.
struct Lesson {
    gold: Labelled,
    page: Page,
    rows: Vec<BlockRow>,
    fold: usize,
}

/// How the forest is grown, and from what.
struct Plan<'a> {
    growth: Growth,
    keep: i32,
    /// Features left out, by the heads of their names.
    without: Option<&'a str>,
    /// Sets left out.
    unseen: &'a str,
}

/// Cross-validates by site, then grows the forest on all pages and writes it.
///
/// # Errors
/// Where a page cannot be read or the model not be written.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let number = |name: &str, otherwise: usize| -> anyhow::Result<usize> {
        option(arguments, name).map_or(Ok(otherwise), |text| text.parse().with_context(|| name.to_owned()))
    };
    let growth = Growth {
        trees: number("--trees", 60)?,
        leaves: number("--leaves", 24)?,
        rate: number("--rate", 120)? as f64 / 1000.0,
        least: number("--least", 20)? as f64,
        columns: number("--columns", 96)? as u32,
        ..Growth::default()
    };
    let plan = Plan {
        growth,
        keep: number("--keep", LEAST)? as i32 * ONE / 1000,
        without: option(arguments, "--without"),
        unseen: option(arguments, "--unseen").unwrap_or(""),
    };
    let packs = Packs::bundled()?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/extraction");
    let lessons = lessons(&folder, &packs)?;
    let mut bodies = Bodies::default();
    let forests: Vec<Forest> = std::thread::scope(|scope| {
        let grown: Vec<_> = (0..FOLDS)
            .map(|fold| {
                let (lessons, plan) = (&lessons, &plan);
                scope.spawn(move || forest(lessons.iter().filter(|lesson| lesson.fold != fold), plan))
            })
            .collect();
        grown.into_iter().map(|one| one.join().expect("growing does not fail")).collect()
    });
    let mut worst = Vec::new();
    for lesson in &lessons {
        let found = training::html(&lesson.page, &packs, &forests[lesson.fold]).ok();
        if let Some((p, r)) = bodies.add(&lesson.gold, found.as_ref().map(Found::from).as_ref()) {
            worst.push((2.0 * p * r / (p + r).max(1e-9), p, r, &lesson.gold.name));
        }
    }
    println!("sites not seen, {} folds", FOLDS);
    bodies.score(&mut Scores::new());
    worst.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (f1, p, r, name) in worst.iter().take(number("--errors", 0)?) {
        println!("{f1:.3} P {p:.2} R {r:.2} {name}");
    }
    if arguments.iter().any(|argument| argument == "--dry") {
        return Ok(());
    }
    let forest = forest(lessons.iter(), &plan);
    let bytes = forest.bytes();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runut/models/blocks.trees");
    std::fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
    println!(
        "{}: {} bytes, {} trees, {} features",
        path.display(),
        bytes.len(),
        forest.trees.len(),
        forest.features
    );
    Ok(())
}

fn lessons(folder: &Path, packs: &Packs) -> anyhow::Result<Vec<Lesson>> {
    let mut lessons = Vec::new();
    for gold in pages::labelled(folder)? {
        if gold.body.is_none() && gold.with.is_empty() {
            continue;
        }
        let page = gold.page()?;
        let rows = training::blocks(&page, packs);
        let site = if gold.domain.is_empty() { &gold.name } else { &gold.domain };
        // FNV-1a: which part a site is in must not depend on the others.
        let hash = site.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        let fold = (hash % FOLDS as u64) as usize;
        lessons.push(Lesson { gold, page, rows, fold });
    }
    Ok(lessons)
}

/// The forest of these lessons; a score above 0 means that the block is kept.
fn forest<'l>(lessons: impl Iterator<Item = &'l Lesson>, plan: &Plan<'_>) -> Forest {
    let names = training::block_features();
    let left_out = |name: &String| plan.without.is_some_and(|head| name.starts_with(head));
    let left_out: Vec<bool> = names.iter().map(left_out).collect();
    let mut rows = Rows::new(names.len());
    for lesson in lessons.filter(|lesson| !plan.unseen.split(',').any(|set| set == lesson.gold.set)) {
        for (row, label) in lesson.rows.iter().zip(label::labels(&lesson.rows, &lesson.gold)) {
            if let Some(label) = label.filter(|_| !row.values.is_empty()) {
                let used = |(value, out): (&i32, &bool)| if *out { 0 } else { *value };
                let values: Vec<i32> = row.values.iter().zip(&left_out).map(used).collect();
                rows.add(&values, label.body, label.weight);
            }
        }
    }
    let mut forest = grow(&rows, plan.growth);
    forest.bias -= plan.keep;
    forest
}
