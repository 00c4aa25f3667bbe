//! Which statements a filter chooses, in their order: the keys alone, so that only what is shown is read whole.

use super::meant::{Found, Meant};
use super::{StatementFilter, day, until};
use crate::error::{Result, StoreError};
use crate::open::Store;
use crate::overlay::Overlay;
use rusqlite::{Row, ToSql, params_from_iter};

/// One statement, and what lists count by.
pub(super) struct Key {
    /// Number of its article.
    pub article: i64,
    /// Its number in it.
    pub n: i64,
    /// The day on which it was said, or was published.
    pub day: Option<String>,
    /// Who printed it.
    pub outlet: Option<String>,
}

/// Where statements come from, one after the other, and the values of all.
struct Question {
    parts: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Question {
    fn value(&mut self, value: impl ToSql + 'static) -> String {
        self.values.push(Box::new(value));
        format!("?{}", self.values.len())
    }
}

impl Store {
    /// Hands the statements that a filter chooses to `take`, in order, until it wants no more. Speakers and addressees
    /// are those of `meant`, not of the filter.
    pub(super) fn chosen(
        &self,
        filter: &StatementFilter,
        meant: [&Meant; 2],
        overlay: &Overlay,
        mut take: impl FnMut(Key) -> bool,
    ) -> Result<()> {
        let Question { parts, values } = self.question(filter, meant, overlay)?;
        let mut all = || -> rusqlite::Result<()> {
            for part in &parts {
                let mut keys = self.connection.prepare_cached(part)?;
                let mut keys = keys.query(params_from_iter(values.iter()))?;
                while let Some(row) = keys.next()? {
                    if let Some(key) = chosen(row, filter, meant, overlay)?
                        && !take(key)
                    {
                        return Ok(());
                    }
                }
            }
            Ok(())
        };
        all().map_err(|error| self.failed(error))
    }

    /// The filter as SQL. Whom people changed is looked at again in `chosen`.
    fn question(&self, filter: &StatementFilter, meant: [&Meant; 2], overlay: &Overlay) -> Result<Question> {
        let mut all = vec!["1".to_owned()];
        let mut question = Question { parts: Vec::new(), values: Vec::new() };
        // CROSS tells SQLite to begin on the left: with the statements of the names, or with all in their order of days,
        // of which a page is the first few. Left alone it begins with every article.
        let mut from = match filter.outlet.is_some() || filter.story.is_some() || filter.article.is_some() {
            true => "statements s JOIN".to_owned(),
            false => "statements s CROSS JOIN".to_owned(),
        };
        let mut known = String::new();
        let mut columns = String::new();
        for (nth, (meant, column)) in meant.into_iter().zip(["speaker", "addressee"]).enumerate() {
            if meant.asks_stories() {
                columns.push_str(&format!(", i{nth}.name, i{nth}.kind"));
                known.push_str(&format!(
                    " LEFT JOIN identity_forms f{nth} ON f{nth}.article = s.article AND f{nth}.entity = s.{column}_entity
                      LEFT JOIN identities i{nth} ON i{nth}.story = f{nth}.story AND i{nth}.n = f{nth}.identity"
                ));
            } else {
                columns.push_str(", NULL, NULL");
            }
            if meant.is_everybody() {
                continue;
            }
            if let Some(only) = meant.only(overlay) {
                let only = question.value(only.to_owned());
                all.push(format!("s.{column} = {only} COLLATE NOCASE"));
                continue;
            }
            let keys = meant.statements(column, question.values.len() + 1, overlay);
            if question.values.is_empty() {
                from = format!(
                    "{keys} k CROSS JOIN statements s ON s.article = k.article AND s.n = k.n CROSS JOIN"
                );
            } else {
                all.push(format!("(s.article, s.n) IN {keys}"));
            }
            meant.names.iter().for_each(|name| drop(question.value(name.clone())));
        }
        if let Some(asked) = &filter.until {
            let until = question.value(until(asked)?);
            all.push(format!("s.day <= {until}"));
        }
        if let Some(outlet) = &filter.outlet {
            let outlet = question.value(outlet.clone());
            all.push(format!("a.outlet = {outlet} COLLATE NOCASE"));
        }
        if let Some(kind) = &filter.kind {
            if !["direct", "indirect", "mixed"].contains(&kind.as_str()) {
                return Err(StoreError::question(
                    kind,
                    "no kind of statement; direct, indirect or mixed was expected",
                ));
            }
            let kind = question.value(kind.clone());
            all.push(format!("s.type = {kind}"));
        }
        if let Some(story) = &filter.story {
            let story = question.value(self.story_number(story)?);
            all.push(format!("a.article IN (SELECT article FROM story_articles WHERE story = {story})"));
        }
        if let Some(article) = &filter.article {
            let article = question.value(self.article_number(article)?);
            all.push(format!("s.article = {article}"));
        }
        if !filter.unvoiced && filter.article.is_none() {
            all.push("s.voiced".to_owned());
        }
        let order = if filter.article.is_some() { "s.n" } else { "s.day, a.id, s.n" };
        let part = |more: &str| {
            format!(
                "SELECT s.article, s.n, a.id, s.speaker, s.addressee, coalesce(s.said_from, a.day), a.outlet{columns}
                 FROM {from} articles a ON a.article = s.article{known} WHERE {}{more} ORDER BY {order}",
                all.join(" AND ")
            )
        };
        question.parts = match &filter.since {
            None => vec![part("")],
            Some(since) => {
                let since = question.value(day(since)?);
                // What began before and may have been said later stands before all that began later; there are few of
                // these, and an index of their own (the plus keeps SQLite from that of all days).
                vec![
                    part(&format!(" AND +s.day < {since} AND s.said_to > s.day AND s.said_to >= {since}")),
                    part(&format!(" AND s.day >= {since}")),
                ]
            }
        };
        Ok(question)
    }
}

/// The statement of a row, when it is wanted after what people said.
fn chosen(
    row: &Row<'_>,
    filter: &StatementFilter,
    [who, to]: [&Meant; 2],
    overlay: &Overlay,
) -> rusqlite::Result<Option<Key>> {
    let n: i64 = row.get(1)?;
    let mut fixed = None;
    if !who.is_everybody() || !to.is_everybody() || !overlay.is_empty() {
        let id = format!("{}:s{n}", row.get_ref(2)?.as_str()?);
        let found = |at: usize, known: usize| -> rusqlite::Result<Found> {
            let is_person = row.get_ref(known + 1)?.as_str_or_null()? == Some("person");
            Ok(Found { name: row.get(at)?, known: row.get(known)?, is_person })
        };
        let wanted = who.includes(&id, "speaker", &found(3, 7)?, overlay)
            && to.includes(&id, "addressee", &found(4, 9)?, overlay);
        if !wanted || !filter.hidden && overlay.is_hidden(&id) {
            return Ok(None);
        }
        fixed = overlay.fixed(&id, "said_on");
    }
    Ok(Some(Key {
        article: row.get(0)?,
        n,
        day: fixed.map_or_else(|| row.get(5), |day| Ok(Some(day)))?,
        outlet: row.get(6)?,
    }))
}
