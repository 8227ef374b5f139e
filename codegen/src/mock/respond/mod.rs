//! Responses: status, media type and value.

mod envelope;
mod error;
mod prefer;
mod render;
mod xml;

use std::borrow::Cow;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use super::media::{Accept, MediaName};
use super::operation::{Media, Operation, Response};
use super::request::Request;
use super::sample::{hash, sample};

pub(super) use envelope::Envelope;
pub(super) use error::error;
pub(super) use prefer::Preferences;

/// A complete response.
#[derive(Clone, Debug)]
pub(super) struct MockResponse {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl MockResponse {
    /// A response without a body.
    pub(super) fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        }
    }

    /// Sets a header; an invalid one is ignored.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            self.headers.append(name, value);
        }
    }
}

/// The chosen response of an operation and its media type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice<'o> {
    pub(super) status: StatusCode,
    pub(super) response: &'o Response,
    /// `None` if there is no body.
    pub(super) media: Option<&'o Media>,
}

/// Chooses a response; `None` if the client accepts none of its media types.
pub(super) fn choose<'o>(
    response: &'o Response,
    status: StatusCode,
    accept: &Accept,
) -> Option<Choice<'o>> {
    let is_empty = matches!(
        status,
        StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED
    );
    let media = match is_empty || response.content.is_empty() {
        true => None,
        false => {
            let mut best: Option<(&Media, u16)> = None;
            for media in &response.content {
                let weight = accept.weight(&media.name);
                if weight > best.map_or(0, |(_, most)| most) {
                    best = Some((media, weight));
                }
            }
            Some(best?.0)
        }
    };
    Some(Choice {
        status,
        response,
        media,
    })
}

/// The source of values for responses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    /// The operation is part of the seed, so that operations with the same schema have different
    /// values.
    pub(super) operation: &'a Operation,
    pub(super) seed: u64,
    pub(super) envelope: &'a Envelope,
    pub(super) preferences: &'a Preferences,
}

impl Source<'_> {
    /// The value of a body: an example, or a generated value.
    pub(super) fn value<'o>(&self, choice: &Choice<'o>, media: &'o Media) -> Cow<'o, Value> {
        let wanted = self.preferences.example.as_deref();
        let named = wanted.and_then(|it| media.examples.iter().find(|(name, _)| name == it));
        let shown = named
            .or(media.examples.first())
            .filter(|_| !self.preferences.dynamic);
        if let Some((_, example)) = shown {
            return Cow::Borrowed(example);
        }
        let Some(schema) = &media.schema else {
            return Cow::Owned(Value::Object(serde_json::Map::new()));
        };
        let mut value = sample(schema, hash(self.seed, &self.operation.name));
        self.envelope
            .complete(&mut value, schema, choice.status.as_u16() < 400);
        Cow::Owned(value)
    }

    /// The response with this value as its body.
    pub(super) fn respond(
        &self,
        choice: &Choice<'_>,
        accept: &Accept,
        value: Option<&Value>,
    ) -> MockResponse {
        let mut response = MockResponse::empty(choice.status);
        for header in &choice.response.headers {
            let value = header.example.clone().or_else(|| {
                let schema = header.schema.as_ref().filter(|_| header.required)?;
                Some(sample(schema, self.seed))
            });
            if let Some(value) = value.filter(|_| is_plain(&header.name)) {
                response.set(&header.name, &render::in_header(&value));
            }
        }
        if let (Some(media), Some(value)) = (choice.media, value) {
            let name = name_of(media, accept);
            response.body = render::body(&name, media.schema.as_ref(), value);
            let written = HeaderValue::from_str(&name.sent());
            let written = written.unwrap_or(HeaderValue::from_static("application/octet-stream"));
            response.headers.insert(CONTENT_TYPE, written);
        }
        response
    }
}

/// True for a header that is not managed by the connection.
fn is_plain(name: &str) -> bool {
    let others = [
        "content-type",
        "content-length",
        "transfer-encoding",
        "connection",
        "content-encoding",
    ];
    let others = others
        .into_iter()
        .chain(["date", "keep-alive", "upgrade", "trailer", "te"]);
    !others
        .into_iter()
        .any(|other| name.eq_ignore_ascii_case(other))
}

/// The concrete media type for one in the description, which may be a range.
fn name_of(media: &Media, accept: &Accept) -> MediaName {
    if !media.name.is_range() {
        return media.name.clone();
    }
    let other = || match media.name.is_json() {
        true => MediaName::parse("application/json"),
        false => MediaName::parse("application/octet-stream"),
    };
    accept.within(&media.name).cloned().unwrap_or_else(other)
}

/// The media types that a client accepts.
pub(super) fn accept(request: &Request) -> Accept {
    Accept::parse(request.all("accept"))
}
