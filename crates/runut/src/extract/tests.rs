//! Whole pages, invented: what is kept, what is set aside, what is stated, and that nothing breaks the reader.

use super::*;
use crate::model::{RemovedKind, Span};
use proptest::prelude::*;

fn packs() -> &'static Packs {
    static PACKS: std::sync::LazyLock<Packs> =
        std::sync::LazyLock::new(|| Packs::bundled().expect("bundled packs load"));
    &PACKS
}

fn read(text: &str) -> Article {
    articles(&Page::new("test", text.into()), packs()).remove(0).unwrap_or_else(|error| panic!("{error}"))
}

fn kinds(article: &Article) -> Vec<(BlockKind, &str)> {
    article.blocks.iter().map(|block| (block.kind, block.span.of(&article.text))).collect()
}

const DUMP: &str = "\
Pasar Kota
Nasional

Wali Kota Muara Resmikan Pasar Lama yang Terbakar

Sari Lestari
Jumat, 7 Mei 2021 | 09:15 WIB
Wali Kota Muara Bima Aji meresmikan Pasar Lama. (Foto: Harian Laut)
Wali Kota Muara Bima Aji meresmikan Pasar Lama. (Foto: Harian Laut)

MUARA, Laut.id – Wali Kota Muara Bima Aji meresmikan kembali Pasar Lama yang terbakar pada tahun lalu.
Pasar itu akan dibuka untuk para pedagang pada hari Senin.

BACA JUGA:  Jembatan Muara Ambruk

Dana dari pusat
“Kami sudah lama menunggu,” kata seorang pedagang.
Pemerintah pusat memberi dana sebesar Rp 3 miliar untuk pasar itu, kata Bima. [ab/cd]

Artikel ini telah tayang di Harian Laut dengan judul Pasar Lama Muara Dibuka
Artikel Terkait
Nasional
3 jam lalu
Harga Beras Naik di Pasar Kota Muara
Dua Kapal Bertabrakan di Teluk Muara
5 jam lalu
Copyright © 2021 Laut.id";

#[test]
fn a_dump_is_taken_apart_and_nothing_is_lost() {
    let article = read(DUMP);
    let kept: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    use BlockKind::*;
    assert_eq!(
        kept,
        [Title, Caption, Paragraph, Paragraph, Subheading, Paragraph, Paragraph],
        "{:#?}",
        kinds(&article)
    );
    assert_eq!(article.headline(), "Wali Kota Muara Resmikan Pasar Lama yang Terbakar");
    assert_eq!(article.byline[0].value, "Sari Lestari");
    assert_eq!(article.editor.as_ref().map(|editor| editor.value.as_str()), Some("ab/cd"));
    assert_eq!(article.published.as_ref().map(|date| date.value.as_str()), Some("2021-05-07T09:15+07:00"));
    assert_eq!(article.outlet_name(), "Laut.id");
    assert_eq!(article.dateline_place.as_deref(), Some("Muara"));
    assert_eq!(article.dateline.map(|span| span.of(&article.text)), Some("MUARA, Laut.id –"));
    assert_eq!(article.language, "id");
    let original = article.original.as_ref().expect("the notice names the original");
    assert_eq!(
        (original.outlet.as_str(), original.title.as_deref()),
        ("Harian Laut", Some("Pasar Lama Muara Dibuka"))
    );
    let related = article.removed.iter().filter(|removed| removed.kind == RemovedKind::Related).count();
    assert!(related >= 5, "{:#?}", article.removed);
    // Every line is somewhere.
    for line in DUMP.lines().filter(|line| !line.trim().is_empty()) {
        let kept = article.text.contains(line.trim_end_matches(" [ab/cd]"));
        assert!(kept || article.removed.iter().any(|removed| removed.text == line), "{line:?} is lost");
    }
}

const HTML: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Old market opens again - Muara Herald</title>
<meta property="og:title" content="Old market opens again"><meta property="og:site_name" content="Muara Herald">
<meta name="author" content="Muara Herald"><meta property="article:published_time" content="2021-05-07T09:15:00+07:00">
</head><body><nav><ul><li><a href="/">Home</a><li><a href="/w">World</a></ul></nav>
<div class="wrap"><h1>Old market opens again</h1><p class="standfirst">The mayor cut a ribbon before two hundred traders.</p>
<div class="byline">By Ana Bell</div><div class="article-body">
<figure><img src=x><figcaption>The mayor at the market, Friday.</figcaption></figure>
<p>MUARA (AP) &mdash; The old market of Muara was opened again on Friday, a year after the fire that had destroyed it.</p>
<p>&ldquo;We have waited long,&rdquo; said one of the traders, who lost her shop &amp; her stock in the fire.</p>
<p><strong>Read more: <a href="/b">A bridge falls into the river</a></strong></p>
<div class="related-box"><a href="/c">Two ships collide in the bay of Muara, and nobody was hurt, the harbour said.</a></div>
<h2>Money from the capital</h2>
<p>The government gave three million, the mayor said, and the traders gave the rest of what was needed.</p>
</div></div><footer>&copy; 2021 Muara Herald</footer></body></html>"#;

#[test]
fn an_html_page_is_taken_apart_like_a_dump() {
    let article = read(HTML);
    use BlockKind::*;
    let kept: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(
        kept,
        [Title, Lead, Caption, Paragraph, Paragraph, Subheading, Paragraph],
        "{:#?}",
        kinds(&article)
    );
    assert_eq!(article.headline(), "Old market opens again");
    assert_eq!(article.byline.iter().map(|name| name.value.as_str()).collect::<Vec<_>>(), ["Ana Bell"]);
    assert_eq!(article.published.as_ref().map(|date| date.value.as_str()), Some("2021-05-07T09:15+07:00"));
    assert_eq!(article.outlet_name(), "Muara Herald");
    assert_eq!(article.agencies.iter().map(|agency| agency.value.as_str()).collect::<Vec<_>>(), ["AP"]);
    assert_eq!(article.language, "en");
    let at = article.text.find("shop & her").expect("the reference is resolved");
    let (start, end) = article.origin.page_range(Span::new(at, at + 10)).expect("it was printed");
    assert_eq!(&HTML[start as usize..end as usize], "shop &amp; her");
}

#[test]
fn what_is_no_article_is_told_in_one_line() {
    let error = |bytes: &[u8]| match articles(&Page::new("x", bytes.to_vec()), packs()).remove(0) {
        Ok(article) => panic!("an article: {article:?}"),
        Err(error) => error,
    };
    assert!(matches!(error(b""), ReadError::Empty { .. }));
    assert!(matches!(error(b" \n\t "), ReadError::Empty { .. }));
    assert!(matches!(error(b"%PDF-1.7 x"), ReadError::Binary { .. }));
    assert!(matches!(error(&[0, 1, 2, 3, 200, 201, 0, 7, 9, 1, 0, 2]), ReadError::Binary { .. }));
    let menu = "<html><body><ul><li><a href=a>World</a><li><a href=b>Sport</a></ul></body></html>";
    assert!(matches!(error(menu.as_bytes()), ReadError::NoArticle { .. }));
    assert!(matches!(error(b"Home\nWorld\nSport"), ReadError::NoArticle { .. }));
    for error in [error(b""), error(menu.as_bytes())] {
        assert!(!error.to_string().contains('\n') && error.to_string().starts_with("x: "));
    }
}

#[test]
fn utf16_and_broken_pages_are_read() {
    let wide: Vec<u8> = DUMP.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let article = articles(&Page::new("x", wide.clone()), packs()).remove(0).expect("UTF-16 without a mark");
    assert_eq!(article.text, read(DUMP).text);
    let block = article.blocks[2];
    let (start, end) = article.origin.page_range(block.span).expect("it was printed");
    let units = wide[start as usize..end as usize].chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]]));
    let back: String = char::decode_utf16(units).map(|letter| letter.expect("whole letters")).collect();
    assert_eq!(back, block.span.of(&article.text));
    let mut broken = DUMP.as_bytes().to_vec();
    broken.extend(b"\n\xC3\x28\xFF");
    assert!(articles(&Page::new("x", broken), packs()).remove(0).is_ok());
}

#[test]
fn one_line_of_a_million_words_is_read() {
    let line = "Pasar itu dibuka lagi pada hari Senin oleh wali kota. ".repeat(40_000);
    for page in [line.clone(), format!("<p>{line}"), "<b>a".repeat(100_000), "<div>".repeat(100_000)] {
        let _ = articles(&Page::new("x", page.into_bytes()), packs());
    }
}

#[test]
fn a_text_of_nothing_but_tiny_lines_is_refused_and_one_with_a_few_is_not() {
    let body =
        "Wali kota mengatakan pasar itu akan dibuka lagi pekan depan setelah tertutup dua bulan.\n".repeat(5);
    for (text, article) in [("a b\n".repeat(50_000), false), (format!("{}{body}", "12\n".repeat(300)), true)]
    {
        assert_eq!(articles(&Page::new("x.txt", text.into_bytes()), packs())[0].is_ok(), article);
    }
}

#[test]
fn a_page_of_nothing_but_tiny_blocks_is_refused_and_a_long_list_is_not() {
    let tiny = "<p>a".repeat(20_000);
    let why =
        articles(&Page::new("x", tiny.into_bytes()), packs()).remove(0).expect_err("no article").to_string();
    assert!(why.contains("20000 lines of a word or two"), "{why}");
    let row = |at: usize| format!("<tr><td>{at}<td>Sari Wulan dari Muara<td>{}", at * 7);
    let table: String = (0..2_000).map(row).collect();
    let body = "<p>Wali kota mengatakan pasar itu akan dibuka lagi pekan depan setelah tertutup dua bulan."
        .repeat(5);
    let html = format!("<h1>Hasil lari</h1>{body}<table>{table}</table>");
    assert!(articles(&Page::new("x", html.into_bytes()), packs())[0].is_ok());
}

#[test]
fn a_body_that_only_the_linked_data_holds_is_read_and_leads_back_to_it() {
    let sentence = "Wali kota meresmikan pasar lama, \\u201csetelah setahun\\u201d, kata pedagang.";
    let body = [sentence; 8].join("\\n");
    let html = format!(
        "<html><head><title>Pasar Lama Dibuka</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\
         \"headline\":\"Pasar Lama Dibuka\",\"articleBody\" : \"{body} Selesai.\"}}</script></head><body>\
         <h1>Pasar Lama Dibuka</h1><p>Memuat halaman, tunggu sebentar.</p></body></html>"
    );
    let article = read(&html);
    assert_eq!(article.headline(), "Pasar Lama Dibuka");
    // Lines that say the same are all kept: it is the publisher's own text.
    assert_eq!(article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).count(), 8);
    let at = article.text.find("“setelah").expect("the escape is resolved");
    let (start, end) =
        article.origin.page_range(Span::new(at, at + "“setelah".len())).expect("it was printed");
    assert_eq!(&html[start as usize..end as usize], "\\u201csetelah");
}

#[test]
fn hostile_pages_take_no_longer_than_their_length() {
    let sentence = "Pasar itu dibuka lagi pada hari Senin oleh wali kota. ";
    let many = |piece: &str| piece.repeat(20_000);
    let counted = |piece: &dyn Fn(usize) -> String| -> String { (0..20_000).map(piece).collect() };
    // What grows with the square of the length takes minutes here; the test ends at once when nothing does.
    for page in [
        many("<title>a"),
        many("<!-- a"),
        many("<a "),
        many("<script>"),
        many("&"),
        many("<br>1."),
        many("<p>a"),
        many("<meta name=author content='Ana Bel'>"),
        format!("<p {}>{sentence}", many("class='share' ")),
        format!("<p class=\"{}", many(sentence)),
        many("ADVERTISEMENT"),
        many("Pasar. Baca juga: Pasar lama. "),
        many("("),
        many("\""),
        many("- "),
        many("{\"id\":"),
        format!(
            "{}{}",
            counted(&|at| format!("<meta property=og:title content='Pasar lama {at} dibuka'>")),
            counted(&|at| format!("<h1>Pasar lama {at}</h1>"))
        ),
        counted(&|at| {
            format!("<meta name=date content='{}-{:02}-{:02}'>", 1900 + at % 200, at % 12 + 1, at % 28 + 1)
        }),
        counted(&|at| format!("<p class='c{at} share{at}'>{sentence}")),
        counted(&|at| format!("<p>Oleh: Sari {at}, Bima {at} dan Rani {at}")),
    ] {
        let _ = articles(&Page::new("x", page.into_bytes()), packs());
    }
}

/// What holds of every article of every page.
fn check(page: &Page) -> Result<(), TestCaseError> {
    for article in articles(page, packs()).into_iter().flatten() {
        let mut end = 0;
        for block in &article.blocks {
            let words = block.span.of(&article.text);
            prop_assert!(!words.trim().is_empty());
            prop_assert!(block.span.start as usize >= end);
            if !article.given {
                prop_assert!(article.text[end..block.span.start as usize].trim().is_empty());
                prop_assert!(article.origin.page_range(block.span).is_some());
            }
            end = block.span.end as usize;
        }
        if !article.given {
            prop_assert_eq!(end, article.text.len());
        }
        for removed in &article.removed {
            prop_assert!(
                removed.at as usize <= article.text.len()
                    && article.text.is_char_boundary(removed.at as usize)
            );
        }
        prop_assert!(article.dateline.is_none_or(|span| span.end as usize <= article.text.len()));
    }
    Ok(())
}

/// Pieces that pages are made of, to be put together wildly.
fn piece() -> impl Strategy<Value = String> {
    let known: Vec<String> = DUMP.lines().chain(HTML.split_inclusive('>')).map(str::to_owned).collect();
    prop_oneof![
        3 => proptest::sample::select(known),
        1 => "[ -~]{0,40}",
        1 => "\\PC{0,20}",
        1 => proptest::sample::select(vec!["<", "</", "&", "&#", "<!--", "<p ", "\"", "(*)", "(a/b)", " - ", "“", "\n", "{", "}\n"]).prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0..4usize) {
        let kind = [None, Some(PageKind::Html), Some(PageKind::Text), Some(PageKind::Jsonl)][kind];
        check(&Page { kind, ..Page::new("x", bytes) })?;
    }

    #[test]
    fn blocks_tile_the_text_of_any_page(pieces in proptest::collection::vec(piece(), 0..40), lines in any::<bool>(), kind in 0..3usize) {
        let kind = [None, Some(PageKind::Html), Some(PageKind::Text)][kind];
        let page = Page { kind, ..Page::new("x", pieces.join(if lines { "\n" } else { " " }).into_bytes()) };
        check(&page)?;
    }

    #[test]
    fn a_dump_s_blocks_are_bytes_of_the_page(pieces in proptest::collection::vec(piece(), 1..40)) {
        let text = pieces.join("\n");
        let page = Page { kind: Some(PageKind::Text), ..Page::new("x", text.clone().into_bytes()) };
        for article in articles(&page, packs()).into_iter().flatten() {
            for block in &article.blocks {
                let (start, end) = article.origin.page_range(block.span).expect("printed on the page");
                prop_assert_eq!(text.get(start as usize..end as usize), Some(block.span.of(&article.text)));
            }
            for removed in &article.removed {
                let (start, end) = removed.page.expect("printed on the page");
                prop_assert_eq!(text.get(start as usize..end as usize), Some(removed.text.as_str()));
            }
        }
    }
}

#[test]
fn who_reported_and_who_helped_are_told_apart() {
    let body = "MUARA – Wali Kota Muara Bima Aji meresmikan kembali Pasar Lama yang terbakar pada tahun lalu.\n\
                Pasar itu akan dibuka untuk para pedagang pada hari Senin, kata Bima di balai kota.\n";
    let html = |lines: &str| {
        let lines: String = lines.lines().map(|line| format!("<p>{line}</p>")).collect();
        let paragraphs: String = body.lines().map(|line| format!("<p>{line}</p>")).collect();
        format!("<body><article><h1>Pasar Lama Dibuka</h1>{paragraphs}{lines}</article>")
    };
    for (lines, byline, reporters, contributors) in [
        ("Penulis: Sari Lestari\nEditor: Rian Putra", vec!["Sari Lestari"], vec![], vec![]),
        ("Reporter: Sari Lestari\nEditor: Rian Putra", vec!["Sari Lestari"], vec!["Sari Lestari"], vec![]),
        (
            "Pewarta: Sari Lestari\nKontributor: Dewi Kartika",
            vec!["Sari Lestari"],
            vec!["Sari Lestari"],
            vec!["Dewi Kartika"],
        ),
        ("Kontributor: Dewi Kartika\nEditor: Rian Putra", vec!["Dewi Kartika"], vec![], vec!["Dewi Kartika"]),
    ] {
        let dump = format!("Pasar Lama Dibuka\n\n{body}{lines}");
        for page in [html(lines), dump] {
            let article = read(&page);
            let values = |told: &[Stated<String>]| -> Vec<String> {
                told.iter().map(|name| name.value.clone()).collect()
            };
            assert_eq!(values(&article.byline), byline, "{page}");
            assert_eq!(values(&article.reporter), reporters, "{page}");
            assert_eq!(values(&article.contributors), contributors, "{page}");
            for name in article.reporter.iter().chain(&article.contributors) {
                let (from, to) = name.page.expect("it was printed");
                assert_eq!(&page[from as usize..to as usize], name.value);
            }
        }
    }
}

#[test]
fn the_address_that_a_page_names_leads_back_to_its_link() {
    let address = "https://muara.test/pasar?a=1&amp;b=2";
    let text = "<p>Wali kota meresmikan pasar lama yang terbakar, kata seorang pedagang di kota itu, Senin.</p>\
                <p>Pasar itu akan dibuka lagi untuk umum pada akhir bulan depan, kata wali kota di balai kota.</p>";
    for (href, expected) in [(address, Some("https://muara.test/pasar?a=1&b=2")), ("/pasar", None)] {
        let page = format!(
            "<head><link rel=canonical href=\"{href}\"></head><body><article><h1>Pasar Lama</h1>{text}</article>"
        );
        let canonical = read(&page).canonical;
        assert_eq!(canonical.as_ref().map(|stated| stated.value.as_str()), expected);
        if let Some((from, to)) = canonical.and_then(|stated| stated.page) {
            assert_eq!(&page[from as usize..to as usize], href);
        }
    }
}
