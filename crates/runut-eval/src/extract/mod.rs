//! Scores extraction: line roles and metadata of the seeds, body and metadata of HTML pages.
//!
//! `runut-eval extract [--errors N] [--set NAME] [--page PART] [--fact NAME]`; `--page` prints what is found on
//! matching pages, `--fact title|author|date|kept` every page where that is wrong, `--fact how` the
//! article lines.

pub mod body;
pub mod facts;
pub mod found;
pub mod pages;
mod seeds;

use crate::sets::Floors;
use found::Found;
use pages::Labelled;
use runut::lang::Packs;
use runut::model::{Article, Page};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// Measured values by name.
pub type Scores = BTreeMap<String, f64>;

/// The word behind a flag.
pub fn option<'a>(arguments: &'a [String], name: &str) -> Option<&'a str> {
    arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1)).map(String::as_str)
}

/// Prints the scores; fails under a floor.
///
/// # Errors
/// Where a labelled set cannot be read, or a score is under its floor.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if !shared.join("seeds").is_dir() {
        eprintln!("SKIPPED: extract is not measured, {} is missing", shared.display());
        return Ok(());
    }
    let packs = Packs::bundled()?;
    for language in packs.languages.iter() {
        language.check()?;
    }
    let wanted = Wanted {
        errors: crate::sets::errors_wanted(arguments),
        set: option(arguments, "--set"),
        page: option(arguments, "--page"),
        fact: option(arguments, "--fact"),
    };
    let mut scores = Scores::new();
    seeds::score(&shared, &packs, wanted.errors, &mut scores)?;
    html(&shared.join("data/extraction"), &packs, &wanted, &mut scores)?;
    for (name, score) in &scores {
        println!("{name:32} {score:.4}");
    }
    if wanted.set.is_some() || wanted.page.is_some() {
        return Ok(());
    }
    let mut floors = Floors::of("extract")?;
    scores.iter().for_each(|(name, score)| floors.hold(name, *score));
    floors.verdict()
}

/// What of the pages is to be shown.
struct Wanted<'a> {
    errors: usize,
    set: Option<&'a str>,
    page: Option<&'a str>,
    fact: Option<&'a str>,
}

fn first(page: &Page, packs: &Packs) -> Result<Article, String> {
    runut::extract::articles(page, packs).remove(0).map_err(|error| error.to_string())
}

/// Body, title, writers and date of the HTML pages.
fn html(folder: &Path, packs: &Packs, wanted: &Wanted, scores: &mut Scores) -> anyhow::Result<()> {
    let (mut bodies, mut facts) = (body::Bodies::default(), facts::Facts::default());
    let mut worst: Vec<(f64, String)> = Vec::new();
    let (mut bytes, mut time) = (0, Duration::ZERO);
    for gold in pages::labelled(folder)? {
        if wanted.set.is_some_and(|set| set != gold.set)
            || wanted.page.is_some_and(|part| !gold.name.contains(part))
        {
            continue;
        }
        let page = gold.page()?;
        bytes += page.bytes.len();
        let start = Instant::now();
        let article = first(&page, packs);
        time += start.elapsed();
        if let (Some("how"), Ok(article)) = (wanted.fact, &article) {
            println!("{}", serde_json::to_string(&runut::wire::article_line(article))?);
        }
        if wanted.page.is_some() {
            print_page(&gold, &article);
        }
        let found = article.as_ref().ok().map(Found::from);
        if let Some((p, r)) = bodies.add(&gold, found.as_ref()) {
            let why = article.as_ref().err().map_or("", String::as_str);
            let f1 = 2.0 * p * r / (p + r).max(1e-9);
            worst.push((f1, format!("{} P {p:.2} R {r:.2} {why}", gold.name)));
        }
        let wrong = facts.add(&gold, found.as_ref());
        wrong.iter().filter(|(fact, _)| wanted.fact == Some(*fact)).for_each(|(_, line)| println!("{line}"));
    }
    bodies.score(scores);
    facts.score(scores);
    let (megabytes, seconds) = (bytes as f64 / 1e6, time.as_secs_f64());
    println!("{megabytes:.1} MB in {seconds:.2} s: {:.0} MB/s", megabytes / seconds.max(1e-9));
    worst.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    worst.iter().take(wanted.errors).for_each(|(f1, what)| println!("{f1:.3} {what}"));
    Ok(())
}

fn print_page(gold: &Labelled, article: &Result<Article, String>) {
    let short = |text: &str| text.chars().take(110).collect::<String>().replace('\n', " / ");
    println!("== {}\ngold title {:?} author {:?} date {:?}", gold.name, gold.title, gold.author, gold.date);
    match article {
        Ok(article) => {
            let byline: Vec<_> = article.byline.iter().map(|name| (&name.value, &name.how)).collect();
            let dates = article.published.iter().chain(&article.other_dates);
            println!(
                "title {:?} byline {byline:?} dates {:?} outlet {:?}",
                article.headline(),
                dates.map(|date| (&date.value, &date.how)).collect::<Vec<_>>(),
                article.outlet_name()
            );
            article
                .blocks
                .iter()
                .for_each(|b| println!("  {:?}: {}", b.kind, short(b.span.of(&article.text))));
            article.removed.iter().for_each(|r| println!("  - {:?} ({}): {}", r.kind, r.why, short(&r.text)));
        }
        Err(error) => println!("{error}"),
    }
    println!("GOLD {}", gold.body.as_deref().unwrap_or(""));
}
