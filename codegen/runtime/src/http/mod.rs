//! One exchange with a server: connections, proxies, TLS, base URLs, and the body of a response within
//! its limits.
//!
//! Takes an HTTP request, returns the parts of a response or a failure. Uses `response`, `platform`
//! and `text`.

pub(crate) mod base_url;
mod body;
mod classify;
mod client;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod connect;
#[cfg(target_arch = "wasm32")]
#[path = "connect_wasm.rs"]
pub(crate) mod connect;
mod exchange;
#[cfg(feature = "gzip")]
mod gzip;
pub(crate) mod headers;
mod outgoing;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
mod progress;
#[cfg(not(target_arch = "wasm32"))]
mod proxy;
mod server;
mod settings;
#[cfg(all(
    any(
        feature = "rustls",
        feature = "rustls-no-provider",
        feature = "native-tls"
    ),
    not(target_arch = "wasm32")
))]
mod tls;

pub(crate) use base_url::Unencrypted;
pub(crate) use body::too_large;
pub(crate) use classify::classify;
pub(crate) use client::HttpClient;
pub(crate) use connect::{Connecting, Proxies};
pub(crate) use exchange::{Limits, ReceivedResponse, fetch, judge, receive};
pub use headers::{header_list, header_value};
pub(crate) use outgoing::{Exchange, Outgoing, PendingRequest, send};
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub use progress::SendProgress;
pub(crate) use server::{BaseUrl, Variables};
pub(crate) use settings::Settings;
