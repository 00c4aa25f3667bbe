//! HTML pages: scan, choose the main text, give its parts their roles, read what the page states of itself.

mod attributes;
mod authors;
mod content;
mod crumbs;
mod entity;
mod facts;
mod features;
mod hidden;
mod judge;
mod linked_data;
mod marks;
mod meta;
mod names;
mod published;
mod roles;
mod scan;
mod tag;
mod text;
mod titles;
mod tree;

use super::decode::{self, Decoded};
use super::draft::{Draft, Sheet};
use super::memory::{self, Repeats};
use super::no_article::{self, Signs};
use super::shape;
use crate::lang::Packs;
use crate::model::{Article, Origin};
use crate::segment;
use crate::trees::Forest;
pub(crate) use features::names as feature_names;
pub use judge::BlockRow;
pub(crate) use judge::{MODEL, judged, rows};
use memchr::memmem;
use meta::Meta;
use std::cell::Cell;
use std::ops::Range;
use std::sync::LazyLock;
use tag::Tag;
use tree::{Block, Tree};

/// The conventions of class names, compiled once: a constant, only dear to make.
static NAMES: LazyLock<names::Names> = LazyLock::new(names::Names::new);

/// Bytes of visible text under which a page with scripts is an empty shell.
const SHELL: usize = 400;

/// Words of a headline.
const HEADLINE: Range<usize> = 4..26;

/// Blocks of a page that may be as short as they like; bytes that one has on average on a page of more, and bytes of one
/// that may be running text, which an article beside a long table has.
const MOST_BLOCKS: usize = 5_000;
const SHORTEST: usize = 12;
const LONG: usize = 70;

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
    let blocks = tree.blocks.len();
    let long = |block: &Block| block.range.len() >= LONG;
    if blocks > MOST_BLOCKS && tree.text.len() < blocks * SHORTEST && !tree.blocks.iter().any(long) {
        return Err(format!("{blocks} lines of a word or two, no running text"));
    }
    let meta = meta::meta(&page.text, &tree);
    let content = content::content(&tree);
    let hidden = hidden::body(&page.text, &mut tree, &meta, &content);
    let origin = decode::compose(&tree.origin, &page.origin);
    let sheet = Sheet { text: &tree.text, origin: &origin };
    let source = Sheet { text: &page.text, origin: &page.origin };
    let language = match &hidden {
        Some(hidden) => segment::language(&tree.text[hidden.range()], &packs.languages),
        None => told_language(&tree, &content, packs),
    };
    let counted = features::counted(&tree, &meta, packs);
    let title = titles::title_block(&tree, &content, &meta, &counted.own);
    let features = features::features(&tree, &content, title, &counted);
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
        own: &counted.own,
        asks: Cell::new(roles::MOST_ASKS),
    };
    reader.read(&mut draft);
    if let Some(hidden) = &hidden {
        hidden::read(&sheet, hidden, packs, &language, &mut draft);
    }
    facts::read(&source, &sheet, &tree, &content, &meta, title, url, packs, &language, &mut draft);
    memory::revise(&mut draft, &sheet, url, packs, repeats);
    let score = no_article::judge(&draft, &sheet, packs, &signs(&page.text, &tree, &meta, &draft))?;
    Ok(Article { article_score: Some(score), ..draft.article(&sheet) })
}

/// What the page shows beside its parts that tells whether it holds an article.
fn signs<'p>(html: &str, tree: &'p Tree, meta: &'p Meta, draft: &'p Draft) -> Signs<'p> {
    let text = |block: &Block| &tree.text[block.range.clone()];
    let mut titles: Vec<&str> = meta.titles.iter().map(|said| said.value.as_str()).collect();
    titles.extend(draft.facts.title.as_ref().map(|title| title.value.as_str()));
    let first = tree.blocks.iter().find(|block| tree.elements[block.holder].tag == Tag::H1);
    titles.extend(first.map(text));
    let links: usize = tree.blocks.iter().map(|block| block.linked).sum();
    let headline = |block: &&Block| {
        let words = || text(block).split_whitespace().take(HEADLINE.end).count();
        let link = block.linked > 0 && block.linked * 10 >= block.range.len() * 9;
        link && HEADLINE.contains(&words()) && !shape::ends_sentence(text(block))
    };
    Signs {
        titles,
        marked: meta.article,
        flash: if meta.article { no_article::SURE_FLASH } else { no_article::FLASH },
        film: meta.film,
        linked: (links * 100 / tree.text.len().max(1)).min(100),
        headlines: tree.blocks.iter().filter(headline).map(|block| block.range.start).collect(),
        shell: tree.text.len() < SHELL && memmem::find(html.as_bytes(), b"<script").is_some(),
    }
}

/// The language of the running text; where no pack knows it, the page's own word for it.
fn told_language(tree: &Tree, content: &content::Content, packs: &Packs) -> String {
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
