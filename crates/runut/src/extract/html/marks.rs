//! Stretches of text whose element says that they name the writer or the date: finer than blocks, for "By Ana Bell ·
//! 5 May" is one line and only its link is the name.

use super::names::flag;
use super::scan::Scanner;
use super::tag::Tag;
use std::ops::Range;

/// Most marks that are kept of a page; an article has a few, a directory of people thousands.
const MOST: usize = 400;

/// Parts of addresses under which sites keep the pages of their writers.
const AUTHOR_PAGES: [&str; 29] = [
    "author/",
    "authors/",
    "autor/",
    "autoren/",
    "autores/",
    "auteur/",
    "auteurs/",
    "autore/",
    "autori/",
    "penulis/",
    "reporter/",
    "reporters/",
    "contributor/",
    "contributors/",
    "journalist/",
    "journalists/",
    "byline/",
    "writer/",
    "writers/",
    "staff/",
    "editors/",
    "people/",
    "profile/",
    "profil/",
    "experts/",
    "columnist/",
    "columnists/",
    "bio/",
    "redakteur/",
];

/// Text of an element whose class, link or microdata speaks of writers or dates.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// The element.
    pub element: usize,
    /// Its own flags: `AUTHOR`, `BYLINE`, `DATE`.
    pub flags: u32,
    /// Its bytes in `Tree::text`.
    pub range: Range<usize>,
}

impl Scanner<'_> {
    /// Begins a mark, where the element is one to mark.
    pub fn begin_mark(&mut self, element: usize, flags: u32) {
        if flags & (flag::AUTHOR | flag::BYLINE | flag::DATE) != 0 && self.tree.marks.len() < MOST {
            let start = self.tree.text.len();
            self.open_marks.push(self.tree.marks.len());
            self.tree.marks.push(Mark { element, flags, range: start..start });
        }
    }

    /// Ends the mark of an element, where it has one.
    pub fn end_mark(&mut self, element: usize) {
        if let Some(&at) = self.open_marks.last()
            && self.tree.marks[at].element == element
        {
            self.open_marks.pop();
            self.tree.marks[at].range.end = self.tree.text.len();
        }
    }
}

/// Whether a link leads to a writer's page: one of its parts names such pages, and something stands behind it.
pub(super) fn leads_to_author(tag: Tag, address: &str) -> bool {
    if tag != Tag::A {
        return false;
    }
    let mut rest = address.as_bytes();
    while let Some(at) = memchr::memchr(b'/', rest) {
        rest = &rest[at + 1..];
        if rest.first().is_some_and(|first| b"apcrjbwseAPCRJBWSE".contains(first)) {
            let end = memchr::memchr(b'/', rest).map_or(0, |end| end + 1);
            let part = &rest[..end];
            let known = |name: &&str| name.len() == end && part.eq_ignore_ascii_case(name.as_bytes());
            if end < rest.len() && AUTHOR_PAGES.iter().any(known) {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::names::{Names, flag};
    use super::super::scan::scan;

    #[test]
    fn only_the_marked_words_of_a_line_are_the_writer() {
        let html = "<p>By <a href=/author/ana-bell>Ana Bell</a> · <span class=post-date>5 May</span></p><p rel=author>B";
        let tree = scan(html, &Names::new());
        let marks: Vec<_> =
            tree.marks.iter().map(|mark| (mark.flags, tree.text[mark.range.clone()].trim())).collect();
        assert_eq!(marks[0], (flag::AUTHOR, "Ana Bell"));
        assert_eq!(marks[1].1, "5 May");
        assert_eq!(marks[2].1, "B");
    }
}
