//! One operation of a description, as the server needs it.

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
    /// Its value is JSON.
    pub(super) is_json: bool,
    pub(super) schema: Schema,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// How lists and objects are written in a parameter.
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

/// The body that an operation takes.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) required: bool,
    pub(super) content: Vec<Media>,
}

/// What stands behind a media type.
#[derive(Debug)]
pub(super) struct Media {
    pub(super) name: MediaName,
    pub(super) schema: Option<Schema>,
    /// Examples with their names, the unnamed one first.
    pub(super) examples: Vec<(String, Value)>,
}

/// A response that an operation gives.
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

/// The statuses that a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Statuses {
    One(u16),
    /// `4XX`: those with this first digit.
    Class(u16),
    Default,
}

impl Operation {
    /// Names, in small letters, of headers, parameters and members whose values are secret.
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

    /// The response that is described for a status.
    pub(super) fn response(&self, status: u16) -> Option<&Response> {
        let find = |statuses: Statuses| self.responses.iter().find(|it| it.status == statuses);
        find(Statuses::One(status))
            .or_else(|| find(Statuses::Class(status / 100)))
            .or_else(|| find(Statuses::Default))
    }

    /// The response that has the form of an error with this status, of whatever status it is itself.
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

    /// The status that a request without faults gets.
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
            // A server does not change the protocol because of a description.
            all.find(|status| *status >= 200)
        };
        let status = one.min().or_else(other).unwrap_or(200);
        StatusCode::from_u16(status).unwrap_or(StatusCode::OK)
    }

    /// True where the description names exactly this status.
    pub(super) fn names(&self, status: u16) -> bool {
        self.responses
            .iter()
            .any(|it| it.status == Statuses::One(status))
    }
}

/// True for a schema of what nobody is to see.
fn is_secret(schema: &Value) -> bool {
    let flag = |keyword: &str| schema.get(keyword) == Some(&Value::Bool(true));
    flag("x-sensitive")
        || flag("writeOnly")
        || schema.get("format").is_some_and(|it| it == "password")
}

/// Adds the names of secret properties anywhere in a schema.
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
