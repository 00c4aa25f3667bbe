//! The list of running stories.

use super::{Days, PAGE, day, until};
use crate::error::Result;
use crate::open::Store;
use rusqlite::{ToSql, params_from_iter};
use serde::Serialize;
use std::collections::BTreeSet;

/// A story as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoryRow {
    /// Its id.
    pub id: String,
    /// In the reports' own words.
    pub title: String,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// How many reports.
    pub articles: i64,
    /// Of how many outlets.
    pub outlets: i64,
    /// Lines of its timeline.
    pub entries: i64,
    /// Contradictions found.
    pub disagreements: i64,
    /// Copies among the reports.
    pub copies: i64,
    /// Reports that copy no other report of the story.
    pub originals: i64,
}

/// Which stories are wanted; nothing given means all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryFilter {
    /// With a report on this day or later.
    pub since: Option<String>,
    /// With a report on this day or before.
    pub until: Option<String>,
    /// With a report of this outlet.
    pub outlet: Option<String>,
    /// With a title that holds these letters.
    pub title: Option<String>,
    /// With at least so many reports.
    pub least: i64,
    /// Newest first, not largest first.
    pub newest: bool,
    /// At most so many; 0 for all.
    pub limit: usize,
    /// Leave out so many at the head.
    pub offset: usize,
}

impl Default for StoryFilter {
    fn default() -> Self {
        Self {
            since: None,
            until: None,
            outlet: None,
            title: None,
            least: 0,
            newest: false,
            limit: PAGE,
            offset: 0,
        }
    }
}

impl StoryRow {
    /// First and last day.
    pub fn days(&self) -> Days {
        Days { from: self.from.clone(), to: self.to.clone() }
    }
}

impl Store {
    /// What a story is called, by its id.
    ///
    /// # Errors
    /// When there is none of this id.
    pub fn story_title(&self, id: &str) -> Result<String> {
        let number = self.story_number(id)?;
        let found =
            self.rows("SELECT title FROM stories WHERE story = ?", [number], |row| row.get::<_, String>(0))?;
        let title = found.into_iter().next().unwrap_or_default();
        Ok(self.overlay()?.fixed(id, "title").unwrap_or(title))
    }

    /// The ids of the stories that hold an article of these pages (SHA-256, hex), the largest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stories_of_pages(&self, pages: &BTreeSet<String>) -> Result<Vec<String>> {
        let all = self.rows(
            "SELECT DISTINCT t.place, t.id, p.sha256 FROM stories t JOIN story_articles s USING (story)
             JOIN articles a USING (article) JOIN pages p USING (page) ORDER BY t.place",
            [],
            |row| Ok((row.get::<_, String>(1)?, row.get::<_, String>(2)?)),
        )?;
        let mut ids: Vec<String> =
            all.into_iter().filter(|(_, page)| pages.contains(page)).map(|(id, _)| id).collect();
        ids.dedup();
        Ok(ids)
    }

    /// Running stories, the largest first.
    ///
    /// # Errors
    /// When a filter cannot be understood.
    pub fn stories(&self, filter: &StoryFilter) -> Result<Vec<StoryRow>> {
        let overlay = self.overlay()?;
        let mut all = vec!["t.articles >= ?".to_owned()];
        let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(filter.least)];
        let report = |condition: &str| {
            format!(
                "EXISTS (SELECT 1 FROM story_articles s JOIN articles a USING (article) WHERE s.story = t.story AND {condition})"
            )
        };
        if let Some(since) = &filter.since {
            all.push(report("a.day >= ?"));
            values.push(Box::new(day(since)?));
        }
        if let Some(asked) = &filter.until {
            all.push(report("a.day <= ?"));
            values.push(Box::new(until(asked)?));
        }
        if let Some(outlet) = &filter.outlet {
            all.push(report("a.outlet = ? COLLATE NOCASE"));
            values.push(Box::new(outlet.clone()));
        }
        if let Some(title) = &filter.title {
            all.push("instr(lower(t.title), lower(?)) > 0".to_owned());
            values.push(Box::new(title.clone()));
        }
        let order = if filter.newest { "t.to_day DESC NULLS LAST, t.place" } else { "t.place" };
        let limit = if filter.limit == 0 { -1 } else { i64::try_from(filter.limit).unwrap_or(-1) };
        let question = format!(
            "SELECT t.id, t.title, t.from_day, t.to_day, t.articles, t.outlets, t.entries, t.disagreements, t.copies,
               t.articles - (SELECT count(DISTINCT later) FROM copies c WHERE c.story = t.story)
             FROM stories t WHERE {} ORDER BY {order}, t.id LIMIT {limit} OFFSET {}",
            all.join(" AND "),
            filter.offset
        );
        self.rows(&question, params_from_iter(values.iter()), |row| {
            Ok(StoryRow {
                title: overlay.fixed(row.get_ref(0)?.as_str()?, "title").map_or_else(|| row.get(1), Ok)?,
                id: row.get(0)?,
                from: row.get(2)?,
                to: row.get(3)?,
                articles: row.get(4)?,
                outlets: row.get(5)?,
                entries: row.get(6)?,
                disagreements: row.get(7)?,
                copies: row.get(8)?,
                originals: row.get(9)?,
            })
        })
    }
}
