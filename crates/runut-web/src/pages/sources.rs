//! Who cites whom: as a drawing and as a table.

use super::{called, json, nothing};
use crate::answer::{Fault, Page, Table};
use crate::ask::Ask;
use crate::draw::graph;
use crate::frame;
use crate::site::Site;
use runut_show::{Html, one_line};
use runut_store::query::SourceRow;
use serde_json::Value;

/// Rows of the table that are shown; JSON and CSV have all.
const MOST: usize = 300;

struct Sources(Vec<SourceRow>);

/// Of all stories, or of one.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    Ok(Box::new(Sources(ask.store.sources(ask.filter("story"))?)))
}

impl Page for Sources {
    fn title(&self, site: &Site) -> String {
        site.say("nav_sources").to_owned()
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        html.element("p", &[("class", "lead")], ask.site.say("sourcesabout")).line();
        both(html, &self.0, ask.site);
    }

    fn json(&self) -> Value {
        json(&self.0)
    }

    fn table(&self) -> Table {
        let row = |row: &SourceRow| {
            vec![
                super::cell(&row.outlet),
                row.source.clone(),
                row.statements.to_string(),
                row.articles.to_string(),
            ]
        };
        Table {
            columns: &["outlet", "source", "statements", "articles"],
            rows: self.0.iter().map(row).collect(),
        }
    }
}

/// The drawing and the table beneath it.
pub fn both(html: &mut Html, rows: &[SourceRow], site: &Site) {
    if rows.is_empty() {
        return nothing(html, site);
    }
    graph(html, rows, site.say("nooutlet"), site);
    html.raw("<table class=\"rows\"><thead><tr>");
    let names = [site.say("prints"), site.say("cites"), site.say("nav_statements"), site.say("articles")];
    for name in names {
        html.element("th", &[("scope", "col")], name);
    }
    html.raw("</tr></thead>\n<tbody>\n");
    for row in rows.iter().take(MOST) {
        html.raw("<tr data-stop>").open("td", &[("data-name", names[0])]);
        match &row.outlet {
            Some(outlet) => frame::link(html, "outlet", outlet, outlet),
            None => {
                html.text(called(None, site));
            }
        }
        html.raw("</td>").open("td", &[("data-name", names[1])]);
        frame::link(html, "outlet", &row.source, &one_line(&row.source));
        html.raw("</td>");
        for (name, number) in [(names[2], row.statements), (names[3], row.articles)] {
            html.element("td", &[("data-name", name), ("class", "share")], &site.number(number));
        }
        html.raw("</tr>\n");
    }
    html.raw("</tbody></table>\n");
}
