//! How fast times and figures are read: on labelled texts, and on texts made to be slow.
//!
//! `time --speed`; measured alone, after words and sentences are known. Hostile texts of 100 KB are to take 5 ms.

use crate::texts;
use runut::lang::Packs;
use runut::model::{Article, Sentence, Tokens};
use runut::{quantity, segment, timex};

/// Texts of 100 KB that ask for the most work: what is repeated.
const HOSTILE: [(&str, &str); 10] = [
    ("numbers", "1 "),
    ("years", "2019-"),
    ("digits without an end", "9"),
    ("dates without an end", "Senin 3 Maret, "),
    ("a year and a half", "a year and a half "),
    ("seven in ten", "seven in 10 "),
    ("number words", "dua puluh lima ratus ribu "),
    ("halves", "1 1/2 "),
    ("money", "Rp 2,5 juta per kilogram, "),
    ("the first Monday of", "the first Monday of May and "),
];

struct Prepared {
    article: Article,
    tokens: Tokens,
    sentences: Vec<Sentence>,
}

/// Prints sentences per CPU-second by language, and milliseconds for each hostile text.
pub fn print(documents: &[(&str, &str, &str)], packs: &Packs) {
    let prepared = |language: &str, text: &str, day: &str| {
        let article = texts::article("", text, language, Some(day));
        let tokens = segment::tokens(&article);
        let sentences = segment::sentences(&article, &segment::quotations(&article), &packs.languages);
        Prepared { article, tokens, sentences }
    };
    for language in ["id", "en"] {
        let own = documents.iter().filter(|(of, ..)| *of == language);
        let own: Vec<Prepared> = own.map(|(of, text, day)| prepared(of, text, day)).collect();
        let (start, mut sentences, mut found) = (cpu_seconds(), 0, (0, 0));
        while cpu_seconds() - start < 2.0 {
            for one in &own {
                sentences += one.sentences.len();
                let (times, figures) = read(one, packs);
                found = (found.0 + times, found.1 + figures);
            }
        }
        let each = sentences as f64 / (cpu_seconds() - start);
        println!(
            "speed {language}: {each:.0} sentences per CPU-second; {} times, {} figures in {sentences} sentences",
            found.0, found.1
        );
    }
    for (name, unit) in HOSTILE {
        for language in ["id", "en"] {
            let text = unit.repeat(100_000 / unit.len());
            let one = prepared(language, &text, "2025-03-06");
            let best = (0..5).map(|_| {
                let start = cpu_seconds();
                read(&one, packs);
                cpu_seconds() - start
            });
            let milliseconds = best.fold(f64::MAX, f64::min) * 1000.0;
            println!("hostile {language} {name:<24} {milliseconds:>7.2} ms for 100 KB");
        }
    }
}

/// How many times and figures there are.
fn read(one: &Prepared, packs: &Packs) -> (usize, usize) {
    let times = timex::time_expressions(&one.article, &one.tokens, &one.sentences, packs);
    let figures = quantity::figures(&one.article, &one.tokens, &one.sentences, &[], &times, &[], packs);
    (times.len(), figures.len())
}

/// CPU time of this process; where the system does not tell, time on the wall.
fn cpu_seconds() -> f64 {
    use std::sync::LazyLock;
    static START: LazyLock<std::time::Instant> = LazyLock::new(std::time::Instant::now);
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}
