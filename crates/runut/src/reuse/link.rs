//! Two texts compared in full: whether one holds the other's words, which passages, and as what kind of copy.

use super::align::{Aligned, Prose, Run};
use super::credit::same_name;
use super::fingerprint::{SENTENCE, WORDS, is_sampled, key};
use super::order::{Compared, INSIDE, Order, order};
use super::shelf::Shelf;
use crate::model::{Article, ArticleIx, CopyKind, CopyLink, Passage};

/// Share of the shorter article's shingles from which two outlets' articles are shown as copies, 0 to 1.
/// Chosen on made copies (`runut-eval stories`): half-quoted paragraphs are in, common phrases out.
pub const COPY_SHARE: f64 = 0.15;

/// The same within one outlet, where house text, follow-ups and corrected versions share much.
const SAME_OUTLET_SHARE: f64 = 0.5;

/// Share of both texts, and words, from which two pages are versions of one: house text is what pages have in common
/// that are otherwise different.
const VERSION: f64 = 0.9;
const VERSION_WORDS: usize = 50;

/// Shared words below which there is no passage worth showing.
const PASSAGE_WORDS: usize = 8;

/// Words of a sentence outside quotation marks that is a copy even if it is alone; inside them `SENTENCE` are enough.
const SENTENCE_WORDS: usize = 10;

/// A link whose direction may still change when all links are known.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub left: ArticleIx,
    pub right: ArticleIx,
    pub kind: CopyKind,
    /// How much of the left one's shingles the right one holds, and the other way round.
    pub inside: (f64, f64),
    /// What they share, in words.
    pub shares: String,
    pub order: Order,
    /// Places in the left and in the right text.
    pub passages: Vec<(crate::model::Span, crate::model::Span)>,
}

impl Draft {
    /// The link, with the earlier article first.
    pub fn link(self) -> CopyLink {
        let first = self.order.right_first;
        let turned = |pair: (f64, f64)| if first { (pair.1, pair.0) } else { pair };
        let (earlier, later) = if first { (self.right, self.left) } else { (self.left, self.right) };
        let passage = |&(left, right): &(_, _)| match first {
            true => Passage { earlier: right, later: left },
            false => Passage { earlier: left, later: right },
        };
        let mut passages: Vec<Passage> = self.passages.iter().map(passage).collect();
        passages.sort_by_key(|passage| (passage.later, passage.earlier));
        let (of_earlier, of_later) = turned(self.inside);
        let thousandths = |share: f64| (share.min(1.0) * 1000.0).round() / 1000.0;
        CopyLink {
            earlier,
            later,
            kind: self.kind,
            share: thousandths(of_earlier.max(of_later)),
            of_earlier: thousandths(of_earlier),
            of_later: thousandths(of_later),
            why: format!("{}; {}", self.shares, self.order.why),
            order_known: self.order.known,
            passages,
        }
    }
}

/// Compares two articles in full.
pub(super) fn link(
    (left_at, left, one): (ArticleIx, &Article, &Prose),
    (right_at, right, two): (ArticleIx, &Article, &Prose),
    shelf: &Shelf,
) -> Option<Draft> {
    let kept_keys = |run: &Run| {
        let shingles = &two.shingles[run.right..=run.right + run.words - WORDS];
        shingles.iter().filter(|shingle| is_sampled(**shingle)).map(|shingle| key(*shingle))
    };
    let is_house = |run: &Run| {
        let (mut all, mut house) = (0, 0);
        kept_keys(run).for_each(|key| {
            all += 1;
            house += usize::from(shelf.is_house(key));
        });
        house > 0 && house * 2 >= all
    };
    let aligned = Aligned::of(one, two);
    let words = one.words.len().min(two.words.len());
    let held = aligned.shared(&[]);
    let versions = words >= VERSION_WORDS && held as f64 >= VERSION * one.distinct.max(two.distinct) as f64;
    let (house, runs): (Vec<Run>, Vec<Run>) =
        aligned.runs().into_iter().partition(|run| !versions && is_house(run));
    let shared = if house.is_empty() { held } else { aligned.shared(&house) } as f64;
    let inside = (shared / one.distinct.max(1) as f64, shared / two.distinct.max(1) as f64);
    let share = inside.0.max(inside.1);
    let one_outlet = same_name(left.outlet_name(), right.outlet_name());
    let enough = share >= if one_outlet { SAME_OUTLET_SHARE } else { COPY_SHARE };
    let (kind, shown): (CopyKind, Vec<&Run>) = if enough {
        let kind = match (inside.0 >= INSIDE, inside.1 >= INSIDE) {
            (true, true) => CopyKind::Whole,
            (false, false) => CopyKind::Part,
            _ => CopyKind::Abridged,
        };
        (kind, runs.iter().filter(|run| run.words >= PASSAGE_WORDS).collect())
    } else if one_outlet {
        return None;
    } else {
        let alone: Vec<(&Run, CopyKind)> =
            runs.iter().filter_map(|run| Some((run, alone(run, one, two)?))).collect();
        let part = alone.iter().any(|(_, kind)| *kind == CopyKind::Part);
        let kind = if part { CopyKind::Part } else { CopyKind::Quote };
        (kind, alone.into_iter().map(|(run, _)| run).collect())
    };
    let longest = shown.iter().map(|run| run.words).max()?;
    // Versions of one text carry house text too, though it is no reason to leave anything out of them.
    let carries = |of: &Article| {
        let mut all = house.iter().chain(&runs);
        all.any(|run| kept_keys(run).any(|key| shelf.is_house_of(key, of.outlet_name())))
    };
    let compared = Compared {
        inside,
        words: (one.words.len(), two.words.len()),
        carries: if one_outlet { (false, false) } else { (carries(right), carries(left)) },
    };
    let shares = match kind {
        CopyKind::Quote => format!("one quotation of {longest} words stands in both, word for word"),
        CopyKind::Part if !enough => format!("a passage of {longest} words stands in both, word for word"),
        _ => format!(
            "{:.0} % of the shorter text stands in the other word for word, the longest passage {longest} words",
            share.min(1.0) * 100.0
        ),
    };
    Some(Draft {
        left: left_at,
        right: right_at,
        kind,
        inside,
        shares,
        order: order(left, right, &compared),
        passages: shown.iter().map(|run| (run.span(one, false), run.span(two, true))).collect(),
    })
}

/// What a shared run is by itself: a quotation or a sentence that stands whole in it, in either text.
fn alone(run: &Run, one: &Prose, two: &Prose) -> Option<CopyKind> {
    let within = |prose: &Prose, from: usize| prose.sentences(from, from + run.words);
    let mut sentences = within(one, run.left);
    sentences.extend(within(two, run.right));
    let long = |&(from, to, quoted): &(usize, usize, bool)| {
        to - from >= if quoted { SENTENCE } else { SENTENCE_WORDS }
    };
    let quoted = sentences.iter().filter(|sentence| long(sentence)).map(|(.., quoted)| *quoted).max()?;
    Some(if quoted { CopyKind::Quote } else { CopyKind::Part })
}
