//! Full-text search over sentences.

mod parse;
mod spread;

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
/// Weighing reads every sentence that has a word, also of a word that stands in nearly every article; and of more than a
/// thousand nobody reads the best without asking more exactly.
pub const WEIGHED: usize = 1_000;

/// Names of somebody from which on each hit is asked whether it has one, instead of listing all that have.
const PROMINENT: i64 = 2_000;

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
        let keys = |limit: usize, offset: usize| -> Result<Vec<i64>> {
            let Source { from, filter, order, values } = self.source(asked, limit.saturating_add(offset))?;
            let of_page: [i64; 2] = [limit, offset].map(|number| i64::try_from(number).unwrap_or(i64::MAX));
            let values =
                values.iter().map(AsRef::as_ref).chain(of_page.iter().map(|number| number as &dyn ToSql));
            let question = format!("SELECT key FROM ({from}) {filter} {order} LIMIT ? OFFSET ?");
            self.rows(&question, params_from_iter(values), |row| row.get(0))
        };
        // Only as many hits as can be weighed are counted.
        let first = keys(WEIGHED + 1, 0)?;
        let more = first.len() > WEIGHED;
        let counted = self.rows(
            "SELECT a.article, a.id, a.outlet, substr(a.day, 1, 7),
               (SELECT t.id FROM story_articles s JOIN stories t USING (story) WHERE s.article = a.article), a.language,
               json_group_array(hit.value & 1048575)
             FROM json_each(?) hit JOIN articles a ON a.article = hit.value >> 20 GROUP BY a.article ORDER BY a.article",
            params![json(&first)],
            |row| Counted::of(row, 0),
        )?;
        let ranked = !more && !asked.matching.is_empty();
        let shown = if ranked {
            let Source { from, filter, mut values, .. } = self.source(asked, 0)?;
            let weighed = from.replace("0 AS weight", "bm25(sentences_search, 2.0, 1.0) AS weight");
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

    /// Where hits come from, when `most` of them are asked for.
    fn source(&self, asked: &Asked, most: usize) -> Result<Source> {
        let overlay = self.overlay()?;
        let meant = self.meant(&asked.person, &overlay)?;
        let by_words = !asked.matching.is_empty();
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        if by_words {
            values.push(Box::new(asked.matching.clone()));
        }
        // The names come next, numbered; the values of the filters are behind them in the order of the text.
        let of_names = (!meant.is_everybody()).then(|| meant.entities(values.len() + 1, &overlay));
        meant.names.iter().for_each(|name| values.push(Box::new(name.clone())));
        let at = if by_words { "key >> 20" } else { "x.article" };
        let mut wanted: Vec<String> = Vec::new();
        let mut value = |value: Box<dyn ToSql>| {
            values.push(value);
            format!("?{}", values.len())
        };
        if let (Some(of_names), true) = (&of_names, by_words) {
            let question =
                format!("WITH {of_names} SELECT count(*) FROM (SELECT 1 FROM meant LIMIT {PROMINENT})");
            // The first parameter is not asked for here.
            let names = std::iter::once(&asked.matching).chain(&meant.names);
            wanted.push(if self.number(&question, params_from_iter(names))? < PROMINENT {
                format!("{at} IN (WITH {of_names} SELECT article FROM meant)")
            } else {
                format!("EXISTS (WITH {of_names} SELECT 1 FROM meant WHERE meant.article = {at})")
            });
        }
        let by_article = |condition: String| {
            format!("EXISTS (SELECT 1 FROM articles a WHERE a.article = {at} AND {condition})")
        };
        if let Some(outlet) = &asked.outlet {
            // An outlet has few of all articles, so most hits are looked at in vain: that must cost little.
            let outlet = value(Box::new(outlet.clone()));
            wanted.push(format!(
                "{at} IN (SELECT article FROM articles WHERE outlet = {outlet} COLLATE NOCASE)"
            ));
        }
        if let Some(since) = &asked.since {
            wanted.push(by_article(format!("a.day >= {}", value(Box::new(day(since)?)))));
        }
        if let Some(end) = &asked.until {
            wanted.push(by_article(format!("a.day <= {}", value(Box::new(until(end)?)))));
        }
        if let Some(language) = &asked.language {
            wanted.push(by_article(format!("a.language = {}", value(Box::new(language.clone())))));
        }
        if let Some(story) = &asked.story {
            let story = value(Box::new(self.story_number(story)?));
            wanted.push(format!("{at} IN (SELECT article FROM story_articles WHERE story = {story})"));
        }
        let mut said = None;
        if let Some(kind) = &asked.kind {
            let any = "EXISTS (SELECT 1 FROM statements s WHERE s.article = key >> 20 AND s.sentence = key & 1048575 AND s.voiced";
            said = Some(match kind.as_str() {
                "direct" | "indirect" | "mixed" => {
                    format!("{any} AND s.type = {})", value(Box::new(kind.clone())))
                }
                "none" => format!("NOT {any})"),
                _ => {
                    let why = "no kind of sentence; direct, indirect, mixed or none was expected";
                    return Err(StoreError::question(kind, why));
                }
            });
        }
        let all = |conditions: &[String]| match conditions {
            [] => String::new(),
            some => format!("WHERE {}", some.join(" AND ")),
        };
        if by_words {
            wanted.extend(said);
            let bound = if wanted.is_empty() { String::new() } else { format!(" LIMIT {LOOKED_AT}") };
            // The index gives the newest stored first by itself.
            let from = format!(
                "SELECT rowid AS key, 0 AS weight FROM sentences_search WHERE sentences_search MATCH ?1 ORDER BY rowid DESC{bound}"
            );
            return Ok(Source { from, filter: all(&wanted), order: "", values });
        }
        // Every article gives a sentence at least, so that no more of them need be looked at; of some kind not each does.
        let looked_at = most.saturating_mul(if said.is_some() { 40 } else { 2 }).min(LOOKED_AT);
        let (from, order) = match of_names {
            // Without words: the sentences that name the person.
            Some(of_names) => (
                format!(
                    "WITH {of_names} SELECT DISTINCT s.sentence AS key FROM
                       (SELECT x.article, x.n FROM meant x {} ORDER BY x.article DESC LIMIT {looked_at}) e
                     CROSS JOIN mentions m ON m.article = e.article AND m.entity = e.n
                     CROSS JOIN sentences s ON s.sentence BETWEEN e.article * 1048576 AND e.article * 1048576 + 1048575
                       AND m.start >= s.start AND m.start < s.\"end\"",
                    all(&wanted)
                ),
                "ORDER BY key DESC",
            ),
            // Without a person too: all that the filters leave, the newest article first.
            None => (
                format!(
                    "SELECT s.sentence AS key, e.day, e.id FROM
                       (SELECT x.article, x.day, x.id FROM articles x {} ORDER BY x.day DESC, x.id LIMIT {looked_at}) e
                     CROSS JOIN sentences s ON s.sentence BETWEEN e.article * 1048576 AND e.article * 1048576 + 1048575",
                    all(&wanted)
                ),
                "ORDER BY day DESC, id, key",
            ),
        };
        Ok(Source { from, filter: all(&Vec::from_iter(said)), order, values })
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

/// Where hits come from, what of them is wanted, in which order, and the values bound to all.
struct Source {
    from: String,
    filter: String,
    order: &'static str,
    values: Vec<Box<dyn ToSql>>,
}
