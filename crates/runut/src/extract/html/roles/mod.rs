//! Roles of a page's blocks, from where they stand in the markup and from the words of the packs.

mod body;
mod edges;
#[cfg(test)]
mod tests;

use super::content::Content;
use super::features::Own;
use super::names::flag;
use super::tag::Tag;
use super::tree::Tree;
use crate::extract::draft::{Draft, Part, Role, Sheet};
use crate::extract::look::{self, Look};
use crate::extract::{dump, shape};
use crate::lang::{FurnitureRole, Packs};
use crate::model::{BlockKind, PartRole};
use body::State;
use rustc_hash::FxHashSet;
use std::cell::Cell;
use std::ops::Range;

/// Blocks behind the body in which it may be said who wrote it.
const NEAR: usize = 8;

/// Longest block whose line a pack is asked about, bytes.
const LONGEST_LINE: i32 = 700;

/// Most lines outside the main text that packs are asked about; the rest has its role by the markup alone.
pub(crate) const MOST_ASKS: usize = 1_000;

/// A page's blocks on the way to roles.
pub(crate) struct Reader<'p> {
    pub sheet: &'p Sheet<'p>,
    pub tree: &'p Tree,
    pub content: &'p Content,
    pub packs: &'p Packs,
    pub language: &'p str,
    /// The block that is the headline.
    pub title: Option<usize>,
    /// Log-odds of each block of being body.
    pub scores: &'p [i32],
    /// Counts over each block.
    pub own: &'p [Own],
    /// Lines outside the main text that packs may still be asked about.
    pub asks: Cell<usize>,
}

impl Reader<'_> {
    /// Gives every block its role.
    pub fn read(&self, draft: &mut Draft) {
        let body = |at: &usize| self.body(*at);
        let first = (0..self.scores.len()).find(body).unwrap_or(0);
        let inside = first..(0..self.scores.len()).rfind(body).map_or(0, |last| last + 1);
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut state = State::default();
        for at in 0..self.tree.blocks.len() {
            let range = self.tree.blocks[at].range.clone();
            let range = trimmed(self.sheet.text, range);
            if range.is_empty() {
                continue;
            }
            if self.title == Some(at) {
                draft.parts.push(Part { range, role: Role::Kept(BlockKind::Title) });
            } else if self.kicker(at) {
                let words = &self.sheet.text[range.clone()];
                draft.facts.kicker =
                    Some(self.sheet.stated(words, "label above the headline", range.clone()));
                draft.parts.push(Part {
                    range,
                    role: Role::Removed(PartRole::Kicker, "above the headline".to_owned()),
                });
            } else if self.content.flags[self.tree.blocks[at].element] & flag::POST != 0 {
                let why = "a post of a social network".to_owned();
                draft.parts.push(Part { range, role: Role::Removed(PartRole::Embed, why) });
            } else if inside.contains(&at) {
                self.body_block(at, range, &mut state, &mut seen, draft);
            } else if self.title.is_some_and(|title| at > title) && at < first {
                self.head_block(at, range, draft);
            } else if (inside.end..inside.end + NEAR).contains(&at) && !inside.is_empty() {
                self.tail_block(at, range, draft);
            } else {
                draft.parts.push(Part { range, role: self.outside(at) });
            }
        }
        settle(draft);
    }

    /// Whether a block is judged to be body.
    fn body(&self, at: usize) -> bool {
        self.scores[at] > 0 && self.title != Some(at)
    }

    /// What a pack knows a block as; nothing is asked of links, nor of long ones.
    fn known(&self, at: usize) -> Option<FurnitureRole> {
        let own = &self.own[at];
        let asked =
            own.linked * 10 <= own.bytes * 9 && own.bytes <= LONGEST_LINE && own.measure.may_be_known();
        if !asked || self.asks.get() == 0 {
            return None;
        }
        self.asks.set(self.asks.get() - 1);
        let text = &self.sheet.text[self.tree.blocks[at].range.clone()];
        look::role_of(text, &own.measure, self.packs)
    }

    /// The looks of a block, or of the lines that its breaks part it into.
    fn looks(&self, at: usize, range: Range<usize>) -> Vec<Look> {
        match &self.lines(range.clone())[..] {
            [_] => self.look_whole(at, range, false),
            lines => look::looks(self.sheet.text, lines, self.packs, self.language),
        }
    }

    /// The looks of a block as one line.
    fn look_whole(&self, at: usize, range: Range<usize>, datelines: bool) -> Vec<Look> {
        let measured = Some(self.own[at].measure).filter(|_| range == self.tree.blocks[at].range);
        look::looks_of(self.sheet.text, range, measured, datelines, self.packs, self.language)
    }

    /// Whether a block is a label of a few words right above the headline, in the same part of the page.
    fn kicker(&self, at: usize) -> bool {
        let Some(title) = self.title.filter(|title| at + 1 == *title) else { return false };
        let text = &self.sheet.text[self.tree.blocks[at].range.clone()];
        let label = (1..=4).contains(&text.split_whitespace().count()) && !shape::ends_sentence(text);
        let holder = |block: usize| self.tree.elements[self.tree.blocks[block].holder].parent;
        let near = [holder(title), self.tree.elements[holder(title)].parent];
        let free = self.known(at).is_none_or(|role| role == FurnitureRole::Topic);
        let out = self.content.flags[self.tree.blocks[at].element] & (flag::OUT & !flag::TAGS) != 0;
        // The greatest heading above the headline is the site's own name.
        let own = self.tree.elements[self.tree.blocks[at].holder].tag == Tag::H1;
        label && free && !out && !own && near.contains(&holder(at))
    }

    /// Whether the element, or one of the next four around it, is of this name.
    fn under(&self, element: usize, tag: Tag) -> bool {
        let mut at = element;
        for _ in 0..5 {
            if self.tree.elements[at].tag == tag {
                return true;
            }
            at = self.tree.elements[at].parent;
        }
        false
    }

    /// What a block is that stands outside the main text or in an element ruled out.
    fn outside(&self, at: usize) -> Role {
        let block = &self.tree.blocks[at];
        let flags = self.content.flags[block.element];
        let known = self.known(at).map(dump::part_role);
        let (kind, why) = if flags & flag::HIDDEN != 0 {
            (PartRole::Other, "not shown")
        } else if let Some(role) = known.filter(|role| *role != PartRole::Navigation) {
            (role, "known by its words")
        } else if flags & flag::COMMENTS != 0 {
            (PartRole::Comments, "in the comments")
        } else if flags & flag::RELATED != 0 {
            (PartRole::Related, "among other articles")
        } else if flags & flag::SHARE != 0 {
            (PartRole::Share, "among buttons")
        } else if flags & flag::TAGS != 0 {
            (PartRole::Tags, "among tags")
        } else if flags & flag::PROMO != 0 {
            (PartRole::Promo, "in an advertisement")
        } else if flags & flag::NAVIGATION != 0 {
            (PartRole::Navigation, "in a menu or at the page's edge")
        } else if known.is_some() {
            (PartRole::Navigation, "known by its words")
        } else if block.linked * 2 > block.range.len() {
            (PartRole::Related, "a link outside the main text")
        } else if flags & flag::CAPTION != 0 {
            (PartRole::Caption, "under a picture outside the main text")
        } else if flags & flag::EMBED != 0 {
            (PartRole::Embed, "in something embedded")
        } else if self.under(block.holder, Tag::Table) {
            (PartRole::Table, "in a table outside the main text")
        } else {
            (PartRole::Other, "outside the main text")
        };
        Role::Removed(kind, why.to_owned())
    }
}

/// Byline or date line.
fn credit_role(look: &Look) -> PartRole {
    match look.role() {
        Some(FurnitureRole::Published | FurnitureRole::Modified) => PartRole::Date,
        None if look.date.is_some() => PartRole::Date,
        _ => PartRole::Byline,
    }
}

/// A heading with no text under it heads something else.
fn settle(draft: &mut Draft) {
    let mut text_follows = false;
    for part in draft.parts.iter_mut().rev() {
        match part.role {
            Role::Kept(BlockKind::Subheading) if !text_follows => {
                part.role = Role::Removed(PartRole::Navigation, "a heading with no text under it".to_owned());
            }
            Role::Kept(BlockKind::Paragraph | BlockKind::Quote | BlockKind::List | BlockKind::Lead) => {
                text_follows = true
            }
            _ => {}
        }
    }
}

pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}
