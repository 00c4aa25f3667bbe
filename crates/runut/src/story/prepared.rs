//! One article made ready for the fold: what any thread can do alone.

use super::actors::PROMINENT;
use super::events::Report;
use super::features::{Fingerprint, fingerprint};
use super::{features::word_key, when};
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
    pub(super) actors: Vec<Named>,
}

/// Somebody or something that an article names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The key of its name.
    pub key: u32,
    /// Whether the article is about it.
    pub main: bool,
    /// Whether it is a person or body, not a place.
    pub acts: bool,
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
            actors: super::actors_of(reading)
                .iter()
                .map(|actor| Named {
                    key: word_key(&actor.name.to_lowercase()),
                    main: actor.weight >= PROMINENT,
                    acts: actor.acts,
                })
                .collect(),
        }
    }

    /// Whether it strings reports of other events together.
    pub(super) fn is_roundup(&self) -> bool {
        self.print.roundup
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
