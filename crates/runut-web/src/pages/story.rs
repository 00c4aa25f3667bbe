//! A running story: the drawing, the timeline as cards, contradictions, who cites whom, copies, words by outlet.

use super::menu::{Field, menu};
use super::{
    article_line, card, cell, chain, checks, copies, corrections, evidence, forms, json, nothing, reason,
    sources, statement,
};
use crate::answer::{Fault, Page, Table};
use crate::ask::Ask;
use crate::doors;
use crate::draw::{Dot, lanes};
use crate::frame;
use crate::links;
use crate::site::Site;
use runut_show::{Html, one_line};
use runut_store::query::{ArticleRow, EntryRow, SourceRow, StatementRow, StoryPage, TermsRow};
use serde_json::Value;
use std::collections::BTreeSet;

/// Lines of the timeline on one page.
const LINES: usize = 100;
/// Reports listed at the head; the others fold.
const LISTED: usize = 8;

struct Story {
    story: StoryPage,
    /// The lines that fit the filters.
    wanted: Vec<usize>,
    /// The lines on this page of the list, each with its leading statement.
    shown: Vec<(usize, Option<StatementRow>)>,
    more: bool,
    sources: Vec<SourceRow>,
}

/// A story by its id.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    let mut story = ask.store.story(ask.place("id"))?;
    story.articles.iter_mut().for_each(|article| article.source = links::source(&article.source));
    let sources = ask.store.sources(Some(&story.id))?;
    let lower = |name: &str| name.to_lowercase();
    let (who, outlet, kind) =
        (ask.filter("who").map(lower), ask.filter("outlet").map(lower), ask.filter("kind"));
    let fits = |entry: &(usize, &EntryRow)| {
        let entry = entry.1;
        let is = |asked: &Option<String>, name: &Option<String>| {
            asked.is_none() || name.as_deref().map(lower).as_ref() == asked.as_ref()
        };
        is(&who, &entry.speaker)
            && (outlet.is_none() || entry.reports.iter().any(|report| is(&outlet, &report.outlet)))
            && kind.is_none_or(|kind| entry.kind == kind)
    };
    let wanted: Vec<usize> = story.timeline.iter().enumerate().filter(fits).map(|(at, _)| at).collect();
    let first = (ask.page() - 1) * LINES;
    let here: Vec<usize> = wanted.iter().copied().skip(first).take(LINES).collect();
    let ids: Vec<String> = here.iter().filter_map(|&at| leading(&story.timeline[at])).collect();
    let mut said = ask.store.statements_of(&ids)?.into_iter();
    let shown =
        here.into_iter().map(|at| (at, leading(&story.timeline[at]).and_then(|_| said.next()))).collect();
    let more = wanted.len() > first + LINES;
    Ok(Box::new(Story { story, wanted, shown, more, sources }))
}

/// The id of the statement whose words a line shows: that of the first report with just these words.
fn leading(entry: &EntryRow) -> Option<String> {
    let same = entry.reports.iter().find(|report| report.wording == "same");
    let report = same.or(entry.reports.first())?;
    Some(format!("{}:{}", report.article, report.statement.as_ref()?))
}

impl Page for Story {
    fn title(&self, site: &Site) -> String {
        super::title(Some(&self.story.title), site)
    }

    fn feed(&self) -> Option<String> {
        Some(links::address("/export/atom", &[("story", &self.story.id)]))
    }

    fn language(&self) -> &str {
        self.story.articles.first().and_then(|article| article.language.as_deref()).unwrap_or_default()
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        let (story, site) = (&self.story, ask.site);
        self.facts(html, site);
        html.raw("<nav class=\"parts\"><ul>");
        for (to, name, number) in [
            ("#timeline", &*site.words.timeline, story.timeline.len()),
            ("#disagreements", &site.words.disagreements, story.disagreements.len()),
            ("#sources", site.say("nav_sources"), self.sources.len()),
            ("#copies", &site.words.copies, story.copies.len()),
        ] {
            html.raw("<li>").open("a", &[("href", to)]).text(name).raw("</a> ");
            html.element("span", &[("class", "quiet")], &site.number(number as i64)).raw("</li>");
        }
        html.raw("</ul></nav>\n");
        self.reports(html, site);
        html.raw("<section id=\"timeline\">").element("h2", &[], &site.words.timeline).line();
        self.drawing(html, ask);
        let fields = [
            Field::Words("who"),
            Field::Words("outlet"),
            Field::OneOf("kind", "kind", &["statement", "event"]),
        ];
        menu(html, ask, &fields);
        if self.shown.is_empty() {
            nothing(html, site);
        }
        self.timeline(html, site);
        frame::pages(html, ask, self.more);
        html.raw("</section>\n<section id=\"disagreements\">")
            .element("h2", &[], &site.words.disagreements)
            .line();
        if story.disagreements.is_empty() {
            html.element("p", &[("class", "quiet")], &site.words.none_disagreements).line();
        }
        story.disagreements.iter().for_each(|check| checks::check(html, check, "h3", ask));
        if !story.terms.is_empty() {
            html.element("h3", &[], &site.words.terms).line();
            story.terms.iter().for_each(|terms| self::terms(html, terms, site));
        }
        html.raw("</section>\n<section id=\"sources\">").element("h2", &[], site.say("nav_sources")).line();
        sources::both(html, &self.sources, site);
        html.raw("</section>\n<section id=\"copies\">").element("h2", &[], &site.words.copies).line();
        copies::list(html, &story.copies, site);
        html.raw("</section>\n");
        html.raw("<section>").element("h2", &[], site.say("exports")).line();
        doors::list(html, Some(&story.id));
        html.raw("</section>\n<section>");
        html.element("h2", &[], site.say("whystory")).line();
        reason(html, "p", "quiet", &story.why, site);
        corrections::of(html, &story.corrections, site);
        forms::form(html, ask, &story.id, &["fix", "note"], &["title"]);
        forms::split(html, ask, &story.id, &story.articles);
        forms::merge(html, ask, story);
        html.raw("</section>\n");
    }

    fn json(&self) -> Value {
        json(&self.story)
    }

    fn table(&self) -> Table {
        let mut rows = Vec::new();
        for entry in self.wanted.iter().map(|&at| &self.story.timeline[at]) {
            for report in &entry.reports {
                let chain: Vec<&str> = report.chain.iter().map(|link| link.name.as_str()).collect();
                rows.push(vec![
                    entry.id.clone(),
                    cell(&entry.when.from),
                    cell(&entry.when.to),
                    entry.kind.clone(),
                    cell(&entry.speaker),
                    cell(&entry.addressee),
                    one_line(&entry.text),
                    entry.reports.len().to_string(),
                    entry.independent.to_string(),
                    report.article.clone(),
                    cell(&report.outlet),
                    chain.join(" < "),
                    report.wording.clone(),
                    one_line(&report.evidence.quote),
                ]);
            }
        }
        Table {
            columns: &[
                "line",
                "from",
                "to",
                "kind",
                "speaker",
                "addressee",
                "text",
                "reports",
                "independent",
                "article",
                "outlet",
                "chain",
                "wording",
                "evidence",
            ],
            rows,
        }
    }
}

impl Story {
    fn facts(&self, html: &mut Html, site: &Site) {
        let story = &self.story;
        let outlets: BTreeSet<&str> =
            story.articles.iter().filter_map(|article| article.outlet.as_deref()).collect();
        let copied: BTreeSet<&str> = story.copies.iter().map(|copy| copy.later.as_str()).collect();
        html.raw("<ul class=\"facts\">");
        let mut fact = |text: String| {
            html.element("li", &[], &text);
        };
        fact(site.days(story.from.as_deref(), story.to.as_deref()));
        fact(site.count(story.articles.len() as i64, "report", "reports"));
        fact(site.count(outlets.len() as i64, "outlet", "outlets"));
        if !copied.is_empty() {
            fact(site.count((story.articles.len() - copied.len()) as i64, "original", "originals"));
        }
        html.raw("</ul>\n");
    }

    fn reports(&self, html: &mut Html, site: &Site) {
        let (first, rest) = self.story.articles.split_at(self.story.articles.len().min(LISTED));
        html.raw("<ul class=\"sources\">\n");
        let items = |html: &mut Html, articles: &[ArticleRow]| {
            for article in articles {
                html.raw("<li>");
                article_line(html, article, site);
                html.raw("</li>\n");
            }
        };
        items(html, first);
        html.raw("</ul>\n");
        if !rest.is_empty() {
            html.raw("<details><summary>").text(&site.count(rest.len() as i64, "further", "furthers"));
            html.raw("</summary><ul class=\"sources\">\n");
            items(html, rest);
            html.raw("</ul></details>\n");
        }
    }

    /// All lines that fit the filters, also those of other pages of the list.
    fn drawing(&self, html: &mut Html, ask: &Ask<'_>) {
        let site = ask.site;
        let by_outlet = ask.filter("lanes") == Some("outlet");
        let here: BTreeSet<usize> = self.shown.iter().map(|(at, _)| *at).collect();
        let mut dots = Vec::new();
        for (place, &at) in self.wanted.iter().enumerate() {
            let entry = &self.story.timeline[at];
            let day = entry.when.from.as_ref().or(entry.when.to.as_ref()).and_then(|day| day.parse().ok());
            let Some(day) = day else { continue };
            let anchor = format!("#e{}", at + 1);
            let page = place / LINES + 1;
            let to = if here.contains(&at) { anchor } else { ask.with("page", &page.to_string()) + &anchor };
            let days = site.days(entry.when.from.as_deref(), entry.when.to.as_deref());
            let who = entry.speaker.clone().unwrap_or_default();
            let outlet = entry.reports.first().and_then(|report| report.outlet.clone()).unwrap_or_default();
            let says = one_line(&format!("{}. {days} {who}", at + 1));
            let event = entry.kind == "event";
            dots.push(Dot { day, when: days, lane: if by_outlet { outlet } else { who }, to, says, event });
        }
        let others = if by_outlet { site.say("nooutlet") } else { site.say("otherspeakers") };
        lanes(html, &dots, others, site);
        if dots.is_empty() {
            return;
        }
        html.raw("<p class=\"switch\">").text(site.say("lanesby")).raw(" ");
        for (value, chosen) in [("speaker", !by_outlet), ("outlet", by_outlet)] {
            let name = site.name("lane", value);
            if chosen {
                html.element("b", &[], name);
            } else {
                let value = if value == "speaker" { "" } else { value };
                html.element("a", &[("href", &(ask.with("lanes", value) + "#timeline"))], name);
            }
            html.raw(" ");
        }
        html.raw("</p>\n");
    }

    fn timeline(&self, html: &mut Html, site: &Site) {
        let entry = |at: usize| &self.story.timeline[at];
        html.raw("<ol class=\"days\">\n");
        for day in self.shown.chunk_by(|one, two| entry(one.0).when == entry(two.0).when) {
            html.raw("<li class=\"day\"><h3 class=\"when\">");
            let when = &entry(day[0].0).when;
            let words = site.days(when.from.as_deref(), when.to.as_deref());
            let words = if words.is_empty() { &site.words.day_unknown } else { &words };
            match (&when.from, &when.to) {
                (Some(from), Some(to)) if from == to => {
                    html.element("time", &[("datetime", from)], words);
                }
                _ => {
                    html.text(words);
                }
            }
            html.raw("</h3><ol class=\"cards\">\n");
            for (at, said) in day {
                line(html, *at, entry(*at), said.as_ref(), &self.story.articles, site);
            }
            html.raw("</ol></li>\n");
        }
        html.raw("</ol>\n");
    }
}

/// One line of the timeline.
fn line(
    html: &mut Html,
    at: usize,
    entry: &EntryRow,
    said: Option<&StatementRow>,
    articles: &[ArticleRow],
    site: &Site,
) {
    let anchor = format!("e{}", at + 1);
    let class = if entry.kind == "event" { "card event" } else { "card" };
    html.open("li", &[("class", class), ("id", &anchor), ("data-stop", "")]).line();
    let label = format!("{} {}", site.say("line"), at + 1);
    html.open("a", &[("class", "number"), ("href", &format!("#{anchor}")), ("aria-label", &label)]);
    html.text(&(at + 1).to_string()).raw("</a>");
    if entry.kind == "event" {
        html.raw("<p class=\"who\">").element("span", &[("class", "tag")], &site.words.happened);
        card::corrected(html, &entry.corrections, site);
        html.raw("</p>\n");
    } else {
        card::who(html, entry.speaker.as_deref(), entry.addressee.as_deref(), said, site);
    }
    card::words(html, &entry.text, said);
    if let Some(report) = entry.reports.first() {
        chain(html, report.outlet.as_deref(), &report.chain, site);
    }
    if let Some(said) = said {
        card::times(html, said, site);
    }
    html.raw("<p class=\"ways\">");
    if let Some(report) = entry.reports.first() {
        let to = links::evidence(&report.evidence);
        html.element("a", &[("class", "show"), ("href", &to), ("data-open", "")], &site.words.show).raw(" ");
    }
    if let Some(said) = said {
        html.element("a", &[("href", &links::to("statement", &said.id))], site.say("more"));
    }
    html.raw("</p>\n");
    if entry.reports.len() > 1 {
        html.raw("<details><summary>")
            .text(&statement::independent(entry, site))
            .raw("</summary>\n<ol class=\"reports\">\n");
        for report in &entry.reports {
            let article = articles.iter().find(|article| article.id == report.article);
            statement::report(html, report, article, site);
        }
        html.raw("</ol></details>\n");
    }
    html.raw("</li>\n");
}

/// A thing with its words, who uses them, and the first sentence of each.
fn terms(html: &mut Html, terms: &TermsRow, site: &Site) {
    html.raw("<section class=\"dispute\">")
        .element("h4", &[], &site.words.shown(&terms.thing))
        .raw("\n<ul class=\"sides\">\n");
    for one in &terms.uses {
        html.raw("<li><p class=\"says\">").text(&format!(
            "{}: {} ({})",
            one_line(&one.word),
            one_line(&one.outlet),
            one.count
        ));
        html.raw("</p>");
        evidence(html, &one.evidence, &one.language, site);
        html.raw("</li>\n");
    }
    html.raw("</ul></section>\n");
}
