//! Objects that requests refer to by ID and that responses contain in full.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::description::Description;

/// A JSON pointer into the request, and a message.
pub(crate) type Fault = (String, String);

/// All objects with an ID in the examples of the description.
#[derive(Debug, Default)]
pub(crate) struct KnownObjects(BTreeMap<String, Map<String, Value>>);

impl KnownObjects {
    pub(crate) fn add(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.add(item)),
            Value::Object(members) => {
                if let Some(id) = members.get("id").and_then(Value::as_str) {
                    self.0.insert(id.to_owned(), members.clone());
                }
                members.values().for_each(|member| self.add(member));
            }
            _ => {}
        }
    }

    /// Converts a value of a request to the shape of a response. Members that responses do not have are removed, IDs
    /// are replaced by the objects that they refer to, and a single value becomes a list if the response has a list.
    /// `None` if a response cannot contain the value.
    pub(crate) fn shape(
        &self,
        description: &Description,
        schema: &Value,
        value: &Value,
        at: &str,
    ) -> Result<Option<Value>, Fault> {
        let schema = description.follow(schema);
        if let Some(items) = schema.get("items") {
            let sent = match value {
                Value::Array(sent) => sent.as_slice(),
                lone => std::slice::from_ref(lone),
            };
            let mut shaped = Vec::new();
            for (index, item) in sent.iter().enumerate() {
                shaped.extend(self.shape(description, items, item, &format!("{at}/{index}"))?);
            }
            return Ok(Some(Value::Array(shaped)));
        }
        match value.as_object() {
            Some(members) => self.shape_object(description, schema, members, at),
            None => Ok(Some(value.clone())),
        }
    }

    fn shape_object(
        &self,
        description: &Description,
        schema: &Value,
        members: &Map<String, Value>,
        at: &str,
    ) -> Result<Option<Value>, Fault> {
        let id = members.get("id").and_then(Value::as_str);
        let known = id.and_then(|id| self.0.get(id));
        let mut shaped = Map::new();
        for (name, property) in description.properties(schema) {
            if let Some(member) = members.get(name) {
                let member = self.shape(description, property, member, &format!("{at}/{name}"))?;
                shaped.extend(member.map(|member| (name.to_owned(), member)));
            } else if let Some(member) = known.and_then(|known| known.get(name)) {
                shaped.insert(name.to_owned(), member.clone());
            }
        }
        let required = schema["required"].as_array().into_iter().flatten();
        let mut missing = required
            .filter_map(Value::as_str)
            .filter(|name| !shaped.contains_key(*name));
        match (missing.next(), id) {
            (None, _) => Ok(Some(shaped.into())),
            (Some(_), Some(id)) => Err((format!("{at}/id"), format!("nothing is known as {id}"))),
            (Some(_), None) => Ok(None),
        }
    }
}
