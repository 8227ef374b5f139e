use http::Uri;
use secrecy::SecretString;

use super::settings::Settings;

/// How connections are made: the browser decides that.
#[derive(Clone, Default)]
pub(crate) struct Connecting {
    /// An HTTP client of the caller.
    #[cfg(feature = "reqwest-client")]
    pub(crate) ready: Option<reqwest::Client>,
}

impl Connecting {
    /// The proxies of the browser, which are unknown here.
    ///
    /// # Errors
    /// Never.
    pub(crate) fn proxies(&self) -> Result<Proxies, String> {
        Ok(Proxies)
    }

    /// Always false: no proxy can be set in a browser.
    pub(crate) fn is_elsewhere(&self) -> bool {
        false
    }
}

/// The proxies of a client, which only the browser knows.
#[derive(Clone, Default)]
pub(crate) struct Proxies;

impl Proxies {
    pub(crate) fn passwords(&self) -> Vec<SecretString> {
        Vec::new()
    }

    pub(crate) fn between(&self, _: &Uri) -> Option<String> {
        None
    }
}

/// Builds the HTTP client of a [`crate::Client`]. The browser follows redirects and decompresses
/// bodies by itself; a response that was reached by a redirect is refused.
///
/// # Errors
/// The HTTP client cannot be built.
pub(crate) fn connect(
    _: &Settings,
    connecting: &Connecting,
    _: &Proxies,
) -> Result<reqwest::Client, String> {
    #[cfg(feature = "reqwest-client")]
    if let Some(ready) = &connecting.ready {
        return Ok(ready.clone());
    }
    let _ = connecting;
    reqwest::Client::builder()
        .build()
        .map_err(|error| format!("the transport cannot be set up: {}", error.without_url()))
}
