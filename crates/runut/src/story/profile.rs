//! Following a running story: a stored profile, started from a few articles or from names, that tells which events
//! may belong to it, and why. It offers; people decide.

use super::actors::PROMINENT;
use super::features::run_end;
use super::rarity::Rarity;
use super::vector::{Term, dot, summed};
use crate::lang::Packs;
use crate::model::{ArticleIx, Reading, Span, Story};
use crate::reuse::words::{Word, prose, word_hash, words};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Words of a text that are looked at, and those of them that count twice.
const HEAD: usize = 300;
const LEAD: usize = 60;
/// Articles that must share a name or term for it to be kept, where there are three or more.
const SHARED: usize = 2;
/// Names and terms kept.
const NAMES: usize = 60;
const TERMS: usize = 160;
/// Core names: those that are prominent in half of the articles, at most so many.
const CORE: usize = 4;

/// Likeness in thousandths from which an event is offered. Chosen on running stories of Indonesian news, each followed
/// from its first five articles: `runut-eval stories`.
const LINE: u64 = 160;

/// What is known of a running story that somebody follows; a readable TOML file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What people call it.
    pub title: String,
    /// Whom and what it is about.
    pub core: Vec<String>,
    /// Names that do not belong to it: an event whose headline or lead holds one is not offered.
    #[serde(default)]
    pub without: Vec<String>,
    /// Ids of the articles it was started from and of those accepted since.
    #[serde(default)]
    pub articles: Vec<String>,
    /// Names with how often they are met in an article, in half times.
    #[serde(default)]
    pub names: BTreeMap<String, u32>,
    /// The same of words.
    #[serde(default)]
    pub terms: BTreeMap<String, u32>,
}

/// An event that may belong to a followed story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The event's id and title.
    pub event: String,
    /// In a report's own words.
    pub title: String,
    /// How alike it is, in thousandths.
    pub score: u64,
    /// The names and words it shares with the profile.
    pub why: String,
    /// Ids of its articles.
    pub articles: Vec<String>,
}

/// Names and words of one article with how often they are met, in half times.
#[derive(Default)]
struct Met {
    names: BTreeMap<String, u32>,
    terms: BTreeMap<String, u32>,
    /// Headline and lead, lower case, a blank at both ends.
    head: String,
}

impl Met {
    fn of(reading: &Reading) -> Self {
        let article = &reading.article;
        let headline = article.headline();
        let mut title = Vec::new();
        words(headline, Span::new(0, headline.len()), 64, &mut title);
        let body = prose(article, HEAD);
        let mut met = Self::default();
        met.gather(headline, &title, 6);
        met.gather(&article.text, &body[..body.len().min(LEAD)], 4);
        met.gather(&article.text, &body[body.len().min(LEAD)..], 2);
        let head = title.iter().map(|word| word.span.of(headline));
        let lead = body.iter().take(LEAD).map(|word| word.span.of(&article.text));
        met.head = format!(" {} ", head.chain(lead).collect::<Vec<_>>().join(" ").to_lowercase());
        met
    }

    fn gather(&mut self, text: &str, words: &[Word], halves: u32) {
        let lower =
            |from: usize, end: usize| words[from].span.cover(words[end - 1].span).of(text).to_lowercase();
        for at in 0..words.len() {
            *self.terms.entry(lower(at, at + 1)).or_default() += halves;
        }
        let mut at = 0;
        while at < words.len() {
            let end = run_end(words, at);
            if end > at + 1 {
                *self.names.entry(lower(at, end)).or_default() += 2;
                for part in at..end {
                    *self.names.entry(lower(part, part + 1)).or_default() += 1;
                }
            } else if end > at && !words[at].first {
                *self.names.entry(lower(at, end)).or_default() += 2;
            }
            at = end.max(at + 1);
        }
    }

    /// Whether headline or lead hold a name as whole words.
    fn holds(&self, name: &str) -> bool {
        self.head.contains(&format!(" {} ", name.to_lowercase()))
    }
}

fn vector(counts: &BTreeMap<String, u32>) -> Vec<Term> {
    summed(counts.iter().map(|(name, halves)| ((word_hash(name) >> 32) as u32, *halves)).collect())
}

impl Profile {
    /// The profile of a story that some articles tell.
    pub fn of(title: &str, seeds: &[&Reading], packs: &Packs) -> Self {
        let least = if seeds.len() > SHARED { SHARED } else { 1 };
        let common = |word: &String| packs.languages.iter().any(|language| language.common.contains(word));
        let met: Vec<Met> = seeds.iter().map(|seed| Met::of(seed)).collect();
        let kept = |part: fn(&Met) -> &BTreeMap<String, u32>, most: usize| -> BTreeMap<String, u32> {
            let mut all: BTreeMap<&String, (usize, u32)> = BTreeMap::new();
            for (word, halves) in met.iter().flat_map(part) {
                let sum = all.entry(word).or_default();
                *sum = (sum.0 + 1, sum.1 + halves);
            }
            let shared = all.into_iter().filter(|(word, (seeds, _))| *seeds >= least && !common(word));
            let mut shared: Vec<(&String, (usize, u32))> = shared.collect();
            shared.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(two.0)));
            let mean =
                |(word, (count, sum)): (&String, (usize, u32))| (word.clone(), sum.div_ceil(count as u32));
            shared.into_iter().take(most).map(mean).collect()
        };
        let mut prominent: BTreeMap<String, (usize, u32)> = BTreeMap::new();
        for seed in seeds {
            for actor in super::actors_of(seed).iter().filter(|actor| actor.weight >= PROMINENT) {
                let sum = prominent.entry(actor.name.clone()).or_default();
                *sum = (sum.0 + 1, sum.1 + actor.weight as u32);
            }
        }
        let mut core: Vec<(String, (usize, u32))> =
            prominent.into_iter().filter(|(_, (count, _))| count * 2 >= seeds.len()).collect();
        core.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(&two.0)));
        let mut articles: Vec<String> = seeds.iter().map(|seed| seed.article.id.clone()).collect();
        articles.sort();
        Self {
            title: title.to_owned(),
            core: core.into_iter().take(CORE).map(|(name, _)| name).collect(),
            without: Vec::new(),
            articles,
            names: kept(|met| &met.names, NAMES),
            terms: kept(|met| &met.terms, TERMS),
        }
    }

    /// The profile of a story of which only the names are known.
    pub fn following(names: &[String]) -> Self {
        Self { title: names.join(", "), core: names.to_vec(), ..Self::default() }
    }

    /// The events that may belong to the story, the likeliest first. Events all of whose articles belong to it already
    /// are not offered again.
    pub fn offers(&self, stories: &[Story], readings: &[Reading], packs: &Packs) -> Vec<Offer> {
        let scores = self.scores(readings, packs);
        let known: BTreeSet<&str> = self.articles.iter().map(String::as_str).collect();
        let id = |at: &ArticleIx| readings[*at].article.id.as_str();
        let events = stories.iter().flat_map(|story| &story.events);
        let mut offers: Vec<Offer> = events
            .filter(|event| !event.articles.iter().all(|at| known.contains(id(at))))
            .filter_map(|event| {
                let of_event = || event.articles.iter().map(|&at| &scores[at]);
                let score =
                    of_event().map(|score| score.likeness).sum::<u64>() / event.articles.len().max(1) as u64;
                let excluded = of_event().any(|score| score.excluded);
                let best = of_event().max_by_key(|score| score.likeness)?;
                (score >= LINE && !excluded).then(|| Offer {
                    event: event.id.clone(),
                    title: event.title.clone(),
                    score,
                    why: best.why.clone(),
                    articles: event.articles.iter().map(|at| id(at).to_owned()).collect(),
                })
            })
            .collect();
        offers.sort_by(|one, two| two.score.cmp(&one.score).then(one.event.cmp(&two.event)));
        offers
    }

    fn scores(&self, readings: &[Reading], packs: &Packs) -> Vec<Score> {
        let met: Vec<Met> = readings.iter().map(Met::of).collect();
        let (mut names, mut terms) = (Rarity::new(&packs.languages), Rarity::new(&packs.languages));
        for one in &met {
            names.count(&vector(&one.names));
            terms.count(&vector(&one.terms));
        }
        let (own_names, own_terms) = (vector(&self.names), vector(&self.terms));
        let (own_names, own_terms) = (names.weigh(&own_names, NAMES), terms.weigh(&own_terms, TERMS));
        let score = |one: &Met| {
            let alike = |rarity: &Rarity, counts, own: &[Term], most| {
                dot(&rarity.weigh(&vector(counts), most), own) * 1000 / (4096 * 4096)
            };
            let likeness = (alike(&names, &one.names, &own_names, NAMES)
                + alike(&terms, &one.terms, &own_terms, TERMS))
                / 2;
            let core: Vec<&str> =
                self.core.iter().map(String::as_str).filter(|name| one.holds(name)).collect();
            // Where only names are known, all of them must be met in the headline or the lead.
            let likeness = match self.terms.is_empty() {
                true => {
                    if core.len() == self.core.len() && !core.is_empty() {
                        1000
                    } else {
                        0
                    }
                }
                false => likeness,
            };
            Score {
                likeness,
                excluded: self.without.iter().any(|name| one.holds(name)),
                why: self.why(one, &core, &names),
            }
        };
        met.iter().map(score).collect()
    }

    /// What an article shares with the profile, in words.
    fn why(&self, met: &Met, core: &[&str], rarity: &Rarity) -> String {
        let shared = |own: &BTreeMap<String, u32>, other: &BTreeMap<String, u32>| -> BTreeMap<String, u32> {
            own.iter()
                .filter(|(word, _)| other.contains_key(*word))
                .map(|(word, halves)| (word.clone(), *halves))
                .collect()
        };
        let names = shared(&self.names, &met.names);
        let weighed: BTreeMap<u32, u32> = rarity.weigh(&vector(&names), NAMES).into_iter().collect();
        let weight = |word: &String| weighed.get(&((word_hash(word) >> 32) as u32)).copied().unwrap_or(0);
        let mut names: Vec<&String> = names.keys().filter(|word| weight(word) > 0).collect();
        names.sort_by_key(|word| (std::cmp::Reverse(weight(word)), *word));
        let names: Vec<&str> = names.into_iter().take(6).map(String::as_str).collect();
        let core = match core {
            [] => "none of the core names in headline or lead".to_owned(),
            some => format!("headline or lead name {}", some.join(", ")),
        };
        if names.is_empty() { core } else { format!("{core}; shared names: {}", names.join(", ")) }
    }
}

/// How alike one article is.
struct Score {
    likeness: u64,
    excluded: bool,
    why: String,
}

/// The seeds of an event or a story, for a profile that is promoted from it.
pub fn reports_of<'r>(
    id: &str,
    stories: &[Story],
    readings: &'r [Reading],
) -> Option<(String, Vec<&'r Reading>)> {
    let take = |title: &str, articles: &[ArticleIx]| {
        (title.to_owned(), articles.iter().map(|&at| &readings[at]).collect())
    };
    stories.iter().find_map(|story| {
        if story.id == id {
            return Some(take(&story.title, &story.articles));
        }
        let event = story.events.iter().find(|event| event.id == id)?;
        Some(take(&event.title, &event.articles))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Event, Stated};

    fn reading(id: &str, title: &str, text: &str) -> Reading {
        let value = |text: &str| Some(Stated::given(text.to_owned(), "test"));
        let article = Article {
            id: id.to_owned(),
            title: value(title),
            published: value("2024-03-03"),
            language: "id".to_owned(),
            text: text.to_owned(),
            ..Article::default()
        };
        Reading { article, ..Reading::default() }
    }

    fn archive() -> Vec<Reading> {
        let mut all: Vec<Reading> = (0..30)
            .map(|at| {
                reading(
                    &format!("x{at}"),
                    &format!("Kabar Pasar {at}"),
                    &format!("harga barang{at} naik lagi di pasar kota {at}"),
                )
            })
            .collect();
        all.extend([
            reading(
                "a",
                "Rani Mahesa Tutup Jembatan Sarwa",
                "Wali kota Rani Mahesa menutup Jembatan Sarwa yang retak di Tamban.",
            ),
            reading(
                "b",
                "Jembatan Sarwa Diperiksa Ahli",
                "Para ahli memeriksa Jembatan Sarwa atas permintaan Rani Mahesa di Tamban.",
            ),
            reading(
                "c",
                "Warga Tamban Menunggu Jembatan Sarwa",
                "Warga Tamban menunggu Jembatan Sarwa dibuka, kata Rani Mahesa.",
            ),
            reading(
                "d",
                "Jembatan Sarwa Dibuka Lagi",
                "Rani Mahesa membuka lagi Jembatan Sarwa di Tamban yang sempat retak.",
            ),
            reading(
                "e",
                "Festival Layang-Layang",
                "Rani Mahesa membuka festival layang-layang di lapangan kota.",
            ),
        ]);
        all
    }

    fn one_event_each(readings: &[Reading]) -> Vec<Story> {
        let event = |at: usize| Event {
            id: format!("e-{}", readings[at].article.id),
            title: readings[at].article.headline().to_owned(),
            when: Default::default(),
            articles: vec![at],
            why: String::new(),
        };
        let mut stories = super::super::stories(readings, &Packs::default());
        stories.truncate(1);
        stories[0].events = (0..readings.len()).map(event).collect();
        stories
    }

    fn offered(profile: &Profile, readings: &[Reading]) -> Vec<String> {
        let offers = profile.offers(&one_event_each(readings), readings, &Packs::default());
        offers.into_iter().map(|offer| offer.event).collect()
    }

    #[test]
    fn a_story_followed_from_three_articles_is_offered_the_fourth_before_others_and_nothing_that_shares_no_name()
     {
        let readings = archive();
        let seeds: Vec<&Reading> = readings[30..33].iter().collect();
        let profile = Profile::of("Jembatan Sarwa", &seeds, &Packs::default());
        assert_eq!(profile.articles, vec!["a", "b", "c"]);
        let events = offered(&profile, &readings);
        assert_eq!(events.first().map(String::as_str), Some("e-d"));
        assert!(!events.iter().any(|event| event.starts_with("e-x")), "{events:?}");
        let offers = profile.offers(&one_event_each(&readings), &readings, &Packs::default());
        assert!(offers[0].why.contains("jembatan sarwa"), "{}", offers[0].why);
    }

    #[test]
    fn of_names_alone_all_must_stand_in_headline_or_lead() {
        let readings = archive();
        let both = Profile::following(&["Rani Mahesa".to_owned(), "Jembatan Sarwa".to_owned()]);
        assert_eq!(offered(&both, &readings), vec!["e-a", "e-b", "e-c", "e-d"]);
    }

    #[test]
    fn an_event_with_an_excluded_name_is_not_offered() {
        let readings = archive();
        let mut profile = Profile::following(&["Rani Mahesa".to_owned()]);
        profile.without = vec!["festival".to_owned(), "ahli".to_owned()];
        assert_eq!(offered(&profile, &readings), vec!["e-a", "e-c", "e-d"]);
    }
}
