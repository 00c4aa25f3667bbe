//! A person or body: the forms of the name, and what they are reported to have said.

use super::meant::Meant;
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
    /// Of a person only what is theirs: an article's "Marsh" is the Marsh of this name where its story knows him by it,
    /// and nobody's where it does not.
    ///
    /// # Errors
    /// When nothing has this name.
    pub fn who(&self, asked: &str, limit: usize) -> Result<NamePage> {
        let overlay = self.overlay()?;
        let (name, other_names) = self.chosen_name(asked, &overlay)?;
        let meant = self.meant_exactly(&name, &overlay)?;
        let Met { kinds, articles, forms, roles, stories } = self.met(&meant, &overlay)?;
        let kind = commonest(kinds).into_iter().next().map(|kind| kind.name).unwrap_or_default();
        let mut stories = commonest(stories);
        stories.truncate(50);
        for story in &mut stories {
            let id = "SELECT id FROM stories WHERE story = ?";
            let found =
                self.rows(id, params![story.name.parse::<i64>().unwrap_or_default()], |row| row.get(0))?;
            story.name = found.into_iter().next().unwrap_or_default();
        }
        let mut roles = commonest(roles);
        roles.truncate(20);
        // A body goes by its abbreviation in one article and by its name in another.
        let meant = if kind == "person" { meant } else { self.meant(&Some(name.clone()), &overlay)? };
        let everybody = Meant::default();
        let any = StatementFilter { limit: 0, ..StatementFilter::default() };
        let limit = if limit == 0 { usize::MAX } else { limit };
        let (mut said, mut days, mut outlets) = (0, BTreeMap::new(), BTreeMap::new());
        let mut keys = Vec::new();
        self.chosen(&any, [&meant, &everybody], &overlay, |key| {
            said += 1;
            for (counts, value) in [(&mut days, &key.day), (&mut outlets, &key.outlet)] {
                if let Some(value) = value {
                    *counts.entry(value.clone()).or_default() += 1;
                }
            }
            if keys.len() < limit {
                keys.push(key);
            }
            true
        })?;
        let mut to = Vec::new();
        self.chosen(&any, [&everybody, &meant], &overlay, |key| {
            to.push(key);
            to.len() < limit
        })?;
        let lower = name.to_lowercase();
        let forms =
            forms.into_iter().chain(overlay.names_of(&name)).filter(|form| form.to_lowercase() != lower);
        let forms: BTreeSet<String> = forms.collect();
        Ok(NamePage {
            kind,
            forms: forms.into_iter().take(100).collect(),
            roles,
            articles,
            said,
            days: days.into_iter().map(|(name, count)| Count { name, count }).collect(),
            outlets: outlets.into_iter().map(|(name, count)| Count { name, count }).collect(),
            stories,
            statements: self.whole(&keys, &overlay)?,
            addressed: self.whole(&to, &overlay)?,
            other_names,
            corrections: overlay.of(&name),
            name,
        })
    }

    /// Of several names that a form may stand for, the one it is itself, else the one most met; and the others.
    fn chosen_name(&self, asked: &str, overlay: &Overlay) -> Result<(String, Vec<String>)> {
        let mut counted: BTreeMap<String, i64> = BTreeMap::new();
        for name in self.names_like(asked, overlay)? {
            let name = overlay.name(&name);
            if counted.contains_key(&name) {
                continue;
            }
            let meant = self.meant_exactly(&name, overlay)?;
            let question = format!(
                "WITH {} SELECT count(*) FROM (SELECT 1 FROM meant LIMIT {COUNTED})",
                meant.entities(1, overlay)
            );
            let count = self.number(&question, params_from_iter(meant.names.iter()))?;
            if count > 0 {
                counted.insert(name, count);
            }
        }
        let own = counted.keys().find(|name| name.to_lowercase() == overlay.name(asked).to_lowercase());
        let most =
            counted.iter().max_by(|one, two| one.1.cmp(two.1).then(two.0.cmp(one.0))).map(|(name, _)| name);
        let name = match own.or(most) {
            Some(name) => name.clone(),
            None => self.described(asked, overlay)?,
        };
        let mut others: BTreeSet<String> = counted.into_keys().collect();
        if !name.contains(' ') {
            // Whoever looks for a lone word may mean one of those who have it in their name.
            others.extend(self.names_with(&name)?.iter().map(|other| overlay.name(other)));
        }
        others.remove(&name);
        Ok((name, others.into_iter().collect()))
    }

    /// What articles have of those who are meant.
    fn met(&self, meant: &Meant, overlay: &Overlay) -> Result<Met> {
        let mut met = Met::default();
        let (mut aliases, mut of_roles) = (BTreeSet::new(), BTreeMap::new());
        let mut articles = BTreeSet::new();
        let question = format!(
            "WITH {} SELECT article, kind, name, aliases, roles,
               (SELECT s.story FROM story_articles s WHERE s.article = meant.article) FROM meant",
            meant.entities(1, overlay)
        );
        let mut all = || -> rusqlite::Result<()> {
            let mut rows = self.connection.prepare_cached(&question)?;
            let mut rows = rows.query(params_from_iter(meant.names.iter()))?;
            while let Some(row) = rows.next()? {
                articles.insert(row.get::<_, i64>(0)?);
                count(&mut met.kinds, row.get_ref(1)?.as_str()?);
                for (at, texts) in [(2, &mut met.forms), (3, &mut aliases)] {
                    let text = row.get_ref(at)?.as_str()?;
                    if !texts.contains(text) {
                        texts.insert(text.to_owned());
                    }
                }
                count(&mut of_roles, row.get_ref(4)?.as_str()?);
                if let Some(story) = row.get::<_, Option<i64>>(5)? {
                    count(&mut met.stories, &story.to_string());
                }
            }
            Ok(())
        };
        all().map_err(|error| self.failed(error))?;
        met.articles = articles.len() as i64;
        let list = |text: &str| serde_json::from_str::<Vec<String>>(text).unwrap_or_default();
        met.forms.extend(aliases.iter().flat_map(|aliases| list(aliases)));
        for (roles, times) in of_roles {
            list(&roles).into_iter().for_each(|role| *met.roles.entry(role).or_default() += times);
        }
        Ok(met)
    }
}

/// Entities of a name that are counted at most, to choose among names.
const COUNTED: usize = 1_000;

/// What articles have of somebody.
#[derive(Default)]
struct Met {
    kinds: BTreeMap<String, i64>,
    articles: i64,
    forms: BTreeSet<String>,
    roles: BTreeMap<String, i64>,
    /// By number.
    stories: BTreeMap<String, i64>,
}

/// Counts a value.
fn count(counts: &mut BTreeMap<String, i64>, value: &str) {
    match counts.get_mut(value) {
        Some(count) => *count += 1,
        None => drop(counts.insert(value.to_owned(), 1)),
    }
}

/// The commonest values first.
fn commonest(counts: BTreeMap<String, i64>) -> Vec<Count> {
    let mut counts: Vec<Count> = counts.into_iter().map(|(name, count)| Count { name, count }).collect();
    counts.sort_by(|one, two| two.count.cmp(&one.count).then_with(|| one.name.cmp(&two.name)));
    counts
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
