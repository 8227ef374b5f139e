//! The fingerprint of the generator covers the versions of its dependencies according to the lock
//! file of the workspace. `cargo xtask generate` has a separate lock file, which must have the same
//! versions.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value};

/// The versions of all dependencies of the generator, by name.
fn dependencies(lock_file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(lock_file);
    let locked: Table = fs::read_to_string(path)
        .expect("there")
        .parse()
        .expect("TOML");
    let packages: Vec<&Table> = locked["package"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(Value::as_table)
        .collect();
    let is = |package: &Table, name: &str, version: Option<&str>| {
        package["name"].as_str() == Some(name)
            && version.is_none_or(|version| package["version"].as_str() == Some(version))
    };
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut next = vec!["sdk-codegen".to_owned()];
    while let Some(need) = next.pop() {
        let (name, version) = match need.split_once(' ') {
            Some((name, version)) => (name, Some(version)),
            None => (need.as_str(), None),
        };
        for package in packages.iter().filter(|it| is(it, name, version)) {
            let version = package["version"].as_str().expect("text").to_owned();
            if found.entry(name.to_owned()).or_default().insert(version) {
                let needs = package.get("dependencies").and_then(Value::as_array);
                let needs = needs.into_iter().flatten().filter_map(Value::as_str);
                next.extend(needs.map(str::to_owned));
            }
        }
    }
    found
}

#[test]
fn both_lock_files_have_the_same_versions_of_what_the_generator_depends_on() {
    let [ours, xtask] = ["../Cargo.lock", "../xtask/Cargo.lock"].map(dependencies);
    assert!(ours.contains_key("prettyplease"), "nothing was found");
    for (name, versions) in &xtask {
        // The dependencies of `mock`, which `xtask` does not use, may add versions.
        assert!(
            ours.get(name).is_some_and(|own| versions.is_subset(own)),
            "of {name}: run `cargo update --manifest-path xtask/Cargo.toml {name} --precise VERSION`"
        );
    }
}
