//! `$dynamicRef`: generic schemas, of which a part is defined by the schemas that refer to them
//! (JSON Schema 2020-12, core, section 8.2.3.2).
//!
//! A schema that refers to a generic one and defines its `$dynamicAnchor` gets a copy of it with
//! that part filled in. Every other `$dynamicRef` is treated as a `$ref`.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::anchor::DATA;
use super::limits::TreeBudget;
use super::reference::find_mut;
use super::{Document, Node, PlaceId, Pointer, overlay};

/// What takes the place of a schema.
type Edit = (Pointer, Value);

/// Settles every `$dynamicRef` of a document. Where there is no room for a copy, none is made.
pub(super) fn resolve(document: &mut Document, budget: &mut TreeBudget) {
    let mut edits = Vec::new();
    let mut search = Search {
        budget,
        open: HashMap::new(),
    };
    for root in document.roots() {
        search.specialize(&root, &mut edits);
    }
    // From the inside out: what is around a copy is not copied again.
    for (at, value) in edits.into_iter().rev() {
        if let Some((_, place)) = find_mut(&mut document.files[at.file()].root, at.as_str()) {
            *place = value;
        }
    }
    for file in &mut document.files {
        settle(&mut file.root);
    }
    document.ends = RefCell::default();
    document.names.take();
}

/// Looks for references of schemas that fill in names of what they refer to.
struct Search<'r> {
    budget: &'r mut TreeBudget,
    /// The names that schemas leave open, by their places.
    open: HashMap<PlaceId, Rc<HashSet<String>>>,
}

impl Search<'_> {
    fn specialize(&mut self, node: &Node<'_>, edits: &mut Vec<Edit>) {
        let names = given(node);
        if !names.is_empty() {
            let own = node.text("$ref").map(|_| node.clone());
            let extended = node.get("allOf").into_iter().flat_map(|list| list.items());
            for reference in own.into_iter().chain(extended) {
                edits.extend(self.filled(&reference, &names));
            }
        }
        let members = node.entries().filter(|(key, _)| !DATA.contains(key));
        members.for_each(|(_, member)| self.specialize(&member, edits));
        node.items().for_each(|item| self.specialize(&item, edits));
    }

    /// A copy of what a reference leads to, with names filled in; nothing where it leaves none open.
    fn filled(&mut self, reference: &Node<'_>, names: &HashMap<String, Pointer>) -> Option<Edit> {
        reference.text("$ref")?;
        let target = reference.follow().ok()?;
        // References in it mean something else in another file.
        let is_near = target.at().file() == reference.at().file();
        if !is_near
            || !self
                .open_in(&target)
                .iter()
                .any(|it| names.contains_key(it))
        {
            return None;
        }
        let (values, text) = overlay::measure(target.value());
        self.budget.take(values, text).ok()?;
        let mut copy = fill(&target, names);
        if let Value::Object(copy) = &mut copy {
            for keyword in ["$id", "$anchor", "$dynamicAnchor", "$defs"] {
                copy.shift_remove(keyword);
            }
        }
        Some((reference.at().clone(), copy))
    }

    /// The names that a schema leaves open.
    fn open_in(&mut self, schema: &Node<'_>) -> Rc<HashSet<String>> {
        let found = self.open.entry(schema.id()).or_insert_with(|| {
            let mut names = HashSet::new();
            collect(schema, &mut names);
            Rc::new(names)
        });
        found.clone()
    }
}

fn collect(node: &Node<'_>, names: &mut HashSet<String>) {
    names.extend(open_name(node));
    node.entries()
        .for_each(|(_, member)| collect(&member, names));
    node.items().for_each(|item| collect(&item, names));
}

/// The names that a schema gives to itself, or to schemas among its definitions.
fn given(node: &Node<'_>) -> HashMap<String, Pointer> {
    let named = |node: &Node<'_>| {
        let name = node.text("$dynamicAnchor")?;
        Some((name.to_owned(), node.at().clone()))
    };
    let definitions = node.get("$defs").into_iter().flat_map(|all| all.entries());
    let definitions = definitions.filter_map(|(_, schema)| named(&schema));
    definitions.chain(named(node)).collect()
}

/// The name that a `$dynamicRef` is about.
fn open_name(node: &Node<'_>) -> Option<String> {
    let (_, name) = node.text("$dynamicRef")?.split_once('#')?;
    Some(name.to_owned())
}

/// Copies a schema; what it refers to by a name is what has the name now, and everything else stays
/// what it was.
fn fill(node: &Node<'_>, names: &HashMap<String, Pointer>) -> Value {
    if let Value::Array(_) = node.value() {
        return node.items().map(|item| fill(&item, names)).collect();
    }
    let Value::Object(_) = node.value() else {
        return node.value().clone();
    };
    let members = node.entries().map(|(key, member)| {
        let place = match key {
            "$dynamicRef" => open_name(node).and_then(|name| names.get(&name).cloned()),
            "$ref" => {
                let target = member.value().as_str().and_then(|it| node.refer(it));
                let target = target.filter(|target| target.at().file() == node.at().file());
                target.map(|target| target.at().clone())
            }
            _ => None,
        };
        match place {
            Some(place) => ("$ref".to_owned(), Document::reference_to(&place).into()),
            None => (key.to_owned(), fill(&member, names)),
        }
    });
    Value::Object(members.collect::<Map<_, _>>())
}

/// Makes a `$ref` of every `$dynamicRef` that is left.
fn settle(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let schemas = members
                .iter_mut()
                .filter(|(key, _)| !DATA.contains(&key.as_str()));
            schemas.for_each(|(_, member)| settle(member));
            let Some(reference) = members.shift_remove("$dynamicRef") else {
                return;
            };
            if members.is_empty() {
                members.insert("$ref".to_owned(), reference);
                return;
            }
            // A reference stands alone.
            let reference = Map::from_iter([("$ref".to_owned(), reference)]);
            match members.get_mut("allOf") {
                Some(Value::Array(list)) => list.push(Value::Object(reference)),
                _ => {
                    let list = vec![Value::Object(reference)];
                    members.insert("allOf".to_owned(), Value::Array(list));
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(settle),
        _ => {}
    }
}
