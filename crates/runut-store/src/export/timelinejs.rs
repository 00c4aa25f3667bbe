//! TimelineJS 3: its JSON, and the columns of its spreadsheet.

use crate::error::Result;
use crate::open::Store;
use crate::query::{EntryRow, StoryPage};
use runut_show::escaped;
use runut_show::table::row;
use serde_json::{Map, Value, json};

/// One story, or all on one line of time.
///
/// # Errors
/// When the story is unknown.
pub fn timeline(store: &Store, story: Option<&str>) -> Result<Value> {
    let stories = super::stories(store, story)?;
    let mut events = Vec::new();
    for story in &stories {
        for entry in &story.timeline {
            let Some(start) = entry.when.from.as_deref().or(entry.when.to.as_deref()) else { continue };
            let mut event = Map::new();
            event.insert("start_date".to_owned(), date(start));
            if let Some(end) = entry.when.to.as_deref().filter(|end| *end != start) {
                event.insert("end_date".to_owned(), date(end));
            }
            event.insert("text".to_owned(), json!({ "headline": headline(entry), "text": body(entry) }));
            event.insert("group".to_owned(), json!(group(story, &stories)));
            event.insert("unique_id".to_owned(), json!(entry.id));
            events.push(Value::Object(event));
        }
    }
    let title = match &stories[..] {
        [one] => escaped(&one.title),
        _ => format!("{} stories", stories.len()),
    };
    Ok(json!({ "title": { "text": { "headline": title } }, "events": events }))
}

/// The same as rows of the spreadsheet that TimelineJS reads.
///
/// # Errors
/// When the story is unknown.
pub fn timeline_table(store: &Store, story: Option<&str>) -> Result<String> {
    const COLUMNS: [&str; 19] = [
        "Year",
        "Month",
        "Day",
        "Time",
        "End Year",
        "End Month",
        "End Day",
        "End Time",
        "Display Date",
        "Headline",
        "Text",
        "Media",
        "Media Credit",
        "Media Caption",
        "Media Thumbnail",
        "Alt Text",
        "Type",
        "Group",
        "Background",
    ];
    let stories = super::stories(store, story)?;
    let mut text = row(&COLUMNS);
    for story in &stories {
        for entry in &story.timeline {
            let Some(start) = entry.when.from.as_deref().or(entry.when.to.as_deref()) else { continue };
            let end = entry.when.to.as_deref().filter(|end| *end != start).unwrap_or_default();
            let part = |day: &str, at: usize| {
                day.split('-').nth(at).unwrap_or_default().trim_start_matches('0').to_owned()
            };
            let mut cells = vec![String::new(); COLUMNS.len()];
            for at in 0..3 {
                cells[at] = part(start, at);
                cells[at + 4] = part(end, at);
            }
            cells[9] = headline(entry);
            cells[10] = body(entry);
            cells[17] = group(story, &stories);
            text.push_str(&row(&cells));
        }
    }
    Ok(text)
}

/// A day, month or year as numbers.
fn date(day: &str) -> Value {
    let mut date = Map::new();
    for (name, part) in ["year", "month", "day"].into_iter().zip(day.split('-')) {
        if let Ok(number) = part.parse::<i64>() {
            date.insert(name.to_owned(), json!(number));
        }
    }
    Value::Object(date)
}

/// The parts of a slide are HTML, so every word of a page is escaped.
fn headline(entry: &EntryRow) -> String {
    let to = entry.addressee.as_ref().map(|name| format!(" → {}", escaped(name))).unwrap_or_default();
    match &entry.speaker {
        Some(speaker) => format!("{}{to}", escaped(speaker)),
        None => escaped(&entry.text.chars().take(120).collect::<String>()),
    }
}

fn body(entry: &EntryRow) -> String {
    let mut html = format!("<p>{}</p><ul>", escaped(&entry.text));
    for report in &entry.reports {
        let chain: Vec<String> = report
            .chain
            .iter()
            .map(|link| escaped(&link.name))
            .chain(report.outlet.as_deref().map(escaped))
            .collect();
        html.push_str(&format!("<li>{}: “{}”</li>", chain.join(" &gt; "), escaped(&report.evidence.quote)));
    }
    html + "</ul>"
}

/// The name of a lane. TimelineJS takes its markup away, which turns what is escaped back into markup, and then shows it
/// as markup: so no bracket of a page may be in it, escaped or not.
fn group(story: &StoryPage, all: &[StoryPage]) -> String {
    let title = story.title.replace('<', "‹").replace('>', "›");
    if all.len() > 1 { escaped(&title) } else { String::new() }
}
