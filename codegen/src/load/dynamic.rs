//! `$dynamicRef`: generic schemas, which take a part of their definition from the schemas that
//! refer to them (JSON Schema 2020-12, core, section 8.2.3.2).
//!
//! A schema that refers to a generic schema and defines its `$dynamicAnchor` gets a copy with that
//! part replaced. Every other `$dynamicRef` becomes a `$ref`.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::anchor::DATA;
use super::limits::TreeBudget;
use super::reference::find_mut;
use super::{Document, Node, PlaceId, Pointer, overlay};

/// The location of a schema and its replacement.
type Edit = (Pointer, Value);

/// Replaces every `$dynamicRef` of a document. If the budget does not allow a copy, the reference
/// becomes a `$ref`.
pub(super) fn resolve(document: &mut Document, budget: &mut TreeBudget) {
    let mut edits = Vec::new();
    let mut search = Search {
        budget,
        references: HashMap::new(),
    };
    for root in document.roots() {
        search.specialize(&root, &mut edits);
    }
    // The innermost first, so that a copy does not contain another one.
    for (at, value) in edits.into_iter().rev() {
        if let Some((_, place)) = find_mut(&mut document.files[at.file()].root, at.as_str()) {
            *place = value;
        }
    }
    for file in &mut document.files {
        replace_with_ref(&mut file.root);
    }
    document.targets = RefCell::default();
    document.names.take();
}

/// Finds references to generic schemas whose dynamic anchors the referring schema defines.
struct Search<'r> {
    budget: &'r mut TreeBudget,
    /// The names of the dynamic references in each schema.
    references: HashMap<PlaceId, Rc<HashSet<String>>>,
}

impl Search<'_> {
    fn specialize(&mut self, node: &Node<'_>, edits: &mut Vec<Edit>) {
        let names = dynamic_anchors(node);
        if !names.is_empty() {
            let own = node.text("$ref").map(|_| node.clone());
            let extended = node.get("allOf").into_iter().flat_map(|list| list.items());
            for reference in own.into_iter().chain(extended) {
                edits.extend(self.specialized(&reference, &names));
            }
        }
        let members = node.entries().filter(|(key, _)| !DATA.contains(key));
        members.for_each(|(_, member)| self.specialize(&member, edits));
        node.items().for_each(|item| self.specialize(&item, edits));
    }

    /// A copy of the target of a reference in which dynamic references are resolved; `None` if it
    /// has none.
    fn specialized(
        &mut self,
        reference: &Node<'_>,
        names: &HashMap<String, Pointer>,
    ) -> Option<Edit> {
        reference.text("$ref")?;
        let target = reference.follow().ok()?;
        // References in the copy are relative to the file of the target.
        let is_near = target.at().file() == reference.at().file();
        if !is_near
            || !self
                .dynamic_references(&target)
                .iter()
                .any(|it| names.contains_key(it))
        {
            return None;
        }
        let (values, text) = overlay::measure(target.value());
        self.budget.take(values, text).ok()?;
        let mut copy = substitute(&target, names);
        if let Value::Object(copy) = &mut copy {
            for keyword in ["$id", "$anchor", "$dynamicAnchor", "$defs"] {
                copy.shift_remove(keyword);
            }
        }
        Some((reference.at().clone(), copy))
    }

    /// The names of the dynamic references in a schema.
    fn dynamic_references(&mut self, schema: &Node<'_>) -> Rc<HashSet<String>> {
        let found = self.references.entry(schema.id()).or_insert_with(|| {
            let mut names = HashSet::new();
            collect(schema, &mut names);
            Rc::new(names)
        });
        found.clone()
    }
}

fn collect(node: &Node<'_>, names: &mut HashSet<String>) {
    names.extend(dynamic_reference(node));
    node.entries()
        .for_each(|(_, member)| collect(&member, names));
    node.items().for_each(|item| collect(&item, names));
}

/// The dynamic anchors of a schema and of its `$defs`.
fn dynamic_anchors(node: &Node<'_>) -> HashMap<String, Pointer> {
    let named = |node: &Node<'_>| {
        let name = node.text("$dynamicAnchor")?;
        Some((name.to_owned(), node.at().clone()))
    };
    let definitions = node.get("$defs").into_iter().flat_map(|all| all.entries());
    let definitions = definitions.filter_map(|(_, schema)| named(&schema));
    definitions.chain(named(node)).collect()
}

/// The anchor that a `$dynamicRef` names.
fn dynamic_reference(node: &Node<'_>) -> Option<String> {
    let (_, name) = node.text("$dynamicRef")?.split_once('#')?;
    Some(name.to_owned())
}

/// Copies a schema and replaces the dynamic references with these names. Other references keep
/// their targets.
fn substitute(node: &Node<'_>, names: &HashMap<String, Pointer>) -> Value {
    if let Value::Array(_) = node.value() {
        return node.items().map(|item| substitute(&item, names)).collect();
    }
    let Value::Object(_) = node.value() else {
        return node.value().clone();
    };
    let members = node.entries().map(|(key, member)| {
        let place = match key {
            "$dynamicRef" => dynamic_reference(node).and_then(|name| names.get(&name).cloned()),
            "$ref" => {
                let target = member.value().as_str().and_then(|it| node.refer(it));
                let target = target.filter(|target| target.at().file() == node.at().file());
                target.map(|target| target.at().clone())
            }
            _ => None,
        };
        match place {
            Some(place) => ("$ref".to_owned(), Document::reference_to(&place).into()),
            None => (key.to_owned(), substitute(&member, names)),
        }
    });
    Value::Object(members.collect::<Map<_, _>>())
}

/// Turns every remaining `$dynamicRef` into a `$ref`.
fn replace_with_ref(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let schemas = members
                .iter_mut()
                .filter(|(key, _)| !DATA.contains(&key.as_str()));
            schemas.for_each(|(_, member)| replace_with_ref(member));
            let Some(reference) = members.shift_remove("$dynamicRef") else {
                return;
            };
            if members.is_empty() {
                members.insert("$ref".to_owned(), reference);
                return;
            }
            // In OpenAPI 3.0, a `$ref` has no siblings.
            let reference = Map::from_iter([("$ref".to_owned(), reference)]);
            match members.get_mut("allOf") {
                Some(Value::Array(list)) => list.push(Value::Object(reference)),
                _ => {
                    let list = vec![Value::Object(reference)];
                    members.insert("allOf".to_owned(), Value::Array(list));
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(replace_with_ref),
        _ => {}
    }
}
