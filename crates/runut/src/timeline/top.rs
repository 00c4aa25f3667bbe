//! The entries that matter most: those that most newsrooms stand for, each by itself.

use crate::model::Entry;
use std::cmp::Reverse;

/// The `count` entries with most independent reports, the first first, as places in the timeline. A hundred copies of one
/// report weigh as much as the report; among equals those with a known speaker and of one day, then the earlier.
pub fn top(timeline: &[Entry], count: usize) -> Vec<usize> {
    let weight = |entry: &Entry| {
        let named = entry.speaker.is_some() || entry.kind == crate::model::EntryKind::Event;
        // Background stands with its year; news with its day.
        let day = entry.when.from.is_some() && entry.when.from == entry.when.to;
        (entry.independent, named, day)
    };
    let mut places: Vec<usize> = (0..timeline.len()).collect();
    places.sort_by_key(|&at| (Reverse(weight(&timeline[at])), at));
    places.truncate(count);
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DateRange, EntryKind};

    #[test]
    fn independent_reports_count_and_copies_do_not() {
        let entry = |independent: u32, speaker: Option<&str>| Entry {
            when: DateRange::default(),
            kind: EntryKind::Statement,
            text: String::new(),
            speaker: speaker.map(str::to_owned),
            addressee: None,
            reports: Vec::new(),
            independent,
        };
        let timeline = [entry(1, None), entry(1, Some("Rani")), entry(3, Some("Bima")), entry(2, None)];
        assert_eq!(top(&timeline, 3), [2, 3, 1]);
        assert_eq!(top(&timeline, 9).len(), 4);
        assert_eq!(top(&[], 3), Vec::<usize>::new());
        let of = |from: &str, to: &str| Entry {
            when: DateRange { from: from.parse().ok(), to: to.parse().ok() },
            ..entry(1, Some("Rani"))
        };
        let background = [of("1980-01-01", "1980-12-31"), of("2024-03-04", "2024-03-04")];
        assert_eq!(top(&background, 1), [1]);
    }
}
