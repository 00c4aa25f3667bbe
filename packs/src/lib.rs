//! The words Runut knows: language packs and outlet packs, embedded as files.
//!
//! Data only. The engine (`runut::lang`) reads them; a newsroom's own packs load exactly the same way.

/// The files of one language pack, as they stand in its folder.
#[derive(Clone, Copy, Debug)]
pub struct PackFiles {
    /// ISO 639 code of the language: the folder's name.
    pub code: &'static str,
    /// File name and text, by name.
    pub files: &'static [(&'static str, &'static str)],
}

/// How languages that have no pack print dates and bylines.
pub static ABROAD: &str = include_str!("../abroad.toml");

include!(concat!(env!("OUT_DIR"), "/packs.rs"));
