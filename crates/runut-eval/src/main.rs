//! Scorers and floors, for Runut's developers: `cargo run -p runut-eval --release -- SCORER`.

use runut_eval::{
    disagreements, dumps, extract, figures, names, phrases, quotes, seeds, speed, stories, time,
};

/// A scorer: prints its scores, fails when one is under its floor.
type Scorer = fn(&[String]) -> anyhow::Result<()>;

const SCORERS: [(&str, Scorer); 11] = [
    ("extract", extract::run),
    ("dumps", dumps::run),
    ("names", names::run),
    ("time", time::run),
    ("phrases", phrases::run),
    ("quotes", quotes::run),
    ("figures", figures::run),
    ("stories", stories::run),
    ("disagreements", disagreements::run),
    ("seeds", seeds::run),
    ("speed", speed::run),
];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or(&[]);
    let wanted = arguments.first().map_or("", String::as_str);
    if wanted == "all" {
        let mut under = Vec::new();
        for (name, scorer) in SCORERS {
            println!("== {name}");
            if let Err(error) = scorer(rest) {
                under.push(format!("{name}: {error}"));
            }
        }
        anyhow::ensure!(under.is_empty(), "{}", under.join("\n"));
        return Ok(());
    }
    match SCORERS.iter().find(|(name, _)| *name == wanted) {
        Some((_, scorer)) => scorer(rest),
        None => {
            let names: Vec<&str> = SCORERS.iter().map(|(name, _)| *name).collect();
            anyhow::bail!("usage: runut-eval all|{} [--errors N]", names.join("|"))
        }
    }
}
