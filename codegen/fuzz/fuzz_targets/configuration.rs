//! Reads any bytes as `sdk.toml`, and generates with some of them, from the folder `codegen`:
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 cargo fuzz run configuration tests/corpus/configuration --sanitizer none -- -max_len=1024 -max_total_time=120
//! ```
#![no_main]

use std::sync::atomic::{AtomicUsize, Ordering};

#[path = "../../tests/checks/configuration.rs"]
mod configuration;
#[path = "../../tests/checks/items.rs"]
mod items;
#[path = "../../tests/checks/reported.rs"]
mod reported;

/// How many configurations that are accepted it takes for one that a crate is made with: that takes a
/// hundred times as long.
const CRATES: usize = 64;

static ACCEPTED: AtomicUsize = AtomicUsize::new(0);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some(config) = configuration::check(bytes)
        && ACCEPTED.fetch_add(1, Ordering::Relaxed).is_multiple_of(CRATES)
    {
        configuration::check_crate(&config);
    }
});
