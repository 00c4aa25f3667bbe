//! The check of `time.toml`: every example of every rule must come out as it says, every `never` must not.

use super::grammar::Grammars;
use crate::lang::{Language, PackError, TimeGrammar};
use crate::model::{BlockKind, Sentence, Span, TimeExpression, Tokens, WeekdayCheck};
use crate::segment;
use jiff::civil::Date;

/// Runs every example and counter-example; returns how many there were, or the first that fails.
pub(crate) fn check_examples(grammar: &TimeGrammar, language: &Language) -> Result<usize, PackError> {
    let (count, failed) = run_examples(grammar, language);
    failed.into_iter().next().map_or(Ok(count), Err)
}

/// Runs them all: how many there were, and all that fail.
pub(super) fn run_examples(grammar: &TimeGrammar, language: &Language) -> (usize, Vec<PackError>) {
    let (mut count, mut failed) = (0, Vec::new());
    for rule in &grammar.rules {
        let fails = |text: &str, found: String, expected: String| PackError::ExampleFails {
            code: language.code.clone(),
            file: "time.toml".to_owned(),
            line: rule.line,
            rule: rule.name.clone(),
            text: text.to_owned(),
            found,
            expected,
        };
        for example in &rule.examples {
            count += 1;
            let published = example.published.as_deref().and_then(|day| day.parse().ok());
            let times = times(grammar, language, &example.text, published);
            let span = example.span.as_deref().unwrap_or(&example.text);
            let told = |time: &TimeExpression| {
                let check = match time.weekday {
                    WeekdayCheck::Agrees => Some("agrees"),
                    WeekdayCheck::Differs => Some("differs"),
                    WeekdayCheck::None => None,
                };
                let likely = time.likely.as_ref().map(|likely| likely.0.as_str());
                let zone = time.utc_offset.map_or_else(|| "none".to_owned(), |zone| zone.to_string());
                let zone = example.zone.as_ref().map(|_| zone.as_str());
                describe(time.span.of(&example.text), &time.value.0, zone, check, likely, &time.rule)
            };
            let expected = describe(
                span,
                &example.value,
                example.zone.as_deref(),
                example.check.as_deref(),
                example.likely.as_deref(),
                &rule.name,
            );
            let found: Vec<String> = times.iter().map(told).collect();
            if !found.contains(&expected) {
                let found = if found.is_empty() { "nothing".to_owned() } else { found.join(", ") };
                failed.push(fails(&example.text, found, expected));
            }
        }
        for text in &rule.never {
            count += 1;
            if let Some(time) =
                times(grammar, language, text, None).iter().find(|time| time.rule == rule.name)
            {
                let found = format!("{:?} = {}", time.span.of(text), time.value.0);
                failed.push(fails(text, found, "nothing by this rule".to_owned()));
            }
        }
    }
    (count, failed)
}

fn describe(
    span: &str,
    value: &str,
    zone: Option<&str>,
    check: Option<&str>,
    likely: Option<&str>,
    rule: &str,
) -> String {
    let zone = zone.map_or(String::new(), |zone| format!(" zone {zone}"));
    let check = check.map_or(String::new(), |check| format!(" {check}"));
    let likely = likely.map_or(String::new(), |likely| format!(" likely {likely}"));
    format!("{span:?} = {value}{zone}{check}{likely} by {rule}")
}

/// The expressions of one sentence, read with this grammar alone.
fn times(
    grammar: &TimeGrammar,
    language: &Language,
    text: &str,
    published: Option<Date>,
) -> Vec<TimeExpression> {
    let mut tokens = Tokens::default();
    let span = Span::new(0, text.len());
    segment::words(text, span, &mut tokens);
    let sentence = Sentence { span, block: 0, language: language.code.clone() };
    let found = Grammars::only(&language.code, grammar).find(text, &tokens, &[sentence]);
    super::resolved(&found, text, &[(0, BlockKind::Paragraph)], published)
}
