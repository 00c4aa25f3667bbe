//! What may go wrong with a database, in words for the person who has the file.

use std::path::{Path, PathBuf};

/// Why a database could not be used. Whatever it is, nothing was changed that had not been reported as stored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such file.
    #[error("{file}: not found; `runut add INPUT... --db {file}` makes it", file = .0.display())]
    Missing(PathBuf),
    /// Another process is adding to the file.
    #[error("{file}: {who} is adding to it; wait for it to end, or use another file", file = file.display())]
    Busy {
        /// The file.
        file: PathBuf,
        /// Who is at it.
        who: String,
    },
    /// The file is no database of Runut.
    #[error("{file}: not a database of Runut ({found}); it is left as it is", file = file.display())]
    Foreign {
        /// The file.
        file: PathBuf,
        /// What it seems to be.
        found: String,
    },
    /// The file was written by a newer Runut.
    #[error(
        "{file}: its format is {found}, and this Runut knows formats up to {known}; use a newer Runut",
        file = file.display()
    )]
    Newer {
        /// The file.
        file: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format known here.
        known: i64,
    },
    /// The file is damaged.
    #[error("{file}: damaged ({what}); restore it from a copy, or add the pages to a new file", file = file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What SQLite says.
        what: String,
    },
    /// The file or its folder may not be written.
    #[error("{file}: may not be written; check the permissions of the file and its folder", file = .0.display())]
    ReadOnly(PathBuf),
    /// No room is left.
    #[error("{file}: the disk is full; what was stored before is safe, and the same command goes on from there", file = .0.display())]
    Full(PathBuf),
    /// The system does not give or take the bytes.
    #[error("{file}: cannot be read or written: {what}", file = file.display())]
    System {
        /// The file.
        file: PathBuf,
        /// What the system says.
        what: String,
    },
    /// Nothing has this id or name.
    #[error("{what} {id:?}: not in this database{hint}")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// As it was asked.
        id: String,
        /// What to try.
        hint: String,
    },
    /// A question that cannot be understood.
    #[error("{asked:?}: {why}")]
    Question {
        /// The query, or the part that is wrong.
        asked: String,
        /// What was found and what would be right.
        why: String,
    },
    /// A question that takes too long or too much.
    #[error("stopped after {limit}; narrow the question")]
    Limit {
        /// The limit that was met.
        limit: String,
    },
    /// Anything else SQLite says.
    #[error("{file}: {what}", file = file.display())]
    Database {
        /// The file.
        file: PathBuf,
        /// What SQLite says.
        what: String,
    },
}

impl StoreError {
    /// An id that nothing has.
    pub fn unknown(what: &'static str, id: &str, hint: &str) -> Self {
        let hint = if hint.is_empty() { String::new() } else { format!("; {hint}") };
        Self::Unknown { what, id: id.to_owned(), hint }
    }

    /// A question that cannot be understood.
    pub fn question(asked: &str, why: impl Into<String>) -> Self {
        Self::Question { asked: asked.to_owned(), why: why.into() }
    }

    /// What SQLite says of this file, in our words.
    pub(crate) fn of(file: &Path, error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let (file, what) = (file.to_path_buf(), error.to_string());
        match error.sqlite_error_code() {
            Some(Code::NotADatabase) => Self::Foreign { file, found: "no SQLite file".to_owned() },
            Some(Code::DatabaseCorrupt) => Self::Damaged { file, what },
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => {
                Self::Busy { file, who: "another process".to_owned() }
            }
            Some(Code::ReadOnly | Code::PermissionDenied) => Self::ReadOnly(file),
            Some(Code::DiskFull) => Self::Full(file),
            Some(Code::CannotOpen | Code::SystemIoFailure) => Self::System { file, what },
            Some(Code::OperationInterrupted) => Self::Limit { limit: "its time".to_owned() },
            _ => Self::Database { file, what },
        }
    }
}

/// What reading or writing gives.
pub type Result<T> = std::result::Result<T, StoreError>;
