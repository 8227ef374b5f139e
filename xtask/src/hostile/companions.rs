//! Overlays, configurations and referenced files of a description.

use fastrand::Rng;
use serde_json::{Value, json};

use super::case::{Case, description, named, object, of_schema, reference};
use super::texts::text;

const TARGETS: [&str; 16] = [
    "$",
    "$.info",
    "$.paths.*.*",
    "$..*",
    "$..[?@.m]",
    "$..[?@.type == 'object']",
    "$..[?$..m]",
    "$..*..*..*",
    "$[*,*][*,*][*,*][*,*][*,*]",
    "$.components.schemas[?match(@.title, '(a+)+b')]",
    "$.nowhere",
    "$[",
    "$..['a','b']",
    "$.components.schemas.S0.properties",
    "$.tags[0]",
    "$.paths['/x'].post.responses",
];

/// Generates a description with an overlay.
pub fn overlay(random: &mut Rng) -> Case {
    let count = random.usize(1..200);
    let schemas = named(count, |_| object("m"));
    let mut case = Case::json(&of_schema("3.0.3", reference(0), schemas));
    let actions: Vec<Value> = (0..random.usize(0..40))
        .map(|number| {
            let target = match random.u8(..10) {
                0 => text(random),
                1 => format!("$..[?@.k{}]", random.usize(..number + 1)),
                _ => TARGETS[random.usize(..TARGETS.len())].to_owned(),
            };
            match random.u8(..6) {
                0 => json!({"target": target, "remove": true}),
                1 => json!({"target": target, "update": text(random)}),
                2 => json!({"target": target}),
                _ => json!({"target": target, "update": {format!("k{number}"): {"m": {"m": 1}}, "m": 1}}),
            }
        })
        .collect();
    let version = *random
        .choice(&["1.0.0", "1.0.0", "1.1.0", "2.0"])
        .unwrap_or(&"1.0.0");
    let overlay =
        json!({"overlay": version, "info": {"title": "T", "version": "1"}, "actions": actions});
    case.overlay = Some(match random.u8(..12) {
        0 => text(random),
        _ => overlay.to_string(),
    });
    case
}

/// Generates a description with a configuration, or with files that it refers to.
pub fn files(random: &mut Rng) -> Case {
    if random.bool() {
        return configured(random);
    }
    let count = random.usize(1..30);
    let name = |number: usize| format!("f{}/f{number}.yaml", number % 3);
    let odd = [
        "../../x.yaml",
        "/etc/passwd",
        "http://127.0.0.1:1/x",
        "f0",
        "f0/./f0.yaml",
        "f0/%66.yaml",
        "",
    ];
    let paths = json!({"/x": {"$ref": format!("{}#/P", name(0))}});
    let mut case = Case::json(&description("3.1.0", json!({"paths": paths})));
    for number in 0..count {
        let next = match random.u8(..4) {
            0 => odd[random.usize(..odd.len())].to_owned(),
            _ => format!("../{}", name(random.usize(..count))),
        };
        let mut body = json!({
            "P": {"get": {"responses": {"200": {"description": "ok", "content": {"application/json": {
                "schema": {"$ref": "#/S"}
            }}}}}},
            "S": {"type": "object", "properties": {"n": {"$ref": format!("{next}#/S")}, "m": {"$ref": next}}},
        })
        .to_string();
        if random.u8(..8) == 0 {
            body.truncate(random.usize(..body.len()));
        }
        case.files.push((name(number), body));
    }
    case
}

fn configured(random: &mut Rng) -> Case {
    let mut case = Case::json(&of_schema("3.0.3", reference(0), named(2, |_| object("m"))));
    let quoted = toml::Value::from(text(random)).to_string();
    let lines = [
        format!("[package]\nname = {quoted}\n"),
        format!("[package]\nversion = {quoted}\n"),
        format!("[package]\ndescription = {quoted}\nlicense = {quoted}\n"),
        format!("[names]\n{quoted} = {quoted}\n"),
        "[names]\n'#/components/schemas/S0' = 'S1'\n".to_owned(),
        format!("[client]\nbase_url_env = {quoted}\n"),
        format!("[[client.defaults]]\nparameter = {quoted}\n"),
        format!("[envelope]\nvalue = {quoted}\n"),
        format!("[[pagination]]\nkind = 'cursor'\nparameter = {quoted}\nitems = {quoted}\n"),
        format!("[decode]\none_or_many = [{quoted}]\n"),
        "[limits]\nvalues = 3\n".to_owned(),
        "[limits]\noperations = 0\n".to_owned(),
        format!("overlays = [{quoted}]\n"),
        text(random),
        format!("{} = 1\n", text(random)),
    ];
    let all: String = (0..random.usize(0..4))
        .map(|_| lines[random.usize(..lines.len())].as_str())
        .collect();
    case.config = Some(all);
    case
}
