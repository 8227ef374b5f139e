//! Time, timers and connection errors: the parts that differ between operating systems and
//! browsers.
//!
//! Everything may use it; it uses nothing of this crate.

mod clock;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod system;
#[cfg(target_arch = "wasm32")]
#[path = "system_wasm.rs"]
pub(crate) mod system;

pub use clock::{Clock, SystemClock};
#[cfg(feature = "dispatch")]
pub use system::MaybeSend;
pub use system::{BoxFuture, Instant, SystemTime};
pub(crate) use system::{Chunks, EarlyTimer, Moment, is_connect, is_dns, until};
