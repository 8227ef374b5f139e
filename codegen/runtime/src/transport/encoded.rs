use std::borrow::Cow;
use std::fmt::{Display, Write as _};

use bytes::Bytes;
use http::Uri;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue};
use reqwest::Url;
use secrecy::ExposeSecret;
use serde_json::Value;

use super::context::CallContext;
use crate::auth::Secrets;
use crate::call::Transport as _;
use crate::http::headers;
use crate::operation::{Location, Parameter, PathValue, fill};
use crate::text::component;

/// Initial capacity for a path and query beyond the length of the template, in bytes.
const ROOM: usize = 64;

/// URLs up to this length, in bytes, need no check of the maximum length of a `Uri`.
const SHORT: usize = 8 << 10;

/// The parameters of a call, encoded.
#[derive(Default)]
pub(super) struct EncodedParameters {
    /// The base URL followed by the path.
    url: String,
    query: Vec<(String, String)>,
    headers: Vec<(&'static str, String)>,
    cookies: Vec<(String, String)>,
}

impl EncodedParameters {
    /// Encodes the parameters of a call.
    ///
    /// # Errors
    /// A parameter is missing or cannot be encoded; the message names it.
    pub(super) fn of(context: CallContext<'_>) -> Result<Self, String> {
        let operation = context.call.operation;
        let base = context.state.base_url(operation)?;
        let mut url = String::with_capacity(base.len() + operation.path.len() + ROOM);
        url.push_str(&base);
        fill(&mut url, operation.path, |name| context.path_value(name))?;
        let page = context.call.options.page.as_ref();
        if let Some(path) = page.and_then(|page| page.path.as_ref()) {
            url.truncate(base.len());
            url.push_str(path);
        }
        let mut encoded = Self {
            url,
            ..Self::default()
        };
        for (index, parameter) in operation.parameters.iter().enumerate() {
            if parameter.location != Location::Path
                && let Some(json) = context.value(index, parameter)
            {
                encoded.add(parameter, &json)?;
            }
        }
        Ok(encoded)
    }

    fn add(&mut self, parameter: &'static Parameter, json: &[u8]) -> Result<(), String> {
        match parameter.location {
            Location::Path => {}
            Location::Query => self.query.extend(parameter.encode_pairs(json)?),
            Location::Cookie => self.cookies.extend(parameter.encode_pairs(json)?),
            Location::Header => {
                let value = parameter.encode_header(json)?;
                let header = value.map(|value| (parameter.name, value.into_owned()));
                self.headers.extend(header);
            }
        }
        Ok(())
    }

    /// The URL with its query, parsed and as text.
    ///
    /// # Errors
    /// The result is not a valid URL; the message says why.
    pub(super) fn url(
        &mut self,
        CallContext { state, call }: CallContext<'_>,
        secrets: Secrets<'_>,
    ) -> Result<(Url, String), String> {
        let mut text = std::mem::take(&mut self.url);
        let mut separator = '?';
        let mut add = |pair: &dyn Display| {
            // Writing to memory cannot fail.
            let _ = write!(text, "{separator}{pair}");
            separator = '&';
        };
        if let Some(page) = &call.options.page {
            let pairs = page.query.split('&').filter(|pair| !pair.is_empty());
            pairs.for_each(|pair| add(&pair));
        } else {
            for (name, value) in &self.query {
                match name.as_str() {
                    // A parameter without a name is the whole query string.
                    "" => add(value),
                    name => add(&format_args!("{name}={value}")),
                }
            }
            for (name, value) in &call.options.query {
                add(&format_args!("{}={}", component(name), component(value)));
            }
        }
        for (name, secret) in secrets.query() {
            let secret = component(secret.expose_secret());
            add(&format_args!("{}={secret}", component(name)));
        }
        let url = state.base_url.parse(&text);
        let url = url.map_err(|error| format!("the URL cannot be used: {error}"))?;
        if url.as_str() != text {
            text = url.as_str().to_owned();
        }
        // Servers, too, reject URLs that exceed the maximum length of a `Uri`.
        if text.len() > SHORT {
            uri(&text)?;
        }
        Ok((url, text))
    }

    /// The headers.
    ///
    /// # Errors
    /// A header cannot be sent; the message names it.
    pub(super) fn headers(
        self,
        CallContext { state, call }: CallContext<'_>,
        secrets: Secrets<'_>,
        media_type: Option<&HeaderValue>,
    ) -> Result<HeaderMap, String> {
        let mut map = HeaderMap::new();
        let accept = call.options.accept.unwrap_or(call.operation.accept);
        if !accept.is_empty() {
            map.insert(ACCEPT, header_text(accept.into())?);
        }
        if let Some(media_type) = media_type {
            map.insert(CONTENT_TYPE, media_type.clone());
        }
        for (name, value) in &state.headers {
            map.insert(name, value.clone());
        }
        for (name, value) in &self.headers {
            headers::put(&mut map, name, value)?;
        }
        for (name, value) in &call.options.headers {
            headers::put(&mut map, name, value)?;
        }
        let mut cookies = self.cookies;
        cookies.extend(secrets.cookies().map(|(name, secret)| {
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
        // Credentials are last, so that no header of the caller replaces one.
        for (name, value) in secrets.headers() {
            map.insert(name, value.clone());
        }
        Ok(map)
    }
}

impl<'c> CallContext<'c> {
    /// The JSON text of a parameter: its constant, the argument, or the default of the client;
    /// `None` if it has none of these.
    fn value(self, index: usize, parameter: &Parameter) -> Option<Cow<'c, [u8]>> {
        let text = |text: &str| Value::from(text).to_string().into_bytes().into();
        let given = || self.call.values.get(index).map(Cow::Borrowed);
        parameter.constant.map(text).or_else(given).or_else(|| {
            let remembered = self.state.defaults.get(parameter.default?)?;
            remembered.as_deref().map(text)
        })
    }

    fn path_value(self, name: &str) -> Result<PathValue<'c>, String> {
        let parameters = self.call.operation.parameters.iter().enumerate();
        let found = parameters
            .filter(|(_, parameter)| parameter.location == Location::Path)
            .find(|(_, parameter)| parameter.name == name);
        let value = found.and_then(|(index, parameter)| {
            let value = self.value(index, parameter);
            let text = value.map(|json| path_text(parameter, json)).transpose();
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

/// Encodes a value for the path; copies it only if characters have to be escaped.
fn path_text<'j>(parameter: &Parameter, json: Cow<'j, [u8]>) -> Result<Cow<'j, str>, String> {
    match json {
        Cow::Borrowed(json) => parameter.encode_path(json),
        Cow::Owned(json) => Ok(parameter.encode_path(&json)?.into_owned().into()),
    }
}

/// Converts a URL for the HTTP client.
///
/// # Errors
/// The URL is too long.
pub(super) fn uri(url: &str) -> Result<Uri, String> {
    Uri::try_from(url).map_err(|error| format!("the URL cannot be used: {error}"))
}

/// Converts a media type to a header value; a static one is not copied.
///
/// # Errors
/// The text has a character that is not allowed in headers.
pub(super) fn header_text(text: Cow<'static, str>) -> Result<HeaderValue, String> {
    let refusal = || "a media type cannot be put into a header".to_owned();
    if !text.is_ascii() {
        return Err(refusal());
    }
    let bytes = match text {
        Cow::Borrowed(text) => Bytes::from_static(text.as_bytes()),
        Cow::Owned(text) => text.into(),
    };
    HeaderValue::from_maybe_shared(bytes).map_err(|_| refusal())
}
