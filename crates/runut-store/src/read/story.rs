//! A story as the engine has it, from its rows.

use super::layers::days;
use super::{index, span};
use crate::names::kind;
use crate::overlay::Overlay;
use runut::model::{
    ArticleIx, ChainHow, ChainLink, CopyKind, CopyLink, Development, Disagreement, DisagreementKind, Entry,
    EntryKind, Event, Evidence, Identity, MentionKind, NameForm, Passage, Reading, Report, SameBy, Side,
    Step, Story, TermUse, Terms, TimeValue, Wording,
};
use runut::wire::CodePoints;
use rusqlite::{Connection, Row, params};
use std::collections::BTreeMap;

/// What turns numbers of articles into indices, and code points into bytes.
struct Door<'a> {
    place: &'a BTreeMap<i64, usize>,
    readings: &'a [Reading],
    points: BTreeMap<i64, CodePoints<'a>>,
    overlay: &'a Overlay,
}

impl<'a> Door<'a> {
    fn article(&self, number: i64) -> ArticleIx {
        self.place.get(&number).copied().unwrap_or(0)
    }

    fn points(&mut self, number: i64) -> &CodePoints<'a> {
        let text = &self.readings[self.article(number)].article.text;
        self.points.entry(number).or_insert_with(|| CodePoints::of(text))
    }

    fn statement(&self, article: i64, n: i64) -> String {
        format!("{}:s{n}", self.readings[self.article(article)].article.id)
    }

    /// A line as people left it; `None` when they took it away, or every report of it.
    fn corrected(&self, mut entry: Entry, id: &str) -> Option<Entry> {
        if self.overlay.is_hidden(id) || entry.reports.is_empty() {
            return None;
        }
        let mut ids = vec![id.to_owned()];
        for report in &entry.reports {
            let article = &self.readings[report.article].article.id;
            ids.extend(report.statement.map(|statement| format!("{article}:s{}", statement + 1)));
        }
        let fixed = |field: &str| ids.iter().find_map(|id| self.overlay.fixed(id, field));
        for (field, value) in [("speaker", &mut entry.speaker), ("addressee", &mut entry.addressee)] {
            *value = match fixed(field) {
                Some(fixed) => Some(fixed).filter(|fixed| !fixed.is_empty()),
                None => value.take().map(|name| {
                    let own = entry.reports.iter().map(|report| self.own_name(report, field == "speaker"));
                    self.overlay.line_name(&name, own)
                }),
            };
        }
        if let Some(days) = fixed("said_on").and_then(|day| TimeValue(day).days()) {
            entry.when = days;
        }
        if let Some(text) = fixed("text").filter(|text| !text.is_empty()) {
            entry.text = text;
        }
        entry.independent = entry.independent.min(entry.reports.len() as u32);
        Some(entry)
    }

    /// The article of a report, and the name it has for the speaker or addressee.
    fn own_name(&self, report: &Report, of_speaker: bool) -> (&str, Option<&str>) {
        let Reading { article, annotations } = &self.readings[report.article];
        let statement = report.statement.and_then(|at| annotations.statements.get(at));
        let own = statement.and_then(|statement| {
            let (name, entity) = match of_speaker {
                true => (&statement.speaker_name, statement.speaker),
                false => (&statement.addressee_name, statement.addressee),
            };
            let entity = entity.and_then(|entity| annotations.entities.get(entity));
            name.as_deref().or(entity.map(|entity| entity.name.as_str()))
        });
        (&article.id, own)
    }

    fn evidence(&mut self, number: i64, start: i64, end: i64) -> Evidence {
        let span = span(self.points(number), start, end);
        Evidence::new(&self.readings[self.article(number)].article, span)
    }
}

/// The story of this number as people left it; `place` says where each of its articles stands among `readings`.
pub(crate) fn story(
    connection: &Connection,
    number: i64,
    place: &BTreeMap<i64, usize>,
    readings: &[Reading],
    overlay: &Overlay,
) -> rusqlite::Result<Story> {
    let mut door = Door { place, readings, points: BTreeMap::new(), overlay };
    let mut story = connection
        .prepare_cached("SELECT id, title, why FROM stories WHERE story = ?")?
        .query_row(params![number], |row| {
            Ok(Story {
                id: row.get(0)?,
                title: overlay.fixed(&row.get::<_, String>(0)?, "title").map_or_else(|| row.get(1), Ok)?,
                why: row.get(2)?,
                ..Story::default()
            })
        })?;
    story.articles = connection
        .prepare_cached("SELECT article FROM story_articles WHERE story = ? ORDER BY n")?
        .query_map(params![number], |row| Ok(door.article(row.get(0)?)))?
        .collect::<rusqlite::Result<_>>()?;
    story.events = events(connection, number, &door)?;
    story.timeline = timeline(connection, number, &mut door)?;
    story.disagreements = disagreements(connection, number, &mut door)?;
    story.developments = developments(connection, number, &mut door)?;
    story.names = identities(connection, number, &mut door)?;
    story.terms = terms(connection, number, &mut door)?;
    story.copies = copies(connection, number, &mut door)?;
    story.agencies = runut::reuse::agencies(&story.articles, readings);
    Ok(story)
}

fn events(connection: &Connection, number: i64, door: &Door<'_>) -> rusqlite::Result<Vec<Event>> {
    let mut rows = connection.prepare_cached(
        "SELECT id, title, from_day, to_day, articles, why FROM events WHERE story = ? ORDER BY n",
    )?;
    let one = |row: &Row<'_>| {
        let articles: Vec<i64> = serde_json::from_str(row.get_ref(4)?.as_str()?).unwrap_or_default();
        Ok(Event {
            id: row.get(0)?,
            title: row.get(1)?,
            when: days(row, 2)?,
            articles: articles.into_iter().map(|number| door.article(number)).collect(),
            why: row.get(5)?,
        })
    };
    rows.query_map(params![number], one)?.collect()
}

fn timeline(connection: &Connection, number: i64, door: &mut Door<'_>) -> rusqlite::Result<Vec<Entry>> {
    let mut reports: BTreeMap<i64, Vec<Report>> = BTreeMap::new();
    let mut rows = connection.prepare_cached(
        "SELECT entry, article, statement, others, start, \"end\", chain, wording FROM reports WHERE story = ? ORDER BY entry, n",
    )?;
    let mut rows = rows.query(params![number])?;
    while let Some(row) = rows.next()? {
        let article: i64 = row.get(1)?;
        let statement: Option<i64> = row.get(2)?;
        if statement.is_some_and(|n| door.overlay.is_hidden(&door.statement(article, n))) {
            continue;
        }
        let others: Vec<i64> = serde_json::from_str(row.get_ref(3)?.as_str()?).unwrap_or_default();
        let links: Vec<(String, String, Option<i64>, Option<i64>)> =
            serde_json::from_str(row.get_ref(6)?.as_str()?).unwrap_or_default();
        let link = |(name, how, start, end): (String, String, Option<i64>, Option<i64>)| {
            let place = start.zip(end);
            let span = place.map(|(start, end)| span(door.points(article), start, end));
            ChainLink { name, how: kind(how, ChainHow::Cue), span }
        };
        let chain = links.into_iter().map(link).collect();
        reports.entry(row.get(0)?).or_default().push(Report {
            article: door.article(article),
            statement: statement.map(index),
            others: others.into_iter().map(index).collect(),
            evidence: door.evidence(article, row.get(4)?, row.get(5)?),
            chain,
            wording: kind(row.get(7)?, Wording::Close),
        });
    }
    let mut rows = connection.prepare_cached(
        "SELECT n, from_day, to_day, kind, text, speaker, addressee, independent, id FROM entries WHERE story = ? ORDER BY n",
    )?;
    let one = |row: &Row<'_>| {
        let entry = Entry {
            when: days(row, 1)?,
            kind: kind(row.get(3)?, EntryKind::Statement),
            text: row.get(4)?,
            speaker: row.get(5)?,
            addressee: row.get(6)?,
            reports: reports.remove(&row.get(0)?).unwrap_or_default(),
            independent: row.get(7)?,
        };
        Ok(door.corrected(entry, &row.get::<_, String>(8)?))
    };
    let entries = rows.query_map(params![number], one)?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(entries.into_iter().flatten().collect())
}

fn disagreements(
    connection: &Connection,
    number: i64,
    door: &mut Door<'_>,
) -> rusqlite::Result<Vec<Disagreement>> {
    let mut sides: BTreeMap<i64, Vec<Side>> = BTreeMap::new();
    let mut rows = connection.prepare_cached(
        "SELECT disagreement, says, article, start, \"end\" FROM sides WHERE story = ? ORDER BY disagreement, n",
    )?;
    let mut rows = rows.query(params![number])?;
    while let Some(row) = rows.next()? {
        let evidence = door.evidence(row.get(2)?, row.get(3)?, row.get(4)?);
        sides.entry(row.get(0)?).or_default().push(Side { says: row.get(1)?, evidence });
    }
    let mut rows = connection.prepare_cached(
        "SELECT n, kind, about, likely, why, id FROM disagreements WHERE story = ? ORDER BY n",
    )?;
    let one = |row: &Row<'_>| {
        let id: String = row.get(5)?;
        if door.overlay.is_hidden(&id) {
            return Ok(None);
        }
        Ok(Some(Disagreement {
            kind: kind(row.get(1)?, DisagreementKind::Wording),
            about: row.get(2)?,
            sides: sides.remove(&row.get(0)?).unwrap_or_default(),
            likely: door.overlay.fixed(&id, "likely").map_or_else(|| row.get(3), |value| Ok(Some(value)))?,
            why: row.get(4)?,
        }))
    };
    let found = rows.query_map(params![number], one)?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn developments(
    connection: &Connection,
    number: i64,
    door: &mut Door<'_>,
) -> rusqlite::Result<Vec<Development>> {
    let mut steps: BTreeMap<i64, Vec<Step>> = BTreeMap::new();
    let mut rows = connection.prepare_cached(
        "SELECT development, day, value, says, article, start, \"end\" FROM steps WHERE story = ? ORDER BY development, n",
    )?;
    let mut rows = rows.query(params![number])?;
    while let Some(row) = rows.next()? {
        let evidence = door.evidence(row.get(4)?, row.get(5)?, row.get(6)?);
        let on = row.get_ref(1)?.as_str()?.parse().unwrap_or_default();
        let step = Step { on, value: row.get(2)?, says: row.get(3)?, evidence };
        steps.entry(row.get(0)?).or_default().push(step);
    }
    let mut rows =
        connection.prepare_cached("SELECT n, about, why, id FROM developments WHERE story = ? ORDER BY n")?;
    let one = |row: &Row<'_>| {
        let steps = steps.remove(&row.get(0)?).unwrap_or_default();
        let found = Development { about: row.get(1)?, steps, why: row.get(2)? };
        Ok((!door.overlay.is_hidden(row.get_ref(3)?.as_str()?)).then_some(found))
    };
    let found = rows.query_map(params![number], one)?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn identities(connection: &Connection, number: i64, door: &mut Door<'_>) -> rusqlite::Result<Vec<Identity>> {
    let mut forms: BTreeMap<i64, Vec<NameForm>> = BTreeMap::new();
    let mut rows = connection.prepare_cached(
        "SELECT identity, article, entity, form, why, start, \"end\", beside, beside_start, beside_end
         FROM identity_forms WHERE story = ? ORDER BY identity, n",
    )?;
    let mut rows = rows.query(params![number])?;
    while let Some(row) = rows.next()? {
        let article: i64 = row.get(1)?;
        let mut evidence = |of: Option<i64>, at: usize| -> rusqlite::Result<Option<Evidence>> {
            let place: (Option<i64>, Option<i64>) = (row.get(at)?, row.get(at + 1)?);
            let (Some(of), (Some(start), Some(end))) = (of, place) else { return Ok(None) };
            Ok(Some(door.evidence(of, start, end)))
        };
        let (here, there) = (evidence(Some(article), 5)?, evidence(row.get(7)?, 8)?);
        forms.entry(row.get(0)?).or_default().push(NameForm {
            article: door.article(article),
            entity: index(row.get(2)?),
            name: row.get(3)?,
            why: kind(row.get(4)?, SameBy::Name),
            evidence: here,
            beside: there,
        });
    }
    let mut rows =
        connection.prepare_cached("SELECT n, kind, name FROM identities WHERE story = ? ORDER BY n")?;
    let one = |row: &Row<'_>| {
        let forms = forms.remove(&row.get(0)?).unwrap_or_default();
        Ok((kind(row.get(1)?, MentionKind::Person), row.get(2)?, forms))
    };
    let found = rows.query_map(params![number], one)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let place = |form: &NameForm| (door.readings[form.article].article.id.clone(), form.name.clone());
    let shown = door.overlay.identities(found, place);
    Ok(shown.into_iter().map(|(kind, name, forms)| Identity { kind, name, forms }).collect())
}

fn terms(connection: &Connection, number: i64, door: &mut Door<'_>) -> rusqlite::Result<Vec<Terms>> {
    let mut found: Vec<Terms> = Vec::new();
    let mut rows = connection.prepare_cached(
        "SELECT thing, word, language, outlet, count, article, start, \"end\" FROM terms WHERE story = ? ORDER BY n",
    )?;
    let mut rows = rows.query(params![number])?;
    while let Some(row) = rows.next()? {
        let thing: String = row.get(0)?;
        let one = TermUse {
            word: row.get(1)?,
            language: row.get(2)?,
            outlet: row.get(3)?,
            count: row.get(4)?,
            evidence: door.evidence(row.get(5)?, row.get(6)?, row.get(7)?),
        };
        match found.last_mut() {
            Some(last) if last.thing == thing => last.uses.push(one),
            _ => found.push(Terms { thing, uses: vec![one] }),
        }
    }
    Ok(found)
}

fn copies(connection: &Connection, number: i64, door: &mut Door<'_>) -> rusqlite::Result<Vec<CopyLink>> {
    let mut rows = connection.prepare_cached(
        "SELECT earlier, later, share, order_known, why, passages, kind, of_earlier, of_later FROM copies WHERE story = ? ORDER BY n",
    )?;
    let one = |row: &Row<'_>| {
        let (earlier, later): (i64, i64) = (row.get(0)?, row.get(1)?);
        let passages: Vec<[i64; 4]> = serde_json::from_str(row.get_ref(5)?.as_str()?).unwrap_or_default();
        let passage = |[one, two, three, four]: [i64; 4]| Passage {
            earlier: span(door.points(earlier), one, two),
            later: span(door.points(later), three, four),
        };
        Ok(CopyLink {
            passages: passages.into_iter().map(passage).collect(),
            earlier: door.article(earlier),
            later: door.article(later),
            kind: kind(row.get(6)?, CopyKind::Part),
            share: row.get(2)?,
            of_earlier: row.get(7)?,
            of_later: row.get(8)?,
            why: row.get(4)?,
            order_known: row.get(3)?,
        })
    };
    rows.query_map(params![number], one)?.collect()
}
