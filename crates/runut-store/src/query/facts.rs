//! The database itself: how much is in it, which runs made it, what gave no article.

use crate::error::Result;
use crate::open::Store;
use serde::Serialize;

/// How much a database holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DatabaseFacts {
    /// Pages whose bytes are kept.
    pub pages: i64,
    /// Articles.
    pub articles: i64,
    /// Sentences.
    pub sentences: i64,
    /// Statements.
    pub statements: i64,
    /// Running stories.
    pub stories: i64,
    /// Contradictions.
    pub disagreements: i64,
    /// Copies.
    pub copies: i64,
    /// Corrections by people.
    pub corrections: i64,
    /// Day of the first article.
    pub from: Option<String>,
    /// Day of the last.
    pub to: Option<String>,
    /// Runs that wrote, the newest first.
    pub runs: Vec<RunRow>,
    /// Inputs that gave no article.
    pub skipped: Vec<SkippedRow>,
}

/// One run that wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunRow {
    /// Its number.
    pub run: i64,
    /// `add`, `reannotate`, `correct`.
    pub command: String,
    /// Version of Runut.
    pub runut: String,
    /// When it began.
    pub started: String,
    /// When it ended; none while it runs, or when it was killed.
    pub ended: Option<String>,
    /// Articles it stored.
    pub articles: i64,
    /// Inputs it knew already.
    pub known: i64,
    /// Inputs that gave no article.
    pub skipped: i64,
}

/// An input that gave no article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SkippedRow {
    /// The input.
    pub source: String,
    /// Why.
    pub why: String,
}

impl Store {
    /// How much is in the database and how it came there.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn facts(&self) -> Result<DatabaseFacts> {
        let count = |table: &str| self.number(&format!("SELECT count(*) FROM {table}"), []);
        let days =
            self.rows("SELECT min(day), max(day) FROM articles", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (from, to) = days.into_iter().next().unwrap_or_default();
        let runs = self.rows(
            "SELECT run, command, runut, started, ended, articles, known, skipped FROM runs ORDER BY run DESC LIMIT 100",
            [],
            |row| {
                Ok(RunRow {
                    run: row.get(0)?,
                    command: row.get(1)?,
                    runut: row.get(2)?,
                    started: row.get(3)?,
                    ended: row.get(4)?,
                    articles: row.get(5)?,
                    known: row.get(6)?,
                    skipped: row.get(7)?,
                })
            },
        )?;
        let skipped = self.rows("SELECT source, why FROM skipped ORDER BY source LIMIT 1000", [], |row| {
            Ok(SkippedRow { source: row.get(0)?, why: row.get(1)? })
        })?;
        Ok(DatabaseFacts {
            pages: count("pages")?,
            articles: count("articles")?,
            sentences: count("sentences")?,
            statements: count("statements")?,
            stories: count("stories")?,
            disagreements: count("disagreements")?,
            copies: count("copies")?,
            corrections: count("corrections")?,
            from,
            to,
            runs,
            skipped,
        })
    }
}
