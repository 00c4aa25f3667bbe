//! Pages made to hold up a reader: each kind grows with the size asked for.

/// Kinds of hostile pages: what is repeated, and what makes a page of about so many bytes.
pub const KINDS: &[(&str, fn(usize) -> Vec<u8>)] = &[
    ("nested div", |size| [b"<div>".repeat(size / 11), b"a".to_vec(), b"</div>".repeat(size / 11)].concat()),
    ("unclosed div with text", |size| b"<div>satu dua tiga. ".repeat(size / 20)),
    ("unclosed b", |size| b"<b>a".repeat(size / 4)),
    ("unclosed a", |size| b"<a href=x>a".repeat(size / 11)),
    ("misnested inline", |size| b"<b><i><a>x</b></i>".repeat(size / 18)),
    ("attributes on one tag", |size| {
        [b"<p ".to_vec(), b"data-x=1 ".repeat(size / 9), b">a</p>".to_vec()].concat()
    }),
    ("classes on one tag", |size| {
        [b"<p class='".to_vec(), b"comment share date ".repeat(size / 19), b"'>a</p>".to_vec()].concat()
    }),
    ("one endless attribute", |size| [b"<p title=\"".to_vec(), b"x".repeat(size)].concat()),
    ("paragraphs", |size| b"<p>Air naik lagi di kota, kata wali kota.</p>".repeat(size / 45)),
    ("short paragraphs", |size| b"<p>a".repeat(size / 4)),
    ("lines parted by br", |size| b"Air naik lagi di kota, kata wali kota.<br>".repeat(size / 42)),
    ("one paragraph", |size| [b"<p>".to_vec(), b"Air naik lagi. ".repeat(size / 15)].concat()),
    ("one paragraph without an end", |size| [b"<p>".to_vec(), b"air naik lagi ".repeat(size / 14)].concat()),
    ("one word", |size| [b"<p>".to_vec(), b"x".repeat(size)].concat()),
    ("capital words", |size| [b"<p>".to_vec(), b"Air Naik ".repeat(size / 9)].concat()),
    ("numbers", |size| [b"<p>".to_vec(), b"12 3.4 5/6 ".repeat(size / 11)].concat()),
    ("brackets", |size| [b"<p>".to_vec(), b"((((".repeat(size / 4)].concat()),
    ("quotation marks", |size| [b"<p>".to_vec(), "“".as_bytes().repeat(size / 3)].concat()),
    ("plain text", |size| b"Air naik lagi di kota.\n".repeat(size / 23)),
    ("deep tables", |size| b"<table><tr><td>".repeat(size / 15)),
    ("table cells", |size| [b"<table>".to_vec(), b"<tr><td>a<td>b".repeat(size / 14)].concat()),
    ("list items", |size| [b"<ul>".to_vec(), b"<li><a href=/x>Air naik lagi</a>".repeat(size / 32)].concat()),
    ("end tags", |size| b"</div></p></x>".repeat(size / 14)),
    ("less-than signs", |size| b"<".repeat(size)),
    ("less-than signs and spaces", |size| b"< ".repeat(size / 2)),
    ("ampersands", |size| b"&".repeat(size)),
    ("references", |size| b"&amp;&#8211;&nbsp;".repeat(size / 18)),
    ("references without an end", |size| b"&notanentity".repeat(size / 12)),
    ("an endless comment", |size| [b"a<!--".to_vec(), b" - -- ".repeat(size / 6)].concat()),
    ("comments", |size| b"<!---->a".repeat(size / 8)),
    ("unclosed comments", |size| b"<!--".repeat(size / 4)),
    ("declarations", |size| b"<!x".repeat(size / 3)),
    ("unclosed script", |size| b"<script>x".repeat(size / 9)),
    ("unclosed video", |size| b"<video>x".repeat(size / 8)),
    ("unclosed title", |size| b"<title>x".repeat(size / 8)),
    ("many raw elements", |size| b"<style></style><svg></svg>".repeat(size / 26)),
    ("script ends that are none", |size| [b"<script>".to_vec(), b"</scrip ".repeat(size / 8)].concat()),
    ("JSON-LD nested deep", |size| {
        let (open, close) = (b"{\"@graph\":[".repeat(size / 13), b"]}".repeat(size / 13));
        [b"<script type=application/ld+json>".to_vec(), open, close, b"</script>".to_vec()].concat()
    }),
    ("JSON-LD of one list", |size| {
        let many = b"{\"@type\":\"NewsArticle\",\"author\":\"A B\"},".repeat(size / 39);
        [b"<script type=application/ld+json>[".to_vec(), many, b"1]</script>".to_vec()].concat()
    }),
    ("JSON-LD scripts", |size| {
        b"<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":\"A B\"}</script>"
            .repeat(size / 82)
    }),
    ("JSON-LD with many writers", |size| {
        let many = b"{\"name\":\"Sari Wulan\"},".repeat(size / 22);
        let open = b"<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":[".to_vec();
        [open, many, b"1]}</script>".to_vec()].concat()
    }),
    ("JSON-LD body", |size| {
        let open = b"<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"articleBody\":\"".to_vec();
        [open, b"Air naik lagi.\\n ".repeat(size / 17), b"\"}</script>".to_vec()].concat()
    }),
    ("meta elements", |size| b"<meta name=author content='Sari Wulan'>".repeat(size / 39)),
    ("meta titles", |size| b"<meta property=og:title content='Air naik lagi'>".repeat(size / 48)),
    ("meta dates", |size| b"<meta name=date content='2024-06-05'>".repeat(size / 37)),
    ("headings", |size| b"<h1>Air naik lagi di kota</h1>".repeat(size / 30)),
    ("headings like the title", |size| {
        [
            b"<title>Air naik lagi di kota</title>".to_vec(),
            b"<h1>Air naik lagi di kota</h1>".repeat(size / 30),
        ]
        .concat()
    }),
    ("titles and headings", |size| {
        let title = |at: usize| format!("<meta property=og:title content='Air {at} naik lagi'>");
        let heading = |at: usize| format!("<h1>Air {at} naik</h1>");
        counted(size / 2, &title).into_iter().chain(counted(size / 2, &heading)).collect()
    }),
    ("different meta dates", |size| {
        counted(size, &|at| {
            format!("<meta name=date content='{}-{:02}-{:02}'>", 1900 + at % 200, at % 12 + 1, at % 28 + 1)
        })
    }),
    ("different classes", |size| {
        counted(size, &|at| format!("<p class='c{at} share{at}'>Air naik lagi di kota."))
    }),
    ("different bylines", |size| counted(size, &|at| format!("<p>Oleh: Sari {at}, Bima {at} dan Rani {at}"))),
    ("links to writers", |size| b"<a href=/author/sari/x rel=author>Sari Wulan</a> ".repeat(size / 50)),
    ("table of numbers", |size| {
        [b"<table>".to_vec(), counted(size, &|at| format!("<tr><td>{at}<td>Muara<td>{}", at * 7))].concat()
    }),
    ("deep lists", |size| b"<ul><li>Air naik lagi di kota ".repeat(size / 30)),
    ("numbered references", |size| b"&#x26;&#169;&#0;&#99999999;".repeat(size / 28)),
    ("bylines", |size| b"<p class=byline>Oleh: Sari Wulan</p>".repeat(size / 36)),
    ("dates", |size| b"<p class=date>Rabu, 5 Juni 2024 10:00 WIB</p>".repeat(size / 46)),
    ("time elements", |size| b"<time datetime=2024-06-05>x</time>".repeat(size / 34)),
    ("cross-references", |size| b"<p>Baca juga: Air naik lagi di kota</p>".repeat(size / 39)),
    ("labels inside a line", |size| {
        [b"<p>".to_vec(), b"Air naik. ADVERTISEMENT ".repeat(size / 24)].concat()
    }),
    ("binary noise", |size| noise(size)),
    ("noise behind a tag", |size| [b"<html><p>".to_vec(), noise(size)].concat()),
    ("high bytes", |size| [b"<html><p>".to_vec(), b"\xE2\x80 \xFF".repeat(size / 4)].concat()),
    ("single-byte letters", |size| {
        [b"<html><meta charset=windows-1252><p>".to_vec(), b"P\xE2t\xE9 ".repeat(size / 5)].concat()
    }),
    ("wide characters", |size| {
        "<p>Pâté kota. ".repeat(size / 28).encode_utf16().flat_map(u16::to_le_bytes).collect()
    }),
    ("soft hyphens", |size| [b"<p>a".to_vec(), "a\u{ad}".as_bytes().repeat(size / 3)].concat()),
    ("blanks", |size| [b"<p>a".to_vec(), b" \n".repeat(size / 2)].concat()),
    ("blanks of another kind", |size| {
        [b"<p>a".to_vec(), "\u{a0}\u{2003}".as_bytes().repeat(size / 5)].concat()
    }),
];

/// Numbered pieces, as many as make a page of about so many bytes.
fn counted(size: usize, piece: &dyn Fn(usize) -> String) -> Vec<u8> {
    let mut page = Vec::new();
    for at in 0.. {
        if page.len() >= size {
            break;
        }
        page.extend(piece(at).into_bytes());
    }
    page
}

/// Bytes without any order, the same in every run (xorshift).
fn noise(size: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    })
    .take(size)
    .collect()
}
