//! Documentation of an operation: its purpose, credentials, errors, and an example.

use super::docs::{Docs, code};
use super::examples::operation_example;
use super::scope::Scope;
use crate::ir::{Api, ErrorResponse, Operation, Resource, StatusPattern, Type};

/// Documentation of the method that creates a request.
pub(super) fn operation_docs(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
) -> Docs {
    let docs = Docs::or(&operation.doc, || format!("Calls {}.", code(&operation.id)));
    let docs = docs.paragraph(endpoint(scope.api, operation));
    let docs = if operation.beta {
        docs.paragraph("**Beta**: this operation may still change.")
    } else {
        docs
    };
    docs.block(errors(scope, operation))
        .lines_after(operation_example(scope, resource, operation))
}

/// Method and path, external documentation, and credentials.
fn endpoint(api: &Api, operation: &Operation) -> String {
    let endpoint = code(&format!("{} {}", operation.method, operation.path));
    let link = operation.link.as_deref().filter(|link| is_plain_url(link));
    let link = link.map(|link| format!("[API reference]({link})"));
    let parts = [Some(endpoint), link, authorization(api, operation)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// True for a URL that needs no escaping in a Markdown link.
fn is_plain_url(url: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#&=%+,@!$'*;".contains(c);
    (url.starts_with("https://") || url.starts_with("http://")) && url.chars().all(is_plain)
}

fn authorization(api: &Api, operation: &Operation) -> Option<String> {
    if operation.security.is_empty() {
        return None;
    }
    let text = format!("authorized by {}", alternatives(api, operation));
    if operation.permissions.is_empty() {
        return Some(text);
    }
    let permissions = operation.permissions.iter().map(|name| code(name));
    let permissions = permissions.collect::<Vec<_>>().join(" or ");
    Some(format!("{text} with permission {permissions}"))
}

/// Accepted credentials in words, such as `API token, or API email and API key`.
pub(super) fn alternatives(api: &Api, operation: &Operation) -> String {
    let alternatives: Vec<_> = operation
        .security
        .iter()
        .map(|schemes| match schemes.as_slice() {
            [] => "no credentials".to_owned(),
            schemes => {
                let titles = schemes
                    .iter()
                    .map(|index| api.security_schemes[*index].title.as_str());
                titles.collect::<Vec<_>>().join(" and ")
            }
        })
        .collect();
    alternatives.join(", or ")
}

fn errors(scope: &Scope<'_>, operation: &Operation) -> Vec<String> {
    if operation.errors.is_empty() {
        return Vec::new();
    }
    let documented = operation
        .errors
        .iter()
        .map(|error| error_line(scope, error));
    std::iter::once("# Errors".to_owned())
        .chain(documented)
        .collect()
}

fn error_line(scope: &Scope<'_>, error: &ErrorResponse) -> String {
    let status = match error.status {
        StatusPattern::Code(code) => format!("`{code}`"),
        StatusPattern::Range(digit) => format!("`{digit}XX`"),
        StatusPattern::Default => "Any other status".to_owned(),
    };
    let text = error.doc.0.join(" ");
    let separator = if text.is_empty() { "" } else { ": " };
    let body = match &error.ty {
        Some(Type::Named(id)) => {
            let name = &scope.def(*id).name;
            let method = match error.xml {
                true => "decode_xml_body",
                false => "decode_body",
            };
            format!(" (`{method}` as [`{name}`](crate::models::{name}))")
        }
        _ => String::new(),
    };
    format!("- {status}{separator}{text}{body}")
}
