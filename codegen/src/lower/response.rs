//! Responses: the values of successful ones, and the documented errors.

use super::inventory::OperationSource;
use super::media::{Media, MediaContent};
use super::operation::Scope;
use super::schema::Direction;
use super::success::{self, Success};
use super::{Context, described::describe, envelope, media, other_types};
use crate::diagnostic::wording;
use crate::doc;
use crate::ir::{DescribedResponse, ErrorResponse, StatusPattern, Type};
use crate::load::Node;

/// The responses of an operation.
pub(super) struct Responses<'d> {
    /// The successful responses.
    pub(super) success: Success<'d>,
    /// The error responses.
    pub(super) errors: Vec<ErrorResponse>,
    /// All responses, for documentation.
    pub(super) described: Vec<DescribedResponse>,
}

/// Lowers the responses of an operation.
pub(super) fn responses<'d>(
    context: &mut Context<'d>,
    source: &OperationSource<'d>,
    scope: &Scope,
) -> Responses<'d> {
    let documented = documented(context, &source.operation);
    let only = documented.len() == 1;
    let described = documented
        .iter()
        .map(|(status, node)| describe(*status, node))
        .collect();
    let (successes, others): (Vec<_>, Vec<_>) = documented
        .into_iter()
        .partition(|(status, _)| is_success(*status, only));
    if successes.is_empty() {
        let problem = wording::operation::no_success();
        context
            .diagnostics
            .push(problem.warning(source.operation.at()));
    }
    let success = success::lower(context, successes, source.verb, scope);
    let failures = others.into_iter().filter(|(status, _)| is_failure(*status));
    let errors = failures
        .map(|(status, node)| error(context, status, &node, scope))
        .collect();
    Responses {
        success,
        errors,
        described,
    }
}

/// The responses with their statuses, in ascending order.
fn documented<'d>(
    context: &mut Context<'d>,
    operation: &Node<'d>,
) -> Vec<(StatusPattern, Node<'d>)> {
    let Context {
        diagnostics,
        coverage,
        ..
    } = context;
    let mut all: Vec<(StatusPattern, Node<'d>)> = Vec::new();
    let mut refuse = |diagnostic| {
        diagnostics.push(diagnostic);
        coverage.statuses.add(false);
    };
    let responses = operation.get("responses");
    for (key, node) in responses.into_iter().flat_map(|all| all.entries()) {
        if key.starts_with("x-") {
            continue;
        }
        let Some(status) = pattern(key) else {
            refuse(wording::operation::invalid_status(key).warning(node.at()));
            continue;
        };
        if is_informational(status) {
            refuse(wording::operation::informational_status(key).warning(node.at()));
            continue;
        }
        // `4XX` and `4xx` are the same status.
        if all.iter().any(|(other, _)| *other == status) {
            refuse(wording::operation::repeated_status(key).warning(node.at()));
            continue;
        }
        match node.follow() {
            Ok(node) => all.push((status, node)),
            Err(diagnostic) => refuse(diagnostic),
        }
    }
    all.sort_by_key(|(status, _)| *status);
    all
}

fn pattern(key: &str) -> Option<StatusPattern> {
    if key == "default" {
        return Some(StatusPattern::Default);
    }
    let digits = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx"));
    let number = |text: &str, length: usize| {
        let digits = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u16>().ok()).flatten()
    };
    match digits {
        Some(first) => match number(first, 1)? {
            first @ 1..=5 => Some(StatusPattern::Range(u8::try_from(first).ok()?)),
            _ => None,
        },
        None => number(key, 3)
            .filter(|code| (100..600).contains(code))
            .map(StatusPattern::Code),
    }
}

/// True for any 2XX, and for `default` if it is the only response.
fn is_success(status: StatusPattern, only: bool) -> bool {
    match status {
        StatusPattern::Code(code) => (200..300).contains(&code),
        StatusPattern::Range(first) => first == 2,
        StatusPattern::Default => only,
    }
}

/// True for 1XX, which precedes the response.
fn is_informational(status: StatusPattern) -> bool {
    match status {
        StatusPattern::Code(code) => code < 200,
        StatusPattern::Range(first) => first < 2,
        StatusPattern::Default => false,
    }
}

fn is_failure(status: StatusPattern) -> bool {
    match status {
        StatusPattern::Code(code) => code >= 300,
        StatusPattern::Range(first) => first >= 3,
        StatusPattern::Default => true,
    }
}

fn error<'d>(
    context: &mut Context<'d>,
    status: StatusPattern,
    node: &Node<'d>,
    scope: &Scope,
) -> ErrorResponse {
    let chosen = media::choose(node);
    let chosen = chosen.filter(|chosen| chosen.media.is_json() || chosen.media == Media::Xml);
    context.coverage.statuses.add(true);
    count_error(context, node, chosen.as_ref());
    let xml = chosen.as_ref().is_some_and(|it| it.media == Media::Xml);
    let schema = chosen.and_then(|chosen| chosen.schema());
    let schema = schema.filter(|schema| !envelope::is_error_only(context, schema));
    let hint = match status {
        StatusPattern::Code(code) => scope.error_hint(&code.to_string()),
        StatusPattern::Range(first) => scope.error_hint(&format!("{first}xx")),
        StatusPattern::Default => scope.error_hint(""),
    };
    let ty = schema.map(|schema| {
        context.types.lower(
            &schema,
            &hint,
            Direction::Response,
            &mut context.diagnostics,
        )
    });
    // XML that is described as text is not decoded.
    let ty = ty.filter(|ty| !xml || !matches!(ty, Type::Json | Type::String));
    let line = doc::line(node.text("description").unwrap_or_default());
    ErrorResponse {
        status,
        doc: doc::markdown(&line),
        ty,
        xml,
    }
}

/// Counts the media types of an error. Types other than JSON and XML are available as bytes.
fn count_error<'d>(context: &mut Context<'d>, node: &Node<'d>, read: Option<&MediaContent<'d>>) {
    for other in media::all(node) {
        let is_typed = other.media.is_json() || other.media == Media::Xml;
        let left_out = read.filter(|read| {
            is_typed && read.key != other.key && !other.is_like(read) && other.schema().is_some()
        });
        other_types::count(context, &other, left_out);
    }
}
