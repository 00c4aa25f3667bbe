//! Scores text dumps: the visible lines of labelled pages, without any markup, against the body their gold gives.
//!
//! `runut-eval dumps [--errors N] [--set NAME] [--page PART]`. Windowed: from ten lines above the body to twenty-five
//! below, as what people copy; whole: every visible line, menus and all. The lines were labelled by machine; the gold
//! body is what counts, and keeping exactly the labelled lines gives the ceiling.

use crate::extract::body::{by_shingles, by_words};
use crate::extract::found::body;
use crate::extract::option;
use crate::extract::pages::unpacked;
use crate::sets::{self, Floors};
use anyhow::Context;
use runut::lang::Packs;
use runut::model::{Article, Page, PageKind};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Lines above and below the body that belong to a window.
const WINDOW: (usize, usize) = (10, 25);

/// Prints the scores of each set; fails under a floor.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let Some(folder) = sets::shared("data/extraction") else { return Ok(()) };
    let packs = Packs::bundled()?;
    let (set, page) = (option(arguments, "--set"), option(arguments, "--page"));
    let mut windowed = Sums::default();
    let mut whole = Sums::default();
    let mut ceiling = Sums::default();
    let mut worst = Vec::new();
    for gold in labelled(&folder)? {
        if set.is_some_and(|set| set != gold.set) || page.is_some_and(|page| !gold.name.contains(page)) {
            continue;
        }
        let window = gold.window();
        let (lines, read) = (joined(window), |lines: &str| dump(&gold.name, lines, &packs));
        let article = read(&lines);
        if page.is_some() {
            show(&gold, window, &lines, article.as_ref());
        }
        let found = article.as_ref().map(body).unwrap_or_default();
        worst.push((windowed.add(&gold, &found), gold.name.clone()));
        whole.add(&gold, &read(&joined(&gold.lines)).as_ref().map(body).unwrap_or_default());
        let labelled = window.iter().filter(|(kept, _)| *kept).map(|(_, text)| text.as_str());
        ceiling.add(&gold, &labelled.collect::<Vec<_>>().join("\n\n"));
    }
    let mut floors = Floors::of("dumps")?;
    println!(
        "{:14} {:>6} {:>22} {:>22} {:>22}",
        "set", "pages", "windowed", "whole page", "labelled lines kept"
    );
    for (name, score) in &windowed.0 {
        println!("{name:14} {:>6} {score} {} {}", score.pages, whole.0[name], ceiling.0[name]);
        floors.hold(&format!("{name}.windowed"), score.f1());
    }
    worst.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    worst.iter().take(sets::errors_wanted(arguments)).for_each(|(f1, name)| println!("{f1:.3} {name}"));
    if set.is_none() && page.is_none() { floors.verdict() } else { Ok(()) }
}

/// A page's visible lines, which of them are body, and its gold body.
pub struct Gold {
    /// File name without its endings.
    pub name: String,
    /// The set it is of.
    pub set: String,
    /// Its registrable domain.
    pub domain: String,
    /// The gold body.
    pub body: String,
    /// Whether each line is body, and the line.
    pub lines: Vec<(bool, String)>,
}

impl Gold {
    /// The lines around the body.
    pub fn window(&self) -> &[(bool, String)] {
        let first = self.lines.iter().position(|(body, _)| *body).unwrap_or(0);
        let last = self.lines.iter().rposition(|(body, _)| *body).unwrap_or(first);
        &self.lines[first.saturating_sub(WINDOW.0)..self.lines.len().min(last + WINDOW.1 + 1)]
    }
}

/// All pages of which a body and labelled lines are known, by name; the Indonesian sets are one.
///
/// # Errors
/// Where a file cannot be read.
pub fn labelled(folder: &Path) -> anyhow::Result<Vec<Gold>> {
    let entries = std::fs::read_dir(folder.join("lines"))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    files.sort();
    let mut pages = Vec::new();
    for path in files {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(name) = file.strip_suffix(".tsv.gz") else { continue };
        let json = std::fs::read_to_string(folder.join(format!("{name}.json")))?.replace(": NaN", ": null");
        let gold: Value = serde_json::from_str(&json).with_context(|| name.to_owned())?;
        let text = String::from_utf8(unpacked(&path)?)?;
        let line = |line: &str| line.split_once('\t').map(|(label, text)| (label == "1", text.to_owned()));
        let lines: Vec<_> = text.lines().filter_map(line).collect();
        let (Some(body), Some(set)) = (gold["body"].as_str(), gold["source_set"].as_str()) else { continue };
        if !lines.iter().any(|(kept, _)| *kept) {
            continue;
        }
        let set = if matches!(set, "slasherrb" | "indonesia_hand") { "indonesian" } else { set };
        let domain = gold["domain"].as_str().unwrap_or(name).to_owned();
        pages.push(Gold { name: name.to_owned(), set: set.to_owned(), domain, body: body.to_owned(), lines });
    }
    Ok(pages)
}

/// The lines as one text.
pub fn joined(lines: &[(bool, String)]) -> String {
    lines.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n")
}

fn dump(name: &str, lines: &str, packs: &Packs) -> Option<Article> {
    let mut page = Page::new(name, lines.as_bytes().to_vec());
    page.kind = Some(PageKind::Text);
    runut::extract::articles(&page, packs).remove(0).ok()
}

/// Sums of one set: pages, precision, recall, and F1 of each page.
#[derive(Clone, Copy, Default)]
pub struct Sum {
    /// How many.
    pub pages: usize,
    precision: f64,
    recall: f64,
    f1: f64,
    by_words: bool,
}

impl Sum {
    /// By shingles the F1 of the means, as scrapinghub's evaluation has it; by words the mean F1, as WCXB's.
    pub fn f1(&self) -> f64 {
        let pages = self.pages.max(1) as f64;
        if self.by_words { self.f1 / pages } else { harmonic(self.precision / pages, self.recall / pages) }
    }
}

impl std::fmt::Display for Sum {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pages = self.pages.max(1) as f64;
        write!(out, "P {:.3} R {:.3} F1 {:.3}", self.precision / pages, self.recall / pages, self.f1())
    }
}

/// Sums of each set.
#[derive(Default)]
pub struct Sums(pub BTreeMap<String, Sum>);

impl Sums {
    /// Adds what was found on a page; its F1.
    pub fn add(&mut self, gold: &Gold, found: &str) -> f64 {
        let wcxb = gold.set.starts_with("wcxb");
        let (precision, recall) =
            if wcxb { by_words(&gold.body, found) } else { by_shingles(&gold.body, found) };
        let (precision, recall) = (precision.unwrap_or(0.0), recall.unwrap_or(0.0));
        let sum = self.0.entry(gold.set.clone()).or_default();
        sum.pages += 1;
        sum.precision += precision;
        sum.recall += recall;
        sum.f1 += harmonic(precision, recall);
        sum.by_words = wcxb;
        harmonic(precision, recall)
    }
}

fn harmonic(a: f64, b: f64) -> f64 {
    if a + b == 0.0 { 0.0 } else { 2.0 * a * b / (a + b) }
}

/// Prints a page line by line: what gold says, what was read.
fn show(gold: &Gold, window: &[(bool, String)], lines: &str, article: Option<&Article>) {
    println!("== {} ({} bytes)", gold.name, lines.len());
    let mut at = 0u32;
    for (body, text) in window {
        let (start, end) = (at, at + text.len() as u32);
        at = end + 1;
        let inside = |(from, to): (u32, u32)| from < end && start < to;
        let found = article.and_then(|article| {
            let mut kept = article.blocks.iter();
            let kept = kept.find(|b| article.origin.page_range(b.span).is_some_and(inside));
            let removed = || article.removed.iter().find(|one| one.page.is_some_and(inside));
            let kept = kept.map(|block| format!("{:?}", block.kind));
            kept.or_else(|| removed().map(|one| format!("- {:?} ({})", one.kind, one.why)))
        });
        let text: String = text.chars().take(110).collect();
        println!("{} {:44} {text}", u8::from(*body), found.unwrap_or_default());
    }
}
