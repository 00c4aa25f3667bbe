//! Runs the examples and counter-examples of `furniture.toml`.

use super::{Example, Furniture};
use crate::lang::Language;
use crate::lang::fold;
use crate::lang::pack::PackError;

impl Furniture {
    /// All lines that the pack gives as examples, of what it knows and of what it does not.
    #[cfg(test)]
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        let text = |example| match example {
            &Example::Line(ref text) | &Example::Slots { ref text, .. } => text.as_str(),
        };
        let examples = self.rules.iter().flat_map(move |rule| rule.examples.iter().map(text));
        examples.chain(self.rules.iter().flat_map(|rule| rule.never.iter().map(String::as_str)))
    }

    /// Runs every example and counter-example; returns how many there were.
    ///
    /// # Errors
    /// The first that does not come out as its rule says.
    pub fn check(&self, _language: &Language) -> Result<usize, PackError> {
        let mut count = 0;
        for rule in &self.rules {
            let fails = |text: &str, found: String, expected: String| PackError::ExampleFails {
                code: self.code.clone(),
                file: "furniture.toml".to_owned(),
                line: rule.line,
                rule: rule.name.clone(),
                text: text.to_owned(),
                found,
                expected,
            };
            for example in &rule.examples {
                let (text, takes) = match example {
                    Example::Line(text) => (text, None),
                    Example::Slots { text, takes } => (text, Some(takes)),
                };
                let hit = self.hit(text, &fold(text));
                let Some(hit) = hit.filter(|hit| hit.rule.name == rule.name) else {
                    let other =
                        self.hit(text, &fold(text)).map_or("no rule".to_owned(), |hit| hit.rule.name.clone());
                    return Err(fails(text, other, rule.name.clone()));
                };
                let taken: Vec<String> =
                    hit.captures.iter().map(|(_, range)| text[range.clone()].to_owned()).collect();
                if takes.is_some_and(|takes| *takes != taken) {
                    return Err(fails(text, format!("{taken:?}"), format!("{takes:?}")));
                }
                count += 1;
            }
            for text in &rule.never {
                if self.hit(text, &fold(text)).is_some_and(|hit| hit.rule.name == rule.name) {
                    return Err(fails(text, rule.name.clone(), "another rule or none".to_owned()));
                }
                count += 1;
            }
        }
        for pages in &self.pages {
            let all = pages.examples.iter().map(|text| (text, true));
            for (text, expected) in all.chain(pages.never.iter().map(|text| (text, false))) {
                let found = self.page_without_article(text);
                if (found == Some(pages.kind.as_str())) != expected {
                    return Err(PackError::ExampleFails {
                        code: self.code.clone(),
                        file: "furniture.toml".to_owned(),
                        line: pages.line,
                        rule: pages.kind.clone(),
                        text: text.clone(),
                        found: found.unwrap_or("no rule").to_owned(),
                        expected: if expected {
                            pages.kind.clone()
                        } else {
                            "another rule or none".to_owned()
                        },
                    });
                }
                count += 1;
            }
        }
        Ok(count)
    }
}
