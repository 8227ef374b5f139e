//! Texts that do harm if they are used as code, markup, a path or a command.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::case::{Case, description};

/// Texts that have done harm in other generators, and similar ones.
pub const TEXTS: [&str; 46] = [
    "a\npub fn pwned() {}",
    "a\r\npub fn pwned() {}",
    "a\rpub fn pwned() {}",
    "a\u{2028}pub fn pwned() {}",
    "a\u{85}pub fn pwned() {}",
    "*/ pub fn pwned() {} /*",
    "**/",
    "**//",
    "x\"] pub fn pwned() {} #[doc=\"",
    "#![allow(warnings)]",
    "trailing \\",
    "\"#; pub fn pwned() {} //",
    "\"##########",
    "\u{202e}txet",
    "\u{2066}x\u{2069}",
    "\0",
    "\u{7}\u{1b}[31mred",
    "\u{9b}2J",
    "\u{feff}",
    "```\nfn main() { std::process::exit(1) }\n```",
    "```rust\npanic!()\n",
    "~~~\npanic!()\n~~~",
    "    panic!()",
    "\tpanic!()",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "Vec<T>",
    "[foo]",
    "[foo](javascript:alert(1))",
    "![x](http://127.0.0.1/x.png)",
    "http://127.0.0.1/x",
    "{}{0}$crate{name}",
    "include_str!(\"/etc/passwd\")",
    "::error::x",
    "##[group]x",
    "  ::set-output name=x::y",
    "../../../../etc/passwd",
    "C:\\x",
    "$(touch pwned)",
    "`touch pwned`",
    "'; drop table x; --",
    "%s%n%x",
    "v${1+1}w",
    "👩‍👩‍👧‍👦",
    "İıſK",
    "   ",
];

/// One of these texts, or several in sequence.
pub fn text(random: &mut Rng) -> String {
    let one = |random: &mut Rng| TEXTS[random.usize(..TEXTS.len())].to_owned();
    match random.u8(..8) {
        0 => one(random) + &one(random),
        1 => one(random).repeat(random.usize(1..50)),
        2 => "x".repeat(random.usize(1..20_000)),
        _ => one(random),
    }
}

/// Generates a description in which nearly every text is one of these.
pub fn generate(random: &mut Rng) -> Case {
    let mut all = description(
        random.choice(["3.0.3", "3.1.0"]).unwrap_or("3.0.3"),
        json!({
            "info": {"title": text(random), "version": text(random), "description": text(random)},
            "servers": [{
                "url": format!("https://a.example/{{v}}/{}", plain(random)),
                "description": text(random),
                "variables": {"v": {"default": "v1", "enum": ["v1", text(random)], "description": text(random)}},
            }],
            "tags": [{"name": "t", "description": text(random)}],
            "x-thing": text(random),
        }),
    );
    let mut paths = Map::new();
    for number in 0..random.usize(1..5) {
        paths.insert(format!("/p{number}/{{id}}"), path_item(random, number));
    }
    all["paths"] = Value::Object(paths);
    all["components"] = json!({
        "schemas": {text(random): schema(random, 3), "Plain": schema(random, 2)},
        "securitySchemes": {
            text(random): {"type": "apiKey", "in": "header", "name": "X-Key", "description": text(random)},
            "basic": {"type": "http", "scheme": "basic", "description": text(random)},
        },
    });
    Case::json(&all)
}

fn path_item(random: &mut Rng, number: usize) -> Value {
    let sample = format!("c = C()\nc.{}.{}(", text(random), text(random));
    let samples = json!([{"lang": "Python", "source": sample}, {"lang": "JavaScript", "source": text(random)}]);
    json!({"get": {"x-codeSamples": samples}, "post": {
        "operationId": if random.bool() { text(random) } else { format!("op{number}") },
        "tags": [if random.bool() { text(random) } else { "t".to_owned() }],
        "summary": text(random),
        "description": text(random),
        "externalDocs": {"url": text(random), "description": text(random)},
        "x-fern-sdk-method-name": text(random),
        "x-fern-sdk-group-name": [text(random)],
        "parameters": [
            {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}, "description": text(random)},
            {"name": text(random), "in": "query", "schema": schema(random, 1), "description": text(random)},
            {"name": "X-A", "in": "header", "schema": {"type": "string", "default": text(random)}},
        ],
        "requestBody": {"description": text(random), "content": {"application/json": {
            "schema": schema(random, 3),
            "example": text(random),
        }}},
        "responses": {
            "200": {"description": text(random), "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Plain"}}}},
            "4XX": {"description": text(random)},
        },
    }})
}

fn schema(random: &mut Rng, depth: usize) -> Value {
    let (title, output) = (text(random), text(random));
    match random.u8(..if depth == 0 { 3 } else { 6 }) {
        0 => {
            json!({"type": "string", "title": title, "description": output, "default": text(random), "example": text(random)})
        }
        1 => {
            let values: Vec<String> = (0..random.usize(1..6)).map(|_| text(random)).collect();
            json!({"type": "string", "enum": values, "x-enum-descriptions": [output], "x-enum-varnames": [title]})
        }
        2 => {
            json!({"type": "string", "pattern": text(random), "format": text(random), "x-sensitive": true})
        }
        3 => json!({"type": "array", "items": schema(random, depth - 1), "description": output}),
        4 => {
            json!({"title": title, "oneOf": [schema(random, depth - 1), schema(random, depth - 1)]})
        }
        _ => {
            let properties: Map<String, Value> = (0..random.usize(1..5))
                .map(|_| (text(random), schema(random, depth - 1)))
                .collect();
            json!({"type": "object", "title": title, "description": output, "properties": properties, "required": [text(random)]})
        }
    }
}

/// A text of letters only.
fn plain(random: &mut Rng) -> String {
    (0..random.usize(1..20))
        .map(|_| random.lowercase())
        .collect()
}
