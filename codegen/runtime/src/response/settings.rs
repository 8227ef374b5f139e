use std::time::Duration;

use crate::json::Decoding;

/// Limits and switches for reading responses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResponseSettings {
    /// Longest time without a byte while a body is read.
    pub(crate) stall_timeout: Duration,
    /// Largest body, in bytes.
    pub(crate) max_body: usize,
    /// A success that deviates from the description is an error, also in its content type.
    pub(crate) strict_decoding: bool,
}

impl ResponseSettings {
    /// How bodies are decoded.
    pub(crate) fn decoding(&self) -> Decoding {
        match self.strict_decoding {
            true => Decoding::Strict,
            false => Decoding::Lenient,
        }
    }
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
