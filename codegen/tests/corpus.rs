//! What fuzzing the generator found worth keeping, checked again: see `fuzz/README.md`.

// The name of a file is printed so that a failure tells which one it was.
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
#[path = "checks/said.rs"]
mod said;

use std::fs;
use std::path::Path;

/// Checks the files of one target.
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
    of_target("names", names::check);
}

#[test]
fn overlays_of_a_description() {
    of_target("overlays", overlays::check);
}

#[test]
fn configurations() {
    of_target("configuration", configuration::check);
}

/// The check of what is generated finds what it is for.
#[test]
fn two_things_of_one_name_are_found() {
    let twice = [
        "object! { pub struct A: Decode { required a = \"a\": X<B, C>, optional a = \"b\": D } }",
        "text_enum! { pub enum A { B = \"b\", B = \"c\" } }",
        "object! { pub struct A: Decode {} } text_enum! { pub enum A { B = \"b\" } }",
        "steps!(A, from B; B takes b(String)); steps!(C, from B; B takes b(String));",
        "inputs!(A, b(into String) => 1, b(i64) => 2);",
        "inputs!(A, b(into String) => 1); impl runtime::Request<A> { fn b(self) {} }",
        "operation!(A, \"a\", GET \"/\"); operation!(A, \"b\", GET \"/\");",
        "request!(A, \"a\" => empty); request_step!(A of B, c(i64) => 1 then D);",
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
        "object! { pub struct A: Decode { required a = \"a\": X<B, C>, .. rest: D } }",
    ));
    for text in twice {
        let found = std::panic::catch_unwind(|| items::check(&files(text)));
        assert!(found.is_err(), "{text}");
    }
}
