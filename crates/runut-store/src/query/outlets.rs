//! An outlet: what it printed, whom it cites, who cites it, whom it copied.

use crate::error::{Result, StoreError};
use crate::open::Store;
use rusqlite::params;
use serde::Serialize;

/// A name and how often it comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The name, id or day.
    pub name: String,
    /// How often.
    pub count: i64,
}

/// An outlet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutletPage {
    /// Its name.
    pub name: String,
    /// Articles of it in the database.
    pub articles: i64,
    /// Day of the first.
    pub from: Option<String>,
    /// Day of the last.
    pub to: Option<String>,
    /// Articles by language.
    pub languages: Vec<Count>,
    /// Whom its statements came through, by number of statements.
    pub cites: Vec<Count>,
    /// Outlets whose statements came through it.
    pub cited_by: Vec<Count>,
    /// Whom it copied, by number of articles.
    pub copied_from: Vec<Count>,
    /// Who copied it.
    pub copied_by: Vec<Count>,
    /// Share of its articles that copy another outlet, 0 to 1.
    pub copy_share: f64,
    /// Stories it is in, by id and number of reports.
    pub stories: Vec<Count>,
}

/// Copies with both their articles.
const COPIES: &str =
    "FROM copies c JOIN articles one ON one.article = c.earlier JOIN articles two ON two.article = c.later";

/// That no outlet copies itself.
const OTHER: &str = "one.outlet IS NOT two.outlet";

impl Store {
    /// All outlets and how many articles each has, the most first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outlets(&self) -> Result<Vec<Count>> {
        self.counts("SELECT outlet, count(*) FROM articles WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY 2 DESC, 1", None)
    }

    /// An outlet by its name.
    ///
    /// # Errors
    /// When no article is of this outlet and no chain names it.
    pub fn outlet(&self, asked: &str) -> Result<OutletPage> {
        let found = self.rows(
            "SELECT outlet, count(*), min(day), max(day) FROM articles WHERE outlet = ? COLLATE NOCASE",
            params![asked],
            |row| Ok((row.get::<_, Option<String>>(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        let (name, articles, from, to): (_, i64, _, _) = found.into_iter().next().unwrap_or_default();
        let name = name.unwrap_or_else(|| asked.to_owned());
        let of = Some(name.as_str());
        let copied = |shown: &str, asked: &str| {
            format!(
                "SELECT coalesce({shown}, ''), count(DISTINCT c.later) {COPIES} WHERE {asked} = ?1 COLLATE NOCASE AND {OTHER}
                 GROUP BY 1 ORDER BY 2 DESC, 1"
            )
        };
        let copied_from = self.counts(&copied("one.outlet", "two.outlet"), of)?;
        let copied_by = self.counts(&copied("two.outlet", "one.outlet"), of)?;
        let cited_by = self.counts(
            "SELECT coalesce(a.outlet, ''), count(*) FROM chain c JOIN articles a USING (article)
             WHERE c.name = ?1 COLLATE NOCASE AND a.outlet IS NOT ?1 GROUP BY 1 ORDER BY 2 DESC, 1",
            of,
        )?;
        if articles == 0 && cited_by.is_empty() {
            return Err(StoreError::unknown(
                "outlet",
                asked,
                "`runut sources` lists outlets and whom they cite",
            ));
        }
        let copies = self.number(
            &format!(
                "SELECT count(DISTINCT c.later) {COPIES} WHERE two.outlet = ?1 COLLATE NOCASE AND {OTHER}"
            ),
            params![name],
        )?;
        Ok(OutletPage {
            articles,
            from,
            to,
            languages: self.counts(
                "SELECT language, count(*) FROM articles WHERE outlet = ?1 COLLATE NOCASE GROUP BY 1 ORDER BY 2 DESC, 1",
                of,
            )?,
            cites: self.counts(
                "SELECT c.name, count(*) FROM chain c JOIN articles a USING (article) WHERE a.outlet = ?1 COLLATE NOCASE
                 AND c.name <> a.outlet COLLATE NOCASE GROUP BY 1 ORDER BY 2 DESC, 1",
                of,
            )?,
            cited_by,
            copied_from,
            copied_by,
            copy_share: copies as f64 / (articles as f64).max(1.0),
            stories: self.counts(
                "SELECT t.id, count(*) FROM articles a JOIN story_articles s USING (article) JOIN stories t USING (story)
                 WHERE a.outlet = ?1 COLLATE NOCASE GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50",
                of,
            )?,
            name,
        })
    }

    fn counts(&self, question: &str, name: Option<&str>) -> Result<Vec<Count>> {
        let count = |row: &rusqlite::Row<'_>| {
            Ok(Count { name: row.get::<_, Option<String>>(0)?.unwrap_or_default(), count: row.get(1)? })
        };
        match name {
            Some(name) => self.rows(question, params![name], count),
            None => self.rows(question, [], count),
        }
    }
}
