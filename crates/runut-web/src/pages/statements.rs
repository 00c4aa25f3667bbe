//! Statements of all stories, by speaker, addressee, day, outlet, kind.

use super::menu::{Field, menu};
use super::{card, cell, json, nothing};
use crate::answer::{Fault, Page, Table};
use crate::ask::{Ask, ROWS};
use crate::frame;
use crate::site::Site;
use runut_show::Html;
use runut_store::query::{StatementFilter, StatementRow};
use serde_json::Value;

struct Statements {
    rows: Vec<StatementRow>,
    more: bool,
}

/// The statements that fit the filters.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    let filter = StatementFilter {
        who: ask.owned("who"),
        to: ask.owned("to"),
        since: ask.owned("since"),
        until: ask.owned("until"),
        outlet: ask.owned("outlet"),
        kind: ask.owned("kind"),
        story: ask.owned("story"),
        limit: ROWS + 1,
        offset: (ask.page() - 1) * ROWS,
        ..StatementFilter::default()
    };
    let mut rows = ask.store.statements(&filter)?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    Ok(Box::new(Statements { rows, more }))
}

impl Page for Statements {
    fn title(&self, site: &Site) -> String {
        site.say("nav_statements").to_owned()
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        let fields = [
            Field::Words("who"),
            Field::Words("to"),
            Field::Words("outlet"),
            Field::Day("since"),
            Field::Day("until"),
            Field::OneOf("kind", "type", &["direct", "indirect", "mixed"]),
        ];
        menu(html, ask, &fields);
        if self.rows.is_empty() {
            return nothing(html, ask.site);
        }
        html.raw("<ol class=\"cards loose\">\n");
        self.rows.iter().for_each(|row| card::statement(html, row, ask.site));
        html.raw("</ol>\n");
        frame::pages(html, ask, self.more);
    }

    fn json(&self) -> Value {
        json(&self.rows)
    }

    fn table(&self) -> Table {
        table(&self.rows)
    }
}

/// Statements as a table.
pub fn table(rows: &[StatementRow]) -> Table {
    let row = |row: &StatementRow| {
        let chain: Vec<&str> = row.chain.iter().map(|link| link.name.as_str()).collect();
        vec![
            row.id.clone(),
            cell(&row.speaker),
            row.confidence.clone(),
            cell(&row.addressee),
            row.r#type.clone(),
            row.polarity.clone(),
            cell(&row.said_on.from),
            cell(&row.said_on.to),
            cell(&row.place),
            row.text.clone(),
            chain.join(" < "),
            cell(&row.outlet),
            cell(&row.day),
            row.evidence.article.clone(),
            row.evidence.quote.clone(),
            cell(&row.story),
        ]
    };
    Table {
        columns: &[
            "id",
            "speaker",
            "confidence",
            "addressee",
            "type",
            "polarity",
            "said_from",
            "said_to",
            "place",
            "text",
            "chain",
            "outlet",
            "published",
            "article",
            "evidence",
            "story",
        ],
        rows: rows.iter().map(row).collect(),
    }
}
