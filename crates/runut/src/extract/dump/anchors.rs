//! Where the body of a dump begins and ends, by rules alone: the segment with the most running text, from the dateline
//! at its head to the sign-off, the editor's line or the first label of other articles behind it.

use super::segment;
use crate::extract::look::Look;
use crate::lang::FurnitureRole;
use std::ops::Range;

/// How strongly a line says that the body is over.
pub(super) fn end_anchor(look: &Look) -> Option<bool> {
    if look.sign_off.is_some() {
        return Some(true);
    }
    let role = look.role()?;
    ends_body(role).then_some(role == FurnitureRole::Syndication)
}

/// Whether such a line says that the body is over, or that something else begins.
pub(super) fn ends_body(role: FurnitureRole) -> bool {
    matches!(
        role,
        FurnitureRole::Section
            | FurnitureRole::Ago
            | FurnitureRole::Editor
            | FurnitureRole::Author
            | FurnitureRole::Credit
            | FurnitureRole::Source
            | FurnitureRole::Syndication
            | FurnitureRole::Legal
            | FurnitureRole::Comments
            | FurnitureRole::Tags
    )
}

/// Words of running text that the line holds, when nothing says it is anything else.
pub(super) fn prose(look: &Look) -> usize {
    if look.body_like() && look.shape.prose() && look.shape.words >= 6 { look.shape.words } else { 0 }
}

/// The lines of the body: from its first to one past its last.
pub(super) fn body(looks: &[Look]) -> Option<Range<usize>> {
    let core = segment::core(looks)?;
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
