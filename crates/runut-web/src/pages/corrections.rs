//! What people say of the findings: the list.

use super::{cell, forms, json, nothing};
use crate::answer::{Fault, Page, Table};
use crate::ask::Ask;
use crate::site::Site;
use runut_show::{Html, one_line};
use runut_store::Correction;
use serde_json::Value;

struct Corrections(Vec<Correction>);

/// All corrections, the newest first.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    let mut rows = ask.store.corrections(true)?;
    rows.reverse();
    Ok(Box::new(Corrections(rows)))
}

impl Page for Corrections {
    fn title(&self, site: &Site) -> String {
        site.say("corrections").to_owned()
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        html.element("p", &[("class", "lead")], ask.site.say("correctionsabout")).line();
        if self.0.is_empty() {
            return nothing(html, ask.site);
        }
        of(html, &self.0, ask.site);
        for one in self.0.iter().filter(|one| one.undone.is_none()) {
            forms::undo(html, ask, one);
        }
    }

    fn json(&self) -> Value {
        json(&self.0)
    }

    fn table(&self) -> Table {
        let row = |one: &Correction| {
            vec![
                one.correction.to_string(),
                one.at.clone(),
                one.who.clone(),
                one.action.clone(),
                one.target.clone(),
                cell(&one.field),
                cell(&one.value),
                cell(&one.note),
                cell(&one.quote),
                cell(&one.undone),
            ]
        };
        Table {
            columns: &[
                "correction",
                "at",
                "who",
                "action",
                "target",
                "field",
                "value",
                "note",
                "quote",
                "undone",
            ],
            rows: self.0.iter().map(row).collect(),
        }
    }
}

/// Corrections as a list.
pub fn of(html: &mut Html, rows: &[Correction], site: &Site) {
    if rows.is_empty() {
        return;
    }
    html.raw("<ul class=\"list corrected\">\n");
    for one in rows {
        html.raw("<li>")
            .element("span", &[("class", "tag people")], site.name("action", &one.action))
            .raw(" ");
        html.element("code", &[], &one_line(&one.target)).raw(" ");
        if let Some(field) = &one.field {
            html.text(site.name("field", field)).raw(" ");
        }
        if let Some(value) = &one.value {
            html.raw("→ <b>").text(&one_line(value)).raw("</b> ");
        }
        if let Some(note) = &one.note {
            html.raw("<q>").text(&one_line(note)).raw("</q> ");
        }
        html.raw("<span class=\"quiet\">")
            .text(&one_line(&one.who))
            .raw(", ")
            .text(&site.day(&one.at))
            .raw("</span>");
        if one.undone.is_some() {
            html.raw(" ").element("span", &[("class", "tag")], site.say("undone"));
        }
        html.raw("</li>\n");
    }
    html.raw("</ul>\n");
}
