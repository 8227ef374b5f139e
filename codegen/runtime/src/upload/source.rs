use std::sync::{Arc, Mutex, PoisonError};
use std::{fmt, io};

use bytes::Bytes;
use futures_core::Stream;

use super::pieces::{Chunks, Piece, payload};
use crate::call::Call;
use crate::operation::{Body, Content, Payload, Source};

/// Content to send: bytes in memory, or a stream.
///
/// Bytes can be sent again in retries. A stream can be sent once: its call is never retried, and of
/// the clones of a request only the first one sent has the stream.
#[derive(Clone)]
pub struct Upload(Origin);

#[derive(Clone)]
enum Origin {
    Bytes(Bytes),
    Stream(Arc<Mutex<Option<Chunks>>>, Option<u64>),
}

impl Upload {
    /// Makes an upload from a stream of chunks. An error of the stream ends the call. Its only
    /// attempt may use the whole time limit of the call.
    pub fn stream(chunks: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Self {
        let chunks: Chunks = Box::pin(chunks);
        Self(Origin::Stream(Arc::new(Mutex::new(Some(chunks))), None))
    }

    /// Sets the length of the stream in bytes, for servers that require a `Content-Length`.
    pub fn length(mut self, bytes: u64) -> Self {
        if let Origin::Stream(_, length) = &mut self.0 {
            *length = Some(bytes);
        }
        self
    }

    /// Converts to a piece of a body.
    ///
    /// # Errors
    /// The stream was sent already.
    pub(crate) fn piece(&self) -> Result<Piece, String> {
        match &self.0 {
            Origin::Bytes(bytes) => Ok(Piece::Bytes(bytes.clone())),
            Origin::Stream(chunks, length) => {
                let mut chunks = chunks.lock().unwrap_or_else(PoisonError::into_inner);
                let chunks = chunks.take().ok_or("the stream was sent already")?;
                Ok(Piece::Stream(chunks, *length))
            }
        }
    }
}

impl Source for Upload {
    fn payload(&self) -> Result<Payload, String> {
        payload(vec![self.piece()?])
    }

    fn media_type(&self) -> Option<String> {
        None
    }
}

impl Call {
    /// Sets the body to bytes or a stream.
    pub fn upload(&mut self, upload: impl Into<Upload>, media_type: &'static str) {
        let content = Content::Other(Arc::new(upload.into()));
        self.body = Some(Body {
            content,
            media_type,
        });
    }
}

impl fmt::Debug for Upload {
    /// Prints no content: it may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Origin::Bytes(bytes) => write!(f, "Upload({} bytes)", bytes.len()),
            Origin::Stream(..) => f.write_str("Upload(a stream)"),
        }
    }
}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self(Origin::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&[u8]> for Upload {
    fn from(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes).into()
    }
}

impl<const N: usize> From<&[u8; N]> for Upload {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

impl From<String> for Upload {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&str> for Upload {
    fn from(text: &str) -> Self {
        text.as_bytes().into()
    }
}
