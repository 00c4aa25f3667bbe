//! Markdown: the timeline as headings and lists, to be pasted into an issue, a wiki or a draft.

use runut::model::{
    Confidence, Development, Disagreement, Entry, EntryKind, Evidence, Polarity, Reading, Story, Trace,
};
use runut::wire::Skipped;
use runut_show::{
    Words, by_day, called, chain, copy_facts, growth, leading, one_line, published, report_count,
    story_facts, term_use, words_of,
};
use std::fmt::Write as _;

/// All stories of a run.
pub fn trace(trace: &Trace, readings: &[Reading], skipped: &[Skipped], words: &Words) -> String {
    let mut page = String::new();
    for found in &trace.stories {
        story(&mut page, found, readings, words);
    }
    if trace.stories.is_empty() {
        line(&mut page, &words.nothing);
    }
    let outside = |article: &usize| trace.story_of.get(*article).copied().flatten().is_none();
    let alone: Vec<usize> = (0..readings.len()).filter(outside).collect();
    if !alone.is_empty() {
        line(&mut page, &format!("## {}\n", words.alone));
        alone
            .iter()
            .for_each(|article| line(&mut page, &format!("- {}", report(&readings[*article], words))));
        page.push('\n');
    }
    if !skipped.is_empty() {
        line(&mut page, &format!("## {}\n", words.skipped));
        let input =
            |input: &Skipped| format!("- {}: {}", plain(&input.source), plain(&words.shown(&input.why)));
        skipped.iter().for_each(|skipped| line(&mut page, &input(skipped)));
    }
    page
}

fn story(page: &mut String, story: &Story, readings: &[Reading], words: &Words) {
    line(page, &format!("# {}\n", plain(&story.title)));
    line(page, &format!("{}\n", story_facts(story, readings, words)));
    for article in &story.articles {
        line(page, &format!("- {}", report(&readings[*article], words)));
    }
    if !story.top.is_empty() {
        line(page, &format!("\n## {}\n", words.top));
        story
            .top
            .iter()
            .filter_map(|at| story.timeline.get(*at))
            .for_each(|found| entry(page, found, readings, words));
    }
    for (when, entries) in by_day(&story.timeline) {
        line(page, &format!("\n## {}\n", words.days(when)));
        entries.iter().for_each(|found| entry(page, found, readings, words));
    }
    if !story.disagreements.is_empty() {
        line(page, &format!("\n## {}\n", words.disagreements));
        story.disagreements.iter().for_each(|found| disagreement(page, found, readings, words));
    }
    if !story.developments.is_empty() {
        line(page, &format!("\n## {}\n", words.developments));
        story.developments.iter().for_each(|found| development(page, found, words));
    }
    if !story.terms.is_empty() {
        line(page, &format!("\n## {}\n", words.terms));
        for terms in &story.terms {
            line(page, &format!("- {}", plain(&words.shown(&terms.thing))));
            terms.uses.iter().for_each(|one| line(page, &format!("  - {}", plain(&term_use(one)))));
        }
    }
    if !story.copies.is_empty() {
        line(page, &format!("\n## {}\n", words.copies));
        for copy in &story.copies {
            let (earlier, later) = (called(&readings[copy.earlier]), called(&readings[copy.later]));
            line(
                page,
                &format!(
                    "- {} → {}: {}. {}",
                    plain(earlier),
                    plain(later),
                    copy_facts(copy, words),
                    plain(&words.shown(&copy.why))
                ),
            );
        }
    }
    page.push('\n');
}

fn entry(page: &mut String, entry: &Entry, readings: &[Reading], words: &Words) {
    let mut head = match (&entry.kind, &entry.speaker) {
        (EntryKind::Event, _) => format!("*{}*", words.happened),
        (_, Some(speaker)) => format!("**{}**", plain(speaker)),
        (_, None) => format!("*{}*", words.speaker_unknown),
    };
    if let Some(addressee) = &entry.addressee {
        let _ = write!(head, " → {}", plain(addressee));
    }
    if let Some(found) = leading(entry, readings) {
        let _ = write!(head, " ({}", words.statement_kind(found.kind));
        if found.polarity == Polarity::Negated {
            let _ = write!(head, ", {}", words.denied);
        }
        if found.confidence == Confidence::Likely && entry.speaker.is_some() {
            let _ = write!(head, ", {}", words.likely);
        }
        head.push(')');
    }
    line(page, &format!("- {head}: {} — {}", plain(&words_of(entry, readings)), report_count(entry, words)));
    for report in &entry.reports {
        let via = chain(called(&readings[report.article]), &report.chain, words);
        line(page, &format!("  - {}: {}", plain(&via), cited(&report.evidence)));
    }
}

fn disagreement(page: &mut String, found: &Disagreement, readings: &[Reading], words: &Words) {
    line(
        page,
        &format!("- **{}**: {}", words.disagreement_kind(found.kind), plain(&words.shown(&found.about))),
    );
    for side in &found.sides {
        let reading = readings.iter().find(|reading| reading.article.id == side.evidence.article);
        let outlet = plain(reading.map_or("", called));
        line(page, &format!("  - {} ({outlet}): {}", plain(&words.shown(&side.says)), cited(&side.evidence)));
    }
    let likely = found
        .likely
        .as_ref()
        .map(|likely| format!("{}: {}. ", words.likely_value, plain(&words.value(likely))));
    line(page, &format!("  - {}{}", likely.unwrap_or_default(), plain(&words.shown(&found.why))));
}

fn development(page: &mut String, found: &Development, words: &Words) {
    line(page, &format!("- **{}**", plain(&growth(found))));
    for step in &found.steps {
        let says = plain(&words.shown(&step.says));
        line(page, &format!("  - {}: {says}: {}", words.day(step.on), cited(&step.evidence)));
    }
    line(page, &format!("  - {}", plain(&words.shown(&found.why))));
}

fn report(reading: &Reading, words: &Words) -> String {
    let title = one_line(reading.article.headline());
    let title = if title.is_empty() { &words.untitled } else { &title };
    let (outlet, source) = (plain(called(reading)), plain(&reading.article.source));
    format!("{outlet}, {}: {} ({source})", published(reading, words), plain(title))
}

fn cited(evidence: &Evidence) -> String {
    format!("“{}”", plain(&evidence.quote))
}

fn line(page: &mut String, text: &str) {
    page.push_str(text);
    page.push('\n');
}

/// Words on one line, with what Markdown and the HTML in it would read as marks made plain.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for letter in one_line(words).chars() {
        match letter {
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '|' | '!' | '~' => plain.extend(['\\', letter]),
            letter => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use runut_show::Locale;
    use runut_show::sample::sample;

    #[test]
    fn words_from_outside_stay_words() {
        let (readings, found) = sample();
        let page = trace(&found, &readings, &[], &Words::of(Some(Locale::En), &readings));
        assert!(page.contains("# Pelabuhan Karang &amp; \"pembukaan\" &lt;lagi&gt;"), "{page}");
        assert!(page.contains("## Tuesday, 4 March 2031"), "{page}");
        assert!(
            page.contains("**Raka Tirta** → Sari Dewangga (direct quotation): “pelabuhan dibuka"),
            "{page}"
        );
        assert!(!page.contains("<script"), "{page}");
    }
}
