//! Events and running stories: topic detection and tracking, online.

use crate::lang::Packs;
use crate::model::{Reading, Story};

/// Groups articles into events and events into running stories; without timelines yet.
pub fn stories(_readings: &[Reading], _packs: &Packs) -> Vec<Story> {
    Vec::new()
}
