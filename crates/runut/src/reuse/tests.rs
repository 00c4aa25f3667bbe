//! Copies over whole articles: what is found, what is left alone, and in which direction.

use super::*;
use crate::model::{CopyKind, Stated};

fn article(id: &str, outlet: &str, published: &str, text: &str) -> Article {
    Article {
        id: id.to_owned(),
        outlet: Some(Stated::given(outlet.to_owned(), "test")),
        published: (!published.is_empty()).then(|| Stated::given(published.to_owned(), "test")),
        text: text.to_owned(),
        ..Article::default()
    }
}

const REPORT: &str = "Gempa merusak dua jembatan di lembah Sarwa pada Minggu pagi. Wali kota Rani Mahesa \
    meminta warga menjauhi tepi sungai sampai para ahli selesai memeriksa tiang penyangga yang retak.";

#[test]
fn a_copy_is_found_with_its_passage_and_its_direction() {
    let source = article("b", "Warta Teluk", "2024-03-03T09:10", REPORT);
    let text =
        format!("Kabar dari lembah. {REPORT} Jalan lain tetap dibuka untuk umum sampai malam hari ini.");
    let copy = article("a", "Suara Bukit", "2024-03-03T11:00", &text);
    let other =
        article("c", "Suara Bukit", "2024-03-03", "Tim bola voli putri menang tiga set langsung di final.");
    let links = copies_of(&[&copy, &other, &source]);
    assert_eq!(links.len(), 1);
    let link = &links[0];
    assert_eq!((link.earlier, link.later, link.order_known), (2, 0, true));
    assert!(link.share > 0.9, "{}", link.share);
    let passage = link.passages[0];
    let same = |text: &str| text.to_lowercase();
    assert_eq!(same(passage.earlier.of(&source.text)), same(passage.later.of(&copy.text)));
}

#[test]
fn house_text_of_one_outlet_is_no_evidence() {
    let house = "Ikuti saluran kami untuk kabar terbaru setiap hari tanpa iklan dan tanpa batas waktu.";
    let topics = ["padi", "kapal", "kereta", "listrik", "sekolah", "pasar"];
    let pages: Vec<Article> = topics
        .iter()
        .enumerate()
        .map(|(at, topic)| {
            let outlet = if at == 5 { "Suara Bukit" } else { "Warta Teluk" };
            article(&format!("p{at}"), outlet, "2024-03-03", &format!("Soal {topic} dibahas {at}. {house}"))
        })
        .collect();
    let all: Vec<&Article> = pages.iter().collect();
    assert_eq!(copies_of(&all), Vec::new());
}

fn links(articles: &[&Article]) -> Vec<CopyLink> {
    copies_of(articles)
}

/// Sentences of a report, each of its own words.
fn sentences(topic: &str, from: usize, to: usize) -> String {
    let sentence = |at: usize| {
        format!(
            "Pada tahap {topic}{at} petugas {topic}{at}a memeriksa tiang {topic}{at}b dan mencatat retak {topic}{at}c. "
        )
    };
    (from..to).map(sentence).collect()
}

#[test]
fn what_is_put_together_from_two_reports_that_share_nothing_is_the_copy() {
    let one = article("a", "Warta Teluk", "", &sentences("x", 0, 20));
    let two = article("b", "Kabar Lor", "", &sentences("y", 0, 20));
    let both = article("c", "Suara Bukit", "", &(sentences("x", 0, 6) + &sentences("y", 3, 9)));
    let found = links(&[&one, &two, &both]);
    assert_eq!(found.len(), 2, "{found:#?}");
    for link in &found {
        assert_eq!((link.later, link.kind, link.order_known), (2, CopyKind::Merged, true), "{}", link.why);
    }
}

#[test]
fn a_clock_against_the_texts_leaves_the_order_open() {
    let one = article("a", "Warta Teluk", "2024-03-05T08:00", &sentences("x", 0, 20));
    let two = article("b", "Kabar Lor", "2024-03-01T08:00", &sentences("y", 0, 20));
    let both =
        article("c", "Suara Bukit", "2024-03-02T08:00", &(sentences("x", 0, 6) + &sentences("y", 3, 9)));
    let found = links(&[&one, &two, &both]);
    let known: Vec<_> = found.iter().map(|link| (link.earlier.min(link.later), link.order_known)).collect();
    assert_eq!(known, [(1, true), (0, false)], "{found:#?}");
}

#[test]
fn a_lone_quotation_is_a_link_that_makes_no_copy_of_the_text() {
    let quote = "“Kami menunggu jembatan baru itu sejak banjir besar tiga tahun lalu,” kata Rani. ";
    let one = article(
        "a",
        "Warta Teluk",
        "2024-03-02T08:00",
        &(sentences("x", 0, 9) + quote + &sentences("x", 9, 20)),
    );
    let two = article(
        "b",
        "Suara Bukit",
        "2024-03-02T09:00",
        &(sentences("y", 0, 12) + quote + &sentences("y", 12, 20)),
    );
    let found = links(&[&one, &two]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, CopyKind::Quote);
    assert!(found[0].share < COPY_SHARE && !found[0].kind.is_of_text());
    let other = article(
        "c",
        "Suara Bukit",
        "",
        &(sentences("y", 0, 20) + "Di Kota Teluk pada Minggu pagi, kata Rani."),
    );
    assert_eq!(links(&[&one, &other]), [], "a set phrase is no quotation");
}

#[test]
fn versions_of_one_page_are_no_house_text() {
    let page = |at: usize| {
        article(&format!("p{at}"), "Warta Teluk", "", &(sentences("x", 0, 20) + &format!("Versi {at}.")))
    };
    let pages: Vec<Article> = (0..6).map(page).collect();
    let all: Vec<&Article> = pages.iter().collect();
    let found = links(&all);
    assert_eq!(found.len(), 15);
    assert!(found.iter().all(|link| link.kind == CopyKind::Whole && !link.order_known));
}

#[test]
fn house_text_tells_the_order_of_two_whole_copies_too() {
    let house = "Ikuti saluran kami untuk kabar terbaru setiap hari tanpa iklan dan tanpa batas waktu. ";
    let filler = ["padi", "kapal", "kereta", "listrik", "sekolah", "pasar"];
    let page = |(at, topic): (usize, &&str)| {
        article(&format!("p{at}"), "Warta Teluk", "", &(sentences(topic, 0, 3) + house))
    };
    let mut pages: Vec<Article> = filler.iter().enumerate().map(page).collect();
    pages.push(article("z", "Warta Teluk", "", &(sentences("x", 0, 20) + house)));
    pages.push(article("b", "Suara Bukit", "", &(sentences("x", 0, 20) + house)));
    let found = copies_of(&pages.iter().collect::<Vec<_>>());
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].earlier, found[0].later, found[0].order_known), (6, 7, true), "{}", found[0].why);
}

#[test]
fn a_slip_that_both_carry_is_named() {
    use crate::model::{Reading, Span, TimeExpression, TimeKind, TimeValue, WeekdayCheck};
    let reading = |id: &str, outlet: &str| {
        let text =
            sentences("x", 0, 3) + "Pemeriksaan berakhir Senin (5/3/2024) di balai. " + &sentences("x", 3, 6);
        let start = text.find("Senin").expect("the day is there");
        let slip = TimeExpression {
            span: Span::new(start, start + "Senin (5/3/2024)".len()),
            kind: TimeKind::Date,
            value: TimeValue("2024-03-05".to_owned()),
            anchor: crate::model::Anchor::Written,
            weekday: WeekdayCheck::Differs,
            likely: None,
            why: None,
            rule: String::new(),
            utc_offset: None,
        };
        let mut reading = Reading { article: article(id, outlet, "", &text), ..Reading::default() };
        reading.annotations.times.push(slip);
        reading
    };
    let mut readings = [reading("a", "Warta Teluk"), reading("b", "Suara Bukit")];
    let mut found = copies(&readings);
    slips(&mut found, &readings);
    assert!(found[0].why.ends_with("both carry the slip \"Senin (5/3/2024)\""), "{}", found[0].why);
    readings[1].annotations.times.clear();
    let mut found = copies(&readings);
    slips(&mut found, &readings);
    assert!(!found[0].why.contains("slip"), "{}", found[0].why);
}

#[test]
fn order_of_the_input_makes_no_difference_to_copies() {
    let one = article("a", "Warta Teluk", "2024-03-02T08:00", &sentences("x", 0, 20));
    let two = article("b", "Kabar Lor", "2024-03-02T09:00", &sentences("x", 4, 18));
    let three = article("c", "Suara Bukit", "", &(sentences("x", 0, 6) + &sentences("y", 3, 9)));
    let straight: Vec<_> = links(&[&one, &two, &three]).into_iter().map(|link| link.why).collect();
    let turned: Vec<_> = links(&[&three, &two, &one]).into_iter().map(|link| link.why).collect();
    assert_eq!(straight, turned);
}
