//! Figures: how many, of what, who says so.

use crate::lang::Packs;
use crate::model::{Article, Entity, Figure, Sentence, Statement, TimeExpression, Tokens};

/// Finds figures. Times and names are known by now and are never figures; statements tell the claimant.
pub fn figures(
    _article: &Article,
    _tokens: &Tokens,
    _sentences: &[Sentence],
    _entities: &[Entity],
    _times: &[TimeExpression],
    _statements: &[Statement],
    _packs: &Packs,
) -> Vec<Figure> {
    Vec::new()
}
