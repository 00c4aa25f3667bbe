//! People's corrections: hide, fix, confirm, note, merge, split, rename, and taking one back.
//!
//! A correction remembers the words it is about and where they stood, so that it finds them again when the pages are
//! read anew; one that does not is kept, shown, and applied to nothing.

use crate::error::{Result, StoreError};
use crate::json;
use crate::open::Store;
use crate::overlay::{self, Correction};
use crate::query::{EvidenceRow, day, split_id};
use crate::write::Writer;
use rusqlite::{Connection, OptionalExtension as _, params};

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
    /// These articles of a story are a story of their own.
    Split(String, Vec<String>),
    /// A name is another name.
    Rename(String, String),
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
        let row = row(said, &store)?;
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
        Ok(self.last_row())
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
            let ids = articles
                .iter()
                .map(|id| store.article_row(id).map(|row| row.id))
                .collect::<Result<Vec<_>>>()?;
            let inside = ids.iter().all(|id| story.articles.iter().any(|article| article.id == *id));
            if ids.is_empty() || !inside || ids.len() >= story.articles.len() {
                return Err(StoreError::question(
                    &articles.join(" "),
                    "some articles of the story, not all, were expected",
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
        Said::Rename(name, other) => {
            if name.trim().is_empty()
                || other.trim().is_empty()
                || name.to_lowercase() == other.to_lowercase()
            {
                return Err(StoreError::question(name, "two different names were expected"));
            }
            Row {
                action: "rename",
                target: name.trim().to_owned(),
                value: Some(other.trim().to_owned()),
                ..Row::default()
            }
        }
        Said::Undo(number) => return Err(StoreError::unknown("correction", &number.to_string(), "")),
    })
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
        _ => Ok(Some(target.to_owned())),
    }
}
