//! What goes in comes out: pages, articles with every layer, stories with every finding.

mod common;

use common::{Folder, NOW, database, packs, samples};
use runut::model::{Page, Reading};
use runut::wire::{TraceDoor, annotation_line, article_line};
use runut_store::{Added, Depth, Loader, Store, Writer};
use std::collections::BTreeSet;
use std::path::Path;

/// An article line and an annotation line, side by side, to be compared and read.
fn lines(reading: &Reading) -> String {
    let article = serde_json::to_string_pretty(&article_line(&reading.article)).unwrap();
    let annotations = serde_json::to_string_pretty(&annotation_line(reading)).unwrap();
    format!("{article}\n{annotations}")
}

#[test]
fn every_reading_comes_back_as_it_was() {
    let folder = Folder::new("readings");
    let path = folder.file("a.db");
    let pages = samples();
    database(&path, &pages);
    let store = Store::open_read(&path).unwrap();
    for reading in pages.iter().flat_map(|(_, readings)| readings) {
        let mut expected = reading.clone();
        // Where quotation marks stand is read from the text whenever it is asked for.
        expected.annotations.quotations.clear();
        let found = store.reading(&reading.article.id).unwrap();
        assert_eq!(lines(&found), lines(&expected), "{}", reading.article.source);
        assert_eq!(found, expected, "{}", reading.article.source);
    }
}

/// Every story of a database, as `trace` tells it.
fn told(path: &Path) -> Vec<String> {
    let (readings, trace) = Store::open_read(path).unwrap().traced(&[], Depth::Tracing).unwrap();
    let door = TraceDoor::of(&readings);
    trace.stories.iter().map(|story| serde_json::to_string_pretty(&door.story(story)).unwrap()).collect()
}

#[test]
fn the_stories_are_those_of_a_trace_over_everything_in_whatever_order_and_parts_it_came() {
    let folder = Folder::new("stories");
    let mut pages = samples();
    let mut readings: Vec<Reading> = pages
        .iter()
        .flat_map(|(_, readings)| readings)
        .map(|reading| reading.clone().without_page())
        .collect();
    readings.sort_by_cached_key(|reading| (reading.article.day(), reading.article.id.clone()));
    readings.dedup_by_key(|reading| reading.article.id.clone());
    let trace = runut::trace(&readings, packs());
    let door = TraceDoor::of(&readings);
    let expected: Vec<String> =
        trace.stories.iter().map(|story| serde_json::to_string_pretty(&door.story(story)).unwrap()).collect();
    // Orders and parts by a fixed generator, so that a failure can be seen again; the stories are brought up to date
    // after each part. The first round is in order and one by one, the second backwards and at once.
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for round in 0..8 {
        let path = folder.file(&format!("{round}.db"));
        match round {
            0 => {}
            1 => pages.reverse(),
            _ => (1..pages.len()).rev().for_each(|at| pages.swap(at, random(at + 1))),
        }
        let mut rest = pages.as_slice();
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let most = match round {
                0 => 1,
                1 => rest.len(),
                _ => 1 + random(5).min(rest.len() - 1),
            };
            let (part, after) = rest.split_at(most);
            database(&path, part);
            parts.push(part.len());
            rest = after;
        }
        let found = told(&path);
        assert_eq!(found.len(), expected.len(), "round {round}, parts of {parts:?}");
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "round {round}, parts of {parts:?}");
        }
    }
}

#[test]
fn stories_in_which_nothing_changed_are_not_told_again() {
    let folder = Folder::new("touched");
    let path = folder.file("a.db");
    let pages = samples();
    let apart = |page: &Page| page.source.contains("whale") || page.source.contains("2025-04-05");
    let (other, story): (Vec<_>, Vec<_>) = pages.into_iter().partition(|(page, _)| apart(page));
    assert_eq!(other.len(), 1);
    database(&path, &story);
    let loader = Loader::new(packs());
    let mut writer = Writer::open(&path, "add", NOW).unwrap();
    for (page, readings) in &other {
        readings.iter().for_each(|reading| {
            writer.add(&loader.prepare(page, reading.clone())).unwrap();
        });
    }
    let changes = writer.trace(packs()).unwrap();
    assert_eq!((changes.new, changes.changed, changes.same, changes.gone), (1, 0, 1, 0));
    writer.finish(NOW).unwrap();
}

#[test]
fn adding_the_same_again_changes_nothing() {
    let folder = Folder::new("again");
    let path = folder.file("a.db");
    let pages = samples();
    database(&path, &pages);
    let loader = Loader::new(packs());
    let mut writer = Writer::open(&path, "add", NOW).unwrap();
    assert!(!writer.needs_tracing().unwrap());
    for (page, readings) in &pages {
        assert!(writer.knows(&page.bytes).unwrap());
        for reading in readings {
            let added = writer.add(&loader.prepare(page, reading.clone())).unwrap();
            assert_eq!(added, Added::Known, "{}", reading.article.source);
        }
    }
    let changes = writer.trace(packs()).unwrap();
    assert_eq!((changes.new, changes.changed, changes.gone), (0, 0, 0));
    assert!(changes.same > 0);
    writer.finish(NOW).unwrap();
}

#[test]
fn every_quotation_of_the_tables_is_the_text_at_its_place() {
    let folder = Folder::new("quotes");
    let path = folder.file("a.db");
    let pages = samples();
    database(&path, &pages);
    let store = Store::open_read(&path).unwrap();
    let mut rows = store
        .connection()
        .prepare("SELECT a.id, m.start, substr(a.text, m.start + 1, m.\"end\" - m.start) FROM mentions m JOIN articles a USING (article)")
        .unwrap();
    let found: BTreeSet<(String, usize, String)> = rows
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut expected = BTreeSet::new();
    for reading in pages.iter().flat_map(|(_, readings)| readings) {
        let text = &reading.article.text;
        for mention in &reading.annotations.mentions {
            let start = text[..mention.span.start as usize].chars().count();
            expected.insert((reading.article.id.clone(), start, mention.span.of(text).to_owned()));
        }
    }
    assert_eq!(found, expected);
}

#[test]
fn the_file_is_sound_and_plain_afterwards() {
    let folder = Folder::new("plain");
    let path = folder.file("a.db");
    database(&path, &samples());
    let names: Vec<_> =
        std::fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["a.db"], "nothing is left beside it");
    let store = Store::open_read(&path).unwrap();
    let ask = |question: &str| -> Vec<String> {
        let mut rows = store.connection().prepare(question).unwrap();
        rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(ask("PRAGMA integrity_check"), ["ok"]);
    assert_eq!(ask("SELECT \"table\" FROM pragma_foreign_key_check"), Vec::<String>::new());
}

#[test]
fn what_a_killed_writer_left_half_done_is_taken_back() {
    let folder = Folder::new("half");
    let path = folder.file("a.db");
    database(&path, &samples());
    let before = told(&path);
    // A change that waits in a rollback journal, and the files as they are in that moment.
    let writer = rusqlite::Connection::open(&path).unwrap();
    writer
        .execute_batch(
            "PRAGMA cache_size = 5; BEGIN IMMEDIATE; UPDATE articles SET title = 'x'; UPDATE statements SET speaker = 'x';",
        )
        .unwrap();
    for end in ["", "-journal"] {
        std::fs::copy(folder.file(&format!("a.db{end}")), folder.file(&format!("killed.db{end}"))).unwrap();
    }
    drop(writer);
    let killed = folder.file("killed.db");
    let reader = rusqlite::Connection::open_with_flags(&killed, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY);
    assert!(
        reader.unwrap().query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0)).is_err(),
        "who only reads cannot take it back: else this test shows nothing"
    );
    assert_eq!(told(&killed), before);
    assert!(!folder.file("killed.db-journal").exists());
}

#[test]
fn the_bytes_of_a_page_come_back_and_their_hash_is_kept() {
    let folder = Folder::new("bytes");
    let path = folder.file("a.db");
    let pages = samples();
    database(&path, &pages);
    let store = Store::open_read(&path).unwrap();
    for (page, readings) in &pages {
        let kept = store.page(&readings[0].article.id).unwrap();
        assert_eq!(kept.bytes, page.bytes, "{}", page.source);
        assert_eq!(kept.sha256[..32], page.id.to_string());
    }
}
