//! Filling a new file: what is kept up to date with every row afterwards is made once, at the end of the first run.
//!
//! A run that is killed before leaves a file without its indexes: sound, only slow to ask, and the next writer makes them.

use crate::SCHEMA;
use rusqlite::Connection;

/// The statements of the schema that make indexes.
fn indexes() -> impl Iterator<Item = &'static str> {
    SCHEMA.lines().filter(|line| line.starts_with("CREATE INDEX"))
}

/// Takes the indexes away from a file without articles; whether it is one.
pub(super) fn begin(connection: &Connection) -> rusqlite::Result<bool> {
    let is_new = connection
        .query_row("SELECT NOT EXISTS (SELECT 1 FROM articles)", [], |row| row.get::<_, bool>(0))?;
    if is_new {
        for index in indexes() {
            let name = index.split_whitespace().nth(5).unwrap_or_default();
            connection.execute_batch(&format!("DROP INDEX IF EXISTS {name}"))?;
        }
        // The segments of the full-text index are joined at the end as well, not after every batch.
        connection
            .execute_batch("INSERT INTO sentences_search (sentences_search, rank) VALUES ('automerge', 0)")?;
    }
    Ok(is_new)
}

/// Makes what is missing.
pub(super) fn end(connection: &Connection) -> rusqlite::Result<()> {
    for index in indexes() {
        connection.execute_batch(index)?;
    }
    // Segments are joined by eights: by fours, as SQLite does unless told, each word is written half as often again.
    connection.execute_batch(
        "INSERT INTO sentences_search (sentences_search, rank) VALUES ('automerge', 8);
         INSERT INTO sentences_search (sentences_search, rank) VALUES ('merge', 2000);",
    )
}

/// Whether an index is missing.
pub(super) fn is_due(connection: &Connection) -> rusqlite::Result<bool> {
    let there: usize = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
        [],
        |row| row.get(0),
    )?;
    Ok(there < indexes().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_loses_its_indexes_and_has_them_back_at_the_end() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(SCHEMA).unwrap();
        assert!(!is_due(&connection).unwrap());
        assert!(begin(&connection).unwrap());
        assert!(is_due(&connection).unwrap());
        end(&connection).unwrap();
        assert!(!is_due(&connection).unwrap());
    }
}
