//! `runut export`: what is in a database, for other tools.

use crate::args::Door;
use crate::failure::Stop;
use crate::output::Output;
use crate::run::End;
use runut_show::Words;
use runut_store::export as doors;
use runut_store::{Depth, Store};
use std::path::Path;

/// Writes what is asked for.
///
/// # Errors
/// When the database or the story is wrong, or the output is closed.
pub fn export(
    door: Door,
    story: Option<&str>,
    base: Option<&str>,
    to: Option<&Path>,
    db: &Path,
) -> Result<End, Stop> {
    let store = Store::open_read(db)?;
    let mut output = Output::open(to)?;
    match door {
        Door::Jsonl => {
            let mut lines = Vec::new();
            doors::lines(&store, story, &mut lines)?;
            output.text(&String::from_utf8_lossy(&lines))?;
        }
        Door::Csv => output.text(&doors::table(&store, story)?)?,
        Door::Timelinejs => output.json(&doors::timeline(&store, story)?)?,
        Door::TimelinejsCsv => output.text(&doors::timeline_table(&store, story)?)?,
        Door::Annotation => output.json(&doors::annotations(&store, story)?)?,
        Door::Jsonld => output.json(&doors::graph(&store, story)?)?,
        Door::Csl => output.json(&doors::references(&store, story)?)?,
        Door::Atom => {
            let hint = "`runut stories` lists them".to_owned();
            let story = story.ok_or_else(|| {
                Stop::Usage("a feed is of one story; --story ID was expected".to_owned(), Some(hint))
            })?;
            output.text(&doors::feed(&store, story, base)?)?;
        }
        Door::Html => {
            let ids: Vec<&str> = story.into_iter().collect();
            let (readings, trace) = store.traced(&ids, Depth::Whole)?;
            output.text(&runut_show::report::trace(&trace, &readings, &[], &Words::of(None, &readings)))?;
        }
        Door::Datasette => {
            let name = db.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            output.json(&doors::metadata(&name))?;
        }
    }
    output.flush()?;
    Ok(End::Done)
}
