use super::builder::ClientBuilder;

/// The HTTP client that sends the requests.
impl ClientBuilder {
    /// Sends every call with the given HTTP client.
    ///
    /// This is the only public method with a type of `reqwest`; its version changes with a new
    /// minor version of the SDK at the earliest. The settings of the given client apply:
    ///
    /// - It must be built with `redirect::Policy::none()`; otherwise credentials are sent wherever
    ///   the server redirects to. This cannot be checked beforehand; a response that was reached by
    ///   a redirect is refused as [`ErrorKind::Redirect`](crate::ErrorKind::Redirect).
    /// - An unencrypted base URL needs `allow_http(true)`, also on this machine: the client may use
    ///   a proxy, for example from the environment, that can read the credentials.
    /// - Its proxies, certificates and connect timeout apply; those of this builder are ignored.
    ///   The other timeouts apply in addition to its own.
    /// - Its default headers are sent as well.
    /// - It may use a connection again whose response had both a `Content-Length` and a
    ///   `Transfer-Encoding`. Other clients then reuse none of their connections.
    pub fn reqwest_client(mut self, client: reqwest::Client) -> Self {
        self.connecting.ready = Some(client);
        self
    }

    /// Changes the underlying HTTP client, so that tests can choose its root certificates and name
    /// resolution.
    #[cfg(not(target_arch = "wasm32"))]
    #[doc(hidden)]
    pub fn adjust_transport(
        mut self,
        adjust: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.connecting.adjust = Some(std::sync::Arc::new(adjust));
        self
    }
}
