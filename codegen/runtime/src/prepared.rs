use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue};
use http::{Request, Uri};
use reqwest::Url;
use secrecy::ExposeSecret;
use serde_json::Value;

use super::auth::Secrets;
use super::path::{Filling, component, fill};
use super::request_body::{Body, Content, Payload};
use super::token::TokenSource;
use super::{Call, Location, Operation, Parameter, base_url, headers};

/// A request that can be sent as often as its body.
pub(super) struct Prepared {
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
    /// What is sent in place of the bytes, once.
    stream: Option<reqwest::Body>,
    pub(super) is_repeatable: bool,
    /// It asks for another page of a list.
    is_page: bool,
    /// Gives the `Authorization` header, where that is not known yet.
    pub(super) token: Option<Arc<TokenSource>>,
}

impl Prepared {
    /// Spells out a call.
    ///
    /// # Errors
    /// Says what cannot be sent; nothing has been.
    pub(super) fn new(call: &Call, secrets: &Secrets) -> Result<Self, String> {
        let spelling = Spelling::of(call)?;
        let uri = uri(call, &spelling, secrets)?;
        let is_page = call.options.page.is_some();
        let body = if is_page { None } else { call.extended_body()? };
        let headers = header_map(call, spelling, secrets, body.as_ref())?;
        let payload = body.map(|body| body.payload()).transpose()?;
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
        })
    }

    /// The request for one attempt.
    pub(super) fn request(&self, operation: &Operation) -> Request<Bytes> {
        let mut request = Request::new(self.body.clone());
        if !self.is_page {
            *request.method_mut() = operation.method.clone();
        }
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        request
    }

    /// The body for one attempt, where it is a stream.
    pub(super) fn stream(&mut self) -> Option<reqwest::Body> {
        self.stream.take()
    }
}

/// The parameters of a call, spelled.
#[derive(Default)]
struct Spelling {
    path: String,
    query: Vec<(String, String)>,
    headers: Vec<(&'static str, String)>,
    cookies: Vec<(String, String)>,
}

impl Spelling {
    fn of(call: &Call) -> Result<Self, String> {
        let mut spelling = Self {
            path: fill(call.operation.path, |name| call.path_value(name))?,
            ..Self::default()
        };
        for (index, parameter) in call.operation.parameters.iter().enumerate() {
            let Some(json) = call.value(index, parameter) else {
                continue;
            };
            match parameter.location {
                Location::Path => {}
                Location::Query => spelling.query.extend(parameter.spell_pairs(&json)?),
                Location::Cookie => spelling.cookies.extend(parameter.spell_pairs(&json)?),
                Location::Header => {
                    let value = parameter.spell_header(&json)?;
                    spelling
                        .headers
                        .extend(value.map(|value| (parameter.name, value)));
                }
            }
        }
        Ok(spelling)
    }
}

impl Call {
    /// Where the call goes: its paths are appended to this.
    ///
    /// # Errors
    /// Says why nothing can be sent there.
    pub(super) fn base_url(&self) -> Result<String, String> {
        let inner = &self.client.inner;
        match self.operation.base_url {
            Some(own) if !inner.base_url.explicit => {
                let own = inner.base_url.variables.fill(own)?;
                base_url::check(&own, inner.unencrypted)
            }
            _ => Ok(inner.base_url.text.clone()),
        }
    }

    /// The value of a parameter as JSON text: the caller's, else the client's, else none.
    fn value(&self, index: usize, parameter: &Parameter) -> Option<Vec<u8>> {
        let text = |text: &str| Value::from(text).to_string().into_bytes();
        let given = self.values.get(index).and_then(Clone::clone);
        parameter.constant.map(text).or(given).or_else(|| {
            let remembered = self.client.inner.defaults.get(parameter.default?)?;
            remembered.as_deref().map(text)
        })
    }

    fn path_value(&self, name: &str) -> Result<Filling, String> {
        let parameters = self.operation.parameters.iter().enumerate();
        let found = parameters
            .filter(|(_, parameter)| parameter.location == Location::Path)
            .find(|(_, parameter)| parameter.name == name);
        let value = found.and_then(|(index, parameter)| {
            let value = self.value(index, parameter);
            let text = value.map(|json| parameter.spell_path(&json)).transpose();
            match parameter.optional {
                true => Some(text.map(Filling::Optional)),
                false => Some(text.transpose()?.map(Filling::Part)),
            }
        });
        value.unwrap_or_else(|| {
            Err(format!(
                "{name} is missing; give it to the call or to the client"
            ))
        })
    }

    /// The body with the members that the caller added.
    fn extended_body(&self) -> Result<Option<Body>, String> {
        self.check_members()?;
        let more = &self.options.extra_body;
        let body = self.instead.as_ref().or(self.body.as_ref()).cloned();
        if more.is_empty() {
            return Ok(body);
        }
        let body = body.unwrap_or(Body {
            content: Content::Json(b"{}"[..].into()),
            media_type: "application/json",
        });
        body.extended(more).map(Some)
    }
}

fn uri(call: &Call, spelling: &Spelling, secrets: &Secrets) -> Result<Uri, String> {
    let mut text = call.base_url()?;
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
            add(&format!("{name}={value}"));
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
    call: &Call,
    spelling: Spelling,
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
    for (name, value) in &call.client.inner.headers {
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
