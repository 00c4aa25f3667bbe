//! How many of some reports stand on their own feet: copies, and reports that reach back to one agency, count once.

use crate::model::{Article, ArticleIx, ChainLink, CopyLink, Reading};
use crate::reuse::same_name;

/// The number of independent reports. Two are one when a copy link joins their articles, when one says it is a copy of
/// the other's outlet, when both go back to the same first source ("KCNA", whoever carried it), when one goes back to
/// the other's outlet, or when one newsroom printed both.
pub(crate) fn independent(
    reports: &[(ArticleIx, &[ChainLink])],
    copies: &[CopyLink],
    readings: &[Reading],
) -> u32 {
    let mut group: Vec<usize> = (0..reports.len()).collect();
    for one in 0..reports.len() {
        for two in 0..one {
            if group[one] != group[two] && connected(reports[one], reports[two], copies, readings) {
                let (from, to) = (group[one].max(group[two]), group[one].min(group[two]));
                group.iter_mut().filter(|at| **at == from).for_each(|at| *at = to);
            }
        }
    }
    group.sort_unstable();
    group.dedup();
    group.len() as u32
}

fn connected(
    one: (ArticleIx, &[ChainLink]),
    two: (ArticleIx, &[ChainLink]),
    copies: &[CopyLink],
    readings: &[Reading],
) -> bool {
    let (left, right) = (&readings[one.0].article, &readings[two.0].article);
    let linked = |link: &CopyLink| {
        let pair = (link.earlier, link.later);
        link.kind.is_of_text() && (pair == (one.0, two.0) || pair == (two.0, one.0))
    };
    one.0 == two.0
        || same_name(left.outlet_name(), right.outlet_name())
        || goes_back(left, one.1, right)
        || goes_back(right, two.1, left)
        || matches!((root(left, one.1), root(right, two.1)), (Some(one), Some(two)) if same_name(one, two))
        || copies.iter().any(linked)
}

/// The first source of a report, when it is not the newsroom's own.
fn root<'r>(article: &'r Article, chain: &'r [ChainLink]) -> Option<&'r str> {
    let chained = chain.last().map(|link| link.name.as_str());
    let original = || article.original.as_ref().map(|original| original.outlet.as_str());
    // An agency that signs the whole article tells also what nobody in it is quoted with.
    chained.or_else(original).or_else(|| article.agencies.first().map(|agency| agency.value.as_str()))
}

/// Whether a report says that it has its news from the other's outlet.
fn goes_back(article: &Article, chain: &[ChainLink], other: &Article) -> bool {
    let outlet = other.outlet_name();
    chain.iter().any(|link| same_name(&link.name, outlet))
        || article.original.as_ref().is_some_and(|original| same_name(&original.outlet, outlet))
}
