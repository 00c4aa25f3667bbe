//! Reads the labelled pages again and again, for a profiler: `alone [ROUNDS] [PART OF A NAME]`; prints the CPU time of the best round.

use compare::pages;
use cpu_time::ThreadTime;
use runut::lang::Packs;
use std::time::Duration;

fn main() -> anyhow::Result<()> {
    let packs = Packs::bundled()?;
    let rounds: usize = std::env::args().nth(1).map_or(Ok(3), |rounds| rounds.parse())?;
    let loaded = pages(std::env::args().nth(2).as_deref())?;
    let mut best = Duration::MAX;
    for _ in 0..rounds {
        let start = ThreadTime::now();
        for one in &loaded {
            std::hint::black_box(runut::extract::articles(&one.page, &packs));
        }
        best = best.min(start.elapsed());
    }
    let megabytes = loaded.iter().map(|one| one.page.bytes.len()).sum::<usize>() as f64 / 1e6;
    let seconds = best.as_secs_f64();
    println!("{:.1} MB/s, {:.0} pages of 180 KB/s", megabytes / seconds, megabytes / seconds / 0.18);
    Ok(())
}
