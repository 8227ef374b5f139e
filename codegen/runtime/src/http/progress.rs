//! The progress of sending a request body.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

/// Maximum size of a chunk of the body, in bytes.
const PIECE: usize = 16 * 1024;

/// A callback for the progress of a request body: it receives the length in bytes of each chunk that
/// is handed to the connection. It is read from the extensions of a request.
#[derive(Clone)]
pub struct SendProgress(Arc<dyn Fn(usize) + Send + Sync>);

impl SendProgress {
    /// Creates the callback; `watch` is called with each length.
    pub fn new(watch: impl Fn(usize) + Send + Sync + 'static) -> Self {
        Self(Arc::new(watch))
    }

    /// A body of these bytes that reports each chunk.
    pub(super) fn body(self, bytes: Bytes) -> reqwest::Body {
        let watch = self.0;
        reqwest::Body::wrap(WatchedBody { bytes, watch })
    }
}

impl fmt::Debug for SendProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendProgress").finish_non_exhaustive()
    }
}

/// A body that is sent in chunks. Its length is known, so it is sent with `Content-Length`.
struct WatchedBody {
    /// The remaining bytes.
    bytes: Bytes,
    watch: Arc<dyn Fn(usize) + Send + Sync>,
}

impl Body for WatchedBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.bytes.is_empty() {
            return Poll::Ready(None);
        }
        let length = self.bytes.len().min(PIECE);
        let piece = self.bytes.split_to(length);
        (self.watch)(length);
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.len() as u64)
    }
}
