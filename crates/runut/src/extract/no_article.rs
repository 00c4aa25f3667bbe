//! Pages that hold no article, although they have some text: error pages, consent pages, lists of links, galleries.
//!
//! Doubt keeps the page: an article refused is lost, a menu read as one is seen at once.

use super::draft::{Draft, Role, Sheet};
use super::shape;
use crate::lang::Packs;
use crate::model::BlockKind;

/// Most words of running text that a page may have and still be told by its title.
const SHORT: usize = 90;

/// Most words of running text on a page that is a list of links.
const LIST: usize = 60;

/// Words of running text beyond which more of them say nothing new.
const ENOUGH: usize = 150;

/// Why these parts are no article; `titles` are what the page calls itself, `linked` the share of its text in links.
pub(crate) fn reason(
    draft: &Draft,
    sheet: &Sheet<'_>,
    packs: &Packs,
    titles: &[&str],
    linked: Option<f64>,
) -> Option<String> {
    let kind = |line: &str| {
        packs.languages.iter().find_map(|language| language.furniture.as_ref()?.page_without_article(line))
    };
    let (mut words, mut captions, mut told, mut sort) = (0, 0, 0, None);
    for part in &draft.parts {
        let Role::Kept(block) = part.role else { continue };
        let line = &sheet.text[part.range.clone()];
        let size = shape::size(line);
        match block {
            BlockKind::Caption => captions += size,
            BlockKind::Title | BlockKind::Subheading => {}
            _ => {
                words += size;
                // Whoever writes so much is no error page; nothing is looked up for long articles.
                if words <= 4 * SHORT
                    && let Some(kind) = kind(line)
                {
                    told += size;
                    sort.get_or_insert(kind);
                }
            }
        }
    }
    if words <= SHORT
        && let Some((title, kind)) = titles.iter().find_map(|title| Some((title, kind(title)?)))
    {
        return Some(format!("{kind}: {:?}", title.chars().take(60).collect::<String>()));
    }
    if let Some(kind) = sort.filter(|_| words <= 4 * SHORT && told * 2 > words) {
        return Some(format!("{kind}: {told} of {words} words say so"));
    }
    if words <= LIST && captions > 3 * words {
        return Some(format!("gallery: {captions} words under pictures, {words} of running text"));
    }
    if words <= LIST
        && let Some(share) = linked.filter(|share| *share > 0.75)
    {
        return Some(format!(
            "list of links: {:.0} % of the text, {words} words of running text",
            share * 100.0
        ));
    }
    None
}

/// How much speaks for an article, 0 to 1000: running text first, then what the page states of itself.
///
/// For people and filters behind us; what is refused is decided by [`reason`] alone. `linked` is in per cent.
pub(crate) fn score(draft: &Draft, sheet: &Sheet<'_>, marked: bool, linked: usize) -> u16 {
    let (mut words, mut paragraphs, mut captions) = (0, 0, 0);
    for part in &draft.parts {
        let Role::Kept(block) = part.role else { continue };
        let size = shape::size(&sheet.text[part.range.clone()]);
        match block {
            BlockKind::Caption => captions += size,
            BlockKind::Title | BlockKind::Subheading => {}
            _ => {
                words += size;
                paragraphs += 1;
            }
        }
    }
    let facts = &draft.facts;
    let stated = [
        (marked, 150),
        (facts.title.is_some(), 100),
        (!facts.published.is_empty(), 100),
        (!facts.byline.is_empty() || !facts.agencies.is_empty(), 100),
    ];
    let stated: usize = stated.into_iter().filter(|(there, _)| *there).map(|(_, worth)| worth).sum();
    let running = words.min(ENOUGH) * 450 / ENOUGH + paragraphs.min(5) * 20;
    let against = linked.saturating_sub(50) * 4 + if captions > words { 100 } else { 0 };
    // At most 1000 by the sums above.
    u16::try_from((running + stated).saturating_sub(against)).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use crate::extract::{ReadError, articles};
    use crate::lang::Packs;
    use crate::model::Page;

    #[test]
    fn a_page_without_an_article_is_refused_with_its_reason_and_an_article_is_not() {
        let packs = Packs::bundled().expect("bundled packs load");
        let filler =
            "Silakan kembali ke beranda atau cari berita lain di kotak pencarian yang ada di bagian atas.";
        let menu =
            "<li><a href=a>Wali kota meresmikan pasar lama yang terbakar pada tahun lalu.</a>".repeat(30);
        let news =
            "<p>Wali kota meresmikan pasar lama yang terbakar, kata seorang pedagang di kota itu, Senin.</p>";
        for (html, expected) in [
            (format!("<title>Halaman Tidak Ditemukan</title><h1>Halaman Tidak Ditemukan</h1><p>{filler}<p>{filler} Terima kasih."), Some("error page")),
            (format!("<title>404 Not Found - Laut.id</title><p>{filler}<p>{filler} Terima kasih."), Some("error page")),
            (
                "<title>Laut.id</title><p>We and our partners store cookies on your device, with your consent, so that \
                 advertising pays for our work.<p>With your consent we and our partners read cookies for other uses."
                    .to_owned(),
                Some("consent page"),
            ),
            (format!("<title>Laut.id</title><ul>{menu}</ul><p>{filler}<p>{filler} Terima kasih."), Some("list of links")),
            ("<title>Masuk ke akun Anda</title><p>Surel<p>Kata sandi".to_owned(), Some("login page")),
            ("<title>Sign in to your account</title><form>E-mail Password</form>".to_owned(), Some("login page")),
            (format!("<title>Search results for harbour</title><p>{filler}<p>{filler}"), Some("search results")),
            (format!("<title>Hasil pencarian untuk pasar</title><p>{filler}<p>{filler}"), Some("search results")),
            (format!("<title>Subscribe to continue reading</title><p>{filler}"), Some("pay wall")),
            (format!("<title>Artikel ini khusus pelanggan</title><p>{filler}"), Some("pay wall")),
            (format!("<title>Hasil pemilu diumumkan</title><h1>Hasil pemilu diumumkan</h1>{news}{}", news.replace("Senin", "Rabu")), None),
            (format!("<title>Pasar</title><h1>Pasar Lama Dibuka</h1>{news}{}", news.replace("Senin", "Selasa")), None),
            (
                format!(
                    "<title>404 warga mengungsi</title><h1>404 warga mengungsi</h1>{news}{}",
                    news.replace("Senin", "Selasa")
                ),
                None,
            ),
        ] {
            let page = Page::new("x", format!("<html><body>{html}</body></html>").into_bytes());
            let found = articles(&page, &packs).remove(0);
            match (expected, &found) {
                (None, Ok(article)) if article.article_score.is_some_and(|score| score > 100) => {}
                (Some(reason), Err(ReadError::NoArticle { why, .. })) if why.starts_with(reason) => {}
                _ => panic!("{html}: {found:?}"),
            }
        }
    }
}
