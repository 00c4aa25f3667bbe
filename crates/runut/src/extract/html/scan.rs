//! One pass over HTML: elements and text blocks, each with its bytes on the page. No recursion, no tree building.
//!
//! Not the WHATWG tree: misnested inline elements and tables are read as they stand. What it gives up there it gains in
//! byte positions, which no conforming parser keeps, and in speed.

use super::entity::unescape;
use super::names::{Names, flag};
use super::tag::{Tag, raw_end, tag};
use super::text::Open;
use super::tree::{Element, Tree};
use memchr::memchr;
use memchr::memmem::Finder;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Elements nested deeper than this lie beside their parent.
const DEEPEST: usize = 250;
/// What is looked for again and again, compiled once.
static END_OF_COMMENT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("-->"));
static COMMENT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("<!--"));
static END_TAG: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("</"));

/// How far up an end tag looks for its element.
const HOPS: usize = 60;
/// Bytes from which on a `noscript` may hold an article's text.
const LONG: usize = 400;

/// A page being scanned.
pub(super) struct Scanner<'h> {
    pub html: &'h str,
    pub names: &'h Names,
    pub tree: Tree,
    /// The elements around the current place, outermost first.
    stack: Vec<usize>,
    /// Start tags too deep to be kept, not yet ended.
    beyond: usize,
    /// Links and bold elements around the current place.
    pub links: usize,
    pub strongs: usize,
    /// The block being written.
    pub open: Option<Open>,
    /// Raw elements whose end was looked for in vain: they are not skipped again.
    unclosed: Vec<&'static str>,
    in_head: bool,
    /// Flags of the class and id names met so far, by their hashes.
    pub known_names: FxHashMap<u64, u32>,
    /// Marks whose elements are open, innermost last.
    pub open_marks: Vec<usize>,
}

/// Scans a page.
pub(crate) fn scan(html: &str, names: &Names) -> Tree {
    let root = Element { tag: Tag::Html, parent: 0, depth: 0, flags: 0, blocks: 0..0 };
    let mut tree = Tree { elements: Vec::with_capacity(html.len() / 200), ..Tree::default() };
    tree.elements.push(root);
    tree.text.reserve(html.len() / 8);
    tree.blocks.reserve(html.len() / 400);
    tree.origin.stretches.reserve(html.len() / 150);
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
        known_names: FxHashMap::default(),
        open_marks: Vec::new(),
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
            return END_OF_COMMENT.find(&bytes[at + 2..]).map_or(bytes.len(), |step| at + 2 + step + 3);
        }
        self.past(b'>', at)
    }

    /// The innermost open element.
    pub fn top(&self) -> usize {
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
            self.end_mark(element);
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
                    self.tree.canonical.get_or_insert_with(|| (unescape(&self.html[href.clone()]), href));
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
                let end = self.end_of("</title", next).unwrap_or(next);
                self.tree.title.get_or_insert(next..end);
                return end;
            }
            Tag::Script => return self.script(next, attributes.json),
            Tag::Raw if attributes.closed => return next,
            Tag::Raw => return self.raw(raw_end(&bytes[start..start + len]), next),
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
        if let (Some(name), Some(value)) =
            (attributes.dated, attributes.datetime.clone().or(attributes.content))
        {
            self.tree.metas.push((name.to_owned(), unescape(&self.html[value.clone()]), value));
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
        self.begin_mark(self.tree.elements.len(), flags);
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
        let end = self.script_end(next).unwrap_or(self.html.len());
        if json {
            self.tree.json.push(next..end);
        } else if end > next {
            self.tree.scripts.push(next..end);
        }
        self.past(b'>', end)
    }

    /// Where a script ends. A script inside a comment of a script has an end of its own, as browsers have it.
    fn script_end(&mut self, from: usize) -> Option<usize> {
        const NESTED: &str = "<!-- <script";
        let end = self.find_end("</script", from)?;
        let bytes = self.html.as_bytes();
        let comment = COMMENT.find(&bytes[from..end]).map(|step| from + step + 4);
        let Some(mut at) = comment.filter(|_| !self.unclosed.contains(&NESTED)) else { return Some(end) };
        let (mut escaped, mut nested) = (true, false);
        while let Some(step) = memchr::memchr2(b'<', b'-', &bytes[at..]) {
            at += step;
            let begins = |name: &str| {
                bytes[at..].get(..name.len()).is_some_and(|here| here.eq_ignore_ascii_case(name.as_bytes()))
            };
            if begins("</script") {
                if !nested {
                    return Some(at);
                }
                nested = false;
            } else if escaped && begins("<script") {
                nested = true;
            } else if begins("-->") {
                (escaped, nested) = (false, false);
            } else if begins("<!--") {
                escaped = true;
            }
            at += 1;
        }
        // One slip must not eat the page, nor be looked for again and again.
        self.unclosed.push(NESTED);
        Some(end)
    }

    /// Past a raw element; where it is never closed its content is read, so that one slip does not eat the page.
    fn raw(&mut self, close: &'static str, next: usize) -> usize {
        let Some(end) = self.end_of(close, next) else { return next };
        if end - next >= LONG && matches!(close, "</noscript" | "</template") {
            self.tree.withheld.push(next..end);
        }
        self.past(b'>', end)
    }

    /// Where the end tag of an element begins; one looked for in vain is not looked for again.
    fn end_of(&mut self, close: &'static str, from: usize) -> Option<usize> {
        if self.unclosed.contains(&close) {
            return None;
        }
        let end = self.find_end(close, from);
        if end.is_none() {
            self.unclosed.push(close);
        }
        end
    }

    fn find_end(&self, close: &str, from: usize) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let mut at = from;
        loop {
            let here = at + END_TAG.find(&bytes[at..])?;
            if bytes[here..]
                .get(..close.len())
                .is_some_and(|name| name.eq_ignore_ascii_case(close.as_bytes()))
            {
                return Some(here);
            }
            at = here + 2;
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
            ("a<script><!-- <script> x </script> y --></script>b", vec!["ab"]),
            ("a<script><!-- <script> x </script>b", vec!["ab"]),
            ("a<script><!-- x </script>b", vec!["ab"]),
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
