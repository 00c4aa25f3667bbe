//! `names.toml`.

use super::Language;
use super::pack::PackError;

/// Compiled from `names.toml`.
#[derive(Debug)]
pub struct Names {}

impl Names {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`.
    pub fn read(
        _code: &str,
        _text: &str,
        _people: Vec<String>,
        _organisations: Vec<String>,
        _places: Vec<String>,
    ) -> Result<Self, PackError> {
        Ok(Self {})
    }

    /// Runs every example and counter-example; returns how many there were.
    ///
    /// # Errors
    /// The first that does not come out as its rule says.
    pub fn check(&self, _language: &Language) -> Result<usize, PackError> {
        Ok(0)
    }
}
