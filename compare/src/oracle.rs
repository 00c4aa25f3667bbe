//! The visible letters of a page as a browser's parser has them (html5ever, through dom_query), against our scanner's.
//!
//! Letters and not words: where one block ends and the next begins is ours to say, the order of what is read is not.

use dom_query::{Document, NodeRef};
use runut::extract;
use runut::model::{Page, PageKind};

/// Elements whose text no reader sees, or sees only after a click.
const UNSEEN: [&str; 18] = [
    "script", "style", "noscript", "template", "textarea", "iframe", "svg", "math", "select", "video",
    "audio", "object", "title", "noembed", "noframes", "head", "option", "datalist",
];

/// The letters that html5ever's tree shows, in page order, without white space.
pub fn letters(html: &str) -> String {
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
pub fn ours(html: &str) -> String {
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
pub fn difference(a: &str, b: &str) -> Option<(usize, String, String)> {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let piece = |text: &str| text.chars().skip(same.saturating_sub(20)).take(70).collect::<String>();
    (a != b).then(|| (same, piece(a), piece(b)))
}

/// Share of the letters that stand in the equal beginning or end of both.
pub fn agreement(a: &str, b: &str) -> f64 {
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
pub fn generated(seed: u64, tables: bool) -> String {
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
