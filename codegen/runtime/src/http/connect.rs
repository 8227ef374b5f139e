use std::time::Duration;

use reqwest::ClientBuilder;
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
    builder = keep_alive(builder, settings.attempt_timeout);
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

/// How long a connection is silent before the system asks whether it is still there, how long each
/// question waits for its reply, and how many are asked.
const TCP_PROBES: (Duration, Duration, u32) = (Duration::from_secs(15), Duration::from_secs(15), 3);

/// Notices connections that are silently dead. The system asks by TCP; HTTP/2, whose connections are
/// used again by every later call, asks by itself while a call waits: within two thirds of an
/// attempt, so that the connection is given up before the attempt is, and the next one has a new
/// connection. Nothing is asked while no call waits, so that idle programs are quiet.
fn keep_alive(builder: ClientBuilder, attempt: Duration) -> ClientBuilder {
    let (silence, pause, probes) = TCP_PROBES;
    let builder = builder
        .tcp_keepalive(silence)
        .tcp_keepalive_interval(pause)
        .tcp_keepalive_retries(probes);
    #[cfg(feature = "http2")]
    let builder = {
        let ping = (attempt / 3).clamp(SHORTEST_PING, LONGEST_PING);
        builder
            .http2_keep_alive_interval(ping)
            .http2_keep_alive_timeout(ping)
            .http2_keep_alive_while_idle(false)
    };
    #[cfg(not(feature = "http2"))]
    let _ = attempt;
    builder
}

/// Servers close connections that ask more often.
#[cfg(feature = "http2")]
const SHORTEST_PING: Duration = Duration::from_secs(1);
/// Attempts may take longer than a dead connection should.
#[cfg(feature = "http2")]
const LONGEST_PING: Duration = Duration::from_secs(20);
