use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

use super::body;
use super::body::Capped;
use crate::response::{ErrorKind, Failure, RetryClass};

/// Decompresses a body while it arrives. Only the decompressed bytes are kept, so that a
/// decompression bomb is refused at the limit, in bounded memory.
pub(crate) struct Unpacker {
    decoder: MultiGzDecoder<Capped>,
    begun: bool,
}

impl Unpacker {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            decoder: MultiGzDecoder::new(Capped::new(limit)),
            begun: false,
        }
    }

    /// Decompresses a chunk of the body.
    ///
    /// # Errors
    /// The body is not gzip, or is larger than the limit when decompressed.
    pub(crate) fn push(&mut self, chunk: &[u8]) -> Result<(), Failure> {
        self.begun |= !chunk.is_empty();
        self.decoder
            .write_all(chunk)
            .map_err(|error| self.failure(&error))
    }

    /// Returns the decompressed body. No bytes at all are an empty body, as after `HEAD`.
    ///
    /// # Errors
    /// The body ends too early or does not match its checksum.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, Failure> {
        if !self.begun {
            return Ok(Vec::new());
        }
        let ended = self.decoder.try_finish();
        ended.map_err(|error| self.failure(&error))?;
        Ok(std::mem::take(self.decoder.get_mut()).into_bytes())
    }

    fn failure(&self, error: &io::Error) -> Failure {
        let kept = self.decoder.get_ref();
        if kept.is_over() {
            return body::too_large(kept.limit());
        }
        let detail = format!("the gzip body is broken: {error}");
        Failure::new(ErrorKind::Protocol, RetryClass::Idempotent, detail)
    }
}
