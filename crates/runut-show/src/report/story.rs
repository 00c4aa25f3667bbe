//! One story: its facts, the timeline as an ordered list of cards, disagreements and copies.

use super::strip::strip;
use super::{Context, card, dispute};
use crate::facts::{
    by_day, called, chain, growth, leading, links, one_line, report_count, span, statement, term_use,
    words_of,
};
use crate::html::Html;
use runut::model::{
    AgencySource, ChainHow, Confidence, CopyLink, DateRange, Development, Disagreement, Entry, EntryKind,
    Evidence, Polarity, Report, Statement, Story, Terms,
};
use std::collections::BTreeSet;

/// The whole story; its title stands here only where the page has several.
pub fn story(html: &mut Html, number: usize, story: &Story, titled: bool, context: &Context<'_>) {
    let words = context.words;
    let id = format!("t{}", number + 1);
    // Parts stand one level under the title, which is the page's own where there is one story.
    let (part, below) = if titled { ("h3", "h4") } else { ("h2", "h3") };
    html.open("article", &[("class", "story"), ("id", &id)]).line();
    if titled {
        html.element(
            "h2",
            &[("class", "title"), ("lang", context.language(Some(story)))],
            &one_line(&story.title),
        );
        facts(html, story, context);
    }
    html.raw("<ul class=\"plain sources\">\n");
    for article in &story.articles {
        html.raw("<li>");
        context.report_link(html, *article);
        html.raw("</li>\n");
    }
    html.raw("</ul>\n");
    if !story.top.is_empty() {
        html.element(part, &[("class", "part")], &words.top).line();
        top(html, number, story, context);
    }
    html.element(part, &[("class", "part")], &words.timeline).line();
    strip(html, number, story, context);
    html.raw("<ol class=\"days\">\n");
    let mut index = 0;
    for (when, entries) in by_day(&story.timeline) {
        html.raw("<li class=\"day\">");
        day(html, below, when, context);
        html.raw("<ol class=\"cards\">\n");
        for found in entries {
            entry(html, number, index, found, context);
            index += 1;
        }
        html.raw("</ol></li>\n");
    }
    html.raw("</ol>\n");
    html.element(part, &[("class", "part")], &words.disagreements).line();
    if story.disagreements.is_empty() {
        html.element("p", &[("class", "quiet")], &words.none_disagreements).line();
    }
    for (index, found) in story.disagreements.iter().enumerate() {
        disagreement(html, below, &dispute(number, index).anchor, found, context);
    }
    if !story.developments.is_empty() {
        html.element(part, &[("class", "part")], &words.developments).line();
        story.developments.iter().for_each(|found| development(html, below, found, context));
    }
    if !story.terms.is_empty() {
        html.element(part, &[("class", "part")], &words.terms).line();
        terms(html, below, &story.terms, context);
    }
    html.element(part, &[("class", "part")], &words.copies).line();
    if story.copies.is_empty() {
        html.element("p", &[("class", "quiet")], &words.none_copies).line();
    } else {
        copies(html, &story.copies, context);
    }
    if !story.agencies.is_empty() {
        html.element(part, &[("class", "part")], &words.agencies).line();
        agencies(html, &story.agencies, context);
    }
    html.raw("</article>\n");
}

/// How many reports, of how many outlets, over which time, with what in them.
pub fn facts(html: &mut Html, story: &Story, context: &Context<'_>) {
    let words = context.words;
    let name = |article: &usize| context.readings[*article].article.outlet_name();
    let outlets: BTreeSet<_> = story.articles.iter().map(name).filter(|name| !name.is_empty()).collect();
    let said = story.timeline.iter().filter(|entry| entry.kind == EntryKind::Statement).count();
    html.raw("<ul class=\"facts\">");
    let mut fact = |number: usize, one: &str, many: &str| {
        let name = if number == 1 { one } else { many };
        html.raw("<li><b>").text(&number.to_string()).raw("</b> ").text(name).raw("</li>");
    };
    fact(story.articles.len(), &words.report, &words.reports);
    if !outlets.is_empty() {
        fact(outlets.len(), &words.outlet, &words.outlets);
    }
    fact(said, &words.statement, &words.statements);
    fact(story.disagreements.len(), &words.disagreement, &words.disagreements.to_lowercase());
    html.raw("<li>").text(&span(story, context.readings, words)).raw("</li></ul>\n");
}

fn day(html: &mut Html, heading: &'static str, when: DateRange, context: &Context<'_>) {
    html.open(heading, &[("class", "when")]);
    let label = context.words.days(when);
    match (when.from, when.to) {
        // Only what HTML can say of a time goes into `datetime`: one day.
        (Some(from), Some(to)) if from == to => {
            let (weekday, date) = label.split_once(", ").unwrap_or(("", &label));
            html.open("time", &[("datetime", &from.to_string())]);
            html.element("span", &[("class", "weekday")], weekday).raw(" ").text(date).close("time");
        }
        _ => {
            html.text(&label);
        }
    }
    html.close(heading).line();
}

fn entry(html: &mut Html, story: usize, index: usize, entry: &Entry, context: &Context<'_>) {
    let anchor = card(story, index).anchor;
    let found = leading(entry, context.readings);
    let kind = if entry.kind == EntryKind::Event { "card event" } else { "card" };
    html.open("li", &[("class", kind), ("id", &anchor)]);
    html.open("a", &[("class", "number"), ("href", &format!("#{anchor}"))])
        .text(&(index + 1).to_string())
        .raw("</a>");
    who(html, entry, found, context);
    let language =
        entry.reports.first().map_or("", |report| &context.readings[report.article].article.language);
    let words = words_of(entry, context.readings);
    let quoted = found.is_some_and(|found| found.kind != runut::model::StatementKind::Indirect);
    let class = if quoted { "words" } else { "words indirect" };
    let tag = if quoted { "blockquote" } else { "p" };
    html.element(tag, &[("class", class), ("lang", language)], &words).line();
    if let Some(report) = entry.reports.first() {
        through(html, report, context);
    }
    if let Some(found) = found {
        circumstances(html, found, context);
    }
    let label = match entry.reports.len() {
        1 => context.words.evidence.clone(),
        _ => report_count(entry, context.words),
    };
    html.raw("<details><summary>").text(&label).raw("</summary>\n<ol class=\"reports\">\n");
    entry.reports.iter().for_each(|report| report_item(html, report, entry, context));
    html.raw("</ol>\n");
    if let Some(found) = found {
        reasons(html, found, context);
    }
    html.raw("</details></li>\n");
}

/// "Ani Wulandari → Bima Prakoso", and how sure that is.
fn who(html: &mut Html, entry: &Entry, found: Option<&Statement>, context: &Context<'_>) {
    let words = context.words;
    html.raw("<p class=\"who\">");
    if entry.kind == EntryKind::Event {
        html.element("span", &[("class", "tag")], &words.happened).raw("</p>\n");
        return;
    }
    match &entry.speaker {
        Some(speaker) => html.element("b", &[], speaker),
        None => html.element("span", &[("class", "gap")], &words.speaker_unknown),
    };
    if let Some(addressee) = &entry.addressee {
        html.raw(" <span class=\"arrow\" aria-hidden=\"true\">→</span><span class=\"hidden\"> ");
        html.text(&words.to).raw(" </span> ").text(addressee);
    }
    if let Some(found) = found {
        html.raw(" ").element("span", &[("class", "tag")], words.statement_kind(found.kind));
        if found.polarity == Polarity::Negated {
            html.raw(" ").element("span", &[("class", "tag warn")], &words.denied);
        }
        if found.confidence == Confidence::Likely && entry.speaker.is_some() {
            html.raw(" ").element("span", &[("class", "tag doubt")], &words.likely);
        }
    }
    html.raw("</p>\n");
}

/// The way the words came: "CNBC Indonesia ← AFP ← KCNA".
fn through(html: &mut Html, report: &Report, context: &Context<'_>) {
    let outlet = called(&context.readings[report.article]);
    html.raw("<p class=\"chain\">").text(outlet);
    for link in links(outlet, &report.chain) {
        html.raw(" <span aria-hidden=\"true\">←</span> <span class=\"hidden\">");
        html.text(&context.words.according_to).raw("</span> ").text(&link.name);
        if link.how == ChainHow::Inherited {
            html.raw(" ").element("span", &[("class", "reason")], &format!("({})", context.words.inherited));
        }
    }
    html.raw("</p>\n");
}

/// Where it was said, and the day it was reported where that is another than the day it was said.
fn circumstances(html: &mut Html, found: &Statement, context: &Context<'_>) {
    let words = context.words;
    let place = found.place.as_ref().map(|place| format!("{} {place}", words.at));
    let said = found.said_on.as_ref().map(|said| said.days);
    let apart = found.reported_on.as_ref().filter(|reported| Some(reported.days) != said);
    let reported = apart.map(|reported| format!("{} {}", words.reported_on, words.days(reported.days)));
    let all: Vec<String> = [place, reported].into_iter().flatten().collect();
    if !all.is_empty() {
        html.element("p", &[("class", "quiet times")], &all.join(" · ")).line();
    }
}

/// How the days are known.
fn reasons(html: &mut Html, found: &Statement, context: &Context<'_>) {
    let words = context.words;
    for (name, day) in [(&words.said_on, &found.said_on), (&words.reported_on, &found.reported_on)] {
        if let Some(day) = day {
            html.open("p", &[("class", "reason")]).text(name).raw(" ").text(&words.days(day.days)).raw(": ");
            context.reason(html, "span", "", &day.why);
            html.raw("</p>\n");
        }
    }
}

fn report_item(html: &mut Html, report: &Report, entry: &Entry, context: &Context<'_>) {
    let words = context.words;
    let reading = &context.readings[report.article];
    html.raw("<li>");
    if entry.reports.len() > 1 {
        html.raw("<p class=\"via\">").text(&chain(called(reading), &report.chain, words));
        html.raw(" ").element("span", &[("class", "tag")], words.wording(report.wording)).raw("</p>");
    }
    if let Some(found) = statement(report, context.readings)
        && found.speaker_name != entry.speaker
        && let Some(name) = &found.speaker_name
    {
        html.raw("<p>").element("span", &[("class", "tag")], name).raw("</p>");
    }
    evidence(html, &report.evidence, &reading.article.language, context);
    html.raw("</li>\n");
}

fn evidence(html: &mut Html, evidence: &Evidence, language: &str, context: &Context<'_>) {
    html.element("blockquote", &[("class", "evidence"), ("lang", language)], &one_line(&evidence.quote));
    let to = context.anchor(evidence);
    html.open("a", &[("class", "show"), ("href", &to)]).text(&context.words.show);
    html.raw("<span aria-hidden=\"true\"> ↓</span></a>");
}

fn disagreement(
    html: &mut Html,
    heading: &'static str,
    anchor: &str,
    found: &Disagreement,
    context: &Context<'_>,
) {
    let words = context.words;
    html.open("section", &[("class", "dispute"), ("id", anchor)]);
    html.open(heading, &[])
        .element("span", &[("class", "tag warn")], words.disagreement_kind(found.kind))
        .raw(" ");
    html.text(&words.shown(&found.about)).close(heading).raw("\n<ul class=\"sides\">\n");
    for side in &found.sides {
        let reading = context.article(&side.evidence).map(|article| &context.readings[article]);
        html.raw("<li>").element("p", &[("class", "says")], &words.shown(&side.says));
        html.element("p", &[("class", "quiet")], reading.map_or("", called));
        let language = reading.map_or("", |reading| reading.article.language.as_str());
        evidence(html, &side.evidence, language, context);
        html.raw("</li>\n");
    }
    html.raw("</ul>\n<p class=\"verdict\">");
    if let Some(likely) = &found.likely {
        html.element("b", &[], &words.likely_value).raw(" ").text(&words.value(likely)).raw(". ");
    }
    context.reason(html, "span", "quiet", &found.why);
    html.raw("</p></section>\n");
}

/// A figure that grew: its steps by day, each with who says it and where.
fn development(html: &mut Html, heading: &'static str, found: &Development, context: &Context<'_>) {
    let words = context.words;
    html.raw("<section class=\"dispute\">");
    html.element(heading, &[], &growth(found)).raw("\n<ul class=\"sides\">\n");
    for step in &found.steps {
        let reading = context.article(&step.evidence).map(|article| &context.readings[article]);
        let says = format!("{}: {}", words.day(step.on), words.shown(&step.says));
        html.raw("<li>").element("p", &[("class", "says")], &says);
        let language = reading.map_or("", |reading| reading.article.language.as_str());
        evidence(html, &step.evidence, language, context);
        html.raw("</li>\n");
    }
    html.raw("</ul>\n<p class=\"verdict\">");
    context.reason(html, "span", "quiet", &found.why);
    html.raw("</p></section>\n");
}

/// Each thing with its words, who uses them, and the first sentence of each.
fn terms(html: &mut Html, heading: &'static str, all: &[Terms], context: &Context<'_>) {
    for terms in all {
        html.raw("<section class=\"dispute\">");
        html.element(heading, &[], &context.words.shown(&terms.thing)).raw("\n<ul class=\"sides\">\n");
        for one in &terms.uses {
            let reading = context.article(&one.evidence).map(|article| &context.readings[article]);
            html.raw("<li>").element("p", &[("class", "says")], &term_use(one));
            let language = reading.map_or("", |reading| reading.article.language.as_str());
            evidence(html, &one.evidence, language, context);
            html.raw("</li>\n");
        }
        html.raw("</ul></section>\n");
    }
}

/// The entries that matter most, each leading to its card.
fn top(html: &mut Html, number: usize, story: &Story, context: &Context<'_>) {
    html.raw("<ol class=\"plain sources\">\n");
    for (at, entry) in story.top.iter().filter_map(|at| Some((*at, story.timeline.get(*at)?))) {
        let speaker = entry.speaker.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
        let words = format!("{speaker}{}", words_of(entry, context.readings));
        html.raw("<li>")
            .open("a", &[("href", &format!("#{}", card(number, at).anchor))])
            .text(&words)
            .close("a");
        let count = format!(" {} · {}", context.words.days(entry.when), report_count(entry, context.words));
        html.element("span", &[("class", "quiet")], &count).raw("</li>\n");
    }
    html.raw("</ol>\n");
}

/// Each agency with the reports that carry its text.
fn agencies(html: &mut Html, agencies: &[AgencySource], context: &Context<'_>) {
    html.raw("<ul class=\"plain sources\">\n");
    for agency in agencies {
        html.raw("<li>").element("b", &[], &agency.name).raw(" → ");
        for (at, carrier) in agency.carriers.iter().enumerate() {
            html.raw(if at > 0 { ", " } else { "" });
            context.report_link(html, carrier.article);
            html.text(&format!(" ({})", context.words.shown(&carrier.why)));
        }
        html.raw("</li>\n");
    }
    html.raw("</ul>\n");
}

fn copies(html: &mut Html, copies: &[CopyLink], context: &Context<'_>) {
    let words = context.words;
    html.raw("<table class=\"copies\"><thead><tr>");
    for name in [&words.earlier, &words.later, &words.share, &words.why] {
        html.element("th", &[("scope", "col")], name);
    }
    html.raw("</tr></thead>\n<tbody>\n");
    for copy in copies {
        html.raw("<tr>");
        for (name, article) in [(&words.earlier, copy.earlier), (&words.later, copy.later)] {
            html.open("td", &[("data-name", name)]);
            context.report_link(html, article);
            html.raw("</td>");
        }
        let share = format!("{} %", (copy.share * 100.0).round());
        html.element("td", &[("data-name", &words.share), ("class", "share")], &share);
        html.open("td", &[("data-name", &words.why)]);
        html.element("span", &[("class", "tag")], words.copy_kind(copy.kind)).raw(" ");
        context.reason(html, "span", "", &copy.why);
        if !copy.order_known {
            html.raw(" ").element("span", &[("class", "tag doubt")], &words.order_unknown);
        }
        html.raw("</td></tr>\n");
    }
    html.raw("</tbody></table>\n");
}
