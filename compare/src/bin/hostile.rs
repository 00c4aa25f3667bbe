//! Milliseconds per 100 KB of each kind of hostile page: `hostile [BYTES] [PART OF A NAME]`, 1 MB where nothing is said.

use compare::hostile::KINDS;
use cpu_time::ThreadTime;
use runut::lang::Packs;
use runut::model::Page;
use std::time::Duration;

/// The best counts: whatever else the machine does only adds.
const ROUNDS: usize = 3;

fn main() -> anyhow::Result<()> {
    let packs = Packs::bundled()?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let size: usize = arguments.first().map_or(Ok(1_000_000), |size| size.parse())?;
    let mut slowest = (0.0, "");
    for (name, make) in KINDS {
        if arguments.get(1).is_some_and(|part| !name.contains(part.as_str())) {
            continue;
        }
        let page = Page::new(*name, make(size));
        let (mut read, mut best) = (Vec::new(), Duration::MAX);
        for _ in 0..ROUNDS {
            let start = ThreadTime::now();
            read = runut::extract::articles(&page, &packs);
            best = best.min(start.elapsed());
        }
        let per = best.as_secs_f64() * 1e3 / (page.bytes.len() as f64 / 1e5);
        let what = match read.first() {
            Some(Ok(article)) => format!("{} blocks", article.blocks.len()),
            Some(Err(error)) => error.to_string(),
            None => "nothing".to_owned(),
        };
        println!("{per:8.3} ms/100 KB  {name}: {what}");
        if per > slowest.0 {
            slowest = (per, name);
        }
    }
    println!("slowest: {:.3} ms/100 KB ({})", slowest.0, slowest.1);
    Ok(())
}
