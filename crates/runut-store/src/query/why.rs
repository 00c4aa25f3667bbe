//! Why something is in the database as it is: what found it, by which rule, with which evidence.

use super::statements::split_id;
use super::{CheckFilter, EvidenceRow};
use crate::error::{Result, StoreError};
use crate::open::Store;
use crate::overlay::Correction;
use rusqlite::params;
use serde::Serialize;

/// Why a finding is as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The id that was asked for.
    pub id: String,
    /// `article`, `statement`, `time`, `figure`, `story`, `event`, `entry`, `disagreement`, `development`.
    pub what: String,
    /// What it says, in a line.
    pub says: String,
    /// How it was found, one reason a line: a name and its value.
    pub reasons: Vec<(String, String)>,
    /// The words it was found in.
    pub evidence: Vec<EvidenceRow>,
    /// What people said of it.
    pub corrections: Vec<Correction>,
}

impl Store {
    /// Why the thing of this id is as it is: a story, event, line of a timeline (`l-…`), contradiction (`d-…`), growing figure
    /// (`g-…`), article, or of an article a statement (`ARTICLE:s3`), time (`:t3`) or figure (`:f3`).
    ///
    /// # Errors
    /// When nothing has this id.
    pub fn why(&self, id: &str) -> Result<Explanation> {
        let found = if let Some((article, n)) = split_id(id, 's') {
            self.why_statement(article, n, id)?
        } else if let Some((article, n)) = split_id(id, 't') {
            self.why_time(article, n)?
        } else if let Some((article, n)) = split_id(id, 'f') {
            self.why_figure(article, n)?
        } else {
            match id.split_once('-').map(|(letter, _)| letter) {
                Some("s") => Some(self.why_story(id)?),
                Some("e") => self.why_event(id)?,
                Some("l") => self.why_entry(id)?,
                Some("d") => self.why_disagreement(id)?,
                Some("g") => self.why_development(id)?,
                _ => None,
            }
        };
        let mut found = match found {
            Some(found) => found,
            None => self.why_article(id).map_err(|_| {
                StoreError::unknown(
                    "finding",
                    id,
                    "an id of a story, article, statement (ARTICLE:s3) or contradiction was expected",
                )
            })?,
        };
        found.corrections = self.overlay()?.of(&found.id);
        Ok(found)
    }

    fn why_statement(&self, article: &str, n: i64, id: &str) -> Result<Option<Explanation>> {
        let row = self.statement(id)?;
        let number = self.article_number(article)?;
        let rules = self.rows(
            "SELECT rule, speaker_why, cue, source FROM statements WHERE article = ? AND n = ?",
            params![number, n],
            |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                    row.get::<_, String>(3)?,
                ))
            },
        )?;
        let (rule, speaker_why, cue, source) = rules.into_iter().next().unwrap_or_default();
        let mut reasons = vec![
            reason("type", &row.r#type),
            reason("rule", &rule),
            reason("cue", &self.words(number, &cue)?),
            reason("source", &self.words(number, &source)?),
            reason("speaker", row.speaker.as_deref().unwrap_or("unknown")),
            reason("speaker told by", row.speaker_how.as_deref().unwrap_or("")),
            reason("speaker found by", &speaker_why),
            reason("confidence", &row.confidence),
            reason("addressee", row.addressee.as_deref().unwrap_or("")),
            reason("said on", row.said_on.from.as_deref().unwrap_or("")),
            reason("day known by", row.said_why.as_deref().unwrap_or("")),
        ];
        reasons
            .extend(row.chain.iter().map(|link| reason("through", &format!("{} ({})", link.name, link.how))));
        Ok(Some(explanation(&row.id, "statement", &row.text, reasons, vec![row.evidence])))
    }

    /// The words of a JSON list of places.
    fn words(&self, article: i64, places: &str) -> Result<String> {
        let words = self.rows(
            "SELECT substr(a.text, (j.value ->> 0) + 1, (j.value ->> 1) - (j.value ->> 0)) FROM articles a, json_each(?2) j WHERE a.article = ?1",
            params![article, places],
            |row| row.get::<_, String>(0),
        )?;
        Ok(words.join(" … "))
    }

    fn why_time(&self, article: &str, n: i64) -> Result<Option<Explanation>> {
        let number = self.article_number(article)?;
        let found = self.rows(
            "SELECT a.id, t.start, t.\"end\", CASE WHEN t.removed IS NULL THEN substr(a.text, t.start + 1, t.\"end\" - t.start)
               ELSE substr((SELECT r.text FROM removed r WHERE r.article = t.article AND r.n = t.removed), t.start + 1, t.\"end\" - t.start) END,
               t.type, t.value, t.anchor, t.weekday, t.likely, t.why, t.rule, t.utc_offset
             FROM times t JOIN articles a USING (article) WHERE t.article = ? AND t.n = ?",
            params![number, n],
            |row| {
                let evidence = super::story::evidence(row, 0)?;
                let text = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(at)?.unwrap_or_default());
                let reasons = vec![
                    reason("type", &text(4)?),
                    reason("value", &text(5)?),
                    reason("offset of its clock", &text(11)?),
                    reason("reckoned from", &text(6)?),
                    reason("weekday", &text(7)?),
                    reason("likely", &text(8)?),
                    reason("why", &text(9)?),
                    reason("rule", &text(10)?),
                ];
                let id = format!("{}:t{n}", evidence.article);
                Ok(explanation(&id, "time", &evidence.quote.clone(), reasons, vec![evidence]))
            },
        )?;
        Ok(found.into_iter().next())
    }

    fn why_figure(&self, article: &str, n: i64) -> Result<Option<Explanation>> {
        let number = self.article_number(article)?;
        let found = self.rows(
            "SELECT a.id, f.start, f.\"end\", substr(a.text, f.start + 1, f.\"end\" - f.start), f.value, f.low, f.high,
               f.sense, f.unit, f.counts, f.claimed_by, f.rule
             FROM figures f JOIN articles a USING (article) WHERE f.article = ? AND f.n = ?",
            params![number, n],
            |row| {
                let evidence = super::story::evidence(row, 0)?;
                let number = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<f64>>(at)?.map(|n| n.to_string()).unwrap_or_default());
                let text = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(at)?.unwrap_or_default());
                let reasons = vec![
                    reason("value", &number(4)?),
                    reason("low", &number(5)?),
                    reason("high", &number(6)?),
                    reason("sense", &text(7)?),
                    reason("unit", &text(8)?),
                    reason("counts", &text(9)?),
                    reason("claimed by", &text(10)?),
                    reason("rule", &text(11)?),
                ];
                let id = format!("{}:f{n}", evidence.article);
                Ok(explanation(&id, "figure", &evidence.quote.clone(), reasons, vec![evidence]))
            },
        )?;
        Ok(found.into_iter().next())
    }

    fn why_story(&self, id: &str) -> Result<Explanation> {
        let story = self.story(id)?;
        let reasons = vec![
            reason("why one story", &story.why),
            reason("reports", &story.articles.len().to_string()),
            reason("events", &story.events.len().to_string()),
        ];
        Ok(explanation(&story.id, "story", &story.title, reasons, Vec::new()))
    }

    fn why_event(&self, id: &str) -> Result<Option<Explanation>> {
        let found = self.rows(
            "SELECT e.id, e.title, e.why, t.id FROM events e JOIN stories t USING (story)
             WHERE e.id = coalesce((SELECT new_id FROM moved WHERE old_id = ?1), ?1)",
            params![id],
            |row| {
                let (id, title, why, story): (String, String, String, String) =
                    (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                Ok(explanation(
                    &id,
                    "event",
                    &title,
                    vec![reason("why one event", &why), reason("story", &story)],
                    Vec::new(),
                ))
            },
        )?;
        Ok(found.into_iter().next())
    }

    fn why_entry(&self, id: &str) -> Result<Option<Explanation>> {
        let story = self.rows(
            "SELECT t.id FROM entries e JOIN stories t USING (story) WHERE e.id = ?",
            params![id],
            |row| row.get::<_, String>(0),
        )?;
        let Some(story) = story.into_iter().next() else { return Ok(None) };
        let page = self.story(&story)?;
        let Some(entry) = page.timeline.into_iter().find(|entry| entry.id == id) else { return Ok(None) };
        let mut reasons = vec![
            reason("story", &story),
            reason("reports", &entry.reports.len().to_string()),
            reason("of them independent", &entry.independent.to_string()),
        ];
        let statements = entry
            .reports
            .iter()
            .filter_map(|report| report.statement.as_ref().map(|s| format!("{}:{s}", report.article)));
        reasons.extend(statements.map(|id| reason("statement", &id)));
        let evidence = entry.reports.into_iter().map(|report| report.evidence).collect();
        Ok(Some(explanation(id, "entry", &entry.text, reasons, evidence)))
    }

    fn why_disagreement(&self, id: &str) -> Result<Option<Explanation>> {
        let all = self.checks(&CheckFilter { limit: 0, hidden: true, ..CheckFilter::default() })?;
        let Some(found) = all.into_iter().find(|check| check.id == id) else { return Ok(None) };
        let mut reasons =
            vec![reason("kind", found.of.as_ref().unwrap_or(&found.kind)), reason("why", &found.why)];
        reasons.push(reason("likely", found.likely.as_deref().unwrap_or("")));
        reasons.extend(found.sides.iter().map(|side| reason("says", &side.says)));
        let evidence = found.sides.into_iter().map(|side| side.evidence).collect();
        Ok(Some(explanation(id, "disagreement", &found.about, reasons, evidence)))
    }

    fn why_development(&self, id: &str) -> Result<Option<Explanation>> {
        let stories = self.rows(
            "SELECT d.story, t.id FROM developments d JOIN stories t USING (story) WHERE d.id = ?",
            params![id],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)),
        )?;
        let Some((number, story)) = stories.into_iter().next() else { return Ok(None) };
        let all = self.developments(number, &self.overlay()?, true)?;
        let Some(found) = all.into_iter().find(|found| found.id == id) else { return Ok(None) };
        let mut reasons = vec![reason("story", &story), reason("why", &found.why)];
        reasons.extend(found.steps.iter().map(|step| reason(&step.on, &step.says)));
        let evidence = found.steps.into_iter().map(|step| step.evidence).collect();
        Ok(Some(explanation(id, "development", &found.about, reasons, evidence)))
    }

    fn why_article(&self, id: &str) -> Result<Explanation> {
        let number = self.article_number(id)?;
        let row = self.article_row(id)?;
        let mut reasons = vec![reason("source", &row.source)];
        let stated = self.rows(
            "SELECT field, value, how, quote FROM stated WHERE article = ? ORDER BY n",
            params![number],
            |row| {
                let (field, value, how, quote): (String, String, String, String) =
                    (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                let quoted = if quote.is_empty() { String::new() } else { format!(" “{quote}”") };
                Ok((field, format!("{value} ({how}{quoted})")))
            },
        )?;
        reasons.extend(stated);
        let removed = self.rows(
            "SELECT role, count(*), min(why) FROM removed WHERE article = ? GROUP BY role ORDER BY role",
            params![number],
            |row| {
                Ok((
                    format!("left out as {}", row.get::<_, String>(0)?),
                    format!("{} parts, as: {}", row.get::<_, i64>(1)?, row.get::<_, String>(2)?),
                ))
            },
        )?;
        reasons.extend(removed);
        Ok(explanation(&row.id, "article", row.title.as_deref().unwrap_or_default(), reasons, Vec::new()))
    }
}

fn reason(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// An explanation without its empty reasons.
fn explanation(
    id: &str,
    what: &str,
    says: &str,
    mut reasons: Vec<(String, String)>,
    evidence: Vec<EvidenceRow>,
) -> Explanation {
    reasons.retain(|(_, value)| !value.is_empty());
    let (id, what, says) = (id.to_owned(), what.to_owned(), says.to_owned());
    Explanation { id, what, says, reasons, evidence, corrections: Vec::new() }
}
