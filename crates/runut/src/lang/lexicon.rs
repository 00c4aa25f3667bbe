//! Phrases by their first word: how gazetteers and word lists are looked up in a text.

use super::dictionary::Dictionary;
use crate::model::{Tokens, Word};

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
    by_first: Dictionary<Vec<Form<T>>>,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self { by_first: Dictionary::default() }
    }
}

/// The words of a phrase as the tokens of a text have them: a mark that joins no letters is a token of its own.
fn words(phrase: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = None;
    let mut last = ' ';
    let mut letters = phrase.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map_or(' ', |(_, next)| *next);
        let joins = matches!(letter, '-' | '\'' | '\u{2019}' | '.')
            && last.is_alphanumeric()
            && next.is_alphanumeric();
        last = letter;
        if letter.is_alphanumeric() || joins {
            start.get_or_insert(at);
            continue;
        }
        found.extend(start.take().map(|start| &phrase[start..at]));
        if !letter.is_whitespace() {
            found.push(&phrase[at..at + letter.len_utf8()]);
        }
    }
    found.extend(start.map(|start| &phrase[start..]));
    found
}

impl<T: Copy> Lexicon<T> {
    /// Adds a phrase. With `cased`, its capitals must stand in the text too.
    pub fn add(&mut self, phrase: &str, cased: bool, value: T) {
        let mut capitals = 0;
        let mut lower = Vec::new();
        for (at, word) in words(phrase).into_iter().enumerate() {
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
        let forms = self.by_first.entry(&first);
        forms.push(Form { rest: lower.into(), capitals, upper, value });
        // Longest first; the sort is stable, so of two equal phrases the earlier wins.
        forms.sort_by_key(|form| std::cmp::Reverse(form.rest.len()));
    }

    /// The first words of all phrases, in no order.
    pub(super) fn firsts(&self) -> impl Iterator<Item = &str> {
        self.by_first.words()
    }

    /// The longest phrase that starts at token `at` and ends before `end`: how many tokens, and its value.
    pub fn longest(&self, tokens: &Tokens, at: usize, end: usize) -> Option<(usize, T)> {
        self.longest_with(tokens, at, end, &[]).map(|(length, value, _)| (length, value))
    }

    /// The same where the last word may carry one of these clitics; also the clitic's length in the lower-case form.
    pub fn longest_with(
        &self,
        tokens: &Tokens,
        at: usize,
        end: usize,
        clitics: &[String],
    ) -> Option<(usize, T, usize)> {
        let first = tokens.word(at);
        let whole = self.by_first.get(first).and_then(|forms| Self::fitting(forms, tokens, at, end, clitics));
        whole.or_else(|| {
            clitics.iter().find_map(|clitic| {
                let forms = self.by_first.get(Word::of(first.text.strip_suffix(&**clitic)?))?;
                let form = forms.iter().find(|form| {
                    form.rest.is_empty() && !form.upper && (form.capitals == 0 || tokens[at].capital)
                })?;
                Some((1, form.value, clitic.len()))
            })
        })
    }

    fn fitting(
        forms: &[Form<T>],
        tokens: &Tokens,
        at: usize,
        end: usize,
        clitics: &[String],
    ) -> Option<(usize, T, usize)> {
        forms.iter().find_map(|form| {
            let last = form.rest.len();
            if at + last >= end || (form.upper && !tokens[at].upper) {
                return None;
            }
            let mut clitic = 0;
            for (n, word) in form.rest.iter().enumerate() {
                let token = tokens.lower(at + 1 + n);
                if token != &**word {
                    let stem = |ending: &&String| token.strip_suffix(&***ending) == Some(&**word);
                    clitic = clitics.iter().filter(|_| n + 1 == last).find(stem)?.len();
                }
            }
            let capitals = (0..=last.min(31)).all(|n| form.capitals >> n & 1 == 0 || tokens[at + n].capital);
            capitals.then_some((last + 1, form.value, clitic))
        })
    }

    /// The value of exactly this phrase, whatever its case.
    pub fn exact(&self, phrase: &str) -> Option<T> {
        let lower = phrase.to_lowercase().replace('\u{2019}', "'");
        let mut parts = words(&lower).into_iter();
        let forms = self.by_first.get(Word::of(parts.next()?))?;
        let rest: Vec<&str> = parts.collect();
        let same = |form: &&Form<T>| {
            form.rest.len() == rest.len()
                && form.rest.iter().zip(&rest).all(|(word, other)| &**word == *other)
        };
        forms.iter().find(same).map(|form| form.value)
    }
}
