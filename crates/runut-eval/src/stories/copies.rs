//! Scores copies: against every pair of a weekend's articles that shares shingles, counted exactly; against copies made
//! from known sources, with their direction; and translations against other pairs of articles in two languages.

use super::{Line, load};
use crate::sets::{Floors, Ratio};
use anyhow::Context;
use runut::model::{CopyKind, CopyLink, Reading};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Pair = (String, String);

/// Prints how many copies were found, how many of those found are copies, and how often the direction is right.
pub(super) fn score(folder: &Path, floors: &mut Floors) -> anyhow::Result<()> {
    exact(folder, floors)?;
    for set in ["copies_made_id", "copies_made_en"] {
        made(folder, set, floors)?;
    }
    translated(folder, floors)
}

/// Pairs of two outlets that share half a text or more, by exact count.
fn exact(folder: &Path, floors: &mut Floors) -> anyhow::Result<()> {
    let Some(lines) = load(&folder.join("copies_en_2018.jsonl"))? else { return Ok(()) };
    let found = shares(&lines);
    let gold: BTreeMap<Pair, f64> = reuse(&folder.join("copies_en_2018.reuse.tsv"))?;
    let outlet: BTreeMap<&str, &str> =
        lines.iter().map(|line| (line.id.as_str(), line.outlet.as_str())).collect();
    let apart = |(one, two): &Pair| outlet.get(one.as_str()) != outlet.get(two.as_str());
    // Within one outlet the search leaves house text out on purpose; the exact count does not.
    for (name, two_outlets) in [("two outlets", true), ("any outlets", false)] {
        let enough = |pairs: &BTreeMap<Pair, f64>| -> BTreeSet<Pair> {
            let half = pairs.iter().filter(|(pair, share)| **share >= 0.5 && (!two_outlets || apart(pair)));
            half.map(|(pair, _)| pair.clone()).collect()
        };
        let (hits, right) = (enough(&found), enough(&gold));
        let strict = Ratio { gold: right.len(), found: hits.len(), right: right.intersection(&hits).count() };
        // A pair just under the line in one count and just over it in the other is no error of the search.
        let near = |pairs: &BTreeSet<Pair>, other: &BTreeMap<Pair, f64>| {
            let held = pairs.iter().filter(|pair| other.get(*pair).is_some_and(|share| *share >= 0.45));
            held.count() as f64 / pairs.len().max(1) as f64
        };
        let (recall, precision) = (near(&right, &found), near(&hits, &gold));
        println!(
            "copies_en_2018, half a text or more, {name}: {strict}; with pairs near the line: recall {recall:.3} precision {precision:.3}"
        );
        if two_outlets {
            floors.hold("copies_en_2018_recall", recall);
            floors.hold("copies_en_2018_precision", precision);
        }
    }
    Ok(())
}

/// Copies made from known sources, by kind, and their direction.
fn made(folder: &Path, set: &str, floors: &mut Floors) -> anyhow::Result<()> {
    let Some(lines) = load(&folder.join(set).with_extension("jsonl"))? else { return Ok(()) };
    let all = links(&lines);
    let found: BTreeMap<Pair, &CopyLink> =
        all.iter().map(|link| (pair(&lines[link.earlier].id, &lines[link.later].id), link)).collect();
    let ids: BTreeSet<&str> = lines.iter().map(|line| line.id.as_str()).collect();
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut pairs, mut answered, mut right) = (0, 0, 0);
    for line in &lines {
        for (at, source) in line.source.iter().filter(|source| ids.contains(source.as_str())).enumerate() {
            let link = found.get(&pair(&line.id, source));
            // The quotation is the first source's, the text around it the second's.
            let kind = if line.kind == "quote_only" && at > 0 { "around_a_quote" } else { &line.kind };
            let tally = kinds.entry(kind).or_default();
            tally.1 += 1;
            tally.0 += usize::from(link.is_some());
            pairs += 1;
            if let Some(link) = link.filter(|link| link.order_known) {
                answered += 1;
                right += usize::from(lines[link.later].id == line.id);
                if lines[link.later].id != line.id && std::env::args().any(|argument| argument == "--errors")
                {
                    println!("  ORDER {} from {source}: {}", line.id, link.why);
                }
            }
        }
    }
    let by_kind: Vec<String> = kinds.iter().map(|(kind, (hit, all))| format!("{kind} {hit}/{all}")).collect();
    println!("{set}: {}", by_kind.join(", "));
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!(
        "{set}, direction: answered {:.3} of {pairs}, right {:.3} of {answered}",
        share(answered, pairs),
        share(right, answered)
    );
    let least = |quote: bool| {
        let own = kinds.iter().filter(|(kind, _)| (**kind == "quote_only") == quote);
        own.map(|(_, (hit, all))| share(*hit, *all)).fold(1.0, f64::min)
    };
    floors.hold(&format!("{set}_least_of_kinds"), least(false));
    floors.hold(&format!("{set}_lone_quotes"), least(true));
    floors.hold(&format!("{set}_order_answered"), share(answered, pairs));
    floors.hold(&format!("{set}_order_right"), share(right, answered));
    Ok(())
}

/// A pair of articles, told as one object.
#[derive(Deserialize)]
struct TwoLines {
    a: Line,
    b: Line,
}

/// Articles and their translations, among pairs of other articles in two languages.
fn translated(folder: &Path, floors: &mut Floors) -> anyhow::Result<()> {
    let mut ratio = Ratio::default();
    for (set, gold) in [("pairs_translated_copies", true), ("pairs_semeval_cross", false)] {
        let path = folder.join(set).with_extension("jsonl");
        let Ok(text) = std::fs::read_to_string(&path) else {
            eprintln!("SKIPPED: {} is not there; nothing was measured on it", path.display());
            return Ok(());
        };
        for line in text.lines() {
            let two: TwoLines = serde_json::from_str(line).context("a pair of articles")?;
            if two.a.lang == two.b.lang {
                continue;
            }
            let found = links(&[two.a, two.b]).iter().any(|link| link.kind == CopyKind::Translated);
            ratio.gold += usize::from(gold);
            ratio.found += usize::from(found);
            ratio.right += usize::from(found && gold);
        }
    }
    println!("translated copies: {ratio}");
    floors.hold("translated_copies", ratio.f1());
    Ok(())
}

fn pair(one: &str, two: &str) -> Pair {
    if one < two { (one.to_owned(), two.to_owned()) } else { (two.to_owned(), one.to_owned()) }
}

fn links(lines: &[Line]) -> Vec<CopyLink> {
    let readings: Vec<Reading> = lines.iter().map(Line::reading).collect();
    runut::reuse::copies(&readings)
}

/// The share of every link by its pair of ids; lone quotations have one too, and it is small.
fn shares(lines: &[Line]) -> BTreeMap<Pair, f64> {
    let links = links(lines);
    links.iter().map(|link| (pair(&lines[link.earlier].id, &lines[link.later].id), link.share)).collect()
}

fn reuse(path: &Path) -> anyhow::Result<BTreeMap<Pair, f64>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let rows = text.lines().skip(1).filter_map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        Some((pair(fields.first()?, fields.get(1)?), fields.get(3)?.parse().ok()?))
    });
    Ok(rows.collect())
}
