//! What Runut finds, kept in one SQLite file that any tool opens: pages, articles, layers, stories, full-text search,
//! people's corrections, and every door out.
//!
//! **Writing**: [`Writer::open`], then for each page [`Loader::prepare`] (on any thread) and [`Writer::add`]; after
//! [`Writer::commit`] what was added is there for good; [`Writer::trace`] brings the stories up to date.
//!
//! **Reading**: [`Store::open_read`], one for each thread, then its functions; each gives plain rows (in [`query`]) that
//! serialise to the JSON of the commands and of the web pages alike, with corrections over them already.
//!
//! | a page shows | it asks |
//! |---|---|
//! | the list of stories | [`Store::stories`] with a [`query::StoryFilter`] |
//! | a story | [`Store::story`]; [`Store::sources`] for who cites whom; [`Store::copies`] |
//! | statements | [`Store::statements`] with a [`query::StatementFilter`]; [`Store::statement`] for one |
//! | an article | [`Store::article`]; [`Store::reading`] for every layer and the removed parts; [`Store::page`] for its bytes |
//! | a person, an outlet | [`Store::who`]; [`Store::outlet`], [`Store::outlets`] |
//! | contradictions | [`Store::checks`] with a [`query::CheckFilter`] |
//! | search | [`Store::search`] |
//! | two articles | [`Store::compare`] |
//! | why | [`Store::why`] |
//! | the database | [`Store::facts`]; [`Store::sql`] for questions of one's own |
//! | what `trace` prints | [`Store::traced`], the engine's own nouns |
//!
//! Ids: an article's own; a statement `ARTICLE:s3`; a story `s-…`, an event `e-…`, a line of a timeline `l-…`, a
//! contradiction `d-…`. Ids that were given stay good: a story that became part of another is found by its old id.

mod arrange;
mod bytes;
mod correct;
mod error;
pub mod export;
mod lock;
mod names;
mod open;
mod overlay;
pub mod query;
mod read;
mod words;
mod write;

pub use bytes::sha256;
pub use correct::{FIELDS, Said};
pub use error::{Result, StoreError};
pub use open::{Store, is_database};
pub use overlay::Correction;
pub use read::{Depth, KeptPage};
pub use words::Loader;
pub use write::{Added, BATCH, Changes, Prepared, ReadAgain, Told, Writer};

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
