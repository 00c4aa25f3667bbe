//! People's corrections: hide, fix, confirm, note, merge, split, rename, and taking one back.
//!
//! A correction remembers the words it is about and where they stood, so that it finds them again when the pages are
//! read anew; one that does not is kept, shown, and applied to nothing.

use crate::error::{Result, StoreError};
use crate::json;
use crate::open::Store;
use crate::overlay::{self, Correction};
use crate::query::{EvidenceRow, StoryPage, day, split_id};
use crate::write::Writer;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::BTreeSet;

/// What somebody says of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is wrong: left out of everything that is shown.
    Hide(String),
    /// A value of it is another: id, field, value; an empty value is none.
    Fix(String, String, String),
    /// It was looked at and is right.
    Confirm(String),
    /// Words about it.
    Note(String, String),
    /// Two stories are one.
    Merge(String, String),
    /// These articles of a story are a story of their own: by id, by the id of an event, or by their numbers in the
    /// story (`3`, `5-7`).
    Split(String, Vec<String>),
    /// A name is another name: two names become one.
    Rename(String, String),
    /// In these articles, or those of these stories and events, a name is another name: one name becomes two.
    RenameIn(String, String, Vec<String>),
    /// The correction of this number is taken back.
    Undo(i64),
}

/// Fields that people may fix.
pub const FIELDS: [&str; 7] = ["speaker", "addressee", "said_on", "place", "text", "title", "likely"];

/// Letters of a value or note: a paragraph or two.
const LONGEST: usize = 4_000;

/// One correction as its row has it.
#[derive(Default)]
struct Row {
    action: &'static str,
    target: String,
    field: Option<String>,
    value: Option<String>,
    article: Option<String>,
    place: Option<EvidenceRow>,
}

impl Writer {
    /// Keeps what `who` says at `at`, and gives its number. Stories that are merged or split change with `trace`.
    ///
    /// # Errors
    /// When nothing has the id, the value is none, or the file cannot be written.
    pub fn correct(&mut self, said: &Said, who: &str, at: &str, note: Option<&str>) -> Result<i64> {
        if who.trim().is_empty() {
            return Err(StoreError::question(
                who,
                "a correction has a name under it; somebody's was expected",
            ));
        }
        self.commit()?;
        let store = Store::open_read(self.path())?;
        if let Said::Undo(number) = said {
            let change = "UPDATE corrections SET undone = ? WHERE correction = ? AND undone IS NULL";
            if self.execute(change, params![at, number])? == 0 {
                return Err(StoreError::unknown(
                    "correction",
                    &number.to_string(),
                    "`runut corrections` lists them",
                ));
            }
            return Ok(*number);
        }
        if let Said::RenameIn(name, other, places) = said {
            let all = rows_in(name, other, places, &store)?;
            for row in &all {
                self.keep(row, who, at, note)?;
            }
            return Ok(self.last_row());
        }
        self.keep(&row(said, &store)?, who, at, note)?;
        Ok(self.last_row())
    }

    fn keep(&self, row: &Row, who: &str, at: &str, note: Option<&str>) -> Result<()> {
        for text in [row.value.as_deref(), note, Some(who)].into_iter().flatten() {
            if text.chars().count() > LONGEST {
                let head: String = text.chars().take(40).collect();
                return Err(StoreError::question(&head, format!("longer than {LONGEST} letters")));
            }
        }
        let place = row.place.as_ref();
        self.execute(
            "INSERT INTO corrections (at, who, action, target, field, value, note, article, start, \"end\", quote)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                at,
                who.trim(),
                row.action,
                row.target,
                row.field,
                row.value,
                note,
                row.article.as_deref().or(place.map(|place| place.article.as_str())),
                place.map(|place| place.start),
                place.map(|place| place.end),
                place.map(|place| place.quote.as_str())
            ],
        )?;
        Ok(())
    }
}

impl Store {
    /// Corrections in the order in which they were made; those taken back too, when asked.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn corrections(&self, all: bool) -> Result<Vec<Correction>> {
        let which = if all { "1" } else { "undone IS NULL" };
        let question =
            format!("SELECT {} FROM corrections WHERE {which} ORDER BY correction", overlay::COLUMNS);
        self.rows(&question, [], overlay::correction)
    }
}

fn row(said: &Said, store: &Store) -> Result<Row> {
    let found = |id: &str, action| -> Result<Row> {
        let why = store.why(id)?;
        let place = why.evidence.into_iter().next();
        Ok(Row { action, target: why.id, place, ..Row::default() })
    };
    let first_of = |id: &str| -> Result<(String, String)> {
        let story = store.story(id)?;
        let first = story.articles.into_iter().next();
        first.map(|first| (story.id, first.id)).ok_or_else(|| StoreError::unknown("story", id, ""))
    };
    Ok(match said {
        Said::Hide(id) => found(id, "hide")?,
        Said::Confirm(id) => found(id, "confirm")?,
        Said::Note(id, words) => Row { value: Some(words.clone()), ..found(id, "note")? },
        Said::Fix(id, field, value) => {
            if !FIELDS.contains(&field.as_str()) {
                return Err(StoreError::question(
                    field,
                    format!("no field that can be fixed; those are {}", FIELDS.join(", ")),
                ));
            }
            if field == "said_on" && !value.is_empty() {
                day(value)?;
            }
            Row { field: Some(field.clone()), value: Some(value.clone()), ..found(id, "fix")? }
        }
        Said::Merge(one, two) => {
            let ((one, first), (_, second)) = (first_of(one)?, first_of(two)?);
            if first == second {
                return Err(StoreError::question(&one, "both are one story already"));
            }
            Row { action: "merge", target: one, value: Some(second), article: Some(first), ..Row::default() }
        }
        Said::Split(story, articles) => {
            let story = store.story(story)?;
            let ids = articles_of(&story, articles, store)?;
            if ids.is_empty() || ids.len() >= story.articles.len() {
                return Err(StoreError::question(
                    &articles.join(" "),
                    format!(
                        "some articles of the story, not all, were expected: ids, or numbers from 1 to {}",
                        story.articles.len()
                    ),
                ));
            }
            Row {
                action: "split",
                target: story.id,
                value: Some(json(&ids)),
                article: ids.first().cloned(),
                ..Row::default()
            }
        }
        Said::Rename(name, other) => rename(name, other)?,
        Said::RenameIn(name, ..) => return Err(StoreError::question(name, "articles were expected")),
        Said::Undo(number) => return Err(StoreError::unknown("correction", &number.to_string(), "")),
    })
}

/// That a name is another name.
fn rename(name: &str, other: &str) -> Result<Row> {
    let (name, other) = (name.trim(), other.trim());
    if name.is_empty() || other.is_empty() || name.to_lowercase() == other.to_lowercase() {
        return Err(StoreError::question(name, "two different names were expected"));
    }
    Ok(Row { action: "rename", target: name.to_owned(), value: Some(other.to_owned()), ..Row::default() })
}

/// That a name is another name in some articles: a row for each that has it.
fn rows_in(name: &str, other: &str, places: &[String], store: &Store) -> Result<Vec<Row>> {
    let mut articles: Vec<String> = Vec::new();
    for place in places {
        match place.split_once('-').map(|(letter, _)| letter) {
            Some("s") => articles.extend(store.story(place)?.articles.into_iter().map(|article| article.id)),
            Some("e") => articles.extend(store.articles_of_event(place)?),
            _ => articles.push(store.article_row(place)?.id),
        }
    }
    let mut rows = Vec::new();
    for article in articles {
        let row = Row { article: Some(article), ..rename(name, other)? };
        if store.names_in(row.article.as_deref().unwrap_or_default(), &row.target)? {
            rows.push(row);
        }
    }
    if rows.is_empty() {
        return Err(StoreError::question(name, "none of these articles names anybody so"));
    }
    Ok(rows)
}

/// The articles of a story that somebody means, by id, event or number, each once in the story's order.
fn articles_of(story: &StoryPage, meant: &[String], store: &Store) -> Result<Vec<String>> {
    let mut ids: BTreeSet<String> = BTreeSet::new();
    for one in meant {
        if story.articles.iter().any(|article| article.id == *one) {
            ids.insert(one.clone());
            continue;
        }
        let (first, last) = one.split_once('-').unwrap_or((one, one));
        if let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>())
            && last <= story.articles.len()
        {
            if first == 0 || first > last {
                return Err(StoreError::question(one, "numbers of articles were expected, as in 3 or 5-7"));
            }
            ids.extend(story.articles[first - 1..last].iter().map(|article| article.id.clone()));
        } else if let Some(event) = story.events.iter().find(|event| event.id == *one) {
            ids.extend(event.articles.iter().cloned());
        } else {
            let id = store.article_row(one)?.id;
            if story.articles.iter().all(|article| article.id != id) {
                return Err(StoreError::question(one, format!("no article of story {}", story.id)));
            }
            ids.insert(id);
        }
    }
    Ok(story.articles.iter().map(|article| article.id.clone()).filter(|id| ids.contains(id)).collect())
}

/// Gives every correction the id under which its words are found now, after the pages were read anew.
pub(crate) fn attach_again(connection: &Connection) -> rusqlite::Result<()> {
    let mut all = connection.prepare(
        "SELECT correction, target, article, start, quote FROM corrections
         WHERE article IS NOT NULL AND start IS NOT NULL AND quote IS NOT NULL ORDER BY correction",
    )?;
    type Anchored = (i64, String, String, i64, String);
    let all: Vec<Anchored> = all
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (correction, target, article, start, quote) in all {
        let known = target.strip_prefix(LOST).unwrap_or(&target);
        let place = place_of(connection, &article, start, &quote)?;
        let found = match place {
            Some((number, start, end)) => finding_at(connection, known, number, &article, start, end)?,
            None => None,
        };
        let (now, place) = (found.unwrap_or_else(|| format!("{LOST}{known}")), place);
        connection
            .prepare_cached("UPDATE corrections SET target = ?, start = ?, \"end\" = ? WHERE correction = ?")?
            .execute(params![
                now,
                place.map_or(start, |(_, start, _)| start),
                place.map_or(start + quote.chars().count() as i64, |(.., end)| end),
                correction
            ])?;
    }
    Ok(())
}

/// Before the id of a finding that is not found any more.
const LOST: &str = "lost ";

/// Where the words stand now: the place nearest to where they stood.
fn place_of(
    connection: &Connection,
    article: &str,
    start: i64,
    quote: &str,
) -> rusqlite::Result<Option<(i64, i64, i64)>> {
    let found: Option<(i64, String)> = connection
        .prepare_cached("SELECT article, text FROM articles WHERE id = ?")?
        .query_row(params![article], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((number, text)) = found else { return Ok(None) };
    if quote.is_empty() {
        return Ok(None);
    }
    let places = text.match_indices(quote).map(|(byte, _)| text[..byte].chars().count() as i64);
    let nearest = places.min_by_key(|place| (place - start).abs());
    Ok(nearest.map(|start| (number, start, start + quote.chars().count() as i64)))
}

/// The finding of the same kind that stands there now.
fn finding_at(
    connection: &Connection,
    target: &str,
    number: i64,
    article: &str,
    start: i64,
    end: i64,
) -> rusqlite::Result<Option<String>> {
    let within = |question: &str| -> rusqlite::Result<Option<String>> {
        connection
            .prepare_cached(question)?
            .query_row(params![number, start, end], |row| row.get(0))
            .optional()
    };
    let nth = |letter: &str, found: Option<String>| found.map(|n| format!("{article}:{letter}{n}"));
    if split_id(target, 's').is_some() {
        // The evidence of a statement is its sentence; of several in it, the one with the same number among them.
        let n = split_id(target, 's').map_or(0, |(_, n)| n);
        let question = format!(
            "SELECT CAST(n AS TEXT) FROM statements WHERE article = ?1 AND start < ?3 AND \"end\" > ?2 ORDER BY abs(n - {n}), n LIMIT 1"
        );
        return Ok(nth("s", within(&question)?));
    }
    if split_id(target, 't').is_some() {
        let question = "SELECT CAST(n AS TEXT) FROM times WHERE article = ?1 AND removed IS NULL AND start < ?3 AND \"end\" > ?2 ORDER BY n LIMIT 1";
        return Ok(nth("t", within(question)?));
    }
    if split_id(target, 'f').is_some() {
        let question = "SELECT CAST(n AS TEXT) FROM figures WHERE article = ?1 AND start < ?3 AND \"end\" > ?2 ORDER BY n LIMIT 1";
        return Ok(nth("f", within(question)?));
    }
    match target.split_once('-').map(|(letter, _)| letter) {
        Some("l") => within(
            "SELECT e.id FROM reports r JOIN entries e ON e.story = r.story AND e.n = r.entry
             WHERE r.article = ?1 AND r.start < ?3 AND r.\"end\" > ?2 ORDER BY r.n, e.n LIMIT 1",
        ),
        Some("d") => within(
            "SELECT d.id FROM sides s JOIN disagreements d ON d.story = s.story AND d.n = s.disagreement
             WHERE s.article = ?1 AND s.start < ?3 AND s.\"end\" > ?2 ORDER BY s.n, d.n LIMIT 1",
        ),
        Some("g") => within(
            "SELECT d.id FROM steps s JOIN developments d ON d.story = s.story AND d.n = s.development
             WHERE s.article = ?1 AND s.start < ?3 AND s.\"end\" > ?2 ORDER BY s.n, d.n LIMIT 1",
        ),
        _ => Ok(Some(target.to_owned())),
    }
}
