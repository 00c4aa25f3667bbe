//! Scores grouping (BCubed and pairwise F1 over labelled events), copies, and the trace of the five seeds.
//!
//! BCubed after Bagga and Baldwin (1998): for each article, how pure its group is and how much of its gold group it
//! holds. Sets and floors in `floors.toml`; what is not there is named and skipped.

mod across;
mod copies;
mod fit;
mod follow;
mod gold;
mod seeds;
mod speed;
mod statements;

use crate::sets::Floors;
use anyhow::Context;
use runut::lang::Packs;
use runut::model::{Article, Block, BlockKind, Reading, Span, Stated};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A labelled article.
#[derive(Clone, serde::Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    outlet: String,
    #[serde(default)]
    title: String,
    text: String,
    #[serde(default)]
    story: String,
    #[serde(default)]
    saga: Option<String>,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    source: Vec<String>,
}

impl Line {
    fn reading(&self) -> Reading {
        let value = |text: &str| (!text.is_empty()).then(|| Stated::given(text.to_owned(), "labelled set"));
        let article = Article {
            id: self.id.clone(),
            outlet: value(&self.outlet),
            title: value(&self.title),
            published: value(&self.date),
            language: self.lang.clone(),
            text: self.text.clone(),
            given: true,
            ..Article::default()
        };
        Reading { article, ..Reading::default() }
    }
}

/// Prints the scores; fails where one is under its floor.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/stories");
    // Parts alone are for work on them, without floors, which are of all parts together.
    match arguments.first().map(String::as_str) {
        Some("copies") => return copies::score(&folder, &mut Floors::of("stories")?),
        Some("speed") => return speed::print(&folder),
        Some("statements") => {
            return statements::score(&folder, &Packs::bundled()?, &mut Floors::of("stories")?);
        }
        _ => {}
    }
    let packs = Packs::bundled()?;
    if let Some(at) = arguments.iter().position(|argument| argument == "--fit") {
        let tries = arguments.get(at + 1).and_then(|tries| tries.parse().ok()).unwrap_or(500);
        return fit::run(&folder, &packs, tries);
    }
    let mut floors = Floors::of("stories")?;
    groups(&folder, &packs, &mut floors)?;
    follow::score(&folder, &packs, &mut floors)?;
    across::score(&folder, &packs, &mut floors)?;
    copies::score(&folder, &mut floors)?;
    statements::score(&folder, &packs, &mut floors)?;
    seeds::score(&packs, &mut floors)?;
    floors.verdict()
}

/// The labelled sets of events.
const EVENTS: [&str; 5] = ["id_2025a", "en_fnc_a", "en_basil_2010_2015", "vi_ktlab_a", "en_ecbplus_dev"];

fn groups(folder: &Path, packs: &Packs, floors: &mut Floors) -> anyhow::Result<()> {
    println!("{:<22} {:>6} {:>6} {:>6}  bcubed P     R     F    pairs F", "set", "docs", "gold", "found");
    let (mut sum, mut sets) = (0.0, 0);
    for set in EVENTS {
        let Some(lines) = load(&folder.join(set).with_extension("jsonl"))? else { continue };
        let readings: Vec<Reading> = lines.iter().map(Line::reading).collect();
        let found = runut::story::groups(&readings, packs);
        let events: Vec<&str> = found.iter().map(|(event, _)| event.as_str()).collect();
        let gold: Vec<&str> = lines.iter().map(|line| line.story.as_str()).collect();
        let score = show(set, &gold, &events);
        floors.hold(set, score);
        (sum, sets) = (sum + score, sets + 1);
        if lines.iter().any(|line| line.saga.is_some()) {
            let sagas: Vec<&str> =
                lines.iter().map(|line| line.saga.as_deref().unwrap_or(&line.story)).collect();
            let stories: Vec<&str> = found.iter().map(|(_, story)| story.as_str()).collect();
            show("  its events as sagas", &sagas, &events);
            let score = show("  running stories", &sagas, &stories);
            floors.hold(&format!("{set}_running"), score);
            let annotated: Vec<Reading> = readings
                .into_iter()
                .map(|reading| runut::annotate(in_lines(reading.article), packs))
                .collect();
            let found = runut::story::groups(&annotated, packs);
            let events: Vec<&str> = found.iter().map(|(event, _)| event.as_str()).collect();
            floors.hold(&format!("{set}_named"), show("  with names read", &gold, &events));
            let stories: Vec<&str> = found.iter().map(|(_, story)| story.as_str()).collect();
            floors.hold(&format!("{set}_named_running"), show("  running, names read", &sagas, &stories));
        }
    }
    if sets > 0 {
        println!("{:<22} {:>38.3}", "mean", sum / f64::from(sets));
        floors.hold("mean", sum / f64::from(sets));
    }
    Ok(())
}

/// The article with every line of its text as a paragraph.
fn in_lines(mut article: Article) -> Article {
    let mut start = 0;
    for line in article.text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            let span = Span::new(start, start + line.trim_end().len());
            article.blocks.push(Block { kind: BlockKind::Paragraph, span });
        }
        start += line.len();
    }
    article
}

/// Prints one row and returns BCubed F1.
fn show(set: &str, gold: &[&str], found: &[&str]) -> f64 {
    let ((p, r), pairs) = (bcubed(gold, found), pairwise(gold, found));
    let distinct = |labels: &[&str]| labels.iter().collect::<BTreeSet<_>>().len();
    let (golds, founds) = (distinct(gold), distinct(found));
    println!(
        "{set:<22} {:>6} {golds:>6} {founds:>6}  {p:>8.3} {r:>5.3} {:>5.3}    {pairs:>5.3}",
        gold.len(),
        f1(p, r)
    );
    f1(p, r)
}

fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

/// How many articles each label has in both, in gold, and in what was found.
type Counts<'a> = (BTreeMap<(&'a str, &'a str), f64>, BTreeMap<&'a str, f64>, BTreeMap<&'a str, f64>);

fn counts<'a>(gold: &[&'a str], found: &[&'a str]) -> Counts<'a> {
    let mut counts = Counts::default();
    for (&gold, &found) in gold.iter().zip(found) {
        *counts.0.entry((gold, found)).or_default() += 1.0;
        *counts.1.entry(gold).or_default() += 1.0;
        *counts.2.entry(found).or_default() += 1.0;
    }
    counts
}

fn bcubed(gold: &[&str], found: &[&str]) -> (f64, f64) {
    let (both, golds, founds) = counts(gold, found);
    let all = gold.len().max(1) as f64;
    let precision: f64 = both.iter().map(|((_, found), n)| n * n / founds[found]).sum();
    let recall: f64 = both.iter().map(|((gold, _), n)| n * n / golds[gold]).sum();
    (precision / all, recall / all)
}

fn pairwise(gold: &[&str], found: &[&str]) -> f64 {
    let (both, golds, founds) = counts(gold, found);
    let pairs = |n: &f64| n * (n - 1.0) / 2.0;
    let hits: f64 = both.values().map(pairs).sum();
    let (golds, founds) = (golds.values().map(pairs).sum::<f64>(), founds.values().map(pairs).sum::<f64>());
    f1(if founds > 0.0 { hits / founds } else { 1.0 }, if golds > 0.0 { hits / golds } else { 1.0 })
}

/// The lines of a set, or nothing, said aloud, when it is not there.
fn load(path: &Path) -> anyhow::Result<Option<Vec<Line>>> {
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("SKIPPED: {} is not there; nothing was measured on it", path.display());
        return Ok(None);
    };
    let lines = text.lines().map(|line| serde_json::from_str(line).context("a line of a labelled set"));
    Ok(Some(lines.collect::<anyhow::Result<_>>()?))
}
