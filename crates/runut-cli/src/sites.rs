//! The file of what repeats on the pages of each site (`--site-memory`): read if it is there, written back whole.

use crate::failure::Stop;
use crate::stored;
use runut::extract::SiteMemory;
use std::path::Path;

/// What earlier runs learned; nothing where there is no file.
///
/// # Errors
/// When the file is none of ours: a usage error, since nothing was done yet.
pub fn load(path: Option<&Path>) -> Result<SiteMemory, Stop> {
    let stored = path.map(|path| stored::load("--site-memory", "site memory", path)).transpose()?;
    Ok(stored.flatten().unwrap_or_default())
}

/// Writes everything that is known now; an interrupted run leaves the old file as it was.
///
/// # Errors
/// When the file cannot be written.
pub fn save(path: &Path, memory: &SiteMemory) -> Result<(), Stop> {
    stored::save("--site-memory", path, memory)
}
