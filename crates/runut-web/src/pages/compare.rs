//! Two articles side by side, the passages they share marked and numbered.

use super::copies::percent;
use super::{article_line, json, reason, title};
use crate::answer::{Fault, Page, Table};
use crate::ask::Ask;
use crate::links;
use crate::site::Site;
use runut::model::Span;
use runut::wire::CodePoints;
use runut_show::Html;
use runut_store::query::{ArticleRow, Comparison};
use serde_json::Value;

struct Compare(Comparison);

/// Two articles by their ids.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    let mut found = ask.store.compare(ask.place("one"), ask.place("two"))?;
    for article in [&mut found.earlier, &mut found.later] {
        article.source = links::source(&article.source);
    }
    Ok(Box::new(Compare(found)))
}

impl Page for Compare {
    fn title(&self, site: &Site) -> String {
        site.say("compared").to_owned()
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        let (found, site) = (&self.0, ask.site);
        // A translation shares names and numbers, no words.
        match found.kind.as_deref() {
            Some("translated") => {
                html.raw("<p class=\"share-line\">").element("b", &[], &site.words.copy_translated);
            }
            _ => {
                html.raw("<p class=\"share-line\"><b>").text(&percent(found.share)).raw("</b> ");
                html.text(site.say("ofshorter")).raw(" · ");
                html.text(&site.count(found.letters, "letter", "letters"));
            }
        }
        html.raw("</p>\n<p>");
        if found.order == "known" {
            html.element("b", &[], &format!("{}: ", site.words.earlier));
            html.text(&title(found.earlier.title.as_deref(), site)).raw(". ");
        } else {
            html.element("span", &[("class", "tag doubt")], &site.words.order_unknown).raw(" ");
        }
        reason(html, "span", "quiet", &found.why, site);
        html.raw("</p>\n<div class=\"pair\">\n");
        let earlier: Vec<_> = found.passages.iter().map(|one| (one.earlier.start, one.earlier.end)).collect();
        let later: Vec<_> = found.passages.iter().map(|one| (one.later.start, one.later.end)).collect();
        side(html, &found.earlier, &found.earlier_text, &earlier, ("a", "b"), site);
        side(html, &found.later, &found.later_text, &later, ("b", "a"), site);
        html.raw("</div>\n");
    }

    fn json(&self) -> Value {
        json(&self.0)
    }

    fn table(&self) -> Table {
        let words = |text: &str, start: i64, end: i64| {
            text.chars().skip(start.max(0) as usize).take((end - start).max(0) as usize).collect::<String>()
        };
        let row = |passage: &runut_store::query::PassageRow| {
            let (one, two) = (&passage.earlier, &passage.later);
            let mut cells: Vec<String> =
                [one.start, one.end, two.start, two.end].map(|at| at.to_string()).into();
            cells.push(words(&self.0.later_text, two.start, two.end));
            cells
        };
        Table {
            columns: &["earlier_start", "earlier_end", "later_start", "later_end", "text"],
            rows: self.0.passages.iter().map(row).collect(),
        }
    }
}

/// One article; `own` and `other` are the letters of the anchors on both sides.
fn side(
    html: &mut Html,
    article: &ArticleRow,
    text: &str,
    passages: &[(i64, i64)],
    (own, other): (&str, &str),
    site: &Site,
) {
    let points = CodePoints::of(text);
    let span =
        |(start, end): &(i64, i64)| points.span(usize::try_from(*start).ok()?, usize::try_from(*end).ok()?);
    let mut shared: Vec<(usize, Span)> =
        passages.iter().enumerate().filter_map(|(at, place)| Some((at + 1, span(place)?))).collect();
    shared.sort_by_key(|(number, span)| (span.start, *number));
    html.open("article", &[("class", "stored"), ("lang", article.language.as_deref().unwrap_or_default())]);
    html.open("header", &[("lang", site.code())]);
    article_line(html, article, site);
    html.raw("</header>\n");
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let block = Span { start: at as u32, end: (at + paragraph.len()) as u32 };
        at += paragraph.len() + 2;
        html.raw("<p>");
        let mut from = block.start;
        for (number, span) in shared.iter().filter(|(_, span)| span.overlaps(block)) {
            let piece = Span { start: span.start.max(from), end: span.end.min(block.end) };
            if piece.start >= piece.end {
                continue;
            }
            html.text(Span { start: from, end: piece.start }.of(text));
            from = piece.end;
            let first = piece.start == span.start;
            let id = if first { format!("{own}{number}") } else { String::new() };
            html.open("mark", &[("id", &id)]).text(piece.of(text)).raw("</mark>");
            if first {
                let label = format!("{} {number}", site.say("passage"));
                html.raw("<sup>")
                    .open("a", &[("href", &format!("#{other}{number}")), ("aria-label", &label)]);
                html.text(&number.to_string()).raw("</a></sup>");
            }
        }
        html.text(Span { start: from, end: block.end }.of(text)).raw("</p>\n");
    }
    html.raw("</article>\n");
}
