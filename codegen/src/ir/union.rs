//! Values that are one of several types.

use super::{Doc, Type, XmlElement};

/// One of several types. Every union also has `Unknown(serde_json::Value)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Union {
    /// The property that says which one it is.
    pub discriminator: Option<String>,
    /// The value of it that is meant where there is none, or one that nobody knows.
    pub default_tag: Option<String>,
    /// The members, most specific first.
    pub members: Vec<Member>,
}

/// One member of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Member {
    /// Name of the variant; never `Unknown`.
    pub rust_name: String,
    /// What it holds; never [`Type::Nullable`].
    pub ty: Type,
    /// Values of the discriminator that name it.
    pub tags: Vec<String>,
    /// Its type has no property for the discriminator: the first of the tags is added when it is
    /// sent.
    pub adds_tag: bool,
    /// What a value must look like to be this member.
    pub shape: Shape,
    /// The element it is in XML, where it stands outermost or in a list and has a name of its own.
    pub xml: Option<XmlElement>,
    /// What the description says of it.
    pub doc: Doc,
}

/// What a JSON value must look like to be a given member of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Any value.
    Any,
    /// `true` or `false`.
    Bool,
    /// A number without a fraction.
    Int,
    /// Any number.
    Number,
    /// A text.
    String,
    /// One of these texts.
    OneOf(Vec<String>),
    /// A list.
    List,
    /// An object.
    Object(Vec<ShapeProperty>),
}

/// A property that speaks for or against a member of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ShapeProperty {
    /// Name on the wire.
    pub wire_name: String,
    /// Without it the value is not this member.
    pub required: bool,
    /// What its value looks like, one level deep: [`Shape::Object`] has no properties here.
    pub shape: Shape,
    /// `null` is fine too.
    pub nullable: bool,
}
