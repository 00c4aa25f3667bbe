//! The tables of each command: their columns, and articles, statements and timelines as rows.

use crate::failure::Stop;
use crate::output::Output;
use runut::model::{Article, CopyLink, DateRange, Reading, Trace};
use runut::wire::statement_id;
use runut_show::{one_line, table};

/// Heading of `extract --format csv`.
pub const ARTICLE_COLUMNS: &[&str] =
    &["id", "source", "url", "outlet", "title", "byline", "published", "published_guess", "language", "text"];

/// Heading of `annotate --format csv`.
pub const STATEMENT_COLUMNS: &[&str] = &[
    "article",
    "statement",
    "type",
    "polarity",
    "speaker",
    "speaker_how",
    "confidence",
    "addressee",
    "said_from",
    "said_to",
    "chain",
    "content",
    "sentence",
];

/// Heading of `trace --format csv`.
const TIMELINE_COLUMNS: &[&str] = &[
    "story",
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
    "source",
    "chain",
    "wording",
    "evidence",
];

/// An article as a row.
pub fn article(article: &Article) -> Vec<String> {
    let byline: Vec<_> = article.byline.iter().map(|name| name.value.as_str()).collect();
    let stated = |stated: &Option<runut::model::Stated<String>>| {
        stated.as_ref().map(|stated| stated.value.clone()).unwrap_or_default()
    };
    vec![
        article.id.clone(),
        article.source.clone(),
        article.url.clone().unwrap_or_default(),
        stated(&article.outlet),
        stated(&article.title),
        byline.join("; "),
        stated(&article.published),
        article.published_guess.as_ref().map(|guess| guess.value.clone()).unwrap_or_default(),
        article.language.clone(),
        article.text.clone(),
    ]
}

/// The statements of an article as rows.
pub fn statements(reading: &Reading) -> Vec<Vec<String>> {
    let text = &reading.article.text;
    let line = serde_json::to_value(runut::wire::annotation_line(reading)).unwrap_or_default();
    let found = reading.annotations.statements.iter().enumerate();
    found
        .map(|(index, statement)| {
            let json = &line["statements"][index];
            let word = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
            let content: Vec<_> = statement.content.iter().map(|span| one_line(span.of(text))).collect();
            let (from, to) = days(statement.said_on.as_ref().map(|said| said.days).unwrap_or_default());
            let sentence = reading.annotations.sentences.get(statement.sentence);
            vec![
                reading.article.id.clone(),
                statement_id(index),
                word("type"),
                word("polarity"),
                word("speaker"),
                word("speaker_how"),
                word("confidence"),
                word("addressee"),
                from,
                to,
                statement.chain.iter().map(|link| link.name.as_str()).collect::<Vec<_>>().join(" < "),
                content.join(" … "),
                sentence.map(|sentence| one_line(sentence.span.of(text))).unwrap_or_default(),
            ]
        })
        .collect()
}

/// The timelines of all stories, one report a row.
///
/// # Errors
/// When the output is closed or full.
pub fn timeline(output: &mut Output, trace: &Trace, readings: &[Reading]) -> Result<(), Stop> {
    output.text(&table::row(TIMELINE_COLUMNS))?;
    for story in &trace.stories {
        for entry in &story.timeline {
            for report in &entry.reports {
                let article = &readings[report.article].article;
                let (from, to) = days(entry.when);
                let chain: Vec<_> = report.chain.iter().map(|link| link.name.as_str()).collect();
                output.text(&table::row(&[
                    story.id.clone(),
                    from,
                    to,
                    name(&entry.kind),
                    entry.speaker.clone().unwrap_or_default(),
                    entry.addressee.clone().unwrap_or_default(),
                    one_line(&entry.text),
                    entry.reports.len().to_string(),
                    entry.independent.to_string(),
                    article.id.clone(),
                    article.outlet_name().to_owned(),
                    article.source.clone(),
                    chain.join(" < "),
                    name(&report.wording),
                    one_line(&report.evidence.quote),
                ]))?;
            }
        }
    }
    Ok(())
}

/// Copies, one a row.
///
/// # Errors
/// When the output is closed or full.
pub fn copies(output: &mut Output, links: &[CopyLink], readings: &[Reading]) -> Result<(), Stop> {
    const COLUMNS: [&str; 10] = [
        "earlier",
        "earlier_outlet",
        "later",
        "later_outlet",
        "kind",
        "share",
        "of_earlier",
        "of_later",
        "order",
        "why",
    ];
    output.text(&table::row(&COLUMNS))?;
    for link in links {
        let (earlier, later) = (&readings[link.earlier].article, &readings[link.later].article);
        output.text(&table::row(&[
            earlier.id.clone(),
            earlier.outlet_name().to_owned(),
            later.id.clone(),
            later.outlet_name().to_owned(),
            name(&link.kind),
            link.share.to_string(),
            link.of_earlier.to_string(),
            link.of_later.to_string(),
            if link.order_known { "known" } else { "unknown" }.to_owned(),
            one_line(&link.why),
        ]))?;
    }
    Ok(())
}

/// Contradictions, one side a row.
///
/// # Errors
/// When the output is closed or full.
pub fn checks(output: &mut Output, trace: &Trace, readings: &[Reading]) -> Result<(), Stop> {
    const COLUMNS: [&str; 9] =
        ["story", "kind", "about", "says", "article", "outlet", "evidence", "likely", "why"];
    output.text(&table::row(&COLUMNS))?;
    for story in &trace.stories {
        for found in &story.disagreements {
            for side in &found.sides {
                let reading = readings.iter().find(|reading| reading.article.id == side.evidence.article);
                output.text(&table::row(&[
                    story.id.clone(),
                    name(&found.kind),
                    one_line(&found.about),
                    one_line(&side.says),
                    side.evidence.article.clone(),
                    reading.map_or(String::new(), |reading| reading.article.outlet_name().to_owned()),
                    one_line(&side.evidence.quote),
                    found.likely.clone().unwrap_or_default(),
                    one_line(&found.why),
                ]))?;
            }
        }
        for found in &story.developments {
            for step in &found.steps {
                let reading = readings.iter().find(|reading| reading.article.id == step.evidence.article);
                output.text(&table::row(&[
                    story.id.clone(),
                    "development".to_owned(),
                    one_line(&found.about),
                    format!("{}: {}", step.on, one_line(&step.says)),
                    step.evidence.article.clone(),
                    reading.map_or(String::new(), |reading| reading.article.outlet_name().to_owned()),
                    one_line(&step.evidence.quote),
                    String::new(),
                    one_line(&found.why),
                ]))?;
            }
        }
    }
    Ok(())
}

fn days(days: DateRange) -> (String, String) {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    (day(days.from), day(days.to))
}

/// The name that a value has in the JSON.
pub fn name(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}
