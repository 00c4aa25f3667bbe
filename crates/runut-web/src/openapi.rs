//! The API in its own words: OpenAPI 3.1, made from the map of the pages, so that it cannot say anything else.

use crate::routes::{ROUTES, Route};
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
        "components": { "schemas": {
            "Error": {
                "type": "object",
                "required": ["error", "about"],
                "properties": { "error": { "type": "string" }, "about": { "type": "string" } }
            }
        } }
    })
}

fn operation(route: &Route, ending: &str, kind: &str, what: &str) -> Value {
    let name =
        route.path.split('/').filter(|part| !part.is_empty() && !part.starts_with('{')).collect::<Vec<_>>();
    let place =
        |name: &str| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    let filter = |filter: &crate::routes::Filter| json!({ "name": filter.name, "in": "query", "description": filter.summary, "schema": { "type": "string" } });
    let parameters: Vec<Value> = route.places().map(place).chain(route.filters.iter().map(filter)).collect();
    let schema =
        if ending == ".json" { json!({ "type": ["object", "array"] }) } else { json!({ "type": "string" }) };
    let failed = |what: &str| {
        let schema = json!({ "$ref": "#/components/schemas/Error" });
        json!({ "description": what, "content": { "application/json": { "schema": schema } } })
    };
    json!({
        "operationId": format!("{}{}", name.join("_"), ending.replace('.', "_")),
        "summary": format!("{}, as {what}", route.summary),
        "parameters": parameters,
        "responses": {
            "200": { "description": route.summary, "content": { kind: { "schema": schema } } },
            "400": failed("the question cannot be understood"),
            "404": failed("nothing has this id"),
            "503": failed("it takes too long, or another process writes")
        }
    })
}
