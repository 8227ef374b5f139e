use std::net::IpAddr;

use reqwest::Url;

use crate::text::is_dots;

/// Connections can be encrypted.
const TLS: bool = cfg!(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls",
    // The browser does it.
    target_arch = "wasm32"
));

/// Where credentials may be sent without encryption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unencrypted {
    /// To any host.
    Anywhere,
    /// To this machine only.
    ThisMachine,
    /// Nowhere, because something else makes the connections: a proxy that was set would read what is
    /// sent to this machine, and so would one that an HTTP client of the caller's uses.
    Nowhere,
}

/// Checks a base URL and brings it into the form that paths are appended to.
///
/// # Errors
/// Says what is wrong, without repeating the URL, which may hold a password.
pub(crate) fn check(text: &str, unencrypted: Unencrypted) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("there is no base URL; give one with `base_url`".to_owned());
    }
    let url = Url::parse(text).map_err(|error| format!("the base URL cannot be used: {error}"))?;
    let host = url.host_str().unwrap_or_default();
    if host.is_empty() {
        return Err("the base URL names no host".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("the base URL holds a user name or a password".to_owned());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("the base URL has a query or a fragment".to_owned());
    }
    match url.scheme() {
        "https" if TLS => {}
        "https" => {
            return Err(
                "the base URL needs TLS: turn on the feature `rustls` or `native-tls`".to_owned(),
            );
        }
        "http" if unencrypted == Unencrypted::Anywhere => {}
        "http" if is_loopback(host) && unencrypted == Unencrypted::ThisMachine => {}
        "http" if is_loopback(host) => {
            return Err(
                "the base URL would send credentials without encryption through a proxy, or \
                 through an HTTP client that may have one; use https, `no_proxy()` or \
                 `allow_http(true)`"
                    .to_owned(),
            );
        }
        "http" => {
            return Err(format!(
                "the base URL would send credentials to {host} without encryption; \
                 use https, or `allow_http(true)`"
            ));
        }
        other => return Err(format!("the base URL has the scheme {other}, not https")),
    }
    if has_dots(text) {
        return Err("the path of the base URL has a segment of dots only".to_owned());
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// True where the path of a URL, as it is written, has a segment that leads elsewhere. The parser of
/// URLs has already followed it.
fn has_dots(text: &str) -> bool {
    let (_, rest) = text.split_once("://").unwrap_or_default();
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    path.split(['/', '\\']).skip(1).any(is_dots)
}

pub(crate) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}
