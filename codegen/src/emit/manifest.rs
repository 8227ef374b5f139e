//! `Cargo.toml` of the crate.

use std::collections::BTreeSet;

use toml::Value;

use super::member_manifest::{self, add_members, features_of_members, runtime_dependency};
use super::programs::programs;
use super::tree::Tree;
use crate::files::File;
use crate::ir::{Api, Package, RuntimeSource};
use crate::runtime::Manifest;

/// Entries of a section, in order.
pub(super) type Entries = Vec<(String, Value)>;

/// Emits the manifest.
pub(super) fn emit_manifest(tree: &Tree<'_>) -> File {
    let parts = &tree.api.parts;
    let mut manifest = match &tree.api.package.runtime {
        RuntimeSource::Embedded => Manifest::with(parts),
        RuntimeSource::Crate { .. } | RuntimeSource::Member => {
            Manifest::of_crate(parts, runtime_dependency(tree.api, ""))
        }
    };
    if let Some(division) = tree.division {
        add_members(tree, division, &mut manifest);
    }
    let lib_name = tree.api.package.lib_name.as_str();
    let mut sections = vec![
        section("package", package(&tree.api.package, &manifest)),
        section(
            "package.metadata.docs.rs",
            vec![
                entry("all-features", true),
                entry("rustdoc-args", list(["--cfg", "docsrs"])),
            ],
        ),
        section(
            "package.metadata.openapi",
            vec![
                entry("title", crate::doc::line(&tree.api.title)),
                entry("version", tree.api.version.as_str()),
            ],
        ),
        section(
            "lib",
            vec![entry("name", lib_name), entry("path", "src/lib.rs")],
        ),
        section("[bin]", program(&tree.api.package)),
        examples(tree.api),
        section(
            "lints.rust",
            vec![
                entry("missing_docs", "deny"),
                entry("unsafe_code", "forbid"),
            ],
        ),
        section("features", features(tree, &manifest)),
        section(
            "dependencies",
            manifest.dependencies.clone().into_iter().collect(),
        ),
    ];
    sections.extend(dev_dependencies(tree.api));
    sections.extend(target_sections(&manifest));
    sections.retain(|section| !section.is_empty());
    File::text("Cargo.toml", sections.join("\n"))
}

/// The platform-specific dependencies.
pub(super) fn target_sections(manifest: &Manifest) -> Vec<String> {
    let targets = manifest.targets.iter().map(|(cfg, dependencies)| {
        let name = format!("target.{}.dependencies", toml_key(cfg));
        section(&name, dependencies.clone().into_iter().collect())
    });
    targets.collect()
}

pub(super) fn section(name: &str, entries: Entries) -> String {
    // Keys are names of packages, features and fields. Names of features come from the description,
    // so all keys are escaped.
    let lines = entries
        .into_iter()
        .map(|(key, value)| format!("{} = {value}\n", toml_key(&key)));
    format!("[{name}]\n{}", lines.collect::<String>())
}

fn toml_key(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !key.is_empty() && key.chars().all(is_bare) {
        key.to_owned()
    } else {
        Value::from(key).to_string()
    }
}

pub(super) fn entry(key: &str, value: impl Into<Value>) -> (String, Value) {
    (key.to_owned(), value.into())
}

fn package(package: &Package, manifest: &Manifest) -> Entries {
    let mut entries = vec![
        entry("name", package.name.as_str()),
        entry("version", package.version.as_str()),
        entry("edition", manifest.edition.as_str()),
        entry("rust-version", manifest.rust_version.as_str()),
        entry("description", package.description.as_str()),
    ];
    let texts = [
        ("license", &package.license),
        ("repository", &package.repository),
        ("homepage", &package.homepage),
        ("documentation", &package.documentation),
    ];
    let texts = texts
        .into_iter()
        .filter_map(|(key, text)| Some(entry(key, text.as_deref()?)));
    let lists = [
        ("authors", &package.authors),
        ("keywords", &package.keywords),
        ("categories", &package.categories),
    ];
    let lists = lists
        .into_iter()
        .filter(|(_, texts)| !texts.is_empty())
        .map(|(key, texts)| entry(key, list(texts.iter().map(String::as_str))));
    entries.extend(texts.chain(lists));
    entries.push(entry("readme", "README.md"));
    let own = ["/src", "/examples", "/README.md", "/api.md"];
    entries.push(included(package, &own));
    entries
}

/// The files to publish: these and the licences.
fn included(package: &Package, own: &[&str]) -> (String, Value) {
    let licenses = package.license_texts.iter();
    let licenses = licenses.map(|(name, _)| format!("/{name}"));
    let own = own.iter().map(|path| (*path).to_owned());
    let included = own.chain(licenses).map(Value::from);
    entry("include", included.collect::<Vec<_>>())
}

/// The entries of `[package]` of a member crate.
pub(super) fn package_of_member(api: &Api, name: &str, description: &str) -> Entries {
    let package = &api.package;
    let manifest = Manifest::with(&api.parts);
    let mut entries = vec![
        entry("name", name),
        entry("version", package.version.as_str()),
        entry("edition", manifest.edition.as_str()),
        entry("rust-version", manifest.rust_version.as_str()),
        entry("description", description.trim()),
    ];
    let texts = [
        ("license", &package.license),
        ("repository", &package.repository),
        ("homepage", &package.homepage),
    ];
    let texts = texts.into_iter();
    entries.extend(texts.filter_map(|(key, text)| Some(entry(key, text.as_deref()?))));
    entries.push(included(package, &["/src"]));
    entries
}

fn list<'t>(texts: impl IntoIterator<Item = &'t str>) -> Value {
    let texts = texts.into_iter().map(Value::from);
    Value::Array(texts.collect())
}

/// The binary target. It has no documentation, which would overwrite that of the library.
fn program(package: &Package) -> Entries {
    vec![
        entry("name", package.bin_name.as_str()),
        entry("path", "src/main.rs"),
        entry("required-features", vec![Value::from("cli")]),
        entry("doc", false),
    ]
}

/// The example targets, each with the features that it requires.
fn examples(api: &Api) -> String {
    let examples = programs(api).into_iter().map(|program| {
        let entries = vec![
            entry("name", program.name),
            entry("required-features", program.features),
        ];
        section("[example]", entries)
    });
    examples.collect::<Vec<_>>().join("\n")
}

/// The dependencies of the examples that the crate itself does not have, such as an async runtime.
fn dev_dependencies(api: &Api) -> Option<String> {
    let tokio = toml::Table::from_iter([
        entry("default-features", false),
        entry("features", list(["macros", "rt-multi-thread"])),
        entry("version", "1"),
    ]);
    let has_examples = !programs(api).is_empty();
    has_examples.then(|| section("dev-dependencies", vec![entry("tokio", tokio)]))
}

/// The features of the runtime, one feature for each resource, and `all`.
fn features(tree: &Tree<'_>, manifest: &Manifest) -> Entries {
    let list = |names: Vec<&str>| Value::from(names);
    let mut default = vec!["all"];
    let runtime = manifest.features.get("default");
    default.extend(runtime.into_iter().flatten().map(String::as_str));
    let incoming = (!tree.api.incoming.is_empty()).then_some(Api::INCOMING);
    let roots = tree.roots().map(|index| tree.api.feature(index));
    let roots = roots.chain(incoming);
    let mut entries = vec![
        ("default".to_owned(), list(default)),
        ("all".to_owned(), list(roots.collect())),
    ];
    let others = manifest
        .features
        .iter()
        .filter(|(name, _)| *name != "default");
    entries.extend(
        others.map(|(name, on)| (name.clone(), list(on.iter().map(String::as_str).collect()))),
    );
    entries.extend(incoming.map(|name| {
        let mut on = Vec::new();
        if let Some(division) = tree.division {
            let models = &division.models;
            let is_there = member_manifest::features(tree.api, models).contains(name);
            on.extend(is_there.then(|| format!("{}/{name}", models.package)));
        }
        entry(name, on)
    }));
    let resources = tree.api.resources.iter().enumerate();
    entries.extend(resources.map(|(index, resource)| {
        let mut on = child_features(tree, index);
        if let Some(division) = tree.division {
            on.extend(features_of_members(division, index, &resource.feature));
        }
        entry(&resource.feature, on)
    }));
    entries
}

/// The features that a resource's feature enables: those of the resources below it, and of those
/// that its old methods forward to.
pub(super) fn child_features(tree: &Tree<'_>, index: usize) -> Vec<String> {
    let resource = &tree.api.resources[index];
    let moved = resource.moved.iter().map(|moved| moved.resource);
    let moved = moved.filter(|_| resource.operations.is_empty());
    let on: BTreeSet<usize> = tree.children(index).iter().copied().chain(moved).collect();
    let below = on.iter().map(|it| tree.api.resources[*it].feature.clone());
    below.collect()
}
