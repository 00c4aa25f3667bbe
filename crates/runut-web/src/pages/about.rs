//! What this database holds and how it came there.

use super::{json, reason};
use crate::answer::{Fault, Page, Table};
use crate::ask::Ask;
use crate::doors;
use crate::links;
use crate::site::Site;
use runut_show::{Html, one_line};
use runut_store::query::{DatabaseFacts, RunRow};
use serde_json::Value;

struct About(DatabaseFacts);

/// The database.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    let mut facts = ask.store.facts()?;
    facts.skipped.iter_mut().for_each(|row| row.source = links::source(&row.source));
    Ok(Box::new(About(facts)))
}

impl Page for About {
    fn title(&self, site: &Site) -> String {
        site.say("nav_about").to_owned()
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        let (facts, site) = (&self.0, ask.site);
        html.element("p", &[("class", "lead")], &site.words.about_text).raw("\n<dl class=\"numbers\">\n");
        for (name, number) in [
            (site.say("articles"), facts.articles),
            (site.say("sentences"), facts.sentences),
            (site.say("nav_statements"), facts.statements),
            (site.say("nav_stories"), facts.stories),
            (site.say("nav_checks"), facts.disagreements),
            (site.say("nav_copies"), facts.copies),
            (site.say("corrections"), facts.corrections),
        ] {
            html.raw("<div>")
                .element("dt", &[], name)
                .element("dd", &[], &site.number(number))
                .raw("</div>\n");
        }
        html.raw("</dl>\n<p>").text(&site.days(facts.from.as_deref(), facts.to.as_deref())).raw("</p>\n<p>");
        html.element("a", &[("href", "/corrections")], site.say("corrections")).raw("</p>\n");
        html.element("h2", &[], site.say("exports")).line();
        html.element("p", &[], site.say("exportsabout")).line();
        doors::list(html, None);
        html.element("h2", &[], site.say("runs")).line();
        let names = [
            site.say("run"),
            site.say("started"),
            site.say("stored"),
            site.say("known"),
            site.say("skippedcount"),
        ];
        html.raw("<table class=\"rows\"><thead><tr>");
        names.iter().for_each(|name| {
            html.element("th", &[("scope", "col")], name);
        });
        html.raw("</tr></thead>\n<tbody>\n");
        facts.runs.iter().for_each(|run| self::run(html, run, &names, site));
        html.raw("</tbody></table>\n");
        if !facts.skipped.is_empty() {
            html.element("h2", &[], &site.words.skipped).raw("\n<ul class=\"list\">\n");
            for row in &facts.skipped {
                html.raw("<li>").element("b", &[], &one_line(&row.source)).raw(" ");
                reason(html, "span", "quiet", &row.why, site);
                html.raw("</li>\n");
            }
            html.raw("</ul>\n");
        }
    }

    fn json(&self) -> Value {
        json(&self.0)
    }

    fn table(&self) -> Table {
        let row = |run: &RunRow| {
            vec![
                run.run.to_string(),
                run.command.clone(),
                run.runut.clone(),
                run.started.clone(),
                super::cell(&run.ended),
                run.articles.to_string(),
                run.known.to_string(),
                run.skipped.to_string(),
            ]
        };
        Table {
            columns: &["run", "command", "runut", "started", "ended", "articles", "known", "skipped"],
            rows: self.0.runs.iter().map(row).collect(),
        }
    }
}

fn run(html: &mut Html, run: &RunRow, names: &[&str; 5], site: &Site) {
    html.raw("<tr>").open("td", &[("data-name", names[0])]);
    html.text(&format!("{} {} ({})", run.run, one_line(&run.command), one_line(&run.runut))).raw("</td>");
    html.open("td", &[("data-name", names[1])]).text(&site.day(&run.started));
    if run.ended.is_none() {
        html.raw(" ").element("span", &[("class", "tag doubt")], site.say("unended"));
    }
    html.raw("</td>");
    for (name, number) in [(names[2], run.articles), (names[3], run.known), (names[4], run.skipped)] {
        html.element("td", &[("data-name", name), ("class", "share")], &site.number(number));
    }
    html.raw("</tr>\n");
}
