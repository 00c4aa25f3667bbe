//! What goes wrong in a run: what ends it, and what is only reported and counted.

use runut::extract::ReadError;
use runut::wire::Skipped;
use runut_show::Words;
use std::fmt;
use std::io;

/// What ends a run, by the exit code it leads to.
#[derive(Debug)]
pub enum Stop {
    /// Usage, configuration or pack error: exit code 2, with a next step where there is one.
    Usage(String, Option<String>),
    /// The reader of our output has gone (`| head`): nothing is left to do.
    BrokenPipe,
    /// The output could not be written.
    Output(String),
}

impl Stop {
    /// A usage error without a next step.
    pub fn usage(what: impl Into<String>) -> Self {
        Self::Usage(what.into(), None)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Output(format!("the output cannot be written: {error}")),
        }
    }
}

/// An input that gave no article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// The input, as it was given.
    pub source: String,
    /// The whole line: place, what was found, what would be right.
    pub line: String,
    /// Whether it could be read, and only held no article.
    pub readable: bool,
}

impl Failure {
    /// An input that the system would not give us.
    pub fn unreadable(source: &str, why: impl fmt::Display) -> Self {
        Self { source: source.to_owned(), line: format!("{source}: {why}"), readable: false }
    }

    /// What the engine says of a page; `line` is where it stands, when it is one line of a file.
    pub fn of(source: &str, error: ReadError, line: Option<usize>) -> Self {
        let error = match (error, line) {
            (ReadError::BadLine { place, found, .. }, Some(line)) => {
                ReadError::BadLine { place, line, found }
            }
            (ReadError::Binary { place, found }, Some(line)) => {
                ReadError::BadLine { place, line, found: format!("binary data ({found})") }
            }
            (other, _) => other,
        };
        let readable = matches!(error, ReadError::NoArticle { .. });
        Self { source: source.to_owned(), line: error.to_string(), readable }
    }

    /// A page on which our own code failed.
    pub fn ours(source: &str, place: &str, what: &str) -> Self {
        let line =
            format!("{place}: left out after an error of ours ({what}); please report it with the input");
        Self { source: source.to_owned(), line, readable: false }
    }

    /// The line in the words of a language, as far as it has them.
    pub fn told(&self, words: &Words) -> String {
        let Skipped { source, why } = self.skipped();
        words.reason(&why).map_or_else(|| self.line.clone(), |why| format!("{source}: {why}"))
    }

    /// The same, for the `skipped` list of a trace.
    pub fn skipped(&self) -> Skipped {
        let why = self.line.strip_prefix(&self.source).unwrap_or(&self.line);
        Skipped { source: self.source.clone(), why: why.trim_start_matches([':', ' ']).to_owned() }
    }
}
