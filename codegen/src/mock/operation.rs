//! One operation of a description, as the server needs it.

use std::collections::HashSet;
use std::sync::OnceLock;

use http::StatusCode;
use serde_json::Value;

use super::media::MediaName;
use super::schema::{Direction, Schema};
use super::security::{Security, security};
use crate::load::{Document, Node};

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

impl Statuses {
    fn parse(key: &str) -> Option<Self> {
        if key == "default" {
            return Some(Self::Default);
        }
        if let Some(digit) = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx")) {
            return digit
                .parse()
                .ok()
                .filter(|it| (1..=5).contains(it))
                .map(Self::Class);
        }
        let status = key.parse().ok();
        status.filter(|it| (100..600).contains(it)).map(Self::One)
    }
}

impl Operation {
    /// Reads the operation behind a path item's key.
    pub(super) fn read(document: &Document, item: Option<Node<'_>>, path: &str, key: &str) -> Self {
        let name = format!("{} {path}", key.to_uppercase());
        let Some((item, operation)) = item.and_then(|item| Some((item.clone(), item.get(key)?)))
        else {
            return Self {
                name,
                ..Self::default()
            };
        };
        let body = operation
            .get("requestBody")
            .and_then(|body| body.follow().ok());
        let responses = operation.get("responses");
        let responses = responses.iter().flat_map(Node::entries);
        Self {
            name,
            parameters: parameters(&operation, &item),
            body: body.map(|body| Body {
                required: body.flag("required"),
                content: content(&body, Direction::Request),
            }),
            security: security(&document.root(), &operation),
            responses: responses
                .filter_map(|(key, it)| response(key, &it))
                .collect(),
            secrets: OnceLock::new(),
        }
    }

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

    /// The response that is given for a status.
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

fn parameters(operation: &Node<'_>, item: &Node<'_>) -> Vec<Parameter> {
    let mut seen = HashSet::new();
    // Those of the operation replace those of the path.
    let lists = [operation.get("parameters"), item.get("parameters")];
    let all = lists.into_iter().flatten().flat_map(|list| list.items());
    let all = all.filter_map(|it| parameter(&it.follow().ok()?));
    all.filter(|it| seen.insert((it.location, it.name.clone())))
        .collect()
}

fn parameter(node: &Node<'_>) -> Option<Parameter> {
    let location = match node.text("in")? {
        "path" => Location::Path,
        "query" => Location::Query,
        "header" => Location::Header,
        "cookie" => Location::Cookie,
        _ => return None,
    };
    let name = node.text("name")?.to_owned();
    // OpenAPI: these are described elsewhere.
    let elsewhere = ["accept", "content-type", "authorization"];
    if location == Location::Header && elsewhere.iter().any(|it| name.eq_ignore_ascii_case(it)) {
        return None;
    }
    let style = match (node.text("style"), location) {
        (Some("label"), _) => Style::Label,
        (Some("matrix"), _) => Style::Matrix,
        (Some("spaceDelimited"), _) => Style::SpaceDelimited,
        (Some("pipeDelimited"), _) => Style::PipeDelimited,
        (Some("deepObject"), _) => Style::DeepObject,
        (_, Location::Path | Location::Header) => Style::Simple,
        (_, Location::Query | Location::Cookie) => Style::Form,
    };
    let explode = node.get("explode").and_then(|it| it.value().as_bool());
    let content = node
        .get("content")
        .and_then(|content| content.entries().next());
    let schema = match &content {
        Some((_, media)) => media.get("schema"),
        None => node.get("schema"),
    };
    Some(Parameter {
        required: node.flag("required") || location == Location::Path,
        style,
        explode: explode.unwrap_or(style == Style::Form),
        is_json: content.is_some_and(|(name, _)| MediaName::parse(name).is_json()),
        schema: schema.map_or_else(Schema::text, |it| Schema::new(&it, Direction::Request)),
        name,
        location,
    })
}

fn response(key: &str, node: &Node<'_>) -> Option<Response> {
    let status = Statuses::parse(key)?;
    let node = node.follow().ok()?;
    let headers = node.get("headers");
    let headers = headers.iter().flat_map(Node::entries);
    let headers = headers.filter_map(|(name, it)| {
        let it = it.follow().ok()?;
        let schema = it.get("schema");
        let example = it
            .get("example")
            .or_else(|| schema.as_ref()?.get("example"));
        Some(Header {
            name: name.to_owned(),
            required: it.flag("required"),
            example: example.map(|example| example.value().clone()),
            schema: schema.map(|schema| Schema::new(&schema, Direction::Response)),
        })
    });
    Some(Response {
        status,
        content: content(&node, Direction::Response),
        headers: headers.collect(),
    })
}

fn content(owner: &Node<'_>, direction: Direction) -> Vec<Media> {
    let content = owner.get("content");
    let entries = content.iter().flat_map(Node::entries);
    let medias = entries.map(|(name, media)| {
        let schema = media.get("schema");
        let unnamed = media
            .get("example")
            .map(|it| (String::new(), it.value().clone()));
        let named = media.get("examples");
        let named = named
            .iter()
            .flat_map(Node::entries)
            .filter_map(|(name, it)| {
                let value = it.follow().ok()?.get("value")?.value().clone();
                Some((name.to_owned(), value))
            });
        Media {
            name: MediaName::parse(name),
            examples: unnamed.into_iter().chain(named).collect(),
            schema: schema.map(|schema| Schema::new(&schema, direction)),
        }
    });
    medias.collect()
}
