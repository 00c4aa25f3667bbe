//! One line of a dump in whole numbers, few enough that a million of them may lie in memory.

use super::anchors::ends_body;
use super::words::Words;
use crate::extract::look::Look;
use crate::extract::shape;
use crate::lang::FurnitureRole;

/// Yes-or-no facts of a line.
pub(crate) mod flag {
    pub const ENDS: u32 = 1;
    pub const COLON: u32 = 1 << 1;
    pub const CAPITAL: u32 = 1 << 2;
    pub const CLOSE: u32 = 1 << 3;
    pub const DATE: u32 = 1 << 4;
    pub const SIGN_OFF: u32 = 1 << 5;
    pub const NAME: u32 = 1 << 6;
    pub const PLACED: u32 = 1 << 7;
    pub const DATELINE: u32 = 1 << 8;
    pub const ADDRESS: u32 = 1 << 9;
    pub const SHOUTED: u32 = 1 << 10;
    pub const ITEM: u32 = 1 << 11;
    pub const QUESTION: u32 = 1 << 12;
    pub const COMMA: u32 = 1 << 13;
    pub const BRACKET: u32 = 1 << 14;
    pub const LABEL: u32 = 1 << 15;

    /// Those the model sees, and what they are called.
    pub const NAMES: [(&str, u32); 16] = [
        ("ends as a sentence", ENDS),
        ("ends with a colon", COLON),
        ("begins with a capital", CAPITAL),
        ("ends a quotation", CLOSE),
        ("a date", DATE),
        ("a sign-off", SIGN_OFF),
        ("a name", NAME),
        ("a dateline, perhaps", PLACED),
        ("a dateline", DATELINE),
        ("an address", ADDRESS),
        ("all in capitals", SHOUTED),
        ("begins with a mark or number", ITEM),
        ("ends as a question", QUESTION),
        ("ends with a comma", COMMA),
        ("ends with a bracket", BRACKET),
        ("a label of other things", LABEL),
    ];
}

/// A line; shares are thousandths.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Line {
    pub words: u16,
    pub characters: u16,
    /// Letters and digits in a word, tenths.
    pub length: u16,
    /// Share of words that some language calls common.
    pub common: u16,
    /// Share of words that are frequent in this dump.
    pub frequent: u16,
    pub marks: u16,
    pub commas: u16,
    pub bars: u16,
    pub quotes: u16,
    /// Share of characters.
    pub digits: u16,
    /// Share of words.
    pub capitals: u16,
    /// How often the line stands in the dump.
    pub copies: u16,
    /// Share of its rarer words that other lines of the core have.
    pub shared: u16,
    /// Share of its rarer words that the headline has.
    pub titled: u16,
    /// What a pack knows it as: 0 for nothing.
    pub role: u16,
    pub flags: u32,
}

impl Line {
    /// A long sentence.
    pub fn long(&self) -> bool {
        self.words > 12 && self.flags & flag::ENDS != 0 && self.role == 0
    }

    /// A sentence, or something as long.
    pub fn sentence(&self) -> bool {
        self.words >= 6 && self.flags & flag::ENDS != 0 || self.words >= 25
    }
}

fn few(count: usize, most: usize) -> u16 {
    count.min(most) as u16
}

/// `part` of `all` in thousandths.
pub(super) fn share(part: usize, all: usize) -> u16 {
    (part.min(all) * 1000 / all.max(1)) as u16
}

/// Measures one line.
pub(crate) fn line(text: &str, looks: &[Look], at: usize, words: &Words, title: Option<usize>) -> Line {
    let look = &looks[at];
    let own = &text[look.range.clone()];
    let shape = &look.shape;
    let mut line = Line {
        words: few(shape.words, 300),
        common: share(shape.common, shape.words),
        capitals: share(shape.capital, shape.words),
        frequent: words.frequent(at),
        copies: few(words.copies(at), 5),
        shared: words.shared(at),
        titled: title.map_or(0, |title| words.titled(at, title)),
        role: look.role().map_or(0, group),
        flags: flags(own, look),
        ..Line::default()
    };
    let (mut characters, mut digits, mut letters, mut upper) = (0, 0, 0usize, 0usize);
    // What a paragraph is shows in its first lines; nothing is gained by counting a book.
    for c in own.chars().take(4_000) {
        characters += 1;
        match c {
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' => line.marks += 1,
            ',' | '،' | '、' | '，' | ';' => line.commas += 1,
            '|' | '•' | '·' | '/' | '»' | '›' | '>' | '_' => line.bars += 1,
            '"' | '“' | '”' | '«' | '„' | '「' | '」' => line.quotes += 1,
            c if c.is_ascii_digit() => digits += 1,
            c if c.is_alphabetic() => {
                letters += 1;
                upper += usize::from(c.is_uppercase());
            }
            _ => {}
        }
    }
    if letters > 2 && upper * 10 > letters * 9 {
        line.flags |= flag::SHOUTED;
    }
    line.characters = few(characters, 4_000);
    line.length = few((letters + digits) * 10 / shape.words.max(1), 400);
    line.digits = share(digits, characters);
    (line.marks, line.commas) = (line.marks.min(30), line.commas.min(30));
    (line.bars, line.quotes) = (line.bars.min(20), line.quotes.min(10));
    line
}

fn flags(own: &str, look: &Look) -> u32 {
    let first = own.chars().next().unwrap_or(' ');
    let quoted = |c: &char| matches!(c, '"' | '“' | '”' | '\'' | '‘' | '«' | '(');
    let label = look.sign_off.is_none() && look.role().is_some_and(ends_body);
    let dateline = look.dateline.as_ref();
    let facts = [
        (flag::ENDS, look.shape.ends),
        (flag::COLON, own.ends_with([':', '：'])),
        (flag::CAPITAL, own.chars().find(|c| !quoted(c)).is_some_and(char::is_uppercase)),
        (flag::CLOSE, own.ends_with(['"', '”', '»', '’', '\''])),
        (flag::DATE, look.date.is_some()),
        (flag::SIGN_OFF, look.sign_off.is_some()),
        (flag::NAME, own.len() < 80 && shape::person_name(own)),
        (flag::PLACED, dateline.is_some()),
        (flag::DATELINE, dateline.is_some_and(|found| found.sure)),
        (flag::ADDRESS, own.contains("://") || own.contains("www.") || own.contains('@')),
        (flag::ITEM, first.is_ascii_digit() || !first.is_alphanumeric() && !quoted(&first)),
        (flag::QUESTION, own.ends_with('?')),
        (flag::COMMA, own.ends_with([',', ';', '-', '–', '—'])),
        (flag::BRACKET, own.ends_with([')', ']'])),
        (flag::LABEL, label),
    ];
    facts.iter().filter(|(_, holds)| *holds).fold(0, |flags, (flag, _)| flags | flag)
}

/// Roles a pack knows, grouped by how they stand to a body: from what often stands in it to what never does.
fn group(role: FurnitureRole) -> u16 {
    match role {
        FurnitureRole::Summary => 1,
        FurnitureRole::Caption => 2,
        FurnitureRole::Author | FurnitureRole::Editor | FurnitureRole::Credit | FurnitureRole::Source => 3,
        FurnitureRole::Published | FurnitureRole::Modified => 4,
        FurnitureRole::Promo => 5,
        FurnitureRole::Related => 6,
        FurnitureRole::Advertisement | FurnitureRole::Embed => 7,
        FurnitureRole::Section | FurnitureRole::Ago => 8,
        FurnitureRole::Share | FurnitureRole::Tags | FurnitureRole::Comments => 9,
        FurnitureRole::Navigation | FurnitureRole::Topic => 10,
        FurnitureRole::Legal | FurnitureRole::Syndication => 11,
    }
}
