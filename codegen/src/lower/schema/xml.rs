use std::collections::HashMap;

use super::part::{Part, component};
use super::view::View;
use crate::ir::{XmlElement, XmlPlace};
use crate::load::Node;
use crate::lower::extensions;

/// Name of a root element without a name.
const ROOT: &str = "root";

/// The XML element or attribute of a property. Its name is that in the `xml` object of its schema,
/// even if it comes through a reference; with `by_property`, an object without an inline `xml` name
/// has the name of the property.
fn element(schemas: &[Node<'_>], name: &str, by_property: bool) -> XmlElement {
    let parts: Vec<_> = schemas.iter().cloned().map(Part::whole).collect();
    let view = View::quiet(&parts);
    let is_list = view.kind() == Some("array");
    let items = view.get("items").filter(|_| is_list);
    let item = items.and_then(|items| text(&View::at(&items), "name"));
    let flag = |key| view.parts.iter().any(|part| has(&part.node, key));
    let own = schemas
        .iter()
        .find_map(|schema| schema.get("xml")?.text("name"));
    let named = match view.kind() {
        Some("object") if by_property => own.map(str::to_owned),
        _ => text(&view, "name"),
    };
    let named = named.unwrap_or_else(|| name.to_owned());
    // An unwrapped list has no element of its own, only its items have one.
    let (named, item) = match is_list {
        true if flag("wrapped") || text(&view, "nodeType").as_deref() == Some("element") => {
            let item = item.unwrap_or_else(|| named.clone());
            (named, Some(item))
        }
        true => (item.unwrap_or_else(|| name.to_owned()), None),
        false => (named, None),
    };
    let kind = text(&view, "nodeType");
    let is_text = extensions::XML_TEXT.keys.iter().any(|key| flag(key));
    let place = match kind.as_deref() {
        Some("attribute") => XmlPlace::Attribute,
        Some("text" | "cdata") => XmlPlace::Text,
        _ if flag("attribute") => XmlPlace::Attribute,
        _ if is_text => XmlPlace::Text,
        _ => XmlPlace::Element,
    };
    in_namespace(&view, &named, place, item)
}

/// The XML elements of properties, with unique names: if several properties refer to one object
/// schema with a name, they have the names of the properties.
pub(super) fn elements(properties: &[(&[Node<'_>], &str)]) -> Vec<XmlElement> {
    let all = properties.iter();
    let mut elements: Vec<_> = all.map(|(it, name)| element(it, name, false)).collect();
    let mut uses: HashMap<String, usize> = HashMap::new();
    for element in &elements {
        *uses.entry(element.name.clone()).or_default() += 1;
    }
    for (place, (schemas, name)) in elements.iter_mut().zip(properties) {
        if uses[&place.name] > 1 {
            *place = element(schemas, name, true);
        }
    }
    elements
}

/// The element of a member of a union, if the member has a name and the union has none.
pub(super) fn of_member(union: &View<'_>, member: &View<'_>) -> Option<XmlElement> {
    let name = text(member, "name").filter(|_| text(union, "name").is_none())?;
    Some(in_namespace(member, &name, XmlPlace::Element, None))
}

/// The root element of a body.
pub(super) fn root(schema: &Node<'_>) -> XmlElement {
    let view = View::at(schema);
    let key = |schema: &Node<'_>| component(&schema.follow().ok()?);
    let named = text(&view, "name").or_else(|| key(schema));
    let named = named.unwrap_or_else(|| ROOT.to_owned());
    let items = view.get("items").filter(|_| view.kind() == Some("array"));
    let item = items.map(|items| {
        let item = text(&View::at(&items), "name").or_else(|| key(&items));
        spelled(&item.unwrap_or_else(|| named.clone()))
    });
    in_namespace(&view, &named, XmlPlace::Element, item)
}

fn in_namespace(view: &View<'_>, name: &str, place: XmlPlace, item: Option<String>) -> XmlElement {
    let prefix = text(view, "prefix").map(|prefix| spelled(&prefix));
    let name = spelled(name);
    XmlElement {
        name: match &prefix {
            Some(prefix) => format!("{prefix}:{name}"),
            None => name,
        },
        place,
        item: item.map(|item| spelled(&item)),
        namespace: text(view, "namespace").map(|uri| (prefix.unwrap_or_default(), uri)),
    }
}

/// The first value of a key in the `xml` objects of a schema.
fn text(view: &View<'_>, key: &str) -> Option<String> {
    let mut parts = view.parts.iter();
    let found = parts.find_map(|part| part.node.get("xml")?.text(key));
    found.filter(|text| !text.is_empty()).map(str::to_owned)
}

fn has(schema: &Node<'_>, key: &str) -> bool {
    schema.get("xml").is_some_and(|xml| xml.flag(key))
}

/// Replaces characters that XML does not allow in names.
fn spelled(name: &str) -> String {
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut spelled = name.replace(|c| !letter(c), "_");
    if !spelled.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        spelled.insert(0, '_');
    }
    spelled
}
