//! Where reports contradict each other or themselves.

use super::menu::{Field, menu};
use super::{card, cell, evidence, json, nothing, reason};
use crate::answer::{Fault, Page, Table};
use crate::ask::{Ask, ROWS};
use crate::frame;
use crate::site::Site;
use runut_show::Html;
use runut_store::query::{CheckFilter, CheckRow};
use serde_json::Value;

struct Checks {
    rows: Vec<CheckRow>,
    more: bool,
}

/// The contradictions that fit the filters.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    let filter = CheckFilter {
        story: ask.owned("story"),
        kind: ask.owned("kind"),
        limit: ROWS + 1,
        offset: (ask.page() - 1) * ROWS,
        ..CheckFilter::default()
    };
    let mut rows = ask.store.checks(&filter)?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    Ok(Box::new(Checks { rows, more }))
}

impl Page for Checks {
    fn title(&self, site: &Site) -> String {
        site.say("nav_checks").to_owned()
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        html.element("p", &[("class", "lead")], ask.site.say("checksabout")).line();
        let kinds = &["date", "figure", "wording", "speaker", "addressee", "headline"];
        menu(html, ask, &[Field::OneOf("kind", "check", kinds)]);
        if self.rows.is_empty() {
            return nothing(html, ask.site);
        }
        for row in &self.rows {
            check(html, row, "h2", ask);
        }
        frame::pages(html, ask, self.more);
    }

    fn json(&self) -> Value {
        json(&self.rows)
    }

    fn table(&self) -> Table {
        let mut rows = Vec::new();
        for row in &self.rows {
            for side in &row.sides {
                rows.push(vec![
                    row.id.clone(),
                    row.story.clone(),
                    row.kind.clone(),
                    row.about.clone(),
                    side.says.clone(),
                    side.evidence.article.clone(),
                    side.evidence.quote.clone(),
                    cell(&row.likely),
                    row.why.clone(),
                ]);
            }
        }
        Table {
            columns: &["id", "story", "kind", "about", "says", "article", "evidence", "likely", "why"],
            rows,
        }
    }
}

/// One contradiction with its sides.
pub fn check(html: &mut Html, row: &CheckRow, heading: &'static str, ask: &Ask<'_>) {
    let (site, words) = (ask.site, &ask.site.words);
    html.open("section", &[("class", "dispute"), ("id", &row.id), ("data-stop", "")]).line();
    html.open(heading, &[]);
    html.element(
        "span",
        &[("class", "tag warn")],
        site.name("check", row.of.as_deref().unwrap_or(&row.kind)),
    )
    .raw(" ");
    html.text(&words.shown(&row.about));
    card::corrected(html, &row.corrections, site);
    html.close(heading).raw("\n<ul class=\"sides\">\n");
    for side in &row.sides {
        html.raw("<li>").element("p", &[("class", "says")], &words.shown(&side.says));
        evidence(html, &side.evidence, "", site);
        html.raw("</li>\n");
    }
    html.raw("</ul>\n<p class=\"verdict\">");
    if let Some(likely) = &row.likely {
        html.element("b", &[], &words.likely_value).raw(" ").text(&words.value(likely)).raw(". ");
    }
    reason(html, "span", "quiet", &row.why, site);
    html.raw("</p>\n");
    if !ask.path.starts_with("/story/") {
        super::story_line(html, &row.story, ask);
    }
    super::forms::form(html, ask, &row.id, &["confirm", "hide", "fix", "note"], &["likely"]);
    html.raw("</section>\n");
}
