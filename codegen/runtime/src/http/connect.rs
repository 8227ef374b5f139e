use std::time::Duration;

use reqwest::ClientBuilder;
use secrecy::SecretString;

pub(crate) use super::proxy::Proxies;
use super::settings::Settings;

/// How connections are made: timeouts, proxies and TLS.
#[derive(Clone, Default)]
pub(crate) struct Connecting {
    pub(crate) proxy: ProxyChoice,
    #[cfg(any(
        feature = "rustls",
        feature = "rustls-no-provider",
        feature = "native-tls"
    ))]
    pub(crate) tls: super::tls::Tls,
    /// An HTTP client of the caller, which replaces all other settings.
    #[cfg(feature = "reqwest-client")]
    pub(crate) ready: Option<reqwest::Client>,
    /// A final change to the HTTP client before it is built.
    #[cfg(feature = "reqwest-client")]
    pub(crate) adjust: Option<Adjust>,
}

/// A function that changes the builder of an HTTP client.
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

    /// True if a configured proxy or HTTP client may stand between this program and the server.
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

/// Builds the HTTP client of a [`crate::Client`].
///
/// It follows no redirect, because credentials in custom headers would be sent along, sends no
/// `Referer`, and sets no headers but those of the protocol. Timeouts other than the connect
/// timeout are applied outside of it, where the phase is known; retries too, where they are
/// counted.
///
/// # Errors
/// A setting cannot be applied; the text names it and contains no secrets.
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
        .connect_timeout(settings.connect_timeout);
    if let Some(headers) = settings.max_headers {
        builder = builder.http1_max_headers(headers);
    }
    builder = keep_alive(builder, settings.attempt_timeout);
    builder = proxies.apply(builder);
    // Without TLS and a client of the caller, there are no other settings.
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

/// TCP keepalive: idle time before the first probe, interval between probes, and number of probes.
const TCP_PROBES: (Duration, Duration, u32) = (Duration::from_secs(15), Duration::from_secs(15), 3);

/// Detects dead connections: with TCP keepalive, and with HTTP/2 pings while a call waits. A ping
/// times out within two thirds of an attempt, so that the connection is closed before the attempt
/// ends and the next attempt uses a new one. No pings are sent while no call waits.
fn keep_alive(builder: ClientBuilder, attempt: Duration) -> ClientBuilder {
    let (silence, pause, probes) = TCP_PROBES;
    let builder = builder
        .tcp_keepalive(silence)
        .tcp_keepalive_interval(pause)
        .tcp_keepalive_retries(probes);
    #[cfg(feature = "http2")]
    let builder = {
        let ping = (attempt / 3).clamp(MIN_PING_INTERVAL, MAX_PING_INTERVAL);
        builder
            .http2_keep_alive_interval(ping)
            .http2_keep_alive_timeout(ping)
            .http2_keep_alive_while_idle(false)
    };
    #[cfg(not(feature = "http2"))]
    let _ = attempt;
    builder
}

/// The shortest interval between pings: servers close connections that send more.
#[cfg(feature = "http2")]
const MIN_PING_INTERVAL: Duration = Duration::from_secs(1);
/// The longest interval between pings, whatever the attempt timeout.
#[cfg(feature = "http2")]
const MAX_PING_INTERVAL: Duration = Duration::from_secs(20);
