//! Invented pages of every kind that holds no article, and articles that look like one of them and are kept.

use crate::extract::{ReadError, articles};
use crate::lang::Packs;
use crate::model::{Article, Page};

const FILLER: &str =
    "Silakan kembali ke beranda atau cari berita lain di kotak pencarian yang ada di bagian atas.";
const NEWS: &str =
    "<p>Wali kota meresmikan pasar lama yang terbakar, kata seorang pedagang di kota itu, Senin.</p>";
const MARKED: &str = "<meta property=og:type content=article>";

fn read(html: &str, packs: &Packs) -> Result<Article, ReadError> {
    articles(&Page::new("x", format!("<html>{html}").into_bytes()), packs).remove(0)
}

/// The front page of an outlet: cards of a linked headline, a time and a line of text.
fn index(summaries: bool) -> String {
    let places = ["Muara", "Karang", "Lembayung", "Tirta", "Selasih", "Cendana", "Gading", "Rimba"];
    let card = |place: &&str| {
        let summary = if summaries {
            format!(
                "<p>Warga {place} menyambut pembukaan jembatan itu dengan gembira setelah menunggu dua tahun, kata lurah setempat.</p>"
            )
        } else {
            String::new()
        };
        format!(
            "<article class=card><h2><a href=/{place}>Jembatan {place} Dibuka Lagi Setelah Dua Tahun</a></h2>\
             <time datetime=2031-03-04>4 Maret 2031</time>{summary}</article>"
        )
    };
    let cards: String = places.iter().map(card).collect();
    format!("<title>Suara Bahari: Berita Terkini</title><body><h1>Suara Bahari</h1><main>{cards}</main>")
}

#[test]
fn a_page_without_an_article_is_refused_with_what_it_is_and_its_score() {
    let packs = Packs::bundled().expect("bundled packs load");
    let menu = "<li><a href=a>Wali kota meresmikan pasar lama yang terbakar pada tahun lalu.</a>".repeat(30);
    let pictures = "<figure><img src=a.jpg><figcaption>Seorang pedagang menata ikan di pasar Lembayung yang baru dibuka lagi oleh wali kota.</figcaption></figure>".repeat(8);
    let card = "<p>Wali kota meresmikan pasar lama.</p>";
    for (html, expected) in [
        (format!("<title>Halaman Tidak Ditemukan</title><h1>Halaman Tidak Ditemukan</h1><p>{FILLER}<p>{FILLER} Terima kasih."), "error page"),
        (format!("<title>404 Not Found - Laut.id</title><p>{FILLER}<p>{FILLER} Terima kasih."), "error page"),
        (format!("<title>Muara Post</title><body><h1>404</h1><p>{FILLER}<p>{FILLER}"), "error page"),
        ("<title>403 Forbidden</title><center><h1>403 Forbidden</h1></center><hr><center>nginx</center>".to_owned(), "error page"),
        ("<title>500 Internal Server Error</title><h1>Internal Server Error</h1><p>The server encountered an internal error and was unable to complete your request. Please contact the administrator.".to_owned(), "error page"),
        ("<title>Muara Post | Akses Ditolak</title><p>Anda tidak memiliki izin untuk membuka halaman ini pada server kami. Hubungi pengelola bila ini keliru.".to_owned(), "error page"),
        (
            "<title>Laut.id</title><p>We and our partners store cookies on your device, with your consent, so that \
             advertising pays for our work.<p>With your consent we and our partners read cookies for other uses."
                .to_owned(),
            "consent page",
        ),
        ("<title>Muara Herald</title><body><p>Situs ini menggunakan cookie untuk menampilkan iklan dan mengukur kunjungan pembaca kami.<p>Kami menggunakan cookie dari mitra kami, dengan persetujuan Anda, untuk mengenal pembaca.".to_owned(), "consent page"),
        (format!("<title>Laut.id</title><ul>{menu}</ul><p>{FILLER}<p>{FILLER} Terima kasih."), "list of links"),
        (index(true), "index page"),
        (index(false), "list of links"),
        ("<title>Masuk ke akun Anda</title><p>Surel<p>Kata sandi".to_owned(), "login page"),
        ("<title>Sign in to your account</title><form>E-mail Password</form>".to_owned(), "login page"),
        (format!("<title>Muara Herald | Log in</title><p>{FILLER}<p>{FILLER}"), "login page"),
        (format!("<title>Search results for harbour</title><p>{FILLER}<p>{FILLER}"), "search results"),
        (format!("<title>Hasil pencarian untuk pasar</title><p>{FILLER}<p>{FILLER}"), "search results"),
        (format!("<title>Subscribe to continue reading</title><p>{FILLER}"), "pay wall"),
        (format!("<title>Artikel ini khusus pelanggan</title><p>{FILLER}"), "pay wall"),
        (format!("<title>Foto: Pasar Lembayung</title><body><h1>Foto: Pasar Lembayung</h1>{pictures}"), "gallery"),
        (format!("{MARKED}<title>Foto: Pasar Lembayung</title><body><h1>Foto: Pasar Lembayung</h1>{}", pictures.replace("wali kota.", "wali kota. (Foto: Antara)")), "gallery"),
        (format!("<title>Video: pasar dibuka</title><meta property=og:type content=video.other><body><h1>Video: pasar dibuka</h1><video src=a.mp4></video><p>{FILLER}<p>{FILLER}"), "film"),
        ("<title>Muara</title><script type=application/ld+json>{\"@type\":\"VideoObject\",\"name\":\"Pasar dibuka\"}</script><body><h1>Pasar dibuka</h1><p>Wali kota meresmikan pasar lama yang terbakar tahun lalu, kata seorang pedagang di kota itu pada hari Senin siang.".to_owned(), "film"),
        ("<title>Muara Post</title><body><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript><script src=app.js></script>".to_owned(), "empty shell"),
        ("<title>Laut</title><div id=app>Memuat</div><script>load()</script>".to_owned(), "empty shell"),
        (format!("<title>Pasar</title><body><h1>Pasar</h1>{card}"), "too little text"),
    ] {
        let found = read(&html, &packs);
        match &found {
            Err(ReadError::NoArticle { why, .. }) if why.starts_with(expected) && why.contains("; score ") => {}
            _ => panic!("{expected}: {html}: {found:?}"),
        }
    }
}

#[test]
fn a_short_article_is_kept() {
    let packs = Packs::bundled().expect("bundled packs load");
    let two = format!("{NEWS}{}", NEWS.replace("Senin", "Selasa"));
    let flash = "<title>Gempa Muara</title><body><article><h1>Gempa Guncang Muara</h1><p>Gempa bermagnitudo 5,1 mengguncang Muara pada Senin malam. Belum ada laporan korban maupun kerusakan, kata badan penanggulangan bencana kota.</p></article>";
    let entries: String = (9..15)
        .map(|hour| format!("<div class=entry><time>{hour}.30</time><h3>Perkembangan jam {hour}</h3><p>Petugas di posko {hour} mengatakan air sungai naik lagi {hour} sentimeter sejak pagi tadi.</p></div>"))
        .collect();
    let items: String = (1..9)
        .map(|nth| format!("<h2><a href=/toko-{nth}>{nth}. Warung Kopi Lembayung yang Ramai</a></h2><p>Warung nomor {nth} ini menyajikan kopi dari kebun sendiri di lereng gunung, dan antreannya mengular sejak pukul enam pagi. Pemiliknya, Sari Dewangga, menyangrai biji kopi setiap hari di belakang dapur. Harga secangkirnya tidak pernah naik sejak warung itu dibuka empat tahun yang lalu.</p>"))
        .collect();
    let photos: String = ["Pedagang menata ikan", "Anak-anak bermain layang-layang", "Nelayan memperbaiki jala", "Petugas menyapu jalan", "Wali kota memotong pita"]
        .iter()
        .map(|what| format!("<figure><img src=a.jpg><figcaption>{what} di dekat pasar Lembayung yang dibuka lagi pada Selasa, 4 Maret 2031, setelah dua bulan tertutup.</figcaption></figure>"))
        .collect();
    for html in [
        format!("<title>Pasar</title><h1>Pasar Lama Dibuka</h1>{two}"),
        format!("<title>404 warga mengungsi</title><h1>404 warga mengungsi</h1>{two}"),
        format!("<title>Hasil pemilu diumumkan</title><h1>Hasil pemilu diumumkan</h1>{two}"),
        format!("<title>Pasar Lama Dibuka</title><h1>Pasar Lama Dibuka</h1>{two}<div class=modal><h2>Masuk</h2><p>Lupa kata sandi?</div>"),
        flash.to_owned(),
        format!("<title>Live: Banjir Muara</title>{MARKED}<body><article><h1>Live: Banjir Muara</h1>{entries}</article>"),
        format!("<title>Delapan warung kopi</title>{MARKED}<body><article><h1>Delapan Warung Kopi di Lembayung</h1>{items}</article>"),
        format!("<title>Delapan warung kopi</title><body><article><h1>Delapan Warung Kopi di Lembayung</h1>{items}</article>"),
        format!(
            "<title>Pasar dalam gambar</title>{MARKED}<meta name=author content='Sari Dewangga'><meta property=article:published_time content=2031-03-04>\
             <body><article><h1>Pasar Lembayung dalam Gambar</h1>{NEWS}{}{photos}</article>",
            NEWS.replace("Senin", "Selasa")
        ),
        "<title>Kantor Berita Laut</title><body><h1>Harga Ikan Naik</h1><p>KARANG (KBL) - Harga ikan naik dua kali lipat di pasar Karang pada Selasa karena nelayan tidak melaut, kata kepala dinas perikanan kota, Bima Wirawan.</p>".to_owned(),
        format!("<title>Video dan berita</title>{MARKED}<meta property=og:type content=video.other><body><article><h1>Pasar Lama Dibuka</h1>{two}</article>"),
    ] {
        let found = read(&html, &packs);
        assert!(found.as_ref().is_ok_and(|article| article.article_score.is_some_and(|score| score >= 60)), "{html}: {found:?}");
    }
}

#[test]
fn a_dump_is_told_by_its_lines_too() {
    let packs = Packs::bundled().expect("bundled packs load");
    let read = |text: &str| articles(&Page::new("x.txt", text.as_bytes().to_vec()), &packs).remove(0);
    for (text, expected) in [
        (format!("Halaman Tidak Ditemukan\n\n{FILLER} Terima kasih atas kunjungan Anda.\n\n{FILLER}\n"), Some("error page")),
        ("Gempa Guncang Muara\n\nMUARA - Gempa bermagnitudo 5,1 mengguncang Muara pada Senin malam. Belum ada laporan korban maupun kerusakan, kata badan penanggulangan bencana kota.\n".to_owned(), None),
        ("Beranda\nLogin\n\nGempa Guncang Muara pada Senin Malam\n\nMUARA - Gempa bermagnitudo 5,1 mengguncang Muara pada Senin malam. Belum ada laporan korban maupun kerusakan, kata badan penanggulangan bencana kota.\n".to_owned(), None),
    ] {
        let found = read(&text);
        match (expected, &found) {
            (None, Ok(article)) if article.article_score.is_some() => {}
            (Some(kind), Err(ReadError::NoArticle { why, .. })) if why.starts_with(kind) => {}
            _ => panic!("{text}: {found:?}"),
        }
    }
}

#[test]
fn what_scores_is_what_speaks_for_an_article() {
    let packs = Packs::bundled().expect("bundled packs load");
    let body: String =
        ["Senin", "Selasa", "Rabu", "Kamis", "Jumat"].iter().map(|day| NEWS.replace("Senin", day)).collect();
    let bare = format!("<title>Pasar</title><body>{NEWS}{}", NEWS.replace("Senin", "Selasa"));
    let whole = format!(
        "<title>Pasar Lama Dibuka</title>{MARKED}<meta name=author content='Sari Dewangga'><meta property=article:published_time content=2031-03-04><body><h1>Pasar Lama Dibuka</h1>{body}"
    );
    let score = |html: &str| read(html, &packs).ok().and_then(|article| article.article_score);
    assert!(score(&bare) < score(&whole), "{:?} {:?}", score(&bare), score(&whole));
    assert!(score(&whole) > Some(850), "{:?}", score(&whole));
}
