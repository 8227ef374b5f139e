use std::borrow::Cow;

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, HeaderValue};
use http::{Method, Request};
use reqwest::Url;

use super::body;
use super::classify::classify;
use super::client::HttpClient;
#[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
use super::exchange::ReceivedResponse;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
use super::progress::SendProgress;
use crate::response::Failure;
use crate::response::Phase;
#[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
use crate::response::ResponseParts;

/// An HTTP request with its URL, ready to be sent.
pub(crate) struct Outgoing {
    /// The request, without a URI if `url` is set.
    pub(crate) request: Request<Bytes>,
    /// The URL; `None` if middleware may have changed the one in the request.
    pub(crate) url: Option<Url>,
}

/// The streamed body of a request, and the slot for a response that is streamed.
pub(crate) struct Exchange<'c> {
    pub(crate) outgoing: Outgoing,
    /// The URL as text.
    pub(crate) target: &'c str,
    /// A streamed body, which replaces that of the request.
    pub(crate) stream: Option<reqwest::Body>,
    /// Receives a successful response whose body the caller reads.
    pub(crate) unread: Option<&'c mut Option<Box<reqwest::Response>>>,
}

#[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
impl<'c> Exchange<'c> {
    /// The response of a fake backend.
    ///
    /// # Errors
    /// The URL is not valid.
    pub(crate) fn responded(
        self,
        mut received: ResponseParts,
    ) -> Result<ReceivedResponse<'c>, Failure> {
        let request = transportable(self.outgoing, self.stream, self.unread.is_some())?;
        if let Some(unread) = self.unread.filter(|_| received.status.is_success()) {
            let mut response = http::Response::new(std::mem::take(&mut received.body));
            *response.status_mut() = received.status;
            response.headers_mut().clone_from(&received.headers);
            *unread = Some(Box::new(response.into()));
        }
        let url = request.url().to_string().into();
        Ok(ReceivedResponse::whole(url, received))
    }
}

/// A request that was handed to the HTTP client.
pub(crate) struct PendingRequest<'c, P> {
    /// The future of the response. Nothing is sent until it is awaited.
    pub(super) pending: P,
    pub(super) http: &'c HttpClient,
    /// Its URL.
    pub(super) url: Cow<'c, str>,
    /// The response will have no body.
    pub(super) head_only: bool,
    /// Receives a successful response whose body the caller reads.
    pub(super) unread: Option<&'c mut Option<Box<reqwest::Response>>>,
}

/// Hands a request to the HTTP client. Not an `async` function, so that the futures that await the
/// response are small.
///
/// # Errors
/// The URL is not valid.
pub(crate) fn send<'c>(
    http: &'c HttpClient,
    exchange: Exchange<'c>,
) -> Result<
    PendingRequest<'c, impl Future<Output = reqwest::Result<reqwest::Response>> + use<'c>>,
    Failure,
> {
    let Exchange {
        outgoing,
        target,
        stream,
        unread,
    } = exchange;
    let is_as_prepared = outgoing.url.is_some();
    let request = transportable(outgoing, stream, unread.is_some())?;
    let url = match is_as_prepared {
        true => Cow::Borrowed(target),
        false => Cow::Owned(request.url().to_string()),
    };
    let head_only = request.method() == Method::HEAD;
    Ok(PendingRequest {
        pending: http.current().execute(request),
        http,
        url,
        head_only,
        unread,
    })
}

/// Converts the request for the HTTP client: with the streamed body, if there is one, and without
/// requesting compression if the response is `streamed`.
fn transportable(
    Outgoing { request, url }: Outgoing,
    stream: Option<reqwest::Body>,
    streamed: bool,
) -> Result<reqwest::Request, Failure> {
    let is_empty = request.body().is_empty();
    #[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
    let watched = {
        let progress = request.extensions().get::<SendProgress>().cloned();
        progress.map(|progress| progress.body(request.body().clone()))
    };
    let mut request = match url {
        Some(url) => {
            let (parts, body) = request.into_parts();
            let mut request = reqwest::Request::new(parts.method, url);
            *request.headers_mut() = parts.headers;
            *request.body_mut() = Some(body.into());
            request
        }
        None => {
            reqwest::Request::try_from(request).map_err(|error| classify(error, Phase::Headers))?
        }
    };
    if is_empty {
        *request.body_mut() = stream;
    }
    #[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
    if watched.is_some() {
        *request.body_mut() = watched;
    }
    if let Some(codings) = body::ACCEPTED.filter(|_| !streamed) {
        let codings = HeaderValue::from_static(codings);
        request.headers_mut().insert(ACCEPT_ENCODING, codings);
    }
    Ok(request)
}
