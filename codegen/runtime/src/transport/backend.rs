use bytes::Bytes;
use http::Request;

use crate::call::Call;
use crate::operation::Api;
use crate::response::{Failure, ResponseParts};

/// Responds instead of a server.
pub(crate) trait Backend: Send + Sync {
    /// The response to one attempt.
    ///
    /// # Errors
    /// There is no response.
    fn respond(
        &self,
        api: &'static Api,
        call: &Call,
        request: &Request<Bytes>,
    ) -> Result<ResponseParts, Failure>;
}
