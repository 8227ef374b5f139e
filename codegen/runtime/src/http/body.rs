use std::io::{self, Write};

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, TRANSFER_ENCODING};

#[cfg(feature = "gzip")]
use super::gzip::Unpacker;
use crate::response::ErrorKind;
use crate::response::Failure;
use crate::response::RetryClass;

/// The `Accept-Encoding` header. Browsers set it themselves, and decompress responses.
pub(crate) const ACCEPTED: Option<&str> =
    if cfg!(all(feature = "gzip", not(target_arch = "wasm32"))) {
        Some("gzip")
    } else {
        None
    };

/// Collects a response body within a limit, and decompresses it.
pub(crate) enum Collector {
    /// A body that has arrived in one chunk so far, which is not copied.
    Whole(Bytes, usize),
    Plain(Capped),
    #[cfg(feature = "gzip")]
    Gzip(Box<Unpacker>),
}

impl Collector {
    /// Prepares for a body with these headers, and removes those that do not apply to the
    /// decompressed body.
    ///
    /// # Errors
    /// The encoding was not requested, the body is larger than the limit, or its length is stated
    /// in contradictory ways. The body is then not read.
    pub(crate) fn new(
        headers: &mut HeaderMap,
        head_only: bool,
        limit: usize,
    ) -> Result<Self, Failure> {
        if is_framed_twice(headers, head_only) {
            let detail = "the response has both a content-length and a transfer-encoding";
            return Err(Failure::new(ErrorKind::Protocol, RetryClass::Never, detail));
        }
        let length = headers.get(CONTENT_LENGTH);
        let length: Option<u64> = length.and_then(|value| value.to_str().ok()?.parse().ok());
        match &codings(headers)[..] {
            [] => {}
            _ if cfg!(target_arch = "wasm32") => {}
            #[cfg(feature = "gzip")]
            [only] if matches!(only.as_str(), "gzip" | "x-gzip") => {
                headers.remove(CONTENT_ENCODING);
                headers.remove(CONTENT_LENGTH);
                return Ok(Self::Gzip(Box::new(Unpacker::new(limit))));
            }
            // Undecoded bytes would be reported as invalid JSON.
            others => return Err(unexpected(&others.join(", "))),
        }
        if !head_only && length.is_some_and(|length| length > limit as u64) {
            return Err(too_large(limit));
        }
        Ok(Self::Whole(Bytes::new(), limit))
    }

    /// Adds a chunk of the body.
    ///
    /// # Errors
    /// The body is too large or cannot be decompressed.
    pub(crate) fn push(&mut self, chunk: Bytes) -> Result<(), Failure> {
        match self {
            Self::Whole(_, limit) if chunk.len() > *limit => Err(too_large(*limit)),
            Self::Whole(whole, _) if whole.is_empty() => {
                *whole = chunk;
                Ok(())
            }
            Self::Whole(whole, limit) => {
                let mut kept = Capped::new(*limit);
                kept.append(whole)?;
                kept.append(&chunk)?;
                *self = Self::Plain(kept);
                Ok(())
            }
            Self::Plain(kept) => kept.append(&chunk),
            #[cfg(feature = "gzip")]
            Self::Gzip(unpacker) => unpacker.push(&chunk),
        }
    }

    /// Returns the whole body.
    ///
    /// # Errors
    /// The compressed data is incomplete.
    pub(crate) fn finish(self) -> Result<Bytes, Failure> {
        match self {
            Self::Whole(whole, _) => Ok(whole),
            Self::Plain(kept) => Ok(kept.into_bytes().into()),
            #[cfg(feature = "gzip")]
            Self::Gzip(unpacker) => unpacker.finish().map(Into::into),
        }
    }
}

/// True if a response states twice where its body ends. An intermediary may have followed the other
/// statement (request smuggling), so that neither the body nor what follows on the connection can be
/// trusted (RFC 9112, section 6.3).
pub(super) fn is_framed_twice(headers: &HeaderMap, head_only: bool) -> bool {
    let is_twice = headers.contains_key(CONTENT_LENGTH) && headers.contains_key(TRANSFER_ENCODING);
    is_twice && !head_only && !cfg!(target_arch = "wasm32")
}

/// The content codings of a body, in the order in which they were applied.
fn codings(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(CONTENT_ENCODING).iter();
    values
        .flat_map(|value| value.to_str().unwrap_or("(not text)").split(','))
        .map(|name| name.trim().to_ascii_lowercase())
        .filter(|name| !name.is_empty() && name != "identity")
        .collect()
}

fn unexpected(codings: &str) -> Failure {
    let detail = format!("unexpected content-encoding {}", codings.escape_default());
    Failure::new(ErrorKind::Protocol, RetryClass::Never, detail)
}

pub(crate) fn too_large(limit: usize) -> Failure {
    let detail = format!("the response is larger than {limit} bytes");
    Failure::new(ErrorKind::TooLarge, RetryClass::Never, detail)
}

/// A buffer with a size limit.
#[derive(Default)]
pub(crate) struct Capped {
    kept: Vec<u8>,
    limit: usize,
    over: bool,
}

impl Capped {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            ..Self::default()
        }
    }

    #[cfg(feature = "gzip")]
    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    /// True if more bytes were written than the limit allows.
    #[cfg(feature = "gzip")]
    pub(crate) fn is_over(&self) -> bool {
        self.over
    }

    /// Appends bytes.
    ///
    /// # Errors
    /// The limit would be exceeded.
    fn append(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.write_all(bytes).map_err(|_| too_large(self.limit))
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.kept
    }

    /// Grows the capacity to at least `needed`: the limit divided by a power of two, so that it
    /// never exceeds the limit.
    fn grow(&mut self, needed: usize) {
        if needed <= self.kept.capacity() {
            return;
        }
        let mut room = self.limit;
        while room / 2 >= needed {
            room /= 2;
        }
        self.kept.reserve_exact(room - self.kept.len());
    }
}

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.over || bytes.len() > self.limit - self.kept.len() {
            self.over = true;
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.grow(self.kept.len() + bytes.len());
        self.kept.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
