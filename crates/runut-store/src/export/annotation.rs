//! W3C Web Annotations (Recommendation of 2017): every statement of a story, anchored by quotation and by position.

use super::{source, urn};
use crate::error::Result;
use crate::open::Store;
use crate::query::{StatementFilter, StatementRow};
use serde_json::{Value, json};

/// Characters before and after a quotation that tell it from the same words elsewhere.
const AROUND: usize = 32;

/// The statements of one story, or all, as a page of annotations.
///
/// # Errors
/// When the story is unknown.
pub fn annotations(store: &Store, story: Option<&str>) -> Result<Value> {
    let filter = StatementFilter {
        story: story.map(str::to_owned),
        limit: 0,
        unvoiced: true,
        ..StatementFilter::default()
    };
    let mut statements = store.statements(&filter)?;
    statements.sort_by(|one, two| {
        one.evidence.article.cmp(&two.evidence.article).then_with(|| one.id.cmp(&two.id))
    });
    let mut items = Vec::new();
    let mut text: (String, Vec<char>, Option<String>) = Default::default();
    for statement in &statements {
        if text.0 != statement.evidence.article {
            let page = store.article(&statement.evidence.article)?;
            text = (page.article.id, page.text.chars().collect(), page.article.url);
        }
        items.push(annotation(statement, &text.1, text.2.as_deref()));
    }
    let name = story.map_or_else(|| "urn:runut:statements".to_owned(), |id| urn(&format!("{id}:statements")));
    Ok(json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": name,
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }))
}

fn annotation(statement: &StatementRow, text: &[char], url: Option<&str>) -> Value {
    let place = |at: i64| usize::try_from(at).unwrap_or(0).min(text.len());
    let (start, end) = (place(statement.evidence.start), place(statement.evidence.end));
    let words = |from: usize, to: usize| text[from..to.max(from)].iter().collect::<String>();
    let mut bodies = vec![
        json!({ "type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": said(statement) }),
    ];
    for one in &statement.corrections {
        let words = [Some(one.action.clone()), one.field.clone(), one.value.clone(), one.note.clone()];
        let value = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
        bodies.push(json!({
            "type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": value,
            "creator": { "type": "Person", "name": one.who }, "created": one.at,
        }));
    }
    json!({
        "id": urn(&statement.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": {
            "type": "SpecificResource",
            "source": source(url, &statement.evidence.article),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": statement.evidence.quote,
                    "prefix": words(start.saturating_sub(AROUND), start),
                    "suffix": words(end, (end + AROUND).min(text.len())),
                },
                { "type": "TextPositionSelector", "start": start, "end": end },
            ],
        },
    })
}

fn said(statement: &StatementRow) -> String {
    let speaker = statement.speaker.as_deref().unwrap_or("?");
    let to = statement.addressee.as_ref().map(|name| format!(" → {name}")).unwrap_or_default();
    let day = statement.said_on.from.as_ref().map(|day| format!(", {day}")).unwrap_or_default();
    let chain: Vec<&str> = statement.chain.iter().map(|link| link.name.as_str()).collect();
    let through = if chain.is_empty() { String::new() } else { format!(" [{}]", chain.join(" > ")) };
    format!("{speaker}{to}{day}{through}: {}", statement.text)
}
