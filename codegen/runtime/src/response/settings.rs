use std::time::Duration;

/// Limits and switches for reading responses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResponseSettings {
    /// Longest silence while a body is read.
    pub(crate) stall_timeout: Duration,
    /// Largest body, in bytes.
    pub(crate) max_body: usize,
    /// A success with another content type than the description has is an error.
    pub(crate) strict_decoding: bool,
}

impl Default for ResponseSettings {
    fn default() -> Self {
        Self {
            stall_timeout: Duration::from_secs(20),
            max_body: 32 << 20,
            strict_decoding: false,
        }
    }
}
