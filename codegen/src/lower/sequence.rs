//! `multipart` bodies whose parts have no names (OpenAPI 3.2, sections 4.14 and 4.15): the types of
//! the parts.

use super::Context;
use super::form::media_type;
use super::media::{Media, MediaContent};
use super::schema::{Direction, Hint};
use crate::diagnostic::wording::body as wording;
use crate::ir::{PartContent, StreamContent, Type};
use crate::load::{Node, Version};

/// Media type of parts that are not described.
const BYTES: &str = "application/octet-stream";

/// The encoding of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Json,
    Text,
    Bytes,
}

/// The description of a part.
struct PartSchema<'d> {
    schema: Option<Node<'d>>,
    form: Form,
    media_type: String,
}

/// True for a media type whose parts have no names.
pub(super) fn is_sequence(chosen: &MediaContent<'_>) -> bool {
    let has = |key: &str| chosen.node.get(key).is_some();
    let is_list = || {
        let schema = chosen.schema().and_then(|schema| schema.follow().ok());
        schema.is_some_and(|it| it.version() >= Version::V3_2 && it.text("type") == Some("array"))
    };
    let is_described = has("itemSchema") || has("itemEncoding") || has("prefixEncoding");
    chosen.media == Media::Multipart && (is_described || is_list())
}

/// The content of the parts of a request body, and the media type of those without one. Parts of
/// several kinds are bytes, with a warning.
pub(super) fn sent<'d>(
    context: &mut Context<'d>,
    chosen: &MediaContent<'d>,
    hint: &Hint,
) -> (PartContent, String) {
    let described = described(context, chosen);
    let Some((first, others)) = described.split_first() else {
        return (PartContent::Bytes, BYTES.to_owned());
    };
    if runs(&described) > 1 {
        report_differing_parts(context, chosen);
        return (PartContent::Bytes, BYTES.to_owned());
    }
    let is_same = others.iter().all(|it| it.media_type == first.media_type);
    let media_type = match first.form {
        Form::Bytes if !is_same => BYTES.to_owned(),
        _ => first.media_type.clone(),
    };
    let content = typed(context, first, hint, Direction::Request);
    (content, media_type)
}

/// The content of the parts of a response. The first ones may differ from the others; if there are
/// more kinds, all are bytes, with a warning.
pub(super) fn streamed<'d>(
    context: &mut Context<'d>,
    chosen: &MediaContent<'d>,
    hint: &Hint,
) -> StreamContent {
    let direction = Direction::Response;
    let described = described(context, chosen);
    let Some((first, others)) = described.split_first() else {
        return StreamContent::Parts(PartContent::Bytes);
    };
    let next = others.iter().position(|it| !it.is_like(first));
    match next.and_then(|start| Some((start, others.get(start)?))) {
        None => StreamContent::Parts(typed(context, first, hint, direction)),
        Some(_) if runs(&described) > 2 => {
            report_differing_parts(context, chosen);
            StreamContent::Parts(PartContent::Bytes)
        }
        Some((start, next)) => StreamContent::LeadingParts {
            count: start + 1,
            first: typed(context, first, hint, direction),
            next: typed(context, next, &hint.then("Next"), direction),
        },
    }
}

/// False if there are so many kinds of parts that all are bytes.
pub(super) fn are_distinguishable(
    context: &Context<'_>,
    chosen: &MediaContent<'_>,
    direction: Direction,
) -> bool {
    let most = if direction == Direction::Response {
        2
    } else {
        1
    };
    !is_sequence(chosen) || runs(&parts(context, chosen)) <= most
}

fn report_differing_parts(context: &mut Context<'_>, chosen: &MediaContent<'_>) {
    let diagnostic = wording::parts_differ().warning(chosen.node.at());
    context.diagnostics.push(diagnostic);
}

/// Number of runs of parts of the same kind.
fn runs(described: &[PartSchema<'_>]) -> usize {
    let pairs = described.iter().zip(described.iter().skip(1));
    1 + pairs.filter(|(one, next)| !next.is_like(one)).count()
}

impl PartSchema<'_> {
    /// True if both parts are decoded and encoded in the same way.
    fn is_like(&self, other: &Self) -> bool {
        // The schema of bytes is not used.
        self.form == other.form && (self.form == Form::Bytes || self.has_schema_of(other))
    }

    fn has_schema_of(&self, other: &Self) -> bool {
        match (&self.schema, &other.schema) {
            // Usually both refer to the same schema, which may be large to compare.
            (Some(own), Some(other)) => {
                std::ptr::eq(own.value(), other.value()) || own.value() == other.value()
            }
            (own, other) => own.is_none() && other.is_none(),
        }
    }
}

/// The descriptions of the parts. An additional `encoding` is skipped with a warning.
fn described<'d>(context: &mut Context<'d>, chosen: &MediaContent<'d>) -> Vec<PartSchema<'d>> {
    if let Some(encoding) = chosen.node.get("encoding") {
        let diagnostic = wording::named_encoding().warning(encoding.at());
        context.diagnostics.push(diagnostic);
    }
    parts(context, chosen)
}

/// The parts that are described individually, followed by the description of all others.
fn parts<'d>(context: &Context<'d>, chosen: &MediaContent<'d>) -> Vec<PartSchema<'d>> {
    let schema = chosen.schema().and_then(|schema| schema.follow().ok());
    let own = |key: &str| schema.as_ref().and_then(|schema| schema.get(key));
    let each = chosen.item_schema();
    let items = each.clone().or_else(|| own("items"));
    let first: Vec<_> = own("prefixItems").iter().flat_map(Node::items).collect();
    let first = if each.is_some() { Vec::new() } else { first };
    let prefix = chosen.node.get("prefixEncoding");
    let encodings: Vec<_> = prefix.iter().flat_map(Node::items).collect();
    let mut all = Vec::new();
    for index in 0..first.len().max(encodings.len()) {
        let schema = first.get(index).cloned().or_else(|| items.clone());
        all.push(part(context, schema, encodings.get(index)));
    }
    let rest = chosen.node.get("itemEncoding");
    // If the list is closed, there are no others.
    let is_closed = own("items").is_some_and(|items| items.value() == false);
    let has_others = items.is_some() || rest.is_some() || all.is_empty();
    if has_others && !is_closed {
        all.push(part(context, items, rest.as_ref()));
    }
    all
}

/// The description of a part: its `encoding`, or else its schema (section 4.15.1.1).
fn part<'d>(
    context: &Context<'d>,
    schema: Option<Node<'d>>,
    encoding: Option<&Node<'d>>,
) -> PartSchema<'d> {
    let schema = schema.and_then(|schema| schema.follow().ok());
    let named = encoding.and_then(|encoding| encoding.get("contentType"));
    let given = encoding.and_then(media_type).or_else(|| {
        let own = schema.as_ref()?.text("contentMediaType")?;
        let is_one = named.is_none() && Media::of(own) != Media::Invalid && !own.contains('*');
        is_one.then(|| own.to_owned())
    });
    let form = match &given {
        Some(name) if Media::of(name).is_json() => Form::Json,
        Some(name) if matches!(Media::of(name), Media::Text | Media::Xml) => Form::Text,
        Some(_) => Form::Bytes,
        // One of several media types, which only the part itself defines.
        None if named.is_some() => Form::Bytes,
        None => by_schema(context, schema.as_ref()),
    };
    let usual = match form {
        Form::Json => "application/json",
        Form::Text => "text/plain",
        Form::Bytes => BYTES,
    };
    PartSchema {
        schema,
        form,
        media_type: given.unwrap_or_else(|| usual.to_owned()),
    }
}

fn by_schema(context: &Context<'_>, schema: Option<&Node<'_>>) -> Form {
    let types = &context.types;
    let Some(schema) = schema else {
        return Form::Bytes;
    };
    let all = std::slice::from_ref(schema);
    let is_encoded = schema.get("contentEncoding").is_some();
    if is_encoded || types.bytes(all).is_some() || types.untyped(all).is_some() {
        Form::Bytes
    } else if types.is_text(schema) || types.plain(schema).is_some() {
        Form::Text
    } else {
        Form::Json
    }
}

/// The type of a part. Numbers and booleans have the same text as in JSON.
fn typed<'d>(
    context: &mut Context<'d>,
    part: &PartSchema<'d>,
    hint: &Hint,
    direction: Direction,
) -> PartContent {
    let Context {
        types, diagnostics, ..
    } = context;
    match (part.form, &part.schema) {
        (Form::Bytes, _) => PartContent::Bytes,
        (Form::Json, None) => PartContent::Json(Type::Json),
        (Form::Json, Some(schema)) => {
            PartContent::Json(types.lower(schema, hint, direction, diagnostics))
        }
        (Form::Text, Some(schema)) if types.plain(schema).is_some() => {
            PartContent::Json(types.lower(schema, hint, direction, diagnostics))
        }
        (Form::Text, _) => PartContent::Text,
    }
}
