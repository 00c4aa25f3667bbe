//! One question of a reader, apart from the network: address, filters, language, and the database that answers.

use crate::site::Site;
use runut::lang::Packs;
use runut_store::Store;
use std::collections::BTreeMap;

/// Rows on one page of a list.
pub const ROWS: usize = 50;
/// Pages of a list that may be asked for: beyond it a filter serves better than leafing.
const PAGES: usize = 2_000;

/// In which form an answer is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A page to read.
    Html,
    /// One JSON value.
    Json,
    /// A table.
    Csv,
}

/// A question.
pub struct Ask<'a> {
    /// What answers.
    pub store: &'a Store,
    /// What is known of languages: a search asks for stems.
    pub packs: &'a Packs,
    /// The words of the reader's language.
    pub site: &'static Site,
    /// The address without its ending: `/story/s-1a2b`.
    pub path: &'a str,
    /// What stands in the places of the route's path.
    pub places: &'a BTreeMap<String, String>,
    /// The filters, in the order of the address.
    pub filters: &'a [(String, String)],
    /// Without it nothing is changed; `None` where this server takes no corrections.
    pub token: Option<&'a str>,
}

impl Ask<'_> {
    /// What stands in a place of the path.
    pub fn place(&self, name: &str) -> &str {
        self.places.get(name).map_or("", String::as_str)
    }

    /// A filter; `None` where it is not given or empty.
    pub fn filter(&self, name: &str) -> Option<&str> {
        let found = self.filters.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The same as a `String`, as the questions of the store take it.
    pub fn owned(&self, name: &str) -> Option<String> {
        self.filter(name).map(str::to_owned)
    }

    /// Which page of a list, from 1.
    pub fn page(&self) -> usize {
        self.filter("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, PAGES)
    }

    /// This address with another value of one filter; without it for an empty value. Leads to the first page again.
    pub fn with(&self, name: &str, value: &str) -> String {
        self.with_ending("", name, value)
    }

    /// The same as JSON or CSV (`ending` ".json", ".csv").
    pub fn with_ending(&self, ending: &str, name: &str, value: &str) -> String {
        let kept = |key: &str| key != name && key != "lang" && (key != "page" || matches!(name, "" | "lang"));
        let kept = self.filters.iter().filter(|(key, _)| kept(key));
        let mut pairs: Vec<(&str, &str)> = kept.map(|(key, value)| (key.as_str(), value.as_str())).collect();
        if !value.is_empty() {
            pairs.push((name, value));
        }
        let path = if self.path == "/" && !ending.is_empty() { "/stories" } else { self.path };
        crate::links::address(&format!("{path}{ending}"), &pairs)
    }
}
