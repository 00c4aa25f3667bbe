//! Scores the same statement across reports: labelled pairs of statements, half of them look-alikes, are one entry of a
//! timeline or two. The labels are `corpus/statements/same.tsv`; the texts lie beside the repository.
//!
//! `stories statements [--errors]`.

use super::{in_lines, load};
use crate::sets::{Floors, Ratio};
use anyhow::Context;
use runut::lang::Packs;
use runut::model::{Reading, Trace};
use runut::wire::CodePoints;
use std::collections::BTreeMap;
use std::path::Path;

/// What somebody said in one article: first and one past the last code point.
struct Said<'a> {
    article: &'a str,
    start: usize,
    end: usize,
}

/// Two of them, and whether they report one utterance.
struct Pair<'a> {
    one: Said<'a>,
    two: Said<'a>,
    same: bool,
}

/// Prints precision and recall over the pairs of every set that is there.
pub(super) fn score(folder: &Path, packs: &Packs, floors: &mut Floors) -> anyhow::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/statements/same.tsv");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut sets: BTreeMap<&str, Vec<Pair<'_>>> = BTreeMap::new();
    for (set, pair) in text.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(pair) {
        sets.entry(set).or_default().push(pair);
    }
    let errors = std::env::args().any(|argument| argument == "--errors");
    let (mut all, mut together) = (Ratio::default(), (0, 0));
    for (set, pairs) in sets {
        let Some(lines) = load(&folder.join(set).with_extension("jsonl"))? else { return Ok(()) };
        let readings: Vec<Reading> =
            lines.iter().map(|line| runut::annotate(in_lines(line.reading().article), packs)).collect();
        let trace = runut::trace(&readings, packs);
        for pair in &pairs {
            let (one, two) = (entry(&pair.one, &readings, &trace), entry(&pair.two, &readings, &trace));
            let found = one.is_some() && one == two;
            all.gold += usize::from(pair.same);
            all.found += usize::from(found);
            all.right += usize::from(found && pair.same);
            let story = |place: Option<(usize, usize)>| place.map(|(story, _)| story);
            together.0 += usize::from(pair.same && one.is_some() && story(one) == story(two));
            together.1 += usize::from(pair.same);
            if errors && found != pair.same {
                let words = |said: &Said<'_>| -> String {
                    let line = lines.iter().find(|line| line.id == said.article);
                    let text = line.map_or("", |line| line.text.as_str());
                    text.chars().skip(said.start).take((said.end - said.start).min(160)).collect()
                };
                let verdict = if found { "JOINED" } else { "PARTED" };
                println!("{verdict} {one:?} {two:?}\n    {}\n    {}", words(&pair.one), words(&pair.two));
            }
        }
    }
    println!(
        "same statement, {} pairs of one utterance: {all}; {} of {} in one story",
        all.gold, together.0, together.1
    );
    floors.hold("same_statement_precision", all.precision());
    floors.hold("same_statement_recall", all.recall());
    Ok(())
}

fn pair(line: &str) -> Option<(&str, Pair<'_>)> {
    let fields: Vec<&str> = line.split('\t').collect();
    let said = |at: usize| -> Option<Said<'_>> {
        let (start, end) = (fields.get(at + 1)?.parse().ok()?, fields.get(at + 2)?.parse().ok()?);
        Some(Said { article: fields.get(at)?, start, end })
    };
    let pair = Pair { one: said(1)?, two: said(4)?, same: *fields.get(7)? == "yes" };
    Some((fields.first()?, pair))
}

/// The story and the entry that hold the statement with most of these words.
fn entry(said: &Said<'_>, readings: &[Reading], trace: &Trace) -> Option<(usize, usize)> {
    let at = readings.iter().position(|reading| reading.article.id == said.article)?;
    let points = CodePoints::of(&readings[at].article.text);
    let common = |statement: &runut::model::Statement| {
        let place = points.place(statement.extent());
        let (start, end) = (place.start, place.end);
        let shared = end.min(said.end).saturating_sub(start.max(said.start));
        let whole = end.max(said.end) - start.min(said.start);
        (shared * 2 > whole).then_some(shared)
    };
    let statements = readings[at].annotations.statements.iter().enumerate();
    let (_, wanted) = statements.filter_map(|(ix, one)| Some((common(one)?, ix))).max()?;
    let story = trace.story_of[at]?;
    let holds = |report: &runut::model::Report| {
        report.article == at && (report.statement == Some(wanted) || report.others.contains(&wanted))
    };
    let entry = trace.stories[story].timeline.iter().position(|entry| entry.reports.iter().any(holds))?;
    Some((story, entry))
}
