//! Two articles side by side: what they share word for word, which was first, what both tell.

use super::articles::ArticleRow;
use super::checks::{PassageRow, PlaceRow};
use crate::error::Result;
use crate::names::name;
use crate::open::Store;
use crate::read::Depth;
use runut::model::Span;
use runut::reuse;
use runut::wire::CodePoints;
use serde::Serialize;

/// Two articles compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The one that was there first, as far as known; else the one asked for first.
    pub earlier: ArticleRow,
    /// The other.
    pub later: ArticleRow,
    /// `whole`, `abridged`, `merged`, `part`, `quote`, `translated`; `None` where they share too little to be a copy.
    pub kind: Option<String>,
    /// Share of the shorter text that stands in the other, 0 to 1, of names and numbers where one is a translation; 0
    /// where they share too little to be a copy.
    pub share: f64,
    /// Letters of the longer passages they share.
    pub letters: i64,
    /// The evidence, and how the order is known.
    pub why: String,
    /// `known`, `unknown`.
    pub order: String,
    /// The passages they share.
    pub passages: Vec<PassageRow>,
    /// Text of the earlier one.
    pub earlier_text: String,
    /// Text of the later one.
    pub later_text: String,
}

impl Store {
    /// Compares two articles, whether or not they are in one story.
    ///
    /// # Errors
    /// When there is no article of one of the ids.
    pub fn compare(&self, one: &str, two: &str) -> Result<Comparison> {
        let load = |id: &str| {
            let number = self.article_number(id)?;
            crate::read::reading(&self.connection, number, Depth::Tracing).map_err(|error| self.failed(error))
        };
        let readings = [load(one)?, load(two)?];
        let articles = [&readings[0].article, &readings[1].article];
        let rows = [self.article_row(&articles[0].id)?, self.article_row(&articles[1].id)?];
        let link = match articles[0].id == articles[1].id {
            true => None,
            false => reuse::copies_of(&articles).into_iter().next(),
        };
        let (first, second) = link.as_ref().map_or((0, 1), |link| (link.earlier, link.later));
        let points = [CodePoints::of(&articles[first].text), CodePoints::of(&articles[second].text)];
        let place = |points: &CodePoints<'_>, span: Span| {
            let place = points.place(span);
            PlaceRow { start: place.start as i64, end: place.end as i64 }
        };
        let passages: Vec<PassageRow> = link
            .iter()
            .flat_map(|link| &link.passages)
            .map(|passage| PassageRow {
                earlier: place(&points[0], passage.earlier),
                later: place(&points[1], passage.later),
            })
            .collect();
        Ok(Comparison {
            earlier: rows[first].clone(),
            later: rows[second].clone(),
            kind: link.as_ref().map(|link| name(link.kind).to_owned()),
            share: link.as_ref().map_or(0.0, |link| link.share),
            letters: passages.iter().map(|passage| passage.later.end - passage.later.start).sum(),
            why: link.as_ref().map_or_else(
                || "they share too little word for word to be a copy".to_owned(),
                |link| link.why.clone(),
            ),
            order: if link.as_ref().is_some_and(|link| link.order_known) { "known" } else { "unknown" }
                .to_owned(),
            passages,
            earlier_text: articles[first].text.clone(),
            later_text: articles[second].text.clone(),
        })
    }
}
