//! Scores time phrases: of short inputs with a reference time, how many come out with the value that others' own tests
//! expect, as far as a TIMEX3 value can say it.
//!
//! `phrases [--errors N] [--languages DIR]`. Several readings are right where the set lists several. Clock times are
//! compared as printed, days by the days a value names, lengths by their letters.

use crate::sets::Floors;
use crate::texts;
use jiff::civil::Date;
use runut::lang::Packs;
use runut::model::TimeExpression;
use serde_json::Value;
use std::collections::BTreeMap;

/// One expected finding: any of these is right.
struct Expected {
    /// Values in letters: `P3M`, `2016-10`, `2018-W31`.
    values: Vec<String>,
    /// First and last day.
    days: Vec<(Date, Date)>,
    /// `T15:30`, where a clock is expected.
    clocks: Vec<String>,
}

/// Prints the share of each set; fails where one is under its floor.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let option = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1));
    let errors: usize = option("--errors").map_or(Ok(0), |n| n.parse())?;
    let packs = texts::packs(arguments)?;
    let mut floors = Floors::of("phrases")?;
    let Some(shared) = texts::shared() else {
        eprintln!("SKIPPED: the phrases (../shared) are not beside the repository; nothing was measured");
        return Ok(());
    };
    let mut counts: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
    let mut shown = Vec::new();
    for line in texts::json_lines(&shared.join("data/time/phrases.jsonl"))? {
        let set = line["source"].as_str().unwrap_or("").replace('/', "-");
        let text = line["text"].as_str().unwrap_or("");
        let expected = expected(&line);
        let times = times(text, &line, &packs);
        let count = counts.entry(set.clone()).or_default();
        for one in &expected {
            count.0 += 1;
            count.1 += usize::from(!times.is_empty());
            let right = is_right(one, &times);
            count.2 += usize::from(right);
            if !right {
                let found: Vec<&str> = times.iter().map(|time| time.value.0.as_str()).collect();
                let wanted =
                    one.values.iter().cloned().chain(one.days.iter().map(|(a, b)| format!("{a}..{b}")));
                let wanted: Vec<String> = wanted.chain(one.clocks.iter().cloned()).collect();
                shown.push(format!("{set} {text:?} found {found:?}, not {}", wanted.join(" or ")));
            }
        }
    }
    for (set, (asked, answered, right)) in &counts {
        let share = *right as f64 / (*asked).max(1) as f64;
        println!(
            "{set:<20} {asked:>4} asked for, {answered:>4} with some finding, {right:>4} right: {share:.3}"
        );
        floors.hold(set, share);
    }
    shown.iter().take(errors).for_each(|line| println!("    {line}"));
    floors.verdict()
}

fn times(text: &str, line: &Value, packs: &Packs) -> Vec<TimeExpression> {
    let day = line["ref"].as_str().and_then(|day| day.get(..10));
    // A phrase alone begins no sentence: a full stop before it would make names of "May" and "March".
    let text = format!("{text}.");
    let article =
        texts::article("", &text, line["lang"].as_str().unwrap_or("en"), day.or(Some("2024-06-12")));
    runut::annotate(article, packs).annotations.times
}

/// What the line asks for; what a TIMEX3 value cannot say (schedules of days, seconds from now) is left out.
fn expected(line: &Value) -> Vec<Expected> {
    if let Some(value) = line["value"].as_str() {
        return duckling(value, line["grain"].as_str().unwrap_or("")).into_iter().collect();
    }
    let results = line["results"].as_array().map_or(&[][..], Vec::as_slice);
    results.iter().filter_map(recognizer).collect()
}

/// A result of Recognizers-Text: one or more readings with a TIMEX and resolved values.
fn recognizer(result: &Value) -> Option<Expected> {
    let kind = result["type"].as_str()?.rsplit('.').next()?;
    let mut expected = Expected { values: Vec::new(), days: Vec::new(), clocks: Vec::new() };
    for value in result["values"].as_array()? {
        let timex = value["timex"].as_str().unwrap_or("");
        let day = |field: &str| value[field].as_str().and_then(|day| day.get(..10)?.parse::<Date>().ok());
        let clock = || timex.split_once('T').map(|(_, clock)| format!("T{clock}"));
        match kind {
            "date" => expected.days.extend(day("value").map(|day| (day, day))),
            "daterange" => {
                let last = day("end").and_then(|end| end.yesterday().ok());
                expected.days.extend(day("start").zip(last));
                if timex.contains("-W") || timex.starts_with('P') {
                    expected.values.push(timex.to_owned());
                }
                // "(2016-08-07,2016-11-07,P3M)" is the last three months: their length says it too.
                if let Some(length) = timex.strip_suffix(')').and_then(|timex| timex.rsplit(',').next()) {
                    expected.values.push(length.to_owned());
                }
            }
            "datetime" => {
                expected.days.extend(day("value").map(|day| (day, day)));
                expected.clocks.extend(clock());
            }
            "time" => expected.clocks.extend(clock()),
            "duration" | "set" => expected.values.push(timex.to_owned()),
            _ => return None,
        }
    }
    let any = !(expected.values.is_empty() && expected.days.is_empty() && expected.clocks.is_empty());
    any.then_some(expected)
}

/// Duckling's numbers: year, month, day, hour, minute, second, once or for both ends.
fn duckling(value: &str, grain: &str) -> Option<Expected> {
    let numbers: Vec<i16> = value.split(' ').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    let day = |at: usize| {
        Date::new(
            *numbers.get(at)?,
            i8::try_from(*numbers.get(at + 1)?).ok()?,
            i8::try_from(*numbers.get(at + 2)?).ok()?,
        )
        .ok()
    };
    let first = day(0)?;
    let mut expected = Expected { values: Vec::new(), days: Vec::new(), clocks: Vec::new() };
    if let Some(end) = day(6) {
        let midnight = numbers.get(9..12).is_some_and(|clock| clock.iter().all(|part| *part == 0));
        let last = if midnight && end > first { end.yesterday().ok()? } else { end };
        expected.days.push((first, last));
        return Some(expected);
    }
    let last = match grain {
        "Year" => Date::new(first.year(), 12, 31).ok()?,
        "Quarter" => first.checked_add(jiff::Span::new().months(3)).ok()?.yesterday().ok()?,
        "Month" => first.last_of_month(),
        "Week" => first.checked_add(jiff::Span::new().days(6)).ok()?,
        "Second" => return None,
        _ => first,
    };
    expected.days.push((first, last));
    if matches!(grain, "Hour" | "Minute") {
        expected.clocks.push(format!("T{:02}:{:02}", numbers.get(3)?, numbers.get(4)?));
    }
    Some(expected)
}

/// Whether one expression, or the first and the last of them together, says what is expected.
fn is_right(expected: &Expected, times: &[TimeExpression]) -> bool {
    let (Some(first), Some(last)) = (times.first(), times.last()) else { return false };
    let days = |time: &TimeExpression| time.value.days().and_then(|days| days.from.zip(days.to));
    // A range may be two expressions; "2014 to 2018" ends where 2018 begins for some and where it ends for others.
    let names = |wanted: &(Date, Date)| {
        let ends =
            days(last).is_some_and(|(from, to)| to == wanted.1 || from.yesterday().ok() == Some(wanted.1));
        times.iter().any(|time| days(time) == Some(*wanted))
            || days(first).is_some_and(|days| days.0 == wanted.0) && ends
    };
    let clock = |wanted: &String| {
        let minutes = if wanted.len() == 3 { format!("{wanted}:00") } else { wanted.clone() };
        times.iter().any(|time| {
            time.value.0.ends_with(&*minutes) || time.value.0.ends_with(&**wanted) && wanted.len() == 3
        })
    };
    let value = |wanted: &String| times.iter().any(|time| time.value.0 == *wanted);
    let by_day = expected.days.iter().any(names);
    let by_clock = expected.clocks.iter().any(clock);
    expected.values.iter().any(value)
        || match (expected.days.is_empty(), expected.clocks.is_empty()) {
            (false, false) => by_day && by_clock,
            (false, true) => by_day,
            _ => by_clock,
        }
}
