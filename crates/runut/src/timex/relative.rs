//! Lengths of time, and days and periods reckoned from publication or from a date before them.

use super::calendar::{add_months, plus_days, week_of};
use super::resolve::{Context, Grain, Resolved, on_day, on_unknown_day, time_suffix};
use crate::lang::{Deictic, Parts, Quantity, Shift, Unit, UnitCode};
use crate::model::{Anchor, TimeKind};
use jiff::civil::Date;

/// What a shift is reckoned from; where days are counted, only a day will do.
pub(super) fn base(shift: Shift, days: bool, context: &Context<'_>) -> Option<(Date, Anchor)> {
    let published = context.published.filter(|_| !context.crawl).map(|date| (date, Anchor::Published));
    if !shift.from_mentioned {
        return published;
    }
    let mentioned = match context.mentioned {
        Some((_, grain)) if days && grain != Grain::Day => context.day,
        mentioned => mentioned.map(|(date, _)| date),
    };
    mentioned.map(|date| (date, Anchor::Mentioned)).or(published)
}

pub(super) fn period(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let (unit, shift) = (parts.unit?, parts.shift?);
    let Some((base, anchor)) = base(shift, unit.code <= UnitCode::Week, context) else {
        let value = match unit.code {
            UnitCode::Year => "XXXX",
            UnitCode::Month => "XXXX-XX",
            UnitCode::Week => "XXXX-WXX",
            UnitCode::Weekend => "XXXX-WXX-WE",
            UnitCode::Day => "XXXX-XX-XX",
            _ => return None,
        };
        return Some(match unit.code {
            UnitCode::Day => on_unknown_day(value, parts, Anchor::Crawl),
            _ => Resolved::new(TimeKind::Date, value, Anchor::Crawl),
        });
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
pub(super) fn whole(base: Date, code: UnitCode, by: i32, anchor: Anchor) -> Option<Resolved> {
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

pub(super) fn offset(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
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
    let Some(mut count) = parts.quantity?.thousandths() else {
        return Some(Resolved::new(TimeKind::Date, reference, Anchor::Published));
    };
    let mut unit = unit;
    // "a year and a half ago", "two years and three months ago": in months.
    let months = |quantity: Quantity, unit: Unit| match (quantity.thousandths(), unit.code) {
        (Some(years), UnitCode::Year) => years.checked_mul(unit.times)?.checked_mul(12),
        (Some(months), UnitCode::Month) => Some(months),
        _ => None,
    };
    let in_months = match (parts.larger, parts.quantity?) {
        (Some((quantity, larger)), own) => months(quantity, larger)?.checked_add(months(own, unit)?),
        (None, half @ Quantity::AndHalf(_)) if unit.code == UnitCode::Year => months(half, unit),
        _ => None,
    };
    if let Some(months) = in_months {
        count = months;
        unit = Unit { code: UnitCode::Month, times: 1 };
    }
    let Some((base, anchor)) = base(shift, unit.code <= UnitCode::Week, context) else {
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
        UnitCode::Hour if by.abs() >= 24 => match anchor {
            Anchor::Published => {
                let day = plus_days(base, i64::from(by / 24))?;
                Resolved::new(TimeKind::Time, day.to_string(), anchor).standing_for(day, Grain::Day)
            }
            // "48 hours before": before what, only the sentence knows.
            _ => return Some(Resolved { anchor, ..duration(parts, TimeKind::Duration)? }),
        },
        _ if in_day => Resolved::new(TimeKind::Time, base.to_string(), anchor).standing_for(base, Grain::Day),
        // "net fell in the third quarter from a year earlier": the same quarter.
        UnitCode::Year if count == 1000 && context.quarter.is_some() => {
            whole(context.quarter?, UnitCode::Quarter, by.checked_mul(4)?, Anchor::Mentioned)?
        }
        code => whole(base, code, by, anchor)?,
    };
    Some(resolved.because(why))
}

pub(super) fn duration(parts: &Parts, kind: TimeKind) -> Option<Resolved> {
    let unit = parts.unit?;
    let (letters, in_day) = unit.code.letters();
    if let Some((quantity, larger)) = parts.larger {
        let (larger_letters, larger_in_day) = larger.code.letters();
        let own = count_of(parts.quantity, unit.times)?;
        let larger_count = count_of(Some(quantity), larger.times)?;
        let clock = if in_day && !larger_in_day { "T" } else { "" };
        let start = if larger_in_day { "PT" } else { "P" };
        let value = format!("{start}{larger_count}{larger_letters}{clock}{own}{letters}");
        return Some(Resolved::new(kind, value, Anchor::Written));
    }
    let start = if in_day { "PT" } else { "P" };
    // Half of it has a name of its own: "a year and a half" is P1Y6M.
    let half = match unit.code {
        UnitCode::Year => Some("6M"),
        UnitCode::Hour => Some("30M"),
        UnitCode::Minute => Some("30S"),
        _ => None,
    };
    let value = match (parts.quantity, half) {
        (Some(Quantity::AndHalf(0)), Some(half)) if unit.times == 1 => format!("{start}{half}"),
        (Some(Quantity::AndHalf(whole)), Some(half)) if unit.times == 1 => {
            format!("{start}{whole}{letters}{half}")
        }
        (quantity, _) => format!("{start}{}{letters}", count_of(quantity, unit.times)?),
    };
    Some(Resolved::new(kind, value, Anchor::Written))
}

/// A count as TIMEX3 writes it: `5`, `5.5`, `X`.
fn count_of(quantity: Option<Quantity>, times: i64) -> Option<String> {
    let Some(thousandths) = quantity.and_then(Quantity::thousandths) else { return Some("X".to_owned()) };
    let thousandths = thousandths.checked_mul(times)?;
    let (whole, rest) = (thousandths / 1000, thousandths % 1000);
    Some(if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{rest:03}").trim_end_matches('0').to_owned()
    })
}

pub(super) fn set(parts: &Parts) -> Option<Resolved> {
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

pub(super) fn time(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let suffix = time_suffix(parts)?;
    let by = parts.shift.map_or(0, |shift| shift.by);
    let pointed = parts.shift.is_some_and(|shift| !shift.from_mentioned);
    let published = context.published.filter(|_| !context.crawl).map(|date| (date, Anchor::Published));
    let mentioned = context
        .beside
        .or(context.day)
        .filter(|_| !pointed && !context.crawl)
        .map(|day| (day, Anchor::Mentioned));
    Some(match mentioned.or(published) {
        Some((base, anchor)) => {
            let from = if anchor == Anchor::Published { "publication" } else { "the date before" };
            let day = plus_days(base, by.into())?;
            on_day(day, parts, anchor).because(format!("the day from {from} ({base})"))
        }
        None => Resolved::new(TimeKind::Time, format!("XXXX-XX-XX{suffix}"), Anchor::Crawl),
    })
}

pub(super) fn deictic(parts: &Parts, context: &Context<'_>) -> Option<Resolved> {
    let (shift, part) = match parts.deictic? {
        Deictic::Past => return Some(Resolved::new(TimeKind::Date, "PAST_REF", Anchor::Published)),
        Deictic::Present => return Some(Resolved::new(TimeKind::Date, "PRESENT_REF", Anchor::Published)),
        Deictic::Future => return Some(Resolved::new(TimeKind::Date, "FUTURE_REF", Anchor::Published)),
        Deictic::Day(shift, part) => (shift, part),
    };
    let mut parts = *parts;
    parts.part = parts.part.or(part);
    let Some((base, anchor)) = base(shift, true, context) else {
        return Some(on_unknown_day("XXXX-XX-XX", &parts, Anchor::Crawl));
    };
    let from = if anchor == Anchor::Published { "publication" } else { "the date before" };
    let day = plus_days(base, shift.by.into())?;
    Some(on_day(day, &parts, anchor).because(format!("reckoned from {from} ({base})")))
}
