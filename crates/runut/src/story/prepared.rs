//! One article made ready for the fold: what any thread can do alone.

use super::events::Report;
use super::features::{Fingerprint, fingerprint};
use super::when;
use crate::lang::Packs;
use crate::model::Reading;

/// One article, ready to be added to [`super::Events`].
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// Of the article.
    pub id: String,
    print: Fingerprint,
    happened: Option<i64>,
    language: String,
    outlet: String,
}

impl Prepared {
    /// What the fold needs of an annotated article.
    pub fn of(reading: &Reading, packs: &Packs) -> Self {
        let article = &reading.article;
        Self {
            id: article.id.clone(),
            print: fingerprint(article, &packs.languages),
            happened: when::happened(reading).from.map(when::number),
            language: article.language.clone(),
            outlet: article.outlet_name().to_owned(),
        }
    }

    /// The same, borrowed for the fold.
    pub fn report(&self) -> Report<'_> {
        Report {
            id: &self.id,
            print: &self.print,
            happened: self.happened,
            language: &self.language,
            outlet: &self.outlet,
        }
    }
}
