use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::types::local;
use crate::json::DecodeError;

/// The maximum nesting depth of elements.
const MAX_DEPTH: usize = 128;

/// An element; prefixes of names are dropped.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

/// Parses the root element of a text.
///
/// # Errors
/// The text is not XML, has a document type, which may be harmful, or is nested too deeply.
pub(crate) fn parse(text: &str) -> Result<Element, DecodeError> {
    let mut reader = Reader::from_str(text);
    // Elements that are open, the outermost first.
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        let event = reader.read_event();
        let at = usize::try_from(reader.error_position()).unwrap_or_default();
        let refuse = |what| DecodeError::invalid_in("XML", what, at);
        match event.map_err(|_| refuse("an element or a sign that is not closed"))? {
            Event::Start(_) | Event::Empty(_) if root.is_some() => {
                return Err(refuse("more than one outermost element"));
            }
            Event::Start(_) if open.len() == MAX_DEPTH => {
                return Err(refuse("more than 128 levels of nesting"));
            }
            Event::Start(start) => open.push(element(&start).ok_or_else(|| refuse(ATTRIBUTE))?),
            Event::Empty(start) => {
                let element = element(&start).ok_or_else(|| refuse(ATTRIBUTE))?;
                close(element, &mut open, &mut root);
            }
            Event::End(_) => {
                if let Some(element) = open.pop() {
                    close(element, &mut open, &mut root);
                }
            }
            Event::Text(text) => add(&mut open, &text.xml10_content()),
            Event::CData(text) => add(&mut open, &text.xml10_content()),
            Event::GeneralRef(name) => {
                let text = resolve(&name).ok_or_else(|| refuse("an entity nobody declared"))?;
                add(&mut open, &text);
            }
            Event::DocType(_) => return Err(refuse("a document type")),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof if open.is_empty() => {
                return root.ok_or_else(|| refuse("no element"));
            }
            Event::Eof => return Err(refuse("the text ends inside an element")),
        }
    }
}

const ATTRIBUTE: &str = "an attribute that is not name and value";

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let name = attribute.key.as_ref();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        // Declarations of namespaces say nothing about the value.
        if name != "xmlns" && !name.starts_with("xmlns:") {
            attributes.push((local(name).to_owned(), value.into_owned()));
        }
    }
    Some(Element {
        name: local(start.name().as_ref()).to_owned(),
        attributes,
        ..Element::default()
    })
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(element),
        None => *root = Some(element),
    }
}

fn add(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn resolve(name: &BytesRef<'_>) -> Option<String> {
    match name.resolve_char_ref() {
        Ok(Some(c)) => Some(c.to_string()),
        Ok(None) => resolve_predefined_entity(name).map(str::to_owned),
        Err(_) => None,
    }
}
