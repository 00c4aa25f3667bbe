//! What a site memory learns and forgets, and that no order of pages shows in it.

use super::repeats::Known;
use super::*;
use crate::extract::{articles, articles_with};
use crate::lang::Packs;
use crate::model::{Block, Page, Removed, RemovedKind, Span, Stated};
use proptest::prelude::*;

/// An article of a site with these lines, one block each.
fn article(host: &str, title: &str, lines: &[&str]) -> Article {
    let mut article = Article { url: Some(format!("https://{host}/{title}")), ..Article::default() };
    article.title = Some(Stated::given(title.to_owned(), "test"));
    for line in lines {
        let start = article.text.len();
        article.text.push_str(line);
        article.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, article.text.len()) });
        article.text.push_str("\n\n");
    }
    article
}

/// A page of a site, all of whose lines look like paragraphs.
fn page(number: usize, title: &str, lines: &[&str]) -> Page {
    let body = lines.join("<p>");
    let html = format!(
        "<html><title>{title}</title><body><h1>{title}</h1><article><p>{body}</article></body></html>"
    );
    let mut page = Page::new(format!("{number}.html"), html.into_bytes());
    page.url = Some(format!("https://www.muara.example/{number}"));
    page
}

const TITLES: [&str; 4] = [
    "Pasar Lama Muara Dibuka Lagi",
    "Jembatan Muara Ambruk Diterjang Banjir",
    "Wali Kota Muara Resmikan Taman",
    "Harga Beras di Muara Turun",
];

/// Four pages that share a paragraph, a teaser, a line of furniture and each other's titles.
fn pages() -> Vec<Page> {
    let own = [
        "Wali kota membuka pasar lama pada hari Senin setelah dua tahun ditutup karena kebakaran besar.",
        "Jembatan yang menghubungkan dua kampung itu ambruk pada malam hari ketika air sungai naik tinggi.",
        "Taman di tepi sungai itu dibuka untuk umum dan akan dijaga oleh dua puluh petugas setiap hari.",
        "Harga beras di pasar turun dalam sepekan terakhir karena panen raya di tiga kecamatan sudah mulai.",
    ];
    let shared = "Banjir besar melanda kota itu tahun lalu dan menewaskan sedikitnya dua belas orang warga.";
    (0..4)
        .map(|at| {
            let next = TITLES[(at + 1) % 4];
            let more = "Para pedagang dan warga menyambut kabar itu dengan gembira, kata camat setempat.";
            page(at, TITLES[at], &[own[at], more, next, "Pilihan pembaca minggu ini untuk keluarga", shared])
        })
        .collect()
}

#[test]
fn what_repeats_on_a_site_is_furniture_but_a_paragraph_told_again_is_not() {
    let packs = Packs::bundled().expect("bundled packs load");
    let mut memory = SiteMemory::default();
    for page in pages() {
        let article = articles(&page, &packs).remove(0).expect("an article");
        assert!(article.text.contains("Pilihan pembaca"), "without a memory: {}", article.text);
        memory.add(&article);
    }
    assert_eq!((memory.sites(), memory.pages()), (1, 4));
    let repeats = memory.repeats();
    for (at, page) in pages().iter().enumerate() {
        let article = articles_with(page, &packs, Some(&repeats)).remove(0).expect("an article");
        assert!(!article.text.contains("Pilihan pembaca"), "{}", article.text);
        assert!(!article.text.contains(TITLES[(at + 1) % 4]), "{}", article.text);
        assert!(article.text.contains(TITLES[at]), "its own title: {}", article.text);
        assert!(article.text.contains("Banjir besar melanda"), "{}", article.text);
    }
}

#[test]
fn a_site_is_a_host_or_an_outlet() {
    for (url, outlet, expected) in [
        (Some("https://www.Muara.example/a/b"), "Muara", Some("muara.example")),
        (Some("http://user@muara.example:8080?x"), "", Some("muara.example")),
        (Some("nothing"), "Harian Muara", Some("harian muara")),
        (None, "Harian Muara", Some("harian muara")),
        (None, "", None),
    ] {
        assert_eq!(site(url, outlet).as_deref(), expected, "{url:?} {outlet}");
    }
}

#[test]
fn a_page_counts_once_however_often_it_is_added() {
    let mut memory = SiteMemory::default();
    for _ in 0..5 {
        memory.add(&article("muara.example", TITLES[0], &["Pilihan pembaca minggu ini"]));
    }
    assert_eq!(memory.pages(), 1);
    assert!(memory.repeats().sites["muara.example"].is_empty());
}

#[test]
fn sites_know_nothing_of_each_other() {
    let mut memory = SiteMemory::default();
    for host in ["a.example", "b.example", "c.example"] {
        memory.add(&article(host, TITLES[0], &["Sebuah kalimat yang dicetak di tiga tempat berbeda"]));
    }
    assert!(memory.repeats().sites.values().all(Known::is_empty));
}

#[test]
fn a_memory_is_read_back_as_it_was_written() {
    let mut memory = SiteMemory::default();
    memory.add(&article("muara.example", TITLES[0], &["Pilihan pembaca minggu ini"]));
    let json = serde_json::to_string(&memory).unwrap();
    assert_eq!(serde_json::from_str::<SiteMemory>(&json).unwrap(), memory);
}

#[test]
fn removed_parts_are_remembered_too() {
    let mut memory = SiteMemory::default();
    let mut one = article("muara.example", TITLES[0], &[]);
    one.removed.push(Removed {
        kind: RemovedKind::Other,
        role: crate::model::PartRole::Other,
        text: "Pilihan pembaca minggu ini".into(),
        at: 0,
        why: String::new(),
        page: None,
    });
    memory.add(&one);
    assert_eq!(memory.sites["muara.example"].pages.values().map(BTreeSet::len).sum::<usize>(), 1);
}

fn memory_of(pages: &[(u8, u16, Vec<u8>)]) -> SiteMemory {
    let mut memory = SiteMemory::default();
    for (host, title, lines) in pages {
        let lines: Vec<String> = lines.iter().map(|line| format!("baris nomor {line}")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let title = format!("judul halaman yang ke {title}");
        memory.add(&article(&format!("{host}.example"), &title, &lines));
    }
    memory
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_order_of_pages_and_the_grouping_of_merges_never_show(
        pages in prop::collection::vec((0u8..2, 0u16..900, prop::collection::vec(any::<u8>(), 0..4)), 0..900),
        cut in 0usize..900,
        other in 0usize..900,
    ) {
        let whole = memory_of(&pages);
        let mut turned = pages.clone();
        turned.reverse();
        prop_assert_eq!(&memory_of(&turned), &whole);
        let (a, b) = (cut.min(pages.len()), other.min(pages.len()));
        let (a, b) = (a.min(b), a.max(b));
        let parts = [&pages[..a], &pages[a..b], &pages[b..]].map(memory_of);
        let [one, two, three] = parts.clone();
        let mut left = one;
        left.merge(two);
        left.merge(three);
        prop_assert_eq!(&left, &whole);
        let [one, mut two, three] = parts;
        two.merge(three);
        let mut right = two;
        right.merge(one);
        prop_assert_eq!(&right, &whole);
    }
}
