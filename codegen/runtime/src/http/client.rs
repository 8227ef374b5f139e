//! The HTTP client, which can be replaced while it is in use.

use std::sync::{PoisonError, RwLock};

/// The HTTP client, which has the connections.
pub(crate) struct HttpClient {
    current: RwLock<reqwest::Client>,
    connect: Box<Connect>,
}

/// Builds an HTTP client without connections.
type Connect = dyn Fn() -> Result<reqwest::Client, String> + Send + Sync;

impl HttpClient {
    /// Builds the HTTP client.
    ///
    /// # Errors
    /// The text of `connect`.
    pub(crate) fn new(
        connect: impl Fn() -> Result<reqwest::Client, String> + Send + Sync + 'static,
    ) -> Result<Self, String> {
        Ok(Self {
            current: RwLock::new(connect()?),
            connect: Box::new(connect),
        })
    }

    /// The HTTP client for the next request.
    pub(crate) fn current(&self) -> reqwest::Client {
        let current = self.current.read();
        current.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reuses none of the connections so far. hyper reads the end of a body that is dropped, and then
    /// keeps the connection for the next call; only a client without connections prevents that. This
    /// takes the time of building a client, and has no effect on a client of the caller.
    pub(crate) fn renew(&self) {
        // It was built with the same settings before.
        if let Ok(new) = (self.connect)() {
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = new;
        }
    }
}
