//! One file a page: what it asks the database, and how that looks as HTML, JSON and a table. Here is what they share.

pub mod about;
pub mod article;
mod card;
pub mod checks;
pub mod compare;
pub mod copies;
pub mod corrections;
mod forms;
mod menu;
pub mod outlet;
pub mod outlets;
pub mod person;
pub mod search;
pub mod sources;
pub mod statement;
pub mod statements;
pub mod stories;
pub mod story;

use crate::ask::Ask;
use crate::links;
use crate::site::Site;
use runut_show::{Html, one_line};
use runut_store::query::{ArticleRow, Count, EvidenceRow, LinkRow};
use serde::Serialize;
use serde_json::Value;

/// What the rows of the store are as JSON.
fn json(rows: &impl Serialize) -> Value {
    serde_json::to_value(rows).unwrap_or_default()
}

/// A cell of a table.
fn cell(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

/// The words of a reason in the reader's language, or in the engine's own, marked as such.
fn reason(html: &mut Html, tag: &'static str, class: &str, why: &str, site: &Site) {
    let (lang, why) = match site.words.reason(why) {
        Some(own) => (site.code(), own),
        None => ("en", one_line(why)),
    };
    html.element(tag, &[("class", class), ("lang", lang)], &why);
}

/// The words of an article as proof, and the way to them.
fn evidence(html: &mut Html, evidence: &EvidenceRow, language: &str, site: &Site) {
    html.element("blockquote", &[("class", "evidence"), ("lang", language)], &one_line(&evidence.quote));
    html.open("a", &[("class", "show"), ("href", &links::evidence(evidence))]).text(&site.words.show);
    html.raw("<span aria-hidden=\"true\"> →</span></a>\n");
}

/// What an outlet is called, also where a page names none.
fn called<'a>(outlet: Option<&'a str>, site: &'a Site) -> &'a str {
    outlet.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| site.say("nooutlet"))
}

/// The way the words came: "CNBC Indonesia ← AFP ← KCNA".
fn chain(html: &mut Html, outlet: Option<&str>, links: &[LinkRow], site: &Site) {
    html.raw("<p class=\"chain\">");
    match outlet {
        Some(outlet) => crate::frame::link(html, "outlet", outlet, outlet),
        None => {
            html.text(site.say("nooutlet"));
        }
    }
    for link in links.iter().filter(|link| Some(link.name.as_str()) != outlet) {
        html.raw(" <span aria-hidden=\"true\">←</span> <span class=\"hidden\">");
        html.text(&site.words.according_to).raw("</span> ");
        crate::frame::link(html, "outlet", &link.name, &link.name);
        if link.how == "inherited" {
            html.raw(" <span class=\"reason\">(").text(&site.words.inherited).raw(")</span>");
        }
    }
    html.raw("</p>\n");
}

/// "CNBC Indonesia, 5 June 2025: title", leading to the stored text.
fn article_line(html: &mut Html, article: &ArticleRow, site: &Site) {
    article_as(html, article, &links::to("article", &article.id), site);
}

/// The same, leading elsewhere.
fn article_as(html: &mut Html, article: &ArticleRow, to: &str, site: &Site) {
    html.element("span", &[("class", "outlet")], &one_line(called(article.outlet.as_deref(), site))).raw(" ");
    html.element("span", &[("class", "quiet")], &published(article, site)).raw(" ");
    let title = headline(article.title.as_deref(), &article.id, site);
    let language = article.language.as_deref().unwrap_or_default();
    html.element("a", &[("href", to), ("lang", language)], &title);
}

/// A headline, also where there is none.
fn title(title: Option<&str>, site: &Site) -> String {
    let title = one_line(title.unwrap_or_default());
    if title.is_empty() { site.words.untitled.clone() } else { title }
}

/// What an article is called: by its headline, else by its id, so that two without one are told apart.
fn headline(given: Option<&str>, id: &str, site: &Site) -> String {
    let title = one_line(given.unwrap_or_default());
    if title.is_empty() { format!("{} {}", site.words.untitled, one_line(id)) } else { title }
}

/// The way to a story, under its title.
fn story_line(html: &mut Html, id: &str, ask: &Ask<'_>) {
    html.raw("<p>").element("span", &[("class", "quiet")], ask.site.say("instory")).raw(" ");
    crate::frame::link(html, "story", id, &story_title(ask, id));
    html.raw("</p>\n");
}

/// The day of publication in words, marked when it is a guess.
fn published(article: &ArticleRow, site: &Site) -> String {
    match (&article.published, &article.published_guess) {
        (Some(stated), _) => site.day(stated),
        (None, Some(guess)) => format!("{} ({})", site.day(&guess.value), site.words.guessed),
        (None, None) => site.words.undated.clone(),
    }
}

/// Names with how often each comes, as links; a story goes by its title.
fn counts(html: &mut Html, heading: &str, kind: &str, counts: &[Count], ask: &Ask<'_>) {
    if counts.is_empty() {
        return;
    }
    html.raw("<section class=\"counts\">").element("h2", &[], heading).raw("\n<ul>\n");
    for count in counts {
        html.raw("<li>");
        if kind.is_empty() || count.name.is_empty() {
            html.element("span", &[], called(Some(&count.name), ask.site));
        } else {
            let words = if kind == "story" { story_title(ask, &count.name) } else { count.name.clone() };
            crate::frame::link(html, kind, &count.name, &words);
        }
        html.raw(" ").element("span", &[("class", "quiet")], &ask.site.number(count.count)).raw("</li>\n");
    }
    html.raw("</ul></section>\n");
}

/// What a story is called; its id where it is there no more.
fn story_title(ask: &Ask<'_>, id: &str) -> String {
    ask.store.story_title(id).map_or_else(|_| id.to_owned(), |found| title(Some(&found), ask.site))
}

/// A list that is empty says so.
fn nothing(html: &mut Html, site: &Site) {
    html.element("p", &[("class", "empty")], site.say("nothing")).line();
}
