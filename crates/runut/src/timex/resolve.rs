//! From what a rule captured to a value: the calendar's arithmetic, without the document around it.

use super::calendar::{add_months, nearest_year, plus_days, week_of, year_of_weekday};
use super::weekday;
use crate::lang::{Deictic, Edge, Means, Part, Parts, Quantity, Rule, Shift, Unit, UnitCode};
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
    /// The day last mentioned, if not too far back.
    pub day: Option<Date>,
    /// Dates written out in the document whose weekday agrees, or that have none.
    pub written: &'a [Date],
    /// Days whose weekday is printed beside them and agrees, or is repaired.
    pub weekdays: &'a [Date],
    /// Under a picture: what is said happened when it was taken.
    pub caption: bool,
    /// Words before it say that it lies ahead.
    pub future: bool,
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
    fn new(kind: TimeKind, value: impl Into<String>, anchor: Anchor) -> Self {
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

    fn because(mut self, why: String) -> Self {
        self.why = Some(why);
        self
    }

    fn standing_for(mut self, date: Date, grain: Grain) -> Self {
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
        Means::Date => date(&parts, context),
        Means::Period => period(&parts, context),
        Means::Offset => offset(&parts, context),
        Means::Duration => duration(&parts, TimeKind::Duration),
        Means::Set => set(&parts),
        Means::Time => time(&parts, context),
        Means::Deictic => deictic(&parts, context),
        Means::Holiday => holiday(&parts, context),
        Means::Decade => decade(&parts),
        Means::Century => {
            let nth = parts.ordinal.filter(|nth| (1..=21).contains(nth))?;
            Some(Resolved::new(TimeKind::Date, format!("{:02}", nth - 1), Anchor::Written))
        }
        Means::Quarter => part_of_year(&parts, context, 4, "Q"),
        Means::Half => part_of_year(&parts, context, 2, "H"),
        Means::Season => season(&parts, context),
        Means::BeforeEvent | Means::AroundEvent => event(rule.means, &parts, context),
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
fn on_day(day: Date, parts: &Parts, anchor: Anchor) -> Resolved {
    match time_suffix(parts) {
        Some(suffix) => Resolved::new(TimeKind::Time, format!("{day}{suffix}"), anchor),
        None => Resolved::new(TimeKind::Date, day.to_string(), anchor),
    }
    .standing_for(day, Grain::Day)
}

/// The same with the day unknown.
fn on_unknown_day(day: &str, parts: &Parts, anchor: Anchor) -> Resolved {
    match time_suffix(parts) {
        Some(suffix) => Resolved::new(TimeKind::Time, format!("{day}{suffix}"), anchor),
        None => Resolved::new(TimeKind::Date, day, anchor),
    }
}

fn date(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let published = context.published.filter(|_| !context.crawl);
    let year = parts.year.or_else(|| match (parts.unit, parts.shift, published) {
        // "July last year"
        (Some(Unit { code: UnitCode::Year, .. }), Some(shift), Some(published)) => {
            published.year().checked_add(i16::from(shift.by))
        }
        _ => None,
    });
    match (parts.day, parts.month, year) {
        (Some(day), Some(month), Some(year)) => {
            let day = Date::new(year, month, day).ok()?;
            Some(checked(on_day(day, parts, Anchor::Written), day, parts, context))
                .map(|r| ranged(r, parts, day))
        }
        (Some(day), Some(month), None) => without_year(day, month, parts, context),
        (None, Some(month), Some(year)) => {
            let first = Date::new(year, month, 1).ok()?;
            let value = format!("{year:04}-{month:02}");
            let anchor = if parts.year.is_some() { Anchor::Written } else { Anchor::Published };
            Some(Resolved::new(TimeKind::Date, value, anchor).standing_for(first, Grain::Month))
        }
        (None, Some(month), None) => month_without_year(month, parts, context),
        (None, None, Some(year)) => {
            let first = Date::new(year, 1, 1).ok()?;
            Some(
                Resolved::new(TimeKind::Date, format!("{year:04}"), Anchor::Written)
                    .standing_for(first, Grain::Year),
            )
        }
        (Some(day), None, None) => day_of_month(day, parts, context),
        (None, None, None) => bare_weekday(parts.weekday?, parts, context),
        (Some(_), None, Some(_)) => None,
    }
}

/// "18-19 Juni 2024": both days.
fn ranged(mut resolved: Resolved, parts: &Parts, last: Date) -> Resolved {
    if let Some(first) = parts.first_day.and_then(|day| Date::new(last.year(), last.month(), day).ok())
        && first < last
    {
        resolved.value = format!("{first}/{last}");
    }
    resolved
}

/// Holds a full date against the weekday printed beside it.
fn checked(mut resolved: Resolved, day: Date, parts: &Parts, context: &Context<'_>) -> Resolved {
    let Some(printed) = parts.weekday else { return resolved };
    if day.weekday().to_monday_one_offset() == printed {
        resolved.weekday = WeekdayCheck::Agrees;
        return resolved;
    }
    resolved.weekday = WeekdayCheck::Differs;
    let published = context.published.filter(|_| !context.crawl);
    let (likely, why) = weekday::likely(day, printed, published, context.weekdays);
    resolved.why = Some(why);
    resolved.date = likely.map(|day| (day, Grain::Day));
    resolved.likely = likely.map(|day| format!("{day}{}", time_suffix(parts).unwrap_or_default()));
    resolved
}

fn without_year(day: i8, month: i8, parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    // 29 February exists in some years only; 2000 is one of them.
    Date::new(2000, month, day).ok()?;
    let same = |date: &&Date| date.month() == month && date.day() == day;
    let Some(published) = context.published.filter(|_| !context.crawl) else {
        let known = context.written.iter().find(same).copied();
        return Some(match (known, context.crawl) {
            (Some(known), false) => {
                let why = format!("the year from {known}, written out in the same text");
                checked(on_day(known, parts, Anchor::Mentioned), known, parts, context).because(why)
            }
            _ => on_unknown_day(&format!("XXXX-{month:02}-{day:02}"), parts, Anchor::Crawl),
        });
    };
    if let Some((mentioned, _)) = context.mentioned.filter(|_| context.caption)
        && let Ok(date) = Date::new(mentioned.year(), month, day)
    {
        let why = format!("the year from {mentioned}, mentioned before it under the same picture");
        let resolved = on_day(date, parts, Anchor::Mentioned).because(why);
        return Some(checked(resolved, date, parts, context));
    }
    let years = |range: std::ops::RangeInclusive<i16>| {
        range.filter_map(move |by| Date::new(published.year().checked_add(by)?, month, day).ok())
    };
    let direction = parts.shift.map(|shift| shift.by);
    if let Some(printed) = parts.weekday {
        let near = nearest_year(published, years(-1..=1), 0)?;
        let agreeing = year_of_weekday(published, years(-6..=1), printed);
        let far = |date: Date| published.duration_until(date).as_hours().unsigned_abs() / 24;
        return Some(match agreeing {
            // A weekday of another year loses against a date printed days ago with a wrong weekday.
            Some(date) if date == near || far(near) > 45 || far(date) < 400 => {
                let name = date.strftime("%A");
                let why = format!(
                    "no year is printed; {date} was the nearest to publication ({published}) that was a {name}"
                );
                checked(on_day(date, parts, Anchor::Published).because(why), date, parts, context)
            }
            _ => checked(on_day(near, parts, Anchor::Published), near, parts, context),
        });
    }
    let pick = match direction {
        Some(by) if by < 0 => years(-1..=0).filter(|date| *date < published).max(),
        Some(by) if by > 0 => years(0..=1).filter(|date| *date > published).min(),
        _ => None,
    };
    if let Some(date) = pick {
        let why = format!("no year is printed; reckoned from publication ({published})");
        return Some(ranged(on_day(date, parts, Anchor::Published).because(why), parts, date));
    }
    if let Some(known) = context.written.iter().filter(same).max() {
        let why = format!("the year from {known}, written out in the same text");
        return Some(on_day(*known, parts, Anchor::Mentioned).because(why));
    }
    if context.caption {
        let date = years(-1..=0).filter(|date| *date <= published).max()?;
        let why = format!(
            "no year is printed; the last one before publication ({published}), as it stands under a picture"
        );
        return Some(on_day(date, parts, Anchor::Published).because(why));
    }
    let date = nearest_year(published, years(-1..=1), if context.future { -60 } else { 30 })?;
    let why = format!("no year is printed; the one nearest to publication ({published})");
    Some(ranged(on_day(date, parts, Anchor::Published).because(why), parts, date))
}

fn month_without_year(month: i8, parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let Some(published) = context.published.filter(|_| !context.crawl) else {
        return Some(Resolved::new(TimeKind::Date, format!("XXXX-{month:02}"), Anchor::Crawl));
    };
    let (base, anchor) = match (parts.shift, context.mentioned) {
        (Some(Shift { from_mentioned: true, .. }), Some((date, _))) => (date, Anchor::Mentioned),
        _ => (published, Anchor::Published),
    };
    // How many months the year's own month lies ahead of the base: -11 to 11.
    let ahead = i16::from(month) - i16::from(base.month());
    let year = match parts.shift.map(|shift| shift.by) {
        Some(by) if by < 0 => base.year() - i16::from(ahead >= 0),
        Some(0) => base.year(),
        Some(_) => base.year() + i16::from(ahead <= 0),
        // Nearest; news looks back a little more than ahead.
        None if ahead > 6 || ahead == 6 && !context.future => base.year() - 1,
        None if ahead < -6 || ahead < 0 && context.future => base.year() + 1,
        None => base.year(),
    };
    let first = Date::new(year, month, 1).ok()?;
    let why = format!(
        "reckoned from {} ({base})",
        if anchor == Anchor::Published { "publication" } else { "the date before" }
    );
    Some(
        Resolved::new(TimeKind::Date, format!("{year:04}-{month:02}"), anchor)
            .because(why)
            .standing_for(first, Grain::Month),
    )
}

/// "tanggal 25".
fn day_of_month(day: i8, parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let Some(published) = context.published.filter(|_| !context.crawl) else {
        return Some(on_unknown_day(&format!("XXXX-XX-{day:02}"), parts, Anchor::Crawl));
    };
    let in_month =
        |months: i32| add_months(published, months).and_then(|m| Date::new(m.year(), m.month(), day).ok());
    let around = [in_month(0), in_month(-1), in_month(1)];
    let date = match parts.shift.map(|shift| shift.by) {
        Some(by) if by < 0 => around.into_iter().flatten().filter(|d| *d < published).max()?,
        Some(by) if by > 0 => around.into_iter().flatten().filter(|d| *d > published).min()?,
        _ => match context.mentioned {
            Some((date, Grain::Month | Grain::Day)) => Date::new(date.year(), date.month(), day).ok()?,
            _ => in_month(0)?,
        },
    };
    let why = format!("no month is printed; reckoned from publication ({published})");
    Some(on_day(date, parts, Anchor::Published).because(why))
}

fn bare_weekday(weekday: i8, parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let Some(published) = context.published.filter(|_| !context.crawl) else {
        return Some(on_unknown_day(&format!("XXXX-WXX-{weekday}"), parts, Anchor::Crawl));
    };
    let is_day = |date: &Date| date.weekday().to_monday_one_offset() == weekday;
    let name = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
    if let Some((mentioned, Grain::Day)) = context.mentioned.filter(|_| context.caption) {
        let date = super::calendar::last_weekday(mentioned, weekday)?;
        return Some(on_day(date, parts, Anchor::Mentioned).because(format!(
            "the last {name:?} up to {mentioned}, mentioned before it under the same picture"
        )));
    }
    let shift = parts.shift.map(|shift| shift.by);
    let back = super::calendar::last_weekday(published, weekday)?;
    let date = match shift {
        Some(by) if by < 0 => {
            if back == published {
                plus_days(back, -7)?
            } else {
                back
            }
        }
        Some(by) if by > 0 => plus_days(back, 7)?,
        _ => {
            let near =
                |date: &&Date| is_day(date) && (published.duration_until(**date).as_hours() / 24).abs() < 7;
            if let Some(date) =
                context.weekdays.iter().filter(near).max_by_key(|date| (**date <= published, **date))
            {
                let why = format!("the {name:?} that is printed with its date in the same text");
                return Some(on_day(*date, parts, Anchor::Mentioned).because(why));
            }
            if context.future && back != published { plus_days(back, 7)? } else { back }
        }
    };
    let which = if date > published { "next" } else { "last" };
    let why = format!("the {which} {name:?} as seen from publication ({published})");
    Some(on_day(date, parts, Anchor::Published).because(why))
}

/// What a shift is reckoned from.
fn base(shift: Shift, context: &Context<'_>) -> Option<(Date, Anchor)> {
    let published = context.published.filter(|_| !context.crawl).map(|date| (date, Anchor::Published));
    if !shift.from_mentioned {
        return published;
    }
    context.mentioned.map(|(date, _)| (date, Anchor::Mentioned)).or(published)
}

fn period(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let (unit, shift) = (parts.unit?, parts.shift?);
    let Some((base, anchor)) = base(shift, context) else {
        let value = match unit.code {
            UnitCode::Year => "XXXX",
            UnitCode::Month => "XXXX-XX",
            UnitCode::Week => "XXXX-WXX",
            UnitCode::Weekend => "XXXX-WXX-WE",
            UnitCode::Day => "XXXX-XX-XX",
            _ => return None,
        };
        return Some(on_unknown_day(value, parts, Anchor::Crawl));
    };
    // "hari lalu" points nowhere in particular.
    let by = i32::from(shift.by).checked_mul(unit.times as i32)?;
    let resolved = match unit.code {
        UnitCode::Day => on_day(plus_days(base, by.into())?, parts, anchor),
        _ => whole(base, unit.code, by, anchor)?,
    };
    let from = if anchor == Anchor::Published { "publication" } else { "the date before" };
    Some(resolved.because(format!("reckoned from {from} ({base})")))
}

/// The unit in which `base` lies, moved by so many units.
fn whole(base: Date, code: UnitCode, by: i32, anchor: Anchor) -> Option<Resolved> {
    let (value, date, grain) = match code {
        UnitCode::Week | UnitCode::Weekend => {
            let date = plus_days(base, i64::from(by) * 7)?;
            let weekend = if code == UnitCode::Weekend { "-WE" } else { "" };
            (format!("{}{weekend}", week_of(date)), date, Grain::Week)
        }
        UnitCode::Month => {
            let date = add_months(base, by)?;
            (format!("{:04}-{:02}", date.year(), date.month()), date, Grain::Month)
        }
        UnitCode::Quarter | UnitCode::Half => {
            let (months, letter) = if code == UnitCode::Quarter { (3, "Q") } else { (6, "H") };
            let date = add_months(base, by.checked_mul(i32::from(months))?)?;
            let nth = (date.month() - 1) / months + 1;
            let first = Date::new(date.year(), (nth - 1) * months + 1, 1).ok()?;
            (format!("{:04}-{letter}{nth}", date.year()), first, Grain::Quarter)
        }
        UnitCode::Year => {
            let date = add_months(base, by.checked_mul(12)?)?;
            (format!("{:04}", date.year()), date, Grain::Year)
        }
        UnitCode::Decade => {
            let date = add_months(base, by.checked_mul(120)?)?;
            (format!("{:03}", date.year() / 10), date, Grain::Year)
        }
        UnitCode::Century => {
            let date = add_months(base, by.checked_mul(1200)?)?;
            (format!("{:02}", date.year() / 100), date, Grain::Year)
        }
        _ => return None,
    };
    Some(Resolved::new(TimeKind::Date, value, anchor).standing_for(date, grain))
}

fn offset(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let (unit, shift) = (parts.unit?, parts.shift?);
    let (_, in_day) = unit.code.letters();
    if context.crawl {
        // A teaser's clock is the crawler's.
        let length = duration(parts, if in_day { TimeKind::Time } else { TimeKind::Date })?;
        let why = "counts from the moment the page was fetched, which is not known".to_owned();
        return Some(Resolved { anchor: Anchor::Crawl, why: Some(why), date: None, ..length });
    }
    let past = shift.by < 0;
    let reference = if past { "PAST_REF" } else { "FUTURE_REF" };
    let count = match parts.quantity? {
        Quantity::Indefinite => {
            return Some(Resolved::new(TimeKind::Date, reference, Anchor::Published));
        }
        Quantity::Exact(count) => count,
    };
    let Some((base, anchor)) = base(shift, context) else {
        return Some(Resolved::new(TimeKind::Date, reference, Anchor::Crawl));
    };
    let from = if anchor == Anchor::Published { "publication" } else { "the date before" };
    let why = format!("reckoned from {from} ({base})");
    let mut by = i32::try_from(count.checked_mul(unit.times)? / 1000).ok()?;
    if past {
        by = -by;
    }
    let resolved = match unit.code {
        UnitCode::Day => on_day(plus_days(base, by.into())?, parts, anchor),
        // The hour it is reckoned from is not known; the day is, where the hours are few.
        _ if in_day => Resolved::new(TimeKind::Time, base.to_string(), anchor).standing_for(base, Grain::Day),
        UnitCode::Year if matches!(context.mentioned, Some((_, Grain::Quarter))) && shift.from_mentioned => {
            whole(base, UnitCode::Quarter, by.checked_mul(4)?, anchor)?
        }
        code => whole(base, code, by, anchor)?,
    };
    Some(resolved.because(why))
}

fn duration(parts: &Parts, kind: TimeKind) -> Option<Resolved> {
    let unit = parts.unit?;
    let (letters, in_day) = unit.code.letters();
    let count = match parts.quantity {
        Some(Quantity::Exact(thousandths)) => {
            let thousandths = thousandths.checked_mul(unit.times)?;
            let (whole, rest) = (thousandths / 1000, thousandths % 1000);
            if rest == 0 {
                whole.to_string()
            } else {
                format!("{whole}.{rest:03}").trim_end_matches('0').to_owned()
            }
        }
        Some(Quantity::Indefinite) | None => "X".to_owned(),
    };
    let value = format!("{}{count}{letters}", if in_day { "PT" } else { "P" });
    Some(Resolved::new(kind, value, Anchor::Written))
}

fn set(parts: &Parts) -> Option<Resolved> {
    if let Some(weekday) = parts.weekday {
        return Some(Resolved::new(TimeKind::Set, format!("XXXX-WXX-{weekday}"), Anchor::Written));
    }
    if let Some(month) = parts.month {
        return Some(Resolved::new(TimeKind::Set, format!("XXXX-{month:02}"), Anchor::Written));
    }
    if parts.unit.is_none() {
        let suffix = time_suffix(parts)?;
        return Some(Resolved::new(TimeKind::Set, format!("XXXX-XX-XX{suffix}"), Anchor::Written));
    }
    let mut parts = *parts;
    parts.quantity = parts.quantity.or(Some(Quantity::Exact(1000)));
    duration(&parts, TimeKind::Set)
}

fn time(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let suffix = time_suffix(parts)?;
    let by = parts.shift.map_or(0, |shift| shift.by);
    let pointed = parts.shift.is_some_and(|shift| !shift.from_mentioned);
    let published = context.published.filter(|_| !context.crawl).map(|date| (date, Anchor::Published));
    let mentioned = context.day.filter(|_| !pointed && !context.crawl).map(|day| (day, Anchor::Mentioned));
    Some(match mentioned.or(published) {
        Some((base, anchor)) => {
            let from = if anchor == Anchor::Published { "publication" } else { "the date before" };
            let day = plus_days(base, by.into())?;
            on_day(day, parts, anchor).because(format!("the day from {from} ({base})"))
        }
        None => Resolved::new(TimeKind::Time, format!("XXXX-XX-XX{suffix}"), Anchor::Crawl),
    })
}

fn deictic(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let (shift, part) = match parts.deictic? {
        Deictic::Past => return Some(Resolved::new(TimeKind::Date, "PAST_REF", Anchor::Published)),
        Deictic::Present => return Some(Resolved::new(TimeKind::Date, "PRESENT_REF", Anchor::Published)),
        Deictic::Future => return Some(Resolved::new(TimeKind::Date, "FUTURE_REF", Anchor::Published)),
        Deictic::Day(shift, part) => (shift, part),
    };
    let mut parts = *parts;
    parts.part = parts.part.or(part);
    let Some((base, anchor)) = base(shift, context) else {
        return Some(on_unknown_day("XXXX-XX-XX", &parts, Anchor::Crawl));
    };
    let from = if anchor == Anchor::Published { "publication" } else { "the date before" };
    let day = plus_days(base, shift.by.into())?;
    Some(on_day(day, &parts, anchor).because(format!("reckoned from {from} ({base})")))
}

fn holiday(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let (month, day) = parts.holiday?;
    if let Some(year) = parts.year {
        return Some(on_day(Date::new(year, month, day).ok()?, parts, Anchor::Written));
    }
    let Some(published) = context.published.filter(|_| !context.crawl) else {
        return Some(on_unknown_day(&format!("XXXX-{month:02}-{day:02}"), parts, Anchor::Crawl));
    };
    let years = (-1i16..=1).filter_map(|by| Date::new(published.year() + by, month, day).ok());
    let date = nearest_year(published, years, 0)?;
    let why = format!(
        "a holiday with a fixed date, {} {}; the one nearest to publication ({published})",
        date.strftime("%-d"),
        date.strftime("%B")
    );
    Some(on_day(date, parts, Anchor::Published).because(why))
}

fn decade(parts: &Parts) -> Option<Resolved> {
    let year = parts.year.filter(|year| year % 10 == 0)?;
    let first = Date::new(year, 1, 1).ok()?;
    Some(
        Resolved::new(TimeKind::Date, (year / 10).to_string(), Anchor::Written)
            .standing_for(first, Grain::Year),
    )
}

/// "kuartal ketiga tahun ini", "the first half of 2024".
fn part_of_year(parts: &Parts, context: &Context<'_>, pieces: i16, letter: &str) -> Option<Resolved> {
    let nth = parts.ordinal.filter(|nth| (1..=pieces).contains(nth))?;
    let first_month = (nth - 1) * (12 / pieces) + 1;
    let published = context.published.filter(|_| !context.crawl);
    let (year, anchor) = match (parts.year, parts.shift, published) {
        (Some(year), ..) => (year, Anchor::Written),
        (None, Some(shift), Some(_)) => {
            let (base, anchor) = base(shift, context)?;
            (base.year() + i16::from(shift.by), anchor)
        }
        (None, None, Some(published)) => {
            // The nearest, and the one just past rather than one ahead.
            let now = (i16::from(published.month()) - 1) / (12 / pieces) + 1;
            let ahead = nth - now;
            let year = if context.future {
                i16::from(ahead < 0)
            } else {
                -i16::from(ahead * 2 > pieces - pieces / 2)
            };
            (published.year() + year, Anchor::Published)
        }
        (None, _, None) => {
            return Some(Resolved::new(TimeKind::Date, format!("XXXX-{letter}{nth}"), Anchor::Crawl));
        }
    };
    let first = Date::new(year, first_month as i8, 1).ok()?;
    Some(
        Resolved::new(TimeKind::Date, format!("{year:04}-{letter}{nth}"), anchor)
            .standing_for(first, Grain::Quarter),
    )
}

fn season(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let season = parts.season?;
    let first_month: i8 = match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    };
    let published = context.published.filter(|_| !context.crawl);
    let (year, anchor) = match (parts.year, published) {
        (Some(year), _) => (year, Anchor::Written),
        (None, Some(published)) => {
            let by = match parts.shift.map(|shift| shift.by) {
                Some(by) if by < 0 => -i16::from(first_month + 2 >= published.month()),
                Some(by) if by > 0 => i16::from(first_month <= published.month()),
                _ => 0,
            };
            (published.year() + by, Anchor::Published)
        }
        (None, None) => return None,
    };
    let first = Date::new(year, first_month, 1).ok()?;
    Some(
        Resolved::new(TimeKind::Date, format!("{year:04}-{season}"), anchor)
            .standing_for(first, Grain::Quarter),
    )
}

/// Before or around an event whose day was spoken of just before; without such a day nothing is said.
fn event(means: Means, parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let day = context.day.filter(|_| !context.crawl)?;
    let why = format!("the event's day is taken to be the one mentioned before it ({day})");
    if means == Means::BeforeEvent {
        return Some(Resolved::new(TimeKind::Date, format!("../{day}"), Anchor::Mentioned).because(why));
    }
    let unit = parts.unit?;
    let forward = if parts.shift.is_some_and(|shift| shift.by > 0) { 1 } else { -1 };
    let (_, in_day) = unit.code.letters();
    if in_day {
        return Some(Resolved::new(TimeKind::Time, day.to_string(), Anchor::Mentioned).because(why));
    }
    match (unit.code, parts.quantity?) {
        (UnitCode::Day, Quantity::Exact(count)) => {
            let date = plus_days(day, forward * count / 1000)?;
            Some(on_day(date, parts, Anchor::Mentioned).because(why))
        }
        (code, Quantity::Exact(count)) => {
            let by = i32::try_from(forward * count / 1000).ok()?;
            Some(whole(day, code, by, Anchor::Mentioned)?.because(why))
        }
        (_, Quantity::Indefinite) => {
            let value = if forward > 0 { "FUTURE_REF" } else { "PAST_REF" };
            Some(Resolved::new(TimeKind::Date, value, Anchor::Mentioned))
        }
    }
}
