//! `runut group` over a stream, and followed stories, with the real binary.

mod common;

use common::Folder;

/// Twelve articles of two running stories, each of two happenings weeks apart, told by three outlets.
fn lines() -> Vec<String> {
    let happenings = [
        (
            "Jembatan Lembayung",
            "Sari Dewangga dan Badan Jalan Karang",
            "menutup Jembatan Lembayung karena tiang penyangga retak",
            "2031-03-03",
        ),
        (
            "Festival Layang",
            "Tirta Kelana dan Yayasan Angin Timur",
            "membuka Festival Layang di pantai bersama ratusan pelajar",
            "2031-03-04",
        ),
        (
            "Jembatan Lembayung",
            "Sari Dewangga dan Badan Jalan Karang",
            "membuka lagi Jembatan Lembayung sesudah tiang penyangga diganti",
            "2031-03-24",
        ),
        (
            "Festival Layang",
            "Tirta Kelana dan Yayasan Angin Timur",
            "menutup Festival Layang di pantai dan menyerahkan piala pelajar",
            "2031-03-25",
        ),
    ];
    let outlets = ["Warta Karang", "Suara Bukit", "Lazuardi"];
    let line = |at: usize| {
        let (topic, who, what, day) = happenings[at / 3];
        let outlet = outlets[at % 3];
        let title = format!("{who} {what}");
        let lead = ["Pagi itu", "Menurut rencana", "Disaksikan warga"][at % 3];
        let text = format!(
            "{title}\n\n{lead} {who} {what} di Karang. {topic} menjadi perhatian {who} sejak awal tahun."
        );
        format!(
            r#"{{"id":"a{at}","title":"{title}","text":"{}","published":"{day}T1{}:00","outlet":"{outlet}","language":"id"}}"#,
            text.replace('\n', "\\n"),
            at % 3
        )
    };
    (0..12).map(line).collect()
}

/// The story of each article in group lines, by its id; later merges counted.
fn stories(out: &str) -> std::collections::BTreeMap<String, (String, String)> {
    let mut found = std::collections::BTreeMap::new();
    for line in out.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        if line["id"].is_string() {
            found.insert(text("id"), (text("event"), text("story")));
            continue;
        }
        for (event, story) in found.values_mut() {
            [event, story].into_iter().filter(|id| **id == text("merged")).for_each(|id| *id = text("into"));
        }
    }
    found
}

#[test]
fn two_stories_of_two_events_each_are_told_apart_at_once_and_as_a_stream() {
    let folder = Folder::new("group-stories");
    let lines = lines();
    folder.write("all.jsonl", lines.join("\n"));
    folder.write("first.jsonl", lines[..5].join("\n"));
    folder.write("second.jsonl", lines[5..].join("\n"));
    let whole = stories(&folder.run(&["group", "all.jsonl"]).out);
    let first = folder.run(&["group", "first.jsonl", "--state", "cut.state"]).out;
    let second = folder.run(&["group", "second.jsonl", "--state", "cut.state"]).out;
    for found in [whole, stories(&format!("{first}{second}"))] {
        let of = |at: usize| found[&format!("a{at}")].clone();
        for at in 0..12 {
            assert_eq!(of(at).0, of(at / 3 * 3).0, "one event: {found:#?}");
            assert_eq!(of(at).1, of(at % 6 / 3 * 3).1, "one story: {found:#?}");
        }
        assert_ne!(of(0).0, of(6).0, "three weeks apart: {found:#?}");
        assert_ne!(of(0).1, of(3).1, "bridge and festival: {found:#?}");
    }
}

#[test]
fn a_stream_in_two_runs_tells_what_one_run_tells() {
    let folder = Folder::new("group-state");
    let lines = lines();
    folder.write("all.jsonl", lines.join("\n"));
    folder.write("first.jsonl", lines[..4].join("\n"));
    folder.write("second.jsonl", lines[4..].join("\n"));
    let whole = folder.run(&["group", "all.jsonl", "--state", "one.state"]);
    let first = folder.run(&["group", "first.jsonl", "--state", "two.state"]);
    let second = folder.run(&["group", "second.jsonl", "--state", "two.state"]);
    assert_eq!((whole.code, first.code, second.code), (0, 0, 0), "{}", whole.err);
    assert_eq!(whole.out, format!("{}{}", first.out, second.out));
    assert_eq!(
        std::fs::read(folder.0.join("one.state")).unwrap(),
        std::fs::read(folder.0.join("two.state")).unwrap()
    );
}

#[test]
fn a_state_that_is_none_is_a_usage_error_that_names_it() {
    let folder = Folder::new("group-state-broken");
    folder.write("all.jsonl", lines().join("\n"));
    folder.write("broken.state", "{}");
    let run = folder.run(&["group", "all.jsonl", "--state", "broken.state"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--state broken.state"), "{}", run.err);
}

#[test]
fn a_story_is_started_from_articles_and_offers_events_of_a_later_run() {
    let folder = Folder::new("follow");
    let lines = lines();
    folder.write("seeds.jsonl", lines[..3].join("\n"));
    folder.write("later.jsonl", lines[3..].join("\n"));
    let seeds = folder.run(&["trace", "seeds.jsonl", "--story", "jembatan.toml"]);
    assert_eq!(seeds.code, 0, "{}", seeds.err);
    let profile = std::fs::read_to_string(folder.0.join("jembatan.toml")).unwrap();
    assert!(profile.contains("articles = [\"a0\", \"a1\", \"a2\"]"), "{profile}");
    let later = folder.run(&["trace", "later.jsonl", "--json", "--story", "jembatan.toml"]);
    let found: serde_json::Value = serde_json::from_str(&later.out).unwrap();
    let offers = found["followed"]["offers"].as_array().unwrap();
    assert_eq!(offers.len(), 1, "the bridge opens again, and nothing of the festival: {offers:#?}");
    assert_eq!(offers[0]["articles"], serde_json::json!(["a6", "a7", "a8"]));
    let names = folder.run(&["trace", "later.jsonl", "--json", "--follow", "Tirta Kelana"]);
    let found: serde_json::Value = serde_json::from_str(&names.out).unwrap();
    let offers = found["followed"]["offers"].as_array().unwrap();
    assert_eq!(offers.len(), 2, "{offers:#?}");
    assert!(offers.iter().all(|offer| offer["title"].as_str().unwrap().contains("Festival")), "{offers:?}");
    let promoted = offers[0]["event"].as_str().unwrap();
    let run =
        folder.run(&["trace", "later.jsonl", "--json", "--story", "festival.toml", "--promote", promoted]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(folder.0.join("festival.toml").exists());
}
