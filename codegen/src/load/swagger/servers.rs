//! `host`, `basePath` and `schemes` as `servers`.

use indexmap::IndexSet;
use serde_json::{Value, json};

use super::{Object, texts};
use crate::load::normalize::Walk;

/// `host`, `basePath` and `schemes` of a description.
#[derive(Debug, Default)]
pub(super) struct Host {
    host: String,
    path: String,
}

/// Extension for a host with variables.
const PARAMETERIZED: &str = "x-ms-parameterized-host";

/// Replaces `host`, `basePath` and `schemes` with `servers`.
pub(super) fn upgrade(walk: &mut Walk<'_>, root: &mut Object) -> Host {
    let mut text = |key: &str| match root.shift_remove(key) {
        Some(Value::String(text)) => text.trim().to_owned(),
        _ => String::new(),
    };
    let (host, path) = (text("host"), text("basePath"));
    let schemes = root.shift_remove("schemes");
    let schemes = schemes.map(|it| texts(&it)).unwrap_or_default();
    let host = Host { host, path };
    let (servers, from) = match root.get(PARAMETERIZED) {
        Some(template) => (parameterized(root, template, &schemes), PARAMETERIZED),
        None if host.host.is_empty() => (host.servers(&schemes), "basePath"),
        None => (host.servers(&schemes), "host"),
    };
    if !servers.is_empty() && !root.contains_key("servers") {
        let from = walk.below(&[from]);
        for index in 0..servers.len() {
            let to = walk.below(&["servers", &index.to_string()]);
            walk.shared
                .origins
                .created_from(walk.file, &from, to.clone());
            let url = format!("{to}/url");
            walk.shared.origins.created_from(walk.file, &from, url);
        }
        root.insert("servers".to_owned(), Value::Array(servers));
    }
    host
}

impl Host {
    /// The servers for these schemes, `https` first.
    pub(super) fn servers(&self, schemes: &IndexSet<String>) -> Vec<Value> {
        let path = match self.path.as_str() {
            "" | "/" => String::new(),
            path => format!("/{}", path.trim_start_matches('/')),
        };
        if self.host.is_empty() {
            let relative = (!path.is_empty()).then(|| json!({ "url": path }));
            return relative.into_iter().collect();
        }
        let schemes: Vec<_> = schemes_of(schemes).collect();
        let server = |scheme: &&str| {
            let url = format!("{scheme}://{}{path}", self.host);
            match schemes.len() {
                1 => json!({ "url": url }),
                // The scheme is the only difference between them.
                _ => json!({ "url": url, "name": scheme }),
            }
        };
        schemes.iter().map(server).collect()
    }
}

/// The schemes that a client supports, `https` first; `https` if there are none.
fn schemes_of(schemes: &IndexSet<String>) -> impl Iterator<Item = &'static str> {
    let has = |name: &str| schemes.iter().any(|it| it.eq_ignore_ascii_case(name));
    let (https, http) = (has("https"), has("http"));
    let known = [("https", https || !http), ("http", http)];
    known
        .into_iter()
        .filter_map(|(name, said)| said.then_some(name))
}

/// A server with variables in its URL.
fn parameterized(root: &Object, template: &Value, schemes: &IndexSet<String>) -> Vec<Value> {
    let url = template.get("hostTemplate").and_then(Value::as_str);
    let scheme = match template.get("useSchemePrefix") {
        Some(Value::Bool(false)) => String::new(),
        _ => format!("{}://", schemes_of(schemes).next().unwrap_or("https")),
    };
    let parameters = template.get("parameters").and_then(Value::as_array);
    let mut variables = Object::new();
    for parameter in parameters.into_iter().flatten() {
        let parameter = resolve(root, parameter);
        let Some(name) = parameter.get("name").and_then(Value::as_str) else {
            continue;
        };
        let mut variable = Object::new();
        let said = ["enum", "description"].into_iter();
        for key in said {
            if let Some(value) = parameter.get(key) {
                variable.insert(key.to_owned(), value.clone());
            }
        }
        let first = parameter.get("enum").and_then(|it| it.get(0));
        let default = parameter.get("default").or(first);
        let default = default.cloned().unwrap_or_else(|| "".into());
        variable.insert("default".to_owned(), default);
        variables.insert(name.to_owned(), Value::Object(variable));
    }
    url.map(|url| json!({ "url": format!("{scheme}{url}"), "variables": variables }))
        .into_iter()
        .collect()
}

fn resolve<'r>(root: &'r Object, parameter: &'r Value) -> &'r Value {
    let name = parameter.get("$ref").and_then(Value::as_str);
    let name = name.and_then(|it| it.strip_prefix("#/parameters/"));
    name.and_then(|name| root.get("parameters")?.get(name))
        .unwrap_or(parameter)
}
