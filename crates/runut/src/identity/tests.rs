//! Invented stories in which people and bodies go by several names.

use crate::lang::Packs;
use crate::model::{Article, Block, BlockKind, Event, Reading, SameBy, Span, Stated, Story};

/// Articles of one event, each a headline and paragraphs, one a line.
fn story(language: &str, texts: &[&str]) -> (Story, Vec<Reading>) {
    let packs = Packs::bundled().expect("the bundled packs load");
    let reading = |(at, text): (usize, &&str)| {
        let (mut blocks, mut start) = (Vec::new(), 0);
        for (nth, line) in text.split('\n').enumerate() {
            let kind = if nth == 0 { BlockKind::Title } else { BlockKind::Paragraph };
            blocks.push(Block { kind, span: Span::new(start, start + line.len()) });
            start += line.len() + 1;
        }
        let article = Article {
            id: format!("page-{at}"),
            text: (*text).to_owned(),
            language: language.to_owned(),
            blocks,
            published: Some(Stated::given("2025-10-22".to_owned(), "test")),
            ..Article::default()
        };
        crate::annotate(article, &packs)
    };
    let readings: Vec<Reading> = texts.iter().enumerate().map(reading).collect();
    let articles: Vec<usize> = (0..readings.len()).collect();
    let event = Event {
        id: "e".to_owned(),
        title: String::new(),
        when: Default::default(),
        articles: articles.clone(),
        why: String::new(),
    };
    let mut story = Story { id: "s".to_owned(), articles, events: vec![event], ..Story::default() };
    story.names = super::identities(&story, &readings, &packs);
    (story, readings)
}

/// What an article's form is called in the story, and why; `None` where it is left alone.
fn called(story: &Story, readings: &[Reading], article: usize, form: &str) -> Option<(String, SameBy)> {
    let named = readings[article].annotations.entities.iter().any(|entity| entity.name == form);
    assert!(named, "{form} is no entity of {:?}", readings[article].annotations.entities);
    let forms = story.names.iter().flat_map(|one| one.forms.iter().map(move |form| (&one.name, form)));
    let mut of_article = forms.filter(|(_, one)| one.article == article && one.name == form);
    of_article.next().map(|(name, one)| (name.clone(), one.why))
}

#[test]
fn a_part_of_a_name_is_somebodys_where_something_shows_it() {
    for (language, full, short, form, name, why) in [
        (
            "id",
            "Jembatan Telam Dibuka\nMenteri Perhubungan Wiraya Tamtomo membuka jembatan itu. Tamtomo senang.",
            "Jembatan Telam Dibuka\nMenhub Wiraya meninjau jembatan itu pada Senin.",
            "Wiraya",
            "Wiraya Tamtomo",
            SameBy::Office,
        ),
        (
            "en",
            "Bridge opens\nTransport Minister Daniel Otieno opened the bridge on Monday.",
            "Bridge opens in Telam\nTransport Minister Otieno came to the bridge.",
            "Otieno",
            "Daniel Otieno",
            SameBy::Office,
        ),
        (
            "en",
            "Bridge opens\n“We waited eleven long years for this bridge,” said Daniel Otieno.",
            "Bridge opens in Telam\n“We waited eleven long years for this bridge,” said Mr. Otieno.",
            "Otieno",
            "Daniel Otieno",
            SameBy::Words,
        ),
        (
            "id",
            "Jembatan Dibuka\n“Kami menunggu jembatan ini sebelas tahun lamanya,” kata Wiraya Tamtomo.",
            "Jembatan Telam Dibuka\n“Kami menunggu jembatan ini sebelas tahun lamanya,” kata Pak Wiraya.",
            "Wiraya",
            "Wiraya Tamtomo",
            SameBy::Words,
        ),
        (
            "en",
            "Bridge opens\nDaniel R. Otieno said the bridge was safe.",
            "Bridge opens in Telam\nDaniel Otieno said the bridge was new.",
            "Daniel R. Otieno",
            "Daniel Otieno",
            SameBy::Initials,
        ),
    ] {
        let (story, readings) = story(language, &[full, short]);
        let article = readings
            .iter()
            .position(|reading| reading.annotations.entities.iter().any(|entity| entity.name == form))
            .unwrap_or_else(|| panic!("{form} is named nowhere: {:?}", readings[1].annotations.entities));
        assert_eq!(called(&story, &readings, article, form), Some((name.to_owned(), why)), "{short}");
    }
}

#[test]
fn a_bond_points_to_where_it_is_shown() {
    let (story, readings) = story(
        "id",
        &[
            "Jembatan Telam Dibuka\nMenteri Perhubungan Wiraya Tamtomo membuka jembatan itu.",
            "Jembatan Telam Dibuka\nMenhub Wiraya meninjau jembatan itu pada Senin.",
        ],
    );
    let form = &story.names[0].forms[1];
    let (evidence, beside) = (form.evidence.as_ref().expect("shown"), form.beside.as_ref().expect("shown"));
    assert_eq!((evidence.article.as_str(), evidence.quote.as_str()), ("page-1", "Menhub Wiraya"));
    assert_eq!(
        (beside.article.as_str(), beside.quote.as_str()),
        ("page-0", "Menteri Perhubungan Wiraya Tamtomo")
    );
    for evidence in [evidence, beside] {
        let reading = readings.iter().find(|one| one.article.id == evidence.article).expect("an article");
        assert_eq!(evidence.span.of(&reading.article.text), evidence.quote);
    }
}

#[test]
fn whom_nothing_shows_to_be_one_stays_two() {
    for (language, one, two, form) in [
        // Nothing but the word.
        (
            "id",
            "Sidang di Telam\nSaksi itu bernama Ahmad Fauzan. Ahmad Fauzan pergi.",
            "Sidang di Telam\nTerdakwa Ahmad menangis di ruang sidang.",
            "Ahmad",
        ),
        // Another office.
        (
            "en",
            "Bridge opens\nTransport Minister Daniel Otieno opened the bridge.",
            "Bridge opens in Telam\nJudge Otieno closed the hearing.",
            "Otieno",
        ),
        // Two whom it may mean.
        (
            "en",
            "Bridge opens\nDaniel Otieno and Grace Otieno opened the bridge.",
            "Bridge opens in Telam\nOtieno came to the bridge. Otieno said it was safe.",
            "Otieno",
        ),
        // A son.
        (
            "en",
            "Bridge opens\nDaniel Otieno said the bridge was safe.",
            "Bridge opens in Telam\nDaniel Otieno Jr said the bridge was new.",
            "Daniel Otieno Jr",
        ),
    ] {
        let (story, readings) = story(language, &[one, two]);
        let entities = &readings[1].annotations.entities;
        if !entities.iter().any(|entity| entity.name == form) {
            continue;
        }
        let found = called(&story, &readings, 1, form);
        assert!(found.is_none_or(|(name, _)| name == form), "{two}");
    }
}

#[test]
fn whom_several_reports_of_an_event_put_first_is_meant_by_a_bare_name() {
    let full = "Otieno opens bridge\nDaniel Otieno opened the bridge in Telam on Monday.";
    let bare = "Otieno said bridge is safe\nOtieno said the bridge was safe. Otieno waved.";
    let (story_of_two, readings) = story("en", &[full, bare]);
    assert!(called(&story_of_two, &readings, 1, "Otieno").is_none_or(|(name, _)| name == "Otieno"));
    let again = "Otieno in Telam\nDaniel Otieno came to the bridge in Telam. He said it was safe.";
    let (story_of_three, readings) = story("en", &[full, again, bare]);
    assert_eq!(
        called(&story_of_three, &readings, 2, "Otieno"),
        Some(("Daniel Otieno".to_owned(), SameBy::PutFirst))
    );
}

#[test]
fn an_abbreviation_is_the_bodys_that_an_article_gives_it_unless_two_have_it() {
    let long = "Gunung tenang\nBadan Geologi Porvala (BGP) memasang alat. Menurut BGP, gunung itu tenang.";
    let short = "Gunung tenang\nMenurut BGP, gunung itu masih tenang pada Senin.";
    let (one, readings) = story("id", &[long, short]);
    assert_eq!(called(&one, &readings, 1, "BGP"), Some(("Badan Geologi Porvala".to_owned(), SameBy::Name)));
    let other = "Harga emas naik\nBank Gadai Porvala (BGP) menaikkan harga. Menurut BGP, harga itu wajar.";
    let (two, readings) = story("id", &[long, other, short]);
    assert_eq!(called(&two, &readings, 2, "BGP"), None);
}
