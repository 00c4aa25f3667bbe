//! Reading articles, layers and stories back as the engine has them.

mod article;
mod layers;
mod story;

pub(crate) use article::reading;
pub(crate) use story::story;

use crate::bytes;
use crate::error::{Result, StoreError};
use crate::open::Store;
use crate::overlay::Overlay;
use runut::model::{Reading, Story, Trace};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::BTreeMap;

/// How much of an article is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// All of it: the removed parts and the way back to the page's bytes too.
    Whole,
    /// What telling a story needs.
    Tracing,
    /// What grouping into stories needs: the text, and of the layers names, times and when statements were made.
    Grouping,
}

impl Store {
    /// The number of the article with this id, or with an id that begins so, when only one does.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn article_number(&self, id: &str) -> Result<i64> {
        let failed = |error| self.failed(error);
        let exact = "SELECT article FROM articles WHERE id = ?";
        let exact =
            self.connection.prepare_cached(exact).map_err(failed)?.query_row(params![id], |row| row.get(0));
        if let Some(number) = exact.optional().map_err(failed)? {
            return Ok(number);
        }
        let mut near = self
            .connection
            .prepare_cached("SELECT article FROM articles WHERE id >= ?1 AND substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 2")
            .map_err(failed)?;
        let near: Vec<i64> =
            near.query_map(params![id], |row| row.get(0)).and_then(Iterator::collect).map_err(failed)?;
        match near[..] {
            [number] if id.len() >= 4 => Ok(number),
            [_, _] if id.len() >= 4 => {
                Err(StoreError::unknown("article", id, "several ids begin so; give more of it"))
            }
            _ => Err(StoreError::unknown("article", id, "")),
        }
    }

    /// An article with all its layers.
    ///
    /// # Errors
    /// When there is none of this id.
    pub fn reading(&self, id: &str) -> Result<Reading> {
        let number = self.article_number(id)?;
        reading(&self.connection, number, Depth::Whole).map_err(|error| self.failed(error))
    }

    /// The stories of these ids with the readings of their articles, as `trace` gives them; all stories for no ids.
    /// Corrections lie over them already.
    ///
    /// # Errors
    /// When an id is unknown.
    pub fn traced(&self, ids: &[&str], depth: Depth) -> Result<(Vec<Reading>, Trace)> {
        let numbers = if ids.is_empty() {
            let all = || {
                let mut all = self.connection.prepare_cached("SELECT story FROM stories ORDER BY place")?;
                all.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()
            };
            all().map_err(|error| self.failed(error))?
        } else {
            ids.iter().map(|id| self.story_number(id)).collect::<Result<_>>()?
        };
        let (readings, trace) =
            traced(&self.connection, &numbers, depth).map_err(|error| self.failed(error))?;
        Ok((readings, trace))
    }

    /// The number of the story with this id, an older id of it, or an id that begins so.
    pub(crate) fn story_number(&self, id: &str) -> Result<i64> {
        let find = || {
            let now: Option<String> = self
                .connection
                .prepare_cached("SELECT new_id FROM moved WHERE old_id = ?")?
                .query_row(params![id], |row| row.get(0))
                .optional()?;
            let id = now.as_deref().unwrap_or(id);
            let exact: Option<i64> = self
                .connection
                .prepare_cached("SELECT story FROM stories WHERE id = ?")?
                .query_row(params![id], |row| row.get(0))
                .optional()?;
            if exact.is_some() || id.len() < 4 {
                return Ok(exact);
            }
            let mut near = self
                .connection
                .prepare_cached("SELECT story FROM stories WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2")?;
            let near =
                near.query_map(params![id], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
            Ok(if let [one] = near[..] { Some(one) } else { None })
        };
        let found = find().map_err(|error| self.failed(error))?;
        found.ok_or_else(|| StoreError::unknown("story", id, "`runut stories` lists them"))
    }
}

/// The bytes of a page as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPage {
    /// SHA-256 of the bytes, hex.
    pub sha256: String,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// When it was fetched, where that is known.
    pub fetched: Option<String>,
}

impl Store {
    /// The page an article was read from.
    ///
    /// # Errors
    /// When there is no such article, or its bytes are damaged.
    pub fn page(&self, article: &str) -> Result<KeptPage> {
        let number = self.article_number(article)?;
        let find = || {
            let mut find = self.connection.prepare_cached(
                "SELECT p.sha256, p.size, p.bytes, p.fetched FROM pages p JOIN articles a USING (page) WHERE a.article = ?",
            )?;
            find.query_row(params![number], |row| {
                let kept: (String, usize, Vec<u8>, Option<String>) =
                    (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                Ok(kept)
            })
        };
        let (sha256, size, packed, fetched) = find().map_err(|error| self.failed(error))?;
        let bytes = bytes::unpacked(&packed, size).filter(|bytes| bytes::sha256(bytes) == sha256);
        let damaged = || StoreError::Damaged {
            file: self.path.clone(),
            what: format!("the page of article {article} is not what its hash says"),
        };
        Ok(KeptPage { bytes: bytes.ok_or_else(damaged)?, sha256, fetched })
    }
}

/// Stories by number, with the readings they point into: by day of publication, then id.
pub(crate) fn traced(
    connection: &Connection,
    stories: &[i64],
    depth: Depth,
) -> rusqlite::Result<(Vec<Reading>, Trace)> {
    let mut found: BTreeMap<(Option<String>, String), i64> = BTreeMap::new();
    for &number in stories {
        let mut articles = connection.prepare_cached(
            "SELECT a.day, a.id, a.article FROM story_articles s JOIN articles a USING (article) WHERE s.story = ?",
        )?;
        let mut rows = articles.query(params![number])?;
        while let Some(row) = rows.next()? {
            found.insert((row.get(0)?, row.get(1)?), row.get(2)?);
        }
    }
    let numbers: Vec<i64> = found.into_values().collect();
    let readings = numbers
        .iter()
        .map(|&number| reading(connection, number, depth))
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let overlay = Overlay::load(connection)?;
    let place: BTreeMap<i64, usize> = numbers.iter().enumerate().map(|(at, &number)| (number, at)).collect();
    let stories = stories
        .iter()
        .map(|&number| story(connection, number, &place, &readings, &overlay))
        .collect::<rusqlite::Result<Vec<Story>>>()?;
    let mut trace = Trace {
        story_of: vec![None; readings.len()],
        event_of: vec![String::new(); readings.len()],
        stories,
    };
    for (index, story) in trace.stories.iter().enumerate() {
        story.articles.iter().for_each(|&article| trace.story_of[article] = Some(index));
        for event in &story.events {
            event.articles.iter().for_each(|&article| trace.event_of[article].clone_from(&event.id));
        }
    }
    Ok((readings, trace))
}

/// The bytes of a span that the tables give in code points; an empty span where the text has no such range.
pub(crate) fn span(points: &runut::wire::CodePoints<'_>, start: i64, end: i64) -> runut::model::Span {
    let point = |at: i64| usize::try_from(at).unwrap_or(usize::MAX);
    points.span(point(start), point(end)).unwrap_or_default()
}

/// A number of the tables, from 1, as an index of the engine.
pub(crate) fn index(number: i64) -> usize {
    usize::try_from(number - 1).unwrap_or(0)
}
