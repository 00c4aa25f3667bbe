//! Scores the statements of the five seeds from page bytes to findings, against their annotation by hand.
//!
//! Findings are compared on the page: spans of the article lead through `Origin` to bytes of the dump, as the labels do.

use crate::texts;
use runut::lang::Packs;
use runut::model::{Page, Polarity, Reading, Span, Statement, TimeValue};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// What the seeds show.
#[derive(Default, Debug)]
pub struct Counts {
    gold: usize,
    right: usize,
    matched: usize,
    false_ones: usize,
    forbidden: usize,
    not_statements: usize,
    addressees: usize,
    addressees_right: usize,
    days: usize,
    days_right: usize,
    chains: usize,
    chains_right: usize,
    sure: usize,
    sure_right: usize,
}

/// Prints the counts and, when asked, every miss.
///
/// # Errors
/// Where the seeds are there and cannot be read, or a count is below what the project promised.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let Some(shared) = texts::shared() else {
        eprintln!("SKIPPED seeds: ../shared is not there");
        return Ok(());
    };
    let packs = Packs::bundled()?;
    let mut counts = Counts::default();
    let mut misses = Vec::new();
    for path in texts::files(&shared.join("seeds"))? {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(
            shared.join("gold").join(format!("{name}.json")),
        )?)?;
        score(&path, &gold, &packs, &mut counts, &mut misses)?;
    }
    let share = |right: usize, all: usize| right as f64 / all.max(1) as f64;
    println!(
        "seeds: {} of {} statements with the right speaker ({} matched), {} false, {} of {} non-statements found",
        counts.right, counts.gold, counts.matched, counts.false_ones, counts.forbidden, counts.not_statements
    );
    println!(
        "seeds: addressee {} of {}, day {} of {}, chain {} of {}, sure {} of {}",
        counts.addressees_right,
        counts.addressees,
        counts.days_right,
        counts.days,
        counts.chains_right,
        counts.chains,
        counts.sure_right,
        counts.sure
    );
    if arguments.iter().any(|argument| argument == "--errors") {
        misses.iter().for_each(|miss| println!("    {miss}"));
    }
    let kept = counts.right >= 45
        && counts.false_ones <= 5
        && counts.forbidden == 0
        && share(counts.addressees_right, counts.addressees) >= 0.8
        && share(counts.days_right, counts.days) >= 0.8;
    anyhow::ensure!(
        kept,
        "seeds: below 45 of 52, over 5 false, a non-statement found, or addressee or day under .80"
    );
    Ok(())
}

/// The bytes of the page that hold letters of these spans of the article.
fn on_page(reading: &Reading, page: &str, spans: &[Span]) -> BTreeSet<u32> {
    let ranges = spans.iter().filter_map(|span| reading.article.origin.page_range(*span));
    ranges.flat_map(|(start, end)| letters(page, start, end)).collect()
}

fn letters(page: &str, start: u32, end: u32) -> Vec<u32> {
    let part = &page[start as usize..end as usize];
    part.char_indices().filter(|(_, c)| c.is_alphanumeric()).map(|(at, _)| start + at as u32).collect()
}

fn words(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).map(str::to_owned).collect()
}

fn gold_letters(page: &str, offsets: &[u32], spans: &Value) -> BTreeSet<u32> {
    let list = spans.as_array().cloned().unwrap_or_else(|| vec![spans.clone()]);
    let at = |part: &Value, key: &str| offsets.get(part[key].as_u64()? as usize).copied();
    let ranges = list.iter().filter_map(|part| Some((at(part, "start")?, at(part, "end")?)));
    ranges.flat_map(|(start, end)| letters(page, start, end)).collect()
}

fn score(
    path: &Path,
    gold: &Value,
    packs: &Packs,
    counts: &mut Counts,
    misses: &mut Vec<String>,
) -> anyhow::Result<()> {
    let bytes = std::fs::read(path)?;
    let page_text = String::from_utf8(bytes.clone())?;
    let offsets = texts::byte_offsets(&page_text);
    let reading = runut::read(&Page::new(path.display().to_string(), bytes), packs)
        .into_iter()
        .next()
        .ok_or_else(|| anyhow::anyhow!("{}: no article", path.display()))??;
    let statements: Vec<&Statement> =
        reading.annotations.statements.iter().filter(|s| s.polarity == Polarity::Affirmed).collect();
    let found: Vec<BTreeSet<u32>> =
        statements.iter().map(|s| on_page(&reading, &page_text, &s.content)).collect();
    let labels = gold["statements"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut pairs = Vec::new();
    for (g, label) in labels.iter().enumerate() {
        let letters = gold_letters(&page_text, &offsets, &label["content"]);
        for (f, finding) in found.iter().enumerate() {
            let common = letters.intersection(finding).count();
            let union = letters.len() + finding.len() - common;
            if common * 2 >= union && common > 0 {
                pairs.push((common as f64 / union as f64, g, f));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut of_gold, mut of_found) = (vec![None; labels.len()], vec![false; found.len()]);
    for (_, g, f) in pairs {
        if of_gold[g].is_none() && !of_found[f] {
            of_gold[g] = Some(f);
            of_found[f] = true;
        }
    }
    counts.gold += labels.len();
    for (g, label) in labels.iter().enumerate() {
        let id = label["id"].as_str().unwrap_or("");
        let Some(f) = of_gold[g] else {
            misses.push(format!("{id} MISS {}", label["content"][0]["text"].as_str().unwrap_or("")));
            continue;
        };
        counts.matched += 1;
        let statement = statements[f];
        let canonical = label["speaker_canonical"].as_str();
        let source = on_page(&reading, &page_text, &statement.source);
        let named = words(statement.speaker_name.as_deref().unwrap_or(""));
        let same_place = !source.is_disjoint(&gold_letters(&page_text, &offsets, &label["speaker_span"]));
        let right = match canonical {
            Some(canonical) => !named.is_disjoint(&words(canonical)),
            None => statement.speaker.is_none() && (same_place || named.is_empty()),
        };
        counts.right += usize::from(right);
        if statement.confidence == runut::model::Confidence::Sure && statement.speaker_name.is_some() {
            counts.sure += 1;
            counts.sure_right += usize::from(right);
        }
        if !right {
            misses.push(format!(
                "{id} SPEAKER gold {canonical:?} found {:?} ({})",
                statement.speaker_name, statement.rule
            ));
        }
        if let Some(addressee) = label["addressee_canonical"].as_str() {
            counts.addressees += 1;
            let same =
                !words(addressee).is_disjoint(&words(statement.addressee_name.as_deref().unwrap_or("")));
            counts.addressees_right += usize::from(same);
            if !same {
                misses.push(format!("{id} ADDRESSEE gold {addressee} found {:?}", statement.addressee_name));
            }
        }
        if let Some(days) = label["utterance_date"].as_str().and_then(|day| TimeValue(day.to_owned()).days())
        {
            counts.days += 1;
            let said = statement.said_on.as_ref().map(|said| said.days).unwrap_or_default();
            let same = if days.from.is_none() { said.to == days.to } else { said == days };
            counts.days_right += usize::from(same);
            if !same {
                misses.push(format!("{id} DAY gold {days:?} found {:?}", statement.said_on));
            }
        }
        let chain: Vec<&str> =
            label["source_chain"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if !chain.is_empty() {
            counts.chains += 1;
            let has =
                |name: &&str| statement.chain.iter().any(|link| !words(&link.name).is_disjoint(&words(name)));
            let right = chain.iter().all(has);
            counts.chains_right += usize::from(right);
            if !right {
                let names: Vec<&str> = statement.chain.iter().map(|link| link.name.as_str()).collect();
                misses.push(format!("{id} CHAIN gold {chain:?} found {names:?}"));
            }
        }
    }
    for (f, statement) in statements.iter().enumerate().filter(|(f, _)| !of_found[*f]) {
        counts.false_ones += 1;
        let words = statement.content.first().map_or("", |span| span.of(&reading.article.text));
        misses.push(format!("{} FALSE {:?} says {words:?} ({})", f, statement.speaker_name, statement.rule));
    }
    for label in gold["not_statements"].as_array().into_iter().flatten() {
        counts.not_statements += 1;
        let letters = gold_letters(&page_text, &offsets, &label["span"]);
        if found.iter().any(|f| !f.is_empty() && f.intersection(&letters).count() * 2 >= f.len()) {
            counts.forbidden += 1;
            misses.push(format!("FORBIDDEN {}", label["span"]["text"].as_str().unwrap_or("")));
        }
    }
    Ok(())
}
