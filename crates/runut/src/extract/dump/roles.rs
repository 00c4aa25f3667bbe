//! Roles of a dump's lines: what a pack knows a line as, and what its place and shape make of it.

use super::judge::Verdict;
use crate::extract::draft::{Draft, Part, Role, Sheet};
use crate::extract::look::Look;
use crate::extract::{credits, head};
use crate::lang::{FurnitureRole, Packs};
use crate::model::{BlockKind, PartRole};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Roles of the lines inside the body.
pub(super) fn read_body(
    sheet: &Sheet<'_>,
    packs: &Packs,
    looks: &[Look],
    verdicts: &[Verdict],
    body: &Range<usize>,
    draft: &mut Draft,
) {
    let mut seen: FxHashSet<&str> = draft
        .parts
        .iter()
        .filter(|part| part.role == Role::Kept(BlockKind::Caption))
        .map(|part| &sheet.text[part.range.clone()])
        .collect();
    let mut paragraphs = 0;
    for at in body.clone() {
        let look = &looks[at];
        let words = &sheet.text[look.range.clone()];
        let role = if let Some((kind, why)) = removed(look).filter(|_| !verdicts[at].keep) {
            credits::read(sheet, packs, look, &mut draft.facts);
            if kind == PartRole::Caption { Role::Kept(BlockKind::Caption) } else { Role::Removed(kind, why) }
        } else if related_beside(looks, at) {
            Role::Removed(PartRole::Related, "a headline beside a relative time".to_owned())
        } else if under_label(sheet, looks, at) {
            Role::Removed(PartRole::Related, "a headline under its label".to_owned())
        } else if paragraphs == 0 && head::lone_dateline(sheet, look, packs, draft) {
            Role::Removed(PartRole::Dateline, "dateline on a line of its own".to_owned())
        } else if !verdicts[at].keep {
            strange(look)
        } else if look.shape.headline()
            && !look.shape.prose()
            && between_prose(looks, at, body)
            && !speech(words)
        {
            Role::Kept(BlockKind::Subheading)
        } else if words.chars().any(char::is_alphanumeric) {
            Role::Kept(BlockKind::Paragraph)
        } else {
            Role::Removed(PartRole::Other, "no words".to_owned())
        };
        let role = match role {
            Role::Kept(_) if look.shape.words >= 4 && !seen.insert(words) => {
                Role::Removed(PartRole::Copy, "second copy of the same line".to_owned())
            }
            role => role,
        };
        if role == Role::Kept(BlockKind::Paragraph) {
            // A standfirst may stand before the paragraph that begins with a dateline.
            let sure = look.dateline.as_ref().is_some_and(|dateline| dateline.sure);
            if draft.facts.dateline.is_none() && (paragraphs == 0 || paragraphs < 3 && sure) {
                head::read_dateline(sheet, look, draft);
            }
            paragraphs += 1;
        }
        draft.parts.push(Part { range: look.range.clone(), role });
    }
}

/// What a line inside the body is that reads like none of it.
fn strange(look: &Look) -> Role {
    let role = match look.shape.words {
        0..=3 => PartRole::Navigation,
        _ if look.shape.headline() => PartRole::Related,
        _ => PartRole::Other,
    };
    Role::Removed(role, "reads like no part of the text around it".to_owned())
}

/// Whether a line opens or closes a quotation, and so is speech, however short.
fn speech(words: &str) -> bool {
    words.starts_with(['"', '“', '”', '«', '„']) || words.ends_with(['"', '”', '»', ',', ':', ';'])
}

fn between_prose(looks: &[Look], at: usize, body: &Range<usize>) -> bool {
    let capital_or_digit = looks[at].shape.words <= 16;
    let after = looks[at + 1..body.end].iter().find(|look| look.body_like());
    capital_or_digit && at > body.start && after.is_some()
}

/// Whether a headline-like line stands beside a relative time, as items of related lists do.
pub(super) fn related_beside(looks: &[Look], at: usize) -> bool {
    let ago = |look: Option<&Look>| look.is_some_and(|look| look.role() == Some(FurnitureRole::Ago));
    let look = &looks[at];
    look.shape.headline()
        && !look.shape.prose()
        && (ago(looks.get(at + 1))
            || at.checked_sub(1).is_some_and(|before| ago(looks.get(before)))
            || (look.shape.words <= 4 && ago(looks.get(at + 2))))
}

/// Whether a headline-like line stands right under the bare label of a cross-reference ("Baca juga:").
pub(crate) fn under_label(sheet: &Sheet<'_>, looks: &[Look], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &looks[before]) else { return false };
    let label = before.role() == Some(FurnitureRole::Related)
        && sheet.text[before.range.clone()].split_whitespace().count() <= 3;
    let look = &looks[at];
    label && look.body_like() && look.shape.headline() && (3..=20).contains(&look.shape.words)
}

/// What a line that a pack knows is, and why it is left out; captions are for the caller to keep.
pub(crate) fn removed(look: &Look) -> Option<(PartRole, String)> {
    if look.sign_off.is_some() {
        return Some((PartRole::SignOff, "sign-off".to_owned()));
    }
    if let Some(known) = &look.known {
        return Some((part_role(known.role), format!("known as {:?}", known.rule)));
    }
    look.date.as_ref().map(|_| (PartRole::Date, "date line".to_owned()))
}

/// The role of a line that a pack knows.
pub(crate) fn part_role(role: FurnitureRole) -> PartRole {
    match role {
        FurnitureRole::Related => PartRole::CrossReference,
        FurnitureRole::Section | FurnitureRole::Ago => PartRole::Related,
        FurnitureRole::Advertisement | FurnitureRole::Promo => PartRole::Promo,
        FurnitureRole::Share => PartRole::Share,
        FurnitureRole::Tags => PartRole::Tags,
        FurnitureRole::Comments => PartRole::Comments,
        FurnitureRole::Navigation | FurnitureRole::Topic => PartRole::Navigation,
        FurnitureRole::Author | FurnitureRole::Editor => PartRole::Byline,
        FurnitureRole::Credit | FurnitureRole::Source => PartRole::Credit,
        FurnitureRole::Syndication => PartRole::Syndication,
        FurnitureRole::Published | FurnitureRole::Modified => PartRole::Date,
        FurnitureRole::Legal => PartRole::Legal,
        FurnitureRole::Embed => PartRole::Embed,
        FurnitureRole::Caption => PartRole::Caption,
        FurnitureRole::Summary => PartRole::Other,
    }
}

/// What a line behind the body is.
pub(super) fn after_body(looks: &[Look], at: usize, related: &mut bool) -> (PartRole, String) {
    let look = &looks[at];
    if let Some((kind, why)) = removed(look) {
        *related =
            matches!(look.role(), Some(FurnitureRole::Section | FurnitureRole::Ago | FurnitureRole::Related));
        return (kind, why);
    }
    if related_beside(looks, at) || (*related && look.shape.words >= 3) {
        return (PartRole::Related, "in a list of other articles".to_owned());
    }
    let ago = |step: usize| looks.get(at + step).is_some_and(|look| look.role() == Some(FurnitureRole::Ago));
    if ago(1) || ago(2) {
        return (PartRole::Related, "label of another article".to_owned());
    }
    match look.shape.words {
        0..=3 => (PartRole::Navigation, "a short line behind the body".to_owned()),
        _ if look.shape.headline() => (PartRole::Related, "a headline behind the body".to_owned()),
        _ => (PartRole::Other, "behind the end of the body".to_owned()),
    }
}
