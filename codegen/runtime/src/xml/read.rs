use std::marker::PhantomData;

use serde_json::{Map, Value};

use super::liberal::{attribute_for, element_for, is_nil, is_taken, is_text_of, items};
use super::tree::{Element, parse};
use super::types::{NodeType, XmlMember, XmlShape, XmlType, XmlUnion, local};
use super::union::MAX_UNIONS;
use crate::json::{self, Decode, DecodeError, Decoded, Decoding, MARK, from_value, to_vec};
use crate::response::{Error, RawResponse, Response, ResponseFormat};

impl RawResponse {
    /// Decodes the body as XML.
    ///
    /// # Errors
    /// The body is not as described, or, if the client decodes strictly, has another content type.
    pub fn xml<T: Decode + XmlType>(self) -> Result<Response<T>, Error> {
        self.expect_media_type(is_xml)?;
        self.read(
            |body, decoding| match T::null().filter(|_| body.is_empty()) {
                Some(value) => Ok(Decoded {
                    value,
                    deviations: Vec::new(),
                }),
                None => read_value(&read(body, T::shape())?, decoding),
            },
        )
    }
}

/// True for XML and the formats based on it: `application/atom+xml`.
fn is_xml(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    matches!(media_type.as_str(), "application/xml" | "text/xml") || media_type.ends_with("+xml")
}

/// XML.
#[derive(Debug)]
pub struct Xml<T>(PhantomData<T>);

impl<T: Decode + XmlType + 'static> ResponseFormat for Xml<T> {
    type Value = T;

    fn read(received: RawResponse) -> Result<Response<T>, Error> {
        received.xml()
    }
}

impl Error {
    /// Decodes the body from XML, such as into the type that is described for this status; `None`
    /// if it is not a `T`.
    pub fn decode_xml_body<T: Decode + XmlType>(&self) -> Option<T> {
        from_xml(self.body()?).ok()
    }
}

/// Decodes a whole XML text.
///
/// # Errors
/// `bytes` is not one XML document in UTF-8, is nested deeper than 128 levels, or is not a `T`.
pub fn from_xml<T: Decode + XmlType>(bytes: &[u8]) -> Result<T, DecodeError> {
    from_value(&read(bytes, T::shape())?)
}

/// Converts an XML text of a `T` to JSON: an object with its members.
///
/// # Errors
/// `bytes` is not one XML document in UTF-8, or is nested deeper than 128 levels.
pub fn xml_members<T: XmlType>(bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let members = read(bytes, T::shape())?;
    Ok(members.to_string().into_bytes())
}

/// Decodes a value from the JSON tree of an XML text.
///
/// # Errors
///
/// Those of [`from_value`], unless `decoding` tolerates them.
fn read_value<T: Decode>(tree: &Value, decoding: Decoding) -> Result<Decoded<T>, DecodeError> {
    let read = json::read(&to_vec(tree), decoding, &mut T::decode);
    let mut read = read.map_err(DecodeError::without_position)?;
    let deviations = std::mem::take(&mut read.deviations).into_iter();
    read.deviations = deviations.map(DecodeError::without_position).collect();
    Ok(read)
}

fn read(bytes: &[u8], shape: XmlShape) -> Result<Value, DecodeError> {
    let text = std::str::from_utf8(bytes);
    let text = text.map_err(|_| DecodeError::invalid_in("XML", "the text is not UTF-8", 0));
    let root = text.and_then(|text| parse(text.trim_start_matches('\u{feff}')));
    let root = root.map_err(|error| error.located_in(bytes))?;
    Ok(value(&root, shape))
}

/// Converts an element to JSON.
fn value(element: &Element, shape: XmlShape) -> Value {
    if is_nil(element) {
        return Value::Null;
    }
    match shape {
        XmlShape::Any => any(element),
        XmlShape::List(item) => list(element.children.iter(), item),
        XmlShape::Tuple(items, more) => tuple(element.children.iter(), items, more),
        XmlShape::Union(union) => member_of(element, union, None, 0),
        XmlShape::Map(item) => {
            let members = element.children.iter();
            let members = members.map(|child| (child.name.clone(), value(child, item())));
            Value::Object(members.collect())
        }
        XmlShape::Object(members) => {
            let value = |member: &XmlMember| match is_text_of(element, member, members) {
                true => Some(plain(&element.text, (member.shape)())),
                false => member_value(element, member, members),
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

/// Converts elements to a tuple: its first items have a shape each, the others share one.
fn tuple<'e>(
    elements: impl Iterator<Item = &'e Element>,
    shapes: &[fn() -> XmlShape],
    more: Option<fn() -> XmlShape>,
) -> Value {
    let shapes = shapes.iter().copied().map(Some);
    let shapes = shapes.chain(std::iter::repeat(more));
    let item = |(element, shape): (&Element, Option<fn() -> XmlShape>)| match shape {
        Some(shape) => value(element, shape()),
        None => any(element),
    };
    elements.zip(shapes).map(item).collect()
}

/// Converts an element to a member of a union, marked with its index; if it matches none, to
/// whatever it contains.
fn member_of(element: &Element, union: &XmlUnion, expected: Option<&str>, level: usize) -> Value {
    let choice = union.choose(element, expected);
    let choice = choice.and_then(|index| Some((index, union.choices.get(index)?)));
    let Some((index, choice)) = choice else {
        return any(element);
    };
    let member = match (choice.shape)() {
        XmlShape::Union(_) if level == MAX_UNIONS => return any(element),
        XmlShape::Union(inner) => member_of(element, inner, expected, level + 1),
        shape => value(element, shape),
    };
    let key = format!("{MARK}{index}");
    Value::Object(Map::from_iter([(key, member)]))
}

/// The elements of a member: those with its name, or with the name of a member of its union that no
/// other member has. If there can be only one, its own name takes precedence.
fn elements<'e>(
    object: &'e Element,
    member: &XmlMember,
    shape: XmlShape,
    members: &[XmlMember],
) -> Vec<&'e Element> {
    let name = local(member.element.name);
    let (union, are_many) = match shape {
        XmlShape::Union(union) => (Some(union), false),
        XmlShape::List(item) if member.element.item.is_none() => match item() {
            XmlShape::Union(union) => (Some(union), true),
            _ => (None, true),
        },
        _ => (None, true),
    };
    let children = object.children.iter();
    let is_named = |child: &&Element| child.name == name;
    let Some(union) = union.filter(|_| are_many || !children.clone().any(|it| is_named(&it)))
    else {
        let found: Vec<_> = children.clone().filter(is_named).collect();
        // Many servers call the element like the property, whatever its schema calls itself.
        return match found.is_empty() && !is_taken(member.member, members) {
            true => children
                .filter(|child| child.name == member.member)
                .collect(),
            false => found,
        };
    };
    let is_choice =
        |child: &&Element| union.has_element(&child.name) && !is_taken(&child.name, members);
    children
        .filter(|child| is_named(child) || is_choice(child))
        .collect()
}

/// The value of a member in an element; `None` if it is missing.
fn member_value(object: &Element, member: &XmlMember, members: &[XmlMember]) -> Option<Value> {
    let element = &member.element;
    let name = local(element.name);
    let shape = (member.shape)();
    match element.node_type {
        NodeType::Text => Some(plain(&object.text, shape)),
        NodeType::Attribute => {
            let mut attributes = object.attributes.iter();
            let text = attributes
                .find(|(key, _)| key == name)
                .map(|(_, text)| text);
            let text = text.or_else(|| element_for(object, member, members))?;
            Some(plain(text, shape))
        }
        NodeType::Element => {
            let named = elements(object, member, shape, members);
            // Of an empty list there is nothing to see.
            let is_there = element.required || !named.is_empty();
            match shape {
                XmlShape::List(item) if element.item.is_none() => {
                    is_there.then(|| list(items(named, item()).into_iter(), item))
                }
                XmlShape::Tuple(items, more) if element.item.is_none() => {
                    is_there.then(|| tuple(named.into_iter(), items, more))
                }
                XmlShape::Union(_) if named.first().is_some_and(|child| is_nil(child)) => {
                    Some(Value::Null)
                }
                XmlShape::Union(union) => {
                    let child = named.first()?;
                    Some(member_of(child, union, Some(name), 0))
                }
                shape => match named.as_slice() {
                    [] => attribute_for(object, member, members).map(|text| plain(text, shape)),
                    [only] => Some(value(only, shape)),
                    // More than can be kept: whoever decodes it says so.
                    many => Some(many.iter().map(|child| value(child, shape)).collect()),
                },
            }
        }
    }
}

/// Converts a text to JSON. A text that does not have the shape stays a string, which decoding then
/// refuses.
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

/// Converts an element without a description: its text, or an object of its attributes and
/// children. Repeated children become a list.
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
