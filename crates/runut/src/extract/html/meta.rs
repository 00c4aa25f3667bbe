//! What a page's markup states of itself: meta elements, JSON-LD, the title element, `<time>`.

use super::entity::unescape;
use super::tree::Tree;
use crate::extract::dates;
use crate::lang::Packs;
use serde_json::Value;
use std::ops::Range;

/// A value, how it was found, and its bytes in the page's text.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub value: String,
    pub how: String,
    pub range: Range<usize>,
}

/// Everything the markup states; the most believable first.
#[derive(Debug, Default)]
pub(crate) struct Meta {
    pub titles: Vec<Said>,
    pub site: Option<Said>,
    /// Who publishes the page; believed after the site's name.
    pub publisher: Option<Said>,
    pub authors: Vec<Said>,
    pub editors: Vec<Said>,
    pub published: Vec<Said>,
    pub modified: Vec<Said>,
    pub description: Option<String>,
    /// `og:type` or a JSON-LD type says that this is an article.
    pub article: bool,
    /// `articleBody` of the JSON-LD, and the script it stands in.
    pub body: Option<(String, Range<usize>)>,
}

/// Reads the markup.
pub(crate) fn meta(html: &str, tree: &Tree) -> Meta {
    let mut meta = Meta::default();
    for range in &tree.json {
        let mut text: String =
            html[range.clone()].chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let trimmed =
            text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim_end_matches(';').trim();
        if trimmed.len() != text.len() {
            text = trimmed.to_owned();
        }
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            linked(&value, range, &mut meta, 0);
        }
    }
    for (name, value, range) in &tree.metas {
        if value.is_empty() || value.len() > 2_000 {
            continue;
        }
        let said = || Said { value: value.clone(), how: format!("meta {name}"), range: range.clone() };
        match name.as_str() {
            "og:title" => meta.titles.push(said()),
            "twitter:title" | "dc.title" | "sailthru.title" | "title" | "parsely-title" => {
                meta.titles.push(said())
            }
            "og:site_name" => meta.site = Some(said()),
            "application-name" if meta.site.is_none() => meta.site = Some(said()),
            "publisher" | "dc.publisher" | "dcterms.publisher" | "citation_publisher"
                if !value.contains("://") =>
            {
                meta.publisher = Some(said());
            }
            "og:type" => meta.article |= value.contains("article"),
            "author" | "dc.creator" | "article:author" | "parsely-author" | "sailthru.author" | "byl"
            | "content_author" | "dcterms.creator" | "cxenseparse:author" => {
                meta.authors.push(said());
            }
            "content_editor" | "editor" => meta.editors.push(said()),
            "article:published_time"
            | "og:article:published_time"
            | "datepublished"
            | "parsely-pub-date"
            | "pubdate"
            | "publishdate"
            | "publish-date"
            | "publish_date"
            | "dc.date.issued"
            | "dcterms.created"
            | "dc.date"
            | "date"
            | "sailthru.date"
            | "cxenseparse:recs:publishtime"
            | "ptime"
            | "publication_date"
            | "article.published"
            | "content_publisheddate"
            | "datecreated"
            | "og:pubdate"
            | "date.created"
            | "published_time"
            | "article_date_original"
            | "iso-8601-publish-date"
            | "publishtime"
            | "content_publishdate" => {
                meta.published.push(said());
            }
            "article:modified_time"
            | "og:updated_time"
            | "datemodified"
            | "last-modified"
            | "dcterms.modified"
            | "article.updated"
            | "lastmod" => meta.modified.push(said()),
            "description" | "og:description" if meta.description.is_none() => {
                meta.description = Some(value.clone())
            }
            _ => {}
        }
    }
    if let Some(range) = &tree.title {
        let value = unescape(&html[range.clone()]);
        meta.titles.push(Said { value, how: "title element".to_owned(), range: range.clone() });
    }
    meta
}

/// Deepest level of a JSON-LD value that is looked into; real ones have four.
const DEEPEST: usize = 8;

fn linked(value: &Value, range: &Range<usize>, meta: &mut Meta, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| linked(value, range, meta, depth + 1)),
        Value::Object(fields) => {
            let types: Vec<&str> = match fields.get("@type") {
                Some(Value::String(one)) => vec![one],
                Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
                _ => vec![],
            };
            let article = types.iter().any(|kind| {
                kind.ends_with("Article")
                    || kind.ends_with("Posting")
                    || matches!(*kind, "Report" | "ReportageNewsArticle" | "Review" | "AnalysisNewsArticle")
            });
            if article {
                article_fields(fields, range, meta);
            } else if types.iter().any(|kind| matches!(*kind, "WebPage" | "VideoObject"))
                && meta.published.is_empty()
            {
                // A page's own dates are second best; the article's, when it comes, is put before them.
                dated(fields, range, meta, "json-ld page");
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = fields.get(key) {
                    linked(inner, range, meta, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn dated(fields: &serde_json::Map<String, Value>, range: &Range<usize>, meta: &mut Meta, how: &str) {
    let text =
        |key: &str| fields.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let said = |value: &str, key: &str| Said {
        value: value.to_owned(),
        how: format!("{how} {key}"),
        range: range.clone(),
    };
    if let Some(date) = text("datePublished").or_else(|| text("dateCreated")) {
        meta.published.insert(0, said(date, "datePublished"));
    }
    if let Some(date) = text("dateModified") {
        meta.modified.insert(0, said(date, "dateModified"));
    }
}

fn article_fields(fields: &serde_json::Map<String, Value>, range: &Range<usize>, meta: &mut Meta) {
    let text =
        |key: &str| fields.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let said = |value: &str, key: &str| Said {
        value: unescape(value),
        how: format!("json-ld {key}"),
        range: range.clone(),
    };
    if !meta.article
        && let Some(title) = text("headline")
    {
        meta.titles.push(said(title, "headline"));
    }
    if !meta.article || meta.published.is_empty() {
        dated(fields, range, meta, "json-ld");
    }
    if meta.site.is_none() {
        let publisher = fields.get("publisher").map(names).unwrap_or_default();
        meta.site = publisher.first().map(|name| said(name, "publisher"));
    }
    if !meta.article || meta.authors.is_empty() {
        for name in fields.get("author").map(names).unwrap_or_default() {
            meta.authors.push(said(&name, "author"));
        }
        for name in fields.get("editor").map(names).unwrap_or_default() {
            meta.editors.push(said(&name, "editor"));
        }
    }
    if let Some(body) = text("articleBody")
        && meta.body.as_ref().is_none_or(|(known, _)| known.len() < body.len())
    {
        meta.body = Some((body.to_owned(), range.clone()));
    }
    meta.article = true;
}

/// The names in a person or organisation, or a list of such.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![name.trim().to_owned()],
        Value::Array(values) => values.iter().flat_map(names).collect(),
        Value::Object(fields) => match fields.get("name") {
            Some(Value::String(name)) => vec![name.trim().to_owned()],
            Some(Value::Array(values)) => {
                values.iter().filter_map(Value::as_str).map(|name| name.trim().to_owned()).collect()
            }
            _ => vec![],
        },
        _ => vec![],
    }
}

/// A stamp or a date in words, as ISO 8601.
pub(crate) fn date(text: &str, packs: &Packs, language: &str) -> Option<String> {
    dates::iso(text)
        .or_else(|| dates::read(text, packs, language).map(|read| read.value))
        .or_else(|| compact(text))
}

/// "20240605" and "20240605T101500".
fn compact(text: &str) -> Option<String> {
    let digits = text.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    dates::iso(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..8]))
}

/// A date in an address: "/2024/06/05/" or "/2024-06-05".
pub(crate) fn date_in_address(url: &str) -> Option<String> {
    let bytes = url.as_bytes();
    for at in memchr::memmem::find_iter(bytes, b"20") {
        let Some(part) = url.get(at..at + 10) else { continue };
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let mark = part.as_bytes()[4];
        if before.is_some_and(|b| b.is_ascii_digit())
            || !matches!(mark, b'/' | b'-')
            || part.as_bytes()[7] != mark
        {
            continue;
        }
        if bytes.get(at + 10).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        if let Some(date) = dates::iso(&part.replace('/', "-")) {
            return Some(date);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_hold_the_day() {
        for (url, expected) in [
            ("https://a.test/2021/05/07/pasar", Some("2021-05-07")),
            ("https://a.test/pasar-2021-05-07.html", Some("2021-05-07")),
            ("https://a.test/2021/55/07/pasar", None),
            ("https://a.test/120210507", None),
        ] {
            assert_eq!(date_in_address(url).as_deref(), expected, "{url}");
        }
    }
}
