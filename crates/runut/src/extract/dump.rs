//! Text dumps: the visible text of a page, line by line, without any markup.
//!
//! What a pack knows of a line comes first. Then anchors: a dateline begins the body; a sign-off, an editor's line or
//! the first label of other articles ends it. Between them short lines stay; outside them nothing is body.

use super::draft::{Draft, Part, Role, Sheet};
use super::look::{self, Look};
use super::{credits, head};
use crate::lang::{FurnitureRole, OutletKind, Packs};
use crate::model::{BlockKind, PartRole};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Takes a text dump apart; `Err` says why it holds no article.
pub(crate) fn draft(sheet: &Sheet<'_>, packs: &Packs, language: &str) -> Result<Draft, String> {
    let lines = look::lines(sheet.text);
    let looks = look::looks(sheet.text, &lines, packs, language);
    let Some(body) = body_range(&looks) else {
        return Err(format!("{} lines, none of them running text", lines.len()));
    };
    let mut draft = Draft::default();
    head::read(sheet, packs, &looks, &body, &mut draft);
    read_body(sheet, packs, &looks, &body, &mut draft);
    let mut related = false;
    for at in body.end..looks.len() {
        let (kind, why) = after_body(&looks, at, &mut related);
        credits::read(sheet, packs, &looks[at], &mut draft.facts);
        draft.parts.push(Part { range: looks[at].range.clone(), role: Role::Removed(kind, why) });
    }
    for look in &looks {
        if let Some((outlet, mark)) = packs.outlets.marked(&sheet.text[look.range.clone()]) {
            let how = format!("words of its pages: {mark:?}");
            draft.facts.outlets.push((6, sheet.stated(&outlet.name, how, look.range.clone())));
        }
        // The page's own name above its menu; agencies stand alone on lines that say whose a report is.
        let line = sheet.text[look.range.clone()].trim();
        if let Some(known) = packs.outlets.named(line).filter(|known| known.kind == OutletKind::Outlet) {
            draft.facts.outlets.push((5, sheet.stated(&known.name, "line of its own", look.range.clone())));
        }
    }
    Ok(draft)
}

/// How strongly a line says that the body is over.
fn end_anchor(look: &Look) -> Option<bool> {
    if look.sign_off.is_some() {
        return Some(true);
    }
    match look.role()? {
        FurnitureRole::Syndication => Some(true),
        FurnitureRole::Section
        | FurnitureRole::Ago
        | FurnitureRole::Editor
        | FurnitureRole::Author
        | FurnitureRole::Credit
        | FurnitureRole::Source
        | FurnitureRole::Legal
        | FurnitureRole::Comments
        | FurnitureRole::Tags => Some(false),
        _ => None,
    }
}

/// Words of running text that the line holds, when nothing says it is anything else.
fn prose(look: &Look) -> usize {
    if look.body_like() && look.shape.prose() && look.shape.words >= 6 { look.shape.words } else { 0 }
}

/// The lines of the body: from its first to one past its last.
fn body_range(looks: &[Look]) -> Option<Range<usize>> {
    let core = core(looks)?;
    let start = start(looks, &core);
    let total: usize = looks[start..].iter().map(prose).sum();
    let mut before = 0;
    let mut end = None;
    for at in start..looks.len() {
        before += prose(&looks[at]);
        let Some(hard) = end_anchor(&looks[at]) else { continue };
        let after = total - before;
        // A sign-off after three sentences is one; a label may stand in a box in the middle of the text.
        let over = if hard {
            before >= 40 && after <= 2 * before
        } else {
            before >= 40 && (after * 3 <= before) && !resumes(&looks[at + 1..])
        };
        if over {
            end = Some(at);
            break;
        }
    }
    let mut end = end.unwrap_or_else(|| {
        let mut end = core.end.max(start + 1);
        while end < looks.len()
            && (prose(&looks[end]) > 0 || looks[end].role() == Some(FurnitureRole::Related))
        {
            end += 1;
        }
        end
    });
    // What stands last and is no sentence is a label or a headline of something else.
    while end > start + 1 && !(looks[end - 1].body_like() && looks[end - 1].shape.prose()) {
        end -= 1;
    }
    (end > start).then_some(start..end)
}

/// Whether running text goes on within the next lines: two long sentences in a row.
fn resumes(next: &[Look]) -> bool {
    let long = |look: &Look| {
        look.body_like()
            && look.shape.ends
            && look.shape.words >= 12
            && look.shape.common * 8 >= look.shape.words
    };
    next.iter().take(10).collect::<Vec<_>>().windows(2).any(|pair| long(pair[0]) && long(pair[1]))
}

/// The run of lines with the most running text (the best segment of Finn, Kushmerick and Smyth 2001, on lines).
fn core(looks: &[Look]) -> Option<Range<usize>> {
    /// What a line must bring to pay for itself: about eight words of running text.
    const COST: f64 = 3.0;
    let sum =
        |count: fn(&Look) -> usize| looks.iter().filter(|look| look.shape.ends).map(count).sum::<usize>();
    // A language of which no pack knows the common words: every word counts as a third of one.
    let foreign = sum(|look| look.shape.common) * 12 < sum(|look| look.shape.words);
    let mass = |look: &Look| match foreign {
        true => look.shape.words as f64 * if look.shape.ends || look.shape.words > 15 { 0.33 } else { 0.1 },
        false => look.shape.mass(),
    };
    let value = |look: &Look| match look.role() {
        None if look.body_like() => mass(look) - COST,
        Some(
            FurnitureRole::Related
            | FurnitureRole::Advertisement
            | FurnitureRole::Caption
            | FurnitureRole::Embed,
        ) => -1.0,
        _ => -COST,
    };
    let (mut best, mut sum, mut from) = (0.0, 0.0, 0);
    let mut range = None;
    for (at, look) in looks.iter().enumerate() {
        sum += value(look);
        if sum < 0.0 {
            (sum, from) = (0.0, at + 1);
        } else if sum > best {
            best = sum;
            range = Some(from..at + 1);
        }
    }
    if range.is_none() {
        // A few short sentences: the longest run of sentences.
        let at = (0..looks.len()).max_by_key(|&at| (prose(&looks[at]), std::cmp::Reverse(at)))?;
        return (prose(&looks[at]) > 0).then_some(at..at + 1);
    }
    range
}

/// The first line of the body: the dateline near the core's head, or the core's first sentence.
fn start(looks: &[Look], core: &Range<usize>) -> usize {
    let sum: usize = looks[core.clone()].iter().map(prose).sum();
    let mut mass = 0;
    for (at, look) in looks.iter().enumerate().take(core.end).skip(core.start.saturating_sub(6)) {
        let sure = look.dateline.as_ref().is_some_and(|dateline| dateline.sure);
        if sure && look.body_like() && look.shape.prose() {
            return at;
        }
        if at >= core.start {
            mass += prose(look);
            if mass * 5 > sum * 2 {
                break;
            }
        }
    }
    let mut start = core.start;
    while start + 1 < core.end && !looks[start].shape.prose() {
        start += 1;
    }
    while start > 0 && prose(&looks[start - 1]) > 0 {
        start -= 1;
    }
    start
}

/// Roles of the lines inside the body.
fn read_body(sheet: &Sheet<'_>, packs: &Packs, looks: &[Look], body: &Range<usize>, draft: &mut Draft) {
    let mut seen: FxHashSet<&str> = draft
        .parts
        .iter()
        .filter(|part| part.role == Role::Kept(BlockKind::Caption))
        .map(|part| &sheet.text[part.range.clone()])
        .collect();
    head::read_dateline(sheet, &looks[body.start], draft);
    for at in body.clone() {
        let look = &looks[at];
        let words = &sheet.text[look.range.clone()];
        let role = if let Some((kind, why)) = removed(look) {
            credits::read(sheet, packs, look, &mut draft.facts);
            if kind == PartRole::Caption { Role::Kept(BlockKind::Caption) } else { Role::Removed(kind, why) }
        } else if related_beside(looks, at) {
            Role::Removed(PartRole::Related, "a headline beside a relative time".to_owned())
        } else if under_label(sheet, looks, at) {
            Role::Removed(PartRole::Related, "a headline under its label".to_owned())
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
        draft.parts.push(Part { range: look.range.clone(), role });
    }
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
fn related_beside(looks: &[Look], at: usize) -> bool {
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
        let kind = match known.role {
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
        };
        return Some((kind, format!("known as {:?}", known.rule)));
    }
    look.date.as_ref().map(|_| (PartRole::Date, "date line".to_owned()))
}

/// What a line behind the body is.
fn after_body(looks: &[Look], at: usize, related: &mut bool) -> (PartRole, String) {
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
