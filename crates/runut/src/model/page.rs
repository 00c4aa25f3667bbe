//! What came in: bytes, and where they were found.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// The first 128 bits of the SHA-256 of a page's bytes, so that anyone can check it with `sha256sum`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub [u8; 16]);

impl PageId {
    /// The id of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        let mut id = [0; 16];
        id.copy_from_slice(&digest[..16]);
        Self(id)
    }
}

impl fmt::Display for PageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PageId({self})")
    }
}

impl Serialize for PageId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What kind of page the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PageKind {
    /// HTML or XHTML markup.
    Html,
    /// The visible text of a page, without markup: one block a line, or blocks apart by blank lines.
    Text,
    /// Articles as JSON Lines (`wire::article`); one page holds many.
    Jsonl,
}

/// One input as it was found: the bytes are never changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Hash of the bytes.
    pub id: PageId,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Where it came from: a path, an address, or an archive and record; for people.
    pub source: String,
    /// The address it was fetched from, when that is known.
    pub url: Option<String>,
    /// The `Content-Type` it came with, when that is known; its character set is believed before the page's own.
    pub content_type: Option<String>,
    /// When it was fetched, ISO 8601, when that is known. Never taken for a date of publication.
    pub fetched: Option<String>,
    /// What the caller says it is (`--as`); otherwise it is found from the content.
    pub kind: Option<PageKind>,
}

impl Page {
    /// A page of which nothing but its bytes and its place is known.
    pub fn new(source: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self {
            id: PageId::of(&bytes),
            bytes,
            source: source.into(),
            url: None,
            content_type: None,
            fetched: None,
            kind: None,
        }
    }
}
