//! The URL of a call, with the values of the example in it.

use heck::ToShoutySnakeCase as _;
use serde_json::Value;

use super::curl::{schemes, values, variable_of};
use super::shell::{Quoted, plain};
use crate::emit::examples::Call;
use crate::emit::sample::{Hints, sample};
use crate::emit::scope::Scope;
use crate::ir::{
    Operation, Parameter, ParameterLocation, ParameterStyle, Role, SecuritySchemeKind,
};

/// Characters that are percent-encoded in a path segment or a query: all but the unreserved ones
/// (RFC 3986, section 2.3).
const ENCODED: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The URL with the path parameters and the query.
pub(super) fn url(scope: &Scope<'_>, operation: &Operation, call: &Call<'_>) -> String {
    let values = values(operation, call);
    let mut url = base(scope, operation);
    let mut parts = operation.path.split('{');
    url = url.text(parts.next().unwrap_or_default());
    for part in parts {
        let (name, after) = part.split_once('}').unwrap_or((part, ""));
        let given = values.iter().find(|(parameter, _)| {
            parameter.location == ParameterLocation::Path && parameter.wire_name == name
        });
        url = match given {
            Some((_, value)) => url.text(&encoded(&flat(value, ","))),
            None => unset(scope, operation, name, url),
        };
        url = url.text(after);
    }
    let mut separator = "?";
    for (name, value) in queries(&values) {
        let pair = format!("{separator}{}={}", encoded(&name), encoded(&value));
        url = url.text(&pair);
        separator = "&";
    }
    for scheme in schemes(scope, operation) {
        if let SecuritySchemeKind::Query(name) = &scheme.kind {
            let pair = format!("{separator}{}=", encoded(name));
            url = url.text(&pair).variable(&variable_of(scheme));
            separator = "&";
        }
    }
    url.word()
}

/// The base URL of the operation.
fn base(scope: &Scope<'_>, operation: &Operation) -> Quoted {
    let api = scope.api;
    let own = operation.server.as_deref().map(with_defaults);
    let url = own.or_else(|| Some(api.servers.first()?.url.clone()));
    match url.filter(|url| url.contains("://")) {
        Some(url) => Quoted::default().text(&url),
        None => {
            let name = api.client.base_url_env.as_deref().unwrap_or("BASE_URL");
            Quoted::default().variable(name)
        }
    }
}

/// A server template with the default of each variable.
fn with_defaults(template: &str) -> String {
    let mut parts = template.split('{');
    let mut url = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (variable, after) = part.split_once('}').unwrap_or((part, ""));
        url.push_str(
            variable
                .split_once('=')
                .map_or(variable, |(_, value)| value),
        );
        url.push_str(after);
    }
    url
}

/// Adds a path parameter that is not in the example: a client-wide default, or an example value of
/// its type.
fn unset(scope: &Scope<'_>, operation: &Operation, name: &str, url: Quoted) -> Quoted {
    let mut parameters = operation.parameters.iter();
    let parameter = parameters.find(|it| it.wire_name == name);
    let role = parameter.map(|parameter| parameter.role);
    if let Some(Role::ClientDefault(index)) = role {
        let default = &scope.api.client.defaults[index];
        let variable = default.env.clone();
        let variable = variable.unwrap_or_else(|| default.rust_name.to_shouty_snake_case());
        return url.variable(&variable);
    }
    let value = parameter.and_then(|it| {
        let hints = Hints::new(&it.constraints, &it.wire_name);
        Some(flat(&sample(scope, &it.ty, hints)?.json, ","))
    });
    url.text(&encoded(value.as_deref().unwrap_or(name)))
}

/// The pairs of the query.
fn queries(values: &[(&Parameter, Value)]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (parameter, value) in values {
        if parameter.location != ParameterLocation::Query {
            continue;
        }
        let name = parameter.wire_name.clone();
        match value {
            value if parameter.json => pairs.push((name, value.to_string())),
            Value::Array(items) if parameter.explode => {
                pairs.extend(items.iter().map(|item| (name.clone(), flat(item, ","))));
            }
            Value::Object(members) if parameter.style == ParameterStyle::DeepObject => {
                let members = members.iter();
                pairs.extend(members.map(|(key, it)| (format!("{name}[{key}]"), flat(it, ","))));
            }
            Value::Object(members) if parameter.explode => {
                pairs.extend(members.iter().map(|(key, it)| (key.clone(), flat(it, ","))));
            }
            value => pairs.push((name, flat(value, separator(parameter.style)))),
        }
    }
    pairs
}

fn separator(style: ParameterStyle) -> &'static str {
    match style {
        ParameterStyle::SpaceDelimited => " ",
        ParameterStyle::PipeDelimited => "|",
        _ => ",",
    }
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, ENCODED).to_string()
}

/// A value as one string, with the items of lists and objects joined.
pub(super) fn flat(value: &Value, separator: &str) -> String {
    match value {
        Value::Array(items) => {
            let items = items.iter().map(plain);
            items.collect::<Vec<_>>().join(separator)
        }
        Value::Object(members) => {
            let members = members.iter();
            let pairs = members.map(|(key, it)| format!("{key}{separator}{}", plain(it)));
            pairs.collect::<Vec<_>>().join(separator)
        }
        value => plain(value).into_owned(),
    }
}
