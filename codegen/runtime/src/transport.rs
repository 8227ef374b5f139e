use std::sync::Arc;

use super::settings::Settings;

/// A last change to the HTTP client before it is made.
pub(super) type Adjust =
    Arc<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// Makes the HTTP client below a [`super::Client`].
///
/// It follows no redirect (credentials in headers of their own would go along), says to nobody
/// where a call came from, and sets no header by itself but those of the protocol. Limits on time
/// other than connecting are kept outside of it, where the phase is known.
pub(super) fn connect(
    settings: &Settings,
    adjust: Option<&Adjust>,
) -> Result<reqwest::Client, reqwest::Error> {
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(settings.connect_timeout)
        .http1_max_headers(256);
    if !settings.proxy {
        builder = builder.no_proxy();
    }
    match adjust {
        Some(adjust) => adjust(builder).build(),
        None => builder.build(),
    }
}
