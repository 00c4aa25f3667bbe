//! What stands between the headline and the body, and right behind it: standfirst, captions, who wrote it and when.

use super::{Reader, credit_role, trimmed};
use crate::extract::draft::{Draft, Part, Role};
use crate::extract::html::names::flag;
use crate::extract::look::Look;
use crate::extract::{credit_line, credits, dates, dump, head, shape};
use crate::lang::{FurnitureRole, Hand};
use crate::model::{BlockKind, PartRole};
use crate::trees::ONE;
use std::ops::Range;

/// Blocks below the headline in which a name is looked for that no class calls a byline.
const NEAR: usize = 8;

/// Most words of a picture's credit.
const MOST_CREDITED: usize = 10;

/// Log-odds under which a block is surely no body.
const DOUBT: i32 = ONE;

/// Longest block, bytes, that line breaks may part; headlines and credits are shorter.
const LONGEST_PARTED: usize = 4_000;

impl Reader<'_> {
    /// A block between the headline and the body: standfirst, byline, date, caption; line by line.
    pub(super) fn head_block(&self, at: usize, range: Range<usize>, draft: &mut Draft) {
        let looks = self.looks(at, range);
        for (nth, look) in looks.iter().enumerate() {
            let role = self.head_role(at, look, looks.get(nth + 1), draft);
            draft.parts.push(Part { range: look.range.clone(), role });
        }
    }

    pub(super) fn head_role(&self, at: usize, look: &Look, next: Option<&Look>, draft: &mut Draft) -> Role {
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
        } else if head::lone_dateline(self.sheet, look, self.packs, draft) {
            Role::Removed(PartRole::Dateline, "dateline on a line of its own".to_owned())
        } else if caption && self.picture_credit(flags, look) {
            Role::Removed(PartRole::Credit, "picture credit".to_owned())
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
    pub(super) fn named(&self, at: usize, look: &Look, next: Option<&Look>, draft: &mut Draft) -> bool {
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

    /// Whether a caption says who took the picture and nothing of what it shows: by its class, or by a label before
    /// nothing but names.
    pub(super) fn picture_credit(&self, flags: u32, look: &Look) -> bool {
        if look.shape.words > MOST_CREDITED || look.shape.ends {
            return false;
        }
        if flags & flag::CREDIT != 0 {
            return true;
        }
        let words = &self.sheet.text[look.range.clone()];
        let Some((label, names)) = words.split_once(':') else { return false };
        let named = |name: &str| shape::person_name(name) || self.packs.outlets.named(name).is_some();
        let mut names = names.split(['/', ',', '|', '(', ')']).map(str::trim).filter(|name| !name.is_empty());
        let first = names.next();
        label.split_whitespace().count() <= 2 && first.is_some_and(named) && names.all(named)
    }

    /// A block right behind the body: who wrote, edited or first printed it is often said there.
    pub(super) fn tail_block(&self, at: usize, range: Range<usize>, draft: &mut Draft) {
        let block = &self.tree.blocks[at];
        if self.content.flags[block.element] & flag::OUT != 0 || block.range.len() > 400 {
            draft.parts.push(Part { range, role: self.outside(at) });
            return;
        }
        for look in self.looks(at, range) {
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
    pub(super) fn lines(&self, range: Range<usize>) -> Vec<Range<usize>> {
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
    pub(super) fn credit(&self, flags: u32, look: &Look, at: usize, draft: &mut Draft) -> bool {
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
}
