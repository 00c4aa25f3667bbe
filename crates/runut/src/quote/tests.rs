//! Who says what, in invented texts: mostly mouths that were once wrong.

mod english;
mod hostile;
mod insertions;

use crate::lang::Packs;
use crate::model::{Article, Block, BlockKind, Confidence, Reading, Span, Stated};

fn read(language: &str, text: &str) -> Reading {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, start + line.len()) });
        }
        start += line.len() + 1;
    }
    let published = Some(Stated::given("2025-10-22".to_owned(), "test"));
    let article = Article {
        text: text.to_owned(),
        language: language.to_owned(),
        blocks,
        published,
        ..Article::default()
    };
    crate::annotate(article, &Packs::bundled().expect("the bundled packs load"))
}

/// The speaker of the statement that holds `words`; `None` for a gap, panics where there is no such statement.
fn speaker(reading: &Reading, words: &str) -> Option<String> {
    let text = &reading.article.text;
    let at = text.find(words).expect("the text holds the words") as u32;
    let holds = |span: &Span| span.start <= at && at < span.end;
    let found = reading.annotations.statements.iter().find(|s| s.content.iter().any(holds));
    found.unwrap_or_else(|| panic!("nobody says {words:?} in {text:?}")).speaker_name.clone()
}

#[test]
fn a_clause_is_nobody() {
    for (text, wrong) in [
        ("Untuk itu, dia mendesak agar pemerintah segera memastikan jembatan itu aman bagi warga.", "agar"),
        ("Perempuan tersebut berteriak menyebut jembatan itu sebagai aib bagi kota.", "berteriak"),
        ("Itu bukan soal uang, melainkan menyatakan bahwa jembatan itu milik warga.", "melainkan"),
    ] {
        let reading = read("id", text);
        let speakers = reading.annotations.statements.iter().filter_map(|s| s.speaker_name.as_deref());
        let found: Vec<_> = speakers.filter(|name| name.contains(wrong)).collect();
        assert!(found.is_empty(), "{text}\n{found:?}");
    }
}

#[test]
fn a_clitic_goes_on_with_whoever_spoke_last() {
    for (text, words, expected) in [
        (
            "Kepala sekolah Rohman Hidayat mengatakan sekolah sudah mengikuti aturan. “Saya tidak pernah memalsukan \
             data,” kata seorang wali murid. “Anak saya masuk lewat jalur biasa,” ujarnya.",
            "Anak saya",
            Some("seorang wali murid"),
        ),
        (
            "Bernard Sutanto mengatakan akan patuh. “Menjatuhkan sanksi keras kepada Bernard Sutanto,” kata Ketua \
             Dewan Etik. “Sanksi berlaku sejak dibacakan,” sambungnya.",
            "Sanksi berlaku",
            Some("Ketua Dewan Etik"),
        ),
        (
            "Rina Lestari mengatakan jembatan itu aman. “Kami memeriksanya tiap bulan,” ujarnya.",
            "Kami memeriksanya",
            Some("Rina Lestari"),
        ),
        (
            "“Harga akan turun,” kata Rina Lestari. Presiden Budi Santoso menandatangani aturan itu. “Kami menunggu \
             hasilnya,” lanjutnya.",
            "Kami menunggu",
            Some("Rina Lestari"),
        ),
        (
            "Hal senada disampaikan Rina Lestari. “Kami menunggu hasilnya,” katanya.",
            "Kami menunggu",
            Some("Rina Lestari"),
        ),
        (
            "Rina Lestari mengatakan harga akan turun. Survei itu menunjukkan stok masih cukup. “Kami menunggu \
             hasilnya,” katanya.",
            "Kami menunggu",
            Some("Rina Lestari"),
        ),
        (
            "Rina Lestari mengatakan Budi Santoso menyebut harga akan turun. “Kami menunggu hasilnya,” katanya.",
            "Kami menunggu",
            Some("Rina Lestari"),
        ),
        (
            "Rina Lestari mengatakan harga akan turun. Bank Indonesia mencatat stok masih cukup. “Kami menunggu \
             hasilnya,” katanya.",
            "Kami menunggu",
            Some("Rina Lestari"),
        ),
    ] {
        let reading = read("id", text);
        assert_eq!(speaker(&reading, words).as_deref(), expected, "{text}");
    }
}

#[test]
fn according_to_her_is_somebody() {
    let text =
        "“Sungai harus dijaga,” kata Rina Lestari. Menurutnya, warga harus memastikan air tetap bersih.";
    let reading = read("id", text);
    assert_eq!(speaker(&reading, "warga harus").as_deref(), Some("Rina Lestari"));
    assert!(reading.annotations.statements.iter().all(|s| s.speaker_name.as_deref() != Some("Menurutnya")));
}

#[test]
fn an_apposition_between_name_and_verb_is_stepped_over() {
    for (text, words, expected) in [
        ("Jenny Palmer, the communications director, said the port would close.", "the port", "Jenny Palmer"),
        (
            "“We are ready for this,” said Scott Miller. Mark Olsen, chairman of the board of Harbor Partners, said the \
             port would close. “That has not happened yet at all,” he added.",
            "That has not",
            "Mark Olsen",
        ),
        (
            "“We plan to compete hard,” Jenny Palmer, a director, said in a statement.",
            "We plan",
            "Jenny Palmer",
        ),
    ] {
        let reading = read("en", text);
        assert_eq!(speaker(&reading, words).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_second_verb_has_the_subject_of_the_first() {
    for (text, wrong) in [
        (
            "Donald Ward won the primary. A spokesman for Mayor Frank Lowe defended the route and said the police had \
             trained for months.",
            "Donald Ward",
        ),
        (
            "Anna Reed said the port was closed. The bank reviewed the complaints and found that they were false.",
            "Anna Reed",
        ),
    ] {
        let reading = read("en", text);
        let text = &reading.article.text;
        for statement in &reading.annotations.statements {
            let words = statement.extent().of(text);
            let later = words.contains("trained") || words.contains("were false");
            assert!(
                !later || statement.speaker_name.as_deref() != Some(wrong),
                "{wrong} never said {words:?}"
            );
        }
    }
    let reading = read("en", "Anna Reed said the money was short and said the port would close.");
    assert!(reading.annotations.statements.iter().all(|s| s.speaker_name.as_deref() == Some("Anna Reed")));
}

#[test]
fn the_one_spoken_to_does_not_speak() {
    let text = "Marco Ruiz took questions from Paul Ward, an engineer from Ohio. “Workers have been abused by the \
                program,” he told Ruiz.";
    let reading = read("en", text);
    assert_ne!(speaker(&reading, "Workers have").as_deref(), Some("Marco Ruiz"));
}

#[test]
fn what_is_reported_to_the_police_came_through_nobody() {
    for text in [
        "Politikus Budi Santoso dilaporkan ke Polda Aru buntut ucapannya. “Kami menerima laporan itu,” kata Rina Lestari.",
        "Bupati Anwar Halim dilaporkan hilang. “Kami mencarinya sejak pagi,” kata Rina Lestari.",
    ] {
        let reading = read("id", text);
        let voiced: Vec<_> = reading.annotations.statements.iter().filter(|one| one.voiced).collect();
        assert_eq!(voiced.len(), 1, "{text}");
        assert!(reading.annotations.statements.iter().all(|one| one.chain.is_empty()), "{text}");
    }
}

#[test]
fn an_office_in_the_place_of_a_talk_dates_no_report() {
    for text in [
        "“Kami sudah siap,” kata Rina Lestari saat ditemui di Kantor Kementerian Dalam Negeri, Jakarta, Selasa (21/10/2025).",
        "“Kami sudah siap,” kata Rina Lestari kepada detikcom, Selasa (21/10/2025).",
    ] {
        let reading = read("id", text);
        let said = reading.annotations.statements[0].said_on.as_ref().expect("the day is told");
        assert_eq!(said.days.from.map(|day| day.to_string()).as_deref(), Some("2025-10-21"), "{text}");
    }
}

#[test]
fn nobody_is_quoted_from_the_future() {
    let reading = read("en", "“The bridge will stay closed,” Marco Ruiz said in July.");
    let said = reading.annotations.statements[0].said_on.as_ref();
    let published = "2025-10-22".parse().ok();
    assert!(said.is_none_or(|said| said.days.from <= published), "{said:?}");
}

#[test]
fn words_that_are_also_nouns_make_nobody_speak() {
    for (language, text) in [
        ("en", "He has reported live from Iowa, Nevada and other states across the country."),
        ("en", "The interests of member states trump everything else."),
        ("id", "Rina Lestari turun langsung ke lapangan, memastikan kabel sampai ke rumah warga."),
        ("id", "Warga melaporkan Budi Santoso ke polisi."),
    ] {
        let reading = read(language, text);
        assert_eq!(reading.annotations.statements, [], "{text}");
    }
}

#[test]
fn a_quotation_over_two_paragraphs_is_one_statement() {
    let text = "“Kami menunggu tiga hari di atap, dan tidak seorang pun datang.\n“Baru pada hari keempat perahu itu \
                tiba,” kata Rina Lestari.";
    let reading = read("id", text);
    assert_eq!(reading.annotations.statements.len(), 1);
    assert_eq!(reading.annotations.statements[0].content.len(), 2);
    assert_eq!(speaker(&reading, "Kami menunggu").as_deref(), Some("Rina Lestari"));
}

#[test]
fn what_was_not_said_is_not_said() {
    let reading = read("id", "Rina Lestari tidak menyebutkan jumlah korban dalam pidatonya.");
    let affirmed = |s: &crate::model::Statement| s.polarity == crate::model::Polarity::Affirmed;
    assert!(!reading.annotations.statements.iter().any(affirmed));
}

#[test]
fn a_name_and_its_verb_are_sure() {
    let reading = read("id", "Rina Lestari mengatakan kepada Budi Santoso bahwa jembatan itu aman.");
    let statement = &reading.annotations.statements[0];
    assert_eq!(statement.confidence, Confidence::Sure);
    assert_eq!(statement.addressee_name.as_deref(), Some("Budi Santoso"));
}

#[test]
fn an_earlier_talk_dates_only_its_own_words() {
    let text = "“Air sudah naik 40 sentimeter,” kata Rina Lestari. Pada Mei lalu, Rina mengatakan alirannya tidak akan turun.";
    let reading = read("id", text);
    let said = reading.annotations.statements[0].said_on.as_ref();
    assert_eq!(said.and_then(|said| said.days.from), None, "{said:?}");
}

#[test]
fn a_text_that_starts_with_a_comma_is_read_to_its_end() {
    let reading = read("id", ", menyebut isi replik itu benar. “Kami sudah siap,” kata Rina Lestari.");
    assert_eq!(speaker(&reading, "Kami sudah").as_deref(), Some("Rina Lestari"));
}
