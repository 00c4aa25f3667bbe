//! What lines beside the body state: writers, editor, dates, source, the article it was copied from.

use super::draft::{Facts, Sheet};
use super::look::Look;
use super::shape;
use crate::lang::{FurnitureRole, Hand, OutletKind, Packs, Slot, fold};
use crate::model::Original;
use std::ops::Range;

/// Date lines believed to be the page's own; the further down one stands, the likelier it belongs to something else.
const MOST_DATES: usize = 2;

/// How a name was found that nothing but its place makes a byline.
pub(crate) const BY_PLACE: &str = "name under the headline";

/// Reads what a known line states.
pub(crate) fn read(sheet: &Sheet<'_>, packs: &Packs, look: &Look, facts: &mut Facts) {
    let words = &sheet.text[look.range.clone()];
    if let Some(sign) = &look.sign_off {
        read_sign_off(sheet, packs, look.range.start, sign, facts);
        return;
    }
    if let Some(date) = &look.date {
        let range = look.range.start + date.range.start..look.range.start + date.range.end;
        let stated = sheet.stated(&date.value, "visible date line", range);
        if look.role() == Some(FurnitureRole::Modified) {
            facts.modified.get_or_insert(stated);
        } else if facts.published.len() < MOST_DATES {
            facts.published.push((2, stated));
        }
        if date.others > 0 {
            beside_date(sheet, packs, look, date.range.clone(), facts);
        }
        return;
    }
    let Some(known) = &look.known else { return };
    let taken = |slot: Slot| {
        known
            .captures
            .iter()
            .find(|(kind, _)| *kind == slot)
            .map(|(_, range)| look.range.start + range.start..look.range.start + range.end)
    };
    let how = || {
        format!(
            "line {:?}",
            words.split(':').next().unwrap_or("").trim().chars().take(24).collect::<String>()
        )
    };
    match known.role {
        FurnitureRole::Author => {
            if let Some(range) = taken(Slot::Name) {
                hand(sheet, packs, range.clone(), known.hand, &how(), facts);
                names(sheet, packs, range, &how(), facts);
            }
        }
        FurnitureRole::Editor => {
            // A name on a line of its own says more than the initials of a sign-off.
            let open = facts.editor.as_ref().is_none_or(|editor| editor.how.starts_with("sign-off"));
            if let Some(range) = taken(Slot::Name).filter(|_| open) {
                facts.editor = Some(sheet.stated(sheet.text[range.clone()].trim(), how(), range));
            }
        }
        FurnitureRole::Source => {
            if let Some(range) = taken(Slot::Outlet) {
                source(sheet, packs, range, facts);
            }
        }
        FurnitureRole::Syndication => {
            if let Some(range) = taken(Slot::Outlet)
                && facts.original.is_none()
            {
                let outlet = canonical(packs, sheet.text[range].trim().trim_end_matches('.'));
                let marks = |c: char| c == '.' || matches!(c, '"' | '“' | '”' | '„' | '‘' | '’' | '\'');
                let title =
                    taken(Slot::Title).map(|range| sheet.text[range].trim().trim_matches(marks).to_owned());
                facts.original = Some(Original { outlet, title, quote: words.to_owned() });
            }
        }
        _ => {}
    }
}

/// Reporters and contributors, whom the line tells apart from other writers. They are writers too.
fn hand(
    sheet: &Sheet<'_>,
    packs: &Packs,
    range: Range<usize>,
    hand: Option<Hand>,
    how: &str,
    facts: &mut Facts,
) {
    let told = match hand {
        Some(Hand::Reporter) => &mut facts.reporters,
        Some(Hand::Contributor) => &mut facts.contributors,
        None => return,
    };
    for part in name_ranges(&sheet.text[range.clone()], packs) {
        let place = range.start + part.start..range.start + part.end;
        let name = &sheet.text[place.clone()];
        let known = told.iter().any(|known| known.value.eq_ignore_ascii_case(name));
        if !known && packs.outlets.named(name).is_none() && !role(name, packs) {
            told.push(sheet.stated(name, how, place));
        }
    }
}

/// The name a pack has for an outlet, or the name as printed.
pub(crate) fn canonical(packs: &Packs, name: &str) -> String {
    packs.outlets.named(name).map_or_else(|| name.to_owned(), |outlet| outlet.name.clone())
}

fn read_sign_off(sheet: &Sheet<'_>, packs: &Packs, base: usize, sign: &shape::SignOff, facts: &mut Facts) {
    let Some(inner) = &sign.inner else { return };
    let range = base + inner.start..base + inner.end;
    let words = sheet.text[range.clone()].trim();
    let mut initials = Vec::new();
    for part in words.split(['/', ',', '&', '|', '*', '-']).map(str::trim).filter(|part| !part.is_empty()) {
        match packs.outlets.named(part).filter(|outlet| outlet.kind == OutletKind::Agency) {
            Some(agency) => facts.add_agency(sheet.stated(&agency.name, "sign-off", range.clone())),
            None if shape::person_name(part) => {
                // Who signs for an agency is told where nobody else is.
                if facts.byline.is_empty() {
                    facts.add_byline(sheet.stated(part, "sign-off", range.clone()));
                }
            }
            None => initials.push(part),
        }
    }
    // By custom the writer's initials, then the editor's; which is which the page does not say.
    if !initials.is_empty() && facts.editor.is_none() {
        let stated = sheet.stated(
            initials.join("/"),
            "sign-off: initials of writer and editor",
            base + sign.range.start..base + sign.range.end,
        );
        facts.editor = Some(stated);
    }
}

/// "Source: X": another outlet is the original, an agency its agency, and its own name says whose page it is.
fn source(sheet: &Sheet<'_>, packs: &Packs, range: Range<usize>, facts: &mut Facts) {
    let name = sheet.text[range.clone()].trim().trim_end_matches('.');
    match packs.outlets.named(name) {
        Some(known) if known.kind == OutletKind::Agency => {
            facts.add_agency(sheet.stated(&known.name, "line \"Source\"", range));
        }
        _ => {
            let outlet = canonical(packs, name);
            let own = facts.outlets.iter().any(|(_, stated)| stated.value == outlet);
            if facts.original.is_none() && !own {
                facts.original = Some(Original { outlet, title: None, quote: sheet.text[range].to_owned() });
            }
        }
    }
}

/// Reads the names of a byline: what names an outlet or agency says so.
fn names(sheet: &Sheet<'_>, packs: &Packs, range: Range<usize>, how: &str, facts: &mut Facts) {
    let line = &sheet.text[range.clone()];
    let mut last = 0..0;
    for part in name_ranges(line, packs) {
        let between = &line[last.end..part.start];
        let dash = last.end > 0 && [" - ", " – "].iter().any(|dash| between.contains(dash));
        // Behind a name and a dash stands an outlet, whether a pack knows it or not.
        let unknown = dash
            && shape::person_name(&line[last.clone()])
            && packs.outlets.named(&line[part.clone()]).is_none();
        if !unknown {
            name_or_outlet(sheet, packs, range.start + part.start..range.start + part.end, how, facts);
        }
        last = part;
    }
}

/// Where the names of a byline stand: parted by marks and the words between names; "By" and the like stripped.
pub(crate) fn name_ranges(text: &str, packs: &Packs) -> Vec<Range<usize>> {
    let furniture = || packs.languages.iter().filter_map(|language| language.furniture.as_ref());
    let mut start = 0;
    // "By A and B": the rule for writers' lines knows what is the name in it.
    let folded = fold(text);
    for hit in furniture().filter_map(|furniture| furniture.hit(text, &folded)) {
        if hit.rule.role == FurnitureRole::Author
            && let Some((_, range)) = hit.captures.iter().find(|(slot, _)| *slot == Slot::Name)
        {
            start = start.max(range.start);
        }
    }
    let mut cuts: Vec<Range<usize>> = Vec::new();
    cuts.push(start..start);
    for (at, mark) in text.char_indices().filter(|(at, _)| *at >= start) {
        if matches!(mark, ',' | '|' | '/' | '&' | ';' | '•' | '·' | '⋅') {
            cuts.push(at..at + mark.len_utf8());
        }
    }
    for word in packs.byline_words().flat_map(|words| &words.joins).map(String::as_str).chain([" - ", " – "])
    {
        let found = memchr::memmem::find_iter(&folded.as_bytes()[start..], word.as_bytes());
        cuts.extend(found.map(|at| start + at..start + at + word.len()));
    }
    cuts.sort_by_key(|cut| cut.start);
    cuts.push(text.len()..text.len());
    let edge =
        |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '.' | ':' | '(' | ')' | ',' | '"' | '“' | '”');
    cuts.extend(small_words(text, start));
    cuts.sort_by_key(|cut| (cut.start, cut.end));
    let mut names: Vec<Range<usize>> = Vec::new();
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0].end, pair[1].start);
        if from >= to {
            continue;
        }
        let piece = &text[from..to];
        let head = from + (piece.len() - piece.trim_start_matches(edge).len());
        let name = piece.trim_matches(edge);
        // One word behind the comma after a full name is a degree, a role or a town.
        let alone = |range: &Range<usize>| text[range.clone()].split_whitespace().nth(1).is_none();
        let behind =
            text[..head].trim_end().ends_with(',') && names.first().is_some_and(|first| !alone(first));
        let place = head..head + name.len();
        let degree = behind && alone(&place);
        if !name.is_empty() && !degree {
            names.push(place);
        }
    }
    names
}

/// A small word between two full names joins them, in whatever language: "Ana Bell und Bo Cole".
fn small_words(text: &str, start: usize) -> Option<Range<usize>> {
    let words: Vec<&str> = text[start..].split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let at = (2..words.len().saturating_sub(2)).find(|&at| {
        let small = words[at].chars().count() <= 3 && words[at].chars().all(char::is_lowercase);
        let names = words[at - 2..at].iter().chain(&words[at + 1..at + 3]).all(capital);
        small && names && !shape::particle(words[at])
    })?;
    let from = words[at].as_ptr() as usize - text.as_ptr() as usize;
    Some(from..from + words[at].len())
}

fn name_or_outlet(sheet: &Sheet<'_>, packs: &Packs, range: Range<usize>, how: &str, facts: &mut Facts) {
    let name = &sheet.text[range.clone()];
    match packs.outlets.named(name) {
        Some(known) if known.kind == OutletKind::Agency => {
            facts.add_agency(sheet.stated(&known.name, how, range))
        }
        Some(known) => facts.outlets.push((1, sheet.stated(&known.name, how, range))),
        None if name.chars().any(|c| c.is_ascii_digit()) || name.split_whitespace().count() > 6 => {}
        None if role(name, packs) => {}
        // What else stands below a writer's name is a role or a department.
        None if how == BY_PLACE && !facts.byline.is_empty() => {}
        None => facts.add_byline(sheet.stated(name, how, range)),
    }
}

/// Whether the words are a role ("Staff Writer") and nobody's name.
pub(crate) fn role(name: &str, packs: &Packs) -> bool {
    packs.languages.iter().filter_map(|l| l.furniture.as_ref()).any(|f| f.names_a_role(name))
}

/// What stands on a date line beside the date: the outlet, or a writer's name.
fn beside_date(sheet: &Sheet<'_>, packs: &Packs, look: &Look, date: Range<usize>, facts: &mut Facts) {
    let line = &sheet.text[look.range.clone()];
    let edge = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | ',' | '•' | '·' | ':');
    let head = line[..date.start].trim_matches(edge);
    if head.is_empty() {
        return;
    }
    let start = look.range.start + line.find(head).unwrap_or(0);
    let range = start..start + head.len();
    if packs.outlets.named(head).is_some() || shape::person_name(head) {
        names(sheet, packs, range, "date line", facts);
    }
}

/// Reads a line above the date that is a name and an outlet nobody knows ("Ana Bell - Muara Post").
pub(crate) fn name_before_outlet(sheet: &Sheet<'_>, look: &Look, facts: &mut Facts) -> bool {
    let line = &sheet.text[look.range.clone()];
    let parts = [" - ", " – ", " | "].iter().find_map(|mark| line.split_once(mark));
    let Some((name, outlet)) = parts else { return false };
    let short = outlet.split_whitespace().count() <= 4 && outlet.trim().starts_with(char::is_uppercase);
    let named = look.known.is_none() && short && !look.shape.ends && shape::person_name(name.trim());
    if named {
        let range = look.range.start..look.range.start + name.trim_end().len();
        facts.add_byline(sheet.stated(name.trim(), "name above the date", range));
    }
    named
}

/// Reads a line that is a byline by its shape: a bare name, or a name or initials and an outlet.
pub(crate) fn byline(sheet: &Sheet<'_>, packs: &Packs, look: &Look, facts: &mut Facts) -> bool {
    let line = &sheet.text[look.range.clone()];
    if look.shape.ends || look.shape.words > 9 || look.shape.words == 0 {
        return false;
    }
    if shape::person_name(line) {
        name_or_outlet(sheet, packs, look.range.clone(), BY_PLACE, facts);
        return true;
    }
    let outlet = line
        .split([',', '|'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .any(|part| packs.outlets.named(part).is_some());
    if outlet {
        names(sheet, packs, look.range.clone(), "line under the headline", facts);
    }
    outlet
}
