//! An SDK whose sources are generated when it is built: see `build.rs`.

// The macros of an SDK nest deeper than usual.
#![recursion_limit = "512"]

include!(concat!(env!("OUT_DIR"), "/sdk/src/lib.rs"));
