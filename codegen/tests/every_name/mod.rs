//! A description whose names are those of the runtime.

use std::collections::BTreeMap;

use sdk_codegen::runtime::SOURCES;
use serde_json::{Map, Value, json};

/// Operations, resources, parameters, body members, schemas, their properties and values,
/// credentials, response headers, servers and their variables, with each of the names.
pub fn description() -> String {
    let names = names();
    assert!(names.len() > 1000, "the runtime is not read");
    let text = json!({"type": "string"});
    let scheme = |name: &str| json!({"type": "apiKey", "in": "header", "name": name});
    let whole = json!({
        "openapi": "3.0.3",
        "info": {"title": "Names", "version": "1"},
        "servers": names.iter().map(|name| server(name)).collect::<Vec<_>>(),
        "paths": paths(&names, &text),
        "components": {
            "schemas": of_all(&names, |name| {
                json!({"type": "object", "required": [name], "properties": {name: text}})
            }),
            "securitySchemes": of_all(&names, scheme),
        },
    });
    whole.to_string()
}

/// All names in the runtime, without repetitions that differ only in case.
fn names() -> Vec<String> {
    let lines = SOURCES.iter().flat_map(|(_, text)| text.lines());
    let code = lines.filter(|line| !line.trim_start().starts_with("//"));
    let words = code.flat_map(|line| line.split(|c: char| c != '_' && !c.is_ascii_alphanumeric()));
    let words = words.filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
    let same = |word: &str| word.replace('_', "").to_lowercase();
    let words: BTreeMap<_, _> = words.map(|word| (same(word), word.to_owned())).collect();
    words.into_values().collect()
}

fn of_all(names: &[String], value: impl Fn(&str) -> Value) -> Map<String, Value> {
    let members = names.iter().map(|name| (name.clone(), value(name)));
    members.collect()
}

fn server(name: &str) -> Value {
    let url = format!("https://{{{name}}}.example/{name}");
    json!({"url": url, "description": name, "variables": {name: {"default": "a"}}})
}

fn paths(names: &[String], text: &Value) -> Map<String, Value> {
    let parameter = |name: &str| json!({"name": name, "in": "query", "schema": text});
    let of_one = names.iter().map(|name| {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        let content = json!({"application/json": {"schema": schema}});
        let operation = json!({
            "tags": ["one"],
            "operationId": name,
            "parameters": [parameter(name)],
            "requestBody": {"content": content},
            "responses": {"200": {"description": "Done", "content": content}},
        });
        (format!("/one/{name}"), json!({"post": operation}))
    });
    let of_tags = names.iter().map(|name| {
        let operation = json!({"tags": [name], "responses": {"204": {"description": "Done"}}});
        (format!("/{name}/all"), json!({"get": operation}))
    });
    let mut paths: Map<_, _> = of_one.chain(of_tags).collect();
    let parameters: Vec<_> = names.iter().map(|name| parameter(name)).collect();
    let properties = of_all(names, |_| text.clone());
    let object =
        json!({"application/json": {"schema": {"type": "object", "properties": properties}}});
    let values = json!({"application/json": {"schema": {"type": "string", "enum": names}}});
    let headers = of_all(names, |_| json!({"schema": text}));
    let answer = json!({"description": "Done", "content": object, "headers": headers});
    let failure = json!({"description": "Failed", "content": values});
    paths.insert(
        "/many".to_owned(),
        json!({
            "get": {
                "security": names.iter().map(|name| json!({name: []})).collect::<Vec<_>>(),
                "parameters": parameters,
                "responses": {"200": answer, "default": failure},
            },
            "post": {
                "requestBody": {"required": true, "content": object},
                "responses": {"204": {"description": "Done"}},
            },
        }),
    );
    paths
}
