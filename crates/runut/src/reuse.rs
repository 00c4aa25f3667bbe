//! Who copies whom: shingles, containment, alignment.

use crate::model::{CopyLink, Reading};

/// Finds copies among articles, with passages, direction and the reason for it.
pub fn copies(_readings: &[Reading]) -> Vec<CopyLink> {
    Vec::new()
}
