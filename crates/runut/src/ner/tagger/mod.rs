//! The trained part: a linear sequence tagger over the words and over what the lists and the rules say of them.
//!
//! A structured perceptron (Collins 2002) with hashed features and whole numbers: `model` holds the weights, `features`
//! says what is looked at, `view` what the rules saw before. Only words that could stand in a name are scored.

pub mod features;
pub mod model;
pub mod view;

pub use model::{Model, ModelError};
pub use view::View;

use crate::model::{MentionKind, Tokens};
use std::ops::Range;
use std::sync::LazyLock;

/// The tags: 0 outside, then first and further word of people, organisations, places.
pub const TAGS: usize = 7;

/// Weights of the seven tags.
pub type Scores = [i32; TAGS];

/// The model that ships; see models/names.md for what it was trained on and how well it does.
static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_bytes!("../../../models/names.tagger")).expect("a test reads the model that ships")
});

/// The model that ships.
pub fn shipped() -> &'static Model {
    &SHIPPED
}

/// A name as the tagger sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// First token.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// What it names.
    pub kind: MentionKind,
}

/// Room that is used again from sentence to sentence.
#[derive(Default)]
pub struct Room {
    words: Vec<features::Word>,
    scores: Vec<Scores>,
    tags: Vec<u8>,
}

/// The names of one sentence by the model, in stretches with a word that is open; none in a language it was not trained
/// on.
#[allow(clippy::too_many_arguments, reason = "a sentence, what is known of it, and room")]
pub fn names(
    model: &Model,
    tokens: &Tokens,
    range: Range<usize>,
    views: &[View],
    open: &[bool],
    language: &str,
    room: &mut Room,
    found: &mut Vec<Tagged>,
) {
    found.clear();
    let Some(seed) = model.seed(language) else { return };
    let mut active = features::active(views);
    let mut at = 0;
    while at < active.len() {
        let length = active[at..].iter().take_while(|active| **active).count();
        if !open[at..at + length].contains(&true) {
            active[at..at + length].fill(false);
        }
        at += length + 1;
    }
    if !active.contains(&true) {
        return;
    }
    features::words(tokens, range.clone(), views, &active, seed, &mut room.words);
    room.scores.clear();
    for (at, active) in active.iter().enumerate() {
        let mut scores = [0; TAGS];
        if *active {
            features::each(&room.words, views, at, seed, |feature| model.add(feature, &mut scores));
        }
        room.scores.push(scores);
    }
    best(&active, &room.scores, model.steps(), &mut room.tags);
    // No name begins or ends with a mark.
    let mark = |at: usize| views[at].flags & View::MARK != 0;
    found.extend(spans(&room.tags).filter_map(|(first, end, kind)| {
        let first = (first..end).find(|at| !mark(*at))?;
        let end = (first..end).rev().find(|at| !mark(*at))? + 1;
        Some(Tagged { first: range.start + first, end: range.start + end, kind })
    }));
}

/// Whether one tag may follow another: inside a name only what goes on with its kind.
pub fn follows(before: usize, tag: usize) -> bool {
    tag == 0 || tag % 2 == 1 || before == tag || before + 1 == tag
}

/// The tags with the highest sum over every stretch of active words (Viterbi); ties go to the first.
pub fn best(active: &[bool], scores: &[Scores], steps: &[Scores; TAGS], tags: &mut Vec<u8>) {
    tags.clear();
    tags.resize(active.len(), 0);
    let mut at = 0;
    while at < active.len() {
        if !active[at] {
            at += 1;
            continue;
        }
        let start = at;
        while at < active.len() && active[at] {
            at += 1;
        }
        stretch(&scores[start..at], steps, &mut tags[start..at]);
    }
}

fn stretch(scores: &[Scores], steps: &[Scores; TAGS], tags: &mut [u8]) {
    const NEVER: i32 = i32::MIN / 2;
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
    let mut sums: Scores =
        std::array::from_fn(|tag| if follows(0, tag) { scores[0][tag] + steps[0][tag] } else { NEVER });
    for here in &scores[1..] {
        let mut from = [0u8; TAGS];
        let next: Scores = std::array::from_fn(|tag| {
            let mut top = NEVER;
            for before in 0..TAGS {
                let sum = sums[before].saturating_add(steps[before][tag]);
                if follows(before, tag) && sum > top {
                    top = sum;
                    from[tag] = before as u8;
                }
            }
            top.saturating_add(here[tag])
        });
        back.push(from);
        sums = next;
    }
    let mut tag = (0..TAGS).rev().max_by_key(|&tag| sums[tag]).unwrap_or(0);
    for at in (0..scores.len()).rev() {
        tags[at] = tag as u8;
        if at > 0 {
            tag = usize::from(back[at - 1][tag]);
        }
    }
}

/// The names in a row of tags: first, one past the last, kind.
pub fn spans(tags: &[u8]) -> impl Iterator<Item = (usize, usize, MentionKind)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tags.len() && tags[at] == 0 {
            at += 1;
        }
        let kind = match tags.get(at)?.div_ceil(2) {
            1 => MentionKind::Person,
            2 => MentionKind::Organisation,
            _ => MentionKind::Place,
        };
        let (first, inside) = (at, tags[at].div_ceil(2) * 2);
        at += 1;
        while at < tags.len() && tags[at] == inside {
            at += 1;
        }
        Some((first, at, kind))
    })
}

#[cfg(test)]
mod tests {
    use super::{TAGS, best, shipped, spans};
    use crate::model::MentionKind;
    use sha2::Digest;

    /// The first bytes of the SHA-256 of the model that ships.
    const DIGEST: &str = "c752c885681f8b00";

    #[test]
    fn the_model_that_ships_is_the_one_the_card_tells_of() {
        let bytes = include_bytes!("../../../models/names.tagger");
        let digest: String =
            sha2::Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, DIGEST, "train again, and write the new scores into models/names.md");
        assert!(bytes.len() <= 1 << 20, "{} bytes", bytes.len());
        assert!(["id", "en"].iter().all(|code| shipped().seed(code).is_some()));
    }

    #[test]
    fn a_name_goes_on_only_with_its_own_kind() {
        let mut steps = [[0; TAGS]; TAGS];
        steps[1][2] = 1;
        let mut scores = vec![[0; TAGS]; 3];
        scores[0][1] = 5;
        scores[1][4] = 9;
        scores[1][2] = 7;
        let mut tags = Vec::new();
        best(&[true, true, false], &scores, &steps, &mut tags);
        assert_eq!(tags, [1, 2, 0]);
        let found: Vec<_> = spans(&tags).collect();
        assert_eq!(found, [(0, 2, MentionKind::Person)]);
    }
}
