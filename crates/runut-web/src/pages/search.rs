//! Search over sentences: hits at their place, and how they are spread.

use super::menu::{Field, menu};
use super::{called, headline, json, nothing};
use crate::answer::{Fault, Page, Table};
use crate::ask::{Ask, ROWS};
use crate::frame;
use crate::links;
use crate::site::Site;
use runut_show::{Html, one_line};
use runut_store::query::{Count, Hit, SearchPage};
use serde_json::Value;

/// Filters that are words of the question too.
const FILTERS: &[&str] = &["person", "outlet", "story", "language", "kind", "since", "until"];

/// What may stand in a sentence.
const KINDS: &[&str] = &["direct", "indirect", "mixed", "none"];

struct Search(Option<SearchPage>);

/// What answers a question; nothing asked, nothing found.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    let mut question = ask.filter("q").unwrap_or_default().to_owned();
    for name in FILTERS {
        if let Some(value) = ask.filter(name) {
            question += &format!(" {name}:\"{}\"", value.replace('"', " "));
        }
    }
    if question.trim().is_empty() {
        return Ok(Box::new(Search(None)));
    }
    let found = ask.store.search(question.trim(), ask.packs, ROWS, (ask.page() - 1) * ROWS)?;
    Ok(Box::new(Search(Some(found))))
}

impl Page for Search {
    fn title(&self, site: &Site) -> String {
        site.say("search").to_owned()
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        let site = ask.site;
        let fields = [
            Field::Words("q"),
            Field::Words("person"),
            Field::Words("outlet"),
            Field::Day("since"),
            Field::Day("until"),
            Field::OneOf("kind", "speech", KINDS),
            Field::OneOf("language", "language", &["id", "en"]),
            Field::Kept("story"),
        ];
        menu(html, ask, &fields);
        let Some(found) = &self.0 else {
            html.element("p", &[("class", "lead")], site.say("searchhelp")).line();
            return;
        };
        let at_least = if found.more { site.say("atleast") } else { "" };
        let total = site.count(found.total, "sentence", "sentences");
        html.raw("<p class=\"total\" role=\"status\">")
            .text(format!("{at_least} {total}").trim())
            .raw("</p>\n");
        if !found.ranked && found.more {
            html.element("p", &[("class", "quiet")], site.say("newestfirst")).line();
        }
        if found.hits.is_empty() {
            return nothing(html, site);
        }
        html.raw("<div class=\"found\">\n<ol class=\"list hits\">\n");
        found.hits.iter().for_each(|hit| self::hit(html, hit, site));
        html.raw("</ol>\n");
        html.open("aside", &[("aria-label", site.say("spread"))]).line();
        let facets = &found.facets;
        // Only so many articles are looked into for what stands in their sentences.
        let looked_into =
            format!("{} {}", site.say("among"), site.count(facets.looked_into, "sentence", "sentences"));
        let bound = |name: &str| matches!(name, "person" | "kind") && facets.looked_into < found.total;
        for (name, heading, counts) in [
            ("person", site.say("byperson"), &facets.persons),
            ("kind", site.say("bykind"), &facets.kinds),
            ("outlet", site.say("byoutlet"), &facets.outlets),
            ("story", site.say("bystory"), &facets.stories),
            ("since", site.say("bymonth"), &facets.months),
            ("language", site.say("bylanguage"), &facets.languages),
        ] {
            let heading = if bound(name) { format!("{heading} ({looked_into})") } else { heading.to_owned() };
            facet(html, ask, name, &heading, counts);
        }
        html.raw("</aside>\n</div>\n");
        frame::pages(html, ask, found.hits.len() == ROWS);
    }

    fn json(&self) -> Value {
        self.0.as_ref().map_or_else(|| json(&SearchPage::default()), json)
    }

    fn table(&self) -> Table {
        let row = |hit: &Hit| {
            vec![
                hit.article.clone(),
                format!("s{}", hit.sentence),
                hit.text.clone(),
                super::cell(&hit.outlet),
                super::cell(&hit.day),
                super::cell(&hit.title),
                hit.language.clone(),
                super::cell(&hit.story),
            ]
        };
        Table {
            columns: &["article", "sentence", "text", "outlet", "published", "title", "language", "story"],
            rows: self.0.iter().flat_map(|found| &found.hits).map(row).collect(),
        }
    }
}

/// One sentence that answers, and the way to its place.
fn hit(html: &mut Html, hit: &Hit, site: &Site) {
    let to =
        format!("{}?mark={}-{}#s{}", links::to("article", &hit.article), hit.start, hit.end, hit.sentence);
    html.raw("<li class=\"item\" data-stop><p class=\"quiet\">");
    html.element("b", &[], &one_line(called(hit.outlet.as_deref(), site))).raw(" · ");
    html.text(&hit.day.as_deref().map_or_else(|| site.words.undated.clone(), |day| site.day(day)))
        .raw("</p>\n");
    html.open("p", &[("class", "hit"), ("lang", &hit.language)]);
    marked(html, hit);
    html.raw("</p>\n<p class=\"ways\">");
    html.element(
        "a",
        &[("class", "show"), ("href", &to), ("data-open", "")],
        &headline(hit.title.as_deref(), &hit.article, site),
    );
    if let Some(story) = &hit.story {
        html.raw(" ");
        frame::link(html, "story", story, site.say("itsstory"));
    }
    html.raw("</p></li>\n");
}

/// The sentence with what was looked for marked; the places count code points of the whole article.
fn marked(html: &mut Html, hit: &Hit) {
    let letters: Vec<char> = hit.text.chars().collect();
    let words = |from: usize, to: usize| letters.get(from..to).unwrap_or_default().iter().collect::<String>();
    let place = |at: i64| usize::try_from(at - hit.start).unwrap_or(0).min(letters.len());
    let mut at = 0;
    for &(start, end) in &hit.marks {
        let (start, end) = (place(start).max(at), place(end));
        if start >= end {
            continue;
        }
        html.text(&words(at, start)).element("mark", &[], &words(start, end));
        at = end;
    }
    html.text(&words(at, letters.len()));
}

/// One way the answers are spread; each value narrows the question.
fn facet(html: &mut Html, ask: &Ask<'_>, name: &'static str, heading: &str, counts: &[Count]) {
    if counts.is_empty() {
        return;
    }
    html.raw("<section class=\"counts\">").element("h2", &[], heading).raw("\n<ul>\n");
    for count in counts {
        html.raw("<li>");
        let words = match name {
            "language" => ask.site.name("language", &count.name).to_owned(),
            "kind" => ask.site.name("speech", &count.name).to_owned(),
            "since" => ask.site.day(&count.name),
            "story" => super::story_title(ask, &count.name),
            _ => one_line(&count.name),
        };
        // A month is a span: from its first day to its last.
        let to = match name {
            "since" => ask.with("since", &count.name) + "&until=" + &links::encoded(&count.name),
            _ => ask.with(name, &count.name),
        };
        if ask.filter(name) == Some(&count.name) {
            html.element("b", &[], &words).raw(" ");
            html.element("a", &[("href", &ask.with(name, ""))], ask.site.say("clear"));
        } else {
            html.element("a", &[("href", &to)], &words);
        }
        html.raw(" ").element("span", &[("class", "quiet")], &ask.site.number(count.count)).raw("</li>\n");
    }
    html.raw("</ul></section>\n");
}
