//! From what a rule captured to a value: the calendar's arithmetic, without the document around it.

use super::{dates, named, relative};
use crate::lang::{Edge, Holiday, Means, Part, Parts, Rule};
use crate::model::{Anchor, TimeKind, WeekdayCheck};
use jiff::civil::Date;

/// How fine the date last mentioned was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// What an expression is reckoned from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context<'a> {
    /// The day of publication.
    pub published: Option<Date>,
    /// The date last mentioned.
    pub mentioned: Option<(Date, Grain)>,
    /// The day named right beside it: "besok, Jumat", "10 a.m., Friday".
    pub beside: Option<Date>,
    /// The day last mentioned, if not too far back.
    pub day: Option<Date>,
    /// The first day of the quarter last mentioned, if not too far back.
    pub quarter: Option<Date>,
    /// Dates written out in the document whose weekday agrees, or that have none.
    pub written: &'a [Date],
    /// Full dates whose printed weekday agrees: what a slip may be held against.
    pub agreeing: &'a [Date],
    /// Days whose weekday is printed beside them and agrees, or is repaired.
    pub weekdays: &'a [Date],
    /// Under a picture: what is said happened when it was taken.
    pub caption: bool,
    /// Words before it say that it lies ahead.
    pub future: bool,
    /// The word before it says that it lies behind.
    pub past: bool,
    /// The holidays its language knows.
    pub holidays: &'a [Holiday],
    /// In a removed part of the page: nothing may be reckoned from publication.
    pub crawl: bool,
}

/// What came out.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub kind: TimeKind,
    pub value: String,
    pub anchor: Anchor,
    pub weekday: WeekdayCheck,
    pub likely: Option<String>,
    pub why: Option<String>,
    /// The date it stands for to those that come after, with its grain.
    pub date: Option<(Date, Grain)>,
}

impl Resolved {
    pub fn new(kind: TimeKind, value: impl Into<String>, anchor: Anchor) -> Self {
        Self {
            kind,
            value: value.into(),
            anchor,
            weekday: WeekdayCheck::None,
            likely: None,
            why: None,
            date: None,
        }
    }

    pub fn because(mut self, why: String) -> Self {
        self.why = Some(why);
        self
    }

    pub fn standing_for(mut self, date: Date, grain: Grain) -> Self {
        self.date = Some((date, grain));
        self
    }
}

/// The value of a match; `None` when the words cannot mean a time after all (30 February), or nothing may be said.
pub(super) fn resolve(rule: &Rule, parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let mut parts = *parts;
    parts.shift = parts.shift.or(rule.shift);
    parts.unit = parts.unit.or(rule.unit);
    if let Some(value) = &rule.value {
        let kind = match rule.means {
            Means::Duration => TimeKind::Duration,
            Means::Set => TimeKind::Set,
            Means::Time => TimeKind::Time,
            _ => TimeKind::Date,
        };
        return Some(Resolved::new(kind, value.as_str(), Anchor::Published));
    }
    match rule.means {
        Means::Date => dates::date(&parts, context),
        Means::Period => relative::period(&parts, context),
        Means::Offset => relative::offset(&parts, context),
        Means::Duration => relative::duration(&parts, TimeKind::Duration),
        Means::Set => relative::set(&parts),
        Means::Time => relative::time(&parts, context),
        Means::Deictic => relative::deictic(&parts, context),
        Means::Holiday => named::holiday(&parts, context),
        Means::Decade => named::decade(&parts),
        Means::Century => {
            let nth = parts.ordinal.filter(|nth| (1..=21).contains(nth))?;
            Some(Resolved::new(TimeKind::Date, format!("{:02}", nth - 1), Anchor::Written))
        }
        Means::Quarter => named::part_of_year(&parts, context, 4, "Q"),
        Means::Half => named::part_of_year(&parts, context, 2, "H"),
        Means::Season => named::season(&parts, context),
        Means::BeforeEvent | Means::AroundEvent => named::event(rule.means, &parts, context),
        Means::Nothing => None,
    }
}

/// The clock or part of day behind a day: `T10:00`, `TMO`, or nothing.
pub(super) fn time_suffix(parts: &Parts) -> Option<String> {
    let part = parts.part;
    let Some(mut hour) = parts.hour else {
        return part.map(|part| part.code().to_owned()).or_else(|| match parts.edge {
            // "early on June 19"
            Some(Edge::Start) => Some("TMO".to_owned()),
            _ => None,
        });
    };
    match (parts.meridiem, part) {
        (Some(0), _) if hour == 12 => hour = 0,
        (Some(12), _) if hour < 12 => hour += 12,
        (None, Some(Part::Afternoon | Part::Evening)) if (1..12).contains(&hour) => hour += 12,
        (None, Some(Part::Midday)) if (1..4).contains(&hour) => hour += 12,
        (None, Some(Part::Night)) if hour == 12 => hour = 24,
        (None, Some(Part::Night)) if (6..12).contains(&hour) => hour += 12,
        _ => {}
    }
    let minute = parts.minute.unwrap_or(0);
    Some(match parts.second {
        Some(second) => format!("T{hour:02}:{minute:02}:{second:02}"),
        None => format!("T{hour:02}:{minute:02}"),
    })
}

/// A day with its clock or part of day.
pub(super) fn on_day(day: Date, parts: &Parts, anchor: Anchor) -> Resolved {
    match time_suffix(parts) {
        Some(suffix) => Resolved::new(TimeKind::Time, format!("{day}{suffix}"), anchor),
        None => Resolved::new(TimeKind::Date, day.to_string(), anchor),
    }
    .standing_for(day, Grain::Day)
}

/// The same with the day unknown.
pub(super) fn on_unknown_day(day: &str, parts: &Parts, anchor: Anchor) -> Resolved {
    match time_suffix(parts) {
        Some(suffix) => Resolved::new(TimeKind::Time, format!("{day}{suffix}"), anchor),
        None => Resolved::new(TimeKind::Date, day, anchor),
    }
}
