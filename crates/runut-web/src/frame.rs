//! What stands around every page: head, ways to the other pages, search, language, footer, help.

use crate::answer::Page;
use crate::ask::Ask;
use crate::links;
use crate::site::Site;
use runut_show::{Html, Locale, one_line};

/// The ways that every page shows: path and words.
const WAYS: &[(&str, &str)] = &[
    ("/stories", "nav_stories"),
    ("/statements", "nav_statements"),
    ("/checks", "nav_checks"),
    ("/copies", "nav_copies"),
    ("/sources", "nav_sources"),
    ("/outlets", "nav_outlets"),
    ("/about", "nav_about"),
];

/// Keys and what they do.
const KEYS: &[(&str, &str)] = &[
    ("j", "key_next"),
    ("k", "key_previous"),
    ("o", "key_open"),
    ("/", "key_search"),
    ("f", "key_filter"),
    ("?", "key_help"),
];

/// A whole page.
pub fn page(page: &dyn Page, ask: &Ask<'_>) -> String {
    let title = one_line(&page.title(ask.site));
    let mut html = Html::default();
    head(&mut html, &title, ask.site, |html| others(html, page, ask));
    top(&mut html, ask.site, Some(ask));
    html.raw("<main id=\"main\">\n");
    html.element("h1", &[("lang", page.language())], &title).line();
    page.body(&mut html, ask);
    html.raw("</main>\n");
    foot(&mut html, ask.site, Some(ask));
    html.finish()
}

/// A page that says why there is none.
pub fn fault(what: &str, about: &str, site: &Site) -> String {
    let mut html = Html::default();
    head(&mut html, what, site, |_| {});
    top(&mut html, site, None);
    html.raw("<main id=\"main\">\n").element("h1", &[], what).line();
    if !about.is_empty() {
        html.raw("<p><code>").text(&one_line(about)).raw("</code></p>\n");
    }
    html.raw("<p>").element("a", &[("href", "/stories")], site.say("home")).raw("</p>\n</main>\n");
    foot(&mut html, site, None);
    html.finish()
}

/// The same page in its other forms, for programs that look for them.
fn others(html: &mut Html, page: &dyn Page, ask: &Ask<'_>) {
    let mut other = |kind: &str, to: &str, title: &str| {
        html.open("link", &[("rel", "alternate"), ("type", kind), ("href", to), ("title", title)]).line();
    };
    other("application/json", &ask.with_ending(".json", "", ""), "JSON");
    other("text/csv", &ask.with_ending(".csv", "", ""), "CSV");
    if let Some(feed) = page.feed() {
        other("application/atom+xml", &feed, ask.site.say("feed"));
    }
}

fn head(html: &mut Html, title: &str, site: &Site, others: impl FnOnce(&mut Html)) {
    html.raw("<!DOCTYPE html>\n").open("html", &[("lang", site.code())]).raw(
        "\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"stylesheet\" href=\"/assets/style.css\">\n\
         <link rel=\"icon\" href=\"/assets/icon.svg\" type=\"image/svg+xml\">\n\
         <script src=\"/assets/runut.js\" defer></script>\n",
    );
    others(html);
    html.element("title", &[], &format!("{title} · Runut")).raw("\n</head>\n<body>\n");
    html.element("a", &[("class", "skip"), ("href", "#main")], site.say("skip")).line();
}

fn top(html: &mut Html, site: &Site, ask: Option<&Ask<'_>>) {
    html.raw("<header class=\"top\">\n<a class=\"brand\" href=\"/stories\">Runut</a>\n");
    html.open("nav", &[("aria-label", site.say("pages"))]).raw("<ul>\n");
    let here = ask.map_or("", |ask| if ask.path == "/" { "/stories" } else { ask.path });
    for (path, name) in WAYS {
        let current = if here == *path { "page" } else { "false" };
        html.raw("<li>");
        html.element("a", &[("href", path), ("aria-current", current)], site.name("nav", &name[4..]))
            .raw("</li>\n");
    }
    html.raw("</ul></nav>\n<form class=\"seek\" role=\"search\" action=\"/search\">");
    html.open(
        "input",
        &[
            ("type", "search"),
            ("name", "q"),
            ("id", "q"),
            ("maxlength", "400"),
            ("aria-label", site.say("searchbox")),
            ("placeholder", site.say("searchbox")),
            (
                "value",
                ask.filter(|ask| ask.path == "/search").and_then(|ask| ask.filter("q")).unwrap_or_default(),
            ),
        ],
    );
    html.element("button", &[], site.say("search")).raw("</form>\n");
    html.open("p", &[("class", "tongues")]);
    for (locale, code, name) in [(Locale::Id, "id", "Indonesia"), (Locale::En, "en", "English")] {
        if site.locale == locale {
            html.element("span", &[("lang", code), ("aria-current", "true")], name);
        } else {
            let to = ask.map_or_else(|| format!("/stories?lang={code}"), |ask| ask.with("lang", code));
            html.element("a", &[("href", &to), ("lang", code), ("hreflang", code)], name);
        }
        html.raw(" ");
    }
    html.raw("</p>\n</header>\n");
}

fn foot(html: &mut Html, site: &Site, ask: Option<&Ask<'_>>) {
    html.raw("<footer>\n");
    if let Some(ask) = ask {
        html.raw("<p class=\"doors\">").text(site.say("thispage")).raw(" ");
        html.element("a", &[("href", &ask.with_ending(".json", "", ""))], "JSON").raw(" ");
        html.element("a", &[("href", &ask.with_ending(".csv", "", ""))], "CSV").raw(" · ");
        html.element("a", &[("href", "/api/openapi.json")], "OpenAPI").raw("</p>\n");
    }
    html.element("p", &[], site.say("promise")).line();
    html.element("p", &[("class", "quiet")], concat!("Runut ", env!("CARGO_PKG_VERSION"))).line();
    keys(html, site);
    html.raw("</footer>\n</body>\n</html>\n");
}

fn keys(html: &mut Html, site: &Site) {
    html.raw("<details class=\"keys\" id=\"keys\">").element("summary", &[], site.say("keys")).raw("<dl>\n");
    for (key, what) in KEYS {
        html.raw("<div><dt><kbd>").text(key).raw("</kbd></dt>");
        html.element("dd", &[], site.name("key", &what[4..])).raw("</div>\n");
    }
    html.raw("</dl></details>\n");
}

/// A way to the pages before and after, where a list is longer than one page.
pub fn pages(html: &mut Html, ask: &Ask<'_>, more: bool) {
    let page = ask.page();
    if page == 1 && !more {
        return;
    }
    html.open("nav", &[("class", "leaf"), ("aria-label", ask.site.say("leaf"))]);
    if page > 1 {
        let to = ask.with("page", &if page == 2 { String::new() } else { (page - 1).to_string() });
        html.element("a", &[("href", &to), ("rel", "prev")], ask.site.say("before")).raw(" ");
    }
    html.raw("<span>").text(ask.site.say("pagenumber")).raw(" ").text(&page.to_string()).raw("</span> ");
    if more {
        let to = ask.with("page", &(page + 1).to_string());
        html.element("a", &[("href", &to), ("rel", "next")], ask.site.say("after"));
    }
    html.raw("</nav>\n");
}

/// A link whose words come from outside.
pub fn link(html: &mut Html, kind: &str, id: &str, words: &str) {
    html.element("a", &[("href", &links::to(kind, id))], &one_line(words));
}
