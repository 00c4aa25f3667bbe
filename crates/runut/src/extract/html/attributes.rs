//! The attributes of a start tag, and what they say of the element.

use super::marks::leads_to_author;
use super::names::flag;
use super::scan::Scanner;
use super::tag::Tag;
use memchr::memchr;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use std::ops::Range;

/// Most different class and id names that are remembered.
const MOST_NAMES: usize = 2_000;

/// What the attributes of a start tag say.
#[derive(Default)]
pub(super) struct Attributes {
    pub next: usize,
    pub flags: u32,
    pub closed: bool,
    pub json: bool,
    pub canonical: bool,
    pub name: Option<Range<usize>>,
    pub content: Option<Range<usize>>,
    pub href: Option<Range<usize>>,
    pub lang: Option<Range<usize>>,
    pub datetime: Option<Range<usize>>,
    /// Which date microdata says it is.
    pub dated: Option<&'static str>,
}

impl Scanner<'_> {
    /// Reads the attributes of a start tag from the end of its name on.
    pub fn attributes(&mut self, tag: Tag, from: usize) -> Attributes {
        let bytes = self.html.as_bytes();
        let mut found = Attributes::default();
        let mut at = from;
        loop {
            at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let Some(&first) = bytes.get(at) else { break };
            if first == b'>' {
                at += 1;
                break;
            }
            if first == b'/' {
                found.closed = bytes.get(at + 1) == Some(&b'>');
                at += 1;
                continue;
            }
            let len = bytes[at..]
                .iter()
                .take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/'))
                .count();
            let name = at..at + len.max(1);
            at = name.end;
            at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let mut value = at..at;
            if bytes.get(at) == Some(&b'=') {
                at += 1;
                at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                match bytes.get(at) {
                    Some(&quote @ (b'"' | b'\'')) => {
                        let end = memchr(quote, &bytes[at + 1..]).map_or(bytes.len(), |step| at + 1 + step);
                        value = at + 1..end;
                        at = (end + 1).min(bytes.len());
                    }
                    _ => {
                        let len = bytes[at..]
                            .iter()
                            .take_while(|b| !b.is_ascii_whitespace() && **b != b'>')
                            .count();
                        value = at..at + len;
                        at += len;
                    }
                }
            }
            self.attribute(tag, &bytes[name], value, &mut found);
        }
        found.next = at.min(bytes.len());
        found
    }

    /// The flags of a class or id: a page has few different ones, and repeats them.
    fn flags(&mut self, value: Range<usize>) -> u32 {
        let value = &self.html[value];
        let hash = FxBuildHasher.hash_one(value.as_bytes());
        if let Some(flags) = self.known_names.get(&hash) {
            return *flags;
        }
        let flags = self.names.flags(value);
        if self.known_names.len() < MOST_NAMES {
            self.known_names.insert(hash, flags);
        }
        flags
    }

    fn attribute(&mut self, tag: Tag, name: &[u8], value: Range<usize>, found: &mut Attributes) {
        // Nothing is asked of pictures and breaks.
        if matches!(tag, Tag::Void | Tag::Br | Tag::Hr) {
            return;
        }
        let Some(text) = self.html.get(value.clone()) else { return };
        let is = |key: &str| name.eq_ignore_ascii_case(key.as_bytes());
        match name.len() {
            2 if is("id") => found.flags |= self.flags(value),
            5 if is("class") => found.flags |= self.flags(value),
            4 if is("role") => {
                if matches!(
                    text,
                    "navigation" | "banner" | "contentinfo" | "complementary" | "dialog" | "search"
                ) {
                    found.flags |= flag::NAVIGATION;
                }
            }
            8 if is("itemprop") => {
                if tag == Tag::Meta {
                    found.name.get_or_insert(value.clone());
                }
                if text.contains("articleBody") {
                    found.flags |= flag::ARTICLE_BODY | flag::BODY;
                }
                if text.contains("author") {
                    found.flags |= flag::BYLINE | flag::AUTHOR;
                }
                if tag != Tag::Meta && text.contains("datePublished") {
                    found.dated = Some("datepublished");
                } else if tag != Tag::Meta && text.contains("dateModified") {
                    found.dated = Some("datemodified");
                }
            }
            3 if is("rel") => {
                found.canonical |= text.eq_ignore_ascii_case("canonical");
                if text.contains("author") {
                    found.flags |= flag::BYLINE | flag::AUTHOR;
                }
            }
            6 if is("hidden") => found.flags |= flag::HIDDEN,
            5 if is("style") && text.len() < 2_000 => {
                let has = |mark: &str| {
                    let here = |words: &[u8]| words.eq_ignore_ascii_case(mark.as_bytes());
                    text.as_bytes().windows(mark.len()).any(here)
                };
                if has("display:none") || has("display: none") {
                    found.flags |= flag::HIDDEN;
                }
            }
            4 if is("type") && tag == Tag::Script => found.json |= text.contains("ld+json"),
            4 if is("name") && tag == Tag::Meta => found.name = Some(value),
            8 if is("property") && tag == Tag::Meta => found.name = Some(value),
            7 if is("content") => found.content = Some(value),
            // Some crawlers write what they rendered so.
            5 if is("value") && tag == Tag::Meta => found.content = Some(value),
            4 if is("href") && tag == Tag::Link => found.href = Some(value),
            4 if is("href") && leads_to_author(tag, text) => found.flags |= flag::AUTHOR,
            // hAtom: <abbr class="published" title="2021-05-07">.
            5 if is("title")
                && tag.inline()
                && text.starts_with("20")
                && text[2..].get(2..3) == Some("-") =>
            {
                found.datetime.get_or_insert(value);
            }
            4 if is("lang") && tag == Tag::Html => found.lang = Some(value),
            8 if is("datetime") => found.datetime = Some(value),
            _ => {}
        }
    }
}
