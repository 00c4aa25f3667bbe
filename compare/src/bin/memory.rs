//! Most bytes that reading one page needs beyond the page itself: `memory [PART OF A NAME]`.

use compare::{argument, pages, peers};
use peak_alloc::PeakAlloc;
use runut::lang::Packs;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

fn main() -> anyhow::Result<()> {
    let packs = Packs::bundled()?;
    let loaded = pages(argument().as_deref())?;
    std::panic::set_hook(Box::new(|_| {}));
    for peer in peers::all(&packs) {
        let mut worst: Vec<(usize, usize, &str)> = Vec::new();
        for page in &loaded {
            let before = ALLOCATOR.current_usage();
            ALLOCATOR.reset_peak_usage();
            let found = peer.find(page);
            let peak = ALLOCATOR.peak_usage().saturating_sub(before);
            drop(found);
            worst.push((peak, page.page.bytes.len(), &page.gold.name));
        }
        worst.sort_unstable_by(|a, b| b.cmp(a));
        let mean = worst.iter().map(|(peak, ..)| peak).sum::<usize>() as f64 / worst.len().max(1) as f64;
        println!("{}: mean {:.2} MB", peer.name, mean / 1e6);
        for (peak, size, name) in worst.iter().take(3) {
            println!("  {:.2} MB for {:.2} MB ({name})", *peak as f64 / 1e6, *size as f64 / 1e6);
        }
    }
    Ok(())
}
