//! Scores figures: value, and value with unit, on the English set; value, unit and claimant on the seeds.

use crate::sets::{self, Ratio};
use runut::lang::Packs;
use runut::model::{Article, Block, BlockKind, Figure, Span};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Labelled {
    text: String,
    quantities: Vec<Quantity>,
}

#[derive(Deserialize)]
struct Quantity {
    value: Value,
    unit: String,
    normalized_unit: String,
}

#[derive(Deserialize)]
struct Seed {
    id: String,
    text: String,
    figures: Vec<SeedFigure>,
}

#[derive(Deserialize)]
struct SeedFigure {
    text: String,
    line: usize,
    start: usize,
    end: usize,
    value: f64,
    unit: Option<String>,
    claimed_by: String,
    zone: String,
}

/// The numbers of a gold value: one, or two for a range.
fn values(value: &Value) -> Vec<f64> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut found = Vec::new();
    let mut number = String::new();
    // A hyphen behind a digit parts a range; anywhere else it is a sign.
    for letter in text.chars().chain([' ']) {
        if letter.is_ascii_digit() || letter == '.' || letter == '-' && number.is_empty() {
            number.push(letter);
        } else {
            found.extend(number.parse::<f64>());
            number.clear();
        }
    }
    found
}

fn found_values(figure: &Figure) -> Vec<f64> {
    match (figure.value, figure.low, figure.high) {
        (Some(value), ..) => vec![value],
        (None, Some(low), Some(high)) => vec![low, high],
        (None, Some(one), None) | (None, None, Some(one)) => vec![one],
        _ => Vec::new(),
    }
}

fn same(gold: &[f64], found: &[f64]) -> bool {
    let close =
        |(one, other): (&f64, &f64)| (one - other).abs() <= 1e-6 * one.abs().max(other.abs()).max(1.0);
    gold.len() == found.len() && gold.iter().zip(found).all(close)
}

/// A unit for comparing: lower case, singular, the many names of per cent and dollar as one.
fn plain_unit(unit: &str) -> String {
    let unit = unit.to_lowercase();
    let unit = match unit.trim() {
        "%" | "percentage" | "percent" => "percent",
        "" | "-" | "dimensionless" => "-",
        "$" | "us dollar" | "us$" => "dollar",
        other => other,
    };
    unit.strip_suffix('s').unwrap_or(unit).to_owned()
}

/// Prints the scores; fails when one is under its floor.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let packs = crate::texts::packs(arguments)?;
    let errors = sets::errors_wanted(arguments);
    let mut floors = sets::Floors::of("figures")?;
    if let Some(lines) = sets::lines::<Labelled>("data/figures/en_newsquant.jsonl")? {
        newsquant(&lines, &packs, errors, &mut floors);
    }
    own(&packs, &mut floors);
    if let (Some(pages), Some(roles)) =
        (sets::lines::<Seed>("data/figures/id_seeds.jsonl")?, sets::shared("gold/seed_lines.tsv"))
    {
        seeds(&pages, &std::fs::read_to_string(roles)?, &packs, &mut floors);
    }
    floors.verdict()
}

fn newsquant(lines: &[Labelled], packs: &Packs, errors: usize, floors: &mut sets::Floors) {
    let (mut value, mut with_unit) = (Ratio::default(), Ratio::default());
    let mut shown = Vec::new();
    for line in lines {
        let article = Article {
            text: line.text.clone(),
            blocks: vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, line.text.len()) }],
            language: "en".to_owned(),
            given: true,
            ..Article::default()
        };
        let figures = runut::annotate(article, packs).annotations.figures;
        let mut used = vec![false; figures.len()];
        for score in [&mut value, &mut with_unit] {
            score.gold += line.quantities.len();
            score.found += figures.len();
        }
        for quantity in &line.quantities {
            let gold = values(&quantity.value);
            let fits = |at: &usize| !used[*at] && same(&gold, &found_values(&figures[*at]));
            let unit = |at: usize| {
                let unit = plain_unit(figures[at].unit.as_deref().unwrap_or("-"));
                let ours = plain_unit(&quantity.unit);
                // Gold names what is counted with its adjectives; the head is enough of a unit.
                unit == ours
                    || unit == plain_unit(&quantity.normalized_unit)
                    || ours.ends_with(&format!(" {unit}"))
            };
            let best = (0..figures.len()).filter(fits).max_by_key(|&at| (unit(at), std::cmp::Reverse(at)));
            match best {
                Some(at) => {
                    used[at] = true;
                    value.right += 1;
                    with_unit.right += usize::from(unit(at));
                    if !unit(at) {
                        shown.push(format!(
                            "UNIT  {:?} gold {:?}: {}",
                            figures[at].unit, quantity.unit, line.text
                        ));
                    }
                }
                None => shown.push(format!("MISS  {} {}: {}", quantity.value, quantity.unit, line.text)),
            }
        }
        for (figure, _) in figures.iter().zip(&used).filter(|(_, used)| !**used) {
            shown.push(format!(
                "EXTRA {:?} {:?}: {}",
                figure.span.of(&line.text),
                found_values(figure),
                line.text
            ));
        }
    }
    println!("en_newsquant: value {value} | value+unit {with_unit}");
    floors.hold("en_newsquant.value", value.f1());
    floors.hold("en_newsquant.value_and_unit", with_unit.f1());
    let step = (shown.len() / errors.max(1)).max(1);
    for line in shown.iter().step_by(step).take(errors) {
        println!("    {}", line.chars().take(230).collect::<String>());
    }
}

/// Invented sentences with the figures their writer meant, in order.
const OWN: &str = include_str!("../../../corpus/gold/figures.tsv");

/// Scores the invented sentences: value, and value with unit; every difference is printed.
fn own(packs: &Packs, floors: &mut sets::Floors) {
    let (mut value, mut with_unit) = (Ratio::default(), Ratio::default());
    for line in OWN.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(language), Some(text)) = (fields.next(), fields.next()) else { continue };
        let gold: Vec<&str> = fields.next().unwrap_or("").split("; ").filter(|one| !one.is_empty()).collect();
        let article = crate::texts::article("", text, language, Some("2025-03-06"));
        let figures = runut::annotate(article, packs).annotations.figures;
        let told = |figure: &Figure| {
            let values: Vec<String> = found_values(figure).iter().map(f64::to_string).collect();
            (values.join(".."), figure.unit.clone().unwrap_or_else(|| "-".to_owned()))
        };
        let mut found: Vec<(String, String)> = figures.iter().map(told).collect();
        let shown = format!("{found:?}");
        for score in [&mut value, &mut with_unit] {
            score.gold += gold.len();
            score.found += found.len();
        }
        let mut missed = Vec::new();
        for one in &gold {
            let (number, unit) = one.split_once(' ').unwrap_or((one, "-"));
            match found.iter().position(|(found, _)| found == number) {
                Some(at) => {
                    let (_, found_unit) = found.remove(at);
                    value.right += 1;
                    with_unit.right += usize::from(found_unit == unit);
                    missed.extend((found_unit != unit).then_some(*one));
                }
                None => missed.push(one),
            }
        }
        if !missed.is_empty() || !found.is_empty() {
            println!("    {text} not {missed:?}, found {shown}");
        }
    }
    println!("own: value {value} | value+unit {with_unit}");
    floors.hold("own.value", value.f1());
    floors.hold("own.value_and_unit", with_unit.f1());
}

fn seeds(pages: &[Seed], roles: &str, packs: &Packs, floors: &mut sets::Floors) {
    let kept = |page: &str, line: usize| {
        roles.lines().any(|row| {
            let mut fields = row.split('\t');
            let (file, number, role) = (fields.next(), fields.next(), fields.next());
            file.is_some_and(|file| file == page || page.starts_with(file))
                && number.and_then(|number| number.parse().ok()) == Some(line)
                && role.is_some_and(|role| {
                    matches!(role, "body" | "title" | "standfirst" | "subheading" | "caption")
                })
        })
    };
    let (mut value, mut unit, mut claimant) = (Ratio::default(), Ratio::default(), Ratio::default());
    for page in pages {
        let mut blocks = Vec::new();
        let mut at = 0;
        for (number, line) in page.text.split('\n').enumerate() {
            let start = at + (line.len() - line.trim_start().len());
            let words = line.trim();
            if !words.is_empty() && kept(&page.id, number + 1) {
                blocks
                    .push(Block { kind: BlockKind::Paragraph, span: Span::new(start, start + words.len()) });
            }
            at += line.len() + 1;
        }
        let article = Article {
            text: page.text.clone(),
            blocks,
            language: "id".to_owned(),
            given: true,
            ..Article::default()
        };
        let figures = runut::annotate(article, packs).annotations.figures;
        let bytes: Vec<usize> = page.text.char_indices().map(|(at, _)| at).chain([page.text.len()]).collect();
        let gold: Vec<&SeedFigure> = page
            .figures
            .iter()
            .filter(|figure| figure.zone != "furniture" && kept(&page.id, figure.line))
            .collect();
        for score in [&mut value, &mut unit, &mut claimant] {
            score.gold += gold.len();
            score.found += figures.len();
        }
        for figure in &figures {
            if !gold.iter().any(|gold| Span::new(bytes[gold.start], bytes[gold.end]).overlaps(figure.span)) {
                println!("  extra: {:?} {:?}", figure.span.of(&page.text), figure.unit);
            }
        }
        for gold in gold {
            let span = Span::new(bytes[gold.start], bytes[gold.end]);
            let Some(figure) = figures.iter().find(|figure| figure.span.overlaps(span)) else {
                println!("  missed: {:?}", gold.text);
                continue;
            };
            let number = figure.value.or(figure.low);
            value.right += usize::from(number == Some(gold.value));
            unit.right += usize::from(gold.unit.is_none() || figure.unit == gold.unit);
            let newsroom = gold.claimed_by.starts_with("narrator");
            let claimed = match &figure.claimed_by {
                Some(name) => name.to_lowercase() == gold.claimed_by.to_lowercase(),
                None => newsroom,
            };
            claimant.right += usize::from(claimed);
            println!(
                "  {:?}: {:?} {:?} {:?} counts {:?} claimed by {:?}; gold {} {:?} {:?}",
                figure.span.of(&page.text),
                number,
                figure.sense,
                figure.unit,
                figure.counts,
                figure.claimed_by,
                gold.value,
                gold.unit,
                gold.claimed_by
            );
        }
    }
    println!("seeds: value {value} | unit {unit} | claimant {claimant}");
    floors.hold("seeds.value", value.f1());
    floors.hold("seeds.unit", unit.f1());
}
