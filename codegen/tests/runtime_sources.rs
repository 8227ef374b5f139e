//! The sources of the runtime are embedded completely, and valid as a module.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sdk_codegen::files::Content;
use sdk_codegen::ir::Part;
use sdk_codegen::runtime::{Manifest, SOURCES, files};

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
    let of_program = SOURCES.iter().filter(|(path, _)| path.starts_with("cli/"));
    assert_eq!(names(&all).len() + of_program.count(), SOURCES.len());
    for parts in [&none, &all] {
        let root = root(parts);
        for part in Part::ALL {
            assert!(!root.contains(&format!("feature = \"{}\"", part.feature())));
            let is_inside = |name: &String| name.starts_with(&format!("{}/", part.feature()));
            assert_eq!(names(parts).iter().any(is_inside), parts.contains(&part));
        }
        // The command line is in the binary.
        assert!(!root.contains("mod cli;"));
        let lines = root.lines().map(|line| line.trim_start_matches("pub "));
        let declared: BTreeSet<_> = lines
            .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
            .map(str::to_owned)
            .collect();
        let names = names(parts).into_iter();
        let rooms: BTreeSet<_> = names
            .filter_map(|name| Some(name.split_once('/')?.0.to_owned()))
            .collect();
        assert_eq!(declared, rooms);
    }
    assert!(!names(&none).contains(&"upload/multipart".to_owned()));
    assert!(!Manifest::with(&none).dependencies.contains_key("http-body"));
    let manifest = Manifest::with(&all);
    assert!(manifest.dependencies["http-body"].get("optional").is_none());
    assert!(manifest.dependencies["jiff"].get("optional").is_some());
    assert!(!manifest.features.contains_key("upload"));
    assert_eq!(manifest.features["default"], ["rustls"]);
}

/// In a package, files next to the sources have other paths, which only `build.rs` knows.
#[test]
fn no_source_names_a_file_outside_of_the_sources() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for start in ["#[path = \"../", "include_str!(\"../", "include!(\"../"] {
                assert!(!text.contains(start), "{}: {start}", path.display());
            }
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
}

/// A package cannot contain another one: it is built from the symbolic links in `embedded`.
#[test]
fn a_package_has_the_sources_of_the_runtime() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| {
        let text = fs::read_to_string(own.join("embedded").join(path));
        text.unwrap_or_else(|error| panic!("embedded/{path}: {error}"))
    };
    for (path, text) in SOURCES {
        assert_eq!(read(&format!("src/{path}")), *text, "{path}");
    }
    for (link, path) in [
        ("runtime.toml", "runtime/Cargo.toml"),
        ("workspace.toml", "../Cargo.toml"),
        ("regenerate.yml", "../docs/templates/regenerate.yml"),
    ] {
        assert_eq!(read(link), fs::read_to_string(own.join(path)).unwrap());
    }
}
