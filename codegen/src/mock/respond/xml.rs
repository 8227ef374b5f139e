//! Serializes values as XML, with the names that the `xml` objects of a schema define.

use serde_json::Value;

use crate::mock::schema::Schema;

/// Serializes a document.
pub(super) fn write(schema: Option<&Schema>, value: &Value) -> String {
    let any = Schema::text();
    let schema = schema.unwrap_or(&any);
    let root = schema.resolve(schema.root());
    let title = root.get("title").and_then(Value::as_str);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    element(
        schema,
        root,
        named(root).or(title).unwrap_or("response"),
        value,
        &mut out,
    );
    out
}

/// A member of the `xml` object of a schema.
fn xml<'s>(node: &'s Value, keyword: &str) -> Option<&'s Value> {
    node.get("xml")?.get(keyword)
}

fn named(node: &Value) -> Option<&str> {
    xml(node, "name")?.as_str()
}

fn element(schema: &Schema, node: &Value, name: &str, value: &Value, out: &mut String) {
    let name = plain(name);
    let declared = |member: &str| property(schema, node, member);
    let is_attribute = |member: &str| {
        declared(member).is_some_and(|it| xml(it, "attribute") == Some(&Value::Bool(true)))
    };
    out.extend(["<", &name]);
    if let Value::Object(members) = value {
        for (key, value) in members.iter().filter(|(key, _)| is_attribute(key)) {
            let own = declared(key).and_then(named).unwrap_or(key);
            out.extend([
                " ",
                &plain(own),
                "=\"",
                &escaped(&super::render::in_header(value)),
                "\"",
            ]);
        }
    }
    out.push('>');
    match value {
        Value::Object(members) => {
            for (key, value) in members.iter().filter(|(key, _)| !is_attribute(key)) {
                member(
                    schema,
                    declared(key).unwrap_or(&Value::Bool(true)),
                    key,
                    value,
                    out,
                );
            }
        }
        Value::Array(items) => {
            let item = schema.resolve(node.get("items").unwrap_or(&Value::Bool(true)));
            items
                .iter()
                .for_each(|it| element(schema, item, named(item).unwrap_or("item"), it, out));
        }
        Value::Null => {}
        scalar => out.push_str(&escaped(&super::render::in_header(scalar))),
    }
    out.extend(["</", &name, ">"]);
}

/// Serializes a member of an object. A list is serialized as its items, unless it is wrapped.
fn member(schema: &Schema, node: &Value, key: &str, value: &Value, out: &mut String) {
    let name = named(node).unwrap_or(key);
    match value {
        Value::Array(items) if xml(node, "wrapped") != Some(&Value::Bool(true)) => {
            let item = schema.resolve(node.get("items").unwrap_or(&Value::Bool(true)));
            let name = named(item).unwrap_or(name);
            items
                .iter()
                .for_each(|it| element(schema, item, name, it, out));
        }
        value => element(schema, node, name, value, out),
    }
}

fn property<'s>(schema: &'s Schema, node: &'s Value, name: &str) -> Option<&'s Value> {
    let own = node.get("properties").and_then(|all| all.get(name));
    let parts = || {
        let all = node
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        all.filter_map(|part| schema.resolve(part).get("properties")?.get(name))
            .next()
    };
    own.or_else(parts).map(|found| schema.resolve(found))
}

/// A valid name of an XML element.
fn plain(name: &str) -> String {
    let kept = |c: char| {
        if c.is_alphanumeric() || "_-.:".contains(c) {
            c
        } else {
            '_'
        }
    };
    let name: String = name.chars().map(kept).collect();
    match name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        true => name,
        false => format!("_{name}"),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Other control characters are not allowed in XML 1.0.
            c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
