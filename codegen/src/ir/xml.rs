//! The encoding of values in XML.

/// Where a value stands in XML.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct XmlElement {
    /// Name of the element or the attribute, with its prefix.
    pub name: String,
    /// What part of the element around it it is.
    pub place: XmlPlace,
    /// Name of the items of a list that stands in an element of its own.
    pub item: Option<String>,
    /// Prefix, which may be empty, and URI of the namespace.
    pub namespace: Option<(String, String)>,
}

/// What part of an element a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum XmlPlace {
    /// An element in it.
    Element,
    /// An attribute.
    Attribute,
    /// Its text.
    Text,
}
