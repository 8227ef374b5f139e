use secrecy::SecretString;

pub(crate) use super::proxy::Proxies;
use super::settings::Settings;

/// How connections are made.
#[derive(Clone, Default)]
pub(crate) struct Connecting {
    pub(crate) proxy: ProxyChoice,
    #[cfg(any(
        feature = "rustls",
        feature = "rustls-no-provider",
        feature = "native-tls"
    ))]
    pub(crate) tls: super::tls::Tls,
    /// An HTTP client that the caller brought, in place of all the rest.
    #[cfg(feature = "reqwest-client")]
    pub(crate) ready: Option<reqwest::Client>,
    /// A last change to the HTTP client before it is made.
    #[cfg(feature = "reqwest-client")]
    pub(crate) adjust: Option<Adjust>,
}

/// Changes how an HTTP client is made.
#[cfg(feature = "reqwest-client")]
pub(crate) type Adjust =
    std::sync::Arc<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// Which proxy connections go through.
#[derive(Clone, Default)]
pub(crate) enum ProxyChoice {
    /// The one that the environment names, if any.
    #[default]
    Environment,
    /// None.
    Off,
    /// This one; its URL may hold a password.
    Url(SecretString),
}

impl Connecting {
    /// Which proxies connections go through.
    ///
    /// # Errors
    /// The URL of the proxy that was set cannot be used.
    pub(crate) fn proxies(&self) -> Result<Proxies, String> {
        if self.has_client() {
            return Ok(Proxies::default());
        }
        match &self.proxy {
            ProxyChoice::Environment => Ok(Proxies::of_environment()),
            ProxyChoice::Off => Ok(Proxies::default()),
            ProxyChoice::Url(url) => Proxies::only(url),
        }
    }

    /// Something that was set stands between this program and the server, or may do so.
    pub(crate) fn is_elsewhere(&self) -> bool {
        self.has_client() || matches!(self.proxy, ProxyChoice::Url(_))
    }

    #[cfg(feature = "reqwest-client")]
    fn has_client(&self) -> bool {
        self.ready.is_some()
    }

    #[cfg(not(feature = "reqwest-client"))]
    fn has_client(&self) -> bool {
        false
    }
}

/// Makes the HTTP client below a [`crate::Client`].
///
/// It follows no redirect (credentials in headers of their own would go along), says to nobody
/// where a call came from, and sets no header by itself but those of the protocol. Limits on time
/// other than connecting are kept outside of it, where the phase is known, and so are all
/// retries, where they are counted.
///
/// # Errors
/// Says what cannot be set up, without secrets.
pub(crate) fn connect(
    settings: &Settings,
    connecting: &Connecting,
    proxies: &Proxies,
) -> Result<reqwest::Client, String> {
    #[cfg(feature = "reqwest-client")]
    if let Some(ready) = &connecting.ready {
        return Ok(ready.clone());
    }
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .connect_timeout(settings.connect_timeout)
        .http1_max_headers(256);
    builder = proxies.apply(builder);
    // Without TLS and without a client of the caller's there is nothing else to set.
    let _ = connecting;
    #[cfg(any(
        feature = "rustls",
        feature = "rustls-no-provider",
        feature = "native-tls"
    ))]
    {
        builder = connecting.tls.apply(builder)?;
    }
    #[cfg(feature = "reqwest-client")]
    if let Some(adjust) = &connecting.adjust {
        builder = adjust(builder);
    }
    builder
        .build()
        .map_err(|error| format!("the transport cannot be set up: {}", error.without_url()))
}
