//! Imports between the stages of the generator go in one direction.

use std::path::Path;

#[path = "../runtime/tests/checks/imports.rs"]
mod checks;

use checks::{circle, imports};

#[test]
fn imports_between_stages_have_no_circle() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let imports = imports(&sources, &["lib", "main"]).unwrap();
    assert!(imports["lower"].contains("load"), "no import was found");
    assert!(
        !imports["emit"].contains("load"),
        "emit reads the model only"
    );
    if let Some(circle) = circle(&imports) {
        panic!("imports go in a circle: {}", circle.join(" → "));
    }
}
