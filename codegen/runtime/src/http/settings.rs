use std::time::Duration;

use crate::response::ResponseSettings;

/// Limits and switches of a client.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_retries: u32,
    /// Largest number of headers of an HTTP/1.1 response, if it is not that of the HTTP client.
    pub(crate) max_headers: Option<usize>,
    pub(crate) allow_http: bool,
    pub(crate) response: ResponseSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            attempt_timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(5),
            max_retries: 2,
            max_headers: None,
            allow_http: false,
            response: ResponseSettings::default(),
        }
    }
}
