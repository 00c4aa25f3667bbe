//! One pass over HTML: elements and text blocks, each with its bytes on the page. No recursion, no tree building.
//!
//! Not the WHATWG tree: misnested inline elements and tables are read as they stand. What it gives up there it gains in
//! byte positions, which no conforming parser keeps, and in speed.

use super::entity::{entity, unescape};
use super::names::{Names, flag};
use super::tag::{Tag, tag};
use crate::model::{Origin, Stretch};
use memchr::{memchr, memmem};
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
    /// From `text` to the page's text.
    pub origin: Origin,
    /// Content of `<title>`: bytes of the page's text.
    pub title: Option<Range<usize>>,
    /// Name or property of each `<meta>`, in small letters, its content, and where that stands.
    pub metas: Vec<(String, String, Range<usize>)>,
    /// Contents of JSON-LD scripts.
    pub json: Vec<Range<usize>>,
    /// `datetime` of each `<time>`: the block that comes next, the value, and where it stands.
    pub times: Vec<(usize, String, Range<usize>)>,
    /// `lang` of the page.
    pub lang: Option<String>,
    /// Canonical address.
    pub canonical: Option<String>,
}

/// Elements nested deeper than this lie beside their parent.
const DEEPEST: usize = 250;
/// How far up an end tag looks for its element.
const HOPS: usize = 60;

struct Scanner<'h> {
    html: &'h str,
    names: &'h Names,
    tree: Tree,
    stack: Vec<usize>,
    /// Start tags too deep to be kept, not yet ended.
    beyond: usize,
    links: usize,
    strongs: usize,
    open: Option<Open>,
    /// Raw elements whose end was looked for in vain: they are not skipped again.
    unclosed: Vec<&'static str>,
    in_head: bool,
}

/// A block being written.
struct Open {
    start: usize,
    element: usize,
    linked: usize,
    strong: usize,
    /// White space seen and not yet written: its bytes on the page.
    blank: Option<Range<usize>>,
    breaks: usize,
}

/// Scans a page.
pub(crate) fn scan(html: &str, names: &Names) -> Tree {
    let root = Element { tag: Tag::Html, parent: 0, depth: 0, flags: 0, blocks: 0..0 };
    let tree = Tree { elements: vec![root], ..Tree::default() };
    let mut scanner = Scanner {
        html,
        names,
        tree,
        stack: vec![0],
        beyond: 0,
        links: 0,
        strongs: 0,
        open: None,
        unclosed: Vec::new(),
        in_head: false,
    };
    scanner.run();
    scanner.tree
}

impl Scanner<'_> {
    fn run(&mut self) {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let less = memchr(b'<', &bytes[at..]).map_or(bytes.len(), |step| at + step);
            if less > at && !self.in_head {
                self.text(at..less);
            }
            if less + 1 >= bytes.len() {
                break;
            }
            at = match bytes[less + 1] {
                b'!' => self.declaration(less),
                b'?' => self.past(b'>', less),
                b'/' => self.end_tag(less),
                letter if letter.is_ascii_alphabetic() => self.start_tag(less),
                _ => {
                    if !self.in_head {
                        self.text(less..less + 1);
                    }
                    less + 1
                }
            };
        }
        self.flush();
        self.close_to(1);
        let blocks = self.tree.blocks.len();
        self.tree.elements[0].blocks = 0..blocks;
    }

    /// One past the next such byte, or the end.
    fn past(&self, byte: u8, from: usize) -> usize {
        let bytes = self.html.as_bytes();
        memchr(byte, &bytes[from..]).map_or(bytes.len(), |step| from + step + 1)
    }

    fn declaration(&self, at: usize) -> usize {
        let bytes = self.html.as_bytes();
        if bytes[at..].starts_with(b"<!--") {
            // "<!-->" is a whole comment.
            return memmem::find(&bytes[at + 2..], b"-->").map_or(bytes.len(), |step| at + 2 + step + 3);
        }
        self.past(b'>', at)
    }

    fn top(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    /// Pops the stack down to `len` elements.
    fn close_to(&mut self, len: usize) {
        while self.stack.len() > len.max(1) {
            let Some(element) = self.stack.pop() else { return };
            let tag = self.tree.elements[element].tag;
            match tag {
                Tag::A => self.links = self.links.saturating_sub(1),
                Tag::Strong => self.strongs = self.strongs.saturating_sub(1),
                _ => {}
            }
            if !tag.inline() {
                self.flush();
            }
            self.tree.elements[element].blocks.end =
                self.tree.blocks.len() + usize::from(self.open.is_some());
        }
    }

    fn end_tag(&mut self, at: usize) -> usize {
        let bytes = self.html.as_bytes();
        let start = at + 2;
        let len = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = tag(&bytes[start..start + len]);
        let next = self.past(b'>', start + len);
        match name {
            Tag::Head => self.in_head = false,
            Tag::Html | Tag::Body | Tag::Inline if len == 0 => {}
            Tag::Html | Tag::Body => {}
            _ if name.void() => {}
            _ => self.close(name),
        }
        next
    }

    fn close(&mut self, name: Tag) {
        if self.beyond > 0 && !name.inline() {
            self.beyond -= 1;
            self.flush();
            return;
        }
        for (hops, place) in (1..self.stack.len()).rev().enumerate() {
            let other = self.tree.elements[self.stack[place]].tag;
            if other == name {
                self.close_to(place);
                return;
            }
            let fence = matches!(other, Tag::Cell | Tag::Table)
                && !matches!(name, Tag::Table | Tag::Tr | Tag::Rows | Tag::Cell);
            if hops > HOPS || (name.inline() && !other.inline()) || fence {
                break;
            }
        }
        if !name.inline() {
            self.flush();
        }
    }

    fn start_tag(&mut self, at: usize) -> usize {
        let bytes = self.html.as_bytes();
        let start = at + 1;
        let len = bytes[start..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':'))
            .count();
        let name = tag(&bytes[start..start + len]);
        let attributes = self.attributes(name, start + len);
        let next = attributes.next;
        match name {
            Tag::Meta => {
                if let (Some(key), Some(content)) = (attributes.name, attributes.content) {
                    let value = unescape(&self.html[content.clone()]);
                    self.tree.metas.push((self.html[key].to_ascii_lowercase(), value, content));
                }
                return next;
            }
            Tag::Link => {
                if attributes.canonical
                    && let Some(href) = attributes.href
                {
                    self.tree.canonical.get_or_insert(unescape(&self.html[href]));
                }
                return next;
            }
            Tag::Html => {
                if let Some(lang) = attributes.lang {
                    self.tree.lang.get_or_insert(self.html[lang].to_owned());
                }
                self.tree.elements[0].flags |= attributes.flags & flag::EMBED;
                return next;
            }
            Tag::Head => self.in_head = true,
            Tag::Body => self.in_head = false,
            Tag::Title => {
                let end = self.find_end("</title", next).unwrap_or(next);
                self.tree.title.get_or_insert(next..end);
                return end;
            }
            Tag::Script => return self.script(next, attributes.json),
            Tag::Raw(close) if !attributes.closed => return self.raw(close, next),
            Tag::Raw(_) => return next,
            Tag::Br => {
                self.line_break();
                return next;
            }
            Tag::Hr => {
                self.flush();
                return next;
            }
            Tag::Void => return next,
            _ => {}
        }
        if let Some(value) = attributes.datetime {
            let block = self.tree.blocks.len();
            self.tree.times.push((block, self.html[value.clone()].to_owned(), value));
        }
        self.push(name, attributes.flags);
        next
    }

    fn push(&mut self, name: Tag, flags: u32) {
        if self.in_head && !name.inline() && name != Tag::Head {
            self.in_head = false;
        }
        if !name.inline() {
            self.flush();
            self.imply_ends(name);
        }
        if self.stack.len() >= DEEPEST {
            self.beyond += usize::from(!name.inline());
            return;
        }
        match name {
            Tag::A => self.links += 1,
            Tag::Strong => self.strongs += 1,
            _ => {}
        }
        let parent = self.top();
        let depth = self.tree.elements[parent].depth + 1;
        let block = self.tree.blocks.len() + usize::from(self.open.is_some());
        self.stack.push(self.tree.elements.len());
        self.tree.elements.push(Element { tag: name, parent, depth, flags, blocks: block..block });
    }

    /// Ends what a new element ends without saying so: a list item the one before it, a paragraph any block.
    fn imply_ends(&mut self, name: Tag) {
        let (own, fences): (&[Tag], &[Tag]) = match name {
            Tag::Li => (&[Tag::Li], &[Tag::List]),
            Tag::Cell => (&[Tag::Cell], &[Tag::Tr, Tag::Table]),
            Tag::Tr => (&[Tag::Tr, Tag::Cell], &[Tag::Table]),
            Tag::Term => (&[Tag::Term], &[Tag::Terms]),
            _ => (&[Tag::P], &[]),
        };
        let mut end = None;
        for place in (1..self.stack.len()).rev().take(HOPS) {
            let other = self.tree.elements[self.stack[place]].tag;
            if own.contains(&other) {
                end = Some(place);
                if name != Tag::Tr || other == Tag::Tr {
                    break;
                }
            } else if fences.contains(&other) || (fences.is_empty() && !other.inline()) {
                break;
            }
        }
        if let Some(place) = end {
            self.close_to(place);
        }
    }

    fn script(&mut self, next: usize, json: bool) -> usize {
        let end = self.find_end("</script", next).unwrap_or(self.html.len());
        if json {
            self.tree.json.push(next..end);
        }
        self.past(b'>', end)
    }

    /// Past a raw element; where it is never closed its content is read, so that one slip does not eat the page.
    fn raw(&mut self, close: &'static str, next: usize) -> usize {
        if self.unclosed.contains(&close) {
            return next;
        }
        match self.find_end(close, next) {
            Some(end) => self.past(b'>', end),
            None => {
                self.unclosed.push(close);
                next
            }
        }
    }

    fn find_end(&self, close: &str, from: usize) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let mut at = from;
        loop {
            let here = at + memmem::find(&bytes[at..], b"</")?;
            if bytes[here..]
                .get(..close.len())
                .is_some_and(|name| name.eq_ignore_ascii_case(close.as_bytes()))
            {
                return Some(here);
            }
            at = here + 2;
        }
    }

    /// Two line breaks part paragraphs; one does where a long sentence has ended.
    fn line_break(&mut self) {
        let Some(open) = &mut self.open else { return };
        open.breaks += 1;
        let written = &self.tree.text[open.start..];
        if open.breaks >= 2 || written.len() >= 60 && super::super::shape::ends_sentence(written) {
            self.flush();
        } else if open.blank.is_none() {
            open.blank = Some(0..0);
        }
    }

    fn text(&mut self, range: Range<usize>) {
        let bytes = self.html.as_bytes();
        let mut at = range.start;
        if self.open.is_none() {
            at += bytes[at..range.end].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if at == range.end {
                return;
            }
        }
        while at < range.end {
            let run = bytes[at..range.end].iter().take_while(|byte| **byte > b' ' && **byte != b'&').count();
            if run > 0 {
                self.write_visible(at..at + run);
                at += run;
                continue;
            }
            if bytes[at] == b'&' {
                match entity(&self.html[at..range.end]) {
                    Some((letter, len)) if letter.is_whitespace() => self.blank(at..at + len),
                    // A soft hyphen is no letter of the text.
                    Some(('\u{ad}' | '\u{200b}' | '\u{feff}', _)) => {}
                    Some((letter, len)) => {
                        self.write(at..at + len, Some(letter));
                    }
                    None => self.write(at..at + 1, None),
                }
                at += entity(&self.html[at..range.end]).map_or(1, |(_, len)| len);
                continue;
            }
            let run = bytes[at..range.end].iter().take_while(|byte| **byte <= b' ').count();
            self.blank(at..at + run);
            at += run;
        }
    }

    fn blank(&mut self, range: Range<usize>) {
        if let Some(open) = &mut self.open
            && self.tree.text.len() > open.start
        {
            match &mut open.blank {
                Some(blank) if blank.end == range.start => blank.end = range.end,
                Some(_) => {}
                None => open.blank = Some(range),
            }
        }
    }

    /// Writes a run of the page without the soft hyphens in it.
    fn write_visible(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for (step, _) in self.html[range.clone()].match_indices('\u{ad}') {
            let hyphen = range.start + step;
            if at < hyphen {
                self.write(at..hyphen, None);
            }
            at = hyphen + '\u{ad}'.len_utf8();
        }
        if at < range.end {
            self.write(at..range.end, None);
        }
    }

    /// Writes bytes of the page as text; a reference is written as its letter.
    fn write(&mut self, range: Range<usize>, letter: Option<char>) {
        let element = self.top();
        let tree = &mut self.tree;
        let open = self.open.get_or_insert(Open {
            start: tree.text.len(),
            element,
            linked: 0,
            strong: 0,
            blank: None,
            breaks: 0,
        });
        let before = tree.text.len();
        let mut step = |text: &str, page: Range<usize>| {
            tree.origin.push(Stretch {
                text: tree.text.len() as u32,
                text_len: text.len() as u32,
                page: page.start as u32,
                page_len: page.len() as u32,
            });
            tree.text.push_str(text);
        };
        if let Some(blank) = open.blank.take() {
            // A line break that became a blank stands nowhere as a character.
            let page = if blank.is_empty() { range.start..range.start } else { blank };
            step(" ", page);
        }
        match letter {
            Some(letter) => step(letter.encode_utf8(&mut [0; 4]), range),
            None => step(&self.html[range.clone()], range),
        }
        open.breaks = 0;
        let written = tree.text.len() - before;
        open.linked += if self.links > 0 { written } else { 0 };
        open.strong += if self.strongs > 0 { written } else { 0 };
    }

    /// Ends the block being written.
    fn flush(&mut self) {
        let Some(open) = self.open.take() else { return };
        let end = self.tree.text.len();
        let mut holder = open.element;
        while self.tree.elements[holder].tag.inline() && holder != 0 {
            holder = self.tree.elements[holder].parent;
        }
        self.tree.blocks.push(Block {
            range: open.start..end,
            element: open.element,
            holder,
            linked: open.linked,
            strong: open.strong,
        });
        self.tree.text.push('\n');
    }
}

/// What the attributes of a start tag say.
#[derive(Default)]
struct Attributes {
    next: usize,
    flags: u32,
    closed: bool,
    json: bool,
    canonical: bool,
    name: Option<Range<usize>>,
    content: Option<Range<usize>>,
    href: Option<Range<usize>>,
    lang: Option<Range<usize>>,
    datetime: Option<Range<usize>>,
}

impl Scanner<'_> {
    fn attributes(&self, tag: Tag, from: usize) -> Attributes {
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

    fn attribute(&self, tag: Tag, name: &[u8], value: Range<usize>, found: &mut Attributes) {
        let Some(text) = self.html.get(value.clone()) else { return };
        let is = |key: &str| name.eq_ignore_ascii_case(key.as_bytes());
        match name.len() {
            2 if is("id") => found.flags |= self.names.flags(text),
            5 if is("class") => found.flags |= self.names.flags(text),
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
                    found.flags |= flag::BYLINE;
                }
            }
            3 if is("rel") => {
                found.canonical |= text.eq_ignore_ascii_case("canonical");
                if text.contains("author") {
                    found.flags |= flag::BYLINE;
                }
            }
            6 if is("hidden") => found.flags |= flag::HIDDEN,
            5 if is("style") => {
                let lower = text.to_ascii_lowercase();
                if lower.contains("display:none") || lower.contains("display: none") {
                    found.flags |= flag::HIDDEN;
                }
            }
            4 if is("type") && tag == Tag::Script => found.json |= text.contains("ld+json"),
            4 if is("name") && tag == Tag::Meta => found.name = Some(value),
            8 if is("property") && tag == Tag::Meta => found.name = Some(value),
            7 if is("content") && tag == Tag::Meta => found.content = Some(value),
            4 if is("href") && tag == Tag::Link => found.href = Some(value),
            4 if is("lang") && tag == Tag::Html => found.lang = Some(value),
            8 if is("datetime") => found.datetime = Some(value),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        let names = Names::new();
        let tree = scan(html, &names);
        tree.blocks.iter().map(|block| tree.text[block.range.clone()].to_owned()).collect()
    }

    #[test]
    fn blocks_are_the_visible_lines_of_a_page() {
        for (html, expected) in [
            ("<p>Satu <b>dua</b>\n tiga<p>empat", vec!["Satu dua tiga", "empat"]),
            ("<ul><li>a<li>b</ul>c", vec!["a", "b", "c"]),
            ("<div>a<script>x<y</script>b<!-- c -->d</div>", vec!["abd"]),
            ("<p>a<br><br>b<br>c</p>", vec!["a", "b c"]),
            ("<table><tr><td>a<td>b<tr><td>c</table>d", vec!["a", "b", "c", "d"]),
            ("a < b &amp; c &lt; d", vec!["a < b & c < d"]),
            ("<head><title>T</title><meta name=a content=b></head><body>x", vec!["x"]),
            ("<p>a<video>b", vec!["ab"]),
            ("<p", vec![]),
            ("<!-- a", vec![]),
            ("<script>a", vec![]),
        ] {
            assert_eq!(texts(html), expected, "{html}");
        }
    }

    #[test]
    fn every_block_leads_back_to_its_bytes() {
        let html = "<p>Wali  kota &amp; <b>warga</b> datang.</p>";
        let tree = scan(html, &Names::new());
        let block = &tree.blocks[0];
        let at = |word: &str| {
            let start = tree.text.find(word).expect("the word is there");
            let span = crate::model::Span::new(start, start + word.len());
            let (from, to) = tree.origin.page_range(span).expect("it was printed");
            &html[from as usize..to as usize]
        };
        assert_eq!(&tree.text[block.range.clone()], "Wali kota & warga datang.");
        assert_eq!(at("warga"), "warga");
        assert_eq!(at("&"), "&amp;");
        assert_eq!(at("kota & warga"), "kota &amp; <b>warga");
    }

    #[test]
    fn deep_nesting_and_many_attributes_take_no_longer_than_their_length() {
        let deep = format!("{}a{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
        assert_eq!(texts(&deep), ["a"]);
        assert_eq!(texts(&"<b>a".repeat(20_000)).len(), 1);
        let wide = format!("<p {}>a", "x=1 ".repeat(50_000));
        assert_eq!(texts(&wide), ["a"]);
        assert_eq!(texts(&"<video>".repeat(20_000)).len(), 0);
        assert_eq!(texts(&"<p><td>a</x>".repeat(20_000)).len(), 20_000);
    }
}
