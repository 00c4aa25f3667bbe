//! The real binary: what becomes an entry of a timeline, of which day, in whose words; and what does not.

mod common;

use common::Folder;
use serde_json::{Value, json};

/// Articles of one language as lines: id, outlet, time of publication, headline, paragraphs.
type Told<'a> = (&'a str, &'a str, &'a str, &'a str, &'a [&'a str]);

/// The stories that `trace` makes of some articles.
fn stories(test: &str, language: &str, all: &[Told<'_>]) -> Vec<Value> {
    let folder = Folder::new(test);
    let line = |(id, outlet, published, title, paragraphs): &Told<'_>| {
        let text = [&[*title], *paragraphs].concat().join("\n\n");
        json!({"id": id, "outlet": outlet, "published": published, "language": language, "title": title, "text": text})
            .to_string()
    };
    folder.write("a.jsonl", all.iter().map(line).collect::<Vec<_>>().join("\n"));
    let run = folder.run(&["trace", "a.jsonl", "--json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut found: Value = serde_json::from_str(&run.out).expect("one JSON value");
    found["stories"].as_array_mut().map(std::mem::take).unwrap_or_default()
}

/// The happenings of a timeline: from which day, in which words.
fn happenings(story: &Value) -> Vec<(String, String)> {
    let entries = story["timeline"].as_array().into_iter().flatten().filter(|entry| entry["kind"] == "event");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    entries.map(|entry| (text(&entry["when"]["from"]), text(&entry["text"]))).collect()
}

#[test]
fn a_happening_is_of_its_day_and_holds_nothing_that_a_scraper_glued_on() {
    for (language, paragraph, expected) in [
        (
            "id",
            "Wali Kota Sari Dewangga membuka lagi Jembatan Lembayung pada Selasa (4/3/2031).",
            Some("2031-03-04"),
        ),
        (
            "id",
            "Baca juga: Pasar Karang Dibuka Lagi Jembatan Lembayung dibuka pada Selasa (4/3/2031) oleh wali kota.",
            None,
        ),
        (
            "id",
            "(Antara) Jembatan Lembayung di kota itu dibuka lagi untuk semua kendaraan oleh wali kota pada Selasa (4/3/2031).",
            Some("2031-03-04"),
        ),
        ("id", "Wali kota yang lahir pada 3 Januari 1975 itu lulus dari sekolah teknik pada 1998.", None),
        (
            "en",
            "Mayor Orla Benning opened the Lembay bridge again on Tuesday (March 4, 2031).",
            Some("2031-03-04"),
        ),
        ("en", "Read more: Karang market opens again. ", None),
        (
            "en",
            "(Reuters) The long bridge across the river was opened again to heavy traffic by the mayor on March 4, 2031.",
            Some("2031-03-04"),
        ),
    ] {
        let title =
            if language == "id" { "Jembatan Lembayung Dibuka Lagi" } else { "Lembay bridge opens again" };
        let all = [("satu", "Warta Karang", "2031-03-05T09:00", title, &[paragraph][..])];
        let found = happenings(&stories("happening", language, &all)[0]);
        let days: Vec<&str> = found.iter().map(|(day, _)| day.as_str()).collect();
        assert_eq!(days, expected.into_iter().collect::<Vec<_>>(), "{paragraph}: {found:?}");
        let glued = |text: &str| text.contains("Antara") || text.contains("Reuters") || text.contains("Baca");
        assert!(!found.iter().any(|(_, text)| glued(text)), "{found:?}");
    }
}

#[test]
fn a_round_up_belongs_to_no_running_story_and_tells_no_happening() {
    let bridge = "Wali Kota Sari Dewangga menutup Jembatan Lembayung di Karang pada Selasa (4/3/2031) karena tiang retak.";
    let festival = "Tirta Kelana membuka Festival Layang di pantai Teluk Merah pada Senin (3/3/2031) bersama ratusan pelajar.";
    let roundup = "Top Berita Daerah Hari Ini: Jembatan Ditutup, Festival Dibuka";
    let all = [
        (
            "satu",
            "Warta Karang",
            "2031-03-04T18:00",
            "Jembatan Lembayung Ditutup Sari Dewangga",
            &[bridge][..],
        ),
        (
            "dua",
            "Suara Bukit",
            "2031-03-04T19:00",
            "Sari Dewangga Tutup Jembatan Lembayung di Karang",
            &[bridge][..],
        ),
        ("tiga", "Lazuardi", "2031-03-03T18:30", "Festival Layang Dibuka Tirta Kelana", &[festival][..]),
        ("empat", "Lazuardi", "2031-03-04T21:00", roundup, &[bridge, festival][..]),
    ];
    let found = stories("roundup", "id", &all);
    let of = |id: &str| {
        let holds =
            |story: &&Value| story["articles"].as_array().into_iter().flatten().any(|one| one["id"] == id);
        found.iter().find(holds).unwrap_or_else(|| panic!("{id} is in a story"))
    };
    assert_eq!(of("satu")["id"], of("dua")["id"]);
    assert_ne!(of("satu")["id"], of("tiga")["id"]);
    assert_eq!(of("empat")["articles"].as_array().map(Vec::len), Some(1), "{:#}", of("empat"));
    assert_eq!(happenings(of("empat")), []);
}

#[test]
fn the_same_words_a_year_apart_are_two_entries_and_a_report_day_is_no_event_day() {
    let said = |day: &str| {
        format!(
            "“Kami tidak akan membuka jembatan sebelum semua tiang diganti,” kata Wali Kota Sari Dewangga di Karang, {day}."
        )
    };
    let (one, two) = (said("Senin (4/3/2030)"), said("Selasa (4/3/2031)"));
    let all = [
        (
            "satu",
            "Warta Karang",
            "2030-03-06T09:00",
            "Jembatan Lembayung Tetap Ditutup, Kata Sari Dewangga",
            &[one.as_str()][..],
        ),
        (
            "dua",
            "Warta Karang",
            "2031-03-06T09:00",
            "Jembatan Lembayung Tetap Ditutup, Kata Sari Dewangga",
            &[two.as_str()][..],
        ),
    ];
    let found = stories("years", "id", &all);
    let entries = found.iter().flat_map(|story| story["timeline"].as_array().cloned().unwrap_or_default());
    let mut days: Vec<String> = entries
        .filter(|entry| entry["text"].as_str().is_some_and(|text| text.contains("semua tiang")))
        .map(|entry| entry["when"]["from"].as_str().unwrap_or_default().to_owned())
        .collect();
    days.sort();
    assert_eq!(days, ["2030-03-04", "2031-03-04"]);
}
