//! Reads any bytes as `sdk.toml`, and generates with it, from the folder `codegen`:
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 cargo fuzz run configuration tests/corpus/configuration --sanitizer none -- -max_len=1024 -max_total_time=120
//! ```
#![no_main]

#[path = "../../tests/checks/configuration.rs"]
mod configuration;
#[path = "../../tests/checks/items.rs"]
mod items;
#[path = "../../tests/checks/reported.rs"]
mod reported;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| configuration::check(bytes));
