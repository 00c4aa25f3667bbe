//! Scores extraction: line roles and metadata of the seeds, body and metadata of HTML pages.
//!
//! `runut-eval extract [--errors N] [--set NAME] [--page PART]`; `--page` prints what is found on matching pages.

use anyhow::{Context, bail};
use runut::lang::Packs;
use runut::model::{Article, BlockKind, Page, PageKind};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

type Scores = BTreeMap<String, f64>;

/// The folder of labelled data beside the repository.
fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared")
}

/// The word behind a flag.
pub fn option<'a>(arguments: &'a [String], name: &str) -> Option<&'a str> {
    arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1)).map(String::as_str)
}

/// Prints the scores; fails under a floor.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let shared = shared();
    if !shared.join("seeds").is_dir() {
        eprintln!("SKIPPED: extract is not measured, {} is missing", shared.display());
        return Ok(());
    }
    let packs = Packs::bundled()?;
    for language in packs.languages.iter() {
        language.check()?;
    }
    let show: usize = option(arguments, "--errors").and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut scores = Scores::new();
    seeds(&shared, &packs, show, &mut scores)?;
    let only = (option(arguments, "--set"), option(arguments, "--page"));
    pages(&shared.join("data/extraction"), &packs, show, only, &mut scores)?;
    for (name, score) in &scores {
        println!("{name:32} {score:.4}");
    }
    if only == (None, None) { floors(&scores) } else { Ok(()) }
}

/// Holds the scores against `floors.toml`.
fn floors(scores: &Scores) -> anyhow::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("floors.toml");
    let table: toml::Table = std::fs::read_to_string(&path).context("floors.toml")?.parse()?;
    let mut under = Vec::new();
    for (name, floor) in table.get("extract").and_then(toml::Value::as_table).into_iter().flatten() {
        let floor = floor.as_float().with_context(|| format!("floors.toml: extract.{name} is no number"))?;
        match scores.get(name) {
            Some(score) if *score >= floor => {}
            Some(score) => under.push(format!("{name} is {score:.4}, its floor {floor:.4}")),
            None => under.push(format!("{name} was not measured, its floor is {floor:.4}")),
        }
    }
    if under.is_empty() { Ok(()) } else { bail!("extract: {}", under.join("; ")) }
}

fn first(page: &Page, packs: &Packs) -> Result<Article, String> {
    runut::extract::articles(page, packs).remove(0).map_err(|error| error.to_string())
}

/// The role a gold line must come out with.
fn expected(role: &str) -> &'static str {
    match role {
        r if r.starts_with("body") || r == "title" || r == "standfirst" || r == "subheading" => "body",
        "caption" => "caption",
        _ => "removed",
    }
}

/// Roles of all lines of the seeds, their metadata, and that every block equals its bytes.
fn seeds(shared: &Path, packs: &Packs, show: usize, scores: &mut Scores) -> anyhow::Result<()> {
    let gold = std::fs::read_to_string(shared.join("gold/seed_lines.tsv"))?;
    let mut articles: BTreeMap<String, (Article, String)> = BTreeMap::new();
    let (mut right, mut all) = (0, 0);
    for line in gold.lines().skip(1) {
        let fields: Vec<&str> = line.splitn(4, '\t').collect();
        let [file, number, role, _] = fields[..] else { bail!("seed_lines.tsv: a line without four fields") };
        if !articles.contains_key(file) {
            let bytes = std::fs::read(shared.join("seeds").join(file))?;
            let text = String::from_utf8(bytes.clone())?;
            let page = Page::new(file, bytes);
            let article = first(&page, packs).map_err(anyhow::Error::msg)?;
            for block in &article.blocks {
                let range = article.origin.page_range(block.span).context("a block without a place")?;
                if text.get(range.0 as usize..range.1 as usize) != Some(block.span.of(&article.text)) {
                    bail!("{file}: a block differs from its bytes");
                }
            }
            articles.insert(file.to_owned(), (article, text));
        }
        let (article, page) = &articles[file];
        let number: usize = number.parse()?;
        let start: usize = page.split('\n').take(number - 1).map(|line| line.len() + 1).sum();
        let end = start + page.split('\n').nth(number - 1).unwrap_or("").trim_end().len();
        let overlap = |(from, to): (u32, u32)| (from as usize) < end && start < to as usize;
        let mut kept =
            article.blocks.iter().filter(|b| article.origin.page_range(b.span).is_some_and(overlap));
        let found =
            kept.next().map(|block| if block.kind == BlockKind::Caption { "caption" } else { "body" });
        let removed = || article.removed.iter().any(|r| r.page.is_some_and(overlap)).then_some("removed");
        let found = found.or_else(removed).unwrap_or("lost");
        all += 1;
        if found == expected(role) {
            right += 1;
        } else if show > 0 {
            println!("seed line {file}:{number} is {role}, read as {found}");
        }
    }
    scores.insert("seed_lines".into(), f64::from(right) / f64::from(all));
    let (mut right, mut all) = (0, 0);
    for (file, (article, _)) in &articles {
        let gold: Value =
            serde_json::from_str(&std::fs::read_to_string(shared.join(format!("gold/{file}.json")))?)?;
        let gold = &gold["article"];
        let text = |value: &Value| {
            value["text"].as_str().map(|text| text.trim_matches(['(', ')', '[', ']']).to_owned())
        };
        let published = &gold["published"];
        let stated =
            if published["stated"] == true { published["value"].as_str().map(str::to_owned) } else { None };
        let byline = article.byline.iter().map(|name| name.value.clone()).next();
        let checks = [
            ("title", text(&gold["title"]), article.title.as_ref().map(|t| t.value.clone())),
            (
                "outlet",
                gold["outlet"]["canonical"].as_str().map(str::to_owned),
                article.outlet.as_ref().map(|o| o.value.clone()),
            ),
            ("byline", text(&gold["byline"]), byline),
            ("editor", text(&gold["editor"]), article.editor.as_ref().map(|e| e.value.clone())),
            ("kicker", text(&gold["kicker"]), article.kicker.as_ref().map(|k| k.value.clone())),
            ("published", stated, article.published.as_ref().map(|p| p.value.clone())),
            ("dateline", text(&gold["dateline"]), article.dateline.map(|d| d.of(&article.text).to_owned())),
            (
                "original",
                gold["original"]["outlet"].as_str().map(str::to_owned),
                article.original.as_ref().map(|o| o.outlet.clone()),
            ),
            ("language", gold["language"].as_str().map(str::to_owned), Some(article.language.clone())),
        ];
        for (what, gold, found) in checks {
            all += 1;
            if gold == found {
                right += 1;
            } else {
                println!("seed {file}: {what} is {gold:?}, read as {found:?}");
            }
        }
    }
    scores.insert("seed_facts".into(), f64::from(right) / f64::from(all));
    Ok(())
}

/// What `gzip -dc` makes of a file.
pub fn unpacked(path: &Path) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("gzip")
        .arg("-dc")
        .arg(path)
        .output()
        .context("gzip is needed to read the labelled pages")?;
    Ok(output.stdout)
}

/// The 4-token shingles of a text, with how often each stands in it.
fn shingles(text: &str) -> BTreeMap<Vec<String>, usize> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
    let tokens: Vec<String> = words.map(str::to_owned).collect();
    let mut counts = BTreeMap::new();
    let size = 4.min(tokens.len());
    if size > 0 {
        for window in tokens.windows(size) {
            *counts.entry(window.to_vec()).or_insert(0) += 1;
        }
    }
    counts
}

/// Precision and recall of the shingles, as scrapinghub's evaluation has them.
pub fn precision_recall(gold: &str, found: &str) -> (Option<f64>, Option<f64>) {
    let (gold, found) = (shingles(gold), shingles(found));
    let shared: usize =
        found.iter().map(|(key, count)| (*count).min(gold.get(key).copied().unwrap_or(0))).sum();
    let total = |counts: &BTreeMap<Vec<String>, usize>| counts.values().sum::<usize>();
    let share = |all: usize| (all > 0).then(|| shared as f64 / all as f64);
    (share(total(&found)), share(total(&gold)))
}

/// The running text that was kept.
pub fn body(article: &Article) -> String {
    let kinds = |kind: BlockKind| !matches!(kind, BlockKind::Title | BlockKind::Caption);
    let blocks =
        article.blocks.iter().filter(|block| kinds(block.kind)).map(|block| block.span.of(&article.text));
    blocks.collect::<Vec<_>>().join("\n\n")
}

#[derive(Default)]
struct Sums {
    precision: (f64, f64),
    recall: (f64, f64),
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Body, title, writers and date of the HTML pages.
fn pages(
    folder: &Path,
    packs: &Packs,
    show: usize,
    only: (Option<&str>, Option<&str>),
    scores: &mut Scores,
) -> anyhow::Result<()> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "json"));
    files.sort();
    let mut sums: BTreeMap<String, Sums> = BTreeMap::new();
    let mut facts: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    let mut worst: Vec<(f64, String)> = Vec::new();
    let (mut bytes, mut time) = (0, std::time::Duration::ZERO);
    for path in files {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        // Some of the files were written by Python, which writes what is no JSON.
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(&path)?.replace(": NaN", ": null"))?;
        let set = gold["source_set"].as_str().unwrap_or("").to_owned();
        if only.0.is_some_and(|only| only != set) || only.1.is_some_and(|part| !name.contains(part)) {
            continue;
        }
        let has = |field: &str| {
            gold["gold_fields"].as_array().is_some_and(|fields| fields.iter().any(|f| f == field))
        };
        if !["body", "title", "author", "date"].iter().any(|field| has(field)) {
            continue;
        }
        let mut page = Page::new(name.clone(), unpacked(&folder.join(format!("{name}.html.gz")))?);
        page.url = gold["url"].as_str().map(str::to_owned);
        page.kind = Some(PageKind::Html);
        bytes += page.bytes.len();
        let start = std::time::Instant::now();
        let article = first(&page, packs);
        time += start.elapsed();
        let found = article.as_ref().ok();
        if only.1.is_some() {
            print_page(&name, &gold, &article);
        }
        if let Some(text) = gold["body"].as_str().filter(|_| has("body")) {
            let (precision, recall) = precision_recall(text, &found.map(body).unwrap_or_default());
            let sum = sums.entry(set.clone()).or_default();
            for (sum, value) in [(&mut sum.precision, precision), (&mut sum.recall, recall)] {
                if let Some(value) = value {
                    *sum = (sum.0 + value, sum.1 + 1.0);
                }
            }
            if precision.is_none() {
                sum.precision.1 += 1.0;
            }
            let (p, r) = (precision.unwrap_or(0.0), recall.unwrap_or(0.0));
            worst.push((
                2.0 * p * r / (p + r).max(1e-9),
                format!("{name} P {p:.2} R {r:.2} {}", article.as_ref().err().map_or("", |e| e.as_str())),
            ));
        }
        let mut fact = |what: &'static str, right: bool| {
            let sum = facts.entry(what).or_default();
            *sum = (sum.0 + f64::from(u8::from(right)), sum.1 + 1.0);
        };
        if let Some(title) = gold["title"].as_str().filter(|_| has("title")) {
            let own = found.map(Article::headline).unwrap_or_default();
            fact("title", plain(own) == plain(title));
            if only.0.is_some() && show > 0 && plain(own) != plain(title) {
                println!("title {name}: {title:?} read as {own:?}");
            }
        }
        if let Some(author) = gold["author"].as_str().filter(|_| has("author")) {
            let mut names: Vec<String> = author.split(';').map(plain).collect();
            names.sort();
            let mut own: Vec<String> = found
                .map(|article| article.byline.iter().map(|name| plain(&name.value)).collect())
                .unwrap_or_default();
            own.sort();
            fact("author", names == own);
            // The same without outlets and agencies, which the gold counts as authors and we keep apart, and with
            // names parted that the gold has in one string.
            let parted = author.replace(" and ", ";").replace([',', '&'], ";");
            let outlet = found.map(|article| plain(article.outlet_name())).unwrap_or_default();
            let mut writers: Vec<String> = parted
                .split(';')
                .filter(|name| packs.outlets.named(name).is_none())
                .map(plain)
                .filter(|name| !name.is_empty() && *name != outlet)
                .collect();
            writers.sort();
            fact("writers", writers == own);
            if only.0.is_some() && show > 0 && names != own {
                println!(
                    "author {name}: {author:?} read as {:?}",
                    found.map(|a| a
                        .byline
                        .iter()
                        .map(|n| format!("{} ({})", n.value, n.how))
                        .collect::<Vec<_>>())
                );
            }
        }
        if let Some(date) = gold["date"].as_str().filter(|_| has("date")) {
            let own = found
                .and_then(|article| article.published.as_ref())
                .and_then(|stated| stated.value.get(..10).map(str::to_owned));
            fact("date", date.get(..10) == own.as_deref());
            if only.0.is_some() && show > 0 && date.get(..10) != own.as_deref() {
                println!(
                    "date {name}: {date:?} read as {:?}, others {:?}",
                    found.and_then(|a| a.published.as_ref()).map(|p| (&p.value, &p.how)),
                    found.map(|a| a.other_dates.iter().map(|o| (&o.value, &o.how)).collect::<Vec<_>>())
                );
            }
        }
    }
    let mut all = (0.0, 0.0);
    for (set, sum) in &sums {
        let (p, r) = (sum.precision.0 / sum.precision.1.max(1.0), sum.recall.0 / sum.recall.1.max(1.0));
        let f = 2.0 * p * r / (p + r).max(1e-9);
        println!("body {set:20} P {p:.4} R {r:.4} F1 {f:.4} ({} pages)", sum.recall.1);
        scores.insert(format!("body_{set}"), f);
        all = (all.0 + f, all.1 + 1.0);
    }
    for (what, (right, of)) in &facts {
        scores.insert(format!("page_{what}"), right / of);
    }
    println!(
        "{:.1} MB in {:.2} s: {:.0} MB/s",
        bytes as f64 / 1e6,
        time.as_secs_f64(),
        bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9)
    );
    worst.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    worst.iter().take(show).for_each(|(f, what)| println!("{f:.3} {what}"));
    Ok(())
}

fn print_page(name: &str, gold: &Value, article: &Result<Article, String>) {
    let short = |text: &str| text.chars().take(110).collect::<String>().replace('\n', " / ");
    println!("== {name}\ngold title {} author {} date {}", gold["title"], gold["author"], gold["date"]);
    match article {
        Ok(article) => {
            let byline: Vec<_> = article.byline.iter().map(|name| &name.value).collect();
            println!(
                "title {:?} byline {byline:?} published {:?} outlet {:?}",
                article.headline(),
                article.published.as_ref().map(|p| (&p.value, &p.how)),
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
    println!("GOLD {}", gold["body"].as_str().unwrap_or(""));
}
