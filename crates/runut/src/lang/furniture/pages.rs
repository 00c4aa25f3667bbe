//! Pages that hold no article, told by their lines ("Halaman tidak ditemukan").

use crate::lang::pack::{PackError, line_of};
use crate::lang::pattern::{Pattern, SLOTS};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPages {
    kind: String,
    patterns: Vec<String>,
    examples: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

/// Pages of one kind.
#[derive(Debug)]
pub(super) struct Pages {
    pub kind: String,
    patterns: Vec<Pattern>,
    pub examples: Vec<String>,
    pub never: Vec<String>,
    /// Where the file names them.
    pub line: usize,
}

impl Pages {
    /// Compiles the patterns.
    pub fn read(code: &str, text: &str, raw: RawPages) -> Result<Self, PackError> {
        let line = line_of(text, &format!("kind = {:?}", raw.kind));
        let compile = |pattern: &String| {
            Pattern::new(pattern).map_err(|slot| PackError::UnknownSlot {
                code: code.to_owned(),
                file: "furniture.toml".to_owned(),
                line,
                rule: raw.kind.clone(),
                slot,
                slots: SLOTS.to_owned(),
            })
        };
        let patterns = raw.patterns.iter().map(compile).collect::<Result<Vec<_>, _>>()?;
        let (kind, examples, never) = (raw.kind, raw.examples, raw.never);
        Ok(Self { kind, patterns, examples, never, line })
    }

    /// For each pattern the word that must stand in a line of it.
    pub fn rarest_words(&self) -> impl Iterator<Item = Option<&str>> {
        self.patterns.iter().map(Pattern::rarest_word)
    }

    /// Whether a line is of the nth pattern; `folded` is the line in small letters, byte for byte.
    pub fn have(&self, nth: usize, line: &str, folded: &str) -> bool {
        self.patterns[nth].captures(line, folded).is_some()
    }
}
