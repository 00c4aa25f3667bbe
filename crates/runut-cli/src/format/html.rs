//! Markdown.
use crate::locale::Words;
use runut::model::{Reading, Trace};
use runut::wire::Skipped;
/// All stories of a run.
pub fn trace(trace: &Trace, readings: &[Reading], skipped: &[Skipped], words: &Words) -> String {
    super::text::trace(trace, readings, skipped, words)
}
