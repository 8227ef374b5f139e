use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, HeaderValue, LOCATION, RETRY_AFTER};
use http::{Method, Request};
use reqwest::Url;

use super::body;
use super::body::Collector;
use super::classify::classify;
use crate::platform::{Chunks, Moment, until};
use crate::response::{ErrorKind, Failure, Phase, ResponseParts, RetryClass};

/// What one attempt may use up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Time for the attempt.
    pub(crate) time: Duration,
    /// That time is what is left of the whole call.
    pub(crate) is_rest: bool,
    /// Longest silence while the body is read.
    pub(crate) stall: Duration,
    /// Largest body, in bytes.
    pub(crate) body: usize,
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

/// What is sent, and where a response goes that is not read here.
pub(crate) struct Exchange<'c> {
    pub(crate) request: Request<Bytes>,
    /// The body in place of that of the request.
    pub(crate) stream: Option<reqwest::Body>,
    /// Takes a success whose body somebody else will read.
    pub(crate) unread: Option<&'c mut Option<reqwest::Response>>,
}

#[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
impl Exchange<'_> {
    /// The response that somebody gives in place of a server.
    ///
    /// # Errors
    /// The request goes nowhere.
    pub(crate) fn responded(
        self,
        mut received: ResponseParts,
    ) -> Result<ReceivedResponse, Failure> {
        let request = transportable(self.request, self.stream, self.unread.is_some())?;
        if let Some(unread) = self.unread.filter(|_| received.status.is_success()) {
            let mut response = http::Response::new(std::mem::take(&mut received.body));
            *response.status_mut() = received.status;
            response.headers_mut().clone_from(&received.headers);
            *unread = Some(response.into());
        }
        Ok(ReceivedResponse {
            url: request.url().clone(),
            received,
            broken: None,
        })
    }
}

/// A response as far as it came.
pub(crate) struct ReceivedResponse {
    url: Url,
    received: ResponseParts,
    /// Why the body could not be read.
    broken: Option<Failure>,
}

/// Sends a request that is no operation's, and reads the response to its end: no hook sees it.
///
/// # Errors
/// Anything but a success status with a body that was read in full.
pub(crate) async fn fetch(
    http: &reqwest::Client,
    request: Request<Bytes>,
    limits: Limits,
) -> Result<ResponseParts, Failure> {
    let exchange = Exchange {
        request,
        stream: None,
        unread: None,
    };
    let incoming = send(http, exchange, limits).await?;
    let (url, received) = incoming.sound()?;
    judge(&url, received)
}

/// Sends a request once, and reads as much of the response as comes.
///
/// # Errors
/// There is no response.
pub(crate) async fn send(
    http: &reqwest::Client,
    exchange: Exchange<'_>,
    limits: Limits,
) -> Result<ReceivedResponse, Failure> {
    let Exchange {
        request,
        stream,
        unread,
    } = exchange;
    let end = after(limits.time);
    let head_only = request.method() == Method::HEAD;
    let request = transportable(request, stream, unread.is_some())?;
    let url = request.url().clone();
    let mut response = match until(end, http.execute(request)).await {
        None => return Err(limits.expired(Phase::Headers)),
        Some(Err(error)) => return Err(classify(error, Phase::Headers)),
        Some(Ok(response)) => response,
    };
    if *response.url() != url {
        return Err(redirected(response.url()));
    }
    let status = response.status();
    let mut headers = std::mem::take(response.headers_mut());
    let unread = unread.filter(|_| status.is_success());
    let limit = if unread.is_some() {
        usize::MAX
    } else {
        limits.body
    };
    let body = match (Collector::new(&mut headers, head_only, limit), unread) {
        (Ok(_), Some(unread)) => {
            *unread = Some(response);
            Ok(Bytes::new())
        }
        (Ok(body), None) => read(Chunks::new(response), body, end, limits).await,
        (Err(failure), _) => Err(failure),
    };
    let (body, broken) = match body {
        Ok(body) => (body, None),
        Err(failure) => (Bytes::new(), Some(failure)),
    };
    let received = ResponseParts {
        status,
        headers,
        body,
    };
    Ok(ReceivedResponse {
        url,
        received,
        broken,
    })
}

/// The request in the form that the HTTP client takes: with a stream for its body where there is
/// one, and, where the response is `streamed`, without asking for compression.
fn transportable(
    request: Request<Bytes>,
    stream: Option<reqwest::Body>,
    streamed: bool,
) -> Result<reqwest::Request, Failure> {
    let is_empty = request.body().is_empty();
    let mut request =
        reqwest::Request::try_from(request).map_err(|error| classify(error, Phase::Headers))?;
    if is_empty {
        *request.body_mut() = stream;
    }
    if let Some(codings) = body::ACCEPTED.filter(|_| !streamed) {
        let codings = HeaderValue::from_static(codings);
        request.headers_mut().insert(ACCEPT_ENCODING, codings);
    }
    Ok(request)
}

impl ReceivedResponse {
    /// The response, unless its body is missing and wanted. A status that is not a success is told
    /// before anything that is wrong with the body: it is the better explanation.
    pub(crate) fn sound(self) -> Result<(Url, ResponseParts), Failure> {
        match self.broken {
            Some(failure) if self.received.status.is_success() => {
                Err(failure.with_answer(self.received))
            }
            _ => Ok((self.url, self.received)),
        }
    }
}

/// Makes a failure of a response whose status is not a success.
pub(crate) fn judge(url: &Url, received: ResponseParts) -> Result<ResponseParts, Failure> {
    if received.status.is_success() {
        return Ok(received);
    }
    let failure = match redirect_target(url, &received) {
        Some(target) => Failure::new(
            ErrorKind::Redirect,
            RetryClass::Never,
            format!("redirects are not followed; this one leads to {target}"),
        ),
        None => Failure::new(ErrorKind::Status, class_of(&received), String::new()),
    };
    Err(failure.with_answer(received))
}

/// Scheme, host and port of where a redirect leads; nothing of the rest, which may be secret.
fn redirect_target(url: &Url, received: &ResponseParts) -> Option<String> {
    if !received.status.is_redirection() {
        return None;
    }
    let location = received.headers.get(LOCATION)?.to_str().ok()?;
    let target = url.join(location).ok()?;
    Some(target.origin().ascii_serialization())
}

/// An HTTP client that the caller brought followed a redirect all the same.
fn redirected(target: &Url) -> Failure {
    let target = target.origin().ascii_serialization();
    let detail = format!(
        "the HTTP client followed a redirect to {target}; make it with `redirect::Policy::none()`"
    );
    Failure::new(ErrorKind::Redirect, RetryClass::Never, detail)
}

async fn read(
    mut chunks: Chunks,
    mut body: Collector,
    end: Moment,
    limits: Limits,
) -> Result<Bytes, Failure> {
    loop {
        let silence = after(limits.stall);
        match until(end.min(silence), chunks.next()).await {
            None if silence < end => return Err(Failure::timeout(Phase::Body)),
            None => return Err(limits.expired(Phase::Body)),
            Some(Err(error)) => return Err(classify(error, Phase::Body)),
            Some(Ok(None)) => return body.finish(),
            Some(Ok(Some(chunk))) => body.push(&chunk)?,
        }
    }
}

/// The instant after a time; a time without end is one of thirty years.
fn after(time: Duration) -> Moment {
    const THIRTY_YEARS: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);
    Moment::now() + time.min(THIRTY_YEARS)
}

/// When a request whose response has this status may be sent again.
fn class_of(received: &ResponseParts) -> RetryClass {
    match received.status.as_u16() {
        // Turned away before anything was done: too many requests, too early, and what proxies
        // say when they had no connection to the server behind them.
        425 | 429 | 521 | 523 | 525 => RetryClass::Safe,
        // 520, 522 and 524: a proxy that lost the server behind it half way.
        408 | 500 | 502 | 503 | 504 | 520 | 522 | 524 => RetryClass::Idempotent,
        // Used for failures of many kinds, passing and lasting; the header says which.
        530 if received.headers.contains_key(RETRY_AFTER) => RetryClass::Idempotent,
        _ => RetryClass::Never,
    }
}
