//! Phrases by their first word: how gazetteers and word lists are looked up in a text.

use crate::model::Tokens;
use rustc_hash::FxHashMap;

/// One phrase behind its first word.
#[derive(Debug)]
struct Form<T> {
    rest: Box<[Box<str>]>,
    /// Bit `n` set: word `n` must stand with a capital.
    capitals: u32,
    /// A short abbreviation ("AS", "UN") is itself only in capitals.
    upper: bool,
    value: T,
}

/// Phrases and what each stands for; compared word by word in lower case, with the capitals the pack wrote.
#[derive(Debug)]
pub struct Lexicon<T> {
    by_first: FxHashMap<Box<str>, Vec<Form<T>>>,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default() }
    }
}

/// The words of a phrase as the tokens of a text have them: a full stop at a word's end is a token of its own.
fn words(phrase: &str) -> impl Iterator<Item = &str> {
    phrase
        .split_whitespace()
        .flat_map(|word| match word.strip_suffix('.') {
            Some(stem) if !stem.is_empty() => [stem, "."],
            _ => [word, ""],
        })
        .filter(|word| !word.is_empty())
}

impl<T: Copy> Lexicon<T> {
    /// Adds a phrase. With `cased`, its capitals must stand in the text too.
    pub fn add(&mut self, phrase: &str, cased: bool, value: T) {
        let mut capitals = 0;
        let mut lower = Vec::new();
        for (at, word) in words(phrase).enumerate() {
            if cased && at < 32 && word.starts_with(char::is_uppercase) {
                capitals |= 1 << at;
            }
            lower.push(word.to_lowercase().replace('\u{2019}', "'").into_boxed_str());
        }
        let letters = phrase.chars().filter(|letter| letter.is_alphabetic()).count();
        let upper = cased && letters <= 4 && !phrase.chars().any(char::is_lowercase);
        if lower.is_empty() {
            return;
        }
        let first = lower.remove(0);
        let forms = self.by_first.entry(first).or_default();
        forms.push(Form { rest: lower.into(), capitals, upper, value });
        // Longest first; the sort is stable, so of two equal phrases the earlier wins.
        forms.sort_by_key(|form| std::cmp::Reverse(form.rest.len()));
    }

    /// The longest phrase that starts at token `at` and ends before `end`: how many tokens, and its value.
    pub fn longest(&self, tokens: &Tokens, at: usize, end: usize) -> Option<(usize, T)> {
        let forms = self.by_first.get(tokens.lower(at))?;
        let fits = |form: &&Form<T>| {
            at + form.rest.len() < end
                && (!form.upper || tokens[at].upper)
                && form.rest.iter().enumerate().all(|(n, word)| tokens.lower(at + 1 + n) == &**word)
                && (0..=form.rest.len().min(31))
                    .all(|n| form.capitals >> n & 1 == 0 || tokens[at + n].capital)
        };
        forms.iter().find(fits).map(|form| (form.rest.len() + 1, form.value))
    }

    /// The value of exactly this phrase, whatever its case.
    pub fn exact(&self, phrase: &str) -> Option<T> {
        let lower = phrase.to_lowercase().replace('\u{2019}', "'");
        let mut parts = words(&lower);
        let forms = self.by_first.get(parts.next()?)?;
        let rest: Vec<&str> = parts.collect();
        let same = |form: &&Form<T>| {
            form.rest.len() == rest.len()
                && form.rest.iter().zip(&rest).all(|(word, other)| &**word == *other)
        };
        forms.iter().find(same).map(|form| form.value)
    }
}
