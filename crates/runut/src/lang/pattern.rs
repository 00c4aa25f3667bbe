//! The patterns of `furniture.toml`: words, marks, `*` for anything, `{slot}` for what is wanted.
//!
//! A pattern covers a whole line. Case, white space and the glyphs of dashes and quotation marks make no difference.
//! Matching is leftmost and never goes back over a `*`, so it is linear in the line.

use super::small::fold;
use std::ops::Range;

/// What a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// One name or several: begins with a capital, at most ten words.
    Name,
    /// An outlet's or agency's name: at most eight words.
    Outlet,
    /// A headline.
    Title,
    /// A date in words or figures.
    Date,
    /// Anything.
    Text,
    /// Digits.
    Number,
    /// One word.
    Word,
}

/// The names of the slots, for messages.
pub(crate) const SLOTS: &str = "{name} {outlet} {title} {date} {text} {number} {word}";

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Word(String),
    Mark(char),
    /// `*`: anything, also nothing.
    Any,
    /// A slot that takes as little as it can, but something.
    Open(Slot),
    /// A slot that takes one token.
    Tight(Slot),
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    pieces: Vec<Piece>,
}

/// What a slot took: bytes in the line.
pub type Capture = (Slot, Range<usize>);

fn same_mark(a: char, b: char) -> bool {
    let plain = |mark: char| match mark {
        '\u{2019}' | '\u{2018}' | '`' => '\'',
        '“' | '”' | '„' => '"',
        '–' | '—' | '\u{2010}' | '\u{2011}' => '-',
        '：' => ':',
        other => other,
    };
    plain(a) == plain(b)
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// The name of a slot that does not exist.
    pub(crate) fn new(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let lower = fold(text);
        let mut rest = lower.as_str();
        while let Some(first) = rest.chars().next() {
            if first.is_whitespace() {
                rest = rest.trim_start();
            } else if first == '*' {
                pieces.push(Piece::Any);
                rest = &rest[1..];
            } else if first == '{' {
                let end = rest.find('}').ok_or_else(|| rest.to_owned())?;
                pieces.push(match &rest[1..end] {
                    "name" => Piece::Open(Slot::Name),
                    "outlet" => Piece::Open(Slot::Outlet),
                    "title" => Piece::Open(Slot::Title),
                    "date" => Piece::Open(Slot::Date),
                    "text" => Piece::Open(Slot::Text),
                    "number" => Piece::Tight(Slot::Number),
                    "word" => Piece::Tight(Slot::Word),
                    other => return Err(other.to_owned()),
                });
                rest = &rest[end + 1..];
            } else if first.is_alphanumeric() {
                let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
                pieces.push(Piece::Word(rest[..end].to_owned()));
                rest = &rest[end..];
            } else {
                pieces.push(Piece::Mark(first));
                rest = &rest[first.len_utf8()..];
            }
        }
        Ok(Self { pieces })
    }

    /// The word the line must begin with, where the pattern says.
    pub(crate) fn first_word(&self) -> Option<&str> {
        match self.pieces.first() {
            Some(Piece::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// The word that must stand right behind the first.
    pub(crate) fn second_word(&self) -> Option<&str> {
        match &self.pieces[..] {
            [Piece::Word(_), Piece::Word(word), ..] => Some(word),
            _ => None,
        }
    }

    /// Whether a bracket must stand in the line.
    pub(crate) fn bracketed(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Mark('(' | '[')))
    }

    /// Whether it names one word and leaves the rest open ("follow*"): too little for a long line.
    pub(crate) fn loose(&self) -> bool {
        self.literals() == 1 && self.pieces.contains(&Piece::Any)
    }

    /// How much it says: words, marks and slots.
    pub(crate) fn literals(&self) -> usize {
        self.pieces.iter().filter(|piece| **piece != Piece::Any).count()
    }

    /// A word that must stand somewhere in the line: the longest.
    pub(crate) fn rarest_word(&self) -> Option<&str> {
        let words = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Word(word) => Some(word.as_str()),
            _ => None,
        });
        words.max_by_key(|word| word.len())
    }

    /// A mark that must stand in the line exactly so, for patterns without a word.
    pub(crate) fn plain_mark(&self) -> Option<String> {
        let plain = |mark: char| {
            !matches!(mark, ',' | ';' | '.' | '!' | '?')
                && ['\'', '"', '-', ':'].into_iter().all(|other| !same_mark(mark, other))
        };
        self.pieces.iter().find_map(|piece| match piece {
            Piece::Mark(mark) if plain(*mark) => Some(mark.to_string()),
            _ => None,
        })
    }

    /// Whether the pattern covers the line; what its slots took. `folded` is `fold(line)`.
    pub fn captures(&self, line: &str, folded: &str) -> Option<Vec<Capture>> {
        let mut captures = Vec::new();
        let mut at = match self.pieces.first() {
            Some(Piece::Mark(_)) => folded.len() - folded.trim_start().len(),
            // Bullets and arrows before the words are decoration.
            _ => folded.find(char::is_alphanumeric)?,
        };
        let mut next = 0;
        loop {
            let open = self.pieces[next..]
                .iter()
                .position(|piece| matches!(piece, Piece::Any | Piece::Open(_)))
                .map_or(self.pieces.len(), |step| next + step);
            let segment = &self.pieces[next..open];
            let last = open == self.pieces.len();
            // The piece before this segment says where it may stand.
            let gap = next.checked_sub(1).map(|before| &self.pieces[before]);
            let (start, end) = match gap {
                None => (at, tight(segment, folded, at, &mut captures)?),
                Some(_) if segment.is_empty() && last => (folded.len(), folded.len()),
                Some(gap) => {
                    let least = usize::from(matches!(gap, Piece::Open(_)));
                    search(segment, folded, at, least, last, &mut captures)?
                }
            };
            if let Some(Piece::Open(slot)) = gap {
                let taken = trimmed(line, at..start);
                if !fits(*slot, &line[taken.clone()]) {
                    return None;
                }
                captures.push((*slot, taken));
            }
            at = end;
            if last {
                let rest = &folded[at..];
                let ends_open = gap.is_some() && segment.is_empty();
                return (ends_open || !rest.contains(char::is_alphanumeric)).then_some(captures);
            }
            next = open + 1;
        }
    }
}

/// Matches pieces one after the other from `at`; the end.
fn tight(segment: &[Piece], folded: &str, mut at: usize, captures: &mut Vec<Capture>) -> Option<usize> {
    for piece in segment {
        let rest = &folded[at..];
        at += rest.len() - rest.trim_start().len();
        let rest = &folded[at..];
        match piece {
            Piece::Word(word) => {
                let after = rest.strip_prefix(word.as_str())?;
                if after.starts_with(char::is_alphanumeric) {
                    return None;
                }
                at += word.len();
            }
            Piece::Mark(mark) => {
                let first = rest.chars().next()?;
                if !same_mark(first, *mark) {
                    return None;
                }
                at += first.len_utf8();
            }
            Piece::Tight(slot) => {
                let inner = |c: char| match slot {
                    Slot::Number => c.is_ascii_digit() || c == '.' || c == '+',
                    _ => c.is_alphanumeric() || c == '-' || c == '.',
                };
                let len = rest.find(|c: char| !inner(c)).unwrap_or(rest.len());
                if len == 0 || (*slot == Slot::Number && !rest.starts_with(|c: char| c.is_ascii_digit())) {
                    return None;
                }
                captures.push((*slot, at..at + len));
                at += len;
            }
            Piece::Any | Piece::Open(_) => return None,
        }
    }
    Some(at)
}

/// The first place from `at` on where the segment stands; with `last`, where nothing but marks follows it.
fn search(
    segment: &[Piece],
    folded: &str,
    at: usize,
    least: usize,
    last: bool,
    captures: &mut Vec<Capture>,
) -> Option<(usize, usize)> {
    if segment.is_empty() {
        // Two open pieces in a row: the first takes as little as it may.
        return Some((at, at));
    }
    let before = captures.len();
    let ends = |end: usize| !(last && folded[end..].contains(char::is_alphanumeric));
    if let Some(Piece::Word(word)) = segment.first() {
        // Only where the word stands can it match, and most lines do not have it.
        for (step, _) in folded[at..].match_indices(word.as_str()) {
            let start = at + step;
            let boundary = !folded[..start].ends_with(char::is_alphanumeric);
            if !boundary || step < least || folded[at..start].trim().len() < least {
                continue;
            }
            if let Some(end) = tight(segment, folded, start, captures)
                && ends(end)
            {
                return Some((start, end));
            }
            captures.truncate(before);
        }
        return None;
    }
    let mut previous = folded[..at].chars().next_back();
    for (step, letter) in folded[at..].char_indices() {
        let start = at + step;
        let boundary = !(letter.is_alphanumeric() && previous.is_some_and(char::is_alphanumeric));
        previous = Some(letter);
        if letter.is_whitespace() || !boundary || step < least || folded[at..start].trim().len() < least {
            continue;
        }
        if let Some(end) = tight(segment, folded, start, captures)
            && ends(end)
        {
            return Some((start, end));
        }
        captures.truncate(before);
    }
    None
}

/// A range without the white space and joining marks at its ends.
fn trimmed(line: &str, range: Range<usize>) -> Range<usize> {
    let edge =
        |c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '|' | ',' | ';' | '•' | '·');
    let text = &line[range.clone()];
    let start = range.start + (text.len() - text.trim_start_matches(edge).len());
    let end = start + line[start..range.end].trim_end_matches(edge).len();
    start..end
}

fn fits(slot: Slot, text: &str) -> bool {
    let words = text.split_whitespace().count();
    match slot {
        Slot::Name => {
            (1..=10).contains(&words) && text.chars().next().is_some_and(|c| c.is_uppercase() || words == 1)
        }
        Slot::Outlet => (1..=8).contains(&words),
        Slot::Date => words >= 1 && text.bytes().any(|b| b.is_ascii_digit()),
        _ => words >= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(pattern: &str, line: &str) -> Option<Vec<String>> {
        let pattern = Pattern::new(pattern).expect("a pattern");
        let captures = pattern.captures(line, &fold(line))?;
        Some(captures.into_iter().map(|(_, range)| line[range].to_owned()).collect())
    }

    #[test]
    fn a_pattern_covers_the_whole_line_whatever_its_case_and_spacing() {
        for (pattern, line, expected) in [
            ("see also *", "SEE ALSO:  A tale", Some(vec![])),
            ("see also *", "» See also", Some(vec![])),
            ("see also", "See also a tale", None),
            ("see also", "Seen also", None),
            ("editor : {name}", "Editor: Ana Bell", Some(vec!["Ana Bell"])),
            ("editor : {name}", "Editor :Ana Bell", Some(vec!["Ana Bell"])),
            ("editor : {name}", "Editor : of the paper", None),
            ("{number} hours ago", "16 hours ago", Some(vec!["16"])),
            ("{number} hours ago", "some hours ago", None),
            (
                "* ran in {outlet} under {title}",
                "This ran in The Bell under A Tale",
                Some(vec!["The Bell", "A Tale"]),
            ),
            ("* (photo : *)", "A man. (Photo: Bell)", Some(vec![])),
            ("* (photo : *)", "A man (Photo: Bell) walks", None),
            ("*uu ite*", "menurut UU ITE.", Some(vec![])),
            ("*uu ite*", "buku ite", None),
            ("don't miss", "Don’t miss", Some(vec![])),
        ] {
            let expected = expected.map(|slots| slots.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(slots(pattern, line), expected, "{pattern} / {line}");
        }
    }
}
