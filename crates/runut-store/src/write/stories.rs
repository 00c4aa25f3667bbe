//! Bringing the stories of a database up to date with its articles: what changed is told and written anew, the rest is
//! left.

use super::basis::basis;
use super::{Writer, findings};
use crate::arrange::Arrangement;
use crate::error::Result;
use crate::read::{self, Depth};
use runut::lang::Packs;
use runut::model::{AgencySource, Carrier, Reading, Story};
use runut::pipeline::{Untold, untold};
use runut::wire::story_days;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// What tracing changed in the stories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Stories that were not there before.
    pub new: usize,
    /// Stories in which something changed.
    pub changed: usize,
    /// Stories that are as they were.
    pub same: usize,
    /// Stories that are part of another now.
    pub gone: usize,
}

/// What the stories depend on, as one text: it differs when articles or corrections came since.
const STATE: &str = "SELECT (SELECT count(*) || ' ' || coalesce(max(article), 0) FROM articles) || ' ' ||
    (SELECT count(*) || ' ' || count(undone) FROM corrections)";

impl Writer {
    /// Whether articles were stored, or corrections made, since the stories were last brought up to date.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn needs_tracing(&self) -> Result<bool> {
        let question = format!("SELECT (SELECT value FROM meta WHERE key = 'traced') IS NOT ({STATE})");
        let found = self.connection.query_row(&question, [], |row| row.get(0));
        found.map_err(|error| self.failed(error))
    }

    /// Brings the stories up to date with all articles. The result is that of tracing them all at once: all are grouped
    /// anew, but told and written are only the stories in which something changed that telling them follows from.
    ///
    /// # Errors
    /// When the file cannot be read or written; the stories are as before then.
    pub fn trace(&mut self, packs: &Packs) -> Result<Changes> {
        self.commit()?;
        self.filled()?;
        self.begin()?;
        let changes = self.trace_now(packs).map_err(|error| self.failed(error))?;
        self.commit()?;
        Ok(changes)
    }

    pub(super) fn trace_now(&self, packs: &Packs) -> rusqlite::Result<Changes> {
        let connection = &self.connection;
        let numbers = connection
            .prepare("SELECT article FROM articles ORDER BY day, id")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        let mut readings = numbers
            .iter()
            .map(|&number| read::reading(connection, number, Depth::Grouping))
            .collect::<rusqlite::Result<Vec<Reading>>>()?;
        let arrangement = Arrangement::load(connection)?;
        let untold = untold(&readings, packs, |stories| arrangement.apply(stories, &readings));
        let changes = self.tell(untold, &mut readings, &numbers, packs)?;
        connection.execute(
            &format!(
                "INSERT INTO meta VALUES ('traced', ({STATE})) ON CONFLICT DO UPDATE SET value = excluded.value"
            ),
            [],
        )?;
        Ok(changes)
    }

    /// Tells and writes the stories in which something changed.
    fn tell(
        &self,
        mut untold: Untold,
        readings: &mut [Reading],
        numbers: &[i64],
        packs: &Packs,
    ) -> rusqlite::Result<Changes> {
        let connection = &self.connection;
        let known = known(connection)?;
        let before = members(connection)?;
        let mut changes = Changes::default();
        let mut now = BTreeSet::new();
        for (place, mut story) in std::mem::take(&mut untold.stories).into_iter().enumerate() {
            let digest = basis(connection, &story, &untold, readings, numbers)?;
            now.insert(story.id.clone());
            let number = match known.get(&story.id) {
                Some((number, digest_before)) if *digest_before == digest => {
                    changes.same += 1;
                    let mut update = connection
                        .prepare_cached("UPDATE stories SET place = ?1 WHERE story = ?2 AND place <> ?1")?;
                    update.execute(params![place, number])?;
                    continue;
                }
                Some((number, _)) => {
                    changes.changed += 1;
                    forget(connection, *number)?;
                    Some(*number)
                }
                None => {
                    changes.new += 1;
                    None
                }
            };
            for &at in &story.articles {
                readings[at] = read::reading(connection, numbers[at], Depth::Tracing)?;
            }
            untold.tell(&mut story, readings, packs);
            let number = head(connection, number, &story, readings, place, &digest)?;
            findings::insert(connection, number, &story, readings, numbers)?;
            // No other story asks for them.
            story.articles.iter().for_each(|&at| readings[at] = Reading::default());
        }
        let gone: Vec<(&String, i64)> = known
            .iter()
            .filter(|(id, _)| !now.contains(*id))
            .map(|(id, (number, _))| (id, *number))
            .collect();
        changes.gone = gone.len();
        for (_, number) in &gone {
            forget(connection, *number)?;
            connection.prepare_cached("DELETE FROM stories WHERE story = ?")?.execute(params![number])?;
        }
        self.note_moves(&before)?;
        Ok(changes)
    }

    /// Ids that stood for a story or an event before and no longer do lead to what their first article is in now.
    fn note_moves(&self, before: &[(String, i64, bool)]) -> rusqlite::Result<()> {
        let connection = &self.connection;
        let after: BTreeSet<String> = members(connection)?.into_iter().map(|(id, ..)| id).collect();
        for (id, article, is_event) in before.iter().filter(|(id, ..)| !after.contains(id)) {
            let question = match is_event {
                true => {
                    "SELECT e.id FROM events e JOIN story_articles s USING (story)
                     WHERE s.article = ?1 AND EXISTS (SELECT 1 FROM json_each(e.articles) WHERE value = ?1)"
                }
                false => "SELECT t.id FROM stories t JOIN story_articles s USING (story) WHERE s.article = ?",
            };
            let new: Option<String> = connection
                .prepare_cached(question)?
                .query_row(params![article], |row| row.get(0))
                .optional()?;
            let Some(new) = new else { continue };
            connection
                .prepare_cached(
                    "INSERT INTO moved VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET new_id = ?2, run = ?3",
                )?
                .execute(params![id, new, self.run])?;
            connection
                .prepare_cached("UPDATE moved SET new_id = ? WHERE new_id = ?")?
                .execute(params![new, id])?;
        }
        // An id that is given again stands for itself.
        connection.execute(
            "DELETE FROM moved WHERE old_id IN (SELECT id FROM stories UNION ALL SELECT id FROM events)",
            [],
        )?;
        Ok(())
    }
}

/// The stories there are, by id: number and digest.
fn known(connection: &Connection) -> rusqlite::Result<BTreeMap<String, (i64, String)>> {
    let mut rows = connection.prepare("SELECT id, story, digest FROM stories")?;
    rows.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?.collect()
}

/// Every story and event with its first article, and whether it is an event.
fn members(connection: &Connection) -> rusqlite::Result<Vec<(String, i64, bool)>> {
    let mut rows = connection.prepare(
        "SELECT t.id, s.article, 0 FROM stories t JOIN story_articles s USING (story) WHERE s.n = 1
         UNION ALL SELECT id, articles ->> 0, 1 FROM events",
    )?;
    rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
}

/// Takes away everything found of a story but its own row.
fn forget(connection: &Connection, story: i64) -> rusqlite::Result<()> {
    for table in [
        "reports",
        "entries",
        "sides",
        "disagreements",
        "steps",
        "developments",
        "identity_forms",
        "identities",
        "terms",
        "copies",
        "events",
        "story_articles",
    ] {
        connection
            .prepare_cached(&format!("DELETE FROM {table} WHERE story = ?"))?
            .execute(params![story])?;
    }
    Ok(())
}

/// Writes the row of a story, over the one it has already, and gives its number.
fn head(
    connection: &Connection,
    number: Option<i64>,
    story: &Story,
    readings: &[Reading],
    place: usize,
    digest: &str,
) -> rusqlite::Result<i64> {
    let (from, to) = story_days(story, readings);
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let outlets: BTreeSet<&str> = story
        .articles
        .iter()
        .map(|&at| readings[at].article.outlet_name())
        .filter(|name| !name.is_empty())
        .collect();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO stories (story, id, title, from_day, to_day, why, articles, outlets, entries,
             disagreements, copies, agencies, place, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            number,
            story.id,
            story.title,
            day(from),
            day(to),
            story.why,
            story.articles.len(),
            outlets.len(),
            story.timeline.len(),
            story.disagreements.len(),
            story.copies.len(),
            agencies(story, readings),
            place,
            digest
        ])?;
    Ok(number.unwrap_or_else(|| connection.last_insert_rowid()))
}

/// The agencies of a story, in the ids of its articles.
fn agencies(story: &Story, readings: &[Reading]) -> String {
    let id = |at: usize| readings[at].article.id.as_str();
    let carrier = |one: &Carrier| json!({ "article": id(one.article), "why": one.why });
    let agency = |one: &AgencySource| {
        let carriers: Vec<_> = one.carriers.iter().map(carrier).collect();
        json!({ "name": one.name, "page": one.page.map(id), "carriers": carriers })
    };
    json!(story.agencies.iter().map(agency).collect::<Vec<_>>()).to_string()
}
