//! XML: as a tree that can be compared, and as the JSON that a schema makes of it.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::{Map, Value};

use super::wire::{Document, others};

/// An element. Names are without prefixes, and what declares these is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
    text: String,
}

/// The outermost element of a text; none where it is not XML.
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
    /// The element under another name.
    pub fn named(mut self, name: &str) -> Self {
        self.name = name.to_owned();
        self
    }

    /// What a schema makes of the element.
    pub fn value<'d>(&self, document: &Document<'d>, schema: &'d Value) -> Value {
        let schema = document.resolve_whole(schema);
        let properties = schema["properties"].as_object();
        if document.kind_of(schema) == "array" {
            let items = self.children.iter();
            return items
                .map(|item| item.value(document, &schema["items"]))
                .collect();
        }
        if document.kind_of(schema) != "object" {
            return document.scalar(schema, &self.text);
        }
        let mut members = Map::new();
        for (name, property) in properties.into_iter().flatten() {
            if let Some(value) = self.member(document, name, property) {
                members.insert(name.clone(), value);
            }
        }
        if properties.is_none() {
            let others = others(schema);
            let entries = self.children.iter();
            members.extend(entries.map(|it| (it.name.clone(), it.value(document, others))));
        }
        Value::Object(members)
    }

    /// What stands for a property.
    fn member<'d>(
        &self,
        document: &Document<'d>,
        name: &str,
        property: &'d Value,
    ) -> Option<Value> {
        let schema = document.resolve_whole(property);
        let is_list = document.kind_of(schema) == "array";
        let own = |schema: &Value| schema["xml"]["name"].as_str().map(str::to_owned);
        let element = own(property)
            .or_else(|| own(schema).filter(|_| document.kind_of(schema) != "object"))
            .unwrap_or_else(|| name.to_owned());
        if property["xml"]["attribute"] == true {
            let text = self.attributes.get(&element)?;
            return Some(document.scalar(schema, text));
        }
        let find = |name: String| self.children.iter().filter(move |it| it.name == name);
        if is_list && property["xml"]["wrapped"] != true {
            let item = &schema["items"];
            let element = own(item).unwrap_or_else(|| name.to_owned());
            return Some(find(element).map(|it| it.value(document, item)).collect());
        }
        let mut found = find(element);
        found.next().map(|found| found.value(document, schema))
    }
}
