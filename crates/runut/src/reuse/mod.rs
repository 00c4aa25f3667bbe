//! Who copies whom: shingles, containment, alignment, and the evidence for the direction.
//!
//! A pair of steps: `fingerprint` looks at one article, `copies` compares them. Passages, not documents: Indonesian
//! outlets seldom copy whole articles and often parts, sometimes one quotation.

mod agencies;
mod align;
mod clock;
mod credit;
mod fingerprint;
mod link;
mod merged;
mod order;
mod scan;
mod shelf;
mod slips;
mod translated;
pub(crate) mod words;

pub use agencies::agencies;
pub(crate) use credit::same_name;
pub use fingerprint::{Fingerprint, fingerprint};
pub use link::COPY_SHARE;
pub use slips::slips;

use crate::model::{Article, ArticleIx, CopyLink, Reading};
use align::Prose;
use link::Draft;
use shelf::{Near, Place, Shelf};

/// Kept shingles that two articles must share before they are compared in full: more than one, and one more for so many
/// that the shorter one keeps. A copy of `COPY_SHARE` has twice as many on average.
const FEWEST: u32 = 1;
const FOR_EACH: u32 = 14;

/// Tenths of the kept shingles that two pages of one outlet must share, of which no passage is a copy.
const OWN: u32 = 3;

/// Tenths of the kept shingles that versions of one page have in common.
const VERSION: u32 = 8;

/// Articles whose words are kept while others are compared with them; copies come soon after what they copy.
const RECENT: usize = 256;

/// Finds copies among articles, with passages, direction and the reason for it; ordered by the articles' days and ids.
pub fn copies(readings: &[Reading]) -> Vec<CopyLink> {
    let articles: Vec<&Article> = readings.iter().map(|reading| &reading.article).collect();
    copies_of(&articles)
}

/// The same over bare articles.
pub fn copies_of(articles: &[&Article]) -> Vec<CopyLink> {
    let mut order: Vec<ArticleIx> = (0..articles.len()).collect();
    order.sort_by_cached_key(|&at| (articles[at].day(), articles[at].id.as_str(), at));
    // Only samples are kept for all: words are larger than the texts, and few are looked at again. What is house text is
    // known when all have been seen, so nothing is compared before.
    let mut shelf = Shelf::default();
    let mut near: Vec<Vec<Near>> = Vec::with_capacity(articles.len());
    for (place, &at) in order.iter().enumerate() {
        let mut those = shelf.add(&fingerprint(articles[at]), articles[at].outlet_name());
        those.retain(|one| is_candidate(one, place as Place, &shelf));
        those.shrink_to_fit();
        near.push(those);
    }
    let mut recent: Vec<Option<(Place, Prose)>> = vec![None; RECENT];
    let mut drafts: Vec<Draft> = Vec::new();
    for (place, near) in near.into_iter().enumerate() {
        let place = place as Place;
        if near.is_empty() {
            continue;
        }
        let later = Prose::of(articles[order[place as usize]]);
        for near in near {
            let (left, right) = (order[near.place as usize], order[place as usize]);
            let slot = &mut recent[near.place as usize % RECENT];
            let earlier = match slot {
                Some((known, prose)) if *known == near.place => prose,
                _ => &mut slot.insert((near.place, Prose::of(articles[left]))).1,
            };
            drafts.extend(link::link(
                (left, articles[left], earlier),
                (right, articles[right], &later),
                &shelf,
            ));
        }
        recent[place as usize % RECENT] = Some((place, later));
    }
    drafts.extend(translated::copies(articles, &order));
    merged::settle(&mut drafts, articles);
    let mut links: Vec<CopyLink> = drafts.into_iter().map(Draft::link).collect();
    let mut rank = vec![0; articles.len()];
    order.iter().enumerate().for_each(|(place, &at)| rank[at] = place);
    links.sort_by_key(|link| (rank[link.earlier], rank[link.later]));
    links
}

/// Whether an article shares enough with the one at `place` to be compared in full.
fn is_candidate(near: &Near, place: Place, shelf: &Shelf) -> bool {
    let (one, two) = (shelf.kept(near.place), shelf.kept(place));
    let fewest = one.shingles.min(two.shingles);
    let copied = match one.outlet == two.outlet && !shelf.is_nameless(one.outlet) {
        true => near.shingles * 10 >= fewest * OWN,
        false => near.sentences > 0 || near.shingles > FEWEST + fewest / FOR_EACH,
    };
    // Versions of one page share also what is house text.
    copied || (near.shingles + near.house) * 10 >= one.shingles.max(two.shingles) * VERSION
}

#[cfg(test)]
mod tests;
