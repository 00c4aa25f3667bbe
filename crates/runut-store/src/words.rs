//! Words as the full-text index has them: as printed, and beside them the stems of those that have another.

use runut::lang::Packs;
use runut::model::Reading;

/// For each sentence, the stems of its words that differ from the words, apart by blanks.
pub(crate) fn stems(_reading: &Reading, _packs: &Packs) -> Vec<String> {
    Vec::new()
}
