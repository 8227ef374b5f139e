use quick_xml::escape::escape;
use secrecy::SecretString;
use serde_json::{Map, Value};

use super::types::{NodeType, XmlElement, XmlMember, XmlShape, XmlType};
use super::write_union::write_union;
use crate::call::{Argument, Call};
use crate::json::{Encode, Writer, float_text};
use crate::operation::{Body, Content, Payload, Source};

/// The XML declaration.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

impl Call {
    /// Sets the body to XML; `root` is the root element.
    pub fn set_xml<T: Argument + XmlType>(&mut self, value: T, root: XmlElement) {
        let document = Document {
            json: marking(&value, &mut self.secrets),
            root,
            shape: T::shape,
        };
        self.body = Some(Body {
            content: Content::Other(std::sync::Arc::new(document)),
            media_type: self.body_type(),
        });
        #[cfg(feature = "validate")]
        self.keep(None, value);
    }
}

/// A value that is sent as XML.
struct Document {
    json: Vec<u8>,
    root: XmlElement,
    shape: fn() -> XmlShape,
}

impl Source for Document {
    fn payload(&self) -> Result<Payload, String> {
        document(&self.json, self.root, (self.shape)()).map(|text| Payload::Bytes(text.into()))
    }

    fn media_type(&self) -> Option<String> {
        None
    }
}

/// Encodes a value as JSON with marked members of unions, and adds the secrets in it to `secrets`.
pub(crate) fn marking(value: &dyn Encode, secrets: &mut Vec<SecretString>) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.marks = true;
    value.encode(&mut writer);
    let (json, found) = writer.into_parts();
    secrets.extend(found);
    json
}

/// Writes the JSON text of a value as XML; members of unions are marked in it.
///
/// # Errors
/// The value has a text that XML cannot represent.
pub(crate) fn document(json: &[u8], root: XmlElement, shape: XmlShape) -> Result<String, String> {
    let value: Value = serde_json::from_slice(json)
        .map_err(|error| format!("the body cannot be spelled: {error}"))?;
    let mut out = DECLARATION.to_owned();
    write(&mut out, Tag::of(&root), &value, shape);
    if out.contains(is_forbidden) {
        return Err("the body has a character that XML cannot hold".to_owned());
    }
    Ok(out)
}

fn is_forbidden(c: char) -> bool {
    (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The element that a value is written as.
#[derive(Clone, Copy)]
pub(crate) struct Tag<'n> {
    name: &'n str,
    /// Name of the items of a wrapped list.
    item: Option<&'n str>,
    namespace: Option<(&'n str, &'n str)>,
    /// Its name is that of an object's member, and not that of the value's type.
    pub(crate) is_member: bool,
}

impl<'n> Tag<'n> {
    pub(crate) fn new(name: &'n str) -> Self {
        Self {
            name,
            item: None,
            namespace: None,
            is_member: false,
        }
    }

    pub(crate) fn of(element: &XmlElement) -> Self {
        Self {
            name: element.name,
            item: element.item,
            namespace: element.namespace,
            is_member: false,
        }
    }

    /// Writes the element; `attributes` are empty or start with a space.
    pub(crate) fn write(self, out: &mut String, attributes: &str, content: &str) {
        let mut head = String::new();
        self.declare(&mut head);
        out.extend(["<", self.name, &head, attributes]);
        if content.is_empty() {
            out.push_str("/>");
        } else {
            out.extend([">", content, "</", self.name, ">"]);
        }
    }

    /// Declares the namespace.
    fn declare(self, out: &mut String) {
        match self.namespace {
            Some(("", uri)) => attribute(out, "xmlns", uri),
            Some((prefix, uri)) => attribute(out, &format!("xmlns:{prefix}"), uri),
            None => {}
        }
    }
}

fn attribute(out: &mut String, name: &str, text: &str) {
    out.extend([" ", name, "=\"", &escape(text), "\""]);
}

/// Writes the element, or elements, of a value.
pub(crate) fn write(out: &mut String, tag: Tag<'_>, value: &Value, shape: XmlShape) {
    let mut attributes = String::new();
    let mut content = String::new();
    match (shape, value) {
        (XmlShape::List(item), Value::Array(items)) => {
            for value in items {
                write_item(&mut content, tag, value, item());
            }
            if tag.item.is_none() {
                return out.push_str(&content);
            }
        }
        (XmlShape::Tuple(items, more), Value::Array(values)) => {
            let shapes = items.iter().copied().map(Some);
            let shapes = shapes.chain(std::iter::repeat(more));
            for (value, shape) in values.iter().zip(shapes) {
                let shape = shape.map_or(XmlShape::Any, |shape| shape());
                write_item(&mut content, tag, value, shape);
            }
            if tag.item.is_none() {
                return out.push_str(&content);
            }
        }
        (XmlShape::Union(union), value) => return write_union(out, tag, value, union, None),
        (XmlShape::Object(members), Value::Object(values)) => {
            write_members(&mut attributes, &mut content, members, values);
        }
        (XmlShape::Map(item), Value::Object(values)) => {
            for (name, value) in values {
                write(&mut content, Tag::new(&encoded_as(name)), value, item());
            }
        }
        (_, Value::Object(values)) => {
            for (name, value) in values {
                write(
                    &mut content,
                    Tag::new(&encoded_as(name)),
                    value,
                    XmlShape::Any,
                );
            }
        }
        (_, Value::Array(items)) => {
            return items
                .iter()
                .for_each(|value| write(out, tag, value, XmlShape::Any));
        }
        (_, value) => content.push_str(&escape(text(value))),
    }
    tag.write(out, &attributes, &content);
}

/// Writes an item of a list. A list in a list has an element around it.
fn write_item(out: &mut String, list: Tag<'_>, value: &Value, shape: XmlShape) {
    let tag = list.item.map_or(list, Tag::new);
    let tag = Tag {
        is_member: false,
        ..tag
    };
    write(out, around(tag, shape), value, shape);
}

/// The tag of a value as a single element, even of a list.
pub(crate) fn around(tag: Tag<'_>, shape: XmlShape) -> Tag<'_> {
    let is_list = matches!(shape, XmlShape::List(_) | XmlShape::Tuple(..));
    Tag {
        item: tag.item.or(is_list.then_some(tag.name)),
        ..tag
    }
}

pub(crate) fn write_members(
    attributes: &mut String,
    content: &mut String,
    members: &[XmlMember],
    values: &Map<String, Value>,
) {
    for member in members {
        if let Some(value) = values.get(member.member).filter(|value| !value.is_null()) {
            write_member(attributes, content, member, value);
        }
    }
}

pub(crate) fn write_member(
    attributes: &mut String,
    content: &mut String,
    member: &XmlMember,
    value: &Value,
) {
    let mut tag = Tag::of(&member.element);
    tag.is_member = matches!((member.shape)(), XmlShape::Union(_));
    match member.element.node_type {
        NodeType::Element => write(content, tag, value, (member.shape)()),
        NodeType::Text => content.push_str(&escape(text(value))),
        NodeType::Attribute => {
            tag.declare(attributes);
            attribute(attributes, tag.name, &text(value));
        }
    }
}

/// Escapes a name from data for XML.
pub(crate) fn encoded_as(name: &str) -> String {
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut encoded_as = name.replace(|c| !letter(c), "_");
    if !encoded_as.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        encoded_as.insert(0, '_');
    }
    encoded_as
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_f64() => float_text(&number.to_string()),
        value => value.to_string(),
    }
}
