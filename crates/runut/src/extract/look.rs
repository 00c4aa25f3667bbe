//! A page's lines, cut where two things are glued together, and everything that can be known of each line alone.

use super::credit_line;
use super::dateline::{self, Dateline};
use super::dates::{self, DateRead};
use super::shape::{self, Shape, SignOff};
use crate::lang::{Capture, FurnitureRole, OutletKind, Packs, fold};
use std::ops::Range;

/// What a rule of a pack says of a line.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// What it is.
    pub role: FurnitureRole,
    /// The rule's name.
    pub rule: String,
    /// What its slots took, in bytes of the line.
    pub captures: Vec<Capture>,
}

/// A line and what can be known of it alone.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    /// Where it stands on the sheet.
    pub range: Range<usize>,
    /// Its counts.
    pub shape: Shape,
    /// What a pack knows it as.
    pub known: Option<Known>,
    /// The dateline it begins with.
    pub dateline: Option<Dateline>,
    /// The date it states, when it is hardly anything but a date.
    pub date: Option<DateRead>,
    /// The sign-off it is.
    pub sign_off: Option<SignOff>,
}

impl Look {
    /// What a pack knows it as.
    pub fn role(&self) -> Option<FurnitureRole> {
        self.known.as_ref().map(|known| known.role)
    }

    /// Whether it may be running text: nothing says that it is anything else.
    pub fn body_like(&self) -> bool {
        self.known.is_none() && self.date.is_none() && self.sign_off.is_none()
    }
}

/// The lines of a text, trimmed, without empty ones.
pub(crate) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']) {
        push_trimmed(text, at..at + line.len(), &mut found);
        // Every separator is one character of one to three bytes.
        at += line.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

fn push_trimmed(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let invisible =
        |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}');
    let start = range.start + (piece.len() - piece.trim_start_matches(invisible).len());
    let end = start + text[start..range.end].trim_end_matches(invisible).len();
    if start < end {
        out.push(start..end);
    }
}

/// Looks at every line, cutting off what is glued to it: labels inside, a cross-reference or a sign-off behind the
/// last sentence.
pub(crate) fn looks(text: &str, lines: &[Range<usize>], packs: &Packs, language: &str) -> Vec<Look> {
    let agency =
        |name: &str| packs.outlets.named(name).is_some_and(|outlet| outlet.kind == OutletKind::Agency);
    let mut found = Vec::with_capacity(lines.len());
    for range in lines {
        for piece in without_labels(text, range.clone(), packs) {
            let (range, label) = match piece {
                Cut::Text(range) => (range, None),
                Cut::Label(range) => (range, Some(())),
            };
            if label.is_some() {
                let embed = text[range.clone()].starts_with('[');
                let known = Known {
                    role: if embed { FurnitureRole::Embed } else { FurnitureRole::Advertisement },
                    rule: "label inside a line".to_owned(),
                    captures: Vec::new(),
                };
                found.push(Look { known: Some(known), ..bare(range) });
                continue;
            }
            let line = &text[range.clone()];
            let credits = credit_line::cuts(line, packs, language);
            if !credits.is_empty() {
                let places = credits.into_iter().map(|cut| range.start + cut.start..range.start + cut.end);
                found.extend(places.map(|place| look(text, place, packs, language)));
                continue;
            }
            let mut end = range.end;
            let mut tail = Vec::new();
            if let Some((at, rule)) = glued(line, packs) {
                let fallback = Known { role: rule.0, rule: rule.1, captures: Vec::new() };
                let known = Some(known(&line[at..], packs).unwrap_or(fallback));
                tail.push(Look { known, ..bare(range.start + at..end) });
                end = range.start + line[..at].trim_end().len();
            }
            let rest = &text[range.start..end];
            if let Some(sign) = shape::sign_off(rest, agency)
                && sign.range.start > 0
                && known(rest, packs).is_none()
            {
                let at = range.start + sign.range.start;
                let inner = sign
                    .inner
                    .as_ref()
                    .map(|inner| inner.start - sign.range.start..inner.end - sign.range.start);
                let whole = SignOff { range: 0..sign.range.len(), inner };
                tail.push(Look { sign_off: Some(whole), ..bare(at..range.start + sign.range.end) });
                end = range.start + rest[..sign.range.start].trim_end().len();
            }
            found.push(look(text, range.start..end, packs, language));
            tail.reverse();
            found.extend(tail);
        }
    }
    found
}

/// A place of which nothing is known.
pub(crate) fn bare(range: Range<usize>) -> Look {
    Look { range, shape: Shape::default(), known: None, dateline: None, date: None, sign_off: None }
}

enum Cut {
    Text(Range<usize>),
    Label(Range<usize>),
}

/// A line cut at the labels that stand inside it ("ADVERTISEMENT").
fn without_labels(text: &str, range: Range<usize>, packs: &Packs) -> Vec<Cut> {
    let line = &text[range.clone()];
    let mut labels: Vec<Range<usize>> = Vec::new();
    for furniture in packs.languages.iter().filter_map(|language| language.furniture.as_ref()) {
        labels.extend(furniture.inside(line));
    }
    labels.sort_by_key(|label| (label.start, std::cmp::Reverse(label.end)));
    let mut cuts = Vec::new();
    let mut at = 0;
    for label in labels {
        if label.start < at {
            continue;
        }
        text_cut(text, range.start + at..range.start + label.start, &mut cuts);
        cuts.push(Cut::Label(range.start + label.start..range.start + label.end));
        at = label.end;
    }
    text_cut(text, range.start + at..range.end, &mut cuts);
    cuts
}

fn text_cut(text: &str, range: Range<usize>, cuts: &mut Vec<Cut>) {
    let mut trimmed = Vec::new();
    push_trimmed(text, range, &mut trimmed);
    cuts.extend(trimmed.into_iter().map(Cut::Text));
}

fn glued(line: &str, packs: &Packs) -> Option<(usize, (FurnitureRole, String))> {
    if line.len() < 40 || line.len() > 100_000 {
        return None;
    }
    let folded = fold(line);
    let hits =
        packs.languages.iter().filter_map(|language| language.furniture.as_ref()?.glued(line, &folded));
    hits.min_by_key(|(at, _)| *at).map(|(at, rule)| (at, (rule.role, rule.name.clone())))
}

/// Everything that can be known of one line.
pub(crate) fn look(text: &str, range: Range<usize>, packs: &Packs, language: &str) -> Look {
    let line = &text[range.clone()];
    let shape = shape::shape(line, &packs.languages);
    let agency =
        |name: &str| packs.outlets.named(name).is_some_and(|outlet| outlet.kind == OutletKind::Agency);
    let sign_off = if line.len() <= 64 { shape::sign_off(line, agency) } else { None };
    let mut known = known(line, packs);
    let mut date = None;
    if shape.words <= 14 {
        // A date line may carry the outlet, a city or a name, but is no sentence.
        date = dates::read(line, packs, language)
            .filter(|read| read.others <= 3 && (!shape.ends || read.others == 0));
    }
    if matches!(
        known.as_ref().map(|k| k.role),
        Some(FurnitureRole::Section | FurnitureRole::Navigation | FurnitureRole::Topic)
    ) && date.is_some()
    {
        known = None;
    }
    let dateline = (shape.words >= 5 && sign_off.is_none()).then(|| dateline::read(line, packs)).flatten();
    // A body's first line is never furniture, even if it ends like a caption.
    if dateline.as_ref().is_some_and(|found| found.sure && shape.words >= 15 && shape.ends)
        && !line.ends_with(')')
    {
        known = None;
    }
    Look { range, shape, known, dateline, date, sign_off }
}

fn known(line: &str, packs: &Packs) -> Option<Known> {
    let folded = fold(line);
    let hits = packs.languages.iter().filter_map(|language| language.furniture.as_ref()?.hit(line, &folded));
    let hits =
        hits.map(|hit| Known { role: hit.rule.role, rule: hit.rule.name.clone(), captures: hit.captures });
    // Where two languages know a line, the narrower role wins: it stands first in the list of roles.
    hits.min_by_key(|known| known.role)
}
