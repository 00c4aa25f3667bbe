//! What holds of times in whole articles.

use super::*;
use crate::model::{Block, Guess, Removed, RemovedKind, Span, Stated};
use std::sync::LazyLock;

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::bundled().expect("the bundled packs load"));

#[test]
fn every_rule_of_the_bundled_packs_finds_its_examples() {
    let packs = &*PACKS;
    for language in packs.languages.iter() {
        if let Some(time) = &language.time {
            let (count, failed) = examples::run_examples(time, language);
            let failed: Vec<String> = failed.iter().map(ToString::to_string).collect();
            assert!(failed.is_empty(), "{}", failed.join("\n"));
            assert!(count > 20, "{}: {count} examples", language.code);
        }
    }
}

fn read(
    language: &str,
    kinds_and_texts: &[(BlockKind, &str)],
    published: Option<&str>,
) -> Vec<(String, TimeExpression)> {
    let packs = &*PACKS;
    let mut article = Article { language: language.to_owned(), ..Article::default() };
    for (kind, text) in kinds_and_texts {
        let start = article.text.len();
        article.text.push_str(text);
        article.blocks.push(Block { kind: *kind, span: Span::new(start, article.text.len()) });
        article.text.push_str("\n\n");
    }
    article.published = published.map(|day| Stated::given(day.to_owned(), "test"));
    let reading = crate::annotate(article, packs);
    let words = |time: &TimeExpression| time.span.of(&reading.article.text).to_owned();
    reading.annotations.times.iter().map(|time| (words(time), time.clone())).collect()
}

fn guess(language: &str, kinds_and_texts: &[(BlockKind, &str)]) -> Option<Guess> {
    let packs = &*PACKS;
    let mut article = Article { language: language.to_owned(), ..Article::default() };
    for (kind, text) in kinds_and_texts {
        let start = article.text.len();
        article.text.push_str(text);
        article.blocks.push(Block { kind: *kind, span: Span::new(start, article.text.len()) });
        article.text.push_str("\n\n");
    }
    crate::annotate(article, packs).article.published_guess
}

const BODY: BlockKind = BlockKind::Paragraph;

#[test]
fn a_slip_is_repaired_before_anything_is_reckoned_from_it() {
    let times = read(
        "id",
        &[
            (BODY, "Menteri Wirasena menyebut hal itu pada Senin (14/4/2024)."),
            (BODY, "Ia bertemu Bupati Larasati Jumat, dan pabrik itu dibuka tahun lalu."),
        ],
        Some("2025-04-14"),
    );
    let told: Vec<(&str, &str, Option<&str>)> = times
        .iter()
        .map(|(words, time)| {
            (words.as_str(), time.value.0.as_str(), time.likely.as_ref().map(|likely| likely.0.as_str()))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Senin (14/4/2024)", "2024-04-14", Some("2025-04-14")),
            ("Jumat", "2025-04-11", None),
            ("tahun lalu", "2024", None),
        ]
    );
    assert_eq!(times[0].1.weekday, WeekdayCheck::Differs);
    let why = times[0].1.why.as_deref().unwrap_or("");
    assert_eq!(why, "14 April 2024 was a Sunday; 14 April 2025, the day of publication, was a Monday");
}

#[test]
fn a_date_under_a_picture_takes_its_year_from_that_picture() {
    let caption =
        "Miners leave the Karangdalu pit on June 19, 2021. The mine closed early on June 21, officials said.";
    let times =
        read("id", &[(BlockKind::Caption, caption), (BODY, "Tambang itu dibuka lagi.")], Some("2024-03-02"));
    let values: Vec<&str> = times.iter().map(|(_, time)| time.value.0.as_str()).collect();
    assert_eq!(values, ["2021-06-19", "2021-06-21TMO"]);
}

#[test]
fn days_are_counted_from_days_and_years_shared_along_a_range() {
    for (language, text, published, expected) in [
        // July is no day to count two days from; publication is.
        (
            "en",
            "The dam opens in July. Two days earlier a crack was seen.",
            "2024-11-14",
            vec!["2024-07", "2024-11-12"],
        ),
        (
            "id",
            "Operasi berlangsung sejak Oktober hingga Februari 2024.",
            "2025-03-01",
            vec!["2023-10", "2024-02"],
        ),
        (
            "id",
            "Banjir Maret, Selasa (22/4/2025), menewaskan warga.",
            "2025-04-23",
            vec!["2025-03", "2025-04-22"],
        ),
        ("id", "Putusan Nomor 90/PUU-XXI/2023 dibacakan.", "2025-04-23", vec![]),
    ] {
        let times = read(language, &[(BODY, text)], Some(published));
        let values: Vec<&str> = times.iter().map(|(_, time)| time.value.0.as_str()).collect();
        assert_eq!(values, expected, "{text}");
    }
}

#[test]
fn full_dates_of_another_language_are_read_too() {
    let times = read(
        "id",
        &[(BODY, "Rapat itu tercatat pada 05 June 2025 pukul 10.00 di Malang.")],
        Some("2025-06-06"),
    );
    assert_eq!(times[0].1.value.0, "2025-06-05", "{times:?}");
}

#[test]
fn a_day_of_publication_is_guessed_only_from_what_the_body_says_of_itself() {
    for (blocks, expected) in [
        // The weekday agrees, and the text says "today" beside it.
        (
            vec![(BODY, "Wali Kota Prameswari tiba Rabu (12/3/2025)."), (BODY, "Ia berpidato hari ini.")],
            Some("2025-03-12"),
        ),
        // The newest one.
        (
            vec![(BODY, "Gempa terjadi Senin (10/3/2025). Warga kembali pada Rabu (12/3/2025).")],
            Some("2025-03-12"),
        ),
        // Without a year: 30 November is a Saturday in 2019 and 2024; the picture is of 2024.
        (
            vec![
                (BODY, "Hal itu disampaikan Sabtu (30/11)."),
                (BlockKind::Caption, "Balai kota pada 7 Mei 2024."),
            ],
            Some("2024-11-30"),
        ),
        // What lies ahead is no day of publication.
        (vec![(BODY, "Pemilihan akan digelar pada Rabu (12/3/2025).")], None),
        // A weekday that does not agree founds nothing, nor does a year of long ago.
        (vec![(BODY, "Ia lahir pada 5 Mei 1950 di Tegalsari.")], None),
        (vec![(BODY, "Hal itu disampaikan Sabtu (30/11).")], None),
    ] {
        let guess = guess("id", &blocks);
        assert_eq!(guess.as_ref().map(|guess| guess.value.as_str()), expected, "{blocks:?}: {guess:?}");
    }
}

#[test]
fn a_teaser_keeps_its_bare_length_and_a_notice_its_year() {
    let packs = &*PACKS;
    let removed = |text: &str| Removed {
        kind: RemovedKind::Related,
        role: crate::model::PartRole::Related,
        text: text.to_owned(),
        at: 0,
        why: String::new(),
        page: None,
    };
    let article = Article {
        language: "id".to_owned(),
        published: Some(Stated::given("2025-03-12".to_owned(), "test")),
        removed: vec![
            removed("16 jam lalu"),
            removed("3 hari yang lalu"),
            removed("Copyright © 2024 by Kabar Lereng"),
            removed("05 June 2025 10:00"),
            removed("Banjir Surut Kemarin"),
        ],
        ..Article::default()
    };
    let told: Vec<(String, Anchor)> =
        removed_times(&article, packs).into_iter().map(|one| (one.time.value.0, one.time.anchor)).collect();
    let expected = [
        ("PT16H", Anchor::Crawl),
        ("P3D", Anchor::Crawl),
        ("2024", Anchor::Written),
        ("2025-06-05T10:00", Anchor::Written),
        ("XXXX-XX-XX", Anchor::Crawl),
    ];
    assert_eq!(told, expected.map(|(value, anchor)| (value.to_owned(), anchor)));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic_and_spans_stand_on_boundaries(
        text in "([0-9]{1,4}|[-/.,:()' ’“”é\u{a0}\n]|Rabu|Senin|Juni|June|may|tahun|lalu|pukul|ke|-an|years|ago|two|puluh|se|\\PC){0,40}",
        language in "(id|en|xx)",
        day in -700_000i64..700_000,
    ) {
        let packs = &*PACKS;
        let published = Date::constant(2000, 1, 1).checked_add(jiff::Span::new().days(day)).ok().map(|day| day.to_string());
        let article = Article {
            text: text.clone(),
            language,
            blocks: vec![Block { kind: BODY, span: Span::new(0, text.len()) }],
            published: published.map(|day| Stated::given(day, "test")),
            ..Article::default()
        };
        let tokens = crate::segment::tokens(&article);
        let sentences = crate::segment::sentences(&article, &crate::segment::quotations(&article), &packs.languages);
        let mut end = 0;
        for time in time_expressions(&article, &tokens, &sentences, packs) {
            let words = text.get(time.span.start as usize..time.span.end as usize);
            proptest::prop_assert!(words.is_some_and(|words| !words.is_empty()), "{:?}", time.span);
            proptest::prop_assert!(time.span.start >= end, "overlap at {:?}", time.span);
            end = time.span.end;
            let _ = time.days();
        }
        publication_guess(&article, &tokens, &sentences, packs);
    }
}

#[test]
fn a_clock_has_the_offset_of_its_zone_and_the_value_stays_plain() {
    for (language, text, expected) in [
        (
            "id",
            "Rapat dimulai pukul 17.00 WIB atau 19.00 WIT pada hari itu.",
            vec![("T17:00", "+07:00"), ("T19:00", "+09:00")],
        ),
        ("id", "Kapal tiba pada Rabu (5/3/2025) pukul 09.15 WITA.", vec![("2025-03-05T09:15", "+08:00")]),
        ("id", "Kapal tiba pukul 09.15 waktu setempat.", vec![("T09:15", "none")]),
        ("id", "Kapal tiba pukul 09.15 waktu Tokyo.", vec![("T09:15", "+09:00")]),
        // A part of a day has no clock.
        ("id", "Kapal tiba Rabu pagi waktu Tokyo.", vec![("TMO", "none")]),
        (
            "en",
            "The talks begin at 10 a.m. EST (1500 GMT).",
            vec![("T10:00", "-05:00"), ("T15:00", "+00:00")],
        ),
        ("en", "The talks begin at 10 a.m. (UTC+8).", vec![("T10:00", "+08:00")]),
        ("en", "The talks begin at 10 a.m. local time.", vec![("T10:00", "none")]),
        ("en", "The talks begin at 9:30 p.m. IST on Friday.", vec![("T21:30", "none")]),
    ] {
        let found = read(language, &[(BlockKind::Paragraph, text)], Some("2025-03-06"));
        let told: Vec<(String, String)> = found
            .iter()
            .filter(|(_, time)| time.kind == TimeKind::Time)
            .map(|(_, time)| {
                let offset = time.utc_offset.map_or_else(|| "none".to_owned(), |offset| offset.to_string());
                (time.value.0.clone(), offset)
            })
            .collect();
        let right = told.len() == expected.len()
            && told
                .iter()
                .zip(&expected)
                .all(|((value, offset), (ending, zone))| value.ends_with(ending) && offset == zone);
        assert!(right, "{text}: {told:?}");
    }
}
