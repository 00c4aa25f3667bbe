//! A stored article: sentences numbered and linkable, what was found in them marked, what was left out in grey.

use super::card;
use crate::answer::{Fault, Page, Table};
use crate::ask::Ask;
use crate::frame;
use crate::links;
use crate::site::Site;
use runut::model::{Block, BlockKind, Reading, Removed, Span, Stated};
use runut::wire::{CodePoints, annotation_line, article_line};
use runut_show::marks::{Mark, found, write};
use runut_show::{Html, one_line, web_address};
use runut_store::query::{ArticleRow, StatementRow};
use serde_json::{Value, json};

/// Other reports offered for comparison.
const OTHERS: usize = 100;

struct Article {
    reading: Reading,
    story: Option<String>,
    sha256: Option<String>,
    statements: Vec<StatementRow>,
    /// The other reports of its story.
    others: Vec<ArticleRow>,
    /// The words that the address asks to be marked.
    asked: Option<Span>,
}

/// An article by its id.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    let about = ask.store.article(ask.place("id"))?;
    let mut reading = ask.store.reading(&about.article.id)?;
    reading.article.source = links::source(&reading.article.source);
    let points = CodePoints::of(&reading.article.text);
    let asked = ask.filter("mark").and_then(|mark| {
        let (start, end) = mark.split_once('-')?;
        points.span(start.parse().ok()?, end.parse().ok()?)
    });
    let asked = asked.filter(|span| !span.is_empty());
    let mut others = match &about.story {
        Some(story) => ask.store.story_articles(story)?,
        None => Vec::new(),
    };
    others.retain(|other| other.id != about.article.id);
    others.truncate(OTHERS);
    Ok(Box::new(Article {
        story: about.story,
        sha256: about.page_sha256,
        statements: about.statements,
        others,
        asked,
        reading,
    }))
}

impl Page for Article {
    fn title(&self, site: &Site) -> String {
        super::headline(Some(self.reading.article.headline()), &self.reading.article.id, site)
    }

    fn language(&self) -> &str {
        &self.reading.article.language
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        let (site, article) = (ask.site, &self.reading.article);
        self.about(html, ask);
        html.raw("<div class=\"desk\">\n<form class=\"switches\">");
        for (id, name) in [("show-marks", "showmarks"), ("show-cuts", "showcuts")] {
            html.raw("<label>").open("input", &[("type", "checkbox"), ("id", id), ("checked", "")]).raw(" ");
            html.text(site.name("switch", &name[4..])).raw("</label> ");
        }
        html.raw("</form>\n");
        html.open("article", &[("class", "stored"), ("lang", &article.language)]).line();
        let mut removed = article.removed.as_slice();
        for (number, block) in article.blocks.iter().enumerate() {
            let here = removed.iter().take_while(|part| part.at <= block.span.start).count();
            cut(html, &removed[..here], site);
            removed = &removed[here..];
            self.block(html, number, *block, site);
        }
        cut(html, removed, site);
        html.raw("</article>\n</div>\n");
        html.element("h2", &[], site.say("nav_statements")).line();
        if self.statements.is_empty() {
            super::nothing(html, site);
        }
        html.raw("<ol class=\"cards loose\">\n");
        self.statements.iter().for_each(|row| card::statement(html, row, site));
        html.raw("</ol>\n");
        self.compare(html, site);
        self.metadata(html, site);
        super::forms::form(html, ask, &article.id, &["note"], &[]);
    }

    fn json(&self) -> Value {
        json!({
            "article": article_line(&self.reading.article),
            "annotations": annotation_line(&self.reading),
            "story": self.story,
            "page_sha256": self.sha256,
        })
    }

    fn table(&self) -> Table {
        let article = &self.reading.article;
        let points = CodePoints::of(&article.text);
        let row = |(at, sentence): (usize, &runut::model::Sentence)| {
            let place = points.place(sentence.span);
            let text = one_line(sentence.span.of(&article.text));
            vec![
                format!("s{}", at + 1),
                place.start.to_string(),
                place.end.to_string(),
                sentence.language.clone(),
                text,
            ]
        };
        let rows = self.reading.annotations.sentences.iter().enumerate().map(row).collect();
        Table { columns: &["sentence", "start", "end", "language", "text"], rows }
    }
}

impl Article {
    fn about(&self, html: &mut Html, ask: &Ask<'_>) {
        let (site, article) = (ask.site, &self.reading.article);
        html.raw("<ul class=\"facts\"><li>");
        match &article.outlet {
            Some(outlet) => frame::link(html, "outlet", &outlet.value, &outlet.value),
            None => {
                html.text(site.say("nooutlet"));
            }
        }
        html.raw("</li><li>").text(&self.published(site)).raw("</li>");
        let names: Vec<String> = article.byline.iter().map(|name| one_line(&name.value)).collect();
        if !names.is_empty() {
            html.raw("<li>").text(&site.words.by).raw(" ").text(&names.join(", ")).raw("</li>");
        }
        if let Some(editor) = &article.editor {
            html.raw("<li>").text(&site.words.editor).raw(" ").text(&one_line(&editor.value)).raw("</li>");
        }
        html.raw("</ul>\n");
        if let Some(guess) = article.published_guess.as_ref().filter(|_| article.published.is_none()) {
            super::reason(html, "p", "reason", &guess.why, site);
        }
        html.raw("<p class=\"quiet where\">").text(&one_line(&article.source));
        if let Some(url) = article.url.as_deref().and_then(web_address) {
            html.raw(" · ").element("a", &[("href", url), ("rel", "noreferrer nofollow")], url);
        }
        html.raw("</p>\n");
        if let Some(story) = &self.story {
            super::story_line(html, story, ask);
        }
    }

    fn published(&self, site: &Site) -> String {
        let article = &self.reading.article;
        match (&article.published, &article.published_guess) {
            (Some(stated), _) => site.day(&stated.value),
            (None, Some(guess)) => format!("{} ({})", site.day(&guess.value), site.words.guessed),
            (None, None) => site.words.undated.clone(),
        }
    }

    fn block(&self, html: &mut Html, number: usize, block: Block, site: &Site) {
        let (tag, class) = match block.kind {
            BlockKind::Title => ("h2", "headline"),
            BlockKind::Lead => ("p", "lead"),
            BlockKind::Paragraph => ("p", ""),
            BlockKind::Subheading => ("h3", ""),
            BlockKind::Quote => ("blockquote", ""),
            BlockKind::List => ("p", "item"),
            BlockKind::Caption => ("p", "caption"),
        };
        let text = &self.reading.article.text;
        let mut marks = found(&self.reading, block.span, &site.words);
        marks.extend(self.asked.map(|span| Mark { span, class: "asked", title: String::new(), id: "mark" }));
        marks.sort_by_key(|mark| mark.span.start);
        html.open(tag, &[("class", class)]);
        let mut at = block.span.start;
        let sentences = self.reading.annotations.sentences.iter().enumerate();
        for (index, sentence) in sentences.filter(|(_, sentence)| sentence.block == number) {
            // A stage may have cut sentences out of order or over each other; text is shown once.
            if sentence.span.start < at || sentence.span.end > block.span.end {
                continue;
            }
            html.text(Span { start: at, end: sentence.span.start }.of(text));
            at = sentence.span.end;
            let number = format!("s{}", index + 1);
            let proof = self.asked.is_some_and(|asked| asked.overlaps(sentence.span));
            let own = &self.reading.article.language;
            let foreign = Some(sentence.language.as_str()).filter(|code| *code != own && *code != "und");
            let class = if proof { "sentence proof" } else { "sentence" };
            html.open("span", &[("id", &number), ("class", class), ("lang", foreign.unwrap_or(""))]);
            let label = format!("{} {}", site.say("sentence"), index + 1);
            html.open("a", &[("class", "n"), ("href", &format!("#{number}")), ("aria-label", &label)]);
            html.text(&(index + 1).to_string()).raw("</a>");
            write(html, sentence.span, &marks, text);
            html.raw("</span>");
        }
        html.text(Span { start: at, end: block.span.end }.of(text));
        html.close(tag).line();
    }

    /// Ways to this article beside each of the others.
    fn compare(&self, html: &mut Html, site: &Site) {
        if self.others.is_empty() {
            return;
        }
        html.raw("<details class=\"others\"><summary>")
            .text(site.say("compareother"))
            .raw("</summary>\n<ul class=\"sources\">\n");
        for other in &self.others {
            html.raw("<li>");
            super::article_as(html, other, &links::pair(&self.reading.article.id, &other.id), site);
            html.raw("</li>\n");
        }
        html.raw("</ul></details>\n");
    }

    /// What the page states of itself, and where each was read.
    fn metadata(&self, html: &mut Html, site: &Site) {
        let article = &self.reading.article;
        let mut rows: Vec<(&str, &Stated<String>)> = Vec::new();
        one(&mut rows, "outlet", &article.outlet);
        one(&mut rows, "title", &article.title);
        one(&mut rows, "published", &article.published);
        one(&mut rows, "modified", &article.modified);
        many(&mut rows, "byline", &article.byline);
        many(&mut rows, "reporter", &article.reporter);
        one(&mut rows, "editor", &article.editor);
        one(&mut rows, "section", &article.section);
        many(&mut rows, "tag", &article.tags);
        many(&mut rows, "agency", &article.agencies);
        html.raw("<details class=\"metadata\"><summary>").text(site.say("metadata")).raw("</summary>\n");
        html.raw("<table class=\"rows\"><tbody>\n");
        for (name, stated) in rows {
            html.raw("<tr>").element("th", &[("scope", "row")], site.name("field", name));
            html.element("td", &[], &one_line(&stated.value));
            html.element("td", &[("class", "quiet")], &one_line(&stated.how)).raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
        if let Some(sha256) = &self.sha256 {
            html.raw("<p class=\"quiet where\">SHA-256 <code>").text(sha256).raw("</code></p>\n");
        }
        html.raw("</details>\n");
    }
}

fn one<'a>(rows: &mut Vec<(&'a str, &'a Stated<String>)>, name: &'a str, stated: &'a Option<Stated<String>>) {
    rows.extend(stated.as_ref().map(|stated| (name, stated)));
}

fn many<'a>(rows: &mut Vec<(&'a str, &'a Stated<String>)>, name: &'a str, stated: &'a [Stated<String>]) {
    rows.extend(stated.iter().map(|stated| (name, stated)));
}

/// What was left out here, with its kind and the reason.
fn cut(html: &mut Html, parts: &[Removed], site: &Site) {
    if parts.is_empty() {
        return;
    }
    let words = &site.words;
    html.open("details", &[("class", "cut"), ("lang", site.code())]).raw("<summary>");
    let mut kinds: Vec<&str> = parts.iter().map(|part| words.removed_kind(part.kind)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    html.text(&format!("{} × {}: {}", parts.len(), words.removed, kinds.join(", "))).raw("</summary>\n");
    for part in parts {
        html.raw("<p>").element("span", &[("class", "kind")], words.removed_kind(part.kind)).raw(" ");
        html.element("span", &[("lang", "")], &one_line(&part.text)).raw(" ");
        super::reason(html, "span", "reason", &part.why, site);
        html.raw("</p>\n");
    }
    html.raw("</details>\n");
}
