//! Request bodies.

use super::media::{self, Media, MediaContent};
use super::operation::Scope;
use super::schema::Direction;
use super::setters::Setters;
use super::{Context, form, multipart, sequence};
use crate::diagnostic::Problem;
use crate::diagnostic::wording::body as wording;
use crate::doc;
use crate::ir::{
    self, Alternative, AlternativeContent, BodyContent, BodyFormat, Role, Type, TypeId, TypeKind,
};
use crate::load::Node;

/// A request body with its media type.
pub(super) struct Content<'d> {
    node: Node<'d>,
    chosen: MediaContent<'d>,
}

/// The body of an operation; the error says why it cannot be sent.
pub(super) fn content<'d>(
    context: &mut Context<'d>,
    operation: &Node<'d>,
    verb: &str,
) -> Result<Option<Content<'d>>, Problem> {
    let Some(node) = operation.get("requestBody") else {
        return Ok(None);
    };
    let Context {
        diagnostics,
        coverage,
        ..
    } = context;
    let node = match node.follow() {
        Ok(node) => node,
        Err(diagnostic) => return Err(wording::unknown(&diagnostic.message)),
    };
    let Some(chosen) = media::choose(&node) else {
        diagnostics.push(wording::without_media_type().warning(node.at()));
        return Ok(None);
    };
    if chosen.name != chosen.key {
        let (key, name) = (doc::line(chosen.key), chosen.name);
        let problem = wording::invalid_media_type(&key, name);
        diagnostics.push(problem.warning(chosen.node.at()));
    }
    let verb_takes_none = matches!(verb, "GET" | "HEAD" | "TRACE");
    match chosen.media {
        Media::Form | Media::Multipart | Media::Invalid
            if verb_takes_none && !node.flag("required") =>
        {
            diagnostics.push(wording::not_allowed(verb).warning(node.at()));
            media::all(&node).for_each(|_| coverage.media_types.add(false));
            Ok(None)
        }
        Media::Invalid => Err(wording::unsupported(&doc::line(chosen.name))),
        _ => Ok(Some(Content { node, chosen })),
    }
}

/// Lowers the body of an operation.
pub(super) fn body<'d>(
    context: &mut Context<'d>,
    content: Content<'d>,
    scope: &Scope,
    setters: &mut Setters,
) -> ir::Body {
    let Content { node, chosen } = content;
    let mut body = ir::Body {
        required: node.flag("required"),
        media_type: sent_as(&chosen),
        content: BodyContent::Bytes,
        format: BodyFormat::Json,
        files: Vec::new(),
        alternatives: Vec::new(),
        doc: doc::markdown(node.text("description").unwrap_or_default()),
    };
    let mut lowering = Lowering {
        context,
        scope,
        setters,
    };
    match chosen.media {
        Media::Multipart if has_unnamed_parts(&chosen) => {
            let hint = lowering.scope.hint("RequestPart");
            let context = &mut *lowering.context;
            let (content, media_type) = sequence::sent(context, &chosen, &hint);
            body.content = BodyContent::Parts(content, media_type);
        }
        Media::Multipart => multipart::lower(&mut lowering, &chosen, &mut body),
        _ if chosen.is_binary() => {}
        Media::Binary => {}
        Media::Text | Media::Events => body.content = BodyContent::Text,
        Media::JsonLines => body.content = lowering.lines(&chosen),
        Media::Xml => lowering.xml(&chosen, &mut body),
        media => {
            if media == Media::Form {
                body.format = BodyFormat::Form(form::fields(&lowering.context.types, &chosen));
            }
            body.content = lowering.value(&chosen, body.required);
        }
    }
    body.alternatives = lowering.alternatives(&node, &chosen);
    body
}

/// True for a `multipart` media type whose parts have no names. Parts of a form have names.
fn has_unnamed_parts(chosen: &MediaContent<'_>) -> bool {
    let is_form = chosen.essence().eq_ignore_ascii_case("multipart/form-data");
    !is_form && sequence::is_sequence(chosen)
}

/// The media type as written, or a concrete one for a range such as `*/*`.
fn sent_as(chosen: &MediaContent<'_>) -> String {
    if !chosen.name.contains('*') {
        return chosen.name.trim().to_owned();
    }
    let concrete = match chosen.media {
        Media::Text => "text/plain",
        Media::Multipart => "multipart/form-data",
        Media::Any if !chosen.is_binary() => "application/json",
        _ => "application/octet-stream",
    };
    concrete.to_owned()
}

/// What is needed to lower a body.
pub(super) struct Lowering<'a, 'd> {
    pub(super) context: &'a mut Context<'d>,
    pub(super) scope: &'a Scope,
    pub(super) setters: &'a mut Setters,
}

impl<'d> Lowering<'_, 'd> {
    /// What callers pass as a value: its fields if it has any, otherwise the value itself.
    fn value(&mut self, chosen: &MediaContent<'d>, required: bool) -> BodyContent {
        let Some(schema) = chosen.schema() else {
            return BodyContent::Json(Type::Json);
        };
        let Context {
            types, diagnostics, ..
        } = &mut *self.context;
        let hint = self.scope.hint("Request");
        let direction = match chosen.is_merge_patch() {
            true => Direction::Patch,
            false => Direction::Request,
        };
        match types.body_struct(&schema, &hint, direction, diagnostics) {
            // An optional body whose fields are all constants is passed as a whole, so that it can
            // be absent.
            Some(ty) if required || types.takes_values(ty) => self.fields(ty, required),
            _ => BodyContent::Json(types.lower(&schema, &hint, direction, diagnostics)),
        }
    }

    /// The fields of a struct as setters of the request builder. If the body is `required`, its
    /// required fields are steps.
    pub(super) fn fields(&mut self, ty: TypeId, required: bool) -> BodyContent {
        let mut names = Vec::new();
        if let TypeKind::Struct(body) = &self.context.types.definition(ty).kind {
            for field in &body.fields {
                let role = match field {
                    field if field.constant.is_some() => Role::Constant,
                    field if required && field.required => Role::Staged,
                    _ => Role::Optional,
                };
                let setter = self
                    .setters
                    .name(&field.rust_name, &field.wire_name, "body");
                names.push((setter.name, role));
            }
        }
        BodyContent::Fields { ty, names }
    }

    /// A value that is one argument and is sent as XML; text if its elements are not described.
    fn xml(&mut self, chosen: &MediaContent<'d>, body: &mut ir::Body) {
        body.content = BodyContent::Text;
        let Some(schema) = chosen.schema() else {
            return;
        };
        let hint = self.scope.hint("Request");
        let Context {
            types, diagnostics, ..
        } = &mut *self.context;
        let ty = types.lower(&schema, &hint, Direction::Request, diagnostics);
        if !matches!(ty, Type::Json | Type::String) {
            body.format = BodyFormat::Xml(types.xml_root(&schema));
            body.content = BodyContent::Json(ty);
        }
    }

    /// A list of values, one per line; text and bytes are sent as they are.
    fn lines(&mut self, chosen: &MediaContent<'d>) -> BodyContent {
        let Context {
            types, diagnostics, ..
        } = &mut *self.context;
        let item = match (chosen.item_schema(), chosen.schema()) {
            (Some(item), _) => Some(item),
            (None, Some(schema)) if types.is_text(&schema) => return BodyContent::Bytes,
            (None, schema) => schema.map(|schema| types.items(&schema).unwrap_or(schema)),
        };
        let Some(schema) = item else {
            return BodyContent::Lines(Type::Json);
        };
        let hint = self.scope.hint("RequestLine");
        BodyContent::Lines(types.lower(&schema, &hint, Direction::Request, diagnostics))
    }

    /// The alternative media types, except for those that are equivalent to the chosen one.
    fn alternatives(&mut self, node: &Node<'d>, chosen: &MediaContent<'d>) -> Vec<Alternative> {
        let mut offered = Vec::new();
        for other in media::all(node) {
            let is_covered = other.key == chosen.key || other.repeats(chosen);
            let alternative = (!is_covered).then(|| self.alternative(&other)).flatten();
            let is_emitted = is_covered || alternative.is_some();
            if !is_emitted {
                let problem = wording::media_type_left_out(&doc::line(other.key));
                let diagnostic = problem.warning(other.node.at());
                self.context.diagnostics.push(diagnostic);
            }
            let are_distinguishable = !has_unnamed_parts(&other)
                || sequence::are_distinguishable(self.context, &other, Direction::Request);
            let is_counted = is_emitted && (!is_covered || are_distinguishable);
            self.context.coverage.media_types.add(is_counted);
            offered.extend(alternative);
        }
        offered
    }

    fn alternative(&mut self, other: &MediaContent<'d>) -> Option<Alternative> {
        let content = match other.media {
            _ if other.is_binary() => AlternativeContent::Bytes,
            Media::Json | Media::JsonLike | Media::JsonPatch => AlternativeContent::Json,
            Media::Form => AlternativeContent::Form,
            Media::Multipart => AlternativeContent::Multipart,
            Media::Text | Media::Events | Media::Xml => AlternativeContent::Text,
            Media::Any | Media::JsonLines | Media::Binary => AlternativeContent::Bytes,
            Media::Invalid => return None,
        };
        let media_type = match other.media {
            Media::Any => "application/octet-stream".to_owned(),
            _ => sent_as(other),
        };
        let name = format!("body_as_{}", other.short_name());
        let setter = self.setters.name(&name, other.name, "body");
        Some(Alternative {
            rust_name: setter.name,
            media_type,
            content,
        })
    }
}
