#[cfg(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
))]
use bytes::Bytes;
use secrecy::SecretString;

use super::ClientBuilder;
use super::transport::ProxyChoice;

/// How connections are made.
impl ClientBuilder {
    /// Sends every call through a proxy, such as `http://user:password@proxy.example:3128`,
    /// whatever the environment says. The URL is never printed.
    pub fn proxy(mut self, url: impl Into<SecretString>) -> Self {
        self.connecting.proxy = ProxyChoice::Url(url.into());
        self
    }

    /// Uses no proxy, not even one that the environment names.
    pub fn no_proxy(mut self) -> Self {
        self.connecting.proxy = ProxyChoice::Off;
        self
    }

    /// Trusts more root certificates than the system does: one or several, as PEM.
    #[cfg(any(
        feature = "rustls",
        feature = "rustls-no-provider",
        feature = "native-tls"
    ))]
    pub fn root_certificate(mut self, pem: impl Into<Bytes>) -> Self {
        self.connecting.tls.roots.push(pem.into());
        self
    }

    /// Identifies the client by a certificate: the chain and its private key, both as PEM. With
    /// the feature `native-tls` the key must be in the form of PKCS #8.
    #[cfg(any(
        feature = "rustls",
        feature = "rustls-no-provider",
        feature = "native-tls"
    ))]
    pub fn client_identity(
        mut self,
        chain: impl Into<Bytes>,
        key: impl Into<SecretString>,
    ) -> Self {
        self.connecting.tls.identity = Some((chain.into(), key.into()));
        self
    }

    /// Sends every call with an HTTP client of the caller's.
    ///
    /// This is the only place where `reqwest` shows; its version is part of this method, and
    /// changes with a new minor version at the earliest. The client's own settings count:
    ///
    /// - It must be made with `redirect::Policy::none()`, or else credentials go wherever the
    ///   server says. That cannot be seen beforehand; an answer that came by a redirect is refused
    ///   as [`ErrorKind::Redirect`](super::ErrorKind::Redirect).
    /// - Proxies, certificates and the limit on connecting are its own; what this builder was
    ///   given of these is ignored. The other limits on time count beside its own.
    /// - Its default headers are sent as well.
    #[cfg(feature = "reqwest-client")]
    pub fn reqwest_client(mut self, client: reqwest::Client) -> Self {
        self.connecting.ready = Some(client);
        self
    }

    /// Changes the HTTP client below, so that tests can choose whom it trusts and what names
    /// lead to.
    #[cfg(feature = "reqwest-client")]
    #[doc(hidden)]
    pub fn adjust_transport(
        mut self,
        adjust: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.connecting.adjust = Some(std::sync::Arc::new(adjust));
        self
    }
}
