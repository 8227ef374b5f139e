//! How much of a request's body is on its way, for programs that show it.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

/// How much is handed to the connection at a time, in bytes.
const PIECE: usize = 16 * 1024;

/// Takes the length in bytes of each piece of a body that the connection takes. It is looked for in the
/// extensions of a request.
#[derive(Clone)]
pub struct SendProgress(Arc<dyn Fn(usize) + Send + Sync>);

impl SendProgress {
    /// Calls `watch` with each length.
    pub fn new(watch: impl Fn(usize) + Send + Sync + 'static) -> Self {
        Self(Arc::new(watch))
    }

    /// The body of these bytes, which tells of each piece.
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

/// A body that is sent in pieces. Its length is known, so that it is framed as if it were sent at once.
struct WatchedBody {
    /// What is left.
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
