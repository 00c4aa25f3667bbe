//! All running stories.

use super::menu::{Field, menu};
use super::{forms, json, nothing};
use crate::answer::{Fault, Page, Table};
use crate::ask::{Ask, ROWS};
use crate::frame;
use crate::site::Site;
use runut_show::Html;
use runut_store::query::{StoryFilter, StoryRow};
use serde_json::Value;

struct Stories {
    rows: Vec<StoryRow>,
    more: bool,
    /// Id and title of the story with which one of these is to be merged.
    merge: Option<(String, String)>,
}

/// The stories that fit the filters.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    let filter = StoryFilter {
        since: ask.owned("since"),
        until: ask.owned("until"),
        outlet: ask.owned("outlet"),
        title: ask.owned("title"),
        newest: ask.filter("sort") == Some("newest"),
        limit: ROWS + 1,
        offset: (ask.page() - 1) * ROWS,
        ..StoryFilter::default()
    };
    let mut rows = ask.store.stories(&filter)?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let target = |id: &str| Ok::<_, Fault>((id.to_owned(), ask.store.story_title(id)?));
    let merge = ask.filter("merge").map(target).transpose()?;
    Ok(Box::new(Stories { rows, more, merge }))
}

impl Page for Stories {
    fn title(&self, site: &Site) -> String {
        site.words.stories.clone()
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        if let Some((id, title)) = &self.merge {
            html.raw("<p class=\"lead\">").text(ask.site.say("mergelist")).raw(": ");
            frame::link(html, "story", id, &super::title(Some(title), ask.site));
            html.raw("</p>\n");
        }
        let fields = [
            Field::Words("title"),
            Field::Words("outlet"),
            Field::Day("since"),
            Field::Day("until"),
            Field::OneOf("sort", "sort", &["newest"]),
            Field::Kept("merge"),
        ];
        menu(html, ask, &fields);
        if self.rows.is_empty() {
            return nothing(html, ask.site);
        }
        match (&self.merge, ask.token) {
            (Some((target, _)), Some(_)) => forms::choose(html, ask, target, &self.rows),
            _ => {
                html.raw("<ol class=\"list stories\">\n");
                self.rows.iter().for_each(|row| story(html, row, ask.site));
                html.raw("</ol>\n");
            }
        }
        frame::pages(html, ask, self.more);
    }

    fn json(&self) -> Value {
        json(&self.rows)
    }

    fn table(&self) -> Table {
        let row = |row: &StoryRow| {
            let mut cells =
                vec![row.id.clone(), row.title.clone(), super::cell(&row.from), super::cell(&row.to)];
            let numbers =
                [row.articles, row.originals, row.outlets, row.entries, row.disagreements, row.copies];
            cells.extend(numbers.map(|number| number.to_string()));
            cells
        };
        Table {
            columns: &[
                "id",
                "title",
                "from",
                "to",
                "articles",
                "originals",
                "outlets",
                "entries",
                "disagreements",
                "copies",
            ],
            rows: self.rows.iter().map(row).collect(),
        }
    }
}

fn story(html: &mut Html, row: &StoryRow, site: &Site) {
    html.raw("<li class=\"item\" data-stop>").raw("<h2>");
    frame::link(html, "story", &row.id, &super::title(Some(&row.title), site));
    html.raw("</h2>\n<ul class=\"facts\">");
    let days = site.days(row.from.as_deref(), row.to.as_deref());
    let mut fact = |text: String, class: &'static str| {
        if !text.is_empty() {
            html.element("li", &[("class", class)], &text);
        }
    };
    fact(days, "");
    fact(site.count(row.articles, "report", "reports"), "");
    if row.copies > 0 {
        fact(site.count(row.originals, "original", "originals"), "");
    }
    fact(site.count(row.outlets, "outlet", "outlets"), "");
    if row.disagreements > 0 {
        fact(site.count(row.disagreements, "disagreement", "disagreements"), "warn");
    }
    html.raw("</ul></li>\n");
}
