//! Which lines of a dump are body: hard rules first, and the learned line model for what they leave open.

use super::anchors::prose;
use super::measures::{Measures, Row};
use super::roles;
use crate::extract::draft::Sheet;
use crate::extract::look::{self, Look};
use crate::lang::{FurnitureRole, Packs};
use crate::trees::{Forest, ONE};
use std::ops::Range;
use std::sync::LazyLock;

/// The line model; see models/lines.md for what it was trained on and how well it does.
static SHIPPED: LazyLock<Forest> = LazyLock::new(|| {
    Forest::read(include_bytes!("../../../models/lines.trees")).expect("a test reads the model that ships")
});

/// The model that ships.
pub(crate) fn shipped() -> &'static Forest {
    &SHIPPED
}

/// What a line between a dateline and a sign-off needs less to be kept, log-odds.
const ANCHORED: i32 = ONE;

/// Fewest words of a sentence that a rule for labels and credits may have taken by mistake.
const PLAINLY_PROSE: usize = 18;

/// Whether a line is body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Verdict {
    /// It is.
    pub keep: bool,
    /// How much speaks for it, where the model was asked.
    pub score: Option<i32>,
}

/// Judges every line.
pub(crate) fn verdicts(
    sheet: &Sheet<'_>,
    looks: &[Look],
    ruled: Range<usize>,
    forest: &Forest,
) -> Vec<Verdict> {
    let measures = Measures::of(sheet.text, looks, ruled.clone());
    let mut row = Row::default();
    let mut judge = |at: usize| {
        if !measures.worth_asking(at) || ruled_out(sheet, looks, at) {
            return Verdict { keep: false, score: None };
        }
        measures.read(at, &mut row);
        let score = forest.score(&row.values);
        // Between the anchors a sentence is body, whatever the model thinks of so short a page.
        let keep = match measures.anchored(at) {
            true => score + ANCHORED > 0 || prose(&looks[at]) > 0,
            false => score > 0,
        };
        Verdict { keep, score: Some(score) }
    };
    let mut verdicts: Vec<Verdict> = (0..looks.len()).map(&mut judge).collect();
    // Where the model sees no body at all, an article refused would be lost: the rules have the say.
    if !verdicts.iter().any(|verdict| verdict.keep) {
        for at in ruled {
            verdicts[at].keep = !ruled_out(sheet, looks, at);
        }
    }
    verdicts
}

/// Whether rules alone say that a line is none of the body, wherever it stands.
fn ruled_out(sheet: &Sheet<'_>, looks: &[Look], at: usize) -> bool {
    let look = &looks[at];
    let sentence = look.shape.ends && look.shape.words >= PLAINLY_PROSE;
    let known = look.role().is_some_and(|role| match role {
        FurnitureRole::Promo
        | FurnitureRole::Credit
        | FurnitureRole::Author
        | FurnitureRole::Comments
        | FurnitureRole::Legal
        | FurnitureRole::Tags
        | FurnitureRole::Share => !sentence,
        FurnitureRole::Summary => false,
        _ => true,
    });
    known
        || look.sign_off.is_some()
        || look.date.is_some()
        || roles::related_beside(looks, at)
        || roles::under_label(sheet, looks, at)
}

/// The lines of a dump with what the model sees of each.
pub(crate) fn measured(text: &str, packs: &Packs, language: &str) -> Vec<(Range<usize>, Vec<i32>)> {
    let looks = look::looks(text, &look::lines(text), packs, language);
    let Some(ruled) = super::anchors::body(&looks) else { return Vec::new() };
    let measures = Measures::of(text, &looks, ruled);
    let asked = (0..measures.len()).filter(|at| measures.worth_asking(*at));
    let row = |at: usize| {
        let mut row = Row::default();
        measures.read(at, &mut row);
        (looks[at].range.clone(), row.values)
    };
    asked.map(row).collect()
}

/// What the model sees of a line, by name.
pub(crate) fn features() -> Vec<String> {
    let look = look::bare(0..0);
    let measures = Measures::of("", &[look], 0..1);
    let mut row = Row { values: Vec::new(), names: Some(Vec::new()) };
    measures.read(0, &mut row);
    row.names.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest as _, Sha256};

    /// Changes with the model: a model that changes without its card is a mistake.
    const DIGEST: &str = "d4f9ca9844ba497c3e65896838af657736578d2f4572b69d7cf2a320c468e79f";

    #[test]
    fn the_model_is_small_and_the_one_of_the_card_and_sees_what_is_measured() {
        let bytes = include_bytes!("../../../models/lines.trees");
        assert!(bytes.len() < 100_000, "{} bytes", bytes.len());
        let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, DIGEST, "train again, and write the new scores into models/lines.md");
        assert_eq!(usize::from(shipped().features), features().len());
        let card = include_str!("../../../models/lines.md");
        assert!(card.contains(&format!("{} features", features().len())), "models/lines.md");
        assert!(card.contains(&format!("{} trees", shipped().trees.len())), "models/lines.md");
    }
}
