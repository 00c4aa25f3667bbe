//! What stands above the body of a dump: title, kicker, byline, date, standfirst, captions.

use super::dateline::{self, Dateline};
use super::draft::{Draft, Part, Role, Sheet};
use super::look::Look;
use super::{credits, dump, shape};
use crate::lang::{FurnitureRole, Packs};
use crate::model::{BlockKind, PartRole};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// How many lines above the body the title is looked for in.
const REACH: usize = 14;

/// Reads the lines above the body into parts and facts.
pub(crate) fn read(sheet: &Sheet<'_>, packs: &Packs, looks: &[Look], body: &Range<usize>, draft: &mut Draft) {
    let text = |look: &Look| &sheet.text[look.range.clone()];
    let title = title(sheet, looks, body);
    if let Some(at) = title {
        draft.facts.title =
            Some(sheet.stated(text(&looks[at]), "headline above the body", looks[at].range.clone()));
    }
    let mut captions: FxHashSet<&str> = FxHashSet::default();
    for (at, look) in looks.iter().enumerate().take(body.start) {
        let words = text(look);
        let below = title.is_some_and(|title| at > title);
        let role = if Some(at) == title {
            Role::Kept(BlockKind::Title)
        } else if title.is_some_and(|title| at + 1 == title) && is_kicker(look) {
            draft.facts.kicker = Some(sheet.stated(words, "label above the headline", look.range.clone()));
            Role::Removed(PartRole::Kicker, "label above the headline".to_owned())
        } else if look.role() == Some(FurnitureRole::Caption) && below {
            if captions.insert(words) {
                Role::Kept(BlockKind::Caption)
            } else {
                Role::Removed(PartRole::Copy, "second copy of the same line".to_owned())
            }
        } else if let Some((kind, why)) = dump::removed(look) {
            credits::read(sheet, packs, look, &mut draft.facts);
            Role::Removed(kind, why)
        } else if below
            && (credits::byline(sheet, packs, look, &mut draft.facts)
                || looks.get(at + 1).is_some_and(|next| next.date.is_some())
                    && credits::name_before_outlet(sheet, look, &mut draft.facts))
        {
            Role::Removed(PartRole::Byline, "byline".to_owned())
        } else if below
            && look.shape.words >= 8
            && (look.shape.prose() || look.shape.common >= 2)
            && !look.shape.headline()
        {
            Role::Kept(BlockKind::Lead)
        } else {
            Role::Removed(PartRole::Navigation, "above the body".to_owned())
        };
        draft.parts.push(Part { range: look.range.clone(), role });
    }
    mark_repeated_lead(sheet, looks, body, draft);
}

/// A label above a headline: a few words, no sentence.
fn is_kicker(look: &Look) -> bool {
    let free = look.known.is_none() || look.role() == Some(FurnitureRole::Topic);
    free && look.date.is_none()
        && look.sign_off.is_none()
        && (1..=6).contains(&look.shape.words)
        && !look.shape.ends
}

/// The headline: of the lines above the body, the one whose words the body takes up most.
fn title(sheet: &Sheet<'_>, looks: &[Look], body: &Range<usize>) -> Option<usize> {
    let words = |range: Range<usize>| {
        sheet.text[range]
            .chars()
            .take(4_000)
            .collect::<String>()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() >= 3)
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    let taken: FxHashSet<String> =
        looks[body.clone()].iter().take(60).flat_map(|look| words(look.range.clone())).collect();
    let mut best: Option<(f64, usize)> = None;
    for at in body.start.saturating_sub(REACH)..body.start {
        let look = &looks[at];
        let size = look.shape.words;
        let full_stop = sheet.text[look.range.clone()].trim_end().ends_with('.');
        if !look.body_like() || !(2..=32).contains(&size) || (full_stop && size > 8) {
            continue;
        }
        let own: FxHashSet<String> = words(look.range.clone()).into_iter().collect();
        let found = own.iter().filter(|word| taken.contains(*word)).count() as f64;
        let name = shape::person_name(&sheet.text[look.range.clone()]);
        let mut score = found - 0.35 * (own.len() as f64 - found) + if name { -2.0 } else { 0.0 };
        // Of two lines that say the same the first is the headline, the other its echo.
        score -= 0.01 * (at as f64);
        let beside = looks.get(at + 1).is_some_and(|next| {
            next.date.is_some()
                || matches!(next.role(), Some(FurnitureRole::Author | FurnitureRole::Published))
        });
        score += if beside { 1.0 } else { 0.0 };
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, at));
        }
    }
    // A headline that shares nothing with its body is still one when it is the only candidate of some length.
    best.filter(|(score, at)| *score > 0.3 || looks[*at].shape.words >= 4).map(|(_, at)| at)
}

/// A first paragraph that a later one repeats and carries on is the page's standfirst, not its body.
fn mark_repeated_lead(sheet: &Sheet<'_>, looks: &[Look], body: &Range<usize>, draft: &mut Draft) {
    let leads: Vec<usize> =
        (0..draft.parts.len()).filter(|&at| draft.parts[at].role == Role::Kept(BlockKind::Lead)).collect();
    for at in leads {
        let lead = &sheet.text[draft.parts[at].range.clone()];
        let again = looks[body.clone()].iter().any(|look| sheet.text[look.range.clone()] == *lead);
        if again {
            draft.parts[at].role = Role::Kept(BlockKind::Lead);
        }
    }
}

/// Reads the dateline at the head of the body's first line.
pub(crate) fn read_dateline(sheet: &Sheet<'_>, first: &Look, draft: &mut Draft) {
    if let Some(dateline) = &first.dateline {
        take_dateline(sheet, dateline, first.range.start, draft);
    }
}

/// Reads a line that is nothing but the dateline of the text below it; whether it was one.
pub(crate) fn lone_dateline(sheet: &Sheet<'_>, look: &Look, packs: &Packs, draft: &mut Draft) -> bool {
    if draft.facts.dateline.is_some() || !look.body_like() {
        return false;
    }
    let found = dateline::alone(&sheet.text[look.range.clone()], packs);
    if let Some(dateline) = &found {
        take_dateline(sheet, dateline, look.range.start, draft);
    }
    found.is_some()
}

fn take_dateline(sheet: &Sheet<'_>, dateline: &Dateline, start: usize, draft: &mut Draft) {
    let range = start..start + dateline.end;
    draft.facts.place.clone_from(&dateline.place);
    if let Some(outlet) = &dateline.outlet {
        draft.facts.outlets.push((0, sheet.stated(outlet, "dateline", range.clone())));
    }
    for agency in &dateline.agencies {
        draft.facts.add_agency(sheet.stated(agency, "dateline", range.clone()));
    }
    draft.facts.dateline = Some(range);
}
