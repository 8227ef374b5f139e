//! Body and form parameters in other files: OpenAPI 3 has no such parameters to refer to.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{GlobalItem, VERBS};
use crate::load::kind::Kind;
use crate::load::reference::split;

/// The references to other files among the parameters of an object and its descendants.
pub(in crate::load) fn references(kind: Kind, object: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut note = |parameter: &Value| {
        let reference = parameter.get("$ref").and_then(Value::as_str);
        let elsewhere = reference.filter(|reference| !split(reference).0.is_empty());
        found.extend(elsewhere.map(str::to_owned));
    };
    let list = |owner: &Value, note: &mut dyn FnMut(&Value)| {
        let list = owner.get("parameters").and_then(Value::as_array);
        list.into_iter().flatten().for_each(note);
    };
    let item = |item: &Value, note: &mut dyn FnMut(&Value)| {
        list(item, note);
        let operations = VERBS.iter().filter_map(|verb| item.get(verb));
        operations.for_each(|operation| list(operation, note));
    };
    let members = |key: &str| object.get(key).and_then(Value::as_object);
    match kind {
        Kind::Document => {
            let parameters = members("parameters").into_iter().flatten();
            parameters.for_each(|(_, parameter)| note(parameter));
            let items = members("paths").into_iter().flatten();
            items.for_each(|(_, it)| item(it, &mut note));
        }
        Kind::PathItem => item(object, &mut note),
        Kind::Operation => list(object, &mut note),
        _ => {}
    }
    found
}

impl GlobalItem {
    /// The item with its references made relative to a file that names this one by `path`.
    pub(in crate::load) fn rebased(mut self, path: &str) -> Self {
        rebase(&mut self.value, path);
        self
    }
}

fn rebase(value: &mut Value, path: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| rebase(item, path)),
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                match member {
                    Value::String(reference) if key == "$ref" => {
                        *reference = joined(path, reference);
                    }
                    member => rebase(member, path),
                }
            }
        }
        _ => {}
    }
}

fn joined(path: &str, reference: &str) -> String {
    let folder = path.rfind('/').map_or("", |end| &path[..=end]);
    match reference {
        own if own.starts_with('#') => format!("{path}{own}"),
        url if url.contains("://") => url.to_owned(),
        other => format!("{folder}{other}"),
    }
}
