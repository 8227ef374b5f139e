//! Descriptions with very many elements of one kind.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::case::{Case, description, named, object, of_schema, reference};

/// Creates a description with this many elements.
pub type CreateDescription = fn(usize) -> Value;

/// The kinds of elements, each with a number that takes about a second at most.
pub const KINDS: [(&str, usize, CreateDescription); 20] = [
    ("operations", 8000, |n| operations(n, |_| json!({}))),
    ("operations with one tag", 8000, |n| {
        operations(n, |_| json!({"tags": ["a"]}))
    }),
    ("operations with one name", 4000, |n| {
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
        let mut schemas = named(n, |i| reference(i + 1));
        schemas.insert(format!("S{n}"), object("end"));
        of_schema("3.0.3", reference(0), schemas)
    }),
    ("a chain of objects", 10_000, |n| {
        let next = |i| json!({"type": "object", "properties": {"n": reference(i + 1)}});
        let mut schemas = named(n, next);
        schemas.insert(format!("S{n}"), object("end"));
        of_schema("3.0.3", reference(0), schemas)
    }),
    ("a chain of bases", 1000, |n| {
        let schema = |i| json!({"allOf": [reference(i + 1)], "type": "object", "properties": {format!("p{i}"): reference(i + 1)}});
        let mut schemas = named(n, schema);
        schemas.insert(format!("S{n}"), object("end"));
        of_schema("3.0.3", reference(0), schemas)
    }),
    ("properties", 20_000, |n| {
        let properties = map(n, |i| (format!("p{i}"), json!({"type": "string"})));
        of_schema(
            "3.0.3",
            json!({"type": "object", "properties": properties}),
            Map::new(),
        )
    }),
    ("properties that are not schemas", 100_000, |n| {
        let properties = map(n, |i| (format!("p{i}"), json!(i)));
        of_schema(
            "3.0.3",
            json!({"type": "object", "properties": properties}),
            Map::new(),
        )
    }),
    ("properties with one name", 20_000, |n| {
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

/// Generates a description.
pub fn generate(random: &mut Rng) -> Case {
    let (_, max, create) = KINDS[random.usize(..KINDS.len())];
    // Every order of magnitude is equally likely, because small descriptions take less time. The largest take
    // seconds, so they are rare.
    let max = if random.u8(..4) == 0 { max } else { max / 8 };
    Case::json(&create((max as f64).powf(random.f64()) as usize))
}

/// This many operations without a response body.
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
