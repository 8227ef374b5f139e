//! The representation of values in XML.

/// The element or attribute of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct XmlElement {
    /// Name with its prefix.
    pub name: String,
    /// Whether it is an element, an attribute or text.
    pub place: XmlPlace,
    /// Name of the elements of a list that is wrapped in an element of its own.
    pub item: Option<String>,
    /// Prefix (possibly empty) and URI of the namespace.
    pub namespace: Option<(String, String)>,
}

/// The kind of XML node that represents a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum XmlPlace {
    /// An element.
    Element,
    /// An attribute.
    Attribute,
    /// The text of the enclosing element.
    Text,
}
