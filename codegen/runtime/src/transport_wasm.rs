use secrecy::SecretString;

use super::settings::Settings;

/// How connections are made: the browser sees to that.
#[derive(Clone, Default)]
pub(super) struct Connecting {
    /// An HTTP client that the caller brought.
    #[cfg(feature = "reqwest-client")]
    pub(super) ready: Option<reqwest::Client>,
}

/// Makes the HTTP client below a [`super::Client`]. The browser follows redirects and unpacks
/// bodies by itself; an answer that came by a redirect is refused.
///
/// # Errors
/// Says what cannot be set up.
pub(super) fn connect(_: &Settings, connecting: &Connecting) -> Result<reqwest::Client, String> {
    #[cfg(feature = "reqwest-client")]
    if let Some(ready) = &connecting.ready {
        return Ok(ready.clone());
    }
    let _ = connecting;
    reqwest::Client::builder()
        .build()
        .map_err(|error| format!("the transport cannot be set up: {}", error.without_url()))
}

/// The name of the proxy that was set: there is none.
pub(super) fn proxy_name(_: &Connecting) -> Option<String> {
    None
}

/// The password of the proxy that was set: there is none.
pub(super) fn proxy_password(_: &Connecting) -> Option<SecretString> {
    None
}
