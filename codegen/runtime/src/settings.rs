use std::time::Duration;

/// Limits and switches of a client.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) timeout: Duration,
    pub(super) attempt_timeout: Duration,
    pub(super) connect_timeout: Duration,
    pub(super) stall_timeout: Duration,
    pub(super) max_retries: u32,
    pub(super) max_body: usize,
    pub(super) allow_http: bool,
    pub(super) strict_decoding: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            attempt_timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(5),
            stall_timeout: Duration::from_secs(20),
            max_retries: 2,
            max_body: 32 << 20,
            allow_http: false,
            strict_decoding: false,
        }
    }
}
