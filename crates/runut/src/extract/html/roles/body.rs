//! Roles of the blocks inside the main text.

use super::{Reader, credit_role};
use crate::extract::draft::{Draft, Part, Role};
use crate::extract::html::names::flag;
use crate::extract::html::tag::Tag;
use crate::extract::look::{self, Look};
use crate::extract::{credits, dump, head};
use crate::lang::FurnitureRole;
use crate::model::{BlockKind, PartRole};
use crate::trees::ONE;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Log-odds over which a block surely is body.
const SURE: i32 = 2 * ONE;

/// Paragraphs at the head of the body of which one may begin with the dateline.
const EARLY: usize = 3;

/// Least words of a block whose second copy is left out; items of lists and tables may well be alike.
const LONG_COPY: usize = 8;

/// What was met so far in the body.
#[derive(Default)]
pub(super) struct State {
    paragraphs: usize,
    related: bool,
}

impl Reader<'_> {
    /// A block inside the main text.
    pub(super) fn body_block<'s>(
        &'s self,
        at: usize,
        range: Range<usize>,
        state: &mut State,
        seen: &mut FxHashSet<&'s str>,
        draft: &mut Draft,
    ) {
        let block = &self.tree.blocks[at];
        let flags = self.content.flags[block.element];
        if flags & flag::OUT != 0 && !self.body(at) {
            draft.parts.push(Part { range, role: self.outside(at) });
            return;
        }
        let linked = block.linked as f64 / block.range.len().max(1) as f64;
        let looks = self.body_looks(at, range, state.paragraphs < EARLY);
        for look in &looks {
            let words = &self.sheet.text[look.range.clone()];
            let role = self.body_role(at, flags, linked, look, words, state, draft);
            let role = match role {
                Role::Kept(_) if look.shape.words >= LONG_COPY && !seen.insert(words) => {
                    Role::Removed(PartRole::Copy, "second copy of the same block".to_owned())
                }
                Role::Kept(kind) if kind != BlockKind::Caption && !self.body(at) => self.outside(at),
                Role::Kept(BlockKind::Paragraph)
                    if flags & flag::LEAD != 0 && state.paragraphs == 0 && look.dateline.is_none() =>
                {
                    Role::Kept(BlockKind::Lead)
                }
                role => role,
            };
            if role == Role::Kept(BlockKind::Paragraph) {
                // A standfirst may stand before the paragraph that begins with a dateline.
                let sure = look.dateline.as_ref().is_some_and(|dateline| dateline.sure);
                let first = state.paragraphs == 0 || state.paragraphs < EARLY && sure;
                if first && draft.facts.dateline.is_none() {
                    head::read_dateline(self.sheet, look, draft);
                }
                state.paragraphs += 1;
            }
            draft.parts.push(Part { range: look.range.clone(), role });
        }
    }

    /// The looks of a body block: as one, unless its line breaks part furniture or credits from it.
    pub(super) fn body_looks(&self, at: usize, range: Range<usize>, early: bool) -> Vec<Look> {
        let lines = self.lines(range.clone());
        if lines.len() > 1 {
            let parted = look::looks(self.sheet.text, &lines, self.packs, self.language);
            if parted.iter().any(|look| !look.body_like()) {
                return parted;
            }
        }
        self.look_whole(at, range, early)
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn body_role(
        &self,
        at: usize,
        flags: u32,
        linked: f64,
        look: &Look,
        words: &str,
        state: &mut State,
        draft: &mut Draft,
    ) -> Role {
        let block = &self.tree.blocks[at];
        let tag = self.tree.elements[block.holder].tag;
        let size = look.shape.words;
        if look.sign_off.is_none()
            && self.credit(if state.paragraphs > 0 { 0 } else { flags }, look, at, draft)
        {
            return Role::Removed(credit_role(look), "byline or date".to_owned());
        }
        if state.paragraphs == 0 && head::lone_dateline(self.sheet, look, self.packs, draft) {
            return Role::Removed(PartRole::Dateline, "dateline on a line of its own".to_owned());
        }
        if flags & flag::CAPTION != 0 && look.sign_off.is_none() {
            return if size >= 3 && !self.picture_credit(flags, look) {
                Role::Kept(BlockKind::Caption)
            } else {
                Role::Removed(PartRole::Credit, "picture credit".to_owned())
            };
        }
        if let Some((kind, why)) = dump::removed(look).filter(|_| !self.outweighs(at, look)) {
            credits::read(self.sheet, self.packs, look, &mut draft.facts);
            if look.role() == Some(FurnitureRole::Caption) && self.picture_credit(flags, look) {
                return Role::Removed(PartRole::Credit, "picture credit".to_owned());
            }
            if look.role() == Some(FurnitureRole::Caption) {
                return Role::Kept(BlockKind::Caption);
            }
            if look.role() == Some(FurnitureRole::Section) {
                state.related = true;
            }
            return Role::Removed(kind, why);
        }
        let body = self.body(at);
        if !body && linked > 0.6 && !(look.shape.ends && size >= 12) || !body && linked > 0.9 && size < 25 {
            return Role::Removed(PartRole::Related, "nothing but a link".to_owned());
        }
        // A headline that is nothing but a link, between two paragraphs: however sure the forest, it is another's.
        if linked > 0.9
            && !look.shape.ends
            && matches!(tag, Tag::P | Tag::Div | Tag::Section | Tag::Article)
            && (4..25).contains(&size)
        {
            return Role::Removed(
                PartRole::CrossReference,
                "a paragraph that is nothing but a link".to_owned(),
            );
        }
        if !body && state.related && !look.shape.ends {
            return Role::Removed(PartRole::Related, "in a list of other articles".to_owned());
        }
        if look.shape.ends && size >= 8 {
            state.related = false;
        }
        if !words.chars().any(char::is_alphanumeric) {
            return Role::Removed(PartRole::Other, "no words".to_owned());
        }
        let strong = block.strong * 5 > block.range.len() * 4;
        match tag {
            Tag::H1 | Tag::Heading => Role::Kept(BlockKind::Subheading),
            _ if self.under(block.holder, Tag::Blockquote) => Role::Kept(BlockKind::Quote),
            Tag::Li | Tag::List | Tag::Term | Tag::Terms => {
                if body || look.shape.ends || size >= 3 && linked < 0.4 {
                    Role::Kept(BlockKind::List)
                } else {
                    Role::Removed(PartRole::Navigation, "short list item".to_owned())
                }
            }
            _ if self.under(block.holder, Tag::Table) && !look.shape.prose() => match body {
                true => Role::Kept(BlockKind::List),
                false => Role::Removed(PartRole::Table, "in a table".to_owned()),
            },
            _ if strong && look.shape.headline() && size <= 16 => Role::Kept(BlockKind::Subheading),
            _ if look.shape.prose() || size >= 12 || tag == Tag::P && size >= 2 || tag == Tag::Pre => {
                Role::Kept(BlockKind::Paragraph)
            }
            _ if body || look.shape.ends && size >= 2 => Role::Kept(BlockKind::Paragraph),
            _ => Role::Removed(PartRole::Navigation, "a few words that are no sentence".to_owned()),
        }
    }

    /// Whether a sentence is so surely body that a label at its head is none. Cross-references, credits and captions
    /// stay what they are: what they say must not come into the article's mouth.
    pub(super) fn outweighs(&self, at: usize, look: &Look) -> bool {
        let label = matches!(
            look.role(),
            Some(
                FurnitureRole::Section
                    | FurnitureRole::Tags
                    | FurnitureRole::Comments
                    | FurnitureRole::Navigation
                    | FurnitureRole::Summary
                    | FurnitureRole::Share
            )
        );
        label && self.scores[at] > SURE && look.shape.prose() && look.sign_off.is_none()
    }
}
