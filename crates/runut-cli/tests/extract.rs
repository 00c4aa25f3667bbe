//! `runut extract` as a person uses it: why a part has its role, and what the pages of a site have in common.

mod common;

use common::{Folder, PAGE};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A page as people copy it: its visible text, furniture and all.
const DUMP: &str = "Pasar Lembayung Dibuka Lagi\n\n5 Maret 2031 09:30\n\nKARANG, Suara Bahari - Wali Kota Sari Dewangga \
mengatakan pasar itu akan dibuka lagi pekan depan setelah tertutup selama dua bulan karena banjir besar.\n\n\
BACA JUGA: Jembatan Karang Ambruk\n\n\"Kami sudah memeriksa setiap kios dan semua aman untuk pedagang,\" kata Sari \
Dewangga, Selasa (4/3/2031). ADVERTISEMENT Pedagang ikan menyambut keputusan itu dengan gembira karena mereka tidak \
punya tempat lain untuk berjualan sejak Januari. (ab/cd)\n\nBerita Terkait\n\nHarga Ikan Naik di Tiga Kota\n16 jam lalu\n";

#[test]
fn every_part_says_what_it_is_and_what_decided() {
    let folder = Folder::new("jelaskan");
    folder.write("a.txt", DUMP);
    let run = folder.run(&["extract", "--explain", "--format", "jsonl", "a.txt"]);
    assert_eq!(run.code, 0, "{run:?}");
    let parts = run.lines();
    let role = |begins: &str| {
        let part =
            parts.iter().find(|part| part["text"].as_str().is_some_and(|text| text.starts_with(begins)));
        part.unwrap_or_else(|| panic!("{begins}: {}", run.out))["role"].clone()
    };
    for (begins, expected) in [
        ("Pasar Lembayung", "title"),
        ("5 Maret", "date"),
        ("KARANG", "paragraph"),
        ("BACA JUGA", "cross-reference"),
        ("\"Kami", "paragraph"),
        ("ADVERTISEMENT", "promo"),
        ("Pedagang ikan", "paragraph"),
        ("(ab/cd)", "sign-off"),
        ("Berita Terkait", "related"),
        ("Harga Ikan", "related"),
        ("16 jam lalu", "related"),
    ] {
        assert_eq!(role(begins), expected, "{begins}");
    }
    for part in &parts {
        let (from, to) = (part["page"][0].as_u64().unwrap(), part["page"][1].as_u64().unwrap());
        assert_eq!(part["text"], DUMP[from as usize..to as usize], "{part}");
        let why = part["why"].as_array().unwrap();
        assert!(part["score"].is_null() || why.iter().any(|why| why["contribution"] != 0), "{part}");
        assert!(!part["kept"].as_bool().unwrap() || part["role"] != "cross-reference");
    }
    let shown = folder.run(&["extract", "--explain", "a.txt"]);
    assert!(shown.out.contains("  - cross-reference") && shown.out.contains("words = "), "{}", shown.out);
}

#[test]
fn pages_of_markup_and_lines_of_articles_are_explained_too() {
    let folder = Folder::new("jelaskan-semua");
    folder.write("p/a.html", PAGE);
    folder.write("p/b.jsonl", common::LINES.join("\n"));
    let run = folder.run(&["extract", "--explain", "--format", "json", "p"]);
    let parts: Value = serde_json::from_str(&run.out).unwrap();
    let articles: std::collections::BTreeSet<_> =
        parts.as_array().unwrap().iter().map(|part| part["article"].to_string()).collect();
    assert_eq!(articles.len(), 3, "{}", run.out);
    assert_eq!(folder.run(&["extract", "--explain", "--format", "csv", "p"]).code, 2);
}

#[test]
fn annotate_says_by_which_rule_each_finding_was_reached() {
    let folder = Folder::new("jelaskan-temuan");
    folder.write("a.jsonl", common::LINES[1]);
    let shown = folder.run(&["annotate", "--explain", "a.jsonl"]).out;
    for words in ["rule: tail: said after", "the name that stands there", "rule: "] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let line: Value = serde_json::from_str(&folder.run(&["annotate", "a.jsonl"]).out).unwrap();
    assert_eq!(line["statements"][0]["speaker_why"], "the name that stands there");
}

/// Three pages of one outlet that share a line which looks like a part of the text.
fn site(folder: &Folder) {
    for (at, title) in
        ["Pasar Lembayung Dibuka Lagi", "Jembatan Karang Ambruk Semalam", "Taman Kota Karang Diresmikan"]
            .iter()
            .enumerate()
    {
        let page = PAGE.replace("Pasar Lembayung Dibuka Lagi", title);
        let page = page.replace("pasar itu", &format!("bangunan nomor {at} itu"));
        let page =
            page.replace("</article>", "<p>Kabar pilihan pembaca kami untuk keluarga di rumah</p></article>");
        folder.write(&format!("p/{at}.html"), page);
    }
}

#[test]
fn what_repeats_on_a_site_is_left_out_when_that_is_asked_for() {
    let folder = Folder::new("situs");
    site(&folder);
    let told = |run: &common::Run| {
        run.lines().iter().filter(|line| line["text"].to_string().contains("Kabar pilihan")).count()
    };
    let plain = folder.run(&["extract", "p"]);
    assert_eq!((plain.code, told(&plain)), (0, 3), "{plain:?}");
    let learned = folder.run(&["extract", "--learn-sites", "p"]);
    assert_eq!((learned.code, told(&learned)), (0, 0), "{learned:?}");
    assert!(learned.lines().iter().all(|line| line["text"].to_string().contains("Pedagang ikan")));
    assert_eq!(folder.run(&["extract", "--learn-sites", "--threads", "1", "p"]).out, learned.out);
    assert_eq!(folder.run(&["trace", "--learn-sites", "p"]).code, 0);
}

#[test]
fn a_site_memory_lasts_from_run_to_run_and_is_read_whole_or_not_at_all() {
    let folder = Folder::new("ingatan");
    site(&folder);
    let one = |name: &str, memory: &str| {
        folder.run(&["extract", "--site-memory", memory, &format!("p/{name}.html")])
    };
    let kept = |run: &common::Run| run.lines()[0]["text"].to_string().contains("Kabar pilihan");
    assert!(kept(&one("0", "m.json")) && kept(&one("1", "m.json")));
    assert!(!kept(&one("2", "m.json")), "seen on three pages now");
    let all = folder.run(&["extract", "--site-memory", "n.json", "p"]);
    assert_eq!(all.code, 0, "{all:?}");
    let read = |name: &str| fs::read_to_string(folder.0.join(name)).unwrap();
    assert_eq!(read("m.json"), read("n.json"), "page by page or all at once");
    let again = folder.run(&["extract", "--site-memory", "n.json", "p"]);
    assert_eq!((again.out, read("n.json")), (all.out, read("m.json")), "nothing new was learned");
    folder.write("broken.json", "{\"sites\":{\"a\"");
    let broken = one("0", "broken.json");
    assert_eq!(broken.code, 2, "{broken:?}");
    assert!(broken.err.contains("broken.json: no site memory"), "{broken:?}");
}

/// What the README shows is what the command understands.
#[test]
fn every_command_of_the_readme_is_one_of_the_help() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = fs::read_to_string(readme).expect("README.md is there");
    let folder = Folder::new("readme");
    let mut checked = 0;
    for line in readme.lines().filter(|line| line.starts_with("    runut ")) {
        let line = line.split('#').next().unwrap_or("");
        for command in line.split('|').map(str::trim).filter(|command| command.starts_with("runut ")) {
            let mut words = command.split_whitespace().skip(1);
            let help = folder.run(&[words.next().unwrap(), "--help"]);
            assert_eq!(help.code, 0, "{command}");
            for flag in words.filter(|word| word.starts_with('-') && *word != "-") {
                assert!(help.out.contains(flag), "{command}: {flag} is not in its help");
                checked += 1;
            }
        }
    }
    assert!(checked >= 3, "only {checked} flags were found");
}

#[test]
fn a_page_without_an_article_is_skipped_with_what_it_is_in_the_language_asked_for() {
    let folder = Folder::new("tanpa-artikel");
    folder.write("masuk.html", "<title>Masuk ke akun Anda</title><form><p>Surel<p>Kata sandi</form>");
    let run = folder.run(&["extract", "masuk.html"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
    let line = run.line_about("masuk.html");
    assert!(
        line.contains("no article found (login page: \"Masuk ke akun Anda\"; score 0 of 1000)"),
        "{line}"
    );
    let run = folder.run(&["extract", "--locale", "id", "masuk.html"]);
    let line = run.line_about("masuk.html");
    assert!(
        line.contains("tidak ada artikel (halaman masuk: “Masuk ke akun Anda”; nilai 0 dari 1000)"),
        "{line}"
    );
    folder.write("semua/a.html", PAGE);
    folder.write("semua/b.html", "<title>404 Not Found</title><h1>404 Not Found</h1>");
    let run = folder.run(&["extract", "semua"]);
    assert_eq!((run.code, run.lines().len()), (3, 1), "{run:?}");
    assert!(run.lines()[0]["article_score"].as_u64().is_some_and(|score| score >= 60), "{}", run.out);
    assert!(run.line_about("b.html").contains("error page"), "{}", run.err);
}
