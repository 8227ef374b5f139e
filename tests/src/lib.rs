//! A server on the loopback interface that implements the description, for the tests and the demo.
//!
//! [`Server`] reads `spec/openapi.yaml`, checks every request against it, stores edits, and sends the
//! documented responses. Tests can also set the next responses, and read the requests that it received.

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
