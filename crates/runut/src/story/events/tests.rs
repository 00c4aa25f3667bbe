//! What must hold of events, whatever the weights.

use super::{EventIx, Events, Options, Report, Snapshot};
use crate::lang::{Languages, Packs};
use crate::model::{Article, Stated};
use crate::story::features::fingerprint;
use std::collections::BTreeMap;

/// One article of a made stream.
#[derive(Clone, Debug)]
struct Made {
    article: Article,
    happened: Option<i64>,
}

fn made(id: &str, outlet: &str, published: &str, title: &str, text: &str) -> Made {
    let value = |text: &str| (!text.is_empty()).then(|| Stated::given(text.to_owned(), "test"));
    let article = Article {
        id: id.to_owned(),
        outlet: value(outlet),
        published: value(published),
        title: value(title),
        language: "id".to_owned(),
        text: text.to_owned(),
        ..Article::default()
    };
    Made { article, happened: None }
}

/// A text of 60 words, 40 of them of the topic's own 60 and the others of all topics; `nth` says which.
fn text(topic: usize, nth: usize) -> String {
    text_of(topic, nth, 40)
}

/// The same with as many words of the topic's own as `own` says.
fn text_of(topic: usize, nth: usize, own: usize) -> String {
    let own = (0..own).map(|at| format!("pokok{topic}u{}", (at * 7 + nth * 11) % 60));
    let shared = (0..20).map(|at| format!("umum{}", (at * 13 + at * at + nth * 5 + topic * 3) % 90));
    own.chain(shared).collect::<Vec<_>>().join(" ")
}

fn add(fold: &mut Events, made: &Made, languages: &Languages) -> EventIx {
    let print = fingerprint(&made.article, languages);
    fold.add(&Report {
        id: &made.article.id,
        print: &print,
        happened: made.happened,
        language: &made.article.language,
        outlet: made.article.outlet_name(),
    })
}

/// The event of each article at the end of all, by the events' first articles.
fn events_with(stream: &[Made], options: Options, packs: &Packs) -> Vec<EventIx> {
    let mut fold = Events::new(options, &packs.languages);
    let events = stream.iter().map(|made| add(&mut fold, made, &packs.languages)).collect();
    fold.close();
    settled(events, fold.merges())
}

fn settled(events: Vec<EventIx>, merges: Vec<super::Merge>) -> Vec<EventIx> {
    let into: BTreeMap<EventIx, EventIx> = merges.iter().map(|merge| (merge.from, merge.into)).collect();
    let root = |mut event| {
        while let Some(older) = into.get(&event) {
            event = *older;
        }
        event
    };
    events.into_iter().map(root).collect()
}

fn events(stream: &[Made]) -> Vec<EventIx> {
    events_with(stream, Options::default(), &Packs::default())
}

/// Ninety reports of 14 topics over ten days, some of them late, some without a date.
fn stream() -> Vec<Made> {
    let report = |at: usize| {
        let (topic, day) = ((at * 5 + at / 7) % 14, 1 + at / 9);
        let day = if at % 17 == 16 { day.saturating_sub(3).max(1) } else { day };
        let published =
            if at % 23 == 22 { String::new() } else { format!("2024-03-{day:02}T{:02}:30", at % 24) };
        let outlet = ["Warta Teluk", "Suara Bukit", "Lazuardi"][at % 3];
        made(
            &format!("a{at:02}"),
            outlet,
            &published,
            &format!("Berita pokok{topic}u{at}"),
            &text_of(topic, at, 14),
        )
    };
    (0..90).map(report).collect()
}

#[test]
fn reports_of_one_happening_are_one_event_and_others_are_not() {
    let day = "2024-03-03";
    let all: Vec<Made> =
        (0..12).map(|at| made(&format!("a{at}"), "Warta Teluk", day, "", &text(at % 3, at))).collect();
    let found = events(&all);
    assert_eq!(found, (0..12).map(|at| at % 3).collect::<Vec<_>>());
}

#[test]
fn a_stream_taken_up_again_at_any_report_goes_on_as_if_it_had_never_stopped() {
    let (stream, packs) = (stream(), Packs::default());
    let options = Options { kept: Some(4), ..Options::default() };
    let whole = |cut: usize| {
        let mut fold = Events::new(options.clone(), &packs.languages);
        let mut found: Vec<EventIx> = Vec::new();
        for (at, made) in stream.iter().enumerate() {
            if at == cut {
                let stored = serde_json::to_string(&fold.snapshot()).unwrap();
                let snapshot: Snapshot = serde_json::from_str(&stored).unwrap();
                fold = Events::restore(snapshot, &packs.languages);
            }
            found.push(add(&mut fold, made, &packs.languages));
        }
        fold.close();
        (found, fold.merges(), serde_json::to_string(&fold.snapshot()).unwrap())
    };
    let expected = whole(usize::MAX);
    assert!(!expected.1.is_empty(), "the stream must have merges to be a test of them");
    for cut in 0..stream.len() {
        assert_eq!(whole(cut), expected, "cut before report {cut}");
    }
}

#[test]
fn events_that_are_too_old_leave_and_memory_is_bounded() {
    let packs = Packs::default();
    let mut fold = Events::new(Options { kept: Some(3), ..Options::default() }, &packs.languages);
    for day in 1..=28 {
        for nth in 0..10 {
            let published = format!("2024-02-{day:02}");
            let id = format!("d{day}n{nth}");
            add(&mut fold, &made(&id, "", &published, "", &text(day * 100 + nth, nth)), &packs.languages);
        }
        assert!(fold.live() <= 50, "{} on day {day}", fold.live());
    }
}

#[test]
fn the_oldest_leave_where_there_are_more_than_allowed() {
    let packs = Packs::default();
    let options = Options { kept: Some(30), most: 20, ..Options::default() };
    let mut fold = Events::new(options, &packs.languages);
    for at in 0..100 {
        let published = format!("2024-02-{:02}", 1 + at / 10);
        add(&mut fold, &made(&format!("a{at}"), "", &published, "", &text(at, at)), &packs.languages);
    }
    fold.close();
    assert_eq!(fold.live(), 20);
}

#[test]
fn equal_words_on_days_too_far_apart_are_two_events() {
    let far = |first: &str, second: &str| {
        events(&[made("a", "", first, "", &text(1, 0)), made("b", "", second, "", &text(1, 0))])
    };
    assert_eq!(far("2024-03-03", "2024-03-04"), vec![0, 0]);
    assert_eq!(far("2024-03-03", "2024-03-20"), vec![0, 1]);
    assert_eq!(far("2024-03-03", "2025-03-03"), vec![0, 1]);
}

#[test]
fn reports_that_tell_two_days_of_their_news_are_two_events() {
    let told = |one: i64, two: i64| {
        let mut both =
            [made("a", "", "2024-03-05", "", &text(1, 0)), made("b", "", "2024-03-05", "", &text(1, 1))];
        (both[0].happened, both[1].happened) = (Some(one), Some(two));
        events(&both)
    };
    assert_eq!(told(19_787, 19_787), vec![0, 0]);
    assert_eq!(told(19_783, 19_787), vec![0, 1]);
}

#[test]
fn a_passage_of_another_outlet_binds_and_one_of_the_same_outlet_does_not() {
    let passage: String = (0..24).map(|at| format!("umum{at} ")).collect();
    let pair = |outlet: &str| {
        // The passage's words are common ones, so that they say nothing but by their order.
        let common: String = (0..24).map(|at| format!("umum{} ", 23 - at)).collect();
        let filled = |topic: usize| format!("{common}{}", text(topic, topic));
        let filling =
            (0..60).map(|topic| made(&format!("f{topic}"), "Lazuardi", "2024-03-03", "", &filled(topic)));
        let own = |topic: usize| format!("{passage}{}", &text(topic, 0)[..250]);
        let copies = [
            made("x", "Warta Teluk", "2024-03-03", "", &own(700)),
            made("y", outlet, "2024-03-03", "", &own(800)),
        ];
        let found = events(&filling.chain(copies).collect::<Vec<_>>());
        assert!(!found[..60].contains(&found[60]));
        found[60] == found[61]
    };
    assert!(pair("Suara Bukit"));
    assert!(!pair("Warta Teluk"));
}

#[test]
fn a_round_up_joins_nothing_and_binds_nothing() {
    let packs = Packs::bundled().unwrap();
    let day = "2024-03-03";
    let both = format!("{} {}", text(1, 0), text(2, 0));
    let title = "5 Berita Terpopuler: Jembatan Sarwa hingga Harga Garam";
    let found = events_with(
        &[
            made("a", "", day, "", &text(1, 1)),
            made("b", "", day, "", &text(2, 1)),
            made("c", "Warta Teluk", day, title, &both),
            made("d", "", day, "", &text(1, 2)),
            made("e", "", day, "", &text(2, 2)),
        ],
        Options::default(),
        &packs,
    );
    assert_eq!(found, vec![0, 1, 2, 0, 1]);
}

#[test]
fn one_report_that_is_like_two_events_does_not_make_them_one() {
    let day = "2024-03-03";
    let half = |topic: usize| text(topic, 0).split(' ').take(30).collect::<Vec<_>>().join(" ");
    let between = format!("{} {}", half(1), half(2));
    let mut all: Vec<Made> =
        (0..6).map(|at| made(&format!("a{at}"), "", day, "", &text(1 + at % 2, at))).collect();
    all.push(made("z", "", day, "", &between));
    let found = events(&all);
    assert_ne!(found[0], found[1]);
}

#[test]
fn a_chain_of_single_likenesses_is_not_one_event() {
    let link = |at: usize| {
        let own = (0..30).map(|word| format!("mata{}", at * 15 + word));
        own.collect::<Vec<_>>().join(" ")
    };
    let all: Vec<Made> =
        (0..12).map(|at| made(&format!("a{at:02}"), "", "2024-03-03", "", &link(at))).collect();
    let found = events(&all);
    assert_ne!(found[0], found[11]);
}

#[test]
fn an_outlets_daily_series_is_one_event_a_day() {
    let pieces = |title: &dyn Fn(usize) -> String| {
        let all: Vec<Made> = (1..6)
            .map(|day| {
                let text = format!("{} {day}", text(1, 0));
                made(&format!("a{day}"), "Warta Teluk", &format!("2024-03-{day:02}"), &title(day), &text)
            })
            .collect();
        events(&all)
    };
    assert_eq!(pieces(&|day| format!("Harga Garam Hari Ini, {day} Maret 2024")), vec![0, 1, 2, 3, 4]);
    assert_eq!(pieces(&|_| "Prakiraan Cuaca Teluk Hari Ini".to_owned()), vec![0, 1, 2, 3, 4]);
}

#[test]
fn one_number_makes_events_finer_or_coarser() {
    let stream = stream();
    let count = |grain: i32| {
        let found = events_with(&stream, Options { grain, ..Options::default() }, &Packs::default());
        found.into_iter().collect::<std::collections::BTreeSet<_>>().len()
    };
    let counts: Vec<usize> = [-8, 0, 20, 90].into_iter().map(count).collect();
    assert!(counts.is_sorted() && counts[0] < counts[3], "{counts:?}");
}

#[test]
fn a_late_article_joins_the_event_of_its_own_day() {
    let packs = Packs::default();
    let mut fold = Events::new(Options { kept: Some(30), ..Options::default() }, &packs.languages);
    let mut on = |id: &str, day: u32, topic: usize| {
        add(&mut fold, &made(id, "", &format!("2024-03-{day:02}"), "", &text(topic, 0)), &packs.languages)
    };
    let old = on("a", 1, 1);
    let new = on("b", 20, 1);
    for day in 21..25 {
        on(&format!("c{day}"), day, day as usize);
    }
    assert_ne!(old, new);
    assert_eq!((on("late", 2, 1), on("fresh", 21, 1)), (old, new));
}

#[test]
fn of_two_merged_events_the_older_one_keeps_its_number() {
    let packs = Packs::default();
    let mut fold = Events::new(Options { sure: 10_000, ..Options::default() }, &packs.languages);
    let numbers: Vec<EventIx> = (0..3)
        .map(|at| {
            add(
                &mut fold,
                &made(&format!("a{at}"), "Lazuardi", "2024-03-03", "", &text(1, at)),
                &packs.languages,
            )
        })
        .collect();
    assert_eq!(numbers, vec![0, 1, 2]);
    assert_eq!(fold.merges(), Vec::new());
    fold.close();
    let merges = fold.merges();
    assert!(merges.iter().all(|merge| merge.into < merge.from), "{merges:?}");
    assert_eq!(settled(numbers, merges), vec![0, 0, 0]);
    assert_eq!((fold.first_article(0), fold.first_article(1)), (Some("a0"), None));
}
