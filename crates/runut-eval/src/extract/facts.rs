//! Whether title, writers and date are exactly right.

use super::Scores;
use super::found::Found;
use super::pages::Labelled;
use runut::lang::Packs;
use std::collections::BTreeMap;

/// How many are right of how many, by what they are.
#[derive(Debug, Default)]
pub struct Facts(BTreeMap<&'static str, (f64, f64)>);

impl Facts {
    /// Adds a page; what is wrong on it, in words.
    pub fn add(&mut self, gold: &Labelled, found: Option<&Found>, packs: &Packs) -> Vec<String> {
        let none = Found::default();
        let found = found.unwrap_or(&none);
        let mut wrong = Vec::new();
        if let Some(title) = &gold.title {
            let own = &found.title;
            if !self.count("title", plain(own) == plain(title)) {
                wrong.push(format!("title {}: {title:?} read as {own:?}", gold.name));
            }
        }
        if let Some(author) = &gold.author {
            let own = sorted(found.writers.iter().map(|name| plain(name)));
            if !self.count("author", sorted(author.split(';').map(plain)) == own) {
                wrong.push(format!("author {}: {author:?} read as {:?}", gold.name, found.writers));
            }
            self.count("writers", writers(author, found, packs) == own);
        }
        if let Some(date) = &gold.date {
            let own = &found.date;
            if !self.count("date", own.get(..10).is_some() && date.get(..10) == own.get(..10)) {
                wrong.push(format!("date {}: {date:?} read as {own:?}", gold.name));
            }
        }
        wrong
    }

    fn count(&mut self, what: &'static str, right: bool) -> bool {
        let sum = self.0.entry(what).or_default();
        *sum = (sum.0 + f64::from(u8::from(right)), sum.1 + 1.0);
        right
    }

    /// Adds the scores to the others.
    pub fn score(&self, scores: &mut Scores) {
        for (what, (right, of)) in &self.0 {
            scores.insert(format!("page_{what}"), right / of);
        }
    }
}

/// The authors of gold without outlets and agencies, which it counts as authors and we keep apart, and with names
/// parted that it has in one string.
fn writers(author: &str, found: &Found, packs: &Packs) -> Vec<String> {
    let parted = author.replace(" and ", ";").replace([',', '&'], ";");
    let outlet = plain(&found.outlet);
    let names = parted.split(';').filter(|name| packs.outlets.named(name).is_none()).map(plain);
    sorted(names.filter(|name| !name.is_empty() && *name != outlet))
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
