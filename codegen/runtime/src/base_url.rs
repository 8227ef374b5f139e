use std::net::IpAddr;

use reqwest::Url;

/// Connections can be encrypted.
const TLS: bool = cfg!(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls",
    // The browser does it.
    target_arch = "wasm32"
));

/// Checks a base URL and brings it into the form that paths are appended to.
///
/// # Errors
/// Says what is wrong, without repeating the URL, which may hold a password.
pub(super) fn check(text: &str, allow_http: bool) -> Result<String, String> {
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
        "http" if allow_http || is_loopback(host) => {}
        "http" => {
            return Err(format!(
                "the base URL would send credentials to {host} without encryption; \
                 use https, or `allow_http(true)`"
            ));
        }
        other => return Err(format!("the base URL has the scheme {other}, not https")),
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}
