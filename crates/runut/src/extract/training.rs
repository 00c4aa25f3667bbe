//! What the trainers of the line and the block model need of this stage; for `runut-train` alone.

use super::{ReadError, decode, dump, finished, html};
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

pub use html::BlockRow;

/// The blocks of an HTML page, and what the block model sees of each.
pub fn blocks(page: &Page, packs: &Packs) -> Vec<BlockRow> {
    html::rows(&decode::decode(page), packs)
}

/// Names of what the block model sees, in the order of a row.
pub fn block_features() -> Vec<String> {
    html::feature_names()
}

/// The article of an HTML page, read with this block model.
///
/// # Errors
/// Where it holds no article.
pub fn html(page: &Page, packs: &Packs, forest: &Forest) -> Result<Article, ReadError> {
    let place = page.source.clone();
    let article = html::article(&decode::decode(page), page.url.as_deref(), packs, None, forest);
    let article = article.map_err(|why| ReadError::NoArticle { place, why })?;
    Ok(finished(article, page, packs))
}
