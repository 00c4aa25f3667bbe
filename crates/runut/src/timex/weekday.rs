//! A printed weekday that contradicts its date: what was meant, where the evidence says so.

use super::calendar::days_between;
use jiff::civil::{Date, Weekday};

/// A date in the news is printed within so many days of the happening; wider guesses would be guesses.
const NEAR: i64 = 14;

/// One field of a printed date that may have slipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Slip {
    Year,
    Month,
    Day,
    Weekday,
}

/// The date that was meant, if the evidence says which, and the evidence in words.
///
/// First the same day elsewhere in the text with a weekday that agrees; then the one edit of a single field (year,
/// month or day by a digit or two swapped, or the weekday) that agrees and lies near the day of publication. Two
/// edits that are about as good leave it open: then the contradiction is told and nothing more.
pub(super) fn likely(
    written: Date,
    printed: i8,
    published: Option<Date>,
    elsewhere: &[Date],
) -> (Option<Date>, String) {
    let name = |date: Date| date.strftime("%A").to_string();
    let printed_name =
        Weekday::from_monday_one_offset(printed).map_or(String::new(), |day| format!("{day:?}"));
    let was = format!("{} was a {}", words(written), name(written));
    if elsewhere.contains(&written) {
        let why = format!("{was}; the same date stands elsewhere in the text with that weekday");
        return (Some(written), why);
    }
    let is_printed = |date: Date| date.weekday().to_monday_one_offset() == printed;
    let same_day = |date: &&Date| {
        is_printed(**date)
            && slip(written, **date).is_some_and(|(slip, cost)| slip != Slip::Weekday && cost <= 1)
    };
    if let Some(date) = elsewhere.iter().find(same_day) {
        let why = format!("{was}; {}, elsewhere in the text, was a {printed_name}", words(*date));
        return (Some(*date), why);
    }
    let Some(published) = published else {
        return (
            None,
            format!("{was}, not a {printed_name}; nothing in the text says which of the two is wrong"),
        );
    };
    let mut found: Vec<(i64, Date, Slip, i64)> = Vec::new();
    let mut offer = |date: Date, slip: Slip, cost: i64| {
        let days = days_between(published, date);
        if days.abs() <= NEAR && (slip == Slip::Weekday || is_printed(date)) {
            // News tells of yesterday and today; what lies ahead is dated less often.
            let distance = days.abs() + if days > 0 { 2 } else { 0 };
            found.push((distance + cost * 3, date, slip, cost));
        }
    };
    for by in [-2i16, -1, 1, 2] {
        if let Ok(date) = Date::new(written.year().saturating_add(by), written.month(), written.day()) {
            offer(date, Slip::Year, i64::from(by.abs() - 1));
        }
    }
    for month in 1..=12i8 {
        if let Ok(date) = Date::new(written.year(), month, written.day())
            && let Some((_, cost)) = slip(written, date)
        {
            offer(date, Slip::Month, cost);
        }
    }
    for day in 1..=31i8 {
        if let Ok(date) = Date::new(written.year(), written.month(), day)
            && let Some((_, cost)) = slip(written, date)
        {
            offer(date, Slip::Day, cost);
        }
    }
    offer(written, Slip::Weekday, 1);
    found.sort();
    found.dedup_by_key(|(_, date, ..)| *date);
    match found.as_slice() {
        // Two digits that differ are no slip but another date.
        [(score, date, slip, 0 | 1), rest @ ..]
            if rest.first().is_none_or(|(next, ..)| *next >= score + 4) =>
        {
            let why = if *slip == Slip::Weekday {
                format!(
                    "{was}, not a {printed_name}; the date is that of the days before publication ({published})"
                )
            } else {
                let publication = match days_between(published, *date) {
                    0 => "the day of publication, ".to_owned(),
                    _ => format!("near the day of publication ({published}), "),
                };
                format!("{was}; {}, {publication}was a {}", words(*date), name(*date))
            };
            (Some(*date), why)
        }
        [] | [(_, _, _, 2..)] => (
            None,
            format!("{was}, not a {printed_name}; no single slip brings it near publication ({published})"),
        ),
        _ => (None, format!("{was}, not a {printed_name}; more than one slip would explain it")),
    }
}

/// Which single field two dates differ in, and how much: 0 a slip of the year by one, 1 one digit or a swap, 2 more.
fn slip(written: Date, meant: Date) -> Option<(Slip, i64)> {
    let same =
        (written.year() == meant.year(), written.month() == meant.month(), written.day() == meant.day());
    let digits = |a: i8, b: i8| {
        let (a, b) = ([a / 10, a % 10], [b / 10, b % 10]);
        if a[0] == b[0] || a[1] == b[1] || a[0] == b[1] && a[1] == b[0] { 1 } else { 2 }
    };
    match same {
        (true, true, true) => Some((Slip::Weekday, 0)),
        (false, true, true) => Some((Slip::Year, i64::from((written.year() - meant.year()).abs() - 1))),
        (true, false, true) if (written.month() - meant.month()).abs() == 1 => Some((Slip::Month, 1)),
        (true, false, true) => Some((Slip::Month, digits(written.month(), meant.month()))),
        (true, true, false) => Some((Slip::Day, digits(written.day(), meant.day()))),
        _ => None,
    }
}

/// "5 June 2024".
fn words(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_slip_is_repaired_only_where_one_reading_is_plainly_best() {
        for (written, printed, published, elsewhere, expected) in [
            // The year, in an article of the new year.
            (date(2024, 3, 13), 4, date(2025, 3, 13), vec![], Some(date(2025, 3, 13))),
            (date(2023, 1, 4), 4, date(2024, 1, 5), vec![], Some(date(2024, 1, 4))),
            // One digit of the day.
            (date(2021, 3, 12), 1, date(2021, 3, 23), vec![], Some(date(2021, 3, 22))),
            // Yesterday's date with tomorrow's weekday: the date or the weekday, nobody knows.
            (date(2021, 3, 9), 3, date(2021, 3, 10), vec![], None),
            // The same date elsewhere with its own weekday: the weekday slipped.
            (date(2021, 3, 9), 3, date(2021, 3, 10), vec![date(2021, 3, 9)], Some(date(2021, 3, 9))),
            // Two digits of the day: no slip.
            (date(2021, 3, 5), 1, date(2021, 3, 23), vec![], None),
            // Far from everything.
            (date(2015, 7, 7), 3, date(2021, 3, 10), vec![], None),
        ] {
            let (likely, why) = likely(written, printed, Some(published), &elsewhere);
            assert_eq!(likely, expected, "{written} printed with weekday {printed}: {why}");
        }
    }
}
