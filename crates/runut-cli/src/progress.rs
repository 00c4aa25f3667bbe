//! Talk on standard error: progress of long work, failures, warnings and hints.

use crate::args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// Time between two lines of plain or JSON progress.
const PAUSE: Duration = Duration::from_secs(1);

/// How a run talks.
pub struct Talk {
    how: How,
    quiet: bool,
    verbose: bool,
    done: usize,
    articles: usize,
    /// Inputs, when their number is known beforehand.
    total: usize,
    last: Instant,
}

enum How {
    Bar(ProgressBar),
    Plain,
    Json,
    Silent,
}

impl Talk {
    /// Talk as the flags ask for; a bar only where somebody can see it.
    pub fn new(progress: args::Progress, quiet: bool, verbose: bool, total: usize) -> Self {
        let how = match progress {
            _ if quiet => How::Silent,
            args::Progress::Auto if io::stderr().is_terminal() => How::Bar(bar(total)),
            args::Progress::Auto | args::Progress::None => How::Silent,
            args::Progress::Plain => How::Plain,
            args::Progress::Json => How::Json,
        };
        Self { how, quiet, verbose, done: 0, articles: 0, total, last: Instant::now() }
    }

    /// One more piece of work is done, with so many articles.
    pub fn step(&mut self, articles: usize) {
        self.done += 1;
        self.articles += articles;
        if let How::Bar(bar) = &self.how {
            bar.set_length(self.total.max(self.done) as u64);
            bar.set_position(self.done as u64);
        } else if self.last.elapsed() >= PAUSE {
            self.last = Instant::now();
            self.report(false);
        }
    }

    /// Says what stage the run is in, for those that take their time over all articles at once.
    pub fn stage(&mut self, name: &str) {
        match &self.how {
            How::Bar(bar) => bar.set_message(name.to_owned()),
            How::Plain => say(&format!("{name} …")),
            How::Json => say(&format!("{{\"progress\":{{\"stage\":{name:?}}}}}")),
            How::Silent => {}
        }
    }

    /// The work is done.
    pub fn end(&mut self) {
        match &self.how {
            How::Bar(bar) => bar.finish_and_clear(),
            _ => self.report(true),
        }
    }

    fn report(&self, ended: bool) {
        let (done, total, articles) = (self.done, self.total.max(self.done), self.articles);
        match self.how {
            How::Plain => say(&format!("{done} of {total} read, {articles} articles")),
            How::Json => say(&format!(
                "{{\"progress\":{{\"done\":{done},\"total\":{total},\"articles\":{articles},\"ended\":{ended}}}}}"
            )),
            How::Bar(_) | How::Silent => {}
        }
    }

    /// Something that went wrong: always said.
    pub fn failure(&self, line: &str) {
        self.above(line);
    }

    /// Something worth knowing.
    pub fn note(&self, line: &str) {
        if !self.quiet {
            self.above(line);
        }
    }

    /// A next step.
    pub fn hint(&self, line: &str) {
        self.note(&format!("hint: {line}"));
    }

    /// Something only those want to know who asked for it.
    pub fn detail(&self, line: impl FnOnce() -> String) {
        if self.verbose {
            self.above(&line());
        }
    }

    fn above(&self, line: &str) {
        match &self.how {
            How::Bar(bar) => bar.suspend(|| say(line)),
            _ => say(line),
        }
    }
}

fn bar(total: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr_with_hz(8));
    if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos} of {len} read {msg}") {
        bar.set_style(style);
    }
    bar
}

/// One line to standard error; that nobody reads it is no reason to stop.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{}", plain(line));
}

/// Names of files come from outside and may hold anything: a line stays one line, without terminal commands.
fn plain(line: &str) -> String {
    line.chars().map(|letter| if letter.is_control() { '\u{FFFD}' } else { letter }).collect()
}
