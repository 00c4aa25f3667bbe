//! Where a block stands: the elements around it, and how near it is to the element that holds most running text.

use super::FLAGS;
use super::own::Own;
use crate::extract::html::content::Content;
use crate::extract::html::names::flag;
use crate::extract::html::tag::Tag;
use crate::extract::html::tree::{Block, Tree};

/// Elements around a block that are features, by bit of `kind`.
pub(super) const ANCESTORS: [&str; 14] = [
    "article",
    "main",
    "section",
    "aside",
    "nav",
    "header",
    "footer",
    "figure",
    "form",
    "list",
    "table",
    "button",
    "blockquote",
    "heading",
];

/// The bit of an element in `ANCESTORS`; none for others.
fn kind(tag: Tag) -> u16 {
    match tag {
        Tag::Article => 1,
        Tag::Main => 1 << 1,
        Tag::Section => 1 << 2,
        Tag::Aside => 1 << 3,
        Tag::Nav => 1 << 4,
        Tag::Header => 1 << 5,
        Tag::Footer => 1 << 6,
        Tag::Figure | Tag::Figcaption => 1 << 7,
        Tag::Form => 1 << 8,
        Tag::List => 1 << 9,
        Tag::Table => 1 << 10,
        Tag::Button => 1 << 11,
        Tag::Blockquote => 1 << 12,
        Tag::Heading | Tag::H1 => 1 << 13,
        _ => 0,
    }
}

/// Names of what `Places::push` writes for the block itself.
pub(super) const NAMES: [&str; 12] = [
    "depth",
    "inside the main element",
    "blocks from its start",
    "blocks to its end",
    "inside the chosen element",
    "steps up to the main path",
    "levels from there to the main element",
    "place on the page",
    "blocks since the headline",
    "headline found",
    "paragraphs under the same holder",
    "is the headline",
];

/// Names of what is written for each of three elements around the block.
pub(super) const AROUND: [&str; 6] =
    ["nearness to the main text", "link share", "share of running text", "bytes", "blocks", "paragraphs"];

/// Longest paragraph that counts in full towards its element.
const LONGEST: usize = 600;

/// Sums over the elements of a page.
pub(super) struct Places {
    /// The nearest block-level element of each block, its parent and grandparent of the kind.
    pub holder: Vec<usize>,
    pub parent: Vec<usize>,
    grandparent: Vec<usize>,
    /// Bits of `ANCESTORS`, and own flags of each element and all above.
    above: Vec<u16>,
    flags: Vec<u32>,
    near: Vec<u32>,
    best: usize,
    /// Of each element, the steps up to the path from the best one to the root, and where they meet it.
    to_path: Vec<(u32, u32)>,
    /// The element chosen by `content`.
    chosen: Option<usize>,
    text: Vec<u32>,
    links: Vec<u32>,
    prose: Vec<u32>,
    paragraphs: Vec<u32>,
}

impl Places {
    pub fn new(tree: &Tree, content: &Content, own: &[Own]) -> Self {
        let (above, flags) = inherited(tree);
        let up = |element: usize| {
            let mut at = tree.elements[element].parent;
            while at != 0 && tree.elements[at].tag.inline() {
                at = tree.elements[at].parent;
            }
            at
        };
        let holder: Vec<usize> = tree.blocks.iter().map(|block| block.holder).collect();
        let parent: Vec<usize> = holder.iter().map(|at| up(*at)).collect();
        let grandparent: Vec<usize> = parent.iter().map(|at| up(*at)).collect();
        let mut near = vec![0u32; tree.elements.len()];
        for (at, own) in own.iter().enumerate() {
            let (words, measure) = (own.measure.pieces, &own.measure);
            let language = measure.common * 5 >= words || measure.short * 4 >= words;
            if words < 8 || own.linked * 3 >= own.bytes || !language {
                continue;
            }
            let out = content.flags[tree.blocks[at].element] & flag::OUT != 0;
            let size = (own.bytes as usize).min(LONGEST) as u32 / if out { 4 } else { 1 };
            near[holder[at]] += size;
            if parent[at] != holder[at] {
                near[parent[at]] += size;
            }
            if grandparent[at] != parent[at] {
                near[grandparent[at]] += size / 2;
            }
        }
        let best = (0..near.len()).max_by_key(|&at| (near[at], std::cmp::Reverse(at))).unwrap_or(0);
        let mut on_path = vec![false; tree.elements.len()];
        let mut at = best;
        loop {
            on_path[at] = true;
            if at == 0 {
                break;
            }
            at = tree.elements[at].parent;
        }
        // Parents stand before their children.
        let mut to_path = Vec::with_capacity(tree.elements.len());
        for (at, element) in tree.elements.iter().enumerate() {
            let (steps, met) = if on_path[at] { (0, at as u32) } else { to_path[element.parent] };
            to_path.push((steps + u32::from(!on_path[at]), met));
        }
        let sums = |value: &dyn Fn(usize) -> u32| {
            let mut sum = 0u32;
            let mut sums = vec![0];
            sums.extend((0..own.len()).map(|at| {
                sum = sum.saturating_add(value(at));
                sum
            }));
            sums
        };
        let text = sums(&|at| own[at].bytes as u32);
        let links = sums(&|at| own[at].linked as u32);
        let prose = sums(&|at| content.prose[at] as u32);
        let paragraphs = sums(&|at| u32::from(own[at].tag == 1));
        let chosen = content.holder;
        Self {
            holder,
            parent,
            grandparent,
            above,
            flags,
            near,
            best,
            to_path,
            chosen,
            text,
            links,
            prose,
            paragraphs,
        }
    }

    /// What class names and elements say: of the holder 4, of the two above 2, of any above 1, added up.
    pub fn push_flags(&self, tree: &Tree, content: &Content, block: &Block, values: &mut Vec<i32>) {
        let holder = block.holder;
        let parent = tree.elements[holder].parent;
        let own = tree.elements[holder].flags | tree.elements[block.element].flags;
        let near = tree.elements[parent].flags | tree.elements[tree.elements[parent].parent].flags;
        // What `content` does not believe of an element is not said of its blocks.
        let above = self.flags[block.element];
        let believed = content.flags[block.element];
        for (bit, _) in FLAGS {
            let has = |flags: u32| i32::from(flags & bit != 0);
            let any = if flag::OUT & bit != 0 { has(believed) * 2 + has(above) } else { has(above) };
            values.push(has(own) * 8 + has(near) * 4 + any);
        }
        let above = self.above[block.element];
        values.extend((0..ANCESTORS.len()).map(|bit| i32::from(above >> bit & 1)));
    }

    /// The place of a block, and of the three elements around it.
    pub fn push(&self, tree: &Tree, at: usize, title: Option<usize>, own: &Own, values: &mut Vec<i32>) {
        let block = &tree.blocks[at];
        let best = &tree.elements[self.best];
        let place = at as i32;
        let (start, end) = (best.blocks.start as i32, best.blocks.end as i32);
        let inside = (start..end).contains(&place);
        let (up, element) = self.to_path[block.element];
        let chosen = self.chosen.is_some_and(|chosen| tree.elements[chosen].blocks.contains(&at));
        values.extend([
            tree.elements[block.holder].depth as i32,
            i32::from(inside),
            if place < end { place - start } else { 1000 + place - end },
            if inside { end - place } else { -1 },
            i32::from(chosen),
            up as i32,
            best.depth as i32 - tree.elements[element as usize].depth as i32,
            place * 1000 / (tree.blocks.len() as i32).max(1),
            title.map_or(0, |title| place - title as i32),
            i32::from(title.is_some()),
            self.within(&self.paragraphs, tree, self.parent[at]),
            i32::from(title == Some(at) || own.tag == 4),
        ]);
        let total = *self.prose.last().unwrap_or(&0);
        for element in [self.holder[at], self.parent[at], self.grandparent[at]] {
            let text = self.within(&self.text, tree, element);
            let share = |part: i32, whole: i32| (i64::from(part) * 1000 / i64::from(whole.max(1))) as i32;
            let blocks = &tree.elements[element].blocks;
            values.extend([
                share(self.near[element] as i32, self.near[self.best] as i32),
                share(self.within(&self.links, tree, element), text),
                share(self.within(&self.prose, tree, element), total as i32),
                text,
                (blocks.end - blocks.start) as i32,
                self.within(&self.paragraphs, tree, element),
            ]);
        }
    }

    fn within(&self, sums: &[u32], tree: &Tree, element: usize) -> i32 {
        let blocks = &tree.elements[element].blocks;
        let last = sums.len() - 1;
        (sums[blocks.end.min(last)] - sums[blocks.start.min(last)]).min(1 << 30) as i32
    }
}

/// Of each element, what stands above it: kinds of elements, and flags of their names.
fn inherited(tree: &Tree) -> (Vec<u16>, Vec<u32>) {
    let mut above = vec![0u16; tree.elements.len()];
    let mut flags = vec![0u32; tree.elements.len()];
    for (at, element) in tree.elements.iter().enumerate() {
        let (kinds, names) = if at == 0 { (0, 0) } else { (above[element.parent], flags[element.parent]) };
        above[at] = kinds | kind(element.tag);
        let wide = matches!(element.tag, Tag::Html | Tag::Body);
        flags[at] = names | if wide { 0 } else { element.flags };
    }
    (above, flags)
}
