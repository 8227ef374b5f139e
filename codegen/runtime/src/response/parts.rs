use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap};

use crate::operation::Api;

/// The status, headers and body of a response.
#[derive(Clone, Debug)]
pub(crate) struct ResponseParts {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl ResponseParts {
    /// The request ID in the headers, if the API has one.
    pub(crate) fn request_id(&self, api: &Api) -> Option<&str> {
        self.headers.get(api.request_id_header?)?.to_str().ok()
    }

    /// The media type of the body, without parameters.
    pub(crate) fn media_type(&self) -> Option<&str> {
        let value = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        value.split(';').next().map(str::trim)
    }
}
