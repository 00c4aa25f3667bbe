//! Rows of the database in words, for a terminal, and as tables.

use runut_show::{one_line, table};
use runut_store::Correction;
use runut_store::query::{
    Comparison, Count, Explanation, Hit, Known, NamePage, OutletPage, SourceRow, StatementRow, StoryRow,
};
use serde::Serialize;
use serde_json::Value;

/// A table of rows: a column for each member of the first, members with members as JSON.
pub fn rows_as_table<T: Serialize>(rows: &[T]) -> String {
    let rows: Vec<Value> = rows.iter().filter_map(|row| serde_json::to_value(row).ok()).collect();
    let mut text = String::new();
    for (at, row) in rows.iter().enumerate() {
        let Value::Object(members) = row else { continue };
        if at == 0 {
            text.push_str(&table::row(&members.keys().collect::<Vec<_>>()));
        }
        text.push_str(&table::row(&members.values().map(cell).collect::<Vec<_>>()));
    }
    text
}

/// A value as it stands in a cell.
pub fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn days(from: &Option<String>, to: &Option<String>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from != to => format!("{from} – {to}"),
        (Some(day), _) | (None, Some(day)) => day.clone(),
        (None, None) => "?".to_owned(),
    }
}

/// "1 article", "2 articles".
fn many(count: i64, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

pub fn story(row: &StoryRow) -> String {
    let counts = [
        many(row.articles, "article") + &format!(" ({} no copies)", row.originals),
        many(row.outlets, "outlet"),
        many(row.entries, "line"),
        many(row.disagreements, "contradiction"),
    ];
    let counts = counts.join(", ");
    format!("{}  {}\n    {}; {counts}\n", row.id, one_line(&row.title), days(&row.from, &row.to))
}

pub fn statement(row: &StatementRow) -> String {
    let day = match (&row.said_on.from, &row.said_on.to) {
        (None, None) => row.day.as_ref().map_or("?".to_owned(), |day| format!("(printed {day})")),
        (from, to) => days(from, to),
    };
    let speaker = format!("{}{}", row.speaker.as_deref().unwrap_or("?"), known(&row.speaker_known));
    let to = row.addressee.as_ref();
    let to = to.map_or(String::new(), |name| format!(" -> {name}{}", known(&row.addressee_known)));
    let likely = if row.confidence == "sure" { "" } else { " (likely)" };
    let not = if row.polarity == "negated" { " did NOT say" } else { "" };
    let chain: Vec<&str> =
        row.chain.iter().map(|link| link.name.as_str()).chain(row.outlet.as_deref()).collect();
    let (text, chain) = (one_line(&row.text), chain.join(" > "));
    let text = if row.r#type == "direct" { format!("“{text}”") } else { text };
    format!(
        "{day}  {speaker}{likely}{to}{not}: {text}\n    {}  {}{}\n",
        row.id,
        one_line(&chain),
        marks(&row.corrections)
    )
}

/// By which name a story knows somebody, with the reason: " (= Daniel Otieno: same office)".
fn known(known: &Option<Known>) -> String {
    let Some(Known { name, why, confidence }) = known else { return String::new() };
    let sure = if *confidence == "sure" { "=" } else { "likely" };
    format!(" ({sure} {}: {})", one_line(name), one_line(why))
}

fn marks(corrections: &[Correction]) -> String {
    let mark = |one: &Correction| format!("; {} by {}", one.action, one_line(&one.who));
    corrections.iter().map(mark).collect()
}

pub fn source(row: &SourceRow) -> String {
    let outlet = row.outlet.as_deref().unwrap_or("?");
    let (statements, articles) = (many(row.statements, "statement"), many(row.articles, "article"));
    format!("{} <- {}: {statements} in {articles}\n", one_line(outlet), one_line(&row.source))
}

pub fn hit(row: &Hit) -> String {
    let (day, outlet) = (row.day.as_deref().unwrap_or("?"), row.outlet.as_deref().unwrap_or("?"));
    let story = row.story.as_ref().map_or(String::new(), |story| format!("  {story}"));
    let (outlet, words) = (one_line(outlet), one_line(&marked(row)));
    format!("{day}  {outlet}: {words}\n    {}:{}{story}\n", row.article, row.sentence)
}

/// A hit with what was looked for in brackets: readable without colour.
fn marked(row: &Hit) -> String {
    let mut text = String::new();
    for (at, letter) in (row.start..).zip(row.text.chars()) {
        if row.marks.iter().any(|(start, _)| *start == at) {
            text.push('[');
        }
        text.push(letter);
        if row.marks.iter().any(|(_, end)| *end == at + 1) {
            text.push(']');
        }
    }
    text
}

fn counts(name: &str, counts: &[Count]) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let all: Vec<String> =
        counts.iter().map(|one| format!("{} ({})", one_line(&one.name), one.count)).collect();
    format!("{name}: {}\n", all.join(", "))
}

pub fn count(row: &Count) -> String {
    format!("{} ({})\n", one_line(&row.name), row.count)
}

pub fn name(page: &NamePage) -> String {
    let mut text = format!(
        "{} ({}): {}, {}\n",
        one_line(&page.name),
        page.kind,
        many(page.articles, "article"),
        many(page.said, "statement")
    );
    for (label, all) in [("also", &page.forms), ("others of this name", &page.other_names)] {
        if !all.is_empty() {
            text.push_str(&format!("{label}: {}\n", one_line(&all.join(", "))));
        }
    }
    text.push_str(&counts("roles", &page.roles));
    text.push_str(&counts("reported by", &page.outlets));
    text.push_str(&counts("stories", &page.stories));
    page.statements.iter().for_each(|row| text.push_str(&statement(row)));
    if !page.addressed.is_empty() {
        text.push_str("said to them:\n");
        page.addressed.iter().for_each(|row| text.push_str(&statement(row)));
    }
    text
}

pub fn outlet(page: &OutletPage) -> String {
    let mut text = format!(
        "{}: {}, {}; {:.0} % of them copy another outlet\n",
        one_line(&page.name),
        many(page.articles, "article"),
        days(&page.from, &page.to),
        page.copy_share * 100.0
    );
    for (label, all) in [
        ("languages", &page.languages),
        ("cites", &page.cites),
        ("cited by", &page.cited_by),
        ("copied from", &page.copied_from),
        ("copied by", &page.copied_by),
        ("stories", &page.stories),
    ] {
        text.push_str(&counts(label, all));
    }
    text
}

pub fn why(found: &Explanation) -> String {
    let mut text = format!("{} {}: {}\n", found.what, found.id, one_line(&found.says));
    for (name, value) in &found.reasons {
        text.push_str(&format!("    {name}: {}\n", one_line(value)));
    }
    for evidence in &found.evidence {
        text.push_str(&format!(
            "    [{} {}–{}] “{}”\n",
            evidence.article,
            evidence.start,
            evidence.end,
            one_line(&evidence.quote)
        ));
    }
    found.corrections.iter().for_each(|one| text.push_str(&format!("    {}", correction(one))));
    text
}

pub fn compare(found: &Comparison) -> String {
    let mut text = String::new();
    let labels = if found.order == "known" { ["earlier", "later"] } else { ["one", "other"] };
    for (label, row) in labels.into_iter().zip([&found.earlier, &found.later]) {
        let outlet = row.outlet.as_deref().unwrap_or("?");
        let (title, day) = (row.title.as_deref().unwrap_or(""), row.published.as_deref().unwrap_or("?"));
        text.push_str(&format!("{label}: {day}  {}: {}  [{}]\n", one_line(outlet), one_line(title), row.id));
    }
    // A translation shares names and numbers, no words.
    let shared = match found.kind.as_deref() {
        Some("translated") => String::new(),
        _ => format!("{:.0} % shared, {} letters; ", found.share * 100.0, found.letters),
    };
    let order = if found.kind.is_some() && found.order != "known" { "; order unknown" } else { "" };
    text.push_str(&format!("{shared}{}{order}\n", one_line(&found.why)));
    for passage in &found.passages {
        let (start, length) =
            (passage.later.start.max(0) as usize, (passage.later.end - passage.later.start).max(0) as usize);
        let words: String = found.later_text.chars().skip(start).take(length).collect();
        text.push_str(&format!("    = “{}”\n", one_line(&words)));
    }
    text
}

pub fn correction(one: &Correction) -> String {
    let value = match (&one.field, &one.value) {
        (Some(field), Some(value)) => format!(" {field} = {}", one_line(value)),
        (None, Some(value)) => format!(" {}", one_line(value)),
        _ => String::new(),
    };
    let place = one.article.as_ref().filter(|_| one.action == "rename");
    let place = place.map_or(String::new(), |article| format!(" in {}", one_line(article)));
    let note = one.note.as_ref().map_or(String::new(), |note| format!(" ({})", one_line(note)));
    let undone = one.undone.as_ref().map_or(String::new(), |at| format!("; taken back {at}"));
    format!(
        "{}  {}  {}: {} {}{value}{place}{note}{undone}\n",
        one.correction,
        one.at,
        one_line(&one.who),
        one.action,
        one_line(&one.target)
    )
}
