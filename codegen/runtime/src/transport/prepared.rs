use bytes::Bytes;
use http::header::{HeaderMap, HeaderValue};
use http::{Request, Uri};
use reqwest::Url;

use super::context::CallContext;
use super::encoded::{EncodedParameters, header_text, uri};
use crate::auth::Secrets;
use crate::http::Outgoing;
use crate::operation::Payload;

/// The error for a streamed body with challenge-response authentication.
const UNREPEATABLE: &str = "a body that is a stream can be sent only once, and with this authentication a request may have to be sent again; give the body as bytes";

/// An encoded request. It can be sent repeatedly, unless its body is a stream.
pub(crate) struct PreparedRequest<'c> {
    context: CallContext<'c>,
    pub(crate) secrets: Secrets<'c>,
    url: String,
    media_type: Option<HeaderValue>,
    body: Bytes,
    /// A streamed body, which can be sent only once.
    stream: Option<reqwest::Body>,
    pub(crate) is_repeatable: bool,
    /// The URL and headers of the first attempt; retries, which are rare, encode them again.
    first: Option<(Url, HeaderMap)>,
}

impl<'c> PreparedRequest<'c> {
    /// Encodes a call.
    ///
    /// # Errors
    /// The call cannot be encoded; the message says why. Nothing was sent.
    pub(crate) fn new(context: CallContext<'c>, secrets: Secrets<'c>) -> Result<Self, String> {
        let call = context.call;
        let mut parameters = EncodedParameters::of(context)?;
        let (url, text) = parameters.url(context, secrets)?;
        let is_page = call.options.page.is_some();
        let body = if is_page { None } else { call.extended_body()? };
        let media_type = body.as_ref().map(|body| header_text(body.media_type()));
        let media_type = media_type.transpose()?;
        let headers = parameters.headers(context, secrets, media_type.as_ref())?;
        let payload = body.map(|body| body.payload()).transpose()?;
        if secrets.responder().is_some() && matches!(payload, Some(Payload::Once(_))) {
            return Err(UNREPEATABLE.to_owned());
        }
        let (body, stream) = match payload {
            None => (Bytes::new(), None),
            Some(Payload::Bytes(bytes)) => (bytes, None),
            Some(Payload::Once(stream)) => (Bytes::new(), Some(stream)),
        };
        Ok(Self {
            context,
            secrets,
            url: text,
            media_type,
            body,
            is_repeatable: stream.is_none(),
            stream,
            first: Some((url, headers)),
        })
    }

    /// The request for one attempt.
    ///
    /// # Errors
    /// The call cannot be encoded, which would have failed for the first attempt too.
    pub(crate) fn request(&mut self) -> Result<Outgoing, String> {
        let CallContext { state, call } = self.context;
        let (url, headers) = match self.first.take() {
            Some(first) => first,
            None => self.again()?,
        };
        let mut request = Request::new(self.body.clone());
        if call.options.page.is_none() {
            *request.method_mut() = call.operation.method();
        }
        *request.headers_mut() = headers;
        if state.has_observers() || self.secrets.responder().is_some() {
            *request.uri_mut() = self.uri()?;
            return Ok(Outgoing { request, url: None });
        }
        let url = Some(url);
        Ok(Outgoing { request, url })
    }

    fn again(&self) -> Result<(Url, HeaderMap), String> {
        let (context, secrets) = (self.context, self.secrets);
        let mut parameters = EncodedParameters::of(context)?;
        let (url, _) = parameters.url(context, secrets)?;
        let headers = parameters.headers(context, secrets, self.media_type.as_ref())?;
        Ok((url, headers))
    }

    /// The URL as text.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The URL.
    ///
    /// # Errors
    /// Only those that `new` would have returned.
    pub(crate) fn uri(&self) -> Result<Uri, String> {
        uri(&self.url)
    }

    /// The body for one attempt, if it is a stream.
    pub(crate) fn stream(&mut self) -> Option<reqwest::Body> {
        self.stream.take()
    }
}
