//! How the answers of a search are spread: by outlet, month, story, language, by who is named, and by what is said in them.

use crate::error::Result;
use crate::open::Store;
use crate::query::Count;
use rusqlite::{Row, params};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Articles, the newest stored first, of which names and kinds of statements are counted: what costs a look at each.
pub const SPREAD: usize = 500;

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
    /// By person whom the article names; of at most 500 articles.
    pub persons: Vec<Count>,
    /// By what stands in the sentence: `direct`, `indirect`, `mixed` speech, or `none`; of at most 500 articles.
    pub kinds: Vec<Count>,
}

/// One article that answers, with the sentences that do.
pub struct Counted {
    article: i64,
    of: [Option<String>; 4],
    sentences: Vec<i64>,
}

impl Counted {
    /// From seven columns: number of the article, outlet, month, story, language, list of sentences.
    pub fn of(row: &Row<'_>, at: usize) -> rusqlite::Result<Self> {
        Ok(Self {
            article: row.get(at)?,
            of: [row.get(at + 1)?, row.get(at + 2)?, row.get(at + 3)?, row.get(at + 4)?],
            sentences: serde_json::from_str(row.get_ref(at + 5)?.as_str()?).unwrap_or_default(),
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
        let (mut persons, mut kinds) = (BTreeMap::new(), BTreeMap::new());
        let overlay = self.overlay()?;
        for one in counted.iter().rev().take(SPREAD) {
            let names = self.rows(
                "SELECT e.name, a.id FROM entities e JOIN articles a USING (article)
                 WHERE e.article = ? AND e.kind = 'person'",
                params![one.article],
                |row| Ok(overlay.name_in(row.get_ref(1)?.as_str()?, row.get_ref(0)?.as_str()?)),
            )?;
            for name in names.into_iter().collect::<BTreeSet<String>>() {
                *persons.entry(name).or_default() += one.sentences.len() as i64;
            }
            let said: BTreeSet<(i64, String)> = self
                .rows(
                    "SELECT sentence, type FROM statements WHERE article = ? AND voiced",
                    params![one.article],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )?
                .into_iter()
                .collect();
            for &sentence in &one.sentences {
                let mut silent = true;
                for (_, kind) in said.range((sentence, String::new())..(sentence + 1, String::new())) {
                    silent = false;
                    *kinds.entry(kind.clone()).or_default() += 1;
                }
                if silent {
                    *kinds.entry("none".to_owned()).or_default() += 1;
                }
            }
        }
        Ok(Facets {
            outlets: of(0),
            months: of(1),
            stories: of(2),
            languages: of(3),
            persons: commonest(&persons),
            kinds: commonest(&kinds),
        })
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
