//! Decodes any bytes as JSON, from the folder `codegen/runtime`:
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 cargo fuzz run decode tests/corpus/decode -- -max_len=4096 -max_total_time=120
//! ```
#![no_main]
#![allow(missing_docs)]

#[path = "../../tests/checks/decode.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check(bytes));
