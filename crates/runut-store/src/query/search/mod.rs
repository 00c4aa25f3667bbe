//! Full-text search over sentences.

mod parse;
mod spread;

use super::names::meant;
use super::{PAGE, day, until};
use crate::error::{Result, StoreError};
use crate::json;
use crate::open::Store;
use crate::words::stems_of;
use parse::{Asked, Marked, parse};
use runut::lang::Packs;
use rusqlite::{ToSql, params, params_from_iter};
use serde::Serialize;
use spread::Counted;
use std::time::Duration;

pub use spread::Facets;

/// Hits up to which all are weighed and counted; beyond, the newest stored come first, and counts are at least these.
/// Weighing every sentence of a word that stands in nearly every article takes longer than anybody waits.
pub const WEIGHED: usize = 5_000;

/// Rows looked at, at most, when filters pick among very many hits.
const LOOKED_AT: usize = 200_000;

/// How long a search may take.
const LONGEST: Duration = Duration::from_secs(5);

/// A sentence that answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Id of the article.
    pub article: String,
    /// Number of the sentence in it.
    pub sentence: i64,
    /// Where it stands, in code points of the article's text.
    pub start: i64,
    /// Where it ends.
    pub end: i64,
    /// Its words.
    pub text: String,
    /// What was looked for, in code points of the article's text.
    pub marks: Vec<(i64, i64)>,
    /// Who printed it.
    pub outlet: Option<String>,
    /// When.
    pub day: Option<String>,
    /// Headline of the article.
    pub title: Option<String>,
    /// Its language.
    pub language: String,
    /// The running story of the article.
    pub story: Option<String>,
}

/// What a search gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SearchPage {
    /// The question.
    pub query: String,
    /// How many sentences answer.
    pub total: i64,
    /// Whether there are more than were counted.
    pub more: bool,
    /// Whether the best come first; otherwise the newest stored.
    pub ranked: bool,
    /// The sentences.
    pub hits: Vec<Hit>,
    /// What the answers (those counted) have in common.
    pub facets: Facets,
}

impl Store {
    /// Sentences that answer a question; `limit` 0 is a page, `offset` leaves out as many.
    ///
    /// # Errors
    /// When the question cannot be understood, or takes too long.
    pub fn search(&self, query: &str, packs: &Packs, limit: usize, offset: usize) -> Result<SearchPage> {
        let asked = parse(query, packs)?;
        self.within(LONGEST, || {
            self.answers(query, &asked, packs, if limit == 0 { PAGE } else { limit }, offset)
        })
    }

    fn answers(
        &self,
        query: &str,
        asked: &Asked,
        packs: &Packs,
        limit: usize,
        offset: usize,
    ) -> Result<SearchPage> {
        let (source, filter, mut values) = self.source(asked)?;
        // The index gives the newest stored first by itself.
        let newest = if asked.matching.is_empty() { "ORDER BY key DESC" } else { "" };
        let keys = |limit: usize, offset: usize| -> Result<Vec<i64>> {
            let of_page: [i64; 2] = [limit, offset].map(|number| i64::try_from(number).unwrap_or(i64::MAX));
            let values =
                values.iter().map(AsRef::as_ref).chain(of_page.iter().map(|number| number as &dyn ToSql));
            let question = format!("SELECT key FROM ({source}) {filter} {newest} LIMIT ? OFFSET ?");
            self.rows(&question, params_from_iter(values), |row| row.get(0))
        };
        // Only as many hits as can be weighed are counted.
        let first = keys(WEIGHED + 1, 0)?;
        let more = first.len() > WEIGHED;
        let counted = self.rows(
            "SELECT a.article, a.outlet, substr(a.day, 1, 7),
               (SELECT t.id FROM story_articles s JOIN stories t USING (story) WHERE s.article = a.article), a.language,
               json_group_array(hit.value & 1048575)
             FROM json_each(?) hit JOIN articles a ON a.article = hit.value >> 20 GROUP BY a.article ORDER BY a.article",
            params![json(&first)],
            |row| Counted::of(row, 0),
        )?;
        let ranked = !more && !asked.matching.is_empty();
        let shown = if ranked {
            let weighed = source.replace("0 AS weight", "bm25(sentences_search, 2.0, 1.0) AS weight");
            let of_page: [i64; 2] = [limit, offset].map(|number| i64::try_from(number).unwrap_or(i64::MAX));
            of_page.into_iter().for_each(|number| values.push(Box::new(number)));
            let question =
                format!("SELECT key FROM ({weighed}) {filter} ORDER BY weight, key DESC LIMIT ? OFFSET ?");
            self.rows(&question, params_from_iter(values.iter()), |row| row.get(0))?
        } else if more && offset.saturating_add(limit) > first.len() {
            keys(limit, offset)?
        } else {
            first.iter().copied().skip(offset).take(limit).collect()
        };
        let hits = self.rows(
            "SELECT a.id, s.n, s.start, s.\"end\", substr(a.text, s.start + 1, s.\"end\" - s.start), a.outlet, a.day, a.title,
               s.language, (SELECT t.id FROM story_articles sa JOIN stories t USING (story) WHERE sa.article = a.article)
             FROM json_each(?) hit JOIN sentences s ON s.sentence = hit.value JOIN articles a USING (article) ORDER BY hit.key",
            params![json(&shown)],
            |row| {
                let (start, text): (i64, String) = (row.get(2)?, row.get(4)?);
                Ok(Hit {
                    article: row.get(0)?,
                    sentence: row.get(1)?,
                    start,
                    end: row.get(3)?,
                    marks: marks(&text, start, &asked.marked, packs),
                    text,
                    outlet: row.get(5)?,
                    day: row.get(6)?,
                    title: row.get(7)?,
                    language: row.get(8)?,
                    story: row.get(9)?,
                })
            },
        )?;
        Ok(SearchPage {
            query: query.to_owned(),
            total: first.len().min(WEIGHED) as i64,
            more,
            ranked,
            hits,
            facets: self.spread(&counted)?,
        })
    }

    /// Where hits come from, what of them is wanted, and the values of both.
    fn source(&self, asked: &Asked) -> Result<Source> {
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        let overlay = self.overlay()?;
        let mut wanted: Vec<String> = Vec::new();
        let mut of_filters: Vec<Box<dyn ToSql>> = Vec::new();
        let by_article = |condition: &str| {
            format!("EXISTS (SELECT 1 FROM articles a WHERE a.article = key >> 20 AND {condition})")
        };
        if let Some(outlet) = &asked.outlet {
            // An outlet has few of all articles, so most hits are looked at in vain: that must cost little.
            wanted.push(
                "key >> 20 IN (SELECT article FROM articles WHERE outlet = ? COLLATE NOCASE)".to_owned(),
            );
            of_filters.push(Box::new(outlet.clone()));
        }
        if let Some(since) = &asked.since {
            wanted.push(by_article("a.day >= ?"));
            of_filters.push(Box::new(day(since)?));
        }
        if let Some(end) = &asked.until {
            wanted.push(by_article("a.day <= ?"));
            of_filters.push(Box::new(until(end)?));
        }
        if let Some(language) = &asked.language {
            wanted.push(by_article("a.language = ?"));
            of_filters.push(Box::new(language.clone()));
        }
        if let Some(kind) = &asked.kind {
            let said = "EXISTS (SELECT 1 FROM statements s WHERE s.article = key >> 20 AND s.sentence = key & 1048575 AND s.voiced";
            match kind.as_str() {
                "direct" | "indirect" | "mixed" => {
                    wanted.push(format!("{said} AND s.type = ?)"));
                    of_filters.push(Box::new(kind.clone()));
                }
                "none" => wanted.push(format!("NOT {said})")),
                _ => {
                    let why = "no kind of sentence; direct, indirect, mixed or none was expected";
                    return Err(StoreError::question(kind, why));
                }
            }
        }
        if let Some(story) = &asked.story {
            wanted.push("key >> 20 IN (SELECT article FROM story_articles WHERE story = ?)".to_owned());
            of_filters.push(Box::new(self.story_number(story)?));
        }
        let names = asked.person.as_ref().map(|person| self.names_like(person, &overlay)).transpose()?;
        let source = if asked.matching.is_empty() {
            // Without words: the sentences that name the person.
            let names = names.unwrap_or_default();
            let meant = meant(1, names.len());
            names.into_iter().for_each(|name| values.push(Box::new(name)));
            format!(
                "WITH {meant} SELECT DISTINCT s.sentence AS key, 0 AS weight FROM meant e
                 JOIN mentions m ON m.article = e.article AND m.entity = e.n
                 JOIN sentences s ON s.sentence BETWEEN e.article * 1048576 AND e.article * 1048576 + 1048575
                   AND m.start >= s.start AND m.start < s.\"end\""
            )
        } else {
            if let Some(names) = names {
                // The words are the first value, these are the next.
                wanted.insert(
                    0,
                    format!("key >> 20 IN (WITH {} SELECT article FROM meant)", meant(2, names.len())),
                );
                let names = names.into_iter().map(|name| Box::new(name) as Box<dyn ToSql>);
                of_filters.splice(0..0, names);
            }
            values.push(Box::new(asked.matching.clone()));
            let bound = if wanted.is_empty() { String::new() } else { format!(" LIMIT {LOOKED_AT}") };
            format!(
                "SELECT rowid AS key, 0 AS weight FROM sentences_search WHERE sentences_search MATCH ? ORDER BY rowid DESC{bound}"
            )
        };
        values.extend(of_filters);
        let filter =
            if wanted.is_empty() { String::new() } else { format!("WHERE {}", wanted.join(" AND ")) };
        Ok((source, filter, values))
    }
}

/// Where the words that were looked for stand, in code points of the article's text.
fn marks(text: &str, start: i64, marked: &Marked, packs: &Packs) -> Vec<(i64, i64)> {
    let mut found = Vec::new();
    let mut word = String::new();
    let mut from = start;
    for (at, letter) in (start..).zip(text.chars().chain([' '])) {
        if letter.is_alphanumeric() {
            if word.is_empty() {
                from = at;
            }
            word.extend(letter.to_lowercase());
        } else if !word.is_empty() {
            let stems = || {
                packs
                    .languages
                    .iter()
                    .filter_map(|language| language.stems.as_ref())
                    .flat_map(|affixes| stems_of(affixes, &word))
            };
            let is_marked = marked.words.contains(&word)
                || marked.heads.iter().any(|head| word.starts_with(head.as_str()))
                || stems().any(|stem| marked.words.contains(&stem));
            if is_marked {
                found.push((from, at));
            }
            word.clear();
        }
    }
    found
}

/// Where hits come from, what of them is wanted, and the values bound to both.
type Source = (String, String, Vec<Box<dyn ToSql>>);
