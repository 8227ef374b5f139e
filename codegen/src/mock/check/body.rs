//! The body of a request.

use http::StatusCode;
use serde_json::Value;

use super::{Rejection, Violation, form};
use crate::mock::media::MediaName;
use crate::mock::operation::{Body, Media, Operation};
use crate::mock::request::Request;

/// The reason why a body is rejected.
#[derive(Debug)]
pub(super) enum Failure {
    /// It does not match its schema.
    Faults(Vec<Violation>),
    /// It cannot be parsed.
    Refused(Rejection),
}

impl Failure {
    fn fault(pointer: &str, message: &str) -> Self {
        Self::Faults(vec![Violation::new("body", pointer, message)])
    }
}

/// Validates a body, and returns its value if it is JSON or a form.
pub(super) async fn check(
    operation: &Operation,
    request: &Request,
) -> Result<Option<Value>, Failure> {
    let Some(body) = &operation.body else {
        return Ok(None);
    };
    if request.body.is_empty() {
        return match body.required {
            true => Err(Failure::fault("", "it is required and is not there")),
            false => Ok(None),
        };
    }
    let media = media(body, request).map_err(Failure::Refused)?;
    let Some(media) = media else {
        return Ok(None);
    };
    let name = request.header("content-type").map(MediaName::parse);
    let name = name.as_ref().unwrap_or(&media.name);
    let Some(value) = read(name, media, request).await? else {
        return Ok(None);
    };
    let schema = media.schema.as_ref();
    let faults = schema
        .map(|schema| schema.faults(&value))
        .unwrap_or_default();
    match faults.is_empty() {
        true => Ok(Some(value)),
        false => Err(Failure::Faults(
            faults
                .iter()
                .map(|it| Violation::new("body", &it.at, &it.message))
                .collect(),
        )),
    }
}

/// The media type object of a body; `None` if the description has none.
fn media<'o>(body: &'o Body, request: &Request) -> Result<Option<&'o Media>, Rejection> {
    if let Some(coding) = request
        .header("content-encoding")
        .filter(|it| *it != "identity")
    {
        let message = format!("the body is encoded as {coding}, which this server does not decode");
        let refusal = Rejection::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, &message);
        return Err(refusal.with("accept-encoding", "identity".to_owned()));
    }
    if body.content.is_empty() {
        return Ok(None);
    }
    let names = body.content.iter().map(|media| media.name.written.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    let refuse = |message: &str| {
        Rejection::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message).with("accept", names.clone())
    };
    let Some(written) = request.header("content-type") else {
        return Err(refuse(&format!(
            "the request has no Content-Type; it must be {names}"
        )));
    };
    let sent = MediaName::parse(written);
    let exact = body
        .content
        .iter()
        .find(|media| !media.name.is_range() && media.name.covers(&sent));
    let found = exact.or_else(|| body.content.iter().find(|media| media.name.covers(&sent)));
    found.map(Some).ok_or_else(|| {
        refuse(&format!(
            "the Content-Type is {written}; it must be {names}"
        ))
    })
}

/// The value of a body, if it has a schema.
async fn read(
    name: &MediaName,
    media: &Media,
    request: &Request,
) -> Result<Option<Value>, Failure> {
    if name.is_json() {
        let value = serde_json::from_slice(&request.body);
        return value
            .map(Some)
            .map_err(|why| Failure::fault("", &format!("it is no JSON: {why}")));
    }
    if name.is_lines() {
        let lines = request.body.split(|byte| *byte == b'\n');
        let filled = lines
            .enumerate()
            .filter(|(_, line)| !line.trim_ascii().is_empty());
        for (number, line) in filled {
            serde_json::from_slice::<Value>(line).map_err(|why| {
                Failure::fault("", &format!("line {} is no JSON: {why}", number + 1))
            })?;
        }
        return Ok(None);
    }
    if name.is_form() {
        return Ok(media
            .schema
            .as_ref()
            .map(|schema| form::read(schema, &request.body)));
    }
    if name.is_multipart() && !name.is_sequence() {
        let boundary = request
            .header("content-type")
            .and_then(|it| multer::parse_boundary(it).ok());
        let Some(boundary) = boundary else {
            return Err(Failure::fault("", "its Content-Type has no boundary"));
        };
        let value = form::read_parts(media.schema.as_ref(), boundary, request.body.clone()).await;
        return value
            .map(Some)
            .map_err(|why| Failure::fault("", &format!("it is no form: {why}")));
    }
    if name.is_text() {
        return match std::str::from_utf8(&request.body) {
            Ok(text) => Ok(Some(text.into())),
            Err(_) => Err(Failure::fault("", "it is not UTF-8")),
        };
    }
    Ok(None)
}
