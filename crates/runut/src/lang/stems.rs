//! `stems.toml`: affixes that are taken off a word before it is looked for, so that one form of a word finds the others.
//!
//! For search only. A stem here is a key that the forms of a word share, no word of the dictionary; where an affix may
//! have swallowed a letter, a word has several.

use super::pack::{PackError, line_of, parse};
use serde::Deserialize;

/// Compiled from `stems.toml`.
#[derive(Debug)]
pub struct Stems {
    shortest: usize,
    /// In the order in which they are taken off; of each layer at most one affix, the longest that fits.
    layers: Vec<Vec<Affix>>,
    examples: Vec<Example>,
    never: Vec<Example>,
    code: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    shortest: usize,
    layers: Vec<Vec<Affix>>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    never: Vec<Example>,
}

/// What is taken off.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Affix {
    /// Stands at the head of the word.
    #[serde(default)]
    prefix: String,
    /// Stands at its end.
    #[serde(default)]
    suffix: String,
    /// Letters of which one must stand next to it, within the word; none asks for nothing.
    #[serde(default)]
    beside: String,
    /// Letters of which none may stand next to it.
    #[serde(default)]
    not_beside: String,
    /// What may have stood where it stands; nothing, when none is given.
    #[serde(default)]
    becomes: Vec<String>,
}

/// Two forms of one word, or two words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    one: String,
    two: String,
}

/// Stems that one word may have: more than this many are no help.
const MOST: usize = 4;

impl Stems {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`.
    pub fn read(code: &str, text: &str) -> Result<Self, PackError> {
        let File { shortest, layers, examples, never } = parse(code, "stems.toml", text)?;
        for affix in layers.iter().flatten() {
            if affix.prefix.is_empty() == affix.suffix.is_empty() {
                let entry = format!("{}{}", affix.prefix, affix.suffix);
                return Err(PackError::BadEntry {
                    code: code.to_owned(),
                    file: "stems.toml".to_owned(),
                    line: line_of(text, &format!("\"{entry}\"")),
                    entry,
                    found: "is no affix".to_owned(),
                    right: "give it either a prefix or a suffix".to_owned(),
                });
            }
        }
        Ok(Self { shortest, layers, examples, never, code: code.to_owned() })
    }

    /// The stems of a word in lower case; none where it is its own only stem.
    pub fn of(&self, word: &str) -> Vec<String> {
        if !word.chars().all(char::is_alphabetic) {
            return Vec::new();
        }
        let mut stems = vec![word.to_owned()];
        for layer in &self.layers {
            stems = stems.iter().flat_map(|stem| self.without(layer, stem)).collect();
            stems.dedup();
            stems.truncate(MOST);
        }
        stems.retain(|stem| stem != word);
        stems
    }

    /// A form without an affix of this layer: what may be left, or itself.
    fn without(&self, layer: &[Affix], form: &str) -> Vec<String> {
        let fits = |affix: &&Affix| affix.rest(form).is_some_and(|rest| self.is_long(rest, affix));
        let longest = layer.iter().filter(fits).max_by_key(|affix| affix.prefix.len() + affix.suffix.len());
        let Some(affix) = longest else { return vec![form.to_owned()] };
        let Some(rest) = affix.rest(form) else { return vec![form.to_owned()] };
        let with = |letters: &str| match affix.suffix.is_empty() {
            true => format!("{letters}{rest}"),
            false => format!("{rest}{letters}"),
        };
        if affix.becomes.is_empty() {
            vec![with("")]
        } else {
            affix.becomes.iter().map(|letters| with(letters)).collect()
        }
    }

    fn is_long(&self, rest: &str, affix: &Affix) -> bool {
        let swallowed = affix.becomes.iter().map(|letters| letters.chars().count()).max().unwrap_or(0);
        rest.chars().count() + swallowed >= self.shortest
    }

    /// Runs the pack's own examples.
    ///
    /// # Errors
    /// The first pair that does not come out as the file says.
    pub fn check(&self) -> Result<usize, PackError> {
        let fails = |pair: &Example, found: &str, expected: &str| PackError::ExampleFails {
            code: self.code.clone(),
            file: "stems.toml".to_owned(),
            line: 0,
            rule: "affixes".to_owned(),
            text: format!("{} / {}", pair.one, pair.two),
            found: found.to_owned(),
            expected: expected.to_owned(),
        };
        for pair in &self.examples {
            if !self.meet(&pair.one, &pair.two) {
                return Err(fails(pair, "two words", "forms of one"));
            }
        }
        for pair in &self.never {
            if self.meet(&pair.one, &pair.two) {
                return Err(fails(pair, "forms of one word", "two words"));
            }
        }
        Ok(self.examples.len() + self.never.len())
    }

    /// Whether a search for one finds the other.
    fn meet(&self, one: &str, two: &str) -> bool {
        let keys = |word: &str| {
            let mut keys = self.of(word);
            keys.push(word.to_owned());
            keys
        };
        let two = keys(two);
        keys(one).iter().any(|key| two.contains(key))
    }
}

impl Affix {
    /// What is left of a form without the affix, where it stands there.
    fn rest<'f>(&self, form: &'f str) -> Option<&'f str> {
        let (rest, next) = if self.suffix.is_empty() {
            let rest = form.strip_prefix(self.prefix.as_str())?;
            (rest, rest.chars().next()?)
        } else {
            let rest = form.strip_suffix(self.suffix.as_str())?;
            (rest, rest.chars().next_back()?)
        };
        let wanted = self.beside.is_empty() || self.beside.contains(next);
        (wanted && !self.not_beside.contains(next)).then_some(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Packs;

    #[test]
    fn a_form_without_affixes_has_no_other_stem() {
        let packs = Packs::bundled().expect("the bundled packs load");
        for (language, word, expected) in [
            ("id", "kota", &[][..]),
            ("id", "mengatakan", &["ata", "kata"][..]),
            ("id", "jalan", &[]),
            ("id", "19an", &[]),
            ("en", "said", &[]),
            ("en", "ministers", &["minister"]),
        ] {
            let stems = packs.languages.get(language).and_then(|language| language.stems.as_ref());
            assert_eq!(stems.expect("the pack has stems").of(word), expected, "{word}");
        }
    }

    #[test]
    fn an_affix_is_a_prefix_or_a_suffix() {
        let wrong = Stems::read("zz", "shortest = 3\nlayers = [[{ becomes = [\"a\"] }]]\n").unwrap_err();
        assert!(wrong.to_string().contains("either a prefix or a suffix"), "{wrong}");
    }
}
