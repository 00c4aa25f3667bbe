//! One writer at a time: a lock that the system itself drops when a process dies, however it dies.

use crate::error::{Result, StoreError};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;

/// The right to write to one database; given back when dropped.
///
/// The lock stands in a file of its own beside the database: SQLite keeps locks of its own on the database itself, and
/// between the transactions of a long run it holds none.
#[derive(Debug)]
pub(crate) struct WriterLock {
    path: PathBuf,
    file: File,
}

impl WriterLock {
    /// Takes the lock on a database, or says who has it.
    pub fn take(database: &Path) -> Result<Self> {
        let path = beside(database);
        loop {
            let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
            let mut file = open.map_err(|error| failed(database, &error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let who = fs::read_to_string(&path).unwrap_or_default();
                    let who = who.trim();
                    let who = if who.is_empty() { "another process".to_owned() } else { who.to_owned() };
                    return Err(StoreError::Busy { file: database.to_path_buf(), who });
                }
                Err(TryLockError::Error(error)) => return Err(failed(database, &error)),
            }
            let me = format!("process {}", process::id());
            let told = file.set_len(0).and_then(|()| file.write_all(me.as_bytes()));
            told.map_err(|error| failed(database, &error))?;
            // Whoever had the lock before may have taken the file away between our opening and our locking it.
            if fs::read_to_string(&path).is_ok_and(|now| now == me) {
                return Ok(Self { path, file });
            }
        }
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // The file goes while we still hold it, so that nobody takes away a later writer's.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// The file of the lock.
fn beside(database: &Path) -> PathBuf {
    let mut name = OsString::from(database.as_os_str());
    name.push("-writer");
    PathBuf::from(name)
}

fn failed(database: &Path, error: &io::Error) -> StoreError {
    let file = database.to_path_buf();
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly(file),
        io::ErrorKind::StorageFull => StoreError::Full(file),
        io::ErrorKind::NotFound => StoreError::System { file, what: "its folder does not exist".to_owned() },
        _ => StoreError::System { file, what: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_told_who_the_first_is() {
        let folder = std::env::temp_dir().join(format!("runut-store-lock-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let database = folder.join("a.db");
        let first = WriterLock::take(&database).unwrap();
        let second = WriterLock::take(&database).unwrap_err();
        assert!(second.to_string().contains(&format!("process {}", process::id())), "{second}");
        drop(first);
        assert!(!beside(&database).exists());
        drop(WriterLock::take(&database).unwrap());
        fs::remove_dir_all(&folder).unwrap();
    }
}
