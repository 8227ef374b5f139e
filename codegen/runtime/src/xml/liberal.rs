//! XML of servers that do not quite write what is described: many wrap lists by themselves.

use super::tree::Element;
use super::types::{Place, XmlMember, XmlShape, local};

/// The items of a list that is described without an element of its own: the elements that stand for
/// them, or what is in the only one where that is plainly an element around them.
pub(crate) fn items(named: Vec<&Element>, item: XmlShape) -> Vec<&Element> {
    match named.as_slice() {
        [only] if is_wrapper(only, item) => only.children.iter().collect(),
        _ => named,
    }
}

/// True for an element that cannot be such an item, but may have some in it.
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

/// True where an object has something for a member.
fn has(object: &Element, member: &XmlMember) -> bool {
    let name = local(member.element.name);
    match member.element.place {
        Place::Text => has_text(object),
        Place::Attribute => object.attributes.iter().any(|(key, _)| key == name),
        Place::Element => object.children.iter().any(|child| child.name == name),
    }
}

/// True where an object has nothing for a member that has to be there. Texts and lists are there
/// when they are empty.
fn lacks(object: &Element, member: &XmlMember) -> bool {
    let element = &member.element;
    let may_be_empty = element.place == Place::Text
        || (element.item.is_none() && matches!((member.shape)(), XmlShape::List(_)));
    element.required && !may_be_empty && !has(object, member)
}

/// True where the text of an object is what a member has: it has to have something, there is no
/// element for it, and nothing else that could be an element.
pub(crate) fn is_text_of(object: &Element, member: &XmlMember, members: &[XmlMember]) -> bool {
    if !object.children.is_empty() || !has_text(object) || !member.element.required {
        return false;
    }
    let mut inside = members
        .iter()
        .filter(|member| member.element.place != Place::Attribute);
    let is_plain = is_plain((member.shape)());
    let is_only = inside.all(|other| other.member == member.member);
    member.element.place == Place::Element && is_plain && is_only
}

/// True where a member of an object has this name.
pub(crate) fn is_taken(name: &str, members: &[XmlMember]) -> bool {
    members.iter().any(|it| local(it.element.name) == name)
}

/// The text of an attribute that stands for a member that should have an element.
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

/// The text of an element that stands for a member that should be an attribute.
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

/// True where another member has the same name, in another place.
fn is_shared(member: &XmlMember, members: &[XmlMember]) -> bool {
    let name = local(member.element.name);
    let mut others = members.iter().filter(|it| it.member != member.member);
    others.any(|it| local(it.element.name) == name)
}

/// True for what is one text.
fn is_plain(shape: XmlShape) -> bool {
    matches!(shape, XmlShape::Text | XmlShape::Number | XmlShape::Bool)
}

/// True for an element that says of itself that it is nothing.
pub(crate) fn is_nil(element: &Element) -> bool {
    let is_nil = |(name, value): &(String, String)| name == "nil" && value == "true";
    element.attributes.iter().any(is_nil)
}

pub(crate) fn has_text(element: &Element) -> bool {
    !element.text.trim().is_empty()
}
