//! What a line looks like, whatever its language: a sentence, a headline, a name, a sign-off.

use crate::lang::{Piece, piece};
use std::ops::Range;

/// Counts over one line.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shape {
    /// Words.
    pub words: usize,
    /// Words that are among the commonest of some language.
    pub common: usize,
    /// Words that begin with a capital.
    pub capital: usize,
    /// Whether it ends as a sentence does.
    pub ends: bool,
}

/// How many words a line has, as its shape says.
pub(crate) fn size(text: &str) -> usize {
    let (mut size, mut counted, mut at) = (0, false, 0);
    while let Some(piece) = piece(text, at) {
        match piece {
            Piece::Word { .. } if !counted => (size, counted) = (size + 1, true),
            Piece::Blank(_) => counted = false,
            _ => {}
        }
        at = piece.end(at);
    }
    let wide = unparted(text);
    if wide > 8 { size.max(wide / 2) } else { size }
}

/// Letters of scripts that do not part words: about two of them are one.
pub(super) fn unparted(text: &str) -> usize {
    // Such letters begin with these bytes.
    if !text.bytes().any(|byte| byte == 0xE0 || (0xE3..=0xE9).contains(&byte)) {
        return 0;
    }
    let such =
        |c: &char| matches!(*c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{0e00}'..='\u{0eff}');
    text.chars().filter(such).count()
}

impl Shape {
    /// Whether the line reads like running text.
    pub fn prose(&self) -> bool {
        self.ends && self.words >= 4 || self.words >= 25 && self.common * 8 >= self.words
    }

    /// How much running text it holds, in thousandths of a word: words, weighed by how many of them are common ones.
    pub fn mass(&self) -> i64 {
        let share = (self.common * 1000 + 20 * self.words) as i64;
        if self.ends || self.words > 15 { share } else { share * 3 / 10 }
    }

    /// Whether it could be a headline or a label: no sentence, not long.
    pub fn headline(&self) -> bool {
        !self.ends && (1..=24).contains(&self.words)
    }
}

/// Whether the text ends with the end of a sentence, closing marks and brackets aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', '«', '“']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '।'])
        && bare.chars().rev().take(200).any(char::is_alphabetic)
}

/// Whether the word stands uncapitalised within names ("van", "bin").
pub(crate) fn particle(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "bin", "binti", "van", "de", "der", "den", "al", "von", "da", "la", "del", "di", "dos", "du", "y",
        "e",
    ];
    PARTICLES.contains(&word)
}

/// Whether the line is nothing but a person's name: two to five words with capitals (particles aside), no digits.
pub(crate) fn person_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && text.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '\'' | '’' | '-'))
        && words.iter().all(|word| word.starts_with(char::is_uppercase) || particle(word))
        && words[0].starts_with(char::is_uppercase)
        && words.iter().any(|word| word.chars().skip(1).any(char::is_lowercase))
}

/// A sign-off at the end of a line: "(abc/def)", "[ah/ft]", "(*)", "(AFP)".
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SignOff {
    /// Where it stands, brackets included.
    pub range: Range<usize>,
    /// The initials or the agency between the brackets, when they are letters.
    pub inner: Option<Range<usize>>,
}

/// The sign-off that ends this line, if one does: alone on the line, or behind the end of a sentence.
///
/// `agency` tells whether the words in the brackets name a news agency.
pub(crate) fn sign_off(line: &str, agency: impl Fn(&str) -> bool) -> Option<SignOff> {
    let body = line.trim_end();
    if let Some(sign) = dashed(body, &agency) {
        return Some(sign);
    }
    let close = body.chars().next_back()?;
    let open = match close {
        ')' => '(',
        ']' => '[',
        '*' if body.trim_end_matches('*').trim_end().is_empty() => {
            let start = body.len() - body.trim_start().len();
            return Some(SignOff { range: start..body.len(), inner: None });
        }
        _ => return None,
    };
    let start = body.rfind(open)?;
    let inside = &body[start + 1..body.len() - 1];
    let before = body[..start].trim_end();
    let alone = before.is_empty();
    if !alone && !ends_sentence(before) || inside.len() > 60 {
        return None;
    }
    let inner = start + 1..body.len() - 1;
    if inside.trim().chars().all(|c| c == '*' || c == '-' || c == '#') {
        return Some(SignOff { range: start..body.len(), inner: None });
    }
    let name = inside.trim();
    let parts: Vec<&str> =
        name.split(['/', '-', ',', '&', '*', '|', '.']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let letters =
        |part: &&str| part.chars().all(char::is_alphabetic) && (1..=7).contains(&part.chars().count());
    let initials = !parts.is_empty()
        && parts.iter().all(letters)
        && (parts.len() >= 2 || name.chars().all(char::is_lowercase) && name.chars().count() <= 5);
    // Capitals alone in brackets behind a sentence may be an abbreviation's gloss; lower case never is.
    let initials = initials && (alone || name.chars().any(char::is_lowercase) || parts.len() >= 2);
    let signed = |part: &&str| agency(part) || letters(part) || alone && person_name(part);
    let each = parts.iter().any(|part| agency(part)) && parts.iter().all(signed);
    (initials || each || agency(name)).then_some(SignOff { range: start..body.len(), inner: Some(inner) })
}

/// Longest name of an agency, in bytes.
const LONGEST_AGENCY: usize = 40;

/// An agency behind a dash: "… said. — AFP".
fn dashed(body: &str, agency: impl Fn(&str) -> bool) -> Option<SignOff> {
    let (start, dash) =
        body.char_indices().rev().take(LONGEST_AGENCY).find(|(_, c)| matches!(c, '—' | '–' | '-'))?;
    let after = &body[start + dash.len_utf8()..];
    let before = body[..start].trim_end();
    let apart = before.is_empty() || ends_sentence(before) && before.len() < start;
    let inner = body.len() - after.trim_start().len()..body.len();
    (apart && agency(after.trim())).then_some(SignOff { range: start..body.len(), inner: Some(inner) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_off_is_initials_an_agency_or_a_star_behind_a_sentence() {
        let agency = |name: &str| name == "PPN";
        for (line, expected) in [
            ("(abc/def)", Some("(abc/def)")),
            ("Pasar itu ditutup. [ab/cd]", Some("[ab/cd]")),
            ("Pasar itu ditutup.(abc)", Some("(abc)")),
            ("Pasar itu ditutup. (*)", Some("(*)")),
            ("(**)", Some("(**)")),
            ("— PPN", Some("— PPN")),
            ("Pasar itu ditutup. – PPN", Some("– PPN")),
            ("Pasar itu ditutup oleh tim - PPN", None),
            ("- PPN dan pasar", None),
            ("“Tutup,” katanya. (PPN)", Some("(PPN)")),
            ("(PPN/Sari Dewi Lestari)", Some("(PPN/Sari Dewi Lestari)")),
            ("Pasar itu ditutup. (PPN/Sari Dewi Lestari)", None),
            ("Badan itu (abc)", None),
            ("Pasar itu (PPN).", None),
            ("Ia datang. (Ia tidak pulang lagi malam itu)", None),
            ("Pasar itu ditutup.", None),
            ("", None),
        ] {
            let found = sign_off(line, agency).map(|sign| line[sign.range].to_owned());
            assert_eq!(found.as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_name_stands_alone_with_capitals() {
        for (line, expected) in [
            ("Sari Dewi Lestari", true),
            ("Bima bin Aji", true),
            ("Pasar lama dibuka", false),
            ("BERITA TERBARU", false),
            ("Sari", false),
            ("Sari Dewi 2024", false),
        ] {
            assert_eq!(person_name(line), expected, "{line}");
        }
    }
}
