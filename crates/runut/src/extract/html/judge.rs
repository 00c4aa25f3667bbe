//! What is body and what is not: a small forest over the features of each block.

use super::content::Content;
use super::features::{self, Features};
use super::names::flag;
use super::tree::Tree;
use super::{NAMES, content, facts, meta, scan};
use crate::extract::decode::{self, Decoded};
use crate::extract::explain::Judged;
use crate::lang::Packs;
use crate::model::Span;
use crate::trees::Forest;
use std::sync::LazyLock;

/// The forest that ships; `crates/runut/models/README.md` says what it was grown on.
pub(crate) static MODEL: LazyLock<Forest> = LazyLock::new(|| {
    Forest::read(include_bytes!("../../../models/blocks.trees")).expect("a test reads the shipped model")
});

/// Log-odds of each block of being body; what is plainly none has the least there are.
pub(crate) fn scores(features: &Features, blocks: usize, forest: &Forest) -> Vec<i32> {
    (0..blocks).map(|at| features.row(at).map_or(i32::MIN, |row| forest.score(row))).collect()
}

/// A block with its features, as the trainer needs it.
#[derive(Clone, Debug)]
pub struct BlockRow {
    /// Its words.
    pub text: String,
    /// Values of the features; empty where a block is plainly none of the body.
    pub values: Vec<i32>,
    /// Whether it is the headline.
    pub title: bool,
    /// Whether the markup says that it is a caption.
    pub caption: bool,
}

/// A page with its features.
struct Measured {
    tree: Tree,
    content: Content,
    title: Option<usize>,
    features: Features,
}

fn measured(page: &Decoded<'_>, packs: &Packs) -> Measured {
    let tree = scan::scan(&page.text, &NAMES);
    let (meta, content) = (meta::meta(&page.text, &tree), content::content(&tree));
    let title = facts::title_block(&tree, &content, &meta);
    let features = features::features(&tree, &content, &meta, title, packs);
    Measured { tree, content, title, features }
}

/// The blocks of a page with their features.
pub(crate) fn rows(page: &Decoded<'_>, packs: &Packs) -> Vec<BlockRow> {
    let Measured { tree, content, title, features } = measured(page, packs);
    let row = |at: usize| BlockRow {
        text: tree.text[tree.blocks[at].range.clone()].to_owned(),
        values: features.row(at).map(<[i32]>::to_vec).unwrap_or_default(),
        title: title == Some(at),
        caption: content.flags[tree.blocks[at].element] & flag::CAPTION != 0,
    };
    (0..tree.blocks.len()).map(row).collect()
}

/// What the shipped forest made of each block, and why.
pub(crate) fn judged(page: &Decoded<'_>, packs: &Packs) -> Vec<Judged> {
    let Measured { tree, features, .. } = measured(page, packs);
    let origin = decode::compose(&tree.origin, &page.origin);
    let names = features::names();
    let judged = |at: usize| {
        let (block, row) = (&tree.blocks[at], features.row(at)?);
        let place = origin.page_range(Span::new(block.range.start, block.range.end))?;
        Some(Judged::new(place, &MODEL, row, &names))
    };
    (0..tree.blocks.len()).filter_map(judged).collect()
}
