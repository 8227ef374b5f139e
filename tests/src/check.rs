//! Checks requests against the description.

use http::StatusCode;
use serde_json::Value;

use crate::{
    description::{Description, Operation, Scheme},
    request::Request,
    response::Refusal,
};

/// A request that satisfies the description.
pub(crate) struct Checked<'d> {
    pub(crate) operation: &'d Operation,
    /// The decoded segments of the path after the path of the server URL.
    pub(crate) path: Vec<String>,
    pub(crate) body: Value,
}

/// Finds the operation of a request by its method and path.
pub(crate) fn route<'d>(
    description: &'d Description,
    request: &Request,
) -> Option<(&'d Operation, Vec<String>)> {
    let base = description
        .base_path
        .split('/')
        .filter(|part| !part.is_empty());
    let mut path = request.segments();
    for part in base {
        if path.is_empty() || path.remove(0) != part {
            return None;
        }
    }
    let fits = |operation: &&Operation| {
        operation.method == request.method.as_str()
            && operation.segments.len() == path.len()
            && operation
                .segments
                .iter()
                .zip(&path)
                .all(|(template, segment)| {
                    parameter_name(template).is_some() || template == segment
                })
    };
    let operation = description.operations.iter().find(fits)?;
    Some((operation, path))
}

/// Checks credentials, parameters and body, in this order.
pub(crate) fn check<'d>(
    description: &Description,
    operation: &'d Operation,
    path: Vec<String>,
    request: &Request,
) -> Result<Checked<'d>, Refusal> {
    check_credentials(description, operation, request)?;
    check_path(operation, &path)?;
    if request.target.contains('?') {
        let message = format!("{} takes no query parameters", operation.name);
        return Err(Refusal::new(StatusCode::BAD_REQUEST, 1002, message));
    }
    let body = check_body(operation, request)?;
    Ok(Checked {
        operation,
        path,
        body,
    })
}

/// The name in a segment such as `{account_id}`.
pub(crate) fn parameter_name(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

fn check_credentials(
    description: &Description,
    operation: &Operation,
    request: &Request,
) -> Result<(), Refusal> {
    let sent: Vec<&String> = description
        .schemes
        .iter()
        .filter(|(_, scheme)| carries(request, scheme))
        .map(|(name, _)| name)
        .collect();
    if sent.is_empty() {
        let message = "Authentication error: no credentials were sent";
        return Err(Refusal::new(StatusCode::UNAUTHORIZED, 10_000, message));
    }
    // Exactly one complete alternative.
    let accepted = operation.security.iter().any(|alternative| {
        alternative.len() == sent.len() && sent.iter().all(|name| alternative.contains(name))
    });
    if accepted {
        return Ok(());
    }
    let message = format!("{} does not accept these credentials", operation.name);
    Err(Refusal::new(StatusCode::FORBIDDEN, 10_001, message))
}

fn carries(request: &Request, scheme: &Scheme) -> bool {
    match scheme {
        Scheme::Bearer => request
            .header("authorization")
            .and_then(|value| value.strip_prefix("Bearer "))
            .is_some_and(|token| !token.is_empty()),
        Scheme::Header(name) => request.header(name).is_some_and(|value| !value.is_empty()),
    }
}

fn check_path(operation: &Operation, path: &[String]) -> Result<(), Refusal> {
    for (template, segment) in operation.segments.iter().zip(path) {
        let parameter = parameter_name(template).and_then(|name| operation.parameters.get(name));
        let faults = parameter.map(|parameter| parameter.schema.faults(&segment.as_str().into()));
        if let Some((_, fault)) = faults.into_iter().flatten().next() {
            let message = format!("path parameter {template}: {fault}");
            return Err(Refusal::new(StatusCode::BAD_REQUEST, 1003, message));
        }
    }
    Ok(())
}

fn check_body(operation: &Operation, request: &Request) -> Result<Value, Refusal> {
    let content_type = request.header("content-type").unwrap_or_default();
    if !content_type.starts_with("application/json") {
        let message = "the body must be application/json";
        return Err(Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            1004,
            message,
        ));
    }
    let body = request
        .json()
        .map_err(|error| Refusal::bad_body(vec![(String::new(), error.to_string())]))?;
    match operation.body.faults(&body) {
        faults if faults.is_empty() => Ok(body),
        faults => Err(Refusal::bad_body(faults)),
    }
}
