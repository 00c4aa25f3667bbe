//! Patterns of `time.toml`, made into steps for the matcher.
//!
//! A pattern is words and marks as they stand, `{slot}` for a number, a class of words or a fragment of the same
//! file, `[…]` for what may be missing and `<…>` for a choice, both with `|` between alternatives.

use rustc_hash::{FxHashMap, FxHashSet};

/// Index of a word or mark in the grammar's vocabulary; 0 is any word that is not in it.
pub(super) type WordIx = u32;

/// A slot for digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    /// 1 to 31.
    Day,
    /// The first day of a range.
    FirstDay,
    /// 1 to 12.
    Month,
    /// Four digits.
    Year,
    /// 1900 to 2099.
    RecentYear,
    /// Two digits.
    ShortYear,
    /// "23.04.2022": day, month and year in one.
    DottedDate,
    /// 0 to 24, or one to twelve in words.
    Hour,
    /// Four digits on a day of 24 hours: "0735".
    MilitaryClock,
    /// A year of this century in words: "two thousand".
    SaidYear,
    /// `10.00`, `10:00`, `10:00:30`.
    Clock,
    /// The same, with colons only.
    ColonClock,
    /// Any number in digits.
    Count,
    /// A number in words, or in digits.
    Number,
    /// An ordinal in digits, without its ending.
    Ordinal,
}

/// The slots for digits and names, by the name patterns give them.
pub(super) const SLOTS: &[(&str, Option<Numeral>)] = &[
    ("day", Some(Numeral::Day)),
    ("first-day", Some(Numeral::FirstDay)),
    ("month-number", Some(Numeral::Month)),
    ("year", Some(Numeral::Year)),
    ("recent-year", Some(Numeral::RecentYear)),
    ("short-year", Some(Numeral::ShortYear)),
    ("dotted-date", Some(Numeral::DottedDate)),
    ("hour", Some(Numeral::Hour)),
    ("military-clock", Some(Numeral::MilitaryClock)),
    ("said-year", Some(Numeral::SaidYear)),
    ("clock", Some(Numeral::Clock)),
    ("colon-clock", Some(Numeral::ColonClock)),
    ("count", Some(Numeral::Count)),
    ("number", Some(Numeral::Number)),
    ("nth", Some(Numeral::Ordinal)),
    ("name", None),
];

/// One step of a compiled pattern.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// This word or mark.
    Word { word: WordIx, glued: bool },
    /// A word of this class.
    Class { class: u16, glued: bool },
    /// Digits.
    Numeral { numeral: Numeral, glued: bool },
    /// One or more words with a capital.
    Name,
    /// Try `first`, then `second`.
    Split { first: u32, second: u32 },
    /// Go on there.
    Jump(u32),
    /// The pattern is matched.
    Done,
}

/// What went wrong with a pattern.
#[derive(Debug)]
pub(super) enum PatternError {
    /// No such slot, class or fragment.
    UnknownSlot(String),
    /// A bracket that is not closed or not opened, or fragments that hold each other.
    Brackets,
}

/// What patterns are compiled against.
pub(super) struct Lexicon<'a> {
    pub words: &'a mut FxHashMap<String, WordIx>,
    pub classes: &'a FxHashMap<String, u16>,
    pub fragments: &'a std::collections::BTreeMap<String, String>,
}

impl Lexicon<'_> {
    /// The index of a word, new or known.
    pub fn word(&mut self, word: &str) -> WordIx {
        let next = self.words.len() as WordIx + 1;
        *self.words.entry(word.to_lowercase()).or_insert(next)
    }
}

/// The words and marks of a phrase as the matcher sees them: hyphens and apostrophes stand alone.
pub(super) fn pieces(phrase: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    let mut spaced = true;
    let mut rest = phrase;
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            spaced = true;
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let inner = |c: char| c.is_alphanumeric();
        let mut len = first.len_utf8();
        if first.is_alphanumeric() {
            let mut letters = rest.char_indices().peekable();
            while let Some((at, letter)) = letters.next() {
                let joins = letter == '.' && letters.peek().is_some_and(|(_, next)| inner(*next));
                if !inner(letter) && !joins {
                    break;
                }
                len = at + letter.len_utf8();
            }
        }
        found.push((&rest[..len], spaced));
        rest = &rest[len..];
        spaced = false;
    }
    found
}

/// Compiles a pattern.
pub(super) fn compile(pattern: &str, lexicon: &mut Lexicon<'_>) -> Result<Vec<Step>, PatternError> {
    let mut steps = Vec::new();
    let mut rest = pattern;
    sequence(&mut rest, lexicon, &mut steps, 0)?;
    if !rest.is_empty() {
        return Err(PatternError::Brackets);
    }
    steps.push(Step::Done);
    Ok(steps)
}

/// Everything up to a closing bracket or `|`, which is left standing.
fn sequence(
    rest: &mut &str,
    lexicon: &mut Lexicon<'_>,
    steps: &mut Vec<Step>,
    depth: usize,
) -> Result<(), PatternError> {
    if depth > 12 {
        return Err(PatternError::Brackets);
    }
    // Words that touch what stands before them in the pattern must do so in the text ("{year}s").
    let mut spaced = true;
    loop {
        let trimmed = rest.trim_start();
        spaced |= trimmed.len() < rest.len();
        *rest = trimmed;
        let Some(first) = rest.chars().next() else { return Ok(()) };
        match first {
            ']' | '>' | '|' => return Ok(()),
            '[' | '<' => {
                *rest = &rest[1..];
                group(rest, lexicon, steps, first == '[', depth)?;
                spaced = true;
            }
            '{' => {
                let end = rest.find('}').ok_or(PatternError::Brackets)?;
                let name = &rest[1..end];
                *rest = &rest[end + 1..];
                slot(name, !spaced, lexicon, steps, depth)?;
                spaced = false;
            }
            _ => {
                let end = rest.find(['[', ']', '<', '>', '{', '|']).unwrap_or(rest.len());
                for (piece, piece_spaced) in pieces(&rest[..end]) {
                    let glued = !(spaced || piece_spaced) && piece.starts_with(char::is_alphanumeric);
                    let word = lexicon.word(piece);
                    // After a mark nothing has to touch: pages print "(12 / 6 / 2023)" too.
                    let after_mark = matches!(steps.last(), Some(Step::Word { .. })) && !spaced;
                    steps.push(Step::Word { word, glued: glued && !after_mark });
                    spaced = false;
                }
                spaced = rest[..end].ends_with(char::is_whitespace)
                    || !rest[..end].ends_with(char::is_alphanumeric);
                *rest = &rest[end..];
            }
        }
    }
}

fn slot(
    name: &str,
    glued: bool,
    lexicon: &mut Lexicon<'_>,
    steps: &mut Vec<Step>,
    depth: usize,
) -> Result<(), PatternError> {
    if let Some((_, numeral)) = SLOTS.iter().find(|(slot, _)| *slot == name) {
        steps.push(match numeral {
            Some(numeral) => Step::Numeral { numeral: *numeral, glued },
            None => Step::Name,
        });
    } else if let Some(&class) = lexicon.classes.get(name) {
        steps.push(Step::Class { class, glued });
    } else if let Some(fragment) = lexicon.fragments.get(name) {
        let fragment = fragment.clone();
        let mut rest = fragment.as_str();
        // A fragment is a choice of its own when it has a `|` at its top.
        group_until_end(&mut rest, lexicon, steps, depth + 1)?;
    } else {
        return Err(PatternError::UnknownSlot(name.to_owned()));
    }
    Ok(())
}

fn group_until_end(
    rest: &mut &str,
    lexicon: &mut Lexicon<'_>,
    steps: &mut Vec<Step>,
    depth: usize,
) -> Result<(), PatternError> {
    alternatives(rest, lexicon, steps, false, depth)?;
    if rest.is_empty() { Ok(()) } else { Err(PatternError::Brackets) }
}

fn group(
    rest: &mut &str,
    lexicon: &mut Lexicon<'_>,
    steps: &mut Vec<Step>,
    optional: bool,
    depth: usize,
) -> Result<(), PatternError> {
    alternatives(rest, lexicon, steps, optional, depth + 1)?;
    let close = if optional { ']' } else { '>' };
    *rest = rest.strip_prefix(close).ok_or(PatternError::Brackets)?;
    Ok(())
}

/// `a|b|c`, each tried in order; when optional, nothing at all comes last.
fn alternatives(
    rest: &mut &str,
    lexicon: &mut Lexicon<'_>,
    steps: &mut Vec<Step>,
    optional: bool,
    depth: usize,
) -> Result<(), PatternError> {
    let mut jumps = Vec::new();
    loop {
        let split = steps.len();
        steps.push(Step::Split { first: split as u32 + 1, second: 0 });
        sequence(rest, lexicon, steps, depth)?;
        let more = rest.starts_with('|');
        if !more && !optional {
            // The last of a choice needs no way out.
            steps[split] = Step::Jump(split as u32 + 1);
            break;
        }
        jumps.push(steps.len());
        steps.push(Step::Jump(0));
        steps[split] = Step::Split { first: split as u32 + 1, second: steps.len() as u32 };
        if !more {
            break;
        }
        *rest = &rest[1..];
    }
    let end = steps.len() as u32;
    jumps.into_iter().for_each(|at| steps[at] = Step::Jump(end));
    Ok(())
}

/// What a match of these steps may begin with.
#[derive(Debug, Default)]
pub(super) struct Firsts {
    pub words: FxHashSet<WordIx>,
    pub classes: FxHashSet<u16>,
    pub number: bool,
    /// Whether it may be a name, or nothing at all.
    pub anything: bool,
    /// Whether a number before it may go on in words.
    pub spelled: bool,
    /// The steps themselves.
    steps: Vec<usize>,
    numerals: Vec<(usize, Numeral)>,
}

/// The first things that steps may match.
pub(super) fn firsts(steps: &[Step]) -> Firsts {
    firsts_from(steps, 0)
}

/// For a match that begins with a number: what may stand behind that number.
pub(super) fn behind_number(steps: &[Step]) -> Firsts {
    let mut all = Firsts::default();
    for (at, numeral) in firsts_from(steps, 0).numerals {
        let behind = firsts_from(steps, at + 1);
        all.words.extend(behind.words);
        all.classes.extend(behind.classes);
        all.number |= behind.number;
        // A clock takes its colons itself.
        all.anything |= behind.anything || matches!(numeral, Numeral::Clock | Numeral::ColonClock);
        all.spelled |= matches!(numeral, Numeral::Number | Numeral::Count);
    }
    all
}

/// The steps that may match first.
pub(super) fn first_steps(steps: &[Step]) -> Vec<usize> {
    firsts_from(steps, 0).steps
}

/// The first things that steps may match from one of them on.
pub(super) fn firsts_from(steps: &[Step], from: usize) -> Firsts {
    let mut found = Firsts::default();
    let mut todo = vec![from];
    let mut seen = FxHashSet::default();
    while let Some(at) = todo.pop() {
        if !seen.insert(at) {
            continue;
        }
        if !matches!(steps.get(at), Some(Step::Split { .. } | Step::Jump(_)) | None) {
            found.steps.push(at);
        }
        match steps.get(at) {
            Some(Step::Word { word, .. }) => {
                found.words.insert(*word);
            }
            Some(Step::Class { class, .. }) => {
                found.classes.insert(*class);
            }
            Some(Step::Numeral { numeral, .. }) => {
                found.number = true;
                found.numerals.push((at, *numeral));
            }
            Some(Step::Split { first, second }) => todo.extend([*first as usize, *second as usize]),
            Some(Step::Jump(to)) => todo.push(*to as usize),
            Some(Step::Name | Step::Done) | None => found.anything = true,
        }
    }
    found
}
