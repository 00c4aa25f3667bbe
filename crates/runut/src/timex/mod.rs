//! Temporal expressions: found, resolved, and held against the calendar.

use crate::lang::Packs;
use crate::model::{Article, Guess, RemovedTime, Sentence, TimeExpression, Tokens};

/// A day of publication for an article that states none, from what its text says, with the reason.
pub fn publication_guess(
    _article: &Article,
    _tokens: &Tokens,
    _sentences: &[Sentence],
    _packs: &Packs,
) -> Option<Guess> {
    None
}

/// Finds temporal expressions, resolves them from the day of publication and from each other, checks weekdays.
pub fn time_expressions(
    _article: &Article,
    _tokens: &Tokens,
    _sentences: &[Sentence],
    _packs: &Packs,
) -> Vec<TimeExpression> {
    Vec::new()
}

/// The same in the removed parts of the page, never resolved: their clock is the crawler's.
pub fn removed_times(_article: &Article, _packs: &Packs) -> Vec<RemovedTime> {
    Vec::new()
}
