use std::net::IpAddr;

use reqwest::Url;

use crate::text::is_dots;

/// True if the crate is built with TLS.
const TLS: bool = cfg!(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls",
    // The browser implements TLS.
    target_arch = "wasm32"
));

/// To which hosts credentials may be sent unencrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unencrypted {
    /// To any host.
    Anywhere,
    /// To this machine only.
    ThisMachine,
    /// To no host, because a configured proxy, or one of a caller's HTTP client, could read what is
    /// sent, even to this machine.
    Nowhere,
}

/// Checks a base URL and returns it without a slash at the end, so that paths can be appended.
///
/// # Errors
/// The URL cannot be used; the text says why, without repeating it, since it may contain a
/// password.
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

/// True if the path of a URL, as written, has a segment `.` or `..`, which the URL parser has
/// resolved already.
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
