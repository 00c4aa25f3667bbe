//! Statements: who is reported to have said what, found by speaker, addressee, day, outlet, kind or story.

use super::{EvidenceRow, PAGE, day, until};
use crate::error::{Result, StoreError};
use crate::open::Store;
use crate::overlay::{Correction, Overlay};
use rusqlite::{Row, ToSql, params, params_from_iter};
use serde::Serialize;
use std::collections::BTreeSet;

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

/// One statement with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementRow {
    /// `ARTICLE:s3`.
    pub id: String,
    /// Who said it, as corrected.
    pub speaker: Option<String>,
    /// How the speaker was told.
    pub speaker_how: Option<String>,
    /// `sure`, `likely`.
    pub confidence: String,
    /// To whom.
    pub addressee: Option<String>,
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
    s.said_from, s.said_to, s.said_why, s.place, substr(a.text, s.start + 1, s.\"end\" - s.start),
    t.start, t.\"end\", substr(a.text, t.start + 1, t.\"end\" - t.start), a.outlet, a.day, a.title,
    (SELECT st.id FROM story_articles sa JOIN stories st USING (story) WHERE sa.article = a.article)
    FROM statements s JOIN articles a USING (article)
    LEFT JOIN sentences t ON t.sentence = s.article * 1048576 + s.sentence WHERE s.article = ? AND s.n = ?";

impl Store {
    /// Statements in order of the day they were said, or, where nobody tells, were published.
    ///
    /// # Errors
    /// When a filter cannot be understood or names what is not there.
    pub fn statements(&self, filter: &StatementFilter) -> Result<Vec<StatementRow>> {
        let overlay = self.overlay()?;
        let (who, to) = (self.meant(&filter.who, &overlay)?, self.meant(&filter.to, &overlay)?);
        let (from, conditions, values) = self.conditions(filter, [&who, &to])?;
        // What people changed or took away is known only after reading, so the page is cut then; until then only keys
        // are put in order.
        let order = if filter.article.is_some() { "s.n" } else { "s.day, a.id, s.n" };
        let keys = format!(
            "SELECT s.article, s.n FROM {from} articles a ON a.article = s.article WHERE {conditions} ORDER BY {order}"
        );
        let all = || -> rusqlite::Result<Vec<StatementRow>> {
            let mut found = Vec::new();
            let mut left_out = 0;
            let mut keys = self.connection.prepare_cached(&keys)?;
            let mut keys = keys.query(params_from_iter(values.iter()))?;
            let mut whole = self.connection.prepare_cached(ONE)?;
            while let Some(key) = keys.next()? {
                let mut rows = whole.query(params![key.get::<_, i64>(0)?, key.get::<_, i64>(1)?])?;
                let Some(row) = rows.next()? else { continue };
                let found_names = (row.get(2)?, row.get(5)?);
                let row = statement_row(row, &overlay)?;
                let wanted = who.is_meant(&row.id, "speaker", &row.speaker, found_names.0, &overlay)
                    && to.is_meant(&row.id, "addressee", &row.addressee, found_names.1, &overlay);
                if !wanted || !filter.hidden && overlay.is_hidden(&row.id) {
                    continue;
                }
                if left_out < filter.offset {
                    left_out += 1;
                    continue;
                }
                found.push(row);
                if filter.limit > 0 && found.len() == filter.limit {
                    break;
                }
            }
            Ok(found)
        };
        let mut found = all().map_err(|error| self.failed(error))?;
        for row in &mut found {
            row.chain = self.chain(&row.id, &overlay)?;
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

    /// Whom a filter means.
    fn meant(&self, asked: &Option<String>, overlay: &Overlay) -> Result<Meant> {
        let Some(asked) = asked else { return Ok(Meant::default()) };
        let names = self.names_like(asked, overlay)?;
        Ok(Meant { asked: Some(asked.clone()), names })
    }

    /// The filter as SQL. Speakers and addressees that people changed are looked at again in `Meant::is_meant`.
    fn conditions(&self, filter: &StatementFilter, meant: [&Meant; 2]) -> Result<Question> {
        let mut all = vec!["1".to_owned()];
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        // CROSS tells SQLite to begin on the left: with the statements of the names, or with all in their order of days,
        // of which a page is the first few. Left alone it begins with every article.
        let mut from = match filter.outlet.is_some() || filter.story.is_some() || filter.article.is_some() {
            true => "statements s JOIN".to_owned(),
            false => "statements s CROSS JOIN".to_owned(),
        };
        for (meant, column) in meant.into_iter().zip(["speaker", "addressee"]) {
            if meant.asked.is_none() {
                continue;
            }
            let marks = vec!["?"; meant.names.len()].join(", ");
            // Statements that people changed, and those of articles in which a name is another.
            let keys = format!(
                "(SELECT article, n FROM statements WHERE {column} COLLATE NOCASE IN ({marks})
                 UNION SELECT o.article, o.n FROM corrections c JOIN articles b ON b.id = c.article
                   JOIN statements o ON o.article = b.article
                   WHERE c.undone IS NULL AND (c.action = 'rename' OR (c.action = 'fix' AND c.field = '{column}')))"
            );
            if values.is_empty() {
                from = format!(
                    "{keys} k CROSS JOIN statements s ON s.article = k.article AND s.n = k.n CROSS JOIN"
                );
            } else {
                all.push(format!("(s.article, s.n) IN {keys}"));
            }
            meant.names.iter().for_each(|name| values.push(Box::new(name.clone())));
        }
        if let Some(since) = &filter.since {
            all.push("coalesce(s.said_to, s.said_from, a.day) >= ?".to_owned());
            values.push(Box::new(day(since)?));
        }
        if let Some(asked) = &filter.until {
            all.push("s.day <= ?".to_owned());
            values.push(Box::new(until(asked)?));
        }
        if let Some(outlet) = &filter.outlet {
            all.push("a.outlet = ? COLLATE NOCASE".to_owned());
            values.push(Box::new(outlet.clone()));
        }
        if let Some(kind) = &filter.kind {
            if !["direct", "indirect", "mixed"].contains(&kind.as_str()) {
                return Err(StoreError::question(
                    kind,
                    "no kind of statement; direct, indirect or mixed was expected",
                ));
            }
            all.push("s.type = ?".to_owned());
            values.push(Box::new(kind.clone()));
        }
        if let Some(story) = &filter.story {
            all.push("a.article IN (SELECT article FROM story_articles WHERE story = ?)".to_owned());
            values.push(Box::new(self.story_number(story)?));
        }
        if let Some(article) = &filter.article {
            all.push("s.article = ?".to_owned());
            values.push(Box::new(self.article_number(article)?));
        }
        if !filter.unvoiced && filter.article.is_none() {
            all.push("s.voiced".to_owned());
        }
        Ok((from, all.join(" AND "), values))
    }

    /// The names that a person may mean by this one: those it is a form of, and those that people say are the same.
    pub(crate) fn names_like(&self, asked: &str, overlay: &Overlay) -> Result<Vec<String>> {
        let mut names: BTreeSet<String> = overlay.names_of(asked).into_iter().collect();
        names.insert(asked.to_owned());
        let like =
            |question: &str| -> Result<Vec<String>> { self.rows(question, params![asked], |row| row.get(0)) };
        let mut forms = like(
            "SELECT DISTINCT name FROM name_forms WHERE form = ? COLLATE NOCASE ORDER BY name LIMIT 200",
        )?;
        if forms.is_empty() {
            // Part of a name that nobody printed alone.
            forms = like(
                "SELECT DISTINCT name FROM name_forms WHERE instr(' ' || lower(form) || ' ', ' ' || lower(?) || ' ') > 0
                 ORDER BY name LIMIT 200",
            )?;
        }
        for name in forms {
            names.extend(overlay.names_of(&name));
            names.insert(name);
        }
        Ok(names.into_iter().collect())
    }
}

/// Where statements come from, the conditions on them, and the values of both.
type Question = (String, String, Vec<Box<dyn ToSql>>);

/// Whom a filter means: everybody where it says nothing.
#[derive(Default)]
struct Meant {
    asked: Option<String>,
    /// Every name that this may be a form of.
    names: Vec<String>,
}

impl Meant {
    /// Whether a speaker or addressee is meant, after what people changed: `found` is who was found.
    fn is_meant(
        &self,
        id: &str,
        field: &str,
        shown: &Option<String>,
        found: Option<String>,
        overlay: &Overlay,
    ) -> bool {
        let Some(asked) = &self.asked else { return true };
        let article = id.rsplit_once(':').map_or(id, |(article, _)| article);
        let changed = overlay.fixed(id, field).is_some()
            || found.as_deref().is_some_and(|name| overlay.apart(article, name).is_some());
        let is = |one: &str, name: &Option<String>| {
            name.as_ref().is_some_and(|name| name.to_lowercase() == one.to_lowercase())
        };
        match changed {
            true => is(&overlay.name(asked), shown),
            false => self.names.iter().any(|name| is(name, &found)),
        }
    }
}

/// A statement without its chain.
fn statement_row(row: &Row<'_>, overlay: &Overlay) -> rusqlite::Result<StatementRow> {
    let article: String = row.get(0)?;
    let id = format!("{article}:s{}", row.get::<_, i64>(1)?);
    let said = Days { from: row.get(10)?, to: row.get(11)? };
    let fixed = overlay.fixed(&id, "said_on").map(|day| Days { from: Some(day.clone()), to: Some(day) });
    let place: Option<String> = row.get(13)?;
    Ok(StatementRow {
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
        text: row.get(14)?,
        evidence: EvidenceRow {
            article,
            start: row.get::<_, Option<i64>>(15)?.unwrap_or(0),
            end: row.get::<_, Option<i64>>(16)?.unwrap_or(0),
            quote: row.get::<_, Option<String>>(17)?.unwrap_or_default(),
        },
        chain: Vec::new(),
        outlet: row.get(18)?,
        day: row.get(19)?,
        title: row.get(20)?,
        story: row.get(21)?,
        corrections: overlay.of(&id),
        id,
    })
}

/// Article and number of an id such as `ARTICLE:s3`.
pub(crate) fn split_id(id: &str, letter: char) -> Option<(&str, i64)> {
    let (article, rest) = id.rsplit_once(':')?;
    let n = rest.strip_prefix(letter)?.parse().ok()?;
    (!article.is_empty()).then_some((article, n))
}
