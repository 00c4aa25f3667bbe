//! Articles as lists and pages show them.

use super::StatementFilter;
use super::statements::StatementRow;
use crate::error::Result;
use crate::open::Store;
use rusqlite::{Row, params};
use serde::Serialize;

/// What a reader wants to know of an article without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ArticleRow {
    /// Its id.
    pub id: String,
    /// Path, address or archive record.
    pub source: String,
    /// Its address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// When it was published, as stated.
    pub published: Option<String>,
    /// A date of publication that nobody stated.
    pub published_guess: Option<GuessRow>,
    /// ISO 639 code.
    pub language: Option<String>,
}

/// A date that nobody stated, and what it follows from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GuessRow {
    /// ISO 8601.
    pub value: String,
    /// Why.
    pub why: String,
}

/// One article with what stands around it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticlePage {
    /// What it is.
    #[serde(flatten)]
    pub article: ArticleRow,
    /// The running story it is in.
    pub story: Option<String>,
    /// Its text.
    pub text: String,
    /// SHA-256 of the page it was read from.
    pub page_sha256: Option<String>,
    /// Length of that page.
    pub page_size: Option<i64>,
    /// Its statements.
    pub statements: Vec<StatementRow>,
}

/// The columns of an article row, for `article_row`.
pub(super) const COLUMNS: &str =
    "a.id, a.source, a.url, a.outlet, a.title, a.published, a.guessed, a.guessed_why, a.language";

/// An article from the columns that begin at `at`.
pub(super) fn article_row(row: &Row<'_>, at: usize) -> rusqlite::Result<ArticleRow> {
    let guess: Option<String> = row.get(at + 6)?;
    let why: Option<String> = row.get(at + 7)?;
    Ok(ArticleRow {
        id: row.get(at)?,
        source: row.get(at + 1)?,
        url: row.get(at + 2)?,
        outlet: row.get(at + 3)?,
        title: row.get(at + 4)?,
        published: row.get(at + 5)?,
        published_guess: guess.map(|value| GuessRow { value, why: why.unwrap_or_default() }),
        language: row.get::<_, Option<String>>(at + 8)?.filter(|language| !language.is_empty()),
    })
}

impl Store {
    /// What is known of one article without its text.
    ///
    /// # Errors
    /// When there is none of this id.
    pub fn article_row(&self, id: &str) -> Result<ArticleRow> {
        let number = self.article_number(id)?;
        let question = format!("SELECT {COLUMNS} FROM articles a WHERE article = ?");
        let found = self.rows(&question, params![number], |row| article_row(row, 0))?;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    /// One article with its text, statements and story. `Store::reading` gives every layer of it.
    ///
    /// # Errors
    /// When there is none of this id.
    pub fn article(&self, id: &str) -> Result<ArticlePage> {
        let number = self.article_number(id)?;
        let article = self.article_row(id)?;
        let about = self.rows(
            "SELECT a.text, p.sha256, p.size,
               (SELECT t.id FROM story_articles s JOIN stories t USING (story) WHERE s.article = a.article)
             FROM articles a LEFT JOIN pages p USING (page) WHERE article = ?",
            params![number],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        let (text, page_sha256, page_size, story) = about.into_iter().next().unwrap_or_default();
        let only =
            StatementFilter { article: Some(article.id.clone()), limit: 0, ..StatementFilter::default() };
        let statements = self.statements(&only)?;
        Ok(ArticlePage { article, story, text, page_sha256, page_size, statements })
    }
}
