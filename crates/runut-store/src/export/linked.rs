//! JSON-LD: schema.org for articles, persons and quotations, PROV for what came through whom and was copied from whom.

use super::{source, urn};
use crate::error::Result;
use crate::open::Store;
use crate::query::{ArticleRow, StatementFilter, StatementRow};
use runut_show::web_address;
use rusqlite::params;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// One story, or all, as one graph.
///
/// # Errors
/// When the story is unknown.
pub fn graph(store: &Store, story: Option<&str>) -> Result<Value> {
    let stories = super::stories(store, story)?;
    let mut nodes: BTreeMap<String, Value> = BTreeMap::new();
    for story in &stories {
        let parts: Vec<Value> = story
            .articles
            .iter()
            .map(|article| json!({ "@id": source(article.url.as_deref(), &article.id) }))
            .collect();
        let mut node = node(&urn(&story.id), "Collection");
        node.insert("name".to_owned(), json!(story.title));
        put(&mut node, "temporalCoverage", interval(&story.from, &story.to));
        node.insert("hasPart".to_owned(), json!(parts));
        nodes.insert(urn(&story.id), Value::Object(node));
        let addresses: BTreeMap<&str, String> = story
            .articles
            .iter()
            .map(|article| (article.id.as_str(), source(article.url.as_deref(), &article.id)))
            .collect();
        for article in &story.articles {
            let copied = story.copies.iter().filter(|copy| copy.later == article.id);
            let from: Vec<Value> = copied
                .filter_map(|copy| addresses.get(copy.earlier.as_str()))
                .map(|id| json!({ "@id": id }))
                .collect();
            let node = news(article, from);
            nodes.insert(source(article.url.as_deref(), &article.id), node);
        }
        let filter =
            StatementFilter { story: Some(story.id.clone()), limit: 0, ..StatementFilter::default() };
        for statement in store.statements(&filter)? {
            let Some(article) = addresses.get(statement.evidence.article.as_str()) else { continue };
            let links = statement.chain.iter().map(|link| &link.name);
            for name in statement.speaker.iter().chain(statement.addressee.iter()).chain(links) {
                let id = urn(&format!("name:{name}"));
                if let Entry::Vacant(place) = nodes.entry(id) {
                    let mut agent = node_of(place.key(), json!([kind(store, name)?, "prov:Agent"]));
                    agent.insert("name".to_owned(), json!(name));
                    place.insert(Value::Object(agent));
                }
            }
            nodes.insert(urn(&statement.id), quotation(&statement, article));
        }
    }
    Ok(json!({
        "@context": { "@vocab": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#" },
        "@graph": nodes.into_values().collect::<Vec<_>>(),
    }))
}

fn node(id: &str, kind: &str) -> Map<String, Value> {
    node_of(id, json!(kind))
}

fn node_of(id: &str, kind: Value) -> Map<String, Value> {
    let mut node = Map::new();
    node.insert("@id".to_owned(), json!(id));
    node.insert("@type".to_owned(), kind);
    node
}

fn put(node: &mut Map<String, Value>, name: &str, value: Option<String>) {
    if let Some(value) = value {
        node.insert(name.to_owned(), json!(value));
    }
}

fn interval(from: &Option<String>, to: &Option<String>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) if from == to => Some(from.clone()),
        (None, None) => None,
        (from, to) => Some(format!("{}/{}", from.as_deref().unwrap_or(".."), to.as_deref().unwrap_or(".."))),
    }
}

fn news(article: &ArticleRow, copied_from: Vec<Value>) -> Value {
    let mut node =
        node_of(&source(article.url.as_deref(), &article.id), json!(["NewsArticle", "prov:Entity"]));
    put(&mut node, "headline", article.title.clone());
    put(&mut node, "datePublished", article.published.clone());
    put(&mut node, "inLanguage", article.language.clone().filter(|language| language != "und"));
    put(&mut node, "url", article.url.as_deref().and_then(web_address).map(str::to_owned));
    node.insert("identifier".to_owned(), json!(article.id));
    if let Some(outlet) = &article.outlet {
        node.insert("publisher".to_owned(), json!({ "@type": "NewsMediaOrganization", "name": outlet }));
    }
    if !copied_from.is_empty() {
        node.insert("prov:wasDerivedFrom".to_owned(), json!(copied_from));
    }
    Value::Object(node)
}

/// What schema.org calls the one of this name: a person, a body, or neither as far as is known.
fn kind(store: &Store, name: &str) -> Result<&'static str> {
    let found: Vec<String> = store.rows(
        "SELECT kind FROM entities WHERE name = ? COLLATE NOCASE GROUP BY kind ORDER BY count(*) DESC, kind LIMIT 1",
        params![name],
        |row| row.get(0),
    )?;
    Ok(match found.first().map(String::as_str) {
        Some("person") => "Person",
        Some("organisation") => "Organization",
        _ => "Thing",
    })
}

fn quotation(statement: &StatementRow, article: &str) -> Value {
    let mut node = node_of(&urn(&statement.id), json!(["Quotation", "prov:Entity"]));
    node.insert("text".to_owned(), json!(statement.text));
    node.insert("isPartOf".to_owned(), json!({ "@id": article }));
    node.insert("prov:wasQuotedFrom".to_owned(), json!({ "@id": article }));
    let agent = |name: &str| json!({ "@id": urn(&format!("name:{name}")) });
    if let Some(speaker) = &statement.speaker {
        node.insert("creator".to_owned(), agent(speaker));
        node.insert("prov:wasAttributedTo".to_owned(), agent(speaker));
    }
    if let Some(addressee) = &statement.addressee {
        // Only messages have a `recipient` there.
        node.insert(
            "audience".to_owned(),
            json!({ "@type": "Audience", "name": addressee, "identifier": agent(addressee) }),
        );
    }
    put(&mut node, "temporal", interval(&statement.said_on.from, &statement.said_on.to));
    if !statement.chain.is_empty() {
        let through = statement.chain.iter().enumerate().map(|(at, link)| {
            json!({ "@type": "prov:Attribution", "prov:agent": agent(&link.name), "position": at + 1 })
        });
        node.insert("prov:qualifiedAttribution".to_owned(), through.collect());
    }
    Value::Object(node)
}
