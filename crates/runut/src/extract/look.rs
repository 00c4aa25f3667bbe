//! A page's lines, cut where two things are glued together, and everything that can be known of each line alone.

use super::credit_line;
use super::dateline::{self, Dateline};
use super::dates::{self, DateRead};
use super::measure::{self, Measure};
use super::shape::{self, Shape, SignOff};
use crate::lang::{Capture, FurnitureRole, Hand, OutletKind, Packs, fold, tells};
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
    /// What the person it names did.
    pub hand: Option<Hand>,
}

impl Known {
    /// A line known by its rule alone.
    fn of(role: FurnitureRole, rule: String) -> Self {
        Self { role, rule, captures: Vec::new(), hand: None }
    }
}

/// A line and what can be known of it alone: small, for a dump may have a million of them.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    /// Where it stands on the sheet.
    pub range: Range<usize>,
    /// Its counts.
    pub shape: Shape,
    /// What a pack knows it as.
    pub known: Option<Box<Known>>,
    /// The dateline it begins with.
    pub dateline: Option<Box<Dateline>>,
    /// The date it states, when it is hardly anything but a date.
    pub date: Option<Box<DateRead>>,
    /// The sign-off it is.
    pub sign_off: Option<Box<SignOff>>,
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

/// Most pieces a line is cut into, and most brackets looked into; more would be an attack.
const PIECES: usize = 16;

/// Looks at every line, cutting off what is glued to it: labels inside, a cross-reference or a sign-off behind the
/// last sentence.
pub(crate) fn looks(text: &str, lines: &[Range<usize>], packs: &Packs, language: &str) -> Vec<Look> {
    let mut found = Vec::with_capacity(lines.len());
    let looker = Looker { text, packs, language, whole: None, datelines: true };
    lines.iter().for_each(|range| looker.read(range.clone(), &mut found));
    found
}

/// The same for one line that may have been measured already; datelines are read where they are asked for.
pub(crate) fn looks_of(
    text: &str,
    line: Range<usize>,
    measured: Option<Measure>,
    datelines: bool,
    packs: &Packs,
    language: &str,
) -> Vec<Look> {
    let mut found = Vec::with_capacity(1);
    let whole = measured.map(|measure| (line.clone(), measure));
    Looker { text, packs, language, whole, datelines }.read(line, &mut found);
    found
}

/// Everything that can be known of one line.
pub(crate) fn look(text: &str, range: Range<usize>, packs: &Packs, language: &str) -> Look {
    let looker = Looker { text, packs, language, whole: None, datelines: true };
    looker.look(range.clone(), looker.measure(&range))
}

/// Looks at lines of a text.
struct Looker<'p> {
    text: &'p str,
    packs: &'p Packs,
    language: &'p str,
    /// A line that was measured already.
    whole: Option<(Range<usize>, Measure)>,
    datelines: bool,
}

impl Looker<'_> {
    fn measure(&self, range: &Range<usize>) -> Measure {
        match &self.whole {
            Some((known, measure)) if known == range => *measure,
            _ => measure::measure(&self.text[range.clone()], &self.packs.languages, |_, _| ()),
        }
    }

    fn read(&self, range: Range<usize>, found: &mut Vec<Look>) {
        for piece in without_labels(self.text, range, self.packs) {
            match piece {
                Cut::Text(range) => self.look_in_pieces(range, found),
                Cut::Label(range, role) => {
                    let known = Known::of(role, "label inside a line".to_owned());
                    found.push(Look { known: Some(Box::new(known)), ..bare(range) });
                }
            }
        }
    }

    /// Looks at a line without labels inside, piece by piece.
    fn look_in_pieces(&self, mut range: Range<usize>, found: &mut Vec<Look>) {
        for _ in 0..PIECES {
            let line = &self.text[range.clone()];
            let measure = self.measure(&range);
            let credits = credit_line::cuts(line, &measure, self.packs, self.language);
            if !credits.is_empty() {
                let places = credits.into_iter().map(|cut| range.start + cut.start..range.start + cut.end);
                found.extend(places.map(|place| self.look(place.clone(), self.measure(&place))));
                return;
            }
            let glued = if measure.told & tells::GLUED == 0 { None } else { glued(line, self.packs) };
            let Some((cut, role, rule)) = glued else {
                self.look_and_sign_off(range, measure, found);
                return;
            };
            let place = range.start + cut.start..range.start + cut.end;
            let before = range.start..range.start + line[..cut.start].trim_end().len();
            self.look_and_sign_off(before.clone(), self.measure(&before), found);
            let known = known(&self.text[place.clone()], self.packs).unwrap_or_else(|| Known::of(role, rule));
            found.push(Look { known: Some(Box::new(known)), ..bare(place.clone()) });
            let mut rest = Vec::new();
            push_trimmed(self.text, place.end..range.end, &mut rest);
            let Some(next) = rest.pop() else { return };
            range = next;
        }
        self.look_and_sign_off(range.clone(), self.measure(&range), found);
    }

    /// Looks at a piece and at the sign-off behind its last sentence.
    fn look_and_sign_off(&self, range: Range<usize>, measure: Measure, found: &mut Vec<Look>) {
        let line = &self.text[range.clone()];
        let sign = self.sign_off(line).filter(|sign| sign.range.start > 0);
        let Some(sign) = sign.filter(|_| known(line, self.packs).is_none()) else {
            found.push(self.look(range, measure));
            return;
        };
        let words = range.start..range.start + line[..sign.range.start].trim_end().len();
        let place = range.start + sign.range.start..range.start + sign.range.end;
        let inner = sign.inner.map(|inner| inner.start - sign.range.start..inner.end - sign.range.start);
        found.push(self.look(words.clone(), self.measure(&words)));
        let sign = SignOff { range: 0..place.len(), inner };
        found.push(Look { sign_off: Some(Box::new(sign)), ..bare(place) });
    }

    fn sign_off(&self, line: &str) -> Option<SignOff> {
        let agency = |name: &str| {
            self.packs.outlets.named(name).is_some_and(|outlet| outlet.kind == OutletKind::Agency)
        };
        shape::sign_off(line, agency)
    }

    /// Everything that can be known of one line.
    fn look(&self, range: Range<usize>, measure: Measure) -> Look {
        let line = &self.text[range.clone()];
        let shape = measure.shape;
        let sign_off = if line.len() <= 64 { self.sign_off(line) } else { None };
        let anywhere = measure.may_be_known_anywhere();
        let mut known = if measure.may_be_known() { known_by(line, self.packs, anywhere) } else { None };
        let mut date = None;
        if shape.words <= 14 && measure.digits > 0 {
            // A date line may carry the outlet, a city or a name, but is no sentence.
            date = dates::read(line, self.packs, self.language)
                .filter(|read| read.others <= 3 && (!shape.ends || read.others == 0));
        }
        if matches!(
            known.as_ref().map(|k| k.role),
            Some(FurnitureRole::Section | FurnitureRole::Navigation | FurnitureRole::Topic)
        ) && date.is_some()
        {
            known = None;
        }
        let asked = (self.datelines || known.is_some()) && shape.words >= 5 && sign_off.is_none();
        let dateline = if asked { dateline::read(line, self.packs) } else { None };
        // A body's first line is never furniture, even if it ends like a caption.
        if dateline.as_ref().is_some_and(|found| found.sure && shape.words >= 15 && shape.ends)
            && !line.ends_with(')')
        {
            known = None;
        }
        Look {
            range,
            shape,
            known: known.map(Box::new),
            dateline: dateline.map(Box::new),
            date: date.map(Box::new),
            sign_off: sign_off.map(Box::new),
        }
    }
}

/// A place of which nothing is known.
pub(crate) fn bare(range: Range<usize>) -> Look {
    Look { range, shape: Shape::default(), known: None, dateline: None, date: None, sign_off: None }
}

enum Cut {
    Text(Range<usize>),
    Label(Range<usize>, FurnitureRole),
}

/// Longest words in brackets that may be a label, bytes.
const LABEL: usize = 160;

/// A line cut at the labels that stand inside it ("ADVERTISEMENT"), and at brackets that hold nothing but furniture
/// ("[Gambas:Video …]", "(Baca juga: …)").
fn without_labels(text: &str, range: Range<usize>, packs: &Packs) -> Vec<Cut> {
    let line = &text[range.clone()];
    let mut labels: Vec<(Range<usize>, FurnitureRole)> = Vec::new();
    for furniture in packs.languages.iter().filter_map(|language| language.furniture.as_ref()) {
        let role = |label: &Range<usize>| match line[label.clone()].starts_with('[') {
            true => FurnitureRole::Embed,
            false => FurnitureRole::Advertisement,
        };
        labels.extend(furniture.inside(line).map(|label| (with_brackets(line, label.clone()), role(&label))));
    }
    bracketed(line, packs, &mut labels);
    labels.sort_by_key(|(label, _)| (label.start, std::cmp::Reverse(label.end)));
    let mut cuts = Vec::new();
    let mut at = 0;
    for (label, role) in labels {
        if label.start < at {
            continue;
        }
        text_cut(text, range.start + at..range.start + label.start, &mut cuts);
        cuts.push(Cut::Label(range.start + label.start..range.start + label.end, role));
        at = label.end;
    }
    text_cut(text, range.start + at..range.end, &mut cuts);
    cuts
}

/// A label with the brackets right around it.
fn with_brackets(line: &str, label: Range<usize>) -> Range<usize> {
    let pairs = [('(', ')'), ('[', ']')];
    let around =
        |pair: &(char, char)| line[..label.start].ends_with(pair.0) && line[label.end..].starts_with(pair.1);
    if pairs.iter().any(around) { label.start - 1..label.end + 1 } else { label }
}

/// Brackets inside the line that hold a cross-reference, an advertisement or a place of something embedded.
fn bracketed(line: &str, packs: &Packs, labels: &mut Vec<(Range<usize>, FurnitureRole)>) {
    let bytes = line.as_bytes();
    for open in memchr::memchr2_iter(b'[', b'(', bytes).take(PIECES) {
        let square = bytes[open] == b'[';
        let close = if square { ']' } else { ')' };
        let mut most = (open + LABEL).min(line.len());
        while !line.is_char_boundary(most) {
            most -= 1;
        }
        let Some(end) = line[open..most].find(close).map(|at| open + at + 1) else { continue };
        // A line that is nothing but a bracket is looked at whole.
        if end - open == line.len() || line[open + 1..end - 1].contains(['[', '(']) {
            continue;
        }
        let whole = &line[open..end];
        let inner = &whole[1..whole.len() - 1];
        let labelled = if square { known_role(whole, packs) } else { None };
        let role = labelled.or_else(|| if inner.contains(':') { known_role(inner, packs) } else { None });
        if let Some(role @ (FurnitureRole::Related | FurnitureRole::Advertisement | FurnitureRole::Embed)) =
            role
        {
            labels.push((open..end, role));
        }
    }
}

fn text_cut(text: &str, range: Range<usize>, cuts: &mut Vec<Cut>) {
    let mut trimmed = Vec::new();
    push_trimmed(text, range, &mut trimmed);
    cuts.extend(trimmed.into_iter().map(Cut::Text));
}

/// What is glued behind a sentence of the line.
fn glued(line: &str, packs: &Packs) -> Option<(Range<usize>, FurnitureRole, String)> {
    if line.len() < 40 || line.len() > 100_000 {
        return None;
    }
    let folded = fold(line);
    let hits =
        packs.languages.iter().filter_map(|language| language.furniture.as_ref()?.glued(line, &folded));
    hits.min_by_key(|(cut, _)| cut.start).map(|(cut, rule)| (cut, rule.role, rule.name.clone()))
}

fn known(line: &str, packs: &Packs) -> Option<Known> {
    known_by(line, packs, true)
}

/// What a pack says of a line; without `anywhere` only what begins with its first word.
fn known_by(line: &str, packs: &Packs, anywhere: bool) -> Option<Known> {
    let folded = fold(line);
    let furniture = packs.languages.iter().filter_map(|language| language.furniture.as_ref());
    let hits = furniture.filter_map(|furniture| furniture.hit_of(line, &folded, anywhere));
    // Where two languages know a line, the narrower role wins: it stands first in the list of roles.
    let hit = hits.min_by_key(|hit| hit.rule.role)?;
    let (role, rule) = (hit.rule.role, hit.rule.name.clone());
    Some(Known { role, rule, captures: hit.captures, hand: hit.rule.hand })
}

/// What a pack knows a line as.
fn known_role(line: &str, packs: &Packs) -> Option<FurnitureRole> {
    known_by(line, packs, true).map(|known| known.role)
}

/// What a pack knows a measured line as.
pub(crate) fn role_of(line: &str, measure: &Measure, packs: &Packs) -> Option<FurnitureRole> {
    known_by(line, packs, measure.may_be_known_anywhere()).map(|known| known.role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_where_something_else_is_glued_in() {
        let packs = Packs::bundled().expect("bundled packs load");
        let cut = |line: &str| -> Vec<(String, Option<FurnitureRole>)> {
            let looks = looks(line, &lines(line), &packs, "id");
            looks.iter().map(|look| (line[look.range.clone()].to_owned(), look.role())).collect()
        };
        let text = |words: &str| (words.to_owned(), None);
        let known = |words: &str, role| (words.to_owned(), Some(role));
        let related = FurnitureRole::Related;
        for (line, expected) in [
            (
                "Pasar itu dibuka lagi. Baca juga: Jembatan Muara Ambruk Semalam  Wali kota hadir di sana.",
                vec![
                    text("Pasar itu dibuka lagi."),
                    known("Baca juga: Jembatan Muara Ambruk Semalam", related),
                    text("Wali kota hadir di sana."),
                ],
            ),
            (
                "Pasar itu dibuka lagi pagi ini. Bersambung ke halaman selanjutnya.",
                vec![
                    text("Pasar itu dibuka lagi pagi ini."),
                    known("Bersambung ke halaman selanjutnya.", related),
                ],
            ),
            (
                "Pasar dibuka (Baca juga: Jembatan Muara Ambruk) oleh wali kota [Gambas:Video Muara] kemarin.",
                vec![
                    text("Pasar dibuka"),
                    known("(Baca juga: Jembatan Muara Ambruk)", related),
                    text("oleh wali kota"),
                    known("[Gambas:Video Muara]", FurnitureRole::Embed),
                    text("kemarin."),
                ],
            ),
            (
                "Pasar dibuka.ADVERTISEMENTWali kota hadir.",
                vec![
                    text("Pasar dibuka."),
                    known("ADVERTISEMENT", FurnitureRole::Advertisement),
                    text("Wali kota hadir."),
                ],
            ),
            (
                "Pasar itu (video) dibuka Senin (4/3) [lihat gambar] oleh Wali Kota (PDIP).  Ia hadir.",
                vec![text(
                    "Pasar itu (video) dibuka Senin (4/3) [lihat gambar] oleh Wali Kota (PDIP).  Ia hadir.",
                )],
            ),
        ] {
            assert_eq!(cut(line), expected, "{line}");
        }
    }
}
