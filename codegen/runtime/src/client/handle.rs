use std::fmt;
use std::sync::Arc;

use http::Method;

use crate::call::{Call, Endpoint, Request, Undescribed, operation_of, undescribed};
use crate::operation::Operation;
use crate::transport::ClientState;

/// A client of the API: credentials, settings and connections. Cheap to clone; clones share
/// connections, the retry budget and the rate limit.
#[derive(Clone)]
pub struct Client {
    pub(crate) state: Arc<ClientState>,
}

impl Client {
    /// Starts a call of an operation of this client's API.
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self.state.clone(), operation)
    }

    /// Starts a call of an endpoint's operation.
    #[doc(hidden)]
    #[inline]
    pub fn call_to<E: Endpoint>(&self) -> Call {
        self.call(operation_of::<E>())
    }

    /// Starts a call of an operation that is missing in the description. `path` is below the base
    /// URL, such as `/zones/7`. Credentials, retries, limits and errors are those of every other
    /// call; the setter `query` adds to the query string. The response is the body as JSON.
    pub fn request(&self, method: Method, path: impl Into<String>) -> Request<Undescribed> {
        let path: String = path.into();
        let path = path.strip_prefix('/').unwrap_or(&path);
        self.call(undescribed(&method))
            .path::<String>("path", path)
            .request()
    }

    /// The base URL that calls go to.
    pub fn base_url(&self) -> &str {
        &self.state.base_url.text
    }
}

impl fmt::Debug for Client {
    /// Prints no secrets and no header values.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.state.api.name)
            .field("base_url", &self.state.base_url.text)
            .field("credentials", &self.state.credentials)
            .field("settings", &self.state.settings)
            .finish_non_exhaustive()
    }
}
