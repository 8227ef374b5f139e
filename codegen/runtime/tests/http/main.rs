//! Calls over real sockets, against servers that do exactly what a test tells them.

// Clippy knows a test by its attribute; the helpers of these have none.
#![allow(clippy::unwrap_used, missing_docs)]

mod auth;
#[cfg(feature = "blocking")]
mod blocking;
mod bodies;
mod clock;
mod connecting;
#[cfg(feature = "digest")]
mod digest;
#[cfg(feature = "digest")]
mod digest_server;
mod distrust;
mod faults;
mod fixture;
#[cfg(feature = "gzip")]
mod gzip;
#[cfg(all(feature = "http2", feature = "reqwest-client"))]
mod http2;
mod items;
mod lenient;
mod limits;
mod middleware;
mod page_links;
#[cfg(feature = "xml")]
mod page_xml;
mod pages;
mod parameters;
#[cfg(feature = "multipart")]
mod parts;
mod paths;
mod rate_limit;
#[cfg(all(feature = "upload", feature = "xml"))]
mod redaction;
mod requests;
mod responses;
mod retries;
mod server;
mod servers;
mod settings;
mod streams;
mod throttle;
#[cfg(feature = "rustls")]
mod tls;
mod tokens;
#[cfg(feature = "tracing")]
mod tracing;
mod wrapped_items;
