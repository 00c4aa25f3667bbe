//! The layers over one article, from their rows.

use super::{Depth, index, span};
use crate::names::{kind, rule};
use jiff::civil::Date;
use runut::model::{
    Act, Anchor, Annotations, Article, ChainHow, ChainLink, Confidence, DateRange, Entity, Figure, Mention,
    MentionHow, MentionKind, Polarity, RemovedTime, SaidOn, Sense, Sentence, Span, SpeakerHow, Statement,
    StatementKind, TimeExpression, TimeKind, TimeValue, UtcOffset, WeekdayCheck,
};
use runut::wire::CodePoints;
use rusqlite::{Connection, Row, params};
use std::collections::BTreeMap;

type Rows<T> = rusqlite::Result<Vec<T>>;

/// Every layer of an article whose text `points` counts through.
pub(crate) fn annotations(
    connection: &Connection,
    number: i64,
    depth: Depth,
    points: &CodePoints<'_>,
    article: &Article,
) -> rusqlite::Result<Annotations> {
    let mut found = Annotations {
        mentions: mentions(connection, number, points)?,
        entities: entities(connection, number)?,
        ..Annotations::default()
    };
    if depth == Depth::Grouping {
        found.statements = days_said(connection, number)?;
    } else {
        found.sentences = sentences(connection, number, points)?;
        found.statements = statements(connection, number, points)?;
        found.figures = figures(connection, number, points)?;
    }
    times(connection, number, depth, points, article, &mut found)?;
    Ok(found)
}

fn sentences(connection: &Connection, number: i64, points: &CodePoints<'_>) -> Rows<Sentence> {
    let (first, last) = (crate::sentence_key(number, 0), crate::sentence_key(number + 1, 0) - 1);
    let mut rows = connection.prepare_cached(
        "SELECT block, language, start, \"end\" FROM sentences WHERE sentence BETWEEN ? AND ? ORDER BY sentence",
    )?;
    let one = |row: &Row<'_>| {
        Ok(Sentence {
            span: span(points, row.get(2)?, row.get(3)?),
            block: index(row.get(0)?),
            language: row.get(1)?,
        })
    };
    rows.query_map(params![first, last], one)?.collect()
}

fn mentions(connection: &Connection, number: i64, points: &CodePoints<'_>) -> Rows<Mention> {
    let mut rows = connection.prepare_cached(
        "SELECT entity, kind, start, \"end\", whole_start, whole_end, how FROM mentions WHERE article = ? ORDER BY n",
    )?;
    let one = |row: &Row<'_>| {
        Ok(Mention {
            entity: index(row.get(0)?),
            kind: kind(row.get(1)?, MentionKind::Person),
            span: span(points, row.get(2)?, row.get(3)?),
            whole: span(points, row.get(4)?, row.get(5)?),
            how: kind(row.get(6)?, MentionHow::Article),
        })
    };
    rows.query_map(params![number], one)?.collect()
}

fn entities(connection: &Connection, number: i64) -> Rows<Entity> {
    let mut rows = connection.prepare_cached(
        "SELECT kind, name, aliases, roles, of, gender, relays FROM entities WHERE article = ? ORDER BY n",
    )?;
    let one = |row: &Row<'_>| {
        Ok(Entity {
            kind: kind(row.get(0)?, MentionKind::Person),
            name: row.get(1)?,
            aliases: serde_json::from_str(row.get_ref(2)?.as_str()?).unwrap_or_default(),
            roles: serde_json::from_str(row.get_ref(3)?.as_str()?).unwrap_or_default(),
            of: row.get::<_, Option<i64>>(4)?.map(index),
            gender: row.get::<_, Option<String>>(5)?.and_then(|letter| letter.chars().next()),
            relays: row.get(6)?,
        })
    };
    rows.query_map(params![number], one)?.collect()
}

fn times(
    connection: &Connection,
    number: i64,
    depth: Depth,
    points: &CodePoints<'_>,
    article: &Article,
    found: &mut Annotations,
) -> rusqlite::Result<()> {
    let mut rows = connection.prepare_cached(
        "SELECT removed, start, \"end\", type, value, anchor, weekday, likely, why, rule, utc_offset FROM times WHERE article = ? ORDER BY n",
    )?;
    let mut rows = rows.query(params![number])?;
    while let Some(row) = rows.next()? {
        let removed = row.get::<_, Option<i64>>(0)?.map(index);
        let (start, end) = (row.get(1)?, row.get(2)?);
        let span = match removed {
            None => span(points, start, end),
            Some(_) if depth != Depth::Whole => continue,
            Some(part) => match article.removed.get(part) {
                Some(part) => span(&CodePoints::of(&part.text), start, end),
                None => continue,
            },
        };
        let time = TimeExpression {
            span,
            kind: kind(row.get(3)?, TimeKind::Date),
            value: TimeValue(row.get(4)?),
            utc_offset: row.get::<_, Option<String>>(10)?.and_then(|offset| UtcOffset::read(&offset)),
            anchor: kind(row.get(5)?, Anchor::Written),
            weekday: kind(row.get(6)?, WeekdayCheck::None),
            likely: row.get::<_, Option<String>>(7)?.map(TimeValue),
            why: row.get(8)?,
            rule: row.get(9)?,
        };
        match removed {
            None => found.times.push(time),
            Some(removed) => found.removed_times.push(RemovedTime { removed, time }),
        }
    }
    Ok(())
}

fn statements(connection: &Connection, number: i64, points: &CodePoints<'_>) -> Rows<Statement> {
    let mut chains = chains(connection, number, points)?;
    let mut rows = connection.prepare_cached(
        "SELECT n, type, polarity, act, voiced, speaker_entity, speaker_how, confidence, addressee_entity, said_from,
         said_to, said_why, reported_from, reported_to, reported_why, place, sentence, inside, content, cue, source,
         own_name, own_addressee, rule, speaker_why FROM statements WHERE article = ? ORDER BY n",
    )?;
    let one = |row: &Row<'_>| {
        Ok(Statement {
            kind: kind(row.get(1)?, StatementKind::Indirect),
            polarity: kind(row.get(2)?, Polarity::Affirmed),
            act: kind(row.get(3)?, Act::Say),
            voiced: row.get(4)?,
            content: places(row, 18, points)?,
            cue: places(row, 19, points)?,
            source: places(row, 20, points)?,
            speaker: row.get::<_, Option<i64>>(5)?.map(index),
            speaker_name: row.get(21)?,
            speaker_how: row.get::<_, Option<String>>(6)?.map(|how| kind(how, SpeakerHow::Named)),
            confidence: kind(row.get(7)?, Confidence::Likely),
            addressee: row.get::<_, Option<i64>>(8)?.map(index),
            addressee_name: row.get(22)?,
            said_on: said_on(row, 9)?,
            reported_on: said_on(row, 12)?,
            place: row.get(15)?,
            chain: chains.remove(&row.get(0)?).unwrap_or_default(),
            sentence: index(row.get(16)?),
            inside: row.get::<_, Option<i64>>(17)?.map(index),
            rule: row.get(23)?,
            speaker_why: rule(row.get_ref(24)?.as_str()?),
        })
    };
    rows.query_map(params![number], one)?.collect()
}

/// The statements of an article as far as grouping asks: when they were made.
fn days_said(connection: &Connection, number: i64) -> Rows<Statement> {
    let mut rows = connection.prepare_cached(
        "SELECT said_from, said_to, said_why FROM statements WHERE article = ? AND said_why IS NOT NULL ORDER BY n",
    )?;
    let one = |row: &Row<'_>| {
        Ok(Statement {
            kind: StatementKind::Indirect,
            polarity: Polarity::Affirmed,
            act: Act::Say,
            voiced: true,
            content: Vec::new(),
            cue: Vec::new(),
            source: Vec::new(),
            speaker: None,
            speaker_name: None,
            speaker_how: None,
            confidence: Confidence::Likely,
            addressee: None,
            addressee_name: None,
            said_on: said_on(row, 0)?,
            reported_on: None,
            place: None,
            chain: Vec::new(),
            sentence: 0,
            inside: None,
            rule: String::new(),
            speaker_why: "",
        })
    };
    rows.query_map(params![number], one)?.collect()
}

/// The chains of an article's statements, by number.
fn chains(
    connection: &Connection,
    number: i64,
    points: &CodePoints<'_>,
) -> rusqlite::Result<BTreeMap<i64, Vec<ChainLink>>> {
    let mut found: BTreeMap<i64, Vec<ChainLink>> = BTreeMap::new();
    let mut rows = connection.prepare_cached(
        "SELECT statement, name, how, start, \"end\" FROM chain WHERE article = ? ORDER BY statement, n",
    )?;
    let mut rows = rows.query(params![number])?;
    while let Some(row) = rows.next()? {
        let place: (Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?);
        found.entry(row.get(0)?).or_default().push(ChainLink {
            name: row.get(1)?,
            how: kind(row.get(2)?, ChainHow::Cue),
            span: place.0.zip(place.1).map(|(start, end)| span(points, start, end)),
        });
    }
    Ok(found)
}

fn said_on(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<SaidOn>> {
    let why: Option<String> = row.get(at + 2)?;
    let Some(why) = why else { return Ok(None) };
    Ok(Some(SaidOn { days: days(row, at)?, why }))
}

/// First and last day, from two columns.
pub(crate) fn days(row: &Row<'_>, at: usize) -> rusqlite::Result<DateRange> {
    let day = |at: usize| -> rusqlite::Result<Option<Date>> {
        Ok(row.get::<_, Option<String>>(at)?.and_then(|day| day.parse().ok()))
    };
    Ok(DateRange { from: day(at)?, to: day(at + 1)? })
}

fn places(row: &Row<'_>, at: usize, points: &CodePoints<'_>) -> rusqlite::Result<Vec<Span>> {
    let pairs: Vec<(i64, i64)> = serde_json::from_str(row.get_ref(at)?.as_str()?).unwrap_or_default();
    Ok(pairs.into_iter().map(|(start, end)| span(points, start, end)).collect())
}

fn figures(connection: &Connection, number: i64, points: &CodePoints<'_>) -> Rows<Figure> {
    let mut rows = connection.prepare_cached(
        "SELECT start, \"end\", number_start, number_end, value, low, high, sense, unit, counts, statement, claimed_by, rule
         FROM figures WHERE article = ? ORDER BY n",
    )?;
    let one = |row: &Row<'_>| {
        Ok(Figure {
            span: span(points, row.get(0)?, row.get(1)?),
            number: span(points, row.get(2)?, row.get(3)?),
            value: row.get(4)?,
            low: row.get(5)?,
            high: row.get(6)?,
            sense: kind(row.get(7)?, Sense::Exact),
            unit: row.get(8)?,
            counts: row.get(9)?,
            statement: row.get::<_, Option<i64>>(10)?.map(index),
            claimed_by: row.get(11)?,
            rule: rule(row.get_ref(12)?.as_str()?),
        })
    };
    rows.query_map(params![number], one)?.collect()
}
