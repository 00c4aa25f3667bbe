//! Roles of a page's blocks, from where they stand in the markup and from the words of the packs.

use super::content::Content;
use super::names::flag;
use super::tag::Tag;
use super::tree::Tree;
use crate::extract::draft::{Draft, Part, Role, Sheet};
use crate::extract::look::{self, Look};
use crate::extract::{credit_line, credits, dates, dump, head, shape};
use crate::lang::{FurnitureRole, Hand, Packs};
use crate::model::{BlockKind, PartRole};
use crate::trees::ONE;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Blocks below the headline, and behind the body, in which a name is looked for that no class calls a byline.
const NEAR: usize = 8;

/// Log-odds under which a block is surely no body, and over which it surely is.
const DOUBT: i32 = ONE;
const SURE: i32 = 2 * ONE;

/// Least words of a block whose second copy is left out; items of lists and tables may well be alike.
const LONG_COPY: usize = 8;

/// Longest block, bytes, that line breaks may part; headlines and credits are shorter.
const LONGEST_PARTED: usize = 4_000;

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
    /// What a pack knows each block as.
    pub known: &'p [Option<FurnitureRole>],
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
                draft.parts.push(Part {
                    range,
                    role: Role::Removed(PartRole::Kicker, "above the headline".to_owned()),
                });
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

    /// Whether a block is a label of a few words right above the headline, in the same part of the page.
    fn kicker(&self, at: usize) -> bool {
        let Some(title) = self.title.filter(|title| at + 1 == *title) else { return false };
        let text = &self.sheet.text[self.tree.blocks[at].range.clone()];
        let label = (1..=4).contains(&text.split_whitespace().count()) && !shape::ends_sentence(text);
        let holder = |block: usize| self.tree.elements[self.tree.blocks[block].holder].parent;
        let near = [holder(title), self.tree.elements[holder(title)].parent];
        let free = self.known[at].is_none_or(|role| role == FurnitureRole::Topic);
        let out = self.content.flags[self.tree.blocks[at].element] & (flag::OUT & !flag::TAGS) != 0;
        label && free && !out && near.contains(&holder(at))
    }

    /// A block between the headline and the body: standfirst, byline, date, caption; line by line.
    fn head_block(&self, at: usize, range: Range<usize>, draft: &mut Draft) {
        let looks = look::looks(self.sheet.text, &self.lines(range), self.packs, self.language);
        for (nth, look) in looks.iter().enumerate() {
            let role = self.head_role(at, look, looks.get(nth + 1), draft);
            draft.parts.push(Part { range: look.range.clone(), role });
        }
    }

    fn head_role(&self, at: usize, look: &Look, next: Option<&Look>, draft: &mut Draft) -> Role {
        let block = &self.tree.blocks[at];
        let flags = self.content.flags[block.element];
        let words = look.shape.words;
        let linked = block.linked * 2 > block.range.len();
        let lead = words >= 5
            && !linked
            && look.body_like()
            && (flags & flag::LEAD != 0 || (look.shape.ends && words >= 8))
            && flags & (flag::OUT | flag::CAPTION) == 0
            && self.scores[at] > -DOUBT;
        let caption = flags & flag::CAPTION != 0 && words >= 4 && flags & flag::OUT == 0
            || look.role() == Some(FurnitureRole::Caption);
        if self.credit(flags, look, at, draft) || self.named(at, look, next, draft) {
            Role::Removed(credit_role(look), "byline or date above the body".to_owned())
        } else if caption && flags & flag::OUT == 0 {
            Role::Kept(BlockKind::Caption)
        } else if lead {
            Role::Kept(BlockKind::Lead)
        } else if let Some((kind, why)) = dump::removed(look) {
            credits::read(self.sheet, self.packs, look, &mut draft.facts);
            Role::Removed(kind, why)
        } else {
            self.outside(at)
        }
    }

    /// Whether a line near the headline is a byline without any class that says so: a name with its outlet, or a name
    /// right above the date.
    fn named(&self, at: usize, look: &Look, next: Option<&Look>, draft: &mut Draft) -> bool {
        let words = &self.sheet.text[look.range.clone()];
        let near = self.title.is_some_and(|title| at > title && at <= title + NEAR);
        let open = near && look.body_like() && draft.facts.byline.is_empty();
        if !open || self.content.flags[self.tree.blocks[at].element] & flag::OUT != 0 {
            return false;
        }
        let dated = || match next {
            Some(next) => next.date.is_some(),
            None => self.tree.blocks.get(at + 1).is_some_and(|block| {
                let below = trimmed(self.sheet.text, block.range.clone());
                dates::read(&self.sheet.text[below], self.packs, self.language)
                    .is_some_and(|read| read.others == 0)
            }),
        };
        (credit_line::name_and_outlet(words, self.packs) || shape::person_name(words) && dated())
            && credits::byline(self.sheet, self.packs, look, &mut draft.facts)
    }

    /// A block right behind the body: who wrote, edited or first printed it is often said there.
    fn tail_block(&self, at: usize, range: Range<usize>, draft: &mut Draft) {
        let block = &self.tree.blocks[at];
        if self.content.flags[block.element] & flag::OUT != 0 || block.range.len() > 400 {
            draft.parts.push(Part { range, role: self.outside(at) });
            return;
        }
        for look in look::looks(self.sheet.text, &self.lines(range), self.packs, self.language) {
            let telling = match look.role() {
                Some(FurnitureRole::Author) => {
                    let helped =
                        look.known.as_ref().is_some_and(|known| known.hand == Some(Hand::Contributor));
                    helped || draft.facts.byline.is_empty()
                }
                Some(FurnitureRole::Editor | FurnitureRole::Source | FurnitureRole::Syndication) => true,
                _ => look.sign_off.is_some(),
            };
            let role = match dump::removed(&look).filter(|_| telling) {
                Some((kind, why)) => {
                    credits::read(self.sheet, self.packs, &look, &mut draft.facts);
                    Role::Removed(kind, why)
                }
                None => self.outside(at),
            };
            draft.parts.push(Part { range: look.range, role });
        }
    }

    /// The lines of a block as its line breaks part them; a long block is one.
    fn lines(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let breaks = &self.tree.breaks;
        let first = breaks.partition_point(|at| *at < range.start);
        let inside = breaks[first..].iter().copied().take_while(|at| *at < range.end);
        let mut lines = Vec::new();
        let mut start = range.start;
        if range.len() <= LONGEST_PARTED {
            for at in inside {
                lines.push(start..at);
                start = at + 1;
            }
        }
        lines.push(start..range.end);
        lines
    }

    /// Reads a block whose class says byline or date; whether it was one.
    fn credit(&self, flags: u32, look: &Look, at: usize, draft: &mut Draft) -> bool {
        if look.shape.words > 30 || look.shape.words == 0 {
            return false;
        }
        if look.date.is_some() && self.title.is_some_and(|title| at > title + 40) {
            // Too far from the headline to be the article's own.
            return true;
        }
        if look.date.is_some()
            || matches!(
                look.role(),
                Some(
                    FurnitureRole::Author
                        | FurnitureRole::Editor
                        | FurnitureRole::Published
                        | FurnitureRole::Modified
                )
            )
        {
            credits::read(self.sheet, self.packs, look, &mut draft.facts);
            return true;
        }
        if flags & flag::BYLINE != 0 && flags & flag::COMMENTS == 0 && !look.shape.prose() {
            let named = look.shape.words <= 6
                && look.known.is_none()
                && credits::byline(self.sheet, self.packs, look, &mut draft.facts);
            return named || self.tree.blocks[at].linked > 0 || look.shape.words <= 12;
        }
        false
    }

    /// A block inside the main text.
    fn body_block<'s>(
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
        let looks = self.body_looks(range);
        for look in &looks {
            let words = &self.sheet.text[look.range.clone()];
            let role = self.body_role(at, flags, linked, look, words, state, draft);
            let role = match role {
                Role::Kept(_) if look.shape.words >= LONG_COPY && !seen.insert(words) => {
                    Role::Removed(PartRole::Copy, "second copy of the same block".to_owned())
                }
                Role::Kept(kind) if kind != BlockKind::Caption && !self.body(at) => self.outside(at),
                role => role,
            };
            if role == Role::Kept(BlockKind::Paragraph) {
                // A standfirst may stand before the paragraph that begins with a dateline.
                let sure = look.dateline.as_ref().is_some_and(|dateline| dateline.sure);
                let first = state.paragraphs == 0 || state.paragraphs < 3 && sure;
                if first && draft.facts.dateline.is_none() {
                    head::read_dateline(self.sheet, look, draft);
                }
                state.paragraphs += 1;
            }
            draft.parts.push(Part { range: look.range.clone(), role });
        }
    }

    /// The looks of a body block: as one, unless its line breaks part furniture or credits from it.
    fn body_looks(&self, range: Range<usize>) -> Vec<Look> {
        let lines = self.lines(range.clone());
        if lines.len() > 1 {
            let parted = look::looks(self.sheet.text, &lines, self.packs, self.language);
            if parted.iter().any(|look| !look.body_like()) {
                return parted;
            }
        }
        look::looks(self.sheet.text, &[range], self.packs, self.language)
    }

    #[allow(clippy::too_many_arguments)]
    fn body_role(
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
        if flags & flag::CAPTION != 0 && look.sign_off.is_none() {
            return if size >= 3 {
                Role::Kept(BlockKind::Caption)
            } else {
                Role::Removed(PartRole::Credit, "picture credit".to_owned())
            };
        }
        if let Some((kind, why)) = dump::removed(look).filter(|_| !self.outweighs(at, look)) {
            credits::read(self.sheet, self.packs, look, &mut draft.facts);
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
    fn outweighs(&self, at: usize, look: &Look) -> bool {
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
        let known = self.known[at].map(dump::part_role);
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

/// What was met so far in the body.
#[derive(Default)]
struct State {
    paragraphs: usize,
    related: bool,
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
