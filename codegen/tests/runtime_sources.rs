//! The runtime goes into every SDK whole, and fits there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sdk_codegen::runtime::{Manifest, SOURCES};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src")
}

#[test]
fn every_file_of_the_runtime_is_listed() {
    let listed: BTreeSet<String> = SOURCES
        .iter()
        .map(|(name, _)| format!("{name}.rs"))
        .collect();
    let there: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(listed, there);
}

#[test]
fn the_runtime_names_its_own_items_by_way_of_super() {
    for (name, text) in SOURCES {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let named = code.replace("$crate::", "");
            assert!(
                !named.contains("crate::"),
                "{name}.rs:{}: {line}",
                number + 1
            );
        }
    }
}

#[test]
fn every_dependency_of_the_runtime_has_a_version() {
    for (name, value) in Manifest::read().dependencies {
        let version = value.as_str().or_else(|| value.get("version")?.as_str());
        assert!(version.is_some(), "{name}: {value}");
        assert!(value.get("workspace").is_none(), "{name}: {value}");
    }
}
