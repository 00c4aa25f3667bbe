//! Times as written, and the days they mean.

use super::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// TIMEX3's kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A day or something coarser.
    Date,
    /// Finer than a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that comes again.
    Set,
}

/// What an expression was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// Nothing: all of it is written out.
    Written,
    /// The day of publication.
    Published,
    /// Another date in the text.
    Mentioned,
    /// The moment the page was fetched, which is not known: never resolved.
    Crawl,
}

/// What the calendar says about a printed weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WeekdayCheck {
    /// The printed weekday is the weekday of the printed date.
    Agrees,
    /// It is not.
    Differs,
    /// No weekday is printed with a date.
    None,
}

/// A value in ISO 8601 / TIMEX3: `2025`, `2025-06`, `2025-06-05T10:00`, `2025-W23`, `P3Y`, `PAST_REF`, `2024-06-19TMO`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TimeValue(pub String);

/// Days from `from` to `to`, both included; an open side is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DateRange {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl DateRange {
    /// One day.
    pub fn day(date: Date) -> Self {
        Self { from: Some(date), to: Some(date) }
    }

    /// Whether some day may lie in both.
    pub fn overlaps(&self, other: &DateRange) -> bool {
        let before =
            |end: Option<Date>, start: Option<Date>| matches!((end, start), (Some(e), Some(s)) if e < s);
        !before(self.to, other.from) && !before(other.to, self.from)
    }
}

impl TimeValue {
    /// The days the value names: a day, month, year, quarter, half or week; `None` for durations, sets and references.
    pub fn days(&self) -> Option<DateRange> {
        let value = self.0.as_str();
        if let Some(end) = value.strip_prefix("../") {
            return Some(DateRange { from: None, to: TimeValue(end.to_owned()).days()?.to });
        }
        if let Some((start, end)) = value.split_once('/') {
            let (start, end) = (TimeValue(start.to_owned()).days()?, TimeValue(end.to_owned()).days()?);
            return Some(DateRange { from: start.from, to: end.to });
        }
        if !value.as_bytes().first()?.is_ascii_digit() {
            return None;
        }
        let day = value.split('T').next()?;
        let mut parts = day.split('-');
        let year_text = parts.next()?;
        if year_text.len() == 2 {
            // A century: "18" is the nineteenth.
            let year: i16 = year_text.parse::<i16>().ok()?.checked_mul(100)?;
            return Some(DateRange {
                from: Date::new(year, 1, 1).ok(),
                to: Date::new(year + 99, 12, 31).ok(),
            });
        }
        if year_text.len() == 3 {
            // A decade: "199".
            let year: i16 = year_text.parse::<i16>().ok()?.checked_mul(10)?;
            return Some(DateRange {
                from: Date::new(year, 1, 1).ok(),
                to: Date::new(year + 9, 12, 31).ok(),
            });
        }
        let year: i16 = year_text.parse().ok()?;
        let (first, last) = match (parts.next(), parts.next()) {
            (None, _) => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
            (Some(week), rest) if week.starts_with('W') => {
                let monday = jiff::civil::ISOWeekDate::new(
                    year,
                    week[1..].parse().ok()?,
                    jiff::civil::Weekday::Monday,
                )
                .ok()?
                .date();
                let (first, last) = if rest == Some("WE") { (5, 6) } else { (0, 6) };
                let plus = |days: i64| monday.checked_add(jiff::Span::new().days(days)).ok();
                (plus(first)?, plus(last)?)
            }
            (Some(part), None) if part.starts_with(['Q', 'H']) => {
                let months = if part.starts_with('Q') { 3 } else { 6 };
                let nth: i8 = part.get(1..)?.parse().ok()?;
                let start =
                    Date::new(year, (nth.checked_sub(1)?).checked_mul(months)?.checked_add(1)?, 1).ok()?;
                let end = Date::new(year, nth.checked_mul(months)?, 1).ok()?.last_of_month();
                (start, end)
            }
            (Some(month), None) => {
                let first = Date::new(year, month.parse().ok()?, 1).ok()?;
                (first, first.last_of_month())
            }
            (Some(month), Some(day)) => {
                let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
                (date, date)
            }
        };
        Some(DateRange { from: Some(first), to: Some(last) })
    }
}

/// How far a clock is ahead of universal time, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UtcOffset(i16);

impl UtcOffset {
    /// Universal time itself.
    pub const ZERO: Self = Self(0);

    /// So many hours and minutes ahead of universal time, or behind it; none for what no clock on earth shows.
    pub fn new(ahead: bool, hours: i16, minutes: i16) -> Option<Self> {
        let fits = (0..=14).contains(&hours) && (0..60).contains(&minutes);
        fits.then(|| Self((hours * 60 + minutes) * if ahead { 1 } else { -1 }))
    }

    /// Reads `+07:00`.
    pub fn read(text: &str) -> Option<Self> {
        let (hours, minutes) = text.get(1..)?.split_once(':')?;
        let two = |digits: &str| digits.parse().ok().filter(|_| digits.len() == 2);
        match text.as_bytes()[0] {
            b'+' => Self::new(true, two(hours)?, two(minutes)?),
            b'-' => Self::new(false, two(hours)?, two(minutes)?),
            _ => None,
        }
    }
}

impl std::fmt::Display for UtcOffset {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sign, minutes) = (if self.0 < 0 { '-' } else { '+' }, self.0.abs());
        write!(to, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl Serialize for UtcOffset {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// A temporal expression.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TimeKind,
    /// What is written, resolved against the anchor.
    pub value: TimeValue,
    /// Of the clock that is meant, where the words name a zone that has but one.
    pub utc_offset: Option<UtcOffset>,
    /// What it was reckoned from.
    pub anchor: Anchor,
    /// The calendar's word on a printed weekday.
    pub weekday: WeekdayCheck,
    /// What was meant, where the calendar or the page contradicts what is written and the evidence says what.
    pub likely: Option<TimeValue>,
    /// The evidence, in words, wherever something was inferred.
    pub why: Option<String>,
    /// Name of the pack rule that found it.
    pub rule: String,
}

impl TimeExpression {
    /// The days meant: the likely value where there is one, else the written value; `None` while the calendar
    /// contradicts the value and nothing says what was meant.
    pub fn days(&self) -> Option<DateRange> {
        match (&self.likely, self.weekday, self.anchor) {
            (_, _, Anchor::Crawl) => None,
            (Some(likely), _, _) => likely.days(),
            (None, WeekdayCheck::Differs, _) => None,
            (None, _, _) => self.value.days(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_names_its_first_and_last_day() {
        for (value, from, to) in [
            ("2025-06-05", "2025-06-05", "2025-06-05"),
            ("2025-06-05T10:00", "2025-06-05", "2025-06-05"),
            ("2024-06-19TMO", "2024-06-19", "2024-06-19"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024", "2024-01-01", "2024-12-31"),
            ("2025-W23", "2025-06-02", "2025-06-08"),
            ("2025-W23-WE", "2025-06-07", "2025-06-08"),
            ("2025-Q2", "2025-04-01", "2025-06-30"),
            ("2025-H2", "2025-07-01", "2025-12-31"),
            ("199", "1990-01-01", "1999-12-31"),
            ("18", "1800-01-01", "1899-12-31"),
            ("2024-06-18/2024-06-19", "2024-06-18", "2024-06-19"),
        ] {
            let days = TimeValue(value.into()).days().unwrap_or_else(|| panic!("{value} names no days"));
            assert_eq!(days.from.map(|d| d.to_string()).as_deref(), Some(from), "{value}");
            assert_eq!(days.to.map(|d| d.to_string()).as_deref(), Some(to), "{value}");
        }
        assert_eq!(TimeValue("P3Y".into()).days(), None);
        assert_eq!(TimeValue("PAST_REF".into()).days(), None);
        assert_eq!(TimeValue("2025-13".into()).days(), None);
        let open = TimeValue("../2024-06-18".into()).days().expect("an open range");
        assert_eq!((open.from, open.to.map(|d| d.to_string())), (None, Some("2024-06-18".to_owned())));
    }
}
