//! Encodes members of unions as XML.

use serde_json::Value;

use super::types::{XmlChoice, XmlShape, XmlUnion};
use super::write::{Tag, around, encoded_as, write, write_member, write_members};
use crate::json::MARK;

/// The union, the name and the value of a tag.
type Tagged<'v> = Option<(&'v XmlUnion, &'v str, &'v Value)>;

/// Writes the member of a union that a mark names, and its tag if it has none of its own. A value
/// without a mark matches no member.
pub(crate) fn write_union(
    out: &mut String,
    tag: Tag<'_>,
    value: &Value,
    union: &XmlUnion,
    tagged: Tagged<'_>,
) {
    let Some((choice, inner, added)) = marked(value, union) else {
        return write(out, tag, value, XmlShape::Any);
    };
    let tagged = added.map(|(name, value)| (union, name, value)).or(tagged);
    let own = choice.element.as_ref().filter(|_| !tag.is_member);
    let tag = own.map_or(tag, Tag::of);
    match ((choice.shape)(), inner) {
        (XmlShape::Union(union), inner) => write_union(out, tag, inner, union, tagged),
        (XmlShape::Object(members), Value::Object(values)) => {
            let (mut attributes, mut content) = (String::new(), String::new());
            if let Some((union, name, value)) = tagged {
                match union.discriminator(name) {
                    Some(member) => {
                        write_member(&mut attributes, &mut content, member, value);
                    }
                    None => write(
                        &mut content,
                        Tag::new(&encoded_as(name)),
                        value,
                        XmlShape::Text,
                    ),
                }
            }
            write_members(&mut attributes, &mut content, members, values);
            tag.write(out, &attributes, &content);
        }
        (shape, inner) => write(out, around(tag, shape), inner, shape),
    }
}

/// A name and its value.
type Named<'v> = (&'v str, &'v Value);

/// The union member of a value, the value without its mark, and its tag if it has none of its own.
fn marked<'v>(
    value: &'v Value,
    union: &'v XmlUnion,
) -> Option<(&'v XmlChoice, &'v Value, Option<Named<'v>>)> {
    let members = value.as_object()?;
    let (choice, inner) = members.iter().find_map(|(key, value)| {
        let name = key.strip_prefix(MARK)?;
        let mut choices = union.choices.iter();
        Some((choices.find(|choice| choice.variant == name)?, value))
    })?;
    let mut others = members.iter().filter(|(key, _)| !key.starts_with(MARK));
    let added = others.next().map(|(key, value)| (key.as_str(), value));
    Some((choice, inner, added))
}
