//! What must hold of everything that is read, whatever the bytes.

use runut::lang::Packs;
use runut::model::{Article, Origin, Page, PageKind, Span};
use std::sync::LazyLock;

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::bundled().expect("bundled packs load"));

/// Reads the bytes as a page of this kind, or of the kind they look like, twice; checks what comes out.
pub fn read(bytes: &[u8], kind: Option<PageKind>) {
    let page = page(bytes, kind);
    let read = runut::extract::articles(&page, &PACKS);
    for article in read.iter().flatten().filter(|article| !article.given) {
        check(article, &page);
    }
    assert_eq!(read, runut::extract::articles(&page, &PACKS), "two readings of one page differ");
}

/// Scans the bytes as HTML; checks that every piece of text leads back to its bytes.
pub fn scan(bytes: &[u8]) {
    let page = page(bytes, Some(PageKind::Html));
    let (text, origin) = runut::extract::visible(&page);
    leads_back(&text, &origin, &page);
    let mut end = 0;
    for stretch in &origin.stretches {
        let gap = text.get(end..stretch.text as usize).expect("stretches in order");
        assert!(gap.trim().is_empty(), "{gap:?} stands nowhere on the page");
        end = (stretch.text + stretch.text_len) as usize;
    }
    assert!(text[end..].trim().is_empty(), "text that stands nowhere on the page");
}

fn page(bytes: &[u8], kind: Option<PageKind>) -> Page {
    let mut page = Page::new("fuzz", bytes.to_vec());
    page.kind = kind;
    page
}

fn check(article: &Article, page: &Page) {
    let inside = |span: Span| {
        assert!(span.start <= span.end, "{span:?} runs backwards");
        let range = span.start as usize..span.end as usize;
        assert!(article.text.get(range).is_some(), "{span:?} cuts a character or leaves the text");
    };
    let mut end = 0;
    for block in &article.blocks {
        inside(block.span);
        assert!(block.span.start >= end, "blocks overlap");
        end = block.span.end;
        assert!(article.origin.page_range(block.span).is_some(), "a block that stands nowhere on the page");
    }
    if let Some(dateline) = article.dateline {
        inside(dateline);
    }
    for removed in &article.removed {
        inside(Span { start: removed.at, end: removed.at });
    }
    leads_back(&article.text, &article.origin, page);
}

/// Stretches are in order, lie within text and page, and where the page is UTF-8 they are its very bytes, white space
/// aside.
fn leads_back(text: &str, origin: &Origin, page: &Page) {
    let plain = std::str::from_utf8(&page.bytes).is_ok()
        // What might be read as UTF-16 or ISO-2022-JP all the same.
        && !page.bytes.contains(&0)
        && !page.bytes.contains(&0x1B);
    let mut end = 0;
    for stretch in &origin.stretches {
        assert!(stretch.text >= end, "stretches overlap");
        end = stretch.text + stretch.text_len;
        let words = text.get(stretch.text as usize..end as usize).expect("a stretch of whole characters");
        let (from, to) = (stretch.page as usize, (stretch.page + stretch.page_len) as usize);
        let bytes = page.bytes.get(from..to).expect("a stretch within the page");
        if plain && stretch.text_len == stretch.page_len && stretch.text_len > 4 {
            // A line break and other white space is read as a blank.
            let same = |(text, page): (u8, &u8)| text == *page || text == b' ' && *page <= b' ';
            assert!(words.bytes().zip(bytes).all(same), "a stretch differs from its bytes");
        }
    }
}
