//! HTML pages: scan, choose the main text, give its parts their roles, read what the page states of itself.

mod attributes;
mod authors;
mod content;
mod entity;
mod facts;
mod features;
mod judge;
mod linked;
mod linked_data;
mod marks;
mod meta;
mod names;
mod published;
mod roles;
mod scan;
mod tag;
mod text;
mod tree;

use super::decode::{self, Decoded};
use super::draft::{Draft, Role, Sheet};
use super::memory::{self, Repeats};
use crate::lang::Packs;
use crate::model::{Article, BlockKind, Origin};
use crate::segment;
use crate::trees::Forest;
pub(crate) use features::names as feature_names;
pub use judge::BlockRow;
pub(crate) use judge::{MODEL, judged, rows};
use std::sync::LazyLock;

/// The conventions of class names, compiled once: a constant, only dear to make.
static NAMES: LazyLock<names::Names> = LazyLock::new(names::Names::new);

/// Least words of running text that make an article; a news flash has thirty.
const LEAST_WORDS: usize = 20;

/// All text that the page shows, block by block, a line each, and the way to the page's bytes.
pub(crate) fn visible(page: &Decoded<'_>) -> (String, Origin) {
    let tree = scan::scan(&page.text, &NAMES);
    let origin = decode::compose(&tree.origin, &page.origin);
    (tree.text, origin)
}

/// Takes an HTML page apart; `Err` says why it holds no article. `forest` judges what is body.
pub(crate) fn article(
    page: &Decoded<'_>,
    url: Option<&str>,
    packs: &Packs,
    repeats: Option<&Repeats>,
    forest: &Forest,
) -> Result<Article, String> {
    let mut tree = scan::scan(&page.text, &NAMES);
    let meta = meta::meta(&page.text, &tree);
    let content = content::content(&tree);
    let linked = linked::body(&page.text, &mut tree, &meta, &content);
    let origin = decode::compose(&tree.origin, &page.origin);
    let sheet = Sheet { text: &tree.text, origin: &origin };
    let source = Sheet { text: &page.text, origin: &page.origin };
    let language = told_language(&tree, &content, packs);
    let title = facts::title_block(&tree, &content, &meta);
    let features = features::features(&tree, &content, &meta, title, packs);
    let scores = judge::scores(&features, tree.blocks.len(), forest);
    let mut draft = Draft::default();
    let reader = roles::Reader {
        sheet: &sheet,
        tree: &tree,
        content: &content,
        packs,
        language: &language,
        title,
        scores: &scores,
        known: &features.known,
    };
    reader.read(&mut draft);
    if let Some(body) = linked {
        linked::read(&sheet, body, packs, &language, &mut draft);
    }
    facts::read(&source, &sheet, &tree, &content, &meta, title, url, packs, &language, &mut draft);
    memory::revise(&mut draft, &sheet, url, packs, repeats);
    let words = |draft: &Draft| -> usize {
        let kept = draft.parts.iter().filter(|part| {
            matches!(
                part.role,
                Role::Kept(BlockKind::Paragraph | BlockKind::Quote | BlockKind::List | BlockKind::Lead)
            )
        });
        kept.map(|part| super::shape::size(&sheet.text[part.range.clone()])).sum()
    };
    let found = words(&draft);
    let mut titles: Vec<&str> = meta.titles.iter().map(|said| said.value.as_str()).collect();
    titles.extend(draft.facts.title.as_ref().map(|title| title.value.as_str()));
    let links: usize = tree.blocks.iter().map(|block| block.linked).sum();
    // What the markup calls an article may be short and stand among many links.
    let share = (!meta.article).then(|| links as f64 / tree.text.len().max(1) as f64);
    if let Some(why) = super::no_article::reason(&draft, &sheet, packs, &titles, share) {
        return Err(why);
    }
    if found < LEAST_WORDS && !(meta.article && sheet.text.len() > 60 && found > 8) {
        return Err(format!("{found} words of running text in {} lines", tree.blocks.len()));
    }
    let linked = (links * 100 / tree.text.len().max(1)).min(100);
    let score = super::no_article::score(&draft, &sheet, meta.article, linked);
    Ok(Article { article_score: Some(score), ..draft.article(&sheet) })
}

/// The language of the running text; where no pack knows it, the page's own word for it.
fn told_language(tree: &tree::Tree, content: &content::Content, packs: &Packs) -> String {
    let mut text = String::new();
    for (block, prose) in tree.blocks.iter().zip(&content.prose) {
        if *prose > 0 && text.len() < 8_000 {
            text.push_str(&tree.text[block.range.clone()]);
            text.push('\n');
        }
    }
    let told = segment::language(&text, &packs.languages);
    match (&tree.lang, told.as_str()) {
        (Some(lang), "und") => lang.split(['-', '_']).next().unwrap_or("und").to_lowercase(),
        _ => told,
    }
}
