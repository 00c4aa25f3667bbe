//! The doors out, as downloads: what the exports of the store give, without the folders of this machine.

use crate::answer::{self, Fault};
use crate::links;
use crate::site::Site;
use axum::body::Body;
use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderValue, Response, StatusCode};
use runut_show::Html;
use runut_store::query::Limits;
use runut_store::{Depth, Store, export as doors};
use serde_json::Value;

/// A door out.
pub struct Door {
    /// Its name in the address and for `runut export`.
    pub name: &'static str,
    /// The ending of the file.
    pub ending: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What is sent.
    pub kind: &'static str,
    /// What it is of.
    pub of: Of,
}

/// What a door is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// One story only.
    Story,
    /// The whole file only.
    File,
    /// One story, or all that is in the file.
    Both,
}

const fn door(
    name: &'static str,
    ending: &'static str,
    title: &'static str,
    kind: &'static str,
    of: Of,
) -> Door {
    Door { name, ending, title, kind, of }
}

/// Every door.
pub const DOORS: &[Door] = &[
    door("html", "html", "HTML", "text/html; charset=utf-8", Of::Both),
    door("jsonl", "jsonl", "JSON Lines", "application/jsonl", Of::Both),
    door("csv", "csv", "CSV", "text/csv; charset=utf-8", Of::Both),
    door("timelinejs", "json", "TimelineJS", "application/json", Of::Both),
    door("timelinejs-csv", "csv", "TimelineJS CSV", "text/csv; charset=utf-8", Of::Both),
    door("annotation", "json", "W3C Web Annotation", "application/ld+json", Of::Both),
    door("jsonld", "jsonld", "schema.org JSON-LD", "application/ld+json", Of::Both),
    door("csl", "json", "CSL-JSON", "application/json", Of::Both),
    door("atom", "xml", "Atom", "application/atom+xml", Of::Story),
    door("datasette", "json", "Datasette", "application/json", Of::File),
];

/// Articles of a file up to which all of it goes out through a browser: what a download is made of stays in memory.
const MOST: i64 = 2_000;

/// Links to the doors, of one story or of the whole file.
pub fn list(html: &mut Html, story: Option<&str>) {
    html.raw("<ul class=\"doors\">");
    for door in DOORS.iter().filter(|door| door.of == Of::Both || (door.of == Of::Story) == story.is_some()) {
        let filters: Vec<(&str, &str)> = story.map(|id| ("story", id)).into_iter().collect();
        let to = links::address(&format!("/export/{}", door.name), &filters);
        html.raw("<li>").element("a", &[("href", &to), ("download", "")], door.title).raw("</li>");
    }
    html.raw("</ul>\n");
}

/// What goes out of a door. `base` is the address under which the reader met this server.
pub fn export(
    store: &Store,
    door: &str,
    story: Option<&str>,
    base: Option<&str>,
    site: &Site,
) -> Result<Response<Body>, Fault> {
    let missing = || Fault::Missing(door.to_owned());
    let Door { name: door, ending, kind, of, .. } =
        DOORS.iter().find(|one| one.name == door).ok_or_else(missing)?;
    if story.is_none() && *of == Of::Both && articles(store)? > MOST {
        return Err(Fault::Large(format!("runut export --format {door}")));
    }
    let text = match *door {
        "html" => report(store, story, site)?,
        "jsonl" => lines(store, story)?,
        "csv" => doors::table(store, story)?,
        "timelinejs" => json(doors::timeline(store, story)?),
        "timelinejs-csv" => doors::timeline_table(store, story)?,
        "annotation" => json(doors::annotations(store, story)?),
        "jsonld" => json(doors::graph(store, story)?),
        "csl" => json(doors::references(store, story)?),
        "atom" => {
            let story = story.ok_or(Fault::Needed("story"))?;
            doors::feed(store, story, base)?
        }
        "datasette" => json(doors::metadata(&name(store))),
        _ => return Err(missing()),
    };
    let mut response = answer::typed(StatusCode::OK, kind, text);
    // A feed is read where it stands, again and again; everything else is taken home.
    let how = if *door == "atom" { "inline" } else { "attachment" };
    let name = format!("{how}; filename=\"runut-{door}.{ending}\"");
    response.headers_mut().extend(HeaderValue::from_str(&name).ok().map(|name| (CONTENT_DISPOSITION, name)));
    Ok(response)
}

/// What the file is called, without its folder and ending: Datasette knows it by that.
fn name(store: &Store) -> String {
    store.path().file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn articles(store: &Store) -> Result<i64, Fault> {
    let found = store.sql("SELECT count(*) FROM articles", Limits::default())?;
    Ok(found.rows.first().and_then(|row| row.first()?.as_i64()).unwrap_or(0))
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
