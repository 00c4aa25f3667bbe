//! Scorers and floors, for Runut's developers: `cargo run -p runut-eval --release -- SCORER`.

mod extract;
mod figures;
mod names;
mod quotes;
mod sets;
mod stories;
mod texts;
mod time;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or(&[]);
    match arguments.first().map(String::as_str) {
        Some("time") => time::run(rest),
        Some("names") => names::run(rest),
        Some("figures") => figures::run(rest),
        Some("quotes") => quotes::run(rest),
        Some("extract") => extract::run(rest),
        Some("stories") => stories::run(rest),
        _ => anyhow::bail!("usage: runut-eval time|names|figures|quotes|extract|stories [--errors N]"),
    }
}
