//! How fast a database is filled, searched and read: `cargo bench -p runut-store --bench store -- 100000`; with `load`,
//! `answers` or `readers` behind it only that, with `FILE.db` on a file that is kept for the next time.
//!
//! Articles are made up with the rows that news has: 30 sentences, 10 statements, 40 mentions, 6 dates each, of a
//! vocabulary, and of people, of whom few are common and many rare. Times are CPU time of the whole process where it
//! says so.

use runut::lang::Packs;
use runut::model::*;
use runut_store::query::StatementFilter;
use runut_store::{Loader, Prepared, Store, Writer};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const NOW: &str = "2031-03-06T10:00:00Z";
const READERS: usize = 20;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let count = words.iter().find_map(|word| word.parse().ok()).unwrap_or(5_000);
    let parts = ["load", "answers", "readers"];
    let all = !words.iter().any(|word| parts.contains(&word.as_str()));
    let wanted = |part: &str| all || words.iter().any(|word| word == part);
    let folder = std::env::temp_dir().join(format!("runut-store-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the benchmark");
    let packs = Packs::bundled().expect("the bundled packs load");
    let loader = Loader::new(&packs);
    if wanted("load") {
        let full = folder.join("full.db");
        load(&full, &loader, 0, count, "into a new file, indexes at the end");
        load(&full, &loader, count, count / 5, "into the full file, indexes and search on");
        let size = std::fs::metadata(&full).map_or(0, |about| about.len());
        println!(
            "file: {} MB, {} KB an article",
            size >> 20,
            (size / (count + count / 5).max(1) as u64) >> 10
        );
        let _ = std::fs::remove_file(&full);
    }
    if wanted("answers") || wanted("readers") {
        let kept = words.iter().find(|word| word.ends_with(".db")).map(PathBuf::from);
        let read = kept.unwrap_or_else(|| folder.join("read.db"));
        if !read.exists() {
            trace(&read, &loader, &packs, TRACED.min(count));
            load(&read, &loader, TRACED.min(count), count.saturating_sub(TRACED), "behind the traced ones");
        }
        if wanted("answers") {
            answers(&read, &packs);
        }
        if wanted("readers") {
            readers(&read, &loader, &packs, count);
        }
    }
    let _ = std::fs::remove_dir_all(&folder);
}

/// Articles of which stories are made for the readers; the rest is searched only.
const TRACED: usize = 1_000;

/// User and system time of this process so far.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

fn load(path: &Path, loader: &Loader<'_>, from: usize, count: usize, what: &str) {
    let mut writer = Writer::open(path, "bench", NOW).expect("the file can be written");
    let (mut preparing, mut storing) = (0.0, 0.0);
    for part in (from..from + count).collect::<Vec<_>>().chunks(500) {
        let made: Vec<(Page, Reading)> = part.iter().map(|&number| article(number)).collect();
        let begun = cpu();
        let ready: Vec<Prepared> =
            made.into_iter().map(|(page, reading)| loader.prepare(&page, reading)).collect();
        preparing += cpu() - begun;
        let begun = cpu();
        for one in &ready {
            writer.add(one).expect("it is stored");
            if writer.is_due() {
                writer.commit().expect("it is stored");
            }
        }
        storing += cpu() - begun;
    }
    let begun = cpu();
    writer.finish(NOW).expect("it is stored");
    storing += cpu() - begun;
    let rate = |seconds: f64| (count as f64 / seconds.max(0.01)).round();
    println!(
        "{what}: {count} articles, storing {storing:.1} CPU-seconds ({} a CPU-second), with compressing and stemming {:.1} ({})",
        rate(storing),
        storing + preparing,
        rate(storing + preparing)
    );
}

/// Makes stories of the first articles.
fn trace(path: &Path, loader: &Loader<'_>, packs: &Packs, count: usize) {
    let mut writer = Writer::open(path, "bench", NOW).expect("the file can be written");
    for number in 0..count {
        let (page, reading) = article(number);
        writer.add(&loader.prepare(&page, reading)).expect("it is stored");
    }
    let begun = cpu();
    writer.trace(packs).expect("it is traced");
    let whole = cpu() - begun;
    let (page, reading) = article(usize::MAX / 2);
    writer.add(&loader.prepare(&page, reading)).expect("it is stored");
    let begun = cpu();
    writer.trace(packs).expect("it is traced");
    let again = cpu() - begun;
    println!("tracing {count} articles: {whole:.1} CPU-seconds; again with one more: {again:.1}");
    writer.finish(NOW).expect("it is stored");
}

/// Searches for words that stand in some articles: one, several, a phrase, one without another, the beginning of many.
const ORDINARY: [&str; 5] =
    ["kata120", "kata95 kata210", "\"kata80 kata81\"", "kata300 NOT kata12", "kata170*"];

/// Searches for words that stand in nearly every article.
const COMMON: [&str; 5] = ["kata0", "kata1", "kata0 kata1", "kata2 OR kata0", "kata0 outlet:\"Kabar 3\""];

/// What one answer costs, with nobody else asking.
fn answers(path: &Path, packs: &Packs) {
    let store = Store::open_read(path).expect("it is open");
    let costs = |what: &str, ask: &dyn Fn()| {
        ask();
        let (rounds, begun, wall) = (10, cpu(), Instant::now());
        (0..rounds).for_each(|_| ask());
        let (cpu, wall) = (cpu() - begun, wall.elapsed().as_secs_f64());
        println!(
            "{what}: {:.0} ms of CPU, {:.1} ms on the wall",
            cpu * 1e3 / f64::from(rounds),
            wall * 1e3 / f64::from(rounds)
        );
    };
    for query in ORDINARY.iter().chain(&COMMON).chain(&[
        "kata17*",
        "person:\"Orang0 Marga0\"",
        "kata120 person:\"Orang0 Marga0\"",
    ]) {
        costs(query, &|| drop(store.search(query, packs, 20, 0)));
    }
    let of = |filter: StatementFilter| move |store: &Store| drop(store.statements(&filter));
    let who = || Some("Orang0 Marga0".to_owned());
    for (what, filter) in [
        ("statements --since", StatementFilter { since: Some("2031-06".to_owned()), ..Default::default() }),
        ("statements --who", StatementFilter { who: who(), ..Default::default() }),
        (
            "statements --who --since",
            StatementFilter { who: who(), since: Some("2031-06".to_owned()), ..Default::default() },
        ),
        ("statements --outlet", StatementFilter { outlet: Some("Kabar 3".to_owned()), ..Default::default() }),
        (
            "statements --kind direct",
            StatementFilter { kind: Some("direct".to_owned()), ..Default::default() },
        ),
    ] {
        let ask = of(filter);
        costs(what, &|| ask(&store));
    }
    costs("who, common", &|| drop(store.who("Orang0 Marga0", 100)));
    costs("who, rare", &|| drop(store.who("Orang5000 Marga0", 100)));
    costs("who cites whom", &|| drop(store.sources(None)));
    costs("outlet", &|| drop(store.outlet("Kabar 3")));
    costs("facts", &|| drop(store.facts()));
}

/// What is asked, and how.
type Asked<'a> = (&'a str, &'a (dyn Fn(&Store, usize) + Sync));

/// Times of twenty readers while a writer adds.
fn readers(path: &Path, loader: &Loader<'_>, packs: &Packs, from: usize) {
    let store = Store::open_read(path).expect("it is open");
    let stories = store.stories(&Default::default()).expect("stories are listed");
    let most = stories.first().map_or((0, 0), |story| (story.articles, story.entries));
    println!("{} stories, the largest of {} reports and {} lines", stories.len(), most.0, most.1);
    let ids: Vec<&str> = stories.iter().take(20).map(|story| story.id.as_str()).collect();
    let line = &store.story(ids[0]).expect("the story is there").timeline[0].reports[0];
    let statement = format!("{}:{}", line.article, line.statement.as_deref().unwrap_or("s1"));
    let search = |store: &Store, query: &str| {
        if let Err(error) = store.search(query, packs, 20, 0) {
            println!("{query}: {error}");
        }
    };
    let questions: [Asked<'_>; 5] = [
        ("list of stories", &|store, _| drop(store.stories(&Default::default()).expect("they are listed"))),
        ("page of a story", &|store, nth| drop(store.story(ids[nth % ids.len()]).expect("it is there"))),
        ("page of a statement", &|store, _| {
            store.statement(&statement).expect("it is there");
            store.line_of(&statement).expect("it is there");
        }),
        ("search, ordinary words", &|store, nth| search(store, ORDINARY[nth % ORDINARY.len()])),
        ("search, words of nearly every article", &|store, nth| search(store, COMMON[nth % COMMON.len()])),
    ];
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut writer = Writer::open(path, "bench", NOW).expect("the file can be written");
            let mut number = from;
            while !ended.load(Ordering::Relaxed) {
                let (page, reading) = article(number);
                number += 1;
                writer.add(&loader.prepare(&page, reading)).expect("it is stored");
                if number.is_multiple_of(20) {
                    writer.commit().expect("it is stored");
                    std::thread::sleep(Duration::from_millis(100));
                }
            }
            writer.finish(NOW).expect("it is stored");
        });
        for (what, ask) in questions {
            tell(&format!("{what}, {READERS} readers and a writer"), times(path, ask));
        }
        ended.store(true, Ordering::Relaxed);
    });
}

/// How long each of many answers took: twenty people ask, read for a moment, and ask again.
fn times(path: &Path, ask: &(dyn Fn(&Store, usize) + Sync)) -> Vec<Duration> {
    let reader = |nth: usize| {
        move || {
            let store = Store::open_read(path).expect("it is open");
            // People do not come all at once.
            std::thread::sleep(Duration::from_millis(50 * nth as u64));
            let one = |round: usize| {
                let begun = Instant::now();
                ask(&store, nth + round);
                let took = begun.elapsed();
                std::thread::sleep(Duration::from_millis(1_000));
                took
            };
            (0..10).map(one).collect::<Vec<_>>()
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..READERS).map(|nth| scope.spawn(reader(nth))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a reader ends")).collect()
    })
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    println!("{what}: median {:.1} ms, 95th percentile {:.1} ms, most {:.1} ms", at(50), at(95), at(100));
}

/// An article by number; the same number, the same article.
fn article(number: usize) -> (Page, Reading) {
    let mut state = (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    // Of the words, half are among the first few, as in any text.
    let word = |random: u64| {
        let rank = (20_000f64.powf((random >> 11) as f64 / (1u64 << 53) as f64) - 1.0) as u64;
        format!("kata{rank}")
    };
    let mut text = String::new();
    let mut annotations = Annotations::default();
    let mut blocks: Vec<Block> = Vec::new();
    // So are those who are in the news.
    let person = |random: u64| {
        let rank = (60_000f64.powf((random >> 11) as f64 / (1u64 << 53) as f64) - 1.0) as u64;
        format!("Orang{rank} Marga{}", rank % 1_000)
    };
    let people: Vec<String> = (0..12).map(|_| person(random())).collect();
    for person in &people {
        annotations.entities.push(Entity {
            kind: MentionKind::Person,
            name: person.clone(),
            aliases: vec![person.split(' ').next_back().unwrap_or_default().into()],
            roles: vec!["menteri".to_owned()],
            of: None,
            gender: None,
            relays: false,
        });
    }
    for at in 0..30 {
        // Two sentences a paragraph.
        let begins = at % 2 == 0;
        if !text.is_empty() {
            text.push_str(if begins { "\n\n" } else { " " });
        }
        let start = text.len();
        let entity = (random() % 12) as usize;
        for nth in 0..22 {
            if nth > 0 {
                text.push(' ');
            }
            if nth == 3 || (nth == 9 && at % 3 == 0) {
                let from = text.len();
                text.push_str(&people[entity]);
                let span = Span::new(from, text.len());
                annotations.mentions.push(Mention {
                    span,
                    whole: span,
                    kind: MentionKind::Person,
                    entity,
                    how: MentionHow::List,
                });
            } else {
                text.push_str(&word(random()));
            }
        }
        text.push('.');
        let span = Span::new(start, text.len());
        match blocks.last_mut() {
            Some(last) if !begins => last.span = last.span.cover(span),
            _ => blocks.push(Block { kind: BlockKind::Paragraph, span }),
        }
        annotations.sentences.push(Sentence { span, block: at / 2, language: "id".to_owned() });
        if at % 3 == 0 {
            annotations.statements.push(statement(span, entity, at, number));
        }
        if at % 5 == 0 {
            annotations.times.push(TimeExpression {
                span: Span::new(start, start + 4),
                kind: TimeKind::Date,
                value: TimeValue("2031-03-04".to_owned()),
                utc_offset: None,
                anchor: Anchor::Written,
                weekday: WeekdayCheck::Agrees,
                likely: None,
                why: None,
                rule: "weekday-with-date-in-brackets".to_owned(),
            });
        }
    }
    let (year, month, day) = day(number);
    let day = format!("{year}-{month:02}-{day:02}");
    let stated = |value: String| Some(Stated::given(value, "meta"));
    let page = Page::new(format!("pages/{number}.txt"), text.clone().into_bytes());
    let article = Article {
        id: page.id.to_string(),
        source: page.source.clone(),
        page: Some(page.id),
        outlet: stated(format!("Kabar {}", number % 40)),
        title: stated(format!("Judul kata{} nomor {number}", number % 700)),
        published: stated(day),
        language: "id".to_owned(),
        text,
        blocks,
        ..Article::default()
    };
    (page, Reading { article, annotations })
}

/// The day on which an article is published, and everything in it was said.
fn day(number: usize) -> (i16, i8, i8) {
    (2031, (number / 28 % 12 + 1) as i8, (number % 28 + 1) as i8)
}

fn statement(span: Span, entity: usize, sentence: usize, article: usize) -> Statement {
    let (year, month, day) = day(article);
    Statement {
        kind: if sentence.is_multiple_of(2) { StatementKind::Indirect } else { StatementKind::Direct },
        polarity: Polarity::Affirmed,
        act: Act::Say,
        voiced: true,
        content: vec![Span { start: span.start + 8, end: span.end }],
        cue: vec![Span { start: span.start, end: span.start + 4 }],
        source: vec![Span { start: span.start + 5, end: span.start + 7 }],
        speaker: Some(entity),
        speaker_name: None,
        speaker_how: Some(SpeakerHow::Named),
        confidence: Confidence::Sure,
        addressee: None,
        addressee_name: None,
        said_on: Some(SaidOn {
            days: DateRange::day(jiff::civil::date(year, month, day)),
            why: "the date beside it".to_owned(),
        }),
        reported_on: None,
        place: None,
        chain: vec![ChainLink { name: "KBN".to_owned(), how: ChainHow::Relay, span: None }],
        sentence,
        inside: None,
        rule: "tail: said after".to_owned(),
        speaker_why: "named beside the cue",
    }
}
