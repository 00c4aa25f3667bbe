//! The checklist of what statements, speakers, chains, times, names and figures must hold: `corpus/checklist`.
#![allow(clippy::disallowed_methods, reason = "a test is a door: it reads the checklist")]

use runut::lang::Packs;
use runut::model::{
    Article, Block, BlockKind, ChainHow, Confidence, DateRange, Figure, Polarity, Reading, Span, Stated,
    Statement,
};
use serde::{Deserialize, Serialize};
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    published: String,
    language: String,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    holds: String,
    text: String,
    title: Option<String>,
    byline: Option<String>,
    published: Option<String>,
    statements: Option<Vec<Said>>,
    times: Option<Vec<String>>,
    names: Option<Vec<String>>,
    entities: Option<Vec<String>>,
    figures: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    says: String,
    by: String,
    kind: Option<String>,
    how: Option<String>,
    sure: Option<bool>,
    act: Option<String>,
    negated: Option<bool>,
    to: Option<String>,
    on: Option<String>,
    reported: Option<String>,
    place: Option<String>,
    via: Option<Vec<String>>,
    inherited: Option<bool>,
    inside: Option<String>,
}

/// A word of the JSON for a kind.
fn word<T: Serialize>(kind: T) -> String {
    let value = serde_json::to_value(kind).expect("a kind has a name");
    value.as_str().unwrap_or_default().to_owned()
}

fn reading(case: &Case, file: &File, packs: &Packs) -> Reading {
    let mut article = Article {
        id: "case".to_owned(),
        language: file.language.clone(),
        published: Some(Stated::given(case.published.clone().unwrap_or(file.published.clone()), "case")),
        title: case.title.clone().map(|title| Stated::given(title, "case")),
        byline: case.byline.iter().map(|byline| Stated::given(byline.clone(), "case")).collect(),
        ..Article::default()
    };
    let title = case.title.iter().map(|title| (BlockKind::Title, title.as_str()));
    let lines = case.text.lines().filter(|line| !line.is_empty());
    for (kind, line) in title.chain(lines.map(|line| (BlockKind::Paragraph, line))) {
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(line);
        article.blocks.push(Block { kind, span: Span::new(start, article.text.len()) });
    }
    runut::annotate(article, packs)
}

/// A day, or an open range of days.
fn days(days: DateRange) -> String {
    match (days.from, days.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (from, to) => format!(
            "{}..{}",
            from.map(|day| day.to_string()).unwrap_or_default(),
            to.map(|day| day.to_string()).unwrap_or_default()
        ),
    }
}

fn says(statement: &Statement, text: &str) -> String {
    statement.content.iter().map(|part| part.of(text).trim()).collect::<Vec<_>>().join(" … ")
}

/// What differs between a statement and what is expected of it.
fn differences(expected: &Said, found: &Statement, reading: &Reading) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut same = |what: &str, expected: Option<String>, found: String| {
        if expected.as_ref().is_some_and(|expected| *expected != found) {
            wrong.push(format!("{what} is {found:?}, not {:?}", expected.unwrap_or_default()));
        }
    };
    same("by", Some(expected.by.clone()), found.speaker_name.clone().unwrap_or_default());
    same("kind", expected.kind.clone(), word(found.kind));
    same("how", expected.how.clone(), found.speaker_how.map(word).unwrap_or_default());
    same(
        "sure",
        expected.sure.map(|sure| sure.to_string()),
        (found.confidence == Confidence::Sure).to_string(),
    );
    same("act", expected.act.clone(), word(found.act));
    let negated = found.polarity == Polarity::Negated;
    same("negated", expected.negated.map(|negated| negated.to_string()), negated.to_string());
    same("to", expected.to.clone(), found.addressee_name.clone().unwrap_or_default());
    same("on", expected.on.clone(), found.said_on.as_ref().map(|said| days(said.days)).unwrap_or_default());
    let reported = found.reported_on.as_ref().map(|said| days(said.days)).unwrap_or_default();
    same("reported", expected.reported.clone(), reported);
    same("place", expected.place.clone(), found.place.clone().unwrap_or_default());
    let via: Vec<&str> = found.chain.iter().map(|link| link.name.as_str()).collect();
    same("via", expected.via.as_ref().map(|via| via.join(" < ")), via.join(" < "));
    let inherited = found.chain.iter().any(|link| matches!(link.how, ChainHow::Inherited | ChainHow::Byline));
    same("inherited", expected.inherited.map(|is| is.to_string()), inherited.to_string());
    let outer = found.inside.and_then(|outer| reading.annotations.statements[outer].speaker_name.clone());
    same("inside", expected.inside.clone(), outer.unwrap_or_default());
    wrong
}

/// A number without what a computer adds to thirds.
fn number(value: f64) -> String {
    let rounded = (value * 1e6).round() / 1e6;
    format!("{rounded}")
}

fn figure(figure: &Figure, text: &str) -> String {
    let end = |value: Option<f64>| value.map(number).unwrap_or_default();
    let value = match figure.value {
        Some(value) => number(value),
        None => format!("{}..{}", end(figure.low), end(figure.high)),
    };
    let unit = figure.unit.as_deref().unwrap_or("-");
    let by = figure.claimed_by.as_ref().map(|name| format!(" by {name}")).unwrap_or_default();
    format!("{} = {} {value} {unit}{by}", figure.span.of(text), word(figure.sense))
}

/// What is wrong with a case.
fn wrong(case: &Case, reading: &Reading) -> Vec<String> {
    let text = reading.article.text.as_str();
    let found = &reading.annotations;
    let mut wrong = Vec::new();
    if let Some(expected) = &case.statements {
        let heard: Vec<String> = found.statements.iter().map(|one| says(one, text)).collect();
        let wanted: Vec<&String> = expected.iter().map(|one| &one.says).collect();
        if heard.iter().collect::<Vec<_>>() != wanted {
            wrong.push(format!("statements are {heard:#?}, not {wanted:#?}"));
        }
        for (said, statement) in expected.iter().zip(&found.statements) {
            let differences = differences(said, statement, reading);
            wrong.extend(differences.into_iter().map(|one| format!("{:?}: {one}", said.says)));
            if statement.rule.is_empty() || statement.speaker.is_some() && statement.speaker_why.is_empty() {
                wrong.push(format!("{:?}: nothing tells how it was reached", said.says));
            }
        }
    }
    let mut compare = |what: &str, expected: &Option<Vec<String>>, found: Vec<String>| {
        if expected.as_ref().is_some_and(|expected| *expected != found) {
            wrong.push(format!("{what} are {found:#?}"));
        }
    };
    let time = |time: &runut::model::TimeExpression| {
        let check = match word(time.weekday).as_str() {
            "none" => String::new(),
            check => format!(" {check}"),
        };
        let likely = time.likely.as_ref().map(|likely| format!(" likely {}", likely.0)).unwrap_or_default();
        format!("{} = {}{check}{likely}", time.span.of(text), time.value.0)
    };
    compare("times", &case.times, found.times.iter().map(time).collect());
    let name = |mention: &runut::model::Mention| format!("{}: {}", word(mention.kind), mention.span.of(text));
    compare("names", &case.names, found.mentions.iter().map(name).collect());
    let entities = found.entities.iter().map(|entity| entity.name.clone());
    compare("entities", &case.entities, entities.collect());
    compare("figures", &case.figures, found.figures.iter().map(|one| figure(one, text)).collect());
    wrong
}

#[test]
fn everything_on_the_checklist_holds() {
    let packs = Packs::bundled().expect("the bundled packs load");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/checklist");
    let mut report = String::new();
    let mut cases = 0;
    for name in ["id.toml", "en.toml"] {
        let text = std::fs::read_to_string(folder.join(name)).expect("the checklist lies in the repository");
        let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for case in &file.case {
            cases += 1;
            for line in wrong(case, &reading(case, &file, &packs)) {
                report += &format!("{name}: {}\n  {line}\n", case.holds);
            }
        }
    }
    assert!(report.is_empty(), "{report}");
    assert!(cases >= 80, "only {cases} cases are left");
}
