//! The curl command that makes a call. Secrets and client-wide defaults are environment variables.

use heck::ToShoutySnakeCase as _;
use serde_json::{Map, Value};

use super::shell::{self, Quoted, plain};
use super::url::{flat, url};
use crate::emit::examples::Call;
use crate::emit::input::Input;
use crate::emit::sample::constant;
use crate::emit::scope::Scope;
use crate::ir::{
    Body, BodyContent, BodyFormat, Operation, Parameter, ParameterLocation, SecurityScheme,
    SecuritySchemeKind, Struct, TypeKind,
};
use crate::shell::word;

/// The command.
pub(super) fn command(scope: &Scope<'_>, operation: &Operation, call: &Call<'_>) -> String {
    let mut groups = vec![match operation.method.as_str() {
        "GET" => vec!["curl".to_owned()],
        "HEAD" => vec!["curl".to_owned(), "--head".to_owned()],
        method => vec!["curl".to_owned(), "--request".to_owned(), word(method)],
    }];
    groups.push(vec![url(scope, operation, call)]);
    for scheme in schemes(scope, operation) {
        groups.extend(credential(scheme));
    }
    for (parameter, value) in values(operation, call) {
        let text = flat(&value, ",");
        let name = &parameter.wire_name;
        match parameter.location {
            ParameterLocation::Header => {
                groups.push(vec![
                    "--header".to_owned(),
                    word(&format!("{name}: {text}")),
                ]);
            }
            ParameterLocation::Cookie => {
                groups.push(vec!["--cookie".to_owned(), word(&format!("{name}={text}"))]);
            }
            _ => {}
        }
    }
    if let Some(body) = &operation.body {
        groups.extend(data(scope, body, call));
    }
    shell::command(&groups)
}

/// The schemes of the first security requirement.
pub(super) fn schemes<'a>(scope: &Scope<'a>, operation: &Operation) -> Vec<&'a SecurityScheme> {
    let first = operation.security.iter().find(|set| !set.is_empty());
    let indices = first.into_iter().flatten();
    indices
        .map(|index| &scope.api.security_schemes[*index])
        .collect()
}

/// The environment variable of its secret.
pub(super) fn variable_of(scheme: &SecurityScheme) -> String {
    let own = scheme.env.clone();
    own.unwrap_or_else(|| scheme.rust_name.to_shouty_snake_case())
}

/// The options that send a secret; `None` if it is in the URL.
fn credential(scheme: &SecurityScheme) -> Option<Vec<String>> {
    let secret = variable_of(scheme);
    let header = |text: &str| {
        let value = Quoted::default().text(text).variable(&secret);
        Some(vec!["--header".to_owned(), value.word()])
    };
    let user = Quoted::default().variable(&secret).word();
    match &scheme.kind {
        SecuritySchemeKind::Bearer | SecuritySchemeKind::OAuth(_) => {
            header("Authorization: Bearer ")
        }
        SecuritySchemeKind::Basic => Some(vec!["--user".to_owned(), user]),
        SecuritySchemeKind::Digest => Some(vec!["--digest".to_owned(), "--user".to_owned(), user]),
        SecuritySchemeKind::Http(name) => header(&format!("Authorization: {name} ")),
        SecuritySchemeKind::Header(name) => header(&format!("{name}: ")),
        SecuritySchemeKind::Cookie(name) => {
            let value = Quoted::default()
                .text(&format!("{name}="))
                .variable(&secret);
            Some(vec!["--cookie".to_owned(), value.word()])
        }
        SecuritySchemeKind::Query(_) => None,
    }
}

/// The parameters in the example, and the constant ones.
pub(super) fn values<'a>(operation: &'a Operation, call: &Call<'a>) -> Vec<(&'a Parameter, Value)> {
    let given = call.arguments.iter();
    let given = given.map(|(parameter, sample)| (*parameter, sample.json.clone()));
    let set = call
        .inputs
        .iter()
        .filter_map(|(input, sample)| match input {
            Input::Parameter(parameter) => Some((*parameter, sample.json.clone())),
            _ => None,
        });
    let constants = operation.parameters.iter().filter_map(|parameter| {
        let json = parameter.constant.as_deref()?;
        let value = serde_json::from_str(json);
        Some((parameter, value.unwrap_or_else(|_| json.into())))
    });
    given.chain(set).chain(constants).collect()
}

/// The options that send the body.
fn data(scope: &Scope<'_>, body: &Body, call: &Call<'_>) -> Vec<Vec<String>> {
    let members = members(scope, body, call);
    let option = |name: &str, text: &str| vec![name.to_owned(), word(text)];
    if let BodyFormat::Multipart(_) = body.format {
        let fields = members.iter();
        let fields =
            fields.map(|(name, it)| option("--form-string", &format!("{name}={}", plain(it))));
        let files = call.inputs.iter().filter_map(|(input, _)| match input {
            Input::File(file) => {
                let name = file.wire_name.as_deref().unwrap_or("name");
                Some(option("--form", &format!("{name}=@file.txt")))
            }
            _ => None,
        });
        return fields.chain(files).collect();
    }
    if let (BodyFormat::Form(_), BodyContent::Fields { .. }) = (&body.format, &body.content) {
        let fields = members.iter();
        return fields
            .map(|(name, it)| option("--data-urlencode", &format!("{name}={}", plain(it))))
            .collect();
    }
    let Some(content) = content(body, members, call) else {
        return Vec::new();
    };
    let header = format!("Content-Type: {}", body.media_type);
    // `--data` reads a file if the text starts with `@`.
    let send = match content.starts_with('@') && !matches!(body.content, BodyContent::Text) {
        true => "--data-binary",
        false => "--data-raw",
    };
    vec![option("--header", &header), option(send, &content)]
}

/// The content of the body; `None` if it is empty.
fn content(body: &Body, members: Map<String, Value>, call: &Call<'_>) -> Option<String> {
    let mut inputs = call.inputs.iter();
    let whole = inputs.find_map(|(input, sample)| match input {
        Input::Body(_) => Some(&sample.json),
        _ => None,
    });
    match (&body.content, &body.format) {
        (_, BodyFormat::Xml(_)) => Some("@body.xml".to_owned()),
        (BodyContent::Bytes | BodyContent::Parts(..), _) => Some("@file.bin".to_owned()),
        (BodyContent::Text, _) => whole.map(|text| plain(text).into_owned()),
        (BodyContent::Lines(_), _) => {
            let items = whole?.as_array()?.iter().map(Value::to_string);
            Some(items.collect::<Vec<_>>().join("\n"))
        }
        (BodyContent::Fields { .. }, _) if members.is_empty() && !body.required => None,
        (BodyContent::Fields { .. }, _) => serde_json::to_string_pretty(&members).ok(),
        _ => serde_json::to_string_pretty(whole?).ok(),
    }
}

/// The members of the body in document order: those in the example, and the constant ones.
fn members(scope: &Scope<'_>, body: &Body, call: &Call<'_>) -> Map<String, Value> {
    let mut members = Map::new();
    let BodyContent::Fields { ty, .. } = &body.content else {
        return members;
    };
    let TypeKind::Struct(Struct { fields, .. }) = &scope.def(*ty).kind else {
        return members;
    };
    for field in fields {
        let given = call.inputs.iter().find_map(|(input, sample)| match input {
            Input::Field(own) if own.field.wire_name == field.wire_name => Some(&sample.json),
            _ => None,
        });
        match given {
            Some(value) => {
                members.insert(field.wire_name.clone(), value.clone());
            }
            None => members.extend(constant(field)),
        }
    }
    members
}
