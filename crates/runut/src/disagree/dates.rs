//! Dates: a printed weekday that is not the date's, and two days of one utterance or happening.

use super::{outlet, sentence};
use crate::model::{
    DateRange, Disagreement, DisagreementKind, EntryKind, Reading, Side, Story, WeekdayCheck,
};
use crate::timeline::{Item, Told};

/// Printed weekdays that the calendar contradicts.
pub(super) fn slips(story: &Story, readings: &[Reading]) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for &at in &story.articles {
        let reading = &readings[at];
        for time in reading.annotations.times.iter().filter(|time| time.weekday == WeekdayCheck::Differs) {
            let words = time.span.of(&reading.article.text);
            let evidence = sentence(reading, time.span);
            let likely = time.likely.as_ref().map(|value| value.0.clone());
            let weekday = match &likely {
                Some(likely) => format!("the weekday printed with it; it fits {likely}"),
                None => "the weekday printed with it, which is another day's".to_owned(),
            };
            found.push(Disagreement {
                kind: DisagreementKind::Date,
                about: format!("\"{words}\" ({})", outlet(reading)),
                sides: vec![
                    Side { says: format!("the date printed: {}", time.value.0), evidence: evidence.clone() },
                    Side { says: weekday, evidence },
                ],
                likely,
                why: time.why.clone().unwrap_or_else(|| "the weekday is not that of the date".to_owned()),
            });
        }
    }
    found
}

/// Days apart up to which two reports may still mean one happening.
const NEAR: i64 = 7;

/// Share of words from which two sentences with different days tell one happening.
const SAME: f64 = 0.75;

/// Words from which a sentence can be compared at all.
const WORDS: usize = 6;

/// Two outlets that give different days to one quotation or one happening in nearly the same words.
pub(super) fn days(told: &[Told], readings: &[Reading]) -> Vec<Disagreement> {
    let dated = |item: &&Item| item.dated && !item.title && item.when.from == item.when.to;
    let items: Vec<&Item> = told.iter().flat_map(|told| &told.items).filter(dated).collect();
    let mut found: Vec<Disagreement> = Vec::new();
    for (at, one) in items.iter().enumerate() {
        for two in &items[at + 1..] {
            if one.when != two.when && same_thing(one, two, readings) {
                found.push(Disagreement {
                    kind: DisagreementKind::Date,
                    about: shortened(&one.text),
                    sides: [one, two].map(|item| side(item, readings)).to_vec(),
                    likely: None,
                    why: "two reports tell the same in nearly the same words and give different days"
                        .to_owned(),
                });
            }
        }
    }
    found
}

fn same_thing(one: &Item, two: &Item, readings: &[Reading]) -> bool {
    let outlets = outlet(&readings[one.article]) != outlet(&readings[two.article]);
    let kind = one.kind == two.kind && (one.kind == EntryKind::Event || one.speaker.is_some());
    let quoted = one.kind == EntryKind::Event || (one.direct && two.direct);
    let near = matches!((one.when.from, two.when.from), (Some(a), Some(b)) if crate::story::apart(a, b).abs() <= NEAR);
    // Talks of three hours are not the talks of five.
    let numbers = |item: &Item| -> Vec<String> {
        item.anchors
            .iter()
            .filter(|anchor| anchor.starts_with(|c: char| c.is_ascii_digit()))
            .cloned()
            .collect()
    };
    let measured = numbers(one) == numbers(two);
    let fewest = one.content.words.len().min(two.content.words.len());
    let most = one.content.words.len().max(two.content.words.len());
    outlets
        && kind
        && quoted
        && one.speaker == two.speaker
        && near
        && measured
        && fewest >= WORDS
        && one.content.shared(&two.content) as f64 >= SAME * most as f64
}

fn side(item: &Item, readings: &[Reading]) -> Side {
    let day = match item.when {
        DateRange { from: Some(day), .. } => day.to_string(),
        _ => String::new(),
    };
    Side { says: format!("{}: {day}", outlet(&readings[item.article])), evidence: item.evidence.clone() }
}

/// The head of a text, for a heading.
pub(super) fn shortened(text: &str) -> String {
    let mut head: String = text.chars().take(90).collect();
    if head.len() < text.len() {
        head.push('…');
    }
    head
}
