//! What people say of stories and names: one becomes two, two become one, and it stays so when more is added.

mod common;

use common::{Folder, NOW, database, packs, samples};
use runut_store::query::{StatementFilter, StoryFilter};
use runut_store::{Said, Store, StoreError, Writer};
use std::path::Path;

fn say(path: &Path, said: Said) -> Result<i64, StoreError> {
    let mut writer = Writer::open(path, "correct", NOW).unwrap();
    let number = writer.correct(&said, "Rani", NOW, None)?;
    writer.trace(packs()).unwrap();
    writer.finish(NOW).unwrap();
    Ok(number)
}

/// The ids of the articles of every story, the largest story first.
fn stories(path: &Path) -> Vec<(String, Vec<String>)> {
    let store = Store::open_read(path).unwrap();
    let articles =
        |id: &str| store.story(id).unwrap().articles.into_iter().map(|article| article.id).collect();
    let all = store.stories(&StoryFilter { limit: 0, ..StoryFilter::default() }).unwrap();
    all.into_iter().map(|story| (story.id.clone(), articles(&story.id))).collect()
}

#[test]
fn a_story_is_split_by_numbers_events_or_ids_and_the_parts_are_merged_again() {
    let folder = Folder::new("split");
    let path = folder.file("a.db");
    database(&path, &samples());
    let before = stories(&path);
    let (id, articles) = before[0].clone();
    let event = Store::open_read(&path).unwrap().story(&id).unwrap().events[1].clone();
    let cases: [(Vec<String>, Vec<String>); 4] = [
        (vec!["2-4".into()], articles[1..4].to_vec()),
        (vec!["3".into(), "1".into()], vec![articles[0].clone(), articles[2].clone()]),
        (vec![event.id], event.articles),
        (vec![articles[5][..10].into(), articles[4].clone()], articles[4..6].to_vec()),
    ];
    for (meant, expected) in cases {
        let number = say(&path, Said::Split(id.clone(), meant.clone())).unwrap();
        let now = stories(&path);
        assert_eq!(now.len(), before.len() + 1, "{meant:?}");
        assert!(now.iter().any(|(_, part)| *part == expected), "{meant:?}: {now:?}");
        let rest: Vec<String> =
            articles.iter().filter(|article| !expected.contains(article)).cloned().collect();
        assert!(now.iter().any(|(_, part)| *part == rest), "{meant:?}: {now:?}");
        // Each part is called after a report of its own.
        let store = Store::open_read(&path).unwrap();
        for (part, _) in &now {
            let story = store.story(part).unwrap();
            let titles: Vec<_> =
                story.articles.iter().filter_map(|article| article.title.as_deref()).collect();
            assert!(titles.contains(&story.title.as_str()), "{meant:?}: {:?} of {titles:?}", story.title);
        }
        // Links to the story still lead to a story.
        assert!(Store::open_read(&path).unwrap().story(&id).is_ok());
        say(&path, Said::Undo(number)).unwrap();
        assert_eq!(stories(&path), before, "{meant:?} taken back");
    }
    say(&path, Said::Split(id.clone(), vec!["2-4".into()])).unwrap();
    let parts = stories(&path);
    say(&path, Said::Merge(parts[0].0.clone(), parts[1].0.clone())).unwrap();
    assert_eq!(stories(&path)[0].1, articles);
    for wrong in [vec![], vec!["0"], vec!["4-2"], vec!["1-13"], vec!["99"], vec!["e-none"]] {
        let meant: Vec<String> = wrong.iter().map(|one| (*one).to_owned()).collect();
        assert!(say(&path, Said::Split(id.clone(), meant)).is_err(), "{wrong:?}");
    }
}

#[test]
fn a_split_holds_when_articles_come_later() {
    let folder = Folder::new("split-later");
    let pages = samples();
    let (whole, slowly) = (folder.file("whole.db"), folder.file("slowly.db"));
    database(&whole, &pages);
    let first: Vec<_> =
        pages.iter().filter(|(page, _)| !page.source.contains("pelita-nusa")).cloned().collect();
    database(&slowly, &first);
    let articles = stories(&slowly)[0].1.clone();
    for path in [&whole, &slowly] {
        let id = stories(path)[0].0.clone();
        say(path, Said::Split(id, articles[..2].to_vec())).unwrap();
    }
    database(&slowly, &pages);
    assert_eq!(stories(&slowly), stories(&whole));
}

#[test]
fn one_name_becomes_two_and_two_names_become_one() {
    let folder = Folder::new("names");
    let path = folder.file("a.db");
    database(&path, &samples());
    let store = Store::open_read(&path).unwrap();
    let said_by = |who: &str| {
        let store = Store::open_read(&path).unwrap();
        let filter = StatementFilter { who: Some(who.to_owned()), limit: 0, ..StatementFilter::default() };
        let found = store.statements(&filter).unwrap();
        found.into_iter().map(|one| (one.evidence.article, one.speaker)).collect::<Vec<_>>()
    };
    let name: String = store
        .connection()
        .query_row(
            "SELECT speaker FROM statements WHERE speaker IS NOT NULL GROUP BY 1 ORDER BY count(DISTINCT article) DESC, 1",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let before = said_by(&name);
    let page = store.who(&name, 0).unwrap();
    drop(store);
    let article = before[0].0.clone();
    assert!(before.iter().any(|(other, _)| *other != article), "{before:?}");
    let number =
        say(&path, Said::RenameIn(name.clone(), "Another Person".into(), vec![article.clone()])).unwrap();
    let (own, other) = (said_by(&name), said_by("another person"));
    assert!(own.iter().all(|(of, _)| *of != article), "{own:?}");
    assert!(!other.is_empty() && other.iter().all(|(of, _)| *of == article), "{other:?}");
    assert!(other.iter().all(|(_, speaker)| speaker.as_deref() == Some("Another Person")));
    assert_eq!(own.len() + other.len(), before.len());
    let store = Store::open_read(&path).unwrap();
    let (one, two) = (store.who(&name, 0).unwrap(), store.who("Another Person", 0).unwrap());
    assert_eq!((one.articles + two.articles, two.articles), (page.articles, 1));
    assert_eq!(two.kind, page.kind);
    let found = store.search("person:\"Another Person\"", packs(), 0, 0).unwrap();
    assert!(found.total > 0 && found.hits.iter().all(|hit| hit.article == article));
    let persons = &found.facets.persons;
    assert!(persons.iter().any(|one| one.name == "Another Person"), "{persons:?}");
    let story = store.article(&article).unwrap().story.unwrap();
    let line = store.story(&story).unwrap().timeline;
    assert!(line.iter().any(|entry| entry.speaker.as_deref() == Some("Another Person")));
    drop(store);
    say(&path, Said::Undo(number)).unwrap();
    assert_eq!(said_by(&name), before);
    say(&path, Said::Rename(name.clone(), "Their Full Name".into())).unwrap();
    assert_eq!(said_by("their full name").len(), before.len());
    for (article, name) in [("no-such", name.as_str()), (article.as_str(), "Nobody Atall")] {
        let said = Said::RenameIn(name.to_owned(), "X Y".into(), vec![article.to_owned()]);
        assert!(say(&path, said).is_err(), "{article} {name}");
    }
}
