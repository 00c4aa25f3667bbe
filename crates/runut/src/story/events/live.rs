//! One live event: what its reports have in common, and which further ones may join it.

use super::{Options, Report};
use crate::story::features::{DAY, word_key};
use crate::story::vector::{Term, UNIT, dot, ln, sum};
use serde::{Deserialize, Serialize};

/// Terms an event keeps.
const EVENT_TERMS: usize = 512;

/// Days apart from which reports that tell the day of their news tell of different happenings.
const CLASH: i64 = 2;

/// Headlines an event remembers to tell series from reports: the last ones.
const HEADLINES: usize = 8;

/// An event as the fold knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Live {
    /// The id of its first article.
    pub id: String,
    pub language: String,
    pub reports: u32,
    /// The sum of its reports' unit vectors.
    pub terms: Vec<Term>,
    /// Terms under which it is looked up.
    pub found_by: Vec<u32>,
    /// Passages of its reports.
    pub passages: Vec<u32>,
    /// How many reports are dated, the sum of their minutes, the first and the last.
    pub dated: u32,
    pub minutes: i64,
    pub span: Option<(i64, i64)>,
    /// The first and the last day on which its reports say it happened.
    pub happened: Option<(i64, i64)>,
    pub headlines: Vec<Headline>,
    /// The latest day on which it got a report.
    pub seen: i64,
}

/// A headline, to be known again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Headline {
    outlet: u32,
    /// Its words without numbers, and its numbers.
    shape: (u32, u32),
    day: Option<i64>,
}

impl Headline {
    /// Whether two headlines are two of one outlet's series ("Gold price today, …"): the same words on another day,
    /// or with other numbers on another day.
    fn series(&self, other: &Headline) -> bool {
        self.outlet == other.outlet
            && self.shape.0 == other.shape.0
            && self.day.zip(other.day).is_some_and(|(one, two)| one != two)
    }
}

impl Live {
    /// The event of one report.
    pub fn of(report: &Report<'_>, terms: Vec<Term>, today: i64) -> Self {
        let print = report.print;
        let day = print.published.map(|minutes| minutes.div_euclid(DAY));
        let headline = Headline { outlet: name_key(report.outlet), shape: print.shape, day };
        let titled = headline.outlet != 0 && headline.shape.0 != 0;
        Self {
            id: report.id.to_owned(),
            language: report.language.to_owned(),
            reports: 1,
            terms,
            found_by: Vec::new(),
            passages: if print.roundup { Vec::new() } else { print.passages.clone() },
            dated: u32::from(print.published.is_some()),
            minutes: print.published.unwrap_or(0),
            span: print.published.map(|minutes| (minutes, minutes)),
            happened: report.happened.map(|day| (day, day)),
            headlines: if titled { vec![headline] } else { Vec::new() },
            seen: day.unwrap_or(today),
        }
    }

    /// Whether two events may be one at all, whatever their words: near enough in time, on the same day where both tell
    /// theirs, and no two of a series.
    pub fn fits(&self, other: &Live, options: &Options) -> bool {
        let apart = |one: (i64, i64), two: (i64, i64)| (one.0 - two.1).max(two.0 - one.1);
        let clash = self.happened.zip(other.happened).is_some_and(|(one, two)| apart(one, two) > CLASH);
        let window = i64::from(options.window) * DAY;
        let late = self.span.zip(other.span).is_some_and(|(one, two)| apart(one, two) > window);
        let series = |one: &Headline| other.headlines.iter().any(|two| one.series(two));
        !clash && !late && !self.headlines.iter().any(series)
    }

    /// The mean likeness of all pairs of their reports in ten-thousandths, less what lies between them in time.
    pub fn likeness(&self, other: &Live, options: &Options) -> i64 {
        self.likeness_of(other, dot(&self.terms, &other.terms), options)
    }

    /// The same where the product of their terms is known.
    pub fn likeness_of(&self, other: &Live, product: u64, options: &Options) -> i64 {
        let pairs = u64::from(self.reports) * u64::from(other.reports);
        let alike = (product * 10_000 / (UNIT * UNIT) / pairs) as i64;
        match (self.middle(), other.middle()) {
            (Some(one), Some(two)) => {
                let days = 256 + (one - two).unsigned_abs() * 256 / DAY as u64;
                const ONE: u32 = ln(256);
                alike - options.apart * i64::from(ln(days) - ONE) / 256
            }
            _ => alike + options.undated,
        }
    }

    /// The mean of its reports' minutes.
    fn middle(&self) -> Option<i64> {
        (self.dated > 0).then(|| self.minutes / i64::from(self.dated))
    }

    /// Takes in another event's reports.
    pub fn take(&mut self, other: Live) {
        let wider = |one: Option<(i64, i64)>, two: Option<(i64, i64)>| match (one, two) {
            (Some(one), Some(two)) => Some((one.0.min(two.0), one.1.max(two.1))),
            (one, two) => one.or(two),
        };
        self.terms = sum(&self.terms, &other.terms, EVENT_TERMS);
        self.reports += other.reports;
        self.dated += other.dated;
        self.minutes += other.minutes;
        self.span = wider(self.span, other.span);
        self.happened = wider(self.happened, other.happened);
        self.passages.extend(other.passages);
        self.headlines.extend(other.headlines);
        let old = self.headlines.len().saturating_sub(HEADLINES);
        self.headlines.drain(..old);
        self.seen = self.seen.max(other.seen);
        self.passages.shrink_to_fit();
    }
}

/// The key of a name that is only compared; 0 where there is none.
pub(super) fn name_key(name: &str) -> u32 {
    if name.is_empty() { 0 } else { word_key(name).max(1) }
}
