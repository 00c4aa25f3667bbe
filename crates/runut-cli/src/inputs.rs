//! Inputs: files, walked folders and standard input, in an order that does not depend on how they were given.

use crate::args::Kind;
use crate::failure::Failure;
use runut::model::{Page, PageKind};
use std::collections::{BTreeSet, VecDeque};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Lines of one file that are read as one piece of work: enough to keep threads busy, few enough to stay small.
const LINES: usize = 64;

/// A piece of work.
#[derive(Clone)]
pub enum Job {
    /// A page in a file, not read yet.
    File(PathBuf),
    /// A page that was read already.
    Page(Box<Page>),
    /// Lines of articles, each with its number, from 1.
    Lines {
        /// The file they stand in.
        source: String,
        /// Number and bytes of each.
        lines: Vec<(usize, Vec<u8>)>,
    },
    /// An input that cannot be read.
    Failed(Failure),
}

impl Job {
    /// The same work in pieces of one page or one line.
    pub fn each(self) -> Vec<Self> {
        match self {
            Self::Lines { source, lines } => lines
                .into_iter()
                .map(|line| Self::Lines { source: source.clone(), lines: vec![line] })
                .collect(),
            other => vec![other],
        }
    }

    /// Its source, and its place in words: the source, for a line with the line's number.
    pub fn place(&self) -> (String, String) {
        let source = match self {
            Self::File(path) => name(path),
            Self::Page(page) => page.source.clone(),
            Self::Lines { source, .. } => source.clone(),
            Self::Failed(failure) => failure.source.clone(),
        };
        let place = match self {
            Self::Lines { lines, .. } => {
                lines.first().map_or(source.clone(), |(number, _)| format!("{source}:{number}"))
            }
            _ => source.clone(),
        };
        (source, place)
    }
}

/// All work of a run, in order; large files of lines are read piece by piece.
pub struct Jobs {
    inputs: VecDeque<Input>,
    kind: Option<Kind>,
    open: Option<Lines>,
}

enum Input {
    Path(PathBuf),
    Stdin,
    Failed(Failure),
}

struct Lines {
    source: String,
    reader: Box<dyn BufRead + Send>,
    at: usize,
}

impl Jobs {
    /// Finds what there is under `given`, sorted by path; `except` is the file being written.
    pub fn find(given: &[PathBuf], kind: Option<Kind>, except: Option<&Path>) -> Self {
        let except = except.and_then(|path| fs::canonicalize(path).ok());
        let mut files = BTreeSet::new();
        let mut failed = BTreeSet::new();
        let mut stdin = false;
        for path in given {
            if path.as_os_str() == "-" {
                stdin = true;
            } else {
                walk(path, &mut files, &mut failed);
            }
        }
        let own = |path: &PathBuf| except.is_some() && fs::canonicalize(path).ok() == except;
        let mut inputs: VecDeque<Input> = failed.into_iter().map(Input::Failed).collect();
        inputs.extend(files.into_iter().filter(|path| !own(path)).map(Input::Path));
        if stdin {
            inputs.push_back(Input::Stdin);
        }
        Self { inputs, kind, open: None }
    }

    /// The same without a database and the files that stand beside it while it is written.
    pub fn without_database(mut self, database: &Path) -> Self {
        let own: Vec<PathBuf> = ["", "-wal", "-shm", "-journal", "-writer"]
            .iter()
            .filter_map(|end| {
                let mut path = database.as_os_str().to_owned();
                path.push(end);
                fs::canonicalize(PathBuf::from(path)).ok()
            })
            .collect();
        let is_own = |path: &Path| fs::canonicalize(path).is_ok_and(|path| own.contains(&path));
        self.inputs.retain(|input| !matches!(input, Input::Path(path) if !own.is_empty() && is_own(path)));
        self
    }

    /// How many inputs there are.
    pub fn len(&self) -> usize {
        self.inputs.len()
    }

    fn next_lines(&mut self) -> Option<Job> {
        let open = self.open.as_mut()?;
        let mut lines = Vec::new();
        while lines.len() < LINES {
            let mut line = Vec::new();
            match open.reader.read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) => {
                    open.at += 1;
                    if !line.iter().all(u8::is_ascii_whitespace) {
                        lines.push((open.at, line));
                    }
                }
                Err(error) => {
                    let failure = Failure::unreadable(&open.source, says(&error));
                    self.open = None;
                    self.inputs.push_front(Input::Failed(failure));
                    break;
                }
            }
        }
        let source = self.open.as_ref().map(|open| open.source.clone());
        if lines.is_empty() {
            self.open = None;
            return None;
        }
        Some(Job::Lines { source: source.unwrap_or_default(), lines })
    }

    fn open_lines(&mut self, source: String, reader: Box<dyn BufRead + Send>) {
        self.open = Some(Lines { source, reader, at: 0 });
    }
}

impl Iterator for Jobs {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        loop {
            if let Some(job) = self.next_lines() {
                return Some(job);
            }
            match self.inputs.pop_front()? {
                Input::Failed(failure) => return Some(Job::Failed(failure)),
                Input::Path(path) => {
                    let named = path.extension().is_some_and(|end| end == "jsonl" || end == "ndjson");
                    let lines = self.kind == Some(Kind::Jsonl) || (self.kind.is_none() && named);
                    if !lines {
                        return Some(Job::File(path));
                    }
                    match File::open(&path) {
                        // An empty file is the engine's to report, as any other page's.
                        Ok(file) if file.metadata().is_ok_and(|about| about.len() > 0) => {
                            self.open_lines(name(&path), Box::new(BufReader::new(file)));
                        }
                        _ => return Some(Job::File(path)),
                    }
                }
                Input::Stdin => match self.kind {
                    Some(Kind::Jsonl) => {
                        self.open_lines("-".to_owned(), Box::new(BufReader::new(io::stdin())));
                    }
                    kind => {
                        let mut bytes = Vec::new();
                        if let Err(error) = io::stdin().lock().read_to_end(&mut bytes) {
                            return Some(Job::Failed(Failure::unreadable("-", says(&error))));
                        }
                        if kind.is_none() && looks_like_lines(&bytes) {
                            self.open_lines("-".to_owned(), Box::new(io::Cursor::new(bytes)));
                        } else {
                            return Some(Job::Page(Box::new(page("-", bytes, kind))));
                        }
                    }
                },
            }
        }
    }
}

/// Files under a path, links to files included; hidden files and folders are left out of a walk.
fn walk(path: &Path, files: &mut BTreeSet<PathBuf>, failed: &mut BTreeSet<Failure>) {
    let fail = |error: io::Error| Failure::unreadable(&name(path), says(&error));
    match fs::metadata(path) {
        Err(error) => {
            failed.insert(fail(error));
        }
        Ok(about) if !about.is_dir() => {
            files.insert(path.to_path_buf());
        }
        Ok(_) => match fs::read_dir(path) {
            Err(error) => {
                failed.insert(fail(error));
            }
            Ok(entries) => {
                for entry in entries.flatten() {
                    let hidden = entry.file_name().to_string_lossy().starts_with('.');
                    // A link to a folder may lead back up: followed to files only.
                    let link_to_folder = entry.file_type().is_ok_and(|kind| kind.is_symlink())
                        && fs::metadata(entry.path()).is_ok_and(|about| about.is_dir());
                    if !hidden && !link_to_folder {
                        walk(&entry.path(), files, failed);
                    }
                }
            }
        },
    }
}

/// The page in a file.
///
/// # Errors
/// When the system does not give it to us.
pub fn load(path: &Path, kind: Option<Kind>) -> Result<Page, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(page(&name(path), bytes, kind)),
        Err(error) => Err(Failure::unreadable(&name(path), says(&error))),
    }
}

/// A page of these bytes.
pub fn page(source: &str, bytes: Vec<u8>, kind: Option<Kind>) -> Page {
    let mut page = Page::new(source, bytes);
    page.kind = kind.map(|kind| match kind {
        Kind::Html => PageKind::Html,
        Kind::Text => PageKind::Text,
        Kind::Jsonl => PageKind::Jsonl,
    });
    page
}

/// Whether bytes without a name are articles as JSON Lines: the first line is an object.
pub fn looks_like_lines(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_end();
    first.starts_with(b"{\"") && first.ends_with(b"}")
}

/// A path as it was given, with `/` on every system, so that outputs agree.
pub fn name(path: &Path) -> String {
    let name = path.to_string_lossy();
    if cfg!(windows) { name.replace('\\', "/") } else { name.into_owned() }
}

fn says(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "not found; a file, a folder or - was expected".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read; check its permissions".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_articles_are_told_from_their_first_line() {
        for (bytes, lines) in [
            ("{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":\"2\"}", true),
            ("\u{feff}\n{\"text\":\"a\"}\n", true),
            ("{\n  \"text\": \"a\"\n}", false),
            ("<html>{\"a\":1}</html>", false),
            ("", false),
        ] {
            assert_eq!(looks_like_lines(bytes.as_bytes()), lines, "{bytes:?}");
        }
    }
}
