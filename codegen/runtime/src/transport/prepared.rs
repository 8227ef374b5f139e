use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue};
use http::{Request, Uri};
use reqwest::Url;
use secrecy::ExposeSecret;
use serde_json::Value;

use super::context::CallContext;
use crate::auth::{Secrets, TokenSource};
use crate::call::Transport as _;
use crate::http::headers;
use crate::operation::{Body, Location, Operation, Parameter, PathValue, Payload, Responder, fill};
use crate::text::component;

/// Why a stream is not sent to a server that asks for credentials when it has seen the request.
const UNREPEATABLE: &str = "a body that is a stream can be sent only once, and with this authentication a request may have to be sent again; give the body as bytes";

/// A request that can be sent as often as its body.
pub(crate) struct PreparedRequest {
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
    /// What is sent in place of the bytes, once.
    stream: Option<reqwest::Body>,
    pub(crate) is_repeatable: bool,
    /// It asks for another page of a list.
    is_page: bool,
    /// Gives the `Authorization` header, where that is not known yet.
    pub(crate) token: Option<Arc<TokenSource>>,
    /// Gives it in response to what the server asks.
    pub(crate) responder: Option<Arc<dyn Responder>>,
}

impl PreparedRequest {
    /// Encodes out a call.
    ///
    /// # Errors
    /// Says what cannot be sent; nothing has been.
    pub(crate) fn new(context: CallContext<'_>, secrets: &Secrets) -> Result<Self, String> {
        let call = context.call;
        let spelling = EncodedParameters::of(context)?;
        let uri = uri(context, &spelling, secrets)?;
        let is_page = call.options.page.is_some();
        let body = if is_page { None } else { call.extended_body()? };
        let headers = header_map(context, spelling, secrets, body.as_ref())?;
        let payload = body.map(|body| body.payload()).transpose()?;
        if secrets.responder.is_some() && matches!(payload, Some(Payload::Once(_))) {
            return Err(UNREPEATABLE.to_owned());
        }
        let (body, stream) = match payload {
            None => (Bytes::new(), None),
            Some(Payload::Bytes(bytes)) => (bytes, None),
            Some(Payload::Once(stream)) => (Bytes::new(), Some(stream)),
        };
        Ok(Self {
            uri,
            headers,
            body,
            is_repeatable: stream.is_none(),
            stream,
            is_page,
            token: secrets.token.clone(),
            responder: secrets.responder.clone(),
        })
    }

    /// The request for one attempt.
    pub(crate) fn request(&self, operation: &Operation) -> Request<Bytes> {
        let mut request = Request::new(self.body.clone());
        if !self.is_page {
            *request.method_mut() = operation.method().clone();
        }
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        request
    }

    /// Where it goes.
    pub(crate) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The body for one attempt, where it is a stream.
    pub(crate) fn stream(&mut self) -> Option<reqwest::Body> {
        self.stream.take()
    }
}

/// The parameters of a call, encoded.
#[derive(Default)]
struct EncodedParameters {
    path: String,
    query: Vec<(String, String)>,
    headers: Vec<(&'static str, String)>,
    cookies: Vec<(String, String)>,
}

impl EncodedParameters {
    fn of(context: CallContext<'_>) -> Result<Self, String> {
        let operation = context.call.operation;
        let mut spelling = Self {
            path: fill(operation.path, |name| context.path_value(name))?,
            ..Self::default()
        };
        for (index, parameter) in operation.parameters.iter().enumerate() {
            let Some(json) = context.value(index, parameter) else {
                continue;
            };
            match parameter.location {
                Location::Path => {}
                Location::Query => spelling.query.extend(parameter.encode_pairs(&json)?),
                Location::Cookie => spelling.cookies.extend(parameter.encode_pairs(&json)?),
                Location::Header => {
                    let value = parameter.encode_header(&json)?;
                    spelling
                        .headers
                        .extend(value.map(|value| (parameter.name, value)));
                }
            }
        }
        Ok(spelling)
    }
}

impl CallContext<'_> {
    /// The value of a parameter as JSON text: the caller's, else the client's, else none.
    fn value(&self, index: usize, parameter: &Parameter) -> Option<Vec<u8>> {
        let text = |text: &str| Value::from(text).to_string().into_bytes();
        let given = self.call.values.get(index).and_then(Clone::clone);
        parameter.constant.map(text).or(given).or_else(|| {
            let remembered = self.state.defaults.get(parameter.default?)?;
            remembered.as_deref().map(text)
        })
    }

    fn path_value(&self, name: &str) -> Result<PathValue, String> {
        let parameters = self.call.operation.parameters.iter().enumerate();
        let found = parameters
            .filter(|(_, parameter)| parameter.location == Location::Path)
            .find(|(_, parameter)| parameter.name == name);
        let value = found.and_then(|(index, parameter)| {
            let value = self.value(index, parameter);
            let text = value.map(|json| parameter.encode_path(&json)).transpose();
            match parameter.optional {
                true => Some(text.map(PathValue::Optional)),
                false => Some(text.transpose()?.map(|text| match text.is_empty() {
                    true => PathValue::Empty,
                    false => PathValue::Part(text),
                })),
            }
        });
        value.unwrap_or_else(|| {
            Err(format!(
                "{name} is missing; give it to the call or to the client"
            ))
        })
    }
}

fn uri(
    context: CallContext<'_>,
    spelling: &EncodedParameters,
    secrets: &Secrets,
) -> Result<Uri, String> {
    let call = context.call;
    let mut text = context.state.base_url(call.operation)?;
    let page = call.options.page.as_ref();
    let path = page.and_then(|page| page.path.as_ref());
    text.push_str(path.unwrap_or(&spelling.path));
    let mut separator = '?';
    let mut add = |pair: &str| {
        text.extend([separator]);
        text.push_str(pair);
        separator = '&';
    };
    if let Some(page) = page {
        page.query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .for_each(&mut add);
    } else {
        for (name, value) in &spelling.query {
            match name.as_str() {
                // It is the whole query string.
                "" => add(value),
                name => add(&format!("{name}={value}")),
            }
        }
        for (name, value) in &call.options.query {
            add(&format!("{}={}", component(name), component(value)));
        }
    }
    for (name, secret) in &secrets.query {
        add(&format!(
            "{}={}",
            component(name),
            component(secret.expose_secret())
        ));
    }
    let url = Url::parse(&text).map_err(|error| format!("the URL cannot be used: {error}"))?;
    // What is longer than a `Uri` may be is refused by servers, too.
    Uri::try_from(url.as_str()).map_err(|error| format!("the URL cannot be used: {error}"))
}

fn header_map(
    CallContext { state, call }: CallContext<'_>,
    spelling: EncodedParameters,
    secrets: &Secrets,
    body: Option<&Body>,
) -> Result<HeaderMap, String> {
    let mut map = HeaderMap::new();
    let accept = call.options.accept.unwrap_or(call.operation.accept);
    if !accept.is_empty() {
        map.insert(ACCEPT, plain(accept)?);
    }
    if let Some(body) = body {
        map.insert(CONTENT_TYPE, plain(&body.media_type())?);
    }
    for (name, value) in &state.headers {
        map.insert(name, value.clone());
    }
    for (name, value) in &spelling.headers {
        headers::put(&mut map, name, value)?;
    }
    for (name, value) in &call.options.headers {
        headers::put(&mut map, name, value)?;
    }
    let mut cookies = spelling.cookies;
    cookies.extend(secrets.cookies.iter().map(|(name, secret)| {
        let value = component(secret.expose_secret()).to_string();
        (component(name).to_string(), value)
    }));
    if !cookies.is_empty() {
        let pairs: Vec<_> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        headers::put(&mut map, COOKIE.as_str(), &pairs.join("; "))?;
    }
    // Last, so that nothing a caller sets takes the place of a credential.
    for (name, value) in &secrets.headers {
        map.insert(name, value.clone());
    }
    Ok(map)
}

fn plain(text: &str) -> Result<HeaderValue, String> {
    HeaderValue::from_str(text).map_err(|_| "a media type cannot be put into a header".to_owned())
}
