//! Reads any bytes as a description, from the folder `codegen`:
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 cargo fuzz run loader tests/corpus/loader --sanitizer none -- -max_len=1024 -max_total_time=120
//! ```
#![no_main]

#[path = "../../tests/checks/loader.rs"]
mod loader;
#[path = "../../tests/checks/reported.rs"]
mod reported;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| loader::check(bytes));
