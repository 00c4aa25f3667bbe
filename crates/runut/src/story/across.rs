//! Across languages: two events told in two languages are probably one when their reports of the same days share
//! names, numbers and words.
//!
//! Nothing is translated. Names are compared by their first letters without marks ("Putin", "Poutine"), because they
//! keep those in most languages that share letters; names that a pack knows in both languages by what they stand for.

use super::features::run_end;
use super::rarity::Rarity;
use super::vector::{Term, dot, sum, summed};
use crate::lang::Languages;
use crate::model::{Article, ArticleIx, Reading, Span};
use crate::reuse::words::{Word, mix, prose, word_hash, words};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Words of a text that are looked at.
const HEAD: usize = 300;
/// Letters of a name that are compared.
const LETTERS: usize = 5;
/// Terms that are compared, by kind.
const TERMS: usize = 128;

/// Likeness in thousandths from which events of one day are probably one, and from which those are whose day is not
/// known. Chosen on pairs of articles in two languages: `runut-eval stories`.
const LINE: u64 = 150;
const UNDATED_LINE: u64 = 200;

/// What words and numbers count beside names, in tenths.
const WORDS: u64 = 6;
const NUMBERS: u64 = 1;

/// What can be compared across languages in one article or one event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Anchors {
    names: Vec<Term>,
    words: Vec<Term>,
    numbers: Vec<Term>,
    /// Names and numbers as written, for people.
    written: Vec<(u32, String)>,
}

/// The anchors of one article.
pub fn anchors(article: &Article) -> Anchors {
    let headline = article.headline();
    let mut title = Vec::new();
    words(headline, Span::new(0, headline.len()), 64, &mut title);
    let mut found = Anchors::default();
    found.gather(headline, &title, 6);
    found.gather(&article.text, &prose(article, HEAD), 2);
    for terms in [&mut found.names, &mut found.words, &mut found.numbers] {
        *terms = summed(std::mem::take(terms));
    }
    found.written.sort();
    found.written.dedup_by_key(|name| name.0);
    found
}

impl Anchors {
    fn gather(&mut self, text: &str, words: &[Word], halves: u32) {
        for (at, word) in words.iter().enumerate() {
            let written = word.span.of(text);
            let folded = fold(written);
            if word.number {
                if written.len() > 1 {
                    self.numbers.push((term(written), halves));
                    self.written.push((term(written), written.to_owned()));
                }
                continue;
            }
            // A capital at the head of a sentence is a name only where the name goes on.
            if word.capital && (!word.first || run_end(words, at) > at + 1) {
                let head: String = folded.chars().take(LETTERS).collect();
                self.names.push((term(&head), halves));
                self.written.push((term(&head), written.to_owned()));
            }
            if folded.len() > 2 {
                self.words.push((term(&folded), halves));
            }
        }
    }

    /// Adds another report's.
    pub fn add(&mut self, other: &Anchors) {
        self.names = sum(&self.names, &other.names, TERMS);
        self.words = sum(&self.words, &other.words, 2 * TERMS);
        self.numbers = sum(&self.numbers, &other.numbers, TERMS);
        let known: BTreeSet<u32> = self.written.iter().map(|name| name.0).collect();
        self.written.extend(other.written.iter().filter(|name| !known.contains(&name.0)).cloned());
        self.written.sort();
    }

    /// Adds names by what they stand for in any language.
    pub fn add_known<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        for name in names {
            let key = (mix(word_hash(name)) >> 32) as u32;
            self.names.push((key, 2));
            self.written.push((key, name.to_owned()));
        }
        self.names = summed(std::mem::take(&mut self.names));
        self.written.sort();
        self.written.dedup_by_key(|name| name.0);
    }
}

/// How rare anchors are among some articles or events.
#[derive(Debug, Default)]
pub struct Rare {
    names: Rarity,
    words: Rarity,
    numbers: Rarity,
}

impl Rare {
    /// Nothing seen yet; the commonest words of the languages at hand never tell anything.
    pub fn new(languages: &Languages) -> Self {
        let new = || Rarity::new(languages);
        Self { names: new(), words: new(), numbers: new() }
    }

    /// Counts one article or event.
    pub fn count(&mut self, anchors: &Anchors) {
        self.names.count(&anchors.names);
        self.words.count(&anchors.words);
        self.numbers.count(&anchors.numbers);
    }

    /// Compares two.
    pub fn compare(&self, one: &Anchors, two: &Anchors) -> Shared {
        let weighed = |rarity: &Rarity, of: fn(&Anchors) -> &[Term]| {
            [one, two].map(|anchors| rarity.weigh(of(anchors), TERMS))
        };
        let alike = |[one, two]: &[Vec<Term>; 2]| dot(one, two) * 1000 / (4096 * 4096);
        let names = weighed(&self.names, |anchors| &anchors.names);
        let words = weighed(&self.words, |anchors| &anchors.words);
        let numbers = weighed(&self.numbers, |anchors| &anchors.numbers);
        let written = |key: u32| {
            let at = one.written.binary_search_by_key(&key, |name| name.0).ok()?;
            Some(one.written[at].1.clone())
        };
        // Those of `one` that are in `two`, the rarest first.
        let in_both = |weighed: &[Term], one: &[Term], two: &[Term]| -> Vec<String> {
            let theirs: BTreeSet<u32> = two.iter().map(|term| term.0).collect();
            let weights: BTreeMap<u32, u32> = weighed.iter().copied().collect();
            let both = one.iter().map(|term| term.0).filter(|key| theirs.contains(key));
            let mut keys: Vec<_> =
                both.map(|key| (Reverse(weights.get(&key).copied().unwrap_or(0)), key)).collect();
            keys.sort_unstable();
            keys.into_iter().filter_map(|(_, key)| written(key)).collect()
        };
        Shared {
            likeness: alike(&names) + alike(&words) * WORDS / 10 + alike(&numbers) * NUMBERS / 10,
            names: in_both(&names[0], &names[0], &two.names),
            numbers: in_both(&numbers[0], &one.numbers, &two.numbers),
        }
    }
}

/// What two events in two languages share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// In thousandths.
    pub likeness: u64,
    /// Names in both, the rarest first, as the first of both writes them.
    pub names: Vec<String>,
    /// Numbers in both, likewise.
    pub numbers: Vec<String>,
}

impl Shared {
    /// Whether that is enough for one event; two names at least, or one and two numbers.
    pub fn is_enough(&self, dated: bool) -> bool {
        let anchored = self.names.len() >= 2 || (self.names.len() == 1 && self.numbers.len() >= 2);
        anchored && self.likeness >= if dated { LINE } else { UNDATED_LINE }
    }
}

/// Names and numbers that are shown of those that are shared.
const SHOWN: usize = 4;

/// Why reports in two languages are shown as one event: the evidence that both have.
pub(super) fn why(
    languages: [&str; 2],
    shared: &Shared,
    reports: [&[ArticleIx]; 2],
    readings: &[Reading],
) -> String {
    let listed = |all: &[String]| all[..all.len().min(SHOWN)].join(", ");
    let [one, two] = languages;
    let mut why = format!("probably the same event in {one} and {two}: both name {}", listed(&shared.names));
    if !shared.numbers.is_empty() {
        why += &format!("; both give {}", listed(&shared.numbers));
    }
    let articles = |side: usize| reports[side].iter().map(|&at| &readings[at].article);
    let days = |side: usize| articles(side).filter_map(Article::day).collect::<BTreeSet<_>>();
    if let Some(day) = days(0).intersection(&days(1)).next() {
        why += &format!("; both are of {day}");
    }
    // An agency's own page has its report from itself.
    let agencies = |side: usize| {
        let named =
            articles(side).flat_map(|article| article.agencies.iter().map(|agency| agency.value.as_str()));
        named.chain(articles(side).map(Article::outlet_name)).collect::<BTreeSet<_>>()
    };
    let named = |side: usize| articles(side).flat_map(|article| &article.agencies);
    let (left, right) = (agencies(0), agencies(1));
    let both = |agency: &&str| left.contains(agency) && right.contains(agency);
    let agency = named(0).chain(named(1)).map(|agency| agency.value.as_str()).filter(both).min();
    if let Some(agency) = agency {
        why += &format!("; both are from {agency}");
    }
    why
}

fn term(text: &str) -> u32 {
    (word_hash(text) >> 32) as u32
}

/// Lower-case letters without their marks.
fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(plain).collect()
}

/// A Latin letter without its mark; any other as it is.
fn plain(letter: char) -> char {
    const MARKED: [(&str, char); 17] = [
        ("àáâãäåāăą", 'a'),
        ("çćĉċč", 'c'),
        ("ďđð", 'd'),
        ("èéêëēĕėęě", 'e'),
        ("ĝğġģ", 'g'),
        ("ìíîïĩīĭįı", 'i'),
        ("ķ", 'k'),
        ("ĺļľł", 'l'),
        ("ñńņň", 'n'),
        ("òóôõöøōŏő", 'o'),
        ("ŕŗř", 'r'),
        ("śŝşšș", 's'),
        ("ţťŧț", 't'),
        ("ùúûüũūŭůűų", 'u'),
        ("ýÿŷ", 'y'),
        ("źżž", 'z'),
        ("ĥħ", 'h'),
    ];
    if letter.is_ascii() {
        return letter;
    }
    MARKED.iter().find(|(marked, _)| marked.contains(letter)).map_or(letter, |(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stated;

    fn article(title: &str, text: &str) -> Article {
        let title = Some(Stated::given(title.to_owned(), "test"));
        Article { title, text: text.to_owned(), ..Article::default() }
    }

    #[test]
    fn letters_lose_their_marks() {
        for (word, expected) in
            [("Ångström", "angstrom"), ("Łódź", "lodz"), ("Кремль", "кремль"), ("Poutine", "poutine")]
        {
            assert_eq!(fold(word), expected);
        }
    }

    #[test]
    fn reports_of_one_event_in_two_languages_share_names_and_others_do_not() {
        let id = anchors(&article(
            "Wali Kota Rani Mahesa Tutup Jembatan Sarwa",
            "Wali kota Rani Mahesa menutup Jembatan Sarwa di Tamban pada Minggu setelah 17 orang terluka.",
        ));
        let fr = anchors(&article(
            "La maire Rani Mahesa ferme le pont de Sarwa",
            "La maire de Tamban, Rani Mahesa, a fermé dimanche le pont de Sarwa après que 17 personnes ont été blessées.",
        ));
        let other = anchors(&article(
            "Le prix du sel monte à Tamban",
            "Le prix du sel a monté de 17 pour cent à Tamban, selon la chambre de commerce de Lazuardi.",
        ));
        let mut rare = Rare::new(&Languages::default());
        [&id, &fr, &other].into_iter().for_each(|one| rare.count(one));
        let same = rare.compare(&id, &fr);
        assert!(same.is_enough(true) && same.names.contains(&"Mahesa".to_owned()), "{same:?}");
        let apart = rare.compare(&id, &other);
        assert!(!apart.is_enough(true), "{apart:?}");
    }

    #[test]
    fn the_reason_tells_every_kind_of_evidence_that_both_have() {
        let report = |outlet: &str, day: &str, agency: &str| {
            let stated = |text: &str| Stated::given(text.to_owned(), "test");
            let agencies = (!agency.is_empty()).then(|| stated(agency)).into_iter().collect();
            let (outlet, published) = (Some(stated(outlet)), Some(stated(day)));
            Reading {
                article: Article { outlet, published, agencies, ..Article::default() },
                ..Reading::default()
            }
        };
        let readings = [
            report("Kabar Lor", "2025-03-09", "Telaga"),
            report("Telaga", "2025-03-09", ""),
            report("Teluk Herald", "2025-03-10", ""),
        ];
        let shared = Shared {
            likeness: 500,
            names: vec!["Mahesa".into(), "Sarwa".into()],
            numbers: vec!["17".into()],
        };
        let bare = Shared { numbers: Vec::new(), ..shared.clone() };
        for (shared, other, expected) in [
            (
                &shared,
                1,
                "both name Mahesa, Sarwa; both give 17; both are of 2025-03-09; both are from Telaga",
            ),
            (&bare, 2, "both name Mahesa, Sarwa"),
        ] {
            let found = why(["id", "en"], shared, [&[0], &[other]], &readings);
            assert_eq!(found, format!("probably the same event in id and en: {expected}"));
        }
    }
}
