//! What Runut finds, kept in one SQLite file that any tool opens: pages, articles, layers, stories, full-text search,
//! people's corrections, and every door out.
//!
//! **Writing**: [`Writer::open`], then for each page [`Prepared::of`] (on any thread) and [`Writer::add`]; after
//! [`Writer::commit`] what was added is there for good; [`Writer::trace`] brings the stories up to date.
//!
//! **Reading**: [`Store::open_read`], then the functions of [`query`]: each gives plain rows that serialise to the JSON
//! of the commands and of the web pages alike. `Store::reading` and `Store::traced` give the engine's own nouns.

mod arrange;
mod bytes;
mod error;
mod lock;
mod names;
mod open;
mod read;
mod words;
mod write;

pub use bytes::sha256;
pub use error::{Result, StoreError};
pub use open::{Store, is_database};
pub use read::{Depth, KeptPage};
pub use write::{Added, BATCH, Changes, Prepared, Writer};

/// The schema as it is made, comments and all.
pub const SCHEMA: &str = include_str!("schema.sql");

/// Sentences an article may have in the tables: the key of a sentence is its article's number times this, plus its own.
const SENTENCES: i64 = 1 << 20;

/// The key of the sentence at this index of an article.
fn sentence_key(article: i64, at: usize) -> i64 {
    article * SENTENCES + at as i64 + 1
}

/// A list as the tables have it.
fn json<T: serde::Serialize + ?Sized>(list: &T) -> String {
    serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned())
}
