//! Times that have a name: holidays, decades, quarters, seasons, and events of the text.

use super::calendar::{add_months, nearest_year, plus_days};
use super::relative::{base, whole};
use super::resolve::{Context, Grain, Resolved, on_day, on_unknown_day};
use crate::lang::{Holiday, Means, Parts, UnitCode};
use crate::model::{Anchor, TimeKind};
use jiff::civil::Date;

pub(super) fn holiday(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let holiday = context.holidays.get(usize::from(parts.holiday?))?;
    if let Some(year) = parts.year {
        return Some(on_day(holiday.in_year(year)?, parts, Anchor::Written));
    }
    let Some(published) = context.published.filter(|_| !context.crawl) else {
        let value = match holiday {
            Holiday::Fixed(month, day) => format!("XXXX-{month:02}-{day:02}"),
            Holiday::Nth(month, ..) => format!("XXXX-{month:02}-XX"),
            Holiday::Easter(_) | Holiday::Listed(_) => "XXXX-XX-XX".to_owned(),
        };
        return Some(on_unknown_day(&value, parts, Anchor::Crawl));
    };
    if let Some(shift) = parts.shift {
        let year = published.year().checked_add(i16::from(shift.by))?;
        let why = format!("the year as seen from publication ({published})");
        return Some(on_day(holiday.in_year(year)?, parts, Anchor::Published).because(why));
    }
    let years = (-1i16..=1).filter_map(|by| holiday.in_year(published.year() + by));
    let date = nearest_year(published, years, 0)?;
    let why = format!("a holiday whose date is known; the one nearest to publication ({published})");
    Some(on_day(date, parts, Anchor::Published).because(why))
}

pub(super) fn decade(parts: &Parts) -> Option<Resolved> {
    let year = parts.year.filter(|year| year % 10 == 0)?;
    let first = Date::new(year, 1, 1).ok()?;
    Some(
        Resolved::new(TimeKind::Date, (year / 10).to_string(), Anchor::Written)
            .standing_for(first, Grain::Year),
    )
}

/// "kuartal ketiga tahun ini", "the first half of 2024"; without a number, the quarter last spoken of.
pub(super) fn part_of_year(
    parts: &Parts,
    context: &Context<'_>,
    pieces: i16,
    letter: &str,
) -> Option<Resolved> {
    let published = context.published.filter(|_| !context.crawl);
    let months = 12 / pieces;
    let which = |date: Date| (i16::from(date.month()) - 1) / months + 1;
    let Some(nth) = parts.ordinal else {
        // "the quarter", "the year-earlier quarter"
        let years = parts.shift.map_or(0, |shift| shift.by);
        let (base, anchor) = match (context.quarter, published) {
            (Some(quarter), _) if !context.crawl => (quarter, Anchor::Mentioned),
            (_, Some(published)) => (add_months(published, -i32::from(months))?, Anchor::Published),
            _ => return None,
        };
        return quarter(base.year() + i16::from(years), which(base), months, letter, anchor);
    };
    if !(1..=pieces).contains(&nth) {
        return None;
    }
    match (parts.year, parts.shift, published) {
        (Some(year), ..) => quarter(year, nth, months, letter, Anchor::Written),
        (None, Some(shift), Some(_)) => {
            let (base, anchor) = base(shift, false, context)?;
            quarter(base.year() + i16::from(shift.by), nth, months, letter, anchor)
        }
        (None, None, Some(published)) => {
            // The nearest; one that lies ahead counts as half a piece farther off.
            let now = which(published);
            let year = (-1i16..=1).min_by_key(|year| {
                let ahead = year * pieces + nth - now;
                ahead.abs() * 2 + i16::from(ahead > 0)
            })?;
            quarter(published.year() + year, nth, months, letter, Anchor::Published)
        }
        (None, _, None) => Some(Resolved::new(TimeKind::Date, format!("XXXX-{letter}{nth}"), Anchor::Crawl)),
    }
}

fn quarter(year: i16, nth: i16, months: i16, letter: &str, anchor: Anchor) -> Option<Resolved> {
    let first = Date::new(year, ((nth - 1) * months + 1) as i8, 1).ok()?;
    let value = format!("{year:04}-{letter}{nth}");
    Some(Resolved::new(TimeKind::Date, value, anchor).standing_for(first, Grain::Quarter))
}

pub(super) fn season(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
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
pub(super) fn event(means: Means, parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
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
    match (unit.code, parts.quantity?.thousandths()) {
        (UnitCode::Day, Some(count)) => {
            let date = plus_days(day, forward * count / 1000)?;
            Some(on_day(date, parts, Anchor::Mentioned).because(why))
        }
        (code, Some(count)) => {
            let by = i32::try_from(forward * count / 1000).ok()?;
            Some(whole(day, code, by, Anchor::Mentioned)?.because(why))
        }
        (_, None) => {
            let value = if forward > 0 { "FUTURE_REF" } else { "PAST_REF" };
            Some(Resolved::new(TimeKind::Date, value, Anchor::Mentioned))
        }
    }
}
