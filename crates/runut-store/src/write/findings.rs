//! What is found of a story: its articles, events, timeline, contradictions, words and copies.

use super::layers::number;
use crate::bytes::sha256;
use crate::json;
use crate::names::name;
use runut::model::{ChainLink, Evidence, Reading, Report, Span, Story};
use runut::wire::CodePoints;
use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// What turns indices into numbers of the tables, and bytes into code points.
struct Door<'a> {
    numbers: &'a [i64],
    points: FxHashMap<usize, CodePoints<'a>>,
    by_id: FxHashMap<&'a str, usize>,
}

impl<'a> Door<'a> {
    fn of(story: &Story, readings: &'a [Reading], numbers: &'a [i64]) -> Self {
        let points = story.articles.iter().map(|&at| (at, CodePoints::of(&readings[at].article.text)));
        let by_id = story.articles.iter().map(|&at| (readings[at].article.id.as_str(), at));
        Self { numbers, points: points.collect(), by_id: by_id.collect() }
    }

    fn place(&self, article: usize, span: Span) -> (usize, usize) {
        self.points.get(&article).map_or((0, 0), |points| {
            let place = points.place(span);
            (place.start, place.end)
        })
    }

    /// Number of the article, and where in it the evidence stands.
    fn evidence(&self, evidence: &Evidence) -> Option<(i64, usize, usize)> {
        let article = *self.by_id.get(evidence.article.as_str())?;
        let (start, end) = self.place(article, evidence.span);
        Some((self.numbers[article], start, end))
    }

    fn chain(&self, article: usize, chain: &[ChainLink]) -> String {
        let link = |link: &ChainLink| {
            let (start, end) = link.span.map(|span| self.place(article, span)).unzip();
            (link.name.clone(), name(link.how), start, end)
        };
        json(&chain.iter().map(link).collect::<Vec<_>>())
    }
}

/// Stores everything found of a story; `numbers` are those of the articles of `readings`.
pub(super) fn insert(
    connection: &Connection,
    key: i64,
    story: &Story,
    readings: &[Reading],
    numbers: &[i64],
) -> rusqlite::Result<()> {
    let door = Door::of(story, readings, numbers);
    let mut insert = connection.prepare_cached("INSERT INTO story_articles VALUES (?, ?, ?)")?;
    for (n, &article) in (1..).zip(&story.articles) {
        insert.execute(params![key, n, numbers[article]])?;
    }
    let mut insert = connection.prepare_cached("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (n, event) in (1..).zip(&story.events) {
        let articles: Vec<i64> = event.articles.iter().map(|&article| numbers[article]).collect();
        let (from, to) = (day(event.when.from), day(event.when.to));
        insert.execute(params![key, n, event.id, event.title, from, to, json(&articles), event.why])?;
    }
    timeline(connection, key, story, &door)?;
    disagreements(connection, key, story, &door)?;
    developments(connection, key, story, &door)?;
    identities(connection, key, story, &door)?;
    let mut insert = connection.prepare_cached("INSERT INTO terms VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    let uses = story.terms.iter().flat_map(|terms| terms.uses.iter().map(move |one| (&terms.thing, one)));
    for (n, (thing, one)) in (1..).zip(uses) {
        if let Some((article, start, end)) = door.evidence(&one.evidence) {
            insert.execute(params![
                key,
                n,
                thing,
                one.word,
                one.language,
                one.outlet,
                one.count,
                article,
                start,
                end
            ])?;
        }
    }
    let mut insert =
        connection.prepare_cached("INSERT INTO copies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (n, copy) in (1..).zip(&story.copies) {
        let passages = copy.passages.iter().map(|passage| {
            let (one, two) =
                (door.place(copy.earlier, passage.earlier), door.place(copy.later, passage.later));
            [one.0, one.1, two.0, two.1]
        });
        let passages = json(&passages.collect::<Vec<_>>());
        let (earlier, later) = (numbers[copy.earlier], numbers[copy.later]);
        insert.execute(params![
            key,
            n,
            earlier,
            later,
            name(copy.kind),
            copy.share,
            copy.of_earlier,
            copy.of_later,
            copy.order_known,
            copy.why,
            passages
        ])?;
    }
    Ok(())
}

fn timeline(connection: &Connection, key: i64, story: &Story, door: &Door<'_>) -> rusqlite::Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    let mut report_row =
        connection.prepare_cached("INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    let mut ids = Ids::default();
    for (n, entry) in (1..).zip(&story.timeline) {
        let kind = name(entry.kind);
        let first = entry.reports.first();
        // Several things may be said in one sentence.
        let statement = first.and_then(|first| first.statement).map(|at| at.to_string()).unwrap_or_default();
        let place = first.map(|first| anchor(&first.evidence)).unwrap_or_default();
        let id = ids.of('l', &[kind, &place, &statement]);
        let (from, to) = (day(entry.when.from), day(entry.when.to));
        insert.execute(params![
            key,
            n,
            id,
            from,
            to,
            kind,
            entry.text,
            entry.speaker,
            entry.addressee,
            entry.independent
        ])?;
        for (at, report) in (1..).zip(&entry.reports) {
            let Report { article, statement, others, evidence, chain, wording } = report;
            let (start, end) = door.place(*article, evidence.span);
            let others: Vec<usize> = others.iter().copied().map(number).collect();
            report_row.execute(params![
                key,
                n,
                at,
                door.numbers[*article],
                statement.map(number),
                json(&others),
                start,
                end,
                door.chain(*article, chain),
                name(*wording)
            ])?;
        }
    }
    Ok(())
}

fn disagreements(connection: &Connection, key: i64, story: &Story, door: &Door<'_>) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO disagreements VALUES (?, ?, ?, ?, ?, ?, ?)")?;
    let mut side_row = connection.prepare_cached("INSERT INTO sides VALUES (?, ?, ?, ?, ?, ?, ?)")?;
    let mut ids = Ids::default();
    for (n, found) in (1..).zip(&story.disagreements) {
        let kind = name(found.kind);
        let first = found.sides.first().map(|side| anchor(&side.evidence)).unwrap_or_default();
        let id = ids.of('d', &[kind, &found.about, &first]);
        insert.execute(params![key, n, id, kind, found.about, found.likely, found.why])?;
        for (at, side) in (1..).zip(&found.sides) {
            if let Some((article, start, end)) = door.evidence(&side.evidence) {
                side_row.execute(params![key, n, at, side.says, article, start, end])?;
            }
        }
    }
    Ok(())
}

fn developments(connection: &Connection, key: i64, story: &Story, door: &Door<'_>) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO developments VALUES (?, ?, ?, ?, ?)")?;
    let mut step_row = connection.prepare_cached("INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    let mut ids = Ids::default();
    for (n, found) in (1..).zip(&story.developments) {
        let first = found.steps.first().map(|step| anchor(&step.evidence)).unwrap_or_default();
        insert.execute(params![key, n, ids.of('g', &[&found.about, &first]), found.about, found.why])?;
        for (at, step) in (1..).zip(&found.steps) {
            if let Some((article, start, end)) = door.evidence(&step.evidence) {
                let day = step.on.to_string();
                step_row.execute(params![key, n, at, day, step.value, step.says, article, start, end])?;
            }
        }
    }
    Ok(())
}

fn identities(connection: &Connection, key: i64, story: &Story, door: &Door<'_>) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO identities VALUES (?, ?, ?, ?)")?;
    let mut form_row = connection
        .prepare_cached("INSERT INTO identity_forms VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (n, identity) in (1..).zip(&story.names) {
        insert.execute(params![key, n, name(identity.kind), identity.name])?;
        for (at, form) in (1..).zip(&identity.forms) {
            let here = form.evidence.as_ref().and_then(|evidence| door.evidence(evidence));
            let there = form.beside.as_ref().and_then(|evidence| door.evidence(evidence));
            form_row.execute(params![
                key,
                n,
                at,
                door.numbers[form.article],
                number(form.entity),
                form.name,
                name(form.why),
                here.map(|(_, start, _)| start),
                here.map(|(.., end)| end),
                there.map(|(article, ..)| article),
                there.map(|(_, start, _)| start),
                there.map(|(.., end)| end)
            ])?;
        }
    }
    Ok(())
}

/// Where evidence stands, as part of an id.
fn anchor(evidence: &Evidence) -> String {
    format!("{} {} {}", evidence.article, evidence.span.start, evidence.span.end)
}

/// Ids made from what does not change when further reports come; each once in a story.
#[derive(Default)]
struct Ids(BTreeSet<String>);

impl Ids {
    fn of(&mut self, letter: char, of: &[&str]) -> String {
        let mut made = of.join("\n");
        loop {
            let id = format!("{letter}-{}", &sha256(made.as_bytes())[..12]);
            if self.0.insert(id.clone()) {
                return id;
            }
            made.push_str("\nand another");
        }
    }
}

fn day(day: Option<jiff::civil::Date>) -> Option<String> {
    day.map(|day| day.to_string())
}
