//! Dates as pages state them for themselves: ISO stamps in markup, and visible date lines in any loaded language.
//!
//! Only what metadata needs; times inside the text are the business of `timex`.

use crate::lang::{DateWords, Packs};
use std::ops::Range;

/// A date read from a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DateRead {
    /// ISO 8601 with the precision stated.
    pub value: String,
    /// From the date's first to its last character in the line, time and zone included.
    pub range: Range<usize>,
    /// Words of the line that belong to no date and usually stand beside none.
    pub others: usize,
}

/// Reads an ISO 8601 stamp, with `T` or a blank between day and time, as markup has them.
///
/// Seconds and their fractions are dropped, zones kept; `+0700` becomes `+07:00`, `Z` stays.
pub(crate) fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    let day = text.get(..10)?;
    let date: jiff::civil::Date = day.parse().ok()?;
    if !(1900..=2100).contains(&date.year()) || day.as_bytes().get(4) != Some(&b'-') {
        return None;
    }
    let rest = &text[10..];
    let Some(time) = rest.strip_prefix(['T', 't', ' ']) else {
        return rest.chars().next().is_none_or(|c| !c.is_alphanumeric()).then(|| day.to_owned());
    };
    let time = time.trim_start();
    let clock = time.get(..5).filter(|clock| clock_value(clock).is_some());
    let Some(clock) = clock else { return Some(day.to_owned()) };
    let zone = &time[5..];
    let zone = zone.trim_start_matches(|c: char| c == ':' || c == '.' || c.is_ascii_digit()).trim();
    let offset = match zone.bytes().next() {
        Some(b'Z' | b'z') => "Z".to_owned(),
        Some(b'+' | b'-') => {
            let digits: String = zone[1..].chars().take(6).filter(char::is_ascii_digit).collect();
            match digits.len() {
                2 => format!("{}{digits}:00", &zone[..1]),
                4.. => format!("{}{}:{}", &zone[..1], &digits[..2], &digits[2..4]),
                _ => String::new(),
            }
        }
        _ if zone.eq_ignore_ascii_case("utc") || zone.eq_ignore_ascii_case("gmt") => "Z".to_owned(),
        _ => String::new(),
    };
    Some(format!("{day}T{clock}{offset}"))
}

fn clock_value(clock: &str) -> Option<(u8, u8)> {
    let (hour, minute) = clock.split_once([':', '.'])?;
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60 && clock.len() <= 5).then_some((hour, minute))
}

/// A date in an address: "/2024/06/05/" or "/2024-06-05".
pub(crate) fn in_address(url: &str) -> Option<String> {
    let bytes = url.as_bytes();
    for at in memchr::memmem::find_iter(bytes, b"20") {
        let Some(part) = url.get(at..at + 10) else { continue };
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let mark = part.as_bytes()[4];
        if before.is_some_and(|b| b.is_ascii_digit())
            || !matches!(mark, b'/' | b'-')
            || part.as_bytes()[7] != mark
        {
            continue;
        }
        if bytes.get(at + 10).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        if let Some(date) = iso(&part.replace('/', "-")) {
            return Some(date);
        }
    }
    None
}

/// One token of a line: letters, digits, or a single mark.
#[derive(Clone, Debug)]
struct Token {
    range: Range<usize>,
    lower: String,
    number: Option<u32>,
}

fn tokens(line: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut letters = line.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if first.is_whitespace() {
            continue;
        }
        let class = |c: char| {
            if c.is_ascii_digit() {
                0
            } else if c.is_alphabetic() {
                1
            } else {
                2
            }
        };
        let mut end = start + first.len_utf8();
        if class(first) != 2 {
            while let Some((at, next)) = letters.peek().copied() {
                let apostrophe = class(first) == 1 && matches!(next, '\'' | '’');
                if class(next) != class(first) && !apostrophe {
                    break;
                }
                end = at + next.len_utf8();
                letters.next();
            }
        }
        let text = &line[start..end];
        let number = if text.len() <= 4 { text.parse().ok() } else { None };
        found.push(Token { range: start..end, lower: text.to_lowercase(), number });
        if found.len() > 60 {
            break;
        }
    }
    found
}

/// Reads the first full date (with a year) of a line, in the words of any pack. `language` breaks the tie of 5/6/2024.
pub(crate) fn read(line: &str, packs: &Packs, language: &str) -> Option<DateRead> {
    if line.len() > 400 || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let tokens = tokens(line);
    let words: Vec<&DateWords> = packs.date_words().collect();
    let own = packs.languages.get(language).and_then(|l| l.furniture.as_ref()).map(|f| &f.dates);
    let day_first = own.is_none_or(|dates| dates.day_first);
    let (first, after, date) =
        (0..tokens.len()).find_map(|at| date_at(&tokens, at, &words, day_first, own.is_some()))?;
    let mut range = tokens[first].range.start..tokens[after - 1].range.end;
    let mut used = vec![false; tokens.len()];
    used[first..after].iter_mut().for_each(|used| *used = true);
    let mut value = date.to_string();
    if let Some((clock, from, to)) = clock_near(&tokens, first, after, &words) {
        value.push_str(&clock);
        used[from..to].iter_mut().for_each(|used| *used = true);
        range = range.start.min(tokens[from].range.start)..range.end.max(tokens[to - 1].range.end);
    }
    let beside = |word: &str| {
        words.iter().any(|dates| {
            dates.weekdays.contains_key(word) || dates.beside.contains(word) || dates.zones.contains_key(word)
        })
    };
    // A weekday or "published on" before the date is part of how it is printed.
    let mut before = first;
    while let Some(token) = before.checked_sub(1).map(|at| &tokens[at]) {
        if beside(&token.lower) {
            range.start = range.start.min(token.range.start);
        } else if !matches!(token.lower.as_str(), "," | "." | "-") {
            break;
        }
        before -= 1;
    }
    let others = tokens.iter().zip(&used).filter(|(token, used)| {
        !**used && token.lower.chars().all(char::is_alphabetic) && !beside(&token.lower)
    });
    Some(DateRead { value, range, others: others.count() })
}

/// A date that begins at token `at`: first token, one past the last, date.
fn date_at(
    tokens: &[Token],
    at: usize,
    words: &[&DateWords],
    day_first: bool,
    known: bool,
) -> Option<(usize, usize, jiff::civil::Date)> {
    let token = |step: usize| tokens.get(at + step);
    let mark = |step: usize, marks: &str| token(step).is_some_and(|t| marks.contains(t.lower.as_str()));
    let month = |step: usize| {
        let lower = &token(step)?.lower;
        words.iter().find_map(|dates| dates.months.get(lower)).copied()
    };
    let number = |step: usize| token(step).and_then(|t| t.number);
    let year_at = |step: usize| {
        number(step).filter(|year| (1990..=2100).contains(year)).map(|year| (year as i16, step + 1))
    };
    // A dot after a short month name, a comma or dash before the year, a small word between ("de").
    let small =
        |step: usize| token(step).is_some_and(|t| words.iter().any(|dates| dates.inside.contains(&t.lower)));
    let skip = |step: usize| if mark(step, ".,-/'·") || small(step) { step + 1 } else { step };
    let made = |year: i16, month: i8, day: u32, end: usize| {
        let date = jiff::civil::Date::new(year, month, i8::try_from(day).ok()?).ok()?;
        Some((at, at + end, date))
    };
    if let Some(first) = number(0) {
        let length = tokens[at].range.len();
        // 2024年6月5日
        if length == 4 && mark(1, "年년") && mark(3, "月월") {
            return made(first as i16, number(2)? as i8, number(4)?, 5 + usize::from(mark(5, "日일")));
        }
        // 2024-06-05
        if length == 4 && (1990..=2100).contains(&first) && mark(1, "-/.") && mark(3, "-/.") {
            return made(first as i16, number(2)? as i8, number(4)?, 5);
        }
        if (1..=31).contains(&first) && length <= 2 {
            // 5 June 2024, 5th of June, 2024, 5-Jun-2024
            let mut step = 1;
            if token(step).is_some_and(|t| matches!(t.lower.as_str(), "st" | "nd" | "rd" | "th")) {
                step += 1;
            }
            step = skip(skip(step));
            if let Some(month) = month(step) {
                let (year, end) = year_at(skip(step + 1)).or_else(|| year_at(skip(skip(step + 1))))?;
                return made(year, month, first, end);
            }
            // 5/6/2024
            if mark(1, "/-.") && mark(3, "/-.") && tokens.get(at + 2)?.range.len() <= 2 {
                let second = number(2)?;
                let year = number(4)
                    .filter(|_| token(4).is_some_and(|t| t.range.len() == 4 || t.range.len() == 2))?;
                let year = if year < 100 { 2000 + year } else { year };
                if !(1990..=2100).contains(&year) {
                    return None;
                }
                let (day, month) = match (first > 12, second > 12) {
                    (true, true) => return None,
                    (true, false) => (first, second),
                    (false, true) => (second, first),
                    (false, false) if day_first => (first, second),
                    (false, false) if known => (second, first),
                    (false, false) => return None,
                };
                return made(year as i16, month as i8, day, 5);
            }
        }
        return None;
    }
    // June 5, 2024
    let month = month(0)?;
    let step = skip(1);
    let day = number(step).filter(|day| (1..=31).contains(day))?;
    let mut step = step + 1;
    if token(step).is_some_and(|t| matches!(t.lower.as_str(), "st" | "nd" | "rd" | "th")) {
        step += 1;
    }
    let (year, end) = year_at(skip(step))?;
    made(year, month, day, end)
}

/// A clock time near a date: its ISO form with `T` and zone, its first token and one past its last.
fn clock_near(
    tokens: &[Token],
    first: usize,
    after: usize,
    words: &[&DateWords],
) -> Option<(String, usize, usize)> {
    let behind = after..tokens.len().min(after + 7);
    let before = first.saturating_sub(7)..first;
    behind.chain(before).find_map(|at| {
        let hour = tokens[at].number.filter(|_| tokens[at].range.len() <= 2)?;
        let joined = tokens.get(at + 1).filter(|t| matches!(t.lower.as_str(), ":" | "." | "h"))?;
        let minute =
            tokens.get(at + 2).filter(|t| t.range.len() == 2 && t.range.start == joined.range.end)?.number?;
        if minute > 59 || hour > 23 || joined.range.start != tokens[at].range.end {
            return None;
        }
        let mut end = at + 3;
        // Seconds say nothing here.
        if tokens.get(end).is_some_and(|t| t.lower == ":")
            && tokens.get(end + 1).is_some_and(|t| t.number.is_some())
        {
            end += 2;
        }
        let half = |end: usize| {
            let letter = tokens.get(end)?.lower.chars().next()?;
            match tokens[end].lower.as_str() {
                "am" | "pm" => Some((letter, end + 1)),
                "a" | "p" if tokens.get(end + 2).is_some_and(|t| t.lower == "m") => Some((letter, end + 3)),
                _ => None,
            }
        };
        let mut hour = hour;
        if let Some((letter, next)) = half(end) {
            hour = hour % 12 + if letter == 'p' { 12 } else { 0 };
            end = next;
            if tokens.get(end).is_some_and(|t| t.lower == ".") {
                end += 1;
            }
        }
        let bracket = usize::from(tokens.get(end).is_some_and(|t| t.lower == "("));
        let zone =
            tokens.get(end + bracket).and_then(|t| words.iter().find_map(|dates| dates.zones.get(&t.lower)));
        let mut offset = String::new();
        if let Some(zone) = zone {
            offset.clone_from(zone);
            end += bracket + 1;
        }
        if let (Some(sign), Some(hours)) = (tokens.get(end), tokens.get(end + 1).and_then(|t| t.number))
            && matches!(sign.lower.as_str(), "+" | "-")
            && hours <= 14
            && (offset == "+00:00" || sign.range.start == tokens[end - 1].range.end)
        {
            offset = format!("{}{hours:02}:00", sign.lower);
            end += 2;
            if tokens.get(end).is_some_and(|t| t.lower == ":")
                && tokens.get(end + 1).is_some_and(|t| t.number.is_some())
            {
                let minutes = tokens[end + 1].number.unwrap_or(0) % 60;
                offset = format!("{}{hours:02}:{minutes:02}", sign.lower);
                end += 2;
            }
        }
        Some((format!("T{hour:02}:{minute:02}{offset}"), at, end.min(tokens.len())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_line_is_read_with_the_precision_it_states() {
        let packs = Packs::bundled().expect("bundled packs load");
        for (line, language, expected) in [
            ("7 Mei 2021 09:15", "id", Some(("2021-05-07T09:15", 0))),
            ("07 May 2021 09:15", "id", Some(("2021-05-07T09:15", 0))),
            ("Jumat, 7 Mei 2021 | 09:15 WIB", "id", Some(("2021-05-07T09:15+07:00", 0))),
            ("Jumat 07 Mei 2021, 09.15 WITA", "id", Some(("2021-05-07T09:15+08:00", 0))),
            ("Muara Post - 07/05/2021, 09:15 WIB", "id", Some(("2021-05-07T09:15+07:00", 2))),
            ("5/6/2021", "id", Some(("2021-06-05", 0))),
            ("5/6/2021", "en", Some(("2021-05-06", 0))),
            ("May 7, 2021", "en", Some(("2021-05-07", 0))),
            ("Published May 7th, 2021 at 3:05 p.m. EST", "en", Some(("2021-05-07T15:05-05:00", 0))),
            ("2021-05-07 09:15:33", "id", Some(("2021-05-07T09:15", 0))),
            ("Ia lahir pada 7 Mei 2021 di Muara", "id", Some(("2021-05-07", 4))),
            ("4. März 2021, 10:32 Uhr", "de", Some(("2021-03-04T10:32", 0))),
            ("Publié le 1er août 2021 à 10:32", "fr", Some(("2021-08-01T10:32", 0))),
            ("4 de mayo de 2021", "es", Some(("2021-05-04", 0))),
            ("2021年5月4日", "ja", Some(("2021-05-04", 0))),
            ("31 Februari 2021", "id", None),
            ("7 Mei", "id", None),
            ("", "id", None),
        ] {
            let found = read(line, &packs, language);
            let found = found.as_ref().map(|read| (read.value.as_str(), read.others));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn a_stamp_keeps_its_zone() {
        for (stamp, expected) in [
            ("2021-05-07T09:15:33+07:00", Some("2021-05-07T09:15+07:00")),
            ("2021-05-07T09:15:33.123Z", Some("2021-05-07T09:15Z")),
            ("2021-05-07 09:15:33", Some("2021-05-07T09:15")),
            ("2021-05-07T09:15+0700", Some("2021-05-07T09:15+07:00")),
            ("2021-05-07", Some("2021-05-07")),
            ("2021-13-07", None),
            ("7 Mei 2021", None),
            ("", None),
        ] {
            assert_eq!(iso(stamp).as_deref(), expected, "{stamp}");
        }
    }

    #[test]
    fn an_address_may_hold_the_day() {
        for (url, expected) in [
            ("https://a.test/2021/05/07/pasar", Some("2021-05-07")),
            ("https://a.test/pasar-2021-05-07.html", Some("2021-05-07")),
            ("https://a.test/2021/55/07/pasar", None),
            ("https://a.test/120210507", None),
        ] {
            assert_eq!(in_address(url).as_deref(), expected, "{url}");
        }
    }
}
