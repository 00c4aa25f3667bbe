//! What grouping looks at in one article: hashed words and names, and the day.
//!
//! The weighting carries the result: title three times, the first 60 words twice, the first 300 words once, runs of
//! capitalised words as one more term. No vocabulary is stored; a term is its hash.

use crate::model::Article;
use crate::reuse::words::{Word, mix, prose, words};

/// Words of the text that are looked at; the head of a report carries its news.
const HEAD: usize = 300;
/// Words that count twice.
const LEAD: usize = 60;
/// How often a word of the title counts.
const TITLE: f32 = 3.0;
/// A name of several words is also one term, of this weight.
const RUN: f32 = 1.5;
/// How much an actor counts at most, however often it is named.
const ACTOR: f32 = 1.5;
/// Words at most in one name; longer runs are headlines in capitals.
const RUN_WORDS: usize = 5;

/// A term's hash and its weight; sorted by hash in every list.
pub(crate) type Term = (u32, f32);

/// What grouping knows of one article: pure, made alone, on any thread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fingerprint {
    /// All terms with their counts.
    pub(crate) all: Vec<Term>,
    /// The title's terms; of an untitled text its first words.
    pub(crate) title: Vec<Term>,
    /// Names.
    pub(crate) names: Vec<Term>,
    /// Names of several words, or met several times, with how prominent they are; used where names were not read.
    pub(crate) actors: Vec<(String, f32)>,
    /// The day of publication, stated or guessed, with the time of day as a fraction; `None` when neither.
    pub(crate) day: Option<f64>,
}

/// The fingerprint of one article.
pub fn fingerprint(article: &Article) -> Fingerprint {
    let mut title = Vec::new();
    let headline = article.headline();
    words(headline, crate::model::Span::new(0, headline.len()), 64, &mut title);
    let body = prose(article, HEAD);
    let mut terms = Terms::default();
    for word in &title {
        terms.all.push((key(word.hash), TITLE));
        terms.title.push((key(word.hash), 1.0));
    }
    for (at, word) in body.iter().enumerate() {
        terms.all.push((key(word.hash), if at < LEAD { 2.0 } else { 1.0 }));
        if title.is_empty() && at < 14 {
            terms.title.push((key(word.hash), 1.0));
        }
    }
    terms.names(&title);
    terms.names(&body);
    let mut actors = Vec::new();
    super::actors::runs(headline, &title, 3.0, &mut actors);
    super::actors::runs(&article.text, &body[..body.len().min(LEAD)], 2.0, &mut actors);
    super::actors::runs(&article.text, &body[body.len().min(LEAD)..], 1.0, &mut actors);
    Fingerprint {
        all: summed(terms.all),
        title: summed(terms.title),
        names: summed(terms.names),
        actors: super::actors::summed(actors),
        day: day(article),
    }
}

impl Fingerprint {
    /// Adds who the article is about, under names that are the same in every language ("Korea Utara" for DPRK).
    pub(crate) fn call_actors<'n>(&mut self, actors: impl Iterator<Item = (&'n str, f32)>) {
        for (name, weight) in actors {
            // Apart from the plain words of the name, which count already.
            let term = key(mix(crate::reuse::words::word_hash(name)));
            self.all.push((term, weight.min(ACTOR)));
            self.names.push((term, weight.min(ACTOR)));
        }
        self.all = summed(std::mem::take(&mut self.all));
        self.names = summed(std::mem::take(&mut self.names));
    }
}

fn key(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The key of a word that is not in the article, as its fingerprint would have it.
pub(crate) fn word_key(word: &str) -> u32 {
    key(crate::reuse::words::word_hash(word))
}

#[derive(Default)]
struct Terms {
    all: Vec<Term>,
    title: Vec<Term>,
    names: Vec<Term>,
}

impl Terms {
    /// Runs of capitalised words, as one term and word by word; a single one only where no sentence begins.
    fn names(&mut self, words: &[Word]) {
        let mut at = 0;
        while at < words.len() {
            let end = run_end(words, at);
            if end > at + 1 {
                let joined =
                    words[at..end].iter().fold(0u64, |all, word| mix(all.rotate_left(5) ^ word.hash));
                self.names.push((key(joined), 1.0));
                self.all.push((key(joined), RUN));
                self.names.extend(words[at..end].iter().map(|word| (key(word.hash), 0.5)));
            } else if end > at && !words[at].first {
                self.names.push((key(words[at].hash), 1.0));
            }
            at = end.max(at + 1);
        }
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

/// Terms by hash, equal ones added up.
fn summed(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_unstable_by(|one, two| one.0.cmp(&two.0).then(one.1.total_cmp(&two.1)));
    terms.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0.0 };
        same
    });
    terms
}

/// Days since 1970, with the time of day as stated; offsets are below what grouping can see.
fn day(article: &Article) -> Option<f64> {
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    let days = f64::from(article.day()?.since(epoch).ok()?.get_days());
    let stated = article.published.as_ref().map_or("", |published| published.value.as_str());
    let part =
        |range: std::ops::Range<usize>| stated.get(range).and_then(|digits| digits.parse::<f64>().ok());
    match (part(11..13), part(14..16)) {
        (Some(hours), Some(minutes)) => Some(days + hours / 24.0 + minutes / 1440.0),
        _ => Some(days),
    }
}

/// The cosine's numerator: both lists are sorted by hash.
pub(crate) fn dot(one: &[Term], two: &[Term]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < one.len() && j < two.len() {
        match one[i].0.cmp(&two[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += one[i].1 * two[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// The length of a vector, never 0.
pub(crate) fn norm(terms: &[Term]) -> f32 {
    terms.iter().map(|term| term.1 * term.1).sum::<f32>().sqrt().max(1e-9)
}

/// The `count` heaviest terms, by hash; ties go to the smaller hash.
pub(crate) fn heaviest(mut terms: Vec<Term>, count: usize) -> Vec<Term> {
    if terms.len() > count {
        terms.select_nth_unstable_by(count, |one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
        terms.truncate(count);
        terms.sort_unstable_by_key(|term| term.0);
    }
    terms.shrink_to_fit();
    terms
}

/// Adds `more` to `sum`, keeping the `count` heaviest terms.
pub(crate) fn add(sum: &mut Vec<Term>, more: &[Term], count: usize) {
    let mut all = std::mem::take(sum);
    all.extend_from_slice(more);
    *sum = heaviest(summed(all), count);
}
