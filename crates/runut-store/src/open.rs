//! Opening a database: whether it is ours, whether we know its format, and bringing an older one up to date.

use crate::error::{Result, StoreError};
use crate::lock::WriterLock;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// "RUNU" in the header of the file, by which `file` and we know it.
pub(crate) const APPLICATION: i64 = 0x5255_4E55;

/// What turns format `n` into format `n + 1`, in order from format 1. An empty file becomes the newest at once, by
/// `schema.sql`; a test holds both ways to the same tables.
const MIGRATIONS: &[&str] = &[include_str!("migrations/2.sql")];

/// The newest format: `PRAGMA user_version` of a file that is up to date.
pub(crate) const FORMAT: i64 = MIGRATIONS.len() as i64 + 1;

/// How long to wait for a lock that SQLite holds for a moment.
const PATIENCE: Duration = Duration::from_secs(5);

/// Statements kept prepared for one connection: all that loading and reading use.
const PREPARED: usize = 128;

/// Bytes up to which a file is looked through for damage before it is written to: under a second.
const LOOKED_THROUGH: u64 = 200 << 20;

/// A database open for reading.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    deadline: Deadline,
}

/// When the question that is being answered must be done, if it must.
type Deadline = Arc<Mutex<Option<Instant>>>;

/// Steps of SQLite's machine between two looks at the clock: under a millisecond.
const STEPS: i32 = 10_000;

impl Store {
    /// Opens a database to read. While somebody writes, the last whole state is seen.
    ///
    /// # Errors
    /// When the file is missing, damaged, foreign or of a newer format.
    pub fn open_read(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let found = examine(path)?;
        match found {
            Found::Nothing => return Err(StoreError::Missing(path.to_path_buf())),
            Found::Format(format) if format < FORMAT => {
                // An older format is brought up to date by whoever may write; reading alone changes nothing.
                let what =
                    format!("its format is {format}, older than {FORMAT}; `runut add` brings it up to date");
                return Err(StoreError::Database { file: path.to_path_buf(), what });
            }
            Found::Format(_) => {}
        }
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let deadline = Deadline::default();
        let watched = Arc::clone(&deadline);
        let is_over = move || {
            let deadline = watched.lock().unwrap_or_else(PoisonError::into_inner);
            deadline.is_some_and(|deadline| Instant::now() > deadline)
        };
        connection.progress_handler(STEPS, Some(is_over)).map_err(|error| StoreError::of(path, error))?;
        Ok(Self { connection, path: path.to_path_buf(), deadline })
    }

    /// Does what is asked, and stops every question to the database in it once this time is over.
    pub(crate) fn within<T>(&self, time: Duration, work: impl FnOnce() -> T) -> T {
        let set = |deadline| *self.deadline.lock().unwrap_or_else(PoisonError::into_inner) = deadline;
        set(Instant::now().checked_add(time));
        let done = work();
        set(None);
        done
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The connection, for questions that this crate has no function for; read-only.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn failed(&self, error: rusqlite::Error) -> StoreError {
        StoreError::of(&self.path, error)
    }
}

/// Whether a file is a database of ours, whatever its format.
pub fn is_database(path: &Path) -> bool {
    matches!(examine(path), Ok(Found::Format(_)) | Err(StoreError::Newer { .. }))
}

/// What stands at a path.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// No file, or an empty one.
    Nothing,
    /// A database of ours.
    Format(i64),
}

/// Looks at a file without changing it; only what a killed writer left half done is taken back.
fn examine(path: &Path) -> Result<Found> {
    let found = examine_now(path);
    let may_write = || fs::metadata(path).is_ok_and(|about| !about.permissions().readonly());
    match found {
        // Killed in the moment in which a file turns from one kind of journal to the other: whoever only reads may not
        // take that back.
        Err(StoreError::ReadOnly(_)) if may_write() => {
            let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            let version = connection.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0));
            version.map_err(|error| StoreError::of(path, error))?;
            drop(connection);
            examine_now(path)
        }
        found => found,
    }
}

fn examine_now(path: &Path) -> Result<Found> {
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => {
            return Err(StoreError::Foreign { file: path.to_path_buf(), found: "a folder".to_owned() });
        }
        Ok(about) if about.len() == 0 => return Ok(Found::Nothing),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => {
            return Err(StoreError::System { file: path.to_path_buf(), what: error.to_string() });
        }
    }
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let number = |pragma: &str| connection.query_row(pragma, [], |row| row.get::<_, i64>(0));
    let failed = |error| StoreError::of(path, error);
    let application = number("PRAGMA application_id").map_err(failed)?;
    let format = number("PRAGMA user_version").map_err(failed)?;
    let tables = number("SELECT count(*) FROM sqlite_schema").map_err(failed)?;
    if application != APPLICATION {
        if tables == 0 && application == 0 {
            return Ok(Found::Nothing);
        }
        let found = "a SQLite file of something else".to_owned();
        return Err(StoreError::Foreign { file: path.to_path_buf(), found });
    }
    if format > FORMAT {
        return Err(StoreError::Newer { file: path.to_path_buf(), found: format, known: FORMAT });
    }
    Ok(Found::Format(format))
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let failed = |error| StoreError::of(path, error);
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    // A view or function planted in a file from outside runs nothing that could do harm.
    connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA mmap_size = 268435456;").map_err(failed)?;
    Ok(connection)
}

/// Opens a database to write, made or brought up to date where that is due; one writer at a time.
pub(crate) fn open_write(path: &Path) -> Result<(Connection, WriterLock)> {
    examine(path)?;
    let lock = WriterLock::take(path)?;
    let found = examine(path)?;
    if let Ok(about) = fs::metadata(path)
        && about.permissions().readonly()
    {
        return Err(StoreError::ReadOnly(path.to_path_buf()));
    }
    let failed = |error| StoreError::of(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection = connect(path, flags)?;
    if found != Found::Nothing && fs::metadata(path).is_ok_and(|about| about.len() <= LOOKED_THROUGH) {
        let says: String =
            connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(failed)?;
        if says != "ok" {
            return Err(StoreError::Damaged { file: path.to_path_buf(), what: says.replace('\n', " ") });
        }
    }
    // Write-ahead log: readers are never stopped, and a killed writer leaves whole transactions only. Rows refer to what
    // was stored just before them; builds for tests have every reference looked up, which costs a twentieth.
    let checked = if cfg!(debug_assertions) { "ON" } else { "OFF" };
    connection
        .execute_batch(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = {checked};
             PRAGMA cache_size = -131072; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 32768;"
        ))
        .map_err(failed)?;
    let steps = match found {
        Found::Nothing => &[crate::SCHEMA][..],
        Found::Format(format) => {
            usize::try_from(format - 1).ok().and_then(|at| MIGRATIONS.get(at..)).unwrap_or_default()
        }
    };
    if !steps.is_empty() {
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        for step in steps {
            transaction.execute_batch(step).map_err(failed)?;
        }
        let marks = format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT};");
        transaction.execute_batch(&marks).map_err(failed)?;
        transaction.commit().map_err(failed)?;
    }
    Ok((connection, lock))
}

/// Makes one plain file of a database that was written to. Readers may keep that from being done; the next writer does
/// it then.
pub(crate) fn settle(connection: &Connection) {
    let _ = connection.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
    let _ = connection.busy_timeout(Duration::from_millis(50));
    let _ = connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()));
}
