//! The responses of an operation: by status, with the type and an example.

use maud::{Markup, html};
use serde_json::{Map, Value};

use super::code::{Language, Piece, tabs};
use super::context::Site;
use super::example::example;
use super::shown::{details, type_name, visible};
use super::text;
use super::tree::{Row, Tree, row};
use crate::ir::{
    DescribedResponse, HeaderField, Operation, Output, PartContent, StatusPattern, StreamContent,
    Type,
};

/// Maximum number of members of a successful response that are shown, including nested ones.
const MEMBERS: usize = 120;

/// The maximum for an error response.
const FAILURE_MEMBERS: usize = 16;

/// The body of a response.
enum Content<'o> {
    Nothing,
    /// A value; true if it is in the envelope.
    Json(&'o Type, bool),
    Other(&'static str),
    /// The items of a stream.
    Each(&'static str, &'o Type),
}

/// A status for readers.
fn status(pattern: StatusPattern) -> String {
    match pattern {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(first) => format!("{first}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}

/// The CSS class of a status: its first digit.
fn class(pattern: StatusPattern) -> char {
    status(pattern)
        .chars()
        .next()
        .filter(char::is_ascii_digit)
        .unwrap_or('0')
}

fn content(operation: &Operation, of: StatusPattern) -> Content<'_> {
    let mut errors = operation.errors.iter();
    if let Some(error) = errors.find(|error| error.status == of) {
        return error
            .ty
            .as_ref()
            .map_or(Content::Nothing, |ty| Content::Json(ty, false));
    }
    match &operation.output {
        Output::ByStatus { cases, .. } => {
            let case = cases.iter().find(|case| case.status == of);
            case.map_or(Content::Nothing, |case| content_of(operation, &case.output))
        }
        output => content_of(operation, output),
    }
}

fn content_of<'o>(operation: &'o Operation, output: &'o Output) -> Content<'o> {
    match output {
        Output::Empty { .. } => Content::Nothing,
        Output::Json { ty, enveloped } => Content::Json(ty, *enveloped),
        Output::Xml(ty) => Content::Json(ty, false),
        Output::Text => Content::Other("text"),
        Output::Bytes | Output::ByStatus { .. } => Content::Other("bytes"),
        Output::Stream => match operation.stream.as_ref().map(|stream| &stream.content) {
            Some(StreamContent::Lines(ty)) => Content::Each("On each line: ", ty),
            Some(StreamContent::Events(ty)) => Content::Each("In each event: ", ty),
            Some(StreamContent::TextEvents) => Content::Other("events"),
            Some(StreamContent::Parts(PartContent::Json(ty))) => {
                Content::Each("In each part: ", ty)
            }
            Some(StreamContent::LeadingParts {
                first: PartContent::Json(ty),
                ..
            }) => Content::Each("In the first parts: ", ty),
            Some(StreamContent::LeadingParts {
                next: PartContent::Json(ty),
                ..
            }) => Content::Each("In the parts that follow the first ones: ", ty),
            Some(StreamContent::LeadingParts { .. }) => Content::Other("parts of text and bytes"),
            Some(StreamContent::Parts(PartContent::Text)) => Content::Other("parts of text"),
            Some(StreamContent::Parts(PartContent::Bytes)) => Content::Other("parts of bytes"),
            _ => Content::Other("a stream of bytes"),
        },
    }
}

/// The section with the responses.
pub(super) fn responses(site: &Site<'_>, operation: &Operation) -> Markup {
    html! {
        h2 #responses { a href="#responses" { "Responses" } }
        @if operation.responses.is_empty() { p.none { "None are described." } }
        @for response in &operation.responses { (section(site, operation, response)) }
    }
}

fn section(site: &Site<'_>, operation: &Operation, response: &DescribedResponse) -> Markup {
    let name = status(response.status);
    let anchor = format!("response-{}", name.to_ascii_lowercase());
    let is_failure = operation
        .errors
        .iter()
        .any(|error| error.status == response.status);
    html! {
        section.response id=(anchor) aria-label={ "Response " (name) } {
            h3 {
                a href={ "#" (anchor) } { span.status data-class=(class(response.status)) { (name) } }
                @if !response.doc.is_empty() { span.status-text { (text::line(&response.doc.0.join(" "))) } }
            }
            @match content(operation, response.status) {
                Content::Nothing => {}
                Content::Other(what) => p.sort { span.type { (what) } }
                Content::Each(before, ty) => (value(site, before, ty, &anchor, MEMBERS)),
                Content::Json(ty, true) => {
                    (value(site, "", ty, &anchor, MEMBERS))
                    (unwrapped(site))
                }
                Content::Json(ty, false) if is_failure => (value(site, "", ty, &anchor, FAILURE_MEMBERS)),
                Content::Json(ty, false) => (value(site, "", ty, &anchor, MEMBERS)),
            }
            @if let (false, Some(set)) = (is_failure, &operation.headers) {
                details {
                    summary { "Headers" }
                    ul.members { @for field in &set.fields { (header(site, &anchor, field)) } }
                }
            }
        }
    }
}

/// The sentence about the envelope.
fn unwrapped(site: &Site<'_>) -> Markup {
    html! {
        @if let Some(envelope) = &site.api.envelope {
            p.limits { "The value of " code { (visible(&envelope.value)) } " in the response." }
        }
    }
}

fn value(site: &Site<'_>, before: &str, ty: &Type, anchor: &str, budget: usize) -> Markup {
    let members = Tree::new(site).of(ty, anchor, budget);
    html! {
        p.sort { (before) span.type { (type_name(site, ty)) } }
        @if let Some(members) = members {
            details { summary { "Members" } (members) }
        }
    }
}

fn header(site: &Site<'_>, above: &str, field: &HeaderField) -> Markup {
    let anchor = super::links::anchor(&format!("{above}-header"), &field.wire_name);
    row(Row {
        name: &field.wire_name,
        ty: type_name(site, &field.ty),
        required: false,
        deprecated: false,
        text: html! {
            @if !field.doc.is_empty() { div.text { (text::blocks(&field.doc)) } }
            (details(site, &field.ty, &field.constraints, None))
        },
        below: None,
        anchor: &anchor,
    })
}

/// Examples of responses, each with its status.
pub(super) fn examples(site: &Site<'_>, operation: &Operation) -> Markup {
    let pieces = operation.responses.iter().filter_map(|response| {
        let (language, code) = example_of(site, operation, response)?;
        Some(Piece {
            name: status(response.status),
            language,
            code,
        })
    });
    let pieces: Vec<Piece> = pieces.collect();
    html! {
        @if !pieces.is_empty() {
            h2.codes-title { "Response" }
            (tabs("response", "Response", "response", &pieces))
        }
    }
}

/// The example in the description, or one that is derived from the type.
fn example_of(
    site: &Site<'_>,
    operation: &Operation,
    response: &DescribedResponse,
) -> Option<(Language, String)> {
    if let Some(text) = &response.example {
        return Some(match serde_json::from_str::<Value>(text) {
            Ok(value) => (Language::Json, visible(&format!("{value:#}")).into_owned()),
            Err(_) => (Language::Plain, visible(text).into_owned()),
        });
    }
    let value = match content(operation, response.status) {
        Content::Json(ty, enveloped) => {
            let value = example(site, ty)?;
            if enveloped {
                wrapped(site, value)
            } else {
                value
            }
        }
        Content::Each(_, ty) => example(site, ty)?,
        Content::Nothing | Content::Other(_) => return None,
    };
    Some((Language::Json, visible(&format!("{value:#}")).into_owned()))
}

/// A value in an envelope.
fn wrapped(site: &Site<'_>, value: Value) -> Value {
    let Some(envelope) = &site.api.envelope else {
        return value;
    };
    let mut members = Map::new();
    for list in [&envelope.errors, &envelope.messages].into_iter().flatten() {
        members.insert(list.clone(), Value::Array(Vec::new()));
    }
    members.insert(envelope.value.clone(), value);
    members.extend(
        envelope
            .success
            .iter()
            .map(|name| (name.clone(), true.into())),
    );
    Value::Object(members)
}
