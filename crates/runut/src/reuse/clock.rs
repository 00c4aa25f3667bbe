//! Printed times of publication, compared only as far as both are precise. Never the moment of crawling.

use super::credit::name;
use crate::model::Article;

/// Minutes in fourteen hours, the farthest that a clock without its offset can be from one with another.
const OFFSET_DOUBT: i64 = 14 * 60;

/// What a page states of its own time: the day, and minutes of that day and from UTC where it states them.
struct Stated {
    day: i64,
    minutes: Option<i64>,
    offset: Option<i64>,
}

fn stated(article: &Article) -> Option<Stated> {
    let value = article.published.as_ref()?.value.as_str();
    let date: jiff::civil::Date = value.get(..10)?.parse().ok()?;
    let day = i64::from(date.since(jiff::civil::Date::constant(1970, 1, 1)).ok()?.get_days());
    let minutes = value.get(11..16).and_then(clock);
    let tail = value
        .get(16..)
        .unwrap_or("")
        .trim_start_matches(|c: char| c == ':' || c == '.' || c.is_ascii_digit());
    let offset = match tail.chars().next() {
        Some('Z') => Some(0),
        Some('+') => tail.get(1..6).and_then(clock),
        Some('-') => tail.get(1..6).and_then(clock).map(|minutes| -minutes),
        _ => None,
    };
    Some(Stated { day, minutes, offset })
}

fn clock(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
}

/// Who printed the earlier time, as far as the precision of both allows; `true` when it is the right one.
pub(super) fn by_time(left: &Article, right: &Article) -> Option<(bool, String)> {
    let (one, two) = (stated(left)?, stated(right)?);
    let gap = match (one.minutes, two.minutes) {
        (Some(first), Some(second)) => {
            let whole = (one.day * 1440 + first) - (two.day * 1440 + second);
            match (one.offset, two.offset) {
                (Some(a), Some(b)) => whole - a + b,
                (None, None) => whole,
                _ if whole.abs() > OFFSET_DOUBT => whole,
                _ => 0,
            }
        }
        // A whole day's doubt on the side that states only the day.
        _ => (one.day - two.day) * 1440,
    };
    let value = |article: &Article| article.published.as_ref().map_or(String::new(), |p| p.value.clone());
    let why = |first: &Article, second: &Article| {
        format!("{} is dated {}, {} {}", name(first), value(first), name(second), value(second))
    };
    match gap {
        0 => None,
        ..0 => Some((false, why(left, right))),
        _ => Some((true, why(right, left))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stated as Found;

    fn article(outlet: &str, published: &str) -> Article {
        let value = |text: &str| (!text.is_empty()).then(|| Found::given(text.to_owned(), "test"));
        Article { outlet: value(outlet), published: value(published), ..Article::default() }
    }

    #[test]
    fn the_printed_time_tells_the_order_only_as_far_as_it_is_precise() {
        for (left, right, expected) in [
            ("2024-03-01", "2024-03-02", Some(false)),
            ("2024-03-02T08:00", "2024-03-02T07:59", Some(true)),
            ("2024-03-02", "2024-03-02T07:59", None),
            ("2024-03-02T08:00+07:00", "2024-03-02T02:00Z", Some(false)),
            ("2024-03-02T08:00+07:00", "2024-03-02T02:00", None),
            ("2024-03-02T08:00", "2024-03-02T08:00", None),
            ("2024-03-02T08:00", "", None),
        ] {
            let found = by_time(&article("Satu", left), &article("Dua", right)).map(|(right, _)| right);
            assert_eq!(found, expected, "{left} / {right}");
        }
    }
}
