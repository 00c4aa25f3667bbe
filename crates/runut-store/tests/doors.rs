//! The doors out: each document is what its readers expect, and everything in it leads back to the evidence.

mod common;

use common::{Folder, database, samples};
use runut_store::{Store, export};
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::{Command, Stdio};

fn open(test: &str) -> (Folder, Store) {
    let folder = Folder::new(test);
    let path = folder.file("a.db");
    database(&path, &samples());
    let store = Store::open_read(&path).unwrap();
    (folder, store)
}

fn first_story(store: &Store) -> String {
    store.stories(&Default::default()).unwrap()[0].id.clone()
}

/// Hands a document to a reader written in Python; says loudly where the reader is not at hand.
fn read_by(module: &str, script: &str, document: &str) {
    let there =
        Command::new("python3").args(["-c", &format!("import {module}")]).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: python3 with {module} is not at hand, the document was not read by it");
        return;
    }
    let mut child = Command::new("python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), document.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{module}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn lines_hold_every_article_story_and_correction_and_articles_are_read_again() {
    let (_folder, store) = open("lines");
    let mut bytes = Vec::new();
    export::lines(&store, None, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let count = |kind: &str| lines.iter().filter(|line| line["type"] == kind).count() as i64;
    let facts = store.facts().unwrap();
    assert_eq!(
        (count("article"), count("annotations"), count("story")),
        (facts.articles, facts.articles, facts.stories)
    );
    let articles: String =
        text.lines().filter(|line| line.starts_with("{\"type\":\"article\"")).collect::<Vec<_>>().join("\n");
    let page = runut::model::Page::new("lines.jsonl", articles.into_bytes());
    let again = runut::extract::articles(&page, common::packs());
    assert_eq!(again.iter().filter(|article| article.is_ok()).count() as i64, facts.articles);
}

#[test]
fn annotations_quote_what_stands_at_their_place() {
    let (_folder, store) = open("annotations");
    let page = export::annotations(&store, None).unwrap();
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    let items = page["items"].as_array().unwrap();
    assert!(items.len() > 20);
    let ids: BTreeSet<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), items.len(), "every annotation has an id of its own");
    for item in items {
        assert_eq!(item["type"], "Annotation");
        assert!(item["motivation"].is_string() && !item["body"].as_array().unwrap().is_empty());
        let (quote, place) = (&item["target"]["selector"][0], &item["target"]["selector"][1]);
        assert_eq!(
            (quote["type"].as_str(), place["type"].as_str()),
            (Some("TextQuoteSelector"), Some("TextPositionSelector"))
        );
        let id = item["id"].as_str().unwrap().strip_prefix("urn:runut:").unwrap();
        let text: Vec<char> = store.article(id.rsplit_once(':').unwrap().0).unwrap().text.chars().collect();
        let (start, end) =
            (place["start"].as_u64().unwrap() as usize, place["end"].as_u64().unwrap() as usize);
        let words = |from: usize, to: usize| text[from..to].iter().collect::<String>();
        assert_eq!(quote["exact"], words(start, end));
        let prefix = quote["prefix"].as_str().unwrap();
        assert_eq!(prefix, words(start - prefix.chars().count(), start));
        let suffix = quote["suffix"].as_str().unwrap();
        assert_eq!(suffix, words(end, end + suffix.chars().count()));
    }
    // The vocabulary of annotations is loaded from the network by a processor, so here it is given by hand.
    read_by("pyld", JSON_LD, &serde_json::to_string(&export::graph(&store, None).unwrap()).unwrap());
}

/// Expands the graph, as a JSON-LD 1.1 processor does, and looks for what must be there.
const JSON_LD: &str = "
import json, sys
from pyld import jsonld
expanded = jsonld.expand(json.load(sys.stdin))
kinds = {kind for node in expanded for kind in node.get('@type', [])}
assert 'https://schema.org/NewsArticle' in kinds and 'https://schema.org/Quotation' in kinds, kinds
assert any('http://www.w3.org/ns/prov#wasQuotedFrom' in node for node in expanded)
jsonld.to_rdf(expanded)
";

#[test]
fn every_edge_of_the_graph_ends_at_a_node() {
    let (_folder, store) = open("graph");
    let graph = export::graph(&store, None).unwrap();
    let nodes = graph["@graph"].as_array().unwrap();
    let ids: BTreeSet<&str> = nodes.iter().map(|node| node["@id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), nodes.len());
    fn edges<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
        match value {
            Value::Object(members) if members.len() == 1 && members.contains_key("@id") => {
                found.extend(members["@id"].as_str());
            }
            Value::Object(members) => members.values().for_each(|value| edges(value, found)),
            Value::Array(values) => values.iter().for_each(|value| edges(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    nodes.iter().for_each(|node| edges(node, &mut found));
    assert!(found.len() > 50);
    found.iter().for_each(|edge| assert!(ids.contains(edge), "{edge}"));
}

#[test]
fn a_timeline_has_the_fields_and_dates_that_timelinejs_reads() {
    let (_folder, store) = open("timelinejs");
    let timeline = export::timeline(&store, Some(&first_story(&store))).unwrap();
    let events = timeline["events"].as_array().unwrap();
    assert!(!events.is_empty() && timeline["title"]["text"]["headline"].is_string());
    for event in events {
        let year = event["start_date"]["year"].as_i64().unwrap();
        assert!((1900..2100).contains(&year));
        if let Some(month) = event["start_date"]["month"].as_i64() {
            assert!((1..=12).contains(&month));
        }
        assert!(event["text"]["headline"].is_string() && event["unique_id"].is_string());
    }
    let table = export::timeline_table(&store, None).unwrap();
    assert!(table.starts_with("Year,Month,Day,Time,End Year,"));
    read_by(
        "csv",
        "import csv, io, sys\nrows = list(csv.reader(io.StringIO(sys.stdin.read(), newline='')))\nassert len({len(row) for row in rows}) == 1 and len(rows) > 5",
        &table,
    );
    let rows = export::table(&store, None).unwrap();
    read_by(
        "csv",
        "import csv, io, sys\nrows = list(csv.DictReader(io.StringIO(sys.stdin.read(), newline='')))\nassert rows and all(row['quote'] and int(row['end']) > int(row['start']) for row in rows)",
        &rows,
    );
}

#[test]
fn a_feed_is_xml_with_what_atom_asks_for() {
    let (_folder, store) = open("atom");
    let story = first_story(&store);
    for base in [None, Some("http://127.0.0.1:8000/")] {
        let feed = export::feed(&store, &story, base).unwrap();
        read_by("xml.dom.minidom", ATOM, &feed);
        assert_eq!(feed.contains("href=\"http://127.0.0.1:8000/story/"), base.is_some());
    }
    let hostile = export::feed(&store, &story, Some("javascript:alert(1)")).unwrap();
    assert!(!hostile.contains("javascript:"));
    read_by(
        "feedparser",
        "import feedparser, sys\nfeed = feedparser.parse(sys.stdin.read())\nassert not feed.bozo and feed.version == 'atom10' and feed.entries and all(entry.id and entry.title and entry.updated_parsed for entry in feed.entries)",
        &export::feed(&store, &story, None).unwrap(),
    );
}

/// RFC 4287, section 4.1: what a feed and each of its entries must have, once.
const ATOM: &str = "
import re, sys
from xml.dom import minidom
feed = minidom.parseString(sys.stdin.read().encode()).documentElement
assert feed.namespaceURI == 'http://www.w3.org/2005/Atom'
def one(node, name):
    found = [child for child in node.childNodes if child.nodeName == name]
    assert len(found) == 1, (node.nodeName, name, len(found))
    return ''.join(child.data for child in found[0].childNodes if child.nodeType == child.TEXT_NODE)
entries = [child for child in feed.childNodes if child.nodeName == 'entry']
assert entries and [child for child in feed.childNodes if child.nodeName == 'author']
ids = set()
for node in [feed] + entries:
    ids.add(one(node, 'id'))
    one(node, 'title')
    assert re.fullmatch(r'\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)', one(node, 'updated'))
assert len(ids) == len(entries) + 1
";

#[test]
fn references_name_title_outlet_and_date() {
    let (_folder, store) = open("csl");
    let items = export::references(&store, None).unwrap();
    let items = items.as_array().unwrap();
    assert_eq!(items.len() as i64, store.facts().unwrap().articles);
    for item in items {
        assert!(item["id"].is_string() && item["type"] == "article-newspaper");
        if let Some(parts) = item["issued"]["date-parts"][0].as_array() {
            assert!((1..=3).contains(&parts.len()) && parts.iter().all(Value::is_number));
        }
        assert!(item.get("URL").is_none_or(|url| url.as_str().unwrap().starts_with("http")));
    }
    assert!(items.iter().any(|item| item["author"][0]["literal"].is_string()));
}

#[test]
fn datasette_is_told_of_every_table_and_opens_the_file() {
    let (folder, store) = open("datasette");
    let metadata = export::metadata("a");
    let tables = metadata["databases"]["a"]["tables"].as_object().unwrap();
    for table in ["articles", "statements", "stories", "sentences", "corrections"] {
        assert!(
            tables[table]["description"].is_string()
                && !tables[table]["columns"].as_object().unwrap().is_empty(),
            "{table}"
        );
    }
    for query in metadata["databases"]["a"]["queries"].as_object().unwrap().values() {
        let question = query["sql"].as_str().unwrap().replace(":name", "'a'").replace(":words", "'a'");
        assert!(store.connection().prepare(&question).is_ok(), "{question}");
    }
    let file = folder.file("a.db");
    std::fs::write(folder.file("metadata.json"), metadata.to_string()).unwrap();
    let there =
        Command::new("datasette").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: datasette is not at hand, the file was not opened by it");
        return;
    }
    for address in [
        "/a/articles.json",
        "/a/timeline.json",
        "/a/sentence_text.json?_search=mengatakan",
        "/a/who_cites_whom.json",
    ] {
        let run = Command::new("datasette")
            .args([
                file.to_str().unwrap(),
                "-m",
                folder.file("metadata.json").to_str().unwrap(),
                "--get",
                address,
            ])
            .output()
            .unwrap();
        let says = String::from_utf8_lossy(&run.stdout);
        assert!(run.status.success(), "{address}: {says} {}", String::from_utf8_lossy(&run.stderr));
        let answer: Value = serde_json::from_str(&says).unwrap();
        assert!(!answer["rows"].as_array().unwrap().is_empty(), "{address}: {says}");
    }
}
