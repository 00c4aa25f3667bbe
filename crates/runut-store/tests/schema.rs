//! The schema explains every table and column, and docs/store.md says the same.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

struct Table {
    name: String,
    about: String,
    columns: Vec<(String, String, String)>,
}

/// The tables of `schema.sql`, read as a person reads them: a comment, a table, a comment behind each column.
fn tables() -> Vec<Table> {
    let mut tables = Vec::new();
    let mut about = String::new();
    let mut open: Option<Table> = None;
    for line in runut_store::SCHEMA.lines() {
        let (code, comment) = line.split_once("--").unwrap_or((line, ""));
        let (code, comment) = (code.trim(), comment.trim());
        if let Some(table) = &mut open {
            if code.starts_with(')') {
                tables.extend(open.take());
            } else if !code.starts_with("PRIMARY KEY") {
                let mut words = code.split_whitespace();
                let name = words.next().unwrap_or_default().trim_matches('"').to_owned();
                let kind = words.next().unwrap_or_default().trim_end_matches(',').to_owned();
                table.columns.push((name, kind, comment.to_owned()));
            }
        } else if let Some(rest) = code.strip_prefix("CREATE TABLE ") {
            let name = rest.trim_end_matches(" (").to_owned();
            open = Some(Table { name, about: std::mem::take(&mut about), columns: Vec::new() });
        } else if code.is_empty() && !comment.is_empty() {
            about = if about.is_empty() { comment.to_owned() } else { format!("{about} {comment}") };
        } else if code.is_empty() {
            about.clear();
        }
    }
    tables
}

#[test]
fn every_table_and_column_is_explained() {
    let tables = tables();
    assert!(tables.len() >= 25, "{} tables were read", tables.len());
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    connection.execute_batch(runut_store::SCHEMA).unwrap();
    for table in &tables {
        assert!(!table.about.is_empty(), "{}: not explained", table.name);
        for (column, _, about) in &table.columns {
            assert!(!about.is_empty(), "{}.{column}: not explained", table.name);
        }
        let mut rows =
            connection.prepare(&format!("SELECT name FROM pragma_table_info('{}')", table.name)).unwrap();
        let real: Vec<String> = rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let read: Vec<String> = table.columns.iter().map(|(name, ..)| name.clone()).collect();
        assert_eq!(read, real, "{}", table.name);
    }
    let question = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'
                    AND name NOT LIKE 'sentences\\_search\\_%' ESCAPE '\\' ORDER BY rowid";
    let mut rows = connection.prepare(question).unwrap();
    let real: Vec<String> = rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(tables.iter().map(|table| table.name.clone()).collect::<Vec<_>>(), real);
    let loose: i64 = connection
        .query_row(
            "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND NOT strict
             AND name NOT LIKE 'sqlite%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(loose, 0, "every table is STRICT");
}

/// The part of docs/store.md that is made from the schema; `RUNUT_UPDATE=1 cargo test -p runut-store --test schema`
/// writes it.
#[test]
fn the_documentation_says_what_the_schema_says() {
    const HEAD: &str = "<!-- from schema.sql -->\n";
    let mut made = String::new();
    for table in tables() {
        writeln!(
            made,
            "### `{}`\n\n{}\n\n| column | type | what it is |\n|---|---|---|",
            table.name, table.about
        )
        .unwrap();
        for (name, kind, about) in &table.columns {
            writeln!(made, "| `{name}` | {kind} | {} |", about.replace('|', "\\|")).unwrap();
        }
        made.push('\n');
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/store.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, found) = text.split_once(HEAD).expect("docs/store.md holds the mark");
    let made = made.trim_end().to_owned() + "\n";
    if std::env::var_os("RUNUT_UPDATE").is_some() {
        fs::write(&path, format!("{before}{HEAD}{made}")).unwrap();
    } else {
        assert_eq!(found, made, "RUNUT_UPDATE=1 cargo test -p runut-store --test schema");
    }
}
