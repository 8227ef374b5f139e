//! Spells any names, and generates from descriptions with some of them, from the folder `codegen`:
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 cargo fuzz run names tests/corpus/names --sanitizer none -- -max_len=1024 -max_total_time=120
//! ```
#![no_main]

use std::sync::atomic::{AtomicUsize, Ordering};

#[path = "../../tests/checks/items.rs"]
mod items;
#[path = "../../tests/checks/names.rs"]
mod names;
#[path = "../../tests/checks/reported.rs"]
mod reported;

/// A whole crate takes a tenth of a second, so that it is made of one input in so many.
const CRATES: usize = 4096;

static INPUTS: AtomicUsize = AtomicUsize::new(0);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    names::check(bytes);
    if INPUTS.fetch_add(1, Ordering::Relaxed).is_multiple_of(CRATES) {
        names::check_crate(bytes);
    }
});
