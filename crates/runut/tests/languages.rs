//! Every bundled pack loads and keeps its own promises; a new language takes no Rust.

use runut::lang::{FileSource, Language, Languages, PackError, Packs};
use runut::model::Page;

#[test]
fn every_bundled_pack_comes_out_as_its_examples_say() {
    let packs = Packs::bundled().expect("bundled packs load");
    let codes: Vec<&str> = packs.languages.iter().map(|language| language.code.as_str()).collect();
    assert!(codes.contains(&"id") && codes.contains(&"en"), "{codes:?}");
    for language in packs.languages.iter() {
        let checks = language.check().unwrap_or_else(|error| panic!("{error}"));
        for check in &checks {
            eprintln!(
                "{} {:<12} {} {} examples",
                language.code,
                check.stage,
                if check.on { "on " } else { "off" },
                check.examples
            );
        }
    }
}

#[test]
fn the_indonesian_and_english_packs_switch_every_stage_on() {
    let packs = Packs::bundled().expect("bundled packs load");
    for code in ["id", "en"] {
        let language = packs.languages.get(code).expect("bundled");
        for check in language.check().unwrap_or_else(|error| panic!("{error}")) {
            assert!(check.on, "{code}: {} is off, {} is missing", check.stage, check.file);
        }
    }
}

#[test]
fn outlets_and_agencies_are_found_by_name_and_alias() {
    let packs = Packs::bundled().expect("bundled packs load");
    for (name, canonical) in [
        ("Lazuardi", "Lazuardi"),
        ("marwa ledger", "The Marwa Ledger"),
        ("Telaga News Agency", "Telaga"),
        ("Korean Central News Agency", "KCNA"),
    ] {
        assert_eq!(packs.outlets.named(name).map(|outlet| outlet.name.as_str()), Some(canonical), "{name}");
    }
}

/// The template with its two required files filled in, as `runut language new` and an editor would leave it.
fn filled_template() -> Vec<(&'static str, String)> {
    let fill = |text: &str| {
        text.lines()
            .map(|line| match line.split('=').next().map(str::trim) {
                Some("code") => "code = \"xx\"".to_owned(),
                Some("name") => "name = \"Basa Xanti\"".to_owned(),
                Some("common") => "common = [\"ka\", \"ni\", \"sa\", \"moru\", \"tela\"]".to_owned(),
                _ => line.to_owned(),
            })
            .collect::<Vec<_>>()
            .join("\n")
    };
    runut_packs::TEMPLATE.files.iter().map(|(name, text)| (*name, fill(text))).collect()
}

fn borrowed<'a>(files: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
    files.iter().map(|(name, text)| (*name, text.as_str())).collect()
}

#[test]
fn the_template_is_a_pack_once_it_is_filled_in() {
    let files = filled_template();
    let language = Language::load("xx", &borrowed(&files)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((language.code.as_str(), language.name.as_str()), ("xx", "Basa Xanti"));
    language.check().unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_folder_of_a_known_language_under_another_code_is_a_new_language() {
    // What a newsroom does for Malay: copy Indonesian, rename it, edit. No Rust, no registration.
    let indonesian = runut_packs::LANGUAGES.iter().find(|pack| pack.code == "id").expect("bundled");
    let files: Vec<(&str, String)> = indonesian
        .files
        .iter()
        .map(|(name, text)| (*name, text.replacen("code = \"id\"", "code = \"ms\"", 1)))
        .collect();
    let malay = Language::load("ms", &borrowed(&files)).unwrap_or_else(|error| panic!("{error}"));
    malay.check().unwrap_or_else(|error| panic!("{error}"));

    let mut packs = Packs::bundled().expect("bundled packs load");
    let mut languages = Languages::default();
    languages.add(malay);
    packs.languages = languages;
    let text = "Bendungan Baru Dibuka\n\nSenin, 10 Maret 2025\n\n\
        “Airnya sudah cukup untuk sawah kami,” kata Sarip Wodan, ketua serikat petani, Senin (10/3/2025).\n\n\
        Menteri Pekerjaan Umum Gading Pratoko mengatakan tanggul selesai dalam dua pekan dan tidak akan jebol lagi.\n";
    let readings: Vec<_> = runut::read(&Page::new("baru.txt", text.into()), &packs)
        .into_iter()
        .map(|reading| reading.unwrap_or_else(|error| panic!("{error}")))
        .collect();
    assert_eq!(readings[0].article.language, "ms");
    let speakers: Vec<_> = readings[0]
        .annotations
        .statements
        .iter()
        .filter_map(|statement| statement.speaker_name.as_deref())
        .collect();
    assert!(speakers.contains(&"Sarip Wodan") && speakers.contains(&"Gading Pratoko"), "{speakers:?}");
}

#[test]
fn a_pack_of_one_file_is_enough_to_begin() {
    let file = "code = \"yy\"\nname = \"Y\"\ncommon = [\"ya\"]\n";
    let files: FileSource<'_> = &[("language.toml", file)];
    let language = Language::load("yy", files).expect("the other files only switch stages on");
    let checks = language.check().expect("no examples, no failures");
    assert!(checks.iter().all(|check| !check.on), "{checks:?}");
}

#[test]
fn a_wrong_pack_names_file_and_line() {
    let missing = Language::load("zz", &[]).unwrap_err();
    assert!(matches!(&missing, PackError::MissingFile { file, .. } if file == "language.toml"), "{missing}");
    let broken = Language::load("zz", &[("language.toml", "code = \"zz\"\nname = 3\n")]).unwrap_err();
    assert!(broken.to_string().starts_with("zz/language.toml:2: "), "{broken}");
    let renamed = "# a copy\ncode = \"id\"\nname = \"Z\"\ncommon = []\n";
    let renamed = Language::load("zz", &[("language.toml", renamed)]).unwrap_err();
    assert!(renamed.to_string().starts_with("zz/language.toml:2: \"id\""), "{renamed}");
}
