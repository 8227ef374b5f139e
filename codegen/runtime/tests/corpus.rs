//! What fuzzing found worth keeping, checked again: see `fuzz/README.md`.

// Clippy knows a test by its attribute; the helpers of these have none. The name of a file is
// printed so that a failure tells which one it was.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "checks/decode.rs"]
mod decode;
#[path = "checks/headers.rs"]
mod headers;

use std::fs;
use std::path::Path;

/// The files of one target, by name.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(target);
    let files = fs::read_dir(folder).unwrap().map(|file| {
        let path = file.unwrap().path();
        (path.display().to_string(), fs::read(&path).unwrap())
    });
    let files: Vec<_> = files.collect();
    assert!(!files.is_empty());
    files
}

#[test]
fn bodies() {
    for (name, bytes) in corpus("decode") {
        println!("{name}");
        decode::check(&bytes);
    }
}

#[test]
fn headers() {
    let exchange = headers::Exchange::start();
    for (name, bytes) in corpus("headers") {
        println!("{name}");
        exchange.check(&bytes);
    }
}
