//! The averaged structured perceptron (Collins 2002) with a margin, in whole numbers and in a fixed order.

use super::written::Dice;
use runut::ner::tagger::{Scores, TAGS, best};
use rustc_hash::FxHashMap;

/// One sentence: the features of each token, which tokens are scored, and the right tags.
pub struct Sentence {
    /// Hashes of features, none for tokens that are not scored.
    pub features: Vec<Vec<u64>>,
    /// Which tokens are scored.
    pub active: Vec<bool>,
    /// Right tags.
    pub gold: Vec<u8>,
}

/// How the weights are learned.
pub struct Learning {
    /// Passes over the sentences.
    pub passes: usize,
    /// Points that every wrong tag gets while learning, so that the right one wins by at least that.
    pub margin: i32,
    /// What one point of an averaged weight is in the file.
    pub scale: i64,
    /// Features whose greatest weight in the file is below this are left out.
    pub least: i32,
}

/// What was learned: steps from tag to tag, and features in the order of their worth.
pub struct Learned {
    /// What going from one tag to the next adds.
    pub steps: [Scores; TAGS],
    /// Weights of the features.
    pub features: Vec<(u64, Scores)>,
}

/// A weight and the sum that its average is made from.
#[derive(Clone, Copy, Default)]
struct Weight {
    now: i32,
    sum: i64,
}

impl Weight {
    fn change(&mut self, by: i32, time: i64) {
        self.now += by;
        self.sum += i64::from(by) * time;
    }

    /// The average over all times, in steps of the file, rounded half away from zero.
    fn average(&self, time: i64, scale: i64) -> i32 {
        let sum = (i64::from(self.now) * time - self.sum) * scale;
        ((sum + sum.signum() * time / 2) / time) as i32
    }
}

/// Learns the weights of sentences, each seen once a pass.
pub fn learn(sentences: &[&Sentence], learning: &Learning) -> Learned {
    let mut index = FxHashMap::<u64, u32>::default();
    let mut order = Vec::new();
    let rows: Vec<Vec<Vec<u32>>> = sentences
        .iter()
        .map(|sentence| {
            let row = |feature: &u64| {
                *index.entry(*feature).or_insert_with(|| {
                    order.push(*feature);
                    order.len() as u32 - 1
                })
            };
            let mut row = row;
            sentence.features.iter().map(|token| token.iter().map(&mut row).collect()).collect()
        })
        .collect();
    let mut weights = vec![[Weight::default(); TAGS]; order.len()];
    let mut steps = [[Weight::default(); TAGS]; TAGS];
    let mut turn: Vec<usize> = (0..sentences.len()).collect();
    let mut dice = Dice::new();
    let mut time = 1i64;
    let mut tags = Vec::new();
    for _ in 0..learning.passes {
        for last in (1..turn.len()).rev() {
            turn.swap(last, dice.below(last + 1));
        }
        for &at in &turn {
            let sentence = sentences[at];
            let scores: Vec<Scores> = (0..sentence.gold.len())
                .map(|token| {
                    let mut scores = [0; TAGS];
                    for &row in &rows[at][token] {
                        scores
                            .iter_mut()
                            .zip(&weights[row as usize])
                            .for_each(|(score, weight)| *score += weight.now);
                    }
                    let wrong = |tag: &usize| *tag != usize::from(sentence.gold[token]);
                    (0..TAGS).filter(wrong).for_each(|tag| scores[tag] += learning.margin);
                    scores
                })
                .collect();
            let now: [Scores; TAGS] =
                std::array::from_fn(|from| std::array::from_fn(|to| steps[from][to].now));
            best(&sentence.active, &scores, &now, &mut tags);
            time += 1;
            let (mut right, mut wrong) = (0, 0);
            for token in 0..tags.len() {
                if !sentence.active[token] {
                    (right, wrong) = (0, 0);
                    continue;
                }
                let (gold, tag) = (usize::from(sentence.gold[token]), usize::from(tags[token]));
                if gold != tag {
                    for &row in &rows[at][token] {
                        weights[row as usize][gold].change(1, time);
                        weights[row as usize][tag].change(-1, time);
                    }
                }
                if (right, gold) != (wrong, tag) {
                    steps[right][gold].change(1, time);
                    steps[wrong][tag].change(-1, time);
                }
                (right, wrong) = (gold, tag);
            }
        }
    }
    let averages = |row: &[Weight; TAGS]| -> Scores {
        std::array::from_fn(|tag| row[tag].average(time, learning.scale))
    };
    let mut features: Vec<(u64, Scores)> =
        order.iter().zip(&weights).map(|(feature, row)| (*feature, averages(row))).collect();
    let worth = |weights: &Scores| weights.iter().map(|weight| weight.abs()).max().unwrap_or(0);
    features.retain(|(_, weights)| worth(weights) >= learning.least);
    features.sort_by_key(|(feature, weights)| (std::cmp::Reverse(worth(weights)), *feature));
    Learned { steps: std::array::from_fn(|from| averages(&steps[from])), features }
}
