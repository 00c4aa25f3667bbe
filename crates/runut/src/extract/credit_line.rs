//! Lines that hold several credits without a line break between them ("Penulis: … Editor: … 7 Mei 2021"), cut into
//! them. A line is cut only where every piece is a credit, so that no sentence ever is.

use super::measure::Measure;
use super::{dates, shape};
use crate::lang::{Packs, fold, tells};
use std::ops::Range;

/// Longest line looked at, bytes: four names, their labels and a date.
const LONGEST: usize = 300;

/// Words that may stand beside a date without being a credit of their own.
const MOST_OTHERS: usize = 3;

/// The credits of the line, where it holds more than one; else nothing.
pub(crate) fn cuts(line: &str, measure: &Measure, packs: &Packs, language: &str) -> Vec<Range<usize>> {
    if line.len() > LONGEST
        || measure.shape.ends
        || measure.digits == 0 && memchr::memchr2(b':', b'|', line.as_bytes()).is_none()
    {
        return Vec::new();
    }
    // Without a label the line must hold a date, and more beside it than can stand there.
    let labelled = measure.told & tells::CREDIT != 0;
    if !labelled && (measure.digits == 0 || measure.pieces <= MOST_OTHERS + 1) {
        return Vec::new();
    }
    let folded = fold(line);
    let mut marks = vec![0, line.len()];
    let mut labels = 0;
    let mut before = None;
    for (at, letter) in line.char_indices().filter(|_| labelled) {
        let apart = |c: char| c.is_whitespace() || matches!(c, '|' | '•' | '·' | ')');
        let begins = before.replace(letter).is_some_and(apart) && letter.is_uppercase();
        if begins && credit(head(&line[at..]), head(&folded[at..]), packs) {
            marks.push(at);
            labels += 1;
        }
    }
    let date = dates::read(line, packs, language);
    // A date beside a name or two is read as it stands.
    if labels == 0 && date.as_ref().is_none_or(|read| read.others <= MOST_OTHERS) {
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
    let mut hits =
        packs.languages.iter().filter_map(|language| language.furniture.as_ref()?.hit(words, folded));
    hits.any(|hit| hit.rule.role.credits())
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
    use crate::extract::measure::measure;

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
            let measure = measure(line, &packs.languages, |_, _| ());
            let found: Vec<&str> =
                cuts(line, &measure, &packs, "id").into_iter().map(|range| &line[range]).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
