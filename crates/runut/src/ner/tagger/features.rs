//! What the tagger looks at: the word, its ends and its neighbours, and what the lists, the rules and the rest of the
//! article say of all of these.

use super::view::View;
use crate::model::Tokens;
use std::ops::Range;

/// Small words between two capitals that may join them into one name.
const JOINTS: usize = 2;

/// What stands beyond the ends of a sentence.
const BEFORE: u64 = 1;
const BEHIND: u64 = 2;
const EDGE: u64 = 999;

/// Which words could stand in a name: those with a capital, what rules took for a name, and the few small words or
/// marks between two of them.
pub fn active(views: &[View]) -> Vec<bool> {
    let core = |view: &View| view.rule != 0 || view.flags & (View::CAPITAL | View::NAME) != 0;
    let mut active: Vec<bool> = views.iter().map(core).collect();
    let mut last = None;
    for at in 0..views.len() {
        if core(&views[at]) {
            if let Some(last) = last.filter(|last| at - last <= JOINTS + 1) {
                active[last + 1..at].fill(true);
            }
            last = Some(at);
        } else if views[at].flags & View::NUMBER != 0 && at > 0 && last == Some(at - 1) {
            active[at] = true;
        }
    }
    active
}

/// Hashes of one token, made once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    word: u64,
    starts: [u64; 3],
    ends: [u64; 3],
}

/// Hashes the tokens of a sentence that could stand in a name, and those beside them.
pub fn words(
    tokens: &Tokens,
    range: Range<usize>,
    views: &[View],
    active: &[bool],
    seed: u64,
    words: &mut Vec<Word>,
) {
    words.clear();
    for at in range.clone() {
        let here = at - range.start;
        if !active[here.saturating_sub(1)..active.len().min(here + 2)].contains(&true) {
            words.push(Word::default());
            continue;
        }
        let lower = tokens.lower(at);
        let capital = views[here].flags & View::CAPITAL != 0;
        let mut word = Word { word: text(lower, seed), ..Word::default() };
        if capital {
            let mut starts = lower.char_indices().map(|(at, _)| at).skip(2);
            let mut ends = lower.char_indices().rev().map(|(at, _)| at).skip(1);
            for n in 0..3 {
                word.starts[n] = text(&lower[..starts.next().unwrap_or(lower.len())], seed ^ 7);
                word.ends[n] = text(&lower[ends.next().unwrap_or(0)..], seed ^ 9);
            }
        }
        words.push(word);
    }
}

/// The hash of a stretch of letters.
fn text(letters: &str, seed: u64) -> u64 {
    let mut hash = seed;
    for byte in letters.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^ hash >> 29
}

/// Two values as one.
#[inline]
fn both(one: u64, other: u64) -> u64 {
    (one ^ other.rotate_left(23)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Gives the hash of every feature of a token.
///
/// More were tried (pairs of words, shapes, two words away, the run of capitals): with as little to learn from as there
/// is they taught nothing, see docs/evaluation.md.
#[inline]
pub fn each(words: &[Word], views: &[View], at: usize, seed: u64, mut give: impl FnMut(u64)) {
    let mut add = |number: u64, value: u64| {
        let mixed =
            (value ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93) ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mixed = (mixed ^ mixed >> 31).wrapping_mul(0x94d0_49bb_1331_11eb);
        give(mixed ^ mixed >> 29);
    };
    let before = at.checked_sub(1);
    let behind = Some(at + 1).filter(|&at| at < words.len());
    let beside = [before, Some(at), behind].map(|at| at.map(|at| &views[at]));
    let of = |says: fn(&View) -> u64| beside.map(|view| view.map_or(EDGE, says));
    let word = |at: Option<usize>, edge| at.map_or(edge, |at| words[at].word);
    let signs = of(|view| u64::from(view.signs));
    let known = of(|view| u64::from(view.known));
    let rule = of(|view| u64::from(view.rule));
    let memory = of(|view| u64::from(view.memory));
    let elsewhere = of(|view| u64::from(view.flags >> 8));
    let flags = u64::from(views[at].flags & 0xff);

    add(0, 0);
    add(1, words[at].word);
    add(2, word(before, BEFORE));
    add(3, word(behind, BEHIND));
    if views[at].flags & View::CAPITAL != 0 {
        for n in 0..3 {
            add(4 + n as u64, words[at].starts[n]);
            add(7 + n as u64, words[at].ends[n]);
        }
    }
    for n in 0..3 {
        add(10 + n as u64, signs[n]);
        add(13 + n as u64, known[n]);
        add(16 + n as u64, rule[n]);
    }
    add(20, both(signs[0], signs[1]));
    add(21, both(known[1], rule[1]));
    add(22, both(rule[0], rule[1]));
    add(23, both(rule[1], rule[2]));
    add(24, flags);
    add(25, memory[1]);
    add(26, both(memory[1], flags));
    add(27, both(memory[0], both(memory[1], memory[2])));
    add(28, elsewhere[1]);
    add(29, both(elsewhere[0], elsewhere[1]));
    add(30, both(elsewhere[1], elsewhere[2]));
}
