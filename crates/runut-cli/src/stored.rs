//! What one run leaves for the next in a file of JSON: read if it is there, written back whole.

use crate::failure::Stop;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// What earlier runs left; nothing where there is no file. `flag` and `what` are for the message.
///
/// # Errors
/// When the file is none of ours: a usage error, since nothing was done yet.
pub fn load<T: DeserializeOwned>(flag: &str, what: &str, path: &Path) -> Result<Option<T>, Stop> {
    let place = || format!("{flag} {}", path.display());
    match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Stop::usage(format!("{}: cannot be read: {error}", place()))),
        Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| {
            let hint = "a file that an earlier run wrote is expected, or none".to_owned();
            Stop::Usage(format!("{}: no {what}: {error}", place()), Some(hint))
        }),
    }
}

/// Writes everything that is known now; an interrupted run leaves the old file as it was.
///
/// # Errors
/// When the file cannot be written.
pub fn save(flag: &str, path: &Path, value: &impl Serialize) -> Result<(), Stop> {
    let mut bytes = serde_json::to_vec(value)
        .map_err(|error| Stop::usage(format!("{flag} {}: cannot be written: {error}", path.display())))?;
    bytes.push(b'\n');
    write(flag, path, &bytes)
}

/// Writes a file whole.
///
/// # Errors
/// When it cannot be written.
pub fn write(flag: &str, path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    let written = fs::write(&new, bytes).and_then(|()| fs::rename(&new, path));
    written.map_err(|error| Stop::usage(format!("{flag} {}: cannot be written: {error}", path.display())))
}
