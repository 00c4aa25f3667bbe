//! Scores copies: against every pair of a weekend's articles that shares shingles, counted exactly, and against copies
//! made from known sources.

use super::{Line, load};
use crate::sets::Floors;
use anyhow::Context;
use runut::model::Reading;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Prints how many copies were found, and how many of those found are copies.
pub(super) fn score(folder: &Path, floors: &mut Floors) -> anyhow::Result<()> {
    if let Some(lines) = load(&folder.join("copies_en_2018.jsonl"))? {
        let found = links(&lines);
        let gold: BTreeMap<(String, String), f64> = reuse(&folder.join("copies_en_2018.reuse.tsv"))?;
        // Within one outlet the search leaves house text out on purpose; the exact count does not.
        let outlet: BTreeMap<&str, &str> =
            lines.iter().map(|line| (line.id.as_str(), line.outlet.as_str())).collect();
        let apart = |(one, two): &(String, String)| outlet.get(one.as_str()) != outlet.get(two.as_str());
        let enough = |pairs: &BTreeMap<(String, String), f64>| -> BTreeSet<(String, String)> {
            pairs
                .iter()
                .filter(|(pair, share)| **share >= 0.5 && apart(pair))
                .map(|(pair, _)| pair.clone())
                .collect()
        };
        let (hits, right) = (enough(&found), enough(&gold));
        // A pair just under the line in one count and just over it in the other is no error of the search.
        let near = |pair: &&(String, String), other: &BTreeMap<(String, String), f64>, line: f64| {
            other.get(*pair).is_some_and(|share| *share >= line)
        };
        let recall =
            right.iter().filter(|pair| near(pair, &found, 0.45)).count() as f64 / right.len().max(1) as f64;
        let precision =
            hits.iter().filter(|pair| near(pair, &gold, 0.45)).count() as f64 / hits.len().max(1) as f64;
        println!(
            "copies_en_2018, half a text or more, two outlets: {} pairs, recall {recall:.3} precision {precision:.3}",
            right.len()
        );
        floors.hold("copies_en_2018_recall", recall);
        floors.hold("copies_en_2018_precision", precision);
    }
    for set in ["copies_made_id", "copies_made_en"] {
        let Some(lines) = load(&folder.join(set).with_extension("jsonl"))? else { continue };
        let found = links(&lines);
        let ids: BTreeSet<&str> = lines.iter().map(|line| line.id.as_str()).collect();
        let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for line in &lines {
            for source in line.source.iter().filter(|source| ids.contains(source.as_str())) {
                let tally = kinds.entry(&line.kind).or_default();
                tally.1 += 1;
                tally.0 += usize::from(found.contains_key(&pair(&line.id, source)));
            }
        }
        let by_kind: Vec<String> =
            kinds.iter().map(|(kind, (hit, all))| format!("{kind} {hit}/{all}")).collect();
        println!("{set}: {}", by_kind.join(", "));
        let whole = kinds.iter().filter(|(kind, _)| !kind.contains("quote"));
        let (hit, all) = whole.fold((0, 0), |sum, (_, tally)| (sum.0 + tally.0, sum.1 + tally.1));
        floors.hold(&format!("{set}_recall"), hit as f64 / (all.max(1)) as f64);
    }
    Ok(())
}

fn pair(one: &str, two: &str) -> (String, String) {
    if one < two { (one.to_owned(), two.to_owned()) } else { (two.to_owned(), one.to_owned()) }
}

fn links(lines: &[Line]) -> BTreeMap<(String, String), f64> {
    let readings: Vec<Reading> = lines.iter().map(Line::reading).collect();
    let links = runut::reuse::copies(&readings);
    links.iter().map(|link| (pair(&lines[link.earlier].id, &lines[link.later].id), link.share)).collect()
}

fn reuse(path: &Path) -> anyhow::Result<BTreeMap<(String, String), f64>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let rows = text.lines().skip(1).filter_map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        Some((pair(fields.first()?, fields.get(1)?), fields.get(3)?.parse().ok()?))
    });
    Ok(rows.collect())
}
