//! `runut correct`: what people say of a finding.

use super::now;
use crate::args::{Action, Common};
use crate::failure::Stop;
use crate::output::Output;
use crate::packs;
use crate::run::End;
use runut_store::{Said, Store, Writer};
use std::path::Path;

/// Keeps what somebody says of a finding.
///
/// # Errors
/// When nothing has the id, the value is none, or the database cannot be written.
pub fn correct(said: &Said, by: &str, note: Option<&str>, db: &Path, common: &Common) -> Result<End, Stop> {
    // A file that is not there is not made for a correction.
    Store::open_read(db)?;
    let packs = packs::load(common)?;
    let mut writer = Writer::open(db, "correct", &now())?;
    let number = writer.correct(said, by, &now(), note)?;
    if matches!(said, Said::Merge(..) | Said::Split(..) | Said::Undo(_)) {
        writer.trace(&packs)?;
    }
    writer.finish(&now())?;
    let mut output = Output::open(common.output.as_deref())?;
    output.text(&format!("correction {number}\n"))?;
    output.flush()?;
    Ok(End::Done)
}

/// What somebody says, from the words of the command line.
///
/// # Errors
/// When a value is missing.
pub fn said(action: Action, target: String, values: &[String], places: Vec<String>) -> Result<Said, Stop> {
    if !places.is_empty() && !matches!(action, Action::Rename) {
        return Err(Stop::usage("--in belongs to rename"));
    }
    let one = |what: &str| {
        let words = values.join(" ");
        if words.is_empty() {
            Err(Stop::usage(format!("{target}: nothing stands behind it; expected: {what}")))
        } else {
            Ok(words)
        }
    };
    Ok(match action {
        Action::Hide => Said::Hide(target),
        Action::Confirm => Said::Confirm(target),
        Action::Note => Said::Note(target.clone(), one("words")?),
        Action::Merge => Said::Merge(target.clone(), one("another story")?),
        Action::Split => Said::Split(target, values.to_vec()),
        Action::Rename if places.is_empty() => Said::Rename(target.clone(), one("the right name")?),
        Action::Rename => Said::RenameIn(target.clone(), one("the other name")?, places),
        Action::Fix => {
            let fix = one("FIELD=VALUE")?;
            let Some((field, value)) = fix.split_once('=') else {
                return Err(Stop::usage(format!("{fix:?}: FIELD=VALUE was expected, as in speaker=NAME")));
            };
            Said::Fix(target, field.trim().to_owned(), value.trim().to_owned())
        }
        Action::Undo => {
            let number = target.parse();
            Said::Undo(
                number.map_err(|_| Stop::usage(format!("{target:?}: a correction's number was expected")))?,
            )
        }
    })
}
