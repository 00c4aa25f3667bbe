//! What the pages of one site have in common: lines that stand on many of them, and their titles.
//!
//! A plain value, handed in and out, written and read as it is. Pages may be added in any order and memories merged in
//! any grouping: the same pages give the same memory. It stays small because a site remembers the lines of a sample of
//! its pages only: those whose keys are smallest (bottom-k sampling; Cohen and Kelley 2007), which no order can change.

mod repeats;
#[cfg(test)]
mod tests;

pub use repeats::Repeats;
pub(crate) use repeats::{forget, revise};

use crate::model::{Article, BlockKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Pages of a site whose lines are remembered: a line on one page in twenty is seen twelve times.
const PAGES: usize = 256;

/// Lines of a page that are remembered; few pages have more.
const LINES: usize = 1_000;

/// Titles of a site that are remembered.
const TITLES: usize = 4_096;

/// Fewest words of a title that tells one page from another.
const TELLING: usize = 4;

/// What the pages of each site have in common, for `extract::articles_with` through [`SiteMemory::repeats`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteMemory {
    sites: BTreeMap<String, Site>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Site {
    /// Hashes of the lines of each page.
    pages: BTreeMap<u64, BTreeSet<u64>>,
    /// Hashes of titles.
    titles: BTreeSet<u64>,
}

impl SiteMemory {
    /// Adds a page, as it was read without any memory. An article that names neither its address nor its outlet is of
    /// no site. The same article again, fetched another day or under another address, changes nothing but its lines.
    pub fn add(&mut self, article: &Article) {
        let Some(name) = site(article.url.as_deref(), article.outlet_name()) else { return };
        let site = self.sites.entry(name).or_default();
        let (key, titled) = key(article.headline(), article.url.as_deref(), &article.id);
        if titled {
            site.titles.insert(key);
        }
        let kept = article.blocks.iter().filter(|block| block.kind != BlockKind::Title);
        let kept = kept.map(|block| block.span.of(&article.text));
        let lines = kept.chain(article.removed.iter().map(|part| part.text.as_str()));
        let page = site.pages.entry(key).or_default();
        page.extend(lines.filter_map(hash));
        least(page, LINES);
        site.trim();
    }

    /// Adds what another memory knows.
    pub fn merge(&mut self, other: Self) {
        for (name, theirs) in other.sites {
            let ours = self.sites.entry(name).or_default();
            ours.titles.extend(theirs.titles);
            for (key, lines) in theirs.pages {
                let page = ours.pages.entry(key).or_default();
                page.extend(lines);
                least(page, LINES);
            }
            ours.trim();
        }
    }

    /// How many pages are remembered.
    pub fn pages(&self) -> usize {
        self.sites.values().map(|site| site.pages.len()).sum()
    }

    /// How many sites are remembered.
    pub fn sites(&self) -> usize {
        self.sites.len()
    }

    /// What repeats, counted once, for reading pages with it.
    pub fn repeats(&self) -> Repeats {
        Repeats::of(self)
    }
}

impl Site {
    /// Forgets what is beyond the sample.
    fn trim(&mut self) {
        while self.pages.len() > PAGES {
            self.pages.pop_last();
        }
        least(&mut self.titles, TITLES);
    }
}

/// Keeps the smallest of a set.
fn least(set: &mut BTreeSet<u64>, most: usize) {
    while set.len() > most {
        set.pop_last();
    }
}

/// The site of a page: its host, or where no address is known its outlet.
fn site(url: Option<&str>, outlet: &str) -> Option<String> {
    let rest = url.and_then(|url| url.split_once("://")).map(|(_, rest)| rest);
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    let host = host.map(|host| host.rsplit('@').next().unwrap_or(host).split(':').next().unwrap_or(host));
    let name = host.filter(|host| host.contains('.')).unwrap_or(outlet).to_lowercase();
    let name = name.strip_prefix("www.").unwrap_or(&name).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// What tells a page from others of its site: its title, if that has a few words, for an article fetched twice is one
/// page; else its address or its id. And whether it is the title.
fn key(title: &str, url: Option<&str>, id: &str) -> (u64, bool) {
    let telling = title.split_whitespace().count() >= TELLING;
    match hash(title).filter(|_| telling) {
        Some(key) => (key, true),
        None => (plain(url.unwrap_or(id)), false),
    }
}

/// A line as a number: its letters and digits in small letters; `None` where there are hardly any.
fn hash(line: &str) -> Option<u64> {
    let letters = line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let (hash, count) = fnv(letters);
    (count >= 2).then_some(hash)
}

fn plain(text: &str) -> u64 {
    fnv(text.chars()).0
}

/// FNV-1a over code points, and how many there were.
fn fnv(letters: impl Iterator<Item = char>) -> (u64, usize) {
    letters.fold((0xcbf2_9ce4_8422_2325, 0), |(hash, count), c| {
        ((hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3), count + 1)
    })
}
