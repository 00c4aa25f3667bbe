//! Small sums with days.

use jiff::civil::Date;

/// So many days on.
pub(super) fn plus_days(date: Date, days: i64) -> Option<Date> {
    if days.abs() > 4_000_000 {
        return None;
    }
    date.checked_add(jiff::Span::new().days(days)).ok()
}

/// So many months on; the last day of the month where it has no such day.
pub(super) fn add_months(date: Date, months: i32) -> Option<Date> {
    if months.abs() > 120_000 {
        return None;
    }
    date.checked_add(jiff::Span::new().months(months)).ok()
}

/// Days from `a` to `b`.
pub(super) fn days_between(a: Date, b: Date) -> i64 {
    a.duration_until(b).as_hours() / 24
}

/// `2025-W23`.
pub(super) fn week_of(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The last such weekday (Monday is 1) up to and including `date`.
pub(super) fn last_weekday(date: Date, weekday: i8) -> Option<Date> {
    let back = (date.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    plus_days(date, -i64::from(back))
}

/// The date nearest to `to`, where one that lies ahead counts as `handicap` days farther off.
pub(super) fn nearest_year(to: Date, dates: impl Iterator<Item = Date>, handicap: i64) -> Option<Date> {
    dates.min_by_key(|date| {
        let days = days_between(to, *date);
        (days.abs() + if days > 0 { handicap } else { 0 }, *date)
    })
}

/// The date nearest to `to` that is such a weekday.
pub(super) fn year_of_weekday(to: Date, dates: impl Iterator<Item = Date>, weekday: i8) -> Option<Date> {
    nearest_year(to, dates.filter(|date| date.weekday().to_monday_one_offset() == weekday), 0)
}
