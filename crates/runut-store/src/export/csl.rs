//! CSL-JSON: references of the articles, for Zotero, pandoc and their like.

use crate::error::Result;
use crate::open::Store;
use runut_show::web_address;
use rusqlite::params;
use serde_json::{Map, Value, json};

/// The articles of one story, or all, as references.
///
/// # Errors
/// When the story is unknown.
pub fn references(store: &Store, story: Option<&str>) -> Result<Value> {
    let story = story.map(|id| store.story_number(id)).transpose()?;
    let rows = store.rows(
        "SELECT a.id, a.title, a.outlet, a.published, a.url, a.language,
           (SELECT json_group_array(value ORDER BY n) FROM stated s WHERE s.article = a.article AND s.field = 'byline')
         FROM articles a WHERE ?1 IS NULL OR a.article IN (SELECT article FROM story_articles WHERE story = ?1)
         ORDER BY a.day, a.id",
        params![story],
        |row| {
            let (id, title): (String, Option<String>) = (row.get(0)?, row.get(1)?);
            let (outlet, published): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
            let (url, language): (Option<String>, String) = (row.get(4)?, row.get(5)?);
            let authors: Vec<String> = serde_json::from_str(row.get_ref(6)?.as_str()?).unwrap_or_default();
            let mut item = Map::new();
            item.insert("id".to_owned(), json!(id));
            item.insert("type".to_owned(), json!("article-newspaper"));
            let mut put = |name: &str, value: Option<Value>| {
                if let Some(value) = value {
                    item.insert(name.to_owned(), value);
                }
            };
            put("title", title.map(|title| json!(title)));
            put("container-title", outlet.map(|outlet| json!(outlet)));
            let literal = |name: &String| json!({ "literal": name });
            put("author", (!authors.is_empty()).then(|| json!(authors.iter().map(literal).collect::<Vec<_>>())));
            put("issued", published.as_deref().and_then(date));
            put("URL", url.as_deref().and_then(web_address).map(|url| json!(url)));
            put("language", (language != "und").then(|| json!(language)));
            Ok(Value::Object(item))
        },
    )?;
    Ok(Value::Array(rows))
}

/// The parts of a date, with the precision it has.
fn date(published: &str) -> Option<Value> {
    let day = published.split('T').next()?;
    let parts: Vec<i64> = day.split('-').map(str::parse).collect::<std::result::Result<_, _>>().ok()?;
    Some(json!({ "date-parts": [parts] }))
}
