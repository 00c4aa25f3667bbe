//! Sentences whose subject only the sentences before name: "He was arrested on 3 March" cannot be printed alone.

use super::happenings::lower;
use crate::lang::SentenceRules;
use crate::model::{Reading, Span};

/// Whether the subject of a sentence, at its head or behind its first comma, means what stands before the sentence.
pub(super) fn points_back(own: Span, reading: &Reading, rules: &SentenceRules) -> bool {
    let text = own.of(&reading.article.text);
    if begins_back(text, rules) {
        return true;
    }
    // "On 3 March, she …": behind a part that names somebody ("When Rani came, she …") nothing is missing.
    let Some(comma) = text.find(", ") else { return false };
    let before = Span { start: own.start, end: own.start + comma as u32 };
    let names = |span: Span| before.contains(span);
    begins_back(&text[comma + 2..], rules)
        && !reading.annotations.mentions.iter().any(|mention| names(mention.span))
}

/// Whether the first words, behind one that only opens, point back.
fn begins_back(text: &str, rules: &SentenceRules) -> bool {
    let mut words = text.split_whitespace().map(lower).filter(|word| !word.is_empty()).take(3).peekable();
    let opened = words.next_if(|word| rules.opens(word));
    let (Some(first), second) = (words.next(), words.next()) else { return false };
    let phrase =
        |one: &str, two: Option<String>| two.is_some_and(|two| rules.points_back(&format!("{one} {two}")));
    rules.points_back(&first)
        || phrase(&first, second)
        || opened.is_some_and(|opener| phrase(&opener, Some(first)))
}
