//! Metadata for Datasette: what each table and column is, which index searches what, and a few questions to begin with.

use crate::SCHEMA;
use serde_json::{Map, Value, json};

/// The metadata of a database whose file has this name (without its end).
pub fn metadata(database: &str) -> Value {
    let mut tables = Map::new();
    for (name, about, columns) in explained() {
        let columns: Map<String, Value> =
            columns.into_iter().map(|(name, about)| (name, json!(about))).collect();
        let mut table = Map::new();
        table.insert("description".to_owned(), json!(about));
        table.insert("columns".to_owned(), Value::Object(columns));
        match name.as_str() {
            "articles" => table.insert("label_column".to_owned(), json!("title")),
            "stories" => table.insert("label_column".to_owned(), json!("title")),
            "sentences" => {
                table.insert("fts_table".to_owned(), json!("sentences_search"));
                table.insert("fts_pk".to_owned(), json!("sentence"))
            }
            _ => None,
        };
        tables.insert(name, Value::Object(table));
    }
    // A view has no key of its own, so the search box is told which column the index counts by.
    tables.insert(
        "sentence_text".to_owned(),
        json!({
            "description": "Sentences with their words; the search box finds words.",
            "fts_table": "sentences_search",
            "fts_pk": "sentence",
            "searchmode": "raw",
        }),
    );
    tables.insert(
        "timeline".to_owned(),
        json!({ "description": "Timelines with the sentence that proves each report." }),
    );
    tables.insert(
        "statement_text".to_owned(),
        json!({ "description": "Statements with their words and where they were printed." }),
    );
    let mut databases = Map::new();
    databases.insert(
        database.to_owned(),
        json!({
            "tables": tables,
            "queries": {
                "who_said": {
                    "title": "Who said what",
                    "sql": "select said_from, speaker, addressee, text, outlet, url, id from statement_text where speaker like '%' || :name || '%' order by said_from",
                },
                "sentences_with": {
                    "title": "Sentences with these words",
                    "sql": "select t.day, t.outlet, t.text, t.article from sentence_text t join sentences_search s on s.rowid = t.sentence where sentences_search match :words order by s.rank limit 100",
                },
                "who_cites_whom": {
                    "title": "Who cites whom",
                    "sql": "select a.outlet, c.name, count(*) as statements from chain c join articles a using (article) where c.n = 1 group by 1, 2 order by 3 desc",
                },
            },
        }),
    );
    json!({
        "title": "Runut",
        "description": "Running stories: who said what, when, to whom, through whom, each with the sentence that proves it. Offsets count Unicode code points of articles.text.",
        "databases": databases,
    })
}

/// A table: its name, what it holds, and each column with what that says.
type Explained = (String, String, Vec<(String, String)>);

/// Tables with their explanations and columns, as the schema gives them.
fn explained() -> Vec<Explained> {
    let mut tables = Vec::new();
    let mut about = String::new();
    let mut open: Option<Explained> = None;
    for line in SCHEMA.lines() {
        let (code, comment) = line.split_once("--").unwrap_or((line, ""));
        let (code, comment) = (code.trim(), comment.trim());
        if let Some(table) = &mut open {
            if code.starts_with(')') {
                tables.extend(open.take());
            } else if !comment.is_empty() {
                let name = code.split_whitespace().next().unwrap_or_default().trim_matches('"');
                table.2.push((name.to_owned(), comment.to_owned()));
            }
        } else if let Some(rest) = code.strip_prefix("CREATE TABLE ") {
            open = Some((rest.trim_end_matches(" (").to_owned(), std::mem::take(&mut about), Vec::new()));
        } else if code.is_empty() {
            about = comment.to_owned();
        }
    }
    tables
}
