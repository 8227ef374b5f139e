//! Generates from descriptions with any names, from the folder `codegen`:
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 cargo fuzz run names tests/corpus/names --sanitizer none -- -max_len=1024 -max_total_time=120
//! ```
#![no_main]

#[path = "../../tests/checks/items.rs"]
mod items;
#[path = "../../tests/checks/names.rs"]
mod names;
#[path = "../../tests/checks/said.rs"]
mod said;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| names::check(bytes));
