//! Everything, one JSON object a line: articles, annotations, stories, corrections.

use crate::error::{Result, StoreError};
use crate::open::Store;
use runut::wire::{annotation_line, article_line};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::Write;

/// Writes the lines: each has a `type`. Article lines are those that `annotate` and `group` read.
///
/// # Errors
/// When the story is unknown, or the output is closed.
pub fn lines(store: &Store, story: Option<&str>, out: &mut dyn Write) -> Result<()> {
    let stories = super::stories(store, story)?;
    let mut written: Vec<String> = Vec::new();
    let mut articles: Vec<String> = match story {
        Some(_) => {
            stories.iter().flat_map(|story| story.articles.iter().map(|article| article.id.clone())).collect()
        }
        None => store.rows("SELECT id FROM articles ORDER BY day, id", [], |row| row.get(0))?,
    };
    articles.dedup();
    for id in articles {
        let reading = store.reading(&id)?;
        line(store, out, &article_line(&reading.article), None)?;
        line(store, out, &annotation_line(&reading), Some("annotations"))?;
        written.push(id);
    }
    for story in &stories {
        line(store, out, story, Some("story"))?;
    }
    for correction in store.corrections(true)? {
        line(store, out, &correction, Some("correction"))?;
    }
    Ok(())
}

fn line(store: &Store, out: &mut dyn Write, value: &impl Serialize, kind: Option<&str>) -> Result<()> {
    let failed = |what: String| StoreError::System { file: store.path.clone(), what };
    let mut value = serde_json::to_value(value).map_err(|error| failed(error.to_string()))?;
    if let (Some(kind), Value::Object(members)) = (kind, &mut value) {
        members.shift_insert(0, "type".to_owned(), json!(kind));
    }
    writeln!(out, "{value}").map_err(|error| failed(error.to_string()))
}
