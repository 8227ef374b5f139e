use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Document, Pointer, Version};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::wording::keyword;

/// A value of a document and its place.
#[derive(Clone)]
pub struct Node<'d> {
    pub(super) document: &'d Document,
    pub(super) value: &'d Value,
    pub(super) at: Pointer,
}

/// Identity of a place in a document, for memo tables: equal for equal places, however they were
/// reached. It has no order, because it differs between runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlaceId(usize);

/// Up to so many members are looked through faster than a key is hashed. Most schemas have fewer.
const FEW: usize = 8;

/// Names the place; what is there may be large.
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

    /// Where it stands.
    pub fn at(&self) -> &Pointer {
        &self.at
    }

    /// Identity of the place.
    pub fn id(&self) -> PlaceId {
        PlaceId(std::ptr::from_ref(self.value).addr())
    }

    /// The member with this key, where this is an object that has it.
    pub fn get(&self, key: &str) -> Option<Node<'d>> {
        Some(self.child(key, self.member(key)?))
    }

    /// The text of the member with this key.
    pub fn text(&self, key: &str) -> Option<&'d str> {
        self.member(key)?.as_str()
    }

    /// True when the member with this key is `true`.
    pub fn flag(&self, key: &str) -> bool {
        self.member(key) == Some(&Value::Bool(true))
    }

    /// The keys of the members in document order; none where this is not an object.
    pub fn keys(&self) -> impl Iterator<Item = &'d str> + use<'d> {
        let members = self.value.as_object().into_iter().flatten();
        members.map(|(key, _)| key.as_str())
    }

    /// The members in document order; none where this is not an object.
    pub fn entries(&self) -> impl Iterator<Item = (&'d str, Node<'d>)> + use<'d> {
        let this = self.clone();
        let members = self.value.as_object().into_iter().flatten();
        members.map(move |(key, value)| (key.as_str(), this.child(key, value)))
    }

    /// The items in order; none where this is not a list.
    pub fn items(&self) -> impl Iterator<Item = Node<'d>> + use<'d> {
        let this = self.clone();
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(move |(index, value)| this.child(&index.to_string(), value))
    }

    /// The item at this index, where this is a list that is long enough.
    pub fn item(&self, index: usize) -> Option<Node<'d>> {
        let value = self.value.as_array()?.get(index)?;
        Some(self.child(&index.to_string(), value))
    }

    /// Follows `$ref`, and the `$ref` it leads to, to the value that is meant: this node itself
    /// where it is not a reference.
    ///
    /// # Errors
    ///
    /// A warning that names the reference, when it leads nowhere, to a URL, outside the folder of
    /// the description, or in a circle.
    pub fn follow(&self) -> Result<Node<'d>, Diagnostic> {
        self.document.follow(self)
    }

    /// The place that a reference in the same file names, whatever stands there.
    pub fn refer(&self, reference: &str) -> Option<Node<'d>> {
        self.document.target(&self.at, reference).ok()
    }

    /// The OpenAPI that its file is written in.
    pub fn version(&self) -> Version {
        self.document.files[self.at.file()].version
    }

    /// Where it stands, for people: `#/components/schemas/Pet`, or `shared/pet.yaml#/Pet` in
    /// another file than the description.
    pub fn origin(&self) -> String {
        let at = self.document.written_at(&self.at);
        let parts = self.document.path_of(at.file());
        format!("{}{at}", parts.join("/"))
    }

    /// Name of the file, without what follows the first dot; nothing in the description itself.
    pub fn file_name(&self) -> Option<String> {
        let path = self.document.path_of(self.at.file());
        let name = path.last()?;
        Some(String::from(name.split('.').next().unwrap_or(name)))
    }

    /// Deserializes the value into a type of `openapiv3`. Its schemas arrive as empty ones and
    /// its examples not at all: they are read from the tree.
    ///
    /// # Errors
    ///
    /// A warning at this place that says what is wrong with it.
    pub fn typed<T: DeserializeOwned>(&self) -> Result<T, Diagnostic> {
        serde_json::from_value(outline(self.value))
            .map_err(|error| keyword::invalid_object(&error.to_string()).warning(&self.at))
    }

    fn member(&self, key: &str) -> Option<&'d Value> {
        let members = self.value.as_object()?;
        if members.len() > FEW {
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

/// Members whose own members are named by the author, so that a name tells nothing.
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

/// Copies a value without what can be large in it: schemas, examples and extensions.
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
