//! One self-contained page: no network, no script; readable on a phone, on paper, light and dark.

mod article;
mod story;
mod strip;

use crate::facts::{called, one_line, published, story_facts};
use crate::html::Html;
use crate::locale::Words;
use runut::model::{Evidence, Reading, Span, Trace};
use runut::wire::Skipped;
use std::collections::BTreeMap;

const STYLE: &str = include_str!("style.css");

/// What every part of the page needs: the readings, the words, and which sentence proves what.
pub struct Context<'a> {
    readings: &'a [Reading],
    words: &'a Words,
    by_id: BTreeMap<&'a str, usize>,
    /// For each article, the sentences that are evidence and the parts of the page that they prove.
    cited: Vec<BTreeMap<usize, Vec<Citation>>>,
}

/// A part of the page that rests on a sentence.
pub struct Citation {
    /// Where it is on the page.
    anchor: String,
    /// What it is called there: "1.4".
    label: String,
}

/// All stories of a run as one page.
pub fn trace(trace: &Trace, readings: &[Reading], skipped: &[Skipped], words: &Words) -> String {
    let context = Context::new(trace, readings, words);
    let mut html = Html::default();
    let title = match trace.stories.as_slice() {
        [one] => one_line(&one.title),
        _ => words.stories.clone(),
    };
    html.raw("<!DOCTYPE html>\n").open("html", &[("lang", &words.code)]).raw(
        "<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         img-src 'none'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n",
    );
    html.element("title", &[], &title).raw("\n<style>\n").raw(STYLE).raw("</style>\n</head>\n<body>\n");
    html.element("a", &[("class", "skip"), ("href", "#main")], &words.skip_link).line();
    header(&mut html, &title, trace, &context);
    html.raw("<main id=\"main\">\n");
    for (number, found) in trace.stories.iter().enumerate() {
        story::story(&mut html, number, found, trace.stories.len() > 1, &context);
    }
    if trace.stories.is_empty() {
        html.element("p", &[("class", "empty")], &words.nothing);
    }
    alone(&mut html, trace, &context);
    html.open("section", &[("id", "reports"), ("aria-labelledby", "reports-title")]);
    html.element("h2", &[("id", "reports-title")], &words.articles).line();
    for article in 0..readings.len() {
        article::article(&mut html, article, &context);
    }
    html.raw("</section>\n</main>\n");
    footer(&mut html, skipped, &context);
    html.raw("</body>\n</html>\n");
    html.finish()
}

fn header(html: &mut Html, title: &str, trace: &Trace, context: &Context<'_>) {
    let words = context.words;
    html.raw("<header class=\"top\">\n");
    let kind = if trace.stories.len() > 1 { &words.stories } else { &words.story };
    html.open("p", &[("class", "brand")]).raw("<b>Runut</b> ");
    if trace.stories.len() == 1 {
        html.element("span", &[], kind);
    }
    html.raw("</p>\n").element("h1", &[("lang", context.language(trace.stories.first()))], title).line();
    if let [one] = trace.stories.as_slice() {
        story::facts(html, one, context);
    } else if !trace.stories.is_empty() {
        html.raw("<nav><ol class=\"stories\">\n");
        for (number, story) in trace.stories.iter().enumerate() {
            let to = format!("#t{}", number + 1);
            html.raw("<li>").element("a", &[("href", &to)], &one_line(&story.title)).raw(" ");
            let facts = story_facts(story, context.readings, words);
            html.element("span", &[("class", "quiet")], &facts).raw("</li>\n");
        }
        html.raw("</ol></nav>\n");
    }
    html.raw("</header>\n");
}

fn alone(html: &mut Html, trace: &Trace, context: &Context<'_>) {
    let outside = |article: &usize| trace.story_of.get(*article).copied().flatten().is_none();
    let alone: Vec<usize> = (0..context.readings.len()).filter(outside).collect();
    if alone.is_empty() {
        return;
    }
    html.open("section", &[("aria-labelledby", "alone")]);
    html.element("h2", &[("id", "alone")], &context.words.alone).raw("\n<ul class=\"plain\">\n");
    for article in alone {
        html.raw("<li>");
        context.report_link(html, article);
        html.raw("</li>\n");
    }
    html.raw("</ul></section>\n");
}

fn footer(html: &mut Html, skipped: &[Skipped], context: &Context<'_>) {
    let words = context.words;
    html.raw("<footer>\n");
    if !skipped.is_empty() {
        html.element("h2", &[], &words.skipped).raw("\n<ul class=\"plain\">\n");
        for input in skipped {
            html.raw("<li>").element("b", &[], &input.source).raw(" ");
            context.reason(html, "span", "", &input.why);
            html.raw("</li>\n");
        }
        html.raw("</ul>\n");
    }
    html.element("h2", &[], &words.about).line();
    html.element("p", &[], &words.about_text).line();
    html.raw("<ul class=\"plain inputs\">\n");
    for reading in context.readings {
        let article = &reading.article;
        html.raw("<li>").element("span", &[], &article.source).raw(" ");
        let hash = article.page.map(|page| page.to_string()).unwrap_or_else(|| article.id.clone());
        html.element("code", &[], &hash).raw("</li>\n");
    }
    html.raw("</ul>\n")
        .element("p", &[("class", "quiet")], concat!("runut ", env!("CARGO_PKG_VERSION")))
        .line();
    html.raw("</footer>\n");
}

impl<'a> Context<'a> {
    /// A reason in the page's language, or in the engine's own, marked as such.
    fn reason(&self, html: &mut Html, tag: &'static str, class: &str, why: &str) {
        let (lang, why) = match self.words.reason(why) {
            Some(own) => (self.words.code.as_str(), own),
            None => ("en", why.to_owned()),
        };
        html.element(tag, &[("class", class), ("lang", lang)], &why);
    }

    fn new(trace: &Trace, readings: &'a [Reading], words: &'a Words) -> Self {
        let ids = readings.iter().enumerate().map(|(index, reading)| (reading.article.id.as_str(), index));
        let cited = readings.iter().map(|_| BTreeMap::new()).collect();
        let mut context = Self { readings, words, by_id: ids.collect(), cited };
        for (number, story) in trace.stories.iter().enumerate() {
            for (entry, found) in story.timeline.iter().enumerate() {
                found.reports.iter().for_each(|report| context.cite(&report.evidence, card(number, entry)));
            }
            for (index, found) in story.disagreements.iter().enumerate() {
                found.sides.iter().for_each(|side| context.cite(&side.evidence, dispute(number, index)));
            }
        }
        context
    }

    fn cite(&mut self, evidence: &Evidence, citation: Citation) {
        let Some(article) = self.article(evidence) else { return };
        for sentence in sentences(&self.readings[article], evidence.span) {
            let here: &mut Vec<Citation> = self.cited[article].entry(sentence).or_default();
            if here.iter().all(|known| known.anchor != citation.anchor) {
                here.push(Citation { anchor: citation.anchor.clone(), label: citation.label.clone() });
            }
        }
    }

    fn article(&self, evidence: &Evidence) -> Option<usize> {
        self.by_id.get(evidence.article.as_str()).copied()
    }

    /// Where in the stored text this evidence stands.
    fn anchor(&self, evidence: &Evidence) -> String {
        let Some(article) = self.article(evidence) else { return "#reports".to_owned() };
        match sentences(&self.readings[article], evidence.span).next() {
            Some(sentence) => format!("#a{}-s{}", article + 1, sentence + 1),
            None => format!("#a{}", article + 1),
        }
    }

    /// "CNBC Indonesia, 5 June 2025: title", leading to the stored text.
    fn report_link(&self, html: &mut Html, article: usize) {
        let reading = &self.readings[article];
        html.element("span", &[("class", "outlet")], called(reading)).raw(" ");
        html.element("span", &[("class", "quiet")], &published(reading, self.words)).raw(" ");
        let title = one_line(reading.article.headline());
        let title = if title.is_empty() { &self.words.untitled } else { &title };
        let to = format!("#a{}", article + 1);
        html.element("a", &[("href", &to), ("lang", &reading.article.language)], title);
    }

    /// The language of a story's title: that of its first report.
    fn language(&self, story: Option<&runut::model::Story>) -> &str {
        let first = story.and_then(|story| self.readings.get(*story.articles.first()?));
        first.map_or("", |reading| reading.article.language.as_str())
    }
}

/// The sentences that share a letter with a span.
fn sentences(reading: &Reading, span: Span) -> impl Iterator<Item = usize> {
    let found = reading.annotations.sentences.iter().enumerate();
    found.filter(move |(_, sentence)| sentence.span.overlaps(span)).map(|(index, _)| index)
}

/// The card of an entry.
fn card(story: usize, entry: usize) -> Citation {
    Citation { anchor: format!("t{}-{}", story + 1, entry + 1), label: format!("{}", entry + 1) }
}

/// The card of a disagreement.
fn dispute(story: usize, index: usize) -> Citation {
    Citation { anchor: format!("d{}-{}", story + 1, index + 1), label: format!("!{}", index + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use crate::sample::sample;

    fn page() -> String {
        let (readings, found) = sample();
        let skipped = [Skipped { source: "pages/<rusak>.html".to_owned(), why: "empty".to_owned() }];
        trace(&found, &readings, &skipped, &Words::of(Some(Locale::Id), &readings))
    }

    #[test]
    fn nothing_from_outside_becomes_markup_and_nothing_is_loaded() {
        let page = page();
        for never in ["<script", "<img", "<b>Pelabuhan", "<rusak>", "<lagi>", "url(", "@import", "src=\""] {
            assert!(!page.contains(never), "{never} in the page");
        }
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(page.contains("default-src 'none'"));
    }

    #[test]
    fn every_link_inside_the_page_leads_somewhere_and_every_anchor_is_there_once() {
        let page = page();
        let after = |mark: &'static str| {
            page.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>()
        };
        let anchors = after(" id=\"");
        for anchor in &anchors {
            assert_eq!(anchors.iter().filter(|other| *other == anchor).count(), 1, "id {anchor}");
        }
        let links = after("href=\"#");
        assert!(links.len() > 8, "{links:?}");
        for link in links {
            assert!(anchors.contains(&link), "#{link} leads nowhere");
        }
    }

    #[test]
    fn elements_that_open_close_in_order() {
        let page = page();
        let body = page.split("</style>").nth(1).unwrap_or_default();
        let mut open = Vec::new();
        for tag in body.split('<').skip(1).filter_map(|tag| tag.split(['>', ' ', '\n']).next()) {
            match tag.strip_prefix('/') {
                Some(end) if end == "head" || end == "html" => {}
                Some(end) => assert_eq!(open.pop(), Some(end), "</{end}>"),
                None => open.push(tag),
            }
        }
        assert_eq!(open, Vec::<&str>::new());
    }

    #[test]
    fn a_gap_a_guess_and_a_removed_part_show_as_what_they_are() {
        let page = page();
        assert!(page.contains("Pembicara tidak diketahui"));
        assert!(page.contains("tidak disebut; diperkirakan"));
        assert!(page.contains("BACA JUGA: Harga Ikan Naik &lt;img"));
        assert!(page.contains("Suara Bahari ← KBN"));
    }

    /// For the eye: `cargo test -p runut-show page_for_the_eye -- --ignored` writes it into the target folder.
    #[test]
    #[ignore = "writes a file to look at"]
    fn page_for_the_eye() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/sample.html");
        std::fs::write(path, page()).expect("the target folder is there");
    }
}
