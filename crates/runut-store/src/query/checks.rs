//! What does not fit together: contradictions; and who copied and cited whom.

use super::story::evidence;
use super::{EvidenceRow, PAGE};
use crate::error::{Result, StoreError};
use crate::open::Store;
use crate::overlay::Correction;
use rusqlite::{ToSql, params, params_from_iter};
use serde::Serialize;

/// A contradiction between reports, or within one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckRow {
    /// Its id.
    pub id: String,
    /// The story it is in.
    pub story: String,
    /// `date`, `figure`, `wording`, `speaker`, `addressee`, `headline`.
    pub kind: String,
    /// Of a `wording`: `status`, `term`.
    pub of: Option<String>,
    /// About what.
    pub about: String,
    /// The sides.
    pub sides: Vec<SideRow>,
    /// The likely value.
    pub likely: Option<String>,
    /// The reason.
    pub why: String,
    /// What people said of it.
    pub corrections: Vec<Correction>,
}

/// One side of a contradiction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SideRow {
    /// The value.
    pub says: String,
    /// The proof.
    pub evidence: EvidenceRow,
}

/// Which contradictions are wanted; nothing given means all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckFilter {
    /// Id of a story.
    pub story: Option<String>,
    /// A kind.
    pub kind: Option<String>,
    /// Those that people took away too.
    pub hidden: bool,
    /// At most so many; 0 for all.
    pub limit: usize,
    /// Leave out so many at the head.
    pub offset: usize,
}

impl Default for CheckFilter {
    fn default() -> Self {
        Self { story: None, kind: None, hidden: false, limit: PAGE, offset: 0 }
    }
}

/// That one article holds another's text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CopyRow {
    /// Id of the article that was there first.
    pub earlier: String,
    /// Id of the one that copies.
    pub later: String,
    /// `whole`, `abridged`, `merged`, `part`, `quote`, `translated`.
    pub kind: String,
    /// `likely` for a translation, which no shared words prove; else `sure`.
    pub confidence: String,
    /// Share of the shorter text, 0 to 1.
    pub share: f64,
    /// Share of the earlier text that stands in the later.
    pub of_earlier: f64,
    /// Share of the later text that stands in the earlier.
    pub of_later: f64,
    /// The evidence.
    pub why: String,
    /// `known`, `unknown`: whether the evidence tells which was first.
    pub order: String,
    /// The passages they share.
    pub passages: Vec<PassageRow>,
    /// The story of both.
    pub story: String,
    /// Outlet of the earlier one.
    pub earlier_outlet: Option<String>,
    /// Outlet of the later one.
    pub later_outlet: Option<String>,
    /// Headline of the earlier one.
    pub earlier_title: Option<String>,
    /// Headline of the later one.
    pub later_title: Option<String>,
}

/// A shared passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PassageRow {
    /// In the earlier text.
    pub earlier: PlaceRow,
    /// In the later text.
    pub later: PlaceRow,
}

/// A half-open range of code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceRow {
    /// First.
    pub start: i64,
    /// One past the last.
    pub end: i64,
}

/// Who cites whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceRow {
    /// The outlet that prints.
    pub outlet: Option<String>,
    /// The one it cites: the nearest link of the chain.
    pub source: String,
    /// In how many statements.
    pub statements: i64,
    /// In how many articles.
    pub articles: i64,
}

/// The kinds as the tables have them, and as they are called outside.
fn outside(kind: &str) -> (&str, Option<&str>) {
    match kind {
        "status" => ("wording", Some("status")),
        "term" => ("wording", Some("term")),
        other => (other, None),
    }
}

impl Store {
    /// Contradictions, story by story.
    ///
    /// # Errors
    /// When the story or the kind is unknown.
    pub fn checks(&self, filter: &CheckFilter) -> Result<Vec<CheckRow>> {
        let overlay = self.overlay()?;
        let mut all = vec!["1".to_owned()];
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        if let Some(story) = &filter.story {
            all.push("d.story = ?".to_owned());
            values.push(Box::new(self.story_number(story)?));
        }
        if let Some(kind) = &filter.kind {
            let of = match kind.as_str() {
                "wording" => "('wording', 'status', 'term')".to_owned(),
                "date" | "figure" | "speaker" | "addressee" | "headline" | "status" | "term" => {
                    format!("('{kind}')")
                }
                _ => {
                    let why = "no kind of contradiction; date, figure, wording, speaker, addressee or headline was expected";
                    return Err(StoreError::question(kind, why));
                }
            };
            all.push(format!("d.kind IN {of}"));
        }
        let question = format!(
            "SELECT d.story, d.n, d.id, t.id, d.kind, d.about, d.likely, d.why FROM disagreements d JOIN stories t USING (story)
             WHERE {} ORDER BY t.place, d.story, d.n",
            all.join(" AND ")
        );
        let heads = self.rows(&question, params_from_iter(values.iter()), |row| {
            let kind: String = row.get(4)?;
            let (kind, of) = outside(&kind);
            let id: String = row.get(2)?;
            let head = CheckRow {
                story: row.get(3)?,
                kind: kind.to_owned(),
                of: of.map(str::to_owned),
                about: row.get(5)?,
                sides: Vec::new(),
                likely: overlay.fixed(&id, "likely").map_or_else(|| row.get(6), |value| Ok(Some(value)))?,
                why: row.get(7)?,
                corrections: overlay.of(&id),
                id,
            };
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, head))
        })?;
        let shown = heads.into_iter().filter(|(.., head)| filter.hidden || !overlay.is_hidden(&head.id));
        let most = if filter.limit == 0 { usize::MAX } else { filter.limit };
        let mut found = Vec::new();
        for (story, n, mut head) in shown.skip(filter.offset).take(most) {
            head.sides = self.rows(
                "SELECT s.says, a.id, s.start, s.\"end\", substr(a.text, s.start + 1, s.\"end\" - s.start)
                 FROM sides s JOIN articles a USING (article) WHERE s.story = ? AND s.disagreement = ? ORDER BY s.n",
                params![story, n],
                |row| Ok(SideRow { says: row.get(0)?, evidence: evidence(row, 1)? }),
            )?;
            found.push(head);
        }
        Ok(found)
    }

    /// Who copied whom, in one story or all; 0 for all of them.
    ///
    /// # Errors
    /// When the story is unknown.
    pub fn copies(&self, story: Option<&str>, limit: usize) -> Result<Vec<CopyRow>> {
        let story = story.map(|id| self.story_number(id)).transpose()?;
        let which = if story.is_some() { "c.story = ?1" } else { "?1 IS NULL" };
        let limit = if limit == 0 { -1 } else { i64::try_from(limit).unwrap_or(-1) };
        self.rows(
            &format!("SELECT one.id, two.id, c.share, c.why, c.order_known, c.passages, t.id, one.outlet, two.outlet, one.title, two.title,
               c.kind, c.of_earlier, c.of_later
             FROM copies c JOIN stories t USING (story) JOIN articles one ON one.article = c.earlier
             JOIN articles two ON two.article = c.later
             WHERE {which} ORDER BY t.place, c.story, c.n LIMIT ?2"),
            params![story, limit],
            |row| {
                let passages: Vec<[i64; 4]> = serde_json::from_str(row.get_ref(5)?.as_str()?).unwrap_or_default();
                let passage = |[one, two, three, four]: [i64; 4]| PassageRow {
                    earlier: PlaceRow { start: one, end: two },
                    later: PlaceRow { start: three, end: four },
                };
                Ok(CopyRow {
                    earlier: row.get(0)?,
                    later: row.get(1)?,
                    confidence: if row.get_ref(11)?.as_str()? == "translated" { "likely" } else { "sure" }.to_owned(),
                    kind: row.get(11)?,
                    share: row.get(2)?,
                    of_earlier: row.get(12)?,
                    of_later: row.get(13)?,
                    why: row.get(3)?,
                    order: if row.get(4)? { "known" } else { "unknown" }.to_owned(),
                    passages: passages.into_iter().map(passage).collect(),
                    story: row.get(6)?,
                    earlier_outlet: row.get(7)?,
                    later_outlet: row.get(8)?,
                    earlier_title: row.get(9)?,
                    later_title: row.get(10)?,
                })
            },
        )
    }

    /// Who cites whom, the most first: in one story or all.
    ///
    /// # Errors
    /// When the story is unknown.
    pub fn sources(&self, story: Option<&str>) -> Result<Vec<SourceRow>> {
        let story = story.map(|id| self.story_number(id)).transpose()?;
        let overlay = self.overlay()?;
        let from = match story {
            Some(_) => "story_articles s JOIN chain c ON c.article = s.article AND s.story = ?1",
            None => "chain c",
        };
        self.rows(
            &format!("SELECT a.outlet, c.name, count(*), count(DISTINCT a.article) FROM {from} JOIN articles a ON a.article = c.article
             WHERE c.n = 1 AND (?1 IS NULL OR 1) AND (a.outlet IS NULL OR c.name <> a.outlet COLLATE NOCASE)
             GROUP BY a.outlet, c.name ORDER BY count(*) DESC, a.outlet, c.name"),
            params![story],
            |row| {
                let source: String = row.get(1)?;
                Ok(SourceRow {
                    outlet: row.get(0)?,
                    source: overlay.name(&source),
                    statements: row.get(2)?,
                    articles: row.get(3)?,
                })
            },
        )
    }
}
