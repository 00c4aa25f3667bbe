//! `runut group`: events and stories of articles, all at once or as they come.

use super::{End, Run};
use crate::args::{Common, Format, Grouping, Kind, Reading as Flags};
use crate::failure::Stop;
use crate::format;
use crate::inputs::{Job, Jobs};
use crate::packs;
use crate::stored;
use runut::lang::Packs;
use runut::model::{Article, Reading};
use runut::story::{Options, Prepared, Stream, StreamSnapshot};
use runut::wire::{GroupLine, MergeLine};
use std::path::{Path, PathBuf};

/// Days after its last report for which an event of a stream takes late articles.
const KEPT: i32 = 14;

/// `runut group`.
///
/// # Errors
/// When a pack or the state is wrong, the format does not fit or the output is closed.
pub fn group(path: PathBuf, grouping: &Grouping, common: &Common, flags: &Flags) -> Result<End, Stop> {
    let format = common.format_or(Format::Jsonl);
    if !matches!(format, Format::Jsonl | Format::Json | Format::Csv) {
        return Err(packs::unsupported("group", format, "jsonl, json and csv"));
    }
    if grouping.state.is_some() && format != Format::Jsonl {
        return Err(packs::unsupported("group --state", format, "jsonl"));
    }
    let jobs = Jobs::find(&[path], Some(flags.kind.unwrap_or(Kind::Jsonl)), common.output.as_deref());
    let mut run = Run::new(common, flags, &jobs)?;
    let options = Options { grain: grouping.grain, ..Options::default() };
    if let Some(state) = &grouping.state {
        return stream(&mut run, jobs, options, state).and_then(|found| run.end(found));
    }
    let readings = run.readings(jobs, Reading::without_page)?;
    let ids = runut::story::groups_with(&readings, &options, &run.packs);
    let mut list = format::List::new(format, &["id", "event", "story"]);
    for (reading, (event, story)) in readings.iter().zip(&ids) {
        let line = GroupLine { id: &reading.article.id, event, story };
        match format {
            Format::Csv => {
                list.row(&mut run.output, &[line.id, line.event, line.story].map(str::to_owned))?
            }
            _ => list.value(&mut run.output, &line)?,
        }
    }
    list.end(&mut run.output)?;
    run.end(!readings.is_empty())
}

/// Articles in the order in which they come, each with its event at once; what is known at the end is stored, and the
/// next run goes on from there. Returns whether there was an article.
fn stream(
    run: &mut Run<'_>,
    jobs: impl Iterator<Item = Job> + Send,
    options: Options,
    state: &Path,
) -> Result<bool, Stop> {
    let stored: Option<StreamSnapshot> = stored::load("--state", "state of a stream", state)?;
    let mut fold = match stored {
        Some(snapshot) => Stream::restore(snapshot, &run.packs.languages),
        None => Stream::new(Options { kept: Some(KEPT), ..options }, &run.packs.languages),
    };
    let mut found = false;
    let prepare = |article: Article, packs: &Packs| Prepared::of(&runut::annotate(article, packs), packs);
    run.each(jobs, prepare, |output, _, prepared: Prepared| {
        found = true;
        let placed = fold.add(&prepared);
        for (merged, into) in &placed.merges {
            output.json_line(&MergeLine { merged, into })?;
        }
        output.json_line(&GroupLine { id: &prepared.id, event: &placed.event, story: &placed.story })?;
        output.flush()
    })?;
    stored::save("--state", state, &fold.snapshot())?;
    Ok(found)
}
