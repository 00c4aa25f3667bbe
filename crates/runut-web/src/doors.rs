//! The doors out, as downloads: what the exports of the store give, without the folders of this machine.

use crate::answer::{self, Fault};
use crate::links;
use crate::site::Site;
use axum::body::Body;
use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderValue, Response, StatusCode};
use runut_store::{Depth, Store, export as doors};
use serde_json::Value;

/// Each door: its name, the ending of the file, and what it is called.
pub const DOORS: &[(&str, &str, &str)] = &[
    ("html", "html", "HTML"),
    ("jsonl", "jsonl", "JSON Lines"),
    ("csv", "csv", "CSV"),
    ("timelinejs", "json", "TimelineJS"),
    ("annotation", "json", "W3C Web Annotation"),
    ("jsonld", "jsonld", "schema.org JSON-LD"),
    ("csl", "json", "CSL-JSON"),
    ("atom", "xml", "Atom"),
];

/// What goes out of a door.
pub fn export(store: &Store, door: &str, story: Option<&str>, site: &Site) -> Result<Response<Body>, Fault> {
    let missing = || Fault::Missing(door.to_owned());
    let (_, ending, _) = DOORS.iter().find(|(name, ..)| *name == door).ok_or_else(missing)?;
    let (kind, text) = match door {
        "html" => ("text/html; charset=utf-8", report(store, story, site)?),
        "jsonl" => ("application/jsonl", lines(store, story)?),
        "csv" => ("text/csv; charset=utf-8", doors::table(store, story)?),
        "timelinejs" => ("application/json", json(doors::timeline(store, story)?)),
        "annotation" => ("application/ld+json", json(doors::annotations(store, story)?)),
        "jsonld" => ("application/ld+json", json(doors::graph(store, story)?)),
        "csl" => ("application/json", json(doors::references(store, story)?)),
        "atom" => {
            let story = story.ok_or_else(|| Fault::Question("story".to_owned()))?;
            ("application/atom+xml", doors::feed(store, story, None)?)
        }
        _ => return Err(missing()),
    };
    let mut response = answer::typed(StatusCode::OK, kind, text);
    let name = format!("attachment; filename=\"runut-{door}.{ending}\"");
    response.headers_mut().extend(HeaderValue::from_str(&name).ok().map(|name| (CONTENT_DISPOSITION, name)));
    Ok(response)
}

fn report(store: &Store, story: Option<&str>, site: &Site) -> Result<String, Fault> {
    let ids: Vec<&str> = story.into_iter().collect();
    let (mut readings, trace) = store.traced(&ids, Depth::Whole)?;
    readings.iter_mut().for_each(|reading| reading.article.source = links::source(&reading.article.source));
    Ok(runut_show::report::trace(&trace, &readings, &[], &site.words))
}

fn lines(store: &Store, story: Option<&str>) -> Result<String, Fault> {
    let mut lines = Vec::new();
    doors::lines(store, story, &mut lines)?;
    let lines = String::from_utf8_lossy(&lines);
    let plain = |line: &str| serde_json::from_str(line).map_or_else(|_| String::new(), json) + "\n";
    Ok(lines.lines().map(plain).collect())
}

fn json(mut value: Value) -> String {
    without_folders(&mut value);
    value.to_string()
}

/// Wherever a `source` is told, it is told without the folders of this machine.
fn without_folders(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                match field {
                    Value::String(source) if name == "source" => *source = links::source(source),
                    field => without_folders(field),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(without_folders),
        _ => {}
    }
}
