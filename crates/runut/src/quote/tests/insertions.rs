//! Mouths that were wrong because of what stands between a name and its verb, or before it.

use super::{read, speaker};
use crate::model::Reading;

/// The words of the statement that holds `words`.
fn content(reading: &Reading, words: &str) -> String {
    let text = &reading.article.text;
    let at = text.find(words).expect("the text holds the words") as u32;
    let holds = |span: &crate::model::Span| span.start <= at && at < span.end;
    let found = reading.annotations.statements.iter().find(|s| s.content.iter().any(holds));
    let found = found.unwrap_or_else(|| panic!("nobody says {words:?} in {text:?}"));
    found.content.iter().map(|part| part.of(text)).collect::<Vec<_>>().join(" … ")
}

#[test]
fn whoever_is_named_before_places_days_and_occasions_speaks() {
    for (text, words, expected) in [
        (
            "Rina Lestari, dalam jumpa pers di Balai Kota, Jakarta, Kamis (20/8/2025), menegaskan, jembatan itu aman.",
            "jembatan",
            "Rina Lestari",
        ),
        (
            "Menteri Dalam Negeri Rina Lestari, Jumat (5/6/2025), dalam rapat melalui telekonferensi meminta warga pindah.",
            "warga",
            "Rina Lestari",
        ),
        (
            "Rina Lestari, saat dihubungi, Senin, mengatakan, sapi yang sakit sudah dipisahkan.",
            "sapi",
            "Rina Lestari",
        ),
        ("Rina Lestari, Jumat (3/7/2025), menjelaskan, aturan itu belum berlaku.", "aturan", "Rina Lestari"),
    ] {
        assert_eq!(speaker(&read("id", text), words).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn whoever_cites_a_thing_speaks_and_the_thing_takes_no_turn() {
    for (text, words, expected) in [
        (
            "Rina Lestari mengatakan jembatan itu aman. Rina mengutip data badan itu, soal banjir. “Kami sudah \
             memeriksanya,” katanya.",
            "Kami sudah",
            Some("Rina Lestari"),
        ),
        (
            "Rina Lestari mengatakan jembatan itu aman. Sejumlah pakar menilai jembatan itu tua. “Kami sudah \
             memeriksanya,” katanya.",
            "Kami sudah",
            Some("Rina Lestari"),
        ),
        (
            "Sejumlah pakar menolak rencana itu. Salah satunya adalah Ketua Himpunan Perencana, Rina Lestari. \
             “Jembatan itu terlalu mahal,” katanya.",
            "Jembatan itu terlalu",
            Some("Rina Lestari"),
        ),
    ] {
        assert_eq!(speaker(&read("id", text), words).as_deref(), expected, "{text}");
    }
}

#[test]
fn who_somebody_is_and_what_a_banner_says_is_none_of_their_words() {
    for (language, text, words, expected) in [
        (
            "id",
            "Menurut Rina Lestari, Ketua Umum Himpunan Pengemudi (HP) yang juga anggota Dewan Jalan, mobil harus \
             diparkir di tepi.",
            "mobil",
            "mobil harus diparkir di tepi",
        ),
        (
            "id",
            "“Turunkan harga sekarang,” demikian bunyi spanduk di depan pasar yang menampung seribu pedagang, \
             menurut Rina Lestari.",
            "demikian",
            "demikian bunyi spanduk di depan pasar yang menampung seribu pedagang",
        ),
        ("id", "Menurutnya Indonesia perlu bersiap.", "perlu", "Indonesia perlu bersiap"),
        (
            "en",
            "Rina Lestari told Aru News, a daily newspaper, she was glad to be home.",
            "glad",
            "she was glad to be home",
        ),
    ] {
        assert_eq!(content(&read(language, text), words), expected, "{text}");
    }
}

#[test]
fn a_role_with_a_body_is_nobody_of_another_body() {
    let text = "Rina Lestari menolak usul Ketua Dewan Aru Budi Santoso. Rina mengatakan dana itu untuk warga. “Bantu \
                warga dulu,” ujarnya. Wapres Citra Dewi menunggu. Ketua Partai Golkar ini meminta usul itu ditarik.";
    assert_ne!(speaker(&read("id", text), "usul itu ditarik").as_deref(), Some("Budi Santoso"));
}

#[test]
fn a_quotation_of_two_frames_is_said_once_and_by_the_one_named() {
    let text = "Rina Lestari told the Courier: “The bridge is safe and will stay open,” she said.";
    let reading = read("en", text);
    let found: Vec<_> = reading.annotations.statements.iter().map(|s| s.speaker_name.as_deref()).collect();
    assert_eq!(found, [Some("Rina Lestari")]);
}

#[test]
fn a_second_verb_behind_what_is_set_in_front_has_the_subject_of_its_clause() {
    let text = "The bridge is closed, according to Budi Santoso. In the film, which lasts for an hour, Rina Lestari \
                opens the gate and threatens to close the road.";
    let threat = read("en", text);
    let by = |name: &str| {
        let of = |s: &&crate::model::Statement| s.speaker_name.as_deref() == Some(name);
        threat.annotations.statements.iter().filter(of).count()
    };
    assert_eq!((by("Budi Santoso"), by("Rina Lestari")), (1, 1));
}

#[test]
fn a_relay_behind_one_statement_holds_for_no_other() {
    let text = "Rina Lestari mengatakan jembatan itu aman, seperti dilaporkan kantor berita Antara, Senin. \n\nBudi \
                Santoso mengatakan jalan itu rusak.";
    let reading = read("id", text);
    let of = |words: &str| {
        let at = text.find(words).expect("the words are there") as u32;
        let found = reading.annotations.statements.iter().find(|s| s.extent().start == at);
        found.map(|s| s.chain.iter().map(|link| link.name.as_str()).collect::<Vec<_>>())
    };
    assert_eq!(of("jalan itu rusak"), Some(Vec::new()));
}

#[test]
fn a_speaker_named_on_the_way_takes_no_turn() {
    let text = "Rina Lestari mengatakan harga akan naik. Kenaikan itu didukung pernyataan Gubernur Budi Santoso yang \
                menyatakan bahwa bunga tetap. “Warga tidak perlu cemas,” ujarnya.";
    assert_eq!(speaker(&read("id", text), "Warga tidak perlu").as_deref(), Some("Rina Lestari"), "{text}");
}

#[test]
fn words_of_a_cue_name_nobody_spoken_to() {
    let text = "According to the Courier, Rina Lestari said that the bridge is closed.";
    let reading = read("en", text);
    assert!(reading.annotations.statements.iter().all(|s| s.addressee_name.is_none()), "{text}");
}

#[test]
fn a_hyphen_within_a_word_ends_no_subject() {
    let text = "The 17-year-old said the bridge is closed.";
    assert_eq!(speaker(&read("en", text), "the bridge").as_deref(), Some("The 17-year-old"));
}
