//! Times that have a name: holidays, decades, quarters, seasons, and events of the text.

use super::calendar::{nearest_year, plus_days};
use super::relative::{base, whole};
use super::resolve::{Context, Grain, Resolved, on_day, on_unknown_day};
use crate::lang::{Means, Parts, Quantity, UnitCode};
use crate::model::{Anchor, TimeKind};
use jiff::civil::Date;

pub(super) fn holiday(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
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

pub(super) fn decade(parts: &Parts) -> Option<Resolved> {
    let year = parts.year.filter(|year| year % 10 == 0)?;
    let first = Date::new(year, 1, 1).ok()?;
    Some(
        Resolved::new(TimeKind::Date, (year / 10).to_string(), Anchor::Written)
            .standing_for(first, Grain::Year),
    )
}

/// "kuartal ketiga tahun ini", "the first half of 2024".
pub(super) fn part_of_year(
    parts: &Parts,
    context: &Context<'_>,
    pieces: i16,
    letter: &str,
) -> Option<Resolved> {
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
