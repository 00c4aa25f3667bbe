//! The commands over a database: what is kept, what is asked of it, what people correct, what goes out.

use super::{Common, Reading, Sites};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Which database.
#[derive(Debug, Clone, Args)]
pub struct Database {
    /// The database file
    #[arg(long, value_name = "FILE", default_value = "runut.db")]
    pub db: PathBuf,
}

/// The commands over a database.
#[derive(Debug, Subcommand)]
pub enum Ask {
    /// Read, annotate and group pages into a database; going on where an earlier run stopped
    #[command(after_help = super::EXIT_CODES)]
    Add {
        /// Files, folders (walked) or `-` for standard input: HTML, text or article JSON Lines
        #[arg(required = true, value_name = "INPUT")]
        inputs: Vec<PathBuf>,
        #[command(flatten)]
        database: Database,
        #[command(flatten)]
        sites: Sites,
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        reading: Reading,
    },
    /// Read the kept pages anew with this version of Runut; corrections stay
    Reannotate {
        #[command(flatten)]
        database: Database,
        #[command(flatten)]
        common: Common,
    },
    /// Show the database in a browser: pages and a read-only API, on this machine
    Serve {
        #[command(flatten)]
        database: Database,
        /// Where to listen; beyond this machine no corrections are taken
        #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8088")]
        listen: std::net::SocketAddr,
        /// A name besides `localhost` under which the pages may be asked for
        #[arg(long = "name", value_name = "HOST")]
        names: Vec<String>,
        /// Take no corrections
        #[arg(long)]
        no_corrections: bool,
        #[command(flatten)]
        common: Common,
    },
    /// List running stories
    Stories {
        /// With a report on this day or later: `2025`, `2025-06`, `2025-06-05`
        #[arg(long, value_name = "DAY")]
        since: Option<String>,
        /// With a report on this day or before
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
        /// With a report of this outlet
        #[arg(long, value_name = "NAME")]
        outlet: Option<String>,
        /// With a title that holds these letters
        #[arg(long, value_name = "WORDS")]
        title: Option<String>,
        #[command(flatten)]
        list: List,
    },
    /// Show one story: timeline, contradictions, copies
    Story {
        /// Its id, or the head of it
        id: String,
        #[command(flatten)]
        list: List,
        /// Language of headings and dates in text, md and html [default: that of most reports, else en]
        #[arg(long, value_enum, value_name = "CODE")]
        locale: Option<super::Locale>,
    },
    /// List statements: who said what, when, to whom
    Statements {
        /// Speaker, in any form of the name
        #[arg(long, value_name = "NAME")]
        who: Option<String>,
        /// Addressee, in any form of the name
        #[arg(long, value_name = "NAME")]
        to: Option<String>,
        /// Said on this day or later: `2025`, `2025-06`, `2025-06-05`
        #[arg(long, value_name = "DAY")]
        since: Option<String>,
        /// Said on this day or before
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
        /// Printed by this outlet
        #[arg(long, value_name = "NAME")]
        outlet: Option<String>,
        /// `direct`, `indirect` or `mixed`
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
        /// Of this story
        #[arg(long, value_name = "ID")]
        story: Option<String>,
        #[command(flatten)]
        list: List,
    },
    /// Show a person or body: forms of the name, what they said, who reports it
    Who {
        /// Any form of the name
        name: String,
        #[command(flatten)]
        list: List,
    },
    /// Show an outlet: whom it cites, who cites it, whom it copies
    Outlet {
        /// Its name; all outlets without one
        name: Option<String>,
        #[command(flatten)]
        list: List,
    },
    /// List who cites whom
    Sources {
        /// Of this story
        #[arg(long, value_name = "ID")]
        story: Option<String>,
        #[command(flatten)]
        list: List,
    },
    /// Find sentences: words, "phrases", head*, AND, OR, NOT, person:, outlet:, since:, until:, story:, kind:, language:
    Search {
        /// What to look for
        #[arg(required = true)]
        query: Vec<String>,
        #[command(flatten)]
        list: List,
    },
    /// Say why a finding is as it is: a story, statement (ARTICLE:s3), contradiction, article …
    Why {
        /// Its id
        id: String,
        #[command(flatten)]
        list: List,
    },
    /// Put two articles side by side: what they share word for word
    Compare {
        /// Id of one
        one: String,
        /// Id of the other
        two: String,
        #[command(flatten)]
        list: List,
    },
    /// Ask a question in SQL; nothing can be changed by it
    Sql {
        /// The question
        question: String,
        #[command(flatten)]
        list: List,
    },
    /// Say that a finding is wrong or right: a layer over the findings, with who and when; the evidence stays
    Correct {
        /// What to do
        #[arg(value_enum)]
        action: Action,
        /// Id of the finding; for rename, the name; for undo, the correction's number
        target: String,
        /// Of fix: `FIELD=VALUE`; of merge: the other story; of split: the articles, by their numbers in the story (`3`, `5-7`),
        /// ids, or the id of an event; of rename: the right name; of note: the words
        #[arg(value_name = "VALUE")]
        values: Vec<String>,
        /// Of rename: only in these articles, or those of these stories and events: one name becomes two
        #[arg(long = "in", value_name = "ID", num_args = 1..)]
        places: Vec<String>,
        /// Who says so
        #[arg(long, value_name = "NAME")]
        by: String,
        /// Why
        #[arg(long, value_name = "WORDS")]
        note: Option<String>,
        #[command(flatten)]
        database: Database,
        #[command(flatten)]
        common: Common,
    },
    /// List people's corrections
    Corrections {
        /// Those that were taken back too
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        list: List,
    },
    /// Write what is in the database for other tools
    Export {
        /// For which tool
        #[arg(long = "format", value_enum, value_name = "FORMAT")]
        door: Door,
        /// Only this story
        #[arg(long, value_name = "ID")]
        story: Option<String>,
        /// Address under which the pages of the database are met, for links in feeds
        #[arg(long, value_name = "URL")]
        base: Option<String>,
        /// Write to this file instead of standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        database: Database,
    },
}

/// Flags of commands that list.
#[derive(Debug, Clone, Args)]
pub struct List {
    #[command(flatten)]
    pub database: Database,
    /// At most so many; 0 for all
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,
    /// Leave out so many at the head
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    #[command(flatten)]
    pub common: Common,
}

/// What people may say of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Action {
    /// It is wrong: leave it out
    Hide,
    /// A value of it is another: speaker=NAME, addressee=NAME, said_on=DAY, place=WORDS, title=WORDS, likely=VALUE
    Fix,
    /// It was looked at and is right
    Confirm,
    /// Words about it
    Note,
    /// Two stories are one
    Merge,
    /// These articles are a story of their own
    Split,
    /// A name is another name: two names become one, or, with --in, one becomes two
    Rename,
    /// Take a correction back
    Undo,
}

/// The doors out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Door {
    /// Everything, one JSON object a line
    Jsonl,
    /// Timelines, one report a row
    Csv,
    /// TimelineJS 3, JSON
    Timelinejs,
    /// TimelineJS 3, the columns of its spreadsheet
    TimelinejsCsv,
    /// W3C Web Annotations, JSON-LD
    Annotation,
    /// schema.org with PROV terms, JSON-LD
    Jsonld,
    /// References of the articles, CSL-JSON
    Csl,
    /// A feed of a story, Atom
    Atom,
    /// One self-contained page
    Html,
    /// Metadata beside the file for Datasette, JSON
    Datasette,
}
