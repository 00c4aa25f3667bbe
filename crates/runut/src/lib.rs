//! Runut traces running news stories: who said what, when, to whom, according to whom, who copied it from whom,
//! and where the reports contradict each other, each with the exact sentence as proof.
//!
//! **Nouns, verbs, words, doors.** Nouns (`model`) say what there is. Verbs (the stages) are functions from nouns to
//! nouns. Words (`lang`, read from packs) are what a language or an outlet knows, as data. Doors are other crates.
//! The engine is a function of its arguments: no files, network, clock, threads or global state inside.

pub mod disagree;
pub mod extract;
pub mod identity;
pub mod lang;
pub mod model;
pub mod ner;
pub mod pipeline;
pub mod quantity;
pub mod quote;
pub mod reuse;
pub mod segment;
pub mod story;
pub mod timeline;
pub mod timex;
pub mod trees;
pub mod wire;

pub use pipeline::{annotate, read, trace};
