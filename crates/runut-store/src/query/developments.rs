//! Figures that grew from report to report, which is no contradiction.

use super::EvidenceRow;
use super::story::evidence;
use crate::error::Result;
use crate::open::Store;
use crate::overlay::{Correction, Overlay};
use rusqlite::params;
use serde::Serialize;
use std::collections::BTreeMap;

/// A figure that grew.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DevelopmentRow {
    /// Its id.
    pub id: String,
    /// `development`, so that a row of it is told from one of a contradiction.
    pub kind: &'static str,
    /// What is counted.
    pub about: String,
    /// Two figures or more, by day.
    pub steps: Vec<StepRow>,
    /// How it shows.
    pub why: String,
    /// What people said of it.
    pub corrections: Vec<Correction>,
}

/// One figure of a development.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepRow {
    /// The day of the report.
    pub on: String,
    /// The number.
    pub value: f64,
    /// Who says it, in which words.
    pub says: String,
    /// The proof.
    pub evidence: EvidenceRow,
}

impl Store {
    /// The figures of a story that grew; those that people took away only when asked for.
    pub(super) fn developments(
        &self,
        story: i64,
        overlay: &Overlay,
        hidden: bool,
    ) -> Result<Vec<DevelopmentRow>> {
        let mut steps: BTreeMap<i64, Vec<StepRow>> = BTreeMap::new();
        let rows = self.rows(
            "SELECT s.development, s.day, s.value, s.says, a.id, s.start, s.\"end\",
               substr(a.text, s.start + 1, s.\"end\" - s.start)
             FROM steps s JOIN articles a USING (article) WHERE s.story = ? ORDER BY s.development, s.n",
            params![story],
            |row| {
                let (on, value, says) = (row.get(1)?, row.get(2)?, row.get(3)?);
                Ok((row.get(0)?, StepRow { on, value, says, evidence: evidence(row, 4)? }))
            },
        )?;
        rows.into_iter().for_each(|(of, step)| steps.entry(of).or_default().push(step));
        let found = self.rows(
            "SELECT n, id, about, why FROM developments WHERE story = ? ORDER BY n",
            params![story],
            |row| {
                let id: String = row.get(1)?;
                Ok(DevelopmentRow {
                    kind: "development",
                    about: row.get(2)?,
                    steps: steps.remove(&row.get(0)?).unwrap_or_default(),
                    why: row.get(3)?,
                    corrections: overlay.of(&id),
                    id,
                })
            },
        )?;
        Ok(found.into_iter().filter(|found| hidden || !overlay.is_hidden(&found.id)).collect())
    }
}
