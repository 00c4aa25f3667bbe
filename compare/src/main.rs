//! Scores and speed of Runut and its peers over the same pages in one run: `compare [PART OF A NAME]`.
//!
//! Speed is thread CPU time, the best of three rounds for each page; the rounds of all extractors follow each other on
//! every page, so that whatever else the machine does falls on all of them.

use compare::{Loaded, argument, pages, peers};
use cpu_time::ThreadTime;
use runut::lang::Packs;
use runut_eval::extract::body::Bodies;
use runut_eval::extract::facts::Facts;
use runut_eval::extract::{Scores, found::Found};
use std::time::Duration;

const ROUNDS: usize = 3;

fn main() -> anyhow::Result<()> {
    let packs = Packs::bundled()?;
    let loaded = pages(argument().as_deref())?;
    std::panic::set_hook(Box::new(|_| {}));
    let peers = peers::all(&packs);
    let mut runs: Vec<Run> = peers.iter().map(|_| Run::default()).collect();
    for page in &loaded {
        for (peer, run) in peers.iter().zip(&mut runs) {
            run.add(page, || peer.find(page));
        }
    }
    let megabytes = loaded.iter().map(|page| page.page.bytes.len()).sum::<usize>() as f64 / 1e6;
    println!("{} pages, {megabytes:.1} MB", loaded.len());
    let first = runs.first().map_or(1.0, Run::seconds);
    for (peer, run) in peers.iter().zip(&mut runs) {
        println!("== {}", peer.name);
        let mut scores = Scores::new();
        run.bodies.score(&mut scores);
        run.facts.score(&mut scores);
        for what in ["page_title", "page_author", "page_writers", "page_date"] {
            println!("{what} {:.3}", scores.get(what).copied().unwrap_or_default());
        }
        let seconds = run.seconds();
        run.times.sort();
        let part =
            |share: f64| run.times[((run.times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
        println!(
            "{:.0} pages/s, {:.1} MB/s, {:.0} pages of 180 KB/s, p50 {:.2} p99 {:.2} max {:.1} ms, {} without text, {:.2} times the first",
            run.times.len() as f64 / seconds,
            megabytes / seconds,
            megabytes / seconds / 0.18,
            part(0.5),
            part(0.99),
            part(1.0),
            run.nothing,
            seconds / first
        );
    }
    Ok(())
}

/// What one extractor has done so far.
#[derive(Default)]
struct Run {
    bodies: Bodies,
    facts: Facts,
    times: Vec<Duration>,
    nothing: usize,
}

impl Run {
    fn add(&mut self, page: &Loaded, find: impl Fn() -> Option<Found>) {
        let mut best = Duration::MAX;
        let mut found = None;
        for _ in 0..ROUNDS {
            let start = ThreadTime::now();
            found = find();
            best = best.min(start.elapsed());
        }
        self.times.push(best);
        self.nothing += usize::from(found.is_none());
        self.bodies.add(&page.gold, found.as_ref());
        self.facts.add(&page.gold, found.as_ref());
    }

    fn seconds(&self) -> f64 {
        self.times.iter().sum::<Duration>().as_secs_f64()
    }
}
