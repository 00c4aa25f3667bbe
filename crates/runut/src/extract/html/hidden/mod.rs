//! The text of an article that the page holds and does not show: in its linked data (`articleBody`), in the data its
//! scripts draw it from, in `noscript`, in templates. Read byte by byte from the page, so that it too leads back to
//! where it was printed.

mod data;
mod escaped;
mod flight;
mod strings;
#[cfg(test)]
mod tests;

use super::content::{self, Content};
use super::meta::Meta;
use super::scan::scan;
use super::tag::Tag;
use super::tree::{Block, Tree};
use crate::extract::decode;
use crate::extract::draft::{Draft, Part, Role, Sheet};
use crate::extract::look;
use crate::extract::{credits, dump, head};
use crate::lang::Packs;
use crate::model::{BlockKind, Origin, PartRole, Stretch};
use std::ops::Range;

/// Least bytes of such a text; a shorter one is a summary.
const LEAST: usize = 400;

/// How many times as long as the running text of the markup it must be.
const TIMES: usize = 3;

/// Bytes of running text in the markup from which on no script is looked into.
const ENOUGH: usize = 1_500;

/// Texts of which the longest is chosen.
const MOST: usize = 64;

/// A text read from somewhere, and the way back.
#[derive(Debug, Default)]
struct Text {
    text: String,
    origin: Origin,
}

impl Text {
    /// A part of a text, as it stands.
    fn part(source: &str, range: Range<usize>) -> Self {
        let mut origin = Origin::default();
        origin.push(Stretch {
            text: 0,
            text_len: range.len() as u32,
            page: range.start as u32,
            page_len: range.len() as u32,
        });
        Self { text: source[range].to_owned(), origin }
    }

    /// The same, where what it was read from was itself read from somewhere.
    fn over(self, outer: &Origin) -> Self {
        Self { origin: decode::compose(&self.origin, outer), text: self.text }
    }

    /// Adds a line.
    fn line(&mut self, line: &Self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let at = self.text.len() as u32;
        self.origin.stretches.extend(shifted(&line.origin, at));
        self.text.push_str(&line.text);
    }
}

fn shifted(origin: &Origin, by: u32) -> impl Iterator<Item = Stretch> {
    origin.stretches.iter().map(move |step| Stretch { text: step.text + by, ..*step })
}

/// A text of the article, its lines and what each is.
#[derive(Debug)]
pub(crate) struct Hidden {
    /// Where each line stands in the tree's text.
    lines: Vec<(Range<usize>, BlockKind)>,
    /// Where it was found.
    place: &'static str,
}

impl Hidden {
    /// All of it, in the tree's text.
    pub fn range(&self) -> Range<usize> {
        let first = self.lines.first().map_or(0, |(range, _)| range.start);
        first..self.lines.last().map_or(first, |(range, _)| range.end)
    }
}

/// Adds such a text behind the visible one, where that is far less.
pub(crate) fn body(html: &str, tree: &mut Tree, meta: &Meta, content: &Content) -> Option<Hidden> {
    let blocks = content.holder.map_or(0..0, |holder| tree.elements[holder].blocks.clone());
    let visible: usize = content.prose[blocks.start..blocks.end.min(content.prose.len())].iter().sum();
    let enough = |laid: &Laid| laid.worth >= LEAST && laid.worth >= TIMES * visible;
    let linked = linked(html, meta, visible).map(Laid::out).filter(&enough);
    let found = linked.map(|laid| (laid, "the linked data")).or_else(|| {
        if visible >= ENOUGH || tree.scripts.is_empty() && tree.withheld.is_empty() {
            return None;
        }
        let shown: Vec<String> = opening_letters(tree, content);
        let begun = |laid: &Laid| {
            let words = letters(&laid.whole.text);
            shown.is_empty() || shown.iter().any(|opening| words.contains(opening.as_str()))
        };
        let laid = candidates(html, tree, meta).into_iter().map(|(text, place)| (Laid::out(text), place));
        let fitting = laid.filter(|(laid, _)| enough(laid) && begun(laid));
        fitting.reduce(|best, next| if next.0.worth > best.0.worth { next } else { best })
    });
    let (laid, place) = found?;
    let base = tree.text.len();
    tree.origin.stretches.extend(shifted(&laid.whole.origin, base as u32));
    tree.text.push_str(&laid.whole.text);
    tree.text.push('\n');
    let lines = laid.lines.into_iter().map(|(range, kind)| (base + range.start..base + range.end, kind));
    Some(Hidden { lines: lines.collect(), place })
}

/// `articleBody` of the linked data, the longest where there are several.
fn linked(html: &str, meta: &Meta, visible: usize) -> Option<Text> {
    const KEY: &str = "\"articleBody\"";
    let (body, script) = meta.body.as_ref()?;
    if body.len() < LEAST || body.len() < TIMES * visible {
        return None;
    }
    let starts = html[script.clone()].match_indices(KEY).map(|(at, _)| script.start + at + KEY.len());
    let values = starts.take(8).filter_map(|start| {
        let rest = html[start..script.end].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        let start = script.end - rest.len();
        Some(start..strings::closing(html.as_bytes(), start, script.end))
    });
    let longest = values.max_by_key(|value| (value.len(), std::cmp::Reverse(value.start)))?;
    Some(escaped::read(html, &[longest]))
}

/// What may be the article's text in what the page withholds, and where it was found.
fn candidates(html: &str, tree: &Tree, meta: &Meta) -> Vec<(Text, &'static str)> {
    let titles: Vec<String> = meta.titles.iter().map(|said| letters(&said.value)).collect();
    let mut found: Vec<(Text, &str)> = Vec::new();
    for range in &tree.withheld {
        found.push((Text::part(html, range.clone()), "a part for pages without scripts"));
    }
    for script in tree.scripts.iter().filter(|script| script.len() >= LEAST).take(MOST) {
        let text = match html[script.clone()].trim_start().starts_with('<') {
            true => Some(Text::part(html, script.clone())),
            false => data::text(html, script.clone(), &titles),
        };
        found.extend(text.map(|text| (text, "the data of its scripts")));
    }
    let pushed = flight::texts(html, &tree.scripts, &titles);
    found.extend(pushed.into_iter().map(|text| (text, "the data of its scripts")));
    found.sort_by_key(|(text, _)| std::cmp::Reverse(text.text.len()));
    found.truncate(MOST / 8);
    found
}

/// How the visible paragraphs begin, as letters: a text that is withheld begins as they do.
fn opening_letters(tree: &Tree, content: &Content) -> Vec<String> {
    let prose = tree.blocks.iter().zip(&content.prose).filter(|(_, prose)| **prose > 0);
    let opening = |block: &Block| letters(&tree.text[block.range.clone()]).chars().take(30).collect();
    prose.map(|(block, _)| opening(block)).take(20).collect()
}

/// Letters and digits alone, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A text in lines.
#[derive(Debug, Default)]
struct Laid {
    whole: Text,
    lines: Vec<(Range<usize>, BlockKind)>,
    /// Bytes of running text.
    worth: usize,
}

impl Laid {
    /// Lays out markup block by block, and plain text line by line.
    fn out(text: Text) -> Self {
        let marked = ["</", "<p", "<br", "&lt;p", "&lt;/"].iter().any(|mark| text.text.contains(mark));
        if marked {
            return Self::markup(text, true);
        }
        let mut laid = Self::default();
        for line in look::lines(&text.text) {
            let line = Text::part(&text.text, line).over(&text.origin);
            match line.text.contains('&') {
                true => laid.add(Self::markup(line, false)),
                false => {
                    let whole = 0..line.text.len();
                    let worth = content::weight(&line.text, 0);
                    laid.add(Self { whole: line, lines: vec![(whole, BlockKind::Paragraph)], worth });
                }
            }
        }
        laid
    }

    /// Markup; some is escaped twice.
    fn markup(text: Text, twice: bool) -> Self {
        let tree = scan(&text.text, &super::NAMES);
        let whole = Text { origin: tree.origin.clone(), text: tree.text.clone() }.over(&text.origin);
        if twice && (whole.text.contains("</p>") || whole.text.contains("<br")) {
            return Self::markup(whole, false);
        }
        let mut laid = Self { whole, ..Self::default() };
        for block in &tree.blocks {
            let range = super::roles::trimmed(&tree.text, block.range.clone());
            if !range.is_empty() {
                laid.worth += content::weight(&tree.text[range.clone()], block.linked);
                laid.lines.push((range, kind(&tree, block)));
            }
        }
        laid
    }

    fn add(&mut self, other: Self) {
        self.whole.line(&other.whole);
        let base = self.whole.text.len() - other.whole.text.len();
        let lines = other.lines.into_iter().map(|(range, kind)| (base + range.start..base + range.end, kind));
        self.lines.extend(lines);
        self.worth += other.worth;
    }
}

/// What a block of the article's markup is.
fn kind(tree: &Tree, block: &Block) -> BlockKind {
    let mut at = block.holder;
    for _ in 0..3 {
        match tree.elements[at].tag {
            Tag::H1 | Tag::Heading => return BlockKind::Subheading,
            Tag::Figcaption => return BlockKind::Caption,
            Tag::Blockquote => return BlockKind::Quote,
            Tag::Li => return BlockKind::List,
            _ => at = tree.elements[at].parent,
        }
    }
    BlockKind::Paragraph
}

/// Takes the text for the body, and what the markup had for it out.
pub(crate) fn read(sheet: &Sheet<'_>, hidden: &Hidden, packs: &Packs, language: &str, draft: &mut Draft) {
    for part in &mut draft.parts {
        if matches!(&part.role, Role::Kept(kind) if *kind != BlockKind::Title) {
            part.role = Role::Removed(PartRole::Other, format!("less than {} has of the text", hidden.place));
        }
    }
    draft.facts.dateline = None;
    let ranges: Vec<Range<usize>> = hidden.lines.iter().map(|(range, _)| range.clone()).collect();
    let kind = |range: &Range<usize>| {
        let at = hidden.lines.partition_point(|(line, _)| line.end <= range.start);
        hidden.lines.get(at).map_or(BlockKind::Paragraph, |(_, kind)| *kind)
    };
    let mut begun = false;
    for look in look::looks(sheet.text, &ranges, packs, language) {
        let role = match dump::removed(&look) {
            Some((kind, why)) => {
                credits::read(sheet, packs, &look, &mut draft.facts);
                Role::Removed(kind, why)
            }
            None => {
                let kind = kind(&look.range);
                if kind == BlockKind::Paragraph && !std::mem::replace(&mut begun, true) {
                    head::read_dateline(sheet, &look, draft);
                }
                Role::Kept(kind)
            }
        };
        draft.parts.push(Part { range: look.range, role });
    }
}
