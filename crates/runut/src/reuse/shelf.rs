//! Which articles hold which shingles: an index that grows as articles come.
//!
//! Most shingles stand in one article only, so the table holds that article's number and a list is made for the second.

use super::fingerprint::Fingerprint;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::collections::hash_map::Entry;

/// A shingle in more documents than this is a set phrase, not evidence.
const COMMON: usize = 64;

/// A shingle on more than this share of an outlet's pages is house text ("Follow our channel …").
const HOUSE_SHARE: f64 = 0.2;

/// … and at least this share of all pages with it are the outlet's own; agency text stands on pages of many.
const HOUSE_OWN: f64 = 0.75;

/// Pages of one outlet from which a share of them says something.
const HOUSE_PAGES: usize = 5;

/// The number of an article on the shelf, in the order of coming.
pub(crate) type Place = u32;

/// Marks a table entry that is the number of a list.
const LIST: u32 = 1 << 31;

/// Parts the keys of sentences from those of shingles, which share one table.
const SENTENCES: u32 = 0x9E37_79B9;

/// An article that shares something with the one asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Near {
    pub place: Place,
    /// Kept shingles that both have.
    pub shingles: u32,
    /// Sentences' keys that both have.
    pub sentences: u32,
    /// Kept shingles that both have and that are house text.
    pub house: u32,
}

/// What is kept of one article beside its keys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept {
    /// Its outlet's number; the same for all without a name.
    pub outlet: u32,
    /// How many shingles.
    pub shingles: u32,
}

impl Near {
    fn is_nothing(&self) -> bool {
        self.shingles == 0 && self.sentences == 0 && self.house == 0
    }
}

/// The articles seen so far.
#[derive(Default)]
pub(crate) struct Shelf {
    holders: FxHashMap<u32, u32>,
    lists: Vec<Vec<Place>>,
    /// By place.
    articles: Vec<Kept>,
    outlets: BTreeMap<String, u32>,
    /// Pages of each outlet.
    pages: Vec<usize>,
    tallies: Vec<Near>,
    touched: Vec<Place>,
}

impl Shelf {
    /// Puts an article on the shelf and gives those that came before and share with it what is no set phrase, in order.
    pub fn add(&mut self, print: &Fingerprint, outlet: &str) -> Vec<Near> {
        let place = self.articles.len() as Place;
        let outlet = match self.outlets.get(outlet) {
            Some(&known) => known,
            None => {
                self.outlets.insert(outlet.to_owned(), self.pages.len() as u32);
                self.pages.push(0);
                self.pages.len() as u32 - 1
            }
        };
        self.pages[outlet as usize] += 1;
        self.articles.push(Kept { outlet, shingles: print.sample.len() as u32 });
        self.tallies.push(Near::default());
        for key in &print.sample {
            self.hold(*key, place, false);
        }
        for key in &print.sentences {
            self.hold(key ^ SENTENCES, place, true);
        }
        let mut touched = std::mem::take(&mut self.touched);
        touched.sort_unstable();
        let near = touched
            .drain(..)
            .map(|place| Near { place, ..std::mem::take(&mut self.tallies[place as usize]) });
        let near = near.collect();
        self.touched = touched;
        near
    }

    /// Notes that an article holds a key, and counts it for all that held it before.
    fn hold(&mut self, key: u32, place: Place, of_sentence: bool) {
        let held = match self.holders.entry(key) {
            Entry::Vacant(free) => {
                free.insert(place);
                return;
            }
            Entry::Occupied(held) => held.into_mut(),
        };
        if *held & LIST == 0 {
            self.lists.push(vec![*held]);
            *held = LIST | (self.lists.len() as u32 - 1);
        }
        let list = (*held & !LIST) as usize;
        if self.lists[list].len() > COMMON {
            return;
        }
        let of_house = self.house(&self.lists[list]).is_some();
        if !(of_house && of_sentence) {
            for &other in &self.lists[list] {
                let tally = &mut self.tallies[other as usize];
                if tally.is_nothing() {
                    self.touched.push(other);
                }
                match (of_house, of_sentence) {
                    (true, _) => tally.house += 1,
                    (false, true) => tally.sentences += 1,
                    (false, false) => tally.shingles += 1,
                }
            }
        }
        self.lists[list].push(place);
    }

    /// What is kept of the article at a place.
    pub fn kept(&self, place: Place) -> Kept {
        self.articles[place as usize]
    }

    /// Whether this is the number of articles that name no outlet.
    pub fn is_nameless(&self, outlet: u32) -> bool {
        self.outlets.get("") == Some(&outlet)
    }

    /// Whether a kept shingle is house text of some outlet or a set phrase of all.
    pub fn is_house(&self, key: u32) -> bool {
        match self.holders.get(&key) {
            Some(held) if held & LIST != 0 => self.says_nothing(&self.lists[(held & !LIST) as usize]),
            _ => false,
        }
    }

    /// Whether it is house text of this outlet.
    pub fn is_house_of(&self, key: u32, outlet: &str) -> bool {
        let Some(&held) = self.holders.get(&key).filter(|held| **held & LIST != 0) else { return false };
        let house = self.house(&self.lists[(held & !LIST) as usize]);
        house.is_some() && house == self.outlets.get(outlet).copied()
    }

    fn says_nothing(&self, list: &[Place]) -> bool {
        list.len() > COMMON || self.house(list).is_some()
    }

    /// The outlet whose house text stands on these pages.
    fn house(&self, list: &[Place]) -> Option<u32> {
        if list.len() < 3 {
            return None;
        }
        // The outlet of most of the pages, by majority vote (Boyer and Moore 1981), then counted.
        let outlets = || list.iter().map(|place| self.articles[*place as usize].outlet);
        let (mut most, mut lead) = (0, 0usize);
        for outlet in outlets() {
            match lead {
                0 => (most, lead) = (outlet, 1),
                _ if outlet == most => lead += 1,
                _ => lead -= 1,
            }
        }
        let own = outlets().filter(|outlet| *outlet == most).count();
        let all = self.pages[most as usize];
        let named = !self.is_nameless(most);
        let usual = all >= HOUSE_PAGES && own > 2 && own as f64 > HOUSE_SHARE * all as f64;
        (named && usual && own as f64 >= HOUSE_OWN * list.len() as f64).then_some(most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;
    use crate::reuse::fingerprint;

    fn print(text: &str) -> Fingerprint {
        fingerprint(&Article { text: text.to_owned(), ..Article::default() })
    }

    #[test]
    fn those_who_share_are_near_and_only_those_who_came_before() {
        let mut shelf = Shelf::default();
        let texts = [
            "Gempa merusak dua jembatan di lembah Sarwa pada Minggu pagi",
            "Panen padi di dataran timur lebih baik dari tahun lalu",
            "Kabar lain: gempa merusak dua jembatan di lembah Sarwa pada Minggu pagi",
        ];
        let near: Vec<Vec<Near>> = texts.iter().map(|text| shelf.add(&print(text), "Warta Teluk")).collect();
        assert_eq!(near[..2], [vec![], vec![]]);
        assert_eq!(near[2].len(), 1);
        assert_eq!((near[2][0].place, near[2][0].shingles), (0, 6));
    }
}
