use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::ir::Part;

/// Name of the runtime's package.
const CRATE: &str = "sdk-runtime";

/// Dependencies of the runtime that emitted code names itself: macros the first, the signature of
/// `reqwest_client` the second.
const NAMED: [&str; 2] = ["serde_core", "reqwest"];

/// Features that emitted code beside the client asks for.
const IN_MEMBERS: [&str; 6] = [
    "blocking", "dispatch", "maybe", "serde", "testing", "validate",
];

/// What the runtime's manifest says that goes into that of an SDK.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// Edition and minimum version of Rust.
    pub edition: String,
    /// The oldest Rust that compiles it.
    pub rust_version: String,
    /// Features, `default` included.
    pub features: BTreeMap<String, Vec<String>>,
    /// Dependencies, with versions.
    pub dependencies: BTreeMap<String, Value>,
    /// More dependencies on some systems, by the `cfg` that describes them.
    pub targets: BTreeMap<String, BTreeMap<String, Value>>,
}

impl Manifest {
    /// What it says of a runtime with these parts. They are no features of an SDK.
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

    /// What the manifest of an SDK says that depends on the runtime's crate, with these parts of it:
    /// its features are those of the runtime, and turn on the same ones there.
    /// `dependency` says which crate that is.
    pub fn of_crate(parts: &BTreeSet<Part>, dependency: Table) -> Self {
        let mut this = Self::with(parts);
        let passed_on = |name: &str| format!("{CRATE}/{name}");
        let own = this.dependencies.clone();
        for (name, on) in &mut this.features {
            // What the runtime's features turn on there is left to them.
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

    /// What the manifest of a crate of a divided SDK says that is not the one for callers: of the
    /// runtime's features, those that emitted code asks for.
    pub fn of_member(parts: &BTreeSet<Part>, dependency: Table) -> Self {
        let mut this = Self::of_crate(parts, dependency);
        this.features.retain(|name, on| {
            on.retain(|on| on.contains('/'));
            IN_MEMBERS.contains(&name.as_str())
        });
        this.dependencies.remove("reqwest");
        this
    }

    /// The runtime's crate as a dependency: the published one, or that in a folder.
    pub fn published(parts: &BTreeSet<Part>, path: Option<&str>) -> Table {
        let parts: Vec<&str> = parts.iter().map(|part| part.feature()).collect();
        let mut runtime = Table::from_iter([
            ("default-features".to_owned(), Value::from(false)),
            ("features".to_owned(), Value::from(parts)),
            // Emitted code is made for the runtime of the same generator.
            (
                "version".to_owned(),
                Value::from(concat!("=", env!("CARGO_PKG_VERSION"))),
            ),
        ]);
        runtime.extend(path.map(|path| ("path".to_owned(), Value::from(path))));
        runtime
    }

    /// Reads the manifest that this program was built with.
    ///
    /// # Panics
    ///
    /// Never: both manifests were read by Cargo before.
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

/// What Cargo makes of `{ workspace = true, … }`: the shared entry with the features of both.
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
