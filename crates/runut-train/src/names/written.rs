//! Our own sentences: pieces of invented articles with slots for names, and rules that say what may stand in a slot.
//!
//! `X = a | b` is a rule; anything else a piece of an article. `{P}` is replaced by what rule `P` gives, `{P1}` keeps it
//! for the whole piece, `{S1}` is its short form, `{M words}` are words with capitals that name none of what we look for.

use super::Example;
use anyhow::Context;
use runut::model::MentionKind;
use std::collections::BTreeMap;

/// A generator whose numbers are the same everywhere (xorshift, Marsaglia 2003).
pub struct Dice(u64);

impl Dice {
    /// Starts anew.
    pub fn new() -> Self {
        Self(0x1d87_2b41_c0ff_ee77)
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % count.max(1) as u64) as usize
    }
}

/// A file of rules and pieces.
pub struct Written {
    language: String,
    rules: BTreeMap<String, Vec<String>>,
    pieces: Vec<String>,
}

/// What a slot names; nothing for words that are no name.
fn kind(slot: &str) -> Option<MentionKind> {
    match slot {
        "P" | "W" | "Q" | "X" => Some(MentionKind::Person),
        "L" | "N" | "C" | "D" | "F" | "R" | "V" | "c" | "r" | "v" | "n" | "k" | "p" => {
            Some(MentionKind::Place)
        }
        "O" | "A" | "K" | "U" | "T" | "B" | "G" => Some(MentionKind::Organisation),
        _ => None,
    }
}

impl Written {
    /// Reads a file of this language.
    pub fn read(language: &str, text: &str) -> Self {
        let mut written = Self { language: language.to_owned(), rules: BTreeMap::new(), pieces: Vec::new() };
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            match line.split_once(" = ") {
                Some((name, rest)) if name.chars().all(char::is_alphanumeric) => {
                    let choices = rest.split('|').map(|choice| choice.trim().to_owned()).collect();
                    written.rules.insert(name.to_owned(), choices);
                }
                _ => written.pieces.push(line.to_owned()),
            }
        }
        written
    }

    fn expand(&self, name: &str, dice: &mut Dice) -> anyhow::Result<String> {
        let choices = self.rules.get(name).with_context(|| format!("{}: no rule {name}", self.language))?;
        let mut text = String::new();
        let mut rest = choices[dice.below(choices.len())].as_str();
        while let Some((before, inside)) = rest.split_once('{') {
            let (slot, behind) = inside.split_once('}').with_context(|| format!("open bracket in {name}"))?;
            text.push_str(before);
            text.push_str(&self.expand(slot, dice)?);
            rest = behind;
        }
        text.push_str(rest);
        Ok(text)
    }

    /// Every piece once, with names drawn anew.
    pub fn examples(&self, dice: &mut Dice) -> anyhow::Result<Vec<Example>> {
        self.pieces.iter().map(|piece| self.example(piece, dice)).collect()
    }

    fn example(&self, piece: &str, dice: &mut Dice) -> anyhow::Result<Example> {
        let mut example = Example { language: self.language.clone(), ..Example::default() };
        let mut kept = BTreeMap::<String, (String, char)>::new();
        let mut rest = piece;
        while let Some((before, inside)) = rest.split_once('{') {
            let (slot, behind) = inside.split_once('}').with_context(|| format!("open bracket: {piece}"))?;
            example.text.push_str(before);
            rest = behind;
            if let Some(words) = slot.strip_prefix("M ") {
                example.text.push_str(words);
                continue;
            }
            let name = slot.trim_end_matches(|c: char| c.is_ascii_digit());
            let number = &slot[name.len()..];
            let start = example.text.len();
            if name == "S" {
                let (full, how) = kept.get(number).with_context(|| format!("no name {number}: {piece}"))?;
                example
                    .text
                    .push_str(short(full, *how == 'P' && self.language == "id" && dice.below(2) == 0));
                example.names.push((start..example.text.len(), MentionKind::Person));
                continue;
            }
            let text = match kept.get(number).filter(|(_, how)| name.starts_with(*how)) {
                Some((full, _)) if !number.is_empty() => full.clone(),
                _ => self.expand(name, dice)?,
            };
            if let Some(letter) = name.chars().next().filter(|_| !number.is_empty()) {
                kept.insert(number.to_owned(), (text.clone(), letter));
            }
            example.text.push_str(&text);
            if let Some(kind) = kind(name) {
                example.names.push((start..example.text.len(), kind));
            }
        }
        example.text.push_str(rest);
        Ok(example)
    }
}

/// The first word of a name, or what follows it as a family name ("van Dijk").
fn short(full: &str, first: bool) -> &str {
    let last = full.rfind(' ').map_or(0, |at| at + 1);
    match full.split_once(' ') {
        Some((given, _)) if first => given,
        Some((_, family)) if family.starts_with(char::is_lowercase) => family,
        _ => &full[last..],
    }
}
