//! Tables that describe how values are encoded in XML, relative to their JSON.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::date::{Date, DateTime};
use crate::json::{Base64Bytes, Base64UrlBytes, Members, SecretString};

/// A type that can be encoded in XML.
pub trait XmlType {
    /// The shape of its values.
    fn shape() -> XmlShape;
}

/// The shape of values in XML. Inner shapes are functions, because types may contain themselves.
#[derive(Clone, Copy, Debug)]
pub enum XmlShape {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// Any content: text, or an object of its attributes and elements.
    Any,
    /// One element for each item.
    List(fn() -> XmlShape),
    /// One element for each member, with its name.
    Map(fn() -> XmlShape),
    /// Attributes, elements and text.
    Object(&'static [XmlMember]),
    /// One element for each item; the first items have a shape each, the others share one.
    Tuple(&'static [fn() -> XmlShape], Option<fn() -> XmlShape>),
    /// One of several shapes.
    Union(&'static XmlUnion),
}

/// The shapes of the members of a union, and how to distinguish them.
#[derive(Debug)]
pub struct XmlUnion {
    /// How their JSON values are distinguished.
    pub members: Members,
    /// The same members in XML, in the same order.
    pub choices: &'static [XmlChoice],
}

/// A member of a union.
#[derive(Debug)]
pub struct XmlChoice {
    /// Name of the variant.
    pub variant: &'static str,
    /// Its element, if that has a name of its own.
    pub element: Option<XmlElement>,
    /// The shape of its values.
    pub shape: fn() -> XmlShape,
}

/// A member of an object.
#[derive(Clone, Copy, Debug)]
pub struct XmlMember {
    /// Its name in JSON.
    pub member: &'static str,
    /// Its place in XML.
    pub element: XmlElement,
    /// The shape of its values.
    pub shape: fn() -> XmlShape,
}

/// The place of a value in XML: its name and kind of node.
#[derive(Clone, Copy, Debug)]
pub struct XmlElement {
    pub(crate) name: &'static str,
    pub(crate) node_type: NodeType,
    /// Name of the items of a wrapped list.
    pub(crate) item: Option<&'static str>,
    /// It is required.
    pub(crate) required: bool,
    /// Prefix and URI of a namespace that is declared here.
    pub(crate) namespace: Option<(&'static str, &'static str)>,
}

/// The kind of node that holds a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NodeType {
    Element,
    Attribute,
    Text,
}

impl XmlElement {
    /// An element with this name, which may have a prefix.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            node_type: NodeType::Element,
            item: None,
            required: false,
            namespace: None,
        }
    }

    /// Makes it required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Makes it an attribute.
    #[must_use]
    pub const fn attribute(mut self) -> Self {
        self.node_type = NodeType::Attribute;
        self
    }

    /// Makes it the text of its parent element.
    #[must_use]
    pub const fn text(mut self) -> Self {
        self.node_type = NodeType::Text;
        self
    }

    /// Makes it the wrapper of a list, and names the elements of the items.
    #[must_use]
    pub const fn wrapped(mut self, item: &'static str) -> Self {
        self.item = Some(item);
        self
    }

    /// Declares a namespace; without a prefix, it is the default namespace.
    #[must_use]
    pub const fn namespace(mut self, prefix: &'static str, uri: &'static str) -> Self {
        self.namespace = Some((prefix, uri));
        self
    }
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

macro_rules! xml_types {
    ($($shape:ident: $($name:ty)*;)*) => {$($(
        impl XmlType for $name {
            fn shape() -> XmlShape {
                XmlShape::$shape
            }
        }
    )*)*};
}

xml_types! {
    Text: String SecretString Date DateTime Base64Bytes Base64UrlBytes;
    Number: i8 i16 i32 i64 u8 u16 u32 u64 f32 f64;
    Bool: bool;
    Any: Value;
}

impl<T: XmlType> XmlType for Option<T> {
    fn shape() -> XmlShape {
        T::shape()
    }
}

impl<T: XmlType> XmlType for Box<T> {
    fn shape() -> XmlShape {
        T::shape()
    }
}

impl<T: XmlType> XmlType for Vec<T> {
    fn shape() -> XmlShape {
        XmlShape::List(T::shape)
    }
}

impl<T: XmlType> XmlType for BTreeMap<String, T> {
    fn shape() -> XmlShape {
        XmlShape::Map(T::shape)
    }
}
