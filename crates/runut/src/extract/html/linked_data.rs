//! What JSON-LD says of the article: headline, writers with what they are, dates, section, tags; references by `@id`
//! followed, one broken script read as far as it goes.

use super::crumbs;
use super::entity::unescape;
use super::meta::{Meta, Said};
use memchr::memmem;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use std::ops::Range;

/// Deepest level of a value that is looked into; real ones have four.
const DEEPEST: usize = 8;

/// Most tags that are kept.
const MOST_TAGS: usize = 40;

/// Most people of one field that are read; more are a directory.
const MOST_PEOPLE: usize = 400;

/// Values whose place in a script is looked for, and bytes of the longest script in which it is.
const MOST_SOUGHT: usize = 60;
const LONGEST_SOUGHT: usize = 64_000;

/// Reads the JSON-LD scripts of a page.
pub(super) fn read(html: &str, scripts: &[Range<usize>], meta: &mut Meta) {
    let values: Vec<(Value, &Range<usize>)> =
        scripts.iter().filter_map(|range| Some((parsed(&html[range.clone()])?, range))).collect();
    let mut names = FxHashMap::default();
    values.iter().for_each(|(value, _)| index(value, &mut names, 0));
    for (value, range) in &values {
        Reader { html, names: &names, range, meta, sought: 0 }.value(value, 0);
    }
}

fn parsed(text: &str) -> Option<Value> {
    // Line breaks between the fields are right, inside of them they are a slip.
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = text.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
    let text = text.trim_end_matches("-->").trim_end_matches("//]]>").trim().trim_end_matches(';').trim();
    serde_json::from_str::<Value>(text).ok().or_else(|| broken(text))
}

/// The fields that can still be read of an object with a slip in it.
fn broken(text: &str) -> Option<Value> {
    let mut fields = Map::new();
    for key in
        ["headline", "author", "datePublished", "dateModified", "publisher", "articleSection", "articleBody"]
    {
        let mark = format!("\"{key}\"");
        let Some(at) = text.find(&mark) else { continue };
        let Some(rest) = text[at + mark.len()..].trim_start().strip_prefix(':') else { continue };
        if let Some(Ok(value)) = serde_json::Deserializer::from_str(rest).into_iter::<Value>().next() {
            fields.insert(key.to_owned(), value);
        }
    }
    if !fields.contains_key("headline") && !fields.contains_key("datePublished") {
        return None;
    }
    fields.insert("@type".to_owned(), Value::String("Article".to_owned()));
    Some(Value::Object(fields))
}

/// Names and kinds of everything that has an `@id`.
fn index<'v>(value: &'v Value, names: &mut FxHashMap<&'v str, (&'v str, bool)>, depth: usize) {
    match value {
        Value::Array(values) if depth <= DEEPEST => {
            values.iter().for_each(|value| index(value, names, depth + 1));
        }
        Value::Object(fields) if depth <= DEEPEST => {
            let text = |key: &str| fields.get(key).and_then(Value::as_str);
            if let (Some(id), Some(name)) = (text("@id"), text("name")) {
                names.entry(id).or_insert((name, organisation(fields)));
            }
            fields.values().for_each(|value| index(value, names, depth + 1));
        }
        _ => {}
    }
}

fn types(fields: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let kind = fields.get("@type");
    let one = kind.and_then(Value::as_str);
    let many = kind.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many)
}

fn organisation(fields: &Map<String, Value>) -> bool {
    types(fields).any(|kind| kind.ends_with("Organization") || kind == "Corporation")
}

struct Reader<'r, 'm> {
    html: &'r str,
    names: &'r FxHashMap<&'r str, (&'r str, bool)>,
    range: &'r Range<usize>,
    meta: &'m mut Meta,
    /// Values whose place was looked for.
    sought: usize,
}

impl Reader<'_, '_> {
    fn value(&mut self, value: &Value, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.value(value, depth + 1)),
            Value::Object(fields) => {
                let article = types(fields).any(|kind| {
                    kind.ends_with("Article")
                        || kind.ends_with("Posting")
                        || matches!(kind, "Report" | "Review" | "Recipe" | "OpinionNewsArticle")
                });
                let page = types(fields).any(|kind| kind.ends_with("WebPage") || kind == "VideoObject");
                if article {
                    self.article(fields);
                } else if types(fields).any(|kind| kind == "BreadcrumbList") {
                    self.crumbs(fields);
                } else if page {
                    self.meta.film |= types(fields).any(|kind| kind == "VideoObject");
                    // A page's own dates are second best; the article's, when it comes, is put before them.
                    if self.meta.published.is_empty() {
                        self.dated(fields, "json-ld page");
                    }
                    let authors = self.people(fields.get("author"), "json-ld page author");
                    self.meta.page_authors.extend(authors);
                }
                for key in ["@graph", "mainEntity", "mainEntityOfPage", "breadcrumb"] {
                    if let Some(inner) = fields.get(key) {
                        self.value(inner, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn said(&mut self, value: &str, how: String) -> Said {
        Said { value: unescape(value), how, range: self.place(value) }
    }

    /// Where a value stands between its quotation marks; the whole script where it is written with escapes.
    fn place(&mut self, value: &str) -> Range<usize> {
        self.sought += 1;
        let script = &self.html.as_bytes()[self.range.clone()];
        if self.sought > MOST_SOUGHT || script.len() > LONGEST_SOUGHT || value.is_empty() {
            return self.range.clone();
        }
        let quoted = |at: &usize| {
            at.checked_sub(1).is_some_and(|before| script[before] == b'"')
                && script.get(at + value.len()) == Some(&b'"')
        };
        let found = memmem::find_iter(script, value.as_bytes()).find(quoted);
        found.map_or(self.range.clone(), |at| self.range.start + at..self.range.start + at + value.len())
    }

    fn dated(&mut self, fields: &Map<String, Value>, how: &str) {
        let text = |key: &str| {
            fields.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
        };
        if let Some(date) = text("datePublished").or_else(|| text("dateCreated")) {
            let said = self.said(date, format!("{how} datePublished"));
            self.meta.published.insert(0, said);
        }
        if let Some(date) = text("dateModified") {
            let said = self.said(date, format!("{how} dateModified"));
            self.meta.modified.insert(0, said);
        }
    }

    fn article(&mut self, fields: &Map<String, Value>) {
        let text = |key: &str| {
            fields.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
        };
        let first = !self.meta.article;
        if first && let Some(title) = text("headline").or_else(|| text("name")) {
            let said = self.said(title, "json-ld headline".to_owned());
            self.meta.titles.push(said);
        }
        if first || self.meta.published.is_empty() {
            self.dated(fields, "json-ld");
        }
        if self.meta.publisher.is_none()
            && let Some(publisher) =
                self.people(fields.get("publisher"), "json-ld publisher").into_iter().next()
        {
            self.meta.publisher = Some(publisher);
        }
        if first || self.meta.linked_authors.is_empty() {
            let authors = self.people(fields.get("author"), "json-ld author");
            let authors = if authors.is_empty() {
                self.people(fields.get("creator"), "json-ld creator")
            } else {
                authors
            };
            self.meta.linked_authors.extend(authors);
            let editors = self.people(fields.get("editor"), "json-ld editor");
            let contributors = self.people(fields.get("contributor"), "json-ld contributor");
            self.meta.editors.extend(editors);
            self.meta.contributors.extend(contributors);
        }
        if self.meta.section.is_none() {
            let sections = strings(fields.get("articleSection"));
            self.meta.section =
                sections.first().copied().map(|name| self.said(name, "json-ld articleSection".to_owned()));
        }
        if self.meta.tags.is_empty() {
            let tags = strings(fields.get("keywords"));
            let tags =
                tags.iter().flat_map(|tags| tags.split(',')).map(str::trim).filter(|tag| !tag.is_empty());
            let tags: Vec<Said> =
                tags.take(MOST_TAGS).map(|tag| self.said(tag, "json-ld keywords".to_owned())).collect();
            self.meta.tags = tags;
        }
        if let Some(body) = text("articleBody")
            && self.meta.body.as_ref().is_none_or(|(known, _)| known.len() < body.len())
        {
            self.meta.body = Some((body.to_owned(), self.range.clone()));
        }
        self.meta.article = true;
    }

    /// The section, by the way from the front page; what the article states of itself is believed before it.
    fn crumbs(&mut self, fields: &Map<String, Value>) {
        let steps = fields.get("itemListElement").and_then(Value::as_array);
        let name = |step: &'_ Value| {
            let name = step.get("name").or_else(|| step.get("item")?.get("name"));
            name.and_then(Value::as_str).map_or(String::new(), |name| name.trim().to_owned())
        };
        let names: Vec<String> = steps.into_iter().flatten().map(name).collect();
        if let Some(at) = crumbs::section(names.iter().map(String::as_str))
            && self.meta.crumb.is_none()
        {
            self.meta.crumb = Some(self.said(&names[at], "json-ld breadcrumbs".to_owned()));
        }
    }

    /// The names of a person or organisation, or a list of such.
    fn people(&mut self, value: Option<&Value>, how: &str) -> Vec<Said> {
        let mut names: Vec<(String, bool)> = Vec::new();
        self.collect(value, &mut names);
        names.retain(|(name, _)| !name.is_empty());
        names.truncate(MOST_PEOPLE);
        let how = |organisation: bool| {
            if organisation { format!("{how} (organisation)") } else { how.to_owned() }
        };
        names.into_iter().map(|(name, organisation)| self.said(&name, how(organisation))).collect()
    }

    fn collect(&self, value: Option<&Value>, names: &mut Vec<(String, bool)>) {
        match value {
            Some(Value::String(name)) => names.push((name.trim().to_owned(), false)),
            Some(Value::Array(values)) => values.iter().for_each(|value| self.collect(Some(value), names)),
            Some(Value::Object(fields)) => {
                let id = fields.get("@id").and_then(Value::as_str);
                let named = id.and_then(|id| self.names.get(id));
                match (fields.get("name"), named) {
                    (Some(Value::String(name)), _) => {
                        names.push((name.trim().to_owned(), organisation(fields)))
                    }
                    (Some(Value::Array(all)), _) => {
                        let all = all.iter().filter_map(Value::as_str);
                        names.extend(all.map(|name| (name.trim().to_owned(), organisation(fields))));
                    }
                    (_, Some((name, organisation))) => names.push(((*name).to_owned(), *organisation)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

fn strings(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(one)) => vec![one.trim()],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).map(str::trim).collect(),
        _ => Vec::new(),
    }
}
