//! Dates of the calendar, with as much of them as is printed: the missing year, month or day is found.

use super::calendar::{add_months, days_between, last_weekday, nearest_year, plus_days, year_of_weekday};
use super::resolve::{Context, Grain, Resolved, on_day, on_unknown_day, time_suffix};
use super::weekday;
use crate::lang::{Parts, Shift, Unit, UnitCode};
use crate::model::{Anchor, TimeKind, WeekdayCheck};
use jiff::civil::{Date, Weekday};

pub(super) fn date(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let published = context.published.filter(|_| !context.crawl);
    let year = parts.year.or_else(|| match (parts.unit, parts.shift, published) {
        // "July last year"
        (Some(Unit { code: UnitCode::Year, .. }), Some(shift), Some(published)) => {
            published.year().checked_add(i16::from(shift.by))
        }
        _ => None,
    });
    let anchor = if parts.year.is_some() { Anchor::Written } else { Anchor::Published };
    match (parts.day, parts.month, year) {
        // A year far off is a slip of the pen where a weekday shows that a date is meant, and else no date.
        (Some(day), Some(month), Some(year)) if year < 2200 || parts.weekday.is_some() => {
            let day = Date::new(year, month, day).ok()?;
            Some(checked(on_day(day, parts, anchor), day, parts, context)).map(|r| ranged(r, parts, day))
        }
        (Some(day), Some(month), None) => without_year(day, month, parts, context),
        (None, Some(month), year) if parts.weekday.is_some() => weekday_of_month(month, year, parts, context),
        (None, Some(month), Some(year)) if year < 2200 => {
            let first = Date::new(year, month, 1).ok()?;
            let value = format!("{year:04}-{month:02}");
            Some(Resolved::new(TimeKind::Date, value, anchor).standing_for(first, Grain::Month))
        }
        (None, Some(month), None) => month_without_year(month, parts, context),
        (None, None, Some(year)) if year < 2200 => {
            let first = Date::new(year, 1, 1).ok()?;
            Some(
                Resolved::new(TimeKind::Date, format!("{year:04}"), Anchor::Written)
                    .standing_for(first, Grain::Year),
            )
        }
        (Some(day), None, None) => day_of_month(day, parts, context),
        (None, None, None) => bare_weekday(parts.weekday?, parts, context),
        (_, _, Some(_)) => None,
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
    let (likely, why) = weekday::likely(day, printed, published, context.agreeing);
    resolved.why = Some(why);
    resolved.date = likely.map(|day| (day, Grain::Day));
    resolved.likely = likely.map(|day| format!("{day}{}", time_suffix(parts).unwrap_or_default()));
    resolved
}

/// Days around publication of which a report tells.
const THESE_DAYS: i64 = 7;

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
    let direction = parts.shift.map(|shift| shift.by).or(context.past.then_some(-1));
    if let Some(printed) = parts.weekday {
        let near = nearest_year(published, years(-1..=1), 0)?;
        let agreeing = year_of_weekday(published, years(-6..=1), printed);
        let far = |date: Date| days_between(published, date).abs();
        return Some(match agreeing {
            // A weekday of another year loses against a date of these days with a wrong weekday: "Wednesday (12/6)" in a
            // report of Thursday, 12 June, is a slip, and not the same day a year before.
            Some(date) if date == near || far(near) > 45 || far(date) < 400 && far(near) > THESE_DAYS => {
                let name = date.strftime("%A");
                let why = format!(
                    "no year is printed; {date} was the nearest to publication ({published}) that was a {name}"
                );
                checked(on_day(date, parts, Anchor::Published).because(why), date, parts, context)
            }
            _ => checked(on_day(near, parts, Anchor::Published), near, parts, context),
        })
        .map(|resolved| {
            let last = resolved.date.map_or(near, |(date, _)| date);
            ranged(resolved, parts, last)
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
        None if context.past => base.year() - i16::from(ahead > 0),
        // News looks back rather than ahead, but for the first months of the next year.
        None if ahead > 6 || ahead == 6 && !context.future => base.year() - 1,
        None if ahead < -9 || ahead < 0 && context.future => base.year() + 1,
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

/// "the first Monday of October", "the last Friday in May"; which one, `last` where none is said.
fn weekday_of_month(month: i8, year: Option<i16>, parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let weekday = Weekday::from_monday_one_offset(parts.weekday?).ok()?;
    let nth = parts.ordinal.map_or(Some(-1), |nth| i8::try_from(nth).ok())?;
    let (first, anchor) = match year {
        Some(year) => (Date::new(year, month, 1).ok()?, Anchor::Written),
        None => {
            let resolved = month_without_year(month, parts, context)?;
            (resolved.date?.0, resolved.anchor)
        }
    };
    Some(on_day(first.nth_weekday_of_month(nth, weekday).ok()?, parts, anchor))
}

/// "tanggal 25".
fn day_of_month(day: i8, parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let Some(published) = context.published.filter(|_| !context.crawl) else {
        return Some(on_unknown_day(&format!("XXXX-XX-{day:02}"), parts, Anchor::Crawl));
    };
    let in_month =
        |months: i32| add_months(published, months).and_then(|m| Date::new(m.year(), m.month(), day).ok());
    let around = [in_month(0), in_month(-1), in_month(1)];
    if let Some(weekday) = parts.weekday {
        // "Friday the 13th": the nearest month in which that day is a Friday.
        let dates = (-6..=6).filter_map(in_month);
        let date = year_of_weekday(published, dates, weekday)?;
        let name = date.strftime("%A");
        let why = format!(
            "no month is printed; {date} is the nearest to publication ({published}) that is a {name}"
        );
        let mut resolved = on_day(date, parts, Anchor::Published).because(why);
        resolved.weekday = WeekdayCheck::Agrees;
        return Some(resolved);
    }
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
    let name = Weekday::from_monday_one_offset(weekday).ok()?;
    if let Some((mentioned, Grain::Day)) = context.mentioned.filter(|_| context.caption) {
        let date = last_weekday(mentioned, weekday)?;
        return Some(on_day(date, parts, Anchor::Mentioned).because(format!(
            "the last {name:?} up to {mentioned}, mentioned before it under the same picture"
        )));
    }
    if let Some(beside) = context.beside.filter(is_day) {
        let why = format!("the {name:?} that is named beside it");
        return Some(on_day(beside, parts, Anchor::Mentioned).because(why));
    }
    let shift = parts.shift.map(|shift| shift.by);
    let back = last_weekday(published, weekday)?;
    if let (Some(by), Some(Unit { code: UnitCode::Week, .. })) = (shift, parts.unit) {
        // "Wednesday of last week": weeks begin on Monday.
        let monday = plus_days(last_weekday(published, 1)?, i64::from(by) * 7)?;
        let date = plus_days(monday, i64::from(weekday) - 1)?;
        let why = format!("the {name:?} of that week as seen from publication ({published})");
        return Some(on_day(date, parts, Anchor::Published).because(why));
    }
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
            let near = |date: &&Date| is_day(date) && days_between(published, **date).abs() < 7;
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
