//! Statements: who is reported to have said what, found by speaker, addressee, day, outlet, kind or story.

use super::keys::Key;
use super::{EvidenceRow, PAGE};
use crate::error::{Result, StoreError};
use crate::names::kind;
use crate::open::Store;
use crate::overlay::{Correction, Overlay};
use runut::model::{Act, Polarity, Span, StatementKind, shown};
use rusqlite::{Row, params};
use serde::Serialize;

/// First and last day, ISO 8601; an open side is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Days {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// A link of the chain between outlet and speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkRow {
    /// Who.
    pub name: String,
    /// `cue`, `relay`, `byline`, `inherited`.
    pub how: String,
    /// Where it is named.
    pub start: Option<i64>,
    /// Where that ends.
    pub end: Option<i64>,
}

/// By which name a story knows somebody whom an article names otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Known {
    /// The name.
    pub name: String,
    /// What shows that both are one, as in the `names` of a story.
    pub why: String,
    /// `sure`; `likely` where only a body they share or their place among the others of an event shows it.
    pub confidence: &'static str,
}

impl Known {
    fn new(name: String, why: String) -> Self {
        let likely = ["same body", "put first by the same event's reports"].contains(&why.as_str());
        Self { name, why, confidence: if likely { "likely" } else { "sure" } }
    }
}

/// One statement with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementRow {
    /// `ARTICLE:s3`.
    pub id: String,
    /// Who said it, as corrected.
    pub speaker: Option<String>,
    /// By which name the story of the article knows the speaker, where that is another, and what shows it.
    pub speaker_known: Option<Known>,
    /// How the speaker was told.
    pub speaker_how: Option<String>,
    /// `sure`, `likely`.
    pub confidence: String,
    /// To whom.
    pub addressee: Option<String>,
    /// The same for the addressee.
    pub addressee_known: Option<Known>,
    /// `direct`, `indirect`, `mixed`.
    pub r#type: String,
    /// `affirmed`, `negated`.
    pub polarity: String,
    /// What was done with it.
    pub act: String,
    /// Whether anybody put it into words.
    pub voiced: bool,
    /// When it was said.
    pub said_on: Days,
    /// How that is known.
    pub said_why: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The words said.
    pub text: String,
    /// The sentence, as proof.
    pub evidence: EvidenceRow,
    /// Through whom, nearest to the outlet first.
    pub chain: Vec<LinkRow>,
    /// Who printed it.
    pub outlet: Option<String>,
    /// The day of publication.
    pub day: Option<String>,
    /// Headline of the article.
    pub title: Option<String>,
    /// The running story it belongs to.
    pub story: Option<String>,
    /// What people said of it.
    pub corrections: Vec<Correction>,
}

/// Which statements are wanted; nothing given means all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementFilter {
    /// Speaker, in any form of the name.
    pub who: Option<String>,
    /// Addressee, in any form of the name.
    pub to: Option<String>,
    /// Said on this day or later: `2025`, `2025-06`, `2025-06-05`.
    pub since: Option<String>,
    /// Said on this day or before.
    pub until: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// `direct`, `indirect`, `mixed`.
    pub kind: Option<String>,
    /// Id of a story.
    pub story: Option<String>,
    /// Id of an article.
    pub article: Option<String>,
    /// Attitudes that nobody put into words too.
    pub unvoiced: bool,
    /// Those that people took away too.
    pub hidden: bool,
    /// At most so many; 0 for all.
    pub limit: usize,
    /// Leave out so many at the head.
    pub offset: usize,
}

impl Default for StatementFilter {
    fn default() -> Self {
        Self {
            who: None,
            to: None,
            since: None,
            until: None,
            outlet: None,
            kind: None,
            story: None,
            article: None,
            unvoiced: false,
            hidden: false,
            limit: PAGE,
            offset: 0,
        }
    }
}

/// One statement by its key.
const ONE: &str = "SELECT a.id, s.n, s.speaker, s.speaker_how, s.confidence, s.addressee, s.type, s.polarity, s.act, s.voiced,
    s.said_from, s.said_to, s.said_why, s.place, s.start, substr(a.text, min(s.start, ifnull(t.start, s.start)) + 1,
      max(s.\"end\", ifnull(t.\"end\", 0)) - min(s.start, ifnull(t.start, s.start))),
    t.start, t.\"end\", substr(a.text, t.start + 1, t.\"end\" - t.start), a.outlet, a.day, a.title,
    (SELECT st.id FROM story_articles sa JOIN stories st USING (story) WHERE sa.article = a.article),
    i.name, f.why, j.name, g.why, s.content, s.cue
    FROM statements s JOIN articles a USING (article)
    LEFT JOIN identity_forms f ON f.article = s.article AND f.entity = s.speaker_entity
    LEFT JOIN identities i ON i.story = f.story AND i.n = f.identity
    LEFT JOIN identity_forms g ON g.article = s.article AND g.entity = s.addressee_entity
    LEFT JOIN identities j ON j.story = g.story AND j.n = g.identity
    LEFT JOIN sentences t ON t.sentence = s.article * 1048576 + s.sentence WHERE s.article = ? AND s.n = ?";

impl Store {
    /// Statements in order of the day they were said, or, where nobody tells, were published.
    ///
    /// # Errors
    /// When a filter cannot be understood or names what is not there.
    pub fn statements(&self, filter: &StatementFilter) -> Result<Vec<StatementRow>> {
        let overlay = self.overlay()?;
        let (who, to) = (self.meant(&filter.who, &overlay)?, self.meant(&filter.to, &overlay)?);
        let mut keys = Vec::new();
        let mut left_out = 0;
        self.chosen(filter, [&who, &to], &overlay, |key| {
            if left_out < filter.offset {
                left_out += 1;
            } else {
                keys.push(key);
            }
            filter.limit == 0 || keys.len() < filter.limit
        })?;
        self.whole(&keys, &overlay)
    }

    /// The statements of these keys.
    pub(super) fn whole(&self, keys: &[Key], overlay: &Overlay) -> Result<Vec<StatementRow>> {
        let mut found = Vec::with_capacity(keys.len());
        for key in keys {
            let rows = self.rows(ONE, params![key.article, key.n], |row| statement_row(row, overlay))?;
            for mut row in rows {
                row.chain = self.chain(&row.id, overlay)?;
                found.push(row);
            }
        }
        Ok(found)
    }

    /// One statement by its id, `ARTICLE:s3`.
    ///
    /// # Errors
    /// When there is none of this id.
    pub fn statement(&self, id: &str) -> Result<StatementRow> {
        self.statement_under(id, &self.overlay()?)
    }

    /// Statements by their ids, in this order; what people said is read once for all of them.
    ///
    /// # Errors
    /// When one of them is not there.
    pub fn statements_of(&self, ids: &[String]) -> Result<Vec<StatementRow>> {
        let overlay = self.overlay()?;
        ids.iter().map(|id| self.statement_under(id, &overlay)).collect()
    }

    fn statement_under(&self, id: &str, overlay: &Overlay) -> Result<StatementRow> {
        let missing = || StoreError::unknown("statement", id, "an id such as ARTICLE:s3 was expected");
        let (article, n) = split_id(id, 's').ok_or_else(missing)?;
        let number = self.article_number(article)?;
        let found = self.rows(ONE, params![number, n], |row| statement_row(row, overlay))?;
        let mut row = found.into_iter().next().ok_or_else(missing)?;
        row.chain = self.chain(&row.id, overlay)?;
        Ok(row)
    }

    fn chain(&self, id: &str, overlay: &Overlay) -> Result<Vec<LinkRow>> {
        let Some((article, n)) = split_id(id, 's') else { return Ok(Vec::new()) };
        self.rows(
            "SELECT name, how, c.start, c.\"end\" FROM chain c JOIN articles a USING (article)
             WHERE a.id = ? AND c.statement = ? ORDER BY c.n",
            params![article, n],
            |row| {
                let name: String = row.get(0)?;
                Ok(LinkRow {
                    name: overlay.name_in(article, &name),
                    how: row.get(1)?,
                    start: row.get(2)?,
                    end: row.get(3)?,
                })
            },
        )
    }
}

/// A statement without its chain.
fn statement_row(row: &Row<'_>, overlay: &Overlay) -> rusqlite::Result<StatementRow> {
    let article: String = row.get(0)?;
    let id = format!("{article}:s{}", row.get::<_, i64>(1)?);
    let said = Days { from: row.get(10)?, to: row.get(11)? };
    let fixed = overlay.fixed(&id, "said_on").map(|day| Days { from: Some(day.clone()), to: Some(day) });
    let place: Option<String> = row.get(13)?;
    let known = |field: &str, own: Option<String>, name: Option<String>, why: Option<String>| {
        // What people say of a name goes before what its story makes of it.
        let changed = |own: &String| overlay.renamed(&article, own).is_some();
        let own = own.filter(|own| overlay.fixed(&id, field).is_none() && !changed(own))?;
        let name = name.map(|name| overlay.name(&name)).filter(|name| *name != own)?;
        Some(Known::new(name, why.unwrap_or_default()))
    };
    Ok(StatementRow {
        speaker_known: known("speaker", row.get(2)?, row.get(23)?, row.get(24)?),
        addressee_known: known("addressee", row.get(5)?, row.get(25)?, row.get(26)?),
        speaker: overlay.shown(&id, "speaker", row.get(2)?),
        speaker_how: row.get(3)?,
        confidence: row.get(4)?,
        addressee: overlay.shown(&id, "addressee", row.get(5)?),
        r#type: row.get(6)?,
        polarity: row.get(7)?,
        act: row.get(8)?,
        voiced: row.get(9)?,
        said_on: fixed.unwrap_or(said),
        said_why: row.get(12)?,
        place: overlay.fixed(&id, "place").or(place),
        text: shown_words(row)?,
        evidence: EvidenceRow {
            article,
            start: row.get::<_, Option<i64>>(16)?.unwrap_or(0),
            end: row.get::<_, Option<i64>>(17)?.unwrap_or(0),
            quote: row.get::<_, Option<String>>(18)?.unwrap_or_default(),
        },
        chain: Vec::new(),
        outlet: row.get(19)?,
        day: row.get(20)?,
        title: row.get(21)?,
        story: row.get(22)?,
        corrections: overlay.of(&id),
        id,
    })
}

/// The words to show of a row of `ONE`: those of the timeline, so that nobody is shown to say what they deny.
fn shown_words(row: &Row<'_>) -> rusqlite::Result<String> {
    let spans = |at: usize| -> rusqlite::Result<Vec<Span>> {
        let pairs: Vec<(u32, u32)> = serde_json::from_str(row.get_ref(at)?.as_str()?).unwrap_or_default();
        Ok(pairs.into_iter().map(|(start, end)| Span { start, end }).collect())
    };
    let (content, cue) = (spans(27)?, spans(28)?);
    let start: u32 = row.get(14)?;
    let sentence = Span {
        start: row.get::<_, Option<u32>>(16)?.unwrap_or(start),
        end: row.get::<_, Option<u32>>(17)?.unwrap_or(start),
    };
    let places = shown(
        kind(row.get(6)?, StatementKind::Indirect),
        kind(row.get(7)?, Polarity::Affirmed),
        kind(row.get(8)?, Act::Say),
        [&content, &cue],
        sentence,
    );
    // The window begins where the sentence or the statement does, whichever is first.
    let window: Vec<char> = row.get_ref(15)?.as_str()?.chars().collect();
    let head = start.min(sentence.start);
    let words = places.iter().map(|place| {
        let at = |point: u32| (point.saturating_sub(head) as usize).min(window.len());
        window[at(place.start)..at(place.end)].iter().collect::<String>().trim().to_owned()
    });
    Ok(words.collect::<Vec<_>>().join(" … "))
}

/// Article and number of an id such as `ARTICLE:s3`.
pub(crate) fn split_id(id: &str, letter: char) -> Option<(&str, i64)> {
    let (article, rest) = id.rsplit_once(':')?;
    let n = rest.strip_prefix(letter)?.parse().ok()?;
    (!article.is_empty()).then_some((article, n))
}
