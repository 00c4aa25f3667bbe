//! Who copied whom.

use super::{called, json, nothing, reason};
use crate::answer::{Fault, Page, Table};
use crate::ask::Ask;
use crate::links;
use crate::site::Site;
use runut_show::Html;
use runut_store::query::CopyRow;
use serde_json::Value;

/// Copies shown at once.
const MOST: usize = 500;

struct Copies(Vec<CopyRow>);

/// All copies, or those of one story.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    Ok(Box::new(Copies(ask.store.copies(ask.filter("story"), MOST)?)))
}

impl Page for Copies {
    fn title(&self, site: &Site) -> String {
        site.words.copies.clone()
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        html.element("p", &[("class", "lead")], ask.site.say("copiesabout")).line();
        if self.0.is_empty() {
            return nothing(html, ask.site);
        }
        list(html, &self.0, ask.site);
    }

    fn json(&self) -> Value {
        json(&self.0)
    }

    fn table(&self) -> Table {
        let row = |copy: &CopyRow| {
            vec![
                copy.earlier.clone(),
                copy.later.clone(),
                super::cell(&copy.earlier_outlet),
                super::cell(&copy.later_outlet),
                copy.kind.clone(),
                copy.confidence.clone(),
                format!("{:.3}", copy.share),
                copy.order.clone(),
                copy.why.clone(),
                copy.story.clone(),
            ]
        };
        Table {
            columns: &[
                "earlier",
                "later",
                "earlier_outlet",
                "later_outlet",
                "kind",
                "confidence",
                "share",
                "order",
                "why",
                "story",
            ],
            rows: self.0.iter().map(row).collect(),
        }
    }
}

/// Copies as a table that folds into a list where there is no room.
pub fn list(html: &mut Html, rows: &[CopyRow], site: &Site) {
    let words = &site.words;
    if rows.is_empty() {
        html.element("p", &[("class", "quiet")], &words.none_copies).line();
        return;
    }
    html.raw("<table class=\"rows\"><thead><tr>");
    for name in [&words.earlier, &words.later, &words.share, &words.why] {
        html.element("th", &[("scope", "col")], name);
    }
    html.raw("</tr></thead>\n<tbody>\n");
    for copy in rows {
        html.raw("<tr data-stop>");
        let both = [
            (&words.earlier, &copy.earlier, &copy.earlier_outlet, &copy.earlier_title),
            (&words.later, &copy.later, &copy.later_outlet, &copy.later_title),
        ];
        for (name, id, outlet, headline) in both {
            html.open("td", &[("data-name", name)])
                .element("b", &[], called(outlet.as_deref(), site))
                .raw(" ");
            html.element(
                "a",
                &[("href", &links::to("article", id))],
                &super::headline(headline.as_deref(), id, site),
            )
            .raw("</td>");
        }
        html.open("td", &[("data-name", &words.share), ("class", "share")]);
        html.element(
            "a",
            &[("href", &links::pair(&copy.earlier, &copy.later)), ("data-open", "")],
            &percent(copy.share),
        );
        html.raw(" ").element("span", &[("class", "tag")], kind(&copy.kind, site));
        html.raw("</td>").open("td", &[("data-name", &words.why)]);
        reason(html, "span", "", &copy.why, site);
        if copy.order != "known" {
            html.raw(" ").element("span", &[("class", "tag doubt")], &words.order_unknown);
        }
        html.raw("</td></tr>\n");
    }
    html.raw("</tbody></table>\n");
}

/// What a kind of copy is called.
fn kind<'a>(kind: &'a str, site: &'a Site) -> &'a str {
    let words = &site.words;
    match kind {
        "whole" => &words.copy_whole,
        "abridged" => &words.copy_abridged,
        "merged" => &words.copy_merged,
        "part" => &words.copy_part,
        "quote" => &words.copy_quote,
        "translated" => &words.copy_translated,
        other => other,
    }
}

/// "86 %".
pub fn percent(share: f64) -> String {
    format!("{} %", (share * 100.0).round())
}
