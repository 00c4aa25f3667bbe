//! Invented pages whose text stands where browsers do not show it, and hostile ones.

use crate::extract::articles;
use crate::lang::Packs;
use crate::model::{Article, BlockKind, Page, Span};

/// Five paragraphs of an invented report.
const PARAGRAPHS: [&str; 5] = [
    "KARANG - Wali Kota Sari Dewangga meresmikan kembali Pasar Lembayung pada Selasa setelah dua bulan ditutup karena banjir.",
    "\"Kami sudah memeriksa setiap kios, dan semuanya aman,\" kata Sari Dewangga di depan para pedagang yang menunggu sejak pagi.",
    "Pasar itu menampung empat ratus pedagang, sebagian besar penjual ikan dan sayur dari desa-desa di lereng Gunung Selasih.",
    "Bima Wirawan, seorang pedagang ikan, mengatakan ia kehilangan hampir seluruh penghasilannya selama pasar itu ditutup.",
    "Pemerintah kota berjanji membangun tanggul baru di tepi sungai sebelum musim hujan berikutnya tiba pada bulan November.",
];

fn page(head: &str, body: &str) -> String {
    format!(
        "<html><head><title>Pasar Lembayung Dibuka Lagi | Suara Bahari</title><meta property=og:title content='Pasar Lembayung Dibuka Lagi'>\
         <meta property=og:type content=article>{head}</head><body>{body}</body></html>"
    )
}

fn read(html: &str) -> Option<Article> {
    let packs = Packs::bundled().expect("bundled packs load");
    articles(&Page::new("x", html.as_bytes().to_vec()), &packs).remove(0).ok()
}

fn json(text: &str) -> String {
    serde_json::to_string(text).expect("a string")
}

/// The report as markup, with a heading, a caption and a cross-reference in it.
fn markup() -> String {
    let paragraphs: Vec<String> = PARAGRAPHS.iter().map(|text| format!("<p>{text}</p>")).collect();
    format!(
        "{}<figure><img src=\"a.jpg\"><figcaption>Pedagang di Pasar Lembayung pada hari pembukaan.</figcaption></figure>{}<p><a href=\"/b\">Baca juga: Jembatan Karang Ambruk</a></p><h2>Tanggul baru</h2>{}",
        paragraphs[..2].concat(),
        paragraphs[2],
        paragraphs[3..].concat()
    )
}

fn whole(article: &Article, html: &str, name: &str) {
    let kept: Vec<&str> = article
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Paragraph))
        .map(|block| block.span.of(&article.text))
        .collect();
    for paragraph in PARAGRAPHS {
        assert!(kept.contains(&paragraph), "{name}: {paragraph} in {kept:#?}");
        // The way back: the bytes of a plain word are the word itself.
        let at = article.text.find(paragraph).expect("kept") + paragraph.rfind(' ').expect("words") + 1;
        let word = paragraph[paragraph.rfind(' ').expect("words") + 1..].trim_end_matches('.');
        let (from, to) = article.origin.page_range(Span::new(at, at + word.len())).expect("printed");
        assert_eq!(&html[from as usize..to as usize], word, "{name}");
    }
    assert!(
        !article.text.contains("Baca juga") && !article.text.contains('<') && !article.text.contains("\\u"),
        "{name}: {}",
        article.text
    );
}

#[test]
fn a_body_that_is_not_shown_is_read_and_leads_back_to_its_bytes() {
    let lines = PARAGRAPHS.join("\n\n");
    let html = markup();
    let escaped = html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let unicode = json(&html).replace('<', "\\u003c").replace('>', "\\u003e").replace('/', "\\/");
    let blocks: Vec<String> = PARAGRAPHS
        .iter()
        .map(|text| format!("{{\"type\":\"paragraph\",\"data\":{{\"text\":{}}}}}", json(text)))
        .collect();
    let blocks = format!("[{}]", blocks.join(","));
    // Editors that keep links and bold words as pieces of their own.
    let pieces: Vec<String> = PARAGRAPHS
        .iter()
        .map(|text| {
            let (head, tail) = text.split_at(text.char_indices().nth(40).expect("long").0);
            format!("{{\"type\":\"paragraph\",\"content\":[{{\"type\":\"text\",\"text\":{}}},{{\"type\":\"text\",\"marks\":[\"bold\"],\"text\":{}}}]}}", json(head), json(tail))
        })
        .collect();
    let pieces = format!("[{}]", pieces.join(","));
    let teasers: Vec<String> = (0..30)
        .map(|nth| format!("{{\"title\":\"Jembatan Karang {nth} ambruk\",\"description\":\"Jembatan nomor {nth} di Karang ambruk pada malam hari, dan tidak ada korban, kata polisi setempat kepada wartawan.\"}}"))
        .collect();
    let others = format!("\"related\":[{}]", teasers.join(","));
    let next = |article: &str| {
        format!(
            "<script id=\"__NEXT_DATA__\" type=\"application/json\">{{\"props\":{{\"pageProps\":{{{others},\"article\":{{\"title\":\"Pasar Lembayung Dibuka Lagi\",\"image\":\"https://a.test/b.jpg\",{article}}}}}}},\"page\":\"/[slug]\"}}</script>"
        )
    };
    let shell = "<div id=\"__next\"></div>";
    let state = json(&format!(
        "{{\"article\":{{\"headline\":\"Pasar Lembayung Dibuka Lagi\",\"body\":{}}}}}",
        json(&html)
    ));
    let flight_row =
        format!("1:[\"$\",\"div\",null,{{\"id\":\"isi\"}}]\n2a:T{:x},{html}3:{{\"a\":1}}\n", html.len());
    let (first, second) = flight_row.split_at(flight_row.find("KARANG").expect("there") + 9);
    let flight: String = [first, second]
        .iter()
        .map(|part| format!("<script>self.__next_f.push([1,{}])</script>", json(part)))
        .collect();
    let elements: Vec<String> =
        PARAGRAPHS.iter().map(|text| format!("[\"$\",\"p\",null,{{\"children\":{}}}]", json(text))).collect();
    let rows = format!("4:[\"$\",\"article\",null,{{\"children\":[{}]}}]\n", elements.join(","));
    let linked = |body: &str| {
        format!(
            "<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Pasar Lembayung Dibuka Lagi\",\"articleBody\":{body}}}</script>"
        )
    };
    for (name, page) in [
        ("linked data, plain", page(&linked(&json(&lines)), shell)),
        ("linked data, markup", page(&linked(&json(&html)), shell)),
        ("linked data, markup escaped", page(&linked(&json(&escaped)), shell)),
        ("linked data, markup in unicode escapes", page(&linked(&unicode), shell)),
        ("hydration, markup", page("", &format!("{shell}{}", next(&format!("\"body\":{}", json(&html)))))),
        ("hydration, unicode escapes", page("", &format!("{shell}{}", next(&format!("\"body\":{unicode}"))))),
        ("hydration, blocks", page("", &format!("{shell}{}", next(&format!("\"blocks\":{blocks}"))))),
        (
            "hydration, pieces",
            page("", &format!("{shell}{}", next(&format!("\"doc\":{{\"content\":{pieces}}}")))),
        ),
        (
            "state of the window",
            page(
                "",
                &format!(
                    "{shell}<script>window.__STATE__={{\"a\":{{\"title\":\"Pasar Lembayung Dibuka Lagi\",\"content\":{}}}}};(function(){{var s;}}());</script>",
                    json(&html)
                ),
            ),
        ),
        (
            "state as a string",
            page("", &format!("{shell}<script>window.__STATE__ = JSON.parse({state});</script>")),
        ),
        ("pushed text", page("", &format!("{shell}{flight}"))),
        (
            "pushed elements",
            page("", &format!("{shell}<script>self.__next_f.push([1,{}])</script>", json(&rows))),
        ),
        ("noscript", page("", &format!("<div id=isi></div><noscript>{html}</noscript>"))),
        ("template", page("", &format!("<div id=isi></div><template>{html}</template>"))),
        (
            "script that is a template",
            page("", &format!("<div id=isi></div><script type=\"text/template\">{html}</script>")),
        ),
    ] {
        let article = read(&page).unwrap_or_else(|| panic!("{name}: no article"));
        whole(&article, &page, name);
        assert_eq!(article.headline(), "Pasar Lembayung Dibuka Lagi", "{name}");
        assert_eq!(article.language, "id", "{name}");
    }
}

#[test]
fn pages_for_phones_and_lines_that_only_breaks_part_are_read_as_they_are() {
    let ad = "<amp-ad width=300 height=250 type=x><div placeholder><p>Pasang iklan Anda di sini, dan jangkau ribuan pembaca kami setiap hari di seluruh kota.</p></div></amp-ad>";
    let amp = format!(
        "<!doctype html><html amp lang=id><head><title>Pasar Lembayung Dibuka Lagi</title><style amp-boilerplate>body{{a:b}}</style><noscript><style amp-boilerplate>body{{}}</style></noscript></head>\
         <body><amp-sidebar id=s layout=nodisplay><ul><li><a href=/a>Nasional</a><li><a href=/b>Olahraga</a></ul><p>Ikuti kami untuk mendapatkan berita terbaru dari kota Anda setiap pagi.</p></amp-sidebar>\
         <amp-consent layout=nodisplay><p>Kami dan mitra kami menggunakan cookie untuk menampilkan iklan yang sesuai bagi Anda.</p></amp-consent>\
         <article><h1>Pasar Lembayung Dibuka Lagi</h1><amp-img src=a.jpg width=1 height=1></amp-img><p>{}</p>{ad}<p>{}</p></article></body>",
        PARAGRAPHS[..2].join("</p><p>"),
        PARAGRAPHS[2..].join("</p><p>")
    );
    let article = read(&amp).expect("an article");
    whole(&article, &amp, "amp");
    for foreign in ["Pasang iklan", "cookie", "Ikuti kami", "Olahraga"] {
        assert!(!article.text.contains(foreign), "{foreign}: {}", article.text);
    }
    for gap in ["<br><br>", "<br/>\n<br/>", "<br>"] {
        let html =
            page("", &format!("<h1>Pasar Lembayung Dibuka Lagi</h1><div>{}</div>", PARAGRAPHS.join(gap)));
        whole(&read(&html).expect("an article"), &html, gap);
    }
}

#[test]
fn data_that_is_not_the_articles_stays_out() {
    let teasers: Vec<String> = (0..30)
        .map(|nth| format!("{{\"title\":\"Jembatan Karang {nth} ambruk\",\"description\":\"Jembatan nomor {nth} di Karang ambruk pada malam hari, dan tidak ada korban, kata polisi setempat kepada wartawan.\"}}"))
        .collect();
    let script = format!("<script type=application/json>{{\"items\":[{}]}}</script>", teasers.join(","));
    // The front page of a site drawn by scripts has many teasers and no article.
    assert!(read(&format!("<title>Suara Bahari</title><body><div id=app></div>{script}")).is_none());
    // A short article keeps its own words, whatever else the scripts hold.
    let html = page(
        "",
        &format!(
            "<article><h1>Pasar Lembayung Dibuka Lagi</h1><p>{}</p><p>{}</p></article>{script}",
            PARAGRAPHS[0], PARAGRAPHS[1]
        ),
    );
    let article = read(&html).expect("an article");
    assert!(
        article.text.contains(PARAGRAPHS[1]) && !article.text.contains("Jembatan nomor"),
        "{}",
        article.text
    );
    // Code and settings are no text.
    let code = "function a(b){return b.c===\"Nothing to see here, move on please.\"?1:2;}".repeat(200);
    assert!(read(&format!("<title>Muara</title><body><div id=app></div><script>{code}</script>")).is_none());
}

#[test]
fn hostile_data_does_no_harm() {
    let long = "Wali kota meresmikan pasar itu, kata seorang pedagang. ".repeat(20_000);
    for data in [
        "[".repeat(300_000),
        "{\"text\":".repeat(100_000),
        "{\"text\":\"".repeat(100_000),
        format!("{{\"body\":\"{}", "\\".repeat(200_001)),
        format!("{{\"body\":\"{}\"}}", "\\ud83d".repeat(50_000)),
        format!("{{\"a\":{}}}", json(&json(&json(&json(&long))))),
        format!("{{\"blocks\":[{}]}}", "{\"title\":\"a\",\"text\":\"b c. \"},".repeat(20_000)),
        format!("self.__next_f.push([1,\"{}\"])", "1:Tffffffffffff,".repeat(20_000)),
        format!(
            "self.__next_f.push([1,\"2:T9,\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9{}\"])",
            "é".repeat(1_000)
        ),
        "self.__next_f.push([1,\"])".to_owned() + &" ".repeat(500),
    ] {
        let html = page("", &format!("<div id=app></div><script>{data}</script>"));
        let _ = read(&html);
        let html = page(&format!("<script type=application/ld+json>{data}</script>"), "<noscript>");
        let _ = read(&html);
    }
    let article = read(&page(
        "",
        &format!("<div id=app></div><script>{{\"body\":{}}}</script>", json(&long[..900_000])),
    ));
    assert!(article.is_some_and(|article| article.text.len() > 800_000));
}
