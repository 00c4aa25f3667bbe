//! Names in invented articles.

use crate::lang::Packs;
use crate::model::{Article, Block, BlockKind, Entity, Mention, Span};

/// Reads paragraphs as an article; the first is its title when it starts with `# `.
fn read(paragraphs: &[&str], language: &str) -> (String, Vec<Mention>, Vec<Entity>) {
    let packs = Packs::bundled().expect("the bundled packs load");
    let mut article = Article { language: language.to_owned(), ..Article::default() };
    for paragraph in paragraphs {
        let (kind, words) = match paragraph.strip_prefix("# ") {
            Some(title) => (BlockKind::Title, title),
            None => (BlockKind::Paragraph, *paragraph),
        };
        let start = article.text.len();
        article.text.push_str(words);
        article.blocks.push(Block { kind, span: Span::new(start, article.text.len()) });
        article.text.push_str("\n\n");
    }
    let tokens = crate::segment::tokens(&article);
    let quotations = crate::segment::quotations(&article);
    let sentences = crate::segment::sentences(&article, &quotations, &packs.languages);
    let (mentions, entities) = super::mentions(&article, &tokens, &sentences, &packs);
    (article.text, mentions, entities)
}

fn named<'t>(text: &'t str, mentions: &[Mention], entities: &[Entity]) -> Vec<(&'t str, String)> {
    mentions.iter().map(|one| (one.span.of(text), entities[one.entity].name.clone())).collect()
}

#[test]
fn every_bundled_pack_passes_its_own_examples() {
    for language in Packs::bundled().expect("the bundled packs load").languages.iter() {
        if let Some(names) = &language.names {
            let count = names.check(language).unwrap_or_else(|error| panic!("{error}"));
            assert!(count > 0, "{} has no examples", language.code);
        }
    }
}

#[test]
fn a_headline_set_into_a_line_lends_no_words_to_a_name() {
    let (text, mentions, entities) = read(
        &[
            "Rina Lestari datang. Baca juga:Viral, Rina Lestari Ganti Nama Jadi Maya Putri Ia lalu pulang.",
            "Harga Beras Naik Lagi Setelah Banjir Joko Santoso menegaskan hal itu.",
        ],
        "id",
    );
    let found = named(&text, &mentions, &entities);
    for (name, _) in &found {
        for word in ["Jadi", "Naik", "Lagi", "Setelah", "Ia"] {
            assert!(!name.split(' ').any(|one| one == word), "{name} in {found:?}");
        }
    }
    assert!(found.iter().any(|(_, name)| name == "Joko Santoso"), "{found:?}");
}

#[test]
fn short_names_stand_for_the_full_name_of_the_article() {
    let (text, mentions, entities) = read(
        &[
            "Pemimpin Korea Utara Ri Song Chol bertemu Presiden Rusia, Igor Petrenko, di Pyongyang.",
            "\"Kami siap,\" kata Ri. Petrenko lalu meninggalkan Korut.",
        ],
        "id",
    );
    let found = named(&text, &mentions, &entities);
    for expected in [
        ("Ri", "Ri Song Chol"),
        ("Petrenko", "Igor Petrenko"),
        ("Korut", "Korea Utara"),
        ("Pyongyang", "Pyongyang"),
    ] {
        assert!(found.contains(&(expected.0, expected.1.to_owned())), "{expected:?} in {found:?}");
    }
    let of = |name: &str| {
        let entity = entities.iter().find(|entity| entity.name == name).unwrap_or_else(|| panic!("{name}"));
        (entity.roles.clone(), entity.of.map(|of| entities[of].name.clone()))
    };
    assert_eq!(of("Ri Song Chol"), (vec!["pemimpin".to_owned()], Some("Korea Utara".to_owned())));
    assert_eq!(of("Igor Petrenko"), (vec!["presiden".to_owned()], Some("Rusia".to_owned())));
    let whole: Vec<&str> = mentions.iter().map(|one| one.whole.of(&text)).collect();
    assert!(whole.contains(&"Pemimpin Korea Utara Ri Song Chol"), "{whole:?}");
    assert!(whole.contains(&"Presiden Rusia, Igor Petrenko"), "{whole:?}");
}

#[test]
fn two_people_of_one_family_name_stay_apart() {
    let (text, mentions, entities) = read(
        &[
            "Gubernur Agus Wijaya membuka acara itu.",
            "Menteri Rina Wijaya tidak hadir.",
            "Kata Wijaya, acara itu lancar.",
        ],
        "id",
    );
    let found = named(&text, &mentions, &entities);
    assert_eq!(
        found.last().map(|(form, name)| (*form, name.as_str())),
        Some(("Wijaya", "Wijaya")),
        "{found:?}"
    );
}

#[test]
fn a_headline_in_capitals_has_the_names_its_body_knows() {
    let (text, mentions, entities) = read(
        &[
            "# Temui Petrenko, Raja Otieno Tegaskan Dukungan Penuh untuk Kenya",
            "Presiden Rusia Igor Petrenko menerima Raja Daniel Otieno pada Rabu.",
        ],
        "id",
    );
    let found = named(&text, &mentions, &entities);
    let title: Vec<&str> = found.iter().take(3).map(|(_, name)| name.as_str()).collect();
    assert_eq!(title, ["Igor Petrenko", "Daniel Otieno", "Kenya"], "{found:?}");
}

#[test]
fn an_english_caption_on_an_indonesian_page_names_the_same_country() {
    let (_, mentions, entities) = read(
        &[
            "Presiden Korea Utara tiba di Jakarta untuk bertemu dengan para menteri dan wali kota pada hari itu.",
            "The leader of North Korea was seen in the city as he walked to the palace with the others.",
        ],
        "id",
    );
    let north: Vec<&str> = mentions.iter().map(|one| entities[one.entity].name.as_str()).collect();
    assert_eq!(north, ["Korea Utara", "Jakarta", "Korea Utara"]);
}

#[test]
fn odd_text_gives_fewer_names_and_never_a_panic() {
    for text in [
        "",
        "(",
        "Dr.",
        "Presiden",
        "Presiden (",
        "A. B. C.",
        "Menteri, ",
        "İstanbul'da ’ — É.",
        "& Co",
        "PT",
        "X (Y",
        "Hadir Gubernur Jawa Barat Bandung",
        "Rp",
    ] {
        for language in ["id", "en", "und"] {
            let _ = read(&[text], language);
        }
    }
}
