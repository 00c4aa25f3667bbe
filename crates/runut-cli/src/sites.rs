//! The file of what repeats on the pages of each site (`--site-memory`): read if it is there, written back whole.

use crate::failure::Stop;
use runut::extract::SiteMemory;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// What earlier runs learned; nothing where there is no file.
///
/// # Errors
/// When the file is none of ours: a usage error, since nothing was done yet.
pub fn load(path: Option<&Path>) -> Result<SiteMemory, Stop> {
    let Some(path) = path else { return Ok(SiteMemory::default()) };
    let place = || format!("--site-memory {}", path.display());
    match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(SiteMemory::default()),
        Err(error) => Err(Stop::usage(format!("{}: cannot be read: {error}", place()))),
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
            let hint = "a file that an earlier run wrote is expected, or none".to_owned();
            Stop::Usage(format!("{}: no site memory: {error}", place()), Some(hint))
        }),
    }
}

/// Writes everything that is known now; an interrupted run leaves the old file as it was.
///
/// # Errors
/// When the file cannot be written.
pub fn save(path: &Path, memory: &SiteMemory) -> Result<(), Stop> {
    let fails = |error: std::io::Error| {
        Stop::usage(format!("--site-memory {}: cannot be written: {error}", path.display()))
    };
    let mut bytes = serde_json::to_vec(memory).map_err(|error| fails(error.into()))?;
    bytes.push(b'\n');
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    fs::write(&new, bytes).and_then(|()| fs::rename(&new, path)).map_err(fails)
}
