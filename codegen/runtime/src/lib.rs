//! The client runtime that every generated SDK carries.

#![cfg_attr(docsrs, feature(doc_cfg))]
// Whatever a server sends, a program that calls it must not end.
#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unreachable,
    clippy::unwrap_used
)]
#![cfg_attr(
    // Some of it is only there for a part.
    not(all(
        feature = "digest",
        feature = "lines",
        feature = "multipart",
        feature = "pages",
        feature = "tuples",
        feature = "upload",
        feature = "xml"
    )),
    allow(dead_code, unused_imports)
)]

#[macro_use]
mod macros;

mod auth;
mod call;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod cli;
mod client;
mod date;
#[cfg(feature = "digest")]
mod digest;
#[cfg(feature = "dispatch")]
mod dispatch;
#[cfg(feature = "events")]
mod events;
mod http;
mod json;
#[cfg(feature = "lines")]
mod lines;
#[cfg(feature = "multipart")]
mod multipart;
mod operation;
#[cfg(feature = "pages")]
mod pages;
mod platform;
mod response;
#[cfg(feature = "stream")]
mod stream;
#[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
mod testing;
mod text;
mod transport;
#[cfg(feature = "tuples")]
mod tuples;
#[cfg(feature = "upload")]
mod upload;
#[cfg(feature = "xml")]
mod xml;

pub use ::bytes::Bytes;
pub use ::http::{HeaderMap, Method, Request as HttpRequest, Response as HttpResponse, StatusCode};
pub use serde_json::Value;

#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub use crate::http::SendProgress;
pub use crate::http::{header_list, header_value};
pub use call::*;
pub use client::*;
pub use date::*;
#[cfg(feature = "digest")]
pub use digest::*;
#[cfg(feature = "dispatch")]
pub use dispatch::*;
#[cfg(feature = "events")]
pub use events::*;
pub use json::*;
#[cfg(feature = "lines")]
pub use lines::*;
#[cfg(feature = "multipart")]
pub use multipart::*;
pub use operation::*;
#[cfg(feature = "pages")]
pub use pages::*;
pub use platform::{BoxFuture, Clock, Instant, SystemClock, SystemTime};
pub use response::*;
#[cfg(feature = "stream")]
pub use stream::*;
#[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
pub use testing::*;
pub use text::*;
pub use transport::{Attempt, Middleware, Outcome};
#[cfg(feature = "tuples")]
pub use tuples::*;
#[cfg(feature = "upload")]
pub use upload::*;
#[cfg(feature = "xml")]
pub use xml::*;
