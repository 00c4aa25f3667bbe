//! Lines that hold several credits without a line break between them ("Penulis: … Editor: … 7 Mei 2021"), cut into
//! them. A line is cut only where every piece is a credit, so that no sentence ever is.

use super::{dates, shape};
use crate::lang::{FurnitureRole, Packs, fold};
use std::ops::Range;

/// Longest line looked at, bytes: four names, their labels and a date.
const LONGEST: usize = 300;

/// The credits of the line, where it holds more than one; else nothing.
pub(crate) fn cuts(line: &str, packs: &Packs, language: &str) -> Vec<Range<usize>> {
    if line.len() > LONGEST
        || shape::ends_sentence(line)
        || !line.bytes().any(|byte| matches!(byte, b':' | b'|') || byte.is_ascii_digit())
    {
        return Vec::new();
    }
    let folded = fold(line);
    let mut marks = vec![0, line.len()];
    let mut labels = 0;
    let mut before = None;
    for (at, letter) in line.char_indices() {
        let apart = |c: char| c.is_whitespace() || matches!(c, '|' | '•' | '·' | ')');
        let begins = before.replace(letter).is_some_and(apart) && letter.is_uppercase();
        if begins && credit(head(&line[at..]), head(&folded[at..]), packs) {
            marks.push(at);
            labels += 1;
        }
    }
    let date = dates::read(line, packs, language);
    // A date beside a name or two is read as it stands.
    if labels == 0 && date.as_ref().is_none_or(|read| read.others <= 3) {
        return Vec::new();
    }
    if let Some(read) = &date {
        marks.extend([read.range.start, read.range.end]);
    }
    marks.sort_unstable();
    marks.dedup();
    let mut pieces = Vec::new();
    for pair in marks.windows(2) {
        let edge = |c: char| c.is_whitespace() || matches!(c, '|' | '•' | '·' | '-' | '–' | ',');
        let piece = &line[pair[0]..pair[1]];
        let start = pair[0] + (piece.len() - piece.trim_start_matches(edge).len());
        let piece = piece.trim_matches(edge);
        if piece.is_empty() {
            continue;
        }
        let range = start..start + piece.len();
        let dated =
            date.as_ref().is_some_and(|read| read.range.start <= start && range.end <= read.range.end);
        if !dated && !credit(piece, &folded[range.clone()], packs) && !named(piece, packs) {
            return Vec::new();
        }
        pieces.push(range);
    }
    if pieces.len() > 1 { pieces } else { Vec::new() }
}

/// The first words of a text: a label and what it labels.
fn head(text: &str) -> &str {
    let fourth = text.split_whitespace().nth(4);
    // The pieces of a split lie in the text they were split from.
    fourth.map_or(text, |word| text[..word.as_ptr() as usize - text.as_ptr() as usize].trim_end())
}

fn credit(words: &str, folded: &str, packs: &Packs) -> bool {
    packs.languages.iter().filter_map(|language| language.furniture.as_ref()?.hit(words, folded)).any(|hit| {
        matches!(
            hit.rule.role,
            FurnitureRole::Author
                | FurnitureRole::Editor
                | FurnitureRole::Credit
                | FurnitureRole::Published
                | FurnitureRole::Modified
        )
    })
}

/// Whether a piece is a name, an outlet, or both with a dash between.
pub(crate) fn named(piece: &str, packs: &Packs) -> bool {
    piece
        .split([',', '|'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .all(|part| shape::person_name(part) || packs.outlets.named(part).is_some())
}

/// Whether a piece is a person's name beside an outlet's ("Sari Lestari - Harian Laut").
pub(crate) fn name_and_outlet(piece: &str, packs: &Packs) -> bool {
    let outlet = |part: &str| packs.outlets.named(part.trim()).is_some();
    let parts = || piece.split([',', '|']).flat_map(|part| part.split(" - "));
    named(piece, packs) && parts().any(outlet) && parts().any(|part| !outlet(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_credits_is_cut_and_a_sentence_is_not() {
        let packs = Packs::bundled().expect("bundled packs load");
        for (line, expected) in [
            (
                "Penulis: Sari Lestari Editor: Bima Aji Jumat, 7 Mei 2021 09:15 WIB",
                vec!["Penulis: Sari Lestari", "Editor: Bima Aji", "Jumat, 7 Mei 2021 09:15 WIB"],
            ),
            ("By Ana Bell | Edited by Bo Cole", vec!["By Ana Bell", "Edited by Bo Cole"]),
            ("Sari Lestari - Antara Jumat, 7 Mei 2021", vec![]),
            ("Penulis: Sari Lestari", vec![]),
            ("Jumat, 7 Mei 2021 09:15 WIB", vec![]),
            ("Pada Jumat, 7 Mei 2021, Editor: Bima Aji datang ke pasar lama itu.", vec![]),
            ("Menurut Penulis: Sari Lestari, pasar itu dibuka.", vec![]),
            ("", vec![]),
        ] {
            let found: Vec<&str> = cuts(line, &packs, "id").into_iter().map(|range| &line[range]).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
