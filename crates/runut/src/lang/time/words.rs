//! What a word of `time.toml` may stand for: the closed set of values that patterns capture.

use crate::model::UtcOffset;

/// A unit of time, `times` of them to one of the word's ("decade" is ten years where a pack says so).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Which.
    pub code: UnitCode,
    /// How many of it the word means.
    pub times: i64,
}

/// The units of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitCode {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Weekends.
    Weekend,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Halves of a year.
    Half,
    /// Years.
    Year,
    /// Decades.
    Decade,
    /// Centuries.
    Century,
    /// A time of no known length ("a while").
    Unknown,
}

impl UnitCode {
    /// As TIMEX3 writes it in a length: the letter, after `PT` when finer than a day.
    pub fn letters(self) -> (&'static str, bool) {
        match self {
            Self::Second => ("S", true),
            Self::Minute => ("M", true),
            Self::Hour => ("H", true),
            Self::Day => ("D", false),
            Self::Week => ("W", false),
            Self::Weekend => ("WE", false),
            Self::Month => ("M", false),
            Self::Quarter => ("Q", false),
            Self::Half => ("H", false),
            Self::Year => ("Y", false),
            Self::Decade => ("DE", false),
            Self::Century => ("CE", false),
            Self::Unknown => ("X", false),
        }
    }
}

impl Unit {
    /// Reads `D`, `TH`, `10Y`.
    pub fn read(text: &str) -> Option<Self> {
        let letters = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let count = &text[..text.len() - letters.len()];
        let code = match letters {
            "TS" => UnitCode::Second,
            "TM" => UnitCode::Minute,
            "TH" => UnitCode::Hour,
            "D" => UnitCode::Day,
            "W" => UnitCode::Week,
            "WE" => UnitCode::Weekend,
            "M" => UnitCode::Month,
            "Q" => UnitCode::Quarter,
            "H" => UnitCode::Half,
            "Y" => UnitCode::Year,
            "DE" => UnitCode::Decade,
            "CE" => UnitCode::Century,
            "X" => UnitCode::Unknown,
            _ => return None,
        };
        Some(Self { code, times: if count.is_empty() { 1 } else { count.parse().ok()? } })
    }
}

/// A part of the day, or an hour that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Morning.
    Morning,
    /// Midday.
    Midday,
    /// Afternoon.
    Afternoon,
    /// Evening.
    Evening,
    /// Night.
    Night,
    /// Noon, as an hour.
    Noon,
    /// Midnight, as an hour: the end of the day it is told of.
    Midnight,
}

impl Part {
    /// Reads TIMEX3's `TMO`, `TMI`, `TAF`, `TEV`, `TNI`, `T12:00`, `T24:00`.
    pub fn read(text: &str) -> Option<Self> {
        Some(match text {
            "TMO" => Self::Morning,
            "TMI" => Self::Midday,
            "TAF" => Self::Afternoon,
            "TEV" => Self::Evening,
            "TNI" => Self::Night,
            "T12:00" => Self::Noon,
            "T24:00" => Self::Midnight,
            _ => return None,
        })
    }

    /// As TIMEX3 writes it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "TMO",
            Self::Midday => "TMI",
            Self::Afternoon => "TAF",
            Self::Evening => "TEV",
            Self::Night => "TNI",
            Self::Noon => "T12:00",
            Self::Midnight => "T24:00",
        }
    }
}

/// "last", "this", "next": how many units away, and from what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Units away; negative is back.
    pub by: i8,
    /// Reckoned from the date last mentioned ("itu", "sebelumnya", "later") rather than from publication.
    pub from_mentioned: bool,
}

impl Shift {
    /// Reads `-1`, `0`, `+1`, `that`, `that-1`, `that+1`.
    pub fn read(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("that");
        let by = match rest.unwrap_or(text) {
            "" => 0,
            number => number.parse().ok()?,
        };
        Some(Self { by, from_mentioned: rest.is_some() })
    }
}

/// "today", "yesterday", "now".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deictic {
    /// A day so many days away, perhaps with a part of it.
    Day(Shift, Option<Part>),
    /// `PAST_REF`.
    Past,
    /// `PRESENT_REF`.
    Present,
    /// `FUTURE_REF`.
    Future,
}

impl Deictic {
    /// Reads `-1`, `-1 TNI`, `that+1`, `PAST_REF`.
    pub fn read(text: &str) -> Option<Self> {
        Some(match text {
            "PAST_REF" => Self::Past,
            "PRESENT_REF" => Self::Present,
            "FUTURE_REF" => Self::Future,
            _ => match text.split_once(' ') {
                Some((shift, part)) => Self::Day(Shift::read(shift)?, Some(Part::read(part)?)),
                None => Self::Day(Shift::read(text)?, None),
            },
        })
    }
}

/// A numeral's worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// In thousandths, so that five and a half in digits is 5500.
    Exact(i64),
    /// So many and a half, said in words or as "1/2": a half of something has its own name in months or minutes.
    AndHalf(i64),
    /// "several", "some".
    Indefinite,
}

impl Quantity {
    /// In thousandths, where it is known.
    pub fn thousandths(self) -> Option<i64> {
        match self {
            Self::Exact(thousandths) => Some(thousandths),
            Self::AndHalf(whole) => whole.checked_mul(1000)?.checked_add(500),
            Self::Indefinite => None,
        }
    }
}

/// What a number word does to the number it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWord {
    /// Adds itself.
    Plain(i64),
    /// Multiplies what came before ("hundred", "puluh").
    Times(i64),
    /// Adds to what came before, and needs it ("belas").
    Plus(i64),
    /// Stands for a number by itself and in no larger one ("a").
    Alone(i64),
    /// A half, alone or on top of what came before ("and a half", "setengah").
    Half,
    /// "several".
    Indefinite,
}

impl NumberWord {
    /// Reads `3`, `*100`, `+10`, `=1`, `1/2`, `X`.
    pub fn read(text: &str) -> Option<Self> {
        Some(if text == "X" {
            Self::Indefinite
        } else if text == "1/2" {
            Self::Half
        } else if let Some(times) = text.strip_prefix('*') {
            Self::Times(times.parse().ok()?)
        } else if let Some(alone) = text.strip_prefix('=') {
            Self::Alone(alone.parse().ok()?)
        } else if let Some(plus) = text.strip_prefix('+') {
            Self::Plus(plus.parse().ok()?)
        } else {
            Self::Plain(text.parse().ok()?)
        })
    }
}

/// "early", "mid", "late".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The beginning.
    Start,
    /// The middle.
    Mid,
    /// The end.
    End,
}

/// The value of one word of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordValue {
    /// ISO weekday, Monday is 1.
    Weekday(i8),
    /// Month of the year.
    Month(i8),
    /// A unit.
    Unit(Unit),
    /// One of a unit, in one word ("setahun").
    Single(Unit),
    /// An unsaid number of a unit, in one word ("bertahun-tahun").
    Many(Unit),
    /// A part of the day.
    Part(Part),
    /// Which one.
    Shift(Shift),
    /// A day by pointing.
    Deictic(Deictic),
    /// A holiday: which of the grammar's.
    Holiday(u16),
    /// Season: two letters of TIMEX3.
    Season(&'static str),
    /// "first", "II"; also the number of a quarter or half that is written in one word ("Q3").
    Ordinal(i16),
    /// The first year of ten that have a name ("seventies").
    Decade(i16),
    /// A number word.
    Number(NumberWord),
    /// Which end of a period.
    Edge(Edge),
    /// Hours to add to a clock time before noon: 0 for a.m., 12 for p.m.
    Meridiem(i8),
    /// The zone of a clock; none where its offset is another in other places or seasons.
    Zone(Option<UtcOffset>),
    /// A word that only has to be there.
    Nothing,
}

impl WordValue {
    /// The classes that carry a value, for messages.
    pub const CLASSES: &'static [&'static str] = &[
        "weekday",
        "weekdays",
        "month",
        "unit",
        "single",
        "many",
        "part",
        "part-alone",
        "shift",
        "offset",
        "deictic",
        "holiday",
        "feast",
        "season",
        "ordinal",
        "quarter",
        "half",
        "decade",
        "number",
        "and-half",
        "alternate",
        "every",
        "edge",
        "meridiem",
        "zone",
    ];

    /// Reads a value of a class; `None` when it means nothing there. Holidays are read by [`super::Holiday`].
    pub fn read(class: &str, text: &str) -> Option<Self> {
        let small = |most: i8| text.parse::<i8>().ok().filter(|n| (1..=most).contains(n));
        Some(match class {
            "weekday" | "weekdays" => Self::Weekday(small(7)?),
            "month" => Self::Month(small(12)?),
            "unit" => Self::Unit(Unit::read(text)?),
            "single" => Self::Single(Unit::read(text)?),
            "many" => Self::Many(Unit::read(text)?),
            "part" | "part-alone" => Self::Part(Part::read(text)?),
            "shift" | "offset" => Self::Shift(Shift::read(text)?),
            "deictic" => Self::Deictic(Deictic::read(text)?),
            "season" => Self::Season(match text {
                "SP" => "SP",
                "SU" => "SU",
                "FA" => "FA",
                "WI" => "WI",
                _ => return None,
            }),
            "ordinal" | "quarter" | "half" => Self::Ordinal(text.parse().ok()?),
            "decade" => Self::Decade(text.parse().ok()?),
            "number" | "and-half" | "alternate" | "every" => Self::Number(NumberWord::read(text)?),
            "edge" => Self::Edge(match text {
                "start" => Edge::Start,
                "mid" => Edge::Mid,
                "end" => Edge::End,
                _ => return None,
            }),
            "meridiem" => Self::Meridiem(match text {
                "am" => 0,
                "pm" => 12,
                _ => return None,
            }),
            "zone" if text == "open" => Self::Zone(None),
            "zone" => Self::Zone(Some(UtcOffset::read(text)?)),
            _ => return None,
        })
    }
}
