//! The text of an article that stands only in its linked data (`articleBody`): the way out for pages that are drawn by
//! scripts. Read byte by byte from the page, so that it too leads back to where it was printed.

use super::content::Content;
use super::meta::Meta;
use super::tree::Tree;
use crate::extract::draft::{Draft, Part, Role, Sheet};
use crate::extract::look;
use crate::extract::{credits, dump, head};
use crate::lang::Packs;
use crate::model::{BlockKind, PartRole, Stretch};
use std::ops::Range;

/// Least bytes of such a text; a shorter one is a summary.
const LEAST: usize = 400;

/// How many times as long as the running text of the markup it must be.
const TIMES: usize = 3;

/// Adds the text of the linked data behind the visible one, where that is far less; where it stands in the tree's text.
pub(crate) fn body(html: &str, tree: &mut Tree, meta: &Meta, content: &Content) -> Option<Range<usize>> {
    let (body, script) = meta.body.as_ref()?;
    let blocks = content.holder.map_or(0..0, |holder| tree.elements[holder].blocks.clone());
    let visible: usize = content.prose[blocks.start..blocks.end.min(content.prose.len())].iter().sum();
    if body.len() < LEAST || body.len() < TIMES * visible || body.contains("</") {
        return None;
    }
    let key = "\"articleBody\"";
    let starts = html[script.clone()].match_indices(key).map(|(at, _)| script.start + at + key.len());
    let (mut longest, mut size) = (None, 0);
    for start in starts.take(8) {
        let space = |text: &str| text.len() - text.trim_start().len();
        let colon = start + space(&html[start..script.end]);
        let Some(rest) = html[colon..script.end].strip_prefix(':') else { continue };
        let quote = colon + 1 + space(rest);
        if html[quote..script.end].starts_with('"') {
            let letters = letters(html, quote + 1..script.end);
            if letters.len() > size {
                size = letters.len();
                longest = Some(letters);
            }
        }
    }
    let start = tree.text.len();
    for (letter, place) in longest? {
        let letter = if letter.is_control() && letter != '\n' { ' ' } else { letter };
        tree.origin.push(Stretch {
            text: tree.text.len() as u32,
            text_len: letter.len_utf8() as u32,
            page: place.start as u32,
            page_len: place.len() as u32,
        });
        tree.text.push(letter);
    }
    Some(start..tree.text.len())
}

/// The letters of a JSON string, each with its bytes, up to the closing mark.
fn letters(html: &str, range: Range<usize>) -> Vec<(char, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = range.start;
    while let Some(letter) = html[at..range.end].chars().next() {
        let mut len = letter.len_utf8();
        let mut value = letter;
        match letter {
            '"' => break,
            '\\' => {
                let Some(escaped) = html[at + 1..range.end].chars().next() else { break };
                len += escaped.len_utf8();
                value = match escaped {
                    'n' => '\n',
                    't' | 'r' | 'b' | 'f' => ' ',
                    'u' => {
                        let hex = |from: usize| u16::from_str_radix(html.get(from..from + 4)?, 16).ok();
                        let Some(first) = hex(at + 2) else { break };
                        let second = if html.get(at + 6..at + 8) == Some("\\u") { hex(at + 8) } else { None };
                        len += 4;
                        match char::decode_utf16([first]).next() {
                            Some(Ok(letter)) => letter,
                            _ => match second.and_then(|second| char::decode_utf16([first, second]).next()) {
                                Some(Ok(letter)) => {
                                    len += 6;
                                    letter
                                }
                                _ => '\u{fffd}',
                            },
                        }
                    }
                    other => other,
                };
            }
            _ => {}
        }
        found.push((value, at..at + len));
        at += len;
    }
    found
}

/// Takes the text of the linked data for the body, and what the markup had for it out.
pub(crate) fn read(sheet: &Sheet<'_>, body: Range<usize>, packs: &Packs, language: &str, draft: &mut Draft) {
    for part in &mut draft.parts {
        if matches!(&part.role, Role::Kept(kind) if *kind != BlockKind::Title) {
            part.role =
                Role::Removed(PartRole::Other, "less than the linked data has of the text".to_owned());
        }
    }
    let lines: Vec<Range<usize>> = look::lines(&sheet.text[body.clone()])
        .into_iter()
        .map(|line| body.start + line.start..body.start + line.end)
        .collect();
    draft.facts.dateline = None;
    let mut begun = false;
    for look in look::looks(sheet.text, &lines, packs, language) {
        let role = match dump::removed(&look) {
            Some((kind, why)) => {
                credits::read(sheet, packs, &look, &mut draft.facts);
                Role::Removed(kind, why)
            }
            None => {
                if !std::mem::replace(&mut begun, true) {
                    head::read_dateline(sheet, &look, draft);
                }
                Role::Kept(BlockKind::Paragraph)
            }
        };
        draft.parts.push(Part { range: look.range, role });
    }
}
