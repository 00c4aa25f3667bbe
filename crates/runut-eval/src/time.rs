//! Scores temporal expressions, TempEval-3 style (UzZaman et al. 2013): strict (same span), relaxed (spans overlap, one
//! to one), value (relaxed and the same normalised value); and the weekday check over dates as printed.
//!
//! `time [--errors N] [--set NAME]`, or `time --show PAGE` to see what is found on one page. Sets and floors in `floors.toml`; what is not there is named and skipped.

use crate::sets::Floors;
use crate::texts;
use anyhow::Context;
use runut::lang::Packs;
use runut::model::{Article, Page, Reading, TimeExpression, WeekdayCheck};
use std::collections::BTreeMap;

/// A labelled expression, in code points.
#[derive(Clone, serde::Deserialize)]
struct Gold {
    start: usize,
    end: usize,
    text: String,
    value: Option<String>,
    /// The value as written, where the article slips; either counts as right.
    alt: Option<String>,
    weekday_check: Option<String>,
}

/// A labelled text.
#[derive(serde::Deserialize)]
struct Document {
    id: String,
    lang: String,
    source: String,
    dct: String,
    text: String,
    timex: Vec<Gold>,
}

/// A found expression, in code points.
struct Found {
    start: usize,
    end: usize,
    time: TimeExpression,
}

#[derive(Default)]
struct Counts {
    gold: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
    weekdays: usize,
    weekdays_right: usize,
    errors: Vec<String>,
}

impl Counts {
    fn f1(&self, hits: usize) -> f64 {
        if self.gold + self.found == 0 { 0.0 } else { 2.0 * hits as f64 / (self.gold + self.found) as f64 }
    }
}

/// Prints the scores; fails where one is under its floor.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let option = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1));
    let errors: usize = option("--errors").map_or(Ok(0), |n| n.parse()).context("--errors N")?;
    let only = option("--set");
    if let Some(path) = option("--show") {
        return print_times(path);
    }
    let Some(shared) = texts::shared() else {
        eprintln!(
            "SKIPPED: the labelled sets (../shared) are not beside the repository; nothing was measured"
        );
        return Ok(());
    };
    let packs = texts::packs(arguments)?;
    let mut floors = Floors::of("time")?;
    let mut documents: Vec<Document> = Vec::new();
    for line in texts::json_lines(&shared.join("data/time/docs.jsonl"))? {
        documents.push(serde_json::from_value(line)?);
    }
    let mut sets: BTreeMap<String, Vec<&Document>> = BTreeMap::new();
    for document in &documents {
        sets.entry(document.source.replace('/', "-")).or_default().push(document);
        if document.source.starts_with("tempeval3") {
            sets.entry("tempeval3".to_owned()).or_default().push(document);
        }
    }
    println!("{:<22} {:>5} {:>5} {:>5}  strict relaxed value  (F1)", "set", "docs", "gold", "found");
    for (set, documents) in sets.iter().filter(|(set, _)| only.is_none_or(|only| only == *set)) {
        let mut counts = Counts::default();
        for document in documents {
            let article = texts::article(&document.id, &document.text, &document.lang, Some(&document.dct));
            let reading = runut::annotate(article, &packs);
            count(document, &in_text(&reading), &mut counts);
        }
        show(set, documents.len(), &counts, errors, &mut floors);
    }
    if only.is_none_or(|only| only == "seeds") {
        seeds(&shared, &packs, errors, &mut floors)?;
    }
    if only.is_none_or(|only| only == "weekdays") {
        weekdays(&shared, &packs, errors, &mut floors)?;
    }
    floors.verdict()
}

/// What is found on one page, for reading.
fn print_times(path: &str) -> anyhow::Result<()> {
    let page = Page::new(path, std::fs::read(path).with_context(|| path.to_owned())?);
    for reading in runut::read(&page, &Packs::bundled()?).into_iter().flatten() {
        let article = &reading.article;
        println!("published {:?}, guessed {:?}", article.published, article.published_guess);
        let line = |words: &str, time: &TimeExpression| {
            let why = time.why.as_deref().unwrap_or("");
            let likely = time.likely.as_ref().map_or(String::new(), |likely| format!(" likely {}", likely.0));
            let TimeExpression { value, anchor, weekday, .. } = time;
            println!("{words:?} = {}{likely} {anchor:?} {weekday:?} ({why})", value.0);
        };
        reading.annotations.times.iter().for_each(|time| line(time.span.of(&article.text), time));
        for one in &reading.annotations.removed_times {
            print!("removed: ");
            line(one.time.span.of(&article.removed[one.removed].text), &one.time);
        }
    }
    Ok(())
}

fn show(set: &str, documents: usize, counts: &Counts, errors: usize, floors: &mut Floors) {
    let (strict, relaxed, value) =
        (counts.f1(counts.strict), counts.f1(counts.relaxed), counts.f1(counts.value));
    println!(
        "{set:<22} {documents:>5} {:>5} {:>5}  {strict:.3}  {relaxed:.3}   {value:.3}  recall {:.3} values {}/{}",
        counts.gold,
        counts.found,
        counts.relaxed as f64 / counts.gold.max(1) as f64,
        counts.value,
        counts.relaxed,
    );
    counts.errors.iter().take(errors).for_each(|error| println!("    {error}"));
    floors.hold(&format!("{set}_relaxed"), relaxed);
    floors.hold(&format!("{set}_value"), value);
}

/// The expressions of the text, in code points.
fn in_text(reading: &Reading) -> Vec<Found> {
    let text = &reading.article.text;
    let points = |byte: u32| text[..byte as usize].chars().count();
    let found = |time: &TimeExpression| Found {
        start: points(time.span.start),
        end: points(time.span.end),
        time: time.clone(),
    };
    reading.annotations.times.iter().map(found).collect()
}

/// Values are compared without case and without a closing `Z`, which TimeBank writes now and then.
fn normal(value: &str) -> String {
    value.trim().to_uppercase().trim_end_matches('Z').to_owned()
}

/// Whether the value is right: as labelled, or as written where the label has both.
fn is_right(gold: &Gold, time: &TimeExpression) -> bool {
    let likely = time.likely.as_ref().map(|likely| normal(&likely.0));
    let found = normal(&time.value.0);
    [&gold.value, &gold.alt].into_iter().flatten().any(|value| {
        let value = normal(value);
        let unresolved = value.strip_suffix(" BEFORE CRAWL");
        let crawl = time.anchor == runut::model::Anchor::Crawl;
        value == found || Some(&value) == likely.as_ref() || crawl && unresolved == Some(found.as_str())
    })
}

/// Matches one to one, the same span first, then the largest overlap, then from left to right.
fn count(document: &Document, found: &[Found], counts: &mut Counts) {
    let (id, gold) = (document.id.as_str(), document.timex.as_slice());
    let letters: Vec<char> = document.text.chars().collect();
    let around = |start: usize, end: usize| -> String {
        let cut = |from: usize, to: usize| {
            letters.get(from..to.min(letters.len())).unwrap_or(&[]).iter().collect::<String>()
        };
        let shown =
            format!("{}[{}]{}", cut(start.saturating_sub(50), start), cut(start, end), cut(end, end + 30));
        shown.replace('\n', " ")
    };
    let mut pairs = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        for (f, b) in found.iter().enumerate() {
            let overlap = a.end.min(b.end).saturating_sub(a.start.max(b.start));
            if overlap > 0 {
                let same = a.start == b.start && a.end == b.end;
                pairs.push((std::cmp::Reverse((same, overlap)), g, f));
            }
        }
    }
    pairs.sort();
    let (mut taken_gold, mut taken_found) = (vec![false; gold.len()], vec![false; found.len()]);
    for (std::cmp::Reverse((same, _)), g, f) in pairs {
        if taken_gold[g] || taken_found[f] {
            continue;
        }
        (taken_gold[g], taken_found[f]) = (true, true);
        counts.relaxed += 1;
        counts.strict += usize::from(same);
        let (label, time) = (&gold[g], &found[f].time);
        let right = is_right(label, time);
        counts.value += usize::from(right);
        let value = label.value.as_deref().unwrap_or("");
        if !right {
            counts.errors.push(format!(
                "{id} VALUE {:?} = {value}, found {} by {}",
                around(label.start, label.end),
                time.value.0,
                time.rule
            ));
        } else if !same {
            counts.errors.push(format!(
                "{id} SPAN {:?} = {value}, found {:?} by {}",
                label.text,
                around(found[f].start, found[f].end),
                time.rule
            ));
        }
        if let Some(check) = &label.weekday_check {
            counts.weekdays += 1;
            let expected = match check.as_str() {
                "consistent" => WeekdayCheck::Agrees,
                "none" => WeekdayCheck::None,
                _ => WeekdayCheck::Differs,
            };
            counts.weekdays_right += usize::from(time.weekday == expected);
            if time.weekday != expected {
                counts
                    .errors
                    .push(format!("{id} WEEKDAY {:?}: {check}, found {:?}", label.text, time.weekday));
            }
        }
    }
    counts.gold += gold.len();
    counts.found += found.len();
    for (label, _) in gold.iter().zip(&taken_gold).filter(|(_, taken)| !**taken) {
        counts.errors.push(format!(
            "{id} MISSED {:?} = {}",
            around(label.start, label.end),
            label.value.as_deref().unwrap_or("")
        ));
    }
    for (extra, _) in found.iter().zip(&taken_found).filter(|(_, taken)| !**taken) {
        counts.errors.push(format!(
            "{id} EXTRA {:?} = {} by {}",
            around(extra.start, extra.end),
            extra.time.value.0,
            extra.time.rule
        ));
    }
}

/// The five seeds, read as pages; expressions in removed parts count where they stood.
fn seeds(shared: &std::path::Path, packs: &Packs, errors: usize, floors: &mut Floors) -> anyhow::Result<()> {
    let mut counts = Counts::default();
    let mut guesses = 0;
    let lines = texts::json_lines(&shared.join("data/time/id_seeds.jsonl"))?;
    for line in &lines {
        let document: Document = serde_json::from_value(line.clone())?;
        let bytes = std::fs::read(shared.join("seeds").join(&document.id))?;
        let page = Page::new(document.id.as_str(), bytes.clone());
        let read = runut::read(&page, packs).into_iter().find_map(Result::ok);
        let page_text = String::from_utf8_lossy(&bytes).into_owned();
        let (reading, found) = match read {
            Some(reading) => {
                let found = on_page(&reading, &page_text);
                (reading, found)
            }
            None => {
                println!("    {}: not read as a page; its lines are taken for paragraphs", document.id);
                let reading = runut::annotate(texts::article(&document.id, &page_text, "id", None), packs);
                let found = in_text(&reading);
                (reading, found)
            }
        };
        let date = &reading.article;
        let day = date.day().map(|day| day.to_string()).unwrap_or_default();
        guesses += usize::from(day == document.dct);
        if day != document.dct {
            counts.errors.push(format!("{} PUBLISHED {} found {day:?}", document.id, document.dct));
        }
        count(&document, &found, &mut counts);
    }
    show("seeds", lines.len(), &counts, errors, floors);
    println!(
        "{:<22} found {} of {}, values right {}, weekday checks {} of {}, days of publication {guesses} of {}",
        "",
        counts.relaxed,
        counts.gold,
        counts.value,
        counts.weekdays_right,
        counts.weekdays,
        lines.len()
    );
    floors.hold("seeds_found", counts.relaxed as f64);
    floors.hold("seeds_values", counts.value as f64);
    floors.hold("seeds_weekdays", counts.weekdays_right as f64);
    floors.hold("seeds_published", f64::from(guesses as u32));
    Ok(())
}

/// All expressions of a reading, in code points of the page it was read from, which is UTF-8.
fn on_page(reading: &Reading, page: &str) -> Vec<Found> {
    let points = |byte: usize| page.char_indices().take_while(|(at, _)| *at < byte).count();
    let article: &Article = &reading.article;
    let mut found: Vec<Found> = Vec::new();
    for time in &reading.annotations.times {
        if let Some((start, end)) = article.origin.page_range(time.span) {
            found.push(Found {
                start: points(start as usize),
                end: points(end as usize),
                time: time.clone(),
            });
        }
    }
    for one in &reading.annotations.removed_times {
        let removed = &article.removed[one.removed];
        let Some((from, to)) = removed.page else { continue };
        let words = one.time.span.of(&removed.text);
        // Which of several equal ones: as many stand before it on the page as in the removed text.
        let nth = removed.text[..one.time.span.start as usize].matches(words).count();
        let part = page.get(from as usize..to as usize).unwrap_or("");
        if let Some((at, _)) = part.match_indices(words).nth(nth) {
            let start = from as usize + at;
            found.push(Found {
                start: points(start),
                end: points(start + words.len()),
                time: one.time.clone(),
            });
        }
    }
    found.sort_by_key(|one| (one.start, one.end));
    found
}

/// Weekdays with dates as printed: does the flag come out as the calendar says.
fn weekdays(
    shared: &std::path::Path,
    packs: &Packs,
    errors: usize,
    floors: &mut Floors,
) -> anyhow::Result<()> {
    let lines = texts::json_lines(&shared.join("data/time/weekday_id.jsonl"))?;
    let (mut right, mut shown) = (0, 0);
    for line in &lines {
        let field = |name: &str| line[name].as_str().unwrap_or("");
        let expected =
            if field("weekday_check") == "consistent" { WeekdayCheck::Agrees } else { WeekdayCheck::Differs };
        let article = texts::article("", field("text"), field("lang"), None);
        let reading = runut::annotate(article, packs);
        let times = &reading.annotations.times;
        let good =
            times.len() == 1 && times[0].weekday == expected && times[0].value.0 == field("as_written");
        right += usize::from(good);
        if !good && shown < errors {
            shown += 1;
            println!("    WEEKDAY {:?} {} found {times:?}", field("text"), field("weekday_check"));
        }
    }
    println!("{:<22} {right} of {} flags right", "weekdays", lines.len());
    floors.hold("weekdays", right as f64 / lines.len().max(1) as f64);
    Ok(())
}
