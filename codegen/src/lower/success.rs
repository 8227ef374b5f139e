//! The output of an operation: the value of its successful response.

use indexmap::IndexMap;

use super::media::{self, Media, MediaContent};
use super::operation::Scope;
use super::schema::{Direction, Hint};
use super::sequence::is_sequence;
use super::{Context, envelope, header, other_types, streamed};
use crate::doc;
use crate::ir::{HeaderField, Output, StatusCase, StatusPattern, Stream, Type};
use crate::load::Node;

/// A response without a body.
const NO_BODY: Output = Output::Empty { enveloped: false };

/// The output of an operation: the value of its successful response.
pub(super) struct Success<'d> {
    pub(super) output: Output,
    pub(super) stream: Option<Stream>,
    /// Media types that are returned as bytes on request, each with its short name.
    pub(super) others: IndexMap<&'d str, String>,
    /// Value of the `Accept` header.
    pub(super) accept: String,
    /// Documented headers.
    pub(super) headers: Vec<HeaderField>,
    /// Schema of the whole body in JSON or XML, if there is one.
    pub(super) schema: Option<Node<'d>>,
}

/// A documented successful response.
pub(super) struct Case<'d> {
    pub(super) status: StatusPattern,
    doc: String,
    /// `None` if there is no body.
    pub(super) chosen: Option<MediaContent<'d>>,
    pub(super) node: Node<'d>,
}

/// Lowers the successful responses, which are in ascending order of statuses.
pub(super) fn lower<'d>(
    context: &mut Context<'d>,
    successes: Vec<(StatusPattern, Node<'d>)>,
    verb: &str,
    scope: &Scope,
) -> Success<'d> {
    let mut headers = Vec::new();
    let mut cases: Vec<Case<'d>> = Vec::new();
    let mut stream = None;
    for (status, node) in successes {
        header::add(context, &node, &mut headers);
        let chosen = match verb {
            "HEAD" => None,
            _ => media::choose_response(&node),
        };
        if stream.is_none() && verb != "HEAD" {
            stream = streamed::stream(context, &node, scope);
        }
        cases.push(Case {
            status,
            doc: doc::line(node.text("description").unwrap_or_default()),
            chosen,
            node,
        });
    }
    let schema = cases.iter().find_map(Case::schema);
    let others = other_types::others(&cases, stream.as_ref());
    other_types::count_successes(context, &cases, stream.as_ref(), &others);
    let accept = accept(&cases);
    let output = match cases.as_slice() {
        cases if differ(cases) => by_status(context, cases, scope),
        cases => {
            let some = cases.iter().find_map(|case| case.chosen.as_ref());
            let output = some.map_or(NO_BODY, |chosen| output(context, chosen, scope, ""));
            or_empty(output, cases.iter().any(|case| case.chosen.is_none()))
        }
    };
    Success {
        output,
        stream,
        others,
        accept,
        headers,
        schema,
    }
}

impl<'d> Case<'d> {
    fn schema(&self) -> Option<Node<'d>> {
        let chosen = self.chosen.as_ref()?;
        let has_members = chosen.media.is_json() || chosen.media == Media::Xml;
        has_members.then(|| chosen.schema())?
    }

    /// True if both return the same value.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let body = |case: &Self| {
            let chosen = case.chosen.as_ref()?;
            let schema = chosen.schema().map(|schema| schema.value());
            Some((chosen.media, schema))
        };
        body(self) == body(other)
    }
}

/// True if there are several JSON bodies. Of other bodies, the first one is used.
pub(super) fn differ(cases: &[Case<'_>]) -> bool {
    let bodies = || cases.iter().filter(|case| case.chosen.is_some());
    let is_json = |case: &Case<'_>| {
        let chosen = case.chosen.as_ref();
        chosen.is_some_and(|chosen| chosen.media.is_json() && !chosen.is_binary())
    };
    let first = bodies().next();
    first.is_some_and(|first| bodies().any(|case| !case.is_like(first))) && bodies().all(is_json)
}

/// Makes the value nullable if a response may have no body. Text and bytes are empty instead.
fn or_empty(output: Output, may_be_empty: bool) -> Output {
    match output {
        Output::Json { ty, enveloped } if may_be_empty && !matches!(ty, Type::Nullable(_)) => {
            Output::Json {
                ty: Type::Nullable(Box::new(ty)),
                enveloped,
            }
        }
        Output::Xml(ty) if may_be_empty && !matches!(ty, Type::Nullable(_)) => {
            Output::Xml(Type::Nullable(Box::new(ty)))
        }
        output => output,
    }
}

/// The `Accept` header: media types of JSON and XML as written, or `*/*`.
fn accept(cases: &[Case<'_>]) -> String {
    let mut names: Vec<String> = Vec::new();
    for chosen in cases.iter().filter_map(|case| case.chosen.as_ref()) {
        let name = match chosen.media {
            Media::Json | Media::JsonLike | Media::JsonPatch | Media::Xml => {
                chosen.essence().to_owned()
            }
            _ => "*/*".to_owned(),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [] => "*/*".to_owned(),
        names => names.join(", "),
    }
}

fn output<'d>(
    context: &mut Context<'d>,
    chosen: &MediaContent<'d>,
    scope: &Scope,
    name: &str,
) -> Output {
    match chosen.media {
        _ if chosen.is_binary() => Output::Bytes,
        Media::Text => Output::Text,
        Media::Xml => xml(context, chosen, &scope.hint("Response")),
        Media::JsonLines | Media::Events if is_text(context, chosen) => Output::Text,
        Media::JsonLines | Media::Events => Output::Stream,
        Media::Multipart if is_sequence(chosen) => Output::Stream,
        media if media.is_json() => json(context, chosen, &scope.hint(&format!("Response{name}"))),
        _ => Output::Bytes,
    }
}

/// XML; text if its elements are not described.
fn xml<'d>(context: &mut Context<'d>, chosen: &MediaContent<'d>, hint: &Hint) -> Output {
    let Some(schema) = chosen.schema() else {
        return Output::Text;
    };
    match item_type(context, &[schema], hint) {
        Type::Json | Type::String => Output::Text,
        ty => Output::Xml(ty),
    }
}

/// True for a body of lines or events whose schema is a string.
fn is_text(context: &Context<'_>, chosen: &MediaContent<'_>) -> bool {
    let schema = chosen.schema().filter(|_| chosen.item_schema().is_none());
    chosen.media == Media::JsonLines && schema.is_some_and(|it| context.types.is_text(&it))
}

fn json<'d>(context: &mut Context<'d>, chosen: &MediaContent<'d>, hint: &Hint) -> Output {
    let Some(schema) = chosen.schema() else {
        return Output::Json {
            ty: Type::Json,
            enveloped: false,
        };
    };
    if envelope::is_status_only(context, &schema) {
        return Output::Empty { enveloped: true };
    }
    let value = envelope::value(context, &schema);
    let enveloped = value.is_some();
    let schemas = value.unwrap_or_else(|| vec![schema]);
    let diagnostics = &mut context.diagnostics;
    Output::Json {
        ty: context
            .types
            .lower_all(&schemas, hint, Direction::Response, diagnostics),
        enveloped,
    }
}

/// An enum with a variant for each status. Its name is assigned once all names of the resource are
/// known.
fn by_status<'d>(context: &mut Context<'d>, cases: &[Case<'d>], scope: &Scope) -> Output {
    let cases = cases.iter().map(|case| {
        let rust_name = variant(case.status);
        let output = match &case.chosen {
            Some(chosen) => output(context, chosen, scope, &rust_name),
            None => NO_BODY,
        };
        StatusCase {
            status: case.status,
            rust_name,
            output,
            doc: doc::markdown(&case.doc),
        }
    });
    Output::ByStatus {
        cases: cases.collect(),
        name: String::new(),
    }
}

fn variant(status: StatusPattern) -> String {
    let name = match status {
        StatusPattern::Code(200) => "Ok",
        StatusPattern::Code(201) => "Created",
        StatusPattern::Code(202) => "Accepted",
        StatusPattern::Code(203) => "NonAuthoritative",
        StatusPattern::Code(204) => "NoContent",
        StatusPattern::Code(205) => "ResetContent",
        StatusPattern::Code(206) => "PartialContent",
        StatusPattern::Code(207) => "MultiStatus",
        StatusPattern::Code(code) => return format!("Status{code}"),
        StatusPattern::Range(_) | StatusPattern::Default => "Other",
    };
    name.to_owned()
}

/// The type that all of `schemas` apply to.
pub(super) fn item_type<'d>(context: &mut Context<'d>, schemas: &[Node<'d>], hint: &Hint) -> Type {
    let diagnostics = &mut context.diagnostics;
    context
        .types
        .lower_all(schemas, hint, Direction::Response, diagnostics)
}
