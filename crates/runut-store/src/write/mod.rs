//! Writing: pages with their articles and layers in, batch by batch; each batch is stored whole or not at all.

mod again;
mod article;
mod basis;
mod bulk;
mod findings;
mod layers;
mod stories;

pub(crate) use article::FIELDS;

use crate::bytes;
use crate::error::{Result, StoreError};
use crate::lock::WriterLock;
use crate::open;
use runut::model::{Page, PageKind, Reading};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use layers::Forms;

pub use again::{ReadAgain, Told};
pub use stories::Changes;

/// Articles that make a batch once it has waited: fewer cost time, for each batch writes the same pages of the indexes
/// again.
pub const BATCH: usize = 100;

/// Articles that make a batch at once.
const FULL: usize = 2_000;

/// How long a batch may wait to be stored: what is read anew after a kill.
const PATIENCE: Duration = Duration::from_secs(1);

/// An article ready to be stored: all that takes time and no database, to be made on any thread.
#[derive(Debug)]
pub struct Prepared {
    page: Kept,
    reading: Reading,
    /// For each sentence, the stems of its words.
    stems: Vec<String>,
}

/// A page as it is kept.
#[derive(Clone, Debug)]
struct Kept {
    sha256: String,
    size: usize,
    bytes: Vec<u8>,
    kind: Option<&'static str>,
    content_type: Option<String>,
    fetched: Option<String>,
    url: Option<String>,
    told: Told,
}

/// Kinds of pages by their names in the table.
const KINDS: [(PageKind, &str); 3] =
    [(PageKind::Html, "html"), (PageKind::Text, "text"), (PageKind::Jsonl, "jsonl")];

impl Kept {
    fn kind_of(name: Option<&str>) -> Option<PageKind> {
        KINDS.into_iter().find(|(_, known)| Some(*known) == name).map(|(kind, _)| kind)
    }
}

impl Prepared {
    /// A page, what was read from it, and the stems of each sentence.
    pub(crate) fn of(page: &Page, reading: Reading, stems: Vec<String>) -> Self {
        let kind = KINDS.into_iter().find(|(kind, _)| page.kind == Some(*kind)).map(|(_, name)| name);
        let page = Kept {
            sha256: bytes::sha256(&page.bytes),
            size: page.bytes.len(),
            bytes: bytes::packed(&page.bytes),
            kind,
            content_type: page.content_type.clone(),
            fetched: page.fetched.clone(),
            url: page.url.clone(),
            told: Told::default(),
        };
        Self { page, reading, stems }
    }

    /// The same, with what the caller said of the page: it is said again when the page is read anew.
    pub fn told(mut self, told: Told) -> Self {
        self.page.told = told;
        self
    }

    /// What was read.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }
}

/// What became of an article that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// Stored under this id, once the batch is.
    Stored(String),
    /// Its page, or the same text under the same id, was stored before.
    Known,
    /// Stored under the second id, because the first names another text here.
    Renamed(String, String),
}

/// A database open for writing, and the run that writes.
#[derive(Debug)]
pub struct Writer {
    connection: Connection,
    path: PathBuf,
    run: i64,
    /// Whether a new file is being filled.
    filling: bool,
    /// Articles added since the last batch was stored.
    waiting: usize,
    /// When the batch was begun.
    begun: Instant,
    stored: usize,
    known: usize,
    skipped: usize,
    /// Forms of names that the file has already.
    forms: Forms,
    lock: Option<WriterLock>,
}

impl Writer {
    /// Opens a database to write, making it where there is none; `command` and `at` (ISO 8601) name the run.
    ///
    /// # Errors
    /// When somebody else writes, or the file is foreign, damaged, newer or read-only.
    pub fn open(path: impl AsRef<Path>, command: &str, at: &str) -> Result<Self> {
        let path = path.as_ref();
        let (connection, lock) = open::open_write(path)?;
        let mut writer = Self {
            connection,
            path: path.to_path_buf(),
            run: 0,
            filling: false,
            waiting: 0,
            begun: Instant::now(),
            stored: 0,
            known: 0,
            skipped: 0,
            forms: Forms::default(),
            lock: Some(lock),
        };
        writer.run = writer.begin_run(command, at).map_err(|error| writer.failed(error))?;
        let begun = if bulk::is_due(&writer.connection).map_err(|error| writer.failed(error))? {
            bulk::end(&writer.connection).map(|()| false)
        } else {
            bulk::begin(&writer.connection)
        };
        writer.filling = begun.map_err(|error| writer.failed(error))?;
        Ok(writer)
    }

    fn begin_run(&self, command: &str, at: &str) -> rusqlite::Result<i64> {
        let version = env!("CARGO_PKG_VERSION");
        self.connection.execute(
            "INSERT INTO runs (command, runut, started) VALUES (?, ?, ?)",
            params![command, version, at],
        )?;
        self.connection.execute(
            "INSERT INTO meta VALUES ('read_by', ?1) ON CONFLICT DO UPDATE SET value = ?1",
            params![version],
        )?;
        let run = self.connection.query_row("SELECT max(run) FROM runs", [], |row| row.get(0))?;
        Ok(run)
    }

    /// Whether a page of these bytes was stored before.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn knows(&self, bytes: &[u8]) -> Result<bool> {
        self.knows_hash(&bytes::sha256(bytes))
    }

    fn knows_hash(&self, sha256: &str) -> Result<bool> {
        let find = || {
            let mut find = self.connection.prepare_cached("SELECT 1 FROM pages WHERE sha256 = ?")?;
            find.exists(params![sha256])
        };
        find().map_err(|error| self.failed(error))
    }

    /// The hashes of all pages stored before: what a run that goes on need not read again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn known_pages(&self) -> Result<BTreeSet<String>> {
        let all = || -> rusqlite::Result<_> {
            let mut all = self.connection.prepare("SELECT sha256 FROM pages")?;
            all.query_map([], |row| row.get(0))?.collect()
        };
        all().map_err(|error| self.failed(error))
    }

    /// Adds one article. It is stored when its batch is: see `commit`.
    ///
    /// # Errors
    /// When the file cannot be written; the whole batch is taken back then.
    pub fn add(&mut self, prepared: &Prepared) -> Result<Added> {
        self.begin()?;
        let added = self.add_now(prepared).map_err(|error| self.taken_back(error))?;
        match added {
            Added::Known => self.known += 1,
            Added::Stored(_) | Added::Renamed(..) => {
                self.waiting += 1;
                self.stored += 1;
            }
        }
        Ok(added)
    }

    fn add_now(&mut self, prepared: &Prepared) -> rusqlite::Result<Added> {
        let Prepared { page, reading, stems } = prepared;
        let connection = &self.connection;
        let id = &reading.article.id;
        let of_page: Option<i64> = connection
            .prepare_cached("SELECT page FROM pages WHERE sha256 = ?")?
            .query_row(params![page.sha256], |row| row.get(0))
            .optional()?;
        let text_of = |id: &str| -> rusqlite::Result<Option<String>> {
            let mut find = connection.prepare_cached("SELECT text FROM articles WHERE id = ?")?;
            find.query_row(params![id], |row| row.get(0)).optional()
        };
        let free = match text_of(id)? {
            None => id.clone(),
            Some(text) if text == reading.article.text => return Ok(Added::Known),
            Some(_) if of_page.is_some() => return Ok(Added::Known),
            Some(_) => {
                let mut number = 2u64;
                loop {
                    let other = format!("{id}-{number}");
                    match text_of(&other)? {
                        None => break other,
                        Some(text) if text == reading.article.text => return Ok(Added::Known),
                        Some(_) => number += 1,
                    }
                }
            }
        };
        let page = match of_page {
            Some(page) => page,
            None => {
                connection
                    .prepare_cached(
                        "INSERT INTO pages (sha256, size, bytes, kind, content_type, fetched, url, told_language, told_day, run)
                         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    )?
                    .execute(params![
                        page.sha256,
                        page.size,
                        page.bytes,
                        page.kind,
                        page.content_type,
                        page.fetched,
                        page.url,
                        page.told.language,
                        page.told.day,
                        self.run
                    ])?;
                connection.last_insert_rowid()
            }
        };
        let article = article::insert(connection, None, &free, page, self.run, &reading.article)?;
        layers::insert(connection, article, reading, stems)?;
        layers::insert_forms(connection, &reading.annotations.entities, &mut self.forms)?;
        connection
            .prepare_cached("DELETE FROM skipped WHERE source = ?")?
            .execute(params![reading.article.source])?;
        Ok(if free == *id { Added::Stored(free) } else { Added::Renamed(id.clone(), free) })
    }

    /// Notes an input that gave no article.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn skip(&mut self, source: &str, why: &str) -> Result<()> {
        self.begin()?;
        self.skipped += 1;
        let insert = || {
            let mut insert = self.connection.prepare_cached(
                "INSERT INTO skipped VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET why = ?2, run = ?3",
            )?;
            insert.execute(params![source, why, self.run])
        };
        insert().map_err(|error| self.failed(error))?;
        Ok(())
    }

    /// Counts an input whose page was stored before.
    pub fn met_again(&mut self) {
        self.known += 1;
    }

    /// Whether a batch is full, or has waited long enough.
    pub fn is_due(&self) -> bool {
        self.waiting >= FULL || (self.waiting >= BATCH && self.begun.elapsed() >= PATIENCE)
    }

    /// Makes what waited while a new file was filled.
    fn filled(&mut self) -> Result<()> {
        if std::mem::take(&mut self.filling) {
            bulk::end(&self.connection).map_err(|error| self.failed(error))?;
        }
        Ok(())
    }

    /// How many articles this run stored, how many inputs it knew already, and how many it skipped.
    pub fn counts(&self) -> (usize, usize, usize) {
        (self.stored, self.known, self.skipped)
    }

    /// Stores the batch: what was added before is there for good, whatever happens next.
    ///
    /// # Errors
    /// When the file cannot be written; the whole batch is taken back then.
    pub fn commit(&mut self) -> Result<()> {
        self.waiting = 0;
        if self.connection.is_autocommit() {
            return Ok(());
        }
        self.connection.execute_batch("COMMIT").map_err(|error| self.taken_back(error))
    }

    fn begin(&mut self) -> Result<()> {
        if !self.connection.is_autocommit() {
            return Ok(());
        }
        self.begun = Instant::now();
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| self.failed(error))
    }

    /// Ends the run: everything stored, one plain file left.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(mut self, at: &str) -> Result<()> {
        self.commit()?;
        self.filled()?;
        self.begin()?;
        let (stored, known, skipped) = self.counts();
        self.connection
            .execute(
                "UPDATE runs SET ended = ?, articles = ?, known = ?, skipped = ? WHERE run = ?",
                params![at, stored, known, skipped, self.run],
            )
            .map_err(|error| self.failed(error))?;
        self.commit()
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// One change that is stored at once.
    pub(crate) fn execute(&self, change: &str, with: impl rusqlite::Params) -> Result<usize> {
        self.connection.execute(change, with).map_err(|error| self.failed(error))
    }

    /// The number of the row that was made last.
    pub(crate) fn last_row(&self) -> i64 {
        self.connection.last_insert_rowid()
    }

    /// The same for a batch with articles: their names are in the file no more.
    fn taken_back(&mut self, error: rusqlite::Error) -> StoreError {
        self.forms.clear();
        self.failed(error)
    }

    /// Takes the batch back and says why.
    fn failed(&self, error: rusqlite::Error) -> StoreError {
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        StoreError::of(&self.path, error)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        self.connection.flush_prepared_statement_cache();
        open::settle(&self.connection);
        // The lock goes last: until then the file may still change.
        self.lock.take();
    }
}
