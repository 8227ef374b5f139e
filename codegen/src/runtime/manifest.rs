use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::ir::Part;

/// Package name of the runtime.
const CRATE: &str = "sdk-runtime";

/// Dependencies of the runtime that emitted code names: macros use `serde_core`, and the signature
/// of `reqwest_client` uses `reqwest`.
const NAMED: [&str; 2] = ["serde_core", "reqwest"];

/// Features of the runtime that emitted code in member crates uses.
const IN_MEMBERS: [&str; 7] = [
    "blocking",
    "dispatch",
    "extra-traits",
    "maybe",
    "serde",
    "testing",
    "validate",
];

/// The parts of the runtime's manifest that apply to an SDK.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// Edition of Rust.
    pub edition: String,
    /// Minimum version of Rust.
    pub rust_version: String,
    /// Features, including `default`.
    pub features: BTreeMap<String, Vec<String>>,
    /// Dependencies, with versions.
    pub dependencies: BTreeMap<String, Value>,
    /// Platform-specific dependencies, by `cfg` expression.
    pub targets: BTreeMap<String, BTreeMap<String, Value>>,
}

impl Manifest {
    /// The manifest for an SDK that contains these parts of the runtime. Parts are no features of
    /// an SDK.
    pub fn with(parts: &BTreeSet<Part>) -> Self {
        let mut this = Self::read();
        for part in Part::ALL {
            let on = this.features.remove(part.feature()).unwrap_or_default();
            for name in on.iter().filter_map(|on| on.strip_prefix("dep:")) {
                if !parts.contains(&part) {
                    continue;
                }
                let mut all = vec![&mut this.dependencies];
                all.extend(this.targets.values_mut());
                for dependencies in all {
                    if let Some(Value::Table(dependency)) = dependencies.get_mut(name) {
                        dependency.remove("optional");
                    }
                }
            }
        }
        let features = &mut this.features;
        let names: Vec<String> = features.keys().cloned().collect();
        for on in features.values_mut() {
            on.retain(|name| name.contains([':', '/']) || names.contains(name));
        }
        let asked: BTreeSet<&str> = features
            .values()
            .flatten()
            .filter_map(|on| on.strip_prefix("dep:"))
            .collect();
        let is_kept = |name: &String, dependency: &mut Value| {
            dependency.get("optional").is_none() || asked.contains(name.as_str())
        };
        this.dependencies.retain(is_kept);
        for dependencies in this.targets.values_mut() {
            dependencies.retain(is_kept);
        }
        this
    }

    /// The manifest for an SDK that depends on the runtime crate with these parts. Its features are
    /// those of the runtime, and enable them there. `dependency` is the entry of the runtime.
    pub fn of_crate(parts: &BTreeSet<Part>, dependency: Table) -> Self {
        let mut this = Self::with(parts);
        let passed_on = |name: &str| format!("{CRATE}/{name}");
        let own = this.dependencies.clone();
        for (name, on) in &mut this.features {
            // Features that only affect dependencies of the runtime are left to it.
            on.retain(|name| !name.contains([':', '/']));
            if name != "default" {
                on.push(passed_on(name));
            }
        }
        let needs = |name: &str| own.get(name).map(|value| (name.to_owned(), value.clone()));
        this.dependencies = NAMED.into_iter().filter_map(needs).collect();
        if let Some(Value::Table(reqwest)) = this.dependencies.get_mut("reqwest") {
            reqwest.remove("features");
            reqwest.insert("optional".to_owned(), Value::from(true));
        }
        if let Some(on) = this.features.get_mut("reqwest-client") {
            on.push("dep:reqwest".to_owned());
        }
        this.dependencies
            .insert(CRATE.to_owned(), Value::Table(dependency));
        this.targets.clear();
        this
    }

    /// The manifest for a member crate of a split SDK, with the runtime's features that emitted
    /// code uses.
    pub fn of_member(parts: &BTreeSet<Part>, dependency: Table) -> Self {
        let mut this = Self::of_crate(parts, dependency);
        this.features.retain(|name, on| {
            on.retain(|on| on.contains('/'));
            IN_MEMBERS.contains(&name.as_str())
        });
        this.dependencies.remove("reqwest");
        this
    }

    /// The dependency on the runtime crate: the published one, or one in a folder.
    pub fn published(parts: &BTreeSet<Part>, path: Option<&str>) -> Table {
        let parts: Vec<&str> = parts.iter().map(|part| part.feature()).collect();
        let mut runtime = Table::from_iter([
            ("default-features".to_owned(), Value::from(false)),
            ("features".to_owned(), Value::from(parts)),
            // Emitted code requires the runtime of the same generator.
            (
                "version".to_owned(),
                Value::from(concat!("=", env!("CARGO_PKG_VERSION"))),
            ),
        ]);
        runtime.extend(path.map(|path| ("path".to_owned(), Value::from(path))));
        runtime
    }

    /// Parses the manifest of the runtime that is embedded in the generator.
    ///
    /// # Panics
    ///
    /// Never: Cargo has parsed the same manifest.
    fn read() -> Self {
        let runtime = parse(include_str!(concat!(env!("OUT_DIR"), "/runtime.toml")));
        let workspace = parse(include_str!(concat!(env!("OUT_DIR"), "/workspace.toml")));
        let workspace = table(&workspace, "workspace");
        let package = table(&workspace, "package");
        let versions = table(&workspace, "dependencies");
        let dependencies = |parent: &Table| {
            table(parent, "dependencies")
                .into_iter()
                .map(|(name, own)| {
                    let merged = merge(versions.get(&name), &own);
                    (name, merged)
                })
                .collect()
        };
        let targets = table(&runtime, "target");
        Self {
            edition: text(&package, "edition"),
            rust_version: text(&package, "rust-version"),
            features: features(&table(&runtime, "features")),
            dependencies: dependencies(&runtime),
            targets: targets
                .keys()
                .map(|cfg| (cfg.clone(), dependencies(&table(&targets, cfg))))
                .collect(),
        }
    }
}

fn parse(text: &str) -> Table {
    text.parse().expect("Cargo has read this manifest")
}

fn table(parent: &Table, key: &str) -> Table {
    parent
        .get(key)
        .and_then(Value::as_table)
        .cloned()
        .unwrap_or_default()
}

fn text(parent: &Table, key: &str) -> String {
    parent
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn features(table: &Table) -> BTreeMap<String, Vec<String>> {
    let texts = |list: &Value| {
        let items = list.as_array().into_iter().flatten();
        items.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    table
        .iter()
        .map(|(name, list)| (name.clone(), texts(list)))
        .collect()
}

/// Resolves `{ workspace = true, … }` as Cargo does: the entry of the workspace with the features
/// of both.
fn merge(shared: Option<&Value>, own: &Value) -> Value {
    let Some(own) = own.as_table().filter(|own| own.contains_key("workspace")) else {
        return own.clone();
    };
    let mut merged = match shared {
        Some(Value::Table(shared)) => shared.clone(),
        Some(version) => Table::from_iter([("version".to_owned(), version.clone())]),
        None => Table::new(),
    };
    for (key, value) in own.iter().filter(|(key, _)| *key != "workspace") {
        match (merged.get_mut(key), value) {
            (Some(Value::Array(both)), Value::Array(more)) => both.extend(more.iter().cloned()),
            _ => {
                merged.insert(key.clone(), value.clone());
            }
        }
    }
    match merged.get("version") {
        Some(version) if merged.len() == 1 => version.clone(),
        _ => Value::Table(merged),
    }
}
