//! Unusual names, paths, servers, security schemes and media types, and keywords with values of the wrong type.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::case::{Case, description, object, of_schema};
use super::texts::text;
use super::vocabulary::{KEYWORDS, MEDIA, NAMES, PATHS, URLS};

/// Generates a description.
pub fn generate(random: &mut Rng) -> Case {
    match random.u8(..5) {
        0 => Case::json(&names(random)),
        1 => Case::json(&paths(random)),
        2 => Case::json(&schemes(random)),
        3 => Case::json(&of_schema("3.1.0", invalid_schema(random, 4), Map::new())),
        _ => yaml(random),
    }
}

fn name(random: &mut Rng) -> String {
    match random.u8(..6) {
        0 => text(random),
        1 => NAMES[random.usize(..NAMES.len())].repeat(random.usize(1..40)),
        2 => (0..random.usize(1..12))
            .map(|_| random.char('\u{20}'..='\u{2fff}'))
            .collect(),
        _ => NAMES[random.usize(..NAMES.len())].to_owned(),
    }
}

/// Unusual names in all positions, many of which derive the same Rust name.
fn names(random: &mut Rng) -> Value {
    let schemas: Map<String, Value> = (0..random.usize(1..30))
        .map(|_| {
            let properties: Map<String, Value> = (0..random.usize(0..20))
                .map(|_| {
                    (
                        name(random),
                        json!({"type": "string", "enum": [name(random), name(random)]}),
                    )
                })
                .collect();
            (
                name(random),
                json!({"type": "object", "properties": properties}),
            )
        })
        .collect();
    let mut paths = Map::new();
    for number in 0..random.usize(1..20) {
        let parameters: Vec<Value> = (0..random.usize(0..6))
            .map(|_| json!({"name": name(random), "in": "query", "schema": {"type": "string"}}))
            .collect();
        let schema = schemas.keys().nth(number % schemas.len());
        let pointer = schema.map(|key| key.replace('~', "~0").replace('/', "~1"));
        let operation = json!({
            "operationId": name(random),
            "tags": [name(random)],
            "parameters": parameters,
            "responses": {"200": {"description": "ok", "content": {"application/json": {
                "schema": {"$ref": format!("#/components/schemas/{}", pointer.unwrap_or_default())}
            }}}},
        });
        paths.insert(
            format!("/p{number}/{}", name(random).replace(['{', '}'], "")),
            json!({"get": operation}),
        );
    }
    description(
        "3.0.3",
        json!({"paths": paths, "components": {"schemas": schemas}}),
    )
}

fn paths(random: &mut Rng) -> Value {
    let mut paths = Map::new();
    for _ in 0..random.usize(1..12) {
        let key = format!(
            "{}{}",
            PATHS[random.usize(..PATHS.len())],
            if random.bool() {
                PATHS[random.usize(..PATHS.len())]
            } else {
                ""
            }
        );
        let content: Map<String, Value> = (0..random.usize(0..4))
            .map(|_| {
                (
                    MEDIA[random.usize(..MEDIA.len())].to_owned(),
                    json!({"schema": object("a")}),
                )
            })
            .collect();
        let status = *random
            .choice(&["200", "2XX", "default", "099", "x", ""])
            .unwrap_or(&"200");
        paths.insert(
            key,
            json!({"post": {
                "parameters": [{"name": name(random), "in": *random.choice(&["path", "header", "cookie", "body"]).unwrap_or(&"path")}],
                "requestBody": {"content": content},
                "responses": {status: {"description": "ok", "content": content}},
            }}),
        );
    }
    let servers: Vec<Value> = (0..random.usize(0..4))
        .map(|_| json!({"url": URLS[random.usize(..URLS.len())], "description": text(random), "x-name": text(random)}))
        .collect();
    description("3.0.3", json!({"paths": paths, "servers": servers}))
}

fn schemes(random: &mut Rng) -> Value {
    let one = |random: &mut Rng| {
        json!({
            "type": *random.choice(&["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS", "x"]).unwrap_or(&"http"),
            "in": *random.choice(&["header", "query", "cookie", "path"]).unwrap_or(&"header"),
            "name": *random.choice(&["Authorization", "Host", ":path", "X-A\r\nX-B: 1", "x", ""]).unwrap_or(&"x"),
            "scheme": *random.choice(&["basic", "Bearer", "digest", "x y", ""]).unwrap_or(&"basic"),
            "flows": {"clientCredentials": {"tokenUrl": URLS[random.usize(..URLS.len())], "scopes": {name(random): text(random)}}},
        })
    };
    let schemes: Map<String, Value> = (0..random.usize(1..8))
        .map(|number| (format!("{}{number}", name(random)), one(random)))
        .collect();
    let security: Vec<Value> = schemes
        .keys()
        .map(|key| json!({key: [name(random)]}))
        .collect();
    description(
        "3.0.3",
        json!({
            "components": {"securitySchemes": schemes},
            "security": security,
            "paths": {"/a": {"get": {"responses": {"204": {"description": "ok"}}, "security": [{"nobody": []}, {}]}}},
        }),
    )
}

/// A schema whose keywords have arbitrary values.
fn invalid_schema(random: &mut Rng, depth: usize) -> Value {
    if depth == 0 {
        return arbitrary_value(random);
    }
    let members: Map<String, Value> = (0..random.usize(0..8))
        .map(|_| {
            let keyword = KEYWORDS[random.usize(..KEYWORDS.len())];
            let value = match random.u8(..4) {
                0 => invalid_schema(random, depth - 1),
                1 => json!([
                    invalid_schema(random, depth - 1),
                    invalid_schema(random, depth - 1)
                ]),
                2 => json!({name(random): invalid_schema(random, depth - 1)}),
                _ => arbitrary_value(random),
            };
            (keyword.to_owned(), value)
        })
        .collect();
    Value::Object(members)
}

/// An arbitrary JSON value.
fn arbitrary_value(random: &mut Rng) -> Value {
    match random.u8(..14) {
        0 => Value::Null,
        1 => json!(random.bool()),
        2 => json!(random.i64(..)),
        3 => json!(u64::MAX),
        4 => json!(-0.0),
        5 => json!(1e300),
        6 => json!([]),
        7 => json!({}),
        8 => json!(["string", "null", "object"]),
        9 => json!(
            *random
                .choice(&["string", "object", "array", "integer", "number", "boolean"])
                .unwrap_or(&"string")
        ),
        10 => {
            json!({"$ref": *random.choice(&["#", "#/", "#/x", "http://127.0.0.1:1/x", "../../x.yaml", "/etc/passwd", "#/paths/~1x/post/requestBody/content/application~1json/schema"]).unwrap_or(&"#")})
        }
        11 => json!(
            *random
                .choice(&["(a+)+$", "x{1000000}", "[", "(?<=a)b", "\\"])
                .unwrap_or(&"[")
        ),
        12 => json!([[], [1], {"a": null}]),
        _ => json!(text(random)),
    }
}

/// Features of YAML that JSON does not have.
fn yaml(random: &mut Rng) -> Case {
    let head = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n";
    let depth = random.usize(1..400);
    let body = match random.u8(..9) {
        0 => {
            let aliases = |level: usize| vec![format!("*a{}", level - 1); 9].join(", ");
            let levels: String = (1..random.usize(2..12))
                .map(|level| format!("a{level}: &a{level} [{}]\n", aliases(level)))
                .collect();
            format!("a0: &a0 [x]\n{levels}")
        }
        1 => format!("x-a: {}{}\n", "[".repeat(depth), "]".repeat(depth)),
        2 => (0..depth).fold("x-a:\n".to_owned(), |text, level| {
            text + &" ".repeat(level + 1) + "a:\n"
        }),
        3 => "x-a: &x [*x]\n".to_owned(),
        4 => "x-a: {a: 1, a: 2}\n".to_owned(),
        5 => "x-a: {<<: {b: 1}}\n".to_owned(),
        6 => format!("x-a: !!python/object:os.system {}\n", random.u8(..)),
        7 => "---\nx: 1\n---\ny: 2\n".to_owned(),
        _ => (0..depth)
            .map(|_| random.char('\u{0}'..='\u{ff}'))
            .collect(),
    };
    Case::text("api.yaml", format!("{head}{body}"))
}
