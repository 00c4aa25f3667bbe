//! What a block's own words are like: counts over its bytes in one pass, and what the packs know it as.

use crate::extract::html::meta::Meta;
use crate::extract::html::tag::Tag;
use crate::extract::html::tree::Tree;
use crate::extract::{dates, shape};
use crate::lang::{FurnitureRole, Packs, fold};
use rustc_hash::{FxHashMap, FxHashSet};

/// What packs know lines as, by bit of `Own::known`.
pub(super) const LEXICON: [&str; 12] = [
    "related",
    "label of other articles",
    "advertising",
    "share",
    "tags",
    "comments",
    "navigation",
    "legal",
    "embed",
    "caption",
    "credit",
    "date",
];

/// Bits that begin a stretch of something else.
pub(super) const LABEL: u16 = 1 << 1 | 1 << 5;

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

/// Longest block whose line a pack is asked about, bytes.
const LONGEST_LINE: usize = 700;

/// What all blocks of a page share.
pub(super) struct Pages {
    common: FxHashSet<u64>,
    title: FxHashSet<u64>,
    linked: FxHashSet<u64>,
    description: FxHashSet<u64>,
    copies: FxHashMap<u64, (usize, u32)>,
}

/// Words whose hashes make one shingle.
const SHINGLE: usize = 3;

impl Pages {
    pub fn new(tree: &Tree, meta: &Meta, packs: &Packs) -> Self {
        let mut common = FxHashSet::default();
        for language in packs.languages.iter() {
            common.extend(language.common.iter().map(|word| word.bytes().fold(SEED, step)));
        }
        let mut title = FxHashSet::default();
        for said in meta.titles.iter().take(2) {
            words(&said.value, |hash, len| {
                if len > 2 {
                    title.insert(hash);
                }
            });
        }
        let mut copies = FxHashMap::default();
        for (at, block) in tree.blocks.iter().enumerate() {
            let hash =
                tree.text.as_bytes()[block.range.clone()].iter().fold(SEED, |hash, byte| step(hash, *byte));
            copies.entry(hash).or_insert((at, 0)).1 += 1;
        }
        let linked = meta.body.as_ref().map(|(body, _)| shingles(body)).unwrap_or_default();
        let description = meta.description.as_deref().map(shingles).unwrap_or_default();
        Self { common, title, linked, description, copies }
    }

    pub fn linked(&self) -> bool {
        self.linked.len() > 40
    }
}

const SEED: u64 = 0x51;

/// One step of a word's hash (as FxHash has it), letters of ASCII made small.
fn step(hash: u64, byte: u8) -> u64 {
    (hash.rotate_left(5) ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// Whether a byte belongs to a word, and how many bytes to go on by: general punctuation and Latin-1 signs do not.
fn in_word(bytes: &[u8], at: usize) -> (bool, usize) {
    match bytes[at] {
        0xe2 if bytes.get(at + 1).is_some_and(|next| matches!(next, 0x80..=0x83)) => (false, 3),
        0xc2 => (false, 2),
        byte => (byte >= 0x80 || byte.is_ascii_alphanumeric(), 1),
    }
}

/// Hash and length of each word.
fn words(text: &str, mut each: impl FnMut(u64, usize)) {
    let bytes = text.as_bytes();
    let (mut at, mut hash, mut len) = (0, SEED, 0);
    while at < bytes.len() {
        let (inside, width) = in_word(bytes, at);
        if inside {
            hash = step(hash, bytes[at]);
            len += 1;
        } else if len > 0 {
            each(hash, len);
            (hash, len) = (SEED, 0);
        }
        at += width;
    }
    if len > 0 {
        each(hash, len);
    }
}

fn shingles(text: &str) -> FxHashSet<u64> {
    let mut found = FxHashSet::default();
    over_shingles(text, |hash| {
        found.insert(hash);
    });
    found
}

fn over_shingles(text: &str, mut each: impl FnMut(u64)) {
    let mut last = [0u64; SHINGLE];
    let mut count = 0;
    words(text, |hash, _| {
        last = [last[1], last[2], hash];
        count += 1;
        if count >= SHINGLE {
            each(last[0].rotate_left(20) ^ last[1].rotate_left(10) ^ last[2]);
        }
    });
}

/// Counts over one block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Own {
    pub words: i32,
    pub bytes: i32,
    pub linked: i32,
    pub strong: i32,
    /// Words among the commonest of a language.
    pub common: i32,
    /// Words of up to three letters: in most languages the commonest ones.
    pub short: i32,
    pub capitals: i32,
    pub commas: i32,
    pub marks: i32,
    pub digits: i32,
    pub ends: bool,
    pub colon: bool,
    pub upper: bool,
    pub tag: i32,
    pub copy: bool,
    pub copies: i32,
    /// Words that the title has too, and how many of the title's they are in thousandths.
    pub titled: i32,
    pub of_title: i32,
    /// What packs know it as, by bits of `LEXICON`, and the narrowest of these roles.
    pub known: u16,
    pub role: Option<FurnitureRole>,
    /// Thousandths of its shingles in the linked data's text, and in the description; -1 where it has none.
    pub in_linked: i32,
    pub in_description: i32,
}

/// Counts over one block.
pub(super) fn own(tree: &Tree, at: usize, pages: &Pages, packs: &Packs) -> Own {
    let block = &tree.blocks[at];
    let text = &tree.text[block.range.clone()];
    let bytes = text.as_bytes();
    let mut own = Own {
        bytes: bytes.len().min(1 << 24) as i32,
        linked: block.linked.min(1 << 24) as i32,
        strong: block.strong.min(1 << 24) as i32,
        ends: shape::ends_sentence(text),
        tag: class(tree.elements[block.holder].tag),
        ..Own::default()
    };
    let bare = text.trim_end();
    own.colon = bare.ends_with(':');
    own.upper = bare.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '„' | '«' | '‘'));
    let (mut place, mut hash, mut len, mut wide) = (0, SEED, 0, 0);
    while place <= bytes.len() {
        let (inside, width) = if place == bytes.len() { (false, 1) } else { in_word(bytes, place) };
        if inside {
            let byte = bytes[place];
            own.capitals += i32::from(len == 0 && byte.is_ascii_uppercase());
            own.digits += i32::from(byte.is_ascii_digit());
            wide += i32::from(matches!(byte, 0xe3..=0xe9));
            hash = step(hash, byte);
            len += 1;
        } else {
            if len > 0 {
                own.words += 1;
                own.short += i32::from(len <= 3);
                own.common += i32::from(pages.common.contains(&hash));
                own.titled += i32::from(len > 2 && pages.title.contains(&hash));
                (hash, len) = (SEED, 0);
            }
            match bytes.get(place) {
                Some(b',' | b';') => own.commas += 1,
                Some(b'.' | b'!' | b'?') => own.marks += 1,
                _ => {}
            }
        }
        place += width;
    }
    // Scripts that do not part words: about two characters are one.
    if wide > 8 {
        own.words = own.words.max(wide / 2);
        own.short = own.short.max(wide / 6);
        own.common = own.common.max(wide / 8);
    }
    if own.words <= 40 {
        own.of_title = own.titled * 1000 / (pages.title.len() as i32).max(1);
    }
    let whole = bytes.iter().fold(SEED, |hash, byte| step(hash, *byte));
    if let Some((first, count)) = pages.copies.get(&whole) {
        own.copy = *first != at;
        own.copies = *count as i32;
    }
    let linked = own.linked * 10 > own.bytes * 9;
    if !linked {
        if bytes.len() <= LONGEST_LINE {
            (own.known, own.role) = known(text, &own, packs);
        }
        own.in_linked = overlap(text, &own, &pages.linked);
        own.in_description = overlap(text, &own, &pages.description);
    }
    own
}

fn overlap(text: &str, own: &Own, known: &FxHashSet<u64>) -> i32 {
    if known.is_empty() || own.words < SHINGLE as i32 {
        return -1;
    }
    let (mut all, mut shared) = (0, 0);
    over_shingles(text, |hash| {
        all += 1;
        shared += i32::from(known.contains(&hash));
    });
    if all == 0 { -1 } else { shared * 1000 / all }
}

/// What packs know a line as.
fn known(line: &str, own: &Own, packs: &Packs) -> (u16, Option<FurnitureRole>) {
    let folded = fold(line);
    let (mut bits, mut role) = (0, None);
    for furniture in packs.languages.iter().filter_map(|language| language.furniture.as_ref()) {
        if let Some(hit) = furniture.hit(line, &folded) {
            bits |= 1 << bit(hit.rule.role);
            role = role.map_or(Some(hit.rule.role), |known: FurnitureRole| Some(known.min(hit.rule.role)));
        }
    }
    if own.words <= 14 && own.digits > 0 {
        let date = dates::read(line, packs, "und");
        bits |= u16::from(date.is_some_and(|date| date.others <= 3 && (!own.ends || date.others == 0))) << 11;
    }
    (bits, role)
}

fn bit(role: FurnitureRole) -> u8 {
    match role {
        FurnitureRole::Related => 0,
        FurnitureRole::Section | FurnitureRole::Ago => 1,
        FurnitureRole::Advertisement | FurnitureRole::Promo => 2,
        FurnitureRole::Share => 3,
        FurnitureRole::Tags => 4,
        FurnitureRole::Comments => 5,
        FurnitureRole::Navigation | FurnitureRole::Topic | FurnitureRole::Summary => 6,
        FurnitureRole::Legal => 7,
        FurnitureRole::Embed => 8,
        FurnitureRole::Caption => 9,
        FurnitureRole::Author
        | FurnitureRole::Editor
        | FurnitureRole::Credit
        | FurnitureRole::Source
        | FurnitureRole::Syndication => 10,
        FurnitureRole::Published | FurnitureRole::Modified => 11,
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
    pub fn share(&self, count: i32) -> i32 {
        (i64::from(count) * 1000 / i64::from(self.words.max(1))) as i32
    }

    /// Thousandths of the bytes that are links.
    pub fn link_share(&self) -> i32 {
        (i64::from(self.linked) * 1000 / i64::from(self.bytes.max(1))) as i32
    }

    pub fn push(&self, values: &mut Vec<i32>) {
        let of_bytes = |count: i32| (i64::from(count) * 1000 / i64::from(self.bytes.max(1))) as i32;
        values.extend([
            self.words,
            self.bytes,
            self.link_share(),
            self.share(self.common),
            self.share(self.short),
            self.commas,
            self.marks,
            of_bytes(self.digits),
            self.share(self.capitals),
            i32::from(self.ends),
            i32::from(self.colon),
            of_bytes(self.strong),
            self.tag,
            self.bytes * 10 / self.words.max(1),
            i32::from(self.upper),
            i32::from(self.copy),
            self.copies,
            self.share(self.titled),
            self.of_title,
        ]);
    }
}
