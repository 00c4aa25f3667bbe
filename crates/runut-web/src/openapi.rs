//! The API in its own words: OpenAPI 3.1, made from the map of the pages and the list of what answers hold
//! (`openapi.toml`), so that it cannot say anything else.

use crate::doors::{DOORS, Door, Of};
use crate::routes::{Filter, ROUTES, Route};
use serde_json::{Map, Value, json};

/// The whole document.
pub fn document() -> Value {
    let mut paths = Map::new();
    for route in ROUTES {
        for (ending, kind, what) in [(".json", "application/json", "JSON"), (".csv", "text/csv", "CSV")] {
            let path = format!("{}{ending}", route.path);
            paths.insert(path, json!({ "get": operation(route, ending, kind, what) }));
        }
    }
    for door in DOORS {
        paths.insert(format!("/export/{}", door.name), json!({ "get": export(door) }));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Runut",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Who said what, when, to whom, through whom; read-only",
            "description": "Every page of the desk is also an answer of this API: the same address with `.json` or `.csv`. \
                            Offsets count Unicode code points in the text of an article, half open.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" }
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": schemas() }
    })
}

fn operation(route: &Route, ending: &str, kind: &str, what: &str) -> Value {
    let name: Vec<&str> =
        route.path.split('/').filter(|part| !part.is_empty() && !part.starts_with('{')).collect();
    let place =
        |name: &str| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    let parameters: Vec<Value> = route.places().map(place).chain(route.filters.iter().map(query)).collect();
    let schema = if ending == ".json" { schema(route.answer) } else { json!({ "type": "string" }) };
    json!({
        "operationId": format!("{}{}", name.join("_"), ending.replace('.', "_")),
        "summary": format!("{}, as {what}", route.summary),
        "parameters": parameters,
        "responses": responses(route.summary, kind, &schema, if ending == ".json" { kind } else { "text/plain" })
    })
}

/// A door out, of one story or of the whole file.
fn export(door: &Door) -> Value {
    let mut story = query(&Filter { name: "story", summary: "of this running story, by id" });
    if door.of == Of::Story {
        story["required"] = json!(true);
    }
    let parameters = if door.of == Of::File { Vec::new() } else { vec![story] };
    let kind = door.kind.split(';').next().unwrap_or(door.kind);
    let schema = if kind.ends_with("json") { json!(true) } else { json!({ "type": "string" }) };
    json!({
        "operationId": format!("export_{}", door.name.replace('-', "_")),
        "summary": format!("For other tools: {}", door.title),
        "parameters": parameters,
        "responses": responses(door.title, kind, &schema, "text/html")
    })
}

fn query(filter: &Filter) -> Value {
    json!({ "name": filter.name, "in": "query", "description": filter.summary, "schema": { "type": "string" } })
}

/// What comes back; a failure comes as JSON, as plain text beside a table, as a page where people follow a link.
fn responses(what: &str, kind: &str, schema: &Value, failure: &str) -> Value {
    let failed = |what: &str| {
        let schema = match failure {
            "application/json" => json!({ "$ref": "#/components/schemas/Error" }),
            _ => json!({ "type": "string" }),
        };
        json!({ "description": what, "content": { failure: { "schema": schema } } })
    };
    json!({
        "200": { "description": what, "content": { kind: { "schema": schema } } },
        "400": failed("the question cannot be understood"),
        "404": failed("nothing has this id"),
        "503": failed("it takes too long, or another process writes")
    })
}

/// What answers hold, as JSON Schema.
fn schemas() -> Value {
    let things: toml::Table =
        toml::from_str(include_str!("../openapi.toml")).expect("a test makes the document");
    let mut schemas = Map::new();
    for (thing, fields) in &things {
        let fields: Vec<(&str, &str)> = fields
            .as_table()
            .into_iter()
            .flatten()
            .filter_map(|(name, kind)| Some((name.as_str(), kind.as_str()?)))
            .collect();
        let own = fields.iter().filter(|(name, _)| *name != "...");
        let properties: Map<String, Value> =
            own.clone().map(|(name, kind)| ((*name).to_owned(), schema(kind))).collect();
        let required: Vec<&str> = own.map(|(name, _)| *name).collect();
        let mut made = json!({ "type": "object", "required": required, "properties": properties });
        if let Some((_, base)) = fields.iter().find(|(name, _)| *name == "...") {
            made["allOf"] = json!([schema(base)]);
        }
        schemas.insert(thing.clone(), made);
    }
    Value::Object(schemas)
}

/// One type of `openapi.toml`: `string?`, `[Count]`, `Line?`.
fn schema(kind: &str) -> Value {
    if let Some(one) = kind.strip_suffix('?') {
        return match schema(one) {
            Value::Object(of) if of.contains_key("$ref") => json!({ "oneOf": [of, { "type": "null" }] }),
            _ => json!({ "type": [one, "null"] }),
        };
    }
    if let Some(one) = kind.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return json!({ "type": "array", "items": schema(one) });
    }
    match kind.starts_with(|letter: char| letter.is_ascii_uppercase()) {
        true => json!({ "$ref": format!("#/components/schemas/{kind}") }),
        false => json!({ "type": kind }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_thing_that_is_named_is_told() {
        let document = document().to_string();
        let things = schemas();
        let named = document.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next());
        let named: std::collections::BTreeSet<&str> = named.collect();
        let told: std::collections::BTreeSet<&str> =
            things.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(named, told);
    }

    #[test]
    fn a_type_is_written_as_json_schema() {
        for (kind, expected) in [
            ("string", json!({ "type": "string" })),
            ("integer?", json!({ "type": ["integer", "null"] })),
            ("[Count]", json!({ "type": "array", "items": { "$ref": "#/components/schemas/Count" } })),
            ("Days?", json!({ "oneOf": [{ "$ref": "#/components/schemas/Days" }, { "type": "null" }] })),
        ] {
            assert_eq!(schema(kind), expected, "{kind}");
        }
    }
}
