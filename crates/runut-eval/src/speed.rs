//! How fast a text is read, stage by stage: Indonesian news, and texts of 100 KB made to be slow.
//!
//! `speed` prints CPU times and holds it to no floor: figures of one machine prove nothing on another. That
//! work stays in proportion to the text is proved by tests that count it.

use crate::sets::cpu_seconds;
use crate::texts;
use runut::lang::Packs;
use runut::model::Article;
use runut::{ner, quantity, quote, segment, timex};

/// How often a hostile text is read: a system counts time in ticks longer than most stages take.
const RUNS: usize = 20;

/// Bytes of a hostile text.
const SIZE: usize = 100_000;

/// What is repeated in texts that ask for the most work; `#` becomes other letters each time.
const HOSTILE: [(&str, &str); 37] = [
    ("one endless sentence", "jembatan itu rusak karena hujan deras "),
    ("the same, English", "the bridge was closed after heavy rain "),
    ("quote marks", "\""),
    ("quote marks and words", "\"a\" "),
    ("curly marks", "“a” "),
    ("open marks", "“a "),
    ("names", "Rina Lestari "),
    ("names in one list", "Rina Lestari, Budi Santoso, "),
    ("other names", "Rina#a Lestari#o. "),
    ("other names of one role", "Menteri Rina#a Lestari#o tiba. Menteri itu mengatakan bahwa ia tiba. "),
    ("other speakers", "“Kami akan datang besok,” kata Rina#a Lestari#o. "),
    ("short lines", "a\n\n"),
    ("speeches of one speaker", "“Kami akan datang besok,” kata Rina Lestari.\n\n"),
    ("the same, one paragraph", "“Kami akan datang besok,” kata Rina Lestari. "),
    ("pronouns", "“Kami akan datang besok,” katanya. "),
    ("indirect speeches", "Rina Lestari mengatakan bahwa jalan rusak. "),
    ("the same, English", "Rina Lestari said that the road was closed. "),
    ("cues without an end", "kata Rina Lestari, "),
    ("heads without an end", "Rina mengatakan bahwa "),
    ("the same, English", "Rina said that "),
    ("relays", "dilansir Antara "),
    ("relays and commas", "dilansir Antara, "),
    ("according to", "menurut Rina, "),
    (
        "sentences full of cues",
        "kata Rina, menurut Budi, dilansir Antara, ujar Rina, kata Budi, menurut Rina. ",
    ),
    ("claims with figures", "Rina mengatakan bahwa 12 rumah rusak. "),
    ("quotations over paragraphs", "“Kami akan datang besok.\n\n"),
    ("quotations alone", "“Kami semua akan datang besok.”\n\n"),
    ("letters", "a "),
    ("brackets", "(a "),
    ("numbers", "1 "),
    ("ranges", "1-2 "),
    ("years", "2019-"),
    ("digits without an end", "9"),
    ("dates without an end", "Senin 3 Maret, "),
    ("number words", "dua puluh lima ratus ribu "),
    ("money", "Rp 2,5 juta per kilogram, "),
    ("the first Monday of", "the first Monday of May and "),
];

/// The stages, in order.
const STAGES: [&str; 5] = ["segment", "names", "times", "statements", "figures"];

/// Prints sentences per CPU-second on Indonesian news, and milliseconds by stage for each hostile text; `speed news`
/// stops before those.
///
/// # Errors
/// Where the packs or the texts cannot be read.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let packs = texts::packs(arguments)?;
    match texts::shared() {
        Some(shared) => news(&texts::json_lines(&shared.join("data/unlabelled/id_misc.jsonl"))?, &packs)?,
        None => eprintln!("SKIPPED: the shared folder is not there, no news is measured"),
    }
    if arguments.iter().any(|argument| argument == "news") {
        return Ok(());
    }
    for (name, unit) in HOSTILE {
        for language in ["id", "en"] {
            let text = hostile(unit);
            let mut by_stage = [0.0; STAGES.len()];
            for _ in 0..RUNS {
                let (_, seconds) =
                    read(&texts::article("", &text, language, Some("2025-03-06")), &packs, cpu_seconds);
                by_stage.iter_mut().zip(seconds).for_each(|(all, one)| *all += one * 1000.0 / RUNS as f64);
            }
            let each = by_stage.map(|milliseconds| format!("{milliseconds:>7.2}")).join(" ");
            println!("{language} {name:<26} {:>8.2} ms: {each}", total(&by_stage));
        }
    }
    Ok(())
}

/// A text of this size in which something is repeated.
fn hostile(unit: &str) -> String {
    let mut text = String::new();
    for at in 0_u32.. {
        let letter = |place: u32| char::from_u32(97 + at / 26_u32.pow(place) % 26).unwrap_or('a');
        let letters: String = (0..4).map(letter).collect();
        text.push_str(&unit.replace('#', &letters));
        if text.len() >= SIZE {
            break;
        }
    }
    text
}

/// Sentences per CPU-second on news, all stages together.
fn news(lines: &[serde_json::Value], packs: &Packs) -> anyhow::Result<()> {
    let text = |line: &serde_json::Value| line["text"].as_str().map(str::to_owned);
    let articles: Vec<Article> = lines
        .iter()
        .filter_map(text)
        .map(|text| texts::article("", &text, "id", Some("2025-03-06")))
        .collect();
    // Looking at the clock costs as much as a stage of a short article, so the figure is taken without.
    let (mut sentences, before) = (0, cpu_seconds());
    let mut all = 0.0;
    while all < 3.0 {
        sentences += articles.iter().map(|article| read(article, packs, || 0.0).0).sum::<usize>();
        all = cpu_seconds() - before;
    }
    println!("{:.0} sentences per CPU-second ({sentences} in {all:.1} s)", sentences as f64 / all);
    let mut by_stage = [0.0; STAGES.len()];
    for article in &articles {
        let (_, seconds) = read(article, packs, cpu_seconds);
        by_stage.iter_mut().zip(seconds).for_each(|(all, one)| *all += one);
    }
    let each = total(&by_stage);
    for (stage, seconds) in STAGES.iter().zip(by_stage) {
        println!("  {stage:<12} {:>5.1} %", 100.0 * seconds / each);
    }
    println!("{:>42} {}", "all", STAGES.map(|stage| format!("{stage:>7.7}")).join(" "));
    Ok(())
}

fn total(by_stage: &[f64]) -> f64 {
    by_stage.iter().sum()
}

/// How many sentences there are, and the seconds of each stage by a clock.
fn read(article: &Article, packs: &Packs, clock: impl Fn() -> f64) -> (usize, [f64; STAGES.len()]) {
    let mut before = clock();
    let mut lap = || {
        let now = clock();
        now - std::mem::replace(&mut before, now)
    };
    let tokens = segment::tokens(article);
    let quotations = segment::quotations(article);
    let sentences = segment::sentences(article, &quotations, &packs.languages);
    let segmented = lap();
    let (mentions, entities) = ner::mentions(article, &tokens, &sentences, packs);
    let named = lap();
    let times = timex::time_expressions(article, &tokens, &sentences, packs);
    let timed = lap();
    let found = quote::Found {
        tokens: &tokens,
        sentences: &sentences,
        quotations: &quotations,
        mentions: &mentions,
        entities: &entities,
        times: &times,
    };
    let statements = quote::statements(article, found, packs);
    let stated = lap();
    quantity::figures(article, &tokens, &sentences, &entities, &times, &statements, packs);
    (sentences.len(), [segmented, named, timed, stated, lap()])
}
