//! A received request.

use bytes::Bytes;
use http::header::COOKIE;
use http::{HeaderMap, Method, Uri};

use super::template::decoded;

/// A request.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) method: Method,
    /// The path as received.
    pub(super) path: String,
    /// The segments of the path, unescaped.
    pub(super) segments: Vec<String>,
    /// Names and values of the query, unescaped except for `+`.
    pub(super) query: Vec<(String, String)>,
    /// The values of the query as received, in the same order.
    pub(super) raw_values: Vec<String>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Request {
    /// Parses a request.
    pub(super) fn new(method: Method, uri: &Uri, headers: HeaderMap, body: Bytes) -> Self {
        let path = uri.path().to_owned();
        let inside = path.strip_prefix('/').unwrap_or(&path);
        let segments = inside.split('/').map(decoded).collect();
        let pairs = uri.query().unwrap_or_default().split('&');
        let pairs = pairs.filter(|pair| !pair.is_empty());
        let pairs: Vec<_> = pairs
            .map(|it| it.split_once('=').unwrap_or((it, "")))
            .collect();
        let query = pairs
            .iter()
            .map(|(name, value)| (decoded(name), decoded(value)));
        Self {
            method,
            segments,
            query: query.collect(),
            raw_values: pairs.iter().map(|(_, value)| (*value).to_owned()).collect(),
            headers,
            body,
            path,
        }
    }

    /// The value of a header, if it is text.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The values of a header that are text.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let values = self.headers.get_all(name).into_iter();
        values.filter_map(|value| value.to_str().ok())
    }

    /// The value of a cookie.
    pub(super) fn cookie(&self, name: &str) -> Option<&str> {
        let lines = self.all(COOKIE.as_str());
        let mut pairs = lines.flat_map(|line| line.split(';')).map(str::trim);
        pairs
            .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))
            .map(|(_, value)| value)
    }
}
