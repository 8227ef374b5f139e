//! `multipart` bodies and their files.

use std::collections::HashMap;

use super::Context;
use super::body::Lowering;
use super::form::{encodings, fields, media_type};
use super::media::{Media, MediaContent};
use super::schema::{Bytes, Direction};
use crate::doc;
use crate::ir::{self, BodyContent, BodyFormat, FileField, Role, Type};
use crate::load::{Node, Version};

/// Lowers a `multipart` body: properties with bytes become files.
pub(super) fn lower<'d>(
    lowering: &mut Lowering<'_, 'd>,
    chosen: &MediaContent<'d>,
    body: &mut ir::Body,
) {
    let types = &lowering.context.types;
    let schema = chosen.schema();
    if let Some(schema) = &schema {
        // Many descriptions omit `required` on the body itself.
        body.required |= !types.required(schema).is_empty();
    }
    let media_types: HashMap<&str, String> = encodings(chosen)
        .filter_map(|(name, encoding)| Some((name, media_type(&encoding)?)))
        .collect();
    let files = schema
        .iter()
        .flat_map(|schema| named(lowering, schema, &media_types));
    let files: Vec<_> = files.collect();
    let mut spelled = fields(types, chosen);
    spelled.retain(|field| files.iter().all(|file| file.name != field.wire_name));
    body.format = BodyFormat::Multipart(spelled);
    body.content = content(lowering, schema.as_ref(), &files);
    // Files without field names: if the description has a list of them, or no schema.
    let unnamed = schema
        .as_ref()
        .is_none_or(|schema| has_unnamed(lowering, schema))
        || !matches!(body.content, BodyContent::Fields { .. });
    for file in files {
        let setter = lowering.setters.name(file.name, file.name, "body");
        body.files.push(FileField {
            wire_name: Some(file.name.to_owned()),
            rust_name: setter.name,
            role: role(file.required),
            many: file.many,
            media_type: media_types.get(file.name).cloned(),
            doc: file.doc,
        });
    }
    if unnamed {
        let alone = matches!(body.content, BodyContent::Files) && body.files.is_empty();
        body.files.push(FileField {
            wire_name: None,
            rust_name: lowering.setters.name("files", "*", "body").name,
            role: role(alone && body.required),
            many: true,
            media_type: None,
            doc: ir::Doc::default(),
        });
    }
}

fn role(required: bool) -> Role {
    if required {
        Role::Staged
    } else {
        Role::Optional
    }
}

/// A property that is a file.
struct NamedFile<'d> {
    name: &'d str,
    many: bool,
    required: bool,
    doc: ir::Doc,
}

fn named<'d>(
    lowering: &Lowering<'_, 'd>,
    schema: &Node<'d>,
    media_types: &HashMap<&str, String>,
) -> Vec<NamedFile<'d>> {
    let types = &lowering.context.types;
    // A property without a type is `application/octet-stream`, unless the description has another
    // media type (OpenAPI 3.1, section 4.8.15.1).
    let is_untyped = |name: &str, schemas: &[Node<'d>]| {
        let given = media_types.get(name).map(|name| Media::of(name));
        let is_value =
            given.is_some_and(|it| it.is_json() && it != Media::Any || it == Media::Text);
        let untyped = types.untyped(schemas);
        untyped.filter(|_| types.version() >= Version::V3_1 && !is_value)
    };
    let required = types.required(schema);
    let properties = types.properties(schema).into_iter();
    let files = properties.filter_map(|(name, schemas)| {
        let description = schemas.iter().find_map(|schema| schema.text("description"));
        Some(NamedFile {
            name,
            many: types
                .bytes(&schemas)
                .or_else(|| is_untyped(name, &schemas))?
                == Bytes::Many,
            required: required.contains(name),
            doc: doc::markdown(description.unwrap_or_default()),
        })
    });
    files.collect()
}

fn has_unnamed<'d>(lowering: &Lowering<'_, 'd>, schema: &Node<'d>) -> bool {
    let types = &lowering.context.types;
    let rest = types.unnamed(schema);
    rest.is_some_and(|rest| types.bytes(&[rest]).is_some())
}

/// What callers pass in addition to files.
fn content<'d>(
    lowering: &mut Lowering<'_, 'd>,
    schema: Option<&Node<'d>>,
    files: &[NamedFile<'d>],
) -> BodyContent {
    let Some(schema) = schema else {
        return BodyContent::Files;
    };
    let has_unnamed = has_unnamed(lowering, schema);
    let hint = lowering.scope.hint("Request");
    let Context {
        types, diagnostics, ..
    } = &mut *lowering.context;
    if let Some(ty) = types.any_struct(schema, &hint, Direction::Request, diagnostics) {
        let ty = types.changed_body(ty, &hint, |body| {
            let is_file = |name: &str| files.iter().any(|file| file.name == name);
            body.fields.retain(|field| !is_file(&field.wire_name));
            body.additional.take_if(|_| has_unnamed);
        });
        return lowering.fields(ty, true);
    }
    if has_unnamed {
        return BodyContent::Files;
    }
    match types.lower(schema, &hint, Direction::Request, diagnostics) {
        Type::Json => BodyContent::Files,
        ty => BodyContent::Json(ty),
    }
}
