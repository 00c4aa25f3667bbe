//! The text order of our scanner against html5ever, the parser of a browser: real, sample and generated pages.
//!
//! Letters are compared, not words: where one block ends and the next begins is ours to say, the order of what is read
//! is not. Known to differ: foster parenting (what stands between the cells of a table moves in front of it) and pages
//! cut off inside a tag.
#![allow(clippy::disallowed_methods, reason = "a test is a door: it reads pages")]

use dom_query::{Document, NodeRef};
use runut::extract;
use runut::model::{Page, PageKind};
use runut_eval::extract::pages::labelled;
use std::path::Path;

/// Every so many labelled pages one is compared: a debug build reads ten a second.
const EVERY: usize = 8;

/// Share of the labelled pages whose letters must be equal; the rest are cut off, or broken in their tables.
const REAL: f64 = 0.98;

/// The same of generated pages without tables, in which any piece may follow any other.
const GENERATED: f64 = 0.98;

#[test]
fn sample_pages_are_read_in_the_order_of_a_browser() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/pages");
    for entry in std::fs::read_dir(folder).expect("the sample pages are in the repository") {
        let path = entry.expect("a listed file").path();
        if path.extension().is_some_and(|end| end == "html") {
            let bytes = std::fs::read(&path).expect("a sample page");
            let html = String::from_utf8_lossy(&bytes).into_owned();
            assert_eq!(difference(&letters(&html), &ours(&html)), None, "{}", path.display());
        }
    }
}

#[test]
fn labelled_pages_are_read_in_the_order_of_a_browser() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/extraction");
    if !folder.is_dir() {
        eprintln!("SKIPPED: {} is not there; the text order of real pages is not checked", folder.display());
        return;
    }
    let pages = labelled(&folder).expect("labelled pages");
    let read = pages.iter().step_by(EVERY).map(|one| {
        let bytes = one.page().expect("a labelled page").bytes;
        let encoding = encoding_rs::Encoding::for_label(one.encoding.as_bytes());
        (one.name.clone(), encoding.unwrap_or(encoding_rs::UTF_8).decode(&bytes).0.into_owned())
    });
    hold("labelled pages", read, REAL);
}

#[test]
fn generated_pages_are_read_in_the_order_of_a_browser() {
    hold("generated pages", (0..2_000).map(|seed| (seed.to_string(), generated(seed, false))), GENERATED);
}

/// Tables move letters, so only their share is held.
#[test]
fn generated_tables_keep_nearly_all_letters_in_order() {
    let pages: Vec<String> = (0..500).map(|seed| generated(seed, true)).collect();
    let shares: f64 = pages.iter().map(|html| agreement(&letters(html), &ours(html))).sum();
    let share = shares / pages.len() as f64;
    eprintln!("generated tables: {share:.4} of the letters in order");
    assert!(share > 0.85, "{share:.4} of the letters in order");
}

/// Holds the share of pages that are equal, and shows the first that differ.
fn hold(what: &str, pages: impl Iterator<Item = (String, String)>, floor: f64) {
    let (mut equal, mut all, mut shown) = (0, 0, String::new());
    for (name, html) in pages {
        all += 1;
        match difference(&letters(&html), &ours(&html)) {
            None => equal += 1,
            Some((at, theirs, own)) if all - equal < 4 => {
                shown += &format!("\n{name}, letter {at}\n  browser {theirs:?}\n  scanner {own:?}");
            }
            Some(_) => {}
        }
    }
    let share = f64::from(equal) / f64::from(all.max(1));
    eprintln!("{what}: {equal} of {all} equal{shown}");
    assert!(share >= floor, "{what}: {equal} of {all} equal, {floor} must be{shown}");
}

/// Elements whose text no reader sees, or sees only after a click.
const UNSEEN: [&str; 18] = [
    "script", "style", "noscript", "template", "textarea", "iframe", "svg", "math", "select", "video",
    "audio", "object", "title", "noembed", "noframes", "head", "option", "datalist",
];

/// The letters that html5ever's tree shows, in page order, without white space.
fn letters(html: &str) -> String {
    let document = Document::from(html);
    let mut letters = String::new();
    // A stack and no recursion: trees are as deep as pages want them.
    let mut open: Vec<NodeRef<'_>> = vec![document.root()];
    while let Some(node) = open.pop() {
        if node.is_text() {
            push(&node.text(), &mut letters);
        } else if !node.node_name().is_some_and(|name| UNSEEN.contains(&&*name)) {
            open.extend(node.children_it(true));
        }
    }
    letters
}

/// The letters that our scanner shows.
fn ours(html: &str) -> String {
    let mut page = Page::new("oracle", html.as_bytes().to_vec());
    page.kind = Some(PageKind::Html);
    let mut letters = String::new();
    push(&extract::visible(&page).0, &mut letters);
    letters
}

fn push(text: &str, letters: &mut String) {
    let seen = |c: &char| {
        !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{fffd}')
    };
    letters.extend(text.chars().filter(seen));
}

/// Where two texts differ: letters before that are the same, and what stands there in each.
fn difference(a: &str, b: &str) -> Option<(usize, String, String)> {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let piece = |text: &str| text.chars().skip(same.saturating_sub(20)).take(70).collect::<String>();
    (a != b).then(|| (same, piece(a), piece(b)))
}

/// Share of the letters that stand in the equal beginning or end of both.
fn agreement(a: &str, b: &str) -> f64 {
    let size = a.chars().count().max(b.chars().count());
    let shorter = a.chars().count().min(b.chars().count());
    let head = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let tail = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count();
    if size == 0 { 1.0 } else { (head + tail).min(shorter) as f64 / size as f64 }
}

/// What generated pages are made of; every letter stands once or twice, so that order shows.
const PIECES: [&str; 76] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=x>",
    "</a>",
    "<span class='a'>",
    "</span>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<br>",
    "<br/>",
    "<hr>",
    "<h2>",
    "</h2>",
    "<blockquote>",
    "</blockquote>",
    "<section>",
    "</section>",
    "<em>",
    "</em>",
    "<article>",
    "</article>",
    "<img src='x' alt='nothing'>",
    "<!-- hidden -->",
    "<!-->",
    "<!doctype html>",
    "<?xml x?>",
    "</>",
    "</ x>",
    "< ",
    "&amp;",
    "&lt;b&gt;",
    "&#8220;",
    "&#x2013;",
    "&nbsp;",
    "&copy 2021",
    "&eacute;",
    "&notit;",
    "&AMP;",
    "&unknown;",
    "&",
    "&hellip;",
    "&#150;",
    "<script>if (a<b) hidden()</script>",
    "<style>hidden{}</style>",
    "<script><!-- hidden <script> hidden </script> hidden --></script>",
    "<textarea>hidden <b></textarea>",
    "<template>hidden</template>",
    "<svg><text>hidden</text></svg>",
    "<math><mi>hidden</mi></math>",
    "<select><option>hidden</select>",
    "<noscript>hidden</noscript>",
    "<video>hidden</video>",
    "<p title=\"a > b\">",
    "<p title='a \" > b'>",
    "<p a=b/c d>",
    "<p a='x'b=\"y\">",
    "<P CLASS=A>",
    "<custom-tag>",
    "</custom-tag>",
    "<pre>",
    "</pre>",
    "<button>",
];

/// Pieces of tables: foster parenting moves what stands between cells in front of the table, which we leave.
const TABLES: [&str; 8] = ["<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<th>", "<tbody>"];

/// A generated page: any piece may follow any other.
fn generated(seed: u64, tables: bool) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = |of: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % of
    };
    let mut page = String::from("<html><head><title>hidden</title></head><body>");
    for at in 0..6 + next(50) {
        let piece = match next(3) {
            0 => format!("w{at} "),
            _ if tables && next(5) == 0 => TABLES[next(TABLES.len())].to_owned(),
            _ => PIECES[next(PIECES.len())].to_owned(),
        };
        page.push_str(&piece);
    }
    page
}
