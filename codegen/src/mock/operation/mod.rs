//! The operations of a description, as the server needs them.

mod read;

use std::collections::HashSet;
use std::sync::OnceLock;

use http::StatusCode;
use serde_json::Value;

use super::media::MediaName;
use super::schema::Schema;
use super::security::Security;

/// An operation.
#[derive(Debug, Default)]
pub(super) struct Operation {
    /// Method and path, such as `GET /pets/{id}`.
    pub(super) name: String,
    pub(super) parameters: Vec<Parameter>,
    pub(super) body: Option<Body>,
    pub(super) security: Security,
    pub(super) responses: Vec<Response>,
    secrets: OnceLock<HashSet<String>>,
}

/// A parameter.
#[derive(Debug)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) location: Location,
    pub(super) required: bool,
    pub(super) style: Style,
    pub(super) explode: bool,
    /// True if its value is JSON text.
    pub(super) is_json: bool,
    pub(super) schema: Schema,
}

/// The location of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// The style of lists and objects in a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// The request body of an operation.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) required: bool,
    pub(super) content: Vec<Media>,
}

/// A media type object.
#[derive(Debug)]
pub(super) struct Media {
    pub(super) name: MediaName,
    pub(super) schema: Option<Schema>,
    /// Examples and their names, the unnamed one first.
    pub(super) examples: Vec<(String, Value)>,
}

/// A response of an operation.
#[derive(Debug)]
pub(super) struct Response {
    pub(super) status: Statuses,
    pub(super) content: Vec<Media>,
    pub(super) headers: Vec<Header>,
}

/// A header of a response.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) name: String,
    pub(super) required: bool,
    pub(super) example: Option<Value>,
    pub(super) schema: Option<Schema>,
}

/// The statuses of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Statuses {
    One(u16),
    /// `4XX`: the statuses with this first digit.
    Class(u16),
    Default,
}

impl Operation {
    /// Names, in lower case, of headers, parameters and members with secret values.
    pub(super) fn secrets(&self) -> &HashSet<String> {
        self.secrets.get_or_init(|| {
            let mut names: HashSet<String> = self
                .security
                .secret_names()
                .map(str::to_lowercase)
                .collect();
            let bodies = self.body.iter().flat_map(|body| &body.content);
            let bodies = bodies.chain(self.responses.iter().flat_map(|it| &it.content));
            for schema in bodies.filter_map(|media| media.schema.as_ref()) {
                add_secrets(schema.root(), &mut names);
            }
            let parameters = self.parameters.iter();
            let secret = parameters.filter(|it| is_secret(it.schema.resolve(it.schema.root())));
            names.extend(secret.map(|it| it.name.to_lowercase()));
            names
        })
    }

    /// The documented response for a status.
    pub(super) fn response(&self, status: u16) -> Option<&Response> {
        let find = |statuses: Statuses| self.responses.iter().find(|it| it.status == statuses);
        find(Statuses::One(status))
            .or_else(|| find(Statuses::Class(status / 100)))
            .or_else(|| find(Statuses::Default))
    }

    /// The documented response whose schema is used for errors with this status.
    pub(super) fn error_response(&self, status: u16) -> Option<&Response> {
        let has_form = |it: &&Response| {
            let mut content = it.content.iter();
            content.any(|media| media.name.is_json() && media.schema.is_some())
        };
        let is_error = |it: &&Response| match it.status {
            Statuses::One(status) => status >= 400,
            Statuses::Class(class) => class >= 4,
            Statuses::Default => true,
        };
        let other = || self.responses.iter().filter(is_error).find(has_form);
        self.response(status).filter(has_form).or_else(other)
    }

    /// The status of a successful response.
    pub(super) fn success(&self) -> StatusCode {
        let one = self.responses.iter().filter_map(|it| match it.status {
            Statuses::One(status @ 200..=299) => Some(status),
            Statuses::Class(2) => Some(200),
            _ => None,
        });
        let other = || {
            let mut all = self.responses.iter().map(|it| match it.status {
                Statuses::One(status) => status,
                Statuses::Class(class) => class * 100,
                Statuses::Default => 200,
            });
            // Informational statuses such as 101 would change the protocol.
            all.find(|status| *status >= 200)
        };
        let status = one.min().or_else(other).unwrap_or(200);
        StatusCode::from_u16(status).unwrap_or(StatusCode::OK)
    }

    /// True if the description lists this status explicitly.
    pub(super) fn names(&self, status: u16) -> bool {
        self.responses
            .iter()
            .any(|it| it.status == Statuses::One(status))
    }
}

/// True if values of the schema are secret.
fn is_secret(schema: &Value) -> bool {
    let flag = |keyword: &str| schema.get(keyword) == Some(&Value::Bool(true));
    flag("x-sensitive")
        || flag("writeOnly")
        || schema.get("format").is_some_and(|it| it == "password")
}

/// Adds the names of secret properties in a schema, at any depth.
fn add_secrets(schema: &Value, names: &mut HashSet<String>) {
    match schema {
        Value::Object(members) => {
            let properties = members.get("properties").and_then(Value::as_object);
            let secret = properties
                .into_iter()
                .flatten()
                .filter(|(_, it)| is_secret(it));
            names.extend(secret.map(|(name, _)| name.to_lowercase()));
            members
                .values()
                .for_each(|member| add_secrets(member, names));
        }
        Value::Array(items) => items.iter().for_each(|item| add_secrets(item, names)),
        _ => {}
    }
}
