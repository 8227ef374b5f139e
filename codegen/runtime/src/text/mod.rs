//! Text for display and for URLs: making hidden characters visible, redacting secrets,
//! percent-encoding.
//!
//! Everything may use it; it uses nothing of this crate.

mod percent;
mod redact;
mod secrets;
mod visible;

#[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
pub(crate) use percent::decoded;
pub(crate) use percent::{
    component, is_dots, is_unreserved, makes_dots, push_template, unreserved_length,
};
pub(crate) use percent::{reserved, segment, segments};
pub(crate) use redact::{REDACTED, Redactor, map_texts};
pub use secrets::RequestSecrets;
pub(crate) use visible::one_line;
pub use visible::{visible_json, visible_lines};
