//! Named entities, and aliases within the article.

use crate::lang::Packs;
use crate::model::{Article, Entity, Mention, Sentence, Tokens};

/// Finds names of people, organisations, places, groups, works and products, and whom they stand for.
pub fn mentions(
    _article: &Article,
    _tokens: &Tokens,
    _sentences: &[Sentence],
    _packs: &Packs,
) -> (Vec<Mention>, Vec<Entity>) {
    (Vec::new(), Vec::new())
}
