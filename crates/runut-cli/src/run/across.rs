//! The commands that show one side of a trace: who copied whom, and where reports contradict each other.

use super::{End, Run, each_once};
use crate::args::{Common, Format, Reading as Flags};
use crate::failure::{Failure, Stop};
use crate::format;
use crate::inputs::Jobs;
use crate::output::Output;
use crate::packs;
use runut::model::{AgencySource, CopyLink, Reading, Trace};
use runut::wire;
use runut_show::Words;
use runut_store::query::FindingIds;
use runut_store::{Depth, Store};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// `runut copies`.
///
/// # Errors
/// When a pack is wrong, the format does not fit or the output is closed.
pub fn copies(paths: &[PathBuf], common: &Common, flags: &Flags) -> Result<End, Stop> {
    let format = form(common, "copies")?;
    let jobs = Jobs::find(paths, flags.kind, common.output.as_deref());
    let mut run = Run::new(common, flags, &jobs)?;
    let mut readings = Vec::new();
    // Copies are found in the texts alone: names and statements need not be read.
    let prepare = |article, packs: &_| Reading {
        article: runut::pipeline::prepare(article, packs),
        ..Reading::default()
    };
    run.each(
        jobs,
        |article, packs| prepare(article, packs).without_page(),
        |_, _, reading| {
            readings.push(reading);
            Ok(())
        },
    )?;
    let mut readings = each_once(readings, &mut run);
    let mut links = runut::reuse::copies(&readings);
    // Slips that both carry are found in what the layers say; those of the other texts nobody asks for.
    let linked: BTreeSet<usize> = links.iter().flat_map(|link| [link.earlier, link.later]).collect();
    for at in linked {
        let reading = std::mem::take(&mut readings[at]);
        readings[at] = runut::annotate(reading.article, &run.packs);
    }
    runut::reuse::slips(&mut links, &readings);
    let all: Vec<usize> = (0..readings.len()).collect();
    let agencies = runut::reuse::agencies(&all, &readings);
    run.failures.sort();
    let skipped: Vec<_> = run.failures.iter().map(Failure::skipped).collect();
    write_copies(&mut run.output, format, &links, &agencies, &readings, &skipped, flags)?;
    if links.is_empty() && !readings.is_empty() {
        run.talk.note("nothing found: no article copies another");
    }
    let found = !links.is_empty();
    run.end(found)
}

/// `runut checks`.
///
/// # Errors
/// When a pack is wrong, the format does not fit or the output is closed.
pub fn checks(paths: &[PathBuf], strict: bool, common: &Common, flags: &Flags) -> Result<End, Stop> {
    let format = form(common, "checks")?;
    let jobs = Jobs::find(paths, flags.kind, common.output.as_deref());
    let mut run = Run::new(common, flags, &jobs)?;
    let readings = run.readings(jobs, Reading::without_page)?;
    let readings = each_once(readings, &mut run);
    run.talk.stage("tracing");
    let trace = runut::trace(&readings, &run.packs);
    run.talk.end();
    run.failures.sort();
    let skipped: Vec<_> = run.failures.iter().map(Failure::skipped).collect();
    write_checks(&mut run.output, format, &trace, &readings, &skipped, flags, &[])?;
    let contradicts = trace.stories.iter().any(|story| !story.disagreements.is_empty());
    // Reports that agree are no failure to find anything.
    let end = run.end(!readings.is_empty())?;
    Ok(if strict && contradicts { End::Nothing } else { end })
}

fn write_copies(
    output: &mut Output,
    format: Format,
    links: &[CopyLink],
    agencies: &[AgencySource],
    readings: &[Reading],
    skipped: &[wire::Skipped],
    flags: &Flags,
) -> Result<(), Stop> {
    match format {
        Format::Csv => format::csv::copies(output, links, readings)?,
        Format::Text => {
            let words = Words::of(flags.locale.map(Into::into), readings);
            output.text(&format::across::copies(links, agencies, readings, &words))?;
        }
        _ => {
            let door = wire::TraceDoor::of(readings);
            match format {
                Format::Jsonl => links.iter().try_for_each(|link| output.json_line(&door.copy(link)))?,
                _ => output.json(&wire::copies_value(&door, links, agencies, readings, skipped))?,
            }
        }
    }
    Ok(())
}

fn write_checks(
    output: &mut Output,
    format: Format,
    trace: &Trace,
    readings: &[Reading],
    skipped: &[wire::Skipped],
    flags: &Flags,
    ids: &[FindingIds],
) -> Result<(), Stop> {
    match format {
        Format::Csv => format::csv::checks(output, trace, readings)?,
        Format::Text => {
            let words = Words::of(flags.locale.map(Into::into), readings);
            output.text(&format::across::checks(trace, readings, &words, ids))?;
        }
        _ => {
            let door = wire::TraceDoor::of(readings);
            match format {
                Format::Jsonl => {
                    wire::check_lines(&door, trace).iter().try_for_each(|line| output.json_line(line))?;
                    wire::growth_lines(&door, trace).iter().try_for_each(|line| output.json_line(line))?;
                }
                _ => output.json(&wire::checks_value(&door, trace, skipped))?,
            }
        }
    }
    Ok(())
}

/// `runut copies` over a database.
///
/// # Errors
/// When the database cannot be read, the format does not fit or the output is closed.
pub fn copies_of(db: &Path, common: &Common, flags: &Flags) -> Result<End, Stop> {
    let (readings, trace) = Store::open_read(db)?.traced(&[], Depth::Tracing)?;
    let links: Vec<CopyLink> = trace.stories.iter().flat_map(|story| story.copies.iter().cloned()).collect();
    let agencies: Vec<AgencySource> =
        trace.stories.iter().flat_map(|story| story.agencies.iter().cloned()).collect();
    let mut output = Output::open(common.output.as_deref())?;
    write_copies(&mut output, form(common, "copies")?, &links, &agencies, &readings, &[], flags)?;
    output.flush()?;
    Ok(if links.is_empty() { End::Nothing } else { End::Done })
}

/// `runut checks` over a database.
///
/// # Errors
/// When the database cannot be read, the format does not fit or the output is closed.
pub fn checks_of(db: &Path, strict: bool, common: &Common, flags: &Flags) -> Result<End, Stop> {
    let store = Store::open_read(db)?;
    let (readings, trace) = store.traced(&[], Depth::Tracing)?;
    let ids = trace.stories.iter().map(|story| Ok(store.story(&story.id)?.ids()));
    let ids = ids.collect::<Result<Vec<FindingIds>, Stop>>()?;
    let mut output = Output::open(common.output.as_deref())?;
    write_checks(&mut output, form(common, "checks")?, &trace, &readings, &[], flags, &ids)?;
    output.flush()?;
    let contradicts = trace.stories.iter().any(|story| !story.disagreements.is_empty());
    Ok(if readings.is_empty() || (strict && contradicts) { End::Nothing } else { End::Done })
}

/// The form asked for, of those that these commands have.
fn form(common: &Common, command: &str) -> Result<Format, Stop> {
    match common.format_or(Format::Text) {
        format @ (Format::Md | Format::Html) => {
            Err(packs::unsupported(command, format, "text, json, jsonl and csv"))
        }
        format => Ok(format),
    }
}
