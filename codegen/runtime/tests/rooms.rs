//! Imports between the folders of the runtime go one way.

use std::collections::BTreeSet;
use std::path::Path;

#[path = "checks/imports.rs"]
mod checks;

use checks::{Imports, circle, imports};

#[test]
fn imports_between_rooms_have_no_circle() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    // Macros name the root, where the code that calls them finds everything.
    let imports = imports(&sources, &["lib", "macros"]).unwrap();
    assert!(imports.len() > 15, "the sources were not found");
    assert!(imports["transport"].contains("auth"), "no import was found");
    if let Some(circle) = circle(&imports) {
        panic!("imports go in a circle: {}", circle.join(" → "));
    }
}

#[test]
fn a_circle_is_found() {
    let imports = [("a", "b"), ("b", "c"), ("c", "b"), ("d", "a")];
    let imports = imports.map(|(room, other)| (room.into(), BTreeSet::from([other.into()])));
    let found = circle(&Imports::from(imports)).unwrap();
    assert_eq!(found, ["b", "c", "b"]);
}
