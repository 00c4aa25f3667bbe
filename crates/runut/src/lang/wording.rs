//! `wording.toml`: words that leave open whether something is so, words among which outlets choose for one thing, words
//! that tell that a figure grew, and headlines of round-ups.

use super::Lexicon;
use super::pack::{PackError, line_of, parse};
use crate::model::Tokens;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A word for a thing: numbers of the thing and of the word in [`Wordings`].
pub type Term = (u16, u16);

/// Compiled from `wording.toml`.
#[derive(Debug)]
pub struct Wordings {
    doubts: Lexicon<()>,
    back: Lexicon<()>,
    hedges: Lexicon<()>,
    terms: Lexicon<Term>,
    things: Vec<Thing>,
    examples: Vec<(String, bool, usize)>,
    roundup: Roundup,
    growth: Growth,
    /// Where the round-ups' examples stand.
    lines: BTreeMap<String, usize>,
    code: String,
}

/// One thing and the words for it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Thing {
    name: String,
    words: Vec<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Word {
    word: String,
    /// Whether who uses it takes no side.
    #[serde(default)]
    neutral: bool,
    #[serde(default)]
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    doubt: Doubt,
    #[serde(default)]
    thing: Vec<Thing>,
    #[serde(default)]
    roundup: Roundup,
    #[serde(default)]
    growth: Growth,
}

/// Words that tell that a figure is more than it was.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Growth {
    words: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

/// Headlines of pages that string several unrelated reports together.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Roundup {
    /// Runs of lower-case words; `{number}` stands for any number.
    titles: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Doubt {
    words: Vec<String>,
    #[serde(default)]
    back: Vec<String>,
    #[serde(default)]
    hedges: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

impl Wordings {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`, or one word stands for two things.
    pub fn read(code: &str, text: &str) -> Result<Self, PackError> {
        let File { doubt, thing: things, roundup, growth } = parse(code, "wording.toml", text)?;
        let list = |phrases: &[String]| {
            let mut lexicon = Lexicon::default();
            phrases.iter().for_each(|phrase| lexicon.add(phrase, false, ()));
            lexicon
        };
        let mut terms: Lexicon<Term> = Lexicon::default();
        for (at, thing) in (0u16..).zip(&things) {
            for (nth, word) in (0u16..).zip(&thing.words) {
                for form in word.forms.iter().chain([&word.word]) {
                    if terms.exact(form).is_some() {
                        return Err(PackError::BadEntry {
                            code: code.to_owned(),
                            file: "wording.toml".to_owned(),
                            line: line_of(text, &format!("{form:?}")),
                            entry: form.clone(),
                            found: "stands for two things, or twice for one".to_owned(),
                            right: "leave it where it belongs".to_owned(),
                        });
                    }
                    terms.add(form, false, (at, nth));
                }
            }
        }
        let example = |text_of: &String, doubted| (text_of.clone(), doubted, line_of(text, text_of));
        let examples = doubt.examples.iter().map(|one| example(one, true));
        Ok(Self {
            doubts: list(&doubt.words),
            back: list(&doubt.back),
            hedges: list(&doubt.hedges),
            terms,
            examples: examples.chain(doubt.never.iter().map(|one| example(one, false))).collect(),
            things,
            lines: roundup
                .examples
                .iter()
                .chain(&roundup.never)
                .chain(growth.examples.iter().chain(&growth.never))
                .map(|one| (one.clone(), line_of(text, one)))
                .collect(),
            roundup,
            growth,
            code: code.to_owned(),
        })
    }

    /// Whether a headline holds the words of a round-up's.
    pub fn is_roundup(&self, headline: &str) -> bool {
        if self.roundup.titles.is_empty() {
            return false;
        }
        let lower = headline.to_lowercase();
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let is = |(wanted, word): (&str, &&str)| match wanted {
            "{number}" => word.bytes().all(|byte| byte.is_ascii_digit()),
            _ => wanted == *word,
        };
        let at = |title: &String, from: usize| {
            let count = title.split_whitespace().count();
            words[from..].len() >= count && title.split_whitespace().zip(&words[from..]).all(is)
        };
        self.roundup.titles.iter().any(|title| (0..words.len()).any(|from| at(title, from)))
    }

    /// Whether a sentence, in small letters and without marks, tells that a figure is more than it was.
    pub fn tells_growth(&self, plain: &str) -> bool {
        let padded = format!(" {plain} ");
        self.growth.words.iter().any(|word| padded.contains(&format!(" {word} ")))
    }

    /// Whether a word between these tokens leaves open whether what they tell is so: the words' tokens.
    pub fn doubt(&self, tokens: &Tokens, from: usize, end: usize) -> Option<(usize, usize)> {
        (from..end).find_map(|at| self.doubts.longest(tokens, at, end).map(|(length, ())| (at, at + length)))
    }

    /// Whether a word between these tokens estimates or attributes: such a sentence tells no plain fact.
    pub fn hedges(&self, tokens: &Tokens, from: usize, end: usize) -> bool {
        (from..end).any(|at| self.hedges.longest(tokens, at, end).is_some())
    }

    /// Whether these tokens begin with words for what was told before.
    pub fn points_back(&self, tokens: &Tokens, from: usize, end: usize) -> bool {
        self.back.longest(tokens, from, end).is_some()
    }

    /// The word for a thing that stands at a token: how many tokens, and which.
    pub fn term(&self, tokens: &Tokens, at: usize, end: usize) -> Option<(usize, Term)> {
        self.terms.longest(tokens, at, end)
    }

    /// The name of a thing, the same in every language; the word itself, and whether it takes no side.
    pub fn named(&self, (thing, word): Term) -> (&str, &str, bool) {
        let thing = &self.things[usize::from(thing)];
        let word = &thing.words[usize::from(word)];
        (&thing.name, &word.word, word.neutral)
    }

    /// Runs the pack's own examples.
    ///
    /// # Errors
    /// The first that does not come out as the pack says.
    pub(crate) fn check(&self) -> Result<usize, PackError> {
        for (text, doubted, line) in &self.examples {
            let found = crate::disagree::leaves_open(text, self);
            if found != *doubted {
                let word = |doubted: bool| if doubted { "doubt" } else { "no doubt" }.to_owned();
                return Err(PackError::ExampleFails {
                    code: self.code.clone(),
                    file: "wording.toml".to_owned(),
                    line: *line,
                    rule: "doubt".to_owned(),
                    text: text.clone(),
                    found: word(found),
                    expected: word(*doubted),
                });
            }
        }
        let Self { roundup, growth, .. } = self;
        let titled = |text: &str| self.is_roundup(text);
        let grown = |text: &str| {
            let words = text.to_lowercase();
            let words: Vec<&str> =
                words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
            self.tells_growth(&words.join(" "))
        };
        let roundups = self.told("roundup", &roundup.examples, &roundup.never, titled)?;
        let growths = self.told("growth", &growth.examples, &growth.never, grown)?;
        Ok(self.examples.len() + roundups + growths)
    }

    /// Runs the examples and counter-examples of one table; returns how many there were.
    fn told(
        &self,
        rule: &str,
        right: &[String],
        wrong: &[String],
        is: impl Fn(&str) -> bool,
    ) -> Result<usize, PackError> {
        let all = right.iter().map(|text| (text, true)).chain(wrong.iter().map(|text| (text, false)));
        for (text, expected) in all {
            if is(text) != expected {
                let word = |found: bool| if found { rule.to_owned() } else { format!("no {rule}") };
                return Err(PackError::ExampleFails {
                    code: self.code.clone(),
                    file: "wording.toml".to_owned(),
                    line: self.lines.get(text).copied().unwrap_or(0),
                    rule: rule.to_owned(),
                    text: text.clone(),
                    found: word(!expected),
                    expected: word(expected),
                });
            }
        }
        Ok(right.len() + wrong.len())
    }
}
