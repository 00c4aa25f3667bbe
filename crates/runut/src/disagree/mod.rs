//! Same thing, different date, figure or wording; headline against body.

use crate::model::{Disagreement, Reading, Story};

/// Where the reports of one story contradict each other or themselves.
pub fn disagreements(_story: &Story, _readings: &[Reading]) -> Vec<Disagreement> {
    Vec::new()
}
