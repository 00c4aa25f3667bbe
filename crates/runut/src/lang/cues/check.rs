//! The examples of `cues.toml`, run.

use super::Cues;
use crate::lang::Language;
use crate::lang::pack::PackError;

impl Cues {
    /// Runs every example and counter-example; returns how many there were.
    ///
    /// # Errors
    /// The first that does not come out as its rule says.
    pub fn check(&self, language: &Language) -> Result<usize, PackError> {
        let mut count = 0;
        for (cue, line) in self.all.iter().zip(&self.lines) {
            let fails = |text: &str, found: String, expected: String| PackError::ExampleFails {
                code: language.code.clone(),
                file: "cues.toml".to_owned(),
                line: *line,
                rule: cue.name.clone(),
                text: text.to_owned(),
                found,
                expected,
            };
            for example in &cue.examples {
                count += 1;
                let found = crate::quote::example(&example.text, language);
                let expected = (&example.content, &example.source, &example.addressee);
                let same = |(content, source, addressee): &(String, Option<String>, Option<String>)| {
                    *content == example.content
                        && (example.source.is_none() || *source == example.source)
                        && (example.addressee.is_none() || *addressee == example.addressee)
                };
                if !found.iter().any(same) {
                    return Err(fails(&example.text, format!("{found:?}"), format!("{expected:?}")));
                }
            }
            for text in &cue.never {
                count += 1;
                let found = crate::quote::example(text, language);
                if !found.is_empty() {
                    return Err(fails(text, format!("{found:?}"), "no statement".to_owned()));
                }
            }
        }
        Ok(count)
    }
}
