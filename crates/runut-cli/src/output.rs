//! Where data goes: standard output or a file, in whole lines.

use crate::failure::Stop;
use serde_json::ser::Serializer;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// The output of a run.
pub struct Output {
    to: BufWriter<Box<dyn Write>>,
}

impl Output {
    /// Opens the output; a file is made anew.
    ///
    /// # Errors
    /// When the file cannot be made: a usage error, since nothing was done yet.
    pub fn open(path: Option<&Path>) -> Result<Self, Stop> {
        let to: Box<dyn Write> = match path {
            None => Box::new(io::stdout()),
            Some(path) => {
                let file = File::create(path).map_err(|error| {
                    Stop::usage(format!("{}: cannot be written: {error}", path.display()))
                })?;
                Box::new(file)
            }
        };
        Ok(Self { to: BufWriter::with_capacity(1 << 16, to) })
    }

    /// Writes words.
    ///
    /// # Errors
    /// When the output is closed or full.
    pub fn text(&mut self, text: &str) -> Result<(), Stop> {
        Ok(self.to.write_all(text.as_bytes())?)
    }

    /// Writes a value as one line of JSON.
    ///
    /// # Errors
    /// When the output is closed or full.
    pub fn json_line(&mut self, value: &impl serde::Serialize) -> Result<(), Stop> {
        serde_json::to_writer(&mut self.to, value).map_err(io::Error::from)?;
        Ok(self.to.write_all(b"\n")?)
    }

    /// Writes a value as JSON with one member a line, to be read and compared.
    ///
    /// # Errors
    /// When the output is closed or full.
    pub fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Stop> {
        let mut serializer =
            Serializer::with_formatter(&mut self.to, serde_json::ser::PrettyFormatter::new());
        value.serialize(&mut serializer).map_err(io::Error::from)?;
        Ok(self.to.write_all(b"\n")?)
    }

    /// Hands everything on.
    ///
    /// # Errors
    /// When the output is closed or full.
    pub fn flush(&mut self) -> Result<(), Stop> {
        Ok(self.to.flush()?)
    }
}
