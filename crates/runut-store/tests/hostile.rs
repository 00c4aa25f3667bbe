//! Everything a page may smuggle in, in every field: stored, searched, asked and exported as words, never as anything else.

mod common;

use common::{Folder, NOW, packs};
use runut::model::{Page, PageKind};
use runut_store::query::{CheckFilter, Limits, StatementFilter, StoryFilter};
use runut_store::{Loader, Said, Store, Writer, export};
use serde_json::{Value, json};
use std::path::Path;

const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "javascript:alert(document.domain)",
    "'; DROP TABLE articles; --",
    "\" OR 1=1 --",
    "kapal\u{202E}lapak\u{202C}\u{2066}x\u{2069}",
    "nol\u{0}nol",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "]]>&lt;&amp;&#x3C;b&#x3E;",
    "sentences_search MATCH 'a' NEAR(b, c) {words}: *",
    "%s %n {0} ${x} \\u0000 \u{FFFE}\u{10FFFF}",
];

fn database(path: &Path) -> usize {
    let mut writer = Writer::open(path, "add", NOW).unwrap();
    let loader = Loader::new(packs());
    let mut articles = 0;
    for (number, bad) in HOSTILE.iter().enumerate() {
        let long = if number == 0 { "panjang".repeat(150_000 / 7) } else { String::new() };
        let text = format!(
            "{bad} Pasar Dibuka\n\nWali Kota {bad} Sari Dewangga mengatakan \"pasar {bad} dibuka lagi pekan depan\" kepada {bad}, Selasa (4/3/2031). {long}\n\n\"Kami {bad} siap,\" kata Sari Dewangga."
        );
        let line = json!({
            "id": format!("{number} {bad}"), "text": text, "title": bad, "outlet": bad, "url": bad, "byline": [bad],
            "editor": bad, "published": "2031-03-05", "language": "id", "tags": [bad], "section": bad,
            "removed": [{ "kind": "related", "text": bad }],
        });
        let mut page = Page::new(*bad, line.to_string().into_bytes());
        page.kind = Some(PageKind::Jsonl);
        for reading in runut::read(&page, packs()).into_iter().flatten() {
            articles += 1;
            writer.add(&loader.prepare(&page, reading)).unwrap();
        }
        writer.skip(bad, bad).unwrap();
    }
    writer.trace(packs()).unwrap();
    let store = Store::open_read(path).unwrap();
    let all = store.statements(&StatementFilter::default()).unwrap();
    assert!(!all.is_empty());
    for (bad, statement) in HOSTILE.iter().zip(&all) {
        writer.correct(&Said::Note(statement.id.clone(), (*bad).to_owned()), bad, NOW, Some(bad)).unwrap();
        writer
            .correct(&Said::Fix(statement.id.clone(), "speaker".into(), (*bad).to_owned()), bad, NOW, None)
            .unwrap();
    }
    let _ = writer
        .correct(&Said::Rename("Sari Dewangga".into(), HOSTILE[0].into()), HOSTILE[4], NOW, None)
        .unwrap();
    writer.finish(NOW).unwrap();
    articles
}

/// Whether a document of markup holds nothing of a page as markup.
fn is_inert(document: &str) {
    let lower = document.to_lowercase();
    for bad in ["<script", "<img", "<svg", "href=\"javascript:", "src=\"javascript:"] {
        assert!(!lower.contains(bad), "{bad} in {}", &document[..document.len().min(400)]);
    }
    for turning in ['\u{202E}', '\u{2066}', '\u{0}'] {
        assert!(!document.contains(turning), "{turning:?}");
    }
}

#[test]
fn whatever_a_page_holds_is_stored_asked_and_exported_as_words() {
    let folder = Folder::new("hostile");
    let path = folder.file("a.db");
    let articles = database(&path);
    assert!(articles >= HOSTILE.len() - 2, "{articles}");
    let store = Store::open_read(&path).unwrap();
    assert_eq!(store.facts().unwrap().articles as usize, articles);
    let sound = store.sql("SELECT * FROM pragma_integrity_check", Limits::default()).unwrap();
    assert_eq!(sound.rows, [[Value::from("ok")]]);
    for bad in HOSTILE {
        // Every question with every word: an answer or a plain refusal, never a failure of the index.
        for query in [
            bad.to_owned(),
            format!("\"{bad}\""),
            format!("person:\"{}\"", bad.replace('"', "")),
            format!("{bad}*"),
        ] {
            if let Err(error) = store.search(&query, packs(), 0, 0) {
                assert!(matches!(error, runut_store::StoreError::Question { .. }), "{query}: {error}");
            }
        }
        let _ = store.who(bad, 10);
        let _ = store.outlet(bad);
        let _ = store.why(bad);
        let _ = store.story(bad);
        let asked = |filter: StatementFilter| store.statements(&filter).map(|rows| rows.len());
        assert!(asked(StatementFilter { who: Some(bad.into()), ..Default::default() }).is_ok());
        assert!(asked(StatementFilter { outlet: Some(bad.into()), ..Default::default() }).is_ok());
        assert!(asked(StatementFilter { story: Some(bad.into()), ..Default::default() }).is_err());
        assert!(store.stories(&StoryFilter { title: Some(bad.into()), ..Default::default() }).is_ok());
    }
    for row in store.statements(&StatementFilter { limit: 0, ..Default::default() }).unwrap() {
        let reading = store.reading(&row.evidence.article).unwrap();
        let words: String = reading
            .article
            .text
            .chars()
            .skip(row.evidence.start as usize)
            .take((row.evidence.end - row.evidence.start) as usize)
            .collect();
        assert_eq!(words, row.evidence.quote, "{}", row.id);
    }
    assert!(store.checks(&CheckFilter::default()).is_ok());
    for story in store.stories(&StoryFilter::default()).unwrap() {
        is_inert(&export::feed(&store, &story.id, Some("http://127.0.0.1/")).unwrap());
    }
    let timeline = export::timeline(&store, None).unwrap();
    for event in timeline["events"].as_array().unwrap() {
        is_inert(event["text"]["headline"].as_str().unwrap());
        is_inert(event["text"]["text"].as_str().unwrap());
    }
    is_inert(&export::timeline_table(&store, None).unwrap());
    let table = export::table(&store, None).unwrap();
    assert!(
        !table.contains("\n=") && !table.contains(",=") && !table.contains("\"="),
        "no cell is a formula"
    );
    for url in export::references(&store, None)
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|item| item["URL"].as_str())
    {
        assert!(url.starts_with("http"), "{url}");
    }
    let graph = export::graph(&store, None).unwrap().to_string();
    assert!(!graph.contains("\"@id\":\"javascript:"));
    assert!(!export::annotations(&store, None).unwrap().to_string().contains("\"source\":\"javascript:"));
    let mut lines = Vec::new();
    export::lines(&store, None, &mut lines).unwrap();
    for line in String::from_utf8(lines).unwrap().lines() {
        assert!(serde_json::from_str::<Value>(line).is_ok());
    }
}
