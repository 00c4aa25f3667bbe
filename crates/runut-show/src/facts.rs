//! Facts of a story as short words: what a report is called, where words came through, how many say so.

use crate::locale::Words;
use runut::model::{
    ChainHow, ChainLink, CopyLink, DateRange, Development, Entry, Reading, Report, Statement, StatementKind,
    Story, TermUse,
};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The statement of a report.
pub fn statement<'a>(report: &Report, readings: &'a [Reading]) -> Option<&'a Statement> {
    readings.get(report.article)?.annotations.statements.get(report.statement?)
}

/// The statement whose words the entry shows: that of the first report with just these words.
pub fn leading<'a>(entry: &Entry, readings: &'a [Reading]) -> Option<&'a Statement> {
    let same = entry.reports.iter().find(|report| report.wording == runut::model::Wording::Same);
    statement(same.or(entry.reports.first())?, readings)
}

/// The words of an entry, in quotation marks where all of them are quoted; a mark whose partner was cut off with the
/// end of the statement gets it back.
pub fn words_of(entry: &Entry, readings: &[Reading]) -> String {
    let text = one_line(&entry.text);
    let direct = leading(entry, readings).is_some_and(|found| found.kind == StatementKind::Direct);
    let marked = text.starts_with(['"', '“', '«', '\'', '‘', '”']);
    if direct && !marked {
        return format!("“{}”", text.trim_end_matches(','));
    }
    let count = |mark| text.matches(mark).count();
    if lone_end(&text) {
        return format!("'{text}");
    }
    match count('“').cmp(&count('”')) {
        Ordering::Greater => text + "”",
        Ordering::Less => format!("“{text}"),
        Ordering::Equal if count('"') % 2 == 1 => text + "\"",
        Ordering::Equal => text,
    }
}

/// Whether a single mark ends a quotation that the words begin inside of ("kesepakatan besar' dengan tetangga"); an
/// apostrophe stands between letters or behind an s.
fn lone_end(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let letter = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| c.is_alphanumeric());
    let (mut opened, mut ended) = (0, 0);
    for at in (0..letters.len()).filter(|at| letters[*at] == '\'') {
        let (before, after) = (letter(at.checked_sub(1)), letter(Some(at + 1)));
        let plural = at > 0 && letters[at - 1] == 's';
        opened += usize::from(!before && after);
        ended += usize::from(before && !after && !plural);
    }
    opened == 0 && ended == 1
}

/// What grew and how: "killed: 12 → 17 → 23".
pub fn growth(found: &Development) -> String {
    let values: Vec<String> = found.steps.iter().map(|step| step.value.to_string()).collect();
    format!("{}: {}", one_line(&found.about), values.join(" → "))
}

/// Entries of one day or span together, in their order.
pub fn by_day(entries: &[Entry]) -> impl Iterator<Item = (DateRange, &[Entry])> {
    entries.chunk_by(|one, next| one.when == next.when).map(|entries| (entries[0].when, entries))
}

/// Where the words came through, nearest first: "CNBC Indonesia ← AFP ← KCNA".
pub fn chain(outlet: &str, chain: &[ChainLink], words: &Words) -> String {
    let mut names = vec![outlet.to_owned()];
    for link in links(outlet, chain) {
        names.push(match link.how {
            ChainHow::Inherited => format!("{} ({})", link.name, words.inherited),
            _ => link.name.clone(),
        });
    }
    names.join(" ← ")
}

/// The links beyond the outlet itself, which a dateline may name once more.
pub fn links<'a>(outlet: &str, chain: &'a [ChainLink]) -> impl Iterator<Item = &'a ChainLink> {
    chain.iter().filter(move |link| link.name != outlet)
}

/// What a report is called: its outlet, else its source.
pub fn called(reading: &Reading) -> &str {
    let article = &reading.article;
    let name = article.outlet_name();
    if name.is_empty() { article.source.rsplit('/').next().unwrap_or(&article.source) } else { name }
}

/// "5 reports, 3 outlets, 12 June 2023 – 5 June 2025".
pub fn story_facts(story: &Story, readings: &[Reading], words: &Words) -> String {
    let outlets: BTreeSet<_> = story
        .articles
        .iter()
        .map(|article| readings[*article].article.outlet_name())
        .filter(|name| !name.is_empty())
        .collect();
    let mut facts = vec![words.count(story.articles.len(), &words.report, &words.reports)];
    if !outlets.is_empty() {
        facts.push(words.count(outlets.len(), &words.outlet, &words.outlets));
    }
    facts.push(span(story, readings, words));
    facts.retain(|fact| !fact.is_empty());
    facts.join(" · ")
}

/// First to last day of a story.
pub fn span(story: &Story, readings: &[Reading], words: &Words) -> String {
    let (from, to) = runut::wire::story_days(story, readings);
    match (from, to) {
        (None, None) => String::new(),
        (Some(from), Some(to)) if from == to => words.day(from),
        (Some(from), Some(to)) => format!("{} – {}", words.day(from), words.day(to)),
        (Some(day), None) | (None, Some(day)) => words.day(day),
    }
}

/// "3 reports, 1 independent"; one report is always one voice.
pub fn report_count(entry: &Entry, words: &Words) -> String {
    let reports = words.count(entry.reports.len(), &words.report, &words.reports);
    if entry.reports.len() < 2 {
        reports
    } else {
        format!("{reports}, {} {}", entry.independent, words.independent)
    }
}

/// "86 %, abridged, order not known".
pub fn copy_facts(copy: &CopyLink, words: &Words) -> String {
    let mut facts =
        vec![format!("{} %", (copy.share * 100.0).round()), words.copy_kind(copy.kind).to_owned()];
    if !copy.order_known {
        facts.push(words.order_unknown.clone());
    }
    facts.join(", ")
}

/// "invasi: Lazuardi (3)".
pub fn term_use(one: &TermUse) -> String {
    format!("{}: {} ({})", one.word, one.outlet, one.count)
}

/// The day of publication in words, marked when it is a guess.
pub fn published(reading: &Reading, words: &Words) -> String {
    let article = &reading.article;
    let Some(day) = article.day() else { return words.undated.clone() };
    let clock = article
        .published
        .as_ref()
        .and_then(|stated| stated.value.split_once('T'))
        .map(|(_, clock)| format!(", {clock}"));
    let guess = article.published.is_none().then(|| format!(" ({})", words.guessed));
    format!("{}{}{}", words.day(day), clock.unwrap_or_default(), guess.unwrap_or_default())
}

/// Text as one line: line breaks and control characters become spaces.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|letter: char| letter.is_whitespace() || letter.is_control()) {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_entered_in_its_middle_is_told_from_an_apostrophe() {
        for (text, lone) in [
            ("kesepakatan besar' dengan tetangga", true),
            ("'kesepakatan besar' dengan tetangga", false),
            ("the workers' rights", false),
            ("Jum'at itu libur", false),
            ("kata-kata biasa", false),
            ("", false),
        ] {
            assert_eq!(lone_end(text), lone, "{text}");
        }
    }
}
