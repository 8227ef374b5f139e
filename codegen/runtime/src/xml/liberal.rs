//! Tolerance for XML that deviates from the description: many servers wrap lists although that is
//! not described.

use super::tree::Element;
use super::types::{NodeType, XmlMember, XmlShape, local};

/// The items of a list that is described without a wrapper: the elements themselves, or the
/// children of the only element if that is evidently a wrapper.
pub(crate) fn items(named: Vec<&Element>, item: XmlShape) -> Vec<&Element> {
    match named.as_slice() {
        [only] if is_wrapper(only, item) => only.children.iter().collect(),
        _ => named,
    }
}

/// True for an element that cannot be an item, but may contain items.
fn is_wrapper(element: &Element, item: XmlShape) -> bool {
    if has_text(element) {
        return false;
    }
    match item {
        XmlShape::Text => !element.children.is_empty(),
        // Nothing is no number; it may be null, if it says so.
        XmlShape::Number | XmlShape::Bool => {
            element.attributes.is_empty() || !element.children.is_empty()
        }
        XmlShape::Object(members) => {
            let has_any = |element| members.iter().any(|member| has(element, member));
            let lacks_some = members.iter().any(|member| lacks(element, member));
            let mut children = element.children.iter();
            let is_list = match element.children.first() {
                // What is no member may be an item, or something that was added since.
                Some(first) => {
                    let name = &first.name;
                    children.clone().all(|child| child.name == *name)
                        && (lacks_some || children.any(has_any))
                }
                None => lacks_some,
            };
            is_list && !has_any(element)
        }
        XmlShape::Union(union) => {
            let is_item = |name: &str| name == element.name || union.has_element(name);
            let mut children = element.children.iter();
            !element.children.is_empty()
                && children.all(|child| is_item(&child.name))
                && union.choose(element, Some(&element.name)).is_none()
        }
        XmlShape::Any | XmlShape::List(_) | XmlShape::Map(_) | XmlShape::Tuple(..) => false,
    }
}

/// True if an element has a value for a member.
fn has(object: &Element, member: &XmlMember) -> bool {
    let name = local(member.element.name);
    match member.element.node_type {
        NodeType::Text => has_text(object),
        NodeType::Attribute => object.attributes.iter().any(|(key, _)| key == name),
        NodeType::Element => object.children.iter().any(|child| child.name == name),
    }
}

/// True if an element lacks a required member. Texts and lists may be empty and are never lacking.
fn lacks(object: &Element, member: &XmlMember) -> bool {
    let element = &member.element;
    let may_be_empty = element.node_type == NodeType::Text
        || (element.item.is_none() && matches!((member.shape)(), XmlShape::List(_)));
    element.required && !may_be_empty && !has(object, member)
}

/// True if the text of an element is the value of a member: the member is required, has no element
/// of its own, and no other member could be the text.
pub(crate) fn is_text_of(object: &Element, member: &XmlMember, members: &[XmlMember]) -> bool {
    if !object.children.is_empty() || !has_text(object) || !member.element.required {
        return false;
    }
    let mut inside = members
        .iter()
        .filter(|member| member.element.node_type != NodeType::Attribute);
    let is_plain = is_plain((member.shape)());
    let is_only = inside.all(|other| other.member == member.member);
    member.element.node_type == NodeType::Element && is_plain && is_only
}

/// True if a member has this name.
pub(crate) fn is_taken(name: &str, members: &[XmlMember]) -> bool {
    members.iter().any(|it| local(it.element.name) == name)
}

/// The text of an attribute for a member that is described as an element.
pub(crate) fn attribute_for<'e>(
    object: &'e Element,
    member: &XmlMember,
    members: &[XmlMember],
) -> Option<&'e str> {
    let shape = (member.shape)();
    if !is_plain(shape) || is_shared(member, members) {
        return None;
    }
    let mut attributes = object.attributes.iter();
    let found = attributes.find(|(key, _)| key == local(member.element.name));
    found.map(|(_, text)| text.as_str())
}

/// The text of an element for a member that is described as an attribute.
pub(crate) fn element_for<'e>(
    object: &'e Element,
    member: &XmlMember,
    members: &[XmlMember],
) -> Option<&'e String> {
    if is_shared(member, members) {
        return None;
    }
    let mut children = object.children.iter();
    let found = children.find(|child| child.name == local(member.element.name));
    found.map(|child| &child.text)
}

/// True if another member has the same name in another place.
fn is_shared(member: &XmlMember, members: &[XmlMember]) -> bool {
    let name = local(member.element.name);
    let mut others = members.iter().filter(|it| it.member != member.member);
    others.any(|it| local(it.element.name) == name)
}

/// True for shapes that are one text.
fn is_plain(shape: XmlShape) -> bool {
    matches!(shape, XmlShape::Text | XmlShape::Number | XmlShape::Bool)
}

/// True for an element with `xsi:nil="true"`.
pub(crate) fn is_nil(element: &Element) -> bool {
    let is_nil = |(name, value): &(String, String)| name == "nil" && value == "true";
    element.attributes.iter().any(is_nil)
}

pub(crate) fn has_text(element: &Element) -> bool {
    !element.text.trim().is_empty()
}
