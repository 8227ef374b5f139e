//! Unions: values that have one of several types.

use super::{Doc, Presence, Type, XmlElement};

/// A union (`oneOf`, `anyOf`). Every union also has the variant `Unknown(serde_json::Value)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Union {
    /// The property whose value selects the member.
    pub discriminator: Option<String>,
    /// The value of the discriminator that applies if it is absent or unknown.
    pub default_tag: Option<String>,
    /// The members, most specific first.
    pub members: Vec<Member>,
}

/// One member of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Member {
    /// Name of the variant; never `Unknown`.
    pub rust_name: String,
    /// Type of the variant; never [`Type::Nullable`].
    pub ty: Type,
    /// Values of the discriminator that select it.
    pub tags: Vec<String>,
    /// True if its type has no property for the discriminator. The first of the tags is then added
    /// to requests.
    pub adds_tag: bool,
    /// The shape by which a value is recognised.
    pub shape: Shape,
    /// Its XML element at the root or in a list, if it has a name of its own.
    pub xml: Option<XmlElement>,
    /// The documentation in the description.
    pub doc: Doc,
}

/// The shape of JSON values by which a member of a union is recognised.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Any value.
    Any,
    /// `true` or `false`.
    Bool,
    /// An integer.
    Int,
    /// Any number.
    Number,
    /// A string.
    String,
    /// One of these strings.
    OneOf(Vec<String>),
    /// A list.
    List,
    /// An object.
    Object(Vec<ShapeProperty>),
}

/// A property that decides whether an object is a member of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ShapeProperty {
    /// Name on the wire.
    pub wire_name: String,
    /// Whether an object of this member may lack it, and whether it may be `null`.
    pub presence: Presence,
    /// The shape of its value. A nested [`Shape::Object`] has no properties.
    pub shape: Shape,
}
