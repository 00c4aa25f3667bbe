//! `runut group` over a stream, and followed stories, with the real binary.

mod common;

use common::Folder;

/// Eight articles of two happenings over three days.
fn lines() -> Vec<String> {
    let text = |topic: &str| {
        format!(
            "Wali Kota Sari Dewangga membahas {topic} di Karang bersama warga. Soal {topic} belum selesai sampai malam."
        )
    };
    (0..8)
        .map(|at| {
            let topic = ["jembatan Lembayung yang retak", "festival layang Tirta Kelana"][at % 2];
            let (text, day) = (text(topic), 3 + at / 3);
            format!(r#"{{"id":"a{at}","title":"Kabar {topic}","text":"{text} {at}","published":"2031-03-0{day}","language":"id"}}"#)
        })
        .collect()
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
    folder.write("seeds.jsonl", [&lines[0], &lines[2], &lines[4]].map(String::as_str).join("\n"));
    folder.write("all.jsonl", lines.join("\n"));
    let seeds = folder.run(&["trace", "seeds.jsonl", "--story", "jembatan.toml"]);
    assert_eq!(seeds.code, 0, "{}", seeds.err);
    let profile = std::fs::read_to_string(folder.0.join("jembatan.toml")).unwrap();
    assert!(profile.contains("articles = [\"a0\", \"a2\", \"a4\"]"), "{profile}");
    let names = folder.run(&["trace", "all.jsonl", "--json", "--follow", "Tirta Kelana"]);
    let found: serde_json::Value = serde_json::from_str(&names.out).unwrap();
    let offers = found["followed"]["offers"].as_array().unwrap();
    assert!(!offers.is_empty());
    assert!(offers.iter().all(|offer| offer["title"].as_str().unwrap().contains("festival")), "{offers:?}");
}
