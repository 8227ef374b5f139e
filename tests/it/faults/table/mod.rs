//! The table: a module for each of its sections.

mod connect;
mod framing;
mod headers;
mod http2;
mod json;
mod lifecycle;
mod load;
mod plan;
mod redirects;
mod status;
mod syntax;
mod tls;
mod waiting;

use super::case::Case;

pub use connect::PROXIED;

/// All cases.
pub fn cases() -> Vec<Case> {
    let sections = [
        connect::cases(),
        tls::cases(),
        headers::cases(),
        framing::cases(),
        framing::large(),
        status::cases(),
        waiting::cases(),
        redirects::cases(),
        json::cases(),
        syntax::cases(),
        lifecycle::cases(),
        http2::cases(),
        load::cases(),
    ];
    sections.into_iter().flatten().collect()
}
