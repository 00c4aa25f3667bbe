//! The text of an article among the strings of a page's data: one long string, or the pieces of an array of blocks.

use super::strings::{Strings, Written, strings};
use super::{Text, escaped, letters};
use std::ops::Range;

/// Longest string, bytes, that is a paragraph and not a text of its own.
const PARAGRAPH: usize = 2_500;

/// How far above a string an array of blocks, or the object with the headline, may lie.
const STEPS: usize = 8;
const NEAR: usize = 3;

/// Headlines that are compared.
const TITLES: usize = 2_000;

/// How much more a text is worth that stands beside the page's headline.
const TITLED: usize = 3;

/// Texts within strings within strings that are looked into.
const LEVELS: usize = 2;

/// The most likely text of the article in a part of a page's data; `titles` are the page's, as letters.
pub(super) fn text(source: &str, range: Range<usize>, titles: &[String]) -> Option<Text> {
    within(source, range, titles, LEVELS).map(|(_, text)| text)
}

/// The same with what it is worth.
fn within(source: &str, range: Range<usize>, titles: &[String], levels: usize) -> Option<(usize, Text)> {
    let found = strings(source, range);
    let own = chosen(source, &found, titles).map(|(worth, paragraphs)| (worth, joined(source, &paragraphs)));
    let deeper = (levels > 0).then(|| deeper(source, &found, titles, levels - 1)).flatten();
    own.into_iter().chain(deeper).max_by_key(|(worth, _)| *worth)
}

/// What the strings hold that are JSON themselves.
fn deeper(source: &str, found: &Strings, titles: &[String], levels: usize) -> Option<(usize, Text)> {
    let inner = |text: &&Written| {
        let words = source[text.range.clone()].trim_start();
        words.len() > 500 && words.starts_with(['{', '[']) && words.contains("\\\":")
    };
    let candidates = found.texts.iter().filter(inner).filter_map(|text| {
        let read = escaped::read(source, std::slice::from_ref(&text.range));
        let (worth, found) = within(&read.text, 0..read.text.len(), titles, levels)?;
        Some((worth, found.over(&read.origin)))
    });
    candidates.max_by_key(|(worth, _)| *worth)
}

/// The paragraphs of the text that is worth most, each of one or more strings.
fn chosen(source: &str, found: &Strings, titles: &[String]) -> Option<(usize, Vec<Vec<Range<usize>>>)> {
    let titled = titled(source, found, titles);
    let holders = &found.holders;
    let beside_title = |holder: usize| {
        let mut at = holder;
        (0..NEAR).any(|_| {
            let here = titled.binary_search(&at).is_ok();
            at = holders[at].parent;
            here
        })
    };
    let rated = |worth: usize, holder: usize| if beside_title(holder) { worth * TITLED } else { worth };
    let mut sums = vec![0usize; holders.len()];
    let mut single: Option<(usize, usize)> = None;
    for (at, text) in found.texts.iter().enumerate() {
        let worth = prose(&source[text.range.clone()]);
        if worth == 0 {
            continue;
        }
        let rated = rated(worth, text.holder);
        if single.is_none_or(|(known, _)| rated > known) {
            single = Some((rated, at));
        }
        if worth > PARAGRAPH {
            continue;
        }
        let mut holder = text.holder;
        for _ in 0..STEPS {
            if holders[holder].array {
                sums[holder] += worth;
            }
            if holder == 0 {
                break;
            }
            holder = holders[holder].parent;
        }
    }
    teasers(source, found, &mut sums);
    let group = (0..holders.len()).max_by_key(|&at| (rated(sums[at], at), std::cmp::Reverse(at)))?;
    let whole = rated(sums[group], group);
    // The deepest array that still has nearly all of it.
    let inside = |at: usize| ancestors(found, at).take(STEPS).any(|above| above == group);
    let group = (group..holders.len())
        .rev()
        .find(|&at| sums[at] * 10 >= sums[group] * 7 && inside(at))
        .unwrap_or(group);
    match single {
        Some((worth, at)) if worth * 2 >= whole => Some((worth, vec![vec![found.texts[at].range.clone()]])),
        _ if whole > 0 => Some((whole, paragraphs(found, group))),
        _ => None,
    }
}

/// Strikes arrays out whose elements have headlines of their own: they are other articles.
fn teasers(source: &str, found: &Strings, sums: &mut [usize]) {
    let mut headed = vec![0usize; sums.len()];
    for title in &found.titles {
        if matches!(&source[title.key.clone()], "title" | "headline") {
            ancestors(found, title.holder).take(STEPS).for_each(|above| headed[above] += title.range.len());
        }
    }
    for (sum, headed) in sums.iter_mut().zip(headed) {
        if headed * 12 > *sum {
            *sum = 0;
        }
    }
}

/// A holder and all around it, innermost first.
fn ancestors(found: &Strings, holder: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(holder), |&at| (at != 0).then(|| found.holders[at].parent))
}

/// The strings below an array, those of one element and one key together.
fn paragraphs(found: &Strings, group: usize) -> Vec<Vec<Range<usize>>> {
    let mut all: Vec<Vec<Range<usize>>> = Vec::new();
    let mut last = None;
    for text in &found.texts {
        let mut below = None;
        let inside = ancestors(found, text.holder).take(STEPS).any(|above| {
            let here = above == group;
            if !here {
                below = Some(above);
            }
            here
        });
        if !inside {
            continue;
        }
        // A string of the array itself is an element of its own.
        let element = below.map(|below| (below, text.key.clone()));
        match all.last_mut() {
            Some(open) if element.is_some() && same(&last, &element) => open.push(text.range.clone()),
            _ => all.push(vec![text.range.clone()]),
        }
        last = element;
    }
    all
}

type Element = Option<(usize, Range<usize>)>;

/// Whether two strings are pieces of one paragraph: of one element, and under keys as long as each other.
fn same(a: &Element, b: &Element) -> bool {
    matches!((a, b), (Some((one, key)), Some((other, same))) if one == other && key.len() == same.len())
}

/// The holders in which the page's own headline stands, in order.
fn titled(source: &str, found: &Strings, titles: &[String]) -> Vec<usize> {
    let own = |text: &&Written| {
        let read = escaped::read(source, std::slice::from_ref(&text.range));
        let name = letters(&read.text);
        name.len() > 8 && titles.iter().any(|title| *title == name || title.starts_with(&name))
    };
    let short = found.titles.iter().filter(|text| text.range.len() <= 400).take(TITLES);
    let mut holders: Vec<usize> = short.filter(own).map(|text| text.holder).collect();
    holders.sort_unstable();
    holders.dedup();
    holders
}

/// Paragraphs as one text, a line each.
fn joined(source: &str, paragraphs: &[Vec<Range<usize>>]) -> Text {
    let mut whole = Text::default();
    for pieces in paragraphs {
        whole.line(&escaped::read(source, pieces));
    }
    whole
}

/// Bytes of what looks like sentences, before it is read; code, addresses and settings are none.
fn prose(raw: &str) -> usize {
    let (mut blanks, mut marks, mut ends, mut wide) = (0, 0, 0, 0);
    for byte in raw.bytes() {
        match byte {
            b' ' => blanks += 1,
            b'{' | b'}' | b';' | b'=' | b'|' => marks += 1,
            b'.' | b'!' | b'?' => ends += 1,
            0x80.. => wide += 1,
            _ => {}
        }
    }
    let wide = wide + 6 * raw.matches("\\u").count();
    let spaced = blanks * 25 >= raw.len() || wide * 3 >= raw.len();
    let tags = raw.contains("</") || raw.contains("<\\/") || raw.contains("u003c") || raw.contains("x3c");
    let data = ["\\\":{", "\\\":[", "\\\":\\\""].iter().any(|inner| raw.contains(inner));
    let code = data || !tags && marks * 40 > raw.len();
    if raw.len() >= 60 && spaced && !code && (ends > 0 || wide > 0) { raw.len() } else { 0 }
}
