//! Words as the full-text index has them: as printed, and beside them the stems of those that have another.

use runut::lang::{Packs, Stems};
use runut::model::{Page, Reading};
use rustc_hash::FxHashMap;
use std::sync::{Mutex, PoisonError};

use crate::write::Prepared;

/// Words remembered with their stems; the words of a year of news are fewer.
const REMEMBERED: usize = 200_000;

/// Letters from which a word is none that anybody looks for by its stem.
const LONGEST: usize = 40;

/// Makes articles ready to be stored, on any number of threads.
#[derive(Debug)]
pub struct Loader<'p> {
    packs: &'p Packs,
    /// By language and word: its stems with a blank before each.
    known: Mutex<FxHashMap<String, FxHashMap<String, String>>>,
}

impl<'p> Loader<'p> {
    /// A loader that knows the affixes of these packs.
    pub fn new(packs: &'p Packs) -> Self {
        Self { packs, known: Mutex::default() }
    }

    /// A page and what was read from it, ready to be stored.
    pub fn prepare(&self, page: &Page, reading: Reading) -> Prepared {
        let stems = self.stems(&reading);
        Prepared::of(page, reading, stems)
    }

    /// For each sentence, the stems of its words that differ from the words, apart by blanks.
    pub(crate) fn stems(&self, reading: &Reading) -> Vec<String> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lower = String::new();
        let sentences = reading.annotations.sentences.iter();
        let stems = sentences.map(|sentence| {
            let mut stems = String::new();
            let language = self.packs.languages.get(&sentence.language);
            let Some(affixes) = language.and_then(|language| language.stems.as_ref()) else { return stems };
            if !known.contains_key(&sentence.language) {
                known.insert(sentence.language.clone(), FxHashMap::default());
            }
            let Some(known) = known.get_mut(&sentence.language) else { return stems };
            for word in words(sentence.span.of(&reading.article.text)) {
                lower.clear();
                if word.is_ascii() {
                    lower.push_str(word);
                    lower.make_ascii_lowercase();
                } else {
                    lower.extend(word.chars().flat_map(char::to_lowercase));
                }
                match known.get(&lower) {
                    Some(of_word) => stems.push_str(of_word),
                    None => {
                        let of_word: String =
                            stems_of(affixes, &lower).iter().flat_map(|stem| [" ", stem]).collect();
                        stems.push_str(&of_word);
                        if known.len() >= REMEMBERED {
                            known.clear();
                        }
                        known.insert(lower.clone(), of_word);
                    }
                }
            }
            stems
        });
        stems.collect()
    }
}

/// The stems of a word in lower case.
pub(crate) fn stems_of(affixes: &Stems, lower: &str) -> Vec<String> {
    if lower.len() > LONGEST { Vec::new() } else { affixes.of(lower) }
}

/// The words of a text as the index takes them: runs of letters and digits.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}
