//! Scores contradictions: pairs of invented reports with what a careful editor would be shown, and pairs that only
//! look as if they contradicted each other. The pairs are `corpus/disagreements/*.toml`.
//!
//! `runut-eval disagreements [--errors N]`.

use crate::sets::{Floors, Ratio, errors_wanted};
use anyhow::Context;
use runut::lang::Packs;
use runut::model::{Article, Block, BlockKind, Disagreement, Reading, Span, Stated};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Pairs {
    pair: Vec<Pair>,
}

#[derive(Deserialize)]
struct Pair {
    name: String,
    #[serde(rename = "use")]
    part: String,
    #[serde(default)]
    expect: Vec<Expected>,
    report: Vec<Report>,
}

#[derive(Deserialize)]
struct Expected {
    /// Kinds that name it rightly, parted by "|".
    kind: String,
    /// Words or numbers of each side.
    sides: Vec<String>,
    likely: Option<String>,
}

#[derive(Deserialize)]
struct Report {
    outlet: String,
    published: String,
    title: String,
    text: String,
    language: Option<String>,
}

/// Prints precision and recall of both halves; fails under a floor.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let packs = Packs::bundled()?;
    let mut floors = Floors::of("disagreements")?;
    let mut show = errors_wanted(arguments);
    let mut halves: BTreeMap<String, Ratio> = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/disagreements");
    for language in ["id", "en"] {
        let path = folder.join(language).with_extension("toml");
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let pairs: Pairs = toml::from_str(&text).with_context(|| path.display().to_string())?;
        for pair in &pairs.pair {
            let own = score(pair, language, &packs, &mut show);
            let half = halves.entry(pair.part.clone()).or_default();
            *half = *half + own;
        }
    }
    let all = halves.values().fold(Ratio::default(), |sum, half| sum + *half);
    for (name, ratio) in halves.iter().map(|(name, ratio)| (name.as_str(), ratio)).chain([("all", &all)]) {
        println!("{name:8} {ratio}");
        floors.hold(&format!("{name}_precision"), ratio.precision());
        floors.hold(&format!("{name}_recall"), ratio.recall());
    }
    floors.verdict()
}

/// Traces the two reports and compares what is shown with what is expected.
fn score(pair: &Pair, language: &str, packs: &Packs, show: &mut usize) -> Ratio {
    let readings: Vec<Reading> = pair
        .report
        .iter()
        .enumerate()
        .map(|(at, report)| runut::annotate(article(pair, report, at, language), packs))
        .collect();
    let trace = runut::trace(&readings, packs);
    let shown: Vec<&Disagreement> = trace.stories.iter().flat_map(|story| &story.disagreements).collect();
    let mut open: Vec<&Expected> = pair.expect.iter().collect();
    let mut right = 0;
    for one in &shown {
        match open.iter().position(|expected| is(one, expected)) {
            Some(at) => {
                open.remove(at);
                right += 1;
            }
            None if *show > 0 => {
                *show -= 1;
                println!("FALSE  {}: {}", pair.name, words(one));
            }
            None => {}
        }
    }
    for missed in open.iter().take(*show) {
        println!("MISSED {}: {} {:?}; stories {}", pair.name, missed.kind, missed.sides, trace.stories.len());
    }
    *show = show.saturating_sub(open.len());
    Ratio { gold: pair.expect.len(), found: shown.len(), right }
}

/// Whether a shown contradiction is the expected one: its kind, and every side's words on a side of its own.
fn is(shown: &Disagreement, expected: &Expected) -> bool {
    let kind = format!("{:?}", shown.kind).to_lowercase();
    let holds = |words: &String| {
        let words = words.to_lowercase();
        shown.sides.iter().position(|side| {
            side.says.to_lowercase().contains(&words) || side.evidence.quote.to_lowercase().contains(&words)
        })
    };
    expected.kind.split('|').any(|name| name == kind)
        && expected.sides.iter().all(|side| holds(side).is_some())
        && expected.likely.as_ref().is_none_or(|likely| shown.likely.as_ref() == Some(likely))
}

fn words(shown: &Disagreement) -> String {
    let sides: Vec<&str> = shown.sides.iter().map(|side| side.says.as_str()).collect();
    format!("{:?} {} ({})", shown.kind, shown.about, sides.join(" | "))
}

/// The report as an article: its headline a block of its own, then one paragraph a line.
fn article(pair: &Pair, report: &Report, at: usize, language: &str) -> Article {
    let mut text = report.title.clone();
    let mut blocks = vec![Block { kind: BlockKind::Title, span: Span::new(0, text.len()) }];
    for line in report.text.lines().filter(|line| !line.trim().is_empty()) {
        text.push_str("\n\n");
        let start = text.len();
        text.push_str(line.trim());
        let span = Span::new(start, text.len());
        blocks.push(Block { kind: BlockKind::Paragraph, span });
    }
    let stated = |value: &str| Some(Stated::given(value.to_owned(), "gold"));
    Article {
        id: format!("{}-{at}", pair.name),
        title: stated(&report.title),
        outlet: stated(&report.outlet),
        published: stated(&report.published),
        language: report.language.clone().unwrap_or_else(|| language.to_owned()),
        text,
        blocks,
        given: true,
        ..Article::default()
    }
}
