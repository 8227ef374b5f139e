//! The static description of an API: its operations, their parameters, bodies and security schemes,
//! and how a value is written into a path, a query, a header or a form.
//!
//! Takes JSON text of values, returns text for the wire. Uses `json` and `text`.

mod api;
mod body;
mod definition;
mod handshake;
mod parameter;
mod path;
mod style;
mod target;
mod value;

pub use api::{Api, ClientDefault, Envelope, Scheme, SchemeKind, TokenEndpoint};
pub use body::Body;
pub(crate) use body::{Content, Payload, Source};
pub use body::{form_body, json_body};
pub(crate) use definition::matches;
pub use definition::{Operation, RequestBody, WriteBody};
pub use handshake::{Authorization, Handshake, Responder, Verdict};
pub use parameter::{Location, Parameter};
pub(crate) use path::{PathValue, fill};
pub use target::{Target, body, cookie, header, path, query};
pub(crate) use value::ParamValue;
