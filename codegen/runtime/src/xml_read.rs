use std::marker::PhantomData;

use serde_json::{Map, Value};

use super::json_error::DecodeError;
use super::reading::Reading;
use super::xml::{Place, XmlMember, XmlShape, XmlType, local};
use super::xml_liberal::{is_text_of, items};
use super::xml_tree::{Element, parse};
use super::{Decode, Error, RawResponse, Response, from_value};

impl RawResponse {
    /// Decodes the body as XML.
    ///
    /// # Errors
    /// The body is not what the description says.
    pub fn xml<T: Decode + XmlType>(self) -> Result<Response<T>, Error> {
        self.read(|body| match T::null().filter(|_| body.is_empty()) {
            Some(nothing) => Ok(nothing),
            None => from_xml(body),
        })
    }
}

/// XML.
#[derive(Debug)]
pub struct Xml<T>(PhantomData<T>);

impl<T: Decode + XmlType + 'static> Reading for Xml<T> {
    type Value = T;

    fn read(answer: RawResponse) -> Result<Response<T>, Error> {
        answer.xml()
    }
}

impl Error {
    /// The body as a type that the description gives in XML for this status; `None` when it is not
    /// one.
    pub fn decode_xml_body<T: Decode + XmlType>(&self) -> Option<T> {
        from_xml(self.body()?).ok()
    }
}

/// Decodes a whole XML text.
///
/// # Errors
/// `bytes` is not one XML document in UTF-8, nests deeper than 128 levels, or is not a `T`.
pub fn from_xml<T: Decode + XmlType>(bytes: &[u8]) -> Result<T, DecodeError> {
    from_value(&read(bytes, T::shape())?)
}

/// Makes JSON of an XML text that is a `T`: an object with its members.
///
/// # Errors
/// `bytes` is not one XML document in UTF-8, or nests deeper than 128 levels.
pub fn xml_members<T: XmlType>(bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let members = read(bytes, T::shape())?;
    Ok(members.to_string().into_bytes())
}

fn read(bytes: &[u8], shape: XmlShape) -> Result<Value, DecodeError> {
    let text = std::str::from_utf8(bytes);
    let text = text.map_err(|_| DecodeError::invalid_in("XML", "the text is not UTF-8", 0));
    let root = text.and_then(|text| parse(text.trim_start_matches('\u{feff}')));
    let root = root.map_err(|error| error.located_in(bytes))?;
    Ok(value(&root, shape))
}

/// What an element is in JSON.
fn value(element: &Element, shape: XmlShape) -> Value {
    let is_nil = |(name, value): &(String, String)| name == "nil" && value == "true";
    if element.attributes.iter().any(is_nil) {
        return Value::Null;
    }
    match shape {
        XmlShape::Any => any(element),
        XmlShape::List(item) => list(element.children.iter(), item),
        XmlShape::Map(item) => {
            let members = element.children.iter();
            let members = members.map(|child| (child.name.clone(), value(child, item())));
            Value::Object(members.collect())
        }
        XmlShape::Object(members) => {
            let value = |member: &XmlMember| match is_text_of(element, member, members) {
                true => Some(plain(&element.text, (member.shape)())),
                false => member_value(element, member),
            };
            let members = members.iter();
            let members =
                members.filter_map(|member| Some((member.member.to_owned(), value(member)?)));
            Value::Object(members.collect())
        }
        shape => plain(&element.text, shape),
    }
}

fn list<'e>(items: impl Iterator<Item = &'e Element>, shape: fn() -> XmlShape) -> Value {
    items.map(|item| value(item, shape())).collect()
}

/// What an object has for a member; `None` where it is not there.
fn member_value(object: &Element, member: &XmlMember) -> Option<Value> {
    let element = &member.element;
    let name = local(element.name);
    let shape = (member.shape)();
    match element.place {
        Place::Text => Some(plain(&object.text, shape)),
        Place::Attribute => {
            let mut attributes = object.attributes.iter();
            let (_, text) = attributes.find(|(key, _)| key == name)?;
            Some(plain(text, shape))
        }
        Place::Element => {
            let mut named = object.children.iter().filter(|child| child.name == name);
            match shape {
                XmlShape::List(item) if element.item.is_none() => {
                    let named: Vec<_> = named.collect();
                    // Of an empty list there is nothing to see.
                    let is_there = element.required || !named.is_empty();
                    is_there.then(|| list(items(named, item()).into_iter(), item))
                }
                shape => named.next().map(|child| value(child, shape)),
            }
        }
    }
}

/// What a text is in JSON. A text that is not what it should be stays a text, which is then found
/// to be wrong.
fn plain(text: &str, shape: XmlShape) -> Value {
    let trimmed = text.trim();
    match (shape, trimmed) {
        (XmlShape::Number | XmlShape::Bool, "") => Value::Null,
        (XmlShape::Number, number) => match serde_json::from_str::<Value>(number) {
            Ok(value @ Value::Number(_)) => value,
            _ => text.into(),
        },
        (XmlShape::Bool, "true" | "1") => true.into(),
        (XmlShape::Bool, "false" | "0") => false.into(),
        _ => text.into(),
    }
}

/// An element of which nothing is known: its text, or an object of what it has. What stands there
/// several times is a list.
fn any(element: &Element) -> Value {
    if element.children.is_empty() && element.attributes.is_empty() {
        return element.text.as_str().into();
    }
    let mut members: Map<String, Value> = Map::new();
    for (name, text) in &element.attributes {
        members.insert(name.clone(), text.as_str().into());
    }
    for child in &element.children {
        let value = any(child);
        match members.get_mut(&child.name) {
            None => {
                members.insert(child.name.clone(), value);
            }
            Some(Value::Array(items)) => items.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
    Value::Object(members)
}
