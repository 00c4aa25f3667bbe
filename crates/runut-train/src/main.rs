//! Trains the models that ship: `cargo run -p runut-train --release -- MODEL`. Each writes one file under
//! `crates/runut/models`, from sets whose licence allows it; the model's card there says which.

mod blocks;
mod boost;
mod lines;
mod names;

/// A trainer: prints its cross-validated scores, writes its model.
type Trainer = fn(&[String]) -> anyhow::Result<()>;

const TRAINERS: [(&str, Trainer); 3] =
    [("blocks", blocks::run), ("lines", lines::run), ("names", names::run)];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wanted = arguments.first().map_or("", String::as_str);
    match TRAINERS.iter().find(|(name, _)| *name == wanted) {
        Some((_, trainer)) => trainer(arguments.get(1..).unwrap_or(&[])),
        None => {
            let names: Vec<&str> = TRAINERS.iter().map(|(name, _)| *name).collect();
            anyhow::bail!("usage: runut-train {}", names.join("|"))
        }
    }
}
