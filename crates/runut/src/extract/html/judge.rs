//! What is body and what is not: a small forest over the features of each block.

use super::content::Content;
use super::features::{self, Counted, Features};
use super::names::flag;
use super::tree::Tree;
use super::{NAMES, content, meta, scan, titles};
use crate::extract::decode::{self, Decoded};
use crate::extract::explain::Judged;
use crate::lang::Packs;
use crate::model::Span;
use crate::trees::{Forest, Walker};
use std::sync::LazyLock;

/// The forest that ships; see models/blocks.md for what it was grown on and how well it does.
pub(crate) static MODEL: LazyLock<Forest> = LazyLock::new(|| {
    Forest::read(include_bytes!("../../../models/blocks.trees")).expect("a test reads the shipped model")
});

/// Blocks whose features are counted before the forest judges them together.
const TOGETHER: usize = 64;

/// Log-odds of each block of being body; what is plainly none has the least there are.
pub(crate) fn scores(features: &Features<'_>, blocks: usize, forest: &Forest) -> Vec<i32> {
    let walker = Walker::new(forest);
    let mut scores = vec![i32::MIN; blocks];
    let (mut values, mut places, mut judged) = (Vec::new(), Vec::new(), Vec::new());
    for at in 0..blocks {
        if features.push(at, &mut values) {
            places.push(at);
        }
        if places.len() == TOGETHER || at + 1 == blocks {
            walker.scores(&values, values.len() / places.len().max(1), &mut judged);
            places.drain(..).zip(judged.drain(..)).for_each(|(at, score)| scores[at] = score);
            values.clear();
        }
    }
    scores
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

/// A page whose blocks are counted.
struct Measured {
    tree: Tree,
    content: Content,
    title: Option<usize>,
    counted: Counted,
}

impl Measured {
    fn of(page: &Decoded<'_>, packs: &Packs) -> Self {
        let tree = scan::scan(&page.text, &NAMES);
        let (meta, content) = (meta::meta(&page.text, &tree), content::content(&tree));
        let counted = features::counted(&tree, &meta, packs);
        let title = titles::title_block(&tree, &content, &meta, &counted.own);
        Self { tree, content, title, counted }
    }

    fn features(&self) -> Features<'_> {
        features::features(&self.tree, &self.content, self.title, &self.counted)
    }
}

/// The blocks of a page with their features.
pub(crate) fn rows(page: &Decoded<'_>, packs: &Packs) -> Vec<BlockRow> {
    let measured = Measured::of(page, packs);
    let Measured { tree, content, title, .. } = &measured;
    let features = measured.features();
    let row = |at: usize| BlockRow {
        text: tree.text[tree.blocks[at].range.clone()].to_owned(),
        values: features.row(at).unwrap_or_default(),
        title: *title == Some(at),
        caption: content.flags[tree.blocks[at].element] & flag::CAPTION != 0,
    };
    (0..tree.blocks.len()).map(row).collect()
}

/// What the shipped forest made of each block, and why.
pub(crate) fn judged(page: &Decoded<'_>, packs: &Packs) -> Vec<Judged> {
    let measured = Measured::of(page, packs);
    let (tree, features) = (&measured.tree, measured.features());
    let origin = decode::compose(&tree.origin, &page.origin);
    let names = features::names();
    let judged = |at: usize| {
        let (block, row) = (&tree.blocks[at], features.row(at)?);
        let place = origin.page_range(Span::new(block.range.start, block.range.end))?;
        Some(Judged::new(place, &MODEL, &row, &names))
    };
    (0..tree.blocks.len()).filter_map(judged).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::articles;
    use crate::model::{BlockKind, Page, PartRole};
    use sha2::{Digest as _, Sha256};

    #[test]
    fn the_model_is_small_and_the_one_of_its_card_and_sees_what_is_counted() {
        let bytes = include_bytes!("../../../models/blocks.trees");
        assert!(bytes.len() < 100_000, "{} bytes", bytes.len());
        let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let card = include_str!("../../../models/blocks.md");
        let forest = &*MODEL;
        let features = features::names().len();
        assert_eq!(usize::from(forest.features), features);
        for words in [digest, format!("{} trees", forest.trees.len()), format!("{features} features")] {
            assert!(
                card.contains(&words),
                "{words}: train again, and write the scores into models/blocks.md"
            );
        }
    }

    /// A page as outlets make them: menu, label, headline, byline, body with a link between, a table, a footer.
    const PAGE: &str = "<html><head><title>Pasar Muara Dibuka Lagi - Laut Kita</title></head><body>\
        <nav><ul><li><a href=/>Beranda</a><li><a href=/e>Ekonomi</a></ul></nav><main><article>\
        <div class=top><span class=label>Daerah</span><h1>Pasar Muara Dibuka Lagi</h1></div>\
        <p class=byline>Sari Dewi</p><div class=article-body>\
        <p>Wali kota membuka kembali pasar lama di Muara, Senin, setelah tiga tahun ditutup karena kebakaran.</p>\
        <p>Para pedagang mulai menata barang sejak pagi, dan pembeli datang dari desa-desa di sekitar teluk.</p>\
        <p><a href=/lain>Kisah Pedagang Ikan Bertahan di Tenda</a></p>\
        <p>Pemerintah kota mengatakan sewa kios tidak akan naik sampai tahun depan, dan air bersih sudah tersedia.</p>\
        <p>Menurut kepala dinas pasar, dua ratus kios sudah terisi, dan sisanya akan diundi pada akhir bulan ini.</p>\
        </div></article></main><footer>&copy; 2024 Laut Kita</footer></body></html>";

    #[test]
    fn body_is_kept_and_each_other_part_has_its_role() {
        let packs = Packs::bundled().expect("bundled packs load");
        let article =
            articles(&Page::new("x", PAGE.as_bytes().to_vec()), &packs).remove(0).expect("an article");
        let paragraphs = article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).count();
        assert_eq!(paragraphs, 4, "{:?}", article.text);
        for (text, role) in [
            ("Daerah", PartRole::Kicker),
            ("Sari Dewi", PartRole::Byline),
            ("Kisah Pedagang Ikan Bertahan di Tenda", PartRole::CrossReference),
            ("\u{a9} 2024 Laut Kita", PartRole::Legal),
        ] {
            let found = article.removed.iter().find(|part| part.text == text).map(|part| part.role);
            assert_eq!(found, Some(role), "{text}: {:?}", article.removed);
        }
    }

    #[test]
    fn every_judged_block_says_what_decided() {
        let packs = Packs::bundled().expect("bundled packs load");
        let page = Page::new("x", PAGE.as_bytes().to_vec());
        let judged = judged(&decode::decode(&page), &packs);
        assert!(judged.iter().any(|block| block.score > 0 && !block.why.is_empty()));
        assert!(judged.iter().any(|block| block.score < 0));
    }
}
