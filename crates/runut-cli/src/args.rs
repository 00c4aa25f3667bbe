//! The command line: every flag and its help text. Help, README and completions come from here.

mod ask;

pub use ask::{Action, Ask, Database, Door, List};

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Traces running news stories: who said what, when, to whom, according to whom, with the sentence as proof.
///
/// Raw pages go in (HTML, text, article JSON Lines); a timeline comes out whose every line opens its evidence.
/// Data goes to standard output, talk to standard error.
#[derive(Debug, Parser)]
#[command(name = "runut", version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 nothing found, or a failed `checks --strict`; 2 usage, configuration or pack error; \
3 some inputs could not be read and the rest is done; 130 interrupted.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read pages, annotate and group them, and print each story's timeline
    #[command(after_help = EXIT_CODES)]
    Trace {
        /// Files, folders (walked) or `-` for standard input: HTML, text or article JSON Lines
        #[arg(required = true, value_name = "INPUT")]
        inputs: Vec<PathBuf>,
        /// Show the N entries of each story that most independent reports stand for first; copies do not count
        #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
        top: usize,
        /// Keep what is read in this database as `add` does, and show the stories there that it is part of
        #[arg(long, value_name = "FILE", conflicts_with_all = ["story", "follow", "promote"])]
        db: Option<PathBuf>,
        #[command(flatten)]
        sites: Sites,
        #[command(flatten)]
        following: Following,
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        reading: Reading,
    },
    /// Say who copied whom: whole texts, passages, quotations and likely translations, each with its reason
    #[command(after_help = EXIT_CODES)]
    Copies {
        /// Files, folders (walked) or `-` for standard input: HTML, text or article JSON Lines; without any, what the
        /// database has
        #[arg(value_name = "INPUT")]
        inputs: Vec<PathBuf>,
        #[command(flatten)]
        database: Database,
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        reading: Reading,
    },
    /// Show where reports contradict each other or themselves, with both sides' evidence
    #[command(after_help = EXIT_CODES)]
    Checks {
        /// Files, folders (walked) or `-` for standard input: HTML, text or article JSON Lines; without any, what the
        /// database has
        #[arg(value_name = "INPUT")]
        inputs: Vec<PathBuf>,
        #[command(flatten)]
        database: Database,
        /// End with exit code 1 when anything contradicts
        #[arg(long)]
        strict: bool,
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        reading: Reading,
    },
    /// Cut the article out of each page: one JSON object a line
    #[command(after_help = EXIT_CODES)]
    Extract {
        /// Files, folders (walked) or `-` for standard input
        #[arg(required = true, value_name = "INPUT")]
        inputs: Vec<PathBuf>,
        /// Say of every part of a page what it was taken for, how sure that is, and what decided (text, json, jsonl)
        #[arg(long)]
        explain: bool,
        #[command(flatten)]
        sites: Sites,
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        reading: Reading,
    },
    /// Find names, times, statements and figures in articles: one JSON object a line
    #[command(after_help = EXIT_CODES)]
    Annotate {
        /// Articles as JSON Lines, or `-` for standard input
        #[arg(value_name = "FILE")]
        input: PathBuf,
        /// Say in words why each finding was made, with the rule's name (text format)
        #[arg(long)]
        explain: bool,
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        reading: Reading,
    },
    /// Group articles into events and running stories: {"id","event","story"} a line
    #[command(after_help = EXIT_CODES)]
    Group {
        /// Articles as JSON Lines, or `-` for standard input
        #[arg(value_name = "FILE")]
        input: PathBuf,
        #[command(flatten)]
        grouping: Grouping,
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        reading: Reading,
    },
    /// The commands over a database.
    #[command(flatten)]
    Ask(Ask),
    /// List the languages at hand and which stages each switches on
    Languages {
        #[command(flatten)]
        common: Common,
    },
    /// Make or check a language pack
    Language {
        /// What to do with it.
        #[command(subcommand)]
        command: LanguageCommand,
    },
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff)
    Man,
}

/// What to do with a language pack.
#[derive(Debug, Subcommand)]
pub enum LanguageCommand {
    /// Copy the template into a new folder named after the language
    New {
        /// ISO 639 code: `ms`, `jv`, `de`
        code: String,
        /// The folder in which the pack's folder is made
        #[arg(long, value_name = "DIR", default_value = ".")]
        into: PathBuf,
    },
    /// Load a pack, run every example of it, and show which stages are on
    Check {
        /// Code of a language at hand, or the folder of a pack
        #[arg(value_name = "CODE|DIR")]
        pack: String,
        #[command(flatten)]
        common: Common,
    },
}

/// Flags that mean the same in every command.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Form of the output
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Short for `--format json`
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Folder of language packs of your own; one of the same code wins over the bundled one
    #[arg(long, value_name = "DIR")]
    pub languages: Option<PathBuf>,
    /// Outlet file of your own (TOML), read after the bundled ones
    #[arg(long, value_name = "FILE")]
    pub outlets: Option<PathBuf>,
    /// Say only what went wrong
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say what was found in each input
    #[arg(short, long)]
    pub verbose: bool,
}

/// Flags of the commands that read pages or articles.
#[derive(Debug, Clone, Args)]
pub struct Reading {
    /// What the inputs are; otherwise found from their content
    #[arg(long = "as", value_enum, value_name = "KIND")]
    pub kind: Option<Kind>,
    /// Language of the inputs (a pack's code); otherwise found from the text
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
    /// Day of publication for an input that states none: `2025-06-05` or `2025-06-05T10:00`
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub published: Option<String>,
    /// Threads; what is found does not depend on it [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// How progress is told on standard error
    #[arg(long, value_enum, value_name = "HOW", default_value = "auto")]
    pub progress: Progress,
    /// Language of headings, dates and reasons in text, md and html, and of why an input was skipped [default: that of
    /// most reports, else en; en for what was skipped]
    #[arg(long, value_enum, value_name = "CODE")]
    pub locale: Option<Locale>,
}

/// Flags for learning what repeats on the pages of a site.
#[derive(Debug, Clone, Args)]
pub struct Sites {
    /// Read all pages twice: first to learn which lines repeat on pages of one site and which are titles of its other
    /// pages, then without those lines
    #[arg(long)]
    pub learn_sites: bool,
    /// The same with what earlier runs learned: read from this file if it is there, and written back to it
    #[arg(long, value_name = "FILE")]
    pub site_memory: Option<PathBuf>,
}

/// Flags for how articles are grouped.
#[derive(Debug, Clone, Args)]
pub struct Grouping {
    /// Finer (above 0) or coarser (below 0) events: from -10 to 10 is sensible
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true)]
    pub grain: i32,
    /// Group the articles one by one as they come, each line at once, and remember what is known in this file: the next
    /// run goes on from there. Events or stories that turn out to be one are told in
    /// lines {"merged","into"}
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
}

/// Flags for following a running story.
#[derive(Debug, Clone, Args)]
pub struct Following {
    /// Follow the story of this profile (TOML): events that may belong to it are offered, with the reason. If the file
    /// is not there, it is written, from all the articles of the input or as --follow and --promote say
    #[arg(long, value_name = "FILE")]
    pub story: Option<PathBuf>,
    /// Follow a story by the names it is about; behind the inputs
    #[arg(long, value_name = "NAME", num_args = 1.., conflicts_with = "promote")]
    pub follow: Vec<String>,
    /// Make the profile of --story from this event or story of the input
    #[arg(long, value_name = "ID", requires = "story")]
    pub promote: Option<String>,
}

/// Form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// To be read in a terminal
    Text,
    /// One JSON value
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated table with a heading
    Csv,
    /// Markdown
    Md,
    /// One self-contained page
    Html,
}

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// HTML or XHTML
    Html,
    /// The visible text of a page
    Text,
    /// Articles as JSON Lines
    Jsonl,
}

/// How progress is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Progress {
    /// A bar on a terminal, otherwise nothing
    Auto,
    /// Lines of words
    Plain,
    /// Lines of JSON
    Json,
    /// Nothing
    None,
}

/// Language of headings and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Locale {
    /// Indonesian
    Id,
    /// English
    En,
}

impl From<Locale> for runut_show::Locale {
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::Id => Self::Id,
            Locale::En => Self::En,
        }
    }
}

impl Common {
    /// The form asked for, or the command's own.
    pub fn format_or(&self, default: Format) -> Format {
        if self.json { Format::Json } else { self.format.unwrap_or(default) }
    }
}

/// A day, with or without a time: the only shapes that a page's own date may have.
fn published(text: &str) -> Result<String, String> {
    let value = runut::model::TimeValue(text.to_owned());
    let day = text.get(..10).filter(|day| day.bytes().filter(|byte| *byte == b'-').count() == 2);
    let rest = text.get(10..).unwrap_or("");
    let clock = rest.is_empty() || rest.strip_prefix('T').is_some_and(|clock| clock.contains(':'));
    match (day, value.days()) {
        (Some(_), Some(_)) if clock => Ok(value.0),
        _ => Err("not a day; 2025-06-05 or 2025-06-05T10:00 was expected".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }

    #[test]
    fn a_published_flag_is_a_day_with_or_without_a_time() {
        for (text, right) in [
            ("2025-06-05", true),
            ("2025-06-05T10:00", true),
            ("2025-06-05T10:00+07:00", true),
            ("2025-06", false),
            ("5/6/2025", false),
            ("2025-02-30", false),
            ("2025-06-05x", false),
            ("kemarin", false),
            ("", false),
        ] {
            assert_eq!(published(text).is_ok(), right, "{text:?}");
        }
    }
}
