use quick_xml::escape::escape;
use serde_json::Value;

use super::request_body::{Body, Content, Payload, Source};
use super::xml::{Place, XmlElement, XmlMember, XmlShape, XmlType};
use super::{Call, Given, Request};

/// The beginning of every text.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

impl Call {
    /// Sends XML; `root` is the outermost element.
    pub fn give_xml<T: Given + XmlType>(&mut self, value: T, root: XmlElement) {
        let document = Document {
            json: self.encoded(&value),
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

/// Gives the body whole, as XML.
pub fn give_xml<T: Given + XmlType, E, N>(
    request: Request<E>,
    value: T,
    root: XmlElement,
) -> Request<N> {
    request.with(|call| call.give_xml(value, root))
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

/// Writes the JSON text of a value as XML.
///
/// # Errors
/// Says what XML cannot hold.
pub(super) fn document(json: &[u8], root: XmlElement, shape: XmlShape) -> Result<String, String> {
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
struct Tag<'n> {
    name: &'n str,
    /// Name of the items of a list in an element of its own.
    item: Option<&'n str>,
    namespace: Option<(&'n str, &'n str)>,
}

impl<'n> Tag<'n> {
    fn new(name: &'n str) -> Self {
        Self {
            name,
            item: None,
            namespace: None,
        }
    }

    fn of(element: &XmlElement) -> Self {
        Self {
            name: element.name,
            item: element.item,
            namespace: element.namespace,
        }
    }

    /// Writes the element; `attributes` begin with a space where there are any.
    fn write(self, out: &mut String, attributes: &str, content: &str) {
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
fn write(out: &mut String, tag: Tag<'_>, value: &Value, shape: XmlShape) {
    let mut attributes = String::new();
    let mut content = String::new();
    match (shape, value) {
        (XmlShape::List(item), Value::Array(items)) => {
            let inner = tag.item.map_or(tag, Tag::new);
            for value in items {
                write(&mut content, inner, value, item());
            }
            if tag.item.is_none() {
                return out.push_str(&content);
            }
        }
        (XmlShape::Object(members), Value::Object(values)) => {
            for member in members {
                if let Some(value) = values.get(member.member).filter(|value| !value.is_null()) {
                    write_member(&mut attributes, &mut content, member, value);
                }
            }
        }
        (XmlShape::Map(item), Value::Object(values)) => {
            for (name, value) in values {
                write(&mut content, Tag::new(&spelled(name)), value, item());
            }
        }
        (_, Value::Object(values)) => {
            for (name, value) in values {
                write(&mut content, Tag::new(&spelled(name)), value, XmlShape::Any);
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

fn write_member(attributes: &mut String, content: &mut String, member: &XmlMember, value: &Value) {
    let tag = Tag::of(&member.element);
    match member.element.place {
        Place::Element => write(content, tag, value, (member.shape)()),
        Place::Text => content.push_str(&escape(text(value))),
        Place::Attribute => {
            tag.declare(attributes);
            attribute(attributes, tag.name, &text(value));
        }
    }
}

/// A name that comes from data, with what XML allows in names.
fn spelled(name: &str) -> String {
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut spelled = name.replace(|c| !letter(c), "_");
    if !spelled.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        spelled.insert(0, '_');
    }
    spelled
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
