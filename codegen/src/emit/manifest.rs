//! `Cargo.toml` of the crate.

use std::collections::BTreeSet;

use toml::Value;

use super::programs::programs;
use super::resource::Tree;
use crate::files::File;
use crate::ir::{Api, Package, RuntimeSource};
use crate::runtime::Manifest;

/// Lines of a section, in order.
type Entries = Vec<(String, Value)>;

/// Prints the manifest.
pub(super) fn emit_manifest(tree: &Tree<'_>) -> File {
    let parts = &tree.api.parts;
    let manifest = match &tree.api.package.runtime {
        RuntimeSource::Embedded => Manifest::with(parts),
        RuntimeSource::Crate { path } => Manifest::of_crate(parts, path.as_deref()),
    };
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
        section("dependencies", manifest.dependencies.into_iter().collect()),
    ];
    sections.extend(dev_dependencies(tree.api));
    sections.extend(manifest.targets.into_iter().map(|(cfg, dependencies)| {
        let name = format!("target.{}.dependencies", toml_key(&cfg));
        section(&name, dependencies.into_iter().collect())
    }));
    sections.retain(|section| !section.is_empty());
    File::text("Cargo.toml", sections.join("\n"))
}

fn section(name: &str, entries: Entries) -> String {
    // Keys are names of packages, features and fields, which need no quotes: but a document has a
    // say in features, so they are printed as any key.
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

fn entry(key: &str, value: impl Into<Value>) -> (String, Value) {
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
    let own = ["/src", "/examples", "/README.md", "/api.md"].map(str::to_owned);
    let licenses = package.license_texts.iter();
    let licenses = licenses.map(|(name, _)| format!("/{name}"));
    let included = own.into_iter().chain(licenses).map(Value::from);
    entries.push(entry("include", included.collect::<Vec<_>>()));
    entries
}

fn list<'t>(texts: impl IntoIterator<Item = &'t str>) -> Value {
    let texts = texts.into_iter().map(Value::from);
    Value::Array(texts.collect())
}

/// The command line. What `cargo doc` makes of it would stand where the library's pages do.
fn program(package: &Package) -> Entries {
    vec![
        entry("name", package.bin_name.as_str()),
        entry("path", "src/main.rs"),
        entry("required-features", vec![Value::from("cli")]),
        entry("doc", false),
    ]
}

/// The examples, each with the features that it needs.
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

/// What the examples need besides what the crate does: somewhere to run.
fn dev_dependencies(api: &Api) -> Option<String> {
    let tokio = toml::Table::from_iter([
        entry("default-features", false),
        entry("features", list(["macros", "rt-multi-thread"])),
        entry("version", "1"),
    ]);
    let has_examples = !programs(api).is_empty();
    has_examples.then(|| section("dev-dependencies", vec![entry("tokio", tokio)]))
}

/// The features of the runtime, one for each resource, and all of them.
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
    entries.extend(incoming.map(|name| (name.to_owned(), list(Vec::new()))));
    entries.extend(
        tree.api
            .resources
            .iter()
            .enumerate()
            .map(|(index, resource)| {
                let children = tree.children(index).iter();
                let moved = resource.moved.iter().map(|moved| moved.resource);
                let moved = moved.filter(|_| resource.operations.is_empty());
                let on: BTreeSet<usize> = children.copied().chain(moved).collect();
                let below = on.iter().map(|it| tree.api.resources[*it].feature.as_str());
                (resource.feature.clone(), list(below.collect()))
            }),
    );
    entries
}
