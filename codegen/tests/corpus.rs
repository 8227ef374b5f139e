//! Regression tests for inputs that were found by fuzzing: see `fuzz/README.md`.

// The file name is printed, so that a failure identifies the input.
#![allow(clippy::print_stdout)]

#[path = "checks/configuration.rs"]
mod configuration;
#[path = "checks/items.rs"]
mod items;
#[path = "checks/loader.rs"]
mod loader;
#[path = "checks/names.rs"]
mod names;
#[path = "checks/overlays.rs"]
mod overlays;
#[path = "checks/reported.rs"]
mod reported;

use std::fs;
use std::path::Path;

/// Checks the files of a target.
fn of_target(target: &str, check: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(target);
    let files = fs::read_dir(folder).expect("the corpus is there");
    let mut count = 0;
    for file in files {
        let path = file.expect("it is listed").path();
        println!("{}", path.display());
        check(&fs::read(&path).expect("it can be read"));
        count += 1;
    }
    assert!(count > 3, "{count} files");
}

#[test]
fn descriptions() {
    of_target("loader", loader::check);
}

#[test]
fn things_that_are_named() {
    of_target("names", |bytes| {
        names::check(bytes);
        names::check_crate(bytes);
    });
}

#[test]
fn overlays_of_a_description() {
    of_target("overlays", overlays::check);
}

#[test]
fn configurations() {
    of_target("configuration", |bytes| {
        if let Some(config) = configuration::check(bytes) {
            configuration::check_crate(&config);
        }
    });
}

/// The check of generated code detects a repeated name.
#[test]
fn repeated_names_are_detected() {
    let twice = [
        "pub struct A { a: X<B, C>, a: D }",
        "pub enum A { B, B }",
        "pub struct A {} pub enum A { B }",
        "impl A { fn b(self) {} fn b(self) {} }",
        "impl Request<A> { fn b(self) {} } impl runtime::Request<A> { fn b(self) {} }",
        "static A: B = C; static A: D = E;",
        "fn a() {} fn a() {}",
        "this is no Rust",
    ];
    let files = |text: &str| {
        let same = ["src/lib.rs", "src/client.rs"].map(|path| (path.to_owned(), Vec::new()));
        let own = ("src/models/a.rs".to_owned(), text.as_bytes().to_vec());
        same.into_iter()
            .chain([own])
            .collect::<sdk_codegen::files::Files>()
    };
    items::check(&files(
        "pub struct A { a: X<B, C>, b: D } object!(A: Decode { a, b });",
    ));
    for text in twice {
        let found = std::panic::catch_unwind(|| items::check(&files(text)));
        assert!(found.is_err(), "{text}");
    }
}
