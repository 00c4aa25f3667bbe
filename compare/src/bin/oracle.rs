//! Text order against html5ever on the labelled pages, the sample pages and generated ones: `oracle [DIFFERENCES]`.

use compare::oracle::{agreement, difference, generated, letters, ours};
use compare::pages;

fn main() -> anyhow::Result<()> {
    let show = std::env::args().nth(1).map_or(Ok(0), |show| show.parse())?;
    let real = pages(None)?.into_iter().map(|one| (one.gold.name.clone(), one.html));
    report("labelled pages", real.collect(), show);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/pages");
    let mut samples = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "html") {
            samples.push((path.display().to_string(), String::from_utf8_lossy(&std::fs::read(&path)?).into_owned()));
        }
    }
    report("sample pages", samples, show);
    report(
        "generated pages",
        (0..20_000).map(|seed| (seed.to_string(), generated(seed, false))).collect(),
        show,
    );
    report(
        "generated pages with tables",
        (0..5_000).map(|seed| (seed.to_string(), generated(seed, true))).collect(),
        show,
    );
    Ok(())
}

fn report(what: &str, pages: Vec<(String, String)>, show: usize) {
    let (mut equal, mut shares, mut shown) = (0, 0.0, 0);
    for (name, html) in &pages {
        let (theirs, own) = (letters(html), ours(html));
        shares += agreement(&theirs, &own);
        match difference(&theirs, &own) {
            None => equal += 1,
            Some((at, theirs, own)) => {
                shown += 1;
                if shown <= show {
                    println!("{name} at {at}\n  html5ever {theirs:?}\n  scanner   {own:?}");
                    if html.len() < 1_500 {
                        println!("  {html}");
                    }
                }
            }
        }
    }
    println!(
        "{what}: {equal} of {} equal, {:.4} of the letters of each page on average",
        pages.len(),
        shares / pages.len().max(1) as f64
    );
}
