//! What a block's own words are like: counts over its bytes in one pass.

use crate::extract::html::meta::Meta;
use crate::extract::html::tag::Tag;
use crate::extract::html::tree::Tree;
use crate::extract::measure::{Measure, measure};
use crate::lang::{Packs, Sieve};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

/// Names of what `Own::push` writes.
pub(super) const NAMES: [&str; 19] = [
    "words",
    "bytes",
    "link share",
    "common words",
    "short words",
    "commas",
    "sentence marks",
    "digits",
    "capitals",
    "sentence end",
    "colon at the end",
    "bold share",
    "element",
    "bytes a word",
    "capital or quotation mark first",
    "second copy",
    "copies",
    "words of the title",
    "title's words in it",
];

/// What all blocks of a page share.
pub(super) struct Pages {
    /// Words of the titles, and how many of them are those of the first two.
    title: Sieve<u8>,
    title_words: usize,
    /// Runs of words in the linked data's text and in the description.
    shingles: Sieve<u8>,
    /// How many there are of each.
    linked: usize,
    described: usize,
    /// Hashes of the blocks, the first block of each, and how many there are.
    hashes: Vec<u64>,
    copies: FxHashMap<u64, (usize, u32)>,
}

/// In which title a word stands: in one of the first two, and long enough to count; in any.
const TITLE: u8 = 1;
const ANY_TITLE: u8 = 2;

fn having(sieve: &Sieve<u8>, bit: u8) -> usize {
    sieve.values().filter(|known| **known & bit != 0).count()
}

/// Where a run of words stands.
const LINKED: u8 = 1;
const DESCRIPTION: u8 = 2;

/// Shortest word of a title that counts, bytes.
const TITLE_WORD: usize = 3;

impl Pages {
    pub fn new(tree: &Tree, meta: &Meta, packs: &Packs) -> Self {
        let mut title: Sieve<u8> = Sieve::default();
        for (nth, said) in meta.titles.iter().enumerate() {
            measure(&said.value, &packs.languages, |hash, len| {
                *title.entry(hash) |=
                    if nth < 2 && len >= TITLE_WORD { TITLE | ANY_TITLE } else { ANY_TITLE };
            });
        }
        let title_words = having(&title, TITLE);
        let mut shingles: Sieve<u8> = Sieve::default();
        let mut add = |text: &str, bit: u8| {
            let mut last = Shingle::default();
            measure(text, &packs.languages, |hash, _| {
                if let Some(shingle) = last.next(hash) {
                    *shingles.entry(shingle) |= bit;
                }
            });
        };
        add(meta.description.as_deref().unwrap_or(""), DESCRIPTION);
        add(meta.body.as_ref().map_or("", |(body, _)| body.as_str()), LINKED);
        let (linked, described) = (having(&shingles, LINKED), having(&shingles, DESCRIPTION));
        let text = tree.text.as_bytes();
        let hashes: Vec<u64> =
            tree.blocks.iter().map(|block| FxBuildHasher.hash_one(&text[block.range.clone()])).collect();
        let mut copies = FxHashMap::with_capacity_and_hasher(hashes.len(), FxBuildHasher);
        for (at, hash) in hashes.iter().enumerate() {
            copies.entry(*hash).or_insert((at, 0)).1 += 1;
        }
        Self { title, title_words, shingles, linked, described, hashes, copies }
    }

    pub fn linked(&self) -> bool {
        self.linked > 40
    }
}

/// The last words of a text, as one hash.
#[derive(Default)]
struct Shingle {
    last: [u64; 3],
    count: usize,
}

impl Shingle {
    /// Adds a word; the run that ends in it.
    fn next(&mut self, hash: u64) -> Option<u64> {
        self.last = [self.last[1], self.last[2], hash];
        self.count += 1;
        let [first, second, third] = self.last;
        (self.count >= self.last.len()).then(|| {
            (first.rotate_left(20) ^ second.rotate_left(10) ^ third).wrapping_mul(0x517c_c1b7_2722_0a95)
        })
    }
}

/// Counts over one block.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Own {
    /// Counts over its line.
    pub measure: Measure,
    pub bytes: i32,
    pub linked: i32,
    pub strong: i32,
    pub colon: bool,
    pub upper: bool,
    pub tag: i32,
    pub copy: bool,
    pub copies: i32,
    /// Words that the title has too; those that any title of the page has.
    pub titled: i32,
    pub in_titles: usize,
    /// Thousandths of the title's words.
    pub of_title: i32,
    /// Thousandths of its shingles in the linked data's text, and in the description; -1 where it has none.
    pub in_linked: i32,
    pub in_description: i32,
}

/// Counts over one block.
pub(super) fn own(tree: &Tree, at: usize, pages: &Pages, packs: &Packs) -> Own {
    let block = &tree.blocks[at];
    let text = &tree.text[block.range.clone()];
    let (mut titled, mut in_titles, mut last, mut linked, mut described) = (0, 0, Shingle::default(), 0, 0);
    let measure = measure(text, &packs.languages, |hash, _| {
        let title = pages.title.get(hash);
        titled += i32::from(title & TITLE != 0);
        in_titles += usize::from(title != 0);
        if let Some(shingle) = last.next(hash) {
            let known = pages.shingles.get(shingle);
            linked += i32::from(known & LINKED != 0);
            described += i32::from(known & DESCRIPTION != 0);
        }
    });
    let shingles = last.count.saturating_sub(2) as i32;
    let share = |count: i32, known: bool| if known && shingles > 0 { count * 1000 / shingles } else { -1 };
    let described = share(described, pages.described > 0);
    let (first, copies) = pages.copies.get(&pages.hashes[at]).copied().unwrap_or((at, 1));
    let bare = text.trim_end();
    Own {
        measure,
        bytes: text.len().min(1 << 24) as i32,
        linked: block.linked.min(1 << 24) as i32,
        strong: block.strong.min(1 << 24) as i32,
        colon: bare.ends_with(':'),
        upper: bare.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '„' | '«' | '‘')),
        tag: class(tree.elements[block.holder].tag),
        copy: first != at,
        copies: copies as i32,
        titled,
        in_titles,
        of_title: if measure.pieces <= 40 { titled * 1000 / (pages.title_words as i32).max(1) } else { 0 },
        in_linked: share(linked, pages.linked > 0),
        in_description: described,
    }
}

/// The element as a number; neighbours are alike, so that one question can part them.
fn class(tag: Tag) -> i32 {
    match tag {
        Tag::P => 1,
        Tag::Blockquote => 2,
        Tag::Pre => 3,
        Tag::H1 => 4,
        Tag::Heading => 5,
        Tag::Li | Tag::List => 6,
        Tag::Term | Tag::Terms => 7,
        Tag::Cell | Tag::Table | Tag::Tr | Tag::Rows => 8,
        Tag::Article | Tag::Main | Tag::Section => 9,
        Tag::Div => 10,
        Tag::Body | Tag::Html => 11,
        Tag::Figcaption | Tag::Figure => 12,
        Tag::Header | Tag::Footer | Tag::Nav | Tag::Aside | Tag::Form | Tag::Address => 13,
        _ => 14,
    }
}

impl Own {
    /// A count in thousandths of the words.
    pub fn share(&self, count: usize) -> i32 {
        share(count, self.measure.pieces)
    }

    /// Thousandths of the bytes that are links.
    pub fn link_share(&self) -> i32 {
        share(self.linked as usize, self.bytes as usize)
    }

    pub fn words(&self) -> i32 {
        self.measure.pieces.min(1 << 24) as i32
    }

    pub fn push(&self, values: &mut Vec<i32>) {
        let of_bytes = |count: usize| share(count, self.bytes as usize);
        let Measure { commas, stops, digits, common, short, capitals, .. } = self.measure;
        values.extend([
            self.words(),
            self.bytes,
            self.link_share(),
            self.share(common),
            self.share(short),
            commas.min(1 << 24) as i32,
            stops.min(1 << 24) as i32,
            of_bytes(digits),
            self.share(capitals),
            i32::from(self.measure.shape.ends),
            i32::from(self.colon),
            of_bytes(self.strong as usize),
            self.tag,
            self.bytes * 10 / self.words().max(1),
            i32::from(self.upper),
            i32::from(self.copy),
            self.copies,
            self.share(self.titled as usize),
            self.of_title,
        ]);
    }
}

/// `part` of `whole` in thousandths.
fn share(part: usize, whole: usize) -> i32 {
    (part as u64 * 1000 / whole.max(1) as u64).min(1 << 24) as i32
}
