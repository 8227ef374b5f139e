//! Works out the fingerprint of the generator: a hash of whatever decides what it writes, which
//! stands in the lock of every SDK. The same sources give the same fingerprint on every machine.
//! Lists the sources of the runtime and copies the manifests that SDKs are made from, and the template of a workflow,
//! too.
//!
//! In the repository, the runtime is a crate inside of this one, and Cargo leaves such crates out
//! of a package. `embedded/` has links to what is needed of it, which Cargo packs as the files that
//! they lead to. Only a package is built from there: not every checkout has links.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use toml::{Table, Value};

/// The package whose dependencies count.
const PACKAGE: &str = "sdk-codegen";

/// Modules of the runtime that the generator has, too. Where they are is known here alone.
const SHARED: [(&str, &str); 2] = [("float", "json/float.rs"), ("visible", "text/visible.rs")];

fn main() -> Result<(), Box<dyn Error>> {
    let own = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let inputs = Inputs::find(&own);
    let mut hasher = Sha256::new();
    // Manifests count because their dependencies and versions are those of SDKs.
    let sources = [
        ("build.rs", own.join("build.rs")),
        ("Cargo.toml", inputs.manifest),
        ("src", own.join("src")),
        ("runtime/Cargo.toml", inputs.runtime.clone()),
        ("runtime/src", inputs.runtime_sources.clone()),
        ("../Cargo.toml", inputs.workspace.clone()),
    ];
    for (name, root) in sources {
        println!("cargo::rerun-if-changed={}", root.display());
        for path in files(&root)? {
            let inside = path.strip_prefix(&root)?;
            let inside = inside.to_str().ok_or("a name is not UTF-8")?;
            let inside = inside.replace('\\', "/");
            let whole = match inside.as_str() {
                "" => name.to_owned(),
                inside => format!("{name}/{inside}"),
            };
            add(&mut hasher, &whole, &fs::read_to_string(&path)?);
        }
    }
    println!("cargo::rerun-if-changed={}", inputs.lock.display());
    let locked = fs::read_to_string(inputs.lock)?;
    add(&mut hasher, "dependencies", &dependencies(&locked.parse()?));
    let mut fingerprint = String::new();
    for byte in hasher.finalize() {
        fingerprint.push_str(&format!("{byte:02x}"));
    }
    println!("cargo::rustc-env=SDK_CODEGEN_FINGERPRINT={fingerprint}");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    fs::copy(inputs.runtime, out.join("runtime.toml"))?;
    fs::copy(inputs.workspace, out.join("workspace.toml"))?;
    println!("cargo::rerun-if-changed={}", inputs.workflow.display());
    fs::copy(inputs.workflow, out.join("regenerate.yml"))?;
    for (module, path) in SHARED {
        let path = inputs.runtime_sources.join(path);
        let text = format!("#[path = {path:?}]\nmod {module};\n");
        fs::write(out.join(format!("{module}.rs")), text)?;
    }
    list_runtime(&inputs.runtime_sources, &out)
}

/// Where that is which the generator is made from, besides its own sources.
struct Inputs {
    /// The manifest of this crate, as a person wrote it.
    manifest: PathBuf,
    /// The manifest of the runtime.
    runtime: PathBuf,
    runtime_sources: PathBuf,
    /// The manifest of the workspace.
    workspace: PathBuf,
    lock: PathBuf,
    /// The template of the workflow that regenerates.
    workflow: PathBuf,
}

impl Inputs {
    fn find(own: &Path) -> Self {
        let packed = own.join("embedded");
        if own.join("runtime/Cargo.toml").is_file() {
            Self {
                manifest: own.join("Cargo.toml"),
                runtime: own.join("runtime/Cargo.toml"),
                runtime_sources: own.join("runtime/src"),
                workspace: own.join("../Cargo.toml"),
                lock: own.join("../Cargo.lock"),
                workflow: own.join("../docs/templates/regenerate.yml"),
            }
        } else {
            Self {
                // Cargo writes a manifest of its own into a package.
                manifest: own.join("Cargo.toml.orig"),
                runtime: packed.join("runtime.toml"),
                runtime_sources: packed.join("src"),
                workspace: packed.join("workspace.toml"),
                lock: own.join("Cargo.lock"),
                workflow: packed.join("regenerate.yml"),
            }
        }
    }
}

/// Writes the table of the runtime's sources that is compiled in: the path of each below the folder,
/// and its text.
fn list_runtime(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut table = String::from("&[\n");
    for path in files(folder)? {
        let inside = path.strip_prefix(folder)?;
        let name = inside.to_str().ok_or("a name is not UTF-8")?;
        let name = name.replace('\\', "/");
        writeln!(table, "    ({name:?}, include_str!({path:?})),")?;
    }
    table.push_str("]\n");
    Ok(fs::write(out.join("runtime_sources.rs"), table)?)
}

/// Adds one text by its name, so that no two sets of files are the same to the hash.
fn add(hasher: &mut Sha256, name: &str, text: &str) {
    // Git may have put in the line endings of the system.
    let text = text.replace("\r\n", "\n");
    hasher.update(format!("{name}\0{}\0", text.len()));
    hasher.update(text);
}

/// A file itself, or every source of a folder, sorted.
fn files(path: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
    let mut entries: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    entries.sort();
    let mut found = Vec::new();
    // Not what an editor or the system leaves there.
    let is_source = |entry: &PathBuf| {
        let ending = entry.extension().and_then(|it| it.to_str());
        matches!(ending, Some("rs" | "css" | "js"))
    };
    entries.retain(|entry| entry.is_dir() || is_source(entry));
    for entry in entries {
        found.extend(files(&entry)?);
    }
    Ok(found)
}

/// The versions of all that the generator depends on, by the lock file of the workspace: a newer
/// printer of Rust may print otherwise.
fn dependencies(locked: &Table) -> String {
    let packages = locked.get("package").and_then(Value::as_array);
    let mut by_name: BTreeMap<&str, Vec<&Table>> = BTreeMap::new();
    for package in packages.into_iter().flatten().filter_map(Value::as_table) {
        by_name
            .entry(text(package, "name"))
            .or_default()
            .push(package);
    }
    let mut found = BTreeSet::new();
    let mut next: Vec<&Table> = by_name.get(PACKAGE).cloned().unwrap_or_default();
    while let Some(package) = next.pop() {
        let line = format!("{} {}\n", text(package, "name"), text(package, "version"));
        if !found.insert(line) {
            continue;
        }
        let needs = package.get("dependencies").and_then(Value::as_array);
        for need in needs.into_iter().flatten().filter_map(Value::as_str) {
            // `name`, or `name version` where there are several.
            let (name, version) = need.split_once(' ').unwrap_or((need, ""));
            let those = by_name.get(name).into_iter().flatten();
            next.extend(those.filter(|it| version.is_empty() || text(it, "version") == version));
        }
    }
    found.into_iter().collect()
}

fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}
