//! Determines which member of a union an element is.

use super::liberal::{has_text, is_nil, is_text_of};
use super::tree::Element;
use super::types::{NodeType, XmlChoice, XmlMember, XmlShape, XmlUnion, local};
use crate::json::{JsonKind, MemberShape, Observed, Property, Shape, Tally, named, ranked};

/// The maximum nesting depth of unions in one element.
pub(crate) const MAX_UNIONS: usize = 8;

impl XmlUnion {
    /// True if a member has an element with this name.
    pub(crate) fn has_element(&self, name: &str) -> bool {
        !self.of_element(name, 0).is_empty()
    }

    /// The members whose element has this name.
    fn of_element(&self, name: &str, level: usize) -> Vec<usize> {
        let choices = self.choices.iter().enumerate();
        let is_called = |choice: &XmlChoice| match (&choice.element, (choice.shape)()) {
            (Some(own), _) => local(own.name) == name,
            (None, XmlShape::Union(inner)) if level < MAX_UNIONS => {
                !inner.of_element(name, level + 1).is_empty()
            }
            (None, _) => false,
        };
        choices
            .filter(|(_, choice)| is_called(choice))
            .map(|(index, _)| index)
            .collect()
    }

    /// The index of the member that an element is: the one that the discriminator names, or else
    /// the only one with its name, or else the one that fits best. Names are ignored if every
    /// member is called `expected`.
    pub(crate) fn choose(&self, element: &Element, expected: Option<&str>) -> Option<usize> {
        let mut is_tagged = false;
        for (index, choice) in self.choices.iter().enumerate() {
            let tag = self
                .members
                .discriminator
                .and_then(|property| tag(element, choice, property));
            if let Some(tag) = tag {
                is_tagged = true;
                if named(&self.members, tag.trim()) == Some(index) {
                    return Some(index);
                }
            }
        }
        if let [only] = *self.of_element(&element.name, 0)
            && expected != Some(element.name.as_str())
        {
            return Some(only);
        }
        let (best, _) = self.best(element, is_tagged, 0)?;
        Some(best)
    }

    /// The member that an element fits best, and how well.
    fn best(&self, element: &Element, is_tagged: bool, level: usize) -> Option<(usize, Tally)> {
        let choices = self.choices.iter().zip(self.members.members);
        let tally = |(choice, member): (&XmlChoice, &MemberShape)| match (choice.shape)() {
            XmlShape::Union(inner) if level < MAX_UNIONS => {
                let best = inner.best(element, false, level + 1);
                best.map_or_else(refuted, |(_, tally)| tally)
            }
            shape => tally(element, shape, &member.shape),
        };
        let tallies: Vec<_> = choices.map(tally).collect();
        let best = *ranked(&self.members, &tallies, is_tagged).first()?;
        Some((best, *tallies.get(best)?))
    }

    /// The description of the discriminator in a member that has it.
    pub(crate) fn discriminator(&self, property: &str) -> Option<&'static XmlMember> {
        let mut choices = self.choices.iter();
        choices.find_map(|choice| find(members((choice.shape)()), property))
    }
}

fn members(shape: XmlShape) -> &'static [XmlMember] {
    match shape {
        XmlShape::Object(members) => members,
        _ => &[],
    }
}

fn find(members: &'static [XmlMember], name: &str) -> Option<&'static XmlMember> {
    members.iter().find(|member| member.member == name)
}

/// The discriminator value of an element, in the place that a member describes or in a common one.
fn tag<'e>(element: &'e Element, choice: &XmlChoice, property: &str) -> Option<&'e str> {
    match find(members((choice.shape)()), property) {
        Some(member) => match member.element.node_type {
            NodeType::Text => Some(element.text.as_str()),
            NodeType::Attribute => attribute(element, local(member.element.name)),
            NodeType::Element => {
                child(element, local(member.element.name)).map(|it| it.text.as_str())
            }
        },
        None => attribute(element, property)
            .or_else(|| child(element, property).map(|it| it.text.as_str())),
    }
}

fn attribute<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    let mut attributes = element.attributes.iter();
    let (_, text) = attributes.find(|(key, _)| key == name)?;
    Some(text)
}

fn child<'e>(element: &'e Element, name: &str) -> Option<&'e Element> {
    element.children.iter().find(|child| child.name == name)
}

fn refuted() -> Tally {
    let mut tally = Tally::default();
    tally.refuted = true;
    tally
}

/// How well an element fits one member.
fn tally(element: &Element, xml: XmlShape, shape: &Shape) -> Tally {
    let mut tally = Tally::default();
    match shape {
        Shape::Any => {}
        Shape::Object(properties) => {
            let members = members(xml);
            for property in *properties {
                match observed(element, find(members, property.name), property, members) {
                    Some(PropertyValue::Observed(observed)) => {
                        tally.count(property.name, &observed, shape)
                    }
                    Some(PropertyValue::Anything) => tally.know(property),
                    Some(PropertyValue::NoItems) => {
                        tally.required += usize::from(property.is_required())
                    }
                    None => {}
                }
            }
            tally.close(shape);
            let has_place = |member: &XmlMember| {
                member.element.node_type == NodeType::Text || is_text_of(element, member, members)
            };
            tally.refuted |= is_plain(element) && !members.iter().any(has_place);
        }
        Shape::List => tally.refuted = has_text(element),
        // Some write 1 and 0, but here that is more likely a number.
        Shape::Bool => tally.refuted = !matches!(element.text.trim(), "true" | "false"),
        shape => {
            let is_other = !element.children.is_empty();
            tally.refuted = is_other || !scalar(&element.text, xml).fits(shape);
        }
    }
    tally
}

/// True for an element that has only text.
fn is_plain(element: &Element) -> bool {
    has_text(element) && element.children.is_empty() && element.attributes.is_empty()
}

/// The value of a property in an element.
enum PropertyValue {
    Observed(Observed),
    /// A value that is not inspected.
    Anything,
    /// No element, which may be an empty list.
    NoItems,
}

fn observed(
    element: &Element,
    member: Option<&XmlMember>,
    property: &Property,
    members: &[XmlMember],
) -> Option<PropertyValue> {
    let Some(member) = member else {
        let text = attribute(element, property.name)
            .or_else(|| child(element, property.name).map(|it| it.text.as_str()))?;
        return Some(PropertyValue::Observed(scalar(text, XmlShape::Text)));
    };
    let (name, shape) = (local(member.element.name), (member.shape)());
    let text = match member.element.node_type {
        NodeType::Text => Some(element.text.as_str()).filter(|_| has_text(element)),
        NodeType::Attribute => attribute(element, name),
        NodeType::Element if is_text_of(element, member, members) => Some(element.text.as_str()),
        NodeType::Element => return in_element(element, member, shape),
    };
    text.map(|text| PropertyValue::Observed(scalar(text, shape)))
}

fn in_element(object: &Element, member: &XmlMember, shape: XmlShape) -> Option<PropertyValue> {
    let named = child(object, local(member.element.name));
    let of = |kind| {
        Some(PropertyValue::Observed(Observed {
            kind,
            scalar: String::new(),
        }))
    };
    match (shape, named) {
        (XmlShape::Union(union), None) => {
            let mut children = object.children.iter();
            let is_there = children.any(|child| union.has_element(&child.name));
            is_there.then_some(PropertyValue::Anything)
        }
        (XmlShape::List(_), None) => member
            .element
            .item
            .is_none()
            .then_some(PropertyValue::NoItems),
        (_, None) => None,
        (_, Some(child)) if is_nil(child) => of(JsonKind::Null),
        (XmlShape::Any | XmlShape::Union(_), _) => Some(PropertyValue::Anything),
        (XmlShape::List(_) | XmlShape::Tuple(..), _) => of(JsonKind::List),
        (XmlShape::Map(_) | XmlShape::Object(_), _) => of(JsonKind::Object),
        (_, Some(child)) if !child.children.is_empty() => of(JsonKind::Object),
        (shape, Some(child)) => Some(PropertyValue::Observed(scalar(&child.text, shape))),
    }
}

/// The kind of a text, given its described shape.
fn scalar(text: &str, shape: XmlShape) -> Observed {
    let trimmed = text.trim();
    let is_number = || serde_json::from_str::<serde_json::Number>(trimmed).is_ok();
    let (kind, scalar) = match (shape, trimmed) {
        (XmlShape::Number | XmlShape::Bool, "") => (JsonKind::Null, ""),
        (XmlShape::Number, number) if is_number() => (JsonKind::Number, number),
        (XmlShape::Bool, word @ ("true" | "false" | "1" | "0")) => (JsonKind::Bool, word),
        _ => (JsonKind::Text, text),
    };
    Observed {
        kind,
        scalar: scalar.to_owned(),
    }
}
