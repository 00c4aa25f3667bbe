//! The five seeds against what was reviewed across them: one story, its events, what is one statement and what only
//! looks alike, and the contradictions. Once over gold readings, once over what the stages read.

use super::Floors;
use super::gold::{self, GoldStatement};
use runut::lang::Packs;
use runut::model::{Article, DisagreementKind, Page, Reading, Stated, Trace};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Deserialize)]
struct Across {
    documents: Vec<String>,
    same_statement_within_document: Vec<Alike>,
    look_alike_but_different: Vec<Alike>,
    timeline_gold: Vec<(String, String, String)>,
}

#[derive(Deserialize)]
struct Alike {
    ids: Vec<String>,
}

/// The events of the seeds: which documents report one happening.
const EVENTS: [&[usize]; 4] = [&[2], &[0, 3], &[1], &[4]];

/// The contradictions that must be shown: kind, and the document that one side is in.
const SHOWN: [(DisagreementKind, usize); 3] =
    [(DisagreementKind::Date, 4), (DisagreementKind::Addressee, 4), (DisagreementKind::Headline, 3)];

/// Prints what holds, over gold readings and over the stages' own.
pub(super) fn score(packs: &Packs, floors: &mut Floors) -> anyhow::Result<()> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let Ok(across) = std::fs::read_to_string(shared.join("gold/cross_document.json")) else {
        eprintln!("SKIPPED: the reviewed seeds are not there; nothing was measured on them");
        return Ok(());
    };
    let across: Across = serde_json::from_str(&across)?;
    let mut statements = Vec::new();
    let (mut given, mut read) = (Vec::new(), Vec::new());
    for document in &across.documents {
        let page = shared.join("seeds").join(document);
        let (gold, reading) = gold::read(&page, &shared.join("gold").join(format!("{document}.json")))?;
        statements.push(gold);
        given.push(reading);
        let page = Page::new(document, std::fs::read(&page)?);
        read.extend(runut::read(&page, packs).into_iter().filter_map(Result::ok).take(1));
    }
    check("seeds_gold", &across, &statements, given, packs, floors);
    if read.len() == across.documents.len() {
        check("seeds_read", &across, &statements, read, packs, floors);
    } else {
        eprintln!("SKIPPED: only {} of the seeds could be read", read.len());
    }
    Ok(())
}

/// An article that has nothing to do with the seeds.
fn unrelated() -> Reading {
    let value = |text: &str| Some(Stated::given(text.to_owned(), "test"));
    let article = Article {
        id: "unrelated".to_owned(),
        title: value("Harga Cabai di Pasar Induk Turun Menjelang Panen Raya"),
        published: value("2024-06-19"),
        language: "id".to_owned(),
        text: "Harga cabai rawit di Pasar Induk Sumberjaya turun menjadi Rp 30.000 per kilogram menjelang panen \
               raya. Ketua Asosiasi Petani Cabai, Wira Saputra, mengatakan pasokan dari lereng gunung melimpah."
            .to_owned(),
        ..Article::default()
    };
    Reading { article, ..Reading::default() }
}

fn check(
    name: &str,
    across: &Across,
    gold: &[Vec<GoldStatement>],
    mut readings: Vec<Reading>,
    packs: &Packs,
    floors: &mut Floors,
) {
    readings.push(unrelated());
    let trace = runut::trace(&readings, packs);
    let outside = readings.len() - 1;
    let story = trace.story_of[0];
    let together = (0..outside).filter(|&at| trace.story_of[at] == story).count();
    let apart = trace.story_of[outside] != story;
    let events = EVENTS.iter().filter(|event| is_event(&trace, event, outside)).count();
    let entry = |id: &str| entry_of(id, gold, &readings, &trace);
    let pairs = |alike: &[Alike]| -> Vec<(String, String)> {
        let of = |ids: &Vec<String>| {
            let pair = |at: usize, other: usize| (ids[at].clone(), ids[other].clone());
            (0..ids.len())
                .flat_map(|a| (a + 1..ids.len()).map(move |b| (a, b)))
                .map(|(a, b)| pair(a, b))
                .collect::<Vec<_>>()
        };
        alike.iter().flat_map(|alike| of(&alike.ids)).collect()
    };
    let same = pairs(&across.same_statement_within_document);
    let merged = same.iter().filter(|(one, two)| entry(one).is_some() && entry(one) == entry(two)).count();
    // Look-alikes within one document that gold also calls the same are no look-alikes.
    let alike: Vec<_> = pairs(&across.look_alike_but_different)
        .into_iter()
        .filter(|(one, two)| one[..3] != two[..3])
        .collect();
    let confused = alike.iter().filter(|(one, two)| entry(one).is_some() && entry(one) == entry(two)).count();
    let all = trace.stories.iter().flat_map(|story| &story.disagreements);
    let all: Vec<_> = all.collect();
    let is = |shown: &(DisagreementKind, usize)| {
        let id = &readings[shown.1].article.id;
        all.iter().any(|one| one.kind == shown.0 && one.sides.iter().any(|side| &side.evidence.article == id))
    };
    let shown = SHOWN.iter().filter(|shown| is(shown)).count();
    let days: BTreeSet<String> = trace
        .stories
        .iter()
        .flat_map(|story| &story.timeline)
        .filter_map(|entry| entry.when.from.or(entry.when.to))
        .map(|day| day.to_string())
        .collect();
    let on_line =
        across.timeline_gold.iter().filter(|(day, ..)| days.iter().any(|own| own.starts_with(day.as_str())));
    println!(
        "{name}: {together}/{outside} in one story, unrelated outside {apart}, events {events}/{}, same statement \
         {merged}/{}, look-alikes confused {confused}/{}, contradictions shown {shown}/{} of {} in all, days {}/{}",
        EVENTS.len(),
        same.len(),
        alike.len(),
        SHOWN.len(),
        all.len(),
        on_line.count(),
        across.timeline_gold.len(),
    );
    floors.hold(&format!("{name}_together"), if apart { together as f64 } else { 0.0 });
    floors.hold(&format!("{name}_events"), events as f64);
    floors.hold(&format!("{name}_same"), merged as f64);
    floors.hold(&format!("{name}_apart"), (alike.len() - confused) as f64);
    floors.hold(&format!("{name}_shown"), shown as f64);
    floors.hold(&format!("{name}_no_more_than_6"), f64::from(all.len() <= 6));
    if std::env::args().any(|argument| argument == "--errors") {
        print(&trace);
        for (one, two) in same.iter().filter(|(one, two)| entry(one).is_none() || entry(one) != entry(two)) {
            println!("  not one: {one} {two} ({:?} {:?})", entry(one), entry(two));
        }
        for (one, two) in alike.iter().filter(|(one, two)| entry(one).is_some() && entry(one) == entry(two)) {
            println!("  confused: {one} {two}");
        }
    }
}

fn is_event(trace: &Trace, event: &[usize], outside: usize) -> bool {
    let own = &trace.event_of[event[0]];
    (0..outside).all(|at| event.contains(&at) == (&trace.event_of[at] == own))
}

/// The entry that holds a gold statement, by story and place: the one whose report in that document has most of its
/// words.
fn entry_of(
    id: &str,
    gold: &[Vec<GoldStatement>],
    readings: &[Reading],
    trace: &Trace,
) -> Option<(usize, usize)> {
    let document: usize = id.get(..3)?.parse().ok()?;
    let statement = gold.get(document)?.iter().find(|statement| statement.id == id)?;
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let wanted = words(&statement.words());
    let told = &readings[document].annotations.statements;
    let text = &readings[document].article.text;
    let title = readings[document].article.headline();
    let likeness = |own: &runut::model::Statement| {
        let content: String = own.content.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ");
        let own = words(&content);
        let shared = own.intersection(&wanted).count();
        (shared * 2 > own.len().max(wanted.len())).then_some(shared)
    };
    let in_title = |own: &runut::model::Statement| {
        title.contains(own.extent().of(text)) && own.extent().start < 200 && statement.zone == "title"
    };
    let best = told
        .iter()
        .enumerate()
        .filter(|(_, own)| (statement.zone == "title") == in_title(own))
        .filter_map(|(at, own)| Some((likeness(own)?, std::cmp::Reverse(at))))
        .max()?;
    let (_, std::cmp::Reverse(found)) = best;
    let entry = |story: usize| {
        trace.stories[story].timeline.iter().position(|entry| {
            let holds = |report: &runut::model::Report| {
                report.article == document
                    && (report.statement == Some(found) || report.others.contains(&found))
            };
            entry.reports.iter().any(holds)
        })
    };
    (0..trace.stories.len()).find_map(|story| Some((story, entry(story)?)))
}

/// The whole trace, for people.
fn print(trace: &Trace) {
    for story in &trace.stories {
        println!("  story {} {:?} ({})", story.id, story.title, story.why);
        for event in &story.events {
            println!(
                "    event {:?}..{:?} {:?} {:?}",
                event.when.from, event.when.to, event.articles, event.title
            );
        }
        for (at, entry) in story.timeline.iter().enumerate() {
            let (from, to) = (entry.when.from, entry.when.to);
            let from = from.map_or("…".to_owned(), |day| day.to_string());
            let to = to.map_or("…".to_owned(), |day| day.to_string());
            let reports: Vec<String> = entry
                .reports
                .iter()
                .map(|report| format!("{}:{:?}", report.article, report.statement))
                .collect();
            println!(
                "    {at:>2} {}..{} {:?} {} -> {}: {} [{}] {}",
                from,
                to,
                entry.kind,
                entry.speaker.as_deref().unwrap_or("?"),
                entry.addressee.as_deref().unwrap_or("?"),
                entry.text.chars().take(100).collect::<String>(),
                reports.join(" "),
                entry.independent,
            );
        }
        for one in &story.disagreements {
            println!("    {:?}: {} — {}", one.kind, one.about, one.why);
            one.sides.iter().for_each(|side| println!("        {} | {}", side.says, side.evidence.quote));
        }
        for copy in &story.copies {
            println!("    copy {} -> {} {}", copy.earlier, copy.later, copy.why);
        }
    }
}
