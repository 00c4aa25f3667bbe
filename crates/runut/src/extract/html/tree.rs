//! A page as it was scanned: elements, blocks of text, and what its head says.

use super::marks::Mark;
use super::tag::Tag;
use crate::model::Origin;
use std::ops::Range;

/// An element.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    /// Its name.
    pub tag: Tag,
    /// Its parent; the root is its own.
    pub parent: usize,
    /// How deep it lies.
    pub depth: usize,
    /// Flags of its class, id and attributes.
    pub flags: u32,
    /// Its blocks: first and one past the last.
    pub blocks: Range<usize>,
}

/// A run of text between block-level boundaries.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Its bytes in `Tree::text`.
    pub range: Range<usize>,
    /// The innermost element it began in.
    pub element: usize,
    /// The nearest block-level element around it.
    pub holder: usize,
    /// Bytes of it that are links.
    pub linked: usize,
    /// Bytes of it that are bold.
    pub strong: usize,
}

/// A page, scanned.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Elements, in order of their start tags; the first is the root.
    pub elements: Vec<Element>,
    /// Blocks, in page order.
    pub blocks: Vec<Block>,
    /// The blocks' text, one a line.
    pub text: String,
    /// Blanks of the text that stand for a line break, in order.
    pub breaks: Vec<usize>,
    /// From `text` to the page's text.
    pub origin: Origin,
    /// Content of `<title>`: bytes of the page's text.
    pub title: Option<Range<usize>>,
    /// Name or property of each `<meta>`, in small letters, its content, and where that stands.
    pub metas: Vec<(String, String, Range<usize>)>,
    /// Contents of JSON-LD scripts.
    pub json: Vec<Range<usize>>,
    /// Contents of other scripts.
    pub scripts: Vec<Range<usize>>,
    /// Contents of `noscript` and `template` elements of some length.
    pub withheld: Vec<Range<usize>>,
    /// `datetime` of each `<time>`: the block that comes next, the value, and where it stands.
    pub times: Vec<(usize, String, Range<usize>)>,
    /// Stretches whose elements speak of writers or dates, in order of their start tags.
    pub marks: Vec<Mark>,
    /// `lang` of the page.
    pub lang: Option<String>,
    /// Canonical address, and where it stands.
    pub canonical: Option<(String, Range<usize>)>,
}
