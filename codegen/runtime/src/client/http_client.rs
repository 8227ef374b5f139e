use super::builder::ClientBuilder;

/// The HTTP client below.
impl ClientBuilder {
    /// Sends every call with an HTTP client of the caller's.
    ///
    /// This is the only place where `reqwest` shows; its version is part of this method, and
    /// changes with a new minor version at the earliest. The client's own settings count:
    ///
    /// - It must be made with `redirect::Policy::none()`, or else credentials go wherever the
    ///   server says. That cannot be seen beforehand; a response that came by a redirect is refused
    ///   as [`ErrorKind::Redirect`](crate::ErrorKind::Redirect).
    /// - A base URL without encryption needs `allow_http(true)`, on this machine as well: the client
    ///   may have a proxy, from the environment for one, that can read the credentials.
    /// - Proxies, certificates and the limit on connecting are its own; what this builder was
    ///   given of these is ignored. The other limits on time count beside its own.
    /// - Its default headers are sent as well.
    pub fn reqwest_client(mut self, client: reqwest::Client) -> Self {
        self.connecting.ready = Some(client);
        self
    }

    /// Changes the HTTP client below, so that tests can choose whom it trusts and what names
    /// lead to.
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
