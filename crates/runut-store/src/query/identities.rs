//! Who is who in a story: one name for each, with the forms that its articles have for it and what shows it.

use super::EvidenceRow;
use crate::error::Result;
use crate::open::Store;
use crate::overlay::Overlay;
use rusqlite::{Row, params};
use serde::Serialize;
use std::collections::BTreeMap;

/// One who goes by several names in a story, or shares a name with another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IdentityRow {
    /// The one name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Whom it is in each article.
    pub forms: Vec<FormRow>,
}

/// The name of one article for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormRow {
    /// Its name there.
    pub form: String,
    /// Id of the article.
    pub article: String,
    /// What shows that it is the same.
    pub why: String,
    /// Where the article names it so, where that is another form than the name.
    pub evidence: Option<EvidenceRow>,
    /// Where another article has what binds the two.
    pub beside: Option<EvidenceRow>,
}

impl Store {
    /// Who is who in a story, as people left it.
    pub(super) fn identities(&self, story: i64, overlay: &Overlay) -> Result<Vec<IdentityRow>> {
        let mut forms: BTreeMap<i64, Vec<FormRow>> = BTreeMap::new();
        let rows = self.rows(
            "SELECT f.identity, f.form, f.why, a.id, f.start, f.\"end\", substr(a.text, f.start + 1, f.\"end\" - f.start),
               b.id, f.beside_start, f.beside_end, substr(b.text, f.beside_start + 1, f.beside_end - f.beside_start)
             FROM identity_forms f JOIN articles a USING (article) LEFT JOIN articles b ON b.article = f.beside
             WHERE f.story = ? ORDER BY f.identity, f.n",
            params![story],
            |row| {
                let form = FormRow {
                    form: row.get(1)?,
                    article: row.get(3)?,
                    why: row.get(2)?,
                    evidence: perhaps(row, 3)?,
                    beside: perhaps(row, 7)?,
                };
                Ok((row.get(0)?, form))
            },
        )?;
        rows.into_iter().for_each(|(of, form)| forms.entry(of).or_default().push(form));
        let found = self.rows(
            "SELECT n, kind, name FROM identities WHERE story = ? ORDER BY n",
            params![story],
            |row| Ok((row.get(1)?, row.get(2)?, forms.remove(&row.get(0)?).unwrap_or_default())),
        )?;
        let shown = overlay.identities(found, |form| (form.article.clone(), form.form.clone()));
        Ok(shown.into_iter().map(|(kind, name, forms)| IdentityRow { name, kind, forms }).collect())
    }
}

/// Article, place and words from four columns, where there is a place.
fn perhaps(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<EvidenceRow>> {
    if row.get::<_, Option<i64>>(at + 1)?.is_none() {
        return Ok(None);
    }
    super::story::evidence(row, at).map(Some)
}
