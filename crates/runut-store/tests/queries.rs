//! The questions that commands and web pages ask, over a database of the sample pages.

mod common;

use common::{Folder, database, packs, samples};
use runut::wire::TraceDoor;
use runut_store::query::{CheckFilter, Limits, StatementFilter, StoryFilter};
use runut_store::{Depth, Store, StoreError};
use serde_json::Value;
use std::time::{Duration, Instant};

fn open(test: &str) -> (Folder, Store) {
    let folder = Folder::new(test);
    let path = folder.file("a.db");
    database(&path, &samples());
    let store = Store::open_read(&path).unwrap();
    (folder, store)
}

/// Whether everything in `part` is in `whole` as well, with the same value.
fn holds(whole: &Value, part: &Value, at: &str) {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            for (key, value) in part {
                let Some(other) = whole.get(key) else { panic!("{at}.{key}: missing") };
                holds(other, value, &format!("{at}.{key}"));
            }
        }
        (Value::Array(whole), Value::Array(part)) => {
            assert_eq!(whole.len(), part.len(), "{at}");
            for (place, (whole, part)) in whole.iter().zip(part).enumerate() {
                holds(whole, part, &format!("{at}[{place}]"));
            }
        }
        (Value::Number(whole), Value::Number(part)) => assert_eq!(whole.as_f64(), part.as_f64(), "{at}"),
        _ => assert_eq!(whole, part, "{at}"),
    }
}

#[test]
fn a_story_is_the_json_of_the_trace_and_more() {
    let (_folder, store) = open("story");
    let (readings, trace) = store.traced(&[], Depth::Tracing).unwrap();
    let door = TraceDoor::of(&readings);
    assert!(!trace.stories.is_empty());
    for story in &trace.stories {
        let page = serde_json::to_value(store.story(&story.id).unwrap()).unwrap();
        holds(&page, &serde_json::to_value(door.story(story)).unwrap(), &story.id);
    }
}

#[test]
fn the_words_of_a_statement_are_those_of_its_line_in_the_timeline() {
    let (_folder, store) = open("words");
    let (readings, trace) = store.traced(&[], Depth::Tracing).unwrap();
    let mut seen = 0;
    for entry in trace.stories.iter().flat_map(|story| &story.timeline) {
        let ids = entry.reports.iter().filter_map(|report| {
            Some(format!("{}:s{}", readings[report.article].article.id, report.statement? + 1))
        });
        let words: Vec<String> = ids.map(|id| store.statement(&id).unwrap().text).collect();
        assert!(
            words.is_empty() || words.iter().any(|words| words.ends_with(&entry.text)),
            "{} in {words:?}",
            entry.text
        );
        seen += words.len();
    }
    assert!(seen > 60, "{seen}");
    // Who opens the file with other tools reads the same words.
    let view = store.sql("SELECT id, text FROM statement_text", Limits::default()).unwrap();
    for row in &view.rows {
        let [id, text] = [&row[0], &row[1]].map(|cell| cell.as_str().unwrap());
        let words = store.statement(id).unwrap().text;
        let parts: Vec<&str> = words.split(" … ").collect();
        assert!(parts.iter().all(|part| text.contains(part)), "{text} for {words}");
        assert!(parts.len() > 1 || text.trim() == words, "{text} for {words}");
    }
}

#[test]
fn stories_are_listed_and_found_by_the_head_of_their_id() {
    let (_folder, store) = open("stories");
    let all = store.stories(&StoryFilter::default()).unwrap();
    assert!(all.len() > 1);
    assert!(all.windows(2).all(|two| two[0].articles >= two[1].articles));
    let first = &all[0];
    assert_eq!(store.story(&first.id[..8]).unwrap().id, first.id);
    let title: String = first.title.chars().take(12).collect::<String>().to_uppercase();
    let named = StoryFilter { title: Some(title), ..StoryFilter::default() };
    assert!(store.stories(&named).unwrap().contains(first));
    let none = StoryFilter { since: Some("2090".to_owned()), ..StoryFilter::default() };
    assert_eq!(store.stories(&none).unwrap(), []);
    assert!(matches!(store.story("s-unheard"), Err(StoreError::Unknown { .. })));
}

#[test]
fn statements_are_found_by_each_filter_and_quote_their_article() {
    let (_folder, store) = open("statements");
    let every = StatementFilter { limit: 0, ..StatementFilter::default() };
    let all = store.statements(&every).unwrap();
    assert!(all.len() > 20, "{}", all.len());
    for one in &all {
        let text = store.article(&one.evidence.article).unwrap().text;
        let words: String = text
            .chars()
            .skip(one.evidence.start as usize)
            .take((one.evidence.end - one.evidence.start) as usize)
            .collect();
        assert_eq!(words, one.evidence.quote, "{}", one.id);
        assert_eq!(store.statement(&one.id).unwrap(), *one);
    }
    let speaker = all.iter().find_map(|one| one.speaker.clone()).unwrap();
    let count = |filter: StatementFilter, holds: &dyn Fn(&runut_store::query::StatementRow) -> bool| {
        let found = store.statements(&filter).unwrap();
        assert!(!found.is_empty(), "{filter:?}");
        assert!(found.iter().all(holds), "{filter:?}");
        assert!(found.len() < all.len(), "{filter:?}");
    };
    count(StatementFilter { who: Some(speaker.to_uppercase()), limit: 0, ..every.clone() }, &|one| {
        one.speaker.is_some()
    });
    count(StatementFilter { kind: Some("direct".into()), ..every.clone() }, &|one| one.r#type == "direct");
    let outlet = all[0].outlet.clone();
    count(StatementFilter { outlet: outlet.clone(), ..every.clone() }, &|one| one.outlet == outlet);
    let story = all.iter().find_map(|one| one.story.clone());
    count(StatementFilter { story: story.clone(), ..every.clone() }, &|one| one.story == story);
    let day = all[all.len() / 2].said_on.from.clone().or(all[all.len() / 2].day.clone()).unwrap();
    let until = StatementFilter { until: Some(day.clone()), limit: 0, ..every.clone() };
    count(until, &|one| {
        one.said_on.from.as_ref().or(one.said_on.to.as_ref()).or(one.day.as_ref()) <= Some(&day)
    });
    // Also what began before a day and may have been said on it or later.
    for since in all.iter().filter_map(|one| one.said_on.to.clone().or(one.day.clone())).take(20) {
        let last = |one: &runut_store::query::StatementRow| {
            one.said_on.to.clone().or(one.said_on.from.clone()).or(one.day.clone())
        };
        let expected: Vec<_> = all.iter().filter(|one| last(one).as_ref() >= Some(&since)).cloned().collect();
        let found = StatementFilter { since: Some(since.clone()), ..every.clone() };
        assert_eq!(store.statements(&found).unwrap(), expected, "{since}");
    }
    for wrong in ["gestern", "2025-6", "' OR 1=1"] {
        let filter = StatementFilter { since: Some(wrong.to_owned()), ..every.clone() };
        assert!(matches!(store.statements(&filter), Err(StoreError::Question { .. })), "{wrong}");
    }
    let pages: Vec<_> = (0..3)
        .flat_map(|page| {
            store.statements(&StatementFilter { limit: 5, offset: page * 5, ..every.clone() }).unwrap()
        })
        .collect();
    assert_eq!(pages, all[..15]);
}

#[test]
fn a_person_is_found_by_any_form_of_the_name() {
    let (_folder, store) = open("who");
    let forms: Vec<(String, String)> = store
        .connection()
        .prepare("SELECT DISTINCT form, name FROM name_forms WHERE kind = 'person' AND form <> name AND name IN (SELECT speaker FROM statements) ORDER BY 1")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(!forms.is_empty());
    for (form, name) in &forms {
        let page = store.who(form, 10).unwrap();
        assert!(
            page.name == *name || page.other_names.contains(name) || page.name == *form,
            "{form}: {}",
            page.name
        );
        assert!(page.articles > 0);
    }
    let page = store.who(&forms[0].1, 0).unwrap();
    assert_eq!(page.said as usize, page.statements.len());
    assert!(matches!(store.who("Nobody Atall", 1), Err(StoreError::Unknown { .. })));
}

#[test]
fn search_finds_words_in_their_forms_and_marks_them_where_they_stand() {
    let (_folder, store) = open("search");
    let sentences: Vec<(String, String)> = store
        .connection()
        .prepare("SELECT article, text FROM sentence_text WHERE language = 'id' AND length(text) > 60 ORDER BY sentence")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let search = |query: &str| store.search(query, packs(), 0, 0).unwrap();
    for (article, text) in sentences.iter().step_by(9) {
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 4).take(3).collect();
        let page = search(&words.join(" "));
        let hit = page.hits.iter().find(|hit| hit.article == *article && hit.text == *text);
        let hit = hit.unwrap_or_else(|| panic!("{words:?} finds {text}"));
        let whole = store.article(article).unwrap().text;
        for (start, end) in &hit.marks {
            let marked: String = whole.chars().skip(*start as usize).take((end - start) as usize).collect();
            assert!(text.contains(&marked) && marked.chars().all(char::is_alphanumeric), "{marked:?}");
        }
        assert!(hit.marks.len() >= words.len(), "{words:?} in {text}: {:?}", hit.marks);
        let head = format!("{}*", &words[0].chars().take(4).collect::<String>());
        assert!(
            search(&head).hits.iter().any(|hit| hit.text == *text)
                || search(&head).more
                || search(&head).total > 100
        );
    }
    let dikatakan = search("dikatakan");
    assert!(dikatakan.hits.iter().any(|hit| hit.text.contains("mengatakan")), "one form finds another");
    let all = search("mengatakan");
    let exact = search("\"mengatakan\"");
    assert!(exact.total > 0 && exact.total <= all.total);
    assert!(exact.hits.iter().all(|hit| hit.text.to_lowercase().contains("mengatakan")));
    let outlet = all.hits[0].outlet.clone().unwrap();
    let narrowed = search(&format!("mengatakan outlet:\"{outlet}\""));
    assert!(narrowed.total > 0 && narrowed.total < all.total);
    assert!(narrowed.hits.iter().all(|hit| hit.outlet.as_ref() == Some(&outlet)));
    assert_eq!(all.facets.outlets.iter().map(|count| count.count).sum::<i64>(), all.total);
    let persons = &all.facets.persons;
    assert!(!persons.is_empty());
    for person in &persons[..persons.len().min(3)] {
        let named = search(&format!("mengatakan person:\"{}\"", person.name));
        assert!(named.total >= person.count, "{}: {} of {}", person.name, named.total, person.count);
    }
    let kinds: i64 = all.facets.kinds.iter().map(|kind| kind.count).sum();
    assert!(all.facets.kinds.len() > 1 && kinds >= all.total, "{:?}", all.facets.kinds);
    for kind in &all.facets.kinds {
        assert_eq!(search(&format!("mengatakan kind:{}", kind.name)).total, kind.count, "{}", kind.name);
    }
    assert!(store.search("mengatakan kind:teriak", packs(), 0, 0).is_err());
    let not = search(&format!("mengatakan NOT \"{}\"", "mengatakan"));
    assert!(not.hits.iter().all(|hit| !hit.text.to_lowercase().contains("mengatakan")));
    assert_eq!(search("zzzzqq").total, 0);
}

#[test]
fn filters_alone_list_what_they_leave_the_newest_first() {
    let (_folder, store) = open("filters");
    let outlet = store.outlets().unwrap()[0].name.clone();
    let of_outlet = store.search(&format!("outlet:\"{outlet}\" since:2025"), packs(), 0, 0).unwrap();
    assert!(of_outlet.total > 0 && of_outlet.hits.iter().all(|hit| hit.outlet.as_ref() == Some(&outlet)));
    assert!(of_outlet.hits.windows(2).all(|two| two[0].day >= two[1].day), "the newest article first");
    assert!(of_outlet.hits.iter().all(|hit| hit.marks.is_empty() && !hit.text.is_empty()));
    let direct = store.search(&format!("outlet:\"{outlet}\" kind:direct"), packs(), 0, 0).unwrap();
    assert!(direct.total > 0 && direct.total < of_outlet.total);
    let all = store.search("since:1900", packs(), 1_000, 0).unwrap();
    assert_eq!(all.total, store.facts().unwrap().sentences);
    let second = store.search("since:1900", packs(), 5, 5).unwrap();
    assert_eq!(second.hits, all.hits[5..10]);
    assert!(store.search("NOT", packs(), 0, 0).is_err() && store.search(" ", packs(), 0, 0).is_err());
}

#[test]
fn search_by_person_gives_the_sentences_that_name_them() {
    let (_folder, store) = open("person");
    let name: String = store
        .connection()
        .query_row("SELECT speaker FROM statements WHERE speaker IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1", [], |row| row.get(0))
        .unwrap();
    let page = store.search(&format!("person:\"{name}\""), packs(), 0, 0).unwrap();
    assert!(page.total > 0, "{name}");
    let first =
        page.hits.iter().filter(|hit| hit.text.contains(name.split(' ').next_back().unwrap())).count();
    assert!(first * 2 > page.hits.len(), "{name}: {:?}", page.hits);
}

#[test]
fn questions_in_sql_read_only_and_end() {
    let (_folder, store) = open("sql");
    let table = store.sql("SELECT id, outlet FROM articles ORDER BY id", Limits::default()).unwrap();
    assert_eq!(table.columns, ["id", "outlet"]);
    assert!(!table.more && table.rows.len() >= 10);
    let few = Limits { rows: 3, ..Limits::default() };
    let table = store.sql("SELECT * FROM sentences", few).unwrap();
    assert!(table.more && table.rows.len() == 3);
    let begun = Instant::now();
    let short = Limits { time: Duration::from_millis(300), ..Limits::default() };
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    assert!(matches!(store.sql(endless, short), Err(StoreError::Limit { .. })));
    assert!(begun.elapsed() < Duration::from_secs(5));
    for harm in [
        "DELETE FROM articles",
        "UPDATE articles SET title = 'x'",
        "DROP TABLE articles",
        "ATTACH 'other.db' AS other",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA writable_schema = ON",
        "VACUUM INTO 'copy.db'",
        "SELECT load_extension('x')",
        "SELECT randomblob(1000000000)",
        "SELECT 1; DELETE FROM articles",
        "CREATE TABLE x (y)",
        "",
        "nonsense",
    ] {
        assert!(store.sql(harm, Limits::default()).is_err(), "{harm}");
    }
    assert!(store.facts().unwrap().articles >= 10);
}

#[test]
fn every_finding_says_why_it_is_there() {
    let (_folder, store) = open("why");
    let ids = |question: &str| -> Vec<String> {
        let mut rows = store.connection().prepare(question).unwrap();
        rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    for (what, question) in [
        ("article", "SELECT id FROM articles"),
        ("statement", "SELECT id FROM statement_text"),
        ("time", "SELECT a.id || ':t' || n FROM times JOIN articles a USING (article)"),
        ("figure", "SELECT a.id || ':f' || n FROM figures JOIN articles a USING (article)"),
        ("story", "SELECT id FROM stories"),
        ("event", "SELECT id FROM events"),
        ("entry", "SELECT id FROM entries"),
        ("disagreement", "SELECT id FROM disagreements"),
    ] {
        let ids = ids(question);
        assert!(!ids.is_empty(), "{what}");
        for id in ids.iter().step_by(ids.len() / 10 + 1) {
            let why = store.why(id).unwrap();
            assert_eq!((why.what.as_str(), &why.id), (what, id));
            assert!(!why.reasons.is_empty() && !why.says.is_empty(), "{why:?}");
        }
    }
    for nothing in ["", "x", "s-", "a:s1", ":s1", "l-000000000000", "e-zz"] {
        assert!(matches!(store.why(nothing), Err(StoreError::Unknown { .. })), "{nothing:?}");
    }
}

#[test]
fn checks_copies_sources_outlets_and_facts_agree_with_the_stories() {
    let (_folder, store) = open("checks");
    let stories = store.stories(&StoryFilter { limit: 0, ..StoryFilter::default() }).unwrap();
    let checks = store.checks(&CheckFilter { limit: 0, ..CheckFilter::default() }).unwrap();
    assert_eq!(checks.len() as i64, stories.iter().map(|story| story.disagreements).sum::<i64>());
    assert!(checks.iter().all(|check| !check.sides.is_empty()));
    let dates = store.checks(&CheckFilter { kind: Some("date".into()), ..CheckFilter::default() }).unwrap();
    assert!(dates.iter().all(|check| check.kind == "date"));
    let copies = store.copies(None, 0).unwrap();
    assert_eq!(copies.len() as i64, stories.iter().map(|story| story.copies).sum::<i64>());
    for copy in &copies {
        let compared = store.compare(&copy.later, &copy.earlier).unwrap();
        assert_eq!((&compared.earlier.id, &compared.later.id), (&copy.earlier, &copy.later));
        assert!(compared.share > 0.0);
        assert_eq!(compared.kind.as_ref(), Some(&copy.kind));
    }
    let sources = store.sources(None).unwrap();
    assert!(!sources.is_empty());
    for outlet in store.outlets().unwrap() {
        let page = store.outlet(&outlet.name.to_uppercase()).unwrap();
        assert_eq!((page.name, page.articles), (outlet.name, outlet.count));
    }
    let facts = store.facts().unwrap();
    assert_eq!(facts.stories as usize, stories.len());
    assert_eq!(facts.runs.len(), 1);
    assert!(facts.runs[0].ended.is_some());
}

#[test]
fn the_line_of_a_statement_is_that_of_its_story() {
    let (_folder, store) = open("line");
    let mut lines = 0;
    for row in store.stories(&Default::default()).unwrap() {
        let story = store.story(&row.id).unwrap();
        for entry in &story.timeline {
            for report in &entry.reports {
                for number in report.statement.iter().chain(&report.others) {
                    let id = format!("{}:{number}", report.article);
                    let found = store.line_of(&id).unwrap().map(|line| line.id);
                    assert_eq!(found.as_deref(), Some(entry.id.as_str()), "{id}");
                    lines += 1;
                }
            }
        }
    }
    assert!(lines > 20, "{lines}");
    assert!(store.line_of("nothing").unwrap().is_none());
}
