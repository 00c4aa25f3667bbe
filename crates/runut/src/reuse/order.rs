//! Who had the text first: explicit credit, then printed times, then nothing. Never the moment of crawling, and never
//! a date that the page does not state.

use crate::model::Article;

/// Which of two articles that share text was there first, and why.
pub(crate) struct Order {
    /// Whether the right one was first.
    pub right_first: bool,
    /// Whether the evidence tells it.
    pub known: bool,
    /// The evidence, in words.
    pub why: String,
}

/// Minutes in fourteen hours, the farthest that a clock without its offset can be from one with another.
const OFFSET_DOUBT: i64 = 14 * 60;

/// A share of the shorter text so high that it lies inside the other one.
const INSIDE: f64 = 0.8;

/// Judges two articles. `inside` is how much of each one's prose the other holds; `words` is how long they are.
pub(crate) fn order(left: &Article, right: &Article, inside: (f64, f64), words: (usize, usize)) -> Order {
    match (credit(left, right), credit(right, left)) {
        (Some(why), None) => return Order { right_first: true, known: true, why },
        (None, Some(why)) => return Order { right_first: false, known: true, why },
        _ => {}
    }
    if let Some((right_first, why)) = by_time(left, right) {
        return Order { right_first, known: true, why };
    }
    let agency = left.agencies.iter().find(|one| right.agencies.iter().any(|two| two.value == one.value));
    let unknown = match agency {
        Some(agency) => format!("order unknown; both name {}, perhaps both have it from there", agency.value),
        None => "order unknown".to_owned(),
    };
    // An abridged copy lies inside its source; a copy with additions would hold it. Only a hint, so not "known".
    if inside.0 >= INSIDE && words.1 * 10 >= words.0 * 13 {
        let why = format!("{unknown}; {} lies almost wholly inside {}", name(left), name(right));
        return Order { right_first: true, known: false, why };
    }
    if inside.1 >= INSIDE && words.0 * 10 >= words.1 * 13 {
        let why = format!("{unknown}; {} lies almost wholly inside {}", name(right), name(left));
        return Order { right_first: false, known: false, why };
    }
    Order { right_first: false, known: false, why: unknown }
}

/// How people would call the article: its outlet, else its id.
pub(crate) fn name(article: &Article) -> &str {
    if article.outlet_name().is_empty() { &article.id } else { article.outlet_name() }
}

/// The words in which `later` says that it has its text from `earlier`.
fn credit(later: &Article, earlier: &Article) -> Option<String> {
    let outlet = earlier.outlet_name();
    if outlet.is_empty() || same_name(outlet, later.outlet_name()) {
        return None;
    }
    if let Some(original) = later.original.as_ref().filter(|original| same_name(&original.outlet, outlet)) {
        return Some(format!("{} says so: \"{}\"", name(later), original.quote.trim()));
    }
    if let Some(agency) = later.agencies.iter().find(|agency| same_name(&agency.value, outlet)) {
        return Some(format!("{} credits {} ({})", name(later), agency.value, agency.how));
    }
    let names = |text: &str| has_name(text, outlet);
    let credited =
        later.removed.iter().find(|part| part.kind == crate::model::RemovedKind::Credit && names(&part.text));
    if let Some(part) = credited {
        return Some(format!("{} credits {outlet}: \"{}\"", name(later), part.text.trim()));
    }
    let body = later
        .blocks
        .iter()
        .any(|block| super::words::is_prose(block.kind) && names(block.span.of(&later.text)));
    body.then(|| format!("{} names {outlet} in its text", name(later)))
}

/// Whether two names of outlets are one, apart from case, blanks and marks ("Harian Nusa", "HarianNusa").
pub(crate) fn same_name(one: &str, two: &str) -> bool {
    let letters = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let one = letters(one);
    !one.is_empty() && one == letters(two)
}

/// Whether `name` stands in `text` as whole words, in its own case; names of under three letters say nothing.
fn has_name(text: &str, name: &str) -> bool {
    let bounded = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    name.len() >= 3 && text.match_indices(name).any(|(at, _)| bounded(at))
}

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
    let clock = value.get(11..16).and_then(clock);
    let tail = value
        .get(16..)
        .unwrap_or("")
        .trim_start_matches(|c: char| c == ':' || c == '.' || c.is_ascii_digit());
    let offset = match tail.chars().next() {
        Some('Z') => Some(0),
        Some('+') => tail.get(1..6).and_then(self::clock),
        Some('-') => tail.get(1..6).and_then(self::clock).map(|minutes| -minutes),
        _ => None,
    };
    Some(Stated { day, minutes: clock, offset })
}

fn clock(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
}

/// Who printed the earlier time, as far as the precision of both allows; `true` when it is the right one.
fn by_time(left: &Article, right: &Article) -> Option<(bool, String)> {
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
    use crate::model::{Original, Stated as Found};

    fn article(outlet: &str, published: &str) -> Article {
        let value = |text: &str| (!text.is_empty()).then(|| Found::given(text.to_owned(), "test"));
        Article {
            id: outlet.to_lowercase(),
            outlet: value(outlet),
            published: value(published),
            ..Article::default()
        }
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

    #[test]
    fn a_credit_outweighs_the_printed_time() {
        let source = article("Warta Teluk", "2024-03-02T10:00");
        let mut copy = article("Suara Bukit", "2024-03-02T09:00");
        copy.original = Some(Original {
            outlet: "WartaTeluk".to_owned(),
            title: None,
            quote: "Artikel ini telah tayang di Warta Teluk".to_owned(),
        });
        let found = order(&copy, &source, (0.9, 0.9), (200, 200));
        assert!(found.right_first && found.known, "{}", found.why);
        assert!(found.why.contains("telah tayang"), "{}", found.why);
    }

    #[test]
    fn without_credit_or_times_the_order_is_unknown() {
        let found = order(&article("Satu", ""), &article("Dua", ""), (0.9, 0.5), (100, 180));
        assert!(!found.known && found.right_first, "{}", found.why);
    }
}
