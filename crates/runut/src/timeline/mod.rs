//! Dated statements and events in order, each with evidence; equal statements of several reports merged.

use crate::model::{CopyLink, Entry, Reading, Story};

/// The timeline of one story.
pub fn timeline(_story: &Story, _copies: &[CopyLink], _readings: &[Reading]) -> Vec<Entry> {
    Vec::new()
}
