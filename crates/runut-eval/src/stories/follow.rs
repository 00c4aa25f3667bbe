//! Scores followed stories: each running story from its first five articles, its other articles to be offered.

use super::{Line, f1, load};
use crate::sets::Floors;
use runut::lang::Packs;
use runut::model::Reading;
use runut::story::Profile;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Articles a story is started from, and articles it has at least.
const SEEDS: usize = 5;
const LEAST: usize = 8;

/// Prints F1 of each story and their mean.
pub(super) fn score(folder: &Path, packs: &Packs, floors: &mut Floors) -> anyhow::Result<()> {
    for set in ["id_2025a", "fr_crisis_running"] {
        let Some(mut lines) = load(&folder.join(set).with_extension("jsonl"))? else { continue };
        lines.sort_by(|one, two| (&one.date, &one.id).cmp(&(&two.date, &two.id)));
        let readings: Vec<Reading> = lines.iter().map(Line::reading).collect();
        let stories = runut::story::stories(&readings, packs);
        let mut sagas: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, line) in lines.iter().enumerate() {
            sagas.entry(line.saga.as_deref().unwrap_or(&line.story)).or_default().push(at);
        }
        let mut shown = Vec::new();
        for (saga, members) in sagas.into_iter().filter(|(_, members)| members.len() >= LEAST) {
            let seeds: Vec<&Reading> = members[..SEEDS].iter().map(|&at| &readings[at]).collect();
            let profile = Profile::of(saga, &seeds, packs);
            let known: BTreeSet<&str> = seeds.iter().map(|seed| seed.article.id.as_str()).collect();
            let wanted: BTreeSet<&str> = members[SEEDS..].iter().map(|&at| lines[at].id.as_str()).collect();
            let offers = profile.offers(&stories, &readings, packs);
            let offered: BTreeSet<&str> =
                offers.iter().flat_map(|offer| &offer.articles).map(String::as_str).collect();
            let offered: BTreeSet<&str> = offered.difference(&known).copied().collect();
            let hits = offered.intersection(&wanted).count() as f64;
            let f = f1(hits / offered.len().max(1) as f64, hits / wanted.len() as f64);
            shown.push((saga, wanted.len(), f));
        }
        let mean = shown.iter().map(|story| story.2).sum::<f64>() / shown.len().max(1) as f64;
        let each: Vec<String> =
            shown.iter().map(|(saga, count, f)| format!("{saga} ({count}) {f:.2}")).collect();
        println!("{set}, followed from five articles: mean F1 {mean:.3}: {}", each.join(", "));
        floors.hold(&format!("{set}_followed"), mean);
    }
    Ok(())
}
