//! The layers over one article.

use crate::names::name;
use crate::{SENTENCES, json, sentence_key};
use runut::model::{Entity, EntityIx, Reading, SaidOn, Span, Statement, TimeExpression};
use runut::wire::CodePoints;
use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;

/// Stores every layer; `stems` has one text for each sentence.
pub(crate) fn insert(
    connection: &Connection,
    article: i64,
    reading: &Reading,
    stems: &[String],
) -> rusqlite::Result<()> {
    let points = CodePoints::of(&reading.article.text);
    sentences(connection, article, reading, stems, &points)?;
    names(connection, article, reading, &points)?;
    times(connection, article, reading, &points)?;
    statements(connection, article, reading, &points)?;
    figures(connection, article, reading, &points)
}

fn sentences(
    connection: &Connection,
    article: i64,
    reading: &Reading,
    stems: &[String],
    points: &CodePoints<'_>,
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?)")?;
    let mut index =
        connection.prepare_cached("INSERT INTO sentences_search (rowid, words, stems) VALUES (?, ?, ?)")?;
    let none = String::new();
    for (at, sentence) in reading.annotations.sentences.iter().enumerate().take(SENTENCES as usize - 1) {
        let key = sentence_key(article, at);
        let place = points.place(sentence.span);
        let block = sentence.block + 1;
        insert.execute(params![key, article, at + 1, block, sentence.language, place.start, place.end])?;
        let words = sentence.span.of(&reading.article.text);
        index.execute(params![key, words, stems.get(at).unwrap_or(&none)])?;
    }
    Ok(())
}

fn names(
    connection: &Connection,
    article: i64,
    reading: &Reading,
    points: &CodePoints<'_>,
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (n, entity) in (1..).zip(&reading.annotations.entities) {
        insert.execute(params![
            article,
            n,
            name(entity.kind),
            entity.name,
            json(&entity.aliases),
            json(&entity.roles),
            entity.of.map(number),
            entity.gender.map(String::from),
            entity.relays,
        ])?;
    }
    let mut insert = connection.prepare_cached("INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (n, mention) in (1..).zip(&reading.annotations.mentions) {
        let (place, whole) = (points.place(mention.span), points.place(mention.whole));
        insert.execute(params![
            article,
            n,
            number(mention.entity),
            name(mention.kind),
            place.start,
            place.end,
            whole.start,
            whole.end,
            name(mention.how),
        ])?;
    }
    Ok(())
}

/// Names remembered with their forms before the file itself is asked each time.
const REMEMBERED: usize = 200_000;

/// The forms of names that the file has already, by name: most names of an article were met before.
#[derive(Debug, Default)]
pub(crate) struct Forms(FxHashMap<String, Vec<String>>);

impl Forms {
    /// Whether a form is new to a name; it is none afterwards.
    fn is_new(&mut self, form: &str, name: &str) -> bool {
        match self.0.get_mut(name) {
            Some(known) if known.iter().any(|one| one == form) => return false,
            Some(known) => known.push(form.to_owned()),
            None => {
                if self.0.len() >= REMEMBERED {
                    self.0.clear();
                }
                self.0.insert(name.to_owned(), vec![form.to_owned()]);
            }
        }
        true
    }

    /// Nothing is in the file any more.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// Every form of the names of an article.
pub(crate) fn insert_forms(
    connection: &Connection,
    entities: &[Entity],
    known: &mut Forms,
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO name_forms VALUES (?, ?, ?)")?;
    for entity in entities {
        let forms = std::iter::once(entity.name.as_str()).chain(entity.aliases.iter().map(|form| &**form));
        for form in forms {
            if known.is_new(form, &entity.name) {
                insert.execute(params![form, entity.name, name(entity.kind)])?;
            }
        }
    }
    Ok(())
}

fn times(
    connection: &Connection,
    article: i64,
    reading: &Reading,
    points: &CodePoints<'_>,
) -> rusqlite::Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT INTO times VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    let mut n = 0;
    let mut one = |removed: Option<usize>, time: &TimeExpression, points: &CodePoints<'_>| {
        n += 1;
        let place = points.place(time.span);
        insert.execute(params![
            article,
            n,
            removed.map(number),
            place.start,
            place.end,
            name(time.kind),
            time.value.0,
            time.utc_offset.map(|offset| offset.to_string()),
            name(time.anchor),
            name(time.weekday),
            time.likely.as_ref().map(|likely| likely.0.as_str()),
            time.why,
            time.rule
        ])
    };
    for time in &reading.annotations.times {
        one(None, time, points)?;
    }
    for found in &reading.annotations.removed_times {
        if let Some(part) = reading.article.removed.get(found.removed) {
            one(Some(found.removed), &found.time, &CodePoints::of(&part.text))?;
        }
    }
    Ok(())
}

fn statements(
    connection: &Connection,
    article: i64,
    reading: &Reading,
    points: &CodePoints<'_>,
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    let published = reading.article.day().map(|day| day.to_string());
    let mut link = connection.prepare_cached("INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?, ?)")?;
    for (n, statement) in (1..).zip(&reading.annotations.statements) {
        let extent = points.place(statement.extent());
        let (speaker, addressee) = speaker_and_addressee(statement, &reading.annotations.entities);
        let (said_from, said_to, said_why) = days(&statement.said_on);
        let (reported_from, reported_to, reported_why) = days(&statement.reported_on);
        insert.execute(params![
            article,
            n,
            extent.start,
            extent.end,
            name(statement.kind),
            name(statement.polarity),
            name(statement.act),
            statement.voiced,
            speaker,
            statement.speaker.map(number),
            statement.speaker_how.map(name),
            name(statement.confidence),
            addressee,
            statement.addressee.map(number),
            said_from,
            said_to,
            said_why,
            reported_from,
            reported_to,
            reported_why,
            statement.place,
            number(statement.sentence),
            statement.inside.map(number),
            places(&statement.content, points),
            places(&statement.cue, points),
            places(&statement.source, points),
            statement.speaker_name,
            statement.addressee_name,
            statement.rule,
            statement.speaker_why,
            said_from.as_ref().or(said_to.as_ref()).or(published.as_ref()),
        ])?;
        for (at, one) in (1..).zip(&statement.chain) {
            let place = one.span.map(|span| points.place(span));
            let (start, end) = (place.map(|place| place.start), place.map(|place| place.end));
            link.execute(params![article, n, at, one.name, name(one.how), start, end])?;
        }
    }
    Ok(())
}

/// Who spoke and to whom, by the name people know them by.
fn speaker_and_addressee<'a>(
    statement: &'a Statement,
    entities: &'a [Entity],
) -> (Option<&'a str>, Option<&'a str>) {
    let called = |name: &'a Option<String>, entity: Option<EntityIx>| {
        let entity = || entity.and_then(|entity| entities.get(entity)).map(|entity| entity.name.as_str());
        name.as_deref().or_else(entity)
    };
    (
        called(&statement.speaker_name, statement.speaker),
        called(&statement.addressee_name, statement.addressee),
    )
}

fn days(said: &Option<SaidOn>) -> (Option<String>, Option<String>, Option<&str>) {
    let days = said.as_ref().map(|said| said.days).unwrap_or_default();
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    (day(days.from), day(days.to), said.as_ref().map(|said| said.why.as_str()))
}

fn figures(
    connection: &Connection,
    article: i64,
    reading: &Reading,
    points: &CodePoints<'_>,
) -> rusqlite::Result<()> {
    let mut insert = connection
        .prepare_cached("INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (n, figure) in (1..).zip(&reading.annotations.figures) {
        let (place, number_place) = (points.place(figure.span), points.place(figure.number));
        insert.execute(params![
            article,
            n,
            place.start,
            place.end,
            number_place.start,
            number_place.end,
            figure.value,
            figure.low,
            figure.high,
            name(figure.sense),
            figure.unit,
            figure.counts,
            figure.statement.map(number),
            figure.claimed_by,
            figure.rule
        ])?;
    }
    Ok(())
}

/// Spans as a JSON list of code points.
pub(crate) fn places(spans: &[Span], points: &CodePoints<'_>) -> String {
    let pairs = spans.iter().map(|span| points.place(*span));
    json(&pairs.map(|place| (place.start, place.end)).collect::<Vec<_>>())
}

/// An index of the engine, from 0, as a number of the tables, from 1.
pub(crate) fn number(index: usize) -> usize {
    index + 1
}
