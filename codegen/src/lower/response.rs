//! Answers: what a success carries, and what else is documented.

use super::found::Found;
use super::media::{self, Chosen, Media};
use super::operation::Scope;
use super::schema::Way;
use super::{Context, envelope};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::doc;
use crate::ir::{ErrorResponse, Output, StatusPattern, Type};
use crate::load::Node;

/// Lowers the answers of an operation.
pub(super) fn responses<'d>(
    context: &mut Context<'d>,
    found: &Found<'d>,
    scope: &Scope,
) -> (Output, Vec<ErrorResponse>) {
    let mut documented = documented(&found.operation, &mut context.diagnostics);
    let success = match success(&documented) {
        Some(index) => Some(documented.remove(index).1),
        None => {
            let message = "no success is documented; what is answered is not looked at";
            let warning = Diagnostic::warning(found.operation.at().clone(), message);
            context.diagnostics.push(warning);
            None
        }
    };
    let output = match success {
        Some(node) if found.verb != "HEAD" => output(context, &node, scope),
        _ => Output::Empty,
    };
    let failures = documented
        .into_iter()
        .filter(|(status, _)| is_failure(*status));
    let errors = failures
        .map(|(status, node)| error(context, status, &node, scope))
        .collect();
    (output, errors)
}

/// Every response with its status, in ascending order of the statuses.
fn documented<'d>(
    operation: &Node<'d>,
    diagnostics: &mut Diagnostics,
) -> Vec<(StatusPattern, Node<'d>)> {
    let mut all = Vec::new();
    let responses = operation.get("responses");
    for (key, node) in responses.into_iter().flat_map(|all| all.entries()) {
        if key.starts_with("x-") {
            continue;
        }
        let Some(status) = pattern(key) else {
            let message = format!("`{}` is not a status", key.escape_debug());
            diagnostics.push(Diagnostic::warning(node.at().clone(), message));
            continue;
        };
        match node.follow() {
            Ok(node) => all.push((status, node)),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    all.sort_by_key(|(status, _)| *status);
    // `4XX` and `4xx` are one status.
    all.dedup_by_key(|(status, _)| *status);
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

/// Index of the success: the lowest 2XX, else the range of them, else what always comes.
fn success(documented: &[(StatusPattern, Node<'_>)]) -> Option<usize> {
    let find = |fits: &dyn Fn(StatusPattern) -> bool| {
        documented.iter().position(|(status, _)| fits(*status))
    };
    find(&|status| matches!(status, StatusPattern::Code(200..300)))
        .or_else(|| find(&|status| status == StatusPattern::Range(2)))
        .or_else(|| {
            let only = documented.len() == 1;
            find(&|status| only && status == StatusPattern::Default)
        })
}

fn is_failure(status: StatusPattern) -> bool {
    match status {
        StatusPattern::Code(code) => code >= 300,
        StatusPattern::Range(first) => first >= 3,
        StatusPattern::Default => true,
    }
}

fn output<'d>(context: &mut Context<'d>, node: &Node<'d>, scope: &Scope) -> Output {
    let Some(chosen) = media::choose(node) else {
        return Output::Empty;
    };
    match chosen.media {
        _ if chosen.is_binary() => Output::Bytes,
        Media::Text | Media::Xml => Output::Text,
        media if media.is_json() => json(context, &chosen, scope),
        _ => Output::Bytes,
    }
}

fn json<'d>(context: &mut Context<'d>, chosen: &Chosen<'d>, scope: &Scope) -> Output {
    let Some(schema) = chosen.schema() else {
        return Output::Json {
            ty: Type::Json,
            enveloped: false,
        };
    };
    let value = envelope::value(context, &schema);
    let enveloped = value.is_some();
    let schemas = value.unwrap_or_else(|| vec![schema]);
    let hint = scope.hint("Response");
    let diagnostics = &mut context.diagnostics;
    Output::Json {
        ty: context
            .types
            .lower_all(&schemas, &hint, Way::Back, diagnostics),
        enveloped,
    }
}

fn error<'d>(
    context: &mut Context<'d>,
    status: StatusPattern,
    node: &Node<'d>,
    scope: &Scope,
) -> ErrorResponse {
    let chosen = media::choose(node).filter(|chosen| chosen.media.is_json());
    let schema = chosen.and_then(|chosen| chosen.schema());
    let schema = schema.filter(|schema| !envelope::is_bare(context, schema));
    let hint = match status {
        StatusPattern::Code(code) => scope.error_hint(&code.to_string()),
        StatusPattern::Range(first) => scope.error_hint(&format!("{first}xx")),
        StatusPattern::Default => scope.error_hint(""),
    };
    let ty = schema.map(|schema| {
        context
            .types
            .lower(&schema, &hint, Way::Back, &mut context.diagnostics)
    });
    let line = doc::line(node.text("description").unwrap_or_default());
    ErrorResponse {
        status,
        doc: doc::markdown(&line),
        ty,
    }
}
