//! How fast events are grouped and how much memory an article in the window takes: articles of the story sets, again
//! and again with their rare words changed, ten thousand a day. Text in memory; reading and annotation not counted.
//!
//! `cargo run --release -p runut-eval --example grouping [DAYS]`

use runut::lang::Packs;
use runut::model::{Article, Stated};
use runut::story::{Events, Options, Report, fingerprint};
use std::path::Path;

/// Sets of which the articles are, and articles of one day.
const SETS: [&str; 4] = ["copies_en_2018", "en_fnc_a", "en_basil_2010_2015", "id_2025a"];
const A_DAY: usize = 10_000;
/// Bytes of an article: the usual length of a report.
const LENGTH: std::ops::Range<usize> = 3_000..8_000;

#[derive(serde::Deserialize)]
struct Line {
    #[serde(default)]
    lang: String,
    #[serde(default)]
    outlet: String,
    #[serde(default)]
    title: String,
    text: String,
}

fn main() -> anyhow::Result<()> {
    let days: usize = std::env::args().nth(1).and_then(|days| days.parse().ok()).unwrap_or(18);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/stories");
    let mut lines: Vec<Line> = Vec::new();
    for set in SETS {
        let Ok(text) = std::fs::read_to_string(folder.join(set).with_extension("jsonl")) else {
            eprintln!("SKIPPED: {set} is not there; nothing was measured on it");
            continue;
        };
        let read: Result<Vec<Line>, _> = text.lines().map(serde_json::from_str).collect();
        lines.extend(read?.into_iter().filter(|line: &Line| LENGTH.contains(&line.text.len())));
    }
    if lines.is_empty() {
        return Ok(());
    }
    let packs = Packs::bundled()?;
    let options = Options { kept: Some(14), ..Options::default() };
    let mut fold = Events::new(options, &packs.languages);
    let (mut bytes, mut all, mut first) = (0usize, 0usize, 0.0);
    let memory = resident();
    for day in 0..days {
        let articles: Vec<Article> = (0..A_DAY).map(|nth| article(&lines, day, nth)).collect();
        bytes += articles.iter().map(|article| article.text.len()).sum::<usize>();
        all += articles.len();
        let before = cpu();
        for article in &articles {
            let print = fingerprint(article, &packs.languages);
            fold.add(&Report {
                id: &article.id,
                print: &print,
                happened: None,
                language: &article.language,
                outlet: article.outlet_name(),
            });
        }
        let speed = A_DAY as f64 / (cpu() - before);
        first = if day == 0 { speed } else { first };
        drop(articles);
        let window = all.min(15 * A_DAY);
        println!(
            "day {day:>2}: {speed:>7.0} articles a CPU-second ({:.0} % of the first day's), {} events at hand, about {} bytes for each of {window} articles",
            100.0 * speed / first,
            fold.live(),
            resident().saturating_sub(memory) / window,
        );
    }
    println!("{all} articles of {} bytes on average", bytes / all.max(1));
    Ok(())
}

/// The article of this day and number: one of the sets', with its rarer words changed.
fn article(lines: &[Line], day: usize, nth: usize) -> Article {
    let line = &lines[nth % lines.len()];
    let round = day * (A_DAY / lines.len() + 1) + nth / lines.len();
    let value = |text: String| (!text.is_empty()).then(|| Stated::given(text, "benchmark"));
    Article {
        id: format!("{day}-{nth}"),
        outlet: value(line.outlet.clone()),
        title: value(changed(&line.title, round)),
        published: value(format!("2024-{:02}-{:02}T{:02}:00", 1 + day / 28, 1 + day % 28, nth * 24 / A_DAY)),
        language: line.lang.clone(),
        text: changed(&line.text, round),
        ..Article::default()
    }
}

/// The text with every long or capitalised word made that round's own.
fn changed(text: &str, round: usize) -> String {
    let mut changed = String::with_capacity(text.len() * 5 / 4);
    for word in text.split_inclusive([' ', '\n']) {
        let kept = word.trim_end();
        changed.push_str(kept);
        let rare = kept.len() > 6 || kept.starts_with(char::is_uppercase);
        if rare && kept.ends_with(char::is_alphanumeric) {
            changed.push_str(&round.to_string());
        }
        changed.push_str(&word[kept.len()..]);
    }
    changed
}

/// Seconds this process has computed.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    stat.split_whitespace().next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or(0.0)
        / 1e9
}

/// Bytes of memory in use.
fn resident() -> usize {
    let stat = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    stat.split_whitespace().nth(1).and_then(|pages| pages.parse::<usize>().ok()).unwrap_or(0) * 4096
}
