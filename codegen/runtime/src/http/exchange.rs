use std::borrow::Cow;
use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use http::header::{LOCATION, RETRY_AFTER};
use reqwest::Url;

use super::body::{Collector, is_framed_twice};
use super::classify::classify;
use super::client::HttpClient;
use super::outgoing::{Exchange, Outgoing, PendingRequest, send};
use crate::platform::{Chunks, Moment, until};
use crate::response::{ErrorKind, Failure, Phase, ResponseParts, RetryClass};

/// The limits of one attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Time for the attempt.
    pub(crate) time: Duration,
    /// `time` is what is left of the whole call, and not the attempt timeout.
    pub(crate) is_rest: bool,
    /// Longest time without a byte while the body is read.
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

/// A response, whose body may be incomplete.
pub(crate) struct ReceivedResponse<'c> {
    /// The URL that it came from.
    url: Cow<'c, str>,
    received: ResponseParts,
    /// Why the body could not be read.
    broken: Option<Failure>,
}

/// Sends a request that belongs to no operation, such as for a token, and reads the response.
/// Middleware does not see it.
///
/// # Errors
/// Anything but a success status with a body that was read in full.
pub(crate) async fn fetch(
    http: &HttpClient,
    request: Request<Bytes>,
    limits: Limits,
) -> Result<ResponseParts, Failure> {
    let target = request.uri().to_string();
    let exchange = Exchange {
        target: &target,
        outgoing: Outgoing { request, url: None },
        stream: None,
        unread: None,
    };
    let incoming = receive(send(http, exchange)?, &limits).await?;
    let (url, received) = incoming.sound()?;
    judge(&url, received)
}

/// Waits for the response to a request, and reads its body as far as it arrives.
///
/// # Errors
/// No response arrived.
#[expect(
    clippy::manual_async_fn,
    reason = "the future of an `async fn` would hold its arguments twice"
)]
pub(crate) fn receive<'c, P: Future<Output = reqwest::Result<reqwest::Response>>>(
    sent: PendingRequest<'c, P>,
    limits: &Limits,
) -> impl Future<Output = Result<ReceivedResponse<'c>, Failure>> {
    async move {
        let end = after(limits.time);
        let PendingRequest {
            pending,
            http,
            url,
            head_only,
            unread,
        } = sent;
        // A block, so that the request is dropped before the response is read.
        let received = {
            let mut pending = pin!(pending);
            until(end, |context| pending.as_mut().poll(context)).await
        };
        let response = match received {
            None => return Err(limits.expired(Phase::Headers)),
            Some(Err(error)) => return Err(classify(error, Phase::Headers)),
            Some(Ok(response)) => response,
        };
        if is_framed_twice(response.headers(), head_only) {
            // While its body is not dropped, hyper does not reuse the connection.
            http.renew();
        }
        let mut body = open(response, url, head_only, unread, limits.body)?;
        loop {
            let Some((chunks, collector)) = &mut body.unread else {
                return Ok(body.response);
            };
            let silence = after(limits.stall);
            let ended = match until(end.min(silence), |context| chunks.poll_next(context)).await {
                None if silence < end => Err(Failure::timeout(Phase::Body)),
                None => Err(limits.expired(Phase::Body)),
                Some(Err(error)) => Err(classify(error, Phase::Body)),
                Some(Ok(Some(chunk))) => match collector.push(chunk) {
                    Ok(()) => continue,
                    Err(failure) => Err(failure),
                },
                Some(Ok(None)) => {
                    chunks.finish().await;
                    Ok(())
                }
            };
            body.end(ended);
        }
    }
}

/// A response and its body, which is being read.
struct OpenResponse<'c> {
    response: ReceivedResponse<'c>,
    /// The chunks to come, and those that are here; `None` if there is nothing to read.
    unread: Option<(Chunks, Collector)>,
}

/// Splits a response into its head and the body to read. A successful response whose body the
/// caller reads is stored in `unread` instead.
///
/// # Errors
/// The response was reached by a redirect.
fn open<'c>(
    mut response: reqwest::Response,
    url: Cow<'c, str>,
    head_only: bool,
    unread: Option<&mut Option<Box<reqwest::Response>>>,
    limit: usize,
) -> Result<OpenResponse<'c>, Failure> {
    if response.url().as_str() != url {
        return Err(redirected(response.url()));
    }
    let mut received = ResponseParts {
        status: response.status(),
        headers: std::mem::take(response.headers_mut()),
        body: Bytes::new(),
    };
    let unread = unread.filter(|_| received.status.is_success());
    let limit = if unread.is_some() { usize::MAX } else { limit };
    let collector = Collector::new(&mut received.headers, head_only, limit);
    let (unread, broken) = match (collector, unread) {
        (Ok(_), Some(unread)) => {
            *unread = Some(Box::new(response));
            (None, None)
        }
        (Ok(collector), None) => (Some((Chunks::new(response), collector)), None),
        (Err(failure), _) => (None, Some(failure)),
    };
    Ok(OpenResponse {
        response: ReceivedResponse {
            url,
            received,
            broken,
        },
        unread,
    })
}

impl OpenResponse<'_> {
    /// Stores the body, or why it could not be read.
    fn end(&mut self, read: Result<(), Failure>) {
        let Some((_, collector)) = self.unread.take() else {
            return;
        };
        match read.and_then(|()| collector.finish()) {
            Ok(body) => self.response.received.body = body,
            Err(failure) => self.response.broken = Some(failure),
        }
    }
}

impl<'c> ReceivedResponse<'c> {
    /// A complete response.
    #[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
    pub(super) fn whole(url: Cow<'c, str>, received: ResponseParts) -> Self {
        Self {
            url,
            received,
            broken: None,
        }
    }

    /// Returns the response, or the failure to read the body of a success. A status that is not a
    /// success is returned even with a broken body, since the status explains more.
    pub(crate) fn sound(self) -> Result<(Cow<'c, str>, ResponseParts), Failure> {
        match self.broken {
            Some(failure) if self.received.status.is_success() => {
                Err(failure.with_response(self.received))
            }
            _ => Ok((self.url, self.received)),
        }
    }
}

/// Turns a response whose status is not a success into a failure.
pub(crate) fn judge(url: &str, received: ResponseParts) -> Result<ResponseParts, Failure> {
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
    Err(failure.with_response(received))
}

/// Scheme, host and port of a redirect's target; path and query may be secret.
fn redirect_target(url: &str, received: &ResponseParts) -> Option<String> {
    if !received.status.is_redirection() {
        return None;
    }
    let location = received.headers.get(LOCATION)?.to_str().ok()?;
    let target = Url::parse(url).ok()?.join(location).ok()?;
    Some(target.origin().ascii_serialization())
}

/// The failure if a caller's HTTP client has followed a redirect.
fn redirected(target: &Url) -> Failure {
    let target = target.origin().ascii_serialization();
    let detail = format!(
        "the HTTP client followed a redirect to {target}; make it with `redirect::Policy::none()`"
    );
    Failure::new(ErrorKind::Redirect, RetryClass::Never, detail)
}

/// The instant after a duration, which is capped at thirty years.
fn after(time: Duration) -> Moment {
    const THIRTY_YEARS: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);
    Moment::now() + time.min(THIRTY_YEARS)
}

/// When a request whose response has this status may be retried.
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
