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

/// Articles as lines: outlet, day, headline, text.
fn reports(test: &str, language: &str, all: &[(&str, &str, &str, &str)]) -> Folder {
    let folder = Folder::new(test);
    let line = |(at, (outlet, day, title, text)): (usize, &(&str, &str, &str, &str))| {
        serde_json::json!({
            "id": format!("r{at}"), "outlet": outlet, "published": day, "language": language, "title": title,
            "text": format!("{title}\n\n{text}"),
        })
        .to_string()
    };
    folder.write("a.jsonl", all.iter().enumerate().map(line).collect::<Vec<_>>().join("\n"));
    folder
}

/// What `checks` shows: contradictions by kind, and the values of each figure that grew.
fn checked(folder: &Folder) -> (Vec<String>, Vec<Vec<i64>>) {
    let run = folder.run(&["checks", "a.jsonl", "--json"]);
    let found: Value = serde_json::from_str(&run.out).expect("one JSON value");
    let list = |name: &str| found[name].as_array().cloned().unwrap_or_default();
    let kinds =
        list("checks").iter().map(|one| one["kind"].as_str().unwrap_or_default().to_owned()).collect();
    let values = |one: &Value| -> Vec<i64> {
        one["steps"].as_array().into_iter().flatten().filter_map(|step| step["value"].as_i64()).collect()
    };
    (kinds, list("developments").iter().map(values).collect())
}

#[test]
fn a_figure_that_grows_from_day_to_day_is_a_development_and_no_contradiction() {
    let indonesian = [
        (
            "Lazuardi",
            "2031-02-03T20:00",
            "Gempa Tarsa Tewaskan 12 Orang",
            "Sebanyak 12 orang tewas dalam gempa yang mengguncang Kabupaten Tarsa, kata Kepala Badan Bencana Tarsa Anton Surawijaya.",
        ),
        (
            "Warta Marwa",
            "2031-02-04T09:00",
            "Korban Tewas Gempa Tarsa Jadi 17 Orang",
            "Korban tewas dalam gempa yang mengguncang Kabupaten Tarsa bertambah menjadi 17 orang tewas, kata Kepala Badan Bencana Tarsa Anton Surawijaya.",
        ),
        (
            "Suara Bukit",
            "2031-02-05T10:00",
            "Korban Tewas Gempa Tarsa Bertambah",
            "Hingga kini 23 orang tewas dalam gempa yang mengguncang Kabupaten Tarsa, kata Kepala Badan Bencana Tarsa Anton Surawijaya.",
        ),
    ];
    let english = [
        (
            "The Marwa Ledger",
            "2031-02-03T20:00",
            "Quake in Tarsa kills 12 people",
            "At least 12 people were killed in the earthquake that shook Tarsa district, said Anton Surawijaya, head of the Tarsa disaster agency.",
        ),
        (
            "Straits Meridian",
            "2031-02-04T09:00",
            "Toll of Tarsa quake rises to 17",
            "The earthquake that shook Tarsa district killed 17 people, said Anton Surawijaya, head of the Tarsa disaster agency. The toll has risen to 17 dead.",
        ),
        (
            "Basira Post",
            "2031-02-05T10:00",
            "Tarsa quake toll climbs to 23",
            "So far 23 people were killed in the earthquake that shook Tarsa district, said Anton Surawijaya, head of the Tarsa disaster agency.",
        ),
    ];
    for (language, all, name) in [("id", indonesian, "Perkembangan"), ("en", english, "Developments")] {
        let folder = reports(&format!("grows-{language}"), language, &all);
        let (kinds, grown) = checked(&folder);
        assert!(!kinds.iter().any(|kind| kind == "figure"), "{language}: {kinds:?}");
        assert_eq!(grown, [vec![12, 17, 23]], "{language}");
        assert_eq!(
            folder.run(&["checks", "a.jsonl", "--strict"]).code,
            0,
            "{language}: growth is no contradiction"
        );
        let run = folder.run(&["trace", "a.jsonl", "--json"]);
        let trace: Value = serde_json::from_str(&run.out).expect("one JSON value");
        let step = &trace["stories"][0]["developments"][0]["steps"][2];
        assert_eq!(step["on"], "2031-02-05", "{trace}");
        assert!(step["evidence"]["quote"].as_str().is_some_and(|quote| quote.contains("23")), "{step}");
        for format in ["html", "md", "text"] {
            let run = folder.run(&["trace", "a.jsonl", "--format", format, "--locale", language]);
            assert!(run.out.contains(name) && run.out.contains("12 → 17 → 23"), "{language} {format}");
        }
        for format in ["text", "csv", "jsonl"] {
            let run = folder.run(&["checks", "a.jsonl", "--format", format, "--locale", language]);
            assert!(run.out.contains("23"), "{language} {format}: {}", run.out);
        }
    }
}

#[test]
fn unlike_counts_and_impressions_are_no_contradictions() {
    let id = |one: &'static str, two: &'static str| {
        [
            ("Lazuardi", "2031-02-03T20:00", "Ledakan di Pelabuhan Tarsa", one),
            ("Warta Marwa", "2031-02-03T21:00", "Ledakan Mengguncang Pelabuhan Tarsa", two),
        ]
    };
    let en = |one: &'static str, two: &'static str| {
        [
            ("The Marwa Ledger", "2031-02-03T20:00", "Blast in the port of Tarsa", one),
            ("Straits Meridian", "2031-02-03T21:00", "Blast shakes the port of Tarsa", two),
        ]
    };
    for (language, pair) in [
        (
            "id",
            id(
                "Sebanyak 3 orang tewas dalam ledakan di Pelabuhan Tarsa.",
                "Sebanyak 5 orang terluka dalam ledakan di Pelabuhan Tarsa.",
            ),
        ),
        (
            "id",
            id(
                "Sebanyak 10.000 tentara dikerahkan ke Pelabuhan Tarsa.",
                "Ribuan tentara dikerahkan ke Pelabuhan Tarsa.",
            ),
        ),
        (
            "id",
            id(
                "Kapal itu membawa 242 penumpang dan awak dari Pelabuhan Tarsa.",
                "Kapal itu membawa 230 penumpang dari Pelabuhan Tarsa.",
            ),
        ),
        (
            "id",
            id(
                "Sedikitnya 12 orang tewas dalam ledakan di Pelabuhan Tarsa.",
                "Sebanyak 17 orang tewas dalam ledakan di Pelabuhan Tarsa.",
            ),
        ),
        (
            "id",
            id(
                "Sebanyak 12 orang tewas di Aceh akibat badai.",
                "Sebanyak 17 orang tewas di Sumatera Utara akibat badai.",
            ),
        ),
        (
            "id",
            id(
                "Pada Maret 2029 sebanyak 20 orang tewas dalam ledakan di Pelabuhan Tarsa.",
                "Sebanyak 31 orang tewas dalam ledakan di Pelabuhan Tarsa, Senin (3/2/2031).",
            ),
        ),
        (
            "id",
            id(
                "Kapal itu membawa 169 penumpang warga Tarsa dan 53 penumpang warga Marwa dari Pelabuhan Tarsa.",
                "Kapal itu membawa 230 penumpang dari Pelabuhan Tarsa.",
            ),
        ),
        (
            "id",
            id(
                "Nilai pembelian kapal perusahaan pelabuhan mencapai Rp 1,2 triliun.",
                "Kasus kapal itu menimbulkan kerugian keuangan negara hampir Rp 900 miliar.",
            ),
        ),
        (
            "en",
            en(
                "The blast in the port of Tarsa killed 3 people.",
                "The blast in the port of Tarsa injured 5 people.",
            ),
        ),
        (
            "en",
            en(
                "Some 10,000 soldiers were deployed to the port of Tarsa.",
                "Thousands of soldiers were deployed to the port of Tarsa.",
            ),
        ),
        (
            "en",
            en(
                "The ship carried 242 passengers and crew from the port of Tarsa.",
                "The ship carried 230 passengers from the port of Tarsa.",
            ),
        ),
    ] {
        let folder = reports("unlike", language, &pair);
        let (kinds, grown) = checked(&folder);
        assert!(
            !kinds.iter().any(|kind| kind == "figure") && grown.is_empty(),
            "{pair:?}: {kinds:?} {grown:?}"
        );
    }
    let against = id(
        "Sebanyak 12 orang tewas dalam ledakan di Pelabuhan Tarsa.",
        "Sebanyak 17 orang tewas dalam ledakan di Pelabuhan Tarsa.",
    );
    assert_eq!(checked(&reports("alike", "id", &against)).0, ["figure"]);
}
