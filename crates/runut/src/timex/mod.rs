//! Temporal expressions: found, resolved, and held against the calendar.
//!
//! Values are those of TIMEX3 (TimeML 1.2.1, Pustejovsky et al. 2005). The order matters: full dates first, with
//! their weekday check and repair, because bare weekdays, dates without a year and "last year" lean on them.

mod calendar;
mod dates;
mod examples;
mod grammar;
mod named;
mod publication;
mod relative;
mod removed;
mod resolve;
mod weekday;

pub(crate) use examples::check_examples;
pub use publication::publication_guess;
pub use removed::removed_times;

use crate::lang::{Means, Packs};
use crate::model::{
    Anchor, Article, BlockKind, Sentence, TimeExpression, TimeKind, TimeValue, Tokens, WeekdayCheck,
};
use grammar::{Grammars, Raw};
use jiff::civil::Date;
use resolve::{Context, Grain, Resolved, resolve};

/// Finds temporal expressions, resolves them from the day of publication and from each other, checks weekdays.
///
/// In reading order, none overlapping. `value` is what is written, resolved; where the printed weekday contradicts
/// it, `likely` is what was meant if the text says so, and what is reckoned from it uses that. Without a day of
/// publication, what would need one keeps its `X`s.
pub fn time_expressions(
    article: &Article,
    tokens: &Tokens,
    sentences: &[Sentence],
    packs: &Packs,
) -> Vec<TimeExpression> {
    let grammars = Grammars::of(&packs.languages);
    let text = article.text.as_str();
    let found = grammars.find(text, tokens, sentences);
    let kinds: Vec<(usize, BlockKind)> = sentences
        .iter()
        .map(|sentence| {
            (
                sentence.block,
                article.blocks.get(sentence.block).map_or(BlockKind::Paragraph, |block| block.kind),
            )
        })
        .collect();
    resolved(&found, text, &kinds, article.day())
}

/// Resolves what was found in one text; `kinds` tells the block of each sentence and its kind.
fn resolved(
    found: &[Raw<'_>],
    text: &str,
    kinds: &[(usize, BlockKind)],
    published: Option<Date>,
) -> Vec<TimeExpression> {
    let found = &with_shared_years(found);
    let known = Known::of(found, published);
    let mut times = Vec::with_capacity(found.len());
    let (mut body, mut caption) = (Mentioned::default(), Mentioned::default());
    let mut block_before = usize::MAX;
    let mut before: Option<(&Raw<'_>, Date)> = None;
    for (at, raw) in found.iter().enumerate() {
        let (block, kind) = kinds.get(raw.sentence).copied().unwrap_or((0, BlockKind::Paragraph));
        let under_picture = kind == BlockKind::Caption;
        if under_picture && block != block_before {
            caption = Mentioned::default();
        }
        block_before = block;
        let mentioned = if under_picture { &mut caption } else { &mut body };
        let beside = before.filter(|(old, _)| touches(text, old, raw)).map(|(_, day)| day);
        let mut context = Context {
            published,
            beside,
            mentioned: mentioned.any,
            day: mentioned.day.filter(|(_, at)| block.abs_diff(*at) <= DAY_REACH).map(|(day, _)| day),
            quarter: mentioned
                .quarter
                .filter(|(_, at)| block.abs_diff(*at) <= QUARTER_REACH)
                .map(|(day, _)| day),
            written: &known.written,
            weekdays: &known.weekdays,
            agreeing: &known.agreeing,
            caption: under_picture,
            future: raw.future,
            past: raw.past,
            holidays: raw.holidays,
            crawl: false,
        };
        if raw.rule.means == Means::Time
            && let Some(next) = day_behind(text, &found[at..])
        {
            context.beside =
                resolve(next.rule, &next.parts, &context).and_then(|next| next.date).map(|(day, _)| day);
        }
        let Some(mut resolved) = resolve(raw.rule, &raw.parts, &context) else { continue };
        before = resolved.date.filter(|(_, grain)| *grain == Grain::Day).map(|(day, _)| (raw, day));
        if resolved.anchor == Anchor::Crawl {
            resolved.anchor = Anchor::Published;
            resolved.why = Some("no day of publication is known to reckon from".to_owned());
        }
        mentioned.note(&resolved, block);
        times.push(expression(raw, resolved));
    }
    times
}

/// Whether two expressions of one sentence stand side by side, with marks or a small word between them.
fn touches(text: &str, one: &Raw<'_>, next: &Raw<'_>) -> bool {
    let between = text.get(one.span.end as usize..next.span.start as usize);
    one.sentence == next.sentence
        && between.is_some_and(|between| {
            between.len() <= 6 && between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '(' | ')'))
        })
}

/// The day that stands behind a clock time: "pukul 07.55 WIB, Jumat", "10:35 a.m. (0735 GMT) Friday".
fn day_behind<'a, 'p>(text: &str, found: &'a [Raw<'p>]) -> Option<&'a Raw<'p>> {
    let mut pairs = found.iter().zip(found.iter().skip(1)).take(3);
    pairs.find_map(|(one, next)| match () {
        () if !touches(text, one, next) => Some(None),
        () if next.rule.means == Means::Time => None,
        () => Some(Some(next).filter(|next| matches!(next.rule.means, Means::Date | Means::Deictic))),
    })?
}

/// Bytes between two dates that share the year of the second: "sejak Februari hingga April 2025".
const SHARED_YEAR_REACH: u32 = 15;

/// Dates without a year get that of the next one, where that follows at once and has one.
fn with_shared_years<'p>(found: &[Raw<'p>]) -> Vec<Raw<'p>> {
    let mut found = found.to_vec();
    for at in (1..found.len()).rev() {
        let (before, next) = (&found[at - 1], &found[at]);
        let (Some(month), None, Some(year), Some(last)) =
            (before.parts.month, before.parts.year, next.parts.year, next.parts.month)
        else {
            continue;
        };
        let near = next.sentence == before.sentence && next.span.start - before.span.end <= SHARED_YEAR_REACH;
        let plain = |raw: &Raw<'_>| raw.parts.shift.is_none() && raw.parts.weekday.is_none();
        if near && plain(before) && plain(next) {
            found[at - 1].parts.year = year.checked_sub(i16::from(month > last));
        }
    }
    found
}

/// How many blocks on a clock time still belongs to the day last mentioned.
const DAY_REACH: usize = 1;

/// The same for the quarter that earnings are told of.
const QUARTER_REACH: usize = 1;

/// The dates last mentioned.
#[derive(Default)]
struct Mentioned {
    any: Option<(Date, Grain)>,
    day: Option<(Date, usize)>,
    quarter: Option<(Date, usize)>,
}

impl Mentioned {
    fn note(&mut self, resolved: &Resolved, block: usize) {
        if let Some((date, grain)) = resolved.date {
            self.any = Some((date, grain));
            if grain == Grain::Day {
                self.day = Some((date, block));
            }
            // "a year earlier" is no new quarter to speak of.
            if grain == Grain::Quarter && resolved.anchor != Anchor::Mentioned {
                self.quarter = Some((date, block));
            }
        }
    }
}

/// What the whole text says of days, wherever it stands.
#[derive(Default)]
struct Known {
    /// Written out in full, or with a weekday; slips repaired.
    written: Vec<Date>,
    /// Printed with a weekday; slips repaired.
    weekdays: Vec<Date>,
    /// Printed in full with a weekday that agrees: what a slip may be held against.
    agreeing: Vec<Date>,
}

impl Known {
    /// Full dates first, those whose weekday agrees before those that it betrays, then days without a year.
    fn of(found: &[Raw<'_>], published: Option<Date>) -> Self {
        let mut known = Self::default();
        let full =
            |raw: &&Raw<'_>| raw.parts.day.is_some() && raw.parts.month.is_some() && raw.parts.year.is_some();
        let day = |raw: &Raw<'_>| Date::new(raw.parts.year?, raw.parts.month?, raw.parts.day?).ok();
        for raw in found.iter().filter(full) {
            match (day(raw), raw.parts.weekday) {
                (Some(date), None) => known.written.push(date),
                (Some(date), Some(weekday)) if date.weekday().to_monday_one_offset() == weekday => {
                    known.written.push(date);
                    known.weekdays.push(date);
                    known.agreeing.push(date);
                }
                _ => {}
            }
        }
        let mut rest: Vec<Date> = Vec::new();
        let partly = |raw: &&Raw<'_>| {
            raw.parts.day.is_some() && raw.parts.month.is_some() && raw.parts.weekday.is_some()
        };
        for raw in found.iter().filter(partly) {
            let context = Context {
                published,
                written: &known.written,
                weekdays: &known.weekdays,
                agreeing: &known.agreeing,
                future: raw.future,
                past: raw.past,
                ..Context::default()
            };
            let resolved = resolve(raw.rule, &raw.parts, &context);
            if let Some(Resolved { date: Some((date, Grain::Day)), weekday, likely, .. }) = resolved
                && (weekday == WeekdayCheck::Agrees || likely.is_some())
            {
                rest.push(date);
            }
        }
        known.weekdays.extend(rest.iter().copied());
        known.written.extend(rest);
        for days in [&mut known.written, &mut known.weekdays] {
            days.sort_unstable();
            days.dedup();
        }
        known
    }
}

fn expression(raw: &Raw<'_>, resolved: Resolved) -> TimeExpression {
    let clock = resolved
        .value
        .split_once('T')
        .is_some_and(|(_, clock)| clock.starts_with(|c: char| c.is_ascii_digit()));
    TimeExpression {
        span: raw.span,
        kind: resolved.kind,
        utc_offset: raw.parts.zone.filter(|_| clock && resolved.kind == TimeKind::Time),
        value: TimeValue(resolved.value),
        anchor: resolved.anchor,
        weekday: resolved.weekday,
        likely: resolved.likely.map(TimeValue),
        why: resolved.why,
        rule: raw.rule.name.clone(),
    }
}

#[cfg(all(test, feature = "bundled-packs"))]
mod tests;
