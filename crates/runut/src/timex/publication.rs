//! A day of publication for an article that states none.

use super::calendar::days_between;
use super::grammar::{Grammars, Raw};
use crate::lang::{Deictic, Means, Packs};
use crate::model::{Article, BlockKind, Guess, Sentence, Tokens};
use jiff::civil::Date;

/// A day that the text dates itself by, how well founded it is, and why.
struct Candidate {
    /// Higher is better: a weekday that agrees, then a date in digits, then any other.
    rank: u8,
    date: Date,
    why: String,
}

/// A day of publication for an article that states none, from what its text says, with the reason.
///
/// The newest day of the body that is printed with a weekday that agrees, and does not lie ahead of the text; a day
/// without a year takes the year in which its weekday agrees, the first such year not before the newest year the
/// text speaks of. Without a weekday, a full date counts only where the text speaks of today or yesterday beside it.
/// Nothing is taken from the removed parts: a teaser's time and a copyright's year are not the article's.
pub fn publication_guess(
    article: &Article,
    tokens: &Tokens,
    sentences: &[Sentence],
    packs: &Packs,
) -> Option<Guess> {
    let found = Grammars::of(&packs.languages).find(&article.text, tokens, sentences);
    let kind = |raw: &Raw<'_>| {
        let block = sentences.get(raw.sentence).map(|sentence| sentence.block)?;
        article.blocks.get(block).map(|block| block.kind)
    };
    let newest = newest_written(&found);
    let pointing: Vec<&Raw<'_>> = found.iter().filter(|raw| points_to_now(raw)).collect();
    let mut best: Option<Candidate> = None;
    for raw in &found {
        let in_body = kind(raw) != Some(BlockKind::Caption);
        let Some(mut candidate) = candidate(raw, newest, &article.text, in_body, !pointing.is_empty()) else {
            continue;
        };
        if raw.future || raw.parts.shift.is_some_and(|shift| shift.by > 0) {
            continue;
        }
        let beside = pointing.iter().find(|now| now.sentence.abs_diff(raw.sentence) <= 2);
        if let Some(now) = beside {
            candidate.why.push_str(&format!("; the text says {:?} beside it", now.span.of(&article.text)));
        }
        let better = |old: &Candidate| (candidate.rank, candidate.date) > (old.rank, old.date);
        if best.as_ref().is_none_or(better) {
            best = Some(candidate);
        }
    }
    best.map(|candidate| Guess { value: candidate.date.to_string(), why: candidate.why })
}

/// The newest full date or year that is written out.
fn newest_written<'a>(found: &'a [Raw<'_>]) -> Option<(Date, &'a Raw<'a>)> {
    let written = |raw: &'a Raw<'a>| {
        let parts = &raw.parts;
        let (year, means) = (parts.year?, raw.rule.means);
        if means != Means::Date || raw.future {
            return None;
        }
        let date = Date::new(year, parts.month.unwrap_or(1), parts.day.unwrap_or(1)).ok()?;
        let agrees = parts.weekday.is_none_or(|day| date.weekday().to_monday_one_offset() == day);
        agrees.then_some((date, raw))
    };
    found.iter().filter_map(written).max_by_key(|(date, raw)| (*date, std::cmp::Reverse(raw.span)))
}

/// "hari ini", "yesterday".
fn points_to_now(raw: &Raw<'_>) -> bool {
    matches!(raw.parts.deictic, Some(Deictic::Day(shift, _)) if !shift.from_mentioned && shift.by <= 0)
}

fn candidate(
    raw: &Raw<'_>,
    newest: Option<(Date, &Raw<'_>)>,
    text: &str,
    in_body: bool,
    now: bool,
) -> Option<Candidate> {
    let parts = &raw.parts;
    let (day, month) = (parts.day?, parts.month?);
    if raw.rule.means != Means::Date {
        return None;
    }
    let quote = raw.span.of(text);
    let (Some(weekday), true) = (parts.weekday, in_body) else {
        // Without a weekday a date may be any date; "today" in the same text makes it the story's own.
        let date = Date::new(parts.year?, month, day).ok()?;
        if parts.weekday.is_some_and(|printed| date.weekday().to_monday_one_offset() != printed) || !now {
            return None;
        }
        let why =
            format!("the newest date in the text, {quote:?}, and the text speaks of the days around it");
        return Some(Candidate { rank: u8::from(in_body), date, why });
    };
    let agrees = |date: &Date| date.weekday().to_monday_one_offset() == weekday;
    if let Some(year) = parts.year {
        let date = Date::new(year, month, day).ok().filter(agrees)?;
        let why =
            format!("the newest day that the body gives with its weekday: {quote:?}, and the weekday agrees");
        return Some(Candidate { rank: 3, date, why });
    }
    // "Sabtu (30/11)": the years in which that day is a Saturday; the text's own years decide.
    let (floor, named) = newest?;
    let by_year = |year: i16| Date::new(year, month, day).ok().filter(agrees);
    // A year alone names no day in it, so the candidate may lie anywhere in that year.
    let date = (floor.year()..=floor.year() + 6).filter_map(by_year).find(|date| *date >= floor)?;
    let gap = days_between(floor, date);
    if gap > MOST_DAYS_AFTER {
        return None;
    }
    let why = format!(
        "{quote:?} was a {} in {} and not in the years around it; the newest date the text writes out is {:?}",
        date.strftime("%A"),
        date.year(),
        named.span.of(text)
    );
    Some(Candidate { rank: 2, date, why })
}

/// Days from the newest date a text writes out to a day whose year is inferred from it; beyond that the inference
/// is worth nothing. Two years: anniversaries are told of, and file photos are older than their article.
const MOST_DAYS_AFTER: i64 = 730;
