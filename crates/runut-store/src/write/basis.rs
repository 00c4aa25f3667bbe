//! What a story is told from, as one hash: as long as it is the same, the story need not be told again.

use crate::bytes::sha256;
use crate::names::name;
use runut::model::{CopyLink, Event, Reading, Story};
use runut::pipeline::Untold;
use rusqlite::{Connection, params};
use serde_json::json;
use std::collections::BTreeMap;

/// The hash of all that telling a story follows from: its articles (their layers change only when everything is read
/// anew, which empties every hash), its events, the copies in it, who is who of those it names, and the version that
/// tells.
pub(super) fn basis(
    connection: &Connection,
    story: &Story,
    untold: &Untold,
    readings: &[Reading],
    numbers: &[i64],
) -> rusqlite::Result<String> {
    let mut names: BTreeMap<String, Option<&str>> = BTreeMap::new();
    let mut told = connection.prepare_cached(
        "SELECT own_name FROM statements WHERE article = ?1 AND own_name IS NOT NULL
         UNION SELECT own_addressee FROM statements WHERE article = ?1 AND own_addressee IS NOT NULL
         UNION SELECT claimed_by FROM figures WHERE article = ?1 AND claimed_by IS NOT NULL",
    )?;
    for &at in &story.articles {
        let entities = readings[at].annotations.entities.iter().map(|entity| entity.name.clone());
        let others = told.query_map(params![numbers[at]], |row| row.get(0))?;
        for name in entities.map(Ok).chain(others) {
            let name: String = name?;
            let known = untold.known_as(&name);
            // A name is looked up again by the name it is known as.
            if let Some(known) = known {
                names.insert(known.to_owned(), untold.known_as(known));
            }
            names.insert(name, known);
        }
    }
    let articles: Vec<i64> = story.articles.iter().map(|&at| numbers[at]).collect();
    let event = |event: &Event| {
        let articles: Vec<i64> = event.articles.iter().map(|&at| numbers[at]).collect();
        json!([event.id, event.title, event.why, event.when.from, event.when.to, articles])
    };
    let copy = |copy: &CopyLink| {
        let passages = copy.passages.iter().map(|passage| {
            [passage.earlier.start, passage.earlier.end, passage.later.start, passage.later.end]
        });
        let (earlier, later) = (numbers[copy.earlier], numbers[copy.later]);
        let shares = [copy.share, copy.of_earlier, copy.of_later];
        let passages: Vec<_> = passages.collect();
        json!([earlier, later, name(copy.kind), shares, copy.order_known, copy.why, passages])
    };
    let all = json!([
        env!("CARGO_PKG_VERSION"),
        story.title,
        story.why,
        articles,
        story.events.iter().map(event).collect::<Vec<_>>(),
        untold.copies_in(story).map(copy).collect::<Vec<_>>(),
        names,
    ]);
    Ok(sha256(all.to_string().as_bytes()))
}
