use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

use super::body;
use super::body::Capped;
use crate::response::{ErrorKind, Failure, RetryClass};

/// Unpacks a body while it arrives. Only what has been unpacked is kept, so that a small body that
/// unpacks to a large one is refused at the limit, in bounded memory.
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

    /// Takes the next part of the body.
    ///
    /// # Errors
    /// It is not gzip, or there is more in it than the limit.
    pub(crate) fn push(&mut self, chunk: &[u8]) -> Result<(), Failure> {
        self.begun |= !chunk.is_empty();
        self.decoder
            .write_all(chunk)
            .map_err(|error| self.failure(&error))
    }

    /// Gives what was unpacked. No bytes at all are an empty body, as after `HEAD`.
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
