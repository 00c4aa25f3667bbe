//! One statement: the words, the proof, every report of it side by side, and what people say of it.

use super::{card, chain, evidence, json, statements};
use crate::answer::{Fault, Page, Table};
use crate::ask::Ask;
use crate::links;
use crate::site::Site;
use runut_show::Html;
use runut_store::query::{ArticleRow, EntryRow, ReportRow, StatementRow};
use serde_json::{Value, json};

struct Statement {
    row: StatementRow,
    /// The line of the timeline that it is part of.
    entry: Option<EntryRow>,
    /// The articles that report it.
    articles: Vec<ArticleRow>,
}

/// A statement by its id.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    let row = ask.store.statement(ask.place("id"))?;
    let entry = ask.store.line_of(&row.id)?;
    let reports = entry.iter().flat_map(|entry| &entry.reports);
    let articles = reports.map(|report| ask.store.article_row(&report.article)).collect::<Result<_, _>>()?;
    Ok(Box::new(Statement { row, entry, articles }))
}

impl Page for Statement {
    fn title(&self, site: &Site) -> String {
        let who = self.row.speaker.as_deref().unwrap_or(&site.words.speaker_unknown);
        format!("{who}: {}", site.say("statement"))
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        let (row, site) = (&self.row, ask.site);
        html.raw("<article class=\"card whole\">\n");
        card::who(html, row.speaker.as_deref(), row.addressee.as_deref(), Some(row), site);
        card::words(html, &row.text, Some(row));
        chain(html, row.outlet.as_deref(), &row.chain, site);
        card::times(html, row, site);
        card::proof(html, row, "", site);
        if let Some(story) = &row.story {
            super::story_line(html, story, ask);
        }
        html.raw("</article>\n");
        if let Some(entry) = &self.entry {
            html.element("h2", &[], site.say("allreports")).line();
            html.element("p", &[("class", "quiet")], &independent(entry, site)).line();
            html.raw("<ol class=\"cards loose\">\n");
            for report in &entry.reports {
                let article = self.articles.iter().find(|article| article.id == report.article);
                self::report(html, report, article, site);
            }
            html.raw("</ol>\n");
        }
        super::corrections::of(html, &row.corrections, site);
        let fields = ["speaker", "addressee", "said_on", "place"];
        super::forms::form(html, ask, &row.id, &["confirm", "fix", "hide", "note"], &fields);
    }

    fn json(&self) -> Value {
        let mut value = json(&self.row);
        if let Some(object) = value.as_object_mut() {
            object.insert("line".to_owned(), json!(self.entry));
        }
        value
    }

    fn table(&self) -> Table {
        statements::table(std::slice::from_ref(&self.row))
    }
}

/// "3 reports, 1 independent".
pub fn independent(entry: &EntryRow, site: &Site) -> String {
    let reports = site.count(entry.reports.len() as i64, "report", "reports");
    if entry.reports.len() < 2 {
        return reports;
    }
    format!("{reports}, {} {}", site.number(entry.independent), site.words.independent)
}

/// One report of a line.
pub fn report(html: &mut Html, report: &ReportRow, article: Option<&ArticleRow>, site: &Site) {
    html.raw("<li class=\"card\" data-stop>\n");
    chain(html, report.outlet.as_deref(), &report.chain, site);
    html.raw("<p class=\"quiet times\">");
    if let Some(article) = article {
        html.text(&format!(
            "{}, {} ",
            super::published(article, site),
            super::headline(article.title.as_deref(), &article.id, site)
        ));
    }
    html.element("span", &[("class", "tag")], site.name("wording", &report.wording)).raw("</p>\n");
    evidence(html, &report.evidence, "", site);
    if let Some(number) = &report.statement {
        let id = format!("{}:{number}", report.article);
        html.raw("<p class=\"ways\">")
            .element("a", &[("href", &links::to("statement", &id))], site.say("more"))
            .raw("</p>");
    }
    html.raw("</li>\n");
}
