//! One running story, from its own rows: no article is read for it but at the places that are shown.

use super::articles::{self, ArticleRow, article_row};
use super::checks::{CheckRow, CopyRow};
use super::lines::EntryRow;
use super::statements::Days;
use super::{CheckFilter, DevelopmentRow, EvidenceRow, IdentityRow};
use crate::error::{Result, StoreError};
use crate::open::Store;
use crate::overlay::Correction;
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

/// A story with everything found of it: the JSON of `trace`, with ids and corrections.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoryPage {
    /// Its id.
    pub id: String,
    /// In the reports' own words.
    pub title: String,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Why these articles are one story.
    pub why: String,
    /// By day of publication.
    pub articles: Vec<ArticleRow>,
    /// Happenings, by day.
    pub events: Vec<EventRow>,
    /// What happened and was said, in order of time.
    pub timeline: Vec<EntryRow>,
    /// The entries that matter most, as places in `timeline`; empty, since nobody asked for them.
    pub top: Vec<usize>,
    /// Where the reports contradict each other or themselves.
    pub disagreements: Vec<CheckRow>,
    /// Figures that grew from report to report.
    pub developments: Vec<DevelopmentRow>,
    /// Who calls one thing by which word.
    pub terms: Vec<TermsRow>,
    /// Who copied whom.
    pub copies: Vec<CopyRow>,
    /// The agencies that reports name as their source.
    pub agencies: Vec<AgencyRow>,
    /// Who goes by several names in it, or shares a name with another.
    pub names: Vec<IdentityRow>,
    /// What people said of it.
    pub corrections: Vec<Correction>,
}

/// An agency that reports name as their source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyRow {
    /// Its name.
    pub name: String,
    /// Id of its own report, where that is at hand.
    pub page: Option<String>,
    /// Who carries its text.
    pub carriers: Vec<CarrierRow>,
}

/// A report that names an agency in its head or tail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarrierRow {
    /// Id of the article.
    pub article: String,
    /// How it names the agency.
    pub why: String,
}

/// One happening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventRow {
    /// Its id.
    pub id: String,
    /// In a report's own words.
    pub title: String,
    /// When.
    pub when: Days,
    /// Ids of its reports.
    pub articles: Vec<String>,
    /// Why they are one event.
    pub why: String,
}

/// A thing that is called by two words or more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermsRow {
    /// The thing.
    pub thing: String,
    /// Who uses which word.
    pub uses: Vec<UseRow>,
}

/// One outlet's use of one word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UseRow {
    /// The word.
    pub word: String,
    /// Its language.
    pub language: String,
    /// Who uses it.
    pub outlet: String,
    /// How often.
    pub count: i64,
    /// The first sentence that has it.
    pub evidence: EvidenceRow,
}

/// The ids of what is found of a story, in the order in which a story has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingIds {
    /// Of the lines of its timeline.
    pub lines: Vec<String>,
    /// Of its contradictions.
    pub disagreements: Vec<String>,
    /// Of its growing figures.
    pub developments: Vec<String>,
}

impl StoryPage {
    /// The ids of what is found of it, which `Story` of the engine has not.
    pub fn ids(&self) -> FindingIds {
        FindingIds {
            lines: self.timeline.iter().map(|line| line.id.clone()).collect(),
            disagreements: self.disagreements.iter().map(|found| found.id.clone()).collect(),
            developments: self.developments.iter().map(|found| found.id.clone()).collect(),
        }
    }
}

impl Store {
    /// A story by its id, an older id of it, or the head of its id.
    ///
    /// # Errors
    /// When there is none.
    pub fn story(&self, id: &str) -> Result<StoryPage> {
        let number = self.story_number(id)?;
        let overlay = self.overlay()?;
        let head = self.rows(
            "SELECT id, title, from_day, to_day, why FROM stories WHERE story = ?",
            params![number],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
        )?;
        let (id, title, from, to, why): (String, String, _, _, _) =
            head.into_iter().next().unwrap_or_default();
        let of_story = CheckFilter { story: Some(id.clone()), limit: 0, ..CheckFilter::default() };
        Ok(StoryPage {
            title: overlay.fixed(&id, "title").unwrap_or(title),
            from,
            to,
            why,
            articles: self.articles_of(number)?,
            events: self.events(number)?,
            timeline: self.entries(number, (0, i64::MAX), &overlay)?,
            top: Vec::new(),
            disagreements: self.checks(&of_story)?,
            developments: self.developments(number, &overlay, false)?,
            terms: self.terms(number)?,
            copies: self.copies(Some(&id), 0)?,
            agencies: self.agencies(number)?,
            names: self.identities(number, &overlay)?,
            corrections: overlay.of(&id),
            id,
        })
    }

    /// The reports of a story, by day of publication.
    ///
    /// # Errors
    /// When there is no such story.
    pub fn story_articles(&self, id: &str) -> Result<Vec<ArticleRow>> {
        self.articles_of(self.story_number(id)?)
    }

    fn articles_of(&self, story: i64) -> Result<Vec<ArticleRow>> {
        let question = format!(
            "SELECT {} FROM story_articles s JOIN articles a USING (article) WHERE s.story = ? ORDER BY s.n",
            articles::COLUMNS
        );
        self.rows(&question, params![story], |row| article_row(row, 0))
    }

    /// The ids of an event's articles.
    pub(crate) fn articles_of_event(&self, id: &str) -> Result<Vec<String>> {
        let found = self.rows(
            "SELECT a.id FROM events e, json_each(e.articles) j JOIN articles a ON a.article = j.value WHERE e.id = ?",
            params![id],
            |row| row.get(0),
        )?;
        if found.is_empty() { Err(StoreError::unknown("event", id, "")) } else { Ok(found) }
    }

    fn events(&self, story: i64) -> Result<Vec<EventRow>> {
        self.rows(
            "SELECT id, title, from_day, to_day, why,
               (SELECT json_group_array(a.id ORDER BY j.key) FROM json_each(e.articles) j JOIN articles a ON a.article = j.value)
             FROM events e WHERE story = ? ORDER BY n",
            params![story],
            |row| {
                Ok(EventRow {
                    id: row.get(0)?,
                    title: row.get(1)?,
                    when: Days { from: row.get(2)?, to: row.get(3)? },
                    why: row.get(4)?,
                    articles: serde_json::from_str(row.get_ref(5)?.as_str()?).unwrap_or_default(),
                })
            },
        )
    }

    fn agencies(&self, story: i64) -> Result<Vec<AgencyRow>> {
        let found = self.rows("SELECT agencies FROM stories WHERE story = ?", params![story], |row| {
            Ok(serde_json::from_str(row.get_ref(0)?.as_str()?).unwrap_or_default())
        })?;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    fn terms(&self, story: i64) -> Result<Vec<TermsRow>> {
        let mut found: Vec<TermsRow> = Vec::new();
        let rows = self.rows(
            "SELECT t.thing, t.word, t.language, t.outlet, t.count, a.id, t.start, t.\"end\",
               substr(a.text, t.start + 1, t.\"end\" - t.start)
             FROM terms t JOIN articles a USING (article) WHERE t.story = ? ORDER BY t.n",
            params![story],
            |row| {
                let one = UseRow {
                    word: row.get(1)?,
                    language: row.get(2)?,
                    outlet: row.get(3)?,
                    count: row.get(4)?,
                    evidence: evidence(row, 5)?,
                };
                Ok((row.get::<_, String>(0)?, one))
            },
        )?;
        for (thing, one) in rows {
            match found.last_mut() {
                Some(last) if last.thing == thing => last.uses.push(one),
                _ => found.push(TermsRow { thing, uses: vec![one] }),
            }
        }
        Ok(found)
    }
}

/// Article, place and words, from four columns.
pub(super) fn evidence(row: &Row<'_>, at: usize) -> rusqlite::Result<EvidenceRow> {
    Ok(EvidenceRow {
        article: row.get(at)?,
        start: row.get(at + 1)?,
        end: row.get(at + 2)?,
        quote: row.get(at + 3)?,
    })
}
