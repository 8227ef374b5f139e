//! Request bodies.

use super::Context;
use super::media::{self, Chosen, Media};
use super::operation::Scope;
use super::schema::Way;
use super::setters::Setters;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::doc;
use crate::ir::{self, BodyContent, Role};
use crate::load::Node;

/// A body that can be sent.
pub(super) struct Content<'d> {
    node: Node<'d>,
    chosen: Chosen<'d>,
}

/// Finds out what an operation's body is, if it has one; the error says why it cannot be sent.
pub(super) fn content<'d>(
    operation: &Node<'d>,
    verb: &str,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Content<'d>>, String> {
    let Some(node) = operation.get("requestBody") else {
        return Ok(None);
    };
    let node = match node.follow() {
        Ok(node) => node,
        Err(diagnostic) => {
            let why = format!("its body is unknown: {}", diagnostic.message);
            return Err(why);
        }
    };
    let Some(chosen) = media::choose(&node) else {
        let message = "a body without a media type is left out";
        diagnostics.push(Diagnostic::warning(node.at().clone(), message));
        return Ok(None);
    };
    let verb_takes_none = matches!(verb, "GET" | "HEAD" | "TRACE");
    match chosen.media {
        Media::Form | Media::Multipart | Media::Xml | Media::Invalid
            if verb_takes_none && !node.flag("required") =>
        {
            let message = format!("{verb} has no body; the one described here is left out");
            diagnostics.push(Diagnostic::warning(node.at().clone(), message));
            Ok(None)
        }
        Media::Form | Media::Multipart | Media::Xml | Media::Invalid => {
            let name = doc::line(chosen.name);
            Err(format!("bodies of type `{name}` are not supported"))
        }
        _ => Ok(Some(Content { node, chosen })),
    }
}

/// Lowers a body.
pub(super) fn body<'d>(
    context: &mut Context<'d>,
    content: Content<'d>,
    scope: &Scope,
    setters: &mut Setters,
) -> ir::Body {
    let Content { node, chosen } = content;
    let required = node.flag("required");
    let (media_type, made) = match chosen.media {
        _ if chosen.is_binary() => (
            sent_as(&chosen, "application/octet-stream"),
            BodyContent::Bytes,
        ),
        Media::Text => (sent_as(&chosen, "text/plain"), BodyContent::Text),
        Media::Binary => (
            sent_as(&chosen, "application/octet-stream"),
            BodyContent::Bytes,
        ),
        _ => {
            let made = json(context, &chosen, required, scope, setters);
            (sent_as(&chosen, "application/json"), made)
        }
    };
    ir::Body {
        required,
        media_type,
        content: made,
        doc: doc::markdown(node.text("description").unwrap_or_default()),
    }
}

/// The media type as written, or `concrete` where it is a pattern.
fn sent_as(chosen: &Chosen<'_>, concrete: &str) -> String {
    if chosen.name.contains('*') {
        return concrete.to_owned();
    }
    chosen.name.trim().to_owned()
}

fn json<'d>(
    context: &mut Context<'d>,
    chosen: &Chosen<'d>,
    required: bool,
    scope: &Scope,
    setters: &mut Setters,
) -> BodyContent {
    let Some(schema) = chosen.schema() else {
        return BodyContent::Json(ir::Type::Json);
    };
    let hint = scope.hint("Request");
    // A body that may be left out, but not its fields: the fields cannot be steps of the call.
    let in_steps = required || !context.types.requires_any(&schema);
    let fields = in_steps
        .then(|| {
            context
                .types
                .body_struct(&schema, &hint, &mut context.diagnostics)
        })
        .flatten();
    if let Some(ty) = fields
        && let ir::TypeKind::Struct(body) = &context.types.definition(ty).kind
    {
        let names = body.fields.iter().map(|field| {
            let setter = setters.name(&field.rust_name, &field.wire_name, "body");
            let role = match field {
                field if field.constant.is_some() => Role::Constant,
                field if field.required => Role::Staged,
                _ => Role::Optional,
            };
            (setter.name, role)
        });
        let names = names.collect();
        return BodyContent::Fields { ty, names };
    }
    BodyContent::Json(
        context
            .types
            .lower(&schema, &hint, Way::Out, &mut context.diagnostics),
    )
}
