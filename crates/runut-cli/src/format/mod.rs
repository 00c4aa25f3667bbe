//! One file a format; here is what they share: lists of records. Facts in words and the HTML report are `runut-show`'s.

pub mod across;
pub mod csv;
pub mod findings;
pub mod md;
pub mod parts;
pub mod text;

use crate::args::Format;
use crate::failure::Stop;
use crate::output::Output;
use runut_show::table;
use serde::Serialize;

/// Records as they come, one after another: lines of JSON, one JSON array, or rows of a table.
pub struct List {
    format: Format,
    columns: &'static [&'static str],
    written: usize,
}

impl List {
    /// A list in this format; the columns are those of a table.
    pub fn new(format: Format, columns: &'static [&'static str]) -> Self {
        Self { format, columns, written: 0 }
    }

    /// Writes a record.
    ///
    /// # Errors
    /// When the output is closed or full.
    pub fn value(&mut self, output: &mut Output, value: &impl Serialize) -> Result<(), Stop> {
        if self.format == Format::Json {
            output.text(if self.written == 0 { "[\n" } else { "," })?;
        }
        self.written += 1;
        output.json_line(value)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When the output is closed or full.
    pub fn row(&mut self, output: &mut Output, cells: &[String]) -> Result<(), Stop> {
        if self.written == 0 {
            output.text(&table::row(self.columns))?;
        }
        self.written += 1;
        output.text(&table::row(cells))
    }

    /// Ends the list.
    ///
    /// # Errors
    /// When the output is closed or full.
    pub fn end(&self, output: &mut Output) -> Result<(), Stop> {
        match (self.format, self.written) {
            (Format::Json, 0) => output.text("[]\n"),
            (Format::Json, _) => output.text("]\n"),
            (Format::Csv, 0) => output.text(&table::row(self.columns)),
            _ => Ok(()),
        }
    }
}
