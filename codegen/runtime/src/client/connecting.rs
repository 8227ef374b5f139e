#[cfg(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
))]
use bytes::Bytes;
use secrecy::SecretString;

use super::builder::ClientBuilder;
use crate::http::connect::ProxyChoice;

/// How connections are made.
impl ClientBuilder {
    /// Sends every call, including those to this machine, through a proxy such as
    /// `http://user:password@proxy.example:3128`, and ignores the proxies in the environment. The
    /// URL is never printed.
    ///
    /// Without it, `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` apply, except for calls
    /// to this machine. An unencrypted base URL on this machine needs `allow_http(true)` if a proxy
    /// is set here, because the proxy can read the credentials.
    pub fn proxy(mut self, url: impl Into<SecretString>) -> Self {
        self.connecting.proxy = ProxyChoice::Url(url.into());
        self
    }

    /// Uses no proxy, not even one that the environment names.
    pub fn no_proxy(mut self) -> Self {
        self.connecting.proxy = ProxyChoice::Off;
        self
    }

    /// Trusts further root certificates beside those of the system: one or several, as PEM.
    #[cfg(any(
        feature = "rustls",
        feature = "rustls-no-provider",
        feature = "native-tls"
    ))]
    pub fn root_certificate(mut self, pem: impl Into<Bytes>) -> Self {
        self.connecting.tls.roots.push(pem.into());
        self
    }

    /// Authenticates the client with a certificate (mutual TLS): the chain and its private key,
    /// both as PEM. With the feature `native-tls` the key must be PKCS #8.
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
}
