use percent_encoding::percent_decode_str;
use reqwest::{Proxy, Url};
use secrecy::{ExposeSecret, SecretString};

use super::settings::Settings;

/// How connections are made.
#[derive(Clone, Default)]
pub(super) struct Connecting {
    pub(super) proxy: ProxyChoice,
    #[cfg(any(
        feature = "rustls",
        feature = "rustls-no-provider",
        feature = "native-tls"
    ))]
    pub(super) tls: super::tls::Tls,
    /// An HTTP client that the caller brought, in place of all the rest.
    #[cfg(feature = "reqwest-client")]
    pub(super) ready: Option<reqwest::Client>,
    /// A last change to the HTTP client before it is made.
    #[cfg(feature = "reqwest-client")]
    pub(super) adjust: Option<Adjust>,
}

/// Changes how an HTTP client is made.
#[cfg(feature = "reqwest-client")]
pub(super) type Adjust =
    std::sync::Arc<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// Which proxy connections go through.
#[derive(Clone, Default)]
pub(super) enum ProxyChoice {
    /// The one that the environment names, if any.
    #[default]
    Environment,
    /// None.
    Off,
    /// This one; its URL may hold a password.
    Url(SecretString),
}

/// Makes the HTTP client below a [`super::Client`].
///
/// It follows no redirect (credentials in headers of their own would go along), says to nobody
/// where a call came from, and sets no header by itself but those of the protocol. Limits on time
/// other than connecting are kept outside of it, where the phase is known, and so are all
/// retries, where they are counted.
///
/// # Errors
/// Says what cannot be set up, without secrets.
pub(super) fn connect(
    settings: &Settings,
    connecting: &Connecting,
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
    builder = match &connecting.proxy {
        ProxyChoice::Environment => builder,
        ProxyChoice::Off => builder.no_proxy(),
        ProxyChoice::Url(url) => builder.proxy(proxy(url.expose_secret())?),
    };
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

/// The proxy at a URL. What is wrong with it is told without repeating it.
fn proxy(text: &str) -> Result<Proxy, String> {
    let url = Url::parse(text.trim())
        .map_err(|error| format!("the URL of the proxy cannot be used: {error}"))?;
    if !matches!(
        url.scheme(),
        "http" | "https" | "socks4" | "socks4a" | "socks5" | "socks5h"
    ) {
        let scheme = url.scheme();
        return Err(format!(
            "the URL of the proxy has the scheme {scheme}, not http or https"
        ));
    }
    Proxy::all(url).map_err(|_| "the URL of the proxy cannot be used".to_owned())
}

/// The password of the proxy that was set.
pub(super) fn proxy_password(connecting: &Connecting) -> Option<SecretString> {
    let ProxyChoice::Url(url) = &connecting.proxy else {
        return None;
    };
    let url = Url::parse(url.expose_secret().trim()).ok()?;
    let password = percent_decode_str(url.password()?).decode_utf8_lossy();
    Some(password.into_owned().into())
}

/// The name of the proxy that was set, for messages: host and port.
pub(super) fn proxy_name(connecting: &Connecting) -> Option<String> {
    let ProxyChoice::Url(url) = &connecting.proxy else {
        return None;
    };
    let url = Url::parse(url.expose_secret().trim()).ok()?;
    let port = url.port_or_known_default()?;
    Some(format!("{}:{port}", url.host_str()?))
}
