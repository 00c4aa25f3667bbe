//! The sample pages, read whole: held against what a careful reader finds there, and written out for review.
//!
//! The written findings lie in `corpus/golden`. A change there is read line by line before it is accepted
//! (`cargo insta review`, or `INSTA_UPDATE=always cargo test -p runut --test golden` and `git diff`).
#![allow(clippy::absurd_extreme_comparisons, reason = "a debt that is paid is 0, and may not grow again")]

mod common;

use common::expected::{self, ExpectedPage, ExpectedStatement};
use common::{examples, findings, packs, reading};
use runut::model::{Annotations, Polarity, Reading, Span, Statement, WeekdayCheck};

/// What the stages still get wrong on these pages, each as last counted. They are debts: lower one whenever a stage gets
/// better, never raise one.
mod debts {
    /// Statements that nobody made, or that somebody else made.
    pub const FALSE: usize = 0;
    /// Statements that must be found and are not.
    pub const MISSED: usize = 4;
    /// Addressees, days and links of the chain.
    pub const CIRCUMSTANCES: usize = 8;
    /// Times of another value, or not found.
    pub const TIMES: usize = 1;
    /// Disagreements, copies and merged entries that are not shown.
    pub const NOT_SHOWN: usize = 1;
    /// Pieces the one running story falls into.
    pub const PIECES: usize = 1;
}

#[test]
fn findings_on_every_page_are_as_reviewed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../corpus/golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        let mut readings = Vec::new();
        for page in examples() {
            let reading = reading(&page);
            insta::assert_snapshot!(page.source.replace('.', "-"), findings::page(&reading));
            readings.push(reading);
        }
        let trace = runut::trace(&readings, packs());
        insta::assert_snapshot!("trace", findings::trace(&trace, &readings));
    });
}

/// Each expected page with its reading.
fn pages() -> Vec<(ExpectedPage, Reading)> {
    let readings: Vec<Reading> = examples().iter().map(reading).collect();
    let of = |file: &str| {
        let found = readings.iter().find(|reading| reading.article.source == file);
        found.unwrap_or_else(|| panic!("{file} is in expected.toml but not in examples/pages")).clone()
    };
    let expected = expected::read().page;
    assert_eq!(expected.len(), readings.len(), "every page has its expectations");
    expected.into_iter().map(|page| (of(&page.file), page)).map(|(reading, page)| (page, reading)).collect()
}

#[test]
fn every_page_states_what_it_states() {
    let mut wrong = Vec::new();
    for (page, reading) in pages() {
        let article = &reading.article;
        let mut same = |what: &str, found: String, expected: String| {
            if found != expected {
                wrong.push(format!("{}: {what} is {found:?}, not {expected:?}", page.file));
            }
        };
        let minute = |value: &str| value.chars().take(16).collect::<String>();
        let values = |stated: &[runut::model::Stated<String>]| {
            stated.iter().map(|stated| stated.value.clone()).collect::<Vec<_>>().join(", ")
        };
        let published = article.published.as_ref().map_or(String::new(), |stated| minute(&stated.value));
        let guess = article.published_guess.as_ref().map_or(String::new(), |guess| guess.value.clone());
        same("language", article.language.clone(), page.language.clone());
        same("outlet", article.outlet_name().to_owned(), page.outlet.clone());
        same("title", article.headline().to_owned(), page.title.clone());
        same("date", published, page.published.clone().unwrap_or_default());
        same("guessed date", guess, page.published_guess.clone().unwrap_or_default());
        same("byline", values(&article.byline), page.byline.join(", "));
        same(
            "editor",
            article.editor.as_ref().map_or(String::new(), |editor| editor.value.clone()),
            page.editor.clone().unwrap_or_default(),
        );
        for agency in &page.agencies {
            let named = article.agencies.iter().any(|found| found.value == *agency);
            same("agency", if named { agency.clone() } else { values(&article.agencies) }, agency.clone());
        }
        let original = article.original.as_ref().map_or(String::new(), |original| original.outlet.clone());
        same("original", original, page.original.clone().unwrap_or_default());
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// The bytes of the text that these words take up.
fn place(text: &str, words: &str) -> Option<Span> {
    text.find(words).map(|start| Span::new(start, start + words.len()))
}

fn shared(one: Span, other: Span) -> usize {
    (one.end.min(other.end) as usize).saturating_sub(one.start.max(other.start) as usize)
}

/// How many bytes of `span` a statement's content covers.
fn covered(statement: &Statement, span: Span) -> usize {
    statement.content.iter().map(|part| shared(*part, span)).sum()
}

/// Whether this statement is the expected one: it holds most of its words, and those are most of one of its parts.
fn is_it(statement: &Statement, expected: &ExpectedStatement, text: &str) -> bool {
    text.match_indices(&expected.says).any(|(at, words)| {
        let span = Span::new(at, at + words.len());
        let most = |part: &Span| shared(*part, span) * 5 > part.len() * 2;
        covered(statement, span) * 2 > span.len() && statement.content.iter().any(most)
    })
}

fn same_name(found: &str, expected: &str) -> bool {
    let plain = |name: &str| {
        let name = name.to_lowercase().replace('’', "'");
        name.trim_start_matches("the ").trim().to_owned()
    };
    expected.split('|').any(|name| plain(name) == plain(found))
}

#[test]
fn nobody_is_given_words_of_another() {
    let mut wrong = Vec::new();
    for (page, reading) in pages() {
        let text = &reading.article.text;
        for statement in reading.annotations.statements.iter().filter(|statement| statement.voiced) {
            let words = statement.extent().of(text);
            let speaker = statement.speaker_name.as_deref().unwrap_or("(nobody)");
            let candidates: Vec<_> =
                page.statements.iter().filter(|one| is_it(statement, one, text)).collect();
            if candidates.is_empty() {
                wrong.push(format!("{}: no statement, but {speaker} said: {words}", page.file));
            } else if statement.speaker_name.is_some()
                && !candidates.iter().any(|one| same_name(speaker, &one.speaker))
            {
                let who = &candidates[0].speaker;
                wrong.push(format!("{}: {who} said, not {speaker}: {words}", page.file));
            } else if statement.polarity == Polarity::Affirmed
                && candidates.iter().all(|one| one.polarity.as_deref() == Some("negated"))
            {
                wrong.push(format!("{}: {speaker} did NOT say: {words}", page.file));
            }
            for silent in &page.silent {
                if place(text, silent).is_some_and(|span| covered(statement, span) * 2 > span.len()) {
                    wrong.push(format!("{}: nobody is quoted with {silent:?}, yet {speaker} is", page.file));
                }
            }
        }
    }
    assert!(wrong.len() <= debts::FALSE, "{} false:\n{}", wrong.len(), wrong.join("\n"));
}

/// The statement found for an expected one.
fn found<'a>(layers: &'a Annotations, one: &ExpectedStatement, text: &str) -> Option<&'a Statement> {
    let named = |s: &&Statement| s.speaker_name.as_deref().is_some_and(|name| same_name(name, &one.speaker));
    layers.statements.iter().filter(|statement| is_it(statement, one, text)).find(named)
}

#[test]
fn whoever_speaks_is_heard() {
    let (mut missed, mut all) = (Vec::new(), 0);
    for (page, reading) in pages() {
        for one in page.statements.iter().filter(|one| !one.optional) {
            all += 1;
            if found(&reading.annotations, one, &reading.article.text).is_none() {
                missed.push(format!("{}: {} said: {}", page.file, one.speaker, one.says));
            }
        }
    }
    eprintln!("{} of {all} statements found with their speakers", all - missed.len());
    assert!(missed.len() <= debts::MISSED, "{} of {all} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn addressee_day_and_chain_are_right_where_they_are_known() {
    let (mut wrong, mut all) = (Vec::new(), 0);
    for (page, reading) in pages() {
        for one in &page.statements {
            let Some(statement) = found(&reading.annotations, one, &reading.article.text) else { continue };
            let mut check = |what: &str, right: bool, found: String| {
                all += 1;
                if !right {
                    wrong.push(format!("{}: {what} is {found} of: {}", page.file, one.says));
                }
            };
            if let Some(addressee) = &one.addressee {
                let found = statement.addressee_name.clone().unwrap_or_default();
                check("addressee", same_name(&found, addressee), format!("{found:?}, not {addressee:?}"));
            } else {
                // Given where the page gives none: a false addressee.
                let found = statement.addressee_name.clone().unwrap_or_default();
                check("addressee", found.is_empty(), format!("{found:?}, not unknown"));
            }
            if let Some(day) = &one.day {
                let days = statement.said_on.as_ref().map(|said| said.days);
                let right =
                    days.and_then(|days| days.from).is_some_and(|from| from.to_string().starts_with(day));
                check("day", right, format!("{days:?}, not {day}"));
            }
            let names: Vec<&str> = statement.chain.iter().map(|link| link.name.as_str()).collect();
            for link in &one.chain {
                check(
                    "chain",
                    names.iter().any(|name| same_name(name, link)),
                    format!("{names:?}, without {link}"),
                );
            }
        }
    }
    eprintln!("{} of {all} addressees, days and links right", all - wrong.len());
    assert!(wrong.len() <= debts::CIRCUMSTANCES, "{} of {all} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn times_mean_the_days_they_mean() {
    let (mut wrong, mut all) = (Vec::new(), 0);
    for (page, reading) in pages() {
        let text = &reading.article.text;
        let times = &reading.annotations.times;
        for one in &page.times {
            all += 1;
            // The first expression over each place where the words stand; one right reading is asked for.
            let places = text.match_indices(&one.text).map(|(at, words)| Span::new(at, at + words.len()));
            let at: Vec<_> =
                places.flat_map(|span| times.iter().filter(move |t| t.span.overlaps(span))).collect();
            let day = |value: &str| value.chars().take(10).collect::<String>();
            let right = at.iter().any(|time| {
                let weekday = match one.weekday.as_deref() {
                    Some("agrees") => time.weekday == WeekdayCheck::Agrees,
                    Some("differs") => time.weekday == WeekdayCheck::Differs,
                    _ => true,
                };
                let likely = time.likely.as_ref().map(|likely| day(&likely.0));
                weekday && day(&time.value.0) == day(&one.value) && likely == one.likely
            });
            if !right {
                let found: Vec<_> =
                    at.iter().map(|time| (&time.value.0, &time.likely, time.weekday)).collect();
                wrong.push(format!("{}: {:?} is {found:?}, not {}", page.file, one.text, one.value));
            }
        }
        for silent in &page.never {
            let unresolved = text.find(silent.as_str()).is_none()
                || !times.iter().any(|time| time.span.of(text) == silent && time.days().is_some());
            let elsewhere = page.times.iter().any(|time| time.text == *silent);
            assert!(unresolved || elsewhere, "{}: {silent:?} of a teaser was resolved", page.file);
        }
    }
    eprintln!("{} of {all} times right", all - wrong.len());
    assert!(wrong.len() <= debts::TIMES, "{} of {all} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_running_story_is_one_and_the_whale_stays_outside() {
    let readings: Vec<Reading> = examples().iter().map(reading).collect();
    let trace = runut::trace(&readings, packs());
    let expected = expected::read().story;
    let mut stories = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        if !expected.outside.contains(&reading.article.source) {
            stories.push(
                trace.story_of[at].unwrap_or_else(|| panic!("{}: in no story", reading.article.source)),
            );
        }
    }
    let mut pieces = stories.clone();
    pieces.sort_unstable();
    pieces.dedup();
    assert!(pieces.len() <= debts::PIECES, "one story, in pieces: {stories:?}");
    for (at, reading) in readings.iter().enumerate() {
        if expected.outside.contains(&reading.article.source) {
            let own = trace.story_of[at];
            assert!(
                stories.iter().all(|story| Some(*story) != own),
                "{} is another story",
                reading.article.source
            );
        }
    }
}

#[test]
fn what_contradicts_is_shown() {
    let readings: Vec<Reading> = examples().iter().map(reading).collect();
    let trace = runut::trace(&readings, packs());
    let expected = expected::read().story;
    let source = |id: &str| {
        let page = readings.iter().find(|reading| reading.article.id == id);
        page.map_or("?", |reading| reading.article.source.as_str())
    };
    let mut missing = Vec::new();
    for one in &expected.disagreements {
        let shown = trace.stories.iter().flat_map(|story| &story.disagreements).any(|found| {
            format!("{:?}", found.kind).to_lowercase() == one.kind
                && one
                    .pages
                    .iter()
                    .all(|page| found.sides.iter().any(|s| source(&s.evidence.article) == page))
                && one.words.iter().all(|words| found.sides.iter().any(|s| s.evidence.quote.contains(words)))
        });
        if !shown {
            missing.push(format!("{} {:?} {:?}", one.kind, one.pages, one.words));
        }
    }
    for [earlier, later] in &expected.copies {
        let shown = trace.stories.iter().flat_map(|story| &story.copies).any(|copy| {
            readings[copy.earlier].article.source == *earlier && readings[copy.later].article.source == *later
        });
        if !shown {
            missing.push(format!("copy {later} of {earlier}"));
        }
    }
    for one in &expected.merged {
        let shown = trace.stories.iter().flat_map(|story| &story.timeline).any(|entry| {
            entry.speaker.as_deref().is_some_and(|speaker| same_name(speaker, &one.speaker))
                && one.words.split('|').any(|words| entry.text.contains(words))
                && one.pages.iter().all(|page| {
                    entry.reports.iter().any(|report| readings[report.article].article.source == *page)
                })
                && entry.independent >= one.independent
        });
        if !shown {
            missing.push(format!("entry {} {:?} in {:?}", one.speaker, one.words, one.pages));
        }
    }
    eprintln!("not shown:\n{}", missing.join("\n"));
    assert!(missing.len() <= debts::NOT_SHOWN, "{} not shown:\n{}", missing.len(), missing.join("\n"));
}
