//! Atom (RFC 4287): a feed of a story, one entry a line of its timeline, the newest first.

use super::urn;
use crate::error::Result;
use crate::open::Store;
use crate::query::{EntryRow, StoryPage};
use runut_show::{escaped, web_address};
use std::fmt::Write as _;

/// The feed of a story. `base` is the address under which the pages of the database are met, when they are.
///
/// # Errors
/// When the story is unknown.
pub fn feed(store: &Store, story: &str, base: Option<&str>) -> Result<String> {
    let story = store.story(story)?;
    let updated = story.articles.iter().filter_map(|article| moment(article.published.as_deref()?)).max();
    let updated = updated.unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned());
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n",
    );
    let _ = writeln!(xml, "  <id>{}</id>", escaped(&urn(&story.id)));
    let _ = writeln!(xml, "  <title>{}</title>", escaped(&story.title));
    let _ = writeln!(xml, "  <updated>{updated}</updated>");
    let _ = writeln!(xml, "  <author><name>Runut</name></author>");
    let _ = writeln!(xml, "  <generator version=\"{}\">Runut</generator>", env!("CARGO_PKG_VERSION"));
    let base = base.and_then(web_address).map(|base| base.trim_end_matches('/'));
    if let Some(base) = base {
        let _ = writeln!(
            xml,
            "  <link rel=\"alternate\" type=\"text/html\" href=\"{}/story/{}\"/>",
            escaped(base),
            escaped(&urn_path(&story.id))
        );
        let _ = writeln!(
            xml,
            "  <link rel=\"self\" type=\"application/atom+xml\" href=\"{}/export/atom?story={}\"/>",
            escaped(base),
            escaped(&urn_path(&story.id))
        );
    }
    for entry in story.timeline.iter().rev() {
        write_entry(&mut xml, entry, &story, &updated, base);
    }
    Ok(xml + "</feed>\n")
}

fn write_entry(xml: &mut String, entry: &EntryRow, story: &StoryPage, updated: &str, base: Option<&str>) {
    let published = entry.reports.iter().filter_map(|report| {
        story
            .articles
            .iter()
            .find(|article| article.id == report.article)?
            .published
            .as_deref()
            .and_then(moment)
    });
    let updated = published.min().unwrap_or_else(|| updated.to_owned());
    let title = entry.speaker.as_ref().map_or_else(
        || entry.text.chars().take(120).collect(),
        |speaker| format!("{speaker}: {}", entry.text.chars().take(100).collect::<String>()),
    );
    let day = entry.when.from.as_deref().or(entry.when.to.as_deref()).unwrap_or_default();
    let quotes: Vec<String> = entry
        .reports
        .iter()
        .map(|report| {
            format!("{}: “{}”", report.outlet.as_deref().unwrap_or(&report.article), report.evidence.quote)
        })
        .collect();
    let _ = writeln!(xml, "  <entry>\n    <id>{}</id>", escaped(&urn(&entry.id)));
    let _ = writeln!(xml, "    <title>{}</title>\n    <updated>{updated}</updated>", escaped(&title));
    let _ = writeln!(
        xml,
        "    <content type=\"text\">{}</content>",
        escaped(&format!("{day}\n{}\n\n{}", entry.text, quotes.join("\n")))
    );
    let url = entry.reports.iter().find_map(|report| {
        story
            .articles
            .iter()
            .find(|article| article.id == report.article)?
            .url
            .as_deref()
            .and_then(web_address)
    });
    match (url, base) {
        (_, Some(base)) => {
            let _ = writeln!(
                xml,
                "    <link rel=\"alternate\" href=\"{}/story/{}#{}\"/>",
                escaped(base),
                escaped(&urn_path(&story.id)),
                escaped(&entry.id)
            );
        }
        (Some(url), None) => {
            let _ = writeln!(xml, "    <link rel=\"alternate\" href=\"{}\"/>", escaped(url));
        }
        (None, None) => {}
    }
    xml.push_str("  </entry>\n");
}

/// An id as part of an address.
fn urn_path(id: &str) -> String {
    urn(id).trim_start_matches("urn:runut:").to_owned()
}

/// A stated date as RFC 3339 has it. What is not stated is taken as the beginning of the day, in UTC.
fn moment(published: &str) -> Option<String> {
    let (day, clock) = published.split_once('T').unwrap_or((published, ""));
    let day: jiff::civil::Date = match day.len() {
        4 => format!("{day}-01-01"),
        7 => format!("{day}-01"),
        _ => day.to_owned(),
    }
    .parse()
    .ok()?;
    let digits = |text: &str| {
        text.get(..5).filter(|clock| clock.parse::<jiff::civil::Time>().is_ok()).map(str::to_owned)
    };
    let Some(minutes) = digits(clock) else { return Some(format!("{day}T00:00:00Z")) };
    let seconds = clock
        .get(5..8)
        .filter(|rest| rest.starts_with(':') && rest[1..].bytes().all(|byte| byte.is_ascii_digit()))
        .unwrap_or(":00");
    let zone = clock
        .find(['+', '-', 'Z'])
        .and_then(|at| clock.get(at..))
        .filter(|zone| *zone == "Z" || zone.len() == 6)
        .unwrap_or("Z");
    Some(format!("{day}T{minutes}{seconds}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_date_becomes_a_moment() {
        for (published, expected) in [
            ("2031-03-05", Some("2031-03-05T00:00:00Z")),
            ("2031-03", Some("2031-03-01T00:00:00Z")),
            ("2031-03-05T09:30", Some("2031-03-05T09:30:00Z")),
            ("2031-03-05T09:30+07:00", Some("2031-03-05T09:30:00+07:00")),
            ("2031-03-05T09:30:15+07:00", Some("2031-03-05T09:30:15+07:00")),
            ("2031-03-05T9:3", Some("2031-03-05T00:00:00Z")),
            ("kemarin", None),
        ] {
            assert_eq!(moment(published).as_deref(), expected, "{published}");
        }
    }
}
