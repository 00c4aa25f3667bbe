//! Holidays: fixed days, days counted within a month, days around Easter, and feasts whose days a pack lists.

use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;

/// When a holiday is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Month, which one in it (-1 is the last), weekday (Monday is 1), and days after that: the Tuesday after the
    /// first Monday of November.
    Nth(i8, i8, i8, i8),
    /// Days after Easter Sunday of the western churches.
    Easter(i16),
    /// A feast of another calendar: the days on which it was kept, in order.
    Listed(Vec<Date>),
}

impl Holiday {
    /// Reads `08-17`, `11 4th 4` (month, which one, weekday), `11 1st 1 +1`, `easter-2`, or the name of a list in
    /// `feasts`.
    pub fn read(text: &str, feasts: &BTreeMap<String, Vec<String>>) -> Option<Self> {
        if let Some(days) = feasts.get(text) {
            let days: Option<Vec<Date>> = days.iter().map(|day| day.parse().ok()).collect();
            return days.filter(|days| days.is_sorted()).map(Self::Listed);
        }
        if let Some(after) = text.strip_prefix("easter") {
            return if after.is_empty() { Some(0) } else { after.parse().ok() }.map(Self::Easter);
        }
        if let Some((month, day)) = text.split_once('-').filter(|(month, _)| month.len() == 2) {
            // A leap year, so that 29 February may be one.
            let date = Date::new(2000, month.parse().ok()?, day.parse().ok()?).ok()?;
            return Some(Self::Fixed(date.month(), date.day()));
        }
        let mut fields =
            text.split(' ').map(|field| field.trim_end_matches(char::is_alphabetic).parse().ok());
        let (month, nth, weekday) = (fields.next()??, fields.next()??, fields.next()??);
        let holiday = Self::Nth(month, nth, weekday, fields.next().map_or(Some(0), |after| after)?);
        holiday.in_year(2000).map(|_| holiday)
    }

    /// Its day in a year; `None` where the pack does not list that year.
    pub fn in_year(&self, year: i16) -> Option<Date> {
        let plus = |date: Date, days: i64| date.checked_add(jiff::Span::new().days(days)).ok();
        match self {
            Self::Fixed(month, day) => Date::new(year, *month, *day).ok(),
            Self::Nth(month, nth, weekday, after) => {
                let weekday = Weekday::from_monday_one_offset(*weekday).ok()?;
                let day = Date::new(year, *month, 1).ok()?.nth_weekday_of_month(*nth, weekday).ok()?;
                plus(day, i64::from(*after))
            }
            Self::Easter(after) => plus(easter(year)?, i64::from(*after)),
            Self::Listed(days) => days.iter().find(|day| day.year() == year).copied(),
        }
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus 1991, after Butcher 1876).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    if y < 1583 {
        return None;
    }
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn holidays_fall_on_their_days() {
        let feasts =
            BTreeMap::from([("spring".to_owned(), vec!["2024-02-10".to_owned(), "2025-01-29".to_owned()])]);
        for (holiday, year, expected) in [
            ("08-17", 2024, Some(date(2024, 8, 17))),
            ("11 4th 4", 2024, Some(date(2024, 11, 28))),
            ("05 -1 1", 2024, Some(date(2024, 5, 27))),
            ("11 1st 1 +1", 2024, Some(date(2024, 11, 5))),
            ("11 1st 1 +1", 2022, Some(date(2022, 11, 8))),
            ("easter", 1999, Some(date(1999, 4, 4))),
            ("easter-2", 2024, Some(date(2024, 3, 29))),
            ("easter+39", 2025, Some(date(2025, 5, 29))),
            ("spring", 2025, Some(date(2025, 1, 29))),
            ("spring", 1999, None),
        ] {
            let read = Holiday::read(holiday, &feasts).unwrap_or_else(|| panic!("{holiday} is read"));
            assert_eq!(read.in_year(year), expected, "{holiday} in {year}");
        }
        for wrong in ["", "13-01", "11 9th 4", "easterly", "nowhere"] {
            assert_eq!(Holiday::read(wrong, &feasts), None, "{wrong}");
        }
    }
}
