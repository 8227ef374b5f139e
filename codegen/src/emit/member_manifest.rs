//! `Cargo.toml` of the crates of a split SDK, and their entries in the manifest of the main crate.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::division::about;
use super::manifest::{
    Entries, child_features, entry, package_of_member, section, target_sections,
};
use super::tree::Tree;
use crate::files::File;
use crate::ir::{Api, Division, MemberCrate, RuntimeSource};
use crate::runtime::Manifest;

/// The runtime as a dependency of a crate; `up` is the relative path to the folder of the SDK.
pub(super) fn runtime_dependency(api: &Api, up: &str) -> Table {
    match &api.package.runtime {
        RuntimeSource::Embedded | RuntimeSource::Member => {
            let name = format!("{}-{}", api.package.name, Division::RUNTIME);
            let mut runtime = dependency(api, format!("{up}{}", Division::RUNTIME));
            runtime.insert("package".to_owned(), Value::from(name));
            runtime
        }
        RuntimeSource::Crate { path } => {
            let path = path.as_ref().map(|path| match path.starts_with('/') {
                true => path.clone(),
                false => format!("{up}{path}"),
            });
            Manifest::published(&api.parts, path.as_deref())
        }
    }
}

/// A member crate as a dependency: all of them have the same version.
fn dependency(api: &Api, path: String) -> Table {
    Table::from_iter([
        ("default-features".to_owned(), Value::from(false)),
        ("path".to_owned(), Value::from(path)),
        (
            "version".to_owned(),
            Value::from(format!("={}", api.package.version)),
        ),
    ])
}

/// Adds the member crates to the manifest of the main crate.
pub(super) fn add_members(tree: &Tree<'_>, division: &Division, manifest: &mut Manifest) {
    let member_manifest = Manifest::of_member(&tree.api.parts, Table::new());
    for member in division.members() {
        let mut table = dependency(tree.api, member.folder.clone());
        let is_optional = !member.resources.is_empty();
        if is_optional {
            table.insert("optional".to_owned(), Value::from(true));
        }
        let mark = if is_optional { "?" } else { "" };
        for name in member_manifest.features.keys() {
            let on = manifest.features.entry(name.clone()).or_default();
            on.push(format!("{}{mark}/{name}", member.package));
        }
        let dependencies = &mut manifest.dependencies;
        dependencies.insert(member.package.clone(), Value::Table(table));
    }
}

/// The features of member crates that the feature of a resource enables.
pub(super) fn features_of_members(division: &Division, index: usize, feature: &str) -> Vec<String> {
    let mut members = division.resources.iter();
    let member = members.find(|member| member.resources.contains(&index));
    let on = member.map(|member| {
        let package = &member.package;
        [format!("dep:{package}"), format!("{package}/{feature}")]
    });
    on.into_iter().flatten().collect()
}

/// Emits the manifest of a crate with models or resources.
pub(super) fn emit_manifest(tree: &Tree<'_>, division: &Division, member: &MemberCrate) -> File {
    let api = tree.api;
    let up = "../".repeat(member.folder.split('/').count());
    let mut manifest = Manifest::of_member(&api.parts, runtime_dependency(api, &up));
    let is_models = member == &division.models;
    if !is_models {
        let models = dependency(api, format!("{up}{}", division.models.folder));
        let package = &division.models.package;
        let dependencies = &mut manifest.dependencies;
        dependencies.insert(package.clone(), Value::Table(models));
        for (name, on) in &mut manifest.features {
            on.push(format!("{package}/{name}"));
        }
    }
    let shared = features(api, &division.models);
    let mut entries: Entries = vec![entry("default", Value::Array(Vec::new()))];
    entries.extend(
        manifest
            .features
            .into_iter()
            .map(|(name, on)| entry(&name, on)),
    );
    match is_models {
        true => entries.extend(shared.iter().map(|name| entry(name, Vec::<Value>::new()))),
        false => entries.extend(member.resources.iter().map(|index| {
            let feature = api.feature(*index);
            let mut on = child_features(tree, *index);
            let in_models = format!("{}/{feature}", division.models.package);
            on.extend(shared.contains(feature).then_some(in_models));
            entry(feature, on)
        })),
    }
    let sections = [
        section(
            "package",
            package_of_member(api, &member.package, &about(api)),
        ),
        section("lib", library(&member.lib_name)),
        lints(),
        section("features", entries),
        section("dependencies", manifest.dependencies.into_iter().collect()),
    ];
    File::text("Cargo.toml", sections.join("\n"))
}

/// The features that enable the models of a crate.
pub(super) fn features<'a>(api: &'a Api, member: &MemberCrate) -> BTreeSet<&'a str> {
    let files = member.model_files.iter().map(|it| &api.model_files[*it]);
    let features = files.flat_map(|file| file.features.iter().map(String::as_str));
    features.collect()
}

/// Emits the manifest of the runtime.
pub(super) fn emit_runtime_manifest(api: &Api) -> File {
    let manifest = Manifest::with(&api.parts);
    let name = format!("{}-{}", api.package.name, Division::RUNTIME);
    let features = manifest.features.iter();
    let features = features.map(|(name, on)| entry(name, on.clone())).collect();
    let mut sections = vec![
        section("package", package_of_member(api, &name, &about(api))),
        section("lib", library("sdk_runtime")),
        section("features", features),
        section(
            "dependencies",
            manifest.dependencies.clone().into_iter().collect(),
        ),
    ];
    sections.extend(target_sections(&manifest));
    File::text("Cargo.toml", sections.join("\n"))
}

fn library(name: &str) -> Entries {
    vec![
        entry("name", name),
        entry("path", "src/lib.rs"),
        // Its doc tests use the name of another crate.
        entry("doctest", false),
    ]
}

fn lints() -> String {
    section("lints.rust", vec![entry("unsafe_code", "forbid")])
}
