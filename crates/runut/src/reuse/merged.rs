//! Articles put together from others: what consists of the words of two reports that have nothing in common was made
//! from them, whatever their times.

use super::credit::name;
use super::link::Draft;
use super::order::Order;
use super::words::is_prose;
use crate::model::{Article, ArticleIx, CopyKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Share of an article's prose that others' words make up when nothing of it is its own; rephrased joints and short
/// sentences are not found.
const MADE_OF: f64 = 0.85;

/// Share of a source that lies inside the other, from which it may as well be cut out of it.
const CUT_OUT: f64 = 0.8;

/// Letters of a source that may be missing where all of it was taken: marks and a word at the joints.
const PUT_IN: f64 = 30.0;

/// The letters of an article that one partner has too.
struct Part {
    partner: ArticleIx,
    draft: usize,
    spans: Vec<Span>,
    /// The same words in the partner.
    theirs: Vec<Span>,
    /// How much of the partner lies inside the article.
    inside: f64,
}

/// Settles the direction of links whose articles are made of others.
pub(super) fn settle(drafts: &mut [Draft], articles: &[&Article]) {
    let mut parts: BTreeMap<ArticleIx, Vec<Part>> = BTreeMap::new();
    let mut linked: BTreeSet<(ArticleIx, ArticleIx)> = BTreeSet::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.kind != CopyKind::Translated) {
        linked.extend([(draft.left, draft.right), (draft.right, draft.left)]);
        let (left, right): (Vec<Span>, Vec<Span>) = draft.passages.iter().copied().unzip();
        let part = |partner, spans: &Vec<Span>, theirs: &Vec<Span>, inside| Part {
            partner,
            draft: at,
            spans: spans.clone(),
            theirs: theirs.clone(),
            inside,
        };
        parts.entry(draft.left).or_default().push(part(draft.right, &left, &right, draft.inside.1));
        parts.entry(draft.right).or_default().push(part(draft.left, &right, &left, draft.inside.0));
    }
    // What each article's make-up says of its links: which side was first, and why.
    let mut claims: BTreeMap<usize, Vec<(bool, String)>> = BTreeMap::new();
    for (article, parts) in parts.iter().filter(|(_, parts)| parts.len() > 1) {
        let nearly_all = MADE_OF * letters(articles[*article]) as f64;
        if covered(parts.iter().flat_map(|part| &part.spans)) < nearly_all {
            continue;
        }
        for part in parts {
            // A source has more than was taken from it; or all of it was taken, and something was put in besides.
            let own = letters(articles[part.partner]) as f64 - covered(part.theirs.iter());
            let whole = covered(part.spans.iter()) >= nearly_all;
            if if whole { own > PUT_IN } else { part.inside >= CUT_OUT } {
                continue;
            }
            // A stranger shares nothing with this partner, and each has words of the article that the other has not.
            let alone = |one: &Part, two: &Part| {
                let common = |span: &Span| two.spans.iter().map(|own| common(*span, *own)).sum::<u32>();
                one.spans.iter().any(|span| common(span) * 2 < span.len() as u32)
            };
            let stranger = |other: &&Part| {
                other.partner != part.partner
                    && !linked.contains(&(part.partner, other.partner))
                    && other.inside < CUT_OUT
                    && alone(other, part)
                    && alone(part, other)
            };
            let Some(other) = parts.iter().find(stranger) else { continue };
            let why = format!(
                "{} is put together from {} and {}, which share nothing with each other",
                name(articles[*article]),
                name(articles[part.partner]),
                name(articles[other.partner])
            );
            let partner_is_right = drafts[part.draft].right == part.partner;
            claims.entry(part.draft).or_default().push((partner_is_right, why));
        }
    }
    for (draft, claims) in claims {
        let draft = &mut drafts[draft];
        let right_first = claims[0].0;
        let shape = draft.order.known && !draft.order.firm;
        if claims.iter().any(|claim| claim.0 != right_first)
            || (shape && draft.order.right_first != right_first)
        {
            // Copies of a report may cover it as well as sources do.
            if !draft.order.known {
                draft.order =
                    Order::unknown("order unknown; each may be put together from others".to_owned());
            }
            continue;
        }
        let why = &claims[0].1;
        if !draft.order.firm {
            draft.order = Order { right_first, known: true, firm: false, why: why.clone() };
        } else if draft.order.right_first != right_first {
            draft.order = Order::unknown(format!("order unknown; {}, yet {why}", draft.order.why));
            continue;
        }
        if draft.kind != CopyKind::Quote {
            draft.kind = CopyKind::Merged;
        }
    }
}

/// Letters of an article's prose, in bytes.
fn letters(article: &Article) -> usize {
    if article.blocks.is_empty() {
        return article.text.len();
    }
    article.blocks.iter().filter(|block| is_prose(block.kind)).map(|block| block.span.len()).sum()
}

/// Bytes that both spans hold.
fn common(one: Span, two: Span) -> u32 {
    one.end.min(two.end).saturating_sub(one.start.max(two.start))
}

/// Bytes that at least one of the spans holds.
fn covered<'s>(spans: impl Iterator<Item = &'s Span>) -> f64 {
    let mut spans: Vec<&Span> = spans.collect();
    spans.sort();
    let (mut end, mut bytes) = (0, 0u32);
    for span in spans {
        bytes += span.end.saturating_sub(span.start.max(end));
        end = end.max(span.end);
    }
    f64::from(bytes)
}
