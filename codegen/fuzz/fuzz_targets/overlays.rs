//! Applies any bytes as an overlay, from the folder `codegen`:
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 cargo fuzz run overlays tests/corpus/overlays --sanitizer none -- -max_len=1024 -max_total_time=120
//! ```
#![no_main]

#[path = "../../tests/checks/overlays.rs"]
mod overlays;
#[path = "../../tests/checks/reported.rs"]
mod reported;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| overlays::check(bytes));
