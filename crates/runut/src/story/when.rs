//! The day an event happened, as its reports tell it.

use crate::model::{ArticleIx, DateRange, Reading, TimeKind};
use crate::reuse::words::is_prose;
use jiff::civil::Date;

/// Days before its publication in which a report's news happened; older days in it are background.
const NEWS_DAYS: i64 = 4;

/// The days the report's own news happened: those its statements were made on, else the first day its text names;
/// both near its publication. Open when it tells none.
pub(crate) fn happened(reading: &Reading) -> DateRange {
    let published = reading.article.day();
    let near = |days: &DateRange| {
        let (Some(from), Some(to)) = (days.from, days.to) else { return false };
        let one = apart(from, to) <= 1;
        one && published.is_none_or(|day| (0..=NEWS_DAYS).contains(&apart(to, day)))
    };
    let statements = &reading.annotations.statements;
    let said = statements.iter().filter_map(|statement| statement.said_on.as_ref().map(|said| said.days));
    let said: Vec<DateRange> = said.filter(near).collect();
    if let Some(days) = usual(&said) {
        return days;
    }
    let prose = |start: u32| reading.article.block_at(start).is_some_and(|block| is_prose(block.kind));
    let named = reading
        .annotations
        .times
        .iter()
        .filter(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time) && prose(time.span.start));
    named.filter_map(|time| time.days()).find(near).unwrap_or_default()
}

/// The days met most often; the earliest of those met equally often.
fn usual(days: &[DateRange]) -> Option<DateRange> {
    let count = |day: &DateRange| days.iter().filter(|other| *other == day).count();
    days.iter().copied().max_by_key(|day| (count(day), std::cmp::Reverse(*day)))
}

/// Days from one date to the next; negative when it lies before.
pub(crate) fn apart(from: Date, to: Date) -> i64 {
    to.since(from).map_or(0, |span| i64::from(span.get_days()))
}

/// Days since 1970.
pub(crate) fn number(day: Date) -> i64 {
    apart(Date::constant(1970, 1, 1), day)
}

/// When an event happened: the days its reports tell, else the days they were published.
pub(crate) fn of_event(reports: &[ArticleIx], happened: &[DateRange], readings: &[Reading]) -> DateRange {
    let told: Vec<DateRange> =
        reports.iter().map(|&at| happened[at]).filter(|days| days.from.is_some()).collect();
    let published =
        || reports.iter().filter_map(|&at| readings[at].article.day()).map(DateRange::day).collect();
    let days: Vec<DateRange> = if told.is_empty() { published() } else { told };
    let from = days.iter().filter_map(|day| day.from).min();
    let to = days.iter().filter_map(|day| day.to).max();
    DateRange { from, to }
}
