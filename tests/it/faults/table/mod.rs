//! The table: a module for each of its sections.

mod connect;
mod framing;
mod headers;
mod plan;
mod redirects;
mod status;
mod tls;
mod waiting;

use super::case::Case;

/// All cases, in the order of their rows.
pub fn cases() -> Vec<Case> {
    let sections = [
        connect::cases(),
        tls::cases(),
        headers::cases(),
        framing::cases(),
        status::cases(),
        waiting::cases(),
        redirects::cases(),
    ];
    sections.into_iter().flatten().collect()
}
