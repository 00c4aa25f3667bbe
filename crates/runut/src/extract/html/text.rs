//! Text between the tags, written block by block: white space collapsed, references resolved, every step placed.

use super::entity::entity;
use super::scan::Scanner;
use super::tree::Block;
use crate::extract::shape;
use crate::model::Stretch;
use std::ops::Range;

/// A block being written.
pub(super) struct Open {
    start: usize,
    element: usize,
    linked: usize,
    strong: usize,
    /// White space seen and not yet written: its bytes on the page.
    blank: Option<Range<usize>>,
    breaks: usize,
}

/// Length of the run at the head of these bytes that is text as it stands: words with one blank between each, no
/// reference, no soft hyphen.
fn visible(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'&' | 0..b' ' => break,
            // The blank at the end of a run may be the first of several.
            b' ' if at == 0 || !bytes.get(at + 1).is_some_and(|next| *next > b' ' && *next != b'&') => break,
            0xC2 if bytes.get(at + 1) == Some(&0xAD) => break,
            _ => at += 1,
        }
    }
    if at > 0 && bytes[at - 1] == b' ' { at - 1 } else { at }
}

impl Scanner<'_> {
    /// Two line breaks part paragraphs; one does where a long sentence has ended.
    pub fn line_break(&mut self) {
        let Some(open) = &mut self.open else { return };
        open.breaks += 1;
        let written = &self.tree.text[open.start..];
        if open.breaks >= 2 || written.len() >= 60 && shape::ends_sentence(written) {
            self.flush();
        } else if open.blank.is_none() {
            open.blank = Some(0..0);
        }
    }

    /// Reads a run of the page without tags.
    pub fn text(&mut self, range: Range<usize>) {
        let bytes = self.html.as_bytes();
        let mut at = range.start;
        if self.open.is_none() {
            at += bytes[at..range.end].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if at == range.end {
                return;
            }
        }
        while at < range.end {
            let run = visible(&bytes[at..range.end]);
            if run > 0 {
                self.write(at..at + run, None);
                at += run;
                continue;
            }
            if bytes[at] == 0xC2 {
                // A soft hyphen is no letter of the text.
                at += '\u{ad}'.len_utf8();
                continue;
            }
            if bytes[at] == b'&' {
                let found = entity(&self.html[at..range.end]);
                let len = found.map_or(1, |(_, len)| len);
                match found.map(|(letter, _)| letter) {
                    Some(letter) if letter.is_whitespace() => self.blank(at..at + len),
                    Some('\u{ad}' | '\u{200b}' | '\u{feff}') => {}
                    letter => self.write(at..at + len, letter),
                }
                at += len;
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
            if open.breaks > 0 {
                tree.breaks.push(before);
            }
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
    pub fn flush(&mut self) {
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
