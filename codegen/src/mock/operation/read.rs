//! Reads an operation.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::{Body, Header, Location, Media, Operation, Parameter, Response, Statuses, Style};
use crate::load::{Document, Node};
use crate::mock::media::MediaName;
use crate::mock::schema::{Direction, Schema};
use crate::mock::security::security;

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
    /// Reads the operation under a key of a path item.
    pub(in crate::mock) fn read(
        document: &Document,
        item: Option<Node<'_>>,
        path: &str,
        key: &str,
    ) -> Self {
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
}

fn parameters(operation: &Node<'_>, item: &Node<'_>) -> Vec<Parameter> {
    let mut seen = HashSet::new();
    // Parameters of the operation override those of the path item.
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
    // OpenAPI ignores header parameters with these names.
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
        // For a stream of OpenAPI 3.2, the schema of an item.
        let schema = media.get("schema").or_else(|| media.get("itemSchema"));
        let unnamed = media
            .get("example")
            .map(|it| (String::new(), it.value().clone()));
        let named = media.get("examples");
        let named = named
            .iter()
            .flat_map(Node::entries)
            .filter_map(|(name, it)| {
                let it = it.follow().ok()?;
                let value = it.get("value").or_else(|| it.get("dataValue"))?;
                let value = value.value().clone();
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
