use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, LOCATION};
use http::{Method, StatusCode};
use reqwest::{Client, Request, Response, Url};
use tokio::time::{Instant, timeout_at};

use super::answer::Answer;
use super::classify::classify;
use super::failure::{Failure, RetryClass};
use super::retry::class_of;
use super::{ErrorKind, Phase};

/// What one attempt may use up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Time for the attempt.
    pub(super) time: Duration,
    /// That time is what is left of the whole call.
    pub(super) is_rest: bool,
    /// Longest silence while the body is read.
    pub(super) stall: Duration,
    /// Largest body, in bytes.
    pub(super) body: usize,
}

impl Limits {
    fn expired(&self, phase: Phase) -> Failure {
        Failure::timeout(if self.is_rest {
            Phase::Operation
        } else {
            phase
        })
    }
}

/// Sends a request once and reads the answer to its end.
///
/// # Errors
/// Anything but a success status with a body that was read in full.
pub(super) async fn attempt(
    http: &Client,
    request: Request,
    limits: Limits,
) -> Result<Answer, Failure> {
    let end = after(limits.time);
    let url = request.url().clone();
    let head_only = request.method() == Method::HEAD;
    let mut response = match timeout_at(end, http.execute(request)).await {
        Err(_) => return Err(limits.expired(Phase::Headers)),
        Ok(Err(error)) => return Err(classify(error, Phase::Headers)),
        Ok(Ok(response)) => response,
    };
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    let body = match refuse(&headers, head_only, limits.body) {
        Some(failure) => Err(failure),
        None => read(&mut response, end, limits).await,
    };
    finish(&url, status, headers, body)
}

/// Makes an answer or a failure of what came back. A status that is not a success is told before
/// anything that is wrong with the body: it is the better explanation.
fn finish(
    url: &Url,
    status: StatusCode,
    headers: HeaderMap,
    body: Result<Bytes, Failure>,
) -> Result<Answer, Failure> {
    if status.is_success() {
        return match body {
            Ok(body) => Ok(Answer {
                status,
                headers,
                body,
            }),
            Err(failure) => Err(failure.with_answer(Answer {
                status,
                headers,
                body: Bytes::new(),
            })),
        };
    }
    let answer = Answer {
        status,
        headers,
        body: body.unwrap_or_default(),
    };
    let failure = match redirect_target(url, &answer) {
        Some(target) => Failure::new(
            ErrorKind::Redirect,
            RetryClass::Never,
            format!("redirects are not followed; this one leads to {target}"),
        ),
        None => Failure::new(ErrorKind::Status, class_of(&answer), String::new()),
    };
    Err(failure.with_answer(answer))
}

/// Scheme, host and port of where a redirect leads; nothing of the rest, which may be secret.
fn redirect_target(url: &Url, answer: &Answer) -> Option<String> {
    if !answer.status.is_redirection() {
        return None;
    }
    let location = answer.headers.get(LOCATION)?.to_str().ok()?;
    let target = url.join(location).ok()?;
    Some(target.origin().ascii_serialization())
}

/// Refuses a body before any of it is read.
fn refuse(headers: &HeaderMap, head_only: bool, limit: usize) -> Option<Failure> {
    // Nothing but `identity` was asked for, and whoever takes other bytes for the text would
    // report nonsense.
    let encoding = headers.get_all(CONTENT_ENCODING).iter().find_map(|value| {
        let name = value.to_str().unwrap_or("(not text)").trim();
        (!name.is_empty() && !name.eq_ignore_ascii_case("identity")).then_some(name)
    });
    if let Some(name) = encoding {
        let detail = format!("unexpected content-encoding {}", name.escape_default());
        return Some(Failure::new(ErrorKind::Protocol, RetryClass::Never, detail));
    }
    let length = headers.get(CONTENT_LENGTH)?.to_str().ok()?;
    let length: u64 = length.parse().ok()?;
    (!head_only && length > limit as u64).then(|| too_large(limit))
}

fn too_large(limit: usize) -> Failure {
    let detail = format!("the answer is larger than {limit} bytes");
    Failure::new(ErrorKind::TooLarge, RetryClass::Never, detail)
}

async fn read(response: &mut Response, end: Instant, limits: Limits) -> Result<Bytes, Failure> {
    let mut body = BytesMut::new();
    loop {
        let silence = after(limits.stall);
        let chunk = match timeout_at(end.min(silence), response.chunk()).await {
            Err(_) if silence < end => return Err(Failure::timeout(Phase::Body)),
            Err(_) => return Err(limits.expired(Phase::Body)),
            Ok(Err(error)) => return Err(classify(error, Phase::Body)),
            Ok(Ok(None)) => return Ok(body.freeze()),
            Ok(Ok(Some(chunk))) => chunk,
        };
        if body.len() + chunk.len() > limits.body {
            return Err(too_large(limits.body));
        }
        body.extend_from_slice(&chunk);
    }
}

/// The instant after a time; a time without end is one of thirty years.
fn after(time: Duration) -> Instant {
    const THIRTY_YEARS: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);
    Instant::now() + time.min(THIRTY_YEARS)
}
