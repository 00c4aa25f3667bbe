//! The commands that show one side of a trace: who copied whom, and where reports contradict each other.

use super::{End, Run, each_once};
use crate::args::{Common, Format, Reading as Flags};
use crate::failure::{Failure, Stop};
use crate::format;
use crate::inputs::Jobs;
use crate::packs;
use runut::model::Reading;
use runut::wire;
use runut_show::Words;
use std::path::PathBuf;

/// `runut copies`.
///
/// # Errors
/// When a pack is wrong, the format does not fit or the output is closed.
pub fn copies(paths: &[PathBuf], common: &Common, flags: &Flags) -> Result<End, Stop> {
    let format = common.format_or(Format::Text);
    if matches!(format, Format::Md | Format::Html) {
        return Err(packs::unsupported("copies", format, "text, json, jsonl and csv"));
    }
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
    let readings = each_once(readings, &mut run);
    let links = runut::reuse::copies(&readings);
    let all: Vec<usize> = (0..readings.len()).collect();
    let agencies = runut::reuse::agencies(&all, &readings);
    run.failures.sort();
    let skipped: Vec<_> = run.failures.iter().map(Failure::skipped).collect();
    let output = &mut run.output;
    match format {
        Format::Csv => format::csv::copies(output, &links, &readings)?,
        Format::Text => {
            let words = Words::of(flags.locale.map(Into::into), &readings);
            output.text(&format::across::copies(&links, &agencies, &readings, &words))?;
        }
        _ => {
            let door = wire::TraceDoor::of(&readings);
            match format {
                Format::Jsonl => links.iter().try_for_each(|link| output.json_line(&door.copy(link)))?,
                _ => output.json(&wire::copies_value(&door, &links, &agencies, &readings, &skipped))?,
            }
        }
    }
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
    let format = common.format_or(Format::Text);
    if matches!(format, Format::Md | Format::Html) {
        return Err(packs::unsupported("checks", format, "text, json, jsonl and csv"));
    }
    let jobs = Jobs::find(paths, flags.kind, common.output.as_deref());
    let mut run = Run::new(common, flags, &jobs)?;
    let readings = run.readings(jobs, Reading::without_page)?;
    let readings = each_once(readings, &mut run);
    run.talk.stage("tracing");
    let trace = runut::trace(&readings, &run.packs);
    run.talk.end();
    run.failures.sort();
    let skipped: Vec<_> = run.failures.iter().map(Failure::skipped).collect();
    let output = &mut run.output;
    match format {
        Format::Csv => format::csv::checks(output, &trace, &readings)?,
        Format::Text => {
            let words = Words::of(flags.locale.map(Into::into), &readings);
            output.text(&format::across::checks(&trace, &readings, &words))?;
        }
        _ => {
            let door = wire::TraceDoor::of(&readings);
            match format {
                Format::Jsonl => {
                    wire::check_lines(&door, &trace).iter().try_for_each(|line| output.json_line(line))?;
                }
                _ => output.json(&wire::checks_value(&door, &trace, &skipped))?,
            }
        }
    }
    let contradicts = trace.stories.iter().any(|story| !story.disagreements.is_empty());
    // Reports that agree are no failure to find anything.
    let end = run.end(!readings.is_empty())?;
    Ok(if strict && contradicts { End::Nothing } else { end })
}
