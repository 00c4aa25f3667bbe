//! Findings written for a reader: one line a finding, the words quoted, doubts in plain sentences.

use runut::model::*;
use std::fmt::Write;

/// Everything found on one page.
pub fn page(reading: &Reading) -> String {
    let mut out = String::new();
    head(&reading.article, &mut out);
    parts(&reading.article, &mut out);
    names(reading, &mut out);
    times(reading, &mut out);
    statements(reading, &mut out);
    figures(reading, &mut out);
    out
}

fn line(out: &mut String, text: impl std::fmt::Display) {
    writeln!(out, "{text}").expect("writing to a string");
}

fn head(article: &Article, out: &mut String) {
    let stated = |name: &str, value: &Option<Stated<String>>, out: &mut String| {
        if let Some(stated) = value {
            line(out, format!("{name}: {} ({})", stated.value, stated.how));
        }
    };
    line(out, format!("language: {}", article.language));
    stated("outlet", &article.outlet, out);
    stated("kicker", &article.kicker, out);
    stated("title", &article.title, out);
    article.byline.iter().for_each(|name| stated("byline", &Some(name.clone()), out));
    stated("editor", &article.editor, out);
    stated("published", &article.published, out);
    stated("modified", &article.modified, out);
    if let Some(guess) = &article.published_guess {
        line(out, format!("published, by our guess: {} ({})", guess.value, guess.why));
    }
    article.other_dates.iter().for_each(|date| stated("another date", &Some(date.clone()), out));
    article.agencies.iter().for_each(|agency| stated("agency", &Some(agency.clone()), out));
    if let Some(place) = &article.dateline_place {
        line(out, format!("dateline: {place}"));
    }
    if let Some(original) = &article.original {
        line(out, format!("copied from: {} {:?}", original.outlet, original.title.as_deref().unwrap_or("")));
    }
}

fn parts(article: &Article, out: &mut String) {
    line(out, "\n## Text");
    let mut removed = article.removed.iter().peekable();
    let left_out = |part: &Removed, out: &mut String| {
        let kind = format!("{:?}", part.kind).to_lowercase();
        line(out, format!("  - {kind} {:?} ({})", short(&part.text), part.why));
    };
    for block in &article.blocks {
        while let Some(part) = removed.next_if(|part| part.at <= block.span.start) {
            left_out(part, out);
        }
        let kind = format!("{:?}", block.kind).to_lowercase();
        line(
            out,
            format!("{kind} {}..{} {}", block.span.start, block.span.end, block.span.of(&article.text)),
        );
    }
    removed.for_each(|part| left_out(part, out));
}

fn names(reading: &Reading, out: &mut String) {
    line(out, "\n## Names");
    for (index, entity) in reading.annotations.entities.iter().enumerate() {
        let kind = format!("{:?}", entity.kind).to_lowercase();
        let mut forms: Vec<&str> = reading
            .annotations
            .mentions
            .iter()
            .filter(|mention| mention.entity == index)
            .map(|mention| mention.span.of(&reading.article.text))
            .collect();
        let times = forms.len();
        forms.dedup();
        forms.retain(|form| *form != entity.name);
        let mut text = format!("{kind} {} ({times}x)", entity.name);
        if !forms.is_empty() {
            forms.sort();
            forms.dedup();
            write!(text, ", also {}", forms.join(", ")).expect("writing to a string");
        }
        if !entity.roles.is_empty() {
            write!(text, "; {}", entity.roles.join(", ")).expect("writing to a string");
        }
        if let Some(of) = entity.of.and_then(|of| reading.annotations.entities.get(of)) {
            write!(text, " of {}", of.name).expect("writing to a string");
        }
        line(out, text);
    }
}

fn times(reading: &Reading, out: &mut String) {
    line(out, "\n## Times");
    for time in &reading.annotations.times {
        let Span { start, end } = time.span;
        let mut text =
            format!("time {start}..{end} {:?} = {}", time.span.of(&reading.article.text), time.value.0);
        if time.weekday != WeekdayCheck::None {
            let agrees = time.weekday == WeekdayCheck::Agrees;
            text.push_str(if agrees { ", weekday agrees" } else { ", weekday differs" });
        }
        if let Some(likely) = &time.likely {
            write!(text, ", likely {}", likely.0).expect("writing to a string");
        }
        if let Some(why) = &time.why {
            write!(text, " ({why})").expect("writing to a string");
        }
        line(out, text);
    }
    for found in &reading.annotations.removed_times {
        let words = found.time.span.of(&reading.article.removed[found.removed].text);
        line(out, format!("  - left out: {words:?} = {} ({:?})", found.time.value.0, found.time.anchor));
    }
}

fn statements(reading: &Reading, out: &mut String) {
    let text = &reading.article.text;
    let words = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
    line(out, "\n## Statements");
    for statement in &reading.annotations.statements {
        let extent = statement.extent();
        let kind = format!("{:?}", statement.kind).to_lowercase();
        let speaker = statement.speaker_name.as_deref().unwrap_or("(nobody named)");
        let how = statement.speaker_how.map_or(String::new(), |how| format!("{how:?}").to_lowercase());
        let sure = if statement.confidence == Confidence::Sure { "sure" } else { "likely" };
        let negated = if statement.polarity == Polarity::Negated { " did NOT say" } else { "" };
        line(
            out,
            format!(
                "{kind} {}..{} {speaker}{negated}: {}",
                extent.start,
                extent.end,
                words(&statement.content)
            ),
        );
        let mut notes = vec![format!("{how}, {sure}")];
        if !statement.source.is_empty() {
            notes.push(format!("as {:?}", words(&statement.source)));
        }
        if !statement.cue.is_empty() {
            notes.push(format!("by {:?}", words(&statement.cue)));
        }
        if let Some(addressee) = &statement.addressee_name {
            notes.push(format!("to {addressee}"));
        }
        if let Some(said) = &statement.said_on {
            notes.push(format!("on {} ({})", days(&said.days), said.why));
        }
        if let Some(place) = &statement.place {
            notes.push(format!("in {place}"));
        }
        if let Some(outer) = statement.inside {
            notes.push(format!("inside statement {}", outer + 1));
        }
        if !statement.chain.is_empty() {
            notes.push(format!("through {}", chain(&statement.chain)));
        }
        line(out, format!("    {}", notes.join("; ")));
    }
}

fn figures(reading: &Reading, out: &mut String) {
    line(out, "\n## Figures");
    for figure in &reading.annotations.figures {
        let Span { start, end } = figure.span;
        let value = figure.value.map_or_else(
            || format!("{:?}..{:?}", figure.low.unwrap_or_default(), figure.high),
            |value| value.to_string(),
        );
        let sense = format!("{:?}", figure.sense).to_lowercase();
        let mut text =
            format!("figure {start}..{end} {:?} = {sense} {value}", figure.span.of(&reading.article.text));
        if let Some(unit) = &figure.unit {
            write!(text, " {unit}").expect("writing to a string");
        }
        if let Some(counts) = figure.counts.as_ref().filter(|counts| Some(*counts) != figure.unit.as_ref()) {
            write!(text, " [{counts}]").expect("writing to a string");
        }
        if let Some(claimant) = &figure.claimed_by {
            write!(text, ", says {claimant}").expect("writing to a string");
        }
        line(out, text);
    }
}

/// The stories over all pages.
pub fn trace(trace: &Trace, readings: &[Reading]) -> String {
    let mut out = String::new();
    let source = |article: ArticleIx| readings[article].article.source.as_str();
    for story in &trace.stories {
        line(&mut out, format!("# {}\n{} articles: {}", story.title, story.articles.len(), story.why));
        line(&mut out, "\n## Events");
        for event in &story.events {
            let pages: Vec<&str> = event.articles.iter().map(|article| source(*article)).collect();
            line(&mut out, format!("{} {}: {}", days(&event.when), event.title, pages.join(", ")));
        }
        line(&mut out, "\n## Timeline");
        for entry in &story.timeline {
            let speaker = entry.speaker.as_deref().map_or(String::new(), |speaker| format!(" {speaker}:"));
            let addressee = entry.addressee.as_deref().map_or(String::new(), |to| format!(" (to {to})"));
            line(&mut out, format!("{}{speaker} {}{addressee}", days(&entry.when), entry.text));
            for report in &entry.reports {
                let through = match report.chain.is_empty() {
                    true => String::new(),
                    false => format!(" through {}", chain(&report.chain)),
                };
                let wording = format!("{:?}", report.wording).to_lowercase();
                let Span { start, end } = report.evidence.span;
                line(&mut out, format!("    {} {start}..{end} {wording}{through}", source(report.article)));
            }
            if entry.reports.len() as u32 != entry.independent {
                line(&mut out, format!("    independent: {}", entry.independent));
            }
        }
        line(&mut out, "\n## Disagreements");
        for found in &story.disagreements {
            let kind = format!("{:?}", found.kind).to_lowercase();
            let likely = found.likely.as_deref().map_or(String::new(), |likely| format!(", likely {likely}"));
            line(&mut out, format!("{kind}: {}{likely} ({})", found.about, found.why));
            for side in &found.sides {
                let page = readings.iter().find(|reading| reading.article.id == side.evidence.article);
                let page = page.map_or("?", |reading| reading.article.source.as_str());
                line(&mut out, format!("    {} | {page} {:?}", side.says, side.evidence.quote));
            }
        }
        line(&mut out, "\n## Copies");
        for copy in &story.copies {
            let order = if copy.order_known { "from" } else { "shares its text with" };
            line(
                &mut out,
                format!(
                    "{} {order} {}, {:.2} ({})",
                    source(copy.later),
                    source(copy.earlier),
                    copy.share,
                    copy.why
                ),
            );
        }
        out.push('\n');
    }
    out
}

fn chain(links: &[ChainLink]) -> String {
    let link = |link: &ChainLink| format!("{} ({})", link.name, format!("{:?}", link.how).to_lowercase());
    links.iter().map(link).collect::<Vec<_>>().join(", from ")
}

fn days(days: &DateRange) -> String {
    match (days.from, days.to) {
        (None, None) => "some day".to_owned(),
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
    }
}

fn short(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(90) {
        Some((end, _)) => format!("{}…", &flat[..end]),
        None => flat,
    }
}
