//! A loopback server that knows the description, for the tests and the demo.
//!
//! [`Server`] reads `spec/openapi.yaml`, checks every request against it, keeps what was edited
//! and responds in the documented shapes. It can also be told how to respond, and remembers every
//! request it got.

mod check;
mod description;
mod objects;
mod request;
mod response;
mod schema;
mod server;
mod store;

pub use description::Description;
pub use request::Request;
pub use response::ServerResponse;
pub use server::Server;
pub use store::{ACCOUNT, TAKEN_POLICY};
