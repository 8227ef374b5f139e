use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap};

use super::Api;

/// What a server sent back.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Answer {
    /// The header that names the exchange.
    pub(super) fn request_id(&self, api: &Api) -> Option<&str> {
        self.headers.get(api.request_id_header?)?.to_str().ok()
    }

    /// The media type of the body, without parameters.
    pub(super) fn media_type(&self) -> Option<&str> {
        let value = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        value.split(';').next().map(str::trim)
    }
}
