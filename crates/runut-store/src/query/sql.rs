//! Questions in SQL: read-only, and bounded in time, rows and size.

use crate::error::{Result, StoreError};
use crate::open::Store;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use serde::Serialize;
use serde_json::{Value, json};
use std::time::Duration;

/// What a question may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long it may take.
    pub time: Duration,
    /// How many rows it may give.
    pub rows: usize,
    /// How many bytes one value may have.
    pub value: i32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(5), rows: 10_000, value: 10_000_000 }
    }
}

/// Rows with the names of their columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows; bytes are written as hexadecimal digits.
    pub rows: Vec<Vec<Value>>,
    /// Whether there were more rows than the limit.
    pub more: bool,
}

impl Store {
    /// The answer to one question in SQL. Nothing can be changed by it, in this file or another.
    ///
    /// # Errors
    /// When the question is wrong, would change something, or takes too long.
    pub fn sql(&self, question: &str, limits: Limits) -> Result<Table> {
        let wrong = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::OperationInterrupted) => {
                StoreError::Limit { limit: format!("{} seconds", limits.time.as_secs_f32()) }
            }
            Some(rusqlite::ErrorCode::TooBig) => {
                StoreError::Limit { limit: format!("a value of {} bytes", limits.value) }
            }
            _ => StoreError::question(question, error.to_string()),
        };
        let connection = &self.connection;
        let mut before = Vec::new();
        for (limit, value) in [
            (Limit::SQLITE_LIMIT_ATTACHED, 0),
            (Limit::SQLITE_LIMIT_LENGTH, limits.value),
            (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
            (Limit::SQLITE_LIMIT_EXPR_DEPTH, 200),
            (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 50),
        ] {
            before.push((limit, connection.limit(limit).map_err(wrong)?));
            connection.set_limit(limit, value).map_err(wrong)?;
        }
        let answer = self.within(limits.time, || self.answer(question, limits)).map_err(wrong);
        for (limit, value) in before {
            connection.set_limit(limit, value).map_err(wrong)?;
        }
        answer?.ok_or_else(|| {
            StoreError::question(question, "it would change something; a question was expected")
        })
    }

    /// `None` where the statement is no question.
    fn answer(&self, question: &str, limits: Limits) -> rusqlite::Result<Option<Table>> {
        let mut statement = self.connection.prepare(question)?;
        let pragma = question.trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("pragma"));
        if !statement.readonly() || pragma || statement.column_count() == 0 {
            return Ok(None);
        }
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut found = Vec::new();
        let mut rows = statement.query([])?;
        let mut more = false;
        while let Some(row) = rows.next()? {
            if found.len() == limits.rows {
                more = true;
                break;
            }
            let cells =
                (0..columns.len()).map(|at| row.get_ref(at).map(value)).collect::<rusqlite::Result<_>>()?;
            found.push(cells);
        }
        Ok(Some(Table { columns, rows: found, more }))
    }
}

fn value(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => json!(number),
        ValueRef::Real(number) => json!(number),
        ValueRef::Text(text) => json!(String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => json!(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()),
    }
}
