//! The runtime goes into every SDK whole, and fits there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sdk_codegen::emit::Content;
use sdk_codegen::runtime::{Manifest, PROGRAM, Part, SOURCES, files};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src")
}

#[test]
fn every_file_of_the_runtime_is_listed() {
    let listed: BTreeSet<String> = SOURCES
        .iter()
        .map(|(name, _)| format!("{name}.rs"))
        .collect();
    let there = |folder: &Path| -> BTreeSet<String> {
        let entries = fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.ends_with(".rs")).collect()
    };
    assert_eq!(listed, there(&folder()));
    let program: BTreeSet<String> = PROGRAM
        .iter()
        .map(|(name, _)| format!("{}.rs", name.trim_start_matches("cli/")))
        .collect();
    assert_eq!(program, there(&folder().join("cli")));
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
    for (name, value) in Manifest::with(&Part::ALL.into()).dependencies {
        let version = value.as_str().or_else(|| value.get("version")?.as_str());
        assert!(version.is_some(), "{name}: {value}");
        assert!(value.get("workspace").is_none(), "{name}: {value}");
    }
}

#[test]
fn an_sdk_has_the_parts_that_it_needs() {
    let root = |parts: &BTreeSet<Part>| {
        let root = files(parts).find(|file| file.path == "src/runtime/mod.rs");
        match root.unwrap().content {
            Content::RustText(text) => text,
            other => panic!("{other:?}"),
        }
    };
    let names = |parts: &BTreeSet<Part>| -> Vec<String> {
        let names = files(parts).map(|file| file.path);
        names
            .map(|path| {
                path.trim_start_matches("src/runtime/")
                    .trim_end_matches(".rs")
                    .to_owned()
            })
            .collect()
    };
    let (none, all) = (BTreeSet::new(), BTreeSet::from(Part::ALL));
    assert_eq!(names(&all).len(), SOURCES.len());
    for parts in [&none, &all] {
        let root = root(parts);
        for part in Part::ALL {
            assert!(!root.contains(&format!("feature = \"{}\"", part.feature())));
        }
        // The command line is the program's.
        assert!(!root.contains("mod cli;"));
        for name in names(parts).iter().filter(|name| *name != "mod") {
            // What browsers lack stands in for a file of another name.
            let declared = [format!("mod {name};"), format!("#[path = \"{name}.rs\"]")];
            assert!(declared.iter().any(|line| root.contains(line)), "{name}");
        }
        let lines = root.lines().map(|line| line.trim_start_matches("pub "));
        let declared = lines.filter(|line| line.starts_with("mod "));
        assert_eq!(declared.count(), names(parts).len() - 1);
    }
    assert!(!names(&none).contains(&"multipart".to_owned()));
    assert!(!Manifest::with(&none).dependencies.contains_key("http-body"));
    let manifest = Manifest::with(&all);
    assert!(manifest.dependencies["http-body"].get("optional").is_none());
    assert!(manifest.dependencies["jiff"].get("optional").is_some());
    assert!(!manifest.features.contains_key("upload"));
    assert_eq!(manifest.features["default"], ["rustls"]);
}
