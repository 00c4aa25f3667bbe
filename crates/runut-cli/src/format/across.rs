//! For a terminal: who copied whom, and where reports contradict each other, over all stories.

use super::text::{Page, agencies, copy_lines, development, disagreement};
use runut::model::{AgencySource, CopyLink, Reading, Trace};
use runut_show::{Words, called, one_line};
use runut_store::query::FindingIds;

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

/// Every contradiction under its story's title, and the figures that grew; with the ids that a database has for them.
pub fn checks(trace: &Trace, readings: &[Reading], words: &Words, ids: &[FindingIds]) -> String {
    let mut page = Page::default();
    if trace.stories.iter().all(|story| story.disagreements.is_empty()) {
        page.line(0, &words.none_disagreements);
    }
    for (at, story) in trace.stories.iter().enumerate() {
        let ids = ids.get(at);
        if !story.disagreements.is_empty() || !story.developments.is_empty() {
            page.heading(&one_line(&story.title));
        }
        for (at, found) in story.disagreements.iter().enumerate() {
            let id = ids.and_then(|ids| ids.disagreements.get(at));
            disagreement(&mut page, found, story, readings, words, id);
        }
        if !story.developments.is_empty() {
            page.line(2, &words.developments);
        }
        for (at, found) in story.developments.iter().enumerate() {
            let id = ids.and_then(|ids| ids.developments.get(at));
            development(&mut page, found, story, readings, words, id);
        }
    }
    page.text
}
