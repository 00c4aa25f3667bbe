//! What stands between the paragraphs of an article, and what role each piece of it gets.

use crate::extract::articles;
use crate::lang::Packs;
use crate::model::{Article, Page, PartRole};

/// An article with something between its second paragraph and its third, and something above the first.
fn read(above: &str, between: &str) -> Article {
    let packs = Packs::bundled().expect("bundled packs load");
    let paragraphs = [
        "Wali kota menutup pasar lama pada Selasa pagi setelah hujan lebat merendam lantai bawah, kata seorang pedagang.",
        "Menurut para pedagang, air masuk sejak dini hari dan merusak barang yang nilainya belum dihitung oleh pengelola.",
        "Pasar akan dibuka kembali sesudah lantai dibersihkan dan saluran air di belakang gedung diperlebar oleh petugas.",
    ]
    .map(|text| format!("<p>{text}</p>"));
    let [first, second, third] = &paragraphs;
    let html = format!(
        "<title>Pasar Lama Muara Ditutup</title><article><h1>Pasar Lama Muara Ditutup</h1>{above}{first}{second}{between}{third}</article>"
    );
    articles(&Page::new("x", html.into_bytes()), &packs).remove(0).expect("an article")
}

fn role_of(article: &Article, text: &str) -> Option<PartRole> {
    let kept = article.blocks.iter().find(|block| block.span.of(&article.text) == text);
    let removed = article.removed.iter().find(|part| part.text == text);
    kept.map(|block| block.kind.into()).or(removed.map(|part| part.role))
}

#[test]
fn what_stands_between_paragraphs_has_its_role() {
    for (html, text, role) in [
        ("<h2>Air mulai surut</h2>", "Air mulai surut", PartRole::Subheading),
        ("<blockquote>“Kami rugi,” kata Sari.</blockquote>", "“Kami rugi,” kata Sari.", PartRole::Quote),
        ("<ul><li>Enam ratus kios rusak.</ul>", "Enam ratus kios rusak.", PartRole::List),
        ("<table><tr><td>Kios<td>600</table>", "600", PartRole::Table),
        (
            "<p>Baca juga: <a href=/b>Harga Beras Naik</a>",
            "Baca juga: Harga Beras Naik",
            PartRole::CrossReference,
        ),
        ("<p>[Gambas:Video Muara]", "[Gambas:Video Muara]", PartRole::Embed),
        ("<p>ADVERTISEMENT", "ADVERTISEMENT", PartRole::Promo),
        ("<p>(ADVERTISEMENT) Air surut pada siang hari.", "(ADVERTISEMENT)", PartRole::Promo),
        ("<ul class=social><li><a href=#>Tweet</a></ul>", "Tweet", PartRole::Share),
        (
            "<figcaption>Pedagang memindahkan barang.</figcaption>",
            "Pedagang memindahkan barang.",
            PartRole::Caption,
        ),
        ("<figcaption>Foto: Sari Dewi Lestari</figcaption>", "Foto: Sari Dewi Lestari", PartRole::Credit),
        ("<div class=photo-credit>Antara Foto/Sari Dewi</div>", "Antara Foto/Sari Dewi", PartRole::Credit),
        ("<p>Foto: Pasar lama dari udara", "Foto: Pasar lama dari udara", PartRole::Caption),
    ] {
        assert_eq!(role_of(&read("", html), text), Some(role), "{html}");
    }
}

#[test]
fn a_post_of_a_social_network_is_none_of_the_article_and_its_date_is_not_the_articles() {
    let post = "<blockquote class=twitter-tweet><p>Pasar Muara tutup hari ini, jangan ke sana dulu ya warga</p>\
                &mdash; Info Muara (@infomuara) <a href=https://x.example/1>March 4, 2025</a></blockquote>";
    let article = read("", post);
    let text = "Pasar Muara tutup hari ini, jangan ke sana dulu ya warga";
    assert_eq!(role_of(&article, text), Some(PartRole::Embed));
    assert_eq!(article.published, None);
    assert!(!article.text.contains("Info Muara"), "{}", article.text);
}

#[test]
fn a_dateline_may_be_a_paragraph_of_its_own() {
    for (above, place) in [
        ("<p><b>MUARA, Laut.id</b> -</p>", Some("Muara")),
        ("<p>MUARA (ANTARA)</p>", Some("Muara")),
        ("<p>Sari Dewi Lestari</p>", None),
    ] {
        let article = read(above, "");
        assert_eq!(article.dateline_place.as_deref(), place, "{above}");
        let told = article.removed.iter().any(|part| part.role == PartRole::Dateline);
        assert_eq!(told, place.is_some(), "{above}");
    }
}

#[test]
fn a_byline_with_a_dash_names_the_writer_and_not_the_outlet() {
    let article = read("<p>Oleh Sari Dewi - Muara Pos</p>", "");
    let names: Vec<&str> = article.byline.iter().map(|name| name.value.as_str()).collect();
    assert_eq!(names, ["Sari Dewi"], "{:?}", article.removed);
    let article = read("", "<p>(ANTARA/Bima Aji)</p>");
    let names: Vec<&str> = article.byline.iter().map(|name| name.value.as_str()).collect();
    assert_eq!(names, ["Bima Aji"], "{:?}", article.removed);
}
