//! The forms in which people correct: one beside each finding, one that splits a story, one that merges two.
//!
//! Each works without script, carries the token without which nothing is changed, and leads back to where it stood.

use super::{headline, title};
use crate::ask::Ask;
use crate::links;
use runut_show::{Html, one_line};
use runut_store::Correction;
use runut_store::query::{ArticleRow, StoryPage, StoryRow};

/// The form for one finding: what may be done with it, and which of its values may be put right.
pub fn form(html: &mut Html, ask: &Ask<'_>, target: &str, actions: &[&str], fields: &[&str]) {
    let (Some(token), site) = (ask.token, ask.site) else { return };
    fold(html, site.say("correct"));
    begin(html, token, ask.path);
    hidden(html, "target", target);
    html.raw("<p><label>").text(site.say("do")).raw(" <select name=\"action\">");
    for action in actions {
        if *action != "fix" {
            html.element("option", &[("value", action)], site.name("do", action));
            continue;
        }
        for field in fields {
            let words = format!("{}: {}", site.name("do", action), site.name("field", field));
            html.element("option", &[("value", &format!("fix:{field}"))], &words);
        }
    }
    html.raw("</select></label></p>\n");
    if actions.iter().any(|action| matches!(*action, "fix" | "rename")) {
        html.raw("<p><label>").text(site.say("value"));
        html.raw(" <input name=\"value\" maxlength=\"400\"></label></p>\n");
    }
    end(html, ask);
}

/// The form that makes some reports of a story a story of their own.
pub fn split(html: &mut Html, ask: &Ask<'_>, story: &str, articles: &[ArticleRow]) {
    let (Some(token), site) = (ask.token, ask.site) else { return };
    if articles.len() < 2 {
        return;
    }
    fold(html, site.name("do", "split"));
    begin(html, token, ask.path);
    hidden(html, "target", story);
    hidden(html, "action", "split");
    html.raw("<fieldset class=\"choice\">").element("legend", &[], site.say("whichsplit")).raw("\n<ul>\n");
    for (at, article) in articles.iter().enumerate() {
        let id = format!("split-{}", at + 1);
        html.raw("<li>");
        html.open("input", &[("type", "checkbox"), ("name", "article"), ("value", &article.id), ("id", &id)]);
        html.raw(" ").open("label", &[("for", &id)]);
        let outlet = one_line(super::called(article.outlet.as_deref(), site));
        html.text(&format!("{outlet}, {}: ", super::published(article, site)));
        html.element(
            "span",
            &[("lang", article.language.as_deref().unwrap_or_default())],
            &headline(article.title.as_deref(), &article.id, site),
        );
        html.raw("</label></li>\n");
    }
    html.raw("</ul></fieldset>\n");
    end(html, ask);
}

/// The way to the list in which the story to merge with is chosen.
pub fn merge(html: &mut Html, ask: &Ask<'_>, story: &StoryPage) {
    if ask.token.is_none() {
        return;
    }
    let mut filters = vec![("merge", story.id.as_str())];
    filters.extend(story.from.as_deref().map(|day| ("since", day)));
    filters.extend(story.to.as_deref().map(|day| ("until", day)));
    html.raw("<p>");
    html.element("a", &[("href", &links::address("/stories", &filters))], ask.site.say("mergewith"));
    html.raw("</p>\n");
}

/// The list in which one story is chosen to be merged with `target`; without it where nothing may be changed.
pub fn choose(html: &mut Html, ask: &Ask<'_>, target: &str, rows: &[StoryRow]) {
    let (Some(token), site) = (ask.token, ask.site) else { return };
    begin(html, token, &links::to("story", target));
    hidden(html, "target", target);
    hidden(html, "action", "merge");
    html.raw("<fieldset class=\"choice\">").element("legend", &[], site.say("whichmerge")).raw("\n<ul>\n");
    for (at, row) in rows.iter().filter(|row| row.id != target).enumerate() {
        let id = format!("merge-{}", at + 1);
        html.raw("<li>");
        html.open(
            "input",
            &[("type", "radio"), ("name", "value"), ("value", &row.id), ("id", &id), ("required", "")],
        );
        html.raw(" ").open("label", &[("for", &id)]).text(&title(Some(&row.title), site)).raw(" ");
        let days = site.days(row.from.as_deref(), row.to.as_deref());
        let about = format!("{days} · {}", site.count(row.articles, "report", "reports"));
        html.element("span", &[("class", "quiet")], &about).raw("</label></li>\n");
    }
    html.raw("</ul></fieldset>\n");
    who(html, ask);
    html.raw("</form>\n");
}

/// The form that takes a correction back.
pub fn undo(html: &mut Html, ask: &Ask<'_>, one: &Correction) {
    let (Some(token), site) = (ask.token, ask.site) else { return };
    begin(html, token, ask.path);
    hidden(html, "undo", &one.correction.to_string());
    let words =
        format!("{}: {} {}", site.say("undo"), site.name("action", &one.action), one_line(&one.target));
    html.raw("<p class=\"go\">").element("button", &[], &words).raw("</p></form>\n");
}

fn fold(html: &mut Html, words: &str) {
    html.raw("<details class=\"correct\"><summary>").text(words).raw("</summary>\n");
}

fn begin(html: &mut Html, token: &str, back: &str) {
    html.raw("<form method=\"post\" action=\"/corrections\" class=\"correcting\">\n");
    hidden(html, "token", token);
    hidden(html, "back", back);
}

fn end(html: &mut Html, ask: &Ask<'_>) {
    who(html, ask);
    html.raw("</form></details>\n");
}

/// Why, by whom, and the button.
fn who(html: &mut Html, ask: &Ask<'_>) {
    let site = ask.site;
    html.raw("<p><label>").text(site.say("note"));
    html.raw(" <input name=\"note\" maxlength=\"400\"></label></p>\n<p><label>").text(site.say("yourname"));
    html.raw(
        " <input name=\"who\" maxlength=\"80\" required autocomplete=\"name\"></label></p>\n<p class=\"go\">",
    );
    html.element("button", &[], site.say("save")).raw("</p>\n");
}

fn hidden(html: &mut Html, name: &str, value: &str) {
    html.open("input", &[("type", "hidden"), ("name", name), ("value", value)]);
}
