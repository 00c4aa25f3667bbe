//! Words from outside never become markup, script or terminal commands, whatever page, dump or line they come in.

mod common;

use common::Folder;

/// What somebody might put where a headline, an outlet or a name is expected.
const HOSTILE: [&str; 4] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(2)>",
    "</title></style><iframe src=javascript:alert(3)>",
    "' onmouseover='alert(4) --><!-- ]]>",
];

/// Tags that the page is made of.
const TAGS: &[&str] = &[
    "!DOCTYPE",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "header",
    "p",
    "b",
    "span",
    "h1",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "nav",
    "main",
    "article",
    "section",
    "details",
    "summary",
    "blockquote",
    "div",
    "svg",
    "line",
    "circle",
    "text",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "time",
    "sup",
    "footer",
    "code",
];

/// Their attributes: none runs anything.
const ATTRIBUTES: &[&str] = &[
    "lang",
    "charset",
    "name",
    "content",
    "http-equiv",
    "class",
    "id",
    "href",
    "rel",
    "title",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "tabindex",
    "viewBox",
    "focusable",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "cx",
    "cy",
    "r",
    "text-anchor",
    "scope",
    "data-name",
    "datetime",
];

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The same hostile article as a page, as its visible text, and as a line.
fn inputs(folder: &Folder) {
    let hostile = HOSTILE.join(" ");
    let body =
        "Wali Kota Sari Dewangga mengatakan pasar itu dibuka lagi pekan depan setelah dua bulan tertutup.";
    let quoted =
        format!("\"Semua kios aman {hostile} untuk pedagang,\" kata Sari Dewangga, Selasa (4/3/2031).");
    let more = "Pedagang ikan menyambut keputusan itu dengan gembira karena mereka tidak punya tempat berjualan lain.";
    let safe = escaped(&hostile);
    folder.write(
        "p/a.html",
        format!(
            "<!DOCTYPE html><html lang=\"id\"><head><meta charset=\"utf-8\"><title>{safe} Pasar</title>\
             <meta property=\"og:site_name\" content=\"Suara {safe}\"><meta name=\"author\" content=\"Rani {safe}\">\
             <link rel=\"canonical\" href=\"javascript:alert(5)\">\
             <meta property=\"article:published_time\" content=\"2031-03-05T09:30:00+07:00\"></head><body><article>\
             <h1>{safe} Pasar Lembayung</h1><p>{body}</p><p>{}</p><p>{more}</p></article></body></html>",
            escaped(&quoted)
        ),
    );
    folder.write(
        "p/b.txt",
        format!("Pasar Lembayung Dibuka {hostile}\n\nRani {hostile}\nRabu, 5 Maret 2031\n\n{body}\n\n{quoted}\n\n{more}\n"),
    );
    let line = serde_json::json!({
        "id": format!("c{hostile}"), "title": format!("{hostile} Pasar"), "author": hostile, "outlet": hostile,
        "url": "javascript:alert(6)", "source": hostile, "published": "2031-03-05", "language": "id",
        "text": format!("{body}\n\n{quoted}\n\n{more}"),
    });
    folder.write("p/c.jsonl", line.to_string());
}

#[test]
fn a_page_of_hostile_words_holds_only_our_markup() {
    let folder = Folder::new("markup");
    inputs(&folder);
    for locale in ["id", "en"] {
        let run = folder.run(&["trace", "p", "--format", "html", "--locale", locale]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains("&lt;script&gt;alert(1)"), "the words themselves are shown");
        let tags = tags(&run.out);
        assert!(tags.len() > 100, "only {} tags", tags.len());
        for (tag, attributes) in tags {
            assert!(TAGS.contains(&tag.as_str()), "{locale}: <{tag}>");
            for (name, value) in attributes {
                assert!(ATTRIBUTES.contains(&name.as_str()), "{locale}: <{tag} {name}>");
                let link = ["#", "http://", "https://"].iter().any(|start| value.starts_with(start));
                assert!(name != "href" || link, "{locale}: <{tag} href={value:?}>");
            }
        }
    }
}

#[test]
fn markdown_of_hostile_words_holds_no_markup() {
    let folder = Folder::new("markdown");
    inputs(&folder);
    let run = folder.run(&["trace", "p", "--format", "md"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("&lt;script&gt;"), "{}", run.out);
    assert!(!run.out.contains('<'), "{}", run.out);
}

#[test]
fn no_terminal_command_reaches_the_terminal() {
    let folder = Folder::new("terminal");
    let text = "Judul \u{1b}[2J\u{9b}31m\u{7}\u{202E}\n\nSari Dewangga mengatakan \u{1b}]0;x\u{7} pasar dibuka lagi.";
    let line = serde_json::json!({"id": "a\u{1b}[2J", "title": "\u{1b}[31mJudul", "source": "\u{1b}[2Jx", "text": text});
    folder.write("a.jsonl", format!("{line}\n{{\u{1b}[2J\n"));
    let found = |words: &str| words.chars().find(|letter| letter.is_control() && *letter != '\n');
    for arguments in [
        &["trace", "a.jsonl", "-v"][..],
        &["extract", "a.jsonl", "--format", "text", "-v"],
        &["annotate", "a.jsonl", "--format", "text", "-v"],
        &["annotate", "a.jsonl", "-v"],
    ] {
        let run = folder.run(arguments);
        assert_eq!((found(&run.out), found(&run.err)), (None, None), "{arguments:?}: {run:?}");
    }
}

/// Start tags with their attributes, read as a browser reads them.
fn tags(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((name, mut inside)) = split_name(after) else {
            rest = after;
            continue;
        };
        let mut attributes = Vec::new();
        loop {
            inside = inside.trim_start();
            if let Some(after) = inside.strip_prefix('>') {
                rest = after;
                break;
            }
            let (attribute, after) = inside.split_once('=').expect("every attribute has a value");
            if name == "!DOCTYPE" {
                rest = inside.split_once('>').expect("the doctype ends").1;
                break;
            }
            let after = after.strip_prefix('"').expect("every value stands in double quotes");
            let (value, after) = after.split_once('"').expect("every value ends");
            attributes.push((attribute.to_owned(), value.to_owned()));
            inside = after;
        }
        tags.push((name, attributes));
    }
    tags
}

/// The name of the tag that starts here; end tags carry nothing to look at.
fn split_name(after: &str) -> Option<(String, &str)> {
    let end = after.find(|letter: char| letter.is_whitespace() || letter == '>')?;
    let (name, rest) = after.split_at(end);
    (!name.starts_with('/')).then(|| (name.to_owned(), rest))
}
