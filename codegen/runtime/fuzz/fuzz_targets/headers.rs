//! Lets a client see any headers in responses, from the folder `codegen/runtime`:
//!
//! ```text
//! RUSTC_BOOTSTRAP=1 cargo fuzz run headers tests/corpus/headers -- -max_len=4096 -max_total_time=120
//! ```
#![no_main]
#![allow(missing_docs)]

#[path = "../../tests/checks/headers.rs"]
mod checks;

use std::sync::LazyLock;

static EXCHANGE: LazyLock<checks::Exchange> = LazyLock::new(checks::Exchange::start);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| EXCHANGE.check(bytes));
