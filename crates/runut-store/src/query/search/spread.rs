//! How the answers of a search are spread: by outlet, month, story, language, by who is named, and by what is said in them.

use crate::error::Result;
use crate::json;
use crate::open::Store;
use crate::query::Count;
use rusqlite::{Row, params};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Articles, the newest stored first, of which names and kinds of statements are counted: what costs a look at each.
pub const SPREAD: usize = 100;

/// Values told of each.
const MOST: usize = 20;

/// How the answers are spread.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// By outlet.
    pub outlets: Vec<Count>,
    /// By month of publication.
    pub months: Vec<Count>,
    /// By story.
    pub stories: Vec<Count>,
    /// By language.
    pub languages: Vec<Count>,
    /// Sentences, the newest stored, of which persons and kinds are counted: those of at most 100 articles.
    pub looked_into: i64,
    /// By person whom the article names, of these sentences.
    pub persons: Vec<Count>,
    /// By what stands in the sentence: `direct`, `indirect`, `mixed` speech, or `none`, of these sentences.
    pub kinds: Vec<Count>,
}

/// One article that answers, with the sentences that do.
pub struct Counted {
    article: i64,
    id: String,
    of: [Option<String>; 4],
    sentences: Vec<i64>,
}

impl Counted {
    /// From seven columns: number of the article, id, outlet, month, story, language, list of sentences.
    pub fn of(row: &Row<'_>, at: usize) -> rusqlite::Result<Self> {
        Ok(Self {
            article: row.get(at)?,
            id: row.get(at + 1)?,
            of: [row.get(at + 2)?, row.get(at + 3)?, row.get(at + 4)?, row.get(at + 5)?],
            sentences: serde_json::from_str(row.get_ref(at + 6)?.as_str()?).unwrap_or_default(),
        })
    }
}

impl Store {
    /// How these answers are spread.
    pub(super) fn spread(&self, counted: &[Counted]) -> Result<Facets> {
        let of = |which: usize| {
            let mut counts = BTreeMap::new();
            for one in counted {
                if let Some(value) = &one.of[which] {
                    *counts.entry(value.as_str()).or_default() += one.sentences.len() as i64;
                }
            }
            commonest(&counts)
        };
        let newest: BTreeMap<i64, &Counted> =
            counted.iter().rev().take(SPREAD).map(|one| (one.article, one)).collect();
        let articles = json(&newest.keys().collect::<Vec<_>>());
        let looked_into = newest.values().map(|one| one.sentences.len() as i64).sum();
        Ok(Facets {
            looked_into,
            persons: self.persons(&newest, &articles)?,
            kinds: self.kinds(&newest, &articles)?,
            outlets: of(0),
            months: of(1),
            stories: of(2),
            languages: of(3),
        })
    }

    /// Persons whom these articles name, as their stories know them.
    fn persons(&self, newest: &BTreeMap<i64, &Counted>, articles: &str) -> Result<Vec<Count>> {
        let overlay = self.overlay()?;
        let named = self.rows(
            "SELECT e.article, e.name, i.name FROM json_each(?) one CROSS JOIN entities e ON e.article = one.value
             LEFT JOIN identity_forms f ON f.article = e.article AND f.entity = e.n
             LEFT JOIN identities i ON i.story = f.story AND i.n = f.identity WHERE e.kind = 'person'",
            params![articles],
            |row| {
                let (article, own, known): (i64, String, Option<String>) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let id = newest.get(&article).map_or("", |one| one.id.as_str());
                let name = match overlay.renamed(id, &own) {
                    Some(renamed) => renamed,
                    None => overlay.name(&known.unwrap_or(own)),
                };
                Ok((name, article))
            },
        )?;
        let mut counts = BTreeMap::new();
        for (name, article) in named.into_iter().collect::<BTreeSet<_>>() {
            *counts.entry(name).or_default() +=
                newest.get(&article).map_or(0, |one| one.sentences.len() as i64);
        }
        Ok(commonest(&counts))
    }

    /// What is said in these sentences.
    fn kinds(&self, newest: &BTreeMap<i64, &Counted>, articles: &str) -> Result<Vec<Count>> {
        let said = self.rows(
            "SELECT s.article, s.sentence, s.type FROM json_each(?) one CROSS JOIN statements s ON s.article = one.value
             WHERE s.voiced",
            params![articles],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let said: BTreeSet<(i64, i64, String)> = said.into_iter().collect();
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        for (&article, one) in newest {
            for &sentence in &one.sentences {
                let from = (article, sentence, String::new());
                let to = (article, sentence + 1, String::new());
                let mut kinds = said.range(from..to).map(|(.., kind)| kind.as_str()).peekable();
                if kinds.peek().is_none() {
                    *counts.entry("none".to_owned()).or_default() += 1;
                }
                kinds.for_each(|kind| *counts.entry(kind.to_owned()).or_default() += 1);
            }
        }
        Ok(commonest(&counts))
    }
}

/// The commonest values first.
fn commonest<Name: Ord + AsRef<str>>(counts: &BTreeMap<Name, i64>) -> Vec<Count> {
    let mut counts: Vec<Count> =
        counts.iter().map(|(name, &count)| Count { name: name.as_ref().to_owned(), count }).collect();
    counts.sort_by(|one, two| two.count.cmp(&one.count).then_with(|| one.name.cmp(&two.name)));
    counts.truncate(MOST);
    counts
}
