//! Texts made to be slow: what they cost stays in proportion to their length.

use super::super::view::LOOKS;
use super::read;

/// What is repeated; `#` becomes other letters each time.
const TEXTS: [&str; 16] = [
    "jembatan itu rusak karena hujan deras ",
    "Rina Lestari, Budi Santoso, ",
    "Ri#a Lestari, ",
    "\"a\" ",
    "“a ",
    "a\n",
    "“Kami akan datang besok,” kata Rina Lestari. ",
    "“Kami akan datang besok,” katanya. ",
    "“Kami akan datang besok.”\n",
    "“Kami akan datang besok.\n",
    "Menteri Ri#a Lestari tiba. Menteri itu mengatakan bahwa ia tiba. ",
    "Rina Lestari mengatakan bahwa 12 rumah rusak. ",
    "kata Rina Lestari, ",
    "Rina mengatakan bahwa ",
    "dilansir Antara, ",
    "kata Rina, menurut Budi, dilansir Antara, ujar Rina, kata Budi, menurut Rina. ",
];

/// How many places are looked at in a text of so many bytes.
fn looks(unit: &str, size: usize) -> u64 {
    let mut text = String::new();
    for at in 0_u32.. {
        let letter = |place: u32| char::from_u32(97 + at / 26_u32.pow(place) % 26).unwrap_or('a');
        text.push_str(&unit.replace('#', &(0..3).map(letter).collect::<String>()));
        if text.len() >= size {
            break;
        }
    }
    LOOKS.with(|looks| looks.set(0));
    read("id", &text);
    LOOKS.with(std::cell::Cell::get)
}

#[test]
fn a_text_twice_as_long_costs_no_more_than_twice_as_much() {
    for unit in TEXTS {
        let (one, two) = (looks(unit, 15_000), looks(unit, 30_000));
        assert!(
            two <= one * 9 / 4 + 1000,
            "{unit:?}: {one} places looked at, and {two} in a text twice as long"
        );
    }
}

#[test]
fn no_text_makes_every_word_look_at_all_others() {
    for unit in TEXTS {
        let looks = looks(unit, 15_000);
        assert!(looks < 15_000 * 60, "{unit:?}: {looks} places looked at");
    }
}
