//! What was found in one article, line by line, for a person; with `--explain` also by which rule and why.

use super::csv::name;
use runut::model::{Figure, Reading, Span, Statement, TimeExpression};
use runut::wire::{CodePoints, statement_id};
use runut_show::one_line;

/// The findings of one article, in reading order, each with its place and its words.
pub fn findings(reading: &Reading, explain: bool) -> String {
    let page = Findings { reading, points: CodePoints::of(&reading.article.text), explain };
    let found = &reading.annotations;
    let mut lines: Vec<(Span, u8, String)> = Vec::new();
    lines.extend(found.times.iter().map(|time| (time.span, 1, page.time(time))));
    lines.extend(found.figures.iter().map(|figure| (figure.span, 2, page.figure(figure))));
    let statements = found.statements.iter().enumerate();
    lines.extend(
        statements.map(|(index, statement)| (statement.extent(), 0, page.statement(index, statement))),
    );
    lines.extend(found.mentions.iter().map(|mention| {
        let entity =
            found.entities.get(mention.entity).map(|entity| entity.name.as_str()).unwrap_or_default();
        let how = if explain { format!("\n      by: {}", name(&mention.how)) } else { String::new() };
        let line = format!("{} = {entity} ({}){how}", page.place("name", mention.span), name(&mention.kind));
        (mention.span, 3, line)
    }));
    lines.sort();
    let article = &reading.article;
    let mut text = format!("{}  {}\n", one_line(&article.id), one_line(article.headline()));
    if let Some(guess) = &article.published_guess {
        text += &format!("  published: not stated, reckoned as {} ({})\n", guess.value, one_line(&guess.why));
    }
    for (_, _, line) in lines {
        text += &format!("  {}\n", one_line(&line));
    }
    text + "\n"
}

struct Findings<'a> {
    reading: &'a Reading,
    points: CodePoints<'a>,
    explain: bool,
}

impl Findings<'_> {
    /// `time 889..905 "Kamis (5/6/2024)"`.
    fn place(&self, what: &str, span: Span) -> String {
        let place = self.points.place(span);
        format!("{what} {}..{} “{}”", place.start, place.end, self.words(span))
    }

    fn words(&self, span: Span) -> String {
        one_line(span.of(&self.reading.article.text))
    }

    fn time(&self, time: &TimeExpression) -> String {
        let mut line = format!("{} = {}", self.place("time", time.span), time.value.0);
        if let Some(likely) = &time.likely {
            line += &format!(", likely {}", likely.0);
        }
        if self.explain {
            line += &format!(
                "\n      reckoned from: {}; weekday: {}; rule: {}",
                name(&time.anchor),
                name(&time.weekday),
                time.rule
            );
        }
        match &time.why {
            Some(why) if self.explain => line + &format!("\n      why: {why}"),
            Some(why) => line + &format!(" ({why})"),
            None => line,
        }
    }

    fn figure(&self, figure: &Figure) -> String {
        let number = match (figure.value, figure.low, figure.high) {
            (Some(value), _, _) => value.to_string(),
            (None, Some(low), Some(high)) => format!("{low} to {high}"),
            (None, Some(low), None) => format!("from {low}"),
            (None, None, Some(high)) => format!("up to {high}"),
            (None, None, None) => "unknown".to_owned(),
        };
        let counts = figure.counts.as_deref().or(figure.unit.as_deref()).unwrap_or_default();
        let claimed =
            figure.claimed_by.as_ref().map(|name| format!(", claimed by {name}")).unwrap_or_default();
        let rule = if self.explain { format!("\n      rule: {}", figure.rule) } else { String::new() };
        let place = self.place("figure", figure.span);
        format!("{place} = {} {number} {counts}{claimed}{rule}", name(&figure.sense))
    }

    fn statement(&self, index: usize, statement: &Statement) -> String {
        let entities = &self.reading.annotations.entities;
        let entity = |index: Option<usize>| index.and_then(|index| Some(entities.get(index)?.name.clone()));
        let speaker = statement.speaker_name.clone().or_else(|| entity(statement.speaker));
        let addressee = statement.addressee_name.clone().or_else(|| entity(statement.addressee));
        let mut line = format!(
            "{} {} {}: {}{}",
            self.place(&format!("statement {}", statement_id(index)), statement.extent()),
            name(&statement.polarity),
            name(&statement.kind),
            speaker.as_deref().unwrap_or("speaker not known"),
            addressee.map(|to| format!(" → {to}")).unwrap_or_default(),
        );
        if !statement.chain.is_empty() {
            let chain: Vec<_> = statement.chain.iter().map(|link| link.name.as_str()).collect();
            line += &format!(", through {}", chain.join(" ← "));
        }
        if self.explain {
            line += &self.reasons(statement);
        }
        line
    }

    fn reasons(&self, statement: &Statement) -> String {
        let quoted = |spans: &[Span]| {
            spans.iter().map(|span| format!("“{}”", self.words(*span))).collect::<Vec<_>>().join(" ")
        };
        let how = statement.speaker_how.as_ref().map_or_else(|| "not told".to_owned(), name);
        let mut lines = vec![format!("rule: {}", statement.rule)];
        if !statement.cue.is_empty() {
            lines.push(format!("cue: {}", quoted(&statement.cue)));
        }
        if !statement.source.is_empty() {
            lines.push(format!("source: {}", quoted(&statement.source)));
        }
        let why = match statement.speaker_why {
            "" => String::new(),
            why => format!("; {why}"),
        };
        lines.push(format!("speaker: {how}, {}{why}", name(&statement.confidence)));
        for (what, day) in [("said", &statement.said_on), ("reported", &statement.reported_on)] {
            if let Some(day) = day {
                let (from, to) =
                    (day.days.from.map(|day| day.to_string()), day.days.to.map(|day| day.to_string()));
                let range = [from, to].map(|day| day.unwrap_or_else(|| "?".to_owned())).join(" to ");
                lines.push(format!("{what}: {range}, since {}", day.why));
            }
        }
        for link in &statement.chain {
            let place = link.span.map(|span| format!(" by “{}”", self.words(span))).unwrap_or_default();
            lines.push(format!("chain: {} ({}{place})", link.name, name(&link.how)));
        }
        lines.iter().map(|line| format!("\n      {line}")).collect()
    }
}
