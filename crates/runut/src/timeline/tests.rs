//! What is one entry of the timeline and what is two, and that the order of the input makes no difference.

use super::testing::{Build, day, packs};
use crate::model::{EntryKind, MentionKind, Reading, Story, Trace, Wording};

fn trace(readings: &[Reading]) -> Trace {
    crate::trace(readings, &packs())
}

fn only_story(readings: &[Reading]) -> Story {
    let trace = trace(readings);
    assert_eq!(trace.stories.len(), 1, "{:#?}", trace.stories);
    trace.stories.into_iter().next().expect("one story")
}

/// The bridge of Sarwa: who closed it, and who pays. Told over two years by invented outlets.
fn bridge(id: &str, outlet: &str, published: &str, said: &str, day: &str) -> Build {
    Build::new(id, outlet, published)
        .title("Wali Kota Rani Mahesa Tutup Jembatan Sarwa")
        .paragraph(
            "Wali Kota Rani Mahesa menutup Jembatan Sarwa di Kota Teluk karena tiang penyangganya retak.",
        )
        .paragraph(&format!("\"{said}\" kata Rani Mahesa."))
        .person("Rani Mahesa")
        .named(MentionKind::Place, "Kota Teluk", &["Teluk"])
        .named(MentionKind::Place, "Jembatan Sarwa", &["Sarwa"])
        .said("Rani Mahesa", said, day)
}

#[test]
fn equal_statements_of_two_outlets_are_one_entry_with_two_reports() {
    let said = "Kami menutup jembatan sampai tiang penyangga selesai diganti,";
    let close = "Kami menutup jembatan itu sampai semua tiang penyangga selesai diganti,";
    let one = bridge("a", "Warta Teluk", "2024-03-03T08:00", said, "2024-03-02").done();
    let two = bridge("b", "Suara Bukit", "2024-03-03T09:00", close, "2024-03-02").done();
    let story = only_story(&[one, two]);
    assert_eq!(story.events.len(), 1);
    let entries: Vec<_> = story.timeline.iter().filter(|entry| entry.kind == EntryKind::Statement).collect();
    assert_eq!(entries.len(), 1, "{entries:#?}");
    let entry = entries[0];
    assert_eq!((entry.when, entry.text.as_str()), (day("2024-03-02"), close));
    assert_eq!(
        entry.reports.iter().map(|r| (r.article, r.wording)).collect::<Vec<_>>(),
        [(0, Wording::Close), (1, Wording::Same)]
    );
}

#[test]
fn look_alike_statements_of_two_years_stay_two_entries_of_one_story() {
    let said = "Kami menutup jembatan sampai tiang penyangga selesai diganti,";
    let one = bridge("a", "Warta Teluk", "2023-03-03", said, "2023-03-02").done();
    let two = bridge("b", "Suara Bukit", "2024-03-03", said, "2024-03-02").done();
    let story = only_story(&[one, two]);
    assert_eq!(story.events.len(), 2);
    let said: Vec<_> = story.timeline.iter().filter(|entry| entry.speaker.is_some()).collect();
    assert_eq!(said.len(), 2);
    assert_eq!((said[0].when, said[1].when), (day("2023-03-02"), day("2024-03-02")));
}

#[test]
fn a_headline_and_its_body_are_one_report_with_the_fullest_wording() {
    let reading = Build::new("a", "Warta Teluk", "2024-03-03")
        .title("Rani Mahesa: Jembatan Ditutup Total")
        .paragraph("Rani Mahesa mengatakan jembatan ditutup total mulai besok pagi untuk semua kendaraan.")
        .person("Rani Mahesa")
        .said("Rani Mahesa", "@Jembatan Ditutup Total", "")
        .said("Rani Mahesa", "jembatan ditutup total mulai besok pagi untuk semua kendaraan", "")
        .done();
    let story = only_story(&[reading]);
    assert_eq!(story.timeline.len(), 1);
    assert_eq!(story.timeline[0].text, "jembatan ditutup total mulai besok pagi untuk semua kendaraan");
    assert_eq!(story.timeline[0].reports.len(), 1);
    assert_eq!(story.timeline[0].when.to, "2024-03-03".parse().ok());
    assert_eq!(story.timeline[0].when.from, None);
}

#[test]
fn reports_that_go_back_to_one_agency_count_once() {
    let said = "Kami menutup jembatan sampai tiang penyangga selesai diganti,";
    let one = bridge("a", "Warta Teluk", "2024-03-03", said, "2024-03-02").via(&["Kabar", "Telaga"]).done();
    let two = bridge("b", "Suara Bukit", "2024-03-03", said, "2024-03-02").via(&["Telaga"]).done();
    let story = only_story(&[one, two]);
    let entry = story.timeline.iter().find(|entry| entry.speaker.is_some()).expect("an entry");
    assert_eq!((entry.reports.len(), entry.independent), (2, 1));
}

#[test]
fn a_dated_sentence_of_the_newsroom_is_an_event_and_a_plan_is_none() {
    let reading = Build::new("a", "Warta Teluk", "2024-03-03")
        .title("Jembatan Sarwa Ditutup")
        .paragraph(
            "Pada Juli 2022, pemerintah kota memperbaiki tiang penyangga jembatan itu dengan beton murah.",
        )
        .paragraph(
            "Jembatan itu akan dibuka kembali untuk semua kendaraan pada 9 Mei 2024 setelah diperiksa.",
        )
        .paragraph("Rani Mahesa mengatakan jembatan retak sejak 5 Januari 2024 karena banjir besar.")
        .person("Rani Mahesa")
        .time("Juli 2022", "2022-07")
        .time("9 Mei 2024", "2024-05-09")
        .time("5 Januari 2024", "2024-01-05")
        .said("Rani Mahesa", "jembatan retak sejak 5 Januari 2024 karena banjir besar", "")
        .done();
    let story = only_story(&[reading]);
    let events: Vec<_> = story.timeline.iter().filter(|entry| entry.kind == EntryKind::Event).collect();
    assert_eq!(events.len(), 1, "{events:#?}");
    assert!(events[0].text.starts_with("Pada Juli 2022"));
    assert_eq!(events[0].when.to, "2022-07-31".parse().ok());
}

#[test]
fn what_somebody_did_not_say_is_shown_with_its_sentence() {
    let reading = Build::new("a", "Warta Teluk", "2024-03-03")
        .paragraph("Rani Mahesa tidak menyebutkan kapan jembatan dibuka kembali.")
        .person("Rani Mahesa")
        .said("Rani Mahesa", "kapan jembatan dibuka kembali", "")
        .negated()
        .done();
    let story = only_story(&[reading]);
    assert_eq!(story.timeline[0].text, "Rani Mahesa tidak menyebutkan kapan jembatan dibuka kembali.");
}

#[test]
fn a_statement_without_a_speaker_stays_in_the_timeline() {
    let reading = Build::new("a", "Warta Teluk", "2024-03-03")
        .paragraph("\"Kami sudah lama menunggu jembatan baru,\" demikian bunyi tulisan di pagar.")
        .said("", "Kami sudah lama menunggu jembatan baru,", "")
        .done();
    let story = only_story(&[reading]);
    assert_eq!(story.timeline.len(), 1);
    assert_eq!(story.timeline[0].speaker, None);
}

#[test]
fn two_languages_meet_in_names_and_days() {
    let one = bridge(
        "a",
        "Warta Teluk",
        "2024-03-03",
        "Jembatan Sarwa di Kota Teluk akan kami ganti dengan yang baru,",
        "2024-03-02",
    );
    let two = Build::new("b", "Teluk Herald", "2024-03-03")
        .language("en")
        .title("Mayor Rani Mahesa shuts Sarwa Bridge")
        .paragraph(
            "Mayor Rani Mahesa shut the Sarwa Bridge in Teluk City on Saturday after cracks were found.",
        )
        .paragraph("\"We will replace the Sarwa Bridge in Teluk City with a new one,\" Rani Mahesa said.")
        .person("Rani Mahesa")
        .named(MentionKind::Place, "Teluk City", &["Kota Teluk"])
        .named(MentionKind::Place, "Sarwa Bridge", &["Jembatan Sarwa"])
        .said("Rani Mahesa", "We will replace the Sarwa Bridge in Teluk City with a new one,", "2024-03-02");
    let story = only_story(&[one.done(), two.done()]);
    assert_eq!(story.events.len(), 1, "{:#?}", story.events);
    let why = &story.events[0].why;
    assert!(why.starts_with("probably the same event in") && why.contains("both name"), "{why}");
    let entry = story.timeline.iter().find(|entry| entry.speaker.is_some()).expect("an entry");
    assert_eq!(entry.reports.len(), 2, "{:#?}", story.timeline);
    assert!(entry.reports.iter().any(|report| report.wording == Wording::Translated));
}

/// The trace of shuffled input with its article numbers put back.
fn renumbered(mut trace: Trace, order: &[usize]) -> Trace {
    for story in &mut trace.stories {
        story.articles.iter_mut().for_each(|at| *at = order[*at]);
        story.events.iter_mut().flat_map(|event| &mut event.articles).for_each(|at| *at = order[*at]);
        story.timeline.iter_mut().flat_map(|e| &mut e.reports).for_each(|r| r.article = order[r.article]);
        for copy in &mut story.copies {
            (copy.earlier, copy.later) = (order[copy.earlier], order[copy.later]);
        }
        for agency in &mut story.agencies {
            agency.page = agency.page.map(|at| order[at]);
            agency.carriers.iter_mut().for_each(|carrier| carrier.article = order[carrier.article]);
        }
    }
    let mut events = trace.event_of.clone();
    let mut stories = trace.story_of.clone();
    for (at, &original) in order.iter().enumerate() {
        events[original].clone_from(&trace.event_of[at]);
        stories[original] = trace.story_of[at];
    }
    Trace { stories: trace.stories, story_of: stories, event_of: events }
}

#[test]
fn the_order_of_the_input_makes_no_difference() {
    let said = "Kami menutup jembatan sampai tiang penyangga selesai diganti,";
    let later = "Anggaran jembatan baru sudah kami kirim ke dewan kota pekan lalu,";
    let whale = Build::new("w", "Warta Teluk", "2024-03-03")
        .title("Paus Terdampar di Pantai Lor")
        .paragraph("Seekor paus terdampar di Pantai Lor dan didorong kembali ke laut oleh nelayan setempat.")
        .named(MentionKind::Place, "Pantai Lor", &[]);
    let readings = [
        bridge("a", "Warta Teluk", "2024-03-03T08:00", said, "2024-03-02").done(),
        bridge("b", "Suara Bukit", "2024-03-03T08:00", said, "2024-03-02").done(),
        whale.done(),
        bridge("d", "Suara Bukit", "2024-09-01", later, "2024-08-31").done(),
        bridge("c", "Warta Teluk", "", said, "").done(),
    ];
    let straight = trace(&readings);
    assert_eq!(straight.stories.len(), 2, "the whale stays outside");
    for order in [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [1, 4, 0, 3, 2]] {
        let shuffled: Vec<Reading> = order.iter().map(|&at| readings[at].clone()).collect();
        assert_eq!(renumbered(trace(&shuffled), &order), straight, "{order:?}");
    }
}

/// The texts of the happenings that one sentence with one date makes, and the report's date line beside it.
fn happenings(language: &str, sentence: &str, time: &str, value: &str) -> Vec<String> {
    let reading = Build::new("a", "Warta Teluk", "2024-03-09")
        .language(language)
        .title("Jembatan Sarwa")
        .paragraph(sentence)
        .time(time, value)
        .done();
    let story = only_story(&[reading]);
    story.timeline.into_iter().map(|entry| entry.text).collect()
}

#[test]
fn only_the_day_of_the_main_clause_makes_a_happening() {
    for (language, sentence, time, value, told) in [
        (
            "en",
            "The mayor closed the cracked bridge over the Sarwa on 8 March.",
            "8 March",
            "2024-03-08",
            true,
        ),
        ("en", "In 1974 the two towns of the delta signed a treaty on water.", "1974", "1974", true),
        ("en", "The old treaty of 1974 does not mention bridges or their keepers.", "1974", "1974", false),
        (
            "en",
            "Engineers met for the first time since the flood on 8 March.",
            "8 March",
            "2024-03-08",
            false,
        ),
        ("en", "The bridge that was opened in 2019 carries no lorries today.", "2019", "2019", false),
        (
            "en",
            "After three days of rain, the river broke its banks on 8 March.",
            "8 March",
            "2024-03-08",
            true,
        ),
        (
            "id",
            "Wali kota menutup jembatan yang retak itu, Jumat (8/3/2024).",
            "Jumat (8/3/2024)",
            "2024-03-08",
            true,
        ),
        ("id", "Warga kembali bertemu untuk pertama kali sejak banjir Maret.", "Maret", "2024-03", false),
        ("id", "Anggaran jembatan dibahas lagi oleh dewan setelah banjir Maret.", "Maret", "2024-03", false),
        (
            "id",
            "Penulis: Rani Mahesa Editor: Bima Tarsono Jumat 8 Maret 2024",
            "8 Maret 2024",
            "2024-03-08",
            false,
        ),
    ] {
        assert_eq!(happenings(language, sentence, time, value).len(), usize::from(told), "{sentence}");
    }
}

#[test]
fn a_headline_joins_its_own_body_even_where_a_copy_tells_the_same() {
    let told = "Rani Mahesa berjanji membangun sistem peringatan dini bersama dengan biaya kota.";
    let says = "membangun sistem peringatan dini bersama dengan biaya kota";
    let build = |id: &str, outlet: &str, title: &str| {
        Build::new(id, outlet, "2024-03-03").title(title).paragraph(told).person("Rani Mahesa")
    };
    let one = build("a", "Warta Teluk", "Janji Baru Rani Mahesa").said("Rani Mahesa", says, "").done();
    let two = build("b", "Suara Bukit", "Rani Mahesa Janjikan Sistem Peringatan Dini")
        .said("Rani Mahesa", "@Sistem Peringatan Dini", "")
        .said("Rani Mahesa", says, "")
        .done();
    let story = only_story(&[one, two]);
    assert_eq!(story.timeline.len(), 1, "{:#?}", story.timeline);
    assert_eq!(story.timeline[0].reports.len(), 2);
}

#[test]
fn what_is_known_of_a_day_stands_before_what_was_said_by_then() {
    let reading = Build::new("a", "Warta Teluk", "2024-03-03")
        .title("Jembatan Sarwa")
        .paragraph("Bima Tarsono mengatakan warga sudah lama menunggu jembatan baru.")
        .paragraph("Rani Mahesa mengatakan tiang penyangga selesai diganti bulan depan.")
        .paragraph("Sita Wulan mengatakan anggaran jembatan tidak pernah dibahas dewan.")
        .person("Rani Mahesa")
        .person("Bima Tarsono")
        .person("Sita Wulan")
        .said("Bima Tarsono", "warga sudah lama menunggu jembatan baru", "")
        .said("Rani Mahesa", "tiang penyangga selesai diganti bulan depan", "2024-03-03")
        .said("Sita Wulan", "anggaran jembatan tidak pernah dibahas dewan", "")
        .done();
    let story = only_story(&[reading]);
    let speakers: Vec<_> = story.timeline.iter().filter_map(|entry| entry.speaker.as_deref()).collect();
    assert_eq!(speakers, ["Rani Mahesa", "Bima Tarsono", "Sita Wulan"]);
}

#[test]
fn a_pull_quote_is_no_statement_of_whoever_spoke_last() {
    let words = "Janji saja tidak akan mengganti tiang penyangga";
    let reading = Build::new("a", "Warta Teluk", "2024-03-03")
        .title("Jembatan Sarwa")
        .paragraph(&format!("\"{words},\" kata Rani Mahesa."))
        .paragraph("Bima Tarsono mengatakan warga sudah lama menunggu jembatan baru.")
        .paragraph(&format!("\"{words}\""))
        .person("Rani Mahesa")
        .person("Bima Tarsono")
        .said("Rani Mahesa", &format!("@{words},"), "")
        .cue("kata")
        .said("Bima Tarsono", "warga sudah lama menunggu jembatan baru", "")
        .cue("mengatakan")
        .said("Bima Tarsono", words, "")
        .done();
    let story = only_story(&[reading]);
    let speakers: Vec<_> = story.timeline.iter().filter_map(|entry| entry.speaker.as_deref()).collect();
    assert_eq!(speakers, ["Rani Mahesa", "Bima Tarsono"], "{:#?}", story.timeline);
}

#[test]
fn a_day_that_names_a_noun_dates_nothing_else() {
    for (language, sentence, time, value, told) in [
        (
            "en",
            "The museum keeps letters from victims of the March 4 attack in its cellar.",
            "March 4",
            "2024-03-04",
            false,
        ),
        (
            "en",
            "Survivors of March 4 attacks filled the square in front of the town hall.",
            "March 4",
            "2024-03-04",
            false,
        ),
        (
            "en",
            "Council members prepared for a March 4 hearing in silence and without lawyers.",
            "March 4",
            "2024-03-04",
            false,
        ),
        (
            "en",
            "The council closed the bridge in a vote on March 4 after hours of debate.",
            "March 4",
            "2024-03-04",
            true,
        ),
        (
            "en",
            "Three workers of the ferry company died in a crash Monday near the harbour.",
            "Monday",
            "2024-03-04",
            true,
        ),
        (
            "id",
            "Museum kota menyimpan surat para korban serangan 4 Maret di ruang bawah tanah.",
            "4 Maret",
            "2024-03-04",
            false,
        ),
        (
            "id",
            "Warga kota mengenang korban peristiwa 4 Maret dengan doa bersama di alun-alun.",
            "4 Maret",
            "2024-03-04",
            false,
        ),
        (
            "id",
            "Tiga pekerja kapal meninggal dalam kecelakaan Senin (4/3/2024) di dekat pelabuhan.",
            "Senin (4/3/2024)",
            "2024-03-04",
            true,
        ),
        (
            "id",
            "Dewan kota menutup jembatan lama itu pada 4 Maret untuk selamanya.",
            "4 Maret",
            "2024-03-04",
            true,
        ),
    ] {
        assert_eq!(happenings(language, sentence, time, value).len(), usize::from(told), "{sentence}");
    }
}

#[test]
fn what_something_is_compared_with_dates_nothing() {
    for (language, sentence, time) in [
        ("en", "Farmers of the eastern plain brought in more rice than last year.", "last year"),
        ("id", "Petani di dataran timur memanen padi lebih banyak dari tahun lalu.", "tahun lalu"),
    ] {
        assert_eq!(happenings(language, sentence, time, "2023"), Vec::<String>::new(), "{sentence}");
    }
}

#[test]
fn a_sentence_whose_subject_stands_before_it_is_no_entry() {
    for (language, sentence, time, told) in [
        ("en", "It closed the old bridge over the river on 4 March without any warning.", "4 March", false),
        (
            "en",
            "But they closed the old bridge over the river on 4 March without any warning.",
            "4 March",
            false,
        ),
        ("en", "On 4 March, she closed the old bridge over the river without any warning.", "4 March", false),
        (
            "en",
            "On 4 March, the mayor closed the old bridge over the river without any warning.",
            "4 March",
            true,
        ),
        (
            "en",
            "This town closed the old bridge over the river on 4 March without any warning.",
            "4 March",
            true,
        ),
        (
            "en",
            "The subpoenas were disclosed on 4 March, the same day the town closed its bridge.",
            "4 March",
            true,
        ),
        (
            "id",
            "Sementara itu, wali kota menutup jembatan lama di atas sungai pada 4 Maret.",
            "4 Maret",
            true,
        ),
        (
            "id",
            "Ia menutup jembatan lama di atas sungai itu pada 4 Maret tanpa peringatan.",
            "4 Maret",
            false,
        ),
        (
            "id",
            "Hal itu membuat warga menutup jembatan lama pada 4 Maret tanpa peringatan.",
            "4 Maret",
            false,
        ),
        (
            "id",
            "Namun, mereka menutup jembatan lama di atas sungai itu pada 4 Maret tanpa peringatan.",
            "4 Maret",
            false,
        ),
        (
            "id",
            "Pada 4 Maret, dia menutup jembatan lama di atas sungai itu tanpa peringatan.",
            "4 Maret",
            false,
        ),
        (
            "id",
            "Pada 4 Maret, wali kota menutup jembatan lama di atas sungai itu tanpa peringatan.",
            "4 Maret",
            true,
        ),
    ] {
        assert_eq!(happenings(language, sentence, time, "2024-03-04").len(), usize::from(told), "{sentence}");
    }
}
