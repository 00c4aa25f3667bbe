//! Questions that commands and web pages ask; each gives rows that serialise to the JSON of both. Corrections lie over
//! every answer already.

mod articles;
mod checks;
mod compare;
mod developments;
mod facts;
mod identities;
mod keys;
mod lines;
mod meant;
mod names;
mod outlets;
mod search;
mod sql;
mod statements;
mod stories;
mod story;
mod why;

pub use articles::{ArticlePage, ArticleRow};
pub use checks::{CheckFilter, CheckRow, CopyRow, PassageRow, SideRow, SourceRow};
pub use compare::Comparison;
pub use developments::{DevelopmentRow, StepRow};
pub use facts::{DatabaseFacts, RunRow, SkippedRow};
pub use identities::{FormRow, IdentityRow};
pub use lines::{EntryRow, ReportRow};
pub use names::NamePage;
pub use outlets::{Count, OutletPage};
pub use search::{Facets, Hit, SearchPage};
pub use sql::{Limits, Table};
pub use statements::{Days, Known, LinkRow, StatementFilter, StatementRow};
pub use stories::{StoryFilter, StoryRow};
pub use story::{AgencyRow, CarrierRow, EventRow, FindingIds, StoryPage, TermsRow, UseRow};
pub use why::Explanation;

pub(crate) use statements::split_id;

use crate::error::{Result, StoreError};
use crate::open::Store;
use crate::overlay::Overlay;
use rusqlite::{Params, Row};
use serde::Serialize;

/// Rows that a page shows at once when nobody says how many.
pub const PAGE: usize = 100;

/// A quotation of one article: `quote` is the text at `start..end`, in code points.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EvidenceRow {
    /// Id of the article.
    pub article: String,
    /// First code point.
    pub start: i64,
    /// One past the last.
    pub end: i64,
    /// The words.
    pub quote: String,
}

impl Store {
    /// All rows of a question.
    pub(crate) fn rows<T>(
        &self,
        question: &str,
        with: impl Params,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let all = || -> rusqlite::Result<Vec<T>> {
            self.connection.prepare_cached(question)?.query_map(with, row)?.collect()
        };
        all().map_err(|error| self.failed(error))
    }

    pub(crate) fn overlay(&self) -> Result<Overlay> {
        Overlay::load(&self.connection).map_err(|error| self.failed(error))
    }

    /// A number from the database.
    pub(crate) fn number(&self, question: &str, with: impl Params) -> Result<i64> {
        let found = self.rows(question, with, |row| row.get::<_, Option<i64>>(0))?;
        Ok(found.into_iter().next().flatten().unwrap_or(0))
    }
}

/// A day as filters take it: `2025`, `2025-06` or `2025-06-05`, checked.
pub(crate) fn day(asked: &str) -> Result<String> {
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = asked.split('-').collect();
    let right = match parts[..] {
        [year] => digits(year, 4),
        [year, month] => digits(year, 4) && digits(month, 2),
        [year, month, day] => digits(year, 4) && digits(month, 2) && digits(day, 2),
        _ => false,
    };
    match right {
        true => Ok(asked.to_owned()),
        false => Err(StoreError::question(asked, "not a day; 2025, 2025-06 or 2025-06-05 was expected")),
    }
}

/// The end of a day, month or year, to be compared with days as text: whatever begins with it is not after it.
pub(crate) fn until(asked: &str) -> Result<String> {
    Ok(day(asked)? + "~")
}
