//! A person or body: how it is called, what it said and what was said to it, by day.

use super::{card, counts, json, statements};
use crate::answer::{Fault, Page, Table};
use crate::ask::Ask;
use crate::draw::{Dot, lanes};
use crate::frame;
use crate::links;
use crate::site::Site;
use runut_show::{Html, one_line};
use runut_store::query::NamePage;
use serde_json::Value;

/// Statements shown; the page of statements has all, leaf by leaf.
const MOST: usize = 100;

struct Person(NamePage);

/// A person or body by any form of the name.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    Ok(Box::new(Person(ask.store.who(ask.place("name"), MOST)?)))
}

impl Page for Person {
    fn title(&self, _: &Site) -> String {
        self.0.name.clone()
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        let (who, site) = (&self.0, ask.site);
        html.raw("<ul class=\"facts\">");
        if !who.kind.is_empty() {
            html.element("li", &[], site.name("names", &who.kind));
        }
        html.element("li", &[], &site.count(who.articles, "report", "reports"));
        html.element("li", &[], &site.count(who.said, "statement", "statements")).raw("</ul>\n");
        let list = |names: &[String]| names.iter().map(|name| one_line(name)).collect::<Vec<_>>().join(" · ");
        if !who.forms.is_empty() {
            html.raw("<p>")
                .element("b", &[], site.say("forms"))
                .raw(" ")
                .text(&list(&who.forms))
                .raw("</p>\n");
        }
        let roles: Vec<String> = who.roles.iter().map(|role| role.name.clone()).collect();
        if !roles.is_empty() {
            html.raw("<p>").element("b", &[], site.say("roles")).raw(" ").text(&list(&roles)).raw("</p>\n");
        }
        if !who.other_names.is_empty() {
            html.raw("<p>").element("b", &[], site.say("othernames")).raw(" ");
            who.other_names.iter().for_each(|name| {
                frame::link(html, "person", name, name);
                html.raw(" ");
            });
            html.raw("</p>\n");
        }
        let dots: Vec<Dot> =
            who.statements.iter().enumerate().filter_map(|(at, row)| self.dot(at, row, site)).collect();
        lanes(html, &dots, site.say("nooutlet"), site);
        html.element("h2", &[], site.say("said")).line();
        if who.statements.is_empty() {
            super::nothing(html, site);
        }
        html.raw("<ol class=\"cards loose\">\n");
        for (at, row) in who.statements.iter().enumerate() {
            html.open("li", &[("class", "anchor"), ("id", &format!("e{}", at + 1))])
                .raw("<ol class=\"cards loose\">");
            card::statement(html, row, site);
            html.raw("</ol></li>\n");
        }
        html.raw("</ol>\n");
        if who.said > who.statements.len() as i64 {
            let to = links::address("/statements", &[("who", &who.name)]);
            html.raw("<p>").element("a", &[("href", &to)], site.say("all")).raw("</p>\n");
        }
        if !who.addressed.is_empty() {
            html.element("h2", &[], site.say("addressed")).raw("\n<ol class=\"cards loose\">\n");
            who.addressed.iter().for_each(|row| card::statement(html, row, site));
            html.raw("</ol>\n");
        }
        counts(html, site.say("byoutlet"), "outlet", &who.outlets, ask);
        counts(html, site.say("instories"), "story", &who.stories, ask);
        super::corrections::of(html, &who.corrections, site);
        super::forms::form(html, ask, &who.name, &["rename", "note"], &[]);
    }

    fn json(&self) -> Value {
        json(&self.0)
    }

    fn table(&self) -> Table {
        statements::table(&self.0.statements)
    }
}

impl Person {
    fn dot(&self, at: usize, row: &runut_store::query::StatementRow, site: &Site) -> Option<Dot> {
        let day = row.said_on.from.as_ref().or(row.said_on.to.as_ref()).or(row.day.as_ref())?;
        let says = one_line(&format!("{} {}", site.day(day), row.text.chars().take(80).collect::<String>()));
        let lane = row.outlet.clone().unwrap_or_default();
        let (day, when) = (day.parse().ok()?, site.day(day));
        Some(Dot { day, when, lane, to: format!("#e{}", at + 1), says, event: false })
    }
}
