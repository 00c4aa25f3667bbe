//! The lines of a timeline, each with its reports, as people left them.

use super::EvidenceRow;
use super::statements::{Days, LinkRow, split_id};
use crate::error::Result;
use crate::open::Store;
use crate::overlay::{Correction, Overlay};
use runut::model::Entry;
use rusqlite::{Row, params};
use serde::Serialize;
use std::collections::BTreeMap;

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntryRow {
    /// Its id.
    pub id: String,
    /// When it happened or was said.
    pub when: Days,
    /// `statement`, `event`.
    pub kind: String,
    /// The head of its text.
    pub title: String,
    /// In the words of the fullest report.
    pub text: String,
    /// Who said it, as corrected.
    pub speaker: Option<String>,
    /// To whom.
    pub addressee: Option<String>,
    /// Who reports it, the earliest first.
    pub reports: Vec<ReportRow>,
    /// How many reports are not copies of another, nor of one agency report.
    pub independent: i64,
    /// What people said of it and of its statements.
    pub corrections: Vec<Correction>,
}

/// One report of a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportRow {
    /// Id of the article.
    pub article: String,
    /// Who printed it.
    pub outlet: Option<String>,
    /// `s3`: its statement within the article.
    pub statement: Option<String>,
    /// Its other statements that say the same.
    pub others: Vec<String>,
    /// The sentence.
    pub evidence: EvidenceRow,
    /// Through whom.
    pub chain: Vec<LinkRow>,
    /// `same`, `close`, `translated`.
    pub wording: String,
}

impl Store {
    /// The line of a timeline that a statement (`ARTICLE:s3`) is part of; `None` where it stands in none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn line_of(&self, statement: &str) -> Result<Option<EntryRow>> {
        let Some((article, n)) = split_id(statement, 's') else { return Ok(None) };
        let article = self.article_number(article)?;
        let places: Vec<(i64, i64)> = self.rows(
            "SELECT story, entry FROM reports WHERE article = ?1
               AND (statement = ?2 OR EXISTS (SELECT 1 FROM json_each(others) WHERE value = ?2)) LIMIT 1",
            params![article, n],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let Some(&(story, line)) = places.first() else { return Ok(None) };
        Ok(self.entries(story, (line, line), &self.overlay()?)?.into_iter().next())
    }

    /// Lines of a timeline, the first and last of which have these numbers.
    pub(super) fn entries(
        &self,
        story: i64,
        (first, last): (i64, i64),
        overlay: &Overlay,
    ) -> Result<Vec<EntryRow>> {
        let mut reports: BTreeMap<i64, Vec<(ReportRow, Own)>> = BTreeMap::new();
        let found = self.rows(
            "SELECT r.entry, a.id, a.outlet, r.statement, r.others, r.start, r.\"end\",
               substr(a.text, r.start + 1, r.\"end\" - r.start), r.chain, r.wording, s.speaker, s.addressee
             FROM reports r JOIN articles a USING (article)
             LEFT JOIN statements s ON s.article = r.article AND s.n = r.statement
             WHERE r.story = ? AND r.entry BETWEEN ? AND ? ORDER BY r.entry, r.n",
            params![story, first, last],
            |row| Ok((row.get(0)?, (report_row(row, overlay)?, [row.get(10)?, row.get(11)?]))),
        )?;
        found.into_iter().for_each(|(entry, report)| reports.entry(entry).or_default().push(report));
        let rows = self.rows(
            "SELECT n, id, from_day, to_day, kind, text, speaker, addressee, independent FROM entries
             WHERE story = ? AND n BETWEEN ? AND ? ORDER BY n",
            params![story, first, last],
            |row| {
                let reports = reports.remove(&row.get(0)?).unwrap_or_default();
                entry_row(row, reports, overlay)
            },
        )?;
        Ok(rows.into_iter().flatten().collect())
    }
}

fn report_row(row: &Row<'_>, overlay: &Overlay) -> rusqlite::Result<ReportRow> {
    let article: String = row.get(1)?;
    let others: Vec<i64> = serde_json::from_str(row.get_ref(4)?.as_str()?).unwrap_or_default();
    let chain: Vec<(String, String, Option<i64>, Option<i64>)> =
        serde_json::from_str(row.get_ref(8)?.as_str()?).unwrap_or_default();
    let link = |(name, how, start, end): (String, String, _, _)| LinkRow {
        name: overlay.name_in(&article, &name),
        how,
        start,
        end,
    };
    Ok(ReportRow {
        outlet: row.get(2)?,
        statement: row.get::<_, Option<i64>>(3)?.map(|n| format!("s{n}")),
        others: others.into_iter().map(|n| format!("s{n}")).collect(),
        evidence: EvidenceRow {
            article: article.clone(),
            start: row.get(5)?,
            end: row.get(6)?,
            quote: row.get(7)?,
        },
        chain: chain.into_iter().map(link).collect(),
        wording: row.get(9)?,
        article,
    })
}

/// The names of speaker and addressee in a report's own article.
type Own = [Option<String>; 2];

/// A line as people left it; `None` when they took it away, or every report of it.
fn entry_row(
    row: &Row<'_>,
    mut found: Vec<(ReportRow, Own)>,
    overlay: &Overlay,
) -> rusqlite::Result<Option<EntryRow>> {
    let id: String = row.get(1)?;
    let statement = |report: &ReportRow| report.statement.as_ref().map(|s| format!("{}:{s}", report.article));
    found.retain(|(report, _)| !statement(report).is_some_and(|id| overlay.is_hidden(&id)));
    let (reports, own): (Vec<ReportRow>, Vec<Own>) = found.into_iter().unzip();
    if overlay.is_hidden(&id) || reports.is_empty() {
        return Ok(None);
    }
    let statements: Vec<String> = reports.iter().filter_map(statement).collect();
    let fixed = |field: &str| {
        let of_statement = || statements.iter().find_map(|id| overlay.fixed(id, field));
        overlay.fixed(&id, field).or_else(of_statement)
    };
    let shown = |at: usize, field: &str, found: Option<String>| match fixed(field) {
        Some(value) if value.is_empty() => None,
        Some(value) => Some(value),
        None => found.map(|name| {
            let own = || reports.iter().zip(&own).map(|(report, own)| (&*report.article, own[at].as_deref()));
            overlay.line_name(&name, own())
        }),
    };
    let when = match fixed("said_on") {
        Some(day) => Days { from: Some(day.clone()), to: Some(day) },
        None => Days { from: row.get(2)?, to: row.get(3)? },
    };
    let mut corrections = overlay.of(&id);
    statements.iter().for_each(|id| corrections.extend(overlay.of(id)));
    let independent: i64 = row.get(8)?;
    let text: String = fixed("text").filter(|text| !text.is_empty()).map_or_else(|| row.get(5), Ok)?;
    Ok(Some(EntryRow {
        when,
        kind: row.get(4)?,
        title: Entry::title_of(&text).to_owned(),
        text,
        speaker: shown(0, "speaker", row.get(6)?),
        addressee: shown(1, "addressee", row.get(7)?),
        independent: independent.min(reports.len() as i64),
        reports,
        corrections,
        id,
    }))
}
