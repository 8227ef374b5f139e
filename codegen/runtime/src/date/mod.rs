//! Dates and times of RFC 3339, and their conversions to the types of other crates.
//!
//! Uses `json`.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
mod order;
mod parts;
#[cfg(feature = "time")]
mod time;
mod types;

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
pub use parts::InvalidDate;
pub use types::{Date, DateTime};
