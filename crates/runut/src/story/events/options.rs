//! What grouping into events can choose.

use serde::{Deserialize, Serialize};

/// What grouping into events can choose. Likeness is counted in ten-thousandths, 10,000 for the same words. Chosen
/// together on the labelled sets, leaving each out in turn: docs/evaluation.md; again with `runut-eval stories --fit`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Finer (above 0) or coarser (below 0) events; every step is a hundredth of likeness.
    pub grain: i32,
    /// Days between an event's reports and a further one, at most.
    pub window: i32,
    /// Days after its last report in which an event is still at hand for late articles; `None` keeps all for ever.
    pub kept: Option<i32>,
    /// Events at hand at most; the oldest leave first. Only where `kept` is given.
    pub most: usize,
    /// The likeness from which events are one, where unrelated reports have nothing in common.
    pub line: i64,
    /// How much the line rises with the likeness of unrelated reports, in tenths.
    pub unrelated: i64,
    /// What every natural logarithm of days apart costs.
    pub apart: i64,
    /// What is added where a date is not known, which then says nothing against.
    pub undated: i64,
    /// How far above the line a report joins an event at once, before the day is over.
    pub sure: i64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            grain: 0,
            window: 5,
            kept: None,
            most: 200_000,
            line: 1100,
            unrelated: 15,
            apart: 300,
            undated: 500,
            sure: 1200,
        }
    }
}

impl Options {
    /// The likeness from which events are one, given that of unrelated reports.
    pub(super) fn line(&self, unrelated: i64) -> i64 {
        self.line + self.unrelated * unrelated / 10 + i64::from(self.grain) * 100
    }
}
