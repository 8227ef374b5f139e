//! A loopback server that knows the description, for the tests and the demo.
//!
//! [`Server`] reads `spec/openapi.yaml`, checks every request against it, keeps what was edited
//! and responses in the documented shapes. It can also be told what to answer, and remembers every
//! request it got.

mod answer;
mod check;
mod description;
mod known;
mod request;
mod schema;
mod server;
mod store;

pub use answer::Answer;
pub use description::Description;
pub use request::Request;
pub use server::Server;
pub use store::{ACCOUNT, TAKEN_POLICY};
