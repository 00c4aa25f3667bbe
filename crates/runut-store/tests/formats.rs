//! Databases of older formats: brought up to date by whoever writes, refused with a clear word by whoever only reads.

mod common;

use common::{Folder, NOW, database, packs, samples};
use runut::wire::TraceDoor;
use runut_store::{Depth, SCHEMA, Store, StoreError, Writer};
use rusqlite::Connection;
use std::path::Path;

/// The schema of each older format, as it was.
const OLDER: [(i64, &str); 1] = [(1, include_str!("formats/1.sql"))];

/// "RUNU".
const APPLICATION: i64 = 0x5255_4E55;

/// Every column of every table, every index and every view, without the comments.
fn shape(connection: &Connection) -> Vec<String> {
    let mut columns = connection
        .prepare(
            "SELECT t.name || '.' || c.cid || ' ' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || c.pk || ' ' || t.strict || ' ' || t.wr
             FROM pragma_table_list t, pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite%'",
        )
        .unwrap();
    let mut others = connection
        .prepare("SELECT sql FROM sqlite_schema WHERE type IN ('index', 'view') AND sql IS NOT NULL")
        .unwrap();
    let mut all: Vec<String> = columns.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    all.extend(others.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap));
    all.sort();
    all
}

fn stories(path: &Path) -> Vec<String> {
    let (readings, trace) = Store::open_read(path).unwrap().traced(&[], Depth::Tracing).unwrap();
    let door = TraceDoor::of(&readings);
    trace.stories.iter().map(|story| serde_json::to_string_pretty(&door.story(story)).unwrap()).collect()
}

#[test]
fn an_older_file_gets_the_tables_of_a_new_one() {
    let folder = Folder::new("older");
    let new = Connection::open_in_memory().unwrap();
    new.execute_batch(SCHEMA).unwrap();
    for (format, schema) in OLDER {
        let path = folder.file(&format!("{format}.db"));
        let old = Connection::open(&path).unwrap();
        old.execute_batch(schema).unwrap();
        old.execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {format}"))
            .unwrap();
        drop(old);
        let refused = Store::open_read(&path).unwrap_err();
        assert!(matches!(refused, StoreError::Database { .. }), "{refused}");
        assert!(refused.to_string().contains("`runut add` brings it up to date"), "{refused}");
        Writer::open(&path, "add", NOW).unwrap().finish(NOW).unwrap();
        assert_eq!(shape(&Connection::open(&path).unwrap()), shape(&new), "from format {format}");
    }
}

#[test]
fn what_an_older_file_holds_stays_and_the_next_run_adds_what_is_new() {
    let folder = Folder::new("filled");
    let path = folder.file("a.db");
    database(&path, &samples());
    let expected = stories(&path);
    let old = Connection::open(&path).unwrap();
    let count = |table: &str| -> i64 {
        old.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    };
    assert!(count("steps") > 0 && count("identity_forms") > 0, "the samples have what is new");
    // What format 1 had not.
    old.execute_batch(
        "DROP TABLE steps; DROP TABLE developments; DROP TABLE identity_forms; DROP TABLE identities;
         ALTER TABLE times DROP COLUMN utc_offset; PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(old);
    let mut writer = Writer::open(&path, "add", NOW).unwrap();
    assert!(writer.needs_tracing().unwrap());
    writer.trace(packs()).unwrap();
    writer.finish(NOW).unwrap();
    assert_eq!(stories(&path), expected);
}
