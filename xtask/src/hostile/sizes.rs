//! Very many of something.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::case::{Case, description, named, object, of_schema, refer};

/// A description with so many of something.
pub type MakeDescription = fn(usize) -> Value;

/// What there may be many of, and how many take about a second at most.
pub const KINDS: [(&str, usize, MakeDescription); 20] = [
    ("operations", 8000, |n| operations(n, |_| json!({}))),
    ("operations of one tag", 8000, |n| {
        operations(n, |_| json!({"tags": ["a"]}))
    }),
    ("operations of one name", 4000, |n| {
        operations(n, |_| json!({"operationId": "same", "tags": ["a"]}))
    }),
    ("tags", 8000, |n| {
        operations(n, |i| json!({"tags": [format!("t{i}")]}))
    }),
    ("segments of a path", 1000, |n| {
        let path: String = (0..n).map(|i| format!("/s{i}")).collect();
        description("3.0.3", json!({"paths": {path: {"get": {}}}}))
    }),
    ("parameters", 8000, |n| {
        let parameter =
            |i| json!({"name": format!("p{i}"), "in": "query", "schema": {"type": "string"}});
        let all: Vec<Value> = (0..n).map(parameter).collect();
        operations(1, |_| json!({"parameters": all}))
    }),
    ("headers of a response", 4000, |n| {
        let headers = map(n, |i| {
            (format!("X-{i}"), json!({"schema": {"type": "string"}}))
        });
        operations(
            1,
            |_| json!({"responses": {"200": {"description": "ok", "headers": headers}}}),
        )
    }),
    ("media types", 4000, |n| {
        let content = map(n, |i| {
            (
                format!("application/x{i}+json"),
                json!({"schema": object("a")}),
            )
        });
        operations(1, |_| json!({"requestBody": {"content": content}}))
    }),
    ("a chain of references", 50_000, |n| {
        let mut schemas = named(n, |i| refer(i + 1));
        schemas.insert(format!("S{n}"), object("end"));
        of_schema("3.0.3", refer(0), schemas)
    }),
    ("a chain of objects", 10_000, |n| {
        let next = |i| json!({"type": "object", "properties": {"n": refer(i + 1)}});
        let mut schemas = named(n, next);
        schemas.insert(format!("S{n}"), object("end"));
        of_schema("3.0.3", refer(0), schemas)
    }),
    ("a chain of bases", 1000, |n| {
        let schema = |i| json!({"allOf": [refer(i + 1)], "type": "object", "properties": {format!("p{i}"): refer(i + 1)}});
        let mut schemas = named(n, schema);
        schemas.insert(format!("S{n}"), object("end"));
        of_schema("3.0.3", refer(0), schemas)
    }),
    ("properties", 20_000, |n| {
        let properties = map(n, |i| (format!("p{i}"), json!({"type": "string"})));
        of_schema(
            "3.0.3",
            json!({"type": "object", "properties": properties}),
            Map::new(),
        )
    }),
    ("properties that are no schemas", 100_000, |n| {
        let properties = map(n, |i| (format!("p{i}"), json!(i)));
        of_schema(
            "3.0.3",
            json!({"type": "object", "properties": properties}),
            Map::new(),
        )
    }),
    ("properties of one name", 20_000, |n| {
        let name = |i| format!("p{}{}", "-".repeat(i % 97), "_".repeat(i / 97));
        let properties = map(n, |i| (name(i), json!({"type": "string"})));
        of_schema(
            "3.0.3",
            json!({"type": "object", "properties": properties}),
            Map::new(),
        )
    }),
    ("values of an enum", 50_000, |n| {
        let values: Vec<String> = (0..n).map(|i| format!("v{i}")).collect();
        of_schema(
            "3.0.3",
            json!({"type": "string", "enum": values}),
            Map::new(),
        )
    }),
    ("alternatives", 4000, |n| {
        let all: Vec<Value> = (0..n).map(|i| object(&format!("p{i}"))).collect();
        of_schema("3.0.3", json!({"oneOf": all}), Map::new())
    }),
    ("alternatives that are constants", 20_000, |n| {
        let all: Vec<Value> = (0..n).map(|i| json!({"const": format!("v{i}")})).collect();
        of_schema("3.1.0", json!({"oneOf": all}), Map::new())
    }),
    ("alternatives with the same values", 4000, |n| {
        let one =
            |i| json!({"type": "object", "properties": {"t": {"enum": ["a", format!("x{i}")]}}});
        let all: Vec<Value> = (0..n).map(one).collect();
        of_schema("3.0.3", json!({"oneOf": all}), Map::new())
    }),
    ("security schemes", 2000, |n| {
        let schemes = map(n, |i| {
            (
                format!("k{i}"),
                json!({"type": "apiKey", "in": "header", "name": format!("X-{i}")}),
            )
        });
        let security: Vec<Value> = (0..n).map(|i| json!({format!("k{i}"): []})).collect();
        let mut all = operations(1, |_| json!({}));
        all["components"] = json!({"securitySchemes": schemes});
        all["security"] = json!(security);
        all
    }),
    ("servers", 4000, |n| {
        let server =
            |i| json!({"url": format!("https://a{i}.example"), "description": format!("s {i}")});
        let servers: Vec<Value> = (0..n).map(server).collect();
        let mut all = operations(1, |_| json!({}));
        all["servers"] = json!(servers);
        all
    }),
];

/// Makes a description.
pub fn make(random: &mut Rng) -> Case {
    let (_, most, make) = KINDS[random.usize(..KINDS.len())];
    // As many of each order of magnitude, for small ones take less time and meet more of the others;
    // and the largest only now and then, of which each may take seconds.
    let most = if random.u8(..4) == 0 { most } else { most / 8 };
    Case::json(&make((most as f64).powf(random.f64()) as usize))
}

/// So many operations without a response.
fn operations(count: usize, more: impl Fn(usize) -> Value) -> Value {
    let paths = map(count, |number| {
        let mut operation = json!({"responses": {"204": {"description": "ok"}}});
        if let (Value::Object(operation), Value::Object(more)) = (&mut operation, more(number)) {
            operation.extend(more);
        }
        (format!("/p{number}"), json!({"get": operation}))
    });
    description("3.0.3", json!({"paths": paths}))
}

fn map(count: usize, member: impl Fn(usize) -> (String, Value)) -> Map<String, Value> {
    (0..count).map(member).collect()
}
