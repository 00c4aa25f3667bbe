//! A person or body: the forms of the name, and what they are reported to have said.

use super::{Count, StatementFilter, StatementRow};
use crate::error::{Result, StoreError};
use crate::open::Store;
use crate::overlay::{Correction, Overlay};
use rusqlite::{params, params_from_iter};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A person or body.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NamePage {
    /// The name it goes by.
    pub name: String,
    /// What it names: the commonest answer.
    pub kind: String,
    /// Other forms met.
    pub forms: Vec<String>,
    /// Titles and roles met, the commonest first.
    pub roles: Vec<Count>,
    /// Articles that name it.
    pub articles: i64,
    /// Statements it is reported to have made.
    pub said: i64,
    /// Statements by day on which they were said.
    pub days: Vec<Count>,
    /// Outlets that report them.
    pub outlets: Vec<Count>,
    /// Stories it is in, by id.
    pub stories: Vec<Count>,
    /// What it said, in order of time.
    pub statements: Vec<StatementRow>,
    /// What was said to it.
    pub addressed: Vec<StatementRow>,
    /// Other names that this one may be meant by.
    pub other_names: Vec<String>,
    /// What people said of the name.
    pub corrections: Vec<Correction>,
}

impl Store {
    /// Whether an article names anybody so.
    pub(crate) fn names_in(&self, article: &str, name: &str) -> Result<bool> {
        let question = "SELECT count(*) FROM entities e JOIN articles a USING (article)
                        WHERE a.id = ? AND e.name = ? COLLATE NOCASE";
        Ok(self.number(question, params![article, name])? > 0)
    }

    /// A person or body by any form of the name, with at most `limit` statements (0 for all).
    ///
    /// # Errors
    /// When nothing has this name.
    pub fn who(&self, asked: &str, limit: usize) -> Result<NamePage> {
        let overlay = self.overlay()?;
        let mut counted: BTreeMap<String, i64> = BTreeMap::new();
        let names = self.names_like(asked, &overlay)?;
        for name in &names {
            let question = format!("WITH {} SELECT count(*) FROM meant", meant(1, 1));
            let count = self.number(&question, params![name])?;
            if count > 0 {
                *counted.entry(overlay.name(name)).or_default() += count;
            }
        }
        // Of several names that the form may stand for, the one it is itself, else the one most met.
        let own = counted.keys().find(|name| name.to_lowercase() == overlay.name(asked).to_lowercase());
        let most =
            counted.iter().max_by(|one, two| one.1.cmp(two.1).then(two.0.cmp(one.0))).map(|(name, _)| name);
        let name = match own.or(most) {
            Some(name) => name.clone(),
            None => self.described(asked, &overlay)?,
        };
        let same: Vec<String> = overlay.names_of(&name);
        let meant = meant(1, same.len());
        let counts = |question: &str| {
            let question = format!("WITH {meant} {question}");
            self.rows(&question, params_from_iter(same.iter()), |row| {
                Ok(Count { name: row.get::<_, Option<String>>(0)?.unwrap_or_default(), count: row.get(1)? })
            })
        };
        let kinds = counts("SELECT kind, count(*) FROM meant GROUP BY kind ORDER BY 2 DESC, 1")?;
        let articles = counts("SELECT '', count(DISTINCT article) FROM meant")?;
        let forms = counts(
            "SELECT j.value, 1 FROM meant e, json_each(e.aliases) j GROUP BY j.value ORDER BY 1 LIMIT 100",
        )?;
        let roles = counts(
            "SELECT j.value, count(*) FROM meant e, json_each(e.roles) j GROUP BY j.value ORDER BY 2 DESC, 1 LIMIT 20",
        )?;
        let stories = counts(
            "SELECT t.id, count(*) FROM meant e JOIN story_articles s USING (article) JOIN stories t USING (story)
             GROUP BY t.id ORDER BY 2 DESC, 1 LIMIT 50",
        )?;
        let everything = StatementFilter { who: Some(name.clone()), limit: 0, ..StatementFilter::default() };
        let mut statements = self.statements(&everything)?;
        let said = statements.len() as i64;
        let days = count(statements.iter().filter_map(|one| one.said_on.from.clone().or(one.day.clone())));
        let outlets = count(statements.iter().filter_map(|one| one.outlet.clone()));
        statements.truncate(if limit == 0 { usize::MAX } else { limit });
        let to = StatementFilter { to: Some(name.clone()), limit, ..StatementFilter::default() };
        let forms: BTreeSet<String> =
            forms.into_iter().map(|form| form.name).chain(same).filter(|form| *form != name).collect();
        Ok(NamePage {
            kind: kinds.into_iter().next().map(|kind| kind.name).unwrap_or_default(),
            forms: forms.into_iter().collect(),
            roles,
            articles: articles.first().map_or(0, |count| count.count),
            said,
            days,
            outlets,
            stories,
            statements,
            addressed: self.statements(&to)?,
            other_names: counted.into_keys().filter(|other| *other != name).collect(),
            corrections: overlay.of(&name),
            name,
        })
    }
}

impl Store {
    /// One whom no article names, only describes ("a witness"), but who says something or is told something.
    fn described(&self, asked: &str, overlay: &Overlay) -> Result<String> {
        let found = self.rows(
            "SELECT speaker FROM statements WHERE speaker = ?1 COLLATE NOCASE
             UNION SELECT addressee FROM statements WHERE addressee = ?1 COLLATE NOCASE
             UNION SELECT value FROM corrections WHERE undone IS NULL AND action = 'fix'
               AND field IN ('speaker', 'addressee') AND value = ?1 LIMIT 1",
            params![asked],
            |row| row.get::<_, String>(0),
        )?;
        let missing = || StoreError::unknown("name", asked, "`runut search` finds words");
        found.first().map(|name| overlay.name(name)).ok_or_else(missing)
    }
}

/// A table `meant` for a question: the entities that go by one of so many names, which are the parameters of the question
/// from `first` on, as people split and joined these.
pub(super) fn meant(first: usize, names: usize) -> String {
    let names = (first..first + names).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
    format!(
        "meant AS (
           SELECT e.* FROM entities e WHERE e.name COLLATE NOCASE IN ({names}) AND NOT EXISTS (
             SELECT 1 FROM corrections c JOIN articles b ON b.id = c.article
             WHERE b.article = e.article AND c.undone IS NULL AND c.action = 'rename'
               AND c.target = e.name COLLATE NOCASE AND c.value COLLATE NOCASE NOT IN ({names}))
           UNION
           SELECT e.* FROM corrections c JOIN articles b ON b.id = c.article JOIN entities e ON e.article = b.article
             AND e.name = c.target COLLATE NOCASE
           WHERE c.undone IS NULL AND c.action = 'rename' AND c.value COLLATE NOCASE IN ({names}))"
    )
}

/// How often each value comes, by value.
fn count(values: impl Iterator<Item = String>) -> Vec<Count> {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    counts.into_iter().map(|(name, count)| Count { name, count }).collect()
}
