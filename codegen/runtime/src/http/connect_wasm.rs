use http::Uri;
use secrecy::SecretString;

use super::settings::Settings;

/// How connections are made: the browser sees to that.
#[derive(Clone, Default)]
pub(crate) struct Connecting {
    /// An HTTP client that the caller brought.
    #[cfg(feature = "reqwest-client")]
    pub(crate) ready: Option<reqwest::Client>,
}

impl Connecting {
    /// Which proxies connections go through: the browser's own, which it does not tell.
    ///
    /// # Errors
    /// Never.
    pub(crate) fn proxies(&self) -> Result<Proxies, String> {
        Ok(Proxies)
    }

    /// Something that was set stands between this program and the server: nothing does.
    pub(crate) fn is_elsewhere(&self) -> bool {
        false
    }
}

/// The proxies of a client, of which the browser knows.
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

/// Makes the HTTP client below a [`crate::Client`]. The browser follows redirects and unpacks
/// bodies by itself; a response that came by a redirect is refused.
///
/// # Errors
/// Says what cannot be set up.
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
