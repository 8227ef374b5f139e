//! XML as a tree that can be compared, and as the JSON value that a schema describes.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::{Map, Value};

use super::wire::{Document, additional_properties};

/// An element. Names have no prefixes, and namespace declarations are omitted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
    text: String,
}

/// Parses a document, and returns its root element; `None` if it is not XML.
pub fn parse(text: &str) -> Option<Element> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => open.last_mut()?.children.push(element(&start)?),
            Event::End(_) => {
                let mut closed = open.pop()?;
                closed.text = closed.text.trim().to_owned();
                open.last_mut()?.children.push(closed);
            }
            Event::Text(text) => open.last_mut()?.text.push_str(&text),
            Event::CData(text) => open.last_mut()?.text.push_str(&text),
            Event::GeneralRef(name) => {
                let text = match &*name {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => return None,
                };
                open.last_mut()?.text.push_str(text);
            }
            Event::Eof => return open.pop()?.children.pop(),
            _ => {}
        }
    }
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let mut element = Element {
        name: start.local_name().as_ref().to_owned(),
        ..Element::default()
    };
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        if !attribute.key.as_ref().starts_with("xmlns") {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            let name = attribute.key.local_name().as_ref().to_owned();
            element.attributes.insert(name, value.into_owned());
        }
    }
    Some(element)
}

impl Element {
    /// The element with another name.
    pub fn with_name(mut self, name: &str) -> Self {
        self.name = name.to_owned();
        self
    }

    /// Decodes the element to a JSON value by a schema.
    pub fn value<'d>(&self, document: &Document<'d>, schema: &'d Value) -> Value {
        let schema = document.resolve_single(schema);
        let properties = schema["properties"].as_object();
        if document.type_of(schema) == "array" {
            let items = self.children.iter();
            return items
                .map(|item| item.value(document, &schema["items"]))
                .collect();
        }
        if document.type_of(schema) != "object" {
            return document.scalar(schema, &self.text);
        }
        let mut members = Map::new();
        for (name, property) in properties.into_iter().flatten() {
            if let Some(value) = self.member(document, name, property) {
                members.insert(name.clone(), value);
            }
        }
        if properties.is_none() {
            let others = additional_properties(schema);
            let entries = self.children.iter();
            members.extend(entries.map(|it| (it.name.clone(), it.value(document, others))));
        }
        Value::Object(members)
    }

    /// Decodes a property of the element.
    fn member<'d>(
        &self,
        document: &Document<'d>,
        name: &str,
        property: &'d Value,
    ) -> Option<Value> {
        let schema = document.resolve_single(property);
        let element = element_name(document, name, property);
        if is_text(property) {
            return Some(document.scalar(schema, &self.text));
        }
        if property["xml"]["attribute"] == true {
            let text = self.attributes.get(&element)?;
            return Some(document.scalar(schema, text));
        }
        let mut found = self.children.iter().filter(|it| it.name == element);
        match unwrapped_items(document, property) {
            Some(item) => Some(found.map(|it| it.value(document, item)).collect()),
            None => found.next().map(|found| found.value(document, schema)),
        }
    }

    /// The element in the form that its schema describes. Servers deviate in two ways: a list in a wrapper element that
    /// is not in the schema loses the wrapper, and text that can only be one property becomes the element of that
    /// property.
    pub fn described<'d>(mut self, document: &Document<'d>, schema: &'d Value) -> Self {
        let schema = document.resolve_single(schema);
        if document.type_of(schema) == "array" {
            let items = self.children.into_iter();
            let items = items.map(|item| item.described(document, &schema["items"]));
            self.children = items.collect();
            return self;
        }
        if let Some(name) = text_property(document, schema)
            && self.children.is_empty()
            && !self.text.is_empty()
        {
            let text = std::mem::take(&mut self.text);
            self.children.push(Self {
                name,
                text,
                ..Self::default()
            });
        }
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let element = element_name(document, name, property);
            let item = unwrapped_items(document, property);
            if let Some(item) = item {
                self.unwrap(document, &element, item);
            }
            let described = item.unwrap_or(property);
            for child in self.children.iter_mut().filter(|it| it.name == element) {
                *child = std::mem::take(child).described(document, described);
            }
        }
        self
    }

    /// Replaces the only element of this name by its children, if it wraps a list.
    fn unwrap<'d>(&mut self, document: &Document<'d>, name: &str, item: &'d Value) {
        let mut named = self.children.iter().enumerate();
        let mut named = named.by_ref().filter(|(_, child)| child.name == name);
        let (Some((at, only)), None) = (named.next(), named.next()) else {
            return;
        };
        if only.is_wrapper(document, item) {
            let items = only
                .children
                .clone()
                .into_iter()
                .map(|it| it.with_name(name));
            self.children.splice(at..=at, items);
        }
    }

    /// True if an element is not an item of a list, but may contain items.
    fn is_wrapper<'d>(&self, document: &Document<'d>, item: &'d Value) -> bool {
        let item = document.resolve_single(item);
        let Some(properties) = item["properties"].as_object() else {
            return match document.type_of(item) {
                "string" => !self.children.is_empty(),
                "integer" | "number" | "boolean" => self.text.is_empty(),
                _ => false,
            };
        };
        let has = |element: &Self, name: &str| {
            let name = element_name(document, name, &properties[name]);
            element.attributes.contains_key(&name)
                || element.children.iter().any(|child| child.name == name)
        };
        let has_any = |element: &Self| properties.keys().any(|name| has(element, name));
        let required = item["required"].as_array().into_iter().flatten();
        let mut required = required.filter_map(Value::as_str);
        let is_lacking = required.any(|name| properties.contains_key(name) && !has(self, name));
        let names = self.children.iter().map(|child| &child.name);
        let is_of_one_name = names.collect::<std::collections::BTreeSet<_>>().len() < 2;
        !has_any(self)
            && is_of_one_name
            && self.text.is_empty()
            && (is_lacking || self.children.iter().any(has_any))
    }
}

/// The name of the element or the attribute of a property; for a list without a wrapper, the name of its items.
fn element_name<'d>(document: &Document<'d>, name: &str, property: &'d Value) -> String {
    let own = |schema: &Value| schema["xml"]["name"].as_str().map(str::to_owned);
    let schema = document.resolve_single(property);
    let named = match unwrapped_items(document, property) {
        Some(item) => own(item),
        None => {
            own(property).or_else(|| own(schema).filter(|_| document.type_of(schema) != "object"))
        }
    };
    named.unwrap_or_else(|| name.to_owned())
}

/// The schema of the items, if a property is a list without a wrapper.
fn unwrapped_items<'d>(document: &Document<'d>, property: &'d Value) -> Option<&'d Value> {
    let schema = document.resolve_single(property);
    let is_unwrapped = document.type_of(schema) == "array" && property["xml"]["wrapped"] != true;
    is_unwrapped.then(|| &schema["items"])
}

/// The name of the element that the text of an object belongs to, if all other properties are attributes.
fn text_property<'d>(document: &Document<'d>, schema: &'d Value) -> Option<String> {
    let properties = schema["properties"].as_object()?.iter();
    let mut inside = properties.filter(|(_, property)| property["xml"]["attribute"] != true);
    let (Some((name, property)), None) = (inside.next(), inside.next()) else {
        return None;
    };
    let is_plain =
        !matches!(document.type_of(property), "array" | "object" | "") && !is_text(property);
    let required = schema["required"].as_array()?;
    let is_it = is_plain && required.iter().any(|it| it == name.as_str());
    is_it.then(|| element_name(document, name, property))
}

/// True if a property is the text of its element (`nodeType: text` of OpenAPI 3.2).
fn is_text(property: &Value) -> bool {
    property["xml"]["nodeType"] == "text"
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Document, parse};

    #[test]
    fn deviations_are_converted_to_the_form_of_the_schema() {
        let document = json!({ "components": { "schemas": {
            "Pet": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } },
            "Shop": { "type": "object", "properties": {
                "pets": { "type": "array", "items": { "$ref": "#/components/schemas/Pet" } },
                "gone": { "type": "array", "items": { "$ref": "#/components/schemas/Pet" } },
                "tags": { "type": "array", "items": { "type": "string" } },
            } },
        } } });
        let schema = &document["components"]["schemas"];
        let read = |text: &str, schema| {
            let element = parse(text).map(|it| it.described(&Document(&document), schema));
            element.map(|element| element.with_name(""))
        };
        let taken = "<Shop><pets><Pet><name>a</name></Pet><Pet>b</Pet></pets><gone/>\
                     <tags><string>c</string></tags></Shop>";
        let described = "<Shop><pets><name>a</name></pets><pets><name>b</name></pets>\
                         <tags>c</tags></Shop>";
        let expected = parse(described).map(|element| element.with_name(""));
        assert_eq!(read(taken, &schema["Shop"]), expected);
        assert_eq!(read(described, &schema["Shop"]), expected);
    }
}
