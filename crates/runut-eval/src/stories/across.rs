//! Scores links across languages on labelled pairs of articles: the same event, or not.

use super::f1;
use crate::sets::Floors;
use runut::lang::Packs;
use runut::model::{Article, Stated};
use runut::story::across::{Anchors, Rare, anchors};
use std::path::Path;

#[derive(serde::Deserialize)]
struct Pair {
    /// From 1 (the same) to 4; up to 2 is one story.
    overall: f64,
    a: Side,
    b: Side,
}

#[derive(serde::Deserialize)]
struct Side {
    lang: String,
    title: String,
    text: String,
}

impl Side {
    fn anchors(&self) -> Anchors {
        let article = Article {
            title: Some(Stated::given(self.title.clone(), "labelled set")),
            language: self.lang.clone(),
            text: self.text.clone(),
            ..Article::default()
        };
        anchors(&article)
    }
}

/// Prints F1 of the pairs that are linked, and the best that any other line would reach.
pub(super) fn score(folder: &Path, packs: &Packs, floors: &mut Floors) -> anyhow::Result<()> {
    let path = folder.join("pairs_semeval_cross.jsonl");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("SKIPPED: {} is not there; nothing was measured on it", path.display());
        return Ok(());
    };
    let pairs: Result<Vec<Pair>, _> = text.lines().map(serde_json::from_str).collect();
    let pairs: Vec<(Anchors, Anchors, bool)> =
        pairs?.iter().map(|pair| (pair.a.anchors(), pair.b.anchors(), pair.overall <= 2.0)).collect();
    let mut rare = Rare::new(&packs.languages);
    pairs.iter().for_each(|(one, two, _)| {
        rare.count(one);
        rare.count(two);
    });
    let compared: Vec<_> = pairs.iter().map(|(one, two, same)| (rare.compare(one, two), *same)).collect();
    let gold = compared.iter().filter(|(_, same)| *same).count() as f64;
    let at = |linked: &dyn Fn(&runut::story::across::Shared) -> bool| {
        let found: Vec<bool> =
            compared.iter().filter(|(shared, _)| linked(shared)).map(|(_, same)| *same).collect();
        let hits = found.iter().filter(|same| **same).count() as f64;
        (hits / found.len().max(1) as f64, hits / gold.max(1.0))
    };
    let (p, r) = at(&|shared| shared.is_enough(true));
    let best = (5..60).map(|step| {
        let (p, r) = at(&|shared| shared.likeness >= step * 10);
        (f1(p, r), step * 10)
    });
    let best = best.max_by(|one, two| one.0.total_cmp(&two.0)).unwrap_or_default();
    println!(
        "pairs of two languages: {} of {} the same; precision {p:.3} recall {r:.3} F1 {:.3}; best by likeness alone {:.3} at {}",
        gold,
        compared.len(),
        f1(p, r),
        best.0,
        best.1
    );
    floors.hold("pairs_across", f1(p, r));
    Ok(())
}
