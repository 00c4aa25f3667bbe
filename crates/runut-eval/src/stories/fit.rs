//! Chooses what grouping can choose, on all labelled sets but one, and tells how the one left out fares.

use super::{Line, bcubed, f1, load};
use runut::lang::Packs;
use runut::story::{Events, Fingerprint, Options, Report, fingerprint};
use std::collections::BTreeMap;
use std::path::Path;

/// Sets to choose on; beside the five of the goal the larger half of one of them.
const SETS: [&str; 6] =
    ["id_2025a", "en_fnc_a", "en_basil_2010_2015", "vi_ktlab_a", "en_ecbplus_dev", "en_ecbplus_train"];

/// The first five are those of the goal.
const OF_THE_GOAL: usize = 5;

struct Set {
    lines: Vec<Line>,
    prints: Vec<Fingerprint>,
}

impl Set {
    fn of(lines: Vec<Line>, packs: &Packs) -> Self {
        let mut lines = lines;
        lines.sort_by(|one, two| (one.date.get(..10), &one.id).cmp(&(two.date.get(..10), &two.id)));
        let prints =
            lines.iter().map(|line| fingerprint(&line.reading().article, &packs.languages)).collect();
        Self { lines, prints }
    }

    /// BCubed F1 of its events under some options.
    fn score(&self, options: &Options, packs: &Packs) -> f64 {
        let mut fold = Events::new(options.clone(), &packs.languages);
        let mut event_of = Vec::with_capacity(self.lines.len());
        for (line, print) in self.lines.iter().zip(&self.prints) {
            let report =
                Report { id: &line.id, print, happened: None, language: &line.lang, outlet: &line.outlet };
            event_of.push(fold.add(&report));
        }
        fold.close();
        let into: BTreeMap<usize, usize> =
            fold.merges().iter().map(|merge| (merge.from, merge.into)).collect();
        let events: Vec<String> = event_of
            .into_iter()
            .map(|mut event| {
                while let Some(older) = into.get(&event) {
                    event = *older;
                }
                event.to_string()
            })
            .collect();
        let gold: Vec<&str> = self.lines.iter().map(|line| line.story.as_str()).collect();
        let found: Vec<&str> = events.iter().map(String::as_str).collect();
        let (p, r) = bcubed(&gold, &found);
        f1(p, r)
    }
}

/// A small generator (Marsaglia 2003): tries are the same in every run.
struct Dice(u64);

impl Dice {
    fn among<T: Copy>(&mut self, choices: &[T]) -> T {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        choices[(self.0 % choices.len() as u64) as usize]
    }

    fn options(&mut self) -> Options {
        let steps = |from: i64, to: i64, step: i64| -> Vec<i64> {
            (0..=(to - from) / step).map(|n| from + n * step).collect()
        };
        Options {
            line: self.among(&steps(500, 1500, 50)),
            unrelated: self.among(&steps(0, 40, 5)),
            apart: self.among(&steps(100, 700, 50)),
            undated: self.among(&steps(0, 600, 50)),
            sure: self.among(&[300, 500, 800, 1000, 1500]),
            window: self.among(&[3, 5, 7, 14]),
            ..Options::default()
        }
    }
}

/// Tries many options; prints the best on the mean of all sets, and for each set how those do on it that are best
/// without it.
pub(super) fn run(folder: &Path, packs: &Packs, tries: usize) -> anyhow::Result<()> {
    let mut sets = Vec::new();
    for set in SETS {
        let Some(lines) = load(&folder.join(set).with_extension("jsonl"))? else { return Ok(()) };
        sets.push(Set::of(lines, packs));
    }
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut tried: Vec<(Options, Vec<f64>)> = Vec::new();
    for nth in 0..tries {
        let options = if nth == 0 { Options::default() } else { dice.options() };
        let scores = sets.iter().map(|set| set.score(&options, packs)).collect();
        tried.push((options, scores));
    }
    let mean_without = |scores: &[f64], left_out: &[usize]| {
        let kept: Vec<f64> =
            (0..scores.len()).filter(|at| !left_out.contains(at)).map(|at| scores[at]).collect();
        kept.iter().sum::<f64>() / kept.len() as f64
    };
    let show = |what: &str, (options, scores): &(Options, Vec<f64>)| {
        let Options { line, unrelated, apart, undated, sure, window, .. } = options;
        let scores: Vec<String> = scores.iter().map(|score| format!("{score:.3}")).collect();
        println!(
            "{what:<28} line {line} unrelated {unrelated} apart {apart} undated {undated} sure {sure} window {window}: {}",
            scores.join(" ")
        );
    };
    show("default", &tried[0]);
    let best = |left_out: &[usize]| {
        let by = |one: &&(Options, Vec<f64>), two: &&(Options, Vec<f64>)| {
            mean_without(&one.1, left_out).total_cmp(&mean_without(&two.1, left_out))
        };
        tried.iter().max_by(by)
    };
    if let Some(all) = best(&[]) {
        show("best on all", all);
    }
    let mut sum = 0.0;
    for (at, set) in SETS.iter().enumerate().take(OF_THE_GOAL) {
        // Both halves of ECB+ are left out together.
        let left_out = if set.contains("ecbplus") { vec![4, 5] } else { vec![at] };
        if let Some(one) = best(&left_out) {
            show(&format!("without {set}"), one);
            sum += one.1[at];
        }
    }
    println!("mean of the sets left out: {:.4}", sum / OF_THE_GOAL as f64);
    Ok(())
}
