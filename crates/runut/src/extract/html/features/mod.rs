//! What can be counted of each block of a page, as whole numbers: what the forest judges by.
//!
//! Its own words (`own`), the elements around it (`place`), and its neighbours. No decision is made here.

mod own;
mod place;

use super::content::Content;
use super::meta::Meta;
use super::names::flag;
use super::tree::Tree;
use crate::lang::Packs;
pub(crate) use own::Own;
use own::Pages;
use place::{ANCESTORS, Places};
use std::ops::Range;

/// Flags of class names that are features, with the features' names.
const FLAGS: &[(u32, &str)] = &[
    (flag::RELATED, "related"),
    (flag::SHARE, "share"),
    (flag::COMMENTS, "comments"),
    (flag::NAVIGATION, "navigation"),
    (flag::PROMO, "promo"),
    (flag::TAGS, "tags"),
    (flag::BYLINE, "byline"),
    (flag::DATE, "date"),
    (flag::CAPTION, "caption"),
    (flag::LEAD, "lead"),
    (flag::BODY, "body"),
    (flag::HIDDEN, "hidden"),
    (flag::ARTICLE_BODY, "articleBody"),
    (flag::EMBED, "embed"),
    (flag::SOFT, "doubtful"),
    (flag::VIDEO, "video"),
    (flag::BOX, "box"),
    (flag::HEADLINE, "headline"),
    (flag::TEXT, "text"),
    (flag::ARTICLE, "article"),
    (flag::PARAGRAPH, "paragraph"),
    (flag::BIOGRAPHY, "biography"),
    (flag::LEGAL, "legal"),
    (flag::BUTTON, "button"),
    (flag::IMAGE, "image"),
];

/// How far to both sides neighbours are looked at.
const NEIGHBOURS: [isize; 4] = [-2, -1, 1, 2];

/// How many blocks to both sides add to the running text before and behind.
const WIDE: usize = 6;

/// What the features of a page's blocks are counted from.
pub(crate) struct Features<'p> {
    tree: &'p Tree,
    content: &'p Content,
    title: Option<usize>,
    /// Counts over each block.
    own: &'p [Own],
    pages: &'p Pages,
    places: Places,
    counts: Counts,
    /// The blocks of the chosen element.
    inside: Range<usize>,
}

impl Features<'_> {
    /// Writes the values of a block; `false`, and nothing, where it is plainly a link outside the main text.
    pub fn push(&self, at: usize, values: &mut Vec<i32>) -> bool {
        let (Some(own), Some(block)) = (self.own.get(at), self.tree.blocks.get(at)) else { return false };
        if !judged(own, &self.inside, at) {
            return false;
        }
        own.push(values);
        self.places.push_flags(self.tree, self.content, block, values);
        self.places.push(self.tree, at, self.title, own, values);
        push_neighbours(self.own, &self.places, at, values);
        self.counts.push(at, own, self.pages, values);
        true
    }

    /// The values of a block; `None` where it is plainly a link outside the main text.
    pub fn row(&self, at: usize) -> Option<Vec<i32>> {
        let mut values = Vec::new();
        self.push(at, &mut values).then_some(values)
    }
}

/// The features' names, in the order of the values.
pub(crate) fn names() -> Vec<String> {
    let mut names: Vec<String> = own::NAMES.iter().map(|name| (*name).to_owned()).collect();
    names.extend(FLAGS.iter().map(|(_, name)| format!("class says {name}")));
    names.extend(ANCESTORS.iter().map(|name| format!("in <{name}>")));
    names.extend(place::NAMES.iter().map(|name| (*name).to_owned()));
    for around in ["holder", "parent", "grandparent"] {
        names.extend(place::AROUND.iter().map(|name| format!("{name} of {around}")));
    }
    for step in NEIGHBOURS {
        names.extend(NEIGHBOUR.iter().map(|name| format!("{name} of block {step:+}")));
    }
    names.extend(PAGE.iter().map(|name| (*name).to_owned()));
    names
}

const NEIGHBOUR: [&str; 8] = [
    "words",
    "link share",
    "common words",
    "short words",
    "sentence end",
    "element",
    "same holder",
    "same parent",
];

const PAGE: [&str; 11] = [
    "running text before",
    "running text behind",
    "share of running text before",
    "blocks since running text",
    "blocks to running text",
    "blocks since a heading",
    "running text of the page",
    "blocks of the page",
    "in the linked data",
    "linked data has the text",
    "in the description",
];

/// Counts over each block, and what all of them share.
pub(crate) struct Counted {
    /// Counts over each block.
    pub own: Vec<Own>,
    pages: Pages,
}

/// Counts over all blocks.
pub(crate) fn counted(tree: &Tree, meta: &Meta, packs: &Packs) -> Counted {
    let pages = Pages::new(tree, meta, packs);
    let own = (0..tree.blocks.len()).map(|at| own::own(tree, at, &pages, packs)).collect();
    Counted { own, pages }
}

/// What the features of all blocks are counted from.
pub(crate) fn features<'p>(
    tree: &'p Tree,
    content: &'p Content,
    title: Option<usize>,
    counted: &'p Counted,
) -> Features<'p> {
    let Counted { own, pages } = counted;
    let inside = content.holder.map_or(0..0, |holder| tree.elements[holder].blocks.clone());
    let (places, counts) = (Places::new(tree, content, own), Counts::new(tree, content));
    Features { tree, content, title, own, pages, places, counts, inside }
}

/// Whether a block needs judging: not if it is nothing but a link outside the main text.
fn judged(own: &Own, inside: &Range<usize>, at: usize) -> bool {
    inside.contains(&at) || own.linked * 10 <= own.bytes * 9
}

fn push_neighbours(own: &[Own], places: &Places, at: usize, values: &mut Vec<i32>) {
    for step in NEIGHBOURS {
        let Some((near, other)) = at.checked_add_signed(step).and_then(|near| Some((near, own.get(near)?)))
        else {
            values.extend([-1; NEIGHBOUR.len()]);
            continue;
        };
        values.extend([
            other.words(),
            other.link_share(),
            other.share(other.measure.common),
            other.share(other.measure.short),
            i32::from(other.measure.shape.ends),
            other.tag,
            i32::from(places.holder[near] == places.holder[at]),
            i32::from(places.parent[near] == places.parent[at]),
        ]);
    }
}

/// Running totals over the blocks of a page.
struct Counts {
    /// Running text before each block.
    before: Vec<i32>,
    since_prose: Vec<i32>,
    to_prose: Vec<i32>,
    since_heading: Vec<i32>,
    total: i32,
}

/// Blocks since something that never was.
const NEVER: i32 = 999;

impl Counts {
    fn new(tree: &Tree, content: &Content) -> Self {
        let mut before = vec![0];
        let (mut prose, mut heading) = (NEVER, NEVER);
        let (mut since_prose, mut since_heading) = (Vec::new(), Vec::new());
        for (at, block) in tree.blocks.iter().enumerate() {
            since_prose.push(prose);
            since_heading.push(heading);
            let next = |count: i32, now: bool| if now { 1 } else { (count + 1).min(NEVER) };
            prose = next(prose, content.prose[at] > 0);
            heading = next(heading, tree.elements[block.holder].tag.heading());
            before.push(before[at] + content.prose[at].min(1 << 20) as i32);
        }
        let mut to_prose = vec![NEVER; tree.blocks.len()];
        let mut next = NEVER;
        for at in (0..to_prose.len()).rev() {
            to_prose[at] = next;
            next = if content.prose[at] > 0 { 1 } else { (next + 1).min(NEVER) };
        }
        let total = *before.last().unwrap_or(&0);
        Self { before, since_prose, to_prose, since_heading, total }
    }

    fn push(&self, at: usize, own: &Own, pages: &Pages, values: &mut Vec<i32>) {
        let last = self.before.len() - 1;
        values.extend([
            self.before[at] - self.before[at.saturating_sub(WIDE)],
            self.before[(at + 1 + WIDE).min(last)] - self.before[at + 1],
            (i64::from(self.before[at]) * 1000 / i64::from(self.total.max(1))) as i32,
            self.since_prose[at],
            self.to_prose[at],
            self.since_heading[at],
            self.total,
            last as i32,
            own.in_linked,
            i32::from(pages.linked()),
            own.in_description,
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::html::{NAMES, content, meta, scan, titles};

    #[test]
    fn every_value_has_a_name() {
        let html = "<title>Pasar</title><h1>Pasar</h1><p>Wali kota meresmikan pasar lama, Senin.<p>Bagikan";
        let packs = Packs::bundled().expect("bundled packs load");
        let tree = scan::scan(html, &NAMES);
        let (meta, content) = (meta::meta(html, &tree), content::content(&tree));
        let counted = counted(&tree, &meta, &packs);
        let title = titles::title_block(&tree, &content, &meta, &counted.own);
        let features = features(&tree, &content, title, &counted);
        assert_eq!(features.row(0).expect("a row").len(), names().len());
        assert_eq!(features.row(1).expect("a row")[0], 6, "words of the paragraph");
        assert!(features.row(99).is_none());
    }
}
