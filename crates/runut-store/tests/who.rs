//! Who is who: an article's short name is the person its story knows by it, and nobody else of that last name.

mod common;

use common::{Folder, NOW, database, packs};
use runut::model::Page;
use runut_store::query::StatementFilter;
use runut_store::{Said, Store, Writer};
use std::path::Path;

/// Reports of one bridge, in which two people of one last name speak, one of them once by that name alone; and one of
/// another town, where nobody knows which Otieno it is.
const REPORTS: [(&str, &str, &str); 4] = [
    (
        "full",
        "Telam bridge opens after eleven years",
        "Transport Minister Daniel Otieno opened the Telam bridge over the Wari river on Monday. “The Telam bridge is safe,” Daniel Otieno said.",
    ),
    (
        "short",
        "Telam bridge over the Wari opens to traffic",
        "The Telam bridge over the Wari river opened on Monday. Transport Minister Otieno said the Telam bridge would carry nine thousand cars a day.",
    ),
    (
        "other",
        "Telam bridge cost too much, opposition says",
        "The Telam bridge over the Wari river opened on Monday. “The Telam bridge cost twice as much,” said opposition leader Grace Otieno.",
    ),
    (
        "elsewhere",
        "Bakers of Lindow raise prices",
        "Bread gets dearer in Lindow. “Flour costs more than last year,” baker Otieno said on Monday in Lindow market.",
    ),
];

fn open(path: &Path) -> Store {
    let pages = REPORTS.map(|(id, title, text)| {
        let line = serde_json::json!({
            "id": id, "title": title, "text": format!("{title}\n\n{text}"), "language": "en",
            "published": "2031-03-05", "outlet": format!("Gazette {id}"),
        });
        let page = Page::new(format!("{id}.jsonl"), line.to_string().into_bytes());
        let readings: Vec<_> = runut::read(&page, packs()).into_iter().flatten().collect();
        assert_eq!(readings.len(), 1, "{id}");
        (page, readings)
    });
    database(path, &pages);
    Store::open_read(path).unwrap()
}

/// The articles in which somebody speaks, and as whom their story knows them.
fn said(store: &Store, who: &str) -> Vec<(String, Option<String>)> {
    let filter = StatementFilter { who: Some(who.to_owned()), limit: 0, ..StatementFilter::default() };
    let mut found: Vec<_> = store
        .statements(&filter)
        .unwrap()
        .into_iter()
        .map(|one| {
            (
                one.evidence.article,
                one.speaker_known.map(|known| format!("{} {}", known.confidence, known.name)),
            )
        })
        .collect();
    found.sort();
    found
}

#[test]
fn a_person_said_what_reports_of_the_story_give_to_the_short_name_and_nobody_else_of_that_name_did() {
    let folder = Folder::new("short-names");
    let path = folder.file("a.db");
    let store = open(&path);
    let known = ("short".to_owned(), Some("sure Daniel Otieno".to_owned()));
    assert_eq!(said(&store, "Daniel Otieno"), [("full".to_owned(), None), known.clone()]);
    assert_eq!(said(&store, "Grace Otieno"), [("other".to_owned(), None)]);
    let daniel = store.who("Daniel Otieno", 0).unwrap();
    assert_eq!((daniel.articles, daniel.said), (2, 2), "{daniel:?}");
    assert!(daniel.forms.contains(&"Otieno".to_owned()), "{:?}", daniel.forms);
    assert_eq!((store.who("grace otieno", 0).unwrap().said), 1);
    // The baker is the Otieno whom no story knows.
    let baker = store.who("Otieno", 0).unwrap();
    assert_eq!((baker.name.as_str(), baker.articles, baker.said), ("Otieno", 1, 1));
    assert_eq!(baker.other_names, ["Daniel Otieno", "Grace Otieno"]);
    assert_eq!(baker.statements[0].evidence.article, "elsewhere");
    // Whoever asks for a form has all who are printed so.
    assert_eq!(said(&store, "otieno"), [("elsewhere".to_owned(), None), known]);
    let page = store.search("Telam person:\"Daniel Otieno\"", packs(), 0, 0).unwrap();
    assert!(page.hits.iter().any(|hit| hit.article == "short"), "{:?}", page.hits);
    assert!(page.hits.iter().all(|hit| hit.article != "other"), "{:?}", page.hits);
    assert!(page.facets.persons.iter().all(|one| one.name != "Otieno"), "{:?}", page.facets.persons);
}

#[test]
fn what_people_say_of_a_short_name_goes_before_what_the_story_makes_of_it() {
    let folder = Folder::new("short-corrected");
    let path = folder.file("a.db");
    drop(open(&path));
    let say = |said: Said| {
        let mut writer = Writer::open(&path, "correct", NOW).unwrap();
        let number = writer.correct(&said, "Rani", NOW, None).unwrap();
        writer.trace(packs()).unwrap();
        writer.finish(NOW).unwrap();
        number
    };
    for said_of_it in [
        Said::RenameIn("Otieno".to_owned(), "Grace Otieno".to_owned(), vec!["short".to_owned()]),
        Said::Rename("Otieno".to_owned(), "Grace Otieno".to_owned()),
    ] {
        let number = say(said_of_it.clone());
        let store = Store::open_read(&path).unwrap();
        assert_eq!(said(&store, "Daniel Otieno"), [("full".to_owned(), None)], "{said_of_it:?}");
        assert!(said(&store, "Grace Otieno").contains(&("short".to_owned(), None)), "{said_of_it:?}");
        assert_eq!(store.who("Daniel Otieno", 0).unwrap().articles, 1, "{said_of_it:?}");
        let story = store.story(&store.article("short").unwrap().story.unwrap()).unwrap();
        let line = story.timeline.iter().find(|line| line.text.contains("nine thousand")).unwrap();
        assert_eq!(line.speaker.as_deref(), Some("Grace Otieno"), "{said_of_it:?}");
        let (_, trace) = store.traced(&[&story.id], runut_store::Depth::Tracing).unwrap();
        assert!(
            trace.stories[0]
                .timeline
                .iter()
                .any(|line| line.speaker.as_deref() == Some("Grace Otieno")
                    && line.text.contains("nine thousand")),
            "{said_of_it:?}"
        );
        let forms = story.names.iter().flat_map(|one| one.forms.iter().map(move |form| (&one.name, form)));
        let of_short: Vec<_> =
            forms.filter(|(_, form)| form.article == "short").map(|(name, _)| name).collect();
        assert!(!of_short.contains(&&"Daniel Otieno".to_owned()), "{said_of_it:?}: {:?}", story.names);
        drop(store);
        say(Said::Undo(number));
    }
    assert_eq!(said(&Store::open_read(&path).unwrap(), "Daniel Otieno").len(), 2);
}
