//! Properties of names for arbitrary texts in a description.

use std::path::PathBuf;

use sdk_codegen::config::Config;
use sdk_codegen::load::Source;
use sdk_codegen::name::{Case, Claim, Rank, settle};
use sdk_codegen::{Options, generate};
use serde_json::{Map, Value, json};

use super::{items, reported};

/// Maximum number of names in the bytes.
const MOST: usize = 6;

/// All kinds of names in emitted code.
const CASES: [Case; 4] = [Case::Type, Case::Variant, Case::Field, Case::Module];

/// The distinct lines of `bytes`.
fn lines(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('\n').take(MOST).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Derives names of all kinds from every line of `bytes`, also in a common scope.
///
/// # Panics
///
/// If a name is not a Rust identifier, is not deterministic, is repeated in the scope, or depends
/// on the order in the document.
pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let names = lines(&text);
    for case in CASES {
        let claims = names.iter().map(|wire| Claim {
            name: case.name(wire),
            wire: (*wire).to_owned(),
            rank: Rank::Named,
        });
        let mut claims: Vec<Claim> = claims.collect();
        let settled = settle(&claims, case);
        for (claim, own) in claims.iter().zip(&settled) {
            identifier(&claim.name);
            identifier(&own.name);
            assert_eq!(own.changed, own.name != claim.name, "{:?}", claim.wire);
            let others = settled.iter().filter(|other| other.name == own.name);
            assert_eq!(others.count(), 1, "`{}` is twice in {settled:?}", own.name);
        }
        claims.reverse();
        let mut turned = settle(&claims, case);
        turned.reverse();
        assert_eq!(turned, settled, "their order decides");
    }
}

/// Checks that a name is an identifier without `r#`.
fn identifier(name: &str) {
    assert!(name.is_ascii(), "{name:?}");
    assert!(syn::parse_str::<syn::Ident>(name).is_ok(), "{name:?}");
}

/// Generates from a description in which all names are lines of `bytes`.
///
/// # Panics
///
/// If the result is not valid Rust, or has the same name twice in a scope.
pub fn check_crate(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let names = lines(&text);
    let source = Source {
        path: PathBuf::from("no-such-folder/api.json"),
        text: description(&names).to_string(),
    };
    let options = Options {
        source: "api.json".to_owned(),
        command: "sdk-codegen generate".to_owned(),
        strict: false,
    };
    match generate(source, &Config::default(), &options) {
        Ok(generated) => {
            reported::check(&generated.diagnostics);
            items::check(&generated.files);
        }
        Err(errors) => reported::refused(&errors),
    }
}

/// Schemas, properties, values, alternatives, operations, tags, parameters, headers, credentials,
/// servers and their variables, with each of the names.
fn description(names: &[&str]) -> Value {
    let text = json!({"type": "string"});
    let object = |required: bool| {
        let required = if required { names } else { &[] };
        json!({"type": "object", "required": required, "properties": of_all(names, |_| text.clone())})
    };
    let body = |schema: Value| json!({"application/json": {"schema": schema}});
    let headers = of_all(names, |_| json!({"schema": text}));
    let parameters = names.iter().flat_map(|name| {
        ["query", "header"].map(|place| json!({"name": name, "in": place, "schema": text}))
    });
    let parameters: Vec<Value> = parameters.collect();
    let mut paths = Map::new();
    for (number, name) in names.iter().enumerate() {
        let schema = json!({"$ref": reference(name)});
        let operation = json!({
            "operationId": name,
            "tags": [names[0]],
            "parameters": [{"name": name, "in": "query", "schema": text}],
            "requestBody": {"content": body(schema.clone())},
            "responses": {"200": {"description": name, "content": body(schema)}},
        });
        let path = json!({"post": operation, "get": {"tags": [name], "operationId": name}});
        paths.insert(format!("/p{number}"), path);
    }
    paths.insert(
        "/many".to_owned(),
        json!({"put": {
            "parameters": parameters,
            "security": names.iter().map(|name| json!({(*name): []})).collect::<Vec<_>>(),
            "requestBody": {"required": true, "content": body(object(true))},
            "responses": {"200": {"description": "", "content": body(object(false)), "headers": headers}},
        }}),
    );
    paths.extend(
        names
            .iter()
            .map(|name| (format!("/{name}/of"), json!({"get": {}}))),
    );
    let alternatives = names.iter().map(|name| json!({"$ref": reference(name)}));
    let mut schemas = of_all(
        names,
        |name| json!({"type": "object", "properties": {"of": object(false), name: {"enum": names}}}),
    );
    let union = json!({"oneOf": alternatives.collect::<Vec<_>>()});
    schemas.insert(format!("{} of", names[0]), union);
    json!({
        "openapi": "3.0.3",
        "info": {"title": names[0], "version": "1"},
        "servers": names.iter().map(|name| server(name)).collect::<Vec<_>>(),
        "tags": names.iter().map(|name| json!({"name": name, "description": name})).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": of_all(names, |name| json!({"type": "apiKey", "in": "header", "name": name})),
        },
    })
}

fn server(name: &str) -> Value {
    let variables = json!({name: {"default": "a", "description": name}});
    json!({"url": format!("https://a.example/{{{name}}}"), "description": name, "variables": variables})
}

fn reference(name: &str) -> String {
    let segment = name.replace('~', "~0").replace('/', "~1");
    // Escaped for a URL.
    let segment = segment.replace('%', "%25").replace('#', "%23");
    format!("#/components/schemas/{segment}")
}

fn of_all(names: &[&str], value: impl Fn(&str) -> Value) -> Map<String, Value> {
    let members = names.iter().map(|name| ((*name).to_owned(), value(name)));
    members.collect()
}
