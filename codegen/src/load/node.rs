use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Document, Pointer, Version};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::wording::keyword;

/// A value of a document and its location.
#[derive(Clone)]
pub struct Node<'d> {
    pub(super) document: &'d Document,
    pub(super) value: &'d Value,
    pub(super) at: Pointer,
}

/// Identity of a location in a document, as a key of memo tables. It is not ordered, because it
/// differs between runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlaceId(usize);

/// Objects with at most this many members are searched linearly, which is faster than hashing. Most
/// schemas are smaller.
const MAX_LINEAR: usize = 8;

/// Prints the location only: the value may be large.
impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Node").field(&self.at).finish()
    }
}

impl<'d> Node<'d> {
    /// The value itself.
    pub fn value(&self) -> &'d Value {
        self.value
    }

    /// The location.
    pub fn at(&self) -> &Pointer {
        &self.at
    }

    /// Identity of the location.
    pub fn id(&self) -> PlaceId {
        PlaceId(std::ptr::from_ref(self.value).addr())
    }

    /// The member with this key; `None` if this is no object or has none.
    pub fn get(&self, key: &str) -> Option<Node<'d>> {
        Some(self.child(key, self.member(key)?))
    }

    /// The string member with this key.
    pub fn text(&self, key: &str) -> Option<&'d str> {
        self.member(key)?.as_str()
    }

    /// True if the member with this key is `true`.
    pub fn flag(&self, key: &str) -> bool {
        self.member(key) == Some(&Value::Bool(true))
    }

    /// The keys in document order; none if this is no object.
    pub fn keys(&self) -> impl Iterator<Item = &'d str> + use<'d> {
        let members = self.value.as_object().into_iter().flatten();
        members.map(|(key, _)| key.as_str())
    }

    /// The members in document order; none if this is no object.
    pub fn entries(&self) -> impl Iterator<Item = (&'d str, Node<'d>)> + use<'d> {
        let this = self.clone();
        let members = self.value.as_object().into_iter().flatten();
        members.map(move |(key, value)| (key.as_str(), this.child(key, value)))
    }

    /// The items in order; none if this is no list.
    pub fn items(&self) -> impl Iterator<Item = Node<'d>> + use<'d> {
        let this = self.clone();
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(move |(index, value)| this.child(&index.to_string(), value))
    }

    /// The item at this index; `None` if this is no list or too short.
    pub fn item(&self, index: usize) -> Option<Node<'d>> {
        let value = self.value.as_array()?.get(index)?;
        Some(self.child(&index.to_string(), value))
    }

    /// Follows `$ref` repeatedly to the target; this node itself if it is no reference.
    ///
    /// # Errors
    ///
    /// A warning that names the reference, if its target does not exist, is a URL, is outside of
    /// the folder of the description, or is the reference itself.
    pub fn follow(&self) -> Result<Node<'d>, Diagnostic> {
        self.document.follow(self)
    }

    /// The target of a reference in the same file, which may be a reference itself.
    pub fn refer(&self, reference: &str) -> Option<Node<'d>> {
        self.document.target(&self.at, reference).ok()
    }

    /// The version of OpenAPI of the file.
    pub fn version(&self) -> Version {
        self.document.files[self.at.file()].version
    }

    /// The location for messages: `#/components/schemas/Pet`, or `shared/pet.yaml#/Pet` in another
    /// file.
    pub fn origin(&self) -> String {
        let at = self.document.written_at(&self.at);
        let parts = self.document.path_of(at.file());
        format!("{}{at}", parts.join("/"))
    }

    /// Name of the file up to the first dot; `None` for the description itself.
    pub fn file_name(&self) -> Option<String> {
        let path = self.document.path_of(self.at.file());
        let name = path.last()?;
        Some(String::from(name.split('.').next().unwrap_or(name)))
    }

    /// Deserializes the value into a type of `openapiv3`. Schemas are empty and examples absent in
    /// it: they are read from the tree.
    ///
    /// # Errors
    ///
    /// A warning at this location, if the value does not have the structure of the type.
    pub fn typed<T: DeserializeOwned>(&self) -> Result<T, Diagnostic> {
        serde_json::from_value(outline(self.value))
            .map_err(|error| keyword::invalid_object(&error.to_string()).warning(&self.at))
    }

    fn member(&self, key: &str) -> Option<&'d Value> {
        let members = self.value.as_object()?;
        if members.len() > MAX_LINEAR {
            return members.get(key);
        }
        let mut members = members.iter();
        members.find_map(|(own, value)| (own == key).then_some(value))
    }

    fn child(&self, key: &str, value: &'d Value) -> Node<'d> {
        Node {
            document: self.document,
            value,
            at: self.at.join(key),
        }
    }
}

/// Members whose keys are chosen by the author of the description, so that a key does not identify
/// a kind of value.
const NAMED_BY_AUTHOR: [&str; 8] = [
    "content",
    "headers",
    "links",
    "mapping",
    "responses",
    "scopes",
    "securitySchemes",
    "variables",
];

/// Copies a value without schemas, examples and extensions, which can be large.
fn outline(value: &Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .iter()
                .filter_map(|(key, value)| Some((key.clone(), outline_member(key, value)?)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.iter().map(outline).collect()),
        scalar => scalar.clone(),
    }
}

fn outline_member(key: &str, value: &Value) -> Option<Value> {
    match (key, value) {
        ("example" | "examples", _) => None,
        ("schema", _) => Some(Value::Object(Map::new())),
        (key, Value::Object(members)) if NAMED_BY_AUTHOR.contains(&key) => Some(Value::Object(
            members
                .iter()
                .map(|(k, v)| (k.clone(), outline(v)))
                .collect(),
        )),
        (key, _) if key.starts_with("x-") => None,
        (_, value) => Some(outline(value)),
    }
}
