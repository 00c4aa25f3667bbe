//! Reading our own article lines again: what they carry beyond the fields that any scraper's line may have.

use super::CodePoints;
use crate::model::{Article, PageId, Stated};
use serde_json::{Map, Value};

/// Gives an article back what its line says of it: dateline, agencies, the original it copies, where things were read,
/// and where removed parts stood. A line without these fields, or with a value changed by hand, leaves the article's
/// own reading as it is.
pub fn restore(article: &mut Article, fields: &Map<String, Value>) {
    if !fields.contains_key("stated") {
        return;
    }
    let text = std::mem::take(&mut article.text);
    let points = CodePoints::of(&text);
    article.page = fields.get("page").and_then(Value::as_str).and_then(page_id);
    let score = fields.get("article_score").and_then(Value::as_u64);
    article.article_score = score.and_then(|score| u16::try_from(score).ok()).filter(|score| *score <= 1000);
    article.original =
        fields.get("original").and_then(|original| serde_json::from_value(original.clone()).ok());
    let dateline = fields.get("dateline").unwrap_or(&Value::Null);
    let offset = |name: &str| dateline.get(name).and_then(Value::as_u64).map(|at| at as usize);
    article.dateline = offset("start").zip(offset("end")).and_then(|(start, end)| points.span(start, end));
    article.dateline_place = dateline.get("place").and_then(Value::as_str).map(str::to_owned);
    let parts = fields.get("removed").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if parts.len() == article.removed.len() {
        for (removed, part) in article.removed.iter_mut().zip(parts) {
            let at = part.get("at").and_then(Value::as_u64).and_then(|at| points.byte(at as usize));
            removed.at = at.unwrap_or(removed.at);
            removed.page = range(part.get("page"));
        }
    }
    article.text = text;
    provenance(article, fields);
}

/// Where each value was read; and the values that only stand there.
fn provenance(article: &mut Article, fields: &Map<String, Value>) {
    let all = fields.get("stated").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let of = |field: &str| -> Vec<Stated<String>> {
        all.iter()
            .filter(|one| one.get("field").and_then(Value::as_str) == Some(field))
            .filter_map(stated)
            .collect()
    };
    let same = |value: &Option<Stated<String>>, read: &[Stated<String>]| {
        let value = value.as_ref()?;
        read.iter().find(|read| read.value == value.value).cloned()
    };
    for (field, value) in [
        ("outlet", &mut article.outlet),
        ("title", &mut article.title),
        ("editor", &mut article.editor),
        ("modified", &mut article.modified),
    ] {
        if let Some(read) = same(value, &of(field)) {
            *value = Some(read);
        }
    }
    let published = of("published");
    if let Some(read) = same(&article.published, &published) {
        article.other_dates = published.into_iter().filter(|other| *other != read).collect();
        article.published = Some(read);
    }
    article.kicker = of("kicker").into_iter().next();
    article.agencies = of("agencies");
    let byline = of("byline");
    let values = |names: &[Stated<String>]| names.iter().map(|name| name.value.clone()).collect::<Vec<_>>();
    if values(&byline) == values(&article.byline) {
        article.byline = byline;
    }
}

fn stated(value: &Value) -> Option<Stated<String>> {
    let words = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    Some(Stated {
        value: words("value")?,
        how: words("how").unwrap_or_default(),
        quote: words("quote").unwrap_or_default(),
        page: range(value.get("page")),
    })
}

fn range(value: Option<&Value>) -> Option<(u32, u32)> {
    serde_json::from_value(value?.clone()).ok()
}

fn page_id(hex: &str) -> Option<PageId> {
    let mut id = [0; 16];
    if hex.len() != 32 || !hex.is_ascii() {
        return None;
    }
    for (at, byte) in id.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).ok()?;
    }
    Some(PageId(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind, Original, Removed, RemovedKind, Span};
    use crate::wire::article_line;

    #[test]
    fn a_line_gives_back_what_the_page_gave() {
        let text = "“Judul”\n\nKARANG, Kabar Laut – Isi.".to_owned();
        let end = text.len();
        let dateline = Span::new(13, 13 + "KARANG, Kabar Laut –".len());
        let read = |value: &str| Stated {
            value: value.to_owned(),
            how: "dateline".to_owned(),
            quote: format!("({value})"),
            page: Some((3, 9)),
        };
        let article = Article {
            id: "a".to_owned(),
            page: Some(PageId::of(b"page")),
            outlet: Some(read("Kabar Laut")),
            kicker: Some(read("Daerah")),
            byline: vec![read("Rani")],
            published: Some(read("2031-03-04")),
            other_dates: vec![read("2031-03-05")],
            agencies: vec![read("KBN")],
            dateline: Some(dateline),
            dateline_place: Some("Karang".to_owned()),
            original: Some(Original {
                outlet: "Suara Bahari".to_owned(),
                title: None,
                quote: "telah tayang".to_owned(),
            }),
            blocks: vec![Block { kind: BlockKind::Paragraph, span: Span::new(13, end) }],
            removed: vec![Removed {
                kind: RemovedKind::Related,
                role: crate::model::PartRole::CrossReference,
                text: "Baca juga".to_owned(),
                at: 13,
                why: "label".to_owned(),
                page: Some((1, 2)),
            }],
            text,
            ..Article::default()
        };
        let Value::Object(fields) = serde_json::to_value(article_line(&article)).expect("a line is JSON")
        else {
            panic!("a line is an object");
        };
        // What any reader of lines takes from the common fields.
        let mut again = Article {
            id: article.id.clone(),
            outlet: Some(Stated::given("Kabar Laut".to_owned(), "given")),
            byline: vec![Stated::given("Rani".to_owned(), "given")],
            published: Some(Stated::given("2031-03-04".to_owned(), "given")),
            blocks: article.blocks.clone(),
            removed: vec![Removed { at: end as u32, page: None, ..article.removed[0].clone() }],
            text: article.text.clone(),
            ..Article::default()
        };
        restore(&mut again, &fields);
        assert_eq!(again, article);
    }

    #[test]
    fn a_value_changed_by_hand_is_believed() {
        let mut article = Article {
            published: Some(Stated::given("2031-03-09".to_owned(), "given")),
            ..Article::default()
        };
        let line =
            r#"{"stated":[{"field":"published","value":"2031-03-04","how":"meta","quote":"","page":null}]}"#;
        let Ok(Value::Object(fields)) = serde_json::from_str(line) else { panic!("an object") };
        restore(&mut article, &fields);
        assert_eq!(article.published.map(|published| published.how), Some("given".to_owned()));
    }
}
