//! The real binary: `copies`, `checks` and `trace --top`, their forms and exit codes.

mod common;

use common::Folder;
use serde_json::Value;

/// Two reports, the second with most of the first one's words, a day earlier than its weekday says.
fn folder(test: &str) -> Folder {
    let text = "Wali Kota Sari Dewangga mengatakan pasar ikan di Karang dibuka lagi pekan depan setelah tertutup dua bulan \
        karena banjir besar.\\n\\n\\\"Kami sudah memeriksa setiap kios dan semuanya aman untuk pedagang,\\\" kata Sari \
        Dewangga di Karang, Selasa (4/3/2031).\\n\\nPedagang menyambut keputusan itu karena mereka tidak punya tempat \
        lain untuk berjualan sejak Januari.";
    let line = |id: &str, outlet: &str, published: &str, text: &str| {
        format!(
            "{{\"id\":\"{id}\",\"outlet\":\"{outlet}\",\"published\":\"{published}\",\"language\":\"id\",\"title\":\"Pasar \
             Karang Dibuka Lagi\",\"text\":\"{text}\"}}\n"
        )
    };
    let folder = Folder::new(test);
    let slip = text.replace("Selasa (4/3/2031)", "Selasa (5/3/2031)");
    let lines = line("satu", "Suara Bahari", "2031-03-05T09:00", text)
        + &line(
            "dua",
            "Warta Teluk",
            "2031-03-05T11:30",
            &(slip + " Dinas pasar belum menjawab pertanyaan."),
        );
    folder.write("a.jsonl", lines);
    folder.write(
        "lain.jsonl",
        line("tiga", "Suara Bahari", "2031-03-05", "Panen padi lebih baik dari tahun lalu."),
    );
    folder
}

#[test]
fn copies_are_told_with_their_direction_and_reason() {
    let folder = folder("copies");
    let run = folder.run(&["copies", "a.jsonl", "--json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let found: Value = serde_json::from_str(&run.out).expect("one JSON value");
    let copy = &found["copies"][0];
    assert_eq!((copy["earlier"].as_str(), copy["later"].as_str()), (Some("satu"), Some("dua")));
    assert_eq!((copy["order"].as_str(), copy["confidence"].as_str()), (Some("known"), Some("sure")));
    assert!(copy["share"].as_f64().is_some_and(|share| share > 0.7), "{copy}");
    assert!(copy["why"].as_str().is_some_and(|why| why.contains("is dated")), "{copy}");
    for format in ["text", "jsonl", "csv"] {
        let run = folder.run(&["copies", "a.jsonl", "--format", format]);
        assert!(
            run.code == 0 && run.out.contains("Warta Teluk") | run.out.contains("dua"),
            "{format}: {run:?}"
        );
    }
    let run = folder.run(&["copies", "lain.jsonl"]);
    assert_eq!(run.code, 1, "nothing found: {run:?}");
    assert_eq!(folder.run(&["copies", "a.jsonl", "--format", "html"]).code, 2);
}

#[test]
fn checks_fail_only_when_strict_and_something_contradicts() {
    let folder = folder("checks");
    let run = folder.run(&["checks", "a.jsonl", "--json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let found: Value = serde_json::from_str(&run.out).expect("one JSON value");
    let checks = found["checks"].as_array().expect("a list of checks");
    let slip =
        checks.iter().find(|check| check["kind"] == "date").expect("the weekday that is not the date's");
    for side in slip["sides"].as_array().expect("sides") {
        assert_eq!(side["evidence"]["article"], "dua", "{side}");
    }
    assert_eq!(folder.run(&["checks", "a.jsonl", "--strict"]).code, 1);
    assert_eq!(folder.run(&["checks", "lain.jsonl", "--strict"]).code, 0);
    assert!(folder.run(&["checks", "a.jsonl", "--format", "csv"]).out.starts_with("story,kind,about,says"));
}

#[test]
fn the_entries_that_matter_most_come_first_when_asked() {
    let folder = folder("top");
    let run = folder.run(&["trace", "a.jsonl", "--json", "--top", "1"]);
    let found: Value = serde_json::from_str(&run.out).expect("one JSON value");
    assert_eq!(found["stories"][0]["top"].as_array().map(Vec::len), Some(1), "{}", run.out);
    let plain: Value = serde_json::from_str(&folder.run(&["trace", "a.jsonl", "--json"]).out).expect("JSON");
    assert_eq!(plain["stories"][0]["top"], serde_json::json!([]));
    for format in ["text", "md", "html"] {
        let run = folder.run(&["trace", "a.jsonl", "--format", format, "--top", "1", "--locale", "en"]);
        assert!(run.out.contains("Reported by most independently"), "{format}: {}", run.out);
    }
}
