//! What the reports of one event may and may not contradict.

use crate::model::{Disagreement, DisagreementKind, MentionKind, Reading, Sense};
use crate::timeline::testing::{Build, packs};

fn found(readings: &[Reading]) -> Vec<Disagreement> {
    let trace = crate::trace(readings, &packs());
    trace.stories.into_iter().flat_map(|story| story.disagreements).collect()
}

fn kinds(readings: &[Reading]) -> Vec<DisagreementKind> {
    found(readings).into_iter().map(|one| one.kind).collect()
}

#[test]
fn a_weekday_that_is_not_the_dates_is_shown_with_the_likely_date() {
    let reading = Build::new("a", "Warta Teluk", "2024-03-03")
        .paragraph("Jembatan ditutup pada Sabtu (2/3/2023) malam oleh petugas kota.")
        .time("Sabtu (2/3/2023)", "2023-03-02")
        .slip("2024-03-02")
        .done();
    let all = found(&[reading]);
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].kind, all[0].likely.as_deref()), (DisagreementKind::Date, Some("2024-03-02")));
    assert_eq!(all[0].sides.len(), 2);
}

/// A report of a flood, with how many died.
fn flood(id: &str, outlet: &str, published: &str, words: &str, value: f64, sense: Sense) -> Reading {
    Build::new(id, outlet, published)
        .title("Banjir Landa Lembah Sarwa")
        .paragraph(&format!(
            "Banjir di Lembah Sarwa menewaskan {words}, kata petugas penyelamat di Kota Teluk."
        ))
        .named(MentionKind::Place, "Lembah Sarwa", &["Sarwa"])
        .named(MentionKind::Place, "Kota Teluk", &[])
        .figure(words, value, sense, "orang", "orang")
        .done()
}

#[test]
fn figures_disagree_only_where_both_cannot_hold() {
    use Sense::{About, AtLeast, Exact};
    for (one, two, days, disagree) in [
        (("12 orang", 12.0, Exact), ("17 orang", 17.0, Exact), 0, true),
        (("sedikitnya 12 orang", 12.0, AtLeast), ("17 orang", 17.0, Exact), 0, false),
        (("sekitar 600 orang", 600.0, About), ("610 orang", 610.0, Exact), 0, false),
        (("12 orang", 12.0, Exact), ("17 orang", 17.0, Exact), 1, false),
        (("17 orang", 17.0, Exact), ("12 orang", 12.0, Exact), 1, true),
        (("12 orang", 12.0, Exact), ("900 orang", 900.0, Exact), 0, false),
    ] {
        let first = flood("a", "Warta Teluk", "2024-03-03", one.0, one.1, one.2);
        let second = flood("b", "Suara Bukit", &format!("2024-03-0{}", 3 + days), two.0, two.1, two.2);
        let seen = kinds(&[first, second]) == [DisagreementKind::Figure];
        assert_eq!(seen, disagree, "{one:?} / {two:?} after {days} days");
    }
}

#[test]
fn two_languages_count_one_thing_under_one_name() {
    let one = flood("a", "Warta Teluk", "2024-03-03", "17 jenazah", 17.0, Sense::Exact);
    let told = |words: &str, value: f64, counts: &str| {
        Build::new("b", "Teluk Herald", "2024-03-03")
            .language("en")
            .title("Flood hits Sarwa Valley")
            .paragraph(&format!("Rescuers in Teluk City said {words} were found in the Sarwa Valley."))
            .named(MentionKind::Place, "Sarwa Valley", &["Lembah Sarwa", "Sarwa"])
            .named(MentionKind::Place, "Teluk City", &["Kota Teluk"])
            .figure(words, value, Sense::Exact, counts, counts)
            .done()
    };
    let mut one = one;
    one.annotations.figures[0].counts = Some("jenazah".to_owned());
    assert_eq!(kinds(&[one.clone(), told("twelve bodies", 12.0, "bodies")]), [DisagreementKind::Figure]);
    assert_eq!(kinds(&[one.clone(), told("seventeen bodies", 17.0, "bodies")]), []);
    assert_eq!(kinds(&[one, told("twelve boats", 12.0, "boats")]), []);
}

#[test]
fn two_amounts_of_one_thing_side_by_side_disagree_and_two_years_do_not() {
    for (one, two, disagree) in [
        (
            "The council put the damage at $310 million.",
            "The ministry said the damage came to $420 million.",
            true,
        ),
        (
            "The council sold land for $310 million.",
            "The ministry said the damage came to $420 million.",
            false,
        ),
        ("The damage was $310 million in 2022.", "The ministry said the damage came to $420 million.", false),
    ] {
        let build = Build::new("a", "Teluk Herald", "2024-03-03")
            .language("en")
            .title("Sarwa flood")
            .paragraph(&format!("{one} {two}"))
            .named(MentionKind::Organisation, "ministry", &[])
            .said("ministry", "the damage came to $420 million", "")
            .figure("$310 million", 310e6, Sense::Exact, "dollar", "")
            .figure("$420 million", 420e6, Sense::Exact, "dollar", "");
        let build = if one.contains("2022") { build.time("2022", "2022") } else { build };
        let mut reading = build.done();
        reading.annotations.figures.iter_mut().for_each(|figure| figure.counts = None);
        reading.annotations.figures[1].statement = Some(0);
        reading.annotations.figures[1].claimed_by = Some("ministry".to_owned());
        let seen = kinds(&[reading]).contains(&DisagreementKind::Figure);
        assert_eq!(seen, disagree, "{one} / {two}");
    }
}

fn summit(title: &str, body: &str) -> Build {
    Build::new("a", "Warta Teluk", "2024-03-03")
        .title(title)
        .paragraph(body)
        .person("Rani Mahesa")
        .person("Bima Tarsono")
        .person("Sita Wulan")
}

#[test]
fn a_headline_may_name_another_addressee_than_the_body() {
    let build = summit(
        "Rani Mahesa Janjikan Ini ke Bima Tarsono",
        "Bertemu Sita Wulan, Rani Mahesa berjanji mengganti tiang jembatan.",
    );
    let reading = build
        .said("Rani Mahesa", "@Janjikan Ini", "")
        .to("Bima Tarsono")
        .said("Rani Mahesa", "mengganti tiang jembatan", "")
        .to("Sita Wulan")
        .done();
    let all = found(&[reading]);
    assert_eq!(all.len(), 1, "{all:#?}");
    assert_eq!((all[0].kind, all[0].likely.as_deref()), (DisagreementKind::Addressee, Some("Sita Wulan")));
}

#[test]
fn a_headline_claim_needs_a_statement_in_the_body() {
    let title = "Rani Mahesa Dukung Jembatan Baru, Sita Wulan Berterima Kasih";
    let body = "Sita Wulan berterima kasih atas dukungan untuk jembatan baru.";
    let build = |build: Build| {
        build
            .said("Rani Mahesa", "@Dukung Jembatan Baru", "")
            .said("Sita Wulan", "@Berterima Kasih", "")
            .said("Sita Wulan", "berterima kasih atas dukungan untuk jembatan baru", "")
    };
    let all = found(&[build(summit(title, body)).done()]);
    assert_eq!(all.len(), 1, "{all:#?}");
    assert_eq!(all[0].kind, DisagreementKind::Headline);
    assert!(all[0].why.contains("Rani Mahesa"), "{}", all[0].why);
    let carried = format!("{body} Rani Mahesa mengatakan jembatan baru sangat perlu.");
    let reading = build(summit(title, &carried)).said("Rani Mahesa", "jembatan baru sangat perlu", "").done();
    assert_eq!(found(&[reading]), Vec::new());
}

/// One quotation, as an outlet prints it.
fn quoted(id: &str, outlet: &str, speaker: &str, words: &str) -> Reading {
    Build::new(id, outlet, "2024-03-03")
        .title("Jembatan Sarwa di Kota Teluk Retak")
        .paragraph(
            "Tiang penyangga Jembatan Sarwa di Kota Teluk retak setelah banjir besar pada akhir pekan.",
        )
        .paragraph(&format!("\"{words}\" kata Rani Mahesa kepada Bima Tarsono."))
        .person("Rani Mahesa")
        .person("Bima Tarsono")
        .named(MentionKind::Place, "Kota Teluk", &[])
        .said(speaker, words, "2024-03-02")
        .lasting("48 jam", "PT48H")
        .lasting("dua hari", "P2D")
        .done()
}

#[test]
fn two_wordings_of_one_quotation_are_shown_and_a_shortened_one_is_not() {
    let whole = "Kami tidak akan membuka jembatan sebelum semua tiang penyangga diganti,";
    let one = quoted("a", "Warta Teluk", "Rani Mahesa", whole);
    let other = "Kami tidak akan membuka jembatan sebelum sebagian tiang penyangga diganti,";
    let all = found(&[one.clone(), quoted("b", "Suara Bukit", "Rani Mahesa", other)]);
    assert_eq!(all.len(), 1, "{all:#?}");
    assert_eq!(all[0].kind, DisagreementKind::Wording);
    assert!(all[0].why.contains("\"semua\" / \"sebagian\""), "{}", all[0].why);
    let short = "Kami tidak akan membuka jembatan sebelum semua tiang";
    assert_eq!(found(&[one, quoted("b", "Suara Bukit", "Rani Mahesa", short)]), Vec::new());
}

#[test]
fn one_quotation_in_two_mouths_is_shown() {
    let words = "Kami tidak akan membuka jembatan sebelum semua tiang penyangga diganti,";
    let one = quoted("a", "Warta Teluk", "Rani Mahesa", words);
    let two = quoted("b", "Suara Bukit", "Bima Tarsono", words);
    assert_eq!(kinds(&[one, two]), [DisagreementKind::Speaker]);
}

#[test]
fn one_length_of_time_in_other_words_is_another_wording() {
    let one = quoted(
        "a",
        "Warta Teluk",
        "Rani Mahesa",
        "Kami tidak akan menutup jembatan tanpa memberi tahu warga 48 jam sebelumnya,",
    );
    let two = quoted(
        "b",
        "Suara Bukit",
        "Rani Mahesa",
        "Kami baru akan menutup jembatan setelah warga diberi waktu dua hari,",
    );
    let all = found(&[one, two]);
    let kinds: Vec<_> = all.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [DisagreementKind::Wording], "{all:#?}");
}

#[test]
fn a_headline_claim_of_which_the_body_has_no_word_is_shown() {
    let title = "Rani Mahesa Sebut Sita Wulan Kawan Setia";
    let body = "Rani Mahesa mengatakan kota akan mengganti tiang jembatan bersama Sita Wulan.";
    let says = "kota akan mengganti tiang jembatan bersama Sita Wulan";
    let claimed =
        summit(title, body).said("Rani Mahesa", "@Sita Wulan Kawan Setia", "").said("Rani Mahesa", says, "");
    let all = found(&[claimed.done()]);
    assert_eq!(all.iter().map(|one| one.kind).collect::<Vec<_>>(), [DisagreementKind::Headline], "{all:#?}");
    let carried = format!("{body} Sita Wulan adalah kawan lama, katanya.");
    let reading = summit(title, &carried)
        .said("Rani Mahesa", "@Sita Wulan Kawan Setia", "")
        .said("Rani Mahesa", says, "")
        .done();
    assert_eq!(found(&[reading]), Vec::new());
}
