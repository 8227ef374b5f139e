//! Proxies: the configured one, or those in the environment.

use std::env;

use http::Uri;
use percent_encoding::percent_decode_str;
use reqwest::{ClientBuilder, NoProxy, Proxy, Url};
use secrecy::{ExposeSecret, SecretString};

use super::base_url::is_loopback;

/// Hosts on this machine: requests to them never go through a proxy from the environment, which may
/// be another machine.
const THIS_MACHINE: &str = "localhost,127.0.0.0/8,::1";

/// The proxies of a client.
#[derive(Clone, Default)]
pub(crate) struct Proxies {
    /// For URLs with `http`.
    plain: Option<Named>,
    /// For URLs with `https`.
    encrypted: Option<Named>,
    /// Hosts that are connected to directly, as in `NO_PROXY`.
    direct: Option<String>,
}

/// A proxy, and where it was configured.
#[derive(Clone)]
struct Named {
    /// The environment variable; `None` if it was set on the builder.
    variable: Option<&'static str>,
    /// May hold a password.
    url: SecretString,
    /// Host and port.
    address: String,
}

impl Proxies {
    /// One proxy for every connection.
    ///
    /// # Errors
    /// The URL cannot be used; the text says why, without repeating it.
    pub(crate) fn only(url: &SecretString) -> Result<Self, String> {
        let proxy = Named::new(None, url.expose_secret())
            .map_err(|reason| format!("the URL of the proxy {reason}"))?;
        Ok(Self {
            plain: Some(proxy.clone()),
            encrypted: Some(proxy),
            direct: None,
        })
    }

    /// The proxies in the environment variables that curl reads. Invalid ones are ignored.
    pub(crate) fn of_environment() -> Self {
        // In a program that a web server starts, `HTTP_PROXY` is a header of a request.
        if env::var_os("REQUEST_METHOD").is_some() {
            return Self::default();
        }
        let named = |variables: &[&'static str]| {
            let mut set = variables
                .iter()
                .filter_map(|name| Some((*name, env::var(name).ok()?)));
            let (variable, url) = set.next()?;
            Named::new(Some(variable), &url).ok()
        };
        let any = named(&["ALL_PROXY", "all_proxy"]);
        let own = env::var("NO_PROXY").or_else(|_| env::var("no_proxy"));
        Self {
            plain: named(&["HTTP_PROXY", "http_proxy"]).or_else(|| any.clone()),
            encrypted: named(&["HTTPS_PROXY", "https_proxy"]).or(any),
            direct: Some(format!("{THIS_MACHINE},{}", own.unwrap_or_default())),
        }
    }

    /// Configures the HTTP client, which uses no other proxies.
    pub(crate) fn apply(&self, builder: ClientBuilder) -> ClientBuilder {
        let direct = self.direct.as_deref().and_then(NoProxy::from_string);
        let plain = self
            .plain
            .iter()
            .filter_map(|it| Proxy::http(it.url()).ok());
        let encrypted = self
            .encrypted
            .iter()
            .filter_map(|it| Proxy::https(it.url()).ok());
        let proxies = plain.chain(encrypted);
        proxies.fold(builder.no_proxy(), |builder, proxy| {
            builder.proxy(proxy.no_proxy(direct.clone()))
        })
    }

    /// The passwords in the URLs, to be redacted.
    pub(crate) fn passwords(&self) -> Vec<SecretString> {
        let proxies = self.plain.iter().chain(&self.encrypted);
        proxies.filter_map(Named::password).collect()
    }

    /// Describes the proxy between this program and a server, if there may be one.
    pub(crate) fn between(&self, uri: &Uri) -> Option<String> {
        let host = uri.host()?;
        if self.direct.is_some() && is_loopback(host) {
            return None;
        }
        let proxy = match uri.scheme_str() {
            Some("https") => &self.encrypted,
            _ => &self.plain,
        };
        let Named {
            variable, address, ..
        } = proxy.as_ref()?;
        Some(match variable {
            Some(variable) => format!("{variable} names the proxy {address}"),
            None => format!("through the proxy {address}"),
        })
    }
}

impl Named {
    /// The error completes "the URL of the proxy …".
    fn new(variable: Option<&'static str>, text: &str) -> Result<Self, String> {
        let text = text.trim();
        // The environment may name a host and a port only.
        let url = match Url::parse(text) {
            Ok(url) if url.has_host() => Ok(url),
            _ if variable.is_some() => Url::parse(&format!("http://{text}")),
            other => other,
        };
        let url = url.map_err(|error| format!("cannot be used: {error}"))?;
        let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];
        if !schemes.contains(&url.scheme()) {
            let scheme = url.scheme();
            return Err(format!("has the scheme {scheme}, not http or https"));
        }
        let host = url.host_str().filter(|host| !host.is_empty());
        let host = host.ok_or("cannot be used: it names no host")?;
        let usable = Proxy::all(url.clone()).is_ok();
        if !usable {
            return Err("cannot be used".to_owned());
        }
        let port = url.port_or_known_default().unwrap_or(1080);
        Ok(Self {
            variable,
            address: format!("{host}:{port}"),
            url: url.as_str().into(),
        })
    }

    fn url(&self) -> &str {
        self.url.expose_secret()
    }

    fn password(&self) -> Option<SecretString> {
        let url = Url::parse(self.url()).ok()?;
        let password = percent_decode_str(url.password()?).decode_utf8_lossy();
        Some(password.into_owned().into())
    }
}
