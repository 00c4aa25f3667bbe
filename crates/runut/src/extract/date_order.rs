//! Which of 5/6/2024 is the month: told by a weekday beside it, the page's address and stamps, and other dates on the
//! page that can be read in one way only; by the language where nothing else tells, and then the other reading is kept.

use super::draft::{Facts, Sheet};
use crate::lang::Packs;
use crate::model::Stated;
use jiff::civil::Date;

/// How far, in days, a stamp may be from the day it speaks for: zones, and changes soon after publication.
const NEAR: i32 = 2;

/// Rank of a reading that nothing speaks for; never the one that is believed.
const DOUBTED: u8 = u8::MAX;

/// A date in figures that can be read in two ways.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Either {
    day_first: Date,
    month_first: Date,
    mark: char,
}

/// Settles the order of the dates among the facts; `stamps` are further ISO stamps of the page.
pub(crate) fn settle(
    sheet: &Sheet<'_>,
    address: Option<&str>,
    stamps: &[&str],
    packs: &Packs,
    facts: &mut Facts,
) {
    let all = || facts.published.iter().map(|(_, stated)| stated).chain(&facts.modified);
    if !all().any(|stated| either_of(stated).is_some()) {
        return;
    }
    let day = |stamp: &str| stamp.get(..10).and_then(|day| day.parse::<Date>().ok());
    let sure = all().filter(|stated| either_of(stated).is_none()).filter_map(|stated| day(&stated.value));
    let known: Vec<Date> = sure
        .chain(stamps.iter().copied().filter_map(day))
        .chain(address.and_then(super::dates::in_address).as_deref().and_then(day))
        .collect();
    let elsewhere = |mark: char| order_elsewhere(sheet.text, mark);
    let settled = |stated: &mut Stated<String>| -> Option<Stated<String>> {
        let either = either_of(stated)?;
        let (date, why, sure) = decided(stated, either, &known, packs, elsewhere);
        let other = if date == either.day_first { either.month_first } else { either.day_first };
        let how = stated.how.clone();
        let order = |date: Date| if date == either.day_first { "day first" } else { "month first" };
        let rest = stated.value.split_off(10);
        stated.value = format!("{date}{rest}");
        stated.how = format!("{how}; {}: {why}", order(date));
        let value = format!("{other}{rest}");
        let how = format!("{how}; {}: as likely as not", order(other));
        (!sure).then(|| Stated { value, how, ..stated.clone() })
    };
    let mut doubted = Vec::new();
    for (_, stated) in &mut facts.published {
        doubted.extend(settled(stated));
    }
    if let Some(stated) = &mut facts.modified {
        let _ = settled(stated);
    }
    facts.published.extend(doubted.into_iter().map(|stated| (DOUBTED, stated)));
}

/// The two readings of a stated date, where its words allow two and its value is one of them.
fn either_of(stated: &Stated<String>) -> Option<Either> {
    let day: Date = stated.value.get(..10)?.parse().ok()?;
    figures(&stated.quote)
        .filter_map(either)
        .find(|either| [either.day_first, either.month_first].contains(&day))
}

/// The day, what told the order, and whether that is sure.
fn decided(
    stated: &Stated<String>,
    either: Either,
    known: &[Date],
    packs: &Packs,
    elsewhere: impl Fn(char) -> Option<bool>,
) -> (Date, String, bool) {
    let Either { day_first, month_first, mark } = either;
    let one = |day: bool, month: bool| match (day, month) {
        (true, false) => Some(day_first),
        (false, true) => Some(month_first),
        _ => None,
    };
    if let Some(weekday) = weekday_in(&stated.quote, packs) {
        let is = |date: Date| date.weekday().to_monday_one_offset() == weekday;
        if let Some(date) = one(is(day_first), is(month_first)) {
            return (date, "that day was the weekday beside it".to_owned(), true);
        }
    }
    for reach in [0, NEAR] {
        let near = |date: Date| {
            known.iter().find(|stamp| date.until(**stamp).is_ok_and(|span| span.get_days().abs() <= reach))
        };
        if let Some(date) = one(near(day_first).is_some(), near(month_first).is_some()) {
            let stamp = near(date).map(Date::to_string).unwrap_or_default();
            return (date, format!("{stamp} stands elsewhere on the page"), true);
        }
    }
    if let Some(first) = elsewhere(mark) {
        let date = if first { day_first } else { month_first };
        return (date, "so are other dates of the page, which cannot be read otherwise".to_owned(), true);
    }
    let read = stated.value.get(..10).and_then(|day| day.parse().ok()).unwrap_or(day_first);
    (read, "by the language alone".to_owned(), false)
}

/// The weekday that words name.
fn weekday_in(words: &str, packs: &Packs) -> Option<i8> {
    let lower = words.to_lowercase();
    let mut names = lower.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’'));
    names.find_map(|name| packs.date_words().find_map(|dates| dates.weekdays.get(name)).copied())
}

/// Whether dates of this form on the page put the day first; `None` where none tells, or they contradict each other.
fn order_elsewhere(text: &str, mark: char) -> Option<bool> {
    let (mut day, mut month) = (false, false);
    for [first, second, _] in figures(text).filter(|(_, own)| *own == mark).map(|(numbers, _)| numbers) {
        day |= (13..=31).contains(&first) && second <= 12;
        month |= (13..=31).contains(&second) && first <= 12;
    }
    (day != month).then_some(day)
}

fn either((numbers, mark): ([u32; 3], char)) -> Option<Either> {
    let [first, second, year] = numbers;
    let year = i16::try_from(if year < 100 { 2000 + year } else { year }).ok()?;
    let date =
        |month: u32, day: u32| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let (day_first, month_first) = (date(second, first)?, date(first, second)?);
    (day_first != month_first).then_some(Either { day_first, month_first, mark })
}

/// Dates in figures, the year last: their three numbers and the mark between them.
fn figures(text: &str) -> impl Iterator<Item = ([u32; 3], char)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            at += bytes[at..].iter().take_while(|byte| !byte.is_ascii_digit()).count();
            let start = at;
            at += bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if !(1..=2).contains(&(at - start)) {
                continue;
            }
            let Some(mark @ (b'/' | b'-' | b'.')) = bytes.get(at).copied() else { continue };
            let second = digits(bytes, at + 1);
            let third = digits(bytes, second.end + 1);
            let fits = (1..=2).contains(&second.len())
                && bytes.get(second.end) == Some(&mark)
                && matches!(third.len(), 2 | 4)
                && bytes.get(third.end) != Some(&mark)
                && bytes[..start].last() != Some(&mark);
            let number = |range: std::ops::Range<usize>| text[range].parse().ok();
            if fits
                && let (Some(first), Some(second), Some(year)) =
                    (number(start..at), number(second), number(third.clone()))
            {
                at = third.end;
                return Some(([first, second, year], char::from(mark)));
            }
        }
        None
    })
}

/// The digits that begin here.
fn digits(bytes: &[u8], from: usize) -> std::ops::Range<usize> {
    let from = from.min(bytes.len());
    from..from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

#[cfg(test)]
mod tests {
    use crate::extract::articles;
    use crate::lang::Packs;
    use crate::model::Page;

    #[test]
    fn the_order_of_day_and_month_is_told_by_the_page_and_only_then_by_the_language() {
        let packs = Packs::bundled().expect("bundled packs load");
        let id = "<p>Wali kota meresmikan pasar lama yang terbakar, kata seorang pedagang di kota itu, Senin.</p><p>Pasar itu akan dibuka lagi untuk umum pada akhir bulan depan, kata wali kota di balai kota.</p>";
        let en = "<p>The mayor opened the old market that burned down last year, a trader in the town said on Monday.</p><p>The market will open to the public at the end of next month, the mayor said in the town hall.</p>";
        for (head, line, body, url, expected, why) in [
            ("", "5/6/2024", id, None, "2024-06-05", "day first: by the language alone"),
            ("", "5/6/2024", en, None, "2024-05-06", "month first: by the language alone"),
            // 5 June 2024 was a Wednesday, 6 May a Monday.
            ("", "Wednesday, 5/6/2024", en, None, "2024-06-05", "day first: that day was the weekday"),
            ("", "Senin, 5/6/2024", id, None, "2024-05-06", "month first: that day was the weekday"),
            (
                "",
                "5/6/2024",
                en,
                Some("https://a.test/2024/06/05/pasar"),
                "2024-06-05",
                "day first: 2024-06-05 stands elsewhere",
            ),
            (
                "<meta property=article:modified_time content=2024-05-07T10:00Z>",
                "5/6/2024",
                id,
                None,
                "2024-05-06",
                "month first: 2024-05-07 stands elsewhere",
            ),
            (
                "",
                "5/6/2024",
                "<p>The mayor opened the old market on 25/5/2024, a trader in the town said, and nobody was hurt in the crowd.</p><p>The market will open to the public at the end of next month, the mayor said in the town hall.</p>",
                None,
                "2024-06-05",
                "day first: so are other dates",
            ),
            // 13 cannot be a month: nothing to decide.
            ("", "13/6/2024", en, None, "2024-06-13", ""),
            ("", "6/6/2024", en, None, "2024-06-06", ""),
        ] {
            let html = format!(
                "<head><title>Pasar Lama</title>{head}</head><body><article><h1>Pasar Lama</h1><div class=date>{line}</div>{body}</article>"
            );
            let mut page = Page::new("x", html.into_bytes());
            page.url = url.map(str::to_owned);
            let article = articles(&page, &packs).remove(0).expect("an article");
            let published = article.published.expect("a date");
            assert_eq!(published.value, expected, "{line} {url:?}: {published:?}");
            assert!(published.how.contains(why), "{line}: {published:?}");
            let doubted = article.other_dates.iter().any(|other| other.how.contains("as likely as not"));
            assert_eq!(doubted, why.ends_with("alone"), "{line}: {:?}", article.other_dates);
        }
    }

    #[test]
    fn a_dump_tells_it_by_its_address_too() {
        let packs = Packs::bundled().expect("bundled packs load");
        let text = "Pasar Lama Dibuka\n\n05/06/2024 09:15\n\nMUARA - Wali kota meresmikan pasar lama yang terbakar, kata seorang pedagang di kota itu, Senin.\n\nPasar itu akan dibuka lagi untuk umum pada akhir bulan depan, kata wali kota.\n";
        for (url, expected) in
            [(None, "2024-06-05T09:15"), (Some("https://a.test/2024-05-06/pasar"), "2024-05-06T09:15")]
        {
            let mut page = Page::new("x.txt", text.as_bytes().to_vec());
            page.url = url.map(str::to_owned);
            let article = articles(&page, &packs).remove(0).expect("an article");
            assert_eq!(article.published.map(|stated| stated.value).as_deref(), Some(expected), "{url:?}");
        }
    }
}
