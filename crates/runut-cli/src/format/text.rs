//! For a terminal: the story as a journalist would want it, readable without colour.

use runut::model::{
    AgencySource, Article, Confidence, CopyLink, Development, Disagreement, Entry, EntryKind, Polarity,
    Reading, Report, Story, Trace,
};
use runut::wire::Skipped;
use runut_show::{
    Words, by_day, called, chain, copy_facts, growth, leading, one_line, published, report_count, statement,
    story_facts, term_use, words_of,
};
use runut_store::query::FindingIds;

/// Columns a line may fill: fits a terminal and a quoted mail.
const WIDTH: usize = 96;

/// All stories of a run. Where a database knows them, `ids` has one for each: `why` and `correct` take what is shown then.
pub fn trace(
    trace: &Trace,
    readings: &[Reading],
    skipped: &[Skipped],
    words: &Words,
    ids: &[FindingIds],
) -> String {
    let mut page = Page::default();
    for (index, found) in trace.stories.iter().enumerate() {
        if index > 0 {
            page.line(0, "");
        }
        story(&mut page, found, readings, words, ids.get(index));
    }
    if trace.stories.is_empty() {
        page.line(0, &words.nothing);
    }
    let alone: Vec<_> = (0..readings.len())
        .filter(|article| trace.story_of.get(*article).copied().flatten().is_none())
        .collect();
    if !alone.is_empty() {
        page.heading(&words.alone);
        alone.iter().for_each(|article| page.line(2, &report_line(&readings[*article], words)));
    }
    if !skipped.is_empty() {
        page.heading(&words.skipped);
        skipped
            .iter()
            .for_each(|input| page.line(2, &format!("{}: {}", input.source, words.shown(&input.why))));
    }
    page.text
}

/// The head of an article's id, by which commands know it.
fn short(id: &str) -> &str {
    let is_hash = id.len() > SHORT && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash { &id[..SHORT] } else { id }
}

/// Digits of an id of which no two articles of a newsroom share so many.
const SHORT: usize = 10;

/// A line with the id of what it tells.
fn with_id(line: &str, id: Option<&String>) -> String {
    id.map_or_else(|| line.to_owned(), |id| format!("{line}  {id}"))
}

fn story(page: &mut Page, story: &Story, readings: &[Reading], words: &Words, ids: Option<&FindingIds>) {
    let title = one_line(&story.title);
    page.line(0, &title);
    page.text.push_str(&"=".repeat(title.chars().count().min(WIDTH)));
    page.text.push('\n');
    page.line(0, &story_facts(story, readings, words));
    page.line(0, "");
    for (number, article) in story.articles.iter().enumerate() {
        let id = ids.map(|_| short(&readings[*article].article.id).to_owned());
        let line = with_id(&report_line(&readings[*article], words), id.as_ref());
        page.hanging(2, &format!("[{}] ", number + 1), &line);
    }
    if !story.top.is_empty() {
        page.heading(&words.top);
        for (number, entry) in story.top.iter().filter_map(|at| story.timeline.get(*at)).enumerate() {
            let line = format!("{}: {}", head(entry, readings, words), words_of(entry, readings));
            page.hanging(2, &format!("{}. ", number + 1), &line);
            page.line(5, &format!("{} · {}", words.days(entry.when), report_count(entry, words)));
        }
    }
    let mut at = 0;
    for (when, entries) in by_day(&story.timeline) {
        page.heading(&words.days(when));
        for found in entries {
            entry(page, found, story, readings, words, ids.and_then(|ids| ids.lines.get(at)));
            at += 1;
        }
    }
    if !story.disagreements.is_empty() {
        page.heading(&words.disagreements);
        for (at, found) in story.disagreements.iter().enumerate() {
            let id = ids.and_then(|ids| ids.disagreements.get(at));
            disagreement(page, found, story, readings, words, id);
        }
    }
    if !story.developments.is_empty() {
        page.heading(&words.developments);
        for (at, found) in story.developments.iter().enumerate() {
            development(page, found, story, readings, words, ids.and_then(|ids| ids.developments.get(at)));
        }
    }
    if !story.terms.is_empty() {
        page.heading(&words.terms);
        for terms in &story.terms {
            page.line(2, &words.shown(&terms.thing));
            terms.uses.iter().for_each(|one| page.line(4, &term_use(one)));
        }
    }
    if !story.copies.is_empty() {
        page.heading(&words.copies);
        for copy in &story.copies {
            let name = |article: usize| named(article, story, &readings[article]);
            copy_lines(page, copy, name, words);
        }
    }
    agencies(page, &story.agencies, readings, words);
}

/// "Earlier → Later: 86 %, abridged", and why.
pub(super) fn copy_lines(page: &mut Page, copy: &CopyLink, name: impl Fn(usize) -> String, words: &Words) {
    page.line(2, &format!("{} → {}: {}", name(copy.earlier), name(copy.later), copy_facts(copy, words)));
    page.line(4, &words.shown(&copy.why));
}

/// Each agency with those who carry its text.
pub(super) fn agencies(page: &mut Page, agencies: &[AgencySource], readings: &[Reading], words: &Words) {
    if !agencies.is_empty() {
        page.heading(&words.agencies);
    }
    for agency in agencies {
        let names: Vec<&str> = agency.carriers.iter().map(|one| called(&readings[one.article])).collect();
        page.line(2, &format!("{} → {}", agency.name, names.join(", ")));
        for one in &agency.carriers {
            page.line(4, &format!("{}: {}", called(&readings[one.article]), words.shown(&one.why)));
        }
    }
}

fn entry(
    page: &mut Page,
    entry: &Entry,
    story: &Story,
    readings: &[Reading],
    words: &Words,
    id: Option<&String>,
) {
    page.line(2, &with_id(&head(entry, readings, words), id));
    page.line(4, &words_of(entry, readings));
    if entry.reports.len() > 1 {
        page.line(4, &report_count(entry, words));
    }
    for report in &entry.reports {
        report_lines(page, report, entry, story, readings, words, id.is_some());
    }
    page.line(0, "");
}

/// "Ani Wulandari → Bima Prakoso (direct quotation, likely)".
fn head(entry: &Entry, readings: &[Reading], words: &Words) -> String {
    if entry.kind == EntryKind::Event {
        return format!("* {}", words.happened);
    }
    let speaker = entry.speaker.as_deref().unwrap_or(&words.speaker_unknown);
    let to = entry.addressee.as_deref().map(|name| format!(" → {name}")).unwrap_or_default();
    let mut notes = Vec::new();
    if let Some(found) = leading(entry, readings) {
        notes.push(words.statement_kind(found.kind));
        if found.polarity == Polarity::Negated {
            notes.push(&words.denied);
        }
        if found.confidence == Confidence::Likely && entry.speaker.is_some() {
            notes.push(&words.likely);
        }
    }
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    format!("{speaker}{to}{notes}")
}

fn report_lines(
    page: &mut Page,
    report: &Report,
    entry: &Entry,
    story: &Story,
    readings: &[Reading],
    words: &Words,
    is_kept: bool,
) {
    let reading = &readings[report.article];
    let number = story.articles.iter().position(|article| *article == report.article).map_or(0, |at| at + 1);
    let mut line = chain(called(reading), &report.chain, words);
    if entry.reports.len() > 1 {
        line = format!("{line} · {}", words.wording(report.wording));
    }
    if let Some(reported) = statement(report, readings).and_then(|found| found.reported_on.as_ref()) {
        line = format!("{line} · {} {}", words.reported_on, words.days(reported.days));
    }
    let id = report.statement.filter(|_| is_kept);
    let id = id.map(|statement| format!("{}:s{}", short(&reading.article.id), statement + 1));
    page.hanging(4, &format!("[{number}] "), &with_id(&line, id.as_ref()));
    // A happening is told in the words of its sentence: once is enough.
    let quote = one_line(&report.evidence.quote);
    if quote != one_line(&entry.text) {
        page.hanging(8, "| ", &quote);
    }
}

pub(super) fn disagreement(
    page: &mut Page,
    found: &Disagreement,
    story: &Story,
    readings: &[Reading],
    words: &Words,
    id: Option<&String>,
) {
    let head = format!("! {}: {}", words.disagreement_kind(found.kind), words.shown(&found.about));
    page.line(2, &with_id(&head, id));
    for side in &found.sides {
        let article = readings.iter().position(|reading| reading.article.id == side.evidence.article);
        let name = article.map(|article| named(article, story, &readings[article])).unwrap_or_default();
        page.hanging(4, "- ", &format!("{} · {name}", words.shown(&side.says)));
        page.hanging(8, "| ", &one_line(&side.evidence.quote));
    }
    let likely =
        found.likely.as_ref().map(|likely| format!("{}: {}. ", words.likely_value, words.value(likely)));
    page.line(4, &format!("{}{}", likely.unwrap_or_default(), words.shown(&found.why)));
    page.line(0, "");
}

pub(super) fn development(
    page: &mut Page,
    found: &Development,
    story: &Story,
    readings: &[Reading],
    words: &Words,
    id: Option<&String>,
) {
    page.line(2, &with_id(&format!("+ {}", growth(found)), id));
    for step in &found.steps {
        let article = readings.iter().position(|reading| reading.article.id == step.evidence.article);
        let name = article.map(|article| named(article, story, &readings[article])).unwrap_or_default();
        let says = format!("{}: {} · {name}", words.day(step.on), words.shown(&step.says));
        page.hanging(4, "- ", &says);
        page.hanging(8, "| ", &one_line(&step.evidence.quote));
    }
    page.line(4, &words.shown(&found.why));
    page.line(0, "");
}

fn named(article: usize, story: &Story, reading: &Reading) -> String {
    let number = story.articles.iter().position(|known| *known == article).map_or(0, |at| at + 1);
    format!("[{number}] {}", called(reading))
}

/// "CNBC Indonesia, 5 June 2025: title (source)".
fn report_line(reading: &Reading, words: &Words) -> String {
    let title = one_line(reading.article.headline());
    let title = if title.is_empty() { &words.untitled } else { &title };
    format!("{}, {}: {title} ({})", called(reading), published(reading, words), reading.article.source)
}

/// One article for reading: what it states of itself, its text, and what was left out.
pub fn article(article: &Article) -> String {
    let mut page = Page::default();
    page.line(0, &one_line(article.headline()));
    let stated = |name: &str, value: &Option<runut::model::Stated<String>>| {
        value
            .as_ref()
            .map(|stated| format!("{name}: {} ({})", one_line(&stated.value), one_line(&stated.how)))
    };
    let lines = [
        stated("outlet", &article.outlet),
        stated("published", &article.published),
        article
            .published_guess
            .as_ref()
            .map(|guess| format!("published, reckoned: {} ({})", guess.value, guess.why)),
        stated("editor", &article.editor),
        Some(format!("source: {}", article.source)),
    ];
    lines.into_iter().flatten().for_each(|line| page.line(2, &line));
    for block in &article.blocks {
        page.line(0, "");
        page.line(0, &one_line(block.span.of(&article.text)));
    }
    page.line(0, "");
    for part in &article.removed {
        page.line(2, &format!("- {:?}: {} ({})", part.kind, one_line(&part.text), one_line(&part.why)));
    }
    page.line(0, "");
    page.text
}

/// Lines, wrapped and indented.
#[derive(Default)]
pub(super) struct Page {
    pub text: String,
}

impl Page {
    pub fn heading(&mut self, words: &str) {
        self.line(0, "");
        self.line(0, words);
        self.text.push_str(&"-".repeat(words.chars().count()));
        self.text.push('\n');
    }

    pub fn line(&mut self, indent: usize, text: &str) {
        self.hanging(indent, "", text);
    }

    /// The first line begins with `mark`, the others stand under the text after it. A control character would be a
    /// command to the terminal: it parts words, and is not printed.
    fn hanging(&mut self, indent: usize, mark: &str, text: &str) {
        let under = indent + mark.chars().count();
        let mut column = under;
        self.text.push_str(&" ".repeat(if text.is_empty() { 0 } else { indent }));
        self.text.push_str(mark);
        let words = text.split(|letter: char| letter == ' ' || letter.is_control());
        for (index, word) in words.filter(|word| !word.is_empty()).enumerate() {
            let length = word.chars().count();
            if index > 0 && column + 1 + length > WIDTH {
                self.text.push('\n');
                self.text.push_str(&" ".repeat(under));
                column = under;
            } else if index > 0 {
                self.text.push(' ');
                column += 1;
            }
            self.text.push_str(word);
            column += length;
        }
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_wrap_under_their_own_beginning() {
        let mut page = Page::default();
        page.hanging(2, "[1] ", &"kata ".repeat(40));
        let lines: Vec<_> = page.text.lines().collect();
        assert!(lines.len() > 1 && lines.iter().all(|line| line.chars().count() <= WIDTH), "{}", page.text);
        assert!(lines[0].starts_with("  [1] kata") && lines[1].starts_with("      kata"), "{}", page.text);
    }
}
