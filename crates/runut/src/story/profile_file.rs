//! The file of a followed story: TOML that people read and change.

use super::profile::Profile;
use std::fmt::Write as _;

impl Profile {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with it, with its line.
    pub fn read(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())
    }

    /// The file's text: first what people decide, then what was learned.
    pub fn written(&self) -> String {
        let mut text = String::new();
        let list = |names: &[String]| names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
        let _ = writeln!(
            text,
            "# A followed story. Change what you like; `without` keeps events with a name out."
        );
        let _ = writeln!(text, "title = {}", quoted(&self.title));
        let _ = writeln!(text, "core = [{}]", list(&self.core));
        let _ = writeln!(text, "without = [{}]", list(&self.without));
        let _ = writeln!(
            text,
            "\n# Articles that belong to it: what it was started from, and what was accepted since."
        );
        let _ = writeln!(text, "articles = [{}]", list(&self.articles));
        for (name, what, counts) in [
            ("names", "Names, with how often an article holds them, in half times.", &self.names),
            ("terms", "The same of words.", &self.terms),
        ] {
            let _ = writeln!(text, "\n# {what}\n[{name}]");
            counts.iter().for_each(|(word, halves)| {
                let _ = writeln!(text, "{} = {halves}", quoted(word));
            });
        }
        text
    }
}

/// A TOML string; the escapes of JSON are a part of TOML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let profile = Profile {
            title: "Bendungan \"Harkan\"\\\n\u{7}".to_owned(),
            core: vec!["Dorin Halvek".to_owned()],
            without: vec!["festival".to_owned()],
            articles: vec!["a1".to_owned()],
            names: [("dorin halvek".to_owned(), 4)].into(),
            terms: [("waduk".to_owned(), 3), ("7,5".to_owned(), 2)].into(),
        };
        assert_eq!(Profile::read(&profile.written()), Ok(profile));
    }

    #[test]
    fn a_file_with_an_unknown_key_is_refused_with_its_line() {
        let error = Profile::read("title = \"x\"\ncore = []\nwithuot = []\n").unwrap_err();
        assert!(error.contains("withuot") && error.contains("line 3"), "{error}");
    }
}
