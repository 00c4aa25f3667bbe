//! For a terminal: who copied whom, and where reports contradict each other, over all stories.

use super::text::{Page, agencies, copy_lines, development, disagreement};
use runut::model::{AgencySource, CopyLink, Reading, Trace};
use runut_show::{Words, called, one_line};

/// Every copy with its reason, then the agencies behind reports.
pub fn copies(links: &[CopyLink], sources: &[AgencySource], readings: &[Reading], words: &Words) -> String {
    let mut page = Page::default();
    if links.is_empty() {
        page.line(0, &words.none_copies);
    }
    for link in links {
        let name = |article: usize| {
            let reading = &readings[article];
            format!("{} ({})", called(reading), one_line(&reading.article.source))
        };
        copy_lines(&mut page, link, name, words);
    }
    agencies(&mut page, sources, readings, words);
    page.text
}

/// Every contradiction under its story's title, and the figures that grew.
pub fn checks(trace: &Trace, readings: &[Reading], words: &Words) -> String {
    let mut page = Page::default();
    if trace.stories.iter().all(|story| story.disagreements.is_empty()) {
        page.line(0, &words.none_disagreements);
    }
    for story in &trace.stories {
        if !story.disagreements.is_empty() || !story.developments.is_empty() {
            page.heading(&one_line(&story.title));
        }
        story.disagreements.iter().for_each(|found| disagreement(&mut page, found, story, readings, words));
        if !story.developments.is_empty() {
            page.line(2, &words.developments);
        }
        story.developments.iter().for_each(|found| development(&mut page, found, story, readings, words));
    }
    page.text
}
