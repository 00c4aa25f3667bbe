//! Figures in invented sentences.

use crate::lang::Packs;

#[test]
fn every_bundled_pack_passes_its_own_examples() {
    for language in Packs::bundled().expect("the bundled packs load").languages.iter() {
        if let Some(numbers) = &language.numbers {
            let count = numbers.check(language).unwrap_or_else(|error| panic!("{error}"));
            assert!(count > 0, "{} has no examples", language.code);
        }
    }
}

#[test]
fn numbers_are_read_as_their_language_writes_them() {
    let packs = Packs::bundled().expect("the bundled packs load");
    for (code, text, expected) in [
        ("id", "Ada 30.000 tentara di sana.", vec!["30000 tentara (exact)"]),
        ("id", "Ada dua ratus lima puluh tiga ribu sapi.", vec!["253000 sapi (exact)"]),
        ("id", "Kerugian Rp. 1,5 miliar.", vec!["1500000000 rupiah (exact)"]),
        ("id", "Bantuan US$ 12,5 juta tiba.", vec!["12500000 dolar AS (exact)"]),
        ("id", "Setengah juta pohon ditanam.", vec!["500000 pohon (exact)"]),
        ("id", "Pada 2022 mereka pindah.", vec![]),
        ("id", "Kami bertemu pukul 10.30 di rumah.", vec![]),
        (
            "id",
            "Ratusan ribu warga dan sedikitnya tiga belas kapal.",
            vec!["100000..1000000 warga (indefinite)", "13 kapal (at least)"],
        ),
        ("en", "It sold 1,250.5 tonnes of rice.", vec!["1250.5 tonne (exact)"]),
        ("en", "Two hundred and five sheep vanished.", vec!["205 sheep (exact)"]),
        ("en", "Sales rose 3.5% to £2.1bn.", vec!["3.5 % (exact)", "2100000000 pound sterling (exact)"]),
        (
            "en",
            "A hundred boats and four to five thousand people.",
            vec!["100 boats (exact)", "4000..5000 people (exact)"],
        ),
        ("en", "They won 3-1 on the 5th day of 2019.", vec![]),
        ("en", "In 2022 prices fell.", vec![]),
    ] {
        let language = packs.languages.get(code).expect("a bundled language");
        assert_eq!(super::in_sentence(text, language), expected, "{text}");
    }
}

#[test]
fn odd_text_never_panics() {
    let packs = Packs::bundled().expect("the bundled packs load");
    for text in [
        "",
        "1",
        "1.",
        "Rp",
        "Rp1",
        "antara 1",
        "ribu",
        "belas",
        "setengah",
        "a",
        "half",
        "1-",
        "2 to",
        "-",
        "1.2.3.4",
        "9999999999999999999999999 x",
        "٣ kambing",
        "\"",
        "dua \"",
        "½ liter",
    ] {
        for language in packs.languages.iter() {
            let _ = super::in_sentence(text, language);
        }
    }
}
