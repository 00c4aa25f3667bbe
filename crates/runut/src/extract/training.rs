//! What the trainer of the line model needs of this stage; for `runut-train` alone.

use super::{ReadError, decode, dump, finished};
use crate::lang::Packs;
use crate::model::{Article, Page};
use crate::segment;
use crate::trees::Forest;
use std::ops::Range;

/// The lines of a text dump, where they stand, and what the line model sees of each.
pub fn lines(text: &str, packs: &Packs) -> Vec<(Range<usize>, Vec<i32>)> {
    dump::measured(text, packs, &segment::language(text, &packs.languages))
}

/// Names of what the line model sees, in the order of a row.
pub fn line_features() -> Vec<String> {
    dump::features()
}

/// The article of a text dump, read with this line model.
///
/// # Errors
/// Where it holds no article.
pub fn dump(page: &Page, packs: &Packs, forest: &Forest) -> Result<Article, ReadError> {
    let place = page.source.clone();
    let article = dump::article_by(&decode::decode(page), page.url.as_deref(), packs, None, forest);
    let article = article.map_err(|why| ReadError::NoArticle { place, why })?;
    Ok(finished(article, page, packs))
}
