//! The fields of forms and multipart bodies, and their encoding.

use super::media::{Media, MediaContent};
use super::parameter::query_style;
use super::schema::Types;
use crate::ir::{FieldSpelling, FormField, ParameterStyle};
use crate::load::Node;

/// The fields that are not encoded by the defaults.
pub(super) fn fields<'d>(types: &Types<'d>, chosen: &MediaContent<'d>) -> Vec<FormField> {
    let properties = chosen.schema().map(|schema| types.properties(&schema));
    let is_text = |name: &str| {
        let schemas = properties.as_ref().and_then(|all| all.get(name));
        schemas.is_some_and(|schemas| schemas.iter().any(|schema| types.is_text(schema)))
    };
    let fields = encodings(chosen).filter_map(|(name, encoding)| {
        let content = || {
            let media_type = media_type(&encoding)?;
            Some(FieldSpelling::Content {
                json: Media::of(&media_type).is_json() && !is_text(name),
                media_type,
            })
        };
        Some(FormField {
            wire_name: name.to_owned(),
            spelling: style(&encoding).or_else(content)?,
        })
    });
    fields.collect()
}

/// The `encoding` objects of a media type, by field.
pub(super) fn encodings<'d>(
    chosen: &MediaContent<'d>,
) -> impl Iterator<Item = (&'d str, Node<'d>)> {
    let encoding = chosen.node.get("encoding").into_iter();
    encoding.flat_map(|all| all.entries())
}

/// The media type of a field; `None` if the description lists several.
pub(super) fn media_type(encoding: &Node<'_>) -> Option<String> {
    let name = encoding.text("contentType")?.trim();
    let is_one = Media::of(name) != Media::Invalid && !name.contains([',', '*']);
    is_one.then(|| name.to_owned())
}

/// The style of a field, if the description defines one.
fn style(encoding: &Node<'_>) -> Option<FieldSpelling> {
    let keys = ["style", "explode", "allowReserved"];
    if !keys.iter().any(|key| encoding.get(key).is_some()) {
        return None;
    }
    let style = encoding
        .text("style")
        .and_then(|it| query_style(it, encoding.version()));
    let style = style.unwrap_or(ParameterStyle::Form);
    let explode = encoding.get("explode").and_then(|it| it.value().as_bool());
    Some(FieldSpelling::Style {
        style,
        explode: explode.unwrap_or(style == ParameterStyle::Form),
        allow_reserved: encoding.flag("allowReserved"),
    })
}
