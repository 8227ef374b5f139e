//! The resources of the server.

use std::collections::BTreeMap;

use anyhow::Result;
use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::{
    check::{Checked, parameter_name},
    description::{Description, Operation},
    objects::KnownObjects,
    response::Refusal,
};

/// The account of all resources in the server.
pub const ACCOUNT: &str = "023e105f4ecef8ad9ca31a8372d0c353";

/// The ID of a policy that belongs to another deployment group than the one in the examples.
pub const TAKEN_POLICY: &str = "policy-uuid-3";

/// The deployment group that the policy belongs to.
const OTHER_GROUP: &str = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

/// The resources by the segments of their paths, and the objects that they may refer to.
#[derive(Debug, Default)]
pub(crate) struct Store {
    resources: BTreeMap<Vec<String>, Map<String, Value>>,
    known: KnownObjects,
}

impl Store {
    /// Fills a store with the examples of the description.
    pub(crate) fn from_examples(description: &Description) -> Result<Self> {
        let mut store = Self::default();
        for operation in &description.operations {
            store.known.add(&operation.example);
            let path = example_path(operation);
            let mut resource = operation.example.as_object().cloned().unwrap_or_default();
            if let Some(id) = path.last() {
                resource.insert("id".to_owned(), id.as_str().into());
            }
            if operation.has_conflict {
                store.add_neighbour(&path, &resource);
            }
            store.resources.insert(path, resource);
        }
        Ok(store)
    }

    /// A second resource of the same kind, which owns [`TAKEN_POLICY`].
    fn add_neighbour(&mut self, path: &[String], resource: &Map<String, Value>) {
        let mut path = path.to_vec();
        let mut resource = resource.clone();
        path.pop();
        path.push(OTHER_GROUP.to_owned());
        resource.insert("id".to_owned(), OTHER_GROUP.into());
        resource.insert("policy_ids".to_owned(), json!([TAKEN_POLICY]));
        self.resources.insert(path, resource);
    }

    /// Applies a request, and returns the resource.
    pub(crate) fn edit(
        &mut self,
        description: &Description,
        request: &Checked<'_>,
    ) -> Result<Value, Refusal> {
        let Some(before) = self.resources.get(&request.path) else {
            let id = request.path.last().map_or("", String::as_str);
            let message = format!("nothing is known as {id}");
            return Err(Refusal::new(StatusCode::NOT_FOUND, 1005, message));
        };
        self.refuse_conflict(request, before)?;
        let mut after = before.clone();
        let operation = request.operation;
        let sent = description.properties(&operation.body.source);
        let shown = description.properties(&operation.result.source);
        let required = &description.follow(&operation.result.source)["required"];
        for name in sent.into_keys() {
            let value = match (request.body.get(name), shown.get(name)) {
                (Some(value), Some(schema)) => self
                    .known
                    .shape(description, schema, value, &format!("/{name}"))
                    .map_err(|fault| Refusal::bad_body(vec![fault]))?,
                // `PUT` removes members that the request omits, unless a response requires them.
                (None, _) if operation.method == "PUT" && !contains(required, name) => None,
                _ => continue,
            };
            match value {
                Some(value) => after.insert(name.to_owned(), value),
                None => after.shift_remove(name),
            };
        }
        self.resources.insert(request.path.clone(), after.clone());
        Ok(after.into())
    }

    /// Refuses a policy that is newly added and belongs to another deployment group.
    fn refuse_conflict(
        &self,
        request: &Checked<'_>,
        before: &Map<String, Value>,
    ) -> Result<(), Refusal> {
        let Some(wanted) = request.body["policy_ids"]
            .as_array()
            .filter(|_| request.operation.has_conflict)
        else {
            return Ok(());
        };
        let held = before.get("policy_ids").unwrap_or(&Value::Null);
        let collection = &request.path[..request.path.len() - 1];
        let others = self
            .resources
            .iter()
            .filter(|(path, _)| **path != request.path && path.starts_with(collection));
        for (path, other) in others {
            let taken = wanted.iter().filter_map(Value::as_str).find(|id| {
                !contains(held, id) && other.get("policy_ids").is_some_and(|ids| contains(ids, id))
            });
            if let Some(id) = taken {
                let owner = path.last().map_or("", String::as_str);
                let message = format!("policy {id} already belongs to deployment group {owner}");
                return Err(Refusal::new(StatusCode::CONFLICT, 1006, message));
            }
        }
        Ok(())
    }
}

/// The path of the resource in an operation's examples.
fn example_path(operation: &Operation) -> Vec<String> {
    let fill = |segment: &String| {
        let parameter = parameter_name(segment).and_then(|name| operation.parameters.get(name));
        parameter.map_or_else(|| segment.clone(), |parameter| parameter.example.clone())
    };
    operation.segments.iter().map(fill).collect()
}

fn contains(list: &Value, text: &str) -> bool {
    list.as_array()
        .is_some_and(|items| items.iter().any(|item| item == text))
}
