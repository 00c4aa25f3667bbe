//! The commands over a database.

pub mod ask;
mod correct;
mod export;
mod serve;
mod show;

use crate::args::{Ask, Common, Format};
use crate::failure::Stop;
use crate::output::Output;
use crate::run::End;
use runut_store::StoreError;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Does the command.
///
/// # Errors
/// When the database or the question is wrong, or the output is closed.
pub fn command(command: Ask) -> Result<End, Stop> {
    match command {
        Ask::Add { inputs, database, sites, common, reading } => {
            crate::run::add::add(&inputs, &database.db, &sites, &common, &reading)
        }
        Ask::Reannotate { database, common } => crate::run::add::reannotate(&database.db, &common),
        Ask::Correct { action, target, values, places, by, note, database, common } => {
            let said = correct::said(action, target, &values, places)?;
            correct::correct(&said, &by, note.as_deref(), &database.db, &common)
        }
        Ask::Export { door, story, base, output, database } => {
            export::export(door, story.as_deref(), base.as_deref(), output.as_deref(), &database.db)
        }
        Ask::Serve { database, listen, names, no_corrections, common } => {
            serve::serve(database.db, listen, names, !no_corrections, &common)
        }
        other => ask::ask(other),
    }
}

/// The database that is meant where pages may be given as well: the one input that is one, or that of the flag.
pub fn named<'a>(inputs: &'a [PathBuf], flag: &'a Path) -> Option<&'a Path> {
    match inputs {
        [] => Some(flag),
        [one] if runut_store::is_database(one) => Some(one),
        _ => None,
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::usage(error.to_string())
    }
}

/// The moment, as the tables have it.
pub fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Writes rows in the form asked for; `text` gives the lines of one row.
fn list<T: Serialize>(common: &Common, rows: &[T], text: impl Fn(&T) -> String) -> Result<End, Stop> {
    let mut output = Output::open(common.output.as_deref())?;
    match common.format_or(Format::Text) {
        Format::Text => rows.iter().try_for_each(|row| output.text(&text(row)))?,
        Format::Json => output.json(&rows)?,
        Format::Jsonl => rows.iter().try_for_each(|row| output.json_line(row))?,
        Format::Csv => output.text(&show::rows_as_table(rows))?,
        other => return Err(crate::packs::unsupported("this command", other, "text, json, jsonl and csv")),
    }
    output.flush()?;
    Ok(if rows.is_empty() { End::Nothing } else { End::Done })
}

/// Writes one thing in the form asked for.
fn one<T: Serialize>(common: &Common, thing: &T, text: impl Fn(&T) -> String) -> Result<End, Stop> {
    let mut output = Output::open(common.output.as_deref())?;
    match common.format_or(Format::Text) {
        Format::Text => output.text(&text(thing))?,
        Format::Json => output.json(thing)?,
        Format::Jsonl => output.json_line(thing)?,
        other => return Err(crate::packs::unsupported("this command", other, "text, json and jsonl")),
    }
    output.flush()?;
    Ok(End::Done)
}
