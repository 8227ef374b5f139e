use serde_json::{Map, Value, json};

/// Code that would run, define an item or end a block.
const CODE: &str = "x\"; } pub fn pwned() {} impl X { //";

/// Descriptions with code in locations that other generators have printed, by advisory.
pub fn all() -> Vec<(&'static str, Value)> {
    let mut all = around_operations();
    all.extend(in_schemas());
    all
}

/// A description with paths, a schema `A` and further members.
fn description(paths: Value, a: Value, more: Value) -> Value {
    let mut all = json!({
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "paths": paths,
        "components": {"schemas": {"A": a}},
    });
    if let (Value::Object(all), Value::Object(more)) = (&mut all, more) {
        all.extend(more);
    }
    all
}

/// Responses with the schema `A`.
fn answers() -> Value {
    json!({"200": {"description": "ok", "content": {"application/json": {
        "schema": {"$ref": "#/components/schemas/A"}
    }}}})
}

/// An operation with these responses.
fn get() -> Value {
    json!({"/a": {"get": {"responses": answers()}}})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn around_operations() -> Vec<(&'static str, Value)> {
    let server = |server: Value| description(get(), text(), json!({"servers": [server]}));
    let path = |key: &str| {
        let paths = Map::from_iter([(key.to_owned(), json!({"get": {"responses": answers()}}))]);
        description(Value::Object(paths), text(), json!({}))
    };
    let parameter = |parameter: Value| {
        let get = json!({"parameters": [parameter], "responses": answers()});
        description(json!({"/a": {"get": get}}), text(), json!({}))
    };
    let parts =
        json!({"type": "object", "properties": {CODE: {"type": "string", "format": "binary"}}});
    let post = json!({"responses": answers(), "requestBody": {"content": {"multipart/form-data": {"schema": parts}}}});
    let url = |url: &str| server(json!({"url": url}));
    let told =
        |reported: &str| server(json!({"url": "https://a.example", "description": reported}));
    let named = json!({"url": "https://a.example", "x-go-name": CODE, "x-name": CODE});
    let query = json!({"name": CODE, "in": "query", "schema": text()});
    let header = json!({"name": "X-A", "in": "header", "schema": {"type": "string", "default": CODE, "enum": [CODE]}});
    vec![
        ("openapi-generator issue 9809", path("/a'));pwned();(('")),
        ("GHSA-jwgf-6xff-4hvp", path("/a\");pwned();(\"")),
        ("GHSA-rjwr-m7qx-3fjr", told("a\npub fn pwned() {}")),
        ("CVE-2026-119027", server(named)),
        ("CVE-2026-54661", url("https://a.example/\"; pwned(); //")),
        ("CVE-2026-54662", url("https://a.example/`${pwned()}`")),
        ("CVE-2026-63720", url("https://a.example\n/pwned()")),
        ("CVE-2026-71868", parameter(query)),
        ("CVE-2026-71869", parameter(header)),
        (
            "CVE-2026-96758",
            description(json!({"/a": {"post": post}}), text(), json!({})),
        ),
    ]
}

fn in_schemas() -> Vec<(&'static str, Value)> {
    let schema = |a: Value| description(get(), a, json!({}));
    let values = |values: Value| schema(json!({"type": "string", "enum": values}));
    let property = |a: Value| schema(json!({"type": "object", "properties": {"a": a}}));
    let types = json!({
        "type": "string",
        "x-go-type": "pwned",
        "x-go-type-import": {"path": "pwned"},
        "x-rust-type": {"crate": "pwned", "path": "pwned::pwned", "version": "1"},
    });
    let factory =
        json!({"type": "string", "default_factory": "pwned()", "x-default-factory": "pwned()"});
    let named = json!({"components": {"schemas": {
        "A": {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/x{}pwned"}}},
        "x{}pwned": {"type": "object", "properties": {"c": text()}},
    }}});
    vec![
        ("CVE-2026-54664", values(json!([CODE, "b"]))),
        (
            "GHSA-xrqw-w576-xgj2",
            values(json!(["a\n)\nfunc init() { pwned() }\n("])),
        ),
        ("GHSA-9c2f-gr95-7wqw", property(types)),
        ("CVE-2026-54653", property(factory)),
        (
            "CVE-2026-73851",
            property(json!({"type": "string", "default": CODE})),
        ),
        ("GHSA-4vv7", description(get(), text(), named)),
    ]
}
