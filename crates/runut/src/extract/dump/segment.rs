//! The run of lines with the most running text: the best segment of Finn, Kushmerick and Smyth (2001), on lines.

use super::anchors::prose;
use crate::extract::look::Look;
use crate::lang::FurnitureRole;
use std::ops::Range;

/// What a line must bring to pay for itself, in thousandths of a word: about eight words of running text.
const COST: i64 = 3_000;

/// The run of lines; `None` where no line is running text.
pub(crate) fn core(looks: &[Look]) -> Option<Range<usize>> {
    let sum =
        |count: fn(&Look) -> usize| looks.iter().filter(|look| look.shape.ends).map(count).sum::<usize>();
    // A language of which no pack knows the common words: every word counts as a third of one.
    let foreign = sum(|look| look.shape.common) * 12 < sum(|look| look.shape.words);
    let mass = |look: &Look| match foreign {
        true => look.shape.words as i64 * if look.shape.ends || look.shape.words > 15 { 330 } else { 100 },
        false => look.shape.mass(),
    };
    let value = |look: &Look| match look.role() {
        None if look.body_like() => mass(look) - COST,
        Some(
            FurnitureRole::Related
            | FurnitureRole::Advertisement
            | FurnitureRole::Caption
            | FurnitureRole::Embed,
        ) => -1_000,
        _ => -COST,
    };
    let (mut best, mut sum, mut from) = (0, 0, 0);
    let mut range = None;
    for (at, look) in looks.iter().enumerate() {
        sum += value(look);
        if sum < 0 {
            (sum, from) = (0, at + 1);
        } else if sum > best {
            best = sum;
            range = Some(from..at + 1);
        }
    }
    if range.is_none() {
        // A few short sentences: the longest run of sentences.
        let at = (0..looks.len()).max_by_key(|&at| (prose(&looks[at]), std::cmp::Reverse(at)))?;
        return (prose(&looks[at]) > 0).then_some(at..at + 1);
    }
    range
}
