//! What grouping looks at in one article: hashed words and names, its headline's shape, its passages, and the day.
//!
//! The weighting carries the result: title three times, the first 60 words twice, the first 300 words once, runs of
//! capitalised words as one more term. No vocabulary is stored; a term is its hash.

use super::roundup::is_roundup;
use super::vector::{Term, summed, tallied};
use crate::lang::Languages;
use crate::model::{Article, Span};
use crate::reuse::words::{Word, mix, prose, word_hash, words};

/// Words of the text that are looked at; the head of a report carries its news.
const HEAD: usize = 300;
/// Words that count twice.
const LEAD: usize = 60;
/// How often a word counts, in half times: in the title, in the lead, behind it.
const OFTEN: [u32; 3] = [6, 4, 2];
/// A name of several words is also one term, met so many half times.
const RUN: u32 = 3;
/// Words at most in one name; longer runs are headlines in capitals.
const RUN_WORDS: usize = 5;
/// Words of a shingle.
const WORDS: usize = 5;
/// Heads of at most so many words keep every second shingle, longer ones every eighth: a sample of a few says nothing.
const SHORT: usize = 160;

/// What grouping knows of one article: pure, made alone, on any thread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fingerprint {
    /// All terms, with how often they are met, in half times.
    pub(crate) all: Vec<Term>,
    /// The kept shingles of the head, ascending: by them whole passages are known again.
    pub(crate) passages: Vec<u32>,
    /// The headline without its numbers, and its numbers; 0 where there are none.
    pub(crate) shape: (u32, u32),
    /// Whether the headline is that of a page that strings several reports together.
    pub(crate) roundup: bool,
    /// Minutes from 1970 to its publication, stated or guessed; `None` when neither.
    pub(crate) published: Option<i64>,
}

/// The fingerprint of one article.
pub fn fingerprint(article: &Article, languages: &Languages) -> Fingerprint {
    let headline = article.headline();
    let mut title = Vec::new();
    words(headline, Span::new(0, headline.len()), 64, &mut title);
    let body = prose(article, HEAD);
    let mut all = Vec::with_capacity(title.len() + body.len() + 64);
    all.extend(title.iter().map(|word| (key(word.hash), OFTEN[0])));
    all.extend(body.iter().take(LEAD).map(|word| (key(word.hash), OFTEN[1])));
    all.extend(body.iter().skip(LEAD).map(|word| (key(word.hash), OFTEN[2])));
    names(&title, &mut all);
    names(&body, &mut all);
    Fingerprint {
        all: tallied(&all),
        passages: passages(&body),
        shape: shape(&title),
        roundup: is_roundup(headline, &article.language, languages),
        published: published(article),
    }
}

/// The terms of a headline alone.
pub(super) fn title_terms(article: &Article) -> Vec<Term> {
    let headline = article.headline();
    let mut title = Vec::new();
    words(headline, Span::new(0, headline.len()), 64, &mut title);
    summed(title.iter().map(|word| (key(word.hash), 2)).collect())
}

fn key(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The key of a word that is not in the article, as its fingerprint would have it.
pub(crate) fn word_key(word: &str) -> u32 {
    key(word_hash(word))
}

/// Runs of capitalised words, each as one term.
fn names(words: &[Word], all: &mut Vec<Term>) {
    let mut at = 0;
    while at < words.len() {
        let end = run_end(words, at);
        if end > at + 1 {
            let joined = words[at..end].iter().fold(0u64, |all, word| mix(all.rotate_left(5) ^ word.hash));
            all.push((key(joined), RUN));
        }
        at = end.max(at + 1);
    }
}

/// One past the last word of the name that begins at `at`; `at` itself where none does.
pub(crate) fn run_end(words: &[Word], at: usize) -> usize {
    if !words[at].capital {
        return at;
    }
    let more = words[at + 1..].iter().take(RUN_WORDS - 1).take_while(|word| word.capital && word.joined);
    at + 1 + more.count()
}

/// A sample of the five-word shingles.
fn passages(body: &[Word]) -> Vec<u32> {
    let sample = if body.len() <= SHORT { 2 } else { 8 };
    let shingle = |words: &[Word]| mix(words.iter().fold(0u64, |all, word| all.rotate_left(13) ^ word.hash));
    let kept = body.windows(WORDS).map(shingle).filter(|shingle| shingle % sample == 0);
    let mut sample: Vec<u32> = kept.map(key).collect();
    sample.sort_unstable();
    sample.dedup();
    sample.shrink_to_fit();
    sample
}

/// The headline's words and its numbers, each as one hash.
fn shape(title: &[Word]) -> (u32, u32) {
    let hash = |number: bool| {
        let words = title.iter().filter(|word| word.number == number);
        words.fold(0u64, |all, word| mix(all.rotate_left(5) ^ word.hash))
    };
    (key(hash(false)), key(hash(true)))
}

/// Minutes since 1970, with the time of day as stated; offsets are below what grouping can see.
fn published(article: &Article) -> Option<i64> {
    let day = super::when::number(article.day()?);
    let stated = article.published.as_ref().map_or("", |published| published.value.as_str());
    let part =
        |range: std::ops::Range<usize>| stated.get(range).and_then(|digits| digits.parse::<i64>().ok());
    let minutes = match (part(11..13), part(14..16)) {
        (Some(hours @ 0..24), Some(minutes @ 0..60)) => hours * 60 + minutes,
        _ => 0,
    };
    Some(day * DAY + minutes)
}

/// Minutes of a day.
pub(crate) const DAY: i64 = 24 * 60;
